/* Every case of tests/content/cases says what it should, with any number of jobs; and every diagnostic that
 * content/ can report has a case. With VITRINE_UPDATE=1 the expected texts are written anew. */
#include "trees.h"

typedef struct Case {
    char *name; /* "/content/cases/FILE/NAME" */
    char *tree; /* directives */
    char *expected;
    char *actual;
} Case;

typedef struct CaseFile {
    char *path;
    char *head; /* what stands before the first case */
    GPtrArray *cases;
} CaseFile;

static void free_case(gpointer data)
{
    Case *test = data;
    g_free(test->name);
    g_free(test->tree);
    g_free(test->expected);
    g_free(test->actual);
    g_free(test);
}

static void free_file(gpointer data)
{
    CaseFile *file = data;
    g_free(file->path);
    g_free(file->head);
    g_ptr_array_unref(file->cases);
    g_free(file);
}

static Case *new_case(const char *file, const char *text)
{
    Case *test = g_new0(Case, 1);
    const char *end = strchr(text, '\n');
    const char *expect = strstr(text, "=== expect\n");
    g_assert_nonnull(end);
    g_autofree char *title = g_strndup(text, (size_t)(end - text));
    g_autofree char *stem = g_strndup(file, (size_t)(strrchr(file, '.') - file));
    test->name = g_strdup_printf("/content/cases/%s/%s", stem, title);
    test->tree = expect != NULL ? g_strndup(end + 1, (size_t)(expect - end - 1)) : g_strdup(end + 1);
    test->expected = g_strdup(expect != NULL ? expect + strlen("=== expect\n") : "");
    return test;
}

static CaseFile *read_file(const char *folder, const char *name)
{
    CaseFile *file = g_new0(CaseFile, 1);
    g_autofree char *text = NULL;
    file->path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_get_contents(file->path, &text, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(text, "=== case ", -1);
    file->head = g_strdup(parts[0]);
    file->cases = g_ptr_array_new_with_free_func(free_case);
    for (char **part = parts + 1; *part != NULL; part++)
        g_ptr_array_add(file->cases, new_case(name, *part));
    return file;
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp((*(CaseFile *const *)a)->path, (*(CaseFile *const *)b)->path);
}

static GPtrArray *read_cases(const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(free_file);
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(names);
    for (const char *name = g_dir_read_name(names); name != NULL; name = g_dir_read_name(names))
        if (g_str_has_suffix(name, ".case"))
            g_ptr_array_add(files, read_file(folder, name));
    g_ptr_array_sort(files, compare_files);
    return files;
}

static char *load_text(TestTree *tree, unsigned jobs)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = test_tree_load(tree, jobs, sink);
    (void)portfolio;
    return test_diagnostics_text(sink);
}

static void run_case(gconstpointer data)
{
    Case *test = (Case *)data;
    if (strstr(test->tree, "=== locked ") != NULL && !test_tree_can_lock()) {
        g_test_skip("root may read everything here");
        return;
    }
    TestTree tree;
    test_tree_init(&tree);
    test_tree_make(&tree, test->tree);
    test->actual = load_text(&tree, 1);
    g_autofree char *again = load_text(&tree, 8);
    test_tree_finish(&tree);
    g_assert_cmpstr(again, ==, test->actual);
    if (g_getenv("VITRINE_UPDATE") == NULL)
        g_assert_cmpstr(test->actual, ==, test->expected);
}

static void update_files(const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const CaseFile *file = g_ptr_array_index(files, i);
        g_autoptr(GString) text = g_string_new(file->head);
        for (guint j = 0; j < file->cases->len; j++) {
            const Case *test = g_ptr_array_index(file->cases, j);
            g_string_append_printf(text, "=== case %s\n%s=== expect\n%s", strrchr(test->name, '/') + 1,
                                   test->tree, test->actual != NULL ? test->actual : test->expected);
        }
        g_assert_true(g_file_set_contents(file->path, text->str, (gssize)text->len, NULL));
    }
}

static void test_every_id_has_a_case(gconstpointer data)
{
    const GPtrArray *files = data;
    if (g_getenv("VITRINE_UPDATE") != NULL)
        update_files(files);
    for (int id = 0; id < VT_DIAGNOSTIC_COUNT; id++) {
        bool ours = (id >= VT_CONTENT_MISSING && id <= VT_ENTRY_ALIAS) ||
                    (id >= VT_YAML_SYNTAX && id <= VT_YAML_LIMIT) || id == VT_FILE_UNREADABLE ||
                    id == VT_FILE_ENCODING;
        if (!ours)
            continue;
        g_autofree char *mark = g_strdup_printf("[%s]\n", vt_diagnostic_info((VtDiagnosticId)id)->name);
        bool found = false;
        for (guint j = 0; j < files->len && !found; j++) {
            const CaseFile *file = g_ptr_array_index(files, j);
            for (guint k = 0; k < file->cases->len && !found; k++) {
                const Case *test = g_ptr_array_index(file->cases, k);
                found = strstr(test->actual != NULL ? test->actual : test->expected, mark) != NULL;
            }
        }
        if (!found)
            g_test_message("no case shows %s", mark);
        g_assert_true(found);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GPtrArray) files = read_cases(g_getenv("VITRINE_CASES"));
    for (guint i = 0; i < files->len; i++) {
        const CaseFile *file = g_ptr_array_index(files, i);
        for (guint j = 0; j < file->cases->len; j++) {
            Case *test = g_ptr_array_index(file->cases, j);
            g_test_add_data_func(test->name, test, run_case);
        }
    }
    g_test_add_data_func("/content/coverage/every-id", files, test_every_id_has_a_case);
    return g_test_run();
}
