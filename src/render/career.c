/* The career line: a bar for each role on one scale of years, a row for each organisation, drawn as SVG.
 *
 * Places are percentages of the width and there is no viewBox, so that the line fits any page and its texts
 * keep their size. A row's name and years stand above its bars, at the side where there is room for the name;
 * a theme may leave the years out where the line is narrow. Colours are the theme's, by class. */
#include "view_model.h"

enum {
    LEAST_ROWS = 2,
    MOST_ROWS = 12,
    LEAST_NAME = 12, /* characters; shorter ones would say nothing */
    AXIS_HEIGHT = 22,
    ROW_HEIGHT = 30,
    BAR_OFFSET = 18,
    BAR_HEIGHT = 6,
    MOST_TICKS = 6,
    CHARACTER = 225, /* hundredths of a percent: a character's width on a narrow screen */
};

/* Lives on the stack of vt_career_value. */
typedef struct Career {
    const VtRenderer *renderer;
    VtArena *arena;
    const VtOrganization *rows[MOST_ROWS];
    size_t row_count;
    int first, after; /* months, from year 0 */
    VtBuffer svg;
} Career;

static VtDate role_end(const VtEditionEntry *role)
{
    return role->current ? (VtDate){.present = true} : role->fields.end;
}

static bool is_drawn(const VtEditionEntry *role)
{
    return role->months > 0;
}

static void take_row(Career *career, const VtOrganization *organization)
{
    VtDate today = career->renderer->edition->today;
    bool drawn = false;
    for (size_t i = 0; i < organization->roles.count; i++) {
        const VtEditionEntry *role = organization->roles.items[i];
        if (!is_drawn(role))
            continue;
        drawn = true;
        career->first = MIN(career->first, vt_date_first_month(role->fields.start, today));
        career->after = MAX(career->after, vt_date_last_month(role_end(role), today) + 1);
    }
    if (drawn)
        career->rows[career->row_count++] = organization;
}

/* From the January of the first year to the December of the last. */
static void find_rows(Career *career)
{
    const VtEdition *edition = career->renderer->edition;
    for (size_t i = 0; i < edition->organization_count && career->row_count < MOST_ROWS; i++)
        take_row(career, &edition->organizations[i]);
    career->first -= career->first % 12;
    career->after += (12 - career->after % 12) % 12;
}

/* Hundredths of a percent. */
static int place_of(const Career *career, int month)
{
    return (int)((int64_t)(month - career->first) * 10000 / (career->after - career->first));
}

static void append_percent(Career *career, const char *name, int hundredths)
{
    vt_buffer_append_format(&career->svg, " %s=\"%d.%02d%%\"", name, hundredths / 100, hundredths % 100);
}

static void append_text(Career *career, const char *text)
{
    vt_buffer_append_html(&career->svg, text, strlen(text));
}

static int tick_step(int years)
{
    static const int steps[] = {1, 2, 5, 10, 20};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (years / steps[i] < MOST_TICKS)
            return steps[i];
    return years;
}

/* Years, each with a line down through all rows. The last part of the scale has no room for a number. */
static void append_axis(Career *career, int height)
{
    int step = tick_step((career->after - career->first) / 12);
    vt_buffer_append_string(&career->svg, "<g class=\"career-axis\" aria-hidden=\"true\">\n");
    for (int year = career->first / 12; year * 12 < career->after; year++) {
        int place = place_of(career, year * 12);
        if (year % step != 0)
            continue;
        vt_buffer_append_string(&career->svg, "<line y1=\"0\"");
        vt_buffer_append_format(&career->svg, " y2=\"%d\"", height);
        append_percent(career, "x1", place);
        append_percent(career, "x2", place);
        vt_buffer_append_string(&career->svg, "/>");
        if (place < 9000) {
            vt_buffer_append_string(&career->svg, "<text dx=\"5\" y=\"12\"");
            append_percent(career, "x", place);
            vt_buffer_append_format(&career->svg, ">%d</text>", year);
        }
        vt_buffer_append_char(&career->svg, '\n');
    }
    vt_buffer_append_string(&career->svg, "</g>\n");
}

static void append_bar(Career *career, const VtEditionEntry *role, int top)
{
    VtDate today = career->renderer->edition->today;
    int start = place_of(career, vt_date_first_month(role->fields.start, today));
    int end = place_of(career, vt_date_last_month(role_end(role), today) + 1);
    vt_buffer_append_format(&career->svg, "<rect class=\"career-bar%s\" y=\"%d\" height=\"%d\"",
                            role->current ? " career-now" : "", top + BAR_OFFSET, BAR_HEIGHT);
    append_percent(career, "x", start);
    append_percent(career, "width", MAX(end - start, 1));
    vt_buffer_append_string(&career->svg, "/>");
}

/* Cut between words, so that what is seen is part of what is read out. */
static const char *short_name(const Career *career, const char *name, int most)
{
    if (g_utf8_strlen(name, -1) <= most)
        return name;
    const char *end = g_utf8_offset_to_pointer(name, most - 1);
    const char *space = g_strrstr_len(name, end - name, " ");
    if (space != NULL && space > name)
        end = space;
    return vt_arena_format(career->arena, "%.*s…", (int)(end - name), name);
}

/* "2019–21", "2021–present"; NULL where neither is known. */
static const char *years_of(const Career *career, const VtOrganization *row, bool current)
{
    const char *years = vt_words_years(row->start, row->end, current, career->arena);
    const char *present = current ? career->renderer->words.text[VT_WORD_DATE_PRESENT] : "";
    return years ? vt_arena_format(career->arena, "%s%s", years, present) : NULL;
}

/* What is read out begins with what is seen, for those who say the name of a link to follow it (WCAG 2.5.3):
 * "Tidewater Parcels 2019–present, 7 years 10 months", "University of… 2012–14, University of York, 2 years".
 */
static void append_label(Career *career, const VtOrganization *row, const char *name, const char *years)
{
    const char *duration = vt_words_duration(&career->renderer->words, row->months, career->arena);
    append_text(career, name);
    if (years) {
        vt_buffer_append_char(&career->svg, ' ');
        append_text(career, years);
    }
    const char *parts[] = {strcmp(name, row->name) == 0 ? NULL : row->name, duration};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i]) {
            vt_buffer_append_string(&career->svg, ", ");
            append_text(career, parts[i]);
        }
}

/* The link's label and its name: at the bar's beginning, or before its end where only there is room, be the
 * screen narrow. */
static void append_name(Career *career, const VtOrganization *row, bool current, int start, int end, int top)
{
    int width = (int)g_utf8_strlen(row->name, -1) * CHARACTER;
    bool from_start = start + width <= 10000 || start <= 10000 - end;
    int room = (from_start ? 10000 - start : end) / CHARACTER;
    const char *name = short_name(career, row->name, MAX(room, LEAST_NAME));
    const char *years = years_of(career, row, current);
    append_label(career, row, name, years);
    vt_buffer_append_format(&career->svg, "\"><text class=\"career-name\" y=\"%d\"%s", top + BAR_OFFSET - 5,
                            from_start ? "" : " text-anchor=\"end\"");
    append_percent(career, "x", from_start ? start : end);
    vt_buffer_append_char(&career->svg, '>');
    append_text(career, name);
    if (years) {
        vt_buffer_append_string(&career->svg, " <tspan class=\"career-years\">");
        append_text(career, years);
        vt_buffer_append_string(&career->svg, "</tspan>");
    }
    vt_buffer_append_string(&career->svg, "</text>");
}

static void append_row(Career *career, const VtOrganization *row, int top)
{
    VtDate today = career->renderer->edition->today;
    const VtEditionEntry *newest = NULL;
    int start = 10000, end = 0;
    for (size_t i = row->roles.count; i > 0; i--) {
        const VtEditionEntry *role = row->roles.items[i - 1];
        if (!is_drawn(role))
            continue;
        newest = role;
        start = MIN(start, place_of(career, vt_date_first_month(role->fields.start, today)));
        end = MAX(end, place_of(career, vt_date_last_month(role_end(role), today) + 1));
    }
    vt_buffer_append_string(&career->svg, "<a href=\"");
    // A row has a role that is drawn: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    append_text(career, newest->address);
    vt_buffer_append_string(&career->svg, "\" aria-label=\"");
    append_name(career, row, newest->current, start, end, top);
    for (size_t i = row->roles.count; i > 0; i--)
        if (is_drawn(row->roles.items[i - 1]))
            append_bar(career, row->roles.items[i - 1], top);
    vt_buffer_append_string(&career->svg, "</a>\n");
}

VtValue vt_career_value(const VtRenderer *renderer, VtArena *arena)
{
    Career career = {.renderer = renderer, .arena = arena, .first = G_MAXINT, .after = 0};
    find_rows(&career);
    if (career.row_count < LEAST_ROWS)
        return VT_NULL;
    int height = AXIS_HEIGHT + ROW_HEIGHT * (int)career.row_count;
    vt_buffer_append_format(&career.svg, "<svg class=\"career-line\" width=\"100%%\" height=\"%d\">\n",
                            height);
    append_axis(&career, height);
    for (size_t i = 0; i < career.row_count; i++)
        append_row(&career, career.rows[career.row_count - 1 - i], AXIS_HEIGHT + ROW_HEIGHT * (int)i);
    vt_buffer_append_string(&career.svg, "</svg>");
    const char *svg = vt_arena_copy(arena, career.svg.data, career.svg.length);
    VtValue value = vt_value_html((VtSlice){svg, career.svg.length});
    vt_buffer_finish(&career.svg);
    return value;
}
