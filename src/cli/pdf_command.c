#include "document.h"
#include "site_places.h"
#include "site_run.h"

#include "vitrine/pdf.h"

/* What the document is made from. Owns all but `cli` and `audience`. */
typedef struct PdfRun {
    VtCli *cli;
    char *site;
    VtPortfolio *portfolio;
    const VtAudience *audience;
    VtDate today;
    VtAtoms *atoms;
    VtEdition *edition;
    const VtTheme *theme;
    VtPublication *publication;
} PdfRun;

static void finish(PdfRun *run)
{
    vt_publication_free(run->publication);
    vt_theme_free(run->theme);
    vt_edition_free(run->edition);
    vt_atoms_free(run->atoms);
    vt_portfolio_free(run->portfolio);
    g_free(run->site);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PdfRun, finish)

static unsigned jobs_of(const VtCli *cli)
{
    return (unsigned)cli->options.jobs;
}

static bool prepare(PdfRun *run)
{
    VtDiagnostics *sink = run->cli->sink;
    VtEditionOptions options = {.today = run->today,
                                .drafts = run->cli->options.drafts,
                                .base_url = run->cli->options.base_url,
                                .pdf = true,
                                .jobs = jobs_of(run->cli)};
    run->atoms = vt_atoms_new();
    run->edition = vt_edition_new(run->portfolio, run->audience, &options, sink);
    if (run->edition == NULL)
        return false;
    VtThemeRequest request = {.name = run->edition->theme,
                              .place = run->audience->span,
                              .site_folder = run->site,
                              .language = run->edition->language,
                              .options = run->edition->theme_options,
                              .contract = vt_render_contract(),
                              .atoms = run->atoms};
    run->theme = vt_theme_load(&request, sink);
    if (run->theme == NULL)
        return false;
    run->publication = vt_publication_new(run->edition, run->theme, run->atoms, options.jobs, sink);
    return run->publication != NULL && vt_diagnostics_count(sink, VT_ERROR) == 0;
}

/* The same proof that a site has to pass before it is published, of the page that is printed. */
static bool keeps_secrets(const PdfRun *run, const VtFile *page, const VtBuffer *html)
{
    VtLeaksRequest request = {.portfolio = run->portfolio,
                              .audience = run->audience,
                              .today = run->today,
                              .drafts = run->cli->options.drafts,
                              .origin = run->edition->origin,
                              .base_path = run->edition->base_path,
                              .workers = 1};
    g_autoptr(VtLeaks) leaks = vt_leaks_new(&request);
    for (size_t i = 0; i < run->theme->label_count; i++)
        vt_leaks_allow(leaks, run->theme->labels[i].text);
    vt_leaks_file(leaks, 0, page->path, page->type, page->origin, html->data, html->length);
    return vt_leaks_finish(leaks, run->cli->sink);
}

static bool produce(const PdfRun *run, const char *path, VtArena *scratch, VtBuffer *bytes)
{
    const VtFile *file = vt_publication_find(run->publication, path);
    return file != NULL && vt_publication_produce(run->publication, file, scratch, bytes, run->cli->sink);
}

static bool make(PdfRun *run, VtBuffer *pdf)
{
    g_autoptr(VtArena) scratch = vt_arena_new();
    g_auto(VtBuffer) html = {0};
    const VtFile *page = vt_publication_find(run->publication, "resume/index.html");
    vt_publication_print_with(run->publication, vt_pdf_print);
    return produce(run, page->path, scratch, &html) && keeps_secrets(run, page, &html) &&
           produce(run, "resume.pdf", scratch, pdf);
}

/* One of ours may be written anew; what else has that name may be the only one of its kind. */
static bool may_replace(const VtCli *cli, const char *path)
{
    g_autofree char *there = NULL;
    gsize length = 0;
    return cli->options.force ||
           (g_file_get_contents(path, &there, &length, NULL) && vt_pdf_is_own(there, length));
}

static VtExit deliver(VtCli *cli, const VtBuffer *pdf)
{
    const char *path = cli->options.output != NULL ? cli->options.output : "resume.pdf";
    size_t pages = vt_pdf_pages(pdf->data, pdf->length);
    vt_cli_report(cli);
    if (strcmp(path, "-") == 0) {
        vt_print_buffer(pdf);
        return VT_EXIT_DONE;
    }
    VtExit exit = vt_document_write(path, pdf, may_replace(cli, path));
    if (exit == VT_EXIT_DONE && !cli->options.quiet && cli->format == VT_FORMAT_TEXT && pages > 0)
        vt_print("%s: %zu page%s\n", path, pages, pages == 1 ? "" : "s");
    else if (exit == VT_EXIT_DONE && !cli->options.quiet && cli->format == VT_FORMAT_TEXT)
        vt_print("%s\n", path);
    return exit;
}

static VtExit refuse(VtCli *cli, bool usage)
{
    vt_cli_report(cli);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}

VtExit vt_command_pdf(VtCli *cli)
{
    g_auto(PdfRun) run = {.cli = cli};
    g_auto(VtBuffer) pdf = {0};
    if (!vt_cli_today(&cli->options, &run.today))
        return VT_EXIT_USAGE;
    run.site = vt_site_folder(cli->argument_count > 0 ? cli->arguments[0] : ".");
    g_autofree char *content = vt_site_path(run.site, "site-content");
    VtContentOptions options = {.jobs = jobs_of(cli)};
    run.portfolio = vt_portfolio_load(content, &options, cli->sink);
    if (run.portfolio == NULL)
        return refuse(cli, false);
    run.audience = vt_document_audience(&cli->options, &run.portfolio->site);
    if (run.audience == NULL)
        return refuse(cli, true);
    if (!prepare(&run))
        return refuse(cli, false);
    if (vt_publication_find(run.publication, "resume.pdf") == NULL) {
        vt_complain("vitrine: the site of \"%s\" has no résumé: it holds no roles, projects, programmes or "
                    "education\n",
                    run.audience->name);
        return refuse(cli, true);
    }
    return make(&run, &pdf) ? deliver(cli, &pdf) : refuse(cli, false);
}
