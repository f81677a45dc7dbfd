#include "cli.h"

#include "vitrine/render.h"

static VtExit print_contract(void)
{
    g_auto(VtBuffer) text = {0};
    vt_render_write_contract(&text);
    vt_print_buffer(&text);
    return VT_EXIT_DONE;
}

static VtExit check_theme(VtCli *cli, const char *name)
{
    VtAtoms *atoms = vt_atoms_new();
    VtThemeRequest request = {.name = name,
                              .site_folder = ".",
                              .language = "en",
                              .contract = vt_render_contract(),
                              .atoms = atoms,
                              .strict = true};
    const VtTheme *theme = vt_theme_load(&request, cli->sink);
    vt_cli_report(cli);
    if (theme != NULL && !cli->options.quiet && vt_cli_exit(cli) == VT_EXIT_DONE)
        vt_print("%s: no error\n", name);
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
    vt_complain("vitrine theme: say \"theme contract\" or \"theme check NAME\"\n");
    return VT_EXIT_USAGE;
}
