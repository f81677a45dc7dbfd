/* The YAML reader: typing, places, limits. How mistakes are worded is in tests/content/cases/yaml.case. */
#include <vitrine/yaml.h>

#include <math.h>

typedef struct Parsed {
    VtArena *arena;
    VtDiagnostics *sink;
    VtSource source;
    const VtNode *root;
} Parsed;

static void parsed_init(Parsed *parsed, const char *text)
{
    *parsed = (Parsed){
        .arena = vt_arena_new(),
        .sink = vt_diagnostics_new(),
        .source = {"test.yaml", text, strlen(text)},
    };
    parsed->root = vt_yaml_parse(parsed->arena, &parsed->source, 0, parsed->source.length, parsed->sink);
}

static void parsed_finish(Parsed *parsed)
{
    vt_arena_free(parsed->arena);
    vt_diagnostics_free(parsed->sink);
}

static void test_types(void)
{
    static const struct {
        const char *text;
        VtNodeType type;
    } rows[] = {
        {"null", VT_NODE_NULL},
        {"Null", VT_NODE_NULL},
        {"NULL", VT_NODE_NULL},
        {"~", VT_NODE_NULL},
        {"", VT_NODE_NULL},
        {"nUll", VT_NODE_STRING},
        {"nil", VT_NODE_STRING},
        {"true", VT_NODE_BOOLEAN},
        {"True", VT_NODE_BOOLEAN},
        {"TRUE", VT_NODE_BOOLEAN},
        {"tRue", VT_NODE_STRING},
        {"false", VT_NODE_BOOLEAN},
        {"False", VT_NODE_BOOLEAN},
        {"FALSE", VT_NODE_BOOLEAN},
        {"yes", VT_NODE_STRING},
        {"no", VT_NODE_STRING},
        {"on", VT_NODE_STRING},
        {"off", VT_NODE_STRING},
        {"y", VT_NODE_STRING},
        {"0", VT_NODE_INTEGER},
        {"-12", VT_NODE_INTEGER},
        {"+12", VT_NODE_INTEGER},
        {"007", VT_NODE_INTEGER},
        {"0o17", VT_NODE_INTEGER},
        {"0o18", VT_NODE_STRING},
        {"0x1F", VT_NODE_INTEGER},
        {"0xG", VT_NODE_STRING},
        {"0b11", VT_NODE_STRING},
        {"1_000", VT_NODE_STRING},
        {"1,000", VT_NODE_STRING},
        {"1.5", VT_NODE_NUMBER},
        {"-.5", VT_NODE_NUMBER},
        {"1.", VT_NODE_NUMBER},
        {".", VT_NODE_STRING},
        {"-", VT_NODE_STRING},
        {"+", VT_NODE_STRING},
        {"1e3", VT_NODE_NUMBER},
        {"1.5E-3", VT_NODE_NUMBER},
        {"1e", VT_NODE_STRING},
        {"e3", VT_NODE_STRING},
        {".inf", VT_NODE_NUMBER},
        {"-.Inf", VT_NODE_NUMBER},
        {"+.INF", VT_NODE_NUMBER},
        {".nan", VT_NODE_NUMBER},
        {".NaN", VT_NODE_NUMBER},
        {"-.nan", VT_NODE_STRING},
        {"inf", VT_NODE_STRING},
        {"nan", VT_NODE_STRING},
        {"2012", VT_NODE_INTEGER},
        {"2012-05", VT_NODE_STRING},
        {"2012-05-09", VT_NODE_STRING},
        {"18:30", VT_NODE_STRING},
        {"1.2.3", VT_NODE_STRING},
        {"9223372036854775807", VT_NODE_INTEGER},
        {"9223372036854775808", VT_NODE_NUMBER},
        {"\"null\"", VT_NODE_STRING},
        {"'1'", VT_NODE_STRING},
        {"\"\"", VT_NODE_STRING},
        {"|\n  1\n", VT_NODE_STRING},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Parsed parsed;
        g_autofree char *text = strcmp(rows[i].text, "-") == 0 ? g_strdup("{a: \"-\"}")
                                                               : g_strconcat("a: ", rows[i].text, NULL);
        parsed_init(&parsed, text);
        const VtNode *node = vt_node_get(parsed.root, "a");
        g_assert_nonnull(node);
        if (node->type != rows[i].type)
            g_test_message("%s", text);
        g_assert_cmpint(node->type, ==, rows[i].type);
        parsed_finish(&parsed);
    }
}

static double number_of(const char *text)
{
    Parsed parsed;
    g_autofree char *document = g_strconcat("a: ", text, NULL);
    parsed_init(&parsed, document);
    double number = vt_node_get(parsed.root, "a")->number;
    parsed_finish(&parsed);
    return number;
}

static void test_numbers(void)
{
    g_assert_cmpfloat(number_of("0x1F"), ==, 31);
    g_assert_cmpfloat(number_of("0o17"), ==, 15);
    g_assert_cmpfloat(number_of("007"), ==, 7);
    g_assert_cmpfloat(number_of("-1.5e2"), ==, -150);
    g_assert_cmpfloat(number_of("-.inf"), ==, -INFINITY);
    g_assert_true(isnan(number_of(".nan")));
}

static void assert_span(const VtNode *node, const char *expected)
{
    g_autofree char *text = g_strndup(node->span.source->text + node->span.offset, node->span.length);
    g_assert_cmpstr(text, ==, expected);
}

static void test_places(void)
{
    Parsed parsed;
    parsed_init(
        &parsed,
        "\xEF\xBB\xBF"
        "ключ: \"Żółć\"\r\n日本: [🎉, b ]  # x\r\nc:\r\n  - один\r\n  - d: |\r\n      e\r\n\r\nf: g\r\n");
    const VtNode *list = vt_node_get(parsed.root, "日本");
    assert_span(vt_node_get(parsed.root, "ключ"), "\"Żółć\"");
    assert_span(list, "[🎉, b ]");
    assert_span(list->items[0], "🎉");
    assert_span(list->items[1], "b");
    assert_span(vt_node_get(parsed.root, "c")->items[0], "один");
    assert_span(parsed.root->pairs[1].key, "日本");
    assert_span(vt_node_get(parsed.root, "f"), "g");
    g_assert_cmpstr(vt_node_get(vt_node_get(parsed.root, "c")->items[1], "d")->text, ==, "e\n");
    parsed_finish(&parsed);
}

static void test_part_of_a_source(void)
{
    static const char text[] = "é---\na: bé\n---\nrest: [";
    VtSource source = {.path = "test.md", .text = text, .length = strlen(text)};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    const VtNode *root = vt_yaml_parse(arena, &source, 6, 7, sink);
    g_assert_nonnull(root);
    assert_span(vt_node_get(root, "a"), "bé");
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 0);
}

static void test_empty(void)
{
    static const char *const texts[] = {"",      "\n",         "# only a comment\n",
                                        "---\n", "---\n...\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Parsed parsed;
        parsed_init(&parsed, texts[i]);
        g_assert_nonnull(parsed.root);
        g_assert_cmpint(parsed.root->type, ==, VT_NODE_MAP);
        g_assert_cmpuint(parsed.root->count, ==, 0);
        parsed_finish(&parsed);
    }
    g_assert_null(vt_node_get(NULL, "a"));
}

static void test_order_of_keys(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 99; i >= 0; i--)
        g_string_append_printf(text, "k%d: %d\n", i, i);
    Parsed parsed;
    parsed_init(&parsed, text->str);
    g_assert_cmpuint(parsed.root->count, ==, 100);
    for (size_t i = 0; i < 100; i++)
        g_assert_cmpint(parsed.root->pairs[i].value->integer, ==, 99 - (int)i);
    parsed_finish(&parsed);
}

static void test_limits(void)
{
    g_autofree char *deep = g_strnfill(5000, '[');
    g_autofree char *fine = g_strconcat("a: ", deep + 5000 - 60, "1", NULL);
    g_autofree char *close = g_strnfill(60, ']');
    g_autofree char *nested = g_strconcat(fine, close, NULL);
    g_autofree char *large = g_strnfill(((size_t)1 << 20) + 1, 'x');
    static const struct {
        bool root;
    } expected[] = {{false}, {true}, {false}};
    const char *texts[] = {deep, nested, large};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Parsed parsed;
        parsed_init(&parsed, texts[i]);
        g_assert_cmpint(parsed.root != NULL, ==, expected[i].root);
        g_assert_cmpuint(vt_diagnostics_count(parsed.sink, VT_ERROR), ==, expected[i].root ? 0 : 1);
        parsed_finish(&parsed);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/yaml/types", test_types);
    g_test_add_func("/base/yaml/numbers", test_numbers);
    g_test_add_func("/base/yaml/places", test_places);
    g_test_add_func("/base/yaml/part-of-a-source", test_part_of_a_source);
    g_test_add_func("/base/yaml/empty", test_empty);
    g_test_add_func("/base/yaml/order-of-keys", test_order_of_keys);
    g_test_add_func("/base/yaml/limits", test_limits);
    return g_test_run();
}
