/* The points of an entry's first list as plain text: JSON Resume's highlights. */
#pragma once

#include <vitrine/edition.h>

/* Points of an inner list follow the one that holds them. Elements are char *, freed with the array. */
GPtrArray *vt_highlights(const VtEditionEntry *entry);
