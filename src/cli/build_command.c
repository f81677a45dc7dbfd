#include "site_stamp.h"

/* Sites are put in place one after another, each at once; the machine may fail between two. */
static void say_what_was_written(const VtSiteRun *run)
{
    g_auto(VtBuffer) written = {0};
    for (size_t i = 0; i < run->audience_count; i++)
        if (run->audiences[i].committed)
            vt_buffer_append_format(&written, "%s%s", written.length > 0 ? ", " : "",
                                    run->audiences[i].audience->name);
    if (written.length > 0)
        vt_complain("Only this was written: %s.\n", vt_buffer_string(&written));
    else
        vt_complain("Nothing was written.\n");
}

static void print_timings(const VtTimings *timings)
{
    g_auto(VtBuffer) text = {0};
    vt_timings_write(timings, &text);
    vt_print("%s", vt_buffer_string(&text));
}

static VtExit render(VtCli *cli, VtSiteStamp *stamp, VtBuildReport *report)
{
    VtSiteRun run = {0};
    bool usage = false;
    bool good = vt_site_run(&run, cli, true, &usage);
    if (good) {
        vt_build_report_take(report, &run);
        vt_build_report_print(report, cli);
    } else {
        vt_cli_report(cli);
    }
    if (good && stamp != NULL)
        vt_site_stamp_keep(stamp, &run, report);
    if (!good && !usage && cli->format == VT_FORMAT_TEXT)
        say_what_was_written(&run);
    if (!usage && cli->options.timings && cli->format == VT_FORMAT_TEXT)
        print_timings(&run.timings);
    vt_site_run_finish(&run);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}

VtExit vt_command_build(VtCli *cli)
{
    VtDate today;
    if (!vt_cli_today(&cli->options, &today))
        return VT_EXIT_USAGE;
    g_autoptr(VtSiteStamp) stamp = vt_site_stamp_new(cli, today);
    g_auto(VtBuildReport) report = {0};
    vt_build_report_init(&report);
    if (stamp == NULL || !vt_site_stamp_answers(stamp, &report))
        return render(cli, stamp, &report);
    vt_build_report_print(&report, cli);
    return VT_EXIT_DONE;
}
