#include "drawing.h"

#include <string.h>
#include <vips/vips.h>

/* Above this a picture takes more memory than a small machine has. */
#define MOST_PIXELS (400.0 * 1000 * 1000)

typedef enum Motion { STILL, MOVES } Motion;

/* libvips reads an animated PNG's first picture alone: its frames are announced near the beginning. */
static Motion motion_of(const char *from, VipsImage *header)
{
    char head[4096];
    if (vips_image_get_typeof(header, VIPS_META_N_PAGES) != 0 && vips_image_get_n_pages(header) > 1)
        return MOVES;
    FILE *file = fopen(from, "rb");
    size_t length = file != NULL ? fread(head, 1, sizeof head, file) : 0;
    if (file != NULL)
        fclose(file);
    return memmem(head, length, "acTL", 4) != NULL ? MOVES : STILL;
}

static const char *look_at(const char *from, int width, bool *as_is)
{
    VipsImage *header = vips_image_new_from_file(from, NULL);
    if (header == NULL)
        return vips_error_buffer();
    double pixels = (double)vips_image_get_width(header) * vips_image_get_height(header);
    int across = MAX(vips_image_get_width(header), vips_image_get_height(header));
    *as_is = motion_of(from, header) == MOVES || across < width;
    g_object_unref(header);
    return pixels > MOST_PIXELS ? "it has more than 400 million pixels" : NULL;
}

/* The colours are sRGB's, which needs no profile; "strip" leaves one in WebP. */
static int bare(VipsImage **image)
{
    VipsImage *copy = NULL;
    if (vips_copy(*image, &copy, NULL))
        return -1;
    vips_image_remove(copy, VIPS_META_ICC_NAME);
    g_object_unref(*image);
    *image = copy;
    return 0;
}

static int save(VipsImage *image, const char *to, const char *type)
{
    if (strcmp(type, "jpeg") == 0)
        return vips_jpegsave(image, to, "Q", 82, "optimize_coding", TRUE, "interlace", TRUE, "strip", TRUE,
                             NULL);
    bool exact = strcmp(type, "webp-exact") == 0;
    return vips_webpsave(image, to, "Q", exact ? 100 : 80, "lossless", exact, "effort", 4, "strip", TRUE,
                         NULL);
}

/* An error of a thread that reads ahead may come too late to fail the call that wrote the file. */
static const char *fault_of(int failed)
{
    const char *said = vips_error_buffer();
    return failed || *said != '\0' ? said : NULL;
}

const char *vt_draw_size(const char *from, const char *to, int width, const char *type, bool *as_is)
{
    VipsImage *small = NULL;
    const char *fault = look_at(from, width, as_is);
    if (fault != NULL || *as_is)
        return fault;
    int failed = vips_thumbnail(from, &small, width, "height", VIPS_MAX_COORD, "size", VIPS_SIZE_DOWN,
                                "export-profile", "srgb", "fail-on", VIPS_FAIL_ON_ERROR, NULL);
    failed = failed || bare(&small) || save(small, to, type);
    g_clear_object(&small);
    return fault_of(failed);
}

const char *vt_draw_portrait(const char *from, int size, const char *to)
{
    VipsImage *square = NULL;
    bool as_is = false;
    const char *fault = look_at(from, 1, &as_is);
    if (fault != NULL)
        return fault;
    int failed = vips_thumbnail(from, &square, size, "height", size, "size", VIPS_SIZE_BOTH, "crop",
                                VIPS_INTERESTING_CENTRE, "export-profile", "srgb", "fail-on",
                                VIPS_FAIL_ON_ERROR, NULL);
    failed = failed || bare(&square) ||
             vips_pngsave(square, to, "palette", TRUE, "Q", 90, "compression", 9, "strip", TRUE, NULL);
    g_clear_object(&square);
    return fault_of(failed);
}
