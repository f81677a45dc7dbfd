#include "site_run.h"

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void append_count(VtBuffer *out, size_t count, const char *what)
{
    if (count > 0)
        vt_buffer_append_format(out, "%s%zu %s", out->length > 0 ? ", " : "", count, what);
}

/* What was held back, and why: an author should never wonder where an entry has gone. */
static void print_withheld(const VtEdition *edition)
{
    g_auto(VtBuffer) text = {0};
    append_count(&text, edition->withheld.hidden_audience, "for other audiences");
    append_count(&text, edition->withheld.hidden_private, "private");
    append_count(&text, edition->withheld.hidden_draft, "draft");
    append_count(&text, edition->withheld.hidden_future, "dated in the future");
    if (text.length > 0)
        vt_print("  held back: %s\n", vt_buffer_string(&text));
    if (edition->withheld.unlinked > 0)
        vt_print("  %zu link%s to what is held back became plain text\n", edition->withheld.unlinked,
                 plural(edition->withheld.unlinked));
}

static void print_audience(const VtAudienceRun *part)
{
    vt_print(
        "%s: %zu page%s, %zu file%s written, %zu unchanged, %zu removed, %zu warning%s, %" G_GINT64_FORMAT
        " ms → %s\n",
        part->audience->name, part->pages, plural(part->pages), part->summary.written,
        plural(part->summary.written), part->summary.unchanged, part->summary.removed, part->warnings,
        plural(part->warnings), part->microseconds / 1000, part->folder);
    print_withheld(part->edition);
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

VtExit vt_command_build(VtCli *cli)
{
    VtSiteRun run = {0};
    bool usage = false;
    bool good = vt_site_run(&run, cli, true, &usage);
    vt_cli_report(cli);
    for (size_t i = 0; good && i < run.audience_count && !cli->options.quiet && cli->format == VT_FORMAT_TEXT;
         i++)
        print_audience(&run.audiences[i]);
    if (!good && !usage && cli->format == VT_FORMAT_TEXT)
        say_what_was_written(&run);
    vt_site_run_finish(&run);
    return usage ? VT_EXIT_USAGE : vt_cli_exit(cli);
}
