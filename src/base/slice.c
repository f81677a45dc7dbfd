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

VtSlice vt_digits(uint32_t number, char room[static VT_MOST_DIGITS])
{
    char *at = room + VT_MOST_DIGITS;
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    return (VtSlice){at, (size_t)(room + VT_MOST_DIGITS - at)};
}
