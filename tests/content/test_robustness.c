/* Whatever bytes a file holds, loading ends, every entry has a title, a slug and a document, and every
 * diagnostic can be written. Meant for the sanitizers; the seeds are fixed. */
#include "trees.h"

static const char *const pieces[] = {
    "---\n",
    "---\r\n",
    "...\n",
    "title: ",
    "start: ",
    "2020-02-30",
    "audience: ",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "\"",
    "'",
    "\n",
    "\r\n",
    "  ",
    "\t",
    "- ",
    "# ",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!t ",
    "%YAML 1.2\n",
    "é",
    "日本",
    "\xEF\xBB\xBF",
    "present",
    "links:\n",
    "image: ",
    "extra:\n",
    "private",
    "recruiter",
    "stack: ",
    "null",
    "~",
    "0x1F",
    ".nan",
    "===\n",
    "text",
    "\\x41",
    "\"\\0\"",
    "? ",
    "\xC2\x85",
    "\xE2\x80\xA8",
    "\x7F",
    "end: ",
    "slug: ",
};

static char *random_text(GRand *random, size_t *length)
{
    GString *text = g_string_new(g_rand_boolean(random) ? "---\n" : "");
    int count = g_rand_int_range(random, 0, 40);
    for (int i = 0; i < count; i++) {
        int choice = g_rand_int_range(random, 0, 40);
        if (choice == 0)
            g_string_append_c(text, (char)g_rand_int_range(random, 0, 256));
        else
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    }
    if (g_rand_boolean(random))
        g_string_append(text, "\n---\nBody.\n");
    *length = text->len;
    return g_string_free(text, FALSE);
}

static void check_portfolio(const VtPortfolio *portfolio)
{
    for (size_t i = 0; portfolio != NULL && i < portfolio->entry_count; i++) {
        const VtEntry *entry = portfolio->entries[i];
        g_assert_nonnull(entry->fields.title);
        g_assert_nonnull(entry->slug);
        g_assert_nonnull(entry->document);
        for (size_t j = 0; j < entry->place_count; j++)
            g_assert_cmpuint(entry->places[j].span.offset + entry->places[j].span.length, <=,
                             entry->source.length);
    }
}

static void load_random_tree(guint32 seed, bool with_settings)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    TestTree tree;
    test_tree_init(&tree);
    for (int i = 0; i < 60; i++) {
        size_t length = 0;
        g_autofree char *text = random_text(random, &length);
        g_autofree char *path = g_strdup_printf("%s/%d.md", i % 2 ? "experience" : "talks", i);
        test_tree_file(&tree, path, text, length);
    }
    if (with_settings) {
        size_t length = 0;
        g_autofree char *text = random_text(random, &length);
        test_tree_file(&tree, "site.yaml", text, length);
    }
    test_tree_defaults(&tree);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = test_tree_load(&tree, 2, sink);
    check_portfolio(portfolio);
    g_autofree char *text = test_diagnostics_text(sink);
    g_assert_cmpuint(strlen(text), >, 0);
    test_tree_finish(&tree);
}

static void test_random_files(void)
{
    for (guint32 seed = 1; seed <= 24; seed++)
        load_random_tree(seed, seed % 4 == 0);
}

/* Sound settings with one random change. */
static void test_damaged_settings(void)
{
    static const char sound[] =
        "title: T\nurl: https://t.example/\nlanguage: de\naudiences: {a: {theme: x, options: {b: [1]}}, "
        "b: {}}\ndefault_audience: [a]\nsections: {projects: {kind: page, weight: 1}}\n"
        "names: [{name: N, also: [M], replace: {a: z}}]\nskills: {aliases: {p: q}}\n"
        "publish: {a: {domain: t.example}}\n";
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    TestTree tree;
    test_tree_init(&tree);
    test_tree_defaults(&tree);
    for (int i = 0; i < 300; i++) {
        g_autoptr(GString) text = g_string_new(sound);
        gsize at = (gsize)g_rand_int_range(random, 0, (gint32)text->len);
        const char *piece = pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))];
        gsize removed = (gsize)g_rand_int_range(random, 0, 8);
        g_string_erase(text, (gssize)at, (gssize)MIN(removed, text->len - at));
        g_string_insert(text, (gssize)at, piece);
        test_tree_file(&tree, "site.yaml", text->str, text->len);
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_autoptr(VtPortfolio) portfolio = test_tree_load(&tree, 1, sink);
        check_portfolio(portfolio);
        g_autofree char *out = test_diagnostics_text(sink);
    }
    test_tree_finish(&tree);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/robustness/random-files", test_random_files);
    g_test_add_func("/content/robustness/damaged-settings", test_damaged_settings);
    return g_test_run();
}
