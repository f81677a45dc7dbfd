/* Which part of a line is the role, which the organisation, which the place.
 *
 * The line is split at its strongest separator. Signs that say what stands on which side ("@", "at", "for")
 * decide; else the words do; else, of three parts, the order Role, Org, Place. What stays unclear comes back
 * with a low `sure`. */
#include "recognisers.h"

typedef enum Strength { SAYS, STRONG, WEAK } Strength;

/* From strong to weak. Those of letters stand between blanks. */
static const struct {
    const char *text;
    Strength strength;
} separators[] = {
    {"@", SAYS},     {" at ", SAYS},  {" bei ", SAYS},  {" chez ", SAYS}, {" for ", SAYS}, {" | ", STRONG},
    {" – ", STRONG}, {" — ", STRONG}, {" -- ", STRONG}, {" - ", STRONG},  {" · ", STRONG}, {" • ", STRONG},
    {" / ", STRONG}, {"\t", STRONG},  {"; ", WEAK},     {", ", WEAK},
};

enum { MOST_PARTS = 6 };

typedef struct Parts {
    VtRange items[MOST_PARTS];
    size_t count;
    Strength strength;
} Parts;

static bool stands_at(VtSlice line, size_t at, size_t end, const char *text)
{
    size_t length = strlen(text);
    return end - at >= length && g_ascii_strncasecmp(line.data + at, text, length) == 0;
}

/* The first place of the separator outside links' addresses, code and brackets; `range.end` when there is
 * none. */
static size_t find_separator(VtSlice line, VtRange range, const char *text)
{
    int depth = 0;
    for (size_t at = range.start; at < range.end; at++) {
        size_t after = vt_skip_opaque(line.data, at, range.end);
        if (line.data[at] == ']' && depth > 0)
            depth--;
        if (after > at && line.data[at] != '`') {
            at = after - 1;
            continue;
        }
        if (depth == 0 && stands_at(line, at, range.end, text))
            return at;
        if (line.data[at] == '(' || line.data[at] == '[')
            depth++;
        else if (line.data[at] == ')' && depth > 0)
            depth--;
    }
    return range.end;
}

static void add_part(VtSlice line, Parts *parts, VtRange range)
{
    VtRange trimmed = vt_range_trim(line.data, range, true);
    if (!vt_range_is_empty(trimmed) && parts->count < MOST_PARTS)
        parts->items[parts->count++] = trimmed;
}

static bool is_company_form(VtSlice text)
{
    static const char *const forms[] = {"inc", "inc.", "ltd",   "ltd.", "llc", "gmbh",
                                        "ag",  "plc",  "corp.", "s.l.", "b.v."};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        if (text.length == strlen(forms[i]) && g_ascii_strncasecmp(text.data, forms[i], text.length) == 0)
            return true;
    return false;
}

/* Splits at every place of one separator; "Acme, Inc." stays whole. */
static void split(VtSlice line, VtRange range, const char *text, Parts *parts)
{
    size_t length = strlen(text);
    size_t start = range.start;
    size_t from = start;
    for (;;) {
        size_t at = find_separator(line, (VtRange){(uint32_t)from, range.end}, text);
        size_t next = at < range.end
                          ? find_separator(line, (VtRange){(uint32_t)(at + length), range.end}, text)
                          : range.end;
        if (at < range.end) {
            VtRange follows = vt_range_trim(line.data, (VtRange){(uint32_t)(at + length), (uint32_t)next},
                                            false);
            if (is_company_form(vt_range_slice(line.data, follows))) {
                from = follows.end;
                continue;
            }
        }
        add_part(line, parts, (VtRange){(uint32_t)start, (uint32_t)at});
        if (at >= range.end)
            return;
        start = from = at + length;
        if (parts->strength == SAYS) {
            add_part(line, parts, (VtRange){(uint32_t)start, range.end});
            return;
        }
    }
}

static void split_strongest(VtSlice line, VtRange range, Parts *parts)
{
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++) {
        if (find_separator(line, range, separators[i].text) >= range.end)
            continue;
        Parts found = {.strength = separators[i].strength};
        split(line, range, separators[i].text, &found);
        if (found.count < 2)
            continue;
        *parts = found;
        return;
    }
    *parts = (Parts){.strength = WEAK};
    add_part(line, parts, range);
}

/* The sides of the dates are parts of their own. */
static void split_line(VtSlice line, VtRange dates, Parts *parts)
{
    VtRange whole = {0, (uint32_t)line.length};
    if (vt_range_is_empty(dates)) {
        split_strongest(line, whole, parts);
        return;
    }
    Parts after = {0};
    VtRange before = vt_range_trim(line.data, (VtRange){0, dates.start}, true);
    VtRange behind = vt_range_trim(line.data, (VtRange){dates.end, whole.end}, true);
    *parts = (Parts){.strength = STRONG};
    if (!vt_range_is_empty(before))
        split_strongest(line, before, parts);
    if (!vt_range_is_empty(behind))
        split_strongest(line, behind, &after);
    for (size_t i = 0; i < after.count && parts->count < MOST_PARTS; i++)
        parts->items[parts->count++] = after.items[i];
    if (vt_range_is_empty(before))
        parts->strength = after.strength;
}

static VtSlice part(VtSlice line, const Parts *parts, size_t index)
{
    return vt_range_slice(line.data, parts->items[index]);
}

static void take_link(VtSlice line, VtRoleLayout *layout)
{
    VtRange label;
    VtRange around = layout->organization;
    while (around.start > 0 && strchr("*_[ ", line.data[around.start - 1]) != NULL)
        around.start--;
    while (around.end < line.length && strchr("*_])", line.data[around.end]) != NULL)
        around.end++;
    if (vt_find_link(line.data, around, &label, &layout->link))
        layout->organization = vt_range_trim(line.data, label, true);
}

/* "Org, Place" behind the sign that says it is the organisation. */
static void take_organization(VtSlice line, VtRange range, VtRoleLayout *layout)
{
    Parts parts = {.strength = WEAK};
    static const char *const between[] = {" | ", " – ", " — ", " - ", ", "};
    for (size_t i = 0; i < G_N_ELEMENTS(between) && parts.count < 2; i++) {
        parts.count = 0;
        split(line, range, between[i], &parts);
    }
    layout->organization = parts.count > 0 ? parts.items[0] : range;
    if (parts.count == 2)
        layout->location = parts.items[1];
    else if (parts.count > 2)
        layout->location = (VtRange){parts.items[1].start, parts.items[parts.count - 1].end};
    take_link(line, layout);
}

static void decide_by_words(VtSlice line, const Parts *parts, VtRoleLayout *layout)
{
    VtSlice a = part(line, parts, 0);
    VtSlice b = part(line, parts, 1);
    VtRange label, address;
    unsigned role_a = vt_role_words(a), role_b = vt_role_words(b);
    bool linked_a = vt_find_link(line.data, parts->items[0], &label, &address);
    bool linked_b = vt_find_link(line.data, parts->items[1], &label, &address);
    bool first_is_role = role_a > 0 && (role_b == 0 || vt_organization_words(b) > 0 || linked_b);
    bool second_is_role = role_b > 0 && (role_a == 0 || vt_organization_words(a) > 0 || linked_a);
    if (first_is_role == second_is_role) {
        layout->sure = role_a > 0 && role_b > 0 ? 60 : 40;
        first_is_role = role_a >= role_b;
    } else {
        layout->sure = 85;
    }
    VtRange rest = parts->count > 2 ? (VtRange){parts->items[2].start, parts->items[parts->count - 1].end}
                                    : (VtRange){0};
    layout->role = parts->items[first_is_role ? 0 : 1];
    layout->organization = parts->items[first_is_role ? 1 : 0];
    layout->location = rest;
    if (parts->count == 2 && parts->strength == STRONG) {
        VtRange range = layout->organization;
        take_organization(line, range, layout);
    }
    take_link(line, layout);
}

static void decide_single(VtSlice line, VtRange range, VtRoleLayout *layout)
{
    VtSlice text = vt_range_slice(line.data, range);
    unsigned role = vt_role_words(text);
    unsigned organization = vt_organization_words(text);
    if (role > 0 && role >= organization) {
        layout->role = range;
        layout->sure = 80;
    } else {
        layout->organization = range;
        layout->sure = organization > 0 ? 70 : 30;
        take_link(line, layout);
    }
}

VtRoleLayout vt_role_layout(VtSlice line, VtRange dates)
{
    VtRoleLayout layout = {0};
    Parts parts = {0};
    split_line(line, dates, &parts);
    if (parts.count >= 2 && parts.strength == SAYS) {
        layout.role = parts.items[0];
        layout.sure = 95;
        take_organization(line, parts.items[1], &layout);
        if (parts.count > 2 && vt_range_is_empty(layout.location))
            layout.location = parts.items[2];
    } else if (parts.count >= 2) {
        decide_by_words(line, &parts, &layout);
    } else if (parts.count == 1) {
        decide_single(line, parts.items[0], &layout);
    }
    return layout;
}

VtRoleLayout vt_organization_layout(VtSlice line, VtRange dates)
{
    VtRoleLayout layout = {0};
    VtRange whole = vt_range_trim(line.data, (VtRange){0, (uint32_t)line.length}, true);
    VtRange before = vt_range_trim(line.data, (VtRange){0, dates.start}, true);
    if (!vt_range_is_empty(dates))
        whole = vt_range_is_empty(before)
                    ? vt_range_trim(line.data, (VtRange){dates.end, (uint32_t)line.length}, true)
                    : before;
    if (!vt_range_is_empty(whole))
        take_organization(line, whole, &layout);
    if (!vt_range_is_empty(dates) && !vt_range_is_empty(before)) {
        VtRange behind = vt_range_trim(line.data, (VtRange){dates.end, (uint32_t)line.length}, true);
        if (!vt_range_is_empty(behind) && vt_range_is_empty(layout.location))
            layout.location = behind;
    }
    return layout;
}
