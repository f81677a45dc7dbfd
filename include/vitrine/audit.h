/* audit: what is wrong with a finished site, read from its final bytes.
 *
 * Links: every address inside the site (a, img, srcset, link, script, source, form, feeds' and sitemap's
 * addresses, css url()) must be a file of the site, and every #fragment an id of the page it leads to.
 * Content and themes are checked alike, for only the final bytes count. Also: an id used twice on a page,
 * tags that do not nest, attributes that stand twice, XML that cannot be read. An a element that names this
 * site's own host in full may lead to something else there: that is a warning.
 *
 * Files are read, never re-written. What is kept of a page is its ids and its links, in little memory.
 *
 * Threads: vt_audit_file from many threads, each with its own number as `worker`; the rest from one,
 * afterwards. */
#pragma once

#include "diagnostics.h"

typedef struct VtAudit VtAudit;

/* `origin` "https://robin.example", `base_path` "/portfolio/": what counts as inside. `workers`: how many
 * threads will read files. */
VtAudit *vt_audit_new(const char *origin, const char *base_path, unsigned workers);
void vt_audit_free(VtAudit *audit);

/* Addresses below `base_path` of the same origin belong to another audience's site and are not looked at. */
void vt_audit_add_neighbour(VtAudit *audit, const char *base_path);

/* `path`, `type` and `from` (the author's file it was made from, or NULL) as in a publication. The strings
 * must outlive the audit; the bytes need not. */
void vt_audit_file(VtAudit *audit, unsigned worker, const char *path, const char *type, const char *from,
                   const char *data, size_t length, VtDiagnostics *sink);
/* Resolves all links among the files seen. False when one leads nowhere. */
bool vt_audit_finish(VtAudit *audit, VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtAudit, vt_audit_free)
