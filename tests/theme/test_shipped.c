/* The three themes that come with Vitrine are right in every language they speak. */
#include <vitrine/render.h>
#include <vitrine/yaml.h>

static const char *const languages[] = {"en", "en-GB", "de", "de-AT", "fr", "pl"};

static void load_without_a_word(gconstpointer name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_autoptr(VtAtoms) atoms = vt_atoms_new();
        VtThemeRequest request = {.name = name,
                                  .language = languages[i],
                                  .contract = vt_render_contract(),
                                  .atoms = atoms,
                                  .strict = true};
        const VtTheme *theme = vt_theme_load(&request, sink);
        g_auto(VtBuffer) out = {0};
        vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
        g_assert_cmpstr(vt_buffer_string(&out), ==, "");
        g_assert_nonnull(theme);
        size_t count;
        const VtRenderLabel *labels = vt_render_labels(&count);
        for (size_t k = 0; k < count; k++) {
            const char *label = vt_theme_label(theme, labels[k].name);
            g_assert_nonnull(label);
            if (g_str_has_prefix(languages[i], "en"))
                g_assert_cmpstr(label, ==, labels[k].english);
        }
        vt_theme_free(theme);
    }
}

/* What a page loads beside itself stays light. */
static void stylesheets_are_small(gconstpointer name)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtThemeRequest request = {
        .name = name, .language = "en", .contract = vt_render_contract(), .atoms = atoms};
    const VtTheme *theme = vt_theme_load(&request, sink);
    g_assert_nonnull(theme);
    size_t total = 0;
    for (size_t i = 0; i < theme->asset_count; i++)
        total += theme->assets[i].bytes.length;
    g_assert_cmpuint(total, <, 28 * 1024);
    vt_theme_free(theme);
}

/* Loads the theme with options; what it told is in `out`. */
static const VtTheme *load_with(const char *name, const char *options, VtBuffer *out)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    g_autoptr(VtArena) arena = vt_arena_new();
    VtSource source = {.path = "options", .text = options, .length = strlen(options)};
    VtThemeRequest request = {.name = name,
                              .language = "en",
                              .options = vt_yaml_parse(arena, &source, 0, source.length, sink),
                              .contract = vt_render_contract(),
                              .atoms = atoms};
    const VtTheme *theme = vt_theme_load(&request, sink);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, out);
    return theme;
}

static const char *style_of(const VtTheme *theme)
{
    for (size_t i = 0; i < theme->asset_count; i++)
        if (strcmp(theme->assets[i].name, "style.css") == 0)
            return theme->assets[i].bytes.data;
    g_error("no style.css");
}

/* What every theme lets a site choose. */
static void options_are_there(gconstpointer name)
{
    static const struct {
        const char *options, *style;
    } cases[] = {
        {"{accent: \"#7a1f3d\"}", "--accent: #7a1f3d;"},
        {"{accent: \"#7a1f3d\", accent_dark: \"#ff9ab8\"}", ":root { --accent: #ff9ab8; }"},
        {"{scheme: dark, accent: \"#ff9ab8\"}", "@media screen { :root { --accent: #ff9ab8; } }"},
        {"{scheme: light}", "--scheme: light;"},
        {"{scale: large}", "--scale: 1.125;"},
        {"{photo: circle}", "--photo: 50%;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VtBuffer) out = {0};
        const VtTheme *theme = load_with(name, cases[i].options, &out);
        g_assert_cmpstr(vt_buffer_string(&out), ==, "");
        g_assert_nonnull(strstr(style_of(theme), cases[i].style));
        vt_theme_free(theme);
    }
}

/* What social cards are drawn with: the colours of the scheme that is shown. */
static void look_is_known(gconstpointer name)
{
    static const struct {
        const char *options, *accent;
        bool dark;
    } cases[] = {
        {"{}", NULL, false},
        {"{scheme: dark}", NULL, true},
        {"{accent: \"#7a1f3d\"}", "#7a1f3d", false},
        {"{accent: \"#ff9ab8\", scheme: dark}", "#ff9ab8", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VtBuffer) out = {0};
        const VtTheme *theme = load_with(name, cases[i].options, &out);
        g_assert_cmpstr(vt_buffer_string(&out), ==, "");
        const VtThemeLook *look = &theme->look;
        g_assert_true(look->ground && look->ink && look->quiet && look->accent);
        g_assert_true((strcmp(look->ground, "#808080") < 0) == cases[i].dark);
        g_assert_true((strcmp(look->ink, "#808080") > 0) == cases[i].dark);
        if (cases[i].accent)
            g_assert_cmpstr(look->accent, ==, cases[i].accent);
        g_assert_null(strpbrk(look->face, "\"();"));
        vt_theme_free(theme);
    }
}

static void pale_accents_are_refused(gconstpointer name)
{
    static const char *const options[] = {"{accent: \"#ffd0d0\"}",
                                          "{accent: \"#7a1f3d\", accent_dark: \"#401020\"}"};
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        g_auto(VtBuffer) out = {0};
        g_assert_null(load_with(name, options[i], &out));
        g_assert_nonnull(strstr(vt_buffer_string(&out), "[theme-contrast]"));
    }
}

/* Neither a wrapper around nothing, nor anything that is there only to be hidden. */
static void check_nothing_empty(const char *file, const char *page)
{
    g_autoptr(GRegex) empty = g_regex_new("<(p|ul|ol|dl|dd|div|section|nav|aside|table|tbody|span|h[1-6]|"
                                          "header)( [^>]*)?>\\s*</\\1>| hidden[ >]",
                                          0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (g_regex_match(empty, page, 0, &match)) {
        g_autofree char *found = g_match_info_fetch(match, 0);
        g_error("%s: %s", file, found);
    }
}

static void check_pages(const VtEdition *edition, const char *name, VtDiagnostics *sink)
{
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtThemeRequest request = {
        .name = name, .language = "en", .contract = vt_render_contract(), .atoms = atoms};
    const VtTheme *theme = vt_theme_load(&request, sink);
    g_assert_nonnull(theme);
    VtRenderer *renderer = vt_renderer_new(edition, theme, atoms, 1);
    g_autoptr(VtArena) arena = vt_arena_new();
    size_t count;
    const VtPage *pages = vt_renderer_pages(renderer, &count);
    for (size_t i = 0; i < count; i++) {
        g_auto(VtBuffer) out = {0};
        g_assert_true(vt_render_page(renderer, &pages[i], arena, &out, sink));
        check_nothing_empty(pages[i].file, vt_buffer_string(&out));
        vt_arena_reset(arena);
    }
    vt_renderer_free(renderer);
    vt_theme_free(theme);
}

static void empty_things_are_left_out(gconstpointer name)
{
    static const char *const trees[] = {"VITRINE_RENDER_TREE", "VITRINE_RENDER_BARE_TREE"};
    for (size_t i = 0; i < G_N_ELEMENTS(trees); i++) {
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        VtPortfolio *portfolio = vt_portfolio_load(g_getenv(trees[i]), &(VtContentOptions){.jobs = 1}, sink);
        g_assert_nonnull(portfolio);
        VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 1}};
        VtEdition *edition = vt_edition_new(portfolio, &portfolio->site.audiences[0], &options, sink);
        g_assert_nonnull(edition);
        check_pages(edition, name, sink);
        vt_edition_free(edition);
        vt_portfolio_free(portfolio);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_unsetenv("VITRINE_THEMES");
    static const char *const names[] = {"base", "recruiter", "community"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *load = g_strconcat("/theme/shipped/", names[i], NULL);
        g_autofree char *size = g_strconcat("/theme/shipped-size/", names[i], NULL);
        g_test_add_data_func(load, names[i], load_without_a_word);
        g_test_add_data_func(size, names[i], stylesheets_are_small);
        g_autofree char *options = g_strconcat("/theme/shipped-options/", names[i], NULL);
        g_test_add_data_func(options, names[i], options_are_there);
        g_autofree char *look = g_strconcat("/theme/shipped-look/", names[i], NULL);
        g_test_add_data_func(look, names[i], look_is_known);
        g_autofree char *pale = g_strconcat("/theme/shipped-contrast/", names[i], NULL);
        g_test_add_data_func(pale, names[i], pale_accents_are_refused);
        g_autofree char *pages = g_strconcat("/theme/shipped-pages/", names[i], NULL);
        g_test_add_data_func(pages, names[i], empty_things_are_left_out);
    }
    return g_test_run();
}
