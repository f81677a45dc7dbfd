/* The rows of a publication, while it is put together and afterwards. */
#pragma once

#include "vitrine/publication.h"

typedef struct VtRow VtRow;

/* Appends the row's bytes; false after a diagnostic. */
typedef bool VtProduce(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,
                       VtDiagnostics *sink);

/* Strings live in the publication's arena or in what outlives it. */
struct VtRow {
    VtFile file;
    VtProduce *produce;
    const void *subject; /* what `produce` needs: a page, an asset, a section … */
    size_t part;         /* of a sitemap: its number */
    bool redirect;       /* a page at an old address, which an entry's `aliases` names */
};

struct VtPublication {
    const VtEdition *edition;
    VtRenderer *renderer;
    VtArena *arena;
    GArray *rows;  /* VtRow, sorted by path once complete */
    VtFile *files; /* the same, as they are shown */
    VtSitemapAddress *addresses;
    VtPrint *print; /* makes resume.pdf; NULL until it is set */
    size_t address_count;
};

void vt_publication_add(VtPublication *publication, const char *path, const char *origin, VtProduce *produce,
                        const void *subject);

/* Rows for the files of an edition that are not pages: feeds, sitemap, and the rest of formats.h. */
void vt_publication_add_formats(VtPublication *publication);
/* Reports two rows of one path, paths that differ in case alone, and a path that another needs as a folder.
 */
bool vt_publication_check_clashes(const VtPublication *publication, VtDiagnostics *sink);
