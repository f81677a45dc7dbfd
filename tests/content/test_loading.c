/* What a loaded portfolio holds: order, kinds, addresses, titles, values, assets. */
#include "trees.h"

static const VtEntry *entry_at(const VtPortfolio *portfolio, const char *path)
{
    const VtEntry *entry = vt_portfolio_entry(portfolio, path);
    if (entry == NULL)
        g_test_message("no entry %s", path);
    g_assert_nonnull(entry);
    return entry;
}

static VtPortfolio *load_clean(TestTree *tree, unsigned jobs)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtPortfolio *portfolio = test_tree_load(tree, jobs, sink);
    g_autofree char *text = test_diagnostics_text(sink);
    g_assert_cmpstr(text, ==, "");
    g_assert_nonnull(portfolio);
    return portfolio;
}

static void test_paths(void)
{
    static const struct {
        const char *path;
        const char *section;
        const char *slug;
        VtKind kind;
        bool is_index;
    } rows[] = {
        {"about-me.md", "", "about-me", VT_KIND_PAGE, false},
        {"awards/Best One.markdown", "awards", "best-one", VT_KIND_AWARD, false},
        {"diversity/a.md", "diversity", "a", VT_KIND_COMMUNITY, false},
        {"diversity/index.md", "diversity", "", VT_KIND_PAGE, true},
        {"index.md", "", "", VT_KIND_PAGE, true},
        {"notes/deep/er/x.md", "notes", "x", VT_KIND_TALK, false},
        {"notes/y/index.md", "notes", "y", VT_KIND_TALK, false},
        {"posts/2020-01-01-hello.md", "posts", "2020-01-01-hello", VT_KIND_POST, false},
        {"profile.md", "", "", VT_KIND_PROFILE, false},
        {"projects-old.md", "", "projects-old", VT_KIND_PAGE, false},
        {"projects/dsp/index.md", "projects", "dsp", VT_KIND_PROJECT, false},
        {"projects/one.md", "projects", "one", VT_KIND_PROJECT, false},
        {"projects/Überblick.md", "projects", "uberblick", VT_KIND_PROJECT, false},
    };
    TestTree tree;
    test_tree_init(&tree);
    for (size_t i = G_N_ELEMENTS(rows); i > 0; i--)
        if (rows[i - 1].kind != VT_KIND_PROFILE)
            test_tree_text(&tree, rows[i - 1].path, "Text.\n");
    test_tree_text(&tree, "site.yaml",
                   "title: T\nurl: https://t.example\naudiences: {a: {}}\ndefault_audience: a\n"
                   "sections: {notes: {kind: talk, title: My notes, weight: -3}}\n");
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 2);
    g_assert_cmpuint(portfolio->entry_count, ==, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const VtEntry *entry = portfolio->entries[i];
        g_assert_cmpstr(entry->path, ==, rows[i].path);
        g_assert_cmpstr(entry->section, ==, rows[i].section);
        g_assert_cmpstr(entry->slug, ==, rows[i].slug);
        g_assert_cmpint(entry->kind, ==, rows[i].kind);
        g_assert_cmpint(entry->is_index, ==, rows[i].is_index);
        g_assert_true(vt_portfolio_entry(portfolio, rows[i].path) == entry);
    }
    g_assert_true(portfolio->profile == entry_at(portfolio, "profile.md"));
    g_assert_null(vt_portfolio_entry(portfolio, "projects/two.md"));
    g_assert_cmpint(vt_section_kind(&portfolio->site, "notes"), ==, VT_KIND_TALK);
    g_assert_cmpstr(portfolio->site.sections[0].title, ==, "My notes");
    g_assert_cmpint(portfolio->site.sections[0].weight, ==, -3);
    g_assert_cmpstr(portfolio->site.url, ==, "https://t.example/");
    g_assert_cmpstr(portfolio->site.language, ==, "en");
    g_assert_cmpstr(portfolio->site.audiences[0].theme, ==, "base");
    test_tree_finish(&tree);
}

/* Without tags and white space. */
static char *shown_text(VtSlice html)
{
    g_autoptr(GString) text = g_string_new(NULL);
    bool in_tag = false;
    for (size_t i = 0; i < html.length; i++) {
        in_tag = in_tag ? html.data[i] != '>' : html.data[i] == '<';
        if (!in_tag && html.data[i] != '>' && !g_ascii_isspace(html.data[i]))
            g_string_append_c(text, html.data[i]);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void test_titles(void)
{
    static const struct {
        const char *path;
        const char *text;
        const char *title;
        const char *plain; /* the body's text, without the heading where it gave the title */
    } rows[] = {
        {"t/a.md", "---\ntitle: From front matter\n---\n# Heading\n\nText.\n", "From front matter",
         "Heading\nText."},
        {"t/b.md", "# The *heading* ##\n\nText.\n", "The heading", "Text."},
        {"t/c.md", "---\nsummary: x\n---\n\n\n   ### Level [three](x.md)\nText.\n", "Level three", "Text."},
        {"t/d.md", "Set & text\n===\n\nText.\n", "Set & text", "Text."},
        {"t/e.md", "\r\nSet text\r\n---\r\nText.\r\n", "Set text", "Text."},
        {"t/data_platform-two.md", "Text.\n\n# Later\n", "Data platform two", "Text.\nLater"},
        {"t/2019-07-nested.md", "Text.\n", "Nested", "Text."},
        {"t/2019-07-01.md", "Text.\n", "01", "Text."},
        {"t/bundle/index.md", "- item\n---\nText.\n", "Bundle", "item\nText."},
        {"t/élan.md", "    # code\n", "Élan", "# code"},
        {"t/f.md", "#hashtag is no heading\n", "F", "#hashtag is no heading"},
        {"t/g.md", "####### seven\n", "G", "####### seven"},
        {"t/h.md", "# #\n\nText.\n", "H", "Text."},
        {"t/i.md", "", "I", ""},
        {"t/j.md", "# Only", "Only", ""},
        {"t/k.md", "# C\\# and #\n", "C# and", ""},
    };
    TestTree tree;
    test_tree_init(&tree);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        test_tree_text(&tree, rows[i].path, rows[i].text);
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const VtEntry *entry = entry_at(portfolio, rows[i].path);
        g_autofree char *shown = shown_text(entry->document->html);
        g_autofree char *wanted = shown_text(vt_slice(rows[i].plain));
        g_assert_cmpstr(entry->fields.title, ==, rows[i].title);
        g_assert_cmpstr(shown, ==, wanted);
    }
    g_assert_cmpstr(portfolio->profile->fields.title, ==, "Robin Sample");
    test_tree_finish(&tree);
}

static char *date_text(VtDate date)
{
    char text[16];
    vt_date_format(date, text);
    return g_strdup(text);
}

static void test_date_precision(void)
{
    static const struct {
        const char *written;
        const char *kept;
    } rows[] = {
        {"2012", "2012"},       {"2012-05", "2012-05"},        {"2012-05-09", "2012-05-09"},
        {"\"2012\"", "2012"},   {"'2012-05'", "2012-05"},      {" 2012 # then", "2012"},
        {"present", "present"}, {"|\n  2012-05\n", "2012-05"},
    };
    TestTree tree;
    test_tree_init(&tree);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strdup_printf("t/%zu.md", i);
        g_autofree char *text = g_strdup_printf("---\nend: %s\n---\n", rows[i].written);
        test_tree_text(&tree, path, text);
    }
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strdup_printf("t/%zu.md", i);
        g_autofree char *kept = date_text(entry_at(portfolio, path)->fields.end);
        g_assert_cmpstr(kept, ==, rows[i].kept);
    }
    test_tree_finish(&tree);
}

static void test_values(void)
{
    TestTree tree;
    test_tree_init(&tree);
    test_tree_text(
        &tree, "projects/one.md",
        "---\nsummary: >\n  Two\n  lines\nstack: C\nlinks: [{label: Code, url: ../x.md}, "
        "https://example.org/a/]\n"
        "weight: -2\ndraft: true\naudience: recruiter\nimage: {src: a.png, alt: \"\"}\nextra: {a: [1]}\n"
        "aliases: [old, /older/, /oldest.html]\nlead: 60%\nlocation: \"a\\n b\"\n---\n");
    test_tree_text(&tree, "profile.md",
                   "---\nname: Robin\nlanguages: [French, {language: German, fluency: B2}]\n"
                   "profiles: [{network: GitHub, username: robin, url: "
                   "\"https://github.example/robin\"}]\nimage: me.jpg\n---\n");
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 1);
    const VtFields *fields = &entry_at(portfolio, "projects/one.md")->fields;
    g_assert_cmpstr(fields->summary, ==, "Two lines");
    g_assert_cmpuint(fields->stack.count, ==, 1);
    g_assert_cmpstr(fields->stack.items[0], ==, "C");
    g_assert_cmpuint(fields->links.count, ==, 2);
    g_assert_cmpstr(fields->links.items[0].label, ==, "Code");
    g_assert_cmpstr(fields->links.items[1].label, ==, "example.org/a");
    g_assert_cmpstr(fields->links.items[1].url, ==, "https://example.org/a/");
    g_assert_cmpint(fields->weight, ==, -2);
    g_assert_true(fields->draft);
    g_assert_cmpstr(fields->audience.items[0], ==, "recruiter");
    g_assert_cmpstr(fields->image.src, ==, "a.png");
    g_assert_cmpstr(fields->image.alt, ==, "");
    g_assert_cmpint(vt_node_get(fields->extra, "a")->items[0]->integer, ==, 1);
    g_assert_cmpstr(fields->aliases.items[0], ==, "/old/");
    g_assert_cmpstr(fields->aliases.items[1], ==, "/older/");
    g_assert_cmpstr(fields->aliases.items[2], ==, "/oldest.html");
    g_assert_cmpstr(fields->location, ==, "a  b");
    const VtFields *profile = &portfolio->profile->fields;
    g_assert_cmpstr(profile->languages.items[0].language, ==, "French");
    g_assert_null(profile->languages.items[0].fluency);
    g_assert_cmpstr(profile->languages.items[1].fluency, ==, "B2");
    g_assert_cmpstr(profile->profiles.items[0].username, ==, "robin");
    g_assert_cmpstr(profile->image.src, ==, "me.jpg");
    g_assert_null(profile->image.alt);
    test_tree_finish(&tree);
}

/* A span covers the value, wherever the file's characters put it. */
static void test_spans(void)
{
    static const char text[] =
        "\xEF\xBB\xBF---\r\ntitle: \"Żółć 🎉\"\r\nlocation: Łódź # x\r\nstart: 2020\r\n---\r\n";
    static const struct {
        const char *key;
        const char *value;
    } rows[] = {{"title", "\"Żółć 🎉\""}, {"location", "Łódź"}, {"start", "2020"}};
    TestTree tree;
    test_tree_init(&tree);
    test_tree_text(&tree, "projects/one.md", text);
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 1);
    const VtEntry *entry = entry_at(portfolio, "projects/one.md");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        VtSpan span = vt_entry_key_span(entry, vt_key_find(VT_KIND_PROJECT, rows[i].key));
        g_assert_true(span.source == &entry->source);
        g_autofree char *value = g_strndup(span.source->text + span.offset, span.length);
        g_assert_cmpstr(value, ==, rows[i].value);
    }
    g_assert_null(vt_entry_key_span(entry, vt_key_find(VT_KIND_PROJECT, "end")).source);
    test_tree_finish(&tree);
}

static void test_assets(void)
{
    TestTree tree;
    test_tree_init(&tree);
    test_tree_text(&tree, "projects/one/photo.jpg", "12345");
    test_tree_text(&tree, "projects/one.pdf", "x");
    test_tree_text(&tree, "cv.pdf", "");
    test_tree_text(&tree, "_hidden/a.png", "abc");
    test_tree_text(&tree, ".hidden/b.png", "abc");
    test_tree_link(&tree, "shared", "_hidden");
    test_tree_link(&tree, "linked.png", "projects/one/photo.jpg");
    test_tree_defaults(&tree);
    g_autoptr(VtPortfolio) portfolio = load_clean(&tree, 1);
    static const struct {
        const char *path;
        uint64_t size;
    } rows[] = {{"cv.pdf", 0},
                {"linked.png", 5},
                {"projects/one.pdf", 1},
                {"projects/one/photo.jpg", 5},
                {"shared/a.png", 3}};
    g_assert_cmpuint(portfolio->asset_count, ==, G_N_ELEMENTS(rows));
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpstr(portfolio->assets[i].path, ==, rows[i].path);
        g_assert_cmpuint(portfolio->assets[i].size, ==, rows[i].size);
        g_assert_true(vt_portfolio_asset(portfolio, rows[i].path) == &portfolio->assets[i]);
        g_assert_true(g_file_test(portfolio->assets[i].real_path, G_FILE_TEST_EXISTS));
    }
    g_assert_null(vt_portfolio_asset(portfolio, "site.yaml"));
    g_assert_null(vt_portfolio_asset(portfolio, "projects/one.md"));
    test_tree_finish(&tree);
}

static void test_not_a_folder(void)
{
    TestTree tree;
    test_tree_init(&tree);
    test_tree_text(&tree, "file", "x");
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_assert_null(vt_portfolio_load("site-content/file", NULL, sink));
    g_autofree char *text = test_diagnostics_text(sink);
    g_assert_nonnull(strstr(text, "this is not a folder [content-missing]"));
    test_tree_finish(&tree);
}

static void append_portfolio(GString *out, const VtPortfolio *portfolio)
{
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        const VtEntry *entry = portfolio->entries[i];
        g_string_append_printf(out, "%s %s %s %s\n", entry->path, entry->section, entry->slug,
                               entry->fields.title);
        g_string_append_len(out, entry->document->html.data, (gssize)entry->document->html.length);
    }
}

/* Many files, half of them with mistakes: the result and the diagnostics are those of one job. */
static void test_jobs_are_equal(void)
{
    TestTree tree;
    test_tree_init(&tree);
    for (int i = 0; i < 120; i++) {
        g_autofree char *path = g_strdup_printf("projects/%c/p%d.md", 'a' + i % 7, i);
        g_autofree char *text = g_strdup_printf("---\n%s: P%d\nstart: %d\n---\n# H %d\n[x](p1.md)\n",
                                                i % 2 ? "title" : "titel", i, i % 3 ? 2000 + i : i, i);
        test_tree_text(&tree, path, text);
    }
    test_tree_defaults(&tree);
    g_autofree char *first = NULL;
    for (unsigned jobs = 1; jobs <= 8; jobs *= 2) {
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_autoptr(VtPortfolio) portfolio = test_tree_load(&tree, jobs, sink);
        g_autoptr(GString) out = g_string_new(NULL);
        append_portfolio(out, portfolio);
        g_autofree char *diagnostics = test_diagnostics_text(sink);
        g_string_append(out, diagnostics);
        if (first == NULL)
            first = g_strdup(out->str);
        g_assert_cmpstr(out->str, ==, first);
    }
    g_assert_nonnull(strstr(first, "titel"));
    test_tree_finish(&tree);
}

static void load_shared(const char *name, size_t entries)
{
    g_autofree char *folder = g_build_filename(g_getenv("VITRINE_SHARED"), "portfolios", name, "site-content",
                                               NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("the shared portfolios are not on this machine");
        return;
    }
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(folder, NULL, sink);
    g_autofree char *text = test_diagnostics_text(sink);
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpuint(portfolio->entry_count, ==, entries);
    g_assert_cmpuint(portfolio->site.audience_count, ==, 2);
}

static void test_shared_resume(void)
{
    load_shared("resume", 15);
}

static void test_shared_stories(void)
{
    load_shared("stories", 11);
}

static void test_shared_narratives(void)
{
    load_shared("narratives", 7);
}

/* Addresses are made by many threads, some hundred entries each: a clash is seen between any two. */
static void test_many_addresses(void)
{
    enum { MANY = 600 };
    static const char *const changed[] = {"projects/p000.md", "projects/p255.md", "projects/p256.md",
                                          "projects/p599.md", "talks/t.md"};
    TestTree tree;
    test_tree_init(&tree);
    for (size_t i = 0; i < MANY; i++) {
        g_autofree char *path = g_strdup_printf("projects/p%03zu.md", i);
        test_tree_text(&tree, path, "Text.\n");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(changed); i++)
        test_tree_text(&tree, changed[i], "---\nslug: same\n---\n");
    test_tree_defaults(&tree);
    for (unsigned jobs = 0; jobs < 5; jobs++) {
        g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
        g_autoptr(VtPortfolio) portfolio = test_tree_load(&tree, jobs, sink);
        g_autofree char *text = test_diagnostics_text(sink);
        g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 3);
        for (size_t i = 1; i < 4; i++) {
            g_autofree char *wanted = g_strdup_printf(
                "site-content/%s:2:7: error: two entries have the address /projects/same/", changed[i]);
            g_assert_nonnull(strstr(text, wanted));
        }
    }
    test_tree_finish(&tree);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/loading/paths", test_paths);
    g_test_add_func("/content/loading/titles", test_titles);
    g_test_add_func("/content/loading/date-precision", test_date_precision);
    g_test_add_func("/content/loading/values", test_values);
    g_test_add_func("/content/loading/spans", test_spans);
    g_test_add_func("/content/loading/assets", test_assets);
    g_test_add_func("/content/loading/not-a-folder", test_not_a_folder);
    g_test_add_func("/content/loading/jobs", test_jobs_are_equal);
    g_test_add_func("/content/loading/many-addresses", test_many_addresses);
    g_test_add_func("/content/loading/shared/resume", test_shared_resume);
    g_test_add_func("/content/loading/shared/stories", test_shared_stories);
    g_test_add_func("/content/loading/shared/narratives", test_shared_narratives);
    return g_test_run();
}
