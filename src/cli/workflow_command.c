/* vitrine publish --init, and vitrine new --github: the workflow file. */
#include "site_places.h"
#include "site_run.h"

#include "vitrine/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define WORKFLOW ".github/workflows/pages.yml"

static bool report_errno(VtDiagnostics *sink, const char *path)
{
    if (errno == EEXIST)
        vt_diagnose_path(sink, VT_PUBLISH_WORKFLOW, path, "there is a file here already; it was left alone");
    else
        vt_diagnose_path(sink, VT_OUTPUT_WRITE, path, "cannot write: %s", g_strerror(errno));
    return false;
}

/* Only where there is none. */
static bool write_new(const char *path, const VtBuffer *text, VtDiagnostics *sink)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return report_errno(sink, folder);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0)
        return report_errno(sink, path);
    bool written = write(file, text->data, text->length) == (ssize_t)text->length;
    if (close(file) == 0 && written)
        return true;
    unlink(path);
    return report_errno(sink, path);
}

bool vt_write_workflow_for(VtCli *cli, const char *site)
{
    g_auto(VtBuffer) text = {0};
    g_autofree char *content = vt_site_path(site, "site-content");
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load(content, NULL, cli->sink);
    if (portfolio == NULL || vt_diagnostics_count(cli->sink, VT_ERROR) > 0)
        return false;
    VtWorkflowPlace place = {.version = VT_VERSION};
    vt_workflow_place_find(site, &place);
    vt_workflow_write(&portfolio->site, &place, &text);
    g_autofree char *path = place.root != NULL ? g_build_filename(place.root, WORKFLOW, NULL)
                                               : vt_site_path(site, WORKFLOW);
    bool written = write_new(path, &text, cli->sink);
    if (written && !cli->options.quiet && cli->format == VT_FORMAT_TEXT)
        vt_print(
            "Wrote %s. Write in it where Vitrine's source is, commit it, and choose \"GitHub Actions\" under "
            "Settings, Pages of the repository.\n",
            path);
    vt_workflow_place_finish(&place);
    return written;
}

VtExit vt_write_workflow(VtCli *cli)
{
    g_autofree char *site = vt_site_folder(cli->argument_count > 0 ? cli->arguments[0] : ".");
    vt_write_workflow_for(cli, site);
    vt_cli_report(cli);
    return vt_cli_exit(cli);
}
