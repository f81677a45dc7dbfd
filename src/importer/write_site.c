/* The files to a folder: compared first, written only when nothing of the author's would be. */
#include "importer_private.h"

#include <errno.h>
#include <glib/gstdio.h>

static VtImportChange compare(const char *path, const VtImportFile *file)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL))
        return g_file_test(path, G_FILE_TEST_EXISTS) ? VT_IMPORT_DIFFERS : VT_IMPORT_NEW;
    bool same = length == file->length && memcmp(text, file->text, length) == 0;
    return same || file->default_only ? VT_IMPORT_SAME : VT_IMPORT_DIFFERS;
}

static size_t first_difference(const char *a, const char *b)
{
    size_t at = 0;
    while (a[at] != '\0' && a[at] == b[at])
        at++;
    return at;
}

/* Shows the first line of the author's file that is another. */
static void report_edited(const char *path, const VtImportFile *file, VtDiagnostics *sink)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL) || !vt_utf8_valid(text, length, NULL)) {
        vt_diagnose_path(sink, VT_IMPORT_EDITED, path, "this is in the way of the import");
        return;
    }
    VtSource source = {.path = path, .text = text, .length = length};
    size_t at = first_difference(text, file->text);
    while (at > 0 && text[at - 1] != '\n')
        at--;
    size_t end = at + strcspn(text + at, "\n");
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_EDITED, (VtSpan){&source, at, end - at},
                                           "this file differs from what the import would write");
    g_autofree char *ours = g_strndup(file->text + MIN(at, file->length),
                                      strcspn(file->text + MIN(at, file->length), "\n"));
    vt_diagnostic_note(diagnostic, "the import has here: %s", ours);
    vt_diagnostic_note(diagnostic, "--force writes over it; without, nothing was changed");
}

static bool write_one(const char *path, const char *text, size_t length, VtDiagnostics *sink)
{
    g_autofree char *parent = g_path_get_dirname(path);
    g_autoptr(GError) error = NULL;
    if (g_mkdir_with_parents(parent, 0777) != 0) {
        vt_diagnose_path(sink, VT_OUTPUT_WRITE, parent, "cannot be made: %s", g_strerror(errno));
        return false;
    }
    if (g_file_set_contents(path, text, (gssize)length, &error))
        return true;
    vt_diagnose_path(sink, VT_OUTPUT_WRITE, path, "cannot be written: %s", error->message);
    return false;
}

static bool compare_all(const VtImport *import, const char *site, bool force, VtImportSummary *summary,
                        VtDiagnostics *sink)
{
    for (guint i = 0; i < import->files->len; i++) {
        const VtImportFile *file = &g_array_index(import->files, VtImportFile, i);
        g_autofree char *path = g_build_filename(site, file->path, NULL);
        VtImportChange change = compare(path, file);
        summary->new_files += change == VT_IMPORT_NEW;
        summary->same_files += change == VT_IMPORT_SAME;
        summary->different_files += change == VT_IMPORT_DIFFERS;
        if (change == VT_IMPORT_DIFFERS && !force)
            report_edited(path, file, sink);
    }
    return force || summary->different_files == 0;
}

static bool write_all(const VtImport *import, const char *site, VtDiagnostics *sink)
{
    for (guint i = 0; i < import->files->len; i++) {
        const VtImportFile *file = &g_array_index(import->files, VtImportFile, i);
        g_autofree char *path = g_build_filename(site, file->path, NULL);
        if (compare(path, file) != VT_IMPORT_SAME && !write_one(path, file->text, file->length, sink))
            return false;
    }
    return true;
}

bool vt_import_write(const VtImport *import, const char *site, bool force, bool dry, VtImportSummary *summary,
                     VtDiagnostics *sink)
{
    *summary = (VtImportSummary){0};
    if (!compare_all(import, site, force, summary, sink))
        return false;
    g_auto(VtBuffer) report = {0};
    vt_import_write_report(import, true, &report);
    VtImportFile page = {"import-report.md", vt_buffer_string(&report), report.length, false};
    g_autofree char *path = g_build_filename(site, page.path, NULL);
    summary->report_changed = compare(path, &page) != VT_IMPORT_SAME;
    if (dry)
        return true;
    return write_all(import, site, sink) &&
           (!summary->report_changed || write_one(path, page.text, page.length, sink));
}
