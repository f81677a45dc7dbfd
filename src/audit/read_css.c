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

/* Reads `"x"`, `'x'` or `x` up to `)` or `;`. */
static void read_reference(const VtReading *reading, const char *at, const char *end, unsigned line)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : '\0';
    const char *start = at;
    while (at < end && (quote != '\0' ? *at != quote : *at != ')' && *at != ';' && !g_ascii_isspace(*at)))
        at++;
    g_autofree char *address = g_strndup(start, (gsize)(at - start));
    reading->address(address, VT_ADDRESS_REQUIRED, line, reading->data);
}

static bool starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) > length && g_ascii_strncasecmp(at, word, length) == 0;
}

void vt_read_css(const VtReading *reading, const char *data, size_t length)
{
    const char *end = data + length;
    unsigned line = 1;
    for (const char *at = data; at < end;) {
        if (starts(at, end, "url("))
            read_reference(reading, at + strlen("url("), end, line);
        else if (starts(at, end, "@import "))
            read_reference(reading, at + strlen("@import "), end, line);
        const char *next = skip_token(at, end);
        for (; at < next; at++)
            line += *at == '\n';
    }
}
