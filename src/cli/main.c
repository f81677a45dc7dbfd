#include "cli.h"

#include <errno.h>
#include <libxml/parser.h>
#include <unistd.h>

static void write_command_list(VtBuffer *out)
{
    for (VtCommandId id = 0; id < VT_COMMAND_COUNT; id++)
        if (!vt_commands[id].hidden)
            vt_buffer_append_format(out, "  %-10s %s\n", vt_commands[id].name, vt_commands[id].summary);
}

static void write_overview(VtBuffer *out)
{
    vt_buffer_append_string(
        out, "Usage: vitrine COMMAND [OPTION...] [ARGUMENT...]\n\n"
             "Vitrine makes a person's portfolio website from a folder of Markdown: one site for\n"
             "each audience, from one truth.\n\nCommands:\n");
    write_command_list(out);
    vt_buffer_append_string(out,
                            "\n\"vitrine COMMAND --help\" tells more. Start with \"vitrine new my-site\".\n");
}

static void print_command_help(VtCommandId id)
{
    g_auto(VtBuffer) text = {0};
    const VtCommand *command = &vt_commands[id];
    vt_buffer_append_format(&text, "Usage: vitrine %s [OPTION...] %s\n\n%s\n\nOptions:\n", command->name,
                            command->arguments, command->description);
    vt_options_write_help(id, &text);
    vt_print_buffer(&text);
}

static bool find_command(const char *name, VtCommandId *found)
{
    const char *names[VT_COMMAND_COUNT];
    for (VtCommandId id = 0; id < VT_COMMAND_COUNT; id++) {
        names[id] = vt_commands[id].name;
        if (strcmp(names[id], name) == 0) {
            *found = id;
            return true;
        }
    }
    const char *near = vt_nearest(name, names, VT_COMMAND_COUNT);
    vt_complain("vitrine: there is no command \"%s\"\n", name);
    if (near != NULL)
        vt_complain("did you mean \"%s\"?\n", near);
    vt_complain("See \"vitrine --help\".\n");
    return false;
}

/* The command is the first word that is neither an option nor the value of one; options may come before it.
 */
static int command_index(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] != '-')
            return i;
        if (vt_option_takes_value(argv[i]))
            i++;
    }
    return 0;
}

static int run_without_command(int argc, char **argv)
{
    g_auto(VtBuffer) text = {0};
    write_overview(&text);
    bool asked = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--version") == 0) {
            vt_print("vitrine %s\n", VT_VERSION);
            return VT_EXIT_DONE;
        }
        asked = asked || strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0;
    }
    if (asked)
        vt_print_buffer(&text);
    else
        vt_complain("%s", vt_buffer_string(&text));
    return asked ? VT_EXIT_DONE : VT_EXIT_USAGE;
}

static bool choose_color(VtCli *cli)
{
    const char *color = cli->options.color;
    const char *refused = g_getenv("NO_COLOR");
    if (color == NULL || strcmp(color, "auto") == 0)
        cli->color = isatty(STDERR_FILENO) && (refused == NULL || *refused == '\0');
    else if (strcmp(color, "always") == 0 || strcmp(color, "never") == 0)
        cli->color = strcmp(color, "always") == 0;
    else {
        vt_complain("vitrine: --color wants auto, always or never, not \"%s\"\n", color);
        return false;
    }
    return true;
}

static bool choose_format(VtCli *cli)
{
    if (cli->options.format == NULL || vt_diagnostic_format_parse(cli->options.format, &cli->format))
        return true;
    vt_complain("vitrine: --format wants text, json, github or sarif, not \"%s\"\n", cli->options.format);
    return false;
}

static bool check_arguments(const VtCommand *command, int count)
{
    if (count >= command->least && (command->most < 0 || count <= command->most))
        return true;
    vt_complain("vitrine %s: %s\nUsage: vitrine %s [OPTION...] %s\n", command->name,
                count < command->least ? "an argument is missing" : "too many arguments", command->name,
                command->arguments);
    return false;
}

static bool change_folder(const char *folder)
{
    if (folder == NULL || chdir(folder) == 0)
        return true;
    vt_complain("vitrine: cannot work in %s: %s\n", folder, g_strerror(errno));
    return false;
}

static VtExit run_command(VtCli *cli, VtCommandId id, int argc, char **argv)
{
    if (!vt_options_parse(&cli->options, id, &argc, &argv))
        return VT_EXIT_USAGE;
    if (cli->options.version) {
        vt_print("vitrine %s\n", VT_VERSION);
        return VT_EXIT_DONE;
    }
    if (cli->options.help) {
        print_command_help(id);
        return VT_EXIT_DONE;
    }
    cli->arguments = argv + 1;
    cli->argument_count = argc - 1;
    if (!check_arguments(&vt_commands[id], argc - 1) || !choose_color(cli) || !choose_format(cli))
        return VT_EXIT_USAGE;
    if (!change_folder(cli->options.directory))
        return VT_EXIT_MACHINE;
    return vt_commands[id].run(cli);
}

/* What could not be written to standard output is a failure of the machine, or a reader that had enough. */
static int close_output(VtExit status)
{
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return (int)status;
    if (errno != EPIPE)
        vt_complain("vitrine: cannot write to standard output: %s\n", g_strerror(errno));
    return VT_EXIT_MACHINE;
}

int main(int argc, char **argv)
{
    xmlInitParser();
    int index = command_index(argc, argv);
    if (index == 0)
        return close_output(run_without_command(argc, argv));
    VtCommandId id;
    if (!find_command(argv[index], &id))
        return VT_EXIT_USAGE;
    memmove(argv + index, argv + index + 1, sizeof *argv * (size_t)(argc - index));
    VtCli cli = {.sink = vt_diagnostics_new()};
    VtExit status = run_command(&cli, id, argc - 1, argv);
    vt_diagnostics_free(cli.sink);
    vt_options_finish(&cli.options);
    xmlCleanupParser();
    return close_output(status);
}
