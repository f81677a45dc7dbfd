/* JSON Resume and FRESH: json/NAME.json gives the tree of NAME.expected, with every text of the document in
 * it. */
#include "trees.h"

#include <jansson.h>

static const char *const names[] = {"old-and-odd", "bare", "cjk", "titles", "comments", "fresh.fresh"};

static char *json_path(const char *name, const char *ending)
{
    return g_strdup_printf("%s/%s%s", g_getenv("VITRINE_JSON"), name, ending);
}

static void check_texts(const json_t *value, GString *all)
{
    const char *key;
    size_t index;
    json_t *member;
    if (json_is_string(value))
        g_string_append_printf(all, "%s\n", json_string_value(value));
    json_array_foreach(value, index, member) check_texts(member, all);
    if (json_is_object(value))
        json_object_foreach((json_t *)value, key, member) check_texts(member, all);
}

static void test_document(gconstpointer name)
{
    g_autofree char *path = json_path(name, ".json");
    g_autofree char *expected = json_path(name, ".expected");
    g_autofree char *text = NULL;
    gsize length = 0;
    g_auto(TestImport) test = {0};
    g_autoptr(GString) all = g_string_new(NULL);
    test_import_file(&test, path);
    g_assert_true(test.good);
    g_autofree char *messages = test_import_messages(&test);
    g_autofree char *tree = test_import_tree(&test);
    g_autofree char *both = g_strconcat(messages, "\n", tree, NULL);
    test_expect(expected, both);
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    json_t *document = json_loadb(text, length, 0, NULL);
    check_texts(document, all);
    json_decref(document);
    test_words_are_there(&test, all->str, all->len);
}

static void check_refused(const char *text, const char *id)
{
    g_auto(TestImport) test = {0};
    test_import(&test, "resume.json", text, strlen(text), NULL);
    g_autofree char *messages = test_import_messages(&test);
    g_assert_false(test.good);
    g_assert_nonnull(strstr(messages, id));
}

static void test_refused(void)
{
    check_refused("{\"basics\": ", "[json-syntax]");
    check_refused("{\"basics\": {}, \"basics\": {}}", "[json-syntax]");
    check_refused("{\"name\": 1, \"a\"}", "[json-syntax]");
    check_refused("{\"compilerOptions\": {}}", "[import-format]");
    check_refused("{\"basics\": {\"name\": \"A\"}, \"meta\": {\"x-vitrine\": {\"profile\": "
                  "{\"body\": \"\\u003cb onclick=\\\"x()\\\">y\\u003c/b>\"}}}}",
                  "[import-html]");
    g_autoptr(GString) many = g_string_new("{\"basics\": {\"name\": \"Ada Beispiel\"}, \"work\": [{}");
    for (int i = 0; i < 2000; i++)
        g_string_append(many, ", {}");
    g_string_append(many, "]}");
    check_refused(many->str, "a list of more than 2,000 entries");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *name = g_strdup_printf("/importer/json/%s", names[i]);
        g_test_add_data_func(name, names[i], test_document);
    }
    g_test_add_func("/importer/json/refused", test_refused);
    return g_test_run();
}
