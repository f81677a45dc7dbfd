#include <vitrine/base.h>

static const char *const html_entities[] = {NULL, "&amp;", "&lt;", "&gt;", "&quot;"};
static const uint8_t html_class[256] = {['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4};

enum { BLOCK = 32 };

/* Of a fixed number of bytes, without a branch: a compiler makes a few instructions of it. */
static bool is_plain_block(const char *p)
{
    uint8_t special = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        special |= (uint8_t)((p[i] == '&') | (p[i] == '<') | (p[i] == '>') | (p[i] == '"'));
    return special == 0;
}

void vt_buffer_append_html(VtBuffer *buffer, const char *text, size_t length)
{
    if (length == 0)
        return;
    const char *end = text + length;
    const char *run = text;
    vt_buffer_reserve(buffer, length);
    for (const char *p = text; p < end; p++) {
        while (end - p > BLOCK && is_plain_block(p))
            p += BLOCK;
        uint8_t class = html_class[(uint8_t)*p];
        if (G_LIKELY(class == 0))
            continue;
        vt_buffer_append(buffer, run, (size_t)(p - run));
        vt_buffer_append_string(buffer, html_entities[class]);
        run = p + 1;
    }
    vt_buffer_append(buffer, run, (size_t)(end - run));
}

static bool json_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<';
}

static void append_json_ascii(VtBuffer *buffer, unsigned char c, bool opens_markup)
{
    static const char letters[0x20] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (c == '"' || c == '\\')
        vt_buffer_append(buffer, (char[]){'\\', (char)c}, 2);
    else if (c < 0x20 && letters[c])
        vt_buffer_append(buffer, (char[]){'\\', letters[c]}, 2);
    else if (c < 0x20 || c == 0x7f || opens_markup)
        vt_buffer_append_format(buffer, "\\u%04x", c);
    else
        vt_buffer_append_char(buffer, (char)c);
}

/* U+2028 and U+2029 end a line in JavaScript before 2019. */
static size_t append_json_wide(VtBuffer *buffer, const char *p, size_t left)
{
    gunichar c = g_utf8_get_char_validated(p, (gssize)left);
    if (c >= (gunichar)-2) {
        vt_buffer_append_string(buffer, "\xef\xbf\xbd");
        return 1;
    }
    size_t bytes = (size_t)(g_utf8_next_char(p) - p);
    if (c == 0x2028 || c == 0x2029)
        vt_buffer_append_format(buffer, "\\u%04x", c);
    else
        vt_buffer_append(buffer, p, bytes);
    return bytes;
}

void vt_buffer_append_json(VtBuffer *buffer, const char *text, size_t length)
{
    vt_buffer_append_char(buffer, '"');
    for (size_t i = 0; i < length;) {
        size_t run = i;
        while (i < length && json_plain((unsigned char)text[i]))
            i++;
        vt_buffer_append(buffer, text + run, i - run);
        if (i == length)
            break;
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x80) {
            i += append_json_wide(buffer, text + i, length - i);
            continue;
        }
        bool opens_markup = c == '<' && i + 1 < length && (text[i + 1] == '/' || text[i + 1] == '!');
        append_json_ascii(buffer, c, opens_markup);
        i++;
    }
    vt_buffer_append_char(buffer, '"');
}
