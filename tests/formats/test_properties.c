/* What must hold for any text, in any field: every file can be read again, says the same twice, and gives
 * back what was put in. */
#include "all_formats.h"
#include "clean_text.h"
#include "content_lines.h"
#include "random_edition.h"
#include "xml.h"

#include <libxml/parser.h>

enum { SEEDS = 150 };

static void test_readable(void)
{
    for (guint seed = 0; seed < SEEDS && !g_test_failed(); seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_auto(RandomEdition) made = {0};
        random_edition_init(&made, random);
        g_autoptr(GArray) files = all_formats(&made.edition);
        for (guint i = 0; i < files->len; i++)
            check_format(&g_array_index(files, FormatFile, i));
        if (g_test_failed())
            g_test_message("seed %u", seed);
    }
}

static GArray *files_of_seed(guint seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    g_auto(RandomEdition) made = {0};
    random_edition_init(&made, random);
    return all_formats(&made.edition);
}

static void test_same_twice(void)
{
    for (guint seed = 0; seed < 20; seed++) {
        g_autoptr(GArray) first = files_of_seed(seed);
        g_autoptr(GArray) second = files_of_seed(seed);
        g_assert_cmpuint(first->len, ==, second->len);
        for (guint i = 0; i < first->len; i++)
            g_assert_cmpstr(g_array_index(first, FormatFile, i).text, ==,
                            g_array_index(second, FormatFile, i).text);
    }
}

static char *cleaned(const char *text)
{
    VtBuffer out = {0};
    vt_clean_append(&out, text, strlen(text));
    return vt_buffer_steal(&out, NULL);
}

static xmlNodePtr child(xmlNodePtr parent, const char *name)
{
    xmlNodePtr node = parent->children;
    while (node && xmlStrcmp(node->name, BAD_CAST name) != 0)
        node = node->next;
    return node;
}

/* The texts of Atom's entries, through another reader, are those of the edition. */
static void check_titles(const VtEdition *edition, const char *atom, size_t length)
{
    xmlDocPtr document = xmlReadMemory(atom, (int)length, "feed.xml", NULL, XML_PARSE_NONET);
    g_assert_nonnull(document);
    size_t count = 0;
    for (xmlNodePtr node = xmlDocGetRootElement(document)->children; node; node = node->next) {
        if (xmlStrcmp(node->name, BAD_CAST "entry") != 0)
            continue;
        g_autofree char *expected = cleaned(edition->dated.items[count++]->title.text);
        xmlNodePtr title = child(node, "title");
        xmlChar *found = title ? xmlNodeGetContent(title) : NULL;
        g_assert_cmpstr(found ? (const char *)found : "", ==, expected);
        xmlFree(found);
    }
    g_assert_cmpuint(count, ==, 20);
    xmlFreeDoc(document);
}

static void test_titles_come_back(void)
{
    for (guint seed = 0; seed < 50; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_auto(RandomEdition) made = {0};
        g_auto(VtBuffer) out = {0};
        random_edition_init(&made, random);
        VtFeed feed = {&made.edition, NULL};
        g_assert_true(vt_format_atom(&feed, &out, sink));
        check_titles(&made.edition, out.data, out.length);
    }
}

/* Brackets among what texts are made of, so that sections of CDATA must be parted. */
static char *random_html(GRand *random)
{
    static const char *const pieces[] = {"]", "]]", "]]>", ">", "<p>", "&amp;", "\n", "<![CDATA["};
    g_autoptr(GString) html = g_string_new(NULL);
    for (int i = g_rand_int_range(random, 0, 12); i > 0; i--) {
        g_autofree char *text = random_text(random, false);
        bool piece = g_rand_boolean(random);
        size_t chosen = (size_t)g_rand_int_range(random, 0, G_N_ELEMENTS(pieces));
        g_string_append(html, piece ? pieces[chosen] : text);
    }
    return g_string_free(g_steal_pointer(&html), FALSE);
}

/* A reader makes line ends of carriage returns (XML 1.0, section 2.11). */
static char *with_line_ends(const char *html)
{
    g_autofree char *clean = cleaned(html);
    g_autoptr(GString) text = g_string_new(clean);
    g_string_replace(text, "\r\n", "\n", 0);
    g_string_replace(text, "\r", "\n", 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void test_html_comes_back(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    for (int i = 0; i < 5000; i++) {
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_autofree char *html = random_html(random);
        g_autofree char *expected = with_line_ends(html);
        g_auto(VtBuffer) out = {0};
        VtXml xml;
        vt_xml_init(&xml, &out);
        vt_xml_open(&xml, "content");
        vt_xml_html(&xml, html, strlen(html));
        g_assert_true(vt_xml_finish(&xml, "test.xml", sink));
        xmlDocPtr document = xmlReadMemory(out.data, (int)out.length, "test.xml", NULL, XML_PARSE_NONET);
        g_assert_nonnull(document);
        xmlChar *found = xmlNodeGetContent(xmlDocGetRootElement(document));
        g_assert_cmpstr((const char *)found, ==, expected);
        xmlFree(found);
        xmlFreeDoc(document);
    }
}

/* What is left of a text that a content line holds. */
static char *as_line_text(const char *text)
{
    g_autoptr(GString) expected = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        if (*p == '\r' && p[1] == '\n')
            continue;
        if (*p == '\r' || *p == '\n')
            g_string_append_c(expected, '\n');
        else if (*p != 0x7f)
            g_string_append_c(expected, *p == '\t' ? ' ' : *p);
    }
    return cleaned(expected->str);
}

static char *unfolded(const char *lines)
{
    g_autoptr(GString) line = g_string_new(lines);
    g_string_replace(line, "\r\n ", "", 0);
    g_assert_true(g_str_has_prefix(line->str, "NOTE:") && g_str_has_suffix(line->str, "\r\n"));
    GString *value = g_string_new(NULL);
    for (const char *p = line->str + 5; *p != '\r'; p++) {
        bool escaped = *p == '\\';
        p += escaped;
        g_string_append_c(value, escaped && *p == 'n' ? '\n' : *p);
    }
    return g_string_free(value, FALSE);
}

static void test_lines_come_back(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 20000; i++) {
        g_autofree char *text = random_text(random, false);
        g_autofree char *expected = as_line_text(text);
        g_auto(VtBuffer) out = {0};
        vt_content_line_text(&out, "NOTE", text);
        if (text[0] == '\0') {
            g_assert_cmpuint(out.length, ==, 0);
            continue;
        }
        g_autofree char *found = unfolded(vt_buffer_string(&out));
        g_assert_cmpstr(found, ==, expected);
        g_auto(GStrv) lines = g_strsplit(vt_buffer_string(&out), "\r\n", -1);
        for (char **line = lines; *line; line++) {
            g_assert_cmpuint(strlen(*line), <=, 75);
            g_assert_true(g_utf8_validate(*line, -1, NULL));
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    xmlInitParser();
    g_test_add_func("/formats/any-text/readable", test_readable);
    g_test_add_func("/formats/any-text/same-twice", test_same_twice);
    g_test_add_func("/formats/any-text/titles-come-back", test_titles_come_back);
    g_test_add_func("/formats/any-text/html-comes-back", test_html_comes_back);
    g_test_add_func("/formats/any-text/lines-come-back", test_lines_come_back);
    return g_test_run();
}
