/* With everything of ours switched off, the HTML is that of md4c's own renderer, to the byte. */
#include "random_markdown.h"
#include "spec_examples.h"

#include <md4c-html.h>
#include <vitrine/markdown.h>

static void append_output(const MD_CHAR *text, MD_SIZE size, void *data)
{
    vt_buffer_append(data, text, size);
}

/* md4c's renderer 0.4.8 ends an image at the end of an image inside its text, and writes the rest behind it.
 */
typedef struct ImageDepth {
    unsigned now;
    unsigned most;
} ImageDepth;

static int enter_span(MD_SPANTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    ImageDepth *depth = data;
    depth->now += type == MD_SPAN_IMG;
    depth->most = MAX(depth->most, depth->now);
    return 0;
}

static int leave_span(MD_SPANTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
    ((ImageDepth *)data)->now -= type == MD_SPAN_IMG;
    return 0;
}

static int ignore_block(G_GNUC_UNUSED MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, G_GNUC_UNUSED void *data)
{
    return 0;
}

static int ignore_text(G_GNUC_UNUSED MD_TEXTTYPE type, G_GNUC_UNUSED const MD_CHAR *text,
                       G_GNUC_UNUSED MD_SIZE size, G_GNUC_UNUSED void *data)
{
    return 0;
}

static bool has_image_in_image(VtSlice text)
{
    const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB,
                              .enter_block = ignore_block,
                              .leave_block = ignore_block,
                              .enter_span = enter_span,
                              .leave_span = leave_span,
                              .text = ignore_text};
    ImageDepth depth = {0};
    md_parse(text.data, (MD_SIZE)text.length, &parser, &depth);
    return depth.most > 1;
}

static void compare(VtMarkdown *markdown, VtSlice text, VtMarkdownFlags flags)
{
    g_auto(VtBuffer) expected = {0};
    unsigned dialect = flags & VT_MARKDOWN_GFM ? MD_DIALECT_GITHUB : MD_DIALECT_COMMONMARK;
    g_assert_cmpint(md_html(text.data, (MD_SIZE)text.length, append_output, &expected, dialect, 0), ==, 0);
    VtSource source = {.path = "text.md", .text = text.data, .length = text.length};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = vt_markdown_parse(markdown, &source, 0, flags, sink);
    g_assert_nonnull(document);
    if (vt_slice_equal(document->html, (VtSlice){expected.data, expected.length}))
        return;
    g_test_message("of:\n%.*s\nmd4c:\n%sours:\n%.*s", (int)text.length, text.data,
                   vt_buffer_string(&expected), (int)document->html.length, document->html.data);
    g_test_fail();
}

static unsigned compare_examples(const char *specification, VtMarkdownFlags flags)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_auto(VtBuffer) text = {0};
    unsigned count = 0;
    for (const char *at = specification; spec_next_example(&at, &text); count++) {
        compare(markdown, (VtSlice){vt_buffer_string(&text), text.length}, flags);
        vt_buffer_reset(&text);
    }
    return count;
}

static void test_commonmark(void)
{
    g_autofree char *specification = NULL;
    const char *path = g_getenv("VITRINE_COMMONMARK");
    if (!path || !g_file_get_contents(path, &specification, NULL, NULL)) {
        g_test_skip("the npm package commonmark-spec is not installed in tests/: CommonMark's examples are "
                    "not compared");
        return;
    }
    unsigned plain = compare_examples(specification, VT_MARKDOWN_PLAIN);
    g_test_message("%u examples of CommonMark", plain);
    g_assert_cmpuint(plain, >, 600);
    g_assert_cmpuint(compare_examples(specification, VT_MARKDOWN_GFM), ==, plain);
}

static void test_gfm(void)
{
    static const struct {
        const char *name;
        unsigned examples;
    } files[] = {{"tables", 8}, {"task_lists", 2}, {"strikethrough", 3}, {"autolinks", 10}, {"raw_html", 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *name = g_strconcat(files[i].name, ".md", NULL);
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, "gfm", name, NULL);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        g_assert_cmpuint(compare_examples(text, VT_MARKDOWN_GFM), >=, files[i].examples);
    }
}

static void test_random(void)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(GRand) rand = g_rand_new_with_seed(20240229);
    g_auto(VtBuffer) text = {0};
    for (int i = 0; i < 20000; i++) {
        vt_buffer_reset(&text);
        random_markdown(rand, &text);
        if (!has_image_in_image((VtSlice){text.data, text.length}))
            compare(markdown, (VtSlice){text.data, text.length}, i % 2 ? VT_MARKDOWN_GFM : VT_MARKDOWN_PLAIN);
    }
}

static unsigned compare_folder(VtMarkdown *markdown, const char *path)
{
    unsigned count = 0;
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    while (folder && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        if (g_file_test(child, G_FILE_TEST_IS_SYMLINK)) {
            continue;
        } else if (g_file_test(child, G_FILE_TEST_IS_DIR)) {
            count += compare_folder(markdown, child);
        } else if (g_str_has_suffix(name, ".md") && g_file_get_contents(child, &text, &length, NULL)) {
            compare(markdown, (VtSlice){text, length}, VT_MARKDOWN_PLAIN);
            compare(markdown, (VtSlice){text, length}, VT_MARKDOWN_GFM);
            count++;
        }
    }
    return count;
}

static void test_shared(void)
{
    const char *shared = g_getenv("VITRINE_SHARED");
    if (!shared || !g_file_test(shared, G_FILE_TEST_IS_DIR)) {
        g_test_skip("VITRINE_SHARED names no folder: its Markdown is not compared");
        return;
    }
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_test_message("%u files of Markdown", compare_folder(markdown, shared));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/plain/commonmark", test_commonmark);
    g_test_add_func("/markdown/plain/gfm", test_gfm);
    g_test_add_func("/markdown/plain/random", test_random);
    g_test_add_func("/markdown/plain/shared", test_shared);
    return g_test_run();
}
