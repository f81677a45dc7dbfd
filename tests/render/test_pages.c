/* Pages as readers see them: which there are, and what their templates get. */
#include "site_fixture.h"

enum { RECRUITER, COMMUNITY };

typedef struct Fixture {
    Site site;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer audience)
{
    g_autofree char *folder = site_own_tree();
    site_init(&fixture->site, folder, GPOINTER_TO_SIZE(audience));
}

static void tear_down(Fixture *fixture, gconstpointer audience G_GNUC_UNUSED)
{
    site_finish(&fixture->site);
}

static void shows(Fixture *fixture, const char *file, const char *expected)
{
    g_autofree char *page = site_render(&fixture->site, file);
    g_assert_cmpstr(page, ==, expected);
}

static void has(const char *page, const char *text)
{
    if (!strstr(page, text))
        g_error("no \"%s\" in:\n%s", text, page);
}

static void lacks(const char *page, const char *text)
{
    if (strstr(page, text))
        g_error("\"%s\" in:\n%s", text, page);
}

static void test_list(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const files[] = {
        "404.html",
        "awards/bell/index.html",
        "awards/index.html",
        "colophon/index.html",
        "community/index.html",
        "community/meetup/index.html",
        "education/index.html",
        "education/leeds/index.html",
        "experience/bar/index.html",
        "experience/index.html",
        "experience/one/index.html",
        "experience/two/index.html",
        "index.html",
        "ledger-2019/index.html",
        "old/ledger/index.html",
        "projects/bare/index.html",
        "projects/index.html",
        "projects/ledger/index.html",
        "projects/script/index.html",
        "resume/index.html",
        "skills/index.html",
        "skills/kafka/index.html",
        "skills/python/index.html",
        "skills/sql/index.html",
        "talks/after/index.html",
        "talks/index.html",
        "talks/next/index.html",
        "talks/past/index.html",
        "writing/bells/index.html",
        "writing/index.html",
    };
    size_t count;
    const VtPage *pages = vt_renderer_pages(fixture->site.renderer, &count);
    for (size_t i = 0; i < MIN(count, G_N_ELEMENTS(files)); i++)
        g_assert_cmpstr(pages[i].file, ==, files[i]);
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(files));
}

static void test_head(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    shows(fixture, "projects/ledger/index.html",
          "<title>The ledger &amp; its books – Ada Probe</title>\n"
          "<a href=\"/portfolio/\">Ada Probe</a> en-GB ltr\n"
          "<a href=\"/portfolio/experience/\">Experience</a> "
          "<a href=\"/portfolio/projects/\" aria-current=\"true\">Case studies</a> "
          "<a href=\"/portfolio/community/\">Community</a> "
          "<a href=\"/portfolio/education/\">Education</a> "
          "<a href=\"/portfolio/awards/\">Awards</a> "
          "<a href=\"/portfolio/talks/\">Talks</a> "
          "<a href=\"/portfolio/writing/\">Writing</a> "
          "<a href=\"/portfolio/colophon/\">Colophon</a> "
          "<a href=\"/portfolio/skills/\">Skills</a> "
          "<a href=\"/portfolio/resume/\">Résumé</a> \n"
          "Home > Case studies > The ledger &amp; its books\n"
          "<h1>The <code>ledger</code> &amp; its books</h1>\n"
          "Ada Probe mailto:ada@ada.example\n");
}

static void test_titles(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const struct {
        const char *file, *title, *breadcrumbs;
    } cases[] = {
        {"index.html", "Ada Probe – Data engineer", ""},
        {"projects/index.html", "Case studies – Ada Probe", "Home/Case studies"},
        {"experience/two/index.html", "Engineer, Probe Works – Ada Probe", "Home/Experience/Engineer"},
        {"colophon/index.html", "Colophon – Ada Probe", "Home/Colophon"},
        {"skills/index.html", "Skills – Ada Probe", "Home/Skills"},
        {"skills/sql/index.html", "SQL – Ada Probe", "Home/Skills/SQL"},
        {"resume/index.html", "Résumé – Ada Probe", "Home/Résumé"},
        {"404.html", "Page not found – Ada Probe", ""},
        {"old/ledger/index.html", "The ledger &amp; its books – Ada Probe", ""},
    };
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        site_use(
            &fixture->site, kind,
            "{{page.document_title}}|{{#page.breadcrumbs}}{{title}}{{^last}}/{{/last}}{{/page.breadcrumbs}}");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *expected = g_strdup_printf("%s|%s", cases[i].title, cases[i].breadcrumbs);
        shows(fixture, cases[i].file, expected);
    }
}

static void test_descriptions(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const cases[][2] = {
        {"index.html", "Engineer &amp; organiser"},
        {"projects/index.html", "What was done."},
        {"projects/bare/index.html", ""},
        {"talks/index.html", "Talks: Talk after next; Next talk; Past talk"},
        {"projects/ledger/index.html", "A ledger that balances."},
        {"skills/kafka/index.html", "Kafka (7 months): The ledger &amp; its books"},
        {"skills/python/index.html",
         "Python (5 years 6 months): Lead Engineer, Probe Works; Engineer, Probe Works"},
        {"resume/index.html", "Ada Probe, Data engineer"},
        {"404.html", ""},
    };
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        site_use(&fixture->site, kind, "{{page.description}}");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        shows(fixture, cases[i][0], cases[i][1]);
}

static void test_redirects(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(&fixture->site, VT_PAGE_REDIRECT,
             "{{#redirect}}{{title}}|{{address}}|{{canonical}}{{/"
             "redirect}}|{{page.address}}|{{#page.noindex}}x{{/page.noindex}}"
             "{{page.canonical}}");
    shows(fixture, "old/ledger/index.html",
          "The ledger &amp; its "
          "books|/portfolio/projects/ledger/|https://ada.example/portfolio/projects/ledger/"
          "|/portfolio/old/ledger/|x");
}

static void test_role(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(&fixture->site, VT_PAGE_ENTRY_ROLE,
             "{{#entry}}{{title}} {{when}} ({{dates.duration}}) {{dates.years}} {{#current}}now{{/current}}\n"
             "{{opening_html}}\n{{#bullets}}- {{.}}\n{{/bullets}}{{#more}}more{{/more}}\n"
             "{{#stack}}{{name}} {{address}};{{/stack}}{{/entry}}\n"
             "{{#previous}}<{{title}}{{/previous}}{{#next}}>{{title}}{{/next}}");
    shows(fixture, "experience/one/index.html",
          "Lead Engineer Mar 2021 – present (3 years 4 months) 2021– now\n"
          "Leads the <em>night</em> team.\n- Cut cost by <strong class=\"figure\">80%</strong>\n- Trust:\n- "
          "Hired six\nmore\n"
          "Python /portfolio/skills/python/;SQL /portfolio/skills/sql/;\n"
          ">Engineer");
    shows(fixture, "experience/bar/index.html", "Bar keeper 2017 – 2018 (2 years) 2017–18 \n\n\n\n<Engineer");
}

static void test_content(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(
        &fixture->site, VT_PAGE_ENTRY_PROJECT,
        "{{#content}}{{#pieces}}[{{id}} {{slug}}: {{html}}]\n{{/pieces}}"
        "{{#outline}}{{id}}({{#children}}{{level}}{{id}}{{/children}}) {{/outline}}{{minutes}}{{/content}}"
        "{{^content}}nothing{{/content}}");
    g_autofree char *page = site_render(&fixture->site, "projects/ledger/index.html");
    has(page, "[ : <p>A paragraph before. It has a note.");
    has(page, "[impact impact: <p>It balanced. <b>Yes</b>.</p>\n<h3 id=\"deeper\">Deeper</h3>");
    has(page, "[impact-1 impact: <p>Again.</p>]\n");
    has(page, "impact(3deeper) impact-1() 1");
    shows(fixture, "projects/bare/index.html", "nothing");
}

static void test_home(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(
        &fixture->site, VT_PAGE_HOME,
        "{{content.html}}{{#organizations}}{{name}} ({{dates.range}}, {{dates.duration}}){{#many}}:{{/many}}"
        "{{#entries}} {{title}};{{/entries}}\n{{/organizations}}"
        "{{#upcoming}}{{#entries}}{{title}} {{/entries}}{{count}}{{/upcoming}}\n"
        "{{#talks}}{{#entries}}{{title}} {{datetime}} {{date.day}} {{date.month}} {{/entries}}{{count}} "
        "{{address}}{{/talks}}\n{{#posts}}{{#entries}}{{title}}{{/entries}}{{/posts}}\n"
        "{{#skills}}{{name}} {{duration}} {{years}}; "
        "{{/skills}}{{skill_count}}{{#skills_more}}+{{/skills_more}}");
    shows(fixture, "index.html",
          "<p>I build things that run at night. See the <a "
          "href=\"/portfolio/projects/ledger/\">ledger</a>.</p>\n"
          "<h2 id=\"what-i-look-for\">What I look for</h2>\n<p>Small teams.</p>\n"
          "Probe Works (Jan 2019 – present, 5 years 6 months): Lead Engineer; Engineer;\n"
          "The Anchor (2017 – 2018, 2 years) Bar keeper;\n"
          "Next talk Talk after next 2\n"
          "Past talk 2023-04-09T18:30 9 Apr 1 /portfolio/talks/\n"
          "On bells\n"
          "Python 5 years 6 months 2019–; SQL 3 years 4 months 2021–; Kafka 7 months 2021; 3");
}

/* On another page there are no ids, headings go deeper, and anchors lead to the entry's own page. */
static void test_resume(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(&fixture->site, VT_PAGE_RESUME,
             "{{profile_html}}{{#organizations}}{{#roles}}== "
             "{{#entry}}{{title}}{{/entry}}\n{{html}}{{/roles}}{{/organizations}}"
             "{{#education}}== {{entry.degree}} {{entry.area}}\n{{html}}{{/education}}");
    g_autofree char *page = site_render(&fixture->site, "resume/index.html");
    lacks(page, " id=");
    has(page, "<h3>What I look for</h3>");
    has(page, "<h4>Later</h4>");
    has(page, "<a href=\"/portfolio/projects/ledger/#impact\">");
    has(page, "<a href=\"/portfolio/experience/two/#later\">below</a>");
    has(page, "== BSc Mathematics\n<p>With a");
    has(page, "== Bar keeper\n==");
}

static void test_section(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(
        &fixture->site, VT_PAGE_SECTION,
        "{{#section}}{{count}} {{summary_html}} {{feeds.atom}}{{#groups}}[{{title}}:{{#organizations}} "
        "{{name}}"
        "{{#entries}}/{{title}}{{/entries}}{{/organizations}}]{{/groups}}"
        "{{#upcoming}} +{{title}}{{/upcoming}}{{#past}} -{{title}}{{/past}}{{/section}}{{content.html}}");
    shows(fixture, "experience/index.html",
          "3  /portfolio/experience/feed.xml[Engineering: Probe Works/Lead Engineer/Engineer][: The "
          "Anchor/Bar keeper]"
          " -Lead Engineer -Engineer -Bar keeper");
    shows(fixture, "talks/index.html",
          "3  /portfolio/talks/feed.xml[: /Talk after next/Next talk/Past talk] +Next talk +Talk after "
          "next -Past talk");
    g_autofree char *projects = site_render(&fixture->site, "projects/index.html");
    g_assert_true(g_str_has_prefix(projects, "3 What was <em>done</em>. "));
    g_assert_true(g_str_has_suffix(projects, "<p>Three of them.</p>\n"));
}

static void test_json_ld(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(&fixture->site, VT_PAGE_ENTRY_PROJECT, "{{page.json_ld}}");
    g_autofree char *page = site_render(&fixture->site, "projects/script/index.html");
    g_assert_cmpuint(strlen(page), >, 0);
    g_assert_null(strchr(page, '<'));
    has(page, "script>");
}

static void test_alternates(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        site_use(&fixture->site, kind,
                 "{{#page.alternates}}{{title}} {{type}} {{address}}\n{{/page.alternates}}");
    static const char all[] = "Ada Probe application/atom+xml /portfolio/feed.xml\n"
                              "Ada Probe application/rss+xml /portfolio/rss.xml\n"
                              "Ada Probe application/feed+json /portfolio/feed.json\n";
    static const char of_talks[] = "Talks application/atom+xml /portfolio/talks/feed.xml\n"
                                   "Talks application/rss+xml /portfolio/talks/rss.xml\n"
                                   "Talks application/feed+json /portfolio/talks/feed.json\n";
    shows(fixture, "index.html", all);
    shows(fixture, "talks/index.html", of_talks);
    shows(fixture, "talks/next/index.html", "Talks application/atom+xml /portfolio/talks/feed.xml\n");
    shows(fixture, "colophon/index.html", "Ada Probe application/atom+xml /portfolio/feed.xml\n");
    /* Not of a section, so the site's; Atom alone. */
    shows(fixture, "skills/sql/index.html", "Ada Probe application/atom+xml /portfolio/feed.xml\n");
}

/* What is there is found from other names of the same object, lists and texts alike. */
static void test_has(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const cases[][2] = {
        {"projects/bare/index.html", "menu neighbours "},
        {"experience/one/index.html", "menu meta facts stack bullets neighbours "},
        {"experience/bar/index.html", "menu meta facts neighbours "},
        {"projects/ledger/index.html", "menu meta facts urls stack neighbours "},
        {"colophon/index.html", "menu "},
    };
    for (unsigned kind = VT_PAGE_ENTRY_ROLE; kind <= VT_PAGE_ENTRY_PAGE; kind++)
        site_use(
            &fixture->site, kind,
            "{{#has_menu}}menu {{/has_menu}}{{#entry}}{{#has_meta}}meta {{/has_meta}}{{#has_facts}}facts "
            "{{/has_facts}}{{#has_urls}}urls {{/has_urls}}{{#has_stack}}stack {{/has_stack}}"
            "{{#has_bullets}}bullets {{/has_bullets}}{{/entry}}{{#has_neighbours}}neighbours "
            "{{/has_neighbours}}");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        shows(fixture, cases[i][0], cases[i][1]);
}

/* An image that the text shows too is not put above it. */
static void test_figure(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    static const char template[] = "{{#figure}}{{address}}{{/figure}}{{^figure}}none{{/figure}}";
    site_use(&fixture->site, VT_PAGE_ENTRY_AWARD, template);
    site_use(&fixture->site, VT_PAGE_ENTRY_POST, template);
    shows(fixture, "awards/bell/index.html", "/portfolio/awards/bell.png");
    shows(fixture, "writing/bells/index.html", "none");
}

static void test_footnotes(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    site_use(&fixture->site, VT_PAGE_ENTRY_PROJECT,
             "{{#content}}{{#pieces}}{{html}}{{/pieces}}|{{footnotes_html}}{{/content}}");
    g_autofree char *page = site_render(&fixture->site, "projects/ledger/index.html");
    g_auto(GStrv) halves = g_strsplit(page, "|", 2);
    lacks(halves[0], "class=\"footnotes\"");
    has(halves[0], "href=\"#fn-1\"");
    g_assert_true(g_str_has_prefix(halves[1], "<section class=\"footnotes\""));
    g_assert_true(g_str_has_suffix(halves[1], "</section>"));
}

/* A base path other than "/" is on every address; the community's site has none. */
static void test_base(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    g_autofree char *page = site_render(&fixture->site, "skills/sql/index.html");
    lacks(page, "/portfolio/");
    has(page, "<a href=\"/skills/\" aria-current=\"true\">");
}

static void test_hidden(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(fixture->site.renderer, &count);
    for (size_t i = 0; i < count; i++) {
        g_autofree char *page = site_render(&fixture->site, pages[i].file);
        lacks(page, "Hidden");
    }
}

typedef struct Threads {
    const Site *site;
    const VtPage *pages;
    size_t count;
    VtBuffer *outputs;
    bool failed;
} Threads;

static void render_one(size_t index, unsigned worker G_GNUC_UNUSED, void *data)
{
    Threads *threads = data;
    g_autoptr(VtArena) arena = vt_arena_new();
    const VtPage *page = &threads->pages[index % threads->count];
    if (!vt_render_page(threads->site->renderer, page, arena, &threads->outputs[index], threads->site->sink))
        threads->failed = true;
}

static void test_threads(Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
    Threads threads = {.site = &fixture->site};
    threads.pages = vt_renderer_pages(fixture->site.renderer, &threads.count);
    size_t runs = threads.count * 8;
    threads.outputs = g_new0(VtBuffer, runs);
    vt_jobs_run(4, runs, render_one, &threads);
    g_assert_false(threads.failed);
    for (size_t i = 0; i < runs; i++) {
        g_autofree char *alone = site_render(&fixture->site, threads.pages[i % threads.count].file);
        g_assert_cmpstr(vt_buffer_string(&threads.outputs[i]), ==, alone);
        vt_buffer_finish(&threads.outputs[i]);
    }
    g_free(threads.outputs);
}

static void add(const char *name, size_t audience, void (*test)(Fixture *, gconstpointer))
{
    g_test_add(name, Fixture, GSIZE_TO_POINTER(audience), set_up, test, tear_down);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add("/pages/list", RECRUITER, test_list);
    add("/pages/head", RECRUITER, test_head);
    add("/pages/titles", RECRUITER, test_titles);
    add("/pages/descriptions", RECRUITER, test_descriptions);
    add("/pages/redirects", RECRUITER, test_redirects);
    add("/pages/role", RECRUITER, test_role);
    add("/pages/content", RECRUITER, test_content);
    add("/pages/home", RECRUITER, test_home);
    add("/pages/resume", RECRUITER, test_resume);
    add("/pages/section", RECRUITER, test_section);
    add("/pages/json-ld", RECRUITER, test_json_ld);
    add("/pages/alternates", RECRUITER, test_alternates);
    add("/pages/has", RECRUITER, test_has);
    add("/pages/figure", RECRUITER, test_figure);
    add("/pages/footnotes", RECRUITER, test_footnotes);
    add("/pages/base", COMMUNITY, test_base);
    add("/pages/hidden", RECRUITER, test_hidden);
    add("/pages/threads", RECRUITER, test_threads);
    return g_test_run();
}
