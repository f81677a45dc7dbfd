/* What was found in the files of one audience, before it is known whether it is a leak. */
#pragma once

#include "leak_index.h"
#include "leak_view.h"

/* Kinds of output: a hidden thing is reported once for each. */
typedef enum VtLeakOutput {
    VT_OUTPUT_PAGE,
    VT_OUTPUT_XML,
    VT_OUTPUT_JSON,
    VT_OUTPUT_STYLE,
    VT_OUTPUT_SCRIPT,
    VT_OUTPUT_CARD,
    VT_OUTPUT_IMAGE,
    VT_OUTPUT_TEXT,
    VT_OUTPUT_OTHER,
    VT_OUTPUT_PATH
} VtLeakOutput;

/* One run or item in one kind of output. The texts of the first file, by path. */
typedef struct VtLeakFinding {
    uint64_t hash; /* of a run; 0 for an item */
    unsigned item; /* VT_LEAK_NO_ITEM: a run */
    VtLeakOutput output;
    GPtrArray *paths; /* of all files that hold it */
    const char *path, *from;
    unsigned line;            /* 0: the path itself */
    char *words;              /* as they stand there, with a little around them; owned */
    const VtLeakThing *thing; /* set at the end; NULL: none, or it is visible */
} VtLeakFinding;

/* A file that was written, or stands inside of one. */
typedef struct VtLeakBytes {
    uint64_t hash;
    size_t length;
    bool is_image;
    const char *path;
} VtLeakBytes;

typedef struct VtLeakMetadata {
    const char *path, *from;
    const char *what, *where;
} VtLeakMetadata;

/* One thread's. */
typedef struct VtLeakWorker {
    GHashTable *findings; /* VtLeakFinding → itself */
    GArray *bytes;        /* VtLeakBytes */
    GArray *metadata;     /* VtLeakMetadata */
    VtLeakKnown *known;   /* texts in which this thread found nothing; NULL: none is read */
} VtLeakWorker;

struct VtLeaks {
    VtLeakView view;
    VtLeakIndex *index;
    bool has_texts; /* there is something to look for in words */
    bool has_files;
    GHashTable *vocabulary; /* words that the theme's files use, once asked for */
    gsize vocabulary_made;  /* of g_once_init_enter */
    GArray *assets;         /* VtSlice: those files */
    GPtrArray *allowed;     /* texts */
    VtLeakWorker *workers;
    unsigned worker_count;
};

uint64_t vt_leak_hash_bytes(const char *data, size_t length);
/* Does the item really stand there? `in_path`: the text is a file's path. */
bool vt_leak_item_stands(const VtLeaks *leaks, const VtLeakItem *item, const VtLeakPiece *piece, size_t start,
                         size_t end, bool in_path);
/* All threads' findings in those of the first. */
void vt_leaks_merge(VtLeaks *leaks);

/* leak_resolve.c: which findings are leaks, and of what. */
void vt_leaks_resolve(VtLeaks *leaks);
/* leak_report.c */
void vt_leaks_report_findings(VtLeaks *leaks, VtDiagnostics *sink);
/* leak_files.c */
void vt_leaks_report_files(VtLeaks *leaks, VtDiagnostics *sink);
