/* Lines that list tools: in a code span, or behind a label. */
#include "recognisers.h"

static const char *const labels[] = {
    "tech used",
    "technologies used",
    "technologies",
    "technology",
    "tech stack",
    "stack",
    "tech",
    "tools used",
    "tools",
    "environment",
    "skills used",
    "skills",
    "built with",
    "technologien",
    "tech-stack",
    "technologie-stack",
    "environnement technique",
    "technologías",
    "herramientas",
    "key technologies",
    "tools & technologies",
    "tools and technologies",
    "used",
    "languages and tools",
    "toolset",
};

static bool is_label(VtSlice text)
{
    g_autofree char *plain = vt_plain_text(text);
    g_autofree char *lower = g_utf8_strdown(plain, -1);
    g_strstrip(lower);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(lower, labels[i]) == 0)
            return true;
    return false;
}

enum { LONGEST_ITEM = 40, MOST_ITEMS = 40, MOST_WORDS = 5 };

static bool is_item(VtSlice text)
{
    size_t words = vt_count_words(text);
    return text.length > 0 && text.length <= LONGEST_ITEM && words <= MOST_WORDS && words > 0 &&
           memchr(text.data, '\n', text.length) == NULL;
}

static size_t separator_at(VtSlice text, size_t at, const char *separator)
{
    size_t length = strlen(separator);
    return text.length - at >= length && memcmp(text.data + at, separator, length) == 0 ? length : 0;
}

/* Items between one separator; those within brackets do not count. False when one is too long to be a tool.
 */
static bool split(VtSlice text, VtRange range, const char *separator, GArray *items)
{
    g_array_set_size(items, 0);
    int depth = 0;
    size_t start = range.start;
    for (size_t at = range.start; at <= range.end;) {
        size_t length = at == range.end ? 1 : depth > 0 ? 0 : separator_at(text, at, separator);
        if (length == 0) {
            depth += text.data[at] == '(' ? 1 : text.data[at] == ')' && depth > 0 ? -1 : 0;
            at++;
            continue;
        }
        VtRange item = vt_range_trim(text.data, (VtRange){(uint32_t)start, (uint32_t)at}, false);
        while (item.end > item.start && strchr("*_`.", text.data[item.end - 1]) != NULL)
            item.end--;
        while (item.end > item.start && strchr("*_` ", text.data[item.start]) != NULL)
            item.start++;
        if (!is_item(vt_range_slice(text.data, item)) || items->len >= MOST_ITEMS)
            return at == range.end && vt_range_is_empty(item) && items->len > 0;
        g_array_append_val(items, item);
        at += length;
        start = at;
    }
    return items->len > 0;
}

static bool split_any(VtSlice text, VtRange range, bool one_will_do, GArray *items)
{
    static const char *const separators[] = {" | ", "|", " · ", "·", " • ", "•", ";", ",", " / "};
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++)
        if (split(text, range, separators[i], items) && items->len > 1)
            return true;
    return one_will_do && split(text, range, "\n", items);
}

/* `A | B | C` and nothing else; the ticks excluded. Several spans in a row are one item each. */
static bool read_code_spans(VtSlice text, VtRange range, GArray *items)
{
    g_array_set_size(items, 0);
    if (vt_range_is_empty(range) || text.data[range.start] != '`')
        return false;
    size_t end = vt_skip_opaque(text.data, range.start, range.end);
    VtRange inside = {range.start + 1, (uint32_t)end - 1};
    if (end == range.end && text.data[end - 1] == '`')
        return split_any(text, inside, false, items);
    for (size_t at = range.start; at < range.end;) {
        end = vt_skip_opaque(text.data, at, range.end);
        if (text.data[at] != '`' || end <= at + 2)
            return false;
        VtRange item = {(uint32_t)at + 1, (uint32_t)end - 1};
        if (!is_item(vt_range_slice(text.data, item)))
            return false;
        g_array_append_val(items, item);
        at = end;
        while (at < range.end && strchr(" ,|\n\t", text.data[at]) != NULL)
            at++;
    }
    return items->len > 1;
}

bool vt_stack_line(VtSlice paragraph, VtRange *label, GArray *items)
{
    enum { LONGEST = 1200, LONGEST_LABEL = 40 };
    VtRange range = vt_range_trim(paragraph.data, (VtRange){0, (uint32_t)paragraph.length}, false);
    *label = (VtRange){0};
    g_array_set_size(items, 0);
    if (paragraph.length > LONGEST || vt_range_is_empty(range))
        return false;
    if (read_code_spans(paragraph, range, items))
        return true;
    const char *colon = memchr(paragraph.data + range.start, ':',
                               MIN(range.end - range.start, (uint32_t)LONGEST_LABEL));
    if (colon == NULL)
        return false;
    VtRange before = {range.start, (uint32_t)(colon - paragraph.data)};
    before = vt_range_trim(paragraph.data, before, true);
    if (!is_label(vt_range_slice(paragraph.data, before)))
        return false;
    *label = before;
    VtRange behind = {(uint32_t)(colon - paragraph.data) + 1, range.end};
    VtRange bare = vt_range_trim(paragraph.data, behind, false);
    while (bare.end > bare.start && strchr("*_ ", paragraph.data[bare.start]) != NULL)
        bare.start++;
    return read_code_spans(paragraph, bare, items) || split_any(paragraph, behind, true, items);
}
