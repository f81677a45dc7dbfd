/* Images within an SVG: data:image/jpeg;base64,… in attributes and in style sheets. White space may stand
 * in base64, as itself or as a character reference, and its signs may be percent-encoded. */
#include "rewrite.h"

#define LONGEST_HEADER 120

static bool ends_header(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == '<' || c == '>' || c == ',' || g_ascii_isspace(c);
}

/* The comma behind ";base64", or 0. */
static size_t header_comma(VtSlice text, size_t at)
{
    size_t limit = MIN(text.length, at + LONGEST_HEADER), from = at;
    while (at < limit && !ends_header(text.data[at]))
        at++;
    bool base64 = at < limit && text.data[at] == ',' && at - from >= 7 &&
                  g_ascii_strncasecmp(text.data + at - 7, ";base64", 7) == 0;
    return base64 ? at : 0;
}

static bool is_base64(char c)
{
    return g_ascii_isalnum(c) || c == '+' || c == '/' || c == '=';
}

/* The length of "&#10;" or "%2B" at `at`, which stands for one character; 0 where there is none. */
static size_t encoded_length(VtSlice text, size_t at, char *decoded)
{
    size_t left = text.length - at;
    if (left >= 3 && text.data[at] == '%' && g_ascii_isxdigit(text.data[at + 1]) &&
        g_ascii_isxdigit(text.data[at + 2])) {
        *decoded = (char)(g_ascii_xdigit_value(text.data[at + 1]) * 16 +
                          g_ascii_xdigit_value(text.data[at + 2]));
        return 3;
    }
    *decoded = ' ';
    const char *end = text.data[at] == '&' ? memchr(text.data + at, ';', MIN(left, 8)) : NULL;
    return end ? (size_t)(end - text.data) - at + 1 : 0;
}

/* Collects the signs of base64 that begin at `at`; returns where they end. */
static size_t collect(VtSlice text, size_t at, VtBuffer *signs)
{
    while (at < text.length) {
        char c = text.data[at];
        size_t length = is_base64(c) || g_ascii_isspace(c) ? 1 : encoded_length(text, at, &c);
        if (length == 0)
            break;
        if (is_base64(c))
            vt_buffer_append_char(signs, c);
        at += length;
    }
    return at;
}

/* Where the next image's base64 begins; the text's length when there is none. */
static size_t find_image(VtSlice text, size_t from)
{
    for (size_t at = from; at < text.length; at++) {
        const char *colon = memchr(text.data + at, ':', text.length - at);
        if (!colon)
            break;
        at = (size_t)(colon - text.data);
        bool data = at - from >= 4 && g_ascii_strncasecmp(colon - 4, "data", 4) == 0;
        size_t comma = data ? header_comma(text, at + 1) : 0;
        if (comma)
            return comma + 1;
    }
    return text.length;
}

static void put_base64(VtRewrite *rewrite, const VtBuffer *image)
{
    g_autofree char *text = g_base64_encode((const unsigned char *)image->data, image->length);
    vt_rewrite_put(rewrite, text, strlen(text));
}

/* Puts the image's new text, or `written` where it is the same image. */
static bool rewrite_image(VtRewrite *rewrite, const char *data, size_t length, VtSlice written)
{
    g_auto(VtBuffer) image = {0};
    VtRewrite inner = {.data = (const uint8_t *)data,
                       .length = length,
                       .out = rewrite->out ? &image : NULL,
                       .found = rewrite->found,
                       .user = rewrite->user,
                       .depth = rewrite->depth + 1};
    VtImageType type = vt_image_type(data, length);
    bool fixed = type == VT_IMAGE_UNKNOWN || type == VT_IMAGE_AVIF;
    if (fixed)
        vt_rewrite_report_only(&inner);
    else if (inner.depth > VT_IMAGE_DEPTH)
        return vt_rewrite_fail(rewrite, "it holds images in images in images");
    else if (!vt_rewrite_run(&inner, type)) {
        rewrite->entities = inner.entities;
        return vt_rewrite_fail(rewrite, "in a %s inside it, %.120s", vt_image_type_name(type), inner.fault);
    }
    // A known type has bytes: NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker)
    if (fixed || (image.length == length && memcmp(image.data, data, length) == 0))
        vt_rewrite_put(rewrite, written.data, written.length);
    else
        put_base64(rewrite, &image);
    return true;
}

/* One sign is no byte. */
static bool rewrite_address(VtRewrite *rewrite, VtBuffer *signs, VtSlice written)
{
    if (signs->length < 2) {
        vt_rewrite_put(rewrite, written.data, written.length);
        return true;
    }
    gsize length = 0;
    vt_buffer_append_char(signs, '\0');
    g_base64_decode_inplace(signs->data, &length);
    return rewrite_image(rewrite, signs->data, length, written);
}

bool vt_svg_keep(VtRewrite *rewrite, VtSlice text)
{
    size_t done = 0;
    while (done < text.length) {
        g_auto(VtBuffer) signs = {0};
        size_t start = find_image(text, done);
        size_t end = collect(text, start, &signs);
        vt_rewrite_put(rewrite, text.data + done, start - done);
        if (!rewrite_address(rewrite, &signs, (VtSlice){text.data + start, end - start}))
            return false;
        done = end;
    }
    return true;
}
