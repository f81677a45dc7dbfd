/* What little is looked at in a PDF: it is taken as text, for its dictionaries are. */
#include "pdf_private.h"

static const char creator[] = "/Creator (", own_creator[] = "/Creator (Vitrine)";

static char *found(char *data, size_t length, const char *mark)
{
    return memmem(data, length, mark, strlen(mark));
}

/* The ")" that ends a string of a PDF; NULL: it does not end. */
static char *end_of_string(char *at, const char *end)
{
    for (int depth = 1; at < end; at++) {
        if (*at == '\\' && at + 1 < end)
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at;
    }
    return NULL;
}

/* A key and its string become white space, in whose place `instead` stands if it is short enough. */
static void replace_entry(char *data, size_t length, const char *key, const char *instead)
{
    char *start = found(data, length, key);
    char *last = start != NULL ? end_of_string(start + strlen(key), data + length) : NULL;
    if (last == NULL)
        return;
    size_t size = (size_t)(last + 1 - start), fits = strlen(instead) <= size ? strlen(instead) : 0;
    memset(start, ' ', size);
    memcpy(start, instead, fits);
}

void vt_pdf_tidy(char *data, size_t length)
{
    replace_entry(data, length, "/CreationDate (", "");
    replace_entry(data, length, "/ModDate (", "");
    replace_entry(data, length, creator, own_creator);
}

bool vt_pdf_is_own(const char *data, size_t length)
{
    return memmem(data, length, own_creator, strlen(own_creator)) != NULL;
}

size_t vt_pdf_pages(const char *data, size_t length)
{
    static const char mark[] = "/Type /Page";
    size_t count = 0;
    const char *end = data + length;
    for (const char *at = data; (at = memmem(at, (size_t)(end - at), mark, strlen(mark))) != NULL;) {
        at += strlen(mark);
        count += at < end && *at != 's' && !g_ascii_isalpha(*at);
    }
    return count;
}
