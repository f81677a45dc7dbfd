/* GIF: a header of 13 bytes, colour tables, then blocks. Images and extensions end with a chain of
 * sub-blocks: a length of one byte, that many bytes, and a last length of 0. */
#include "rewrite.h"

#define HEADER_LENGTH 13
#define IMAGE_HEADER 10
/* A name of 8 bytes and a code of 3, after their length. */
#define APPLICATION_LENGTH 11

enum { BLOCK_EXTENSION = 0x21, BLOCK_IMAGE = 0x2C, BLOCK_END = 0x3B };
enum {
    EXTENSION_TEXT = 0x01,
    EXTENSION_CONTROL = 0xF9,
    EXTENSION_COMMENT = 0xFE,
    EXTENSION_APPLICATION = 0xFF
};

bool vt_gif_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    if (length < HEADER_LENGTH)
        return false;
    info->width = vt_read_le16(data + 6);
    info->height = vt_read_le16(data + 8);
    return info->width > 0 && info->height > 0;
}

static size_t color_table_length(uint8_t flags)
{
    return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Behind the chain that begins at `at`; 0 when the file ends before it does. */
static size_t skip_chain(const VtRewrite *rewrite, size_t at)
{
    while (at < rewrite->length) {
        size_t length = rewrite->data[at];
        if (length == 0)
            return at + 1;
        at += 1 + length;
    }
    return 0;
}

/* Those that make an animation go round, and the colour profile. */
static bool is_kept_application(const uint8_t *data, size_t length)
{
    return VT_BYTES_START(data, length, "\x0bNETSCAPE2.0") ||
           VT_BYTES_START(data, length,
                          "\x0b"
                          "ANIMEXTS1.0") ||
           VT_BYTES_START(data, length, "\x0bICCRGBG1012");
}

static const char *name_extension(uint8_t label, const uint8_t *data, size_t length)
{
    if (label == EXTENSION_COMMENT)
        return "comment";
    if (label == EXTENSION_TEXT)
        return "text";
    return VT_BYTES_START(data, length, "\x0bXMP DataXMP") ? "XMP" : "application data";
}

/* The end of the extension at `at`, or 0. */
static size_t rewrite_extension(VtRewrite *rewrite, size_t at)
{
    size_t end = rewrite->length - at > 2 ? skip_chain(rewrite, at + 2) : 0;
    if (!end)
        return 0;
    uint8_t label = rewrite->data[at + 1];
    const uint8_t *data = rewrite->data + at + 2;
    bool kept = label == EXTENSION_CONTROL ||
                (label == EXTENSION_APPLICATION && is_kept_application(data, end - at - 2));
    if (kept)
        vt_rewrite_keep(rewrite, at, end - at);
    else
        vt_rewrite_drop(rewrite, name_extension(label, data, end - at - 2), "GIF extension");
    return end;
}

/* A descriptor, a colour table, a byte for the compression, the picture. */
static size_t rewrite_image(VtRewrite *rewrite, size_t at)
{
    if (rewrite->length - at < IMAGE_HEADER)
        return 0;
    size_t picture = at + IMAGE_HEADER + color_table_length(rewrite->data[at + 9]) + 1;
    size_t end = skip_chain(rewrite, picture);
    if (end)
        vt_rewrite_keep(rewrite, at, end - at);
    return end;
}

bool vt_gif_rewrite(VtRewrite *rewrite)
{
    VtImageInfo info;
    if (!vt_gif_sniff(rewrite->data, rewrite->length, &info))
        return vt_rewrite_fail(rewrite, "its header is not whole");
    size_t at = HEADER_LENGTH + color_table_length(rewrite->data[10]);
    if (at < rewrite->length)
        vt_rewrite_keep(rewrite, 0, at);
    while (at && at < rewrite->length && rewrite->data[at] != BLOCK_END) {
        uint8_t block = rewrite->data[at];
        if (block != BLOCK_EXTENSION && block != BLOCK_IMAGE)
            return vt_rewrite_fail(rewrite, "it has an unknown block at byte %zu", at);
        at = block == BLOCK_IMAGE ? rewrite_image(rewrite, at) : rewrite_extension(rewrite, at);
    }
    if (at == 0 || at >= rewrite->length)
        return vt_rewrite_fail(rewrite, "it ends at byte %zu, without an end mark", rewrite->length);
    vt_rewrite_keep(rewrite, at, 1);
    if (at + 1 < rewrite->length)
        vt_rewrite_drop(rewrite, "appended data", "behind the end");
    return true;
}
