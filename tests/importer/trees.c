#include "trees.h"

void test_import(TestImport *test, const char *path, const char *text, size_t length,
                 const VtImportOptions *options)
{
    static const VtImportOptions plain = {0};
    test->sink = vt_diagnostics_new();
    test->import = vt_import_new(options ? options : &plain);
    test->good = vt_import_add(test->import, path, text, length, test->sink) &&
                 vt_import_finish(test->import, test->sink);
}

void test_import_file(TestImport *test, const char *path)
{
    g_autofree char *text = NULL;
    g_autofree char *base = g_path_get_basename(path);
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    test_import(test, base, text, length, NULL);
}

void test_import_finish(TestImport *test)
{
    vt_import_free(test->import);
    vt_diagnostics_free(test->sink);
    *test = (TestImport){0};
}

char *test_import_tree(const TestImport *test)
{
    size_t count;
    const VtImportFile *files = vt_import_files(test->import, &count);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(out, "@@ %s\n%s", files[i].path, files[i].text);
    return g_string_free(out, FALSE);
}

const char *test_import_text(const TestImport *test, const char *path)
{
    size_t count;
    const VtImportFile *files = vt_import_files(test->import, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].path, path) == 0)
            return files[i].text;
    return NULL;
}

char *test_import_messages(const TestImport *test)
{
    VtBuffer out = {0};
    vt_diagnostics_write(test->sink, VT_FORMAT_TEXT, false, &out);
    return vt_buffer_steal(&out, NULL);
}

/* Runs of letters and digits, the crudest way. */
static GHashTable *count_words(const char *text, size_t length)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *copy = g_strndup(text, length);
    for (char *p = copy; *p;) {
        const char *start = p;
        while (*p && g_unichar_isalnum(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (p > start) {
            char *word = g_strndup(start, (size_t)(p - start));
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, word));
            g_hash_table_insert(counts, word, GUINT_TO_POINTER(count + 1));
        } else if (*p) {
            p = g_utf8_next_char(p);
        }
    }
    return counts;
}

char *test_word_missing(const char *tree, const char *text, size_t length)
{
    g_autoptr(GHashTable) wanted = count_words(text, length);
    g_autoptr(GHashTable) found = count_words(tree, strlen(tree));
    GHashTableIter iter;
    gpointer word, count;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &word, &count)) {
        if (GPOINTER_TO_UINT(g_hash_table_lookup(found, word)) >= GPOINTER_TO_UINT(count))
            continue;
        return g_strdup_printf("\"%s\" is %u times in the document, %u in the tree", (char *)word,
                               GPOINTER_TO_UINT(count), GPOINTER_TO_UINT(g_hash_table_lookup(found, word)));
    }
    return NULL;
}

void test_words_are_there(const TestImport *test, const char *text, size_t length)
{
    g_autofree char *tree = test_import_tree(test);
    g_autofree char *missing = test_word_missing(tree, text, length);
    if (missing == NULL)
        return;
    g_test_message("%s", missing);
    g_test_fail();
}

void test_expect(const char *path, const char *actual)
{
    g_autofree char *wanted = NULL;
    if (g_getenv("VITRINE_UPDATE")) {
        g_assert_true(g_file_set_contents(path, actual, -1, NULL));
        return;
    }
    g_assert_true(g_file_get_contents(path, &wanted, NULL, NULL));
    if (strcmp(wanted, actual) == 0)
        return;
    g_auto(GStrv) a = g_strsplit(wanted, "\n", -1);
    g_auto(GStrv) b = g_strsplit(actual, "\n", -1);
    size_t line = 0;
    while (a[line] && b[line] && strcmp(a[line], b[line]) == 0)
        line++;
    g_test_message("%s:%zu: wanted \"%s\", seen \"%s\"", path, line + 1, a[line] ? a[line] : "",
                   b[line] ? b[line] : "");
    g_test_fail();
}

char *test_seed(const char *number)
{
    g_autofree char *folder = g_build_filename(
        g_getenv("VITRINE_SHARED") ? g_getenv("VITRINE_SHARED") : "../shared", "seeds", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir)))
        if (g_str_has_prefix(name, number))
            return g_build_filename(folder, name, NULL);
    g_test_skip("the seed documents are not there");
    return NULL;
}
