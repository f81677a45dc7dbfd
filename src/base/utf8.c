#include <vitrine/base.h>

/* GLib's validation takes a NUL for an error; in UTF-8 it is a character. */
bool vt_utf8_valid(const char *text, size_t length, size_t *offset)
{
    const char *p = text;
    const char *end = text ? text + length : NULL;
    while (p < end) {
        const char *stop = NULL;
        if (g_utf8_validate_len(p, (gsize)(end - p), &stop))
            return true;
        if (*stop != '\0') {
            if (offset)
                *offset = (size_t)(stop - text);
            return false;
        }
        p = stop + 1;
    }
    return true;
}
