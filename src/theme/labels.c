#include "loading.h"

#include <stdlib.h>

/* Labels are words of the theme by language. English is complete: it says which labels there are, and stands
 * in for what another language lacks. */

static bool check_language(VtThemeLoading *loading, const VtNodePair *language)
{
    if (language->value->type != VT_NODE_MAP) {
        vt_diagnose(loading->sink, VT_THEME_TYPE, language->value->span,
                    "the labels of \"%s\" are a map, this is %s", language->key->text,
                    vt_node_type_name(language->value->type));
        loading->failed = true;
        return false;
    }
    for (size_t i = 0; i < language->value->count; i++) {
        const VtNodePair *label = &language->value->pairs[i];
        if (label->value->text && label->value->type != VT_NODE_NULL &&
            vt_theme_name_is_step(label->key->text))
            continue;
        vt_diagnose(loading->sink, VT_THEME_TYPE, label->key->span,
                    vt_theme_name_is_step(label->key->text)
                        ? "the label \"%s\" wants a text"
                        : "the label's name \"%s\" may have only letters, digits, \"_\" and \"-\"",
                    label->key->text);
        loading->failed = true;
        return false;
    }
    return true;
}

static const VtNode *labels_of(const VtThemeLayer *layer, const char *language)
{
    // Some layer of the chain has the label: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    for (size_t i = 0; layer->labels && i < layer->labels->count; i++)
        if (g_ascii_strcasecmp(layer->labels->pairs[i].key->text, language) == 0)
            return layer->labels->pairs[i].value;
    return NULL;
}

static const char *find_in_language(const VtThemeLayer *layers, const char *language, const char *name)
{
    for (const VtThemeLayer *layer = layers; layer; layer = layer->parent) {
        const VtNode *label = vt_node_get(labels_of(layer, language), name);
        if (label)
            return label->text;
    }
    return NULL;
}

/* "de-AT", then "de", then "en". */
static const char *find_label(const VtThemeLayer *layers, const char *language, const char *name)
{
    g_autofree char *tag = g_strdup(language);
    while (*tag) {
        const char *text = find_in_language(layers, tag, name);
        if (text)
            return text;
        char *hyphen = strrchr(tag, '-');
        *(hyphen ? hyphen : tag) = '\0';
    }
    return find_in_language(layers, "en", name);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each once. */
static GPtrArray *english_names(const VtThemeLayer *layers)
{
    GPtrArray *names = g_ptr_array_new();
    for (const VtThemeLayer *layer = layers; layer; layer = layer->parent) {
        const VtNode *english = labels_of(layer, "en");
        for (size_t i = 0; english && i < english->count; i++)
            g_ptr_array_add(names, (gpointer)english->pairs[i].key->text);
    }
    g_ptr_array_sort(names, compare_names);
    guint kept = 0;
    for (guint i = 0; i < names->len; i++)
        if (kept == 0 || strcmp(names->pdata[kept - 1], names->pdata[i]) != 0)
            names->pdata[kept++] = names->pdata[i];
    g_ptr_array_set_size(names, (gint)kept);
    return names;
}

static bool is_among(const GPtrArray *sorted, const char *name)
{
    return sorted->len > 0 &&
           bsearch(&name, sorted->pdata, sorted->len, sizeof *sorted->pdata, compare_names) != NULL;
}

static void check_names(VtThemeLoading *loading, const VtNodePair *language, const GPtrArray *names)
{
    for (size_t i = 0; i < language->value->count; i++) {
        const VtNode *key = language->value->pairs[i].key;
        if (is_among(names, key->text))
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_LABEL, key->span,
                                               "the label \"%s\" does not exist in English", key->text);
        vt_diagnostic_suggest(diagnostic, key->text, (const char *const *)names->pdata, names->len);
        loading->failed = true;
    }
}

/* The place to add a missing label: the language's labels in the theme that has it in English, or else the
 * English label. */
static VtSpan place_of_gap(const VtThemeLayer *layers, const char *language, const char *name)
{
    const VtThemeLayer *layer = layers;
    while (!vt_node_get(labels_of(layer, "en"), name))
        layer = layer->parent;
    for (size_t i = 0; i < layer->labels->count; i++)
        if (g_ascii_strcasecmp(layer->labels->pairs[i].key->text, language) == 0)
            return layer->labels->pairs[i].key->span;
    const VtNode *english = labels_of(layer, "en");
    size_t i = 0;
    while (strcmp(english->pairs[i].key->text, name) != 0)
        i++;
    return english->pairs[i].key->span;
}

/* A regional variant ("de-AT") holds only what differs, so only whole languages are asked for everything. */
static void warn_of_gaps(VtThemeLoading *loading, const char *language, const GPtrArray *names)
{
    if (strchr(language, '-'))
        return;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!find_in_language(loading->layers, language, name))
            vt_diagnose(loading->sink, VT_THEME_LABEL_MISSING, place_of_gap(loading->layers, language, name),
                        "the language \"%s\" has no label \"%s\": English stands in", language, name);
    }
}

static void check_labels(VtThemeLoading *loading, const GPtrArray *names)
{
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    for (const VtThemeLayer *layer = loading->layers; layer; layer = layer->parent) {
        for (size_t i = 0; layer->labels && i < layer->labels->count; i++) {
            const VtNodePair *language = &layer->labels->pairs[i];
            check_names(loading, language, names);
            if (!loading->request->strict ||
                g_ptr_array_find_with_equal_func(seen, language->key->text, g_str_equal, NULL))
                continue;
            g_ptr_array_add(seen, (gpointer)language->key->text);
            warn_of_gaps(loading, language->key->text, names);
        }
    }
}

void vt_theme_load_labels(VtThemeLoading *loading, VtTheme *theme)
{
    bool readable = true;
    for (const VtThemeLayer *layer = loading->layers; layer; layer = layer->parent)
        for (size_t i = 0; layer->labels && i < layer->labels->count; i++)
            readable &= check_language(loading, &layer->labels->pairs[i]);
    g_autoptr(GPtrArray) names = english_names(loading->layers);
    if (readable)
        check_labels(loading, names);
    VtLabel *labels = VT_ARENA_ARRAY(loading->arena, VtLabel, names->len);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        labels[i] = (VtLabel){name, find_label(loading->layers, loading->request->language, name)};
    }
    theme->labels = labels;
    theme->label_count = names->len;
}
