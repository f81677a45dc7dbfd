/* After any sequence of edits an updated portfolio is what loading the folder anew gives, with the same
 * diagnostics; and it does not matter which of the portfolios that share entries is freed first. */
#include "trees.h"

#include <unistd.h>

enum { NAMES = 8, ROUNDS = 60 };

static const char *const texts[] = {
    "---\ntitle: One\n---\n\nText of [two](name-2.md).\n",
    "---\ntitle: One\nstack: [C]\n---\n\n## Heading\n\nMore.\n",
    "# A heading is the title\n\nText with <!-- audience: a -->marked<!-- /audience --> words.\n",
    "---\ntitel: Wrong\n---\n\nAn unknown key.\n",
    "---\ntitle: [\n---\n\nBroken YAML.\n",
    "---\ntitle: Same\nslug: same\n---\n\nAn address that others have too.\n",
    "---\ntitle: Marks\n---\n\n<!-- audience: nobody -->\n\nUnknown audience.\n\n<!-- /audience -->\n",
    "---\ntitle: Dates\nstart: 2023-02-31\n---\n\nNo such day.\n",
};

/* Also edits without effect, and settings on which every entry depends. */
static char *edit_something(TestTree *tree)
{
    int kind = g_test_rand_int_range(0, 10);
    if (kind == 0) {
        g_autofree char *text = g_strdup_printf(
            "title: T%d\nurl: https://t.example\naudiences: {a: {}, b: {}}\n"
            "default_audience: %s\n",
            g_test_rand_int_range(0, 9), g_test_rand_bit() ? "a" : "b");
        test_tree_text(tree, "site.yaml", text);
        return g_strdup("site.yaml");
    }
    const char *folder = g_test_rand_bit() ? "projects" : "notes";
    char *path = g_strdup_printf("%s/name-%d.md", folder, g_test_rand_int_range(0, NAMES));
    g_autofree char *whole = g_build_filename("site-content", path, NULL);
    if (kind < 3)
        unlink(whole);
    else
        test_tree_text(tree, path, texts[g_test_rand_int_range(0, G_N_ELEMENTS(texts))]);
    return path;
}

static GPtrArray *edit(TestTree *tree)
{
    GPtrArray *changed = g_ptr_array_new_with_free_func(g_free);
    for (int left = g_test_rand_int_range(1, 5); left > 0; left--)
        g_ptr_array_add(changed, edit_something(tree));
    return changed;
}

static char *content_text(const VtPortfolio *portfolio)
{
    g_auto(VtBuffer) text = {0};
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        const VtEntry *entry = portfolio->entries[i];
        vt_buffer_append_format(&text, "%s %s %s %d %s %zu %zu %zu\n", entry->path, entry->section,
                                entry->slug, (int)entry->kind, entry->fields.title, entry->fields.stack.count,
                                entry->body, entry->source.length);
        vt_buffer_append(&text, entry->source.text, entry->source.length);
        vt_buffer_append(&text, entry->document->html.data, entry->document->html.length);
    }
    return g_strdup(vt_buffer_string(&text));
}

static void compare(VtPortfolio *updated, VtDiagnostics *said)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) fresh = vt_portfolio_load("site-content", NULL, sink);
    g_autofree char *wanted = test_diagnostics_text(sink);
    g_autofree char *found = test_diagnostics_text(said);
    g_assert_cmpstr(found, ==, wanted);
    g_assert_true((updated != NULL) == (fresh != NULL));
    if (fresh == NULL)
        return;
    g_autofree char *wanted_content = content_text(fresh);
    g_autofree char *found_content = content_text(updated);
    g_assert_cmpstr(found_content, ==, wanted_content);
    g_assert_cmpstr(updated->site.title, ==, fresh->site.title);
}

static void test_edits(void)
{
    TestTree tree;
    test_tree_init(&tree);
    test_tree_defaults(&tree);
    VtContentOptions options = {.jobs = 2, .updatable = true};
    g_autoptr(VtDiagnostics) first = vt_diagnostics_new();
    VtPortfolio *portfolio = vt_portfolio_load("site-content", &options, first);
    VtPortfolio *older = NULL;
    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr(GPtrArray) changed = edit(&tree);
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        VtPortfolio *updated = vt_portfolio_update(portfolio, changed, &options, sink);
        g_assert_nonnull(updated);
        if (g_test_rand_bit()) {
            vt_portfolio_free(portfolio);
        } else {
            vt_portfolio_free(older);
            older = portfolio;
        }
        portfolio = updated;
        compare(portfolio, sink);
    }
    vt_portfolio_free(portfolio);
    vt_portfolio_free(older);
    test_tree_finish(&tree);
}

/* What did not change is not even looked at. */
static void test_shares(void)
{
    TestTree tree;
    test_tree_init(&tree);
    test_tree_defaults(&tree);
    test_tree_text(&tree, "projects/other.md", texts[3]);
    VtContentOptions options = {.jobs = 1, .updatable = true};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) before = vt_portfolio_load("site-content", &options, sink);
    test_tree_text(&tree, "projects/one.md", texts[1]);
    g_autoptr(GPtrArray) changed = g_ptr_array_new();
    g_ptr_array_add(changed, (char *)(uintptr_t) "projects/one.md");
    g_autoptr(VtDiagnostics) again = vt_diagnostics_new();
    g_autoptr(VtPortfolio) after = vt_portfolio_update(before, changed, &options, again);
    g_assert_true(vt_portfolio_entry(before, "projects/other.md") ==
                  vt_portfolio_entry(after, "projects/other.md"));
    g_assert_false(vt_portfolio_entry(before, "projects/one.md") ==
                   vt_portfolio_entry(after, "projects/one.md"));
    g_assert_cmpuint(vt_diagnostics_count(again, VT_ERROR), ==, vt_diagnostics_count(sink, VT_ERROR));
    test_tree_finish(&tree);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/update/edits", test_edits);
    g_test_add_func("/content/update/shares", test_shares);
    return g_test_run();
}
