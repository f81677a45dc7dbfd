/* `vitrine explain PATH`: for each audience whether and why something is in its site. */
#pragma once

#include "site_editions.h"

/* What a path on the command line means. */
typedef struct VtSubject {
    const VtEntry *entry;     /* NULL: not an entry */
    const VtAssetFile *asset; /* NULL: not a file */
    char *section;            /* a folder without an index.md; NULL: none */
    size_t line;              /* 0: all of it */
} VtSubject;

/* A path below site-content, a path to it, with or without `:LINE`; or an address of a site. False when it is
 * none of these. */
bool vt_subject_find(const VtSiteEditions *all, const char *given, VtSubject *subject);
/* Everything that could have been meant: paths and addresses. Free the array and its strings. */
GPtrArray *vt_subject_candidates(const VtSiteEditions *all);
void vt_subject_explain(const VtSiteEditions *all, const VtSubject *subject, bool color, VtBuffer *out);
void vt_subject_finish(VtSubject *subject);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtSubject, vt_subject_finish)
