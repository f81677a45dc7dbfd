#include "git.h"

#include "vitrine/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ARGUMENTS = 24, MOST_NOTES = 8, CHUNK = 64 * 1024 };

/* ---- The environment ------------------------------------------------------------------------------------
 */

/* What "git rev-parse --local-env-vars" lists, less the settings that a user may hand over by variables, and
 * what would change how paths are read. */
static const char *const scrubbed[] = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_OBJECT_DIRECTORY",
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_INDEX_FILE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_NAMESPACE",
    "GIT_QUARANTINE_PATH",
    "GIT_DEFAULT_HASH",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "LANGUAGE",
};

/* The variable is a list parted by colons, in which a quoted path may hold any. */
static char *quoted_path(const char *path)
{
    GString *quoted = g_string_new("\"");
    for (const char *p = path; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *p);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

static char **set(char **environment, const char *name, const char *value)
{
    return value != NULL ? g_environ_setenv(environment, name, value, TRUE) : environment;
}

static char **environment_of(const VtGit *git)
{
    char **environment = g_get_environ();
    for (size_t i = 0; i < G_N_ELEMENTS(scrubbed); i++)
        environment = g_environ_unsetenv(environment, scrubbed[i]);
    g_autofree char *objects = git->objects != NULL ? quoted_path(git->objects) : NULL;
    environment = set(environment, "LC_ALL", "C.UTF-8");
    environment = set(environment, "GIT_OPTIONAL_LOCKS", "0");
    environment = set(environment, "GIT_DIR", git->repository);
    environment = set(environment, "GIT_ALTERNATE_OBJECT_DIRECTORIES", objects);
    environment = set(environment, "GIT_AUTHOR_NAME", git->author);
    environment = set(environment, "GIT_AUTHOR_EMAIL", git->email);
    environment = set(environment, "GIT_AUTHOR_DATE", git->date);
    environment = set(environment, "GIT_COMMITTER_NAME", git->author);
    environment = set(environment, "GIT_COMMITTER_EMAIL", git->email);
    environment = set(environment, "GIT_COMMITTER_DATE", git->date);
    /* Where nobody sits, a question for a password would wait for ever. */
    if (!isatty(STDIN_FILENO) && g_environ_getenv(environment, "GIT_TERMINAL_PROMPT") == NULL)
        environment = set(environment, "GIT_TERMINAL_PROMPT", "0");
    return environment;
}

/* ---- Starting and ending ----------------------------------------------------------------------------------
 */

/* Housekeeping is the author's; nothing here may begin any. */
static char **argument_vector(const char *const *arguments)
{
    static const char *const first[] = {"git",       "--no-pager", "-c",
                                        "gc.auto=0", "-c",         "maintenance.auto=false"};
    GPtrArray *vector = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(first); i++)
        g_ptr_array_add(vector, g_strdup(first[i]));
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(vector, g_strdup(*arguments));
    g_ptr_array_add(vector, NULL);
    return (char **)g_ptr_array_free(vector, FALSE);
}

bool vt_git_start(const VtGit *git, const char *const *arguments, VtGitFeed *feed, VtGitAnswer *answer)
{
    g_auto(GStrv) vector = argument_vector(arguments);
    g_auto(GStrv) environment = environment_of(git);
    g_autoptr(GError) error = NULL;
    const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES;
    *answer = (VtGitAnswer){.status = -1};
    answer->started = g_spawn_async_with_pipes(git->folder, vector, environment, flags, NULL, NULL,
                                               &feed->process, &feed->input, &feed->output, &feed->errors,
                                               &error);
    if (answer->started)
        return true;
    answer->missing = g_error_matches(error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
    vt_buffer_append_string(&answer->error, error->message);
    return false;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static bool wait_for(VtGitFeed *feed, VtGitAnswer *answer)
{
    int status;
    pid_t ended;
    do
        ended = waitpid(feed->process, &status, 0);
    while (ended < 0 && errno == EINTR);
    g_spawn_close_pid(feed->process);
    answer->status = ended == feed->process && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return answer->status == 0;
}

bool vt_git_write(const VtGitFeed *feed, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(feed->input, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        length -= (size_t)written;
    }
    return true;
}

/* ---- Talking ---------------------------------------------------------------------------------------------
 */

static void feed_some(VtGitFeed *feed, VtSlice *input)
{
    ssize_t written = write(feed->input, input->data, input->length);
    if (written > 0) {
        input->data += written;
        input->length -= (size_t)written;
    }
    bool broken = written < 0 && errno != EINTR && errno != EAGAIN;
    if (broken || input->length == 0)
        close_end(&feed->input);
}

static void collect(const char *data, size_t length, void *to)
{
    vt_buffer_append(to, data, length);
}

static void take_some(int *end, VtGitTake *take, void *to)
{
    char chunk[CHUNK];
    ssize_t got = read(*end, chunk, sizeof chunk);
    if (got > 0)
        take(chunk, (size_t)got, to);
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        close_end(end);
}

/* All three pipes at once: a command that waits on one of them would otherwise wait for ever. */
static void talk(VtGitFeed *feed, VtSlice input, VtGitTake *take, void *to, VtBuffer *error)
{
    if (input.length == 0)
        close_end(&feed->input);
    else
        fcntl(feed->input, F_SETFL, O_NONBLOCK);
    while (feed->output >= 0 || feed->errors >= 0 || feed->input >= 0) {
        struct pollfd ends[] = {{.fd = feed->input, .events = POLLOUT},
                                {.fd = feed->output, .events = POLLIN},
                                {.fd = feed->errors, .events = POLLIN}};
        if (poll(ends, G_N_ELEMENTS(ends), -1) < 0)
            continue;
        if (ends[0].revents != 0)
            feed_some(feed, &input);
        if (ends[1].revents != 0)
            take_some(&feed->output, take, to);
        if (ends[2].revents != 0)
            take_some(&feed->errors, collect, error);
    }
}

bool vt_git_finish(VtGitFeed *feed, VtGitAnswer *answer)
{
    talk(feed, (VtSlice){0}, collect, &answer->output, &answer->error);
    return wait_for(feed, answer);
}

bool vt_git_ask(const VtGit *git, const VtGitRequest *request, VtGitAnswer *answer)
{
    VtGitFeed feed;
    if (!vt_git_start(git, request->arguments, &feed, answer))
        return false;
    VtGitTake *take = request->take != NULL ? request->take : collect;
    void *to = request->take != NULL ? request->to : &answer->output;
    talk(&feed, request->input, take, to, &answer->error);
    return wait_for(&feed, answer);
}

bool vt_git_run(const VtGit *git, VtGitAnswer *answer, ...)
{
    const char *arguments[MOST_ARGUMENTS] = {NULL};
    va_list list;
    va_start(list, answer);
    for (size_t i = 0; i < MOST_ARGUMENTS - 1; i++)
        if ((arguments[i] = va_arg(list, const char *)) == NULL)
            break;
    va_end(list);
    return vt_git_ask(git, &(VtGitRequest){.arguments = arguments}, answer);
}

void vt_git_answer_finish(VtGitAnswer *answer)
{
    vt_buffer_finish(&answer->output);
    vt_buffer_finish(&answer->error);
}

const char *vt_git_line(VtGitAnswer *answer)
{
    VtSlice text = vt_slice_trim((VtSlice){answer->output.data, answer->output.length});
    if (text.length > 0)
        memmove(answer->output.data, text.data, text.length);
    answer->output.length = text.length;
    return vt_buffer_string(&answer->output);
}

/* ---- Reporting --------------------------------------------------------------------------------------------
 */

static char *without_password(const char *line, const char *remote)
{
    if (remote == NULL)
        return g_strdup(line);
    g_autofree char *shown = vt_remote_shown(remote);
    g_auto(GStrv) parts = g_strsplit(line, remote, -1);
    return g_strjoinv(shown, parts);
}

/* Progress overwrites itself by carriage returns; what stands last is what counts. */
static const char *last_state(const char *line)
{
    const char *state = strrchr(line, '\r');
    return state != NULL && state[1] != '\0' ? state + 1 : line;
}

void vt_git_note(VtDiagnostic *diagnostic, VtGitAnswer *answer, const char *remote)
{
    g_autofree char *text = g_utf8_make_valid(vt_buffer_string(&answer->error), (gssize)answer->error.length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    size_t count = 0;
    for (char **line = lines; *line != NULL && count < MOST_NOTES; line++) {
        g_autofree char *said = without_password(last_state(g_strchomp(*line)), remote);
        if (*g_strstrip(said) == '\0')
            continue;
        vt_diagnostic_note(diagnostic, "git: %s", said);
        count++;
    }
}

void vt_git_report(VtDiagnostics *sink, VtGitAnswer *answer, const char *what)
{
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, VT_PUBLISH_GIT, VT_NOWHERE,
        answer->missing ? "there is no program \"git\" to %s with" : "git could not %s", what);
    if (answer->missing)
        vt_diagnostic_note(diagnostic,
                           "install git, from your system's packages or from https://git-scm.com/");
    else
        vt_git_note(diagnostic, answer, NULL);
}
