/* Every tree of cases/: each file of its edition against the file of that name in the folder named like the
 * tree, and read again by other readers; feeds and sitemap against their schemas. */
#include "all_formats.h"

#include "../support/content_tree.h"

#include <libxml/relaxng.h>
#include <libxml/xmlschemas.h>

static VtEdition *edition_of(const VtPortfolio *portfolio, const char *text)
{
    g_autofree char *audience = test_tree_setting(text, "audience", "recruiter");
    g_autofree char *today = test_tree_setting(text, "today", "2024-06-15");
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtEditionOptions options = {0};
    g_assert_cmpint(vt_date_parse(vt_slice(today), &options.today), ==, VT_DATE_OK);
    for (size_t i = 0; i < portfolio->site.audience_count; i++)
        if (strcmp(portfolio->site.audiences[i].name, audience) == 0)
            return vt_edition_new(portfolio, &portfolio->site.audiences[i], &options, sink);
    g_error("the case's site.yaml has no audience %s", audience);
}

static char *path_of(const char *folder, const char *name)
{
    return g_build_filename(g_getenv("FORMATS_CASES"), folder, name, NULL);
}

/* NULL, and the test is skipped, where the schema is not there. */
static char *schema_path(const char *variable)
{
    const char *path = g_getenv(variable);
    if (path && g_file_test(path, G_FILE_TEST_EXISTS))
        return g_strdup(path);
    g_test_message("%s is not there: not compared with it", path ? path : variable);
    return NULL;
}

static void check_atom(const FormatFile *file)
{
    g_autofree char *path = schema_path("ATOM_SCHEMA");
    if (!path)
        return;
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
    xmlDocPtr document = xmlReadMemory(file->text, (int)file->length, file->name, NULL, XML_PARSE_NONET);
    g_assert_cmpint(xmlRelaxNGValidateDoc(context, document), ==, 0);
    xmlFreeDoc(document);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
}

static void check_sitemap(const FormatFile *file)
{
    g_autofree char *path = schema_path("SITEMAP_SCHEMA");
    if (!path)
        return;
    xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(path);
    xmlSchemaPtr schema = xmlSchemaParse(parser);
    xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt(schema);
    xmlDocPtr document = xmlReadMemory(file->text, (int)file->length, file->name, NULL, XML_PARSE_NONET);
    g_assert_cmpint(xmlSchemaValidateDoc(context, document), ==, 0);
    xmlFreeDoc(document);
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
}

static void check_file(const char *name, const FormatFile *file)
{
    g_autofree char *expected = path_of(name, file->name);
    check_format(file);
    if (g_str_has_suffix(file->name, "feed.xml"))
        check_atom(file);
    if (strcmp(file->name, "sitemap.xml") == 0)
        check_sitemap(file);
    test_expect_file(expected, file->text);
}

/* A file that is expected and was not written would be missed otherwise. */
static void check_names(const char *name, const GArray *files)
{
    g_autofree char *folder = path_of(name, NULL);
    g_autoptr(GDir) open = g_dir_open(folder, 0, NULL);
    guint count = 0;
    while (open && g_dir_read_name(open))
        count++;
    g_assert_cmpuint(count, ==, files->len);
}

static void run_case(gconstpointer data)
{
    const char *name = data;
    g_autofree char *file_name = g_strconcat(name, ".tree", NULL);
    g_autofree char *path = path_of(file_name, NULL);
    g_autofree char *folder = path_of(name, NULL);
    g_autofree char *text = NULL;
    g_auto(TestTree) tree = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) messages = {0};
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_mkdir_with_parents(folder, 0777);
    test_tree_init(&tree, text);
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load("site-content", NULL, sink);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &messages);
    g_assert_cmpstr(vt_buffer_string(&messages), ==, "");
    g_autoptr(VtEdition) edition = edition_of(portfolio, text);
    g_autoptr(GArray) files = all_formats(edition);
    for (guint i = 0; i < files->len; i++)
        check_file(name, &g_array_index(files, FormatFile, i));
    check_names(name, files);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    xmlInitParser();
    g_test_add_data_func("/formats/cases/full", "full", run_case);
    g_test_add_data_func("/formats/cases/bare", "bare", run_case);
    return g_test_run();
}
