#include "loading.h"

/* An option's declaration in theme.yaml. */
static const char *const declaration_keys[] = {"type",   "default", "choices", "help",  "property",
                                               "values", "on",      "from",    "scheme"};

static const char *const type_names[] = {
    [VT_OPTION_BOOLEAN] = "boolean", [VT_OPTION_INTEGER] = "integer", [VT_OPTION_STRING] = "string",
    [VT_OPTION_CHOICE] = "choice",   [VT_OPTION_COLOR] = "color",     [VT_OPTION_LIST] = "list",
};

const char *vt_option_type_name(VtOptionType type)
{
    return type_names[type];
}

static bool is_declaration_key(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(declaration_keys); i++)
        if (strcmp(declaration_keys[i], name) == 0)
            return true;
    return false;
}

static void check_declaration_keys(VtThemeLoading *loading, const VtNode *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const VtNode *key = map->pairs[i].key;
        if (is_declaration_key(key->text))
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_KEY, key->span,
                                               "unknown key \"%s\" of an option", key->text);
        vt_diagnostic_suggest(diagnostic, key->text, declaration_keys, G_N_ELEMENTS(declaration_keys));
        loading->failed = true;
    }
}

static bool read_type(VtThemeLoading *loading, const VtNodePair *pair, VtOptionType *type)
{
    const VtNode *node = vt_node_get(pair->value, "type");
    for (size_t i = 0; node && node->text && i < G_N_ELEMENTS(type_names); i++) {
        if (strcmp(type_names[i], node->text) == 0) {
            *type = (VtOptionType)i;
            return true;
        }
    }
    VtDiagnostic *diagnostic = node && node->text
                                   ? vt_diagnose(loading->sink, VT_THEME_TYPE, node->span,
                                                 "\"%s\" is no type of option", node->text)
                                   : vt_diagnose(loading->sink, VT_THEME_TYPE, pair->key->span,
                                                 "the option \"%s\" has no type", pair->key->text);
    if (node && node->text)
        vt_diagnostic_suggest(diagnostic, node->text, type_names, G_N_ELEMENTS(type_names));
    vt_diagnostic_note(diagnostic, "the types are boolean, integer, string, choice, color and list");
    loading->failed = true;
    return false;
}

static bool read_choices(VtThemeLoading *loading, const VtNodePair *pair, VtOptionDeclaration *declaration)
{
    const VtNode *node = vt_node_get(pair->value, "choices");
    bool wanted = declaration->standard.type == VT_OPTION_CHOICE;
    bool allowed = wanted || declaration->standard.type == VT_OPTION_LIST;
    if (!node && !wanted)
        return true;
    bool fine = node && allowed && node->type == VT_NODE_LIST && node->count > 0;
    for (size_t i = 0; fine && i < node->count; i++)
        fine = node->items[i]->text != NULL;
    if (!fine) {
        vt_diagnose(loading->sink, VT_THEME_TYPE, node ? node->span : pair->key->span,
                    allowed ? "the option \"%s\" wants \"choices\", a list of words"
                            : "the option \"%s\" can have no \"choices\": only a choice and a list have them",
                    pair->key->text);
        loading->failed = true;
        return false;
    }
    const char **items = VT_ARENA_ARRAY(loading->arena, const char *, node->count);
    for (size_t i = 0; i < node->count; i++)
        items[i] = node->items[i]->text;
    declaration->choices = (VtStrings){items, node->count};
    return true;
}

static bool declare_option(VtThemeLoading *loading, const VtNodePair *pair, VtOptionDeclaration *declaration)
{
    if (!vt_theme_name_is_step(pair->key->text) || pair->value->type != VT_NODE_MAP) {
        vt_diagnose(loading->sink, VT_THEME_TYPE, pair->key->span,
                    pair->value->type != VT_NODE_MAP
                        ? "the option \"%s\" wants a map with a type"
                        : "the option's name \"%s\" may have only letters, digits, \"_\" and \"-\"",
                    pair->key->text);
        loading->failed = true;
        return false;
    }
    check_declaration_keys(loading, pair->value);
    declaration->span = pair->key->span;
    declaration->standard.name = pair->key->text;
    declaration->standard.string = "";
    if (!read_type(loading, pair, &declaration->standard.type) || !read_choices(loading, pair, declaration) ||
        !vt_theme_declare_look(loading, pair->value, declaration))
        return false;
    if (declaration->standard.type == VT_OPTION_CHOICE)
        declaration->standard.string = declaration->choices.items[0];
    const VtNode *standard = vt_node_get(pair->value, "default");
    return !standard ||
           vt_theme_option_value(loading, declaration, standard, VT_THEME_DEFAULT, &declaration->standard);
}

void vt_theme_declare_options(VtThemeLoading *loading, VtThemeLayer *layer, const VtNode *options)
{
    VtOptionDeclaration *declarations = VT_ARENA_ARRAY(loading->arena, VtOptionDeclaration, options->count);
    size_t count = 0;
    for (size_t i = 0; i < options->count; i++) {
        declarations[count] = (VtOptionDeclaration){0};
        if (declare_option(loading, &options->pairs[i], &declarations[count]))
            count++;
    }
    layer->options = declarations;
    layer->option_count = count;
}

/* A layer's declaration replaces those of the same name in what it extends. */
static GPtrArray *all_declarations(const VtThemeLayer *layers)
{
    GPtrArray *all = g_ptr_array_new();
    for (const VtThemeLayer *layer = layers; layer; layer = layer->parent) {
        for (size_t i = 0; i < layer->option_count; i++) {
            bool known = false;
            for (guint k = 0; k < all->len && !known; k++) {
                const VtOptionDeclaration *other = g_ptr_array_index(all, k);
                known = strcmp(other->standard.name, layer->options[i].standard.name) == 0;
            }
            if (!known)
                g_ptr_array_add(all, (gpointer)&layer->options[i]);
        }
    }
    return all;
}

static void report_unknown_option(VtThemeLoading *loading, const VtNode *key, const GPtrArray *declarations)
{
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_OPTION, key->span,
                                           "the theme \"%s\" has no option \"%s\"", loading->request->name,
                                           key->text);
    g_autofree const char **names = g_new0(const char *, declarations->len + 1);
    for (guint i = 0; i < declarations->len; i++)
        names[i] = ((const VtOptionDeclaration *)g_ptr_array_index(declarations, i))->standard.name;
    vt_diagnostic_suggest(diagnostic, key->text, names, declarations->len);
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    if (*list)
        vt_diagnostic_note(diagnostic, "its options are: %s", list);
    else
        vt_diagnostic_note(diagnostic, "it has no options");
    loading->failed = true;
}

static void check_given(VtThemeLoading *loading, const GPtrArray *declarations)
{
    const VtNode *given = loading->request->options;
    if (!given || given->type == VT_NODE_NULL)
        return;
    if (given->type != VT_NODE_MAP) {
        vt_diagnose(loading->sink, VT_THEME_OPTION, given->span, "the theme's options are a map, this is %s",
                    vt_node_type_name(given->type));
        loading->failed = true;
        return;
    }
    for (size_t i = 0; i < given->count; i++) {
        bool known = false;
        for (guint k = 0; k < declarations->len && !known; k++) {
            const VtOptionDeclaration *declaration = g_ptr_array_index(declarations, k);
            known = strcmp(declaration->standard.name, given->pairs[i].key->text) == 0;
        }
        if (!known)
            report_unknown_option(loading, given->pairs[i].key, declarations);
    }
}

static gint compare_options(gconstpointer a, gconstpointer b)
{
    return strcmp(((const VtOption *)a)->name, ((const VtOption *)b)->name);
}

void vt_theme_load_options(VtThemeLoading *loading, VtTheme *theme)
{
    g_autoptr(GPtrArray) declarations = all_declarations(loading->layers);
    check_given(loading, declarations);
    VtOption *options = VT_ARENA_ARRAY(loading->arena, VtOption, declarations->len);
    for (guint i = 0; i < declarations->len; i++) {
        const VtOptionDeclaration *declaration = g_ptr_array_index(declarations, i);
        options[i] = declaration->standard;
        const VtNode *given = vt_node_get(loading->request->options, declaration->standard.name);
        if (given)
            vt_theme_option_value(loading, declaration, given, VT_THEME_OPTION, &options[i]);
    }
    qsort(options, declarations->len, sizeof *options, compare_options);
    loading->declarations = VT_ARENA_ARRAY(loading->arena, const VtOptionDeclaration *, declarations->len);
    loading->declaration_count = declarations->len;
    for (guint i = 0; i < declarations->len; i++)
        loading->declarations[i] = g_ptr_array_index(declarations, i);
    theme->options = options;
    theme->option_count = declarations->len;
}
