/* Highlighted code: golden files for each language, and the promise that nothing of the code is changed.
 * VITRINE_UPDATE_GOLDENS=1 writes what comes out instead of comparing it. */
#include "../../src/markdown/lexer.h"

/* Turns HTML back into text: tags dropped, the renderer's four entities decoded. Fails on any other entity
 * and on tags that are not a plain span. */
static GString *text_of_html(const char *html, size_t length)
{
    static const struct {
        const char *entity;
        char c;
    } ENTITIES[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    GString *text = g_string_new(NULL);
    size_t depth = 0;
    for (size_t i = 0; i < length;) {
        if (html[i] == '<') {
            const char *end = memchr(html + i, '>', length - i);
            bool closes = html[i + 1] == '/';
            g_assert_nonnull(end);
            g_assert_true(g_str_has_prefix(html + i, closes ? "</span>" : "<span class=\""));
            g_assert_cmpuint(depth, ==, closes ? 1 : 0);
            depth = closes ? 0 : 1;
            i = (size_t)(end - html) + 1;
        } else if (html[i] == '&') {
            size_t e = 0;
            while (e < G_N_ELEMENTS(ENTITIES) && !g_str_has_prefix(html + i, ENTITIES[e].entity))
                e++;
            g_assert_cmpuint(e, <, G_N_ELEMENTS(ENTITIES));
            g_string_append_c(text, ENTITIES[e].c);
            i += strlen(ENTITIES[e].entity);
        } else {
            g_assert_true(html[i] != '"' && html[i] != '>');
            g_string_append_c(text, html[i++]);
        }
    }
    g_assert_cmpuint(depth, ==, 0);
    return text;
}

static VtSlice first_name(const VtLexer *lexer)
{
    return (VtSlice){lexer->names, strcspn(lexer->names, " ")};
}

static void assert_keeps_text(const VtLexer *lexer, const char *code, size_t length)
{
    g_auto(VtBuffer) html = {0};
    g_assert_true(vt_highlight(first_name(lexer), (VtSlice){code, length}, &html));
    const char *string = vt_buffer_string(&html);
    GString *text = text_of_html(string, html.length);
    bool same = text->len == length && memcmp(text->str, code, length) == 0;
    if (!same) {
        g_autofree char *shown = g_strescape(code, NULL);
        g_test_message("%.20s changes: %s", lexer->names, shown);
    }
    g_assert_true(same);
    /* A tag inside a character would show as bytes that are no text */
    if (g_utf8_validate(code, (gssize)length, NULL))
        g_assert_true(g_utf8_validate(string, (gssize)html.length, NULL));
    g_string_free(text, TRUE);
}

/* ---- Golden files -------------------------------------------------------------------------------------- */

static char *golden_path(const VtLexer *lexer, const char *suffix)
{
    VtSlice name = first_name(lexer);
    g_autofree char *file = g_strdup_printf("%.*s.%s", (int)name.length, name.data, suffix);
    return g_test_build_filename(G_TEST_DIST, "highlight", file, NULL);
}

static char *read_golden(const VtLexer *lexer, const char *suffix, size_t *length)
{
    g_autofree char *path = golden_path(lexer, suffix);
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    g_file_get_contents(path, &text, length, &error);
    g_assert_no_error(error);
    return text;
}

static void test_golden(const void *data)
{
    const VtLexer *lexer = data;
    size_t length = 0;
    g_autofree char *code = read_golden(lexer, "txt", &length);
    g_auto(VtBuffer) html = {0};
    g_assert_true(vt_highlight(first_name(lexer), (VtSlice){code, length}, &html));
    if (g_getenv("VITRINE_UPDATE_GOLDENS") != NULL) {
        g_autofree char *path = golden_path(lexer, "html");
        g_assert_true(g_file_set_contents(path, html.data, (gssize)html.length, NULL));
    }
    g_autofree char *expected = read_golden(lexer, "html", NULL);
    g_assert_cmpstr(vt_buffer_string(&html), ==, expected);
}

/* ---- Nothing is changed ----------------------------------------------------------------------------------
 */

static void test_truncated(const void *data)
{
    const VtLexer *lexer = data;
    size_t length = 0;
    g_autofree char *code = read_golden(lexer, "txt", &length);
    for (size_t end = 0; end <= length; end += 3)
        assert_keeps_text(lexer, code, end);
    for (size_t start = 0; start < length; start += 7)
        assert_keeps_text(lexer, code + start, MIN(length - start, 60));
}

/* Pieces that open and close what lexers know, in any order. */
static const char *const PIECES[] = {"\"",
                                     "'",
                                     "`",
                                     "\"\"\"",
                                     "'''",
                                     "\\",
                                     "\\\\",
                                     "\n",
                                     "\r\n",
                                     " ",
                                     "\t",
                                     "{",
                                     "}",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "${",
                                     "#{",
                                     "$(",
                                     "{{",
                                     "}}",
                                     "{%",
                                     "%}",
                                     "{#",
                                     "#}",
                                     "/*",
                                     "*/",
                                     "//",
                                     "#",
                                     "--",
                                     "<!--",
                                     "-->",
                                     "<![CDATA[",
                                     "]]>",
                                     "<?",
                                     "?>",
                                     "<a ",
                                     "</",
                                     ">",
                                     "/>",
                                     "<script>",
                                     "</script>",
                                     "<style>",
                                     "&",
                                     "&amp;",
                                     "&#1;",
                                     "<<EOF",
                                     "EOF",
                                     "<<-'X'",
                                     "X",
                                     "f\"",
                                     "r#\"",
                                     "\"#",
                                     "#[",
                                     "#![",
                                     "]",
                                     "'a",
                                     "'a'",
                                     "~r/",
                                     "~w(",
                                     ":",
                                     ": ",
                                     ":a",
                                     "@b",
                                     "$x",
                                     "$",
                                     "a",
                                     "abc",
                                     "def ",
                                     "class ",
                                     "if",
                                     "in",
                                     "return",
                                     "/",
                                     "/x/g",
                                     "0",
                                     "0x1F",
                                     "1.5e-3",
                                     "1..2",
                                     "1_0",
                                     "2024-05-01",
                                     "T10:00",
                                     "=",
                                     "==",
                                     "=>",
                                     "|",
                                     "|\n  ",
                                     "> ",
                                     ">\n",
                                     "- ",
                                     "---",
                                     "---\n",
                                     "+++ ",
                                     "@@",
                                     "diff ",
                                     "+",
                                     "-",
                                     "!",
                                     "!important",
                                     ";",
                                     ",",
                                     ".",
                                     "..",
                                     "~",
                                     "%",
                                     "&x",
                                     "*x",
                                     "!t",
                                     "$ ",
                                     ">>> ",
                                     "... ",
                                     "u@h:~$ ",
                                     "FROM ",
                                     "RUN ",
                                     "\xC3\xA9",
                                     "\xE2\x82\xAC",
                                     "\xF0\x9F\x98\x80",
                                     "\\\xC3\xA9",
                                     "\\u{1F",
                                     "\\x4",
                                     "\\U0001",
                                     "select ",
                                     "println!",
                                     "#define \\\n",
                                     "\f",
                                     "\v",
                                     "?",
                                     "^"};

static void append_random_piece(GString *code, GRand *random)
{
    if (g_rand_int_range(random, 0, 20) == 0)
        g_string_append_c(code, (char)g_rand_int_range(random, 0, 256));
    else
        g_string_append(code, PIECES[g_rand_int_range(random, 0, G_N_ELEMENTS(PIECES))]);
}

static void test_random(const void *data)
{
    const VtLexer *lexer = data;
    g_autoptr(GRand) random = g_rand_new_with_seed(20240501);
    GString *code = g_string_new(NULL);
    for (int round = 0; round < 2000; round++) {
        g_string_truncate(code, 0);
        for (int pieces = g_rand_int_range(random, 0, 40); pieces > 0; pieces--)
            append_random_piece(code, random);
        assert_keeps_text(lexer, code->str, code->len);
    }
    g_string_free(code, TRUE);
}

/* A piece over and over: a rule that looks far ahead and takes little would keep this test from ending. */
static void test_repeated(const void *data)
{
    const VtLexer *lexer = data;
    for (size_t i = 0; i < G_N_ELEMENTS(PIECES); i++) {
        GString *code = g_string_new(NULL);
        while (code->len < 8000)
            g_string_append(code, PIECES[i]);
        assert_keeps_text(lexer, code->str, code->len);
        g_string_free(code, TRUE);
    }
}

/* ---- Names and lists -------------------------------------------------------------------------------------
 */

static void test_names(void)
{
    static const char *const KNOWN[] = {"py",    "Python", "JS",  "TS", "yml",  "sh",
                                        "shell", "SQL",    "hcl", "tf", "html", "XML"};
    g_auto(VtBuffer) out = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(KNOWN); i++)
        g_assert_true(vt_highlight(vt_slice(KNOWN[i]), VT_SLICE("x"), &out));
    vt_buffer_reset(&out);
    static const char *const UNKNOWN[] = {"", " ", "pyt", "python ", "python py", "brainfuck"};
    for (size_t i = 0; i < G_N_ELEMENTS(UNKNOWN); i++)
        g_assert_false(vt_highlight(vt_slice(UNKNOWN[i]), VT_SLICE("x"), &out));
    g_assert_cmpuint(out.length, ==, 0);
}

static void test_names_are_unique(void)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; vt_lexers[i] != NULL; i++) {
        g_auto(GStrv) names = g_strsplit(vt_lexers[i]->names, " ", -1);
        for (size_t n = 0; names[n] != NULL; n++) {
            g_assert_true(vt_lexer_find(vt_slice(names[n])) == vt_lexers[i]);
            g_assert_true(g_hash_table_add(seen, g_strdup(names[n])));
        }
    }
}

static void test_lists_are_sorted(void)
{
    for (size_t i = 0; vt_lexers[i] != NULL; i++)
        for (const VtLexerWords *list = vt_lexers[i]->words; list != NULL && list->class != NULL; list++)
            for (size_t n = 1; n < list->count; n++)
                g_assert_cmpstr(list->words[n - 1], <, list->words[n]);
}

static void test_appends(void)
{
    g_auto(VtBuffer) out = {0};
    vt_buffer_append_string(&out, "<pre>");
    g_assert_true(vt_highlight(VT_SLICE("json"), VT_SLICE("{\"a\": 1}"), &out));
    g_assert_cmpstr(
        vt_buffer_string(&out), ==,
        "<pre><span class=\"p\">{</span><span class=\"nt\">&quot;a&quot;</span><span class=\"p\">:</span> "
        "<span class=\"mi\">1</span><span class=\"p\">}</span>");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; vt_lexers[i] != NULL; i++) {
        VtSlice name = first_name(vt_lexers[i]);
        static const struct {
            const char *name;
            GTestDataFunc test;
        } TESTS[] = {{"golden", test_golden},
                     {"truncated", test_truncated},
                     {"random", test_random},
                     {"repeated", test_repeated}};
        for (size_t t = 0; t < G_N_ELEMENTS(TESTS); t++) {
            g_autofree char *path = g_strdup_printf("/highlight/%s/%.*s", TESTS[t].name, (int)name.length,
                                                    name.data);
            g_test_add_data_func(path, vt_lexers[i], TESTS[t].test);
        }
    }
    g_test_add_func("/highlight/names", test_names);
    g_test_add_func("/highlight/names/unique", test_names_are_unique);
    g_test_add_func("/highlight/lists", test_lists_are_sorted);
    g_test_add_func("/highlight/appends", test_appends);
    return g_test_run();
}
