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

/* The end of what stands at `at`, which is read if it refers to something. */
static const char *read_token(const VtReading *reading, const char *at, const char *end, unsigned line)
{
    if (starts(at, end, "url("))
        return read_reference(reading, at + strlen("url("), end, line);
    if (!starts(at, end, "@import "))
        return skip_token(at, end);
    const char *what = skip_spaces(at + strlen("@import "), end);
    return starts(what, end, "url(") ? what : read_reference(reading, what, end, line);
}

void vt_read_css(const VtReading *reading, const char *data, size_t length)
{
    const char *end = data + length;
    unsigned line = 1;
    for (const char *at = data; at < end;) {
        const char *next = read_token(reading, at, end, line);
        for (; at < next; at++)
            line += *at == '\n';
    }
}
