#include "samples.h"

#define PHOTO_FINDS                                                                                          \
    "GPS position@EXIF|IPTC@JPEG segment|XMP@JPEG segment|author@EXIF|camera model@EXIF|"                    \
    "camera serial number@EXIF|comment@EXIF|comment@JPEG segment|copyright@EXIF|date and time@EXIF|"         \
    "description@EXIF|further image@behind the end|lens serial number@EXIF|owner name@EXIF|software@EXIF|"   \
    "thumbnail@EXIF"

const Sample samples[] = {
    {"photo.jpg", {VT_IMAGE_JPEG, 16, 24, 6}, PHOTO_FINDS, "\xff\xda", VT_IMAGE_STRIPPED},
    {"progressive.jpg",
     {VT_IMAGE_JPEG, 24, 16, 3},
     "comment@JPEG segment|other data@EXIF",
     "\xff\xda",
     VT_IMAGE_STRIPPED},
    {"cmyk.jpg", {VT_IMAGE_JPEG, 24, 16, 1}, "XMP@JPEG segment", "\xff\xda", VT_IMAGE_STRIPPED},
    {"plain.jpg", {VT_IMAGE_JPEG, 24, 16, 1}, "", "\xff\xd8", VT_IMAGE_CLEAN},
    {"palette.png",
     {VT_IMAGE_PNG, 24, 16, 8},
     "GPS position@EXIF|XMP@PNG text|appended data@behind the end|author@EXIF|date and time@PNG chunk|"
     "text@PNG text",
     "IDAT",
     VT_IMAGE_STRIPPED},
    {"animation.png",
     {VT_IMAGE_PNG, 6, 4, 1},
     "application data@PNG chunk|text@PNG text",
     "fdAT",
     VT_IMAGE_STRIPPED},
    {"alpha.webp",
     {VT_IMAGE_WEBP, 16, 24, 6},
     "GPS position@EXIF|XMP@WebP chunk|author@EXIF|camera serial number@EXIF",
     "ALPH",
     VT_IMAGE_STRIPPED},
    {"animation.webp", {VT_IMAGE_WEBP, 12, 9, 1}, "XMP@WebP chunk", "ANIM", VT_IMAGE_STRIPPED},
    {"bare.webp", {VT_IMAGE_WEBP, 24, 16, 1}, "", "VP8 ", VT_IMAGE_CLEAN},
    {"lossless.webp", {VT_IMAGE_WEBP, 24, 16, 1}, "", "VP8L", VT_IMAGE_CLEAN},
    {"animation.gif",
     {VT_IMAGE_GIF, 12, 9, 1},
     "XMP@GIF extension|comment@GIF extension",
     "GIF89a",
     VT_IMAGE_STRIPPED},
    {"photo.avif", {VT_IMAGE_AVIF, 16, 24, 1}, "EXIF@HEIF item", "", VT_IMAGE_UNHANDLED},
    {"drawing.svg",
     {VT_IMAGE_SVG, 151, 113, 1},
     "GPS position@EXIF|XMP@SVG instruction|author@EXIF|comment@SVG|editing data@SVG attribute|"
     "editing data@SVG element|metadata@SVG element",
     "<title>",
     VT_IMAGE_STRIPPED},
};
const size_t sample_count = G_N_ELEMENTS(samples);

char *sample_read(const char *name, size_t *length)
{
    g_autofree char *path = g_build_filename(g_getenv("IMAGE_SAMPLES"), name, NULL);
    char *data = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &data, length, &error);
    g_assert_no_error(error);
    return data;
}

static void collect(const char *what, const char *where, void *user)
{
    g_ptr_array_add(user, g_strdup_printf("%s@%s", what, where));
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *sample_find(const char *data, size_t length)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    vt_image_find_metadata(data, length, collect, found);
    g_ptr_array_sort(found, compare);
    g_ptr_array_add(found, NULL);
    return g_strjoinv("|", (char **)found->pdata);
}
