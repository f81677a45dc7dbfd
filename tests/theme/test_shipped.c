/* The three themes that come with Vitrine are right in every language they speak. */
#include <vitrine/render.h>

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
    g_assert_cmpuint(total, <, 24 * 1024);
    vt_theme_free(theme);
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
    }
    return g_test_run();
}
