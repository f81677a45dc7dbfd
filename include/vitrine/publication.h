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
    const char *path;   /* "projects/dsp/index.html" */
    const char *type;   /* media type: "text/html; charset=utf-8" */
    const char *origin; /* the author's or theme's file it comes from, for messages; NULL: Vitrine's own */
} VtFile;

/* `jobs`: threads that prepare the pages, 0 for one each processor. */
VtPublication *vt_publication_new(const VtEdition *edition, const VtTheme *theme, VtAtoms *atoms, unsigned jobs,
                                  VtDiagnostics *sink);
void vt_publication_free(VtPublication *publication);

const VtFile *vt_publication_files(const VtPublication *publication, size_t *count);
/* NULL when there is none. */
const VtFile *vt_publication_find(const VtPublication *publication, const char *path);

/* Appends the file's bytes. False after a diagnostic. */
bool vt_publication_produce(const VtPublication *publication, const VtFile *file, VtArena *scratch, VtBuffer *out,
                            VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPublication, vt_publication_free)
