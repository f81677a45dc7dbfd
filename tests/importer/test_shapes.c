/* A small document for each shape that résumés come in: shapes/NAME.md gives the tree and the messages of
 * NAME.expected. */
#include "trees.h"

static char *shape_path(const char *name, const char *ending)
{
    return g_strdup_printf("%s/%s%s", g_getenv("VITRINE_SHAPES"), name, ending);
}

static void test_shape(gconstpointer name)
{
    g_autofree char *path = shape_path(name, ".md");
    g_autofree char *expected = shape_path(name, ".expected");
    g_auto(TestImport) test = {0};
    g_auto(VtBuffer) report = {0};
    test_import_file(&test, path);
    g_autofree char *messages = test_import_messages(&test);
    g_autofree char *tree = test_import_tree(&test);
    if (test.good)
        vt_import_write_report(test.import, false, &report);
    g_autofree char *all = g_strdup_printf("%s\n%s\n%s", vt_buffer_string(&report), messages, tree);
    test_expect(expected, all);
}

/* What was repaired, and where links lead, are the only words that may go. */
static void test_words(gconstpointer name)
{
    g_autofree char *path = shape_path(name, ".md");
    g_autofree char *text = NULL;
    gsize length = 0;
    g_auto(TestImport) test = {0};
    VtImportOptions options = {.keep_faults = true};
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    test_import(&test, "document.md", text, length, &options);
    g_assert_true(test.good);
    test_words_are_there(&test, text, length);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GDir) dir = g_dir_open(g_getenv("VITRINE_SHAPES"), 0, NULL);
    const char *file;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    while (dir && (file = g_dir_read_name(dir)))
        if (g_str_has_suffix(file, ".md"))
            g_ptr_array_add(names, g_strndup(file, strlen(file) - 3));
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *shape = g_strdup_printf("/importer/shapes/%s", (char *)names->pdata[i]);
        g_autofree char *words = g_strdup_printf("/importer/words/%s", (char *)names->pdata[i]);
        g_test_add_data_func(shape, names->pdata[i], test_shape);
        g_test_add_data_func(words, names->pdata[i], test_words);
    }
    return g_test_run();
}
