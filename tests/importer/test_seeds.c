/* The four real documents: what RESUMES.md says that a right import finds in them. */
#include "trees.h"

typedef struct Count {
    const char *what;
    size_t count;
} Count;

static void check_counts(const TestImport *test, const Count *counts)
{
    for (; counts->what; counts++) {
        size_t found = vt_import_count(test->import, counts->what);
        if (found == counts->count)
            continue;
        g_test_message("%zu of \"%s\", not %zu", found, counts->what, counts->count);
        g_test_fail();
    }
}

/* With repairs made the text differs, so the words are counted in an import without. */
static void check_words(const char *path)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    VtImportOptions options = {.keep_faults = true};
    g_auto(TestImport) test = {0};
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    test_import(&test, "seed.md", text, length, &options);
    g_assert_true(test.good);
    test_words_are_there(&test, text, length);
}

static size_t occurrences(const char *text, const char *word)
{
    size_t count = 0;
    for (const char *p = text; (p = strstr(p, word)); p += strlen(word))
        count++;
    return count;
}

static void check_text(const TestImport *test, const char *path, const char *part)
{
    const char *text = test_import_text(test, path);
    if (text && strstr(text, part))
        return;
    g_test_message("%s: %s", path, text ? part : "not there");
    g_test_fail();
}

static void test_resume(void)
{
    static const Count counts[] = {{"role", 6},   {"community work", 6}, {"degree", 2},
                                   {"person", 1}, {"unplaced", 0},       {NULL, 0}};
    g_autofree char *path = test_seed("000");
    g_auto(TestImport) test = {0};
    if (!path)
        return;
    test_import_file(&test, path);
    g_assert_true(test.good);
    check_counts(&test, counts);
    check_text(&test, "site-content/experience/2020-05-truelayer.md",
               "stack: [Python, AWS, Athena/Presto, Hive, EMR, Spark, Airflow, k8s]");
    check_text(&test, "site-content/experience/2019-07-elliptic.md", "Redshift + Spectrum");
    check_text(&test, "site-content/experience/2019-01-nested-com.md", "end: 2019-07");
    check_text(&test, "site-content/experience/2017-11-nested-com.md", "end: 2019-01");
    check_text(&test, "site-content/experience/2012-yusu.md", "organization: YUSU");
    check_text(&test, "site-content/diversity/codebar.md",
               "summary: Enable underrepresented people to learn programming in a collaborative environment");
    check_text(&test, "site-content/education/mres-social-policy.md", "end: 2013");
    check_words(path);
}

static void test_stories(void)
{
    static const Count counts[] = {
        {"story", 6}, {"private page", 2}, {"role", 0}, {"unplaced", 0}, {NULL, 0}};
    g_autofree char *path = test_seed("001");
    g_auto(TestImport) test = {0};
    if (!path)
        return;
    test_import_file(&test, path);
    g_assert_true(test.good);
    check_counts(&test, counts);
    g_autofree char *tree = test_import_tree(&test);
    g_assert_cmpuint(occurrences(tree, "](../projects/"), ==, 9);
    g_assert_cmpuint(occurrences(tree, "](#preempt-and-guide-stakeholder-needs)"), ==, 1);
    check_text(&test, "site-content/projects/severe-redshift-cluster-slowdown.md", "group: DE oncall");
    check_text(&test, "site-content/projects/hive-resource-usage-dashboard.md", "group: DE oncall");
    check_text(&test, "site-content/philosophy/improvement-areas.md", "audience: private");
    check_text(&test, "site-content/philosophy/example-questions.md", "audience: private");
    check_text(&test, "site-content/philosophy/leading.md", "### Identifying true needs");
}

static void test_narratives(void)
{
    static const Count counts[] = {{"narrative", 6}, {"unplaced", 0}, {NULL, 0}};
    static const char *const clients[] = {"Truist Financial Corporation",
                                          "Centene Corporation",
                                          "Hyundai Motors",
                                          "Pfizer",
                                          "Cox Communications",
                                          "ETSY"};
    g_autofree char *path = test_seed("002");
    g_auto(TestImport) test = {0};
    size_t count;
    if (!path)
        return;
    test_import_file(&test, path);
    g_assert_true(test.good);
    check_counts(&test, counts);
    const VtImportFinding *findings = vt_import_findings(test.import, &count);
    for (size_t i = 0; i < MIN(count, G_N_ELEMENTS(clients)); i++) {
        g_autofree char *wanted = g_strdup_printf(
            "%s: 11 questions with answers, 3 contributions, 4 failure fields, 1 summary", clients[i]);
        g_assert_cmpstr(findings[i].title, ==, wanted);
    }
    g_autofree char *messages = test_import_messages(&test);
    g_autofree char *tree = test_import_tree(&test);
    g_assert_cmpuint(occurrences(messages, "[import-repair]"), ==, 3);
    g_assert_null(strstr(tree, "â€™"));
    g_assert_nonnull(strstr(tree, "Hyundai Motors’ operations"));
    check_words(path);
}

static void test_cv(void)
{
    static const Count counts[] = {{"role", 7}, {"degree", 1}, {"award", 5}, {"unplaced", 1}, {NULL, 0}};
    g_autofree char *path = test_seed("003");
    g_auto(TestImport) test = {0};
    if (!path)
        return;
    test_import_file(&test, path);
    g_assert_true(test.good);
    check_counts(&test, counts);
    check_text(&test, "site-content/experience/2018-06-dotscience-dotmesh.md",
               "stack: [Golang, GRPC, GCP, Kubernetes, Jupyter notebooks, NodeRed]");
    check_text(&test, "site-content/experience/2018-06-dotscience-dotmesh.md",
               "the result of\ndata scientists");
    check_text(&test, "site-content/experience/2021-07-multiple-clients.md", "end: present");
    check_text(&test, "site-content/experience/2019-12-echo.md", "end: present");
    check_text(&test, "site-content/hobbies-and-interests.md", "STEM Ambassador");
    check_text(&test, "site-content/education/degree-bsc-hons-in-computer-science-with.md",
               "score: First Class");
    check_words(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/importer/seeds/resume", test_resume);
    g_test_add_func("/importer/seeds/stories", test_stories);
    g_test_add_func("/importer/seeds/narratives", test_narratives);
    g_test_add_func("/importer/seeds/cv", test_cv);
    return g_test_run();
}
