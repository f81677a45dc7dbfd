/* publication: the table of everything to be written for an edition: path → a way to produce its bytes.
 *
 * Holds pages, feeds, sitemap and the other files of an edition, theme assets, the author's assets,
 * redirects, 404.html, .nojekyll, CNAME. Output, preview and publishing read this table and nothing before
 * it; they never look at folders.
 *
 * Paths are relative, "/" between, never with "." or ".." segments, sorted bytewise. Two producers of one
 * path, or two paths that differ only in case (which one folder cannot hold on macOS or Windows), are errors
 * with both origins.
 *
 * Nothing is produced until asked for, so a site of any size needs little memory.
 *
 * Ownership: vt_publication_free frees all; edition and theme must outlive it. Threads: the table is
 * immutable; vt_publication_produce may be called by many threads, with a worker's scratch each. */
#pragma once

#include "formats.h"
#include "render.h"

typedef struct VtPublication VtPublication;

typedef struct VtFile {
    const char *path;     /* "projects/dsp/index.html" */
    const char *type;     /* media type: "text/html; charset=utf-8" */
    const char *origin;   /* the author's or theme's file it comes from, for messages; NULL: Vitrine's own */
    const char *template; /* that a page is made with: "project"; NULL: no page */
} VtFile;

/* `jobs`: threads that prepare the pages, 0 for one each processor. */
VtPublication *vt_publication_new(const VtEdition *edition, const VtTheme *theme, VtAtoms *atoms,
                                  unsigned jobs, VtDiagnostics *sink);
void vt_publication_free(VtPublication *publication);

const VtFile *vt_publication_files(const VtPublication *publication, size_t *count);
/* NULL when there is none. */
const VtFile *vt_publication_find(const VtPublication *publication, const char *path);

/* A finished page that is to become a PDF. All is lent for the call. */
typedef struct VtPrintRequest {
    const VtPublication *publication; /* holds what the page loads */
    const char *origin, *base_path;   /* "https://robin.example", "/" */
    const char *address;              /* of the page, from the host's root: "/resume/" */
    const char *language;             /* "en-GB" */
    const VtBuffer *html;
} VtPrintRequest;

/* Appends the PDF. False after a diagnostic. */
typedef bool VtPrint(const VtPrintRequest *request, VtBuffer *pdf, VtDiagnostics *sink);

/* Where the edition has a PDF (`edition->pdf`) the table holds "resume.pdf", and this makes it of the
 * résumé's page. To be set before that file is produced. */
void vt_publication_print_with(VtPublication *publication, VtPrint *print);

/* Appends the file's bytes. False after a diagnostic. */
bool vt_publication_produce(const VtPublication *publication, const VtFile *file, VtArena *scratch,
                            VtBuffer *out, VtDiagnostics *sink);

/* Rewrites the addresses of a finished file that begin with `base_path` so that they are relative to it and
 * name files ("../index.html"): the site then opens from a disk. Feeds and the sitemap keep whole addresses,
 * as their formats ask; 404.html keeps its own, as nobody knows where it will be shown. */
void vt_make_relative(const char *path, const char *type, const char *base_path, VtBuffer *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPublication, vt_publication_free)
