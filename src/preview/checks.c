#include "state.h"

#include "vitrine/audit.h"
#include "vitrine/leaks.h"

static void add_neighbours(VtAudit *audit, const VtServedSite *site)
{
    const VtSite *settings = &site->content->portfolio->site;
    size_t length = strlen(site->edition->origin);
    for (size_t i = 0; i < settings->audience_count; i++) {
        const char *url = settings->audiences[i].url;
        if (url != NULL && g_str_has_prefix(url, site->edition->origin) && url[length] == '/')
            vt_audit_add_neighbour(audit, url + length);
    }
}

static VtLeaks *new_leaks(const VtServedSite *site, bool drafts)
{
    VtLeaksRequest request = {.portfolio = site->content->portfolio,
                              .audience = &site->audience,
                              .today = site->today,
                              .drafts = drafts,
                              .origin = site->edition->origin,
                              .base_path = site->edition->base_path,
                              .workers = 1};
    VtLeaks *leaks = vt_leaks_new(&request);
    for (size_t i = 0; i < site->theme->label_count; i++)
        vt_leaks_allow(leaks, site->theme->labels[i].text);
    for (size_t i = 0; i < site->theme->asset_count; i++)
        vt_leaks_allow_asset(leaks, site->theme->assets[i].bytes);
    return leaks;
}

/* One thread, so that the machine stays free for whoever is writing. False when it was cancelled. */
static bool look_at_files(const VtServedSite *site, VtAudit *audit, VtLeaks *leaks, const gint *cancelled,
                          VtDiagnostics *sink)
{
    size_t count;
    const VtFile *files = vt_publication_files(site->publication, &count);
    g_autoptr(VtArena) scratch = vt_arena_new();
    g_auto(VtBuffer) bytes = {0};
    for (size_t i = 0; i < count; i++) {
        if (g_atomic_int_get(cancelled) != 0)
            return false;
        vt_buffer_reset(&bytes);
        vt_arena_reset(scratch);
        if (!vt_publication_produce(site->publication, &files[i], scratch, &bytes, sink))
            continue;
        vt_audit_file(audit, 0, files[i].path, files[i].type, files[i].origin, bytes.data, bytes.length,
                      sink);
        if (leaks != NULL)
            vt_leaks_file(leaks, 0, files[i].path, files[i].type, files[i].origin, bytes.data, bytes.length);
    }
    return true;
}

static void check_site(const VtServedSite *site, const VtPreviewOptions *options, const gint *cancelled,
                       VtDiagnostics *sink)
{
    g_autoptr(VtAudit) audit = vt_audit_new(site->edition->origin, site->edition->base_path, 1);
    g_autoptr(VtLeaks) leaks = site->everything ? NULL : new_leaks(site, options->drafts);
    add_neighbours(audit, site);
    if (!look_at_files(site, audit, leaks, cancelled, sink))
        return;
    vt_audit_finish(audit, sink);
    if (leaks != NULL)
        vt_leaks_finish(leaks, sink);
}

void vt_checks_run(GPtrArray *sites, const VtPreviewOptions *options, const gint *cancelled,
                   VtDiagnostics *sink)
{
    for (guint i = 0; i < sites->len && g_atomic_int_get(cancelled) == 0; i++)
        if (sites->pdata[i] != NULL)
            check_site(sites->pdata[i], options, cancelled, sink);
}
