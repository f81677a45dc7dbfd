/* The list of files in a site folder that Vitrine wrote.
 *
 * `.vitrine-manifest`: the line "vitrine-manifest 1", then one path a line, sorted bytewise. */
#pragma once

#include "vitrine/base.h"

#define VT_MANIFEST_NAME ".vitrine-manifest"

typedef struct VtManifest {
    GHashTable *paths; /* set of owned strings */
} VtManifest;

void vt_manifest_init(VtManifest *manifest);
void vt_manifest_finish(VtManifest *manifest);
/* 0, ENOENT when there is none, EINVAL when it is not of the form above, or another errno. */
int vt_manifest_read(VtManifest *manifest, int folder);
bool vt_manifest_has(const VtManifest *manifest, const char *path);
/* `paths`: sorted. */
void vt_manifest_write(const GPtrArray *paths, VtBuffer *out);
