#include "loading.h"

/* What vt_theme_load gives out is the first member. */
typedef struct LoadedTheme {
    VtTheme theme;
    VtArena *arena;
    VtThemeTemplates *templates;
} LoadedTheme;

const VtTheme *vt_theme_load(const VtThemeRequest *request, VtDiagnostics *sink)
{
    LoadedTheme *loaded = g_new0(LoadedTheme, 1);
    loaded->arena = vt_arena_new();
    loaded->theme.name = vt_arena_string(loaded->arena, request->name);
    VtThemeLoading loading = {.request = request, .sink = sink, .arena = loaded->arena};
    if (vt_theme_load_layers(&loading)) {
        vt_theme_load_options(&loading, &loaded->theme);
        vt_theme_load_labels(&loading, &loaded->theme);
        vt_theme_load_assets(&loading, &loaded->theme);
        loaded->templates = vt_theme_load_templates(&loading, &loaded->theme);
    } else {
        loading.failed = true;
    }
    if (!loading.failed)
        return &loaded->theme;
    vt_theme_free(&loaded->theme);
    return NULL;
}

void vt_theme_free(const VtTheme *theme)
{
    if (!theme)
        return;
    LoadedTheme *loaded = (LoadedTheme *)theme;
    vt_theme_templates_free(loaded->templates);
    vt_arena_free(loaded->arena);
    g_free(loaded);
}

static int compare_label(const void *name, const void *label)
{
    return strcmp(name, ((const VtLabel *)label)->name);
}

const char *vt_theme_label(const VtTheme *theme, const char *name)
{
    const VtLabel *label = bsearch(name, theme->labels, theme->label_count, sizeof *theme->labels,
                                   compare_label);
    return label ? label->text : NULL;
}
