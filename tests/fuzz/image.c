/* Images: stripping twice is stripping once, what was stripped holds nothing that is looked for and looks as
 * before, and what fails writes nothing and says why. */
#include "fuzz.h"

#include <vitrine/images.h>

static void count(G_GNUC_UNUSED const char *what, G_GNUC_UNUSED const char *where, void *user)
{
    ++*(size_t *)user;
}

static size_t count_metadata(const char *data, size_t length)
{
    size_t found = 0;
    vt_image_find_metadata(data, length, count, &found);
    return found;
}

static void check_stripped(const char *data, size_t length, const VtBuffer *out)
{
    VtImageInfo before;
    VtImageInfo after;
    g_auto(VtBuffer) again = {0};
    g_assert_cmpuint(count_metadata(out->data, out->length), ==, 0);
    g_assert_cmpint(vt_image_strip(out->data, out->length, "again", &again, NULL), ==, VT_IMAGE_CLEAN);
    g_assert_true(fuzz_same(out, &again));
    if (!vt_image_sniff(data, length, &before))
        return;
    g_assert_true(vt_image_sniff(out->data, out->length, &after));
    g_assert_cmpint(before.type, ==, after.type);
    g_assert_cmpuint(before.width, ==, after.width);
    g_assert_cmpuint(before.height, ==, after.height);
    g_assert_cmpuint(before.orientation, ==, after.orientation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    VtImageInfo info;
    bool known = vt_image_sniff(bytes, size, &info);
    g_assert_true(known == (info.type != VT_IMAGE_UNKNOWN));
    g_assert_true(!known || (info.orientation >= 1 && info.orientation <= 8));
    size_t found = count_metadata(bytes, size);
    VtImageResult result = vt_image_strip(bytes, size, "image", &out, sink);
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, result == VT_IMAGE_FAILED);
    if (result == VT_IMAGE_STRIPPED || result == VT_IMAGE_CLEAN)
        check_stripped(bytes, size, &out);
    else
        g_assert_cmpuint(out.length, ==, 0);
    g_assert_true(result != VT_IMAGE_FAILED || found > 0);
    g_assert_true(result != VT_IMAGE_CLEAN || found == 0);
    fuzz_messages(sink);
    return 0;
}
