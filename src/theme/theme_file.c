#include "loading.h"

/* theme.yaml:
 *
 *   name: the ledger            what it is called
 *   description: …              one sentence
 *   extends: base               the theme that has what this one lacks
 *   contract: 1                 the version of the contract that its templates were written for
 *   options: {accent: {type: color, default: "#0b5c6b", help: …}}
 *   labels: {en: {skip: Skip to content}, de: {skip: Zum Inhalt}} */
typedef struct FileKey {
    const char *name;
    VtNodeType type;
    bool required;
} FileKey;

static const FileKey file_keys[] = {
    {"name", VT_NODE_STRING, false},    {"description", VT_NODE_STRING, false},
    {"extends", VT_NODE_STRING, false}, {"contract", VT_NODE_INTEGER, true},
    {"options", VT_NODE_MAP, false},    {"labels", VT_NODE_MAP, false},
};

static const FileKey *find_key(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(file_keys); i++)
        if (strcmp(file_keys[i].name, name) == 0)
            return &file_keys[i];
    return NULL;
}

static void report_unknown_key(VtThemeLoading *loading, const VtNode *key)
{
    const char *names[G_N_ELEMENTS(file_keys)];
    for (size_t i = 0; i < G_N_ELEMENTS(file_keys); i++)
        names[i] = file_keys[i].name;
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_KEY, key->span,
                                           "unknown key \"%s\" in theme.yaml", key->text);
    vt_diagnostic_suggest(diagnostic, key->text, names, G_N_ELEMENTS(names));
    loading->failed = true;
}

static void check_pair(VtThemeLoading *loading, const VtNodePair *pair)
{
    const FileKey *key = find_key(pair->key->text);
    if (!key) {
        report_unknown_key(loading, pair->key);
    } else if (pair->value->type != key->type) {
        vt_diagnose(loading->sink, VT_THEME_TYPE, pair->value->span, "\"%s\" wants %s, this is %s", key->name,
                    vt_node_type_name(key->type), vt_node_type_name(pair->value->type));
        loading->failed = true;
    }
}

static void check_required(VtThemeLoading *loading, const VtNode *file)
{
    for (size_t i = 0; i < G_N_ELEMENTS(file_keys); i++) {
        if (!file_keys[i].required || vt_node_get(file, file_keys[i].name))
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(loading->sink, VT_THEME_KEY, VT_IN_FILE(file->span.source),
                                               "theme.yaml has no \"%s\"", file_keys[i].name);
        vt_diagnostic_note(diagnostic, "this Vitrine has contract %u", loading->request->contract->version);
        loading->failed = true;
    }
}

static void check_contract(VtThemeLoading *loading, const VtNode *file)
{
    const VtNode *contract = vt_node_get(file, "contract");
    unsigned version = loading->request->contract->version;
    if (!contract || contract->type != VT_NODE_INTEGER || contract->integer == (int64_t)version)
        return;
    VtDiagnostic *diagnostic = vt_diagnose(
        loading->sink, VT_THEME_CONTRACT, contract->span,
        "the theme was written for contract %s, this Vitrine has contract %u", contract->text, version);
    vt_diagnostic_note(diagnostic, "\"vitrine theme contract\" lists the names that templates may use");
    loading->failed = true;
}

static const VtNode *get_of_type(const VtNode *file, const char *name, VtNodeType type)
{
    const VtNode *node = vt_node_get(file, name);
    return node && node->type == type ? node : NULL;
}

bool vt_theme_read_file(VtThemeLoading *loading, VtThemeLayer *layer)
{
    g_autofree char *path = g_build_filename(layer->folder, "theme.yaml", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        vt_diagnose_path(loading->sink, VT_THEME_FILE, path, "the theme \"%s\" has no theme.yaml",
                         layer->name);
        return false;
    }
    const VtSource *source = vt_theme_owns(loading, layer, path) ? vt_theme_read(loading, path, true) : NULL;
    if (!source)
        return false;
    layer->file = vt_yaml_parse(loading->arena, source, 0, source->length, loading->sink);
    if (!layer->file)
        return false;
    if (layer->file->type != VT_NODE_MAP) {
        vt_diagnose(loading->sink, VT_THEME_TYPE, layer->file->span, "theme.yaml wants a map, this is %s",
                    vt_node_type_name(layer->file->type));
        return false;
    }
    for (size_t i = 0; i < layer->file->count; i++)
        check_pair(loading, &layer->file->pairs[i]);
    check_required(loading, layer->file);
    check_contract(loading, layer->file);
    layer->extends = get_of_type(layer->file, "extends", VT_NODE_STRING);
    layer->labels = get_of_type(layer->file, "labels", VT_NODE_MAP);
    const VtNode *options = get_of_type(layer->file, "options", VT_NODE_MAP);
    if (options)
        vt_theme_declare_options(loading, layer, options);
    return true;
}
