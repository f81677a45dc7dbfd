#include "view_model.h"

static void theme_values_init(VtRenderer *renderer, VtAtoms *atoms)
{
    static const char *const names[] = {"labels", "options", "assets"};
    VtObject *root = vt_object_new(renderer->arena, G_N_ELEMENTS(names));
    vt_theme_set_values(renderer->theme, renderer->edition->base_path, atoms, renderer->arena, root);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        renderer->theme_names[i] = vt_atoms_intern_string(atoms, names[i]);
        renderer->theme_values[i] = vt_object_get(root, renderer->theme_names[i]);
    }
}

/* Starting a thread takes as long as making the values of some tens of entries. */
static void arenas_init(VtRenderer *renderer, unsigned jobs)
{
    enum { ENTRIES_FOR_A_THREAD = 100 };
    unsigned useful = 1 + (unsigned)(renderer->edition->entries.count / ENTRIES_FOR_A_THREAD);
    renderer->jobs = MIN(jobs > 0 ? jobs : vt_jobs_default(), useful);
    renderer->arenas = g_new(VtArena *, renderer->jobs);
    for (unsigned i = 0; i < renderer->jobs; i++)
        renderer->arenas[i] = vt_arena_new();
}

static const char *limit_advice(const VtRenderer *renderer, VtLimit limit)
{
    g_autofree char *advice = vt_limit_advice(&renderer->edition->limits, limit, 0);
    return vt_arena_string(renderer->arena, advice);
}

VtRenderer *vt_renderer_new(const VtEdition *edition, const VtTheme *theme, VtAtoms *atoms, unsigned jobs)
{
    VtRenderer *renderer = g_new0(VtRenderer, 1);
    renderer->edition = edition;
    renderer->theme = theme;
    renderer->arena = vt_arena_new();
    arenas_init(renderer, jobs);
    renderer->limits = (VtRenderLimits){
        .output = vt_limit(&edition->limits, VT_LIMIT_PAGE),
        .output_advice = limit_advice(renderer, VT_LIMIT_PAGE),
        .steps = vt_limit(&edition->limits, VT_LIMIT_STEPS),
        .steps_advice = limit_advice(renderer, VT_LIMIT_STEPS),
    };
    vt_shapes_init(&renderer->shapes, atoms, renderer->arena);
    vt_words_load(&renderer->words, theme);
    theme_values_init(renderer, atoms);
    vt_pages_init(renderer);
    vt_site_values_init(renderer);
    vt_profile_value_init(renderer);
    vt_menu_init(renderer);
    vt_alternates_init(renderer);
    vt_entry_values_init(renderer);
    vt_skill_values_init(renderer);
    return renderer;
}

void vt_renderer_free(VtRenderer *renderer)
{
    if (!renderer)
        return;
    g_clear_pointer(&renderer->entries, g_hash_table_unref);
    for (unsigned i = 0; i < renderer->jobs; i++)
        vt_arena_free(renderer->arenas[i]);
    g_free(renderer->arenas);
    vt_arena_free(renderer->arena);
    g_free(renderer);
}

const VtPage *vt_renderer_pages(const VtRenderer *renderer, size_t *count)
{
    *count = renderer->page_count;
    return renderer->pages;
}

bool vt_render_page(const VtRenderer *renderer, const VtPage *page, VtArena *arena, VtBuffer *out,
                    VtDiagnostics *sink)
{
    VtValue model = vt_page_model(renderer, arena, page);
    return vt_template_render(renderer->theme->pages[page->kind], model, &renderer->limits, out, sink);
}
