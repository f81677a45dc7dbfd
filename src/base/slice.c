#include <vitrine/base.h>

VtSlice vt_slice(const char *string)
{
    return string ? (VtSlice){string, strlen(string)} : (VtSlice){0};
}

bool vt_slice_equal(VtSlice a, VtSlice b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

VtSlice vt_slice_trim(VtSlice slice)
{
    while (slice.length > 0 && g_ascii_isspace(slice.data[0])) {
        slice.data++;
        slice.length--;
    }
    while (slice.length > 0 && g_ascii_isspace(slice.data[slice.length - 1]))
        slice.length--;
    return slice;
}

VtSlice vt_digits(uint64_t number, char room[static VT_MOST_DIGITS])
{
    char *at = room + VT_MOST_DIGITS;
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    return (VtSlice){at, (size_t)(room + VT_MOST_DIGITS - at)};
}

enum { BLOCK = 240 };

/* In blocks whose count fits a byte, which a compiler turns into a few instructions for each. */
size_t vt_newlines(const char *start, const char *end)
{
    size_t lines = 0;
    while (start < end) {
        size_t length = MIN((size_t)(end - start), (size_t)BLOCK);
        uint8_t count = 0;
        for (size_t i = 0; i < length; i++)
            count = (uint8_t)(count + (start[i] == '\n'));
        lines += count;
        start += length;
    }
    return lines;
}

const char *vt_string_end(const char *at, const char *end, char quote)
{
    const char *next = NULL;
    while (at < end) {
        if (next == NULL || next < at)
            next = memchr(at, quote, (size_t)(end - at));
        if (next == NULL)
            next = end;
        const char *escape = memchr(at, '\\', (size_t)(next - at));
        if (escape == NULL)
            return next;
        at = escape + (end - escape > 1 ? 2 : 1);
    }
    return end;
}
