/* vitrine-images: draws what sites need of pictures, so that vitrine itself need not load libvips.
 *
 * Jobs come on standard input, each as fields that end in a zero byte: what to do, the file to write, and
 * what that needs (see `jobs` below). For each a line goes out: "done", "as-is" (an empty file was written:
 * the picture is best used as it is) or "failed" and why. A file is written whole or not at all. Ends with 1
 * when the jobs make no sense. */
#include "drawing.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <vips/vips.h>

typedef const char *DrawJob(const char *const *fields, const char *to, bool *as_is);

static const char *draw_size(const char *const *fields, const char *to, bool *as_is)
{
    return vt_draw_size(fields[0], to, atoi(fields[1]), fields[2], as_is);
}

static const char *draw_card(const char *const *fields, const char *to, bool *as_is)
{
    (void)as_is;
    VtCard card = {.title = fields[0],
                   .name = fields[1],
                   .note = fields[2],
                   .ground = fields[3],
                   .ink = fields[4],
                   .quiet = fields[5],
                   .accent = fields[6],
                   .face = fields[7]};
    return vt_draw_card(&card, to);
}

static const char *draw_tile(const char *const *fields, const char *to, bool *as_is)
{
    (void)as_is;
    return vt_draw_tile(fields[0], fields[1], fields[2], atoi(fields[3]), to);
}

static const char *draw_portrait(const char *const *fields, const char *to, bool *as_is)
{
    (void)as_is;
    return vt_draw_portrait(fields[0], atoi(fields[1]), to);
}

static const struct {
    const char *name;
    unsigned fields; /* behind name and file */
    DrawJob *draw;
} jobs[] = {
    {"size", 3, draw_size},         /* picture, width, "webp", "webp-exact" or "jpeg" */
    {"card", 8, draw_card},         /* title, name, note, ground, ink, quiet, accent, face */
    {"tile", 4, draw_tile},         /* letters, ground, ink, size */
    {"portrait", 2, draw_portrait}, /* picture, size */
};

enum { MOST_FIELDS = 10 };

/* The first line of what may be many. */
static void answer_fault(const char *fault)
{
    printf("failed %.*s\n", (int)strcspn(fault, "\n"), fault);
    vips_error_clear();
}

/* What libvips warns of it also gives as an error, where it matters. */
static void keep_quiet(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

static void put_in_place(const char *written, const char *to, bool as_is)
{
    bool done = !as_is || g_file_set_contents(written, "", 0, NULL);
    if (done && rename(written, to) == 0)
        puts(as_is ? "as-is" : "done");
    else
        puts("failed the file cannot be put in place");
}

static void do_job(size_t kind, const char *const *fields)
{
    bool as_is = false;
    g_autofree char *written = g_strdup_printf("%s.%ld", fields[1], (long)getpid());
    const char *fault = jobs[kind].draw(fields + 2, written, &as_is);
    if (fault != NULL) {
        unlink(written);
        answer_fault(fault);
    } else {
        put_in_place(written, fields[1], as_is);
    }
    fflush(stdout);
}

static size_t kind_of(const char *name)
{
    size_t kind = 0;
    while (kind < G_N_ELEMENTS(jobs) && strcmp(jobs[kind].name, name) != 0)
        kind++;
    return kind;
}

static GString *read_input(void)
{
    GString *input = g_string_new(NULL);
    char block[65536];
    for (size_t got; (got = fread(block, 1, sizeof block, stdin)) > 0;)
        g_string_append_len(input, block, (gssize)got);
    return input;
}

static bool do_jobs(const GString *input)
{
    const char *at = input->str, *end = input->str + input->len;
    while (at < end) {
        size_t kind = kind_of(at), count = 0;
        const char *fields[MOST_FIELDS] = {NULL};
        if (kind == G_N_ELEMENTS(jobs))
            return false;
        for (; at < end && count < jobs[kind].fields + 2; at += strlen(at) + 1)
            fields[count++] = at;
        if (count < jobs[kind].fields + 2)
            return false;
        do_job(kind, fields);
    }
    return true;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--version") == 0)
        return printf("vitrine-images %s, libvips %s\n", VT_VERSION, vips_version_string()) < 0;
    if (VIPS_INIT(argv[0]) != 0)
        return 1;
    /* Authors' own files, but files from anywhere may be among them. */
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    g_log_set_default_handler(keep_quiet, NULL);
    g_autoptr(GString) input = read_input();
    bool understood = do_jobs(input);
    /* Pango's and fontconfig's memory is not given back: the process ends here. */
    fflush(stdout);
    _exit(understood ? 0 : 1);
}
