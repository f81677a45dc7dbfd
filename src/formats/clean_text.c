#include "clean_text.h"

#define REPLACEMENT "\xef\xbf\xbd"

typedef enum Verdict { KEEP, DROP, REPLACE } Verdict;

/* Of the character at `text`, whose bytes are counted in `*bytes`. */
static Verdict judge(const char *text, size_t left, size_t *bytes)
{
    unsigned char first = (unsigned char)*text;
    *bytes = 1;
    if (first < 0x80)
        return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? KEEP : DROP;
    gunichar c = g_utf8_get_char_validated(text, (gssize)left);
    if (c >= (gunichar)-2)
        return REPLACE;
    *bytes = (size_t)(g_utf8_next_char(text) - text);
    return c == 0xfffe || c == 0xffff ? DROP : KEEP;
}

/* Are eight bytes ASCII, from the space on? */
static bool is_plain_word(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t below_space = word - UINT64_C(0x2020202020202020);
    return ((word | below_space) & UINT64_C(0x8080808080808080)) == 0;
}

/* From `i`, the place of the first character that is perhaps not to be kept. */
static size_t skip_plain(const char *text, size_t length, size_t i)
{
    while (length - i >= sizeof(uint64_t) && is_plain_word(text + i))
        i += sizeof(uint64_t);
    return i;
}

bool vt_clean_is(const char *text, size_t length)
{
    size_t bytes;
    for (size_t i = skip_plain(text, length, 0); i < length; i = skip_plain(text, length, i + bytes))
        if (judge(text + i, length - i, &bytes) != KEEP)
            return false;
    return true;
}

/* What is kept is appended in one go, up to what is not. */
void vt_clean_append(VtBuffer *out, const char *text, size_t length)
{
    size_t bytes, from = 0;
    for (size_t i = skip_plain(text, length, 0); i < length; i = skip_plain(text, length, i + bytes)) {
        Verdict verdict = judge(text + i, length - i, &bytes);
        if (verdict == KEEP)
            continue;
        vt_buffer_append(out, text + from, i - from);
        if (verdict == REPLACE)
            vt_buffer_append_string(out, REPLACEMENT);
        from = i + bytes;
    }
    vt_buffer_append(out, text + from, length - from);
}
