#include "theme_new.h"

#include "vitrine/render.h"

static VtExit print_contract(void)
{
    g_auto(VtBuffer) text = {0};
    vt_render_write_contract(&text);
    vt_print_buffer(&text);
    return VT_EXIT_DONE;
}

static void print_verdict(const VtCli *cli, const char *name)
{
    size_t warnings = vt_diagnostics_shown(cli->sink, VT_WARNING);
    vt_print("%s: no error", name);
    if (warnings > 0)
        vt_print(", %zu warning%s", warnings, warnings == 1 ? "" : "s");
    vt_print("\n");
}

/* A shell completes paths, but themes go by name. */
static VtExit complain_of_path(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    vt_complain("vitrine theme: themes go by their name: say \"theme check %s\" in the folder that holds "
                "themes/\n",
                name);
    return VT_EXIT_USAGE;
}

static VtExit check_theme(VtCli *cli, const char *name)
{
    if (strchr(name, '/') != NULL)
        return complain_of_path(name);
    VtAtoms *atoms = vt_atoms_new();
    VtThemeRequest request = {.name = name,
                              .site_folder = ".",
                              .language = "en",
                              .contract = vt_render_contract(),
                              .atoms = atoms,
                              .strict = true};
    const VtTheme *theme = vt_theme_load(&request, cli->sink);
    vt_cli_report(cli);
    if (theme != NULL && !cli->options.quiet && cli->format == VT_FORMAT_TEXT &&
        vt_cli_exit(cli) == VT_EXIT_DONE)
        print_verdict(cli, name);
    vt_theme_free(theme);
    vt_atoms_free(atoms);
    return vt_cli_exit(cli);
}

VtExit vt_command_theme(VtCli *cli)
{
    const char *verb = cli->arguments[0];
    if (strcmp(verb, "contract") == 0 && cli->argument_count == 1)
        return print_contract();
    if (strcmp(verb, "check") == 0 && cli->argument_count == 2)
        return check_theme(cli, cli->arguments[1]);
    if (strcmp(verb, "new") == 0 && cli->argument_count == 2)
        return vt_theme_new(cli, cli->arguments[1]);
    vt_complain("vitrine theme: say \"theme new NAME\", \"theme check NAME\" or \"theme contract\"\n");
    return VT_EXIT_USAGE;
}
