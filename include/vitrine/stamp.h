/* stamp: does what was looked at still look the same?
 *
 * A stamp is a list of subjects (files, trees). Its fingerprint is the MD5 of what the system knows of
 * them: names, kinds, owners, permissions, sizes, inodes, times of the last change. No file is opened, so a
 * tree of 10,000 files takes some milliseconds. What is missing is a fact like any other.
 *
 * Two equal fingerprints say that nothing has changed in between if the earlier one is `lasting`:
 *
 *   - Each time of change (ctime, which no program can set) was past at a moment that the caller names. The
 * clock of file times goes in steps (1 to 10 ms; on some file systems 1 or 2 s): a file that changes twice in
 * one step keeps its time.
 *   - Each folder could be read.
 *   - All lies on file systems of this machine that keep such times: not on a network's, FAT or FUSE.
 *   - No symbolic link leads to a folder (but see VT_STAMP_SHELF): what is behind it was not looked at.
 *
 * With a moment before all reading, one look after it tells that nothing of the tree has changed meanwhile:
 * what is put in another's place gets a time of change too, or takes it to the folder it lies in; that the
 * subjects themselves are the same, two glances tell, one before and one after.
 *
 * What a stamp is good for is its user's business: this folder knows neither sites nor builds.
 *
 * The file of a stamp is written whole or not at all, for its owner's eyes only; a damaged one is none.
 *
 * Ownership: copies all it is given. Threads: a stamp is one thread's; taking a fingerprint starts others. */
#pragma once

#include "base.h"

#include <time.h>

typedef enum VtStampKind {
    VT_STAMP_FILE,  /* what the path leads to, links followed; of a folder only itself */
    VT_STAMP_TREE,  /* of a folder all below it too; a link to a folder is not followed there */
    VT_STAMP_SHELF, /* the same, but links that stand in the folder itself are */
    VT_STAMP_LIST /* a text and the files that its lines name, below the folder it lies in, whatever else lies
                   * beside them (a line that names none is a missing file); a link among them, or on the way
                   * to one, does not last */
} VtStampKind;

typedef struct VtStamp VtStamp;

/* MD5 in hexadecimal digits. */
typedef struct VtFingerprint {
    char digits[33];
    bool lasting;
} VtFingerprint;

VtStamp *vt_stamp_new(void);
void vt_stamp_free(VtStamp *stamp);
/* Relative paths are those of the working folder. */
void vt_stamp_add(VtStamp *stamp, VtStampKind kind, const char *path);
/* The present, as file times tell it. */
struct timespec vt_stamp_now(void);
/* `since`: the moment at which all changes must be past. `jobs`: threads, 0 for one for each processor. */
VtFingerprint vt_stamp_take(const VtStamp *stamp, struct timespec since, unsigned jobs);
/* Of the subjects alone: of a folder nothing that is in it. It need not last. */
VtFingerprint vt_stamp_glance(const VtStamp *stamp);
/* Must a moment pass between the last change of a file there and a list that shall last? Not where a file
 * that was looked at gets another time with its very next change. */
bool vt_stamp_needs_wait(const char *folder);
/* Until what is written from now on gets a later time than what was written at that moment. */
void vt_stamp_wait(struct timespec written);

/* The subjects as a value of type VT_STAMP_TYPE, and back. */
#define VT_STAMP_TYPE "a(yay)"
GVariant *vt_stamp_to_variant(const VtStamp *stamp);
VtStamp *vt_stamp_from_variant(GVariant *subjects);

/* ---- The file ------------------------------------------------------------------------------------------ */

/* Makes the folders that hold it. False where no file can be written in them. */
bool vt_stamp_prepare(const char *path);
/* False where it could not be written. */
bool vt_stamp_save(const char *path, GVariant *value);
/* NULL: there is none of that type, or it is damaged. */
GVariant *vt_stamp_load(const char *path, const GVariantType *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtStamp, vt_stamp_free)
