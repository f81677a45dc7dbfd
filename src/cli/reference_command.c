#include "cli.h"

#include "vitrine/content.h"
#include "vitrine/render.h"

VtExit vt_command_reference(VtCli *cli)
{
    static const struct {
        const char *name;
        void (*write)(VtBuffer *out);
    } pages[] = {{"commands", vt_commands_write_reference},
                 {"content", vt_content_write_reference},
                 {"contract", vt_render_write_contract},
                 {"diagnostics", vt_diagnostics_write_reference},
                 {"man", vt_commands_write_manual}};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        if (strcmp(cli->arguments[0], pages[i].name) != 0)
            continue;
        g_auto(VtBuffer) text = {0};
        pages[i].write(&text);
        vt_print_buffer(&text);
        return VT_EXIT_DONE;
    }
    vt_complain("vitrine: there is no reference page \"%s\"\n", cli->arguments[0]);
    return VT_EXIT_USAGE;
}
