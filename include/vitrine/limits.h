/* limits: how large what a run reads and makes may be, and the option that says otherwise.
 *
 * limits.def is the one table: of it are made the option's help, its check, and what messages say of raising
 * a limit. A zeroed VtLimits holds the usual ones. Passed by value where something outlives its maker; never
 * changed by a run. */
#pragma once

#include "diagnostics.h"

typedef enum VtLimit {
#define VT_LIMIT(id, name, usual, most, what) VT_LIMIT_##id,
#include "limits.def"
#undef VT_LIMIT
    VT_LIMIT_COUNT
} VtLimit;

typedef struct VtLimits {
    uint64_t given[VT_LIMIT_COUNT]; /* 0: the usual one */
} VtLimits;

uint64_t vt_limit(const VtLimits *limits, VtLimit limit);
/* Takes "asset=2G". NULL, or why not, as a sentence; g_free it. */
char *vt_limits_set(VtLimits *limits, const char *given);
/* Adds the note that tells how to raise it; `needed`: what would have been enough, 0 when nobody knows. */
void vt_limit_note(VtDiagnostic *diagnostic, const VtLimits *limits, VtLimit limit, uint64_t needed);
/* The same as text, "--limit page=512M raises that"; g_free it. */
char *vt_limit_advice(const VtLimits *limits, VtLimit limit, uint64_t needed);
