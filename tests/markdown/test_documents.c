/* Each documents/NAME.md gives NAME.expect: its HTML and all that is known about it, then its diagnostics.
 * VITRINE_UPDATE=1 writes the expectations anew. */
#include <vitrine/markdown.h>

static void append_slice_quoted(VtBuffer *out, VtSlice slice)
{
    vt_buffer_append_char(out, '"');
    vt_buffer_append_slice(out, slice);
    vt_buffer_append_char(out, '"');
}

static VtSlice html_of(const VtDocument *document, VtRange range)
{
    return (VtSlice){document->html.data + range.start, range.end - range.start};
}

static void append_place(VtBuffer *out, const VtSource *source, size_t offset)
{
    VtPosition position = vt_source_position(source, offset);
    vt_buffer_append_format(out, "%zu:%zu ", position.line, position.column);
}

static void append_headings(VtBuffer *out, const VtSource *source, const VtDocument *document)
{
    if (document->heading_count > 0)
        vt_buffer_append_string(out, "-- headings\n");
    for (size_t i = 0; i < document->heading_count; i++) {
        const VtHeading *heading = &document->headings[i];
        append_place(out, source, heading->offset);
        vt_buffer_append_format(out, "h%u #", heading->level);
        vt_buffer_append_slice(out, heading->id);
        vt_buffer_append_char(out, ' ');
        append_slice_quoted(out, heading->text);
        vt_buffer_append_char(out, ' ');
        vt_buffer_append_slice(out, heading->html);
        vt_buffer_append_char(out, '\n');
    }
}

static void append_sections(VtBuffer *out, const VtDocument *document)
{
    for (size_t i = 0; i < document->section_count; i++) {
        const VtSection *section = &document->sections[i];
        vt_buffer_append_string(out, "-- section ");
        if (section->heading)
            append_slice_quoted(out, section->heading->text);
        else
            vt_buffer_append_string(out, "before any heading");
        vt_buffer_append_char(out, '\n');
        vt_buffer_append_slice(out, vt_slice_trim(html_of(document, section->body)));
        vt_buffer_append_char(out, '\n');
    }
}

static void append_links(VtBuffer *out, const VtSource *source, const VtDocument *document)
{
    static const char *const kinds[] = {"link", "image", "autolink"};
    if (document->link_count > 0)
        vt_buffer_append_string(out, "-- links\n");
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        append_place(out, source, link->offset);
        vt_buffer_append_format(out, "%s ", kinds[link->kind]);
        append_slice_quoted(out, link->target);
        vt_buffer_append_char(out, ' ');
        append_slice_quoted(out, link->text);
        vt_buffer_append_string(out, " source ");
        append_slice_quoted(out, (VtSlice){source->text + link->offset, link->length});
        vt_buffer_append_char(out, '\n');
    }
}

static void append_rest(VtBuffer *out, const VtDocument *document)
{
    vt_buffer_append_string(out, "-- text\n");
    vt_buffer_append_slice(out, document->text);
    vt_buffer_append_format(out, "\n-- words %zu\n-- excerpt\n", document->words);
    vt_buffer_append_slice(out, document->excerpt);
    vt_buffer_append_string(out, "\n-- lead\n");
    vt_buffer_append_slice(out, html_of(document, document->lead));
    vt_buffer_append_char(out, '\n');
    for (size_t i = 0; i < document->item_count; i++) {
        vt_buffer_append_string(out, "-- item\n");
        vt_buffer_append_slice(out, html_of(document, document->items[i]));
        vt_buffer_append_char(out, '\n');
    }
}

static void describe(const VtSource *source, VtBuffer *out)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = vt_markdown_parse(markdown, source, 0, VT_MARKDOWN_ALL, sink);
    g_assert_nonnull(document);
    vt_buffer_append_slice(out, document->html);
    append_headings(out, source, document);
    append_sections(out, document);
    append_links(out, source, document);
    append_rest(out, document);
    vt_buffer_append_string(out, "-- diagnostics\n");
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, out);
}

static void test_document(const void *data)
{
    const char *name = data;
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "documents", name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_auto(VtBuffer) out = {0};
    describe(&(VtSource){.path = name, .text = text, .length = length}, &out);
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".md"));
    g_autofree char *expect_path = g_strconcat(stem, ".expect", NULL);
    if (g_getenv("VITRINE_UPDATE")) {
        g_assert_true(g_file_set_contents(expect_path, out.data, (gssize)out.length, NULL));
        return;
    }
    g_autofree char *expected = NULL;
    g_assert_true(g_file_get_contents(expect_path, &expected, NULL, NULL));
    g_assert_cmpstr(vt_buffer_string(&out), ==, expected);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *document_names(void)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "documents", NULL);
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_assert_nonnull(folder);
    const char *name;
    while ((name = g_dir_read_name(folder)) != NULL)
        if (g_str_has_suffix(name, ".md"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autoptr(GPtrArray) names = document_names();
    g_assert_cmpuint(names->len, >, 8);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *test = g_strconcat("/markdown/documents/", name, NULL);
        g_test_add_data_func(test, name, test_document);
    }
    return g_test_run();
}
