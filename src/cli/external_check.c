#include "external_check.h"

#include "companion.h"

#include "vitrine/external_links.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* All at once into a file without a name: a pipe would have to be filled while the answers are read. */
static int file_of(const VtBuffer *addresses)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("vitrine-links-XXXXXX", &path, NULL);
    if (file < 0)
        return -1;
    unlink(path);
    bool written = write(file, addresses->data, addresses->length) == (ssize_t)addresses->length &&
                   lseek(file, 0, SEEK_SET) == 0;
    if (!written)
        close(file);
    return written ? file : -1;
}

static void take_line(VtExternalLinks *links, const char *line)
{
    VtLinkAnswer answer;
    g_auto(GStrv) parts = g_strsplit(line, "\t", 3);
    if (g_strv_length(parts) == 3 && vt_link_answer_parse(parts[0], &answer))
        vt_external_links_answer(links, parts[1], answer, parts[2]);
}

static void read_answers(VtExternalLinks *links, int output)
{
    FILE *answers = fdopen(output, "r");
    char *line = NULL;
    size_t size = 0;
    while (answers != NULL && getline(&line, &size, answers) > 0) {
        line[strcspn(line, "\n")] = '\0';
        take_line(links, line);
    }
    free(line);
    if (answers != NULL)
        fclose(answers);
}

static bool ask(VtExternalLinks *links, const char *program, int addresses)
{
    const char *arguments[] = {program, NULL};
    g_autoptr(GError) error = NULL;
    int output = -1, status = 0;
    GPid pid;
    if (!g_spawn_async_with_pipes_and_fds(NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                          addresses, -1, -1, NULL, NULL, 0, &pid, NULL, &output, NULL,
                                          &error)) {
        vt_complain("vitrine: %s\n", error->message);
        return false;
    }
    read_answers(links, output);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (status != 0)
        vt_complain("vitrine: %s failed\n", program);
    return status == 0;
}

static bool ask_all(VtExternalLinks *links)
{
    g_auto(VtBuffer) addresses = {0};
    vt_external_links_open(links, &addresses);
    if (addresses.length == 0)
        return true;
    g_autofree char *program = vt_companion_path("vitrine-links");
    if (program == NULL) {
        vt_complain("vitrine: --external needs the program vitrine-links, which this installation lacks\n"
                    "Build Vitrine with libsoup 3 (on Debian: libsoup-3.0-dev), or leave --external out.\n");
        return false;
    }
    int file = file_of(&addresses);
    if (file < 0) {
        vt_complain("vitrine: cannot write a temporary file: %s\n", g_strerror(errno));
        return false;
    }
    bool asked = ask(links, program, file);
    close(file);
    return asked;
}

bool vt_external_check(VtSiteRun *run, VtDate today)
{
    g_autoptr(VtExternalLinks) links = vt_external_links_new(run->portfolio, today);
    g_autofree char *memory = g_build_filename(g_get_user_cache_dir(), "vitrine", "links", NULL);
    for (size_t i = 0; i < run->audience_count; i++)
        if (run->audiences[i].edition != NULL)
            vt_external_links_add(links, run->audiences[i].edition);
    vt_external_links_recall(links, memory);
    if (!ask_all(links))
        return false;
    vt_external_links_report(links, run->cli->sink);
    if (!vt_external_links_remember(links, memory) && run->cli->options.verbose)
        vt_complain("vitrine: the answers could not be kept in %s\n", memory);
    return true;
}
