#include "loading.h"

bool vt_theme_name_is_step(const char *name)
{
    if (*name == '\0')
        return false;
    for (; *name; name++)
        if (!g_ascii_isalnum(*name) && *name != '_' && *name != '-')
            return false;
    return true;
}

static void report_missing(VtThemeLoading *loading, char *const *search_path, const char *name, VtSpan place)
{
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_MISSING, place, "there is no theme \"%s\"",
                                           name);
    g_auto(GStrv) names = vt_theme_names_in(search_path);
    vt_diagnostic_suggest(diagnostic, name, (const char *const *)names, g_strv_length(names));
    g_autofree char *list = g_strjoinv(", ", names);
    if (*list)
        vt_diagnostic_note(diagnostic, "the themes found are: %s", list);
    else
        vt_diagnostic_note(diagnostic, "no themes were found at all; VITRINE_THEMES may name their folder");
}

static bool is_in_chain(const VtThemeLayer *layers, const char *name)
{
    for (const VtThemeLayer *layer = layers; layer; layer = layer->parent)
        if (strcmp(layer->name, name) == 0)
            return true;
    return false;
}

static void report_cycle(VtThemeLoading *loading, const VtNode *extends)
{
    g_autoptr(GString) chain = g_string_new(NULL);
    bool inside = false;
    for (const VtThemeLayer *layer = loading->layers; layer; layer = layer->parent) {
        inside = inside || strcmp(layer->name, extends->text) == 0;
        if (inside)
            g_string_append_printf(chain, "%s → ", layer->name);
    }
    g_string_append(chain, extends->text);
    vt_diagnose(loading->sink, VT_THEME_CYCLE, extends->span, "the theme extends itself: %s", chain->str);
}

static VtThemeLayer *load_layer(VtThemeLoading *loading, char *const *search_path, const char *name,
                                VtSpan place)
{
    g_autofree char *folder = vt_theme_find(search_path, name);
    if (!folder) {
        report_missing(loading, search_path, name, place);
        return NULL;
    }
    VtThemeLayer *layer = VT_ARENA_NEW(loading->arena, VtThemeLayer);
    layer->name = vt_arena_string(loading->arena, name);
    layer->folder = vt_arena_string(loading->arena, folder);
    return vt_theme_read_file(loading, layer) ? layer : NULL;
}

bool vt_theme_load_layers(VtThemeLoading *loading)
{
    g_auto(GStrv) search_path = vt_theme_search_path(loading->request->site_folder);
    VtThemeLayer **end = &loading->layers;
    const char *name = loading->request->name;
    VtSpan place = loading->request->place;
    while (name) {
        VtThemeLayer *layer = load_layer(loading, search_path, name, place);
        if (!layer)
            return false;
        *end = layer;
        end = &layer->parent;
        name = NULL;
        if (!layer->extends)
            continue;
        if (is_in_chain(loading->layers, layer->extends->text)) {
            report_cycle(loading, layer->extends);
            return false;
        }
        name = layer->extends->text;
        place = layer->extends->span;
    }
    return true;
}
