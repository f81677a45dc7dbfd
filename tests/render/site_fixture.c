#include "site_fixture.h"

static void print_and_fail(VtDiagnostics *sink)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    g_error("%s", vt_buffer_string(&out));
}

static const VtSource *no_source(const char *name G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
    return NULL;
}

/* What every page has. */
static const char common_template[] =
    "<title>{{page.document_title}}</title>\n"
    "{{#site}}<a href=\"{{home}}\">{{title}}</a> {{language}} {{direction}}{{/site}}\n"
    "{{#menu}}<a href=\"{{address}}\"{{#current}} aria-current=\"{{current}}\"{{/current}}>{{title}}</a> "
    "{{/menu}}\n"
    "{{#page}}{{#breadcrumbs}}{{title}}{{^last}} > "
    "{{/last}}{{/breadcrumbs}}\n<h1>{{title_html}}</h1>\n{{/page}}"
    "{{#profile}}{{name}} {{email_url}}{{/profile}}\n";

static const VtProgram *compile(Site *site, VtSource *source, const char *template)
{
    *source = (VtSource){.path = "test.mustache", .text = template, .length = strlen(template)};
    const VtProgram *program = vt_templates_compile_source(site->templates, source, site->sink);
    if (!program)
        print_and_fail(site->sink);
    return program;
}

static void check(Site *site, VtPageKind kind)
{
    if (!vt_template_check(site->theme.pages[kind], vt_render_contract()->pages[kind], site->sink))
        print_and_fail(site->sink);
}

void site_use(Site *site, VtPageKind kind, const char *template)
{
    site->theme.pages[kind] = compile(site, &site->sources[kind], template);
    check(site, kind);
}

static void make_theme(Site *site)
{
    static const VtTemplateLoader loader = {.load = no_source};
    site->atoms = vt_atoms_new();
    site->templates = vt_templates_new(site->atoms, &loader);
    site->theme = (VtTheme){.name = "test", .templates = site->templates};
    const VtProgram *program = compile(site, &site->sources[VT_PAGE_COUNT], common_template);
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++) {
        site->theme.pages[kind] = program;
        check(site, kind);
    }
}

void site_init(Site *site, const char *folder, size_t audience)
{
    *site = (Site){.sink = vt_diagnostics_new()};
    site->portfolio = vt_portfolio_load(folder, &(VtContentOptions){.jobs = 1}, site->sink);
    if (!site->portfolio)
        print_and_fail(site->sink);
    VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 1}};
    const VtAudience *who = &site->portfolio->site.audiences[audience];
    site->edition = vt_edition_new(site->portfolio, who, &options, site->sink);
    if (!site->edition || vt_diagnostics_count(site->sink, VT_ERROR) > 0)
        print_and_fail(site->sink);
    make_theme(site);
    site->renderer = vt_renderer_new(site->edition, &site->theme, site->atoms, 2);
}

void site_finish(Site *site)
{
    vt_renderer_free(site->renderer);
    vt_templates_free(site->templates);
    vt_atoms_free(site->atoms);
    vt_edition_free(site->edition);
    vt_portfolio_free(site->portfolio);
    vt_diagnostics_free(site->sink);
}

size_t site_audiences(const char *folder)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(folder, &(VtContentOptions){.jobs = 1}, sink);
    if (!portfolio)
        print_and_fail(sink);
    return portfolio->site.audience_count;
}

const VtPage *site_page(const Site *site, const char *file)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(site->renderer, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(pages[i].file, file) == 0)
            return &pages[i];
    return NULL;
}

char *site_render(const Site *site, const char *file)
{
    const VtPage *page = site_page(site, file);
    if (!page)
        g_error("there is no page %s", file);
    g_autoptr(VtArena) arena = vt_arena_new();
    g_auto(VtBuffer) out = {0};
    if (!vt_render_page(site->renderer, page, arena, &out, site->sink))
        print_and_fail(site->sink);
    return g_strdup(vt_buffer_string(&out));
}

char *site_own_tree(void)
{
    const char *folder = g_getenv("VITRINE_RENDER_TREE");
    g_assert_nonnull(folder);
    return g_strdup(folder);
}
