/* What documents and goldens don't show: writing with targets, single lines, limits, hostile texts. */
#include <vitrine/markdown.h>

typedef struct Fixture {
    VtMarkdown *markdown;
    VtDiagnostics *sink;
} Fixture;

static void set_up(Fixture *f, G_GNUC_UNUSED const void *data)
{
    f->markdown = vt_markdown_new();
    f->sink = vt_diagnostics_new();
}

static void tear_down(Fixture *f, G_GNUC_UNUSED const void *data)
{
    vt_markdown_free(f->markdown);
    vt_diagnostics_free(f->sink);
}

static VtDocument *parse(Fixture *f, const char *text)
{
    return vt_markdown_parse(f->markdown,
                             &(VtSource){.path = "text.md", .text = text, .length = strlen(text)}, 0,
                             VT_MARKDOWN_ALL, f->sink);
}

static void check_written(const VtDocument *document, VtRange range, VtWriteOptions options,
                          const char *expected)
{
    g_auto(VtBuffer) out = {0};
    vt_document_write_html(document, range, &options, &out);
    g_assert_cmpstr(vt_buffer_string(&out), ==, expected);
}

/* ---- Writing ---- */

static void test_targets(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument)
        document = parse(f, "[kept](a.md) [moved *x*](b.md \"T\") [gone *y*](c.md) ![Al\"t](d.png)");
    static const VtPicture picture = {.width = 640, .height = 480};
    VtLinkTarget targets[] = {
        {0},
        {.action = VT_LINK_REPLACE, .address = VT_SLICE("/b c/?x&y#z")},
        {.action = VT_LINK_UNLINK},
        {.action = VT_LINK_REPLACE, .address = VT_SLICE("/i.png"), .picture = &picture},
    };
    VtRange all = vt_document_all(document);
    check_written(
        document, all, (VtWriteOptions){.targets = targets},
        "<p><a href=\"a.md\">kept</a> <a href=\"/b%20c/?x&amp;y#z\" title=\"T\">moved <em>x</em></a> gone "
        "<em>y</em> <img src=\"/i.png\" alt=\"Al&quot;t\" loading=\"lazy\" decoding=\"async\" width=\"640\" "
        "height=\"480\"></p>\n");
    targets[1].action = targets[3].action = VT_LINK_UNLINK;
    check_written(document, all, (VtWriteOptions){.targets = targets},
                  "<p><a href=\"a.md\">kept</a> moved <em>x</em> gone <em>y</em> Al&quot;t</p>\n");
}

static void test_pictures(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument) document = parse(f, "![A](a.png) ![\"\"](b.png)");
    static const VtPicture picture = {640, 480, "/a-480.webp 480w", "/a-480.jpg 480w, /a.jpg 640w"};
    VtLinkTarget targets[] = {{.action = VT_LINK_REPLACE, .address = VT_SLICE("/a.jpg"), .picture = &picture},
                              {0}};
    VtRange all = vt_document_all(document);
    check_written(
        document, all, (VtWriteOptions){.targets = targets, .eager = &document->links[0]},
        "<p><picture><source type=\"image/webp\" srcset=\"/a-480.webp 480w\" "
        "sizes=\"(min-width: 44rem) 42rem, 92vw\"><img src=\"/a.jpg\" alt=\"A\" width=\"640\" height=\"480\" "
        "srcset=\"/a-480.jpg 480w, /a.jpg 640w\" sizes=\"(min-width: 44rem) 42rem, 92vw\"></picture> "
        "<img src=\"b.png\" alt=\"\" loading=\"lazy\" decoding=\"async\"></p>\n");
    check_written(document, all,
                  (VtWriteOptions){.targets = targets, .origin = VT_SLICE("https://x.example")},
                  "<p><img src=\"https://x.example/a.jpg\" alt=\"A\" loading=\"lazy\" decoding=\"async\" "
                  "width=\"640\" height=\"480\"> <img src=\"b.png\" alt=\"\" loading=\"lazy\" "
                  "decoding=\"async\"></p>\n");
    targets[1].action = VT_LINK_UNLINK;
    check_written(document, all, (VtWriteOptions){.targets = targets},
                  "<p><picture><source type=\"image/webp\" srcset=\"/a-480.webp 480w\" "
                  "sizes=\"(min-width: 44rem) 42rem, 92vw\"><img src=\"/a.jpg\" alt=\"A\" loading=\"lazy\" "
                  "decoding=\"async\" "
                  "width=\"640\" height=\"480\" srcset=\"/a-480.jpg 480w, /a.jpg 640w\" "
                  "sizes=\"(min-width: 44rem) 42rem, 92vw\"></picture> </p>\n");
}

static void test_image_in_link(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument) document = parse(f, "[![A](a.svg) b](c.md)");
    VtLinkTarget targets[] = {{.action = VT_LINK_UNLINK}, {.action = VT_LINK_UNLINK}};
    check_written(document, vt_document_all(document), (VtWriteOptions){.targets = targets}, "<p>A b</p>\n");
}

static void test_origin(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument) document = parse(f, "[a](/x/) [b](//cdn.example/) [c](d.md) ![e](f.png) [g](#h)");
    VtLinkTarget targets[] = {
        {0}, {0}, {.action = VT_LINK_REPLACE, .address = VT_SLICE("/d/")}, {.action = VT_LINK_UNLINK}, {0}};
    check_written(document, vt_document_all(document),
                  (VtWriteOptions){.targets = targets, .origin = VT_SLICE("https://robin.example")},
                  "<p><a href=\"https://robin.example/x/\">a</a> <a href=\"//cdn.example/\">b</a> "
                  "<a href=\"https://robin.example/d/\">c</a> e <a href=\"#h\">g</a></p>\n");
}

static void test_deeper(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument)
        document = parse(f, "# One\n## Two [x](y)\n### Three\n#### Four\n##### Five\n###### Six\n");
    check_written(document, vt_document_all(document), (VtWriteOptions){.deeper = 1},
                  "<h3 id=\"one\">One</h3>\n<h4 id=\"two-x\">Two <a href=\"y\">x</a></h4>\n<h5 "
                  "id=\"three\">Three</h5>\n"
                  "<h6 id=\"four\">Four</h6>\n<h6 id=\"five\">Five</h6>\n<h6 id=\"six\">Six</h6>\n");
    check_written(
        document, document->sections[0].body, (VtWriteOptions){.deeper = 9, .embedded = true},
        "\n<h6>Two <a href=\"y\">x</a></h6>\n<h6>Three</h6>\n<h6>Four</h6>\n<h6>Five</h6>\n<h6>Six</h6>\n");
}

static void test_embedded(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(VtDocument) document = parse(f, "# A[^n]\n\nText[^n] [b](c).\n\n[^n]: Note with [link](x).\n");
    VtWriteOptions options = {.embedded = true};
    check_written(document, vt_document_all(document), options,
                  "<h2>A</h2>\n<p>Text <a href=\"c\">b</a>.</p>\n\n");
    check_written(document, document->headings[0].element, options, "<h2>A</h2>");
    check_written(document, document->lead, options, "<p>Text <a href=\"c\">b</a>.</p>");
}

/* ---- A body behind front matter, a parser used again ---- */

static void test_offset(Fixture *f, G_GNUC_UNUSED const void *data)
{
    const char *text = "---\ntitle: X\n---\n# Head\n\n[a](b.md)[^n] ~x\n\n[^n]: [c](d.md)\n";
    VtSource source = {.path = "text.md", .text = text, .length = strlen(text)};
    size_t body = 17;
    for (int i = 0; i < 2; i++) {
        g_autoptr(VtDocument)
            document = vt_markdown_parse(f->markdown, &source, body, VT_MARKDOWN_ALL, f->sink);
        g_assert_cmpuint(document->headings[0].offset, ==, strstr(text, "Head") - text);
        g_assert_cmpuint(document->link_count, ==, 2);
        g_assert_cmpuint(document->links[0].offset, ==, strstr(text, "b.md") - text);
        g_assert_cmpuint(document->links[1].offset, ==, strstr(text, "d.md") - text);
    }
}

/* md4c ends an item at a blank line, depending on where in the text a line before it lies. */
static void test_item_ends(Fixture *f, G_GNUC_UNUSED const void *data)
{
    static const char *const items[] = {
        "- a\n\n  ## h\n\n  text\n",
        "- a\n\n  | t |\n  |---|\n  | u |\n\n  text\n",
        "- a\n\n  <!-- c -->\n\n\n  text\n",
        "- a\n\n  ```\n  code\n  ```\n\n  text\n",
        "1. a\n\n\n   text\n",
        "> - a\n>\n>   ## h\n>\n>   text\n",
    };
    for (size_t item = 0; item < G_N_ELEMENTS(items); item++)
        for (int before = 0; before < 256; before++) {
            g_autofree char *text = g_strdup_printf("%0*d\n\n%s", before + 1, 0, items[item]);
            g_autoptr(VtDocument) document = parse(f, text);
            g_autofree char *html = g_strndup(document->html.data, document->html.length);
            const char *last = strstr(html, "text");
            g_assert_nonnull(last);
            g_assert_nonnull(strstr(last, "</li>"));
            g_assert_cmpuint(document->link_count, ==, 0);
        }
}

static void test_footnotes_off(Fixture *f, G_GNUC_UNUSED const void *data)
{
    const char *text = "Note[^n].\n\n[^n]: /url\n";
    VtSource source = {.path = "text.md", .text = text, .length = strlen(text)};
    g_autoptr(VtDocument) document = vt_markdown_parse(f->markdown, &source, 0,
                                                       VT_MARKDOWN_ALL & ~VT_MARKDOWN_FOOTNOTES, f->sink);
    check_written(document, vt_document_all(document), (VtWriteOptions){0},
                  "<p>Note<a href=\"/url\">^n</a>.</p>\n");
}

/* ---- One line ---- */

static void test_inline(Fixture *f, G_GNUC_UNUSED const void *data)
{
    static const struct {
        const char *text, *html, *plain;
    } cases[] = {
        {"Plain & *styled*", "Plain &amp; <em>styled</em>", "Plain & styled"},
        {"1. not a list", "1. not a list", "1. not a list"},
        {"- nor this", "- nor this", "- nor this"},
        {"# nor a heading", "# nor a heading", "# nor a heading"},
        {"> nor a quote", "&gt; nor a quote", "> nor a quote"},
        {"    nor code", "nor code", "nor code"},
        {"```nor a fence", "```nor a fence", "```nor a fence"},
        {"[a]: /nor-a-definition", "[a]: /nor-a-definition", "[a]: /nor-a-definition"},
        {"---", "---", "---"},
        {"Learning C #", "Learning C #", "Learning C #"},
        {"\n[(,](/$\"", "[(,](/$&quot;", "[(,](/$\""}, /* md4c gives a length beyond its input */
        {"C ###", "C ###", "C ###"},
        {"C#", "C#", "C#"},
        {"escaped \\#", "escaped #", "escaped #"},
        {"two\nlines\r\n", "two lines", "two lines"},
        {"~$750k and ~1.5 weeks~", "~$750k and ~1.5 weeks~", "~$750k and ~1.5 weeks~"},
        {"[l](u.md) `c` <!-- out -->", "<a href=\"u.md\">l</a> <code>c</code> ", "l c"},
        {"Vec<T>", "Vec&lt;T&gt;", "Vec<T>"}, /* a value is data: HTML in it is text */
        {"<b>*r*</b> <script>x()</script>",
         "&lt;b&gt;<em>r</em>&lt;/b&gt; &lt;script&gt;x()&lt;/script&gt;", "<b>r</b> <script>x()</script>"},
        {"<a href='x.md' onclick=\"y\">z</a><br/><!DOCTYPE d><?p?><![CDATA[c]]>",
         "&lt;a href='x.md' onclick=&quot;y&quot;&gt;z&lt;/a&gt;&lt;br/&gt;&lt;!DOCTYPE d&gt;&lt;?p?&gt;"
         "&lt;![CDATA[c]]&gt;",
         "<a href='x.md' onclick=\"y\">z</a><br/><!DOCTYPE d><?p?><![CDATA[c]]>"},
        {"![a <i>b</i>](c.png)", "<img src=\"c.png\" alt=\"a &lt;i&gt;b&lt;/i&gt;\" loading=\"lazy\" decoding=\"async\">",
         ""},
        {"<https://a.example/>", "<a href=\"https://a.example/\">https://a.example/</a>", "https://a.example/"},
        {"a | b", "a | b", "a | b"},
        {"no note[^1]", "no note[^1]", "no note[^1]"},
        {"", "", ""},
        {"#", "#", "#"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VtBuffer) html = {0};
        g_auto(VtBuffer) plain = {0};
        vt_markdown_inline(f->markdown, vt_slice(cases[i].text), &html, &plain);
        g_assert_cmpstr(vt_buffer_string(&html), ==, cases[i].html);
        g_assert_cmpstr(vt_buffer_string(&plain), ==, cases[i].plain);
        vt_markdown_inline(f->markdown, vt_slice(cases[i].text), NULL, NULL);
    }
}

/* ---- Limits ---- */

static char *repeat(const char *unit, size_t count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (count-- > 0)
        g_string_append(text, unit);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void check_refused(Fixture *f, const char *text)
{
    g_autoptr(VtDocument) document = parse(f, text);
    g_assert_null(document);
    g_auto(VtBuffer) messages = {0};
    vt_diagnostics_write(f->sink, VT_FORMAT_TEXT, false, &messages);
    g_assert_nonnull(strstr(vt_buffer_string(&messages), "[markdown-too-large]"));
}

static void test_large_input(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autofree char *text = repeat("0123456789abcde\n", (1 << 20) + 1);
    check_refused(f, text);
}

static void test_large_output(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autofree char *address = repeat("abcdefgh", 2000);
    g_autofree char *links = repeat("[x]\n", 4000);
    g_autofree char *text = g_strdup_printf("%s\n\n[x]: /%s\n", links, address);
    check_refused(f, text);
}

static void test_large_footnotes(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 3000; i++)
        g_string_append_printf(text, "[^%d]\n\n[^%d]: [x]\n\n[d%d]: /some/address/here\n\n", i, i, i);
    check_refused(f, text->str);
}

/* Texts of cmark's list of pathological inputs, and some of ours: each ends in a document or a refusal. */
static void test_hostile(Fixture *f, G_GNUC_UNUSED const void *data)
{
    enum { MANY = 20000 };
    static const struct {
        const char *before, *unit, *after;
    } cases[] = {
        {"", "*a **a ", ""},
        {"", "a** *", ""},
        {"", "*", "a"},
        {"", "[", "a"},
        {"", "a]", ""},
        {"", "[a](", ""},
        {"", "[a](b", ""},
        {"", "![[]()", ""},
        {"", "[a](<b", ""},
        {"", "[a[^", ""},
        {"", "[^1] ", "\n\n[^1]: x\n"},
        {"", "> ", "a"},
        {"", ">", "a"},
        {"", "- ", "x\n"},
        {"", "1. ", "x\n"},
        {"", "`a``", ""},
        {"`", "a\\`", ""},
        {"", "<!-- ", ""},
        {"a ", "<!-- x -->", ""},
        {"", "<?", ""},
        {"a ", "<![CDATA[", ""},
        {"", "&amp;", ""},
        {"", "~a ~~b ", ""},
        {"", "~~a*", ""},
        {"", "<b>", ""},
        {"", "a@b.c ", ""},
        {"", "www.a", ""},
        {"", "# a\n", ""},
        {"", "[a]: b\n", "[a]"},
        {"", "[^a]: b\n", "[^a]"},
        {"", "- [ ] a\n", ""},
        {"a\n", "    b\n", ""},
        {"", "\\", ""},
        {"", "![a", "](b)"},
        {"", "**x [a*b**c*](d) ", ""},
        {"# ", "[a](b) ![c](d) ", "\n"},
        {"|a|\n|-|\n", "|[a](b)|\n", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *middle = repeat(cases[i].unit, MANY);
        g_autofree char *text = g_strconcat(cases[i].before, middle, cases[i].after, NULL);
        g_autoptr(VtDocument) document = parse(f, text);
        g_assert_true(document || vt_diagnostics_count(f->sink, VT_ERROR) > 0);
    }
}

/* Bytes that are no UTF-8 are refused before a text comes here; they must do no harm all the same. */
static void test_bytes(Fixture *f, G_GNUC_UNUSED const void *data)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    static const char likely[] = "[]()*_`~!<>&#-\n\n  |^:\\\"abcxyz\xff\x80\xc3";
    for (int i = 0; i < 20000; i++) {
        char text[64];
        size_t length = (size_t)g_rand_int_range(rand, 0, sizeof(text));
        for (size_t k = 0; k < length; k++)
            text[k] = g_rand_int_range(rand, 0, 4) ? likely[g_rand_int_range(rand, 0, sizeof(likely) - 1)]
                                                   : (char)g_rand_int_range(rand, 0, 256);
        g_autofree char *copy = g_memdup2(text, MAX(length, 1));
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        VtSource source = {.path = "text.md", .text = copy, .length = length};
        g_autoptr(VtDocument) document = vt_markdown_parse(f->markdown, &source, 0, VT_MARKDOWN_ALL, sink);
        g_assert_nonnull(document);
    }
}

#define ADD(path, function) g_test_add("/markdown/" path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("write/targets", test_targets);
    ADD("write/image-in-link", test_image_in_link);
    ADD("write/pictures", test_pictures);
    ADD("write/origin", test_origin);
    ADD("write/deeper", test_deeper);
    ADD("write/embedded", test_embedded);
    ADD("offset", test_offset);
    ADD("item-ends", test_item_ends);
    ADD("footnotes-off", test_footnotes_off);
    ADD("inline", test_inline);
    ADD("limits/input", test_large_input);
    ADD("limits/output", test_large_output);
    ADD("limits/footnotes", test_large_footnotes);
    ADD("hostile", test_hostile);
    ADD("bytes", test_bytes);
    return g_test_run();
}
