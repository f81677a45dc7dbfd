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

bool vt_clean_is(const char *text, size_t length)
{
    size_t bytes;
    for (size_t i = 0; i < length; i += bytes)
        if (judge(text + i, length - i, &bytes) != KEEP)
            return false;
    return true;
}

/* What is kept is appended in one go, up to what is not. */
void vt_clean_append(VtBuffer *out, const char *text, size_t length)
{
    size_t bytes, from = 0;
    for (size_t i = 0; i < length; i += bytes) {
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
