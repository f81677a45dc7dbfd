#include "edition_build.h"

enum { ENTRIES_FOR_A_THREAD = 100 };

/* The edition with memory that threads made for it; the edition is the first member. */
typedef struct Made {
    VtEdition edition;
    GPtrArray *arenas;
    GPtrArray *documents;
} Made;

static void free_document(gpointer document)
{
    vt_document_free(document);
}

static void free_arena(gpointer arena)
{
    vt_arena_free(arena);
}

unsigned vt_build_jobs(const VtBuild *build)
{
    unsigned jobs = build->options->jobs > 0 ? build->options->jobs : vt_jobs_default();
    return CLAMP((unsigned)(build->shown_count / ENTRIES_FOR_A_THREAD), 1, jobs);
}

VtBuild vt_build_worker(const VtBuild *build)
{
    VtBuild worker = *build;
    worker.arena = vt_arena_new();
    worker.markdown = vt_markdown_new();
    worker.scratch = (VtBuffer){0};
    return worker;
}

void vt_build_join(VtBuild *build, VtBuild *worker)
{
    g_ptr_array_add(build->arenas, worker->arena);
    vt_markdown_free(worker->markdown);
    vt_buffer_finish(&worker->scratch);
}

/* Another's, where a test of the audit wants to see it leak. */
static const char *audience_description(const VtBuild *build)
{
    const VtSite *site = &build->portfolio->site;
    const VtAudience *audience = build->audience;
    if (build->options->broken & VT_BREAK_SETTINGS)
        audience = &site->audiences[audience == site->audiences ? site->audience_count - 1 : 0];
    return audience->description ? audience->description : site->description;
}

static void describe_site(VtBuild *build)
{
    VtEdition *edition = build->edition;
    const VtSite *site = &build->portfolio->site;
    const VtAudience *audience = build->audience;
    const char *title = audience->title ? audience->title : site->title;
    const char *description = audience_description(build);
    edition->audience = vt_arena_string(build->arena, audience->name);
    edition->theme = vt_arena_string(build->arena, audience->theme);
    edition->theme_options = vt_names_node(build, audience->span, audience->options);
    edition->title = vt_arena_string(build->arena, vt_names_text(build, audience->span, title));
    edition->description = vt_arena_string(build->arena, vt_names_text(build, audience->span, description));
    edition->pdf = build->options->pdf;
    edition->language = vt_arena_string(build->arena, site->language ? site->language : "en");
    edition->domain = audience->domain ? vt_arena_string(build->arena, audience->domain) : NULL;
    edition->today = build->options->today;
}

static void build_all(VtBuild *build)
{
    vt_build_names(build);
    describe_site(build);
    vt_build_shown(build);
    vt_build_sections(build);
    vt_build_addresses(build);
    vt_build_documents(build);
    vt_build_links(build);
    vt_build_pictures(build);
    vt_build_assets(build);
    vt_names_check_files(build);
    vt_build_section_order(build);
    vt_build_timeline(build);
    vt_build_ranks(build);
    vt_build_lists(build);
    vt_build_organizations(build);
    vt_build_skills(build);
    vt_build_related(build);
    vt_build_redirects(build);
    vt_build_withheld(build);
}

static void build_finish(VtBuild *build)
{
    vt_buffer_finish(&build->scratch);
    vt_names_finish(build);
    g_clear_pointer(&build->by_path, g_hash_table_unref);
    g_free(build->origins);
    g_free(build->withheld);
    g_free(build->anchors);
    vt_markdown_free(build->markdown);
    g_free(build->by_origin);
    g_free(build->asset_shown);
    g_free(build->asset_pictured);
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
    edition->limits = portfolio->limits;
    made->arenas = g_ptr_array_new_with_free_func(free_arena);
    made->documents = g_ptr_array_new_with_free_func(free_document);
    VtBuild build = {
        .arenas = made->arenas,
        .documents = made->documents,
        .markdown = vt_markdown_new(),
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
    g_ptr_array_unref(made->documents);
    g_free(made);
}
