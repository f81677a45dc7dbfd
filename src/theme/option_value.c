#include "loading.h"

static const char *const wanted[] = {
    [VT_OPTION_BOOLEAN] = "true or false",
    [VT_OPTION_INTEGER] = "a whole number",
    [VT_OPTION_STRING] = "a text",
    [VT_OPTION_CHOICE] = "one of its choices",
    [VT_OPTION_COLOR] = "a colour such as \"#0b5c6b\"",
    [VT_OPTION_LIST] = "a list of words",
};

static bool refuse_type(VtThemeLoading *loading, const VtOptionDeclaration *declaration, const VtNode *node,
                        VtDiagnosticId id)
{
    VtDiagnostic *diagnostic = vt_diagnose(
        loading->sink, id, node->span, "the option \"%s\" wants %s, this is %s", declaration->standard.name,
        wanted[declaration->standard.type], vt_node_type_name(node->type));
    if (declaration->standard.type == VT_OPTION_COLOR && node->type == VT_NODE_NULL)
        vt_diagnostic_note(diagnostic,
                           "in YAML an unquoted \"#\" begins a comment: put the colour in quotes");
    loading->failed = true;
    return false;
}

static bool is_choice(VtThemeLoading *loading, const VtOptionDeclaration *declaration, const VtNode *node,
                      VtDiagnosticId id)
{
    for (size_t i = 0; i < declaration->choices.count; i++)
        if (strcmp(declaration->choices.items[i], node->text) == 0)
            return true;
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, id, node->span,
                                           "the option \"%s\" has no choice \"%s\"",
                                           declaration->standard.name, node->text);
    vt_diagnostic_suggest(diagnostic, node->text, declaration->choices.items, declaration->choices.count);
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < declaration->choices.count; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", declaration->choices.items[i]);
    vt_diagnostic_note(diagnostic, "its choices are: %s", list->str);
    loading->failed = true;
    return false;
}

/* #rgb or #rrggbb becomes #rrggbb in lower case; "" says that the theme's own colour stays. */
const char *vt_theme_parse_color(VtArena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length == 0)
        return "";
    if (*text != '#' || (length != 4 && length != 7) ||
        strspn(text + 1, "0123456789abcdefABCDEF") != length - 1)
        return NULL;
    char *color = vt_arena_copy(arena, "#000000", 7);
    for (size_t i = 0; i < 6; i++)
        color[i + 1] = g_ascii_tolower(length == 7 ? text[i + 1] : text[i / 2 + 1]);
    return color;
}

static bool read_color(VtThemeLoading *loading, const VtOptionDeclaration *declaration, const VtNode *node,
                       VtDiagnosticId id, VtOption *out)
{
    out->string = vt_theme_parse_color(loading->arena, node->text);
    if (out->string)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(loading->sink, id, node->span, "\"%s\" is no colour", node->text);
    vt_diagnostic_note(diagnostic, "the option \"%s\" wants %s", declaration->standard.name,
                       wanted[VT_OPTION_COLOR]);
    out->string = "";
    loading->failed = true;
    return false;
}

static bool read_list(VtThemeLoading *loading, const VtOptionDeclaration *declaration, const VtNode *node,
                      VtDiagnosticId id, VtOption *out)
{
    const char **items = VT_ARENA_ARRAY(loading->arena, const char *, node->count);
    for (size_t i = 0; i < node->count; i++) {
        if (!node->items[i]->text)
            return refuse_type(loading, declaration, node->items[i], id);
        if (declaration->choices.count > 0 && !is_choice(loading, declaration, node->items[i], id))
            return false;
        items[i] = node->items[i]->text;
    }
    out->list = (VtStrings){items, node->count};
    return true;
}

static bool has_fitting_type(VtOptionType type, VtNodeType node)
{
    switch (type) {
    case VT_OPTION_BOOLEAN:
        return node == VT_NODE_BOOLEAN;
    case VT_OPTION_INTEGER:
        return node == VT_NODE_INTEGER;
    case VT_OPTION_LIST:
        return node == VT_NODE_LIST;
    case VT_OPTION_STRING:
    case VT_OPTION_CHOICE:
    case VT_OPTION_COLOR:
        break;
    }
    return node != VT_NODE_NULL && node != VT_NODE_LIST && node != VT_NODE_MAP;
}

bool vt_theme_option_value(VtThemeLoading *loading, const VtOptionDeclaration *declaration,
                           const VtNode *node, VtDiagnosticId id, VtOption *out)
{
    VtOptionType type = declaration->standard.type;
    if (!has_fitting_type(type, node->type))
        return refuse_type(loading, declaration, node, id);
    if (type == VT_OPTION_LIST)
        return read_list(loading, declaration, node, id, out);
    if (type == VT_OPTION_COLOR)
        return read_color(loading, declaration, node, id, out);
    if (type == VT_OPTION_CHOICE && !is_choice(loading, declaration, node, id))
        return false;
    out->boolean = node->boolean;
    out->integer = node->integer;
    out->string = node->text;
    return true;
}
