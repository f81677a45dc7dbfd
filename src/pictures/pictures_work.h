/* What the steps of vt_pictures_make share. */
#pragma once

#include <vitrine/pictures.h>

/* One file to be drawn. Strings live in the edition's arena. */
typedef struct VtDrawing {
    const char *const *fields; /* what the program is told, without the file to write; NULL at the end */
    const char *origin;        /* the author's image it is made of; NULL: made of texts */
    const char *cached;        /* in the cache */
    const char *path;          /* to write: "projects/plan.png.480.webp" */
    const char *address;
    uint64_t size; /* of the file in the cache; 0: it is not there, or the image is best used as it is */
} VtDrawing;

typedef struct VtPicturesWork {
    VtEdition *edition;
    const VtTheme *theme;
    const VtPicturesRequest *request;
    VtDiagnostics *sink;
    GArray *drawings; /* VtDrawing */
} VtPicturesWork;

/* ---- pictures.c ---- */

/* Adds a drawing; returns its number. `path` is below the site, `address` NULL: that path's. `subject` goes
 * into the file's name in the cache beside the fields: what the fields only name. `ending`: ".webp". */
size_t vt_add_drawing(VtPicturesWork *work, const char *const *fields, const char *subject,
                      const VtAsset *origin, const char *path, const char *address);
/* Its address if it was made, else NULL. */
const char *vt_drawing_address(const VtPicturesWork *work, size_t number);

/* ---- sizes.c ---- */

/* An image and the drawings of it. */
typedef struct VtSizes {
    const VtAsset *asset;
    size_t first, webp_count, jpeg_count; /* drawings, those in WebP first */
    char digest[33];                      /* of its bytes; "": it is not drawn */
    bool is_jpeg;
} VtSizes;

/* Of each of the edition's assets; an array of edition->asset_count, g_free. */
VtSizes *vt_add_sizes(VtPicturesWork *work);
/* Fills the assets' `srcset`s. */
void vt_take_sizes(const VtPicturesWork *work, const VtSizes *sizes);

/* ---- cards.c ---- */

typedef struct VtCards {
    GArray *drawings; /* size_t, and where each address goes: const char ** */
    GPtrArray *places;
} VtCards;

void vt_add_cards(VtPicturesWork *work, VtCards *cards);
/* `sizes`: as above, to find the photo. */
void vt_add_icons(VtPicturesWork *work, const VtSizes *sizes, VtCards *cards);
/* Notes the addresses of those that were made. */
void vt_take_cards(const VtPicturesWork *work, VtCards *cards);

/* ---- draw.c ---- */

/* Runs the program on those drawings whose number is given. False when it could not be run. */
bool vt_draw(VtPicturesWork *work, const GArray *numbers);
