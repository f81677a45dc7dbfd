#include "site_editions.h"

#include "site_places.h"
#include "site_run.h"

static bool choose(VtSiteEditions *all, char **wanted)
{
    const VtSite *site = &all->portfolio->site;
    for (char **name = wanted; name != NULL && *name != NULL; name++)
        if (vt_site_audience(site, *name) == NULL)
            return vt_complain_of_audience(site, *name);
    all->audiences = g_new0(const VtAudience *, site->audience_count + 1);
    for (size_t i = 0; i < site->audience_count; i++)
        if (wanted == NULL || g_strv_contains((const gchar *const *)wanted, site->audiences[i].name))
            all->audiences[all->count++] = &site->audiences[i];
    return true;
}

static void make_editions(VtSiteEditions *all)
{
    g_autoptr(VtDiagnostics) untold = vt_diagnostics_new();
    all->editions = g_new0(VtEdition *, all->count + 1);
    for (size_t i = 0; i < all->count; i++)
        all->editions[i] = vt_edition_new(all->portfolio, all->audiences[i], &all->options, untold);
}

bool vt_site_editions_load(VtSiteEditions *all, VtCli *cli, const char *site, bool *usage)
{
    unsigned jobs = (unsigned)cli->options.jobs;
    *all = (VtSiteEditions){.options = {.drafts = cli->options.drafts, .jobs = jobs}};
    *usage = !vt_cli_today(&cli->options, &all->options.today);
    if (*usage)
        return false;
    all->site = vt_site_folder(site != NULL ? site : ".");
    all->content = vt_site_path(all->site, "site-content");
    VtContentOptions options = {.jobs = jobs};
    all->portfolio = vt_portfolio_load(all->content, &options, cli->sink);
    if (all->portfolio == NULL)
        return false;
    *usage = !choose(all, cli->options.audiences);
    if (*usage)
        return false;
    make_editions(all);
    return true;
}

void vt_site_editions_finish(VtSiteEditions *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->editions != NULL)
            vt_edition_free(all->editions[i]);
    g_free(all->editions);
    g_free(all->audiences);
    vt_portfolio_free(all->portfolio);
    g_free(all->content);
    g_free(all->site);
    *all = (VtSiteEditions){0};
}

/* ---- Words -----------------------------------------------------------------------------------------------
 */

const char *vt_reason_word(VtVisibility visibility)
{
    static const char *const words[] = {
        [VT_SHOWN] = "in",
        [VT_HIDDEN_DRAFT] = "draft",
        [VT_HIDDEN_FUTURE] = "future",
        [VT_HIDDEN_PRIVATE] = "private",
        [VT_HIDDEN_AUDIENCE] = "audience",
        [VT_HIDDEN_SECTION] = "section",
    };
    return words[visibility];
}

static char *audience_list(const VtVisibilityReason *reason)
{
    g_autoptr(GString) list = g_string_new(NULL);
    for (size_t i = 0; i < reason->audiences.count; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", reason->audiences.items[i]);
    return g_strdup(list->str);
}

char *vt_reason_clause(const VtVisibilityReason *reason, const VtSiteEditions *all, size_t audience)
{
    g_autofree char *names = audience_list(reason);
    char today[16];
    vt_date_format(all->options.today, today);
    switch (reason->rule) {
    case VT_RULE_PROFILE:
        return g_strdup("the profile is in every site");
    case VT_RULE_DRAFT:
        return g_strdup("it is a draft");
    case VT_RULE_FUTURE:
        return g_strdup_printf("its date lies after today, %s", today);
    case VT_RULE_OWN_AUDIENCE:
        return g_strdup_printf("its audience is %s", names);
    case VT_RULE_SECTION_AUDIENCE:
        return g_strdup_printf("its section's audience is %s", names);
    case VT_RULE_DEFAULT_AUDIENCE:
        return g_strdup_printf("it names no audience, and default_audience is %s", names);
    case VT_RULE_HIDDEN_SECTION:
        return g_strdup_printf("the settings of %s hide its section", all->audiences[audience]->name);
    }
    return g_strdup("");
}

char *vt_place_text(VtSpan span)
{
    if (span.source == NULL)
        return g_strdup("");
    if (span.offset == VT_WHOLE_FILE)
        return g_strdup(span.source->path);
    VtPosition position = vt_source_position(span.source, span.offset);
    return g_strdup_printf("%s:%zu:%zu", span.source->path, position.line, position.column);
}
