/* Random documents put together from the shapes of real ones, and hostile ones: no word is lost, the same
 * document gives the same tree, and what cannot be imported says so. VITRINE_SEED and VITRINE_ROUNDS vary the
 * first. */
#include "trees.h"

static const char *const pieces[] = {
    "# Ada Beispiel\n\n",
    "Setext Name\n===========\n\n",
    "**Bold Heading**\n\n",
    "ada@beispiel.example | +44 20 7946 0000 | https://github.com/ada\n\n",
    "## Experience\n\n",
    "## Other Professional Experience\n\n",
    "Experience\n----------\n\n",
    "## Education\n\n",
    "### **Awards**\n\n",
    "## Diversity\n\n",
    "## Stories\n\n",
    "## Projects\n\n",
    "## Talks\n\n",
    "## Skills\n\n",
    "## Weaknesses\n\n",
    "## Something unknown\n\n",
    "# Another top heading\n\n",
    "#### May 2020-November 2021\n",
    "### Lead Engineer @ Acme Ltd\n\n",
    "### Acme Corporation\n\n",
    "#### Engineer (2015 - 2018)\n\n",
    "### Engineer, Widgets plc, Leeds, 06/2020 - Present\n\n",
    "### Barista\n\n",
    "Echo, December 2019 to present\n\n",
    "*Globex* | 2010-2014\n\n",
    "`Python | AWS | Athena/Presto`\n\n",
    "**Technologies:** Go, C++, PostgreSQL (with PostGIS)\n\n",
    "2013–2015\n\n",
    "- **Engineer**, Acme, 2010-2014\n  - Built a thing\n- Manager | Globex | 2016 - now\n\n",
    "- _codebar (Learn to program)_ -- **Coach**\n- [_A blog_](https://example.org/b) -- Read by many\n\n",
    "1. First (2019)\n2. Second, 2020\n\n",
    "* Context\n  * Old\n* **Impact**\n  * New\n\n",
    "| When | Role | Company |\n|---|---|---|\n| 2010-2014 | Engineer | Acme |\n\n",
    "Engineer, Acme Ltd\n: 2010-2014\n: Built things.\n\n",
    "**University of York**&nbsp; _BA English_ (2010)&nbsp; _MRes Policy_ (2013)\n\n",
    "BSc Physics, University of Somewhere, 1990-1994\n\n**Grade** First Class\n\n",
    "> A quote - of somebody\n\n",
    "```\ncode **not bold** 2010-2014\n```\n\n",
    "    indented code\n\n",
    "Text with a [link](#experience) and [another](docs/cv.pdf), `code` & <kbd>keys</kbd>.\n\n",
    "<div align=\"center\">\n\nInside <b>bold\n\n",
    "</div>\n\n",
    "<!-- a private note 2010 -->\n\n",
    "<!-- never closed\n\n",
    "{{VER}} {% raw %} ??? 8-12% 2000/XP\n\n",
    "***\n\n",
    "\\# escaped \\[x](y) *a* __b__ ~~c~~\n\n",
    "王小明 2012年至今 工程师\n\n",
    "Größe, naïve café — 😀 ½ ²\n\n",
    "- [ ] task\n- [x] done\n\n",
    "[ref]: https://example.org/ref \"Title\"\n\n[A reference][ref]\n\n",
    "A line\\\nbroken twice  \nthere.\n\n",
    "### Project Narratives\n\n1. **Description of the Project**:\n   - **Why?**  \n   Because.\n\n   - "
    "**How?**  \n   So.\n\nAt Acme Ltd, I did it.\n\n---\n\n",
    "References available upon request\n\n",
    "\t* tab\n\t\t* deeper\n\n",
    ":\n: :\n\n| a |\n|---|\n\n",
};

static guint number_of(const char *variable, guint otherwise)
{
    const char *text = g_getenv(variable);
    return text ? (guint)g_ascii_strtoull(text, NULL, 10) : otherwise;
}

static char *random_document(GRand *random)
{
    GString *text = g_string_new(g_rand_int_range(random, 0, 3) == 0 ? "" : "# Ada Beispiel\n\n");
    gint count = g_rand_int_range(random, 1, 24);
    for (gint i = 0; i < count; i++)
        g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
    return g_string_free(text, FALSE);
}

static void check_document(const char *text)
{
    VtImportOptions options = {.keep_faults = true, .allow_html = true};
    g_auto(TestImport) first = {0};
    g_auto(TestImport) second = {0};
    test_import(&first, "document.md", text, strlen(text), &options);
    if (!first.good) {
        g_autofree char *messages = test_import_messages(&first);
        g_test_message("%s\n----\n%s", messages, text);
        g_test_fail();
        return;
    }
    test_words_are_there(&first, text, strlen(text));
    if (g_test_failed())
        g_test_message("----\n%s", text);
    test_import(&second, "document.md", text, strlen(text), &options);
    g_autofree char *tree = test_import_tree(&first);
    g_autofree char *again = test_import_tree(&second);
    g_assert_cmpstr(tree, ==, again);
}

static void test_random(void)
{
    guint seed = number_of("VITRINE_SEED", 1);
    guint rounds = number_of("VITRINE_ROUNDS", 300);
    for (guint i = 0; i < rounds && !g_test_failed(); i++) {
        GRand *random = g_rand_new_with_seed(seed + i);
        g_autofree char *text = random_document(random);
        check_document(text);
        if (g_test_failed())
            g_test_message("seed %u", seed + i);
        g_rand_free(random);
    }
}

/* ---- Hostile documents ---- */

static char *repeated(const char *piece, size_t bytes)
{
    GString *text = g_string_sized_new(bytes + 64);
    while (text->len < bytes)
        g_string_append(text, piece);
    return g_string_free(text, FALSE);
}

/* Large enough that anything quadratic would not end. */
enum { LARGE = 1 << 17 };

static void test_hostile(gconstpointer piece)
{
    g_autofree char *text = repeated(piece, LARGE);
    VtImportOptions options = {.allow_html = true};
    g_auto(TestImport) test = {0};
    test_import(&test, "hostile.md", text, strlen(text), &options);
    g_autofree char *messages = test_import_messages(&test);
    g_assert_null(strstr(messages, "[import-words]"));
    g_assert_true(test.good || vt_diagnostics_count(test.sink, VT_ERROR) > 0);
}

static const char *const hostile[] = {
    "a",
    "word ",
    "# ",
    "# Heading\n",
    "### Engineer @ Acme, 2010-2014\n\nText.\n\n",
    "> ",
    "- ",
    "* a\n",
    "`",
    "[",
    "[x](#y) ",
    "<div>",
    "<",
    "&",
    "**a**B",
    "â€™ ",
    "2010-",
    "2010-2014 ",
    "|",
    "| a ",
    "1. x\n",
    "<!-- ",
    "\\",
    "_a_ ",
    "[a]: b\n",
    "é",
    "王",
    "**Bold**\n\n",
    "a@b.example ",
    "---\n",
    "\t",
};

static void test_deep(void)
{
    g_autoptr(GString) text = g_string_new("## Experience\n\n");
    for (int depth = 0; depth < 500; depth++)
        g_string_append_printf(text, "%*s- level %d\n", depth * 2, "", depth);
    check_document(text->str);
}

/* So large that a quadratic step anywhere runs into the test's time limit. */
static void test_enormous(gconstpointer piece)
{
    enum { ENORMOUS = 8 << 20 };
    g_autofree char *middle = repeated(piece, ENORMOUS);
    g_autofree char *text = g_strconcat("Words\n", middle, "\nwords\n", NULL);
    g_auto(TestImport) test = {0};
    test_import(&test, "enormous.md", text, strlen(text), NULL);
    g_assert_true(test.good);
    g_autofree char *tree = test_import_tree(&test);
    g_assert_nonnull(strstr(tree, "Words"));
}

static const char *const enormous[] = {"12 ", "<div>", "\n", " ", ">"};

/* What is too much for the recognisers is kept whole, in one file. */
static void test_excess(void)
{
    static const char *const pieces_of_excess[] = {"# Heading\n\n", "A paragraph.\n\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces_of_excess); i++) {
        g_autofree char *text = repeated(pieces_of_excess[i], LARGE * 2);
        g_auto(TestImport) test = {0};
        test_import(&test, "excess.md", text, strlen(text), NULL);
        g_autofree char *messages = test_import_messages(&test);
        g_assert_true(test.good);
        g_assert_nonnull(strstr(messages, "a document of more than "));
        g_assert_nonnull(strstr(test_import_text(&test, "site-content/unplaced.md"), g_strchomp(text)));
    }
}

static void check_refused(const char *text, size_t length, const char *id)
{
    g_auto(TestImport) test = {0};
    test_import(&test, "bad.md", text, length, NULL);
    g_autofree char *messages = test_import_messages(&test);
    g_assert_false(test.good);
    g_assert_nonnull(strstr(messages, id));
}

static void test_refused(void)
{
    static const char binary[] = "\x7f"
                                 "ELF\x02\x01\x01\0\0\0";
    g_autofree char *large = repeated("word\n", (17 << 20));
    check_refused(binary, sizeof binary, "[content-nul]");
    check_refused("caf\xe9 au lait", 12, "[file-encoding]");
    check_refused("# Name\n\n\x1b[1mbold", 16, "[content-control]");
    check_refused("", 0, "[import-format]");
    check_refused(" \n***\n", 6, "[import-format]");
    check_refused("# A\n\n<script>alert(1)</script>\n", 31, "[import-html]");
    check_refused("# A\n\n<p onclick=\"x()\">y</p>\n", 28, "[import-html]");
    static const char fenced[] = "# A\n\n<div>\n~~~\n<b onclick=\"x()\">y</b>\n~~~\n</div>\n";
    check_refused(fenced, strlen(fenced), "[import-html]");
    static const char entity[] = "# A\n\n<a href=\"&#74;ava\tscript:x()\">y</a>\n";
    check_refused(entity, strlen(entity), "[import-html]");
    check_refused(large, strlen(large), "[import-format]");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/importer/random", test_random);
    g_test_add_func("/importer/deep", test_deep);
    g_test_add_func("/importer/excess", test_excess);
    g_test_add_func("/importer/refused", test_refused);
    for (size_t i = 0; i < G_N_ELEMENTS(enormous); i++) {
        g_autofree char *name = g_strdup_printf("/importer/enormous/%zu", i);
        g_test_add_data_func(name, enormous[i], test_enormous);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *name = g_strdup_printf("/importer/hostile/%zu", i);
        g_test_add_data_func(name, hostile[i], test_hostile);
    }
    return g_test_run();
}
