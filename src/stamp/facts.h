/* What the system knows of one file, as bytes to be summed. */
#pragma once

#include "vitrine/stamp.h"

#include <sys/stat.h>

/* Gathers while one thread looks; `since` is the moment that all changes must lie before. */
typedef struct VtFacts {
    VtBuffer bytes;
    struct timespec since;
    dev_t device; /* that the tree lies on */
    bool fine;    /* a file that was looked at gets another time with its very next change */
    bool lasting;
} VtFacts;

/* MD5 of a part: it is taken of every file of a site, SHA-256 would cost seven times as much, and nobody
 * gains by making two trees that look alike to their own author. */
enum { VT_FACTS_SUM = 16 };
/* The facts are gone then. */
void vt_facts_sum(VtFacts *facts, guint8 sum[static VT_FACTS_SUM]);

/* `name` stands before the facts, so that none can pass for another's. */
void vt_facts_add(VtFacts *facts, const char *name, const struct stat *status);
/* Who it is, not when something was put in it or taken out. */
void vt_facts_add_folder(VtFacts *facts, const char *name, const struct stat *status);
void vt_facts_add_missing(VtFacts *facts, const char *name, int error);

/* All below and including an open folder. The descriptor stays the caller's. */
void vt_facts_add_tree(VtFacts *facts, int folder, bool shelf, unsigned jobs);
/* Files below an open folder, and the folders on the way to them. Writes into `paths`, and puts back. */
void vt_facts_add_list(VtFacts *facts, int folder, char **paths, unsigned jobs);
