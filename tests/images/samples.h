/* The sample images, made with ImageMagick, ExifTool, libwebp and libavif. What must go from them holds
 * the word CANARY; their colour profile is that of sample.icc's bytes within photo.jpg. */
#pragma once

#include <vitrine/images.h>

typedef struct Sample {
    const char *name;
    VtImageInfo info;
    const char *found;   /* what the audit finds, as what@where, sorted, parted by "|" */
    const char *picture; /* the first bytes of what must stay byte for byte, up to the end */
    VtImageResult result;
} Sample;

extern const Sample samples[];
extern const size_t sample_count;

/* The caller frees. */
char *sample_read(const char *name, size_t *length);
/* What vt_image_find_metadata tells, in Sample's form; the caller frees. */
char *sample_find(const char *data, size_t length);
