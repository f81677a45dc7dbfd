#pragma once

#include "vitrine/publish.h"

typedef struct VtDifferenceText {
    const char *base_path; /* of the site's addresses */
    bool first;            /* nothing was published before */
    bool all;              /* every address, however many there are */
} VtDifferenceText;

/* What would change, for a terminal: addresses, counts, and what becomes public. */
void vt_difference_write(const VtDifference *difference, const VtDifferenceText *options, VtBuffer *out);
