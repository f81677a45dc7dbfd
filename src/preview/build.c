#include "state.h"

#include "vitrine/publish.h"

VtServedContent *vt_served_content_ref(VtServedContent *content)
{
    g_atomic_ref_count_inc(&content->references);
    return content;
}

void vt_served_content_unref(VtServedContent *content)
{
    if (content == NULL || !g_atomic_ref_count_dec(&content->references))
        return;
    vt_portfolio_free(content->portfolio);
    g_free(content);
}

VtServedSite *vt_served_site_ref(VtServedSite *site)
{
    g_atomic_ref_count_inc(&site->references);
    return site;
}

void vt_served_site_unref(VtServedSite *site)
{
    if (site == NULL || !g_atomic_ref_count_dec(&site->references))
        return;
    vt_publication_free(site->publication);
    vt_theme_free(site->theme);
    vt_edition_free(site->edition);
    vt_atoms_free(site->atoms);
    vt_served_content_unref(site->content);
    g_free(site->name);
    g_free(site);
}

void vt_build_free(VtBuild *build)
{
    if (build == NULL)
        return;
    vt_served_content_unref(build->content);
    g_ptr_array_unref(build->names);
    g_ptr_array_unref(build->sites);
    vt_diagnostics_free(build->sink);
    g_free(build);
}

static VtDate day_of_build(const VtPreviewOptions *options)
{
    if (vt_date_is_set(options->today))
        return options->today;
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    int year, month, day;
    g_date_time_get_ymd(now, &year, &month, &day);
    return (VtDate){.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
}

/* The site that hides nothing is made the way in which tests of the audit make an edition leak. */
static unsigned all_that_hides(void)
{
    return VT_BREAK_BLOCKS | VT_BREAK_VALUES | VT_BREAK_ENTRIES | VT_BREAK_DRAFTS | VT_BREAK_FUTURE |
           VT_BREAK_PRIVATE;
}

static bool make_parts(VtServedSite *site, const VtPreviewOptions *options, VtDiagnostics *sink)
{
    VtEditionOptions request = {.today = site->today,
                                .drafts = options->drafts || site->everything,
                                .jobs = options->jobs,
                                .broken = site->everything ? all_that_hides() : 0};
    site->atoms = vt_atoms_new();
    site->edition = vt_edition_new(site->content->portfolio, &site->audience, &request, sink);
    if (site->edition == NULL)
        return false;
    VtThemeRequest theme = {.name = site->edition->theme,
                            .place = site->audience.span,
                            .site_folder = options->site,
                            .language = site->edition->language,
                            .options = site->edition->theme_options,
                            .contract = vt_render_contract(),
                            .atoms = site->atoms,
                            .limits = site->edition->limits};
    site->theme = vt_theme_load(&theme, sink);
    if (site->theme == NULL)
        return false;
    site->publication = vt_publication_new(site->edition, site->theme, site->atoms, options->jobs, sink);
    return site->publication != NULL;
}

/* NULL after a diagnostic. */
static VtServedSite *make_site(const VtBuild *build, const VtAudience *audience,
                               const VtPreviewOptions *options, bool everything)
{
    g_autoptr(VtServedSite) site = g_new0(VtServedSite, 1);
    size_t errors = vt_diagnostics_count(build->sink, VT_ERROR);
    g_atomic_ref_count_init(&site->references);
    site->content = vt_served_content_ref(build->content);
    site->audience = *audience;
    site->everything = everything;
    site->name = g_strdup(everything ? VT_EVERYTHING : audience->name);
    site->today = day_of_build(options);
    bool made = make_parts(site, options, build->sink);
    bool good = made && build->readable && vt_diagnostics_count(build->sink, VT_ERROR) == errors;
    return good ? g_steal_pointer(&site) : NULL;
}

static bool is_wanted(const VtPreviewOptions *options, const char *name)
{
    return options->audiences == NULL || g_strv_contains((const gchar *const *)options->audiences, name);
}

static void make_sites(VtBuild *build, const VtPreviewOptions *options)
{
    const VtSite *settings = &build->content->portfolio->site;
    for (size_t i = 0; i < settings->audience_count; i++) {
        const VtAudience *audience = &settings->audiences[i];
        if (!is_wanted(options, audience->name))
            continue;
        g_ptr_array_add(build->names, g_strdup(audience->name));
        g_ptr_array_add(build->sites, make_site(build, audience, options, false));
    }
    if (!options->everything || settings->audience_count == 0)
        return;
    g_ptr_array_add(build->names, g_strdup(VT_EVERYTHING));
    g_ptr_array_add(build->sites, make_site(build, &settings->audiences[0], options, true));
}

static VtPortfolio *read_content(const VtBuildRequest *request, VtDiagnostics *sink)
{
    VtContentOptions options = {.jobs = request->options->jobs,
                                .dates = vt_history_dates,
                                .limits = request->options->limits,
                                .updatable = true};
    if (request->old != NULL && request->changed != NULL)
        return vt_portfolio_update(request->old->portfolio, request->changed, &options, sink);
    return vt_portfolio_load(request->options->content, &options, sink);
}

static void unref_site(gpointer site)
{
    vt_served_site_unref(site);
}

VtBuild *vt_build_run(const VtBuildRequest *request)
{
    VtBuild *build = g_new0(VtBuild, 1);
    build->number = request->number;
    build->sink = vt_diagnostics_new();
    build->names = g_ptr_array_new_with_free_func(g_free);
    build->sites = g_ptr_array_new_with_free_func(unref_site);
    VtPortfolio *portfolio = read_content(request, build->sink);
    if (portfolio == NULL)
        return build;
    build->content = g_new0(VtServedContent, 1);
    g_atomic_ref_count_init(&build->content->references);
    build->content->portfolio = portfolio;
    build->readable = vt_diagnostics_count(build->sink, VT_ERROR) == 0;
    if (build->readable && request->read != NULL)
        request->read(request->data);
    make_sites(build, request->options);
    return build;
}
