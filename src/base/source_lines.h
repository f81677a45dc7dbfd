/* The texts that messages were about last, with the places at which their lines begin: a long text may be
 * mistakes from end to end, and must not be read again, or counted through, for each of them. */
#pragma once

#include "source_excerpt.h"

/* Any number of threads may use it at once. */
typedef struct VtSourceLines VtSourceLines;

VtSourceLines *vt_source_lines_new(void);
void vt_source_lines_free(VtSourceLines *lines);

/* A span as people see it. */
typedef struct VtSeenSpan {
    VtPosition start;
    VtPosition end; /* of what follows the span */
    VtExcerpt excerpt;
} VtSeenSpan;

/* `span` has a source and lies at a place in it. All zero when its text is forgotten and cannot be read
 * again. A text that is lent stays as it is as long as the lines live, or is never asked for again. */
VtSeenSpan vt_source_lines_see(VtSourceLines *lines, VtSpan span);
/* As vt_source_position. */
VtPosition vt_source_lines_position(VtSourceLines *lines, const VtSource *source, size_t offset);
