/* pictures: what is drawn for an edition: its images in smaller sizes, social cards, icons.
 *
 * The drawing is done by the program vitrine-images (libvips), which is run only for what is not in the cache
 * yet. Without it a site is whole: images are used as they are, and nothing refers to cards or PNG icons.
 *
 *   PAGE/IMAGE.480.webp, .960.webp, .1600.webp    of every PNG, JPEG, WebP or AVIF that a page shows and that
 * is wider than PAGE/IMAGE.480.jpg, …                         480 pixels; the latter of JPEGs. Never wider
 * than the image, never larger in bytes; upright, in sRGB, without metadata. What moves stays as it is
 *   PAGE/social-card.png                          1200 × 630: of home, sections and the first VT_CARD_LIMIT
 * entries, newest first and then by file, as the theme's option `cards` says apple-touch-icon.png,
 * icon-192.png,           of the profile's photo, or the initials of icon.svg icon-512.png
 *
 * A file of the cache is named by what it was made of: the bytes of the image, or the texts and colours of
 * the card. One machine makes the same bytes every time; another machine, with other faces or another
 * libvips, may make others.
 *
 * What is made comes from the edition alone, so it shows nothing that the audience may not see.
 *
 * Ownership: what is made lives in the edition's arena; files stay in the cache. Threads: call it from one,
 * before the edition is shared. */
#pragma once

#include "edition.h"
#include "theme.h"

enum { VT_CARD_LIMIT = 100 };

typedef struct VtPicturesRequest {
    const char *program; /* path of vitrine-images; NULL: it is not there */
    const char *cache;   /* folder, made when needed */
    unsigned jobs;       /* threads that read images; 0: one for each processor */
} VtPicturesRequest;

/* What was done, for those who want to know. */
typedef struct VtPicturesSummary {
    size_t made;  /* files that the site has */
    size_t drawn; /* of them: not found in the cache */
    bool lacking; /* something was to be drawn, and there is no program or no cache */
    const char *const
        *files; /* of the cache that were looked at, there or not; in the edition's arena, NULL at the end */
} VtPicturesSummary;

/* Completes the edition. What cannot be drawn is a warning (image-unmade), and the image is used as it is. */
void vt_pictures_make(VtEdition *edition, const VtTheme *theme, const VtPicturesRequest *request,
                      VtPicturesSummary *summary, VtDiagnostics *sink);
