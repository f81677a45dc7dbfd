#include "cli.h"

#include "site_run.h"
#include "starter.h"

#include <errno.h>
#include <glib/gstdio.h>

static bool is_missing_or_empty(const char *folder)
{
    GDir *listing = g_dir_open(folder, 0, NULL);
    if (listing == NULL)
        return !g_file_test(folder, G_FILE_TEST_EXISTS);
    bool empty = g_dir_read_name(listing) == NULL;
    g_dir_close(listing);
    return empty;
}

static bool write_file(const char *folder, const VtStarterFile *file)
{
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;
    if (g_mkdir_with_parents(parent, 0777) != 0) {
        vt_complain("vitrine: cannot make the folder %s: %s\n", parent, g_strerror(errno));
        return false;
    }
    if (!g_file_set_contents(path, file->text, -1, &error))
        vt_complain("vitrine: %s\n", error->message);
    return error == NULL;
}

VtExit vt_command_new(VtCli *cli)
{
    const char *folder = cli->arguments[0];
    if (!is_missing_or_empty(folder)) {
        bool is_folder = g_file_test(folder, G_FILE_TEST_IS_DIR);
        vt_complain("vitrine: %s is %s; nothing was changed\n", folder,
                    is_folder ? "there already, and not empty" : "a file");
        return VT_EXIT_USAGE;
    }
    for (const VtStarterFile *file = vt_starter_files; file->path != NULL; file++)
        if (!write_file(folder, file))
            return VT_EXIT_MACHINE;
    if (cli->options.github && !vt_write_workflow_for(cli, folder)) {
        vt_cli_report(cli);
        return vt_cli_exit(cli);
    }
    if (!cli->options.quiet)
        vt_print("Made %s/site-content. Write over what is in it, then:\n\n    vitrine build %s\n\n", folder,
                 folder);
    return VT_EXIT_DONE;
}
