/* The document as headings with what stands below them, and as sections. Private to the importer. */
#pragma once

#include "plan.h"
#include "recognisers.h"

/* A heading and the blocks up to the next; the first may have no heading. */
typedef struct VtUnit {
    bool has_heading;
    unsigned level;     /* 1 to 6; 7: a bold line that serves as one */
    VtRange heading;    /* its lines */
    VtRange text;       /* its words */
    VtRange date_line;  /* a heading above it that is nothing but a date; empty: none */
    size_t first, last; /* its blocks, the heading's own excluded */
} VtUnit;

typedef struct VtSectionRow {
    VtSectionKind kind;
    unsigned sure;
    size_t first, last; /* its units; the first is the one with its heading */
    int parent;         /* index of the section that holds it, or -1 */
} VtSectionRow;

typedef struct VtOutline {
    GArray *units;    /* of VtUnit */
    GArray *sections; /* of VtSectionRow */
    size_t preamble;  /* units before the first section */
} VtOutline;

void vt_outline_init(VtOutline *outline, const VtInput *input);
/* What there is too much of, or NULL. No career has so many headings or paragraphs, and a page for each would
 * be no help to anybody: the outline has no sections then. */
const char *vt_outline_excess(const VtOutline *outline, const VtInput *input);
void vt_outline_finish(VtOutline *outline);

static inline const VtUnit *vt_unit(const VtOutline *outline, size_t index)
{
    return &g_array_index(outline->units, VtUnit, index);
}

static inline const VtSectionRow *vt_section(const VtOutline *outline, size_t index)
{
    return &g_array_index(outline->sections, VtSectionRow, index);
}

/* The bytes of blocks [first, last); empty when there are none. */
VtRange vt_blocks_range(const VtInput *input, size_t first, size_t last);
/* The bytes of units [first, last), headings included. */
VtRange vt_units_range(const VtInput *input, const VtOutline *outline, size_t first, size_t last);
/* Those of a unit below its heading. */
VtRange vt_unit_body(const VtInput *input, const VtUnit *unit);
/* The first block that ends behind the offset. */
size_t vt_block_at(const VtInput *input, size_t offset);
