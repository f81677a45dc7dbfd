/* The table of names/: what one audience reads in place of each text. */
#include "edition_build.h"

#include "../support/content_tree.h"

typedef const char *Replace(VtBuild *build, const char *text);

static const char *as_text(VtBuild *build, const char *text)
{
    return vt_names_text(build, VT_NOWHERE, text);
}

static const char *as_line(VtBuild *build, const char *text)
{
    return vt_names_markdown(build, VT_NOWHERE, text);
}

static const char *as_body(VtBuild *build, const char *text)
{
    VtSource source = {.path = "body.md", .text = text, .length = strlen(text)};
    g_auto(VtRevision) revision = {.source = &source};
    vt_revision_keep(&revision, 0, source.length);
    vt_names_revise(build, &revision);
    return vt_arena_copy(build->arena, revision.text.data, revision.text.length);
}

static const struct {
    const char *kind;
    Replace *replace;
} kinds[] = {{"text", as_text}, {"path", vt_names_path}, {"line", as_line}, {"body", as_body}};

static Replace *replace_of(const char *kind)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].kind, kind) == 0)
            return kinds[i].replace;
    g_error("no kind %s", kind);
}

/* The text of the first message, or what came of the text. */
static char *outcome(VtBuild *build, Replace *replace, const char *text)
{
    g_auto(VtBuffer) messages = {0};
    const char *result = replace(build, text);
    vt_diagnostics_write(build->sink, VT_FORMAT_TEXT, false, &messages);
    return messages.length > 0 ? g_strdup_printf("! %s", vt_buffer_string(&messages)) : g_strdup(result);
}

static bool run_row(const VtBuild *base, const char *row)
{
    g_auto(GStrv) sides = g_strsplit(row, " => ", 2);
    g_auto(GStrv) left = g_strsplit(sides[0], ": ", 2);
    g_assert_nonnull(sides[1]);
    g_autofree char *text = g_strcompress(left[1]);
    g_autofree char *expected = g_strcompress(sides[1]);
    VtBuild build = *base;
    build.sink = vt_diagnostics_new();
    g_autofree char *found = outcome(&build, replace_of(left[0]), text);
    vt_diagnostics_free(build.sink);
    bool refused = g_str_has_prefix(expected, "! ");
    bool right = refused ? g_str_has_prefix(found, "! ") && strstr(found, "[name-hidden]") &&
                               strstr(found, expected + 2)
                         : strcmp(found, expected) == 0;
    if (!right)
        g_printerr("# %s\n#   expected: %s\n#   found:    %s\n", sides[0], expected, found);
    return right;
}

static void test_table(void)
{
    g_autofree char *settings = NULL;
    g_autofree char *table = NULL;
    g_assert_true(g_file_get_contents(g_test_get_filename(G_TEST_DIST, "names", "site.yaml", NULL), &settings,
                                      NULL, NULL));
    g_assert_true(g_file_get_contents(g_test_get_filename(G_TEST_DIST, "names", "names.table", NULL), &table,
                                      NULL, NULL));
    g_autofree char *tree_text = g_strconcat("@@ site.yaml\n", settings, "@@ page.md\nText\n", NULL);
    g_auto(TestTree) tree = {0};
    test_tree_init(&tree, tree_text);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load("site-content", NULL, sink);
    g_assert_nonnull(portfolio);
    g_autoptr(VtArena) arena = vt_arena_new();
    VtEditionOptions options = {0};
    VtBuild build = {.portfolio = portfolio,
                     .audience = &portfolio->site.audiences[1],
                     .options = &options,
                     .sink = sink,
                     .arena = arena};
    vt_build_names(&build);
    g_auto(VtBuffer) messages = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &messages);
    g_assert_cmpstr(vt_buffer_string(&messages), ==, "");
    g_auto(GStrv) rows = g_strsplit(table, "\n", -1);
    size_t count = 0;
    size_t wrong = 0;
    for (size_t i = 0; rows[i]; i++) {
        if (rows[i][0] == '\0' || rows[i][0] == '#')
            continue;
        count++;
        wrong += !run_row(&build, rows[i]);
    }
    g_test_message("%zu rows", count);
    g_assert_cmpuint(count, >, 80);
    g_assert_cmpuint(wrong, ==, 0);
    vt_names_finish(&build);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edition/names/table", test_table);
    return g_test_run();
}
