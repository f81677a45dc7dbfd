/* One walk over an image, which keeps each part or names what it drops. Stripping and looking for
 * metadata are the same walk, with and without an output. */
#pragma once

#include <vitrine/images.h>

/* Images within images (an SVG in an SVG's data: address) are followed this deep. */
#define VT_IMAGE_DEPTH 3

typedef struct VtRewriteDrop {
    const char *what;
    const char *where;
} VtRewriteDrop;

/* Borrows everything for the time of one call. */
typedef struct VtRewrite {
    const uint8_t *data;
    size_t length;
    VtBuffer *out;       /* NULL: only looks */
    VtImageFound *found; /* NULL: nobody wants to know */
    void *user;
    unsigned depth;
    bool entities;     /* failed because of them */
    char fault[200];   /* why it failed, as the end of a sentence */
    size_t drop_count; /* of `drops`: what was told already */
    VtRewriteDrop drops[48];
} VtRewrite;

/* Of the input. */
void vt_rewrite_keep(VtRewrite *rewrite, size_t from, size_t length);
/* Of our own making. */
void vt_rewrite_put(VtRewrite *rewrite, const void *bytes, size_t length);
/* Texts are static; each pair is told once. */
void vt_rewrite_drop(VtRewrite *rewrite, const char *what, const char *where);
/* Always false. */
bool vt_rewrite_fail(VtRewrite *rewrite, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* By type; false with a fault, or without one where the type is not rewritten. */
bool vt_rewrite_run(VtRewrite *rewrite, VtImageType type);

/* For what is not rewritten: HEIF and TIFF. Anything else holds nothing. */
void vt_rewrite_report_only(VtRewrite *rewrite);

bool vt_jpeg_rewrite(VtRewrite *rewrite);
bool vt_png_rewrite(VtRewrite *rewrite);
bool vt_webp_rewrite(VtRewrite *rewrite);
bool vt_gif_rewrite(VtRewrite *rewrite);
bool vt_svg_rewrite(VtRewrite *rewrite);
/* False when its boxes are not whole. */
bool vt_heif_report(VtRewrite *rewrite);

bool vt_jpeg_sniff(const uint8_t *data, size_t length, VtImageInfo *info);
bool vt_png_sniff(const uint8_t *data, size_t length, VtImageInfo *info);
bool vt_webp_sniff(const uint8_t *data, size_t length, VtImageInfo *info);
bool vt_gif_sniff(const uint8_t *data, size_t length, VtImageInfo *info);
bool vt_avif_sniff(const uint8_t *data, size_t length, VtImageInfo *info);
bool vt_svg_sniff(const uint8_t *data, size_t length, VtImageInfo *info);

/* A stretch of an SVG's text, in which images as data: addresses are rewritten. */
bool vt_svg_keep(VtRewrite *rewrite, VtSlice text);

/* A text that begins as an SVG does, prolog included. */
bool vt_svg_is(const uint8_t *data, size_t length);
/* AVIF, HEIC and the like; `avif` asks for the one that browsers show. */
bool vt_heif_is(const uint8_t *data, size_t length, bool avif);

static inline bool vt_bytes_are(const uint8_t *data, size_t length, const char *start, size_t start_length)
{
    return length >= start_length && memcmp(data, start, start_length) == 0;
}

/* For literals; their zero bytes count. */
#define VT_BYTES_START(data, length, literal) vt_bytes_are((data), (length), literal, sizeof(literal) - 1)

static inline uint32_t vt_read_be16(const uint8_t *data)
{
    return (uint32_t)data[0] << 8 | data[1];
}

static inline uint32_t vt_read_be32(const uint8_t *data)
{
    return vt_read_be16(data) << 16 | vt_read_be16(data + 2);
}

static inline uint32_t vt_read_le16(const uint8_t *data)
{
    return (uint32_t)data[1] << 8 | data[0];
}

static inline uint32_t vt_read_le24(const uint8_t *data)
{
    return (uint32_t)data[2] << 16 | vt_read_le16(data);
}

static inline uint32_t vt_read_le32(const uint8_t *data)
{
    return vt_read_le16(data + 2) << 16 | vt_read_le16(data);
}
