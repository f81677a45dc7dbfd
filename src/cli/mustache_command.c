#include "cli.h"

#include "render_file.h"

VtExit vt_command_mustache(VtCli *cli)
{
    g_auto(VtBuffer) text = {0};
    bool rendered = vt_mustache_render_file(cli->arguments[0], cli->options.data, cli->options.partials,
                                            cli->sink, &text);
    /* Standard output is for one of them: the text, or messages in a format for programs. */
    if (rendered)
        vt_print_buffer(&text);
    else
        vt_cli_report(cli);
    return vt_cli_exit(cli);
}
