#include "edition_build.h"

enum { ENTRIES_FOR_A_THREAD = 100 };

/* The edition with memory that threads made for it; the edition is the first member. */
typedef struct Made {
    VtEdition edition;
    GPtrArray *arenas;
} Made;

static void free_arena(gpointer arena)
{
    vt_arena_free(arena);
}

unsigned vt_build_jobs(const VtBuild *build)
{
    unsigned jobs = build->options->jobs > 0 ? build->options->jobs : vt_jobs_default();
    return CLAMP((unsigned)(build->shown_count / ENTRIES_FOR_A_THREAD), 1, jobs);
}

static void describe_site(VtBuild *build)
{
    VtEdition *edition = build->edition;
    const VtSite *site = &build->portfolio->site;
    const VtAudience *audience = build->audience;
    const char *title = audience->title ? audience->title : site->title;
    const char *description = audience->description ? audience->description : site->description;
    edition->audience = vt_arena_string(build->arena, audience->name);
    edition->theme = vt_arena_string(build->arena, audience->theme);
    edition->theme_options = audience->options;
    edition->title = vt_arena_string(build->arena, title);
    edition->description = vt_arena_string(build->arena, description);
    edition->language = vt_arena_string(build->arena, site->language ? site->language : "en");
    edition->domain = audience->domain ? vt_arena_string(build->arena, audience->domain) : NULL;
    edition->today = build->options->today;
}

static void build_all(VtBuild *build)
{
    describe_site(build);
    vt_build_shown(build);
    vt_build_sections(build);
    vt_build_addresses(build);
    vt_build_links(build);
    vt_build_assets(build);
    vt_build_section_order(build);
    vt_build_timeline(build);
    vt_build_ranks(build);
    vt_build_lists(build);
    vt_build_organizations(build);
    vt_build_skills(build);
    vt_build_related(build);
    vt_build_redirects(build);
}

static void build_finish(VtBuild *build)
{
    vt_buffer_finish(&build->scratch);
    g_clear_pointer(&build->by_path, g_hash_table_unref);
    g_free(build->origins);
    g_free(build->by_origin);
    g_free(build->asset_shown);
    g_free(build->rank);
}

VtEdition *vt_edition_new(const VtPortfolio *portfolio, const VtAudience *audience,
                          const VtEditionOptions *options, VtDiagnostics *sink)
{
    if (!portfolio->profile)
        return NULL;
    Made *made = g_new0(Made, 1);
    VtEdition *edition = &made->edition;
    edition->arena = vt_arena_new();
    made->arenas = g_ptr_array_new_with_free_func(free_arena);
    VtBuild build = {
        .arenas = made->arenas,
        .portfolio = portfolio,
        .audience = audience,
        .options = options,
        .sink = sink,
        .edition = edition,
        .arena = edition->arena,
    };
    if (!vt_build_base(&build)) {
        build_finish(&build);
        vt_edition_free(edition);
        return NULL;
    }
    build_all(&build);
    build_finish(&build);
    return edition;
}

void vt_edition_free(VtEdition *edition)
{
    if (!edition)
        return;
    Made *made = (Made *)edition;
    vt_arena_free(edition->arena);
    g_ptr_array_unref(made->arenas);
    g_free(made);
}
