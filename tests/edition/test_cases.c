/* Every tree of cases/: its edition and its messages, against the file of the same name. */
#include "edition_dump.h"

#include "../support/content_tree.h"

static VtDate parse_date(const char *text)
{
    VtDate date;
    g_assert_cmpint(vt_date_parse(vt_slice(text), &date), ==, VT_DATE_OK);
    return date;
}

static const VtAudience *audience_named(const VtPortfolio *portfolio, const char *name)
{
    for (size_t i = 0; i < portfolio->site.audience_count; i++)
        if (strcmp(portfolio->site.audiences[i].name, name) == 0)
            return &portfolio->site.audiences[i];
    g_error("the case's site.yaml has no audience %s", name);
}

/* Every setting of a case has a value that most cases need not name. */
static void dump_case(const char *text, VtBuffer *out)
{
    g_autofree char *audience = test_tree_setting(text, "audience", "recruiter");
    g_autofree char *today = test_tree_setting(text, "today", "2024-06-15");
    g_autofree char *drafts = test_tree_setting(text, "drafts", "no");
    g_autofree char *base_url = test_tree_setting(text, "base-url", NULL);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load("site-content", NULL, sink);
    g_assert_nonnull(portfolio);
    VtEditionOptions options = {
        .today = parse_date(today), .drafts = strcmp(drafts, "yes") == 0, .base_url = base_url};
    g_autoptr(VtEdition)
        edition = vt_edition_new(portfolio, audience_named(portfolio, audience), &options, sink);
    if (edition) {
        edition_dump(edition, out);
        edition_dump_withheld(edition, out);
    }
    vt_buffer_append_string(out, "\nmessages:\n");
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, out);
}

static void run_case(gconstpointer data)
{
    const char *path = data;
    g_autofree char *text = NULL;
    g_auto(TestTree) tree = {0};
    g_auto(VtBuffer) out = {0};
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".tree"));
    g_autofree char *expected = g_strconcat(stem, ".expected", NULL);
    test_tree_init(&tree, text);
    dump_case(text, &out);
    test_expect_file(expected, vt_buffer_string(&out));
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *case_names(const char *folder)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (g_str_has_suffix(name, ".tree"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

/* Each id of this part is shown by some case. */
static void every_message_is_shown(gconstpointer data)
{
    static const char *const ids[] = {"[edition-base-url]", "[link-target]", "[link-anchor]", "[link-asset]",
                                      "[link-outside]", "[name-hidden]", "[name-address]",
                                      "[wording-missing]"};
    g_autoptr(GPtrArray) names = case_names(data);
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        bool shown = false;
        for (guint k = 0; k < names->len && !shown; k++) {
            g_autofree char *stem = g_strndup(names->pdata[k], strlen(names->pdata[k]) - strlen(".tree"));
            g_autofree char *path = g_strconcat((const char *)data, "/", stem, ".expected", NULL);
            g_autofree char *text = NULL;
            shown = g_file_get_contents(path, &text, NULL, NULL) && strstr(text, ids[i]);
        }
        if (shown)
            continue;
        g_test_message("no case shows %s", ids[i]);
        g_test_fail();
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *folder = g_getenv("EDITION_CASES");
    g_assert_nonnull(folder);
    g_autoptr(GPtrArray) names = case_names(folder);
    g_assert_cmpuint(names->len, >, 0);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *test = g_strdup_printf("/edition/cases/%.*s", (int)(strlen(name) - strlen(".tree")),
                                                name);
        g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), run_case, g_free);
    }
    g_test_add_data_func("/edition/messages/every-one-is-shown", folder, every_message_is_shown);
    return g_test_run();
}
