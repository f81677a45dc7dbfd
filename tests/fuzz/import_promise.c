#include "import_promise.h"

#include "fuzz.h"

#include "../importer/trees.h"

#include "../../src/content/content_private.h"

#include <vitrine/edition.h>

static void write_tree(const char *folder, const VtImport *import)
{
    size_t count;
    const VtImportFile *files = vt_import_files(import, &count);
    for (size_t i = 0; i < count; i++)
        g_assert_true(fuzz_file_write(folder, files[i].path, files[i].text, files[i].length));
}

static void check_editions(const VtPortfolio *portfolio, VtDiagnostics *sink)
{
    VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 1}, .jobs = 1};
    for (size_t i = 0; i < portfolio->site.audience_count; i++)
        vt_edition_free(vt_edition_new(portfolio, &portfolio->site.audiences[i], &options, sink));
    fuzz_refuse_errors(sink);
}

/* What the importer writes is read, and editions are made of it: an error would be the importer's mistake. */
static void check_loading(const VtImport *import)
{
    char *folder = fuzz_folder_new();
    g_autofree char *content = g_build_filename(folder, "site-content", NULL);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtContentOptions options = {.jobs = 1};
    write_tree(folder, import);
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(content, &options, sink);
    fuzz_refuse_errors(sink);
    g_assert_nonnull(portfolio);
    g_assert_nonnull(portfolio->profile);
    check_editions(portfolio, sink);
    fuzz_folder_remove(folder);
}

static void append_scalars(GString *out, const VtNode *node)
{
    if (node->text != NULL)
        g_string_append_printf(out, "%s\n", node->text);
    for (size_t i = 0; i < node->count; i++)
        append_scalars(out, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]);
}

/* All that a reader of the files reads: values of front matter, and bodies. */
static char *read_tree(const VtImport *import)
{
    size_t count;
    const VtImportFile *files = vt_import_files(import, &count);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(VtArena) arena = vt_arena_new();
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        VtSource source = {.path = files[i].path, .text = files[i].text, .length = files[i].length};
        VtFrontMatter front = {0};
        bool page = g_str_has_suffix(files[i].path, ".md") && vt_front_matter_find(&source, &front, sink);
        const VtNode *map = page ? vt_yaml_parse(arena, &source, front.yaml, front.yaml_length, sink) : NULL;
        if (map != NULL)
            append_scalars(out, map);
        g_string_append_printf(out, "%s\n", files[i].text + front.body);
    }
    return g_string_free(out, FALSE);
}

/* "(#a)", "( <#a>)" */
static bool is_linked(const char *text, const char *hash)
{
    while (hash > text && strchr(" \t<", hash[-1]) != NULL)
        hash--;
    return hash > text && hash[-1] == '(';
}

/* Of links within the document, which lead to other files now: not kept as they were. */
static bool has_anchors(const char *text)
{
    for (const char *hash = strchr(text, '#'); hash != NULL; hash = strchr(hash + 1, '#'))
        if (is_linked(text, hash))
            return true;
    return strstr(text, "<#") != NULL || strstr(text, ": #") != NULL || strstr(text, "=\"#") != NULL;
}

static void check_tree(const TestImport *first, const char *path, const VtImportOptions *options,
                       const char *text, size_t length)
{
    g_auto(TestImport) second = {0};
    test_import(&second, path, text, length, options);
    g_autofree char *tree = test_import_tree(first);
    g_autofree char *again = test_import_tree(&second);
    g_assert_cmpstr(tree, ==, again);
    check_loading(first->import);
}

void fuzz_import(const char *path, VtImportFormat format, const char *text, size_t length)
{
    const VtImportOptions options = {
        .format = format, .keep_faults = length % 2 == 0, .allow_html = length % 3 != 0};
    g_auto(TestImport) test = {0};
    g_auto(VtBuffer) report = {0};
    test_import(&test, path, text, length, &options);
    g_assert_true(test.good == (vt_diagnostics_count(test.sink, VT_ERROR) == 0));
    fuzz_refuse(test.sink, VT_IMPORT_WORDS);
    fuzz_messages(test.sink);
    if (!test.good)
        return;
    vt_import_write_report(test.import, true, &report);
    g_assert_true(vt_utf8_valid(report.data, report.length, NULL));
    if (format == VT_IMPORT_MARKDOWN && options.keep_faults && !has_anchors(text)) {
        g_autofree char *words = read_tree(test.import);
        g_autofree char *missing = test_word_missing(words, text, length);
        if (missing != NULL)
            fuzz_fail("%s:\n%s", missing, words);
    }
    if (length % 4 == 0)
        check_tree(&test, path, &options, text, length);
}
