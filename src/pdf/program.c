/* The program that makes the PDF: found, run, waited for, ended when it takes too long. */
#include "pdf_private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_SECONDS = 120, STEP_MICROSECONDS = 20 * 1000, MOST_OF_A_REASON = 300 };

typedef enum Maker { BROWSER, WEASYPRINT } Maker;

static const struct {
    const char *name;
    Maker maker;
} programs[] = {{"chromium", BROWSER},
                {"chromium-browser", BROWSER},
                {"google-chrome", BROWSER},
                {"google-chrome-stable", BROWSER},
                {"weasyprint", WEASYPRINT}};

static char *find_program(Maker *maker)
{
    for (size_t i = 0; i < G_N_ELEMENTS(programs); i++) {
        g_autofree char *path = g_find_program_in_path(programs[i].name);
        *maker = programs[i].maker;
        if (path != NULL)
            return g_canonicalize_filename(path, NULL);
    }
    return NULL;
}

static void add(GPtrArray *words, const char *word)
{
    g_ptr_array_add(words, g_strdup(word));
}

/* Nothing of the user's browser is touched, and nothing is asked of any host. */
static void add_browser_words(GPtrArray *words, const char *folder, const char *page, const char *pdf)
{
    static const char *const always[] = {"--headless",
                                         "--disable-gpu",
                                         "--disable-extensions",
                                         "--disable-background-networking",
                                         "--disable-dev-shm-usage",
                                         "--no-first-run",
                                         "--host-resolver-rules=MAP * ~NOTFOUND",
                                         "--no-pdf-header-footer",
                                         "--export-tagged-pdf",
                                         "--generate-pdf-document-outline"};
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        add(words, always[i]);
    /* As root, in a container mostly, Chromium refuses to start with its sandbox. */
    if (geteuid() == 0)
        add(words, "--no-sandbox");
    g_ptr_array_add(words, g_strdup_printf("--user-data-dir=%s/profile", folder));
    g_ptr_array_add(words, g_strdup_printf("--print-to-pdf=%s", pdf));
    g_ptr_array_add(words, g_strdup_printf("file://%s", page));
}

static GPtrArray *command_line(Maker maker, const char *program, const char *folder, const char *page,
                               const char *pdf)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    add(words, program);
    if (maker == BROWSER) {
        add_browser_words(words, folder, page, pdf);
    } else {
        add(words, "--pdf-variant=pdf/ua-1");
        add(words, page);
        add(words, pdf);
    }
    g_ptr_array_add(words, NULL);
    return words;
}

/* A group of its own, so that a browser's children end with it. */
static void begin_group(gpointer data)
{
    (void)data;
    setpgid(0, 0);
}

/* True when it ended by itself and well. */
static bool wait_for(GPid process, bool *late)
{
    gint64 end = g_get_monotonic_time() + (gint64)PATIENCE_SECONDS * G_USEC_PER_SEC;
    int status = -1;
    for (;;) {
        pid_t ended = waitpid(process, &status, WNOHANG);
        if (ended == process)
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        if (ended < 0 && errno != EINTR)
            return false;
        if (g_get_monotonic_time() > end)
            break;
        g_usleep(STEP_MICROSECONDS);
    }
    *late = true;
    kill(-process, SIGKILL);
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        ;
    return false;
}

/* The last line that the program complained with. */
static char *last_words(const char *file)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(file, &text, NULL, NULL))
        return g_strdup("");
    g_autofree char *valid = g_utf8_make_valid(g_strchomp(text), -1);
    const char *line = strrchr(valid, '\n');
    line = line != NULL ? line + 1 : valid;
    return g_utf8_strlen(line, -1) > MOST_OF_A_REASON ? g_utf8_substring(line, 0, MOST_OF_A_REASON)
                                                      : g_strdup(line);
}

static void report(const char *program, bool late, const char *said, VtDiagnostics *sink)
{
    if (late)
        vt_diagnose_path(sink, VT_PDF_FAILED, program, "it made no PDF within %d seconds", PATIENCE_SECONDS);
    else if (*said != '\0')
        vt_diagnose_path(sink, VT_PDF_FAILED, program, "it made no PDF: %s", said);
    else
        vt_diagnose_path(sink, VT_PDF_FAILED, program, "it made no PDF, and did not say why");
}

bool vt_pdf_run(const char *folder, const char *page, const char *pdf, VtDiagnostics *sink)
{
    Maker maker;
    g_autofree char *program = find_program(&maker);
    if (program == NULL) {
        vt_diagnose_path(sink, VT_PDF_PROGRAM, "resume.pdf",
                         "making it takes chromium or weasyprint, and neither is installed");
        return false;
    }
    g_autoptr(GPtrArray) words = command_line(maker, program, folder, page, pdf);
    g_autofree char *complaints = g_build_filename(folder, "complaints", NULL);
    g_autoptr(GError) error = NULL;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int said = open(complaints, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    GPid process;
    bool late = false, good = false;
    bool started = g_spawn_async_with_fds(folder, (char **)words->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                          begin_group, NULL, &process, nothing, nothing, said, &error);
    if (started)
        good = wait_for(process, &late) && g_file_test(pdf, G_FILE_TEST_EXISTS);
    close(nothing);
    close(said);
    g_autofree char *reason = started ? last_words(complaints) : g_strdup(error->message);
    if (!good)
        report(program, late, reason, sink);
    return good;
}
