/* What options change in a stylesheet. An option of theme.yaml may name a custom property that it sets:
 *
 *   accent:      {type: color, property: accent, on: [ground, wash]}
 *   accent_dark: {type: color, property: accent, on: [ground, wash], scheme: dark, from: accent}
 *   photo:       {type: choice, choices: [round, square], property: photo, values: [".5rem", "0"]}
 *   scheme:      {type: choice, choices: [auto, light, dark], property: scheme, values: [light dark, light,
 * dark]}
 *
 * The properties are set behind the theme's own in its style.css. `on` names properties that hold the grounds
 * on which text of that colour stands: their values are read from the stylesheet, and a contrast below 4.5 :
 * 1 is an error. A colour for the dark scheme that is not given follows from the one that it is `from`. The
 * option `scheme` settles what `prefers-color-scheme` asks a browser for. */
#include "loading.h"

#include <stdlib.h>

#define DARK_QUERY "(prefers-color-scheme: dark)"

static const double LEAST = 4.5, LEAST_DERIVED = 7.0;

/* ---- Declarations ----------------------------------------------------------------------------------------
 */

static bool refuse(VtThemeLoading *loading, const VtNode *node, const char *text)
{
    vt_diagnose(loading->sink, VT_THEME_TYPE, node->span, "%s", text);
    loading->failed = true;
    return false;
}

static bool read_words(VtThemeLoading *loading, const VtNode *node, VtStrings *words)
{
    if (!node)
        return true;
    bool fine = node->type == VT_NODE_LIST;
    for (size_t i = 0; fine && i < node->count; i++)
        fine = node->items[i]->text != NULL;
    if (!fine)
        return refuse(loading, node, "a list of words is wanted here");
    const char **items = VT_ARENA_ARRAY(loading->arena, const char *, node->count);
    for (size_t i = 0; i < node->count; i++)
        items[i] = node->items[i]->text;
    *words = (VtStrings){items, node->count};
    return true;
}

static bool read_word(VtThemeLoading *loading, const VtNode *node, const char **word)
{
    if (node && (!node->text || !vt_theme_name_is_step(node->text)))
        return refuse(loading, node, "a name of letters, digits, \"_\" and \"-\" is wanted here");
    *word = node ? node->text : NULL;
    return true;
}

static bool fits(const VtOptionDeclaration *declaration)
{
    switch (declaration->standard.type) {
    case VT_OPTION_COLOR:
    case VT_OPTION_INTEGER:
        return declaration->values.count == 0;
    case VT_OPTION_CHOICE:
        return declaration->values.count == declaration->choices.count;
    case VT_OPTION_BOOLEAN:
    case VT_OPTION_STRING:
    case VT_OPTION_LIST:
        break;
    }
    return false;
}

bool vt_theme_declare_look(VtThemeLoading *loading, const VtNode *map, VtOptionDeclaration *declaration)
{
    const char *scheme = NULL;
    const VtNode *property = vt_node_get(map, "property");
    if (!read_word(loading, property, &declaration->property) ||
        !read_word(loading, vt_node_get(map, "from"), &declaration->from) ||
        !read_word(loading, vt_node_get(map, "scheme"), &scheme) ||
        !read_words(loading, vt_node_get(map, "values"), &declaration->values) ||
        !read_words(loading, vt_node_get(map, "on"), &declaration->on))
        return false;
    if (scheme && strcmp(scheme, "dark") != 0 && strcmp(scheme, "light") != 0)
        return refuse(loading, vt_node_get(map, "scheme"), "the scheme is light or dark");
    declaration->dark = g_strcmp0(scheme, "dark") == 0;
    if (property && !fits(declaration))
        return refuse(
            loading, property,
            "a property is set by a colour, by a whole number, or by a choice with one of \"values\" for "
            "each of its choices");
    return true;
}

/* ---- Grounds ---------------------------------------------------------------------------------------------
 */

typedef struct Look {
    VtThemeLoading *loading;
    const VtTheme *theme;
    const char *style;                 /* the theme's own */
    const char *dark_start, *dark_end; /* its block for the dark scheme; NULL: none */
    const char *scheme;
    const char *accent; /* that was set for the scheme that pictures are drawn in; NULL: the theme's */
    VtBuffer everywhere, dark;
} Look;

static void find_dark_block(Look *look)
{
    const char *query = strstr(look->style, DARK_QUERY);
    const char *at = query ? strchr(query, '{') : NULL;
    look->dark_start = at;
    for (unsigned depth = 0; at && *at; at++) {
        depth += *at == '{';
        depth -= *at == '}';
        look->dark_end = at;
        if (depth == 0)
            break;
    }
}

/* "#rrggbb", or NULL where it is written otherwise. */
static const char *color_at(const Look *look, const char *at)
{
    at += strspn(at, " \t\n");
    g_autofree char *text = g_strndup(at, strcspn(at, " \t\n;}"));
    const char *color = vt_theme_parse_color(look->loading->arena, text);
    return color && *color ? color : NULL;
}

/* The first declaration of the property: within the dark block, or outside of it. */
static const char *property_color(const Look *look, const char *property, bool dark)
{
    g_autofree char *name = g_strconcat("--", property, ":", NULL);
    for (const char *at = strstr(look->style, name); at; at = strstr(at + 1, name)) {
        bool inside = look->dark_start && at > look->dark_start && at < look->dark_end;
        if (inside == dark)
            return color_at(look, at + strlen(name));
    }
    return dark ? property_color(look, property, false) : NULL;
}

static size_t find_grounds(const Look *look, const VtOptionDeclaration *declaration, bool dark,
                           const char **grounds)
{
    size_t count = 0;
    for (size_t i = 0; i < declaration->on.count; i++) {
        const char *color = property_color(look, declaration->on.items[i], dark);
        if (color)
            grounds[count++] = color;
    }
    return count;
}

/* ---- Contrast --------------------------------------------------------------------------------------------
 */

static const char *worst_ground(const char *color, const char *const *grounds, size_t count)
{
    const char *worst = grounds[0];
    for (size_t i = 1; i < count; i++)
        if (vt_color_contrast(color, grounds[i]) < vt_color_contrast(color, worst))
            worst = grounds[i];
    return worst;
}

/* Rounded down, so that a contrast that is too small is never called enough. */
static void check(Look *look, const VtOptionDeclaration *declaration, VtSpan place, const char *color,
                  bool dark)
{
    g_autofree const char **grounds = g_new0(const char *, declaration->on.count + 1);
    size_t count = find_grounds(look, declaration, dark, grounds);
    const char *worst = count > 0 ? worst_ground(color, grounds, count) : NULL;
    if (!worst || vt_color_contrast(color, worst) >= LEAST)
        return;
    unsigned tenths = (unsigned)(vt_color_contrast(color, worst) * 10);
    VtDiagnostic *diagnostic = vt_diagnose(
        look->loading->sink, VT_THEME_CONTRAST, place,
        "text in %s on %s, a ground of the %s scheme, has a contrast of %u.%u : 1; it needs 4.5 : 1", color,
        worst, dark ? "dark" : "light", tenths / 10, tenths % 10);
    vt_diagnostic_note(diagnostic, "the nearest colour of that hue that can be read is \"%s\"",
                       vt_color_with_contrast(look->loading->arena, color, grounds, count, LEAST));
    look->loading->failed = true;
}

static const char *derived(const Look *look, const VtOptionDeclaration *declaration, const char *color)
{
    g_autofree const char **grounds = g_new0(const char *, declaration->on.count + 1);
    size_t count = find_grounds(look, declaration, true, grounds);
    return vt_color_with_contrast(look->loading->arena, color, grounds, count, LEAST_DERIVED);
}

/* ---- Properties ------------------------------------------------------------------------------------------
 */

const VtOption *vt_theme_option(const VtTheme *theme, const char *name)
{
    for (size_t i = 0; name && i < theme->option_count; i++)
        if (strcmp(theme->options[i].name, name) == 0)
            return &theme->options[i];
    return NULL;
}

static VtSpan place_of(const Look *look, const VtOptionDeclaration *declaration, const char *name)
{
    const VtNode *given = vt_node_get(look->loading->request->options, name);
    return given ? given->span : declaration->span;
}

static void set(VtBuffer *out, const char *property, const char *value)
{
    vt_buffer_append_format(out, " --%s: %s;", property, value);
}

static bool is_scheme(const Look *look, const char *name)
{
    return g_strcmp0(look->scheme, name) == 0;
}

static void note_accent(Look *look, const VtOptionDeclaration *declaration, const char *color)
{
    if (strcmp(declaration->property, "accent") == 0)
        look->accent = color;
}

/* Where only the dark scheme is shown, the one colour that is given is its colour. */
static void set_dark_color(Look *look, const VtOptionDeclaration *declaration, const VtOption *option)
{
    const VtOption *from = vt_theme_option(look->theme, declaration->from);
    if (!look->dark_start || is_scheme(look, "light"))
        return;
    const char *color = option->string;
    const char *name = option->name;
    if (!*color && from && is_scheme(look, "dark")) {
        color = from->string;
        name = from->name;
    }
    if (*color)
        check(look, declaration, place_of(look, declaration, name), color, true);
    else if (from && *from->string)
        color = derived(look, declaration, from->string);
    if (*color)
        set(&look->dark, declaration->property, color);
    if (*color && is_scheme(look, "dark"))
        note_accent(look, declaration, color);
}

static void set_color(Look *look, const VtOptionDeclaration *declaration, const VtOption *option)
{
    if (!*option->string || is_scheme(look, "dark"))
        return;
    check(look, declaration, place_of(look, declaration, option->name), option->string, false);
    set(&look->everywhere, declaration->property, option->string);
    note_accent(look, declaration, option->string);
}

static void set_choice(Look *look, const VtOptionDeclaration *declaration, const VtOption *option)
{
    for (size_t i = 0; i < declaration->choices.count; i++)
        if (strcmp(declaration->choices.items[i], option->string) == 0)
            set(&look->everywhere, declaration->property, declaration->values.items[i]);
}

static void set_property(Look *look, const VtOptionDeclaration *declaration)
{
    const VtOption *option = vt_theme_option(look->theme, declaration->standard.name);
    bool given = vt_node_get(look->loading->request->options, option->name) != NULL;
    if (option->type == VT_OPTION_COLOR && declaration->dark)
        set_dark_color(look, declaration, option);
    else if (option->type == VT_OPTION_COLOR)
        set_color(look, declaration, option);
    else if (option->type == VT_OPTION_CHOICE && given)
        set_choice(look, declaration, option);
    else if (given) {
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, option->integer);
        set(&look->everywhere, declaration->property, number);
    }
}

/* The value of --face-head, which may be that of --face-text. */
static const char *face_of(const Look *look, const char *property)
{
    g_autofree char *name = g_strconcat("--", property, ":", NULL);
    const char *at = strstr(look->style, name);
    if (!at)
        return "sans-serif";
    at += strlen(name);
    at += strspn(at, " \t\n");
    if (g_str_has_prefix(at, "var(--face-text"))
        return strcmp(property, "face-text") == 0 ? "sans-serif" : face_of(look, "face-text");
    g_autofree char *face = g_strndup(at, strcspn(at, ";}"));
    g_auto(GStrv) parts = g_strsplit(face, "\"", -1);
    g_autofree char *bare = g_strjoinv("", parts);
    return vt_arena_string(look->loading->arena, g_strstrip(bare));
}

static void fill_look(const Look *look, VtThemeLook *theme)
{
    bool dark = is_scheme(look, "dark");
    *theme = (VtThemeLook){.ground = property_color(look, "ground", dark),
                           .ink = property_color(look, "ink", dark),
                           .quiet = property_color(look, "quiet", dark),
                           .accent = look->accent ? look->accent : property_color(look, "accent", dark),
                           .face = face_of(look, "face-head")};
}

/* ---- Stylesheets -----------------------------------------------------------------------------------------
 */

void vt_theme_append_look(VtThemeLoading *loading, VtTheme *theme, const char *style, VtBuffer *out)
{
    const VtOption *scheme = vt_theme_option(theme, "scheme");
    Look look = {
        .loading = loading, .theme = theme, .style = style, .scheme = scheme ? scheme->string : NULL};
    find_dark_block(&look);
    for (size_t i = 0; i < loading->declaration_count; i++)
        if (loading->declarations[i]->property)
            set_property(&look, loading->declarations[i]);
    fill_look(&look, &theme->look);
    if (look.everywhere.length > 0)
        vt_buffer_append_format(out, "\n:root {%s }\n", vt_buffer_string(&look.everywhere));
    if (look.dark.length > 0)
        vt_buffer_append_format(out, "\n@media " DARK_QUERY " { :root {%s } }\n",
                                vt_buffer_string(&look.dark));
    vt_buffer_finish(&look.everywhere);
    vt_buffer_finish(&look.dark);
}

/* Paper stays light. */
static const char *settled_query(const VtBuffer *out, bool dark)
{
    bool first = out->length >= 7 && memcmp(out->data + out->length - 7, "@media ", 7) == 0;
    if (dark)
        return first ? "screen" : "(min-width: 0)";
    return first ? "not all" : "(max-width: 0)";
}

void vt_theme_settle_scheme(const VtTheme *theme, VtBuffer *style)
{
    const VtOption *scheme = vt_theme_option(theme, "scheme");
    const char *name = scheme && scheme->type == VT_OPTION_CHOICE ? scheme->string : "";
    bool dark = strcmp(name, "dark") == 0;
    if (!dark && strcmp(name, "light") != 0)
        return;
    g_auto(VtBuffer) out = {0};
    const char *at = vt_buffer_string(style);
    for (const char *query; (query = strstr(at, DARK_QUERY)); at = query + strlen(DARK_QUERY)) {
        vt_buffer_append(&out, at, (size_t)(query - at));
        vt_buffer_append_string(&out, settled_query(&out, dark));
    }
    vt_buffer_append_string(&out, at);
    vt_buffer_reset(style);
    vt_buffer_append(style, out.data, out.length);
}
