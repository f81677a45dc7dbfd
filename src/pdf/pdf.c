#include "pdf_private.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    remove(path);
    return 0;
}

static void remove_folder(const char *folder)
{
    enum { OPEN_FOLDERS = 16 };
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

static bool take(const char *path, VtBuffer *pdf, VtDiagnostics *sink)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    bool read = g_file_get_contents(path, &bytes, &length, NULL);
    if (!read || length < strlen("%PDF-") || memcmp(bytes, "%PDF-", strlen("%PDF-")) != 0) {
        vt_diagnose_path(sink, VT_PDF_FAILED, "resume.pdf", "what was made is no PDF");
        return false;
    }
    vt_pdf_tidy(bytes, length);
    vt_buffer_append(pdf, bytes, length);
    return true;
}

static bool print_in(const char *folder, const VtBuffer *html, VtBuffer *pdf, VtDiagnostics *sink)
{
    g_autofree char *page = g_build_filename(folder, "page.html", NULL);
    g_autofree char *made = g_build_filename(folder, "made.pdf", NULL);
    g_autoptr(GError) error = NULL;
    if (!g_file_set_contents(page, html->data, (gssize)html->length, &error)) {
        vt_diagnose_path(sink, VT_PDF_FAILED, "resume.pdf", "%s", error->message);
        return false;
    }
    return vt_pdf_run(folder, page, made, sink) && take(made, pdf, sink);
}

bool vt_pdf_print(const VtPrintRequest *request, VtBuffer *pdf, VtDiagnostics *sink)
{
    g_auto(VtBuffer) html = {0};
    if (!vt_pdf_page(request, &html, sink))
        return false;
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("vitrine-pdf-XXXXXX", &error);
    if (folder == NULL) {
        vt_diagnose_path(sink, VT_PDF_FAILED, "resume.pdf", "%s", error->message);
        return false;
    }
    bool good = print_in(folder, &html, pdf, sink);
    remove_folder(folder);
    return good;
}
