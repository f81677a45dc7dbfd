/* pdf: a finished page of a site → the bytes of a PDF.
 *
 * The work is done by a program that knows CSS: Chromium (or Chrome), else WeasyPrint, whichever is found first on
 * the PATH. It gets the page as one file that holds its stylesheets and images itself, with every other
 * address written in full, so that nothing is asked of any host and links in the PDF lead to the published site.
 * How the page looks on paper is the theme's: `@media print` and `@page`. The paper is A4, or Letter where the
 * language's region uses that (`en-US`), unless the theme says otherwise.
 *
 * The PDF is tagged (headings, lists, links in reading order) and its text can be selected and searched. Of the
 * program and the time it says nothing: the dates are taken out and the creator is Vitrine, so that the same
 * page gives the same bytes as long as the program stays the same.
 *
 * Errors: pdf-program (none is installed), pdf-failed (it ended badly, took too long, or wrote no PDF).
 *
 * Threads: may be called from many; each call runs a process of its own and waits for it. */
#pragma once

#include "publication.h"

/* Appends the PDF. To be given to vt_publication_print_with, or called for a page at hand. */
bool vt_pdf_print(const VtPrintRequest *request, VtBuffer *pdf, VtDiagnostics *sink);

/* How many sheets; 0 where the bytes are not to be understood. */
size_t vt_pdf_pages(const char *data, size_t length);
/* Was it written by vt_pdf_print? Then it may be written anew. */
bool vt_pdf_is_own(const char *data, size_t length);
