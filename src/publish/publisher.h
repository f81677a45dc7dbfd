/* What the parts of publish/ share. */
#pragma once

#include "git.h"

#include "vitrine/publish.h"

struct VtPublisher {
    char *site;    /* absolute */
    char *own;     /* git's folder of the repository that the site lies in; NULL: it lies in none */
    char *format;  /* of its object ids: "sha1" */
    char *parent;  /* of the store; removed when empty */
    char *store;   /* the bare repository of this run */
    char *objects; /* its folder of objects */
    int lock;      /* held while the run lasts, so that others leave its store alone; -1: none */
};

/* Commands on objects and fetches: in the store. */
VtGit vt_publisher_store(const VtPublisher *publisher);
/* Commands that only talk to the remote: in the author's repository, with the store's objects. */
VtGit vt_publisher_home(const VtPublisher *publisher);

/* The last parts of a commit's message that Vitrine reads again. */
#define VT_TRAILER_AUDIENCE "Vitrine-Audience: "
#define VT_TRAILER_TREE "Vitrine-Tree: "

/* Stands for an audience's name where the name itself has no business. */
char *vt_audience_fingerprint(const char *audience);

struct VtSnapshot {
    VtPublisher *publisher;
    char *audience;
    VtGitFeed feed;
    bool running, broken;
    GMutex mutex;
    GPtrArray *paths; /* of what was put; the index is the mark less one */
    char *tree, *commit;
    char *date; /* for git: "@SECONDS +0000" */
    GPtrArray *files;
};

/* Commits a tree of the store. `parent` NULL: none. NULL after a diagnostic. */
char *vt_commit_tree(const VtSnapshot *snapshot, const char *parent, VtDiagnostics *sink);

/* Files of a commit or tree in the store, sorted by path. `sizes`: only of a tree that is here as a whole.
 * NULL after a diagnostic. */
GPtrArray *vt_list_tree(const VtPublisher *publisher, const char *tree, bool sizes, VtDiagnostics *sink);
const VtTreeEntry *vt_tree_find(const GPtrArray *files, const char *path);

/* Calls `found` for each word that a reader of the page may see or hear: text, and attributes such as alt. */
typedef void VtWordFound(VtSlice word, void *data);
void vt_html_words(const char *data, size_t length, VtWordFound *found, void *data_of_found);
