#include <vitrine/base.h>

static const char *const html_entities[] = {NULL, "&amp;", "&lt;", "&gt;", "&quot;"};
static const uint8_t html_class[256] = {['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4};

/* Sixteen bytes at once; a comparison gives all bits of a byte or none. */
typedef unsigned char Block __attribute__((vector_size(16)));

static Block load_block(const char *at)
{
    Block block;
    memcpy(&block, at, sizeof block);
    return block;
}

static Block html_specials(Block block)
{
    return (Block)((block == '&') | (block == '<') | (block == '>') | (block == '"'));
}

static Block json_specials(Block block)
{
    return (Block)((block < 0x20) | (block >= 0x7f) | (block == '"') | (block == '\\') | (block == '<'));
}

static bool is_zero(Block block)
{
    uint64_t halves[2];
    memcpy(halves, &block, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

/* Is nothing in the text to be escaped? As most is not. False for what is shorter than a block. */
static inline bool is_plain(const char *text, size_t length, Block (*specials)(Block))
{
    if (length < sizeof(Block))
        return false;
    Block found = specials(load_block(text + length - sizeof(Block)));
    for (size_t at = 0; at + sizeof(Block) < length; at += sizeof(Block))
        found |= specials(load_block(text + at));
    return is_zero(found);
}

void vt_buffer_append_html(VtBuffer *buffer, const char *text, size_t length)
{
    const char *end = text + length;
    const char *run = text;
    const char *p = is_plain(text, length, html_specials) ? end : text;
    for (; p < end; p++) {
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

static void append_json_number(VtBuffer *buffer, gunichar c)
{
    static const char digits[] = "0123456789abcdef";
    const char number[] = {'\\',          'u', digits[c >> 12 & 15], digits[c >> 8 & 15], digits[c >> 4 & 15],
                           digits[c & 15]};
    vt_buffer_append(buffer, number, sizeof number);
}

static void append_json_ascii(VtBuffer *buffer, unsigned char c, bool opens_markup)
{
    static const char letters[0x20] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    if (c == '"' || c == '\\')
        vt_buffer_append(buffer, (char[]){'\\', (char)c}, 2);
    else if (c < 0x20 && letters[c])
        vt_buffer_append(buffer, (char[]){'\\', letters[c]}, 2);
    else if (c < 0x20 || c == 0x7f || opens_markup)
        append_json_number(buffer, c);
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
        append_json_number(buffer, c);
    else
        vt_buffer_append(buffer, p, bytes);
    return bytes;
}

void vt_buffer_append_json(VtBuffer *buffer, const char *text, size_t length)
{
    vt_buffer_append_char(buffer, '"');
    size_t plain = is_plain(text, length, json_specials) ? length : 0;
    for (size_t i = 0; i < length;) {
        size_t run = i;
        i += plain;
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
