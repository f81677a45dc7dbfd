/* When a file's text last changed, as its repository tells. */
#include "git.h"

#include "vitrine/publish.h"

#include <time.h>

/* ---- Warning
 * ------------------------------------------------------------------------------------------------- */

static GHashTable *unknown(VtDiagnostics *sink, const char *folder, const char *why, const char *note)
{
    g_autofree char *settings = g_build_filename(folder, "site.yaml", NULL);
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_DATES_UNKNOWN, settings,
                                                "no dates are taken from git: %s", why);
    vt_diagnostic_note(diagnostic, "%s", note);
    return NULL;
}

/* ---- The log
 * ---------------------------------------------------------------------------------------------------- */

static VtDate day_of(gint64 seconds)
{
    struct tm day;
    time_t time = (time_t)seconds;
    if (seconds <= 0 || gmtime_r(&time, &day) == NULL)
        return (VtDate){0};
    return (VtDate){.year = (int16_t)(day.tm_year + 1900),
                    .month = (uint8_t)(day.tm_mon + 1),
                    .day = (uint8_t)day.tm_mday};
}

/* A file's newest day: commits need not come in the order of their days. */
static void note_date(GHashTable *dates, const char *path, VtDate date)
{
    VtDate *known = g_hash_table_lookup(dates, path);
    if (known == NULL) {
        known = g_new(VtDate, 1);
        *known = date;
        g_hash_table_insert(dates, g_strdup(path), known);
    } else if (vt_date_compare(date, *known) > 0) {
        *known = date;
    }
}

/* "git log -z --name-only" with a mark before each date: MARK DATE, a line feed, PATH NUL PATH NUL …, NUL */
#define MARK '\001'

static void read_log(const char *text, size_t length, GHashTable *dates)
{
    VtDate date = {0};
    for (const char *at = text; at < text + length; at += strlen(at) + 1) {
        const char *path = at;
        if (*at == MARK) {
            date = day_of(g_ascii_strtoll(at + 1, NULL, 10));
            path = at + strcspn(at, "\n");
            path += *path == '\n';
        }
        if (*path != '\0' && vt_date_is_set(date))
            note_date(dates, path, date);
    }
}

/* What is changed and not committed is newer than any commit says. "git diff" would refresh the author's
 * index, "git status" leaves it alone when told so; its paths begin at the repository's root. */
static bool forget_changed(const VtGit *git, const char *prefix, GHashTable *dates)
{
    enum { STATE = 3 }; /* two letters and a space */
    g_auto(VtGitAnswer) answer = {0};
    if (!vt_git_run(git, &answer, "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames",
                    "--ignore-submodules=all", "--", ".", NULL))
        return false;
    const char *text = vt_buffer_string(&answer.output);
    for (const char *at = text; at < text + answer.output.length; at += strlen(at) + 1)
        if (strlen(at) > STATE && g_str_has_prefix(at + STATE, prefix))
            g_hash_table_remove(dates, at + STATE + strlen(prefix));
    return true;
}

static GHashTable *read_history(const VtGit *git, const char *prefix)
{
    g_auto(VtGitAnswer) answer = {0};
    if (!vt_git_run(git, &answer, "-c", "log.showSignature=false", "log", "--no-color", "--no-renames",
                    "--name-only", "--relative", "-z", "--format=format:%x01%at", "HEAD", "--", ".", NULL))
        return NULL;
    g_autoptr(GHashTable) dates = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    read_log(vt_buffer_string(&answer.output), answer.output.length, dates);
    return forget_changed(git, prefix, dates) ? g_steal_pointer(&dates) : NULL;
}

GHashTable *vt_history_dates(const char *folder, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    VtGit git = {.folder = folder};
    bool found = vt_git_run(&git, &answer, "rev-parse", "--is-shallow-repository", "--show-prefix",
                            "--verify", "--quiet", "HEAD", NULL);
    if (answer.missing)
        return unknown(sink, folder, "there is no program \"git\"",
                       "install git, or write `updated:` in the entries and leave out `dates: git`");
    if (!found && !g_str_has_prefix(vt_git_line(&answer), "false"))
        return unknown(sink, folder, "the site lies in no git repository that can be read",
                       "write `updated:` in the entries, and leave out `dates: git`");
    if (!found)
        return unknown(sink, folder, "the repository has no commit yet", "commit the site, and build again");
    if (g_str_has_prefix(vt_git_line(&answer), "true"))
        return unknown(sink, folder, "the repository was cloned without its whole history",
                       "fetch the rest with \"git fetch --unshallow\"; in a GitHub workflow, give "
                       "actions/checkout `fetch-depth: 0`");
    g_auto(GStrv) lines = g_strsplit(vt_git_line(&answer), "\n", 3);
    GHashTable *dates = read_history(&git, g_strv_length(lines) == 3 ? lines[1] : "");
    return dates != NULL ? dates
                         : unknown(sink, folder, "git could not read the history",
                                   "\"git log\" in this folder says why");
}
