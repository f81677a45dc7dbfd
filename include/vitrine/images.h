/* images: what an image file is, how large it is, and taking out of it what tells of the person.
 *
 * A photo carries more than its pixels: the place where it was taken, the camera's serial number, a
 * thumbnail of the picture before it was cropped, names, comments. vt_image_strip takes all of that out
 * without touching a pixel: files are taken apart and put together again by their containers' rules, the
 * compressed picture is copied byte for byte, and no codec is linked.
 *
 * What stays, because it decides how the picture looks: its colour profile (byte for byte), its density,
 * transparency, animation, and which way is up. Orientation is all that is left of EXIF, and only where
 * it is not the usual one. What is not known to be needed goes: the lists in the code name what stays.
 *
 *            sniff  strip  find
 *     JPEG     x      x      x    also data behind the end (previews, motion photos, gain maps)
 *     PNG      x      x      x    animated ones too
 *     WebP     x      x      x    animated ones too
 *     SVG      x      x      x    also in images that it embeds as data: addresses
 *     GIF      x      x      x
 *     AVIF     x      -      x
 *     HEIC, TIFF      -      x    no browser shows them everywhere; only their metadata is looked for
 *
 * Stripping twice gives the same bytes as once, and vt_image_find_metadata finds nothing in what
 * vt_image_strip wrote: both walk the same code, which either keeps a part or names it.
 *
 * Not looked into: colour profiles, text that is drawn or that names an image for readers (an SVG's
 * title, desc and text; the leak audit reads SVG as text), data hidden in compressed pixels.
 *
 * Input is untrusted: nothing is read beyond it, no loop outlives it. Memory in, memory out; nothing is
 * kept between calls. Threads: any number at once, on different outputs. */
#pragma once

#include "diagnostics.h"

/* ---- What it is -------------------------------------------------------------------------------- */

typedef enum VtImageType {
    VT_IMAGE_UNKNOWN,
    VT_IMAGE_PNG,
    VT_IMAGE_JPEG,
    VT_IMAGE_WEBP,
    VT_IMAGE_GIF,
    VT_IMAGE_AVIF,
    VT_IMAGE_SVG
} VtImageType;

/* Pixels as a browser shows them: turned where a JPEG, a WebP (by EXIF) or an AVIF (by its own rotation)
 * says so. A PNG is not turned, for browsers differ. Of an SVG: its width and height in CSS pixels,
 * completed by its viewBox; 0 and 0 where neither tells, as it then fills what room there is. */
typedef struct VtImageInfo {
    VtImageType type;
    uint32_t width;
    uint32_t height;
    uint8_t orientation; /* EXIF's 1 to 8; 1 where there is none */
} VtImageInfo;

/* A picture as pages show it. Its strings belong to whoever made it. */
typedef struct VtPicture {
    uint32_t width; /* in CSS pixels; 0 and 0 where they are not known */
    uint32_t height;
    const char *webp_set; /* the same in several sizes, for a `srcset`, not escaped: "/a-480.webp 480w, …";
                             NULL: none */
    const char *jpeg_set; /* likewise; NULL: the picture itself is the only fallback */
} VtPicture;

/* Reads headers only. False, and a zeroed `info`, when the type is unknown or the headers are not whole. */
bool vt_image_sniff(const char *data, size_t length, VtImageInfo *info);
/* By its first bytes alone, whatever follows. */
VtImageType vt_image_type(const char *data, size_t length);
/* "JPEG", "SVG", …; "image" where unknown. */
const char *vt_image_type_name(VtImageType type);

/* ---- Taking metadata out ----------------------------------------------------------------------- */

typedef enum VtImageResult {
    VT_IMAGE_STRIPPED,  /* `out` holds the image without metadata */
    VT_IMAGE_CLEAN,     /* there was nothing to take out: `out` holds the same bytes */
    VT_IMAGE_UNHANDLED, /* of a type that is not stripped: nothing was written, use what you have */
    VT_IMAGE_FAILED     /* nothing was written, and the sink holds why */
} VtImageResult;

/* Appends to `out`. `path` names the file in diagnostics; `sink` may be NULL. Fails with image-damaged
 * on a file that ends early or breaks its container's rules, with image-entities on an SVG that declares
 * entities. */
VtImageResult vt_image_strip(const char *data, size_t length, const char *path, VtBuffer *out,
                             VtDiagnostics *sink);

/* ---- Looking for metadata ---------------------------------------------------------------------- */

/* Told of what there is ("GPS position", "camera serial number", "thumbnail", "XMP", "comment", …) and
 * where it stands ("EXIF", "PNG text", "SVG", …). Both texts are static. The same may be told twice
 * where an image holds others. */
typedef void VtImageFound(const char *what, const char *where, void *data);

/* For the leak audit. An image that breaks its container's rules is told of as "unreadable data", since
 * nobody knows what it holds; bytes that are no image hold nothing. */
void vt_image_find_metadata(const char *data, size_t length, VtImageFound *found, void *user);
