#include "cli.h"

#include <stdarg.h>
#include <unistd.h>

void vt_print(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stdout, format, arguments);
    va_end(arguments);
}

void vt_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fflush(stdout);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

/* An empty buffer has no bytes to point to. */
static void write_to(FILE *stream, const VtBuffer *buffer)
{
    if (buffer->length > 0)
        fwrite(buffer->data, 1, buffer->length, stream);
}

void vt_print_buffer(const VtBuffer *buffer)
{
    write_to(stdout, buffer);
}

bool vt_print_takes_color(const VtCli *cli)
{
    bool always = cli->options.color != NULL && strcmp(cli->options.color, "always") == 0;
    return always || (cli->color && isatty(STDOUT_FILENO));
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void vt_cli_report_text(VtCli *cli, VtBuffer *out)
{
    size_t errors = vt_diagnostics_shown(cli->sink, VT_ERROR);
    size_t warnings = vt_diagnostics_shown(cli->sink, VT_WARNING);
    vt_diagnostics_write(cli->sink, cli->format, cli->color, out);
    if (cli->format != VT_FORMAT_TEXT || errors == 0)
        return;
    vt_buffer_append_format(out, "%zu error%s", errors, plural(errors));
    if (warnings > 0)
        vt_buffer_append_format(out, ", %zu warning%s", warnings, plural(warnings));
    vt_buffer_append_char(out, '\n');
}

void vt_cli_print_report(const VtCli *cli, const VtBuffer *text)
{
    if (cli->format == VT_FORMAT_TEXT)
        fflush(stdout);
    write_to(cli->format == VT_FORMAT_TEXT ? stderr : stdout, text);
}

void vt_cli_report(VtCli *cli)
{
    g_auto(VtBuffer) text = {0};
    vt_cli_report_text(cli, &text);
    vt_cli_print_report(cli, &text);
}

VtExit vt_cli_exit(const VtCli *cli)
{
    static const VtDiagnosticId of_the_machine[] = {
        VT_FILE_UNREADABLE, VT_OUTPUT_WRITE, VT_OUTPUT_SPACE,        VT_OUTPUT_BUSY,     VT_PDF_PROGRAM,
        VT_PDF_FAILED,      VT_PUBLISH_GIT,  VT_PUBLISH_UNREACHABLE, VT_PUBLISH_CHANGED, VT_PUBLISH_REJECTED};
    for (size_t i = 0; i < G_N_ELEMENTS(of_the_machine); i++)
        if (vt_diagnostics_holds(cli->sink, of_the_machine[i]))
            return VT_EXIT_MACHINE;
    if (cli->options.base_url != NULL && vt_diagnostics_holds(cli->sink, VT_EDITION_BASE_URL))
        return VT_EXIT_USAGE;
    return vt_diagnostics_count(cli->sink, VT_ERROR) > 0 ? VT_EXIT_INPUT : VT_EXIT_DONE;
}
