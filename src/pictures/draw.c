/* Runs vitrine-images. The protocol stands in images_program.c. */
#include "pictures_work.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void append_field(VtBuffer *out, const char *field)
{
    vt_buffer_append(out, field, strlen(field) + 1);
}

static void append_job(VtBuffer *out, const VtDrawing *drawing)
{
    append_field(out, drawing->fields[0]);
    append_field(out, drawing->cached);
    for (size_t i = 1; drawing->fields[i]; i++)
        append_field(out, drawing->fields[i]);
}

/* A file without a name: a pipe would have to be filled while the answers are read. */
static int file_of(const VtBuffer *jobs)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("vitrine-images-XXXXXX", &path, NULL);
    if (file < 0)
        return -1;
    unlink(path);
    FILE *stream = fdopen(dup(file), "w");
    bool written = stream && fwrite(jobs->data, 1, jobs->length, stream) == jobs->length;
    written = stream && fclose(stream) == 0 && written && lseek(file, 0, SEEK_SET) == 0;
    if (!written)
        close(file);
    return written ? file : -1;
}

static void take_answer(VtPicturesWork *work, const VtDrawing *drawing, const char *line)
{
    static const char failed[] = "failed ";
    if (!g_str_has_prefix(line, failed))
        return;
    const char *fault = line + strlen(failed);
    VtDiagnostic *diagnostic = drawing->origin
                                   ? vt_diagnose_path(work->sink, VT_IMAGE_UNMADE, drawing->origin,
                                                      "no smaller size of this image could be made: %s",
                                                      fault)
                                   : vt_diagnose_path(work->sink, VT_IMAGE_UNMADE, drawing->path,
                                                      "this picture could not be drawn: %s", fault);
    vt_diagnostic_note(diagnostic, "the site is made without it");
}

/* One line for each job, in order. False when some are missing. */
static bool read_answers(VtPicturesWork *work, const GArray *numbers, int output)
{
    FILE *answers = fdopen(output, "r");
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    char *line = NULL;
    size_t room = 0;
    guint count = 0;
    for (; answers && count < numbers->len && getline(&line, &room, answers) > 0; count++) {
        const VtDrawing *drawing = &g_array_index(work->drawings, VtDrawing,
                                                  g_array_index(numbers, size_t, count));
        line[strcspn(line, "\n")] = '\0';
        /* Of an image that cannot be read no size can be made: that is said once. */
        if (!drawing->origin || !g_hash_table_contains(told, drawing->origin))
            take_answer(work, drawing, line);
        if (drawing->origin && g_str_has_prefix(line, "failed"))
            g_hash_table_add(told, (gpointer)(uintptr_t)drawing->origin);
    }
    free(line);
    if (answers)
        fclose(answers);
    return count == numbers->len;
}

static void report_end(VtPicturesWork *work, const char *why)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(work->sink, VT_IMAGE_UNMADE, work->request->program,
                                                "smaller images, cards and icons could not be made: %s", why);
    vt_diagnostic_note(diagnostic, "the site is made without them");
}

bool vt_draw(VtPicturesWork *work, const GArray *numbers)
{
    g_auto(VtBuffer) jobs = {0};
    for (guint i = 0; i < numbers->len; i++)
        append_job(&jobs, &g_array_index(work->drawings, VtDrawing, g_array_index(numbers, size_t, i)));
    const char *arguments[] = {work->request->program, NULL};
    g_autoptr(GError) error = NULL;
    int input = file_of(&jobs), output = -1, status = 0;
    GPid pid;
    if (input < 0 ||
        !g_spawn_async_with_pipes_and_fds(NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, input,
                                          -1, -1, NULL, NULL, 0, &pid, NULL, &output, NULL, &error)) {
        report_end(work, error ? error->message : g_strerror(errno));
        if (input >= 0)
            close(input);
        return false;
    }
    close(input);
    bool whole = read_answers(work, numbers, output);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!whole || status != 0)
        report_end(work, "it ended before it was done");
    return whole && status == 0;
}
