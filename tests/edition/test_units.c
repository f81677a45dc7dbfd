/* The parts that trees alone would show poorly: addresses' paths, months, organisations' and skills' names.
 */
#include "edition_dump.h"
#include "links.h"

#include "../support/content_tree.h"

/* ---- Paths of links ---- */

typedef struct PathRow {
    const char *written;
    const char *from;
    const char *path; /* NULL: leads out */
    const char *fragment;
    const char *query;
    bool folder;
    bool same_page;
} PathRow;

static const PathRow path_rows[] = {
    {"b.md", "projects/a.md", "projects/b.md", NULL, "", false, false},
    {"./b.md", "projects/a.md", "projects/b.md", NULL, "", false, false},
    {"../talks/b.md#x", "projects/a.md", "talks/b.md", "x", "", false, false},
    {"../../talks/b.md", "projects/dsp/index.md", "talks/b.md", NULL, "", false, false},
    {"..", "projects/a.md", "", NULL, "", true, false},
    {"../..", "projects/a.md", NULL, NULL, "", true, false},
    {"../../projects/a.md", "projects/a.md", NULL, NULL, "", false, false},
    {"/talks/b.md", "projects/a.md", "talks/b.md", NULL, "", false, false},
    {"/", "projects/a.md", "", NULL, "", true, false},
    {"/..", "projects/a.md", NULL, NULL, "", true, false},
    {"sub/", "projects/a.md", "projects/sub", NULL, "", true, false},
    {"sub//x.md", "projects/a.md", "projects/sub/x.md", NULL, "", false, false},
    {"#x", "projects/a.md", "projects/a.md", "x", "", false, true},
    {"?q=1#x", "projects/a.md", "projects/a.md", "x", "?q=1", false, true},
    {"b.md?q=#%C3%A9", "projects/a.md", "projects/b.md", "\xc3\xa9", "?q=", false, false},
    {"my%20plan.png", "a.md", "my plan.png", NULL, "", false, false},
    {"100%.md", "a.md", "100%.md", NULL, "", false, false},
    {"%ff.md", "a.md", "%ff.md", NULL, "", false, false},
    {"a%00b.md", "a.md", "a%00b.md", NULL, "", false, false},
    {"b.md", "a.md", "b.md", NULL, "", false, false},
    {"b.md#", "a.md", "b.md", "", "", false, false},
};

static void link_paths(void)
{
    VtLinkPath link = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(path_rows); i++) {
        const PathRow *row = &path_rows[i];
        g_test_message("%s in %s", row->written, row->from);
        vt_link_path_read(&link, vt_slice(row->written), row->from);
        g_assert_cmpint(link.outside, ==, row->path == NULL);
        if (row->path)
            g_assert_cmpstr(link.path, ==, row->path);
        g_assert_cmpstr(link.fragment, ==, row->fragment);
        g_assert_true(vt_slice_is(link.query, row->query));
        g_assert_cmpint(link.folder, ==, row->folder);
        g_assert_cmpint(link.same_page, ==, row->same_page);
    }
    vt_link_path_finish(&link);
}

static void external_links(void)
{
    static const char *const outside[] = {"https://example.org/", "HTTP://x", "mailto:a@b.example", "tel:+44",
                                          "//cdn.example/x",      "a+b-c.d:x"};
    static const char *const inside[] = {"a.md", "/a.md", "#a:b", "./a:b.md", "1a:b", "", "a/b:c"};
    for (size_t i = 0; i < G_N_ELEMENTS(outside); i++)
        g_assert_true(vt_link_is_external(vt_slice(outside[i])));
    for (size_t i = 0; i < G_N_ELEMENTS(inside); i++)
        g_assert_false(vt_link_is_external(vt_slice(inside[i])));
}

/* ---- Months ---- */

static VtDate date_of(const char *text)
{
    VtDate date = {0};
    if (strcmp(text, "present") == 0)
        date.present = true;
    else if (text[0])
        g_assert_cmpint(vt_date_parse(vt_slice(text), &date), ==, VT_DATE_OK);
    return date;
}

typedef struct SpanRow {
    const char *start;
    const char *end;
    VtKind kind;
    int months;
    bool current;
} SpanRow;

static const SpanRow span_rows[] = {
    {"2020-01", "2020-01", VT_KIND_ROLE, 1, false},
    {"2020-01-31", "2020-02-01", VT_KIND_ROLE, 2, false},
    {"2012", "2013", VT_KIND_ROLE, 24, false},
    {"2012", "2012", VT_KIND_ROLE, 12, false},
    {"2012-10", "2013", VT_KIND_ROLE, 15, false},
    {"2012", "2013-03", VT_KIND_ROLE, 15, false},
    {"2024-01", "present", VT_KIND_ROLE, 6, true},
    {"2024-01", "", VT_KIND_ROLE, 6, true},
    {"2024-01", "", VT_KIND_PAGE, 0, false},
    {"", "2020", VT_KIND_ROLE, 0, false},
    {"2024-07", "", VT_KIND_ROLE, 0, false},
    {"2024-06-15", "", VT_KIND_COMMUNITY, 1, true},
    {"2024", "", VT_KIND_PROJECT, 6, true},
    {"", "", VT_KIND_ROLE, 0, false},
    {"2023-09", "2026-07", VT_KIND_EDUCATION, 35, false},
    {"2025", "present", VT_KIND_ROLE, 0, true},
};

static void spans_of_time(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(span_rows); i++) {
        const SpanRow *row = &span_rows[i];
        VtEditionEntry entry = {.kind = row->kind};
        entry.fields.start = date_of(row->start);
        entry.fields.end = date_of(row->end);
        VtEditionOptions options = {.today = date_of("2024-06-15")};
        VtBuild build = {.options = &options, .shown = &entry, .shown_count = 1};
        g_test_message("%s to %s", row->start, row->end);
        vt_build_timeline(&build);
        g_assert_cmpint(entry.months, ==, row->months);
        g_assert_cmpint(entry.current, ==, row->current);
    }
}

/* Against a count of months, one by one. */
static void unions_of_months(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int round = 0; round < 500; round++) {
        bool months[64] = {false};
        VtCover cover = {0};
        int first = 0;
        int total = 0;
        for (int count = g_rand_int_range(random, 0, 8); count > 0 && first < 50; count--) {
            VtMonths run = {first, first + g_rand_int_range(random, -1, 10)};
            for (int month = run.first; month <= run.last; month++)
                months[month] = true;
            vt_cover_add(&cover, run);
            first += g_rand_int_range(random, 0, 12);
        }
        for (size_t i = 0; i < G_N_ELEMENTS(months); i++)
            total += months[i];
        g_assert_cmpint(cover.months, ==, total);
    }
}

/* ---- Organisations and skills, through whole editions ---- */

/* Loads the working folder's tree and makes the recruiter's edition; the portfolio stays for its documents.
 */
typedef struct Loaded {
    TestTree tree;
    VtDiagnostics *sink;
    VtPortfolio *portfolio;
    VtEdition *edition;
} Loaded;

static void loaded_init(Loaded *loaded, const char *text)
{
    test_tree_init(&loaded->tree, text);
    loaded->sink = vt_diagnostics_new();
    loaded->portfolio = vt_portfolio_load("site-content", NULL, loaded->sink);
    g_assert_nonnull(loaded->portfolio);
    VtEditionOptions options = {.today = date_of("2024-06-15")};
    loaded->edition = vt_edition_new(loaded->portfolio, &loaded->portfolio->site.audiences[0], &options,
                                     loaded->sink);
    g_assert_nonnull(loaded->edition);
    g_auto(VtBuffer) messages = {0};
    vt_diagnostics_write(loaded->sink, VT_FORMAT_TEXT, false, &messages);
    g_assert_cmpstr(vt_buffer_string(&messages), ==, "");
}

static void loaded_finish(Loaded *loaded)
{
    vt_edition_free(loaded->edition);
    vt_portfolio_free(loaded->portfolio);
    vt_diagnostics_free(loaded->sink);
    test_tree_finish(&loaded->tree);
}

static void put_role(GString *tree, unsigned number, const char *organization, const char *stack)
{
    g_string_append_printf(
        tree,
        "@@ experience/%02u.md\n---\ntitle: R\norganization: \"%s\"\nstart: 20%02u\nend: 20%02u\n"
        "stack: [%s]\n---\n",
        number, organization, number, number, stack);
}

typedef struct NamesRow {
    const char *given[6];
    const char *groups; /* name and count of roles, by newest role */
} NamesRow;

static const NamesRow organization_rows[] = {
    {{"Acme", "ACME", "acme "}, "acme 3"},
    {{"YUSU", "University of York Students' Union (YUSU)"}, "University of York Students' Union (YUSU) 2"},
    {{"York Union", "York Union (YU)", "YU"}, "York Union (YU) 3"},
    {{"Acme (Germany)", "Germany", "Acme"}, "Acme 1; Germany 1; Acme (Germany) 1"},
    {{"Alpha Beta (AB)", "Axe Bank (AB)", "AB"}, "AB 1; Axe Bank (AB) 1; Alpha Beta (AB) 1"},
    {{"Truist", "Truist Financial Corporation", "TRUIST"}, "Truist Financial Corporation 3"},
    {{"Truist Financial Corporation (TFC)", "Truist"}, "Truist Financial Corporation (TFC) 2"},
    {{"Caf\xc3\xa9", "Cafe\xcc\x81", "CAF\xc3\x89"}, "Cafe\xcc\x81 3"},
};

static const char site_with_names[] =
    "@@ site.yaml\ntitle: R\nurl: https://robin.example/\naudiences:\n"
    "  recruiter: {theme: recruiter}\n  community: {theme: community, url: "
    "\"https://robin.example/c/\"}\ndefault_audience: recruiter\n"
    "names:\n  - name: Truist Financial Corporation\n    also: [Truist]\n    replace: {community: a bank}\n"
    "skills: {aliases: {Postgres: PostgreSQL, js: JavaScript}}\n";

static void organizations(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(organization_rows); i++) {
        g_autoptr(GString) tree = g_string_new(site_with_names);
        g_autoptr(GString) groups = g_string_new(NULL);
        Loaded loaded;
        for (unsigned k = 0; k < 6 && organization_rows[i].given[k]; k++)
            put_role(tree, 10 + k, organization_rows[i].given[k], "A");
        loaded_init(&loaded, tree->str);
        for (size_t k = 0; k < loaded.edition->organization_count; k++)
            g_string_append_printf(groups, "%s%s %zu", k ? "; " : "", loaded.edition->organizations[k].name,
                                   loaded.edition->organizations[k].roles.count);
        loaded_finish(&loaded);
        g_assert_cmpstr(groups->str, ==, organization_rows[i].groups);
    }
}

#define FORTY_NINE_LETTERS "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw"
#define FIFTY_LETTERS FORTY_NINE_LETTERS "x"

typedef struct SkillRow {
    const char *given[4];
    const char *skills; /* name, slug, months, in the edition's order */
} SkillRow;

static const SkillRow table_of_skills[] = {
    {{"C, C++, \"C#\""}, "C c 12; C# c-sharp 12; C++ c-plus-plus 12"},
    {{"Postgres", "postgresql", "PostgreSQL, Postgres"}, "PostgreSQL postgresql 36"},
    {{"python", "Python", "Python, PYTHON"}, "Python python 36"},
    {{"JS", "JavaScript"}, "JavaScript javascript 24"},
    {{"Node.js", "Node js"}, "Node js node-js 12; Node.js node-js-2 12"},
    {{"'!!!', \xe6\x97\xa5\xe6\x9c\xac"},
     "!!! skill 12; \xe6\x97\xa5\xe6\x9c\xac \xe6\x97\xa5\xe6\x9c\xac 12"},
    {{"Z", "A, Z"}, "Z z 24; A a 12"},
    {{"'!!!', '?', '...'", "'&', '!!!'"}, "!!! skill 24; & skill-2 12; ... skill-3 12; ? skill-4 12"},
    {{"A fold, a fold, A FOLD"}, "A FOLD a-fold 12"},
    {{FIFTY_LETTERS " " FIFTY_LETTERS "\xe6\x97\xa5 x"},
     FIFTY_LETTERS " " FIFTY_LETTERS "\xe6\x97\xa5 x " FIFTY_LETTERS "-" FORTY_NINE_LETTERS " 12"},
};

static void skills(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table_of_skills); i++) {
        g_autoptr(GString) tree = g_string_new(site_with_names);
        g_autoptr(GString) found = g_string_new(NULL);
        Loaded loaded;
        for (unsigned k = 0; k < 4 && table_of_skills[i].given[k]; k++)
            put_role(tree, 10 + k, "Acme", table_of_skills[i].given[k]);
        loaded_init(&loaded, tree->str);
        for (size_t k = 0; k < loaded.edition->skill_count; k++)
            g_string_append_printf(found, "%s%s %s %d", k ? "; " : "", loaded.edition->skills[k].name,
                                   loaded.edition->skills[k].slug, loaded.edition->skills[k].months);
        loaded_finish(&loaded);
        g_assert_cmpstr(found->str, ==, table_of_skills[i].skills);
    }
}

/* ---- Rich texts: the short way for plain ones gives what the parser gives ---- */

static void plain_texts(void)
{
    static const char letters[] = "abz AB09 ,.;()/'\"+-%$?=*_`[]<>&#:@w!|~\\\n";
    g_autoptr(GRand) random = g_rand_new_with_seed(2);
    g_autoptr(VtArena) arena = vt_arena_new();
    VtBuild build = {.arena = arena, .markdown = vt_markdown_new()};
    VtEntry origin = {.path = "a.md"};
    VtLinkQuery place = {.origin = &origin};
    for (int round = 0; round < 20000; round++) {
        char text[12] = {0};
        g_auto(VtBuffer) html = {0};
        g_auto(VtBuffer) plain = {0};
        for (int i = g_rand_int_range(random, 0, 11); i > 0; i--)
            text[i - 1] = letters[g_rand_int_range(random, 0, sizeof letters - 1)];
        vt_markdown_inline(build.markdown, vt_slice(text), &html, &plain);
        if (strstr(vt_buffer_string(&html), "<a") || strstr(vt_buffer_string(&html), "<img"))
            continue;
        VtRichText rich = vt_rich_text(&build, &place, text);
        g_assert_cmpstr(rich.html, ==, vt_buffer_string(&html));
        g_assert_cmpstr(rich.text, ==, vt_buffer_string(&plain));
    }
    vt_markdown_free(build.markdown);
    vt_buffer_finish(&build.scratch);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edition/link-paths", link_paths);
    g_test_add_func("/edition/external-links", external_links);
    g_test_add_func("/edition/spans-of-time", spans_of_time);
    g_test_add_func("/edition/unions-of-months", unions_of_months);
    g_test_add_func("/edition/organizations", organizations);
    g_test_add_func("/edition/skills", skills);
    g_test_add_func("/edition/plain-texts", plain_texts);
    return g_test_run();
}
