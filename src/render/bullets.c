#include "view_model.h"

static bool starts_with(VtSlice html, size_t at, const char *text)
{
    size_t length = strlen(text);
    return html.length - at >= length && memcmp(html.data + at, text, length) == 0;
}

static bool is_list_start(VtSlice html, size_t at)
{
    return starts_with(html, at, "<ul") || starts_with(html, at, "<ol");
}

static bool is_void_element(VtSlice html, size_t at)
{
    static const char *const names[] = {"<br", "<img", "<hr", "<input", "<wbr", "<source", "<!"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (starts_with(html, at, names[i]))
            return true;
    return false;
}

static size_t tag_end(VtSlice html, size_t at)
{
    const char *close = memchr(html.data + at, '>', html.length - at);
    return close ? (size_t)(close - html.data) + 1 : html.length;
}

/* Where the item's first list starts, if no element is open there; else the item's end. */
static size_t first_list(VtSlice html, VtRange item)
{
    html.length = item.end;
    unsigned depth = 0;
    size_t at = item.start;
    while (at < item.end) {
        const char *tag = memchr(html.data + at, '<', item.end - at);
        if (!tag)
            break;
        at = (size_t)(tag - html.data);
        if (is_list_start(html, at))
            return depth == 0 ? at : item.end;
        if (starts_with(html, at, "</"))
            depth -= depth > 0;
        else if (!is_void_element(html, at))
            depth++;
        at = tag_end(html, at);
    }
    return item.end;
}

static VtRange trim(VtSlice html, VtRange range)
{
    while (range.end > range.start && g_ascii_isspace(html.data[range.end - 1]))
        range.end--;
    while (range.start < range.end && g_ascii_isspace(html.data[range.start]))
        range.start++;
    return range;
}

/* The paragraph's inside, where the range is one paragraph. */
static VtRange without_paragraph(VtSlice html, VtRange range)
{
    VtSlice inside = {html.data, range.end};
    if (range.end - range.start < 7 || !starts_with(inside, range.start, "<p>") ||
        memcmp(html.data + range.end - 4, "</p>", 4) != 0)
        return range;
    const char *first_end = memmem(html.data + range.start, range.end - range.start, "</p>", 4);
    if (first_end != html.data + range.end - 4)
        return range;
    return (VtRange){range.start + 3, range.end - 4};
}

VtRange vt_bullet_range(VtSlice html, VtRange item, bool *cut)
{
    size_t end = first_list(html, item);
    *cut = end < item.end;
    return without_paragraph(html, trim(html, (VtRange){item.start, (uint32_t)end}));
}

/* The first byte of text or of an image at or after `at`, below `end`. */
static bool says_something(VtSlice html, size_t at, size_t end)
{
    while (at < end) {
        if (starts_with(html, at, "<img"))
            return true;
        if (html.data[at] == '<')
            at = tag_end(html, at);
        else if (!g_ascii_isspace(html.data[at++]))
            return true;
    }
    return false;
}

bool vt_says_more(VtSlice html, const VtRange *shown, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (shown[i].start > at && says_something(html, at, shown[i].start))
            return true;
        at = MAX(at, shown[i].end);
    }
    return says_something(html, at, html.length);
}
