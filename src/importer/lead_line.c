/* List items that begin with what they are about: emphasised or linked, then a separator, then the text. */
#include "recognisers.h"

static size_t separator_length(VtSlice item, size_t at)
{
    static const char *const separators[] = {"--", "–", "—", "- ", ": ", ":\n", "\n", "\\\n", ". "};
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
        size_t length = strlen(separators[i]);
        if (item.length - at >= length && memcmp(item.data + at, separators[i], length) == 0)
            return length;
    }
    return 0;
}

/* Behind the emphasis, link or both that begin at `at`; `at` when none does. */
static size_t marked_end(VtSlice item, size_t at)
{
    char c = at < item.length ? item.data[at] : '\0';
    if (c == '[') {
        for (size_t p = at; p < item.length; p++)
            if (item.data[p] == ']') {
                size_t after = vt_skip_opaque(item.data, p, item.length);
                return after > p ? after : at;
            }
        return at;
    }
    if (c != '*' && c != '_')
        return at;
    size_t run = 0;
    while (at + run < item.length && item.data[at + run] == c)
        run++;
    for (size_t p = at + run; p < item.length && item.data[p] != '\n'; p++) {
        size_t other = 0;
        while (p + other < item.length && item.data[p + other] == c)
            other++;
        bool opens = p > 0 && item.data[p - 1] == ' ';
        if (other >= run && !opens)
            return p + other;
        p += other > 0 ? other - 1 : 0;
    }
    return at;
}

/* "Org (what it is)" → both; "Org" alone otherwise. */
static void split_about(const char *text, VtLeadLine *lead)
{
    VtRange title = lead->title;
    if (vt_range_is_empty(title) || text[title.end - 1] != ')')
        return;
    const char *open = memchr(text + title.start, '(', title.end - title.start);
    size_t at = open ? (size_t)(open - text) : title.start;
    if (at <= title.start + 1 || title.end - at < 8)
        return;
    lead->about = (VtRange){(uint32_t)at + 1, title.end - 1};
    lead->title = vt_range_trim(text, (VtRange){title.start, (uint32_t)at}, true);
}

bool vt_lead_line(VtSlice item, VtLeadLine *lead)
{
    enum { LONGEST = 160 };
    *lead = (VtLeadLine){0};
    size_t start = 0;
    while (start < item.length && g_ascii_isspace(item.data[start]))
        start++;
    size_t end = marked_end(item, start);
    if (end == start || end - start > LONGEST * 3)
        return false;
    VtRange marked = {(uint32_t)start, (uint32_t)end};
    VtRange label;
    lead->title = vt_range_trim(item.data, marked, true);
    if (vt_find_link(item.data, marked, &label, &lead->link))
        lead->title = vt_range_trim(item.data, label, true);
    split_about(item.data, lead);
    bool colon_inside = end >= 2 && memchr(item.data + lead->title.end, ':', end - lead->title.end) != NULL;
    size_t at = end;
    while (at < item.length && item.data[at] == ' ')
        at++;
    size_t separator = at < item.length ? separator_length(item, at) : 0;
    if ((separator == 0 && at < item.length && !colon_inside) ||
        lead->title.end - lead->title.start > LONGEST)
        return false;
    lead->rest = (VtRange){(uint32_t)(at + separator), (uint32_t)item.length};
    return !vt_range_is_empty(lead->title);
}
