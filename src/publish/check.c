/* May this site go to that place? Each refusal says what would have been lost, and the way out. */
#include "publisher.h"

#define MEGABYTE (1024.0 * 1024.0)

static bool check_author(const VtBranch *place, const VtPublished *published, const VtAllowances *allowances,
                         VtDiagnostics *sink)
{
    enum { SHORT_ID = 10 };
    if (published->commit == NULL || published->ours || allowances->take_over)
        return true;
    g_autofree char *shown = vt_remote_shown(place->remote);
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, VT_PUBLISH_FOREIGN, VT_NOWHERE, "the branch %s of %s holds %s", place->branch, shown,
        published->audience != NULL ? "a site that was changed after Vitrine wrote it"
                                    : "what Vitrine did not write");
    vt_diagnostic_note(diagnostic, "its newest commit is %.*s, with %u file%s", SHORT_ID, published->commit,
                       published->files->len, published->files->len == 1 ? "" : "s");
    vt_diagnostic_note(diagnostic,
                       "look at it; choose another branch with --branch NAME, or replace all of it "
                       "with --take-over");
    return false;
}

static bool check_audience(const VtBranch *place, const VtPublished *published,
                           const VtAllowances *allowances, VtDiagnostics *sink)
{
    g_autofree char *mine = vt_audience_fingerprint(place->audience);
    if (published->audience == NULL || strcmp(published->audience, mine) == 0 || allowances->take_over)
        return true;
    g_autofree char *shown = vt_remote_shown(place->remote);
    VtDiagnostic *diagnostic = vt_diagnose(
        sink, VT_PUBLISH_AUDIENCE, VT_NOWHERE,
        "the branch %s of %s holds another audience's site, not that of \"%s\"", place->branch, shown,
        place->audience);
    vt_diagnostic_note(diagnostic, "give each audience a repository or branch of its own");
    vt_diagnostic_note(diagnostic, "if the audience only has a new name, say --take-over");
    return false;
}

static char *own_domain(const VtSnapshot *snapshot, VtDiagnostics *sink)
{
    g_auto(VtGitAnswer) answer = {0};
    const VtTreeEntry *entry = vt_tree_find(snapshot->files, "CNAME");
    if (entry == NULL)
        return g_strdup("");
    VtGit git = vt_publisher_store(snapshot->publisher);
    if (vt_git_run(&git, &answer, "cat-file", "blob", entry->id, NULL))
        return g_strdup(vt_git_line(&answer));
    vt_git_report(sink, &answer, "read CNAME");
    return NULL;
}

static bool check_domain(const VtBranch *place, const VtPublished *published, const VtSnapshot *snapshot,
                         const VtAllowances *allowances, VtDiagnostics *sink)
{
    if (published->domain == NULL || allowances->change_domain)
        return true;
    g_autofree char *domain = own_domain(snapshot, sink);
    if (domain == NULL)
        return false;
    if (g_ascii_strcasecmp(domain, published->domain) == 0)
        return true;
    VtDiagnostic *diagnostic =
        *domain == '\0'
            ? vt_diagnose(sink, VT_PUBLISH_DOMAIN, VT_NOWHERE,
                          "the site on the branch %s is served as %s, and this would end that", place->branch,
                          published->domain)
            : vt_diagnose(sink, VT_PUBLISH_DOMAIN, VT_NOWHERE,
                          "the site on the branch %s is served as %s, and this would change it to %s",
                          place->branch, published->domain, domain);
    vt_diagnostic_note(diagnostic, "to keep it, write in site.yaml: publish: {%s: {domain: %s}}",
                       place->audience, published->domain);
    vt_diagnostic_note(diagnostic, "to let it go, say --change-domain");
    return false;
}

bool vt_publish_check(const VtBranch *place, const VtPublished *published, const VtSnapshot *snapshot,
                      const VtAllowances *allowances, VtDiagnostics *sink)
{
    bool good = check_author(place, published, allowances, sink);
    good &= check_audience(place, published, allowances, sink);
    good &= check_domain(place, published, snapshot, allowances, sink);
    return good;
}

/* docs.github.com, "GitHub Pages limits" and "About large files on GitHub". */
void vt_publish_check_size(const VtSnapshot *snapshot, VtDiagnostics *sink)
{
    const uint64_t most_site = (uint64_t)1 << 30, most_file = (uint64_t)100 << 20;
    uint64_t size = 0;
    for (guint i = 0; i < snapshot->files->len; i++) {
        const VtTreeEntry *entry = g_ptr_array_index(snapshot->files, i);
        size += entry->size;
        if (entry->size > most_file)
            vt_diagnose_path(sink, VT_PUBLISH_SIZE, entry->path,
                             "this file has %.0f MiB; GitHub takes up to 100",
                             (double)entry->size / MEGABYTE);
    }
    if (size > most_site)
        vt_diagnose(sink, VT_PUBLISH_SIZE, VT_NOWHERE,
                    "the site of \"%s\" has %.0f MiB; GitHub Pages serves up to 1024", snapshot->audience,
                    (double)size / MEGABYTE);
}
