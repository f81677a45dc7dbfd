/* The one moment at which something outside changes. */
#include "publisher.h"

/* "--porcelain" writes a line for each reference: FLAG, tab, FROM:TO, tab, SUMMARY. */
static bool says(VtGitAnswer *answer, const char *words)
{
    return strstr(vt_buffer_string(&answer->output), words) != NULL ||
           strstr(vt_buffer_string(&answer->error), words) != NULL;
}

/* The summary in parentheses, such as "pre-receive hook declined"; NULL without one. */
static char *reason(VtGitAnswer *answer)
{
    const char *mark = strstr(vt_buffer_string(&answer->output), "rejected] (");
    if (mark == NULL)
        return NULL;
    mark = strchr(mark, '(') + 1;
    return g_strndup(mark, strcspn(mark, ")\n"));
}

static void report(const VtBranch *place, VtGitAnswer *answer, VtDiagnostics *sink)
{
    g_autofree char *shown = vt_remote_shown(place->remote);
    g_autofree char *why = reason(answer);
    VtDiagnostic *diagnostic;
    if (says(answer, "stale info") || says(answer, "but expected")) {
        diagnostic = vt_diagnose(sink, VT_PUBLISH_CHANGED, VT_NOWHERE,
                                 "the branch %s of %s changed while this ran; nothing was published",
                                 place->branch, shown);
        vt_diagnostic_note(diagnostic, "run it again, to see what is there now");
        return;
    }
    if (answer->missing) {
        vt_git_report(sink, answer, "publish");
        return;
    }
    diagnostic = vt_diagnose(sink, VT_PUBLISH_REJECTED, VT_NOWHERE, "%s did not take the site%s%s", shown,
                             why != NULL ? ": " : "", why != NULL ? why : "");
    vt_git_note(diagnostic, answer, place->remote);
}

char *vt_publish_push(VtPublisher *publisher, const VtBranch *place, const VtPublished *published,
                      const VtSnapshot *snapshot, bool history, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    bool follows = history && published->commit != NULL;
    g_autofree char *commit = follows ? vt_commit_tree(snapshot, published->commit, sink)
                                      : g_strdup(snapshot->commit);
    if (commit == NULL)
        return NULL;
    g_autofree char *lease = g_strdup_printf("--force-with-lease=refs/heads/%s:%s", place->branch,
                                             published->commit != NULL ? published->commit : "");
    g_autofree char *mapping = g_strdup_printf("%s:refs/heads/%s", commit, place->branch);
    const char *const arguments[] = {
        "push",        "--porcelain", lease, "--no-follow-tags", "--recurse-submodules=no", "--",
        place->remote, mapping,       NULL};
    VtGit git = vt_publisher_home(publisher);
    if (vt_git_ask(&git, &(VtGitRequest){.arguments = arguments}, &answer))
        return g_steal_pointer(&commit);
    report(place, &answer, sink);
    return NULL;
}
