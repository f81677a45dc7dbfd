/* Two dates and what joins them; or one that stands for itself. */
#include "recognisers.h"

static const char *const joints[] = {"---", "--", "-",  "–",     "—",    "−",       "‒",
                                     "~",   "→",  "to", "until", "till", "through", "bis",
                                     "à",   "au", "a",  "hasta", "至",   "&ndash;", "&mdash;"};
static const char *const openers[] = {"since", "seit", "depuis", "desde", "ab", "from"};

static size_t skip_blanks(VtSlice text, size_t at)
{
    while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\t' || text.data[at] == '\n'))
        at++;
    return at;
}

static bool has_at(VtSlice text, size_t at, const char *word)
{
    size_t length = strlen(word);
    return text.length - at >= length && g_ascii_strncasecmp(text.data + at, word, length) == 0;
}

/* Behind the joint at `at`, or 0. A joint of letters stands between blanks. */
static size_t joint_end(VtSlice text, size_t at)
{
    size_t start = skip_blanks(text, at);
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        size_t end = start + strlen(joints[i]);
        bool letters = g_ascii_isalpha(joints[i][0]) || strcmp(joints[i], "à") == 0;
        if (!has_at(text, start, joints[i]) || (letters && (start == at || skip_blanks(text, end) == end)))
            continue;
        return skip_blanks(text, end);
    }
    return 0;
}

/* "(2 years 9 months)", "(expected)", "[3 yrs]", ", 9 months" behind a range. */
static size_t redundant_end(VtSlice text, size_t at, bool *expected)
{
    size_t start = skip_blanks(text, at);
    char open = start < text.length ? text.data[start] : '\0';
    if (open != '(' && open != '[')
        return at;
    const char *close = memchr(text.data + start, open == '(' ? ')' : ']',
                               MIN(text.length - start, (size_t)40));
    if (close == NULL)
        return at;
    g_autofree char *inside = g_strndup(text.data + start + 1, (size_t)(close - text.data) - start - 1);
    g_autofree char *lower = g_utf8_strdown(inside, -1);
    static const char *const words[] = {"year",  "yr", "month", "mo",  "mos", "jahr",
                                        "monat", "an", "mois",  "año", "mes"};
    *expected = strstr(lower, "expected") != NULL || strstr(lower, "anticipated") != NULL;
    bool duration = strpbrk(lower, "0123456789") != NULL && strpbrk(lower, "@/") == NULL &&
                    strlen(lower) < 30;
    bool named = false;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        named |= strstr(lower, words[i]) != NULL;
    return *expected || (duration && named) ? (size_t)(close - text.data) + 1 : at;
}

static bool has_year(const VtDateText *date)
{
    return date->date.year != 0;
}

/* Two digits may be a year where the other side is written likewise, or a month's name says so. */
static bool pair_is_clear(VtSlice text, const VtDateText *a, const VtDateText *b)
{
    if (a->month_first && !(b->month_first || b->date.present || b->range.end - b->range.start > 5))
        return false;
    if (b->month_first && !a->month_first && !(a->range.end - a->range.start > 5))
        return false;
    if (a->date.present || (!has_year(a) && !a->month_only && text.data[a->range.start] != '?'))
        return false;
    return has_year(b) || b->date.present;
}

static VtDate lent_year(VtDateText from, VtDate of)
{
    if (from.month_only)
        return (VtDate){.year = of.year, .month = from.date.month};
    return from.date;
}

/* Brackets, quotes, code marks that hold the whole range go with it. */
static void widen(VtSlice text, VtRange *range)
{
    static const char *const pairs[] = {"()", "[]", "``", "**", "__", "{}"};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs);) {
        bool inside = range->start > 0 && range->end < text.length &&
                      text.data[range->start - 1] == pairs[i][0] && text.data[range->end] == pairs[i][1];
        if (inside) {
            range->start--;
            range->end++;
        }
        i = inside ? 0 : i + 1;
    }
}

static bool read_range(VtSlice text, size_t at, VtDateRange *found)
{
    VtDateText a, b;
    if (!vt_date_text(text, at, &a))
        return false;
    bool direct = has_at(text, a.range.end, "至今");
    size_t next = direct ? a.range.end : joint_end(text, a.range.end);
    if (next == 0 || !vt_date_text(text, next, &b) || !pair_is_clear(text, &a, &b))
        return false;
    *found = (VtDateRange){.start_text = a.range, .end_text = b.range, .end = b.date};
    found->start = lent_year(a, b.date);
    found->reversed = vt_date_is_set(found->start) && vt_date_is_set(b.date) && !b.date.present &&
                      vt_date_certainly_before(b.date, found->start);
    found->range = (VtRange){(uint32_t)at, (uint32_t)redundant_end(text, b.range.end, &found->expected)};
    widen(text, &found->range);
    return true;
}

/* "Since 01/2019" */
static bool read_open_range(VtSlice text, size_t at, VtDateRange *found)
{
    VtDateText a;
    for (size_t i = 0; i < G_N_ELEMENTS(openers); i++) {
        size_t end = at + strlen(openers[i]);
        if (!has_at(text, at, openers[i]) || skip_blanks(text, end) == end ||
            (at > 0 && (g_ascii_isalpha(text.data[at - 1]) || (unsigned char)text.data[at - 1] >= 0x80)))
            continue;
        size_t date = skip_blanks(text, end);
        if (!vt_date_text(text, date, &a) || !has_year(&a) || a.month_first ||
            joint_end(text, a.range.end) != 0)
            return false;
        *found = (VtDateRange){.start_text = a.range, .start = a.date, .end = {.present = true}};
        found->range = (VtRange){(uint32_t)at, (uint32_t)redundant_end(text, a.range.end, &found->expected)};
        widen(text, &found->range);
        return true;
    }
    return false;
}

static bool read_single(VtSlice text, size_t at, VtDateRange *found)
{
    VtDateText a;
    if (!vt_date_text(text, at, &a) || !has_year(&a) || a.month_first ||
        (a.two_digits && a.date.day == 0 && a.date.month > 0))
        return false;
    *found = (VtDateRange){.start_text = a.range, .start = a.date, .single = true};
    found->range = (VtRange){(uint32_t)at, (uint32_t)redundant_end(text, a.range.end, &found->expected)};
    widen(text, &found->range);
    return true;
}

static bool may_begin(VtSlice text, size_t at)
{
    unsigned char c = (unsigned char)text.data[at];
    if (!(g_ascii_isalnum((char)c) || c == '?' || c >= 0xc0))
        return false;
    if (at == 0)
        return true;
    unsigned char before = (unsigned char)text.data[at - 1];
    return !g_ascii_isalnum((char)before);
}

bool vt_date_range(VtSlice text, VtDateRange *found)
{
    enum { FAR = 4000 };
    bool single = false;
    size_t end = MIN(text.length, (size_t)FAR);
    for (size_t at = 0; at < end; at++) {
        size_t after = vt_skip_opaque(text.data, at, end);
        if (after > at && text.data[at] != '`') {
            at = after - 1;
            continue;
        }
        if (!may_begin(text, at))
            continue;
        VtDateRange candidate;
        if (read_open_range(text, at, &candidate) || read_range(text, at, &candidate)) {
            *found = candidate;
            return true;
        }
        if (!single && read_single(text, at, &candidate)) {
            *found = candidate;
            single = true;
        }
        if (single && found->range.end > at && found->range.start <= at)
            at = found->range.end - 1;
    }
    return single;
}

bool vt_is_date_line(VtSlice text, VtDateRange *found)
{
    enum { LONGEST = 80 };
    if (text.length > LONGEST || !vt_date_range(text, found))
        return false;
    VtRange before = vt_range_trim(text.data, (VtRange){0, found->range.start}, true);
    VtRange after = vt_range_trim(text.data, (VtRange){found->range.end, (uint32_t)text.length}, true);
    return vt_range_is_empty(before) && vt_range_is_empty(after);
}
