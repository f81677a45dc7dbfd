#include "absolute.h"
#include "content_lines.h"
#include "feed.h"
#include "highlights.h"
#include "json.h"
#include "xml.h"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

static void test_dates(void)
{
    static const struct {
        VtDate date;
        const char *rfc822;
        const char *rfc3339;
    } rows[] = {
        {{.year = 2023, .month = 5, .day = 1}, "Mon, 01 May 2023 00:00:00 +0000", "2023-05-01T00:00:00Z"},
        {{.year = 2024, .month = 2, .day = 29}, "Thu, 29 Feb 2024 00:00:00 +0000", "2024-02-29T00:00:00Z"},
        {{.year = 2000, .month = 1, .day = 1}, "Sat, 01 Jan 2000 00:00:00 +0000", "2000-01-01T00:00:00Z"},
        {{.year = 1999, .month = 12, .day = 31}, "Fri, 31 Dec 1999 00:00:00 +0000", "1999-12-31T00:00:00Z"},
        {{.year = 1970, .month = 1, .day = 1}, "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"},
        {{.year = 1900, .month = 3, .day = 1}, "Thu, 01 Mar 1900 00:00:00 +0000", "1900-03-01T00:00:00Z"},
        {{.year = 2023, .month = 11}, "Wed, 01 Nov 2023 00:00:00 +0000", "2023-11-01T00:00:00Z"},
        {{.year = 2023}, "Sun, 01 Jan 2023 00:00:00 +0000", "2023-01-01T00:00:00Z"},
        {{.year = 985, .month = 7, .day = 4}, "Mon, 04 Jul 0985 00:00:00 +0000", "0985-07-04T00:00:00Z"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        char text[40];
        vt_feed_date_rfc822(rows[i].date, text);
        g_assert_cmpstr(text, ==, rows[i].rfc822);
        char time[32];
        vt_feed_date_rfc3339(rows[i].date, time);
        g_assert_cmpstr(time, ==, rows[i].rfc3339);
    }
}

static void test_feed_dates_of_entry(void)
{
    VtEditionEntry updated_only = {.fields = {.updated = {.year = 2023}}, .dated = {.year = 2023}};
    g_assert_false(vt_date_is_set(vt_feed_published(&updated_only)));
    g_assert_cmpint(vt_feed_updated(&updated_only).year, ==, 2023);
    VtEditionEntry earlier = {.fields = {.date = {.year = 2023}, .updated = {.year = 2020}},
                              .dated = {.year = 2023}};
    g_assert_cmpint(vt_feed_published(&earlier).year, ==, 2023);
    g_assert_cmpint(vt_feed_updated(&earlier).year, ==, 2023);
}

static void test_addresses(void)
{
    static const struct {
        const char *address;
        const char *absolute; /* NULL: none */
        bool web;
    } rows[] = {
        {"/x/", "https://robin.example/x/", false},
        {"/%E2%82%AC/", "https://robin.example/%E2%82%AC/", false},
        {"https://a.example/b c?d=\"é\"#e", "https://a.example/b%20c?d=%22%C3%A9%22#e", true},
        {"HTTP://a.example", "HTTP://a.example", true},
        {"//a.example/", "https://a.example/", false},
        {"mailto:a@b.example", "mailto:a@b.example", false},
        {"a/b.html", NULL, false},
        {"1a:b", NULL, false},
        {"", NULL, false},
        {NULL, NULL, false},
    };
    VtEdition edition = {.origin = "https://robin.example", .base_path = "/p/"};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *absolute = vt_absolute_address(&edition, rows[i].address);
        g_autofree char *web = vt_web_address(&edition, rows[i].address);
        g_assert_cmpstr(absolute, ==, rows[i].absolute);
        g_assert_cmpstr(web, ==, rows[i].web ? rows[i].absolute : NULL);
    }
    g_autofree char *own = vt_site_address(&edition, "feed.xml");
    g_assert_cmpstr(own, ==, "https://robin.example/p/feed.xml");
}

/* What no URI may hold is encoded (RFC 3986, appendix A); "%" is the author's own. */
static void test_encoding(void)
{
    VtEdition edition = {.origin = "https://robin.example"};
    for (int byte = 1; byte < 256; byte++) {
        char c = (char)byte;
        bool kept = byte > ' ' && byte < 0x7f && strchr("\"<>\\^`{|}", c) == NULL;
        g_autofree char *encoded = kept ? g_strdup_printf("%c", c)
                                        : g_strdup_printf("%%%02X", (unsigned)byte);
        g_autofree char *address = g_strdup_printf("/a%cb%c%c", c, c, c);
        g_autofree char *absolute = vt_absolute_address(&edition, address);
        g_autofree char *wanted = g_strdup_printf("https://robin.example/a%sb%s%s", encoded, encoded,
                                                  encoded);
        g_assert_cmpstr(absolute, ==, wanted);
    }
}

/* ---- Highlights ---------------------------------------------------------------------------------------- */

/* Of a list whose items are the texts: an empty document is given them as its HTML. */
static char *highlights_of(const char *const *items)
{
    static const VtSource source = {.path = "empty.md", .text = ""};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDocument) document = vt_markdown_parse(markdown, &source, 0, 0, sink);
    g_autofree char *html = g_strjoinv("", (char **)(uintptr_t)items);
    VtRange ranges[8];
    uint32_t at = 0;
    for (; items[document->item_count] != NULL; document->item_count++) {
        uint32_t length = (uint32_t)strlen(items[document->item_count]);
        ranges[document->item_count] = (VtRange){at, at + length};
        at += length;
    }
    document->html = vt_slice(html);
    document->items = ranges;
    g_autoptr(GPtrArray) points = vt_highlights(&(VtEditionEntry){.document = document});
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < points->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? "|" : "", (char *)points->pdata[i]);
    return g_strdup(joined->str);
}

static void test_highlights(void)
{
    static const struct {
        const char *items[4];
        const char *points;
    } rows[] = {
        {{"one", "two words", NULL}, "one|two words"},
        {{" a  b \n\n c\t d ", NULL}, "a b c d"},
        {{"a b  c d", "  ", "", NULL}, "a b c d"},
        {{"a ", " b", NULL}, "a|b"},
        {{"a <b>b</b> <I>c</I>d", NULL}, "a b cd"},
        {{"<P>a</P><P>b</P>", "a<BR>b<br />c", NULL}, "a b|a b c"},
        {{"a <UL><LI>b c</LI><Li>d</li></UL>", NULL}, "a|b c|d"},
        {{"a<link>b<lix>c<pre>d</pre>e<picture>f", NULL}, "abc d ef"},
        {{"R&amp;D &lt; 1 &gt;  &quot;x&quot; &copy;", NULL}, "R&D < 1 > \"x\" &copy;"},
        {{"a &amp; b&", " & ", NULL}, "a & b&|&"},
        {{"a < b", "a <", "<", NULL}, "a < b|a <|<"},
        {{"é à\u00a0b", "日 本", NULL}, "é à\u00a0b|日 本"},
        {{"a\vb\fc\rd", NULL}, "a\vb c d"},
        {{"</>a<>b</ p>c", NULL}, "abc"},
        {{NULL}, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *points = highlights_of(rows[i].items);
        g_assert_cmpstr(points, ==, rows[i].points);
    }
}

static void test_xml_text(void)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    VtXml xml;
    vt_xml_init(&xml, &out);
    vt_xml_open(&xml, "a");
    vt_xml_attribute(&xml, "b", "é<\x01\"\xff");
    vt_xml_attribute(&xml, "c", NULL);
    vt_xml_element_text(&xml, "d", "]]> & \x1b[0m \xed\xa0\x80");
    vt_xml_element_text(&xml, "e", NULL);
    const char html[] = "<p>a]]>b & ]]]></p>\x1b]]";
    vt_xml_open(&xml, "f");
    vt_xml_html(&xml, html, strlen(html));
    vt_xml_close(&xml);
    vt_xml_close(&xml);
    g_assert_true(vt_xml_finish(&xml, "test.xml", sink));
    g_assert_cmpstr(vt_buffer_string(&out), ==,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<a b=\"é&lt;&quot;\uFFFD\">\n"
                    "  <d>]]&gt; &amp; [0m \uFFFD\uFFFD\uFFFD</d>\n"
                    "  <f><![CDATA[<p>a]]]><![CDATA[]>b & ]]]]><![CDATA[]></p>]]]]></f>\n"
                    "</a>\n");
}

static void test_xml_error_stays(void)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    VtXml xml;
    vt_xml_init(&xml, &out);
    vt_xml_open(&xml, "a");
    vt_xml_close(&xml);
    vt_xml_close(&xml);
    vt_xml_element_text(&xml, "b", "after");
    g_assert_false(vt_xml_finish(&xml, "test.xml", sink));
    g_auto(VtBuffer) message = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &message);
    g_assert_cmpstr(vt_buffer_string(&message), ==,
                    "error: test.xml could not be written as XML [format-invalid]\n");
}

static void write_sample(VtJson *json, VtBuffer *out, bool indented)
{
    vt_json_begin(json, out, indented);
    vt_json_text(json, "none", NULL);
    vt_json_text(json, "empty", "");
    vt_json_date(json, "unset", (VtDate){0});
    vt_json_date(json, "present", (VtDate){.present = true});
    vt_json_array(json, "list");
    vt_json_object(json, NULL);
    vt_json_object(json, "inner");
    vt_json_close(json);
    vt_json_close(json);
    vt_json_close(json);
    vt_json_array(json, "full");
    vt_json_text(json, NULL, "</script>");
    vt_json_object(json, NULL);
    vt_json_date(json, "date", (VtDate){.year = 2023, .month = 4});
    vt_json_number(json, "number", 7);
    vt_json_close(json);
    vt_json_close(json);
    vt_json_end(json);
}

static void test_json(void)
{
    VtJson json;
    g_auto(VtBuffer) line = {0};
    g_auto(VtBuffer) lines = {0};
    write_sample(&json, &line, false);
    g_assert_cmpstr(vt_buffer_string(&line), ==,
                    "{\"full\":[\"\\u003c/script>\",{\"date\":\"2023-04\",\"number\":7}]}");
    write_sample(&json, &lines, true);
    g_assert_cmpstr(vt_buffer_string(&lines), ==,
                    "{\n  \"full\": [\n    \"\\u003c/script>\",\n    {\n      \"date\": \"2023-04\",\n"
                    "      \"number\": 7\n    }\n  ]\n}\n");
}

/* Lines of just 75 octets stay whole; a character that would lie across the edge goes to the next line. */
static void test_folding(void)
{
    g_autofree char *fits = g_strnfill(75 - 5, 'a');
    g_autofree char *over = g_strnfill(75 - 5 - 1, 'a');
    g_auto(VtBuffer) out = {0};
    vt_content_line(&out, "NOTE", fits);
    g_assert_cmpuint(out.length, ==, 77);
    vt_buffer_reset(&out);
    g_autofree char *wide = g_strconcat(over, "é", "b", NULL);
    vt_content_line(&out, "NOTE", wide);
    g_autofree char *expected = g_strconcat("NOTE:", over, "\r\n éb\r\n", NULL);
    g_assert_cmpstr(vt_buffer_string(&out), ==, expected);
    vt_buffer_reset(&out);
    vt_content_line(&out, "URL", "https://a.example/\r\nEND:VCARD");
    g_assert_cmpstr(vt_buffer_string(&out), ==, "URL:https://a.example/END:VCARD\r\n");
}

static size_t count_elements(const VtBuffer *xml, const char *name)
{
    xmlTextReaderPtr reader = xmlReaderForMemory(xml->data, (int)xml->length, NULL, NULL, XML_PARSE_HUGE);
    size_t count = 0;
    int result;
    while ((result = xmlTextReaderRead(reader)) == 1)
        if (xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
            strcmp((const char *)xmlTextReaderConstName(reader), name) == 0)
            count++;
    g_assert_cmpint(result, ==, 0);
    xmlFreeTextReader(reader);
    return count;
}

static void test_large_sitemap(void)
{
    enum { COUNT = 50001 };
    VtEdition edition = {.origin = "https://robin.example", .base_path = "/"};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autofree VtSitemapAddress *addresses = g_new0(VtSitemapAddress, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        addresses[i] = (VtSitemapAddress){"/p/", {.year = 2023, .month = 4, .day = 9}};
    g_assert_cmpuint(vt_format_sitemap_count(0), ==, 0);
    g_assert_cmpuint(vt_format_sitemap_count(50000), ==, 0);
    g_assert_cmpuint(vt_format_sitemap_count(COUNT), ==, 2);
    g_assert_cmpuint(vt_format_sitemap_count(100001), ==, 3);
    g_auto(VtBuffer) first = {0};
    g_auto(VtBuffer) second = {0};
    g_auto(VtBuffer) index = {0};
    g_assert_true(vt_format_sitemap(&edition, addresses, 50000, &first, sink));
    g_assert_true(vt_format_sitemap(&edition, addresses + 50000, 1, &second, sink));
    g_assert_true(vt_format_sitemap_index(&edition, 2, &index, sink));
    g_assert_cmpuint(count_elements(&first, "loc"), ==, 50000);
    g_assert_cmpuint(count_elements(&second, "lastmod"), ==, 1);
    g_assert_cmpuint(count_elements(&index, "sitemap"), ==, 2);
    g_assert_nonnull(strstr(vt_buffer_string(&index), "<loc>https://robin.example/sitemap-2.xml</loc>"));
}

/* The schema of sitemaps knows whole days only. */
static void test_partial_lastmod(void)
{
    VtEdition edition = {.origin = "https://robin.example", .base_path = "/"};
    VtSitemapAddress addresses[] = {{"/a/", {.year = 2023}}, {"/b/", {.year = 2023, .month = 5}}};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    g_assert_true(vt_format_sitemap(&edition, addresses, 2, &out, sink));
    g_assert_null(strstr(vt_buffer_string(&out), "lastmod"));
}

static void test_initials(void)
{
    static const struct {
        const char *name, *given, *family, *initials;
    } rows[] = {
        {"Robin Sample", NULL, NULL, "RS"},
        {"robin van der sample", NULL, NULL, "RS"},
        {"Robin", NULL, NULL, "R"},
        {"Dr. Zoë Ångström", "Zoë", "Ångström", "ZÅ"},
        {"Zoë", NULL, "Ångström", "Å"},
        {"山田太郎", NULL, NULL, "山"},
        {"محمد علي", NULL, NULL, "مع"},
        {"A\u030angstro\u0308m", NULL, NULL, "A\u030a"},
        {"\"Bo\" (Peep)", NULL, NULL, "BP"},
        {"Robin Sample \xf0\x9f\x8e\x89", NULL, NULL, "RS"},
        {"!!!", NULL, NULL, ""},
        {"\xff\xc3", NULL, NULL, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        VtEditionEntry profile = {.kind = VT_KIND_PROFILE};
        profile.fields.name = rows[i].name;
        profile.fields.given_name = rows[i].given;
        profile.fields.family_name = rows[i].family;
        VtEdition edition = {.title = "Site", .profile = &profile};
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_auto(VtBuffer) out = {0};
        g_assert_true(vt_format_icon(&edition, &out, sink));
        g_autofree char *expected = g_strconcat(">", rows[i].initials, "</text>", NULL);
        if (!strstr(vt_buffer_string(&out), expected)) {
            g_test_message("%s: expected %s in %s", rows[i].name, expected, vt_buffer_string(&out));
            g_test_fail();
        }
    }
}

static void test_calendar_wants_days(void)
{
    VtEditionEntry talk = {.kind = VT_KIND_TALK};
    const VtEditionEntry *items[] = {&talk};
    VtEdition edition = {.talks = {items, 1}};
    talk.fields.date = (VtDate){.year = 2024, .month = 5};
    g_assert_false(vt_format_has_calendar(&edition));
    talk.fields.date.day = 9;
    g_assert_true(vt_format_has_calendar(&edition));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    xmlInitParser();
    g_test_add_func("/formats/dates/table", test_dates);
    g_test_add_func("/formats/dates/of-entries", test_feed_dates_of_entry);
    g_test_add_func("/formats/addresses/table", test_addresses);
    g_test_add_func("/formats/addresses/encoding", test_encoding);
    g_test_add_func("/formats/highlights", test_highlights);
    g_test_add_func("/formats/xml/text", test_xml_text);
    g_test_add_func("/formats/xml/error-stays", test_xml_error_stays);
    g_test_add_func("/formats/json", test_json);
    g_test_add_func("/formats/lines/folding", test_folding);
    g_test_add_func("/formats/sitemap/50001", test_large_sitemap);
    g_test_add_func("/formats/sitemap/partial-dates", test_partial_lastmod);
    g_test_add_func("/formats/icon/initials", test_initials);
    g_test_add_func("/formats/calendar/days", test_calendar_wants_days);
    return g_test_run();
}
