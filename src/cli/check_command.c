#include "site_run.h"

static void print_audience(const VtAudienceRun *part)
{
    vt_print("%s: %zu page%s, no error", part->audience->name, part->pages, part->pages == 1 ? "" : "s");
    if (part->warnings > 0)
        vt_print(", %zu warning%s", part->warnings, part->warnings == 1 ? "" : "s");
    vt_print("\n");
}

VtExit vt_command_check(VtCli *cli)
{
    VtSiteRun run = {0};
    bool usage = false;
    bool good = vt_site_run(&run, cli, false, &usage);
    vt_cli_report(cli);
    for (size_t i = 0; good && i < run.audience_count && !cli->options.quiet && cli->format == VT_FORMAT_TEXT;
         i++)
        print_audience(&run.audiences[i]);
    vt_site_run_finish(&run);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}
