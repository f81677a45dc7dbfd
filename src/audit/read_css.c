#include "reading.h"

/* The end of a comment, string or plain character that starts at `at`. */
static const char *skip_token(const char *at, const char *end)
{
    if (end - at >= 2 && at[0] == '/' && at[1] == '*') {
        const char *close = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
        return close != NULL ? close + 2 : end;
    }
    return at + 1;
}

static const char *skip_spaces(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* Up to the quote that ends it, or the end of its line: a text that nobody closed must not swallow what
 * follows. */
static bool ends_address(char c, char quote)
{
    if (quote != '\0')
        return c == quote || c == '\n';
    return c == ')' || c == ';' || g_ascii_isspace(c);
}

/* Reads `"x"`, `'x'` or `x` up to `)` or `;`. Returns its end: what stands in an address is no other one. */
static const char *read_reference(const VtReading *reading, const char *at, const char *end, unsigned line)
{
    at = skip_spaces(at, end);
    char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : '\0';
    const char *start = at;
    while (at < end && !ends_address(*at, quote))
        at++;
    g_autofree char *address = g_strndup(start, (gsize)(at - start));
    reading->address(address, VT_ADDRESS_REQUIRED, line, reading->data);
    return at;
}

static bool starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) > length && g_ascii_strncasecmp(at, word, length) == 0;
}

/* Where a comment, an address or an @import may begin. */
static const bool may_begin[256] = {['/'] = true, ['u'] = true, ['U'] = true, ['@'] = true};

/* The line of `at`, counted on from where it was asked for last. */
typedef struct Lines {
    const char *counted;
    unsigned line;
} Lines;

static unsigned line_at(Lines *lines, const char *at)
{
    lines->line += (unsigned)vt_newlines(lines->counted, at);
    lines->counted = at;
    return lines->line;
}

/* The end of what stands at `at`, which is read if it refers to something. */
static const char *read_token(const VtReading *reading, const char *at, const char *end, Lines *lines)
{
    if (starts(at, end, "url("))
        return read_reference(reading, at + strlen("url("), end, line_at(lines, at));
    if (!starts(at, end, "@import "))
        return skip_token(at, end);
    const char *what = skip_spaces(at + strlen("@import "), end);
    return starts(what, end, "url(") ? what : read_reference(reading, what, end, line_at(lines, at));
}

void vt_read_css(const VtReading *reading, const char *data, size_t length)
{
    const char *end = data + length;
    Lines lines = {data, 1};
    for (const char *at = data; at < end;)
        at = may_begin[(uint8_t)*at] ? read_token(reading, at, end, &lines) : at + 1;
}
