/* The real trees: both audiences' editions without an error. */
#include "edition_dump.h"

static void check_audience(const VtPortfolio *portfolio, const VtAudience *audience, VtDiagnostics *sink)
{
    VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 15}};
    g_autoptr(VtEdition) edition = vt_edition_new(portfolio, audience, &options, sink);
    g_auto(VtBuffer) messages = {0};
    if (vt_diagnostics_count(sink, VT_ERROR) > 0) {
        vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &messages);
        g_test_message("%s", vt_buffer_string(&messages));
    }
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 0);
    g_assert_nonnull(edition);
    g_auto(VtBuffer) dump = {0};
    edition_dump(edition, &dump);
    g_test_message("%s: %zu entries, %zu sections, %zu organisations, %zu skills, %zu bytes of dump",
                   audience->name, edition->entries.count, edition->section_count,
                   edition->organization_count, edition->skill_count, dump.length);
}

static void check_portfolio(gconstpointer data)
{
    const char *shared = g_getenv("VITRINE_SHARED");
    g_autofree char *folder = g_build_filename(shared ? shared : "", "portfolios", data, "site-content",
                                               NULL);
    if (!shared || !g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("the real portfolios are not on this machine (VITRINE_SHARED)");
        return;
    }
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(folder, NULL, sink);
    g_assert_nonnull(portfolio);
    g_assert_cmpuint(portfolio->site.audience_count, ==, 2);
    for (size_t i = 0; i < portfolio->site.audience_count; i++)
        check_audience(portfolio, &portfolio->site.audiences[i], sink);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/edition/portfolios/resume", "resume", check_portfolio);
    g_test_add_data_func("/edition/portfolios/stories", "stories", check_portfolio);
    g_test_add_data_func("/edition/portfolios/narratives", "narratives", check_portfolio);
    return g_test_run();
}
