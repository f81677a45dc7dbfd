#include "site_run.h"

VtExit vt_command_check(VtCli *cli)
{
    VtSiteRun run = {0};
    bool usage = false;
    bool good = vt_site_run(&run, cli, false, &usage);
    vt_cli_report(cli);
    for (size_t i = 0; good && i < run.audience_count && !cli->options.quiet && cli->format == VT_FORMAT_TEXT;
         i++)
        vt_print("%s: %zu pages, no error\n", run.audiences[i].audience->name, run.audiences[i].pages);
    vt_site_run_finish(&run);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}
