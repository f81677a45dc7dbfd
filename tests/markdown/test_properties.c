/* What holds for every text, on random ones. */
#include "random_markdown.h"

#include <vitrine/markdown.h>

typedef struct Sample {
    VtBuffer text;
    VtSource source;
    VtDocument *document;
} Sample;

typedef void Property(const Sample *sample);

static void hold(Property *property, guint32 seed, int count)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    Sample sample = {0};
    for (int i = 0; i < count && !g_test_failed(); i++) {
        vt_buffer_reset(&sample.text);
        random_markdown(rand, &sample.text);
        sample.source = (VtSource){.path = "text.md", .text = sample.text.data, .length = sample.text.length};
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        sample.document = vt_markdown_parse(markdown, &sample.source, 0, VT_MARKDOWN_ALL, sink);
        g_assert_nonnull(sample.document);
        property(&sample);
        if (g_test_failed())
            g_test_message("text:\n%s\nhtml:\n%.*s", vt_buffer_string(&sample.text),
                           (int)sample.document->html.length, sample.document->html.data);
        vt_document_free(sample.document);
    }
    vt_buffer_finish(&sample.text);
}

static VtSlice html_of(const VtDocument *document, VtRange range)
{
    g_assert_cmpuint(range.start, <=, range.end);
    g_assert_cmpuint(range.end, <=, document->html.length);
    return (VtSlice){document->html.data + range.start, range.end - range.start};
}

static void check_equal(VtSlice a, VtSlice b)
{
    if (vt_slice_equal(a, b))
        return;
    g_test_message("expected:\n%.*s\ngot:\n%.*s", (int)b.length, b.data, (int)a.length, a.data);
    g_test_fail();
}

/* ---- Sections ---- */

static void sections_give_html(const Sample *sample)
{
    const VtDocument *document = sample->document;
    g_auto(VtBuffer) joined = {0};
    for (size_t i = 0; i < document->section_count; i++) {
        const VtSection *section = &document->sections[i];
        if (section->heading)
            vt_buffer_append_slice(&joined, html_of(document, section->heading->element));
        vt_buffer_append_slice(&joined, html_of(document, section->body));
    }
    VtSlice footnotes = html_of(document, document->footnotes);
    vt_buffer_append_slice(&joined, footnotes);
    if (footnotes.length > 0)
        vt_buffer_append_char(&joined, '\n');
    check_equal((VtSlice){joined.data, joined.length}, document->html);
}

/* ---- Headings ---- */

static void headings_are_in_order(const Sample *sample)
{
    const VtDocument *document = sample->document;
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
        g_autofree char *open = g_strdup_printf("<h%u id=\"%.*s\">", level, (int)heading->id.length,
                                                heading->id.data);
        g_autofree char *close = g_strdup_printf("</h%u>", level);
        g_assert_true(g_str_has_prefix(element.data, open));
        g_assert_cmpmem(element.data + element.length - 5, 5, close, 5);
    }
}

/* ---- Links ---- */

static bool is_safe(unsigned char c)
{
    return g_ascii_isalnum(c) || strchr("~-_.+!*(),%#@?=;:/$", c) != NULL;
}

static void append_escaped(VtBuffer *out, VtSlice target)
{
    for (size_t i = 0; i < target.length; i++) {
        unsigned char c = (unsigned char)target.data[i];
        if (c == '&')
            vt_buffer_append_string(out, "&amp;");
        else if (is_safe(c))
            vt_buffer_append_char(out, (char)c);
        else
            vt_buffer_append_format(out, "%%%02X", c);
    }
}

static void links_are_where_they_say(const Sample *sample)
{
    const VtDocument *document = sample->document;
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        g_auto(VtBuffer) value = {0};
        append_escaped(&value, link->target);
        check_equal(html_of(document, link->value), (VtSlice){value.data, value.length});
        bool image = link->kind == VT_LINK_IMAGE;
        g_assert_true(
            g_str_has_prefix(html_of(document, link->open).data, image ? "<img src=\"" : "<a href=\""));
        g_assert_cmpint(document->html.data[link->open.end - 1], ==, '>');
        check_equal(html_of(document, link->close), image ? VT_SLICE("") : VT_SLICE("</a>"));
        g_assert_cmpuint(link->offset + link->length, <=, sample->source.length);
    }
}

/* ---- Writing ---- */

static void writing_without_targets_changes_nothing(const Sample *sample)
{
    const VtDocument *document = sample->document;
    g_auto(VtBuffer) out = {0};
    vt_document_write_html(document, vt_document_all(document), &(VtWriteOptions){0}, &out);
    check_equal((VtSlice){out.data, out.length}, document->html);
    vt_buffer_reset(&out);
    for (size_t i = 0; i < document->section_count; i++) {
        if (document->sections[i].heading)
            vt_document_write_html(document, document->sections[i].heading->element, NULL, &out);
        vt_document_write_html(document, document->sections[i].body, NULL, &out);
    }
    vt_document_write_html(document, document->footnotes, NULL, &out);
    if (document->footnotes.end > 0)
        vt_buffer_append_char(&out, '\n');
    check_equal((VtSlice){out.data, out.length}, document->html);
}

static void kept_targets_need_no_writing(const Sample *sample)
{
    const VtDocument *document = sample->document;
    g_autofree VtLinkTarget *targets = g_new0(VtLinkTarget, document->link_count + 1);
    VtWriteOptions options = {.targets = targets};
    g_auto(VtBuffer) out = {0};
    vt_document_write_html(document, vt_document_all(document), &options, &out);
    check_equal((VtSlice){out.data, out.length}, document->html);
    g_assert_true(vt_document_writes_as_is(document, &options));
    if (document->link_count == 0)
        return;
    targets[document->link_count - 1].action = VT_LINK_UNLINK;
    g_assert_false(vt_document_writes_as_is(document, &options));
}

static void unlinking_leaves_no_address(const Sample *sample)
{
    const VtDocument *document = sample->document;
    g_autofree VtLinkTarget *targets = g_new0(VtLinkTarget, document->link_count + 1);
    for (size_t i = 0; i < document->link_count; i++)
        targets[i].action = VT_LINK_UNLINK;
    g_auto(VtBuffer) out = {0};
    VtWriteOptions options = {.targets = targets, .embedded = true};
    vt_document_write_html(document, vt_document_all(document), &options, &out);
    const char *html = vt_buffer_string(&out);
    g_assert_null(strstr(html, "href=\""));
    g_assert_null(strstr(html, "<img src"));
    g_assert_null(strstr(html, "</a>"));
    g_assert_null(strstr(html, " id=\""));
}

/* ---- Well-formed HTML ---- */

/* Our elements nest; those that the author wrote are taken out first. */
static void check_nesting(const char *html)
{
    static const char *const empty[] = {"br", "hr", "img", "input"};
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    for (const char *p = html; (p = strchr(p, '<')) != NULL && !g_test_failed(); p++) {
        bool close = p[1] == '/';
        const char *name = p + 1 + close;
        g_autofree char *element = g_strndup(name, strcspn(name, " >\n"));
        bool alone = false;
        for (size_t i = 0; i < G_N_ELEMENTS(empty); i++)
            alone = alone || strcmp(element, empty[i]) == 0;
        if (alone)
            continue;
        if (!close) {
            g_ptr_array_add(open, g_steal_pointer(&element));
            continue;
        }
        if (open->len == 0 || strcmp(g_ptr_array_index(open, open->len - 1), element) != 0)
            g_test_fail_printf("</%s> closes nothing", element);
        else
            g_ptr_array_set_size(open, (int)open->len - 1);
    }
    if (open->len > 0)
        g_test_fail_printf("<%s> is never closed", (const char *)g_ptr_array_index(open, open->len - 1));
}

static void elements_nest(const Sample *sample)
{
    if (memchr(sample->source.text, '<', sample->source.length))
        return;
    g_autofree char *html = g_strndup(sample->document->html.data, sample->document->html.length);
    check_nesting(html);
}

/* ---- Plain text ---- */

/* Words of the HTML outside of tags: letters of ASCII only, as all else could be an entity. */
static void text_has_all_words(const Sample *sample)
{
    const VtDocument *document = sample->document;
    if (memchr(sample->source.text, '<', sample->source.length) || document->footnotes.end > 0)
        return;
    g_autofree char *text = g_strndup(document->text.data, document->text.length);
    const char *end = document->html.data + document->html.length;
    bool tag = false;
    for (const char *p = document->html.data; p < end; p++) {
        tag = tag ? *p != '>' : *p == '<';
        if (tag || !g_ascii_isalpha(*p) || p[-1] == '&')
            continue;
        const char *start = p;
        while (p < end && g_ascii_isalpha(*p))
            p++;
        g_autofree char *word = g_strndup(start, (size_t)(p - start));
        if (*p-- != ';' && !strstr(text, word))
            g_test_fail_printf("\"%s\" is not in the text", word);
    }
}

#define TEST(name, property, seed)                                                                           \
    static void test_##name(void)                                                                            \
    {                                                                                                        \
        hold(property, seed, 10000);                                                                         \
    }

TEST(sections, sections_give_html, 1)
TEST(headings, headings_are_in_order, 2)
TEST(links, links_are_where_they_say, 3)
TEST(writing, writing_without_targets_changes_nothing, 4)
TEST(unlinking, unlinking_leaves_no_address, 5)
TEST(nesting, elements_nest, 6)
TEST(text, text_has_all_words, 7)
TEST(kept_targets, kept_targets_need_no_writing, 8)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/properties/sections-give-html", test_sections);
    g_test_add_func("/markdown/properties/headings-are-in-order", test_headings);
    g_test_add_func("/markdown/properties/links-are-where-they-say", test_links);
    g_test_add_func("/markdown/properties/writing-changes-nothing", test_writing);
    g_test_add_func("/markdown/properties/kept-targets-need-no-writing", test_kept_targets);
    g_test_add_func("/markdown/properties/unlinking-leaves-no-address", test_unlinking);
    g_test_add_func("/markdown/properties/elements-nest", test_nesting);
    g_test_add_func("/markdown/properties/text-has-all-words", test_text);
    return g_test_run();
}
