/* How fast texts become documents, and what md4c's parser alone takes of that. Not a test: run it by hand
 * with Markdown files, the more and larger the better:
 *
 *     build/tests/markdown/bench-markdown FILE… */
#include <md4c.h>
#include <stdio.h>
#include <time.h>
#include <vitrine/markdown.h>

enum { ROUNDS = 9 };

typedef struct Texts {
    GPtrArray *sources; /* of VtSource */
    size_t bytes;
} Texts;

static Texts read_texts(int count, char **paths)
{
    Texts texts = {g_ptr_array_new(), 0};
    for (int i = 0; i < count; i++) {
        char *text;
        gsize length;
        if (!g_file_get_contents(paths[i], &text, &length, NULL))
            continue;
        VtSource *source = g_new0(VtSource, 1);
        *source = (VtSource){.path = paths[i], .text = text, .length = length};
        g_ptr_array_add(texts.sources, source);
        texts.bytes += length;
    }
    return texts;
}

static int ignore_block(G_GNUC_UNUSED MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, G_GNUC_UNUSED void *data)
{
    return 0;
}

static int ignore_span(G_GNUC_UNUSED MD_SPANTYPE type, G_GNUC_UNUSED void *detail, G_GNUC_UNUSED void *data)
{
    return 0;
}

static int ignore_text(G_GNUC_UNUSED MD_TEXTTYPE type, G_GNUC_UNUSED const MD_CHAR *text,
                       G_GNUC_UNUSED MD_SIZE size, G_GNUC_UNUSED void *data)
{
    return 0;
}

static void parse_alone(const VtSource *source)
{
    const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB,
                              .enter_block = ignore_block,
                              .leave_block = ignore_block,
                              .enter_span = ignore_span,
                              .leave_span = ignore_span,
                              .text = ignore_text};
    md_parse(source->text, (MD_SIZE)source->length, &parser, NULL);
}

/* The best of some rounds, in processor time: other programs disturb least. */
typedef void Round(const Texts *texts, VtMarkdownFlags flags);

static void measure(const char *what, const Texts *texts, Round *round, VtMarkdownFlags flags)
{
    clock_t best = 0;
    for (int i = 0; i < ROUNDS; i++) {
        clock_t start = clock();
        round(texts, flags);
        clock_t taken = clock() - start;
        best = i == 0 ? taken : MIN(best, taken);
    }
    double seconds = (double)MAX(best, 1) / CLOCKS_PER_SEC;
    printf("%-28s %8.1f MB/s %8.2f µs a text\n", what, (double)texts->bytes / 1e6 / seconds,
           seconds * 1e6 / (double)texts->sources->len);
}

static void round_md4c(const Texts *texts, G_GNUC_UNUSED VtMarkdownFlags flags)
{
    for (guint i = 0; i < texts->sources->len; i++)
        parse_alone(g_ptr_array_index(texts->sources, i));
}

static void round_parse(const Texts *texts, VtMarkdownFlags flags)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    for (guint i = 0; i < texts->sources->len; i++)
        vt_document_free(vt_markdown_parse(markdown, g_ptr_array_index(texts->sources, i), 0, flags, sink));
}

static void round_write(const Texts *texts, VtMarkdownFlags flags)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    enum { WRITES = 20 };
    for (guint i = 0; i < texts->sources->len; i++) {
        g_autoptr(VtDocument)
            document = vt_markdown_parse(markdown, g_ptr_array_index(texts->sources, i), 0, flags, sink);
        for (int n = 0; document && n < WRITES; n++) {
            vt_buffer_reset(&out);
            vt_document_write_html(document, vt_document_all(document), &(VtWriteOptions){.deeper = 1}, &out);
        }
    }
}

int main(int argc, char **argv)
{
    Texts texts = read_texts(argc - 1, argv + 1);
    if (texts.sources->len == 0)
        return 2;
    printf("%u texts, %zu bytes\n", texts.sources->len, texts.bytes);
    measure("md4c alone", &texts, round_md4c, VT_MARKDOWN_PLAIN);
    measure("plain", &texts, round_parse, VT_MARKDOWN_PLAIN | VT_MARKDOWN_GFM);
    measure("all but highlighting", &texts, round_parse, VT_MARKDOWN_ALL & ~VT_MARKDOWN_HIGHLIGHT);
    measure("all", &texts, round_parse, VT_MARKDOWN_ALL);
    measure("all, and written 20 times", &texts, round_write, VT_MARKDOWN_ALL);
    return 0;
}
