/* The three steps from a page to a PDF. */
#pragma once

#include "vitrine/pdf.h"

/* page.c: the page with its stylesheets and images in it, every other address in full, nothing else to load.
 */
bool vt_pdf_page(const VtPrintRequest *request, VtBuffer *out, VtDiagnostics *sink);

/* program.c: the file `page` → the file `pdf`, both in `folder`, which the program may use as its own. */
bool vt_pdf_run(const char *folder, const char *page, const char *pdf, VtDiagnostics *sink);

/* bytes.c: no time and no name of a program. Lengths stay, so that the places in its table do too. */
void vt_pdf_tidy(char *data, size_t length);
