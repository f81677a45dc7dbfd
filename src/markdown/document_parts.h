/* A document as it lies in memory: what the header shows, and what writing it with other addresses needs. */
#pragma once

#include <vitrine/markdown.h>

/* Of every image on a page; writing leaves it out of the page's first. */
#define VT_IMAGE_LAZY " loading=\"lazy\" decoding=\"async\""

typedef enum VtPatchKind {
    VT_PATCH_HEADING_OPEN,
    VT_PATCH_HEADING_CLOSE,
    VT_PATCH_LINK_OPEN,
    VT_PATCH_LINK_CLOSE,
    VT_PATCH_IMAGE,
    VT_PATCH_FOOTNOTE, /* a reference, or the whole section */
} VtPatchKind;

/* A range of the HTML that may be written otherwise. */
typedef struct VtPatch {
    VtRange range;
    VtPatchKind kind;
    uint32_t index; /* of the heading or link */
} VtPatch;

/* Begins the one block of memory, so that a pointer to `public` is one to this. */
typedef struct VtDocumentParts {
    VtDocument public;
    const VtPatch *patches; /* in the order of the HTML */
    size_t patch_count;
} VtDocumentParts;
