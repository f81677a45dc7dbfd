/* The work of loading one theme, shared by the sources of this folder.
 *
 * A theme is loaded in this order: its chain of layers (layers.c, theme_file.c), options, labels, assets, and
 * last the templates, which are checked against types made of all three. Everything wrong is reported in
 * one go; `failed` remembers that something was. */
#pragma once

#include <vitrine/theme.h>

/* What theme.yaml says of one option. */
typedef struct VtOptionDeclaration {
    VtOption standard; /* its name, type and default */
    VtStrings choices;
    const char *property; /* the custom property that it sets, as all that follow in look.c; NULL: none */
    VtStrings values;     /* of the property, one for each choice */
    VtStrings on;         /* properties with the grounds of text in this colour */
    const char *from;     /* the option that this colour follows from; NULL: none */
    bool dark;            /* it is for the dark scheme */
    VtSpan span;
} VtOptionDeclaration;

/* One theme of a chain: the theme asked for, what it extends, and so on. Lives in the loading's arena. */
typedef struct VtThemeLayer {
    const char *name;
    const char *folder;
    const VtNode *file; /* theme.yaml */
    const VtNode *extends;
    const VtNode *labels; /* NULL: none */
    const VtOptionDeclaration *options;
    size_t option_count;
    struct VtThemeLayer *parent; /* NULL: extends nothing */
} VtThemeLayer;

typedef struct VtThemeLoading {
    const VtThemeRequest *request;
    VtDiagnostics *sink;
    VtArena *arena; /* becomes the theme's */
    VtThemeLayer *layers;
    const VtOptionDeclaration **declarations; /* of all layers, by name once; in the arena */
    size_t declaration_count;
    bool failed;
} VtThemeLoading;

/* ---- search.c: where themes are ---- */

/* The theme's folder, or NULL; g_free. */
char *vt_theme_find(char *const *search_path, const char *name);
/* As vt_theme_names. */
char **vt_theme_names_in(char *const *search_path);

/* ---- files.c ---- */

/* NULL after a diagnostic. Text must be UTF-8. */
const VtSource *vt_theme_read(VtThemeLoading *loading, const char *path, bool text);
/* False after a diagnostic: the path is a symbolic link to what is not the theme's, which could be anything
 * on the machine. */
bool vt_theme_owns(VtThemeLoading *loading, const VtThemeLayer *layer, const char *path);
/* Every file below one of the theme's folders ("assets"), as paths relative to that, sorted; hidden and
 * editors' files are left out, and links out of the theme, which are reported. Empty when there is no such
 * folder. */
GPtrArray *vt_theme_list_files(VtThemeLoading *loading, const VtThemeLayer *layer, const char *folder);

/* ---- theme_file.c, layers.c ---- */

/* Reads and checks theme.yaml. False after a diagnostic that leaves nothing to go on with. */
bool vt_theme_read_file(VtThemeLoading *loading, VtThemeLayer *layer);
/* Fills `layers`. False when the chain is broken. */
bool vt_theme_load_layers(VtThemeLoading *loading);
/* Is the name usable as one step of a Mustache name? */
bool vt_theme_name_is_step(const char *name);

/* ---- options.c, option_value.c, labels.c, assets.c ---- */

void vt_theme_declare_options(VtThemeLoading *loading, VtThemeLayer *layer, const VtNode *options);
/* Reads a node as the declared option's value. False after a diagnostic of that id. */
bool vt_theme_option_value(VtThemeLoading *loading, const VtOptionDeclaration *declaration,
                           const VtNode *node, VtDiagnosticId id, VtOption *out);
const char *vt_option_type_name(VtOptionType type);
void vt_theme_load_options(VtThemeLoading *loading, VtTheme *theme);
void vt_theme_load_labels(VtThemeLoading *loading, VtTheme *theme);
void vt_theme_load_assets(VtThemeLoading *loading, VtTheme *theme);

/* "#rrggbb" of "#rgb" or "#rrggbb"; "" of ""; else NULL. */
const char *vt_theme_parse_color(VtArena *arena, const char *text);

/* ---- look.c, colors.c ---- */

/* Reads what a declaration says of the stylesheet. False after a diagnostic. */
bool vt_theme_declare_look(VtThemeLoading *loading, const VtNode *map, VtOptionDeclaration *declaration);
/* Appends the properties that options set, and reports colours that cannot be read; fills the theme's `look`.
 * `style`: the theme's own. */
void vt_theme_append_look(VtThemeLoading *loading, VtTheme *theme, const char *style, VtBuffer *out);
/* Puts in what the option `scheme` says for what the stylesheet asks the browser. */
void vt_theme_settle_scheme(const VtTheme *theme, VtBuffer *style);
/* Of colours "#rrggbb": 1 to 21. */
double vt_color_contrast(const char *a, const char *b);
/* The colour of that hue nearest to it that has so much contrast on all the grounds. */
const char *vt_color_with_contrast(VtArena *arena, const char *text, const char *const *grounds, size_t count,
                                   double least);

/* ---- stylesheet.c ---- */

/* An address in a stylesheet. */
typedef struct VtStyleAddress {
    size_t offset;
    size_t length;
} VtStyleAddress;

/* Every address in url(…) and @import "…", in order, comments and other strings passed over. */
GArray *vt_stylesheet_addresses(VtSlice text);
/* Takes the comments out, which are for who reads the theme, and the lines that held nothing else. One that begins with
 * an exclamation mark stays: that is how licences are written. */
void vt_stylesheet_drop_comments(VtBuffer *text);

/* ---- types.c, templates.c ---- */

/* `root` with the fields labels, options and assets. */
const VtType *vt_theme_root_type(VtArena *arena, const VtTheme *theme, const VtType *root);
/* The steps of an asset's name: "icons/mail.svg" → icons, mail, svg. g_strfreev. */
char **vt_theme_asset_steps(const char *name);

typedef struct VtThemeTemplates VtThemeTemplates;
VtThemeTemplates *vt_theme_load_templates(VtThemeLoading *loading, VtTheme *theme);
void vt_theme_templates_free(VtThemeTemplates *templates);
