#include "site_run.h"
#include "withheld.h"

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_audience(const VtAudienceRun *part)
{
    vt_print(
        "%s: %zu page%s, %zu file%s written, %zu unchanged, %zu removed, %zu warning%s, %" G_GINT64_FORMAT
        " ms → %s\n",
        part->audience->name, part->pages, plural(part->pages), part->summary.written,
        plural(part->summary.written), part->summary.unchanged, part->summary.removed, part->warnings,
        plural(part->warnings), part->microseconds / 1000, part->folder);
    vt_print_withheld(part->edition);
}

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

/* With --verbose: what the sites were made without, lent to the words for it. */
static void tell_withheld(const VtSiteRun *run)
{
    g_autofree const VtAudience **audiences = g_new0(const VtAudience *, run->audience_count + 1);
    g_autofree VtEdition **editions = g_new0(VtEdition *, run->audience_count + 1);
    VtSiteEditions all = {.portfolio = run->portfolio,
                          .audiences = audiences,
                          .editions = editions,
                          .count = run->audience_count,
                          .options = {.today = run->today, .drafts = run->cli->options.drafts}};
    for (size_t i = 0; i < run->audience_count; i++) {
        audiences[i] = run->audiences[i].audience;
        editions[i] = run->audiences[i].edition;
    }
    for (size_t i = 0; i < all.count; i++)
        vt_tell_withheld(&all, i);
}

static void print_timings(const VtTimings *timings)
{
    g_auto(VtBuffer) text = {0};
    vt_timings_write(timings, &text);
    vt_print("%s", vt_buffer_string(&text));
}

VtExit vt_command_build(VtCli *cli)
{
    VtSiteRun run = {0};
    bool usage = false;
    bool good = vt_site_run(&run, cli, true, &usage);
    vt_cli_report(cli);
    if (good && cli->options.verbose)
        tell_withheld(&run);
    for (size_t i = 0; good && i < run.audience_count && !cli->options.quiet && cli->format == VT_FORMAT_TEXT;
         i++)
        print_audience(&run.audiences[i]);
    if (!good && !usage && cli->format == VT_FORMAT_TEXT)
        say_what_was_written(&run);
    if (!usage && cli->options.timings && cli->format == VT_FORMAT_TEXT)
        print_timings(&run.timings);
    vt_site_run_finish(&run);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}
