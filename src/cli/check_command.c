#include "external_check.h"

#include "vitrine/resume_lint.h"

static void print_audience(const VtAudienceRun *part)
{
    vt_print("%s: %zu page%s, no error", part->audience->name, part->pages, part->pages == 1 ? "" : "s");
    if (part->warnings > 0)
        vt_print(", %zu warning%s", part->warnings, part->warnings == 1 ? "" : "s");
    vt_print("\n");
}

/* The audience that sees most of the career: to others, what is hidden from them would be a gap. */
static const VtEdition *fullest_edition(const VtSiteRun *run)
{
    const VtEdition *fullest = NULL;
    for (size_t i = 0; i < run->audience_count; i++) {
        const VtEdition *edition = run->audiences[i].edition;
        if (fullest == NULL || edition->roles.count > fullest->roles.count)
            fullest = edition;
    }
    return fullest;
}

static size_t count(const VtCli *cli)
{
    return vt_diagnostics_count(cli->sink, VT_WARNING) + vt_diagnostics_count(cli->sink, VT_NOTE);
}

/* False when other hosts could not be asked. */
static bool look_further(VtSiteRun *run, size_t *remarks)
{
    VtCli *cli = run->cli;
    VtDate today;
    const VtEdition *edition = fullest_edition(run);
    size_t before = count(cli);
    if (edition != NULL)
        vt_resume_lint(run->portfolio, edition, cli->sink);
    *remarks = count(cli) - before;
    return !cli->options.external || (vt_cli_today(&cli->options, &today) && vt_external_check(run, today));
}

static void print_summary(const VtSiteRun *run, size_t remarks)
{
    for (size_t i = 0; i < run->audience_count; i++)
        print_audience(&run->audiences[i]);
    if (remarks > 0)
        vt_print("résumé: %zu remark%s\n", remarks, remarks == 1 ? "" : "s");
}

VtExit vt_command_check(VtCli *cli)
{
    VtSiteRun run = {0};
    bool usage = false;
    size_t remarks = 0;
    bool good = vt_site_run(&run, cli, false, &usage);
    bool asked = !good || look_further(&run, &remarks);
    vt_cli_report(cli);
    if (good && !cli->options.quiet && cli->format == VT_FORMAT_TEXT)
        print_summary(&run, remarks);
    vt_site_run_finish(&run);
    if (usage)
        return VT_EXIT_USAGE;
    return asked ? vt_cli_exit(cli) : VT_EXIT_MACHINE;
}
