/* Real images with planted metadata: what is found, what goes, what stays. */
#include "samples.h"

static void check_info(const Sample *sample, const char *data, size_t length)
{
    VtImageInfo info;
    g_assert_true(vt_image_sniff(data, length, &info));
    g_assert_cmpstr(vt_image_type_name(info.type), ==, vt_image_type_name(sample->info.type));
    g_assert_cmpuint(info.width, ==, sample->info.width);
    g_assert_cmpuint(info.height, ==, sample->info.height);
    g_assert_cmpuint(info.orientation, ==, sample->info.orientation);
}

static void test_sniff(const void *row)
{
    const Sample *sample = row;
    size_t length;
    g_autofree char *data = sample_read(sample->name, &length);
    check_info(sample, data, length);
}

static void test_find(const void *row)
{
    const Sample *sample = row;
    size_t length;
    g_autofree char *data = sample_read(sample->name, &length);
    g_autofree char *found = sample_find(data, length);
    g_assert_cmpstr(found, ==, sample->found);
}

/* From `picture` on to its end, what was stripped stands in the original as one piece; a new EXIF chunk
 * behind it, as in WebP, is left out. */
static void check_picture(const Sample *sample, const char *data, size_t length, const VtBuffer *out)
{
    const char *picture = memmem(out->data, out->length, sample->picture, strlen(sample->picture));
    g_assert_nonnull(picture);
    size_t rest = out->length - (size_t)(picture - out->data);
    const char *exif = memmem(picture, rest, "EXIF", 4);
    size_t kept = exif ? (size_t)(exif - picture) : rest;
    if (sample->info.type == VT_IMAGE_GIF || sample->info.type == VT_IMAGE_SVG ||
        strcmp(sample->picture, "fdAT") == 0)
        kept = MIN(kept, 24);
    g_assert_cmpuint(kept, >=, 24);
    g_assert_nonnull(memmem(data, length, picture, kept));
}

static void check_stripped(const VtBuffer *out)
{
    g_assert_null(memmem(out->data, out->length, "CANARY", 6));
    g_autofree char *found = sample_find(out->data, out->length);
    g_assert_cmpstr(found, ==, "");
    g_auto(VtBuffer) again = {0};
    g_assert_cmpint(vt_image_strip(out->data, out->length, "again", &again, NULL), ==, VT_IMAGE_CLEAN);
    g_assert_cmpuint(again.length, ==, out->length);
}

static void test_strip(const void *row)
{
    const Sample *sample = row;
    size_t length;
    g_autofree char *data = sample_read(sample->name, &length);
    g_auto(VtBuffer) out = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_assert_cmpint(vt_image_strip(data, length, sample->name, &out, sink), ==, sample->result);
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 0);
    if (sample->result == VT_IMAGE_UNHANDLED) {
        g_assert_cmpuint(out.length, ==, 0);
        return;
    }
    check_picture(sample, data, length, &out);
    check_stripped(&out);
    check_info(sample, out.data, out.length);
}

/* The profile in photo.jpg, read by a search of the test's own, is in the other's bytes too. */
static void test_profile(void)
{
    size_t length;
    g_autofree char *photo = sample_read("photo.jpg", &length);
    const char *segment = memmem(photo, length, "ICC_PROFILE\0\x01\x01", 14);
    g_assert_nonnull(segment);
    const char *profile = segment + 14;
    size_t size = (size_t)(uint8_t)profile[2] << 8 | (uint8_t)profile[3];
    g_assert_cmpuint(size, ==, 448);
    static const char *const names[] = {"photo.jpg", "alpha.webp"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *data = sample_read(names[i], &length);
        g_auto(VtBuffer) out = {0};
        vt_image_strip(data, length, names[i], &out, NULL);
        g_assert_nonnull(memmem(out.data, out.length, profile, size));
    }
}

/* The base64 of the drawing's photo is written anew; all else of the drawing is copied. */
static void test_drawing(void)
{
    size_t length;
    g_autofree char *data = sample_read("drawing.svg", &length);
    g_auto(VtBuffer) out = {0};
    vt_image_strip(data, length, "drawing.svg", &out, NULL);
    const char *text = vt_buffer_string(&out);
    static const char *const kept[] = {"<title>A plan</title>", "<desc>Two boxes &amp; a photo</desc>",
                                       "<![CDATA[ .a > .b { fill: #0b5c6b } ]]>",
                                       "<svg:circle cx=\"20\" cy=\"10\" r=\"4\"/>",
                                       "xlink:href=\"data:image/jpeg;base64,/9j/"};
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        g_assert_nonnull(strstr(text, kept[i]));
    static const char *const gone[] = {"inkscape", "sodipodi", "rdf",     "<!--",
                                       "xpacket",  "DOCTYPE",  "metadata"};
    for (size_t i = 0; i < G_N_ELEMENTS(gone); i++)
        g_assert_null(strstr(text, gone[i]));
}

static void add(const char *what, const Sample *sample, GTestDataFunc test)
{
    g_autofree char *path = g_strdup_printf("/images/%s/%s", what, sample->name);
    g_test_add_data_func(path, sample, test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < sample_count; i++) {
        add("sniff", &samples[i], test_sniff);
        add("find", &samples[i], test_find);
        add("strip", &samples[i], test_strip);
    }
    g_test_add_func("/images/profile", test_profile);
    g_test_add_func("/images/drawing", test_drawing);
    return g_test_run();
}
