#include "explain_path.h"

/* A message prints its id in brackets, and that is how it gets copied. */
static char *bare_name(const char *given)
{
    char *name = g_strdup(given);
    g_strdelimit(name, "[]", ' ');
    return g_strstrip(name);
}

static VtExit explain_id(const VtDiagnosticInfo *info)
{
    g_auto(VtBuffer) text = {0};
    vt_diagnostic_write_explanation(info, &text);
    vt_print_buffer(&text);
    return VT_EXIT_DONE;
}

/* Ids, and where there is a site what is in it. */
static void suggest(const char *name, const VtSiteEditions *all)
{
    g_autoptr(GPtrArray) names = all->portfolio != NULL ? vt_subject_candidates(all)
                                                        : g_ptr_array_new_with_free_func(g_free);
    for (VtDiagnosticId id = 0; id < VT_DIAGNOSTIC_COUNT; id++)
        g_ptr_array_add(names, g_strdup(vt_diagnostic_info(id)->name));
    const char *near = vt_nearest(name, (const char *const *)names->pdata, names->len);
    if (near != NULL)
        vt_complain("did you mean \"%s\"?\n", near);
}

/* Without a site only an id can have been meant. */
static bool looks_like_path(const char *name)
{
    return strpbrk(name, "/.:") != NULL;
}

static bool has_line(const VtSubject *subject)
{
    if (subject->entry == NULL || subject->line == 0)
        return true;
    const VtSource *source = &subject->entry->source;
    size_t last = source->length > 0 ? vt_source_position(source, source->length - 1).line : 0;
    if (subject->line <= last)
        return true;
    vt_complain("vitrine: %s has %zu line%s, not %zu\n", source->path, last, last == 1 ? "" : "s",
                subject->line);
    return false;
}

static VtExit explain_path(VtCli *cli, const char *name)
{
    g_auto(VtSiteEditions) all = {0};
    bool usage = false;
    const char *site = cli->argument_count > 1 ? cli->arguments[1] : NULL;
    bool loaded = vt_site_editions_load(&all, cli, site, &usage);
    if (usage)
        return VT_EXIT_USAGE;
    if (!loaded && (looks_like_path(name) || site != NULL)) {
        vt_cli_report(cli);
        return vt_cli_exit(cli);
    }
    g_auto(VtSubject) subject = {0};
    if (!loaded || !vt_subject_find(&all, name, &subject)) {
        vt_complain(
            loaded ? "vitrine: no entry, file or address of this site is called \"%s\", and no message has "
                     "that id\n"
                   : "vitrine: no message has the id \"%s\"\n",
            name);
        suggest(name, &all);
        return VT_EXIT_USAGE;
    }
    if (!has_line(&subject))
        return VT_EXIT_USAGE;
    g_auto(VtBuffer) text = {0};
    vt_subject_explain(&all, &subject, cli->color, &text);
    vt_print_buffer(&text);
    vt_cli_report(cli);
    return vt_cli_exit(cli);
}

VtExit vt_command_explain(VtCli *cli)
{
    g_autofree char *name = bare_name(cli->arguments[0]);
    const VtDiagnosticInfo *info = vt_diagnostic_find(name);
    return info != NULL ? explain_id(info) : explain_path(cli, name);
}
