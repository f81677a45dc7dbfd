/* Following a program through types: the state, and what is reported. checker.c walks, check_report.c speaks.
 */
#pragma once

#include "types.h"

/* How the walk came to where it is, for the notes. */
typedef struct VtCallSite {
    const VtProgram *program;
    const VtInstruction *instruction;
    const struct VtCallSite *outer;
} VtCallSite;

/* The arguments of a parent tag, on one way to it. */
typedef struct VtOffer {
    const VtProgram *program;
    const VtInstruction *first;
    bool *used; /* for each argument: a block was found for it; shared by all offers of the tag */
    const VtCallSite *site;
    const struct VtOffer *outer;
} VtOffer;

typedef struct VtChecker {
    VtArena *arena;
    GPtrArray *offers; /* VtOffer: the first of each parent tag, in the order of the walk */
    GHashTable *seen;  /* GBytes: what was walked, as made by walk_key */
    VtDiagnostics *sink;
    size_t depth;
    bool failed;
} VtChecker;

/* One program or argument on the way through it. */
typedef struct VtWalk {
    VtChecker *checker;
    const VtProgram *program;
    const VtScope *scope;
    const VtOffer *offers;
    const VtCallSite *site;
    const VtType *dynamic; /* of the name for the next call */
} VtWalk;

/* Reports at the whole tag, with the chain of calls. */
VtDiagnostic *vt_check_report(const VtWalk *walk, const VtInstruction *instruction, VtDiagnosticId id,
                              const char *format, ...) G_GNUC_PRINTF(4, 5);
/* The type of the path's value; NULL after a diagnostic. */
const VtType *vt_check_path(const VtWalk *walk, const VtInstruction *instruction);
/* Can the type be put out, escaped or not? Reports where it can't. */
void vt_check_variable(const VtWalk *walk, const VtInstruction *instruction, const VtType *type);
