/* publish: an edition's finished files → one commit on a branch of a git repository; and what goes with it.
 *
 * The way of a site:
 *
 *   vt_publisher_new → vt_snapshot_new, _put for every file, _finish → vt_published_read (what the branch
 *   holds now) → vt_difference_new → vt_publish_check (may it go there?) → vt_publish_push
 *
 * Nothing is written to the author's repository: neither work tree nor index, no object, no reference, no
 * setting. Objects wait in a store of this run (a bare repository below the author's .git, or in the cache
 * folder where there is none), which is removed at the end; what a killed run leaves there the next one
 * removes. The push itself runs in the author's repository, so that its credentials, settings and hooks work.
 *
 * The commit is a function of the site: paths sorted, mode 100644, a fixed author, the date of the newest
 * entry, no parent unless `history` is asked for. Its message carries a fingerprint of the audience's name
 * and the id of its tree: by these a later run knows that the branch holds what Vitrine wrote, unchanged, and
 * for whom. They stand in the message, so no reader of the site is served them.
 *
 * The remote changes by one reference, with a lease on what was seen there, or not at all.
 *
 * git is the program found in PATH, run without variables that would point it to another repository
 * (GIT_DIR, GIT_INDEX_FILE …). Credentials are git's own business: none is read or stored here, and a
 * password in an address is left out of every message.
 *
 * Threads: vt_snapshot_put from many; everything else from one. SIGPIPE must be ignored by the program. */
#pragma once

#include "edition.h"

/* ---- The run ----------------------------------------------------------------------------------------- */

typedef struct VtPublisher VtPublisher;

/* `site`: the folder that holds site-content/. NULL after a diagnostic (publish-git). */
VtPublisher *vt_publisher_new(const char *site, VtDiagnostics *sink);
void vt_publisher_free(VtPublisher *publisher);

/* The address behind a remote as people write it: an address, the name of a remote of the site's repository,
 * or a folder (relative to `folder`). NULL after a diagnostic (publish-remote). */
char *vt_publisher_remote(const VtPublisher *publisher, const char *written, const char *folder,
                          VtDiagnostics *sink);
/* The address without its password, for messages. */
char *vt_remote_shown(const char *address);

/* Can it be a branch's name? False after a diagnostic (publish-remote). */
bool vt_publisher_check_branch(const VtPublisher *publisher, const char *branch, VtDiagnostics *sink);

/* ---- The site to be published -------------------------------------------------------------------------- */

/* When a site says that it was made, in seconds since 1970: the day of its newest entry, never a clock. */
int64_t vt_publish_time(const VtEdition *edition);

/* A file in a commit. */
typedef struct VtTreeEntry {
    char *path;
    char *id;      /* of its bytes, as git names them */
    uint64_t size; /* 0 in what is published: it is not fetched for that */
} VtTreeEntry;

typedef struct VtSnapshot VtSnapshot;

VtSnapshot *vt_snapshot_new(VtPublisher *publisher, const char *audience, VtDiagnostics *sink);
/* Streams the bytes to git at once and keeps none. */
bool vt_snapshot_put(VtSnapshot *snapshot, const char *path, const char *data, size_t length,
                     VtDiagnostics *sink);
/* To be called when all files are there and found good. `time`: of the commit, as vt_publish_time says. */
bool vt_snapshot_finish(VtSnapshot *snapshot, int64_t time, VtDiagnostics *sink);
/* Without finish, nothing comes of it. */
void vt_snapshot_free(VtSnapshot *snapshot);

/* Sorted by path; VtTreeEntry. */
const GPtrArray *vt_snapshot_files(const VtSnapshot *snapshot);
/* The id of the commit without a parent. */
const char *vt_snapshot_commit(const VtSnapshot *snapshot);

/* ---- What is published now --------------------------------------------------------------------------------
 */

typedef struct VtBranch {
    const char *audience;
    const char *remote; /* address */
    const char *branch;
} VtBranch;

/* The branch as it is. `commit` NULL: there is no such branch yet, and all else is empty. */
typedef struct VtPublished {
    char *commit;
    char *tree;
    char *audience;   /* the fingerprint in its message, NULL when there is none */
    bool ours;        /* made by Vitrine and not changed since */
    GPtrArray *files; /* VtTreeEntry, sorted by path */
    char *domain;     /* what its CNAME says, NULL without one */
} VtPublished;

/* Fetches the branch's newest commit, unless it holds `snapshot` already. NULL after a
 * diagnostic (publish-unreachable). */
VtPublished *vt_published_read(VtPublisher *publisher, const VtBranch *place, const VtSnapshot *snapshot,
                               VtDiagnostics *sink);
void vt_published_free(VtPublished *published);
/* Is the same site there already? */
bool vt_published_equals(const VtPublished *published, const VtSnapshot *snapshot);

/* What a push would change. Entries are borrowed from the snapshot and the published site. */
typedef struct VtDifference {
    GPtrArray *added, *changed, *removed; /* VtTreeEntry, by path */
    GPtrArray *new_files;                 /* no pages, and nowhere in the published site under any name */
    GPtrArray *new_words; /* the first of the words that no published page holds, as written */
    size_t new_word_count;
    uint64_t size; /* of the whole site, in bytes */
} VtDifference;

VtDifference *vt_difference_new(VtPublisher *publisher, const VtPublished *published,
                                const VtSnapshot *snapshot, VtDiagnostics *sink);
void vt_difference_free(VtDifference *difference);

/* ---- The push -------------------------------------------------------------------------------------------
 */

typedef struct VtAllowances {
    bool take_over;     /* replace what Vitrine did not write, or wrote for another audience */
    bool change_domain; /* let the CNAME on the branch go or change */
} VtAllowances;

/* False after diagnostics that say why it must not go there. */
bool vt_publish_check(const VtBranch *place, const VtPublished *published, const VtSnapshot *snapshot,
                      const VtAllowances *allowances, VtDiagnostics *sink);
/* Sizes above which hosts refuse: warnings. */
void vt_publish_check_size(const VtSnapshot *snapshot, VtDiagnostics *sink);
/* With `history` the published commit becomes the parent. Returns the commit's id; NULL after a diagnostic,
 * and then the branch is as it was. */
char *vt_publish_push(VtPublisher *publisher, const VtBranch *place, const VtPublished *published,
                      const VtSnapshot *snapshot, bool history, VtDiagnostics *sink);

/* ---- Beside it --------------------------------------------------------------------------------------------
 */

/* For VtContentOptions.dates: the day (UTC) on which each file below `folder` was last committed, by path
 * below it; one pass over the log. Files with changes that are not committed have none. NULL after a warning
 * (dates-unknown) when there is no history, or not the whole of it. */
GHashTable *vt_history_dates(const char *folder, VtDiagnostics *sink);

/* Files and folders whose change may change that answer, whether they are there or not; NULL at the end,
 * g_strfreev. NULL: that cannot be told. */
char **vt_history_sources(const char *folder);

/* Where a workflow goes. Owned by whoever has it (vt_workflow_place_finish), but for `version`. */
typedef struct VtWorkflowPlace {
    const char *version; /* of Vitrine */
    char *root;          /* of the repository; NULL: the site lies in none */
    char *folder;        /* of the site below the root, "" for the root itself */
    char *origin;        /* the repository's own remote; NULL: none */
} VtWorkflowPlace;

void vt_workflow_place_find(const char *site, VtWorkflowPlace *place);
void vt_workflow_place_finish(VtWorkflowPlace *place);
/* Appends .github/workflows/pages.yml: checks pull requests, and publishes each audience that has a place. */
void vt_workflow_write(const VtSite *site, const VtWorkflowPlace *place, VtBuffer *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPublisher, vt_publisher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtSnapshot, vt_snapshot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPublished, vt_published_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtDifference, vt_difference_free)
