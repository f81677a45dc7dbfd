/* Damaged images: whatever happens to a file, nothing is read beyond it, nothing half-written, and what
 * could be stripped is clean. Each damaged copy is of exactly its own size, for sanitizers to watch. */
#include "samples.h"

#define FLIPS 3000

/* Were it to fail after it had begun to write, the first bytes would not be alone. */
static VtImageResult strip_and_check(const char *data, size_t length)
{
    g_auto(VtBuffer) out = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    vt_buffer_append_string(&out, "before");
    VtImageResult result = vt_image_strip(data, length, "damaged", &out, sink);
    bool failed = result == VT_IMAGE_FAILED;
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, failed ? 1 : 0);
    if (failed || result == VT_IMAGE_UNHANDLED) {
        g_assert_cmpuint(out.length, ==, 6);
        return result;
    }
    g_autofree char *found = sample_find(out.data + 6, out.length - 6);
    g_assert_cmpstr(found, ==, "");
    g_auto(VtBuffer) again = {0};
    g_assert_cmpint(vt_image_strip(out.data + 6, out.length - 6, "again", &again, NULL), ==, VT_IMAGE_CLEAN);
    return result;
}

static VtImageResult try_everything(const char *data, size_t length)
{
    VtImageInfo info;
    bool known = vt_image_sniff(data, length, &info);
    g_assert_true(known == (info.type != VT_IMAGE_UNKNOWN));
    g_autofree char *found = sample_find(data, length);
    VtImageResult result = strip_and_check(data, length);
    if (result == VT_IMAGE_FAILED)
        g_assert_cmpstr(found, !=, "");
    return result;
}

static void test_truncated(const void *row)
{
    const Sample *sample = row;
    size_t whole;
    g_autofree char *data = sample_read(sample->name, &whole);
    g_auto(VtBuffer) out = {0};
    vt_image_strip(data, whole, sample->name, &out, NULL);
    if (sample->result == VT_IMAGE_UNHANDLED)
        vt_buffer_append(&out, data, whole);
    size_t end = sample->info.type == VT_IMAGE_SVG ? out.length - 2 : out.length;
    for (size_t length = 0; length < end; length++) {
        g_autofree char *copy = g_memdup2(out.data, MAX(length, 1));
        VtImageResult result = try_everything(copy, length);
        g_assert_true(result == VT_IMAGE_FAILED || result == VT_IMAGE_UNHANDLED);
        g_assert_true(result == VT_IMAGE_FAILED || length < 160 || sample->result == VT_IMAGE_UNHANDLED);
    }
}

static void test_truncated_original(const void *row)
{
    size_t whole;
    g_autofree char *data = sample_read(((const Sample *)row)->name, &whole);
    for (size_t length = 0; length < whole; length++) {
        g_autofree char *copy = g_memdup2(data, MAX(length, 1));
        try_everything(copy, length);
    }
}

static void flip(GRand *random, char *data, size_t length)
{
    static const uint8_t telling[] = {0x00, 0xFF, 0x7F, 0x80, 0xD8, 0xD9, 0xDA, 0xE1, '<', '>', '"', '/'};
    int count = g_rand_int_range(random, 1, 5);
    for (int i = 0; i < count; i++) {
        size_t at = (size_t)g_rand_int_range(random, 0, (gint32)length);
        int byte = data[at] ^ 1 << g_rand_int_range(random, 0, 8);
        bool known = g_rand_int_range(random, 0, 2) == 1;
        data[at] = (char)(known ? telling[g_rand_int_range(random, 0, G_N_ELEMENTS(telling))] : byte);
    }
}

static void test_flipped(const void *row)
{
    size_t length;
    g_autofree char *data = sample_read(((const Sample *)row)->name, &length);
    g_autoptr(GRand) random = g_rand_new_with_seed(20240304);
    for (int i = 0; i < FLIPS; i++) {
        g_autofree char *copy = g_memdup2(data, length);
        flip(random, copy, length);
        try_everything(copy, length);
    }
}

/* Bytes out of nowhere, behind the start of each type. */
static void test_noise(void)
{
    static const VtSlice starts[] = {VT_SLICE_INIT("\xff\xd8\xff"),
                                     VT_SLICE_INIT("\x89PNG\r\n\x1a\n"),
                                     VT_SLICE_INIT("RIFF\x20\0\0\0WEBPVP8X"),
                                     VT_SLICE_INIT("GIF89a"),
                                     VT_SLICE_INIT("\0\0\0\x10"
                                                   "ftypavif\0\0\0\0"),
                                     VT_SLICE_INIT("<svg "),
                                     VT_SLICE_INIT("II*\0"),
                                     VT_SLICE_INIT("")};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 4000; i++) {
        VtSlice start = starts[i % (int)G_N_ELEMENTS(starts)];
        size_t length = start.length + (size_t)g_rand_int_range(random, 0, 60);
        g_autofree char *data = g_malloc0(MAX(length, 1));
        for (size_t at = 0; at < length; at++)
            data[at] = (char)g_rand_int_range(random, 0, 256);
        if (start.length > 0)
            memcpy(data, start.data, start.length);
        try_everything(data, length);
    }
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
        add("truncated", &samples[i], test_truncated);
        add("truncated-original", &samples[i], test_truncated_original);
        add("flipped", &samples[i], test_flipped);
    }
    g_test_add_func("/images/noise", test_noise);
    return g_test_run();
}
