#include <vitrine/base.h>

/* The first byte above ASCII, eight at a time: most text is all ASCII, and every file passes here. */
static const char *skip_ascii(const char *p, const char *end)
{
    uint64_t word = 0;
    for (; (size_t)(end - p) >= sizeof word; p += sizeof word) {
        memcpy(&word, p, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (p < end && (unsigned char)*p < 0x80)
        p++;
    return p;
}

/* Sequences of several bytes hold no ASCII, so each run between ASCII is valid or not by itself. */
bool vt_utf8_valid(const char *text, size_t length, size_t *offset)
{
    const char *p = text;
    const char *end = text ? text + length : NULL;
    while (p < end && (p = skip_ascii(p, end)) < end) {
        const char *run = p;
        const char *stop = NULL;
        while (p < end && (unsigned char)*p >= 0x80)
            p++;
        if (!g_utf8_validate_len(run, (gsize)(p - run), &stop)) {
            if (offset)
                *offset = (size_t)(stop - text);
            return false;
        }
    }
    return true;
}
