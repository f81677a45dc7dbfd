#include "cli.h"

#include "vitrine/content.h"

VtExit vt_command_schema(VtCli *cli)
{
    (void)cli;
    g_auto(VtBuffer) text = {0};
    vt_content_write_schema(&text);
    vt_print_buffer(&text);
    return VT_EXIT_DONE;
}
