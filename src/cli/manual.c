#include "cli.h"

/* scdoc marks with * and _; backquotes it does not know, and in a manual they are in the way. */
void vt_manual_append(VtBuffer *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '`')
            continue;
        if (strchr("*_\\#<", *c) != NULL)
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, *c);
    }
}

static void write_command(VtCommandId id, VtBuffer *out)
{
    const VtCommand *command = &vt_commands[id];
    vt_buffer_append_format(out, "## vitrine %s", command->name);
    if (*command->arguments != '\0')
        vt_buffer_append_format(out, " %s", command->arguments);
    vt_buffer_append_string(out, "\n\n");
    vt_manual_append(out, command->description);
    vt_buffer_append_string(out, "\n\n");
    vt_options_write_manual((int)id, out);
}

void vt_commands_write_manual(VtBuffer *out)
{
    vt_buffer_append_string(
        out, "vitrine(1)\n\n# NAME\n\n"
             "vitrine - makes a person's portfolio website from a folder of Markdown\n\n"
             "# SYNOPSIS\n\n*vitrine* _COMMAND_ [OPTION...] [ARGUMENT...]\n\n"
             "# DESCRIPTION\n\n"
             "One site for each audience, from one truth. *vitrine new my-site* starts one.\n\n"
             "# COMMANDS\n\n");
    for (VtCommandId id = 0; id < VT_COMMAND_COUNT; id++)
        if (!vt_commands[id].hidden)
            write_command(id, out);
    vt_buffer_append_string(out, "# OPTIONS OF EVERY COMMAND\n\n");
    vt_options_write_manual(-1, out);
    vt_buffer_append_string(
        out, "# ENVIRONMENT\n\n"
             "*SOURCE\\_DATE\\_EPOCH*\n\tSeconds since 1970: the day that decides what is past, without "
             "*--today*.\n\n"
             "*VITRINE\\_THEMES*\n\tFolders of themes, with \":\" between them; looked at first.\n\n"
             "*VITRINE\\_IMAGES*\n\t_off_: images as they are, no smaller sizes, cards or PNG icons.\n\n"
             "*NO\\_COLOR*\n\tWhen set and not empty: no colours, without *--color*.\n\n"
             "# EXIT STATUS\n\n"
             "0 done, 1 the input has errors, 2 wrong usage, 3 the machine failed.\n");
}
