/* What a request's path stands for in one site, by the rules of GitHub Pages. Reads the publication's table
 * and nothing else. */
#pragma once

#include "vitrine/publication.h"

typedef enum VtTargetKind {
    VT_TARGET_FILE,
    VT_TARGET_SLASH,    /* a page that has this path with a slash at its end */
    VT_TARGET_MISSING,  /* nothing is there: 404.html */
    VT_TARGET_OUTSIDE,  /* not below the base path: on the host, that would be another site */
    VT_TARGET_MALFORMED /* no path that a browser sends */
} VtTargetKind;

typedef struct VtTarget {
    VtTargetKind kind;
    const VtFile *file; /* of FILE */
} VtTarget;

/* `raw` is the path of the request as it came, percent-encoded, without the query. */
VtTarget vt_target_find(const VtPublication *publication, const char *base_path, const char *raw);

/* Decodes once. NULL for what no browser sends: broken escapes, control characters, a backslash, a slash
 * written as an escape, segments "." and "..", bytes that are not UTF-8, no slash at the beginning. */
char *vt_path_decode(const char *raw);
