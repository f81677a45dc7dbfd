/* Repairs of the input's text. Private to the importer. */
#pragma once

#include "document.h"

typedef struct VtRepair {
    VtRange range;     /* of the original */
    char *replacement; /* owned */
    const char *what;  /* for the message */
} VtRepair;

/* Finds what is certain; `repairs` gets VtRepair in order, not overlapping. Free each replacement. */
void vt_find_repairs(const char *text, size_t length, GArray *repairs);
