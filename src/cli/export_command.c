#include "document.h"
#include "site_run.h"

#include "site_places.h"

#include "vitrine/formats.h"
#include "vitrine/leaks.h"

typedef struct ExportForm {
    const char *name;
    const char *ending; /* of a file that is most likely meant to be of this form */
    const char *type;
    bool (*write)(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink);
} ExportForm;

static const ExportForm forms[] = {
    {"jsonresume", ".json", "application/json", vt_format_json_resume_whole},
    {"markdown", ".md", "text/markdown", vt_format_resume_markdown},
    {"text", ".txt", "text/plain", vt_format_resume_text},
    {"vcard", ".vcf", "text/vcard", vt_format_vcard},
};

static const ExportForm *form_named(const char *name)
{
    const char *names[G_N_ELEMENTS(forms)];
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        names[i] = forms[i].name;
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    }
    const char *near = vt_nearest(name, names, G_N_ELEMENTS(names));
    vt_complain("vitrine: --as wants jsonresume, markdown, text or vcard, not \"%s\"\n", name);
    if (near != NULL)
        vt_complain("did you mean \"%s\"?\n", near);
    return NULL;
}

static const ExportForm *choose_form(const VtOptions *options)
{
    if (options->as != NULL)
        return form_named(options->as);
    for (size_t i = 0; options->output != NULL && i < G_N_ELEMENTS(forms); i++)
        if (g_str_has_suffix(options->output, forms[i].ending))
            return &forms[i];
    vt_complain("vitrine: say what to export: --as jsonresume, markdown, text or vcard\n");
    return NULL;
}

static VtExit deliver(VtCli *cli, const VtBuffer *bytes)
{
    bool printed = cli->options.output == NULL || strcmp(cli->options.output, "-") == 0;
    /* Standard output is for one of them: the document, or messages in a format for programs. */
    if (!printed || cli->format == VT_FORMAT_TEXT)
        vt_cli_report(cli);
    if (!printed)
        return vt_document_write(cli->options.output, bytes, cli->options.force);
    vt_print_buffer(bytes);
    return VT_EXIT_DONE;
}

/* The same proof that a site has to pass before it is published. */
static bool keeps_secrets(const VtCli *cli, const VtPortfolio *portfolio, const VtAudience *audience,
                          const VtEdition *edition, const ExportForm *form, const VtBuffer *bytes)
{
    VtLeaksRequest request = {.portfolio = portfolio,
                              .audience = audience,
                              .today = edition->today,
                              .drafts = cli->options.drafts,
                              .origin = edition->origin,
                              .base_path = edition->base_path,
                              .workers = 1};
    g_autofree char *name = g_strconcat("resume", form->ending, NULL);
    g_autoptr(VtLeaks) leaks = vt_leaks_new(&request);
    vt_leaks_file(leaks, 0, name, form->type, NULL, bytes->data, bytes->length);
    return vt_leaks_finish(leaks, cli->sink);
}

static VtExit export_for(VtCli *cli, const VtPortfolio *portfolio, const VtAudience *audience,
                         const ExportForm *form, VtDate today)
{
    unsigned jobs = (unsigned)cli->options.jobs;
    VtEditionOptions options = {
        .today = today, .drafts = cli->options.drafts, .base_url = cli->options.base_url, .jobs = jobs};
    g_autoptr(VtEdition) edition = vt_edition_new(portfolio, audience, &options, cli->sink);
    g_auto(VtBuffer) bytes = {0};
    bool good = edition != NULL && form->write(edition, &bytes, cli->sink) &&
                vt_diagnostics_count(cli->sink, VT_ERROR) == 0 &&
                keeps_secrets(cli, portfolio, audience, edition, form, &bytes);
    if (good)
        return deliver(cli, &bytes);
    vt_cli_report(cli);
    return vt_cli_exit(cli);
}

VtExit vt_command_export(VtCli *cli)
{
    VtDate today;
    const ExportForm *form = choose_form(&cli->options);
    if (form == NULL || !vt_cli_today(&cli->options, &today))
        return VT_EXIT_USAGE;
    g_autofree char *site = vt_site_folder(cli->argument_count > 0 ? cli->arguments[0] : ".");
    g_autofree char *content = vt_site_path(site, "site-content");
    VtContentOptions options = {.jobs = (unsigned)cli->options.jobs};
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(content, &options, cli->sink);
    if (portfolio == NULL) {
        vt_cli_report(cli);
        return vt_cli_exit(cli);
    }
    const VtAudience *audience = vt_document_audience(&cli->options, &portfolio->site);
    if (audience != NULL)
        return export_for(cli, portfolio, audience, form, today);
    vt_cli_report(cli);
    return VT_EXIT_USAGE;
}
