/* What the program vitrine-images draws. Every function writes one file and returns NULL, or why it could
 * not: static, or vips's own words, good until the next call. */
#pragma once

#include <stdbool.h>

/* Smaller, upright, in sRGB and without metadata. `*as_is`: it moves or is no wider than that, and nothing
 * was written. */
const char *vt_draw_size(const char *from, const char *to, int width, const char *type, bool *as_is);

typedef struct VtCard {
    const char *title, *name, *note;           /* plain text; the last two may be "" */
    const char *ground, *ink, *quiet, *accent; /* "#rrggbb" */
    const char *face;                          /* families as CSS lists them, of the title and name */
} VtCard;

/* A PNG of 1200 × 630. */
const char *vt_draw_card(const VtCard *card, const char *to);
/* A square PNG with letters on a colour. */
const char *vt_draw_tile(const char *letters, const char *ground, const char *ink, int size, const char *to);
/* A square PNG cut out of the middle of a photo. */
const char *vt_draw_portrait(const char *from, int size, const char *to);
