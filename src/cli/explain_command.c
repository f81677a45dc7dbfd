#include "cli.h"

static void suggest(const char *name)
{
    const char *names[VT_DIAGNOSTIC_COUNT];
    for (VtDiagnosticId id = 0; id < VT_DIAGNOSTIC_COUNT; id++)
        names[id] = vt_diagnostic_info(id)->name;
    const char *near = vt_nearest(name, names, VT_DIAGNOSTIC_COUNT);
    if (near != NULL)
        vt_complain("did you mean \"%s\"?\n", near);
}

/* A message prints its id in brackets, and that is how it gets copied. */
static char *bare_name(const char *given)
{
    char *name = g_strdup(given);
    g_strdelimit(name, "[]", ' ');
    return g_strstrip(name);
}

VtExit vt_command_explain(VtCli *cli)
{
    g_autofree char *name = bare_name(cli->arguments[0]);
    const VtDiagnosticInfo *info = vt_diagnostic_find(name);
    if (info == NULL) {
        vt_complain("vitrine: no message has the id \"%s\"\n", name);
        suggest(name);
        return VT_EXIT_USAGE;
    }
    g_auto(VtBuffer) text = {0};
    vt_diagnostic_write_explanation(info, &text);
    vt_print_buffer(&text);
    return VT_EXIT_DONE;
}
