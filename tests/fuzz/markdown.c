/* Markdown to a document: what tests/markdown/test_properties.c holds on random texts, here on any text; and
 * with everything of ours switched off, the HTML of md4c's own renderer. */
#include "fuzz.h"

#include <vitrine/markdown.h>

#ifdef HAVE_MD4C_HTML
#include <md4c-html.h>
#endif

static VtSlice html_of(const VtDocument *document, VtRange range)
{
    g_assert_cmpuint(range.start, <=, range.end);
    g_assert_cmpuint(range.end, <=, document->html.length);
    return (VtSlice){document->html.data + range.start, range.end - range.start};
}

static void check_equal(const VtBuffer *found, VtSlice wanted)
{
    if (!vt_slice_equal((VtSlice){found->data, found->length}, wanted))
        fuzz_fail("wanted:\n%.*s\nfound:\n%.*s", (int)wanted.length, wanted.data, (int)found->length,
                  found->data);
}

/* ---- What is said of a document ---- */

static void check_sections(const VtDocument *document)
{
    g_auto(VtBuffer) joined = {0};
    for (size_t i = 0; i < document->section_count; i++) {
        const VtSection *section = &document->sections[i];
        if (section->heading != NULL)
            vt_buffer_append_slice(&joined, html_of(document, section->heading->element));
        vt_buffer_append_slice(&joined, html_of(document, section->body));
    }
    VtSlice footnotes = html_of(document, document->footnotes);
    vt_buffer_append_slice(&joined, footnotes);
    if (footnotes.length > 0)
        vt_buffer_append_char(&joined, '\n');
    check_equal(&joined, document->html);
}

static void check_headings(const VtDocument *document)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned level = 1;
    for (size_t i = 0; i < document->heading_count; i++) {
        const VtHeading *heading = &document->headings[i];
        g_assert_cmpuint(heading->level, >=, 2);
        g_assert_cmpuint(heading->level, <=, MIN(level + 1, 6));
        level = heading->level;
        g_assert_cmpuint(heading->id.length, >, 0);
        g_assert_true(g_hash_table_add(ids, g_strndup(heading->id.data, heading->id.length)));
        g_assert_true(vt_document_heading(document, heading->id) == heading);
        VtSlice element = html_of(document, heading->element);
        g_assert_true(element.length > 9 && element.data[0] == '<' && element.data[1] == 'h');
        g_assert_cmpint(element.data[element.length - 1], ==, '>');
        html_of(document, heading->id_attribute);
    }
}

static void check_links(const VtDocument *document, const VtSource *source)
{
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        bool image = link->kind == VT_LINK_IMAGE;
        VtSlice open = html_of(document, link->open);
        VtSlice close = html_of(document, link->close);
        VtSlice value = html_of(document, link->value);
        const char *wanted = image ? "<img src=\"" : "<a href=\"";
        g_assert_true(open.length > strlen(wanted) && memcmp(open.data, wanted, strlen(wanted)) == 0);
        g_assert_cmpint(open.data[open.length - 1], ==, '>');
        g_assert_true(image ? close.length == 0 : vt_slice_is(close, "</a>"));
        g_assert_null(memchr(value.data, '"', value.length));
        g_assert_cmpuint(link->offset + link->length, <=, source->length);
    }
}

static void check_ranges(const VtDocument *document)
{
    html_of(document, document->lead);
    html_of(document, document->footnotes);
    for (size_t i = 0; i < document->item_count; i++)
        html_of(document, document->items[i]);
    g_assert_true(vt_utf8_valid(document->html.data, document->html.length, NULL));
    g_assert_true(vt_utf8_valid(document->text.data, document->text.length, NULL));
    g_assert_true(vt_utf8_valid(document->excerpt.data, document->excerpt.length, NULL));
}

/* ---- Writing ---- */

static void check_plain_writing(const VtDocument *document)
{
    g_auto(VtBuffer) out = {0};
    vt_document_write_html(document, vt_document_all(document), &(VtWriteOptions){0}, &out);
    check_equal(&out, document->html);
}

static void check_unlinking(const VtDocument *document, const VtSource *source)
{
    g_autofree VtLinkTarget *targets = g_new0(VtLinkTarget, document->link_count + 1);
    for (size_t i = 0; i < document->link_count; i++)
        targets[i].action = VT_LINK_UNLINK;
    g_auto(VtBuffer) out = {0};
    VtWriteOptions options = {.targets = targets, .embedded = true};
    vt_document_write_html(document, vt_document_all(document), &options, &out);
    if (memchr(source->text, '<', source->length) != NULL ||
        memmem(source->text, source->length, "href=", 5) != NULL)
        return; /* the author's own HTML stays, and the name of a code block's language is a class */
    const char *html = vt_buffer_string(&out);
    g_assert_null(strstr(html, "href=\""));
    g_assert_null(strstr(html, "<img src"));
    g_assert_null(strstr(html, "</a>"));
    g_assert_null(strstr(html, " id=\""));
}

static void check_replacing(const VtDocument *document)
{
    static const VtPicture picture = {30, 20, "/a.webp 10w", "/a.jpg 10w"};
    g_autofree VtLinkTarget *targets = g_new0(VtLinkTarget, document->link_count + 1);
    for (size_t i = 0; i < document->link_count; i++)
        targets[i] = (VtLinkTarget){(VtLinkAction)(i % 3), VT_SLICE("/a&b/"), i % 2 == 0 ? &picture : NULL};
    g_auto(VtBuffer) out = {0};
    VtWriteOptions options = {.targets = targets, .origin = VT_SLICE("https://robin.example"), .deeper = 2};
    vt_document_write_html(document, vt_document_all(document), &options, &out);
    for (size_t i = 0; i < document->section_count; i++)
        vt_document_write_html(document, document->sections[i].body, &options, &out);
    g_assert_true(vt_utf8_valid(out.data, out.length, NULL));
}

/* ---- Ways to read a text ---- */

static VtDocument *parse(VtMarkdown *markdown, const VtSource *source, VtMarkdownFlags flags,
                         VtDiagnostics *sink)
{
    VtDocument *document = vt_markdown_parse(markdown, source, 0, flags, sink);
    g_assert_true(document != NULL || vt_diagnostics_holds(sink, VT_MARKDOWN_TOO_LARGE));
    return document;
}

static void check_all(VtMarkdown *markdown, const VtSource *source)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = parse(markdown, source, VT_MARKDOWN_ALL, sink);
    if (document != NULL) {
        check_ranges(document);
        check_sections(document);
        check_headings(document);
        check_links(document, source);
        check_plain_writing(document);
        check_unlinking(document, source);
        check_replacing(document);
    }
    fuzz_messages(sink);
}

static void check_some(VtMarkdown *markdown, const VtSource *source, VtMarkdownFlags flags)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = parse(markdown, source, flags, sink);
    if (document != NULL) {
        if (flags & VT_MARKDOWN_PAGE)
            check_links(document, source); /* without, elements end where md4c says, in whatever order */
        check_plain_writing(document);
        check_replacing(document);
    }
}

#ifdef HAVE_MD4C_HTML
static void append(const MD_CHAR *text, MD_SIZE size, void *data)
{
    vt_buffer_append(data, text, size);
}

static bool render(const char *text, size_t length, VtBuffer *out)
{
    return md_html(text, (MD_SIZE)length, append, out, MD_DIALECT_GITHUB, 0) == 0;
}

/* md4c 0.4.8 may end a list item early, by where in the text it stands (src/markdown/item_ends.c): does it
 * say something else of the same text behind a blank line? */
static bool hangs_on_place(const VtSource *source, const VtBuffer *html)
{
    g_auto(VtBuffer) text = {0};
    g_auto(VtBuffer) other = {0};
    vt_buffer_append_char(&text, '\n');
    vt_buffer_append(&text, source->text, source->length);
    if (!render(vt_buffer_string(&text), text.length, &other))
        return true;
    return !vt_slice_equal((VtSlice){html->data, html->length}, (VtSlice){other.data, other.length});
}

/* Not of texts with images: md4c's renderer 0.4.8 ends one at the end of an image inside of it. Nor of
 * characters by number, of which ours leaves out those for control. */
static void check_against_md4c(VtMarkdown *markdown, const VtSource *source)
{
    if (strstr(source->text, "![") != NULL || strstr(source->text, "&#") != NULL)
        return;
    g_auto(VtBuffer) wanted = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = parse(markdown, source, VT_MARKDOWN_GFM, sink);
    if (document == NULL || !render(source->text, source->length, &wanted) || hangs_on_place(source, &wanted))
        return;
    g_auto(VtBuffer) ours = {0};
    vt_buffer_append_slice(&ours, document->html);
    check_equal(&ours, (VtSlice){wanted.data, wanted.length});
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autofree char *text = fuzz_text(data, size);
    VtSource source = {.path = "text.md", .text = text, .length = size};
    check_all(markdown, &source);
    check_some(markdown, &source, (VtMarkdownFlags)(size & 0xff));
#ifdef HAVE_MD4C_HTML
    check_against_md4c(markdown, &source);
#endif
    g_auto(VtBuffer) html = {0};
    g_auto(VtBuffer) plain = {0};
    vt_markdown_inline(markdown, (VtSlice){text, strcspn(text, "\r\n")}, &html, &plain);
    g_assert_true(vt_utf8_valid(html.data, html.length, NULL));
    g_assert_true(vt_utf8_valid(plain.data, plain.length, NULL));
    return 0;
}
