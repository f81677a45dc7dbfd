/* The words that the promise counts. */
#include "document.h"

static bool is_word_character(gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum((char)c);
    if (c == 0xad || c == 0xfe0f || c == 0x200d)
        return false;
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL ||
           g_unichar_type(c) == G_UNICODE_OTHER_NUMBER || g_unichar_type(c) == G_UNICODE_LETTER_NUMBER;
}

/* The character at `at`, and its length; bytes that are no UTF-8 are one character each, and part of no word.
 */
static gunichar character(const char *text, size_t length, size_t at, size_t *size)
{
    unsigned char byte = (unsigned char)text[at];
    *size = 1;
    if (byte < 0x80)
        return byte;
    gunichar c = g_utf8_get_char_validated(text + at, (gssize)(length - at));
    if (c >= 0x110000)
        return ' ';
    *size = (size_t)g_unichar_to_utf8(c, NULL);
    return c;
}

bool vt_next_word(const char *text, size_t length, size_t *at, VtRange *word)
{
    size_t size = 1;
    size_t p = *at;
    while (p < length && !is_word_character(character(text, length, p, &size)))
        p += size;
    word->start = (uint32_t)p;
    while (p < length && is_word_character(character(text, length, p, &size)))
        p += size;
    word->end = (uint32_t)p;
    *at = p;
    return word->end > word->start;
}

size_t vt_count_words(VtSlice text)
{
    size_t count = 0;
    size_t at = 0;
    VtRange word;
    while (vt_next_word(text.data, text.length, &at, &word))
        count++;
    return count;
}
