/* EXIF: a TIFF file's directories without its picture, as it stands in a JPEG's APP1, a PNG's eXIf, a
 * WebP's EXIF chunk. Private to images. */
#pragma once

#include "rewrite.h"

/* "MM", 42, one directory with one entry, no further directory. */
#define VT_EXIF_LENGTH 26

bool vt_tiff_is(const uint8_t *data, size_t length);
/* 1 to 8; 1 where there is none, or none that can be read. */
uint8_t vt_exif_orientation(const uint8_t *data, size_t length);
/* EXIF that holds an orientation and nothing else. */
void vt_exif_minimal(uint8_t orientation, uint8_t out[static VT_EXIF_LENGTH]);
/* Tells of what an EXIF block holds; of nothing when it is the minimal one of an orientation but 1. */
void vt_exif_report(VtRewrite *rewrite, const uint8_t *data, size_t length, const char *where);
