/* theme: a folder of Mustache templates, partials, labels, options and assets, made ready for one edition.
 *
 *   themes/NAME/theme.yaml              name, extends, contract, options (typed, with defaults), labels by
 * language themes/NAME/templates/PAGE.mustache one for each page kind, and layouts they inherit from
 *   themes/NAME/partials/NAME.mustache
 *   themes/NAME/assets/…                styles, scripts, images
 *
 * A theme may extend another; what it does not have is taken from there (templates, partials, assets,
 * labels and options, each by name). A site's own themes/ comes before the installed ones; a program run
 * from its build folder finds the source tree's; VITRINE_THEMES names other folders, parted by ":", and comes
 * first.
 *
 * Templates and partials share one set of names, as Mustache has it: {{<layout}} and {{>entry-card}} look in
 * templates/ and partials/ of the theme, then of the one it extends, and so on; a file in a folder below
 * has it in its name (partials/icons/mail.mustache is "icons/mail"). "THEME/NAME" starts the look-up at that
 * theme of the chain, so a theme's own `layout` can inherit {{<base/layout}}.
 *
 * Assets get a fingerprint of their bytes in their file name ("assets/style.3fa94c2b71.css"), so they can be
 * cached for ever. A template refers to one by its name, {{assets.style.css}} for assets/style.css: the dots
 * and slashes of the name are the steps of the Mustache name ({{assets.icons.mail.svg}}), so a misspelt asset
 * is found like any other name. What a stylesheet refers to with url(…) or @import is rewritten likewise.
 *
 * The loader adds three objects to the contract's root types, for only the theme knows their names:
 * `labels` (texts), `options` (typed as declared) and `assets` (addresses).
 *
 * Every template that a page can come to is checked against the contract when loaded: a misspelt name is an
 * error with a suggestion, even in a section that is never shown. A template that no page comes to is
 * compiled only, for nothing says what data it would get; `strict` warns of it (theme-unused). The theme
 * states the contract's version it was written for.
 *
 * Ownership: vt_theme_free frees all. Immutable once loaded; threads may share it. */
#pragma once

#include "kinds.h"
#include "limits.h"
#include "mustache.h"

/* The page kinds: which template renders what. The order is that of the contract's documentation. */
typedef enum VtPageKind {
    VT_PAGE_HOME,
    VT_PAGE_ENTRY_ROLE,
    VT_PAGE_ENTRY_PROJECT,
    VT_PAGE_ENTRY_COMMUNITY,
    VT_PAGE_ENTRY_EDUCATION,
    VT_PAGE_ENTRY_AWARD,
    VT_PAGE_ENTRY_TALK,
    VT_PAGE_ENTRY_POST,
    VT_PAGE_ENTRY_PAGE,
    VT_PAGE_SECTION,
    VT_PAGE_SKILLS,
    VT_PAGE_SKILL,
    VT_PAGE_RESUME,
    VT_PAGE_NOT_FOUND,
    VT_PAGE_REDIRECT,
    VT_PAGE_COUNT
} VtPageKind;

/* "home", "role", "project", …, "section", "skills", "skill", "resume", "404", "redirect": the template's
 * name. */
const char *vt_page_kind_name(VtPageKind kind);

/* What the theme is compiled against: made by render/ (vt_render_contract), handed in by whoever loads. */
typedef struct VtThemeContract {
    unsigned version;
    const VtType *pages[VT_PAGE_COUNT]; /* the root object of each page kind */
} VtThemeContract;

typedef enum VtOptionType {
    VT_OPTION_BOOLEAN,
    VT_OPTION_INTEGER,
    VT_OPTION_STRING,
    VT_OPTION_CHOICE,
    VT_OPTION_COLOR,
    VT_OPTION_LIST
} VtOptionType;

/* An option's value for this edition, default filled in. */
typedef struct VtOption {
    const char *name;
    VtOptionType type;
    bool boolean;
    int64_t integer;
    const char *string; /* STRING, CHOICE, COLOR ("#rrggbb") */
    VtStrings list;
} VtOption;

typedef struct VtLabel { /* a word of the theme in the site's language: name → text */
    const char *name;
    const char *text;
} VtLabel;

typedef struct VtThemeAsset {
    const char *name; /* "style.css": below assets/ */
    const char *path; /* to write: "assets/style.3fa94c2b71.css" */
    VtSlice bytes;    /* final, url(…) rewritten */
} VtThemeAsset;

/* What of the theme's look is drawn into pictures: custom properties of its stylesheet, options applied, of
 * the dark scheme where that alone is shown. "#rrggbb"; NULL where the stylesheet does not say. */
typedef struct VtThemeLook {
    const char *ground, *ink, *quiet, *accent;
    const char *face; /* of headings, as CSS lists families; "sans-serif" where it does not say */
} VtThemeLook;

typedef struct VtTheme {
    const char *name;
    VtThemeLook look;
    const VtTemplates *templates;
    const VtProgram *pages[VT_PAGE_COUNT];
    const VtOption *options;
    size_t option_count;
    const VtLabel *labels; /* sorted by name */
    size_t label_count;
    const VtThemeAsset *assets; /* sorted by name */
    size_t asset_count;
} VtTheme;

typedef struct VtThemeRequest {
    const char *name;
    VtSpan place;            /* where the site names it, for theme-missing; may be nowhere */
    const char *site_folder; /* the folder that holds site-content/; its themes/ is looked at first */
    const char *language;    /* picks the labels: "de-AT", then "de", then "en" */
    const VtNode *options;   /* from site.yaml, NULL: none; checked against theme.yaml */
    const VtThemeContract *contract;
    VtAtoms *atoms; /* shared with the view-models; outlives the theme */
    VtLimits limits;
    bool
        strict; /* `vitrine theme check`: also warn of labels that a language lacks and of unused templates */
} VtThemeRequest;

/* NULL after diagnostics (theme-missing with the nearest name, theme-option, mustache's own, …). */
const VtTheme *vt_theme_load(const VtThemeRequest *request, VtDiagnostics *sink);
void vt_theme_free(const VtTheme *theme);

/* The option's value, or NULL. */
const VtOption *vt_theme_option(const VtTheme *theme, const char *name);
/* The label's text, or NULL. */
const char *vt_theme_label(const VtTheme *theme, const char *name);

/* Sets `labels`, `options` and `assets` in a page's root object, of the types that the templates were checked
 * against. Addresses of assets begin with `base_path` ("/", "/portfolio/"). What is made lives in `arena`;
 * call it once and let pages share the three values. */
void vt_theme_set_values(const VtTheme *theme, const char *base_path, VtAtoms *atoms, VtArena *arena,
                         VtObject *root);

/* The folders to look for themes in, in order, of those that exist; NULL at the end; g_strfreev. */
char **vt_theme_search_path(const char *site_folder);
/* The same with those that do not exist: themes put there would be found. */
char **vt_theme_places(const char *site_folder);
/* Every theme that can be found from that folder (NULL: the installed ones), sorted, NULL at the end;
 * g_strfreev. */
char **vt_theme_names(const char *site_folder);
