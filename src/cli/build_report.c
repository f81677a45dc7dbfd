#include "build_report.h"

#include "withheld.h"

static void clear_site(gpointer data)
{
    VtBuiltSite *site = data;
    g_free(site->audience);
    g_free(site->folder);
    g_free(site->withheld);
}

void vt_build_report_init(VtBuildReport *report)
{
    *report = (VtBuildReport){.sites = g_array_new(FALSE, FALSE, sizeof(VtBuiltSite))};
    g_array_set_clear_func(report->sites, clear_site);
}

void vt_build_report_finish(VtBuildReport *report)
{
    vt_buffer_finish(&report->messages);
    vt_buffer_finish(&report->details);
    g_clear_pointer(&report->sites, g_array_unref);
}

/* ---- From a run ---------------------------------------------------------------------------------------- */

/* The sites' editions, lent to the words for what they were made without. */
static void take_details(VtBuildReport *report, const VtSiteRun *run)
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
        vt_tell_withheld(&all, i, &report->details);
}

void vt_build_report_take(VtBuildReport *report, const VtSiteRun *run)
{
    vt_cli_report_text(run->cli, &report->messages);
    if (run->cli->options.verbose)
        take_details(report, run);
    for (size_t i = 0; i < run->audience_count; i++) {
        const VtAudienceRun *part = &run->audiences[i];
        VtBuiltSite site = {.audience = g_strdup(part->audience->name),
                            .folder = g_strdup(part->folder),
                            .withheld = vt_withheld_text(part->edition),
                            .pages = part->pages,
                            .written = part->summary.written,
                            .unchanged = part->summary.unchanged,
                            .removed = part->summary.removed,
                            .warnings = part->warnings,
                            .microseconds = part->microseconds};
        g_array_append_val(report->sites, site);
    }
}

/* ---- Printing ------------------------------------------------------------------------------------------ */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_site(const VtBuiltSite *site)
{
    vt_print("%s: %zu page%s, %zu file%s written, %zu unchanged, %zu removed, %zu warning%s, "
             "%" G_GINT64_FORMAT " ms → %s\n",
             site->audience, site->pages, plural(site->pages), site->written, plural(site->written),
             site->unchanged, site->removed, site->warnings, plural(site->warnings),
             site->microseconds / 1000, site->folder);
    if (*site->withheld != '\0')
        vt_print("  held back: %s\n", site->withheld);
}

void vt_build_report_print(const VtBuildReport *report, const VtCli *cli)
{
    vt_cli_print_report(cli, &report->messages);
    if (report->details.length > 0)
        vt_complain("%.*s", (int)report->details.length, report->details.data);
    for (guint i = 0; i < report->sites->len && !cli->options.quiet && cli->format == VT_FORMAT_TEXT; i++)
        print_site(&g_array_index(report->sites, VtBuiltSite, i));
}

/* ---- As a value ---------------------------------------------------------------------------------------- */

GVariant *vt_build_report_to_variant(VtBuildReport *report)
{
    GVariantBuilder sites;
    g_variant_builder_init(&sites, G_VARIANT_TYPE("a(ayayayttt)"));
    for (guint i = 0; i < report->sites->len; i++) {
        const VtBuiltSite *site = &g_array_index(report->sites, VtBuiltSite, i);
        g_variant_builder_add(&sites, "(^ay^ay^ayttt)", site->audience, site->folder, site->withheld,
                              (guint64)site->pages, (guint64)(site->written + site->unchanged),
                              (guint64)site->warnings);
    }
    return g_variant_new("(^ay^aya(ayayayttt))", vt_buffer_string(&report->messages),
                         vt_buffer_string(&report->details), &sites);
}

void vt_build_report_from_variant(VtBuildReport *report, GVariant *value, int64_t microseconds)
{
    const char *messages, *details, *audience, *folder, *withheld;
    guint64 pages, files, warnings;
    g_autoptr(GVariantIter) sites = NULL;
    g_variant_get(value, "(^&ay^&aya(ayayayttt))", &messages, &details, &sites);
    vt_buffer_append_string(&report->messages, messages);
    vt_buffer_append_string(&report->details, details);
    while (g_variant_iter_next(sites, "(^&ay^&ay^&ayttt)", &audience, &folder, &withheld, &pages, &files,
                               &warnings)) {
        VtBuiltSite site = {.audience = g_strdup(audience),
                            .folder = g_strdup(folder),
                            .withheld = g_strdup(withheld),
                            .pages = pages,
                            .unchanged = files,
                            .warnings = warnings,
                            .microseconds = microseconds};
        g_array_append_val(report->sites, site);
    }
}
