#include "cli.h"

#include "vitrine/importer.h"

#include <errno.h>
#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
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

static void append_usage(const VtCommand *command, VtBuffer *out)
{
    vt_buffer_append_format(out, "Usage: vitrine %s [OPTION...]%s%s\n", command->name,
                            *command->arguments != '\0' ? " " : "", command->arguments);
}

static void print_command_help(VtCommandId id)
{
    g_auto(VtBuffer) text = {0};
    const VtCommand *command = &vt_commands[id];
    append_usage(command, &text);
    vt_buffer_append_char(&text, '\n');
    vt_write_wrapped(command->description, &text);
    if (command->page != NULL)
        vt_buffer_append_format(&text, "\nMore in docs/%s of Vitrine.\n", command->page);
    vt_buffer_append_string(&text, "\nOptions:\n");
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

static VtExit run_without_command(int argc, char **argv)
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
        vt_complain("vitrine: which command?\n\n%s", vt_buffer_string(&text));
    return asked ? VT_EXIT_DONE : VT_EXIT_USAGE;
}

static bool choose_color(VtCli *cli)
{
    const char *color = cli->options.color;
    const char *refused = g_getenv("NO_COLOR");
    if (color == NULL || strcmp(color, "auto") == 0)
        cli->color = isatty(STDERR_FILENO) && (refused == NULL || *refused == '\0') &&
                     g_strcmp0(g_getenv("TERM"), "dumb") != 0;
    else if (strcmp(color, "always") == 0 || strcmp(color, "never") == 0)
        cli->color = strcmp(color, "always") == 0;
    else {
        vt_complain("vitrine: --color wants auto, always or never, not \"%s\"\n", color);
        return false;
    }
    return true;
}

/* `import --format markdown` means the document, as `--from` does: no format of messages has such a name. */
static bool is_format_of_document(VtCli *cli, VtCommandId id)
{
    VtImportFormat format;
    if (id != VT_COMMAND_IMPORT || cli->options.format == NULL || cli->options.from != NULL ||
        !vt_import_format_parse(cli->options.format, &format))
        return false;
    cli->options.from = g_steal_pointer(&cli->options.format);
    return true;
}

static bool choose_format(VtCli *cli, VtCommandId id)
{
    if (is_format_of_document(cli, id))
        return true;
    if (cli->options.format == NULL || vt_diagnostic_format_parse(cli->options.format, &cli->format))
        return true;
    vt_complain("vitrine: --format wants text, json, github or sarif, not \"%s\"\n", cli->options.format);
    return false;
}

/* An empty word is nearly always a shell variable that was not set. */
static bool has_empty_argument(const VtCli *cli)
{
    for (int i = 0; i < cli->argument_count; i++)
        if (cli->arguments[i][0] == '\0')
            return true;
    return false;
}

static bool check_arguments(const VtCommand *command, int count)
{
    if (count >= command->least && (command->most < 0 || count <= command->most))
        return true;
    g_auto(VtBuffer) usage = {0};
    append_usage(command, &usage);
    vt_complain("vitrine %s: %s\n%s", command->name,
                count < command->least ? "an argument is missing" : "too many arguments",
                vt_buffer_string(&usage));
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
    if (!check_arguments(&vt_commands[id], argc - 1) || !choose_color(cli) || !choose_format(cli, id))
        return VT_EXIT_USAGE;
    if (has_empty_argument(cli)) {
        vt_complain("vitrine %s: an argument is empty\n", vt_commands[id].name);
        return VT_EXIT_USAGE;
    }
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

/* A file opened while one of the three standard streams is closed would take its number, and messages would
 * land in it. What is opened here in their place refuses them instead. */
static void occupy_closed_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* `help` and `help COMMAND`, as other programs have them. */
static VtExit print_help_for(int argc, char **argv, int index)
{
    VtCommandId id;
    if (index + 1 >= argc) {
        g_auto(VtBuffer) text = {0};
        write_overview(&text);
        vt_print_buffer(&text);
        return VT_EXIT_DONE;
    }
    if (!find_command(argv[index + 1], &id))
        return VT_EXIT_USAGE;
    print_command_help(id);
    return VT_EXIT_DONE;
}

/* A build takes memory only to give it all back at its end. glibc grows each thread's heap by a few pages at
 * a time, which costs 10,000 pages a quarter of their time; reserving address space in large steps costs
 * nothing. */
static void reserve_memory_in_large_steps(void)
{
#ifdef __GLIBC__
    enum { STEP = 64 * 1024 * 1024, NEVER = 1 << 30 };
    mallopt(M_TOP_PAD, STEP);
    mallopt(M_TRIM_THRESHOLD, NEVER);
    mallopt(M_MMAP_THRESHOLD, NEVER);
#endif
}

int main(int argc, char **argv)
{
    reserve_memory_in_large_steps();
    occupy_closed_streams();
    int index = command_index(argc, argv);
    if (index == 0)
        return close_output(run_without_command(argc, argv));
    if (strcmp(argv[index], "help") == 0)
        return close_output(print_help_for(argc, argv, index));
    VtCommandId id;
    if (!find_command(argv[index], &id))
        return VT_EXIT_USAGE;
    memmove(argv + index, argv + index + 1, sizeof *argv * (size_t)(argc - index));
    VtCli cli = {.sink = vt_diagnostics_new(), .options = {.port = VT_STANDARD_PORT}};
    VtExit status = run_command(&cli, id, argc - 1, argv);
    vt_diagnostics_free(cli.sink);
    vt_options_finish(&cli.options);
    return close_output(status);
}
