/* Strikethrough takes two tildes here, and md4c is content with one: "~$750k and ~1.5 weeks" would lose its
 * tildes. So each single tilde that could be such a mark, which is one beside white space or punctuation,
 * becomes a byte that is never part of UTF-8, and a tilde again when all is written. In an address
 * ("/~robin", "?u=~x") it stays, as md4c would end a bare address there. */
#include "parser.h"

static bool is_edge(char c)
{
    return g_ascii_isspace(c) || g_ascii_ispunct(c) || (c & 0x80) != 0;
}

static bool may_be_mark(const char *text, size_t length, size_t at)
{
    char before = at > 0 ? text[at - 1] : ' ';
    char after = at + 1 < length ? text[at + 1] : ' ';
    if (before == '~' || after == '~' || before == '\\')
        return false;
    bool in_address = before == '/' || before == '=' || before == '&' || before == '%';
    return is_edge(after) || (is_edge(before) && !in_address);
}

bool vt_tildes_hide(const char **input, size_t length, VtBuffer *copy)
{
    const char *text = *input;
    const char *tilde = length > 0 ? memchr(text, '~', length) : NULL;
    if (!tilde || memchr(text, VT_HIDDEN_TILDE, length))
        return false;
    bool hidden = false;
    for (; tilde; tilde = memchr(tilde + 1, '~', length - (size_t)(tilde + 1 - text))) {
        size_t at = (size_t)(tilde - text);
        if (!may_be_mark(text, length, at))
            continue;
        if (text != copy->data) {
            vt_buffer_append(copy, text, length);
            text = vt_buffer_string(copy);
            tilde = text + at;
        }
        copy->data[at] = (char)VT_HIDDEN_TILDE;
        hidden = true;
    }
    *input = text;
    return hidden;
}

void vt_tildes_restore(VtBuffer *buffer)
{
    char *at = buffer->data;
    size_t left = buffer->length;
    while (left > 0 && (at = memchr(at, VT_HIDDEN_TILDE, left)) != NULL) {
        *at++ = '~';
        left = buffer->length - (size_t)(at - buffer->data);
    }
}
