/* output: bytes → a site folder, all or nothing.
 *
 * Files are put one by one, from any thread; the folder changes only at the commit, after everything has
 * been produced and checked. Until then bytes wait in a staging folder beside it (same file system).
 *
 * First build (the folder is missing or empty): the staging folder becomes the site by one rename.
 * Later builds: a file whose bytes are already there is left alone (inode and time kept); the others wait in
 * staging; the commit writes a journal of renames and removals, carries it out, and removes it. A run killed
 * at any moment leaves either the old site, or a journal that the next vt_staging_open completes.
 *
 * A manifest (.vitrine-manifest in the site folder) lists what Vitrine wrote. What is in it and no longer put
 * is removed, and folders that become empty with it. A file that is not in it is the author's: never
 * overwritten (output-foreign-file), never removed. A folder that is not empty and has no manifest is
 * refused without `force`; with it, the author's other files still stay.
 *
 * Errors of the machine are diagnostics with what failed and why (output-write, output-space …).
 *
 * Threads: vt_staging_put from many threads; open, commit and free from one. */
#pragma once

#include "diagnostics.h"

typedef struct VtStaging VtStaging;

typedef struct VtOutputSummary {
    size_t written;
    size_t unchanged;
    size_t removed;
} VtOutputSummary;

/* Called once for each path that a commit has changed, sorted, removals first. */
typedef void VtOutputReport(const char *path, bool removed, void *data);

typedef struct VtOutputOptions {
    bool force;
    bool sync;              /* fsync what is written before the commit */
    VtOutputReport *report; /* NULL: nobody wants to know */
    void *report_data;
} VtOutputOptions;

/* Completes a journal left behind, reads the manifest, locks the folder against a second run. NULL after a
 * diagnostic. */
VtStaging *vt_staging_open(const char *folder, const VtOutputOptions *options, VtDiagnostics *sink);
/* The folder beside the site folder that is there while a run lasts, and after one that did not end well. */
char *vt_staging_place(const char *folder);
/* The file that lists what Vitrine wrote there: one path below the folder a line. */
char *vt_manifest_place(const char *folder);
/* `path` as in a publication. False after a diagnostic. */
bool vt_staging_put(VtStaging *staging, const char *path, const char *data, size_t length,
                    VtDiagnostics *sink);
/* Makes the folder hold exactly what was put, beside the author's own files. */
bool vt_staging_commit(VtStaging *staging, VtOutputSummary *summary, VtDiagnostics *sink);
/* Without a commit the site folder stays as it was. */
void vt_staging_free(VtStaging *staging);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtStaging, vt_staging_free)

/* ---- One archive instead of a folder -------------------------------------------------------------------
 *
 * A plain tar (POSIX ustar): folders before what is in them (mode 0755), files (0644), owner 0, one time for
 * all, no links. Files stand in it by their index, whatever the order in which they come; those that come
 * early wait in memory, so put them roughly in order. The file appears under its name when it is whole. An
 * archive of that name is replaced; any other file is refused (output-foreign-file). */
typedef struct VtTar VtTar;

/* `count` files will be put; `time` in seconds since 1970. NULL after a diagnostic. */
VtTar *vt_tar_new(const char *path, size_t count, int64_t time, VtDiagnostics *sink);
/* From many threads. Copies what it must keep. */
void vt_tar_put(VtTar *tar, size_t index, const char *path, const char *data, size_t length);
bool vt_tar_finish(VtTar *tar, VtDiagnostics *sink);
/* Without finish, nothing is left. */
void vt_tar_free(VtTar *tar);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtTar, vt_tar_free)
