/* iCalendar, RFC 5545: an event for each talk whose day is known. A talk with a time begins at that time of
 * the place where it is ("floating"); one without lasts the whole day. */
#include "absolute.h"
#include "content_lines.h"

static bool is_event(const VtEditionEntry *talk)
{
    return talk->fields.date.day != 0;
}

bool vt_format_has_calendar(const VtEdition *edition)
{
    for (size_t i = 0; i < edition->talks.count; i++)
        if (is_event(edition->talks.items[i]))
            return true;
    return false;
}

/* "18:30" → 18 and 30. */
static bool read_time(const char *text, unsigned *hour, unsigned *minute)
{
    if (!text || strlen(text) != 5 || text[2] != ':')
        return false;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && !g_ascii_isdigit(text[i]))
            return false;
    *hour = (unsigned)(text[0] - '0') * 10 + (unsigned)(text[1] - '0');
    *minute = (unsigned)(text[3] - '0') * 10 + (unsigned)(text[4] - '0');
    return *hour < 24 && *minute < 60;
}

static void write_date(VtBuffer *out, const char *name, VtDate date, const char *rest)
{
    char text[40];
    g_snprintf(text, sizeof text, "%04d%02u%02u%s", date.year, (unsigned)date.month, (unsigned)date.day,
               rest);
    vt_content_line(out, name, text);
}

static VtDate day_after(VtDate date)
{
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, date.day, (GDateMonth)date.month, (GDateYear)date.year);
    g_date_add_days(&day, 1);
    return (VtDate){.year = (int16_t)g_date_get_year(&day),
                    .month = (uint8_t)g_date_get_month(&day),
                    .day = (uint8_t)g_date_get_day(&day)};
}

static void write_span(VtBuffer *out, const VtFields *talk)
{
    unsigned hour, minute;
    char time[16];
    write_date(out, "DTSTAMP", talk->date, "T000000Z");
    if (read_time(talk->time, &hour, &minute)) {
        g_snprintf(time, sizeof time, "T%02u%02u00", hour, minute);
        write_date(out, "DTSTART", talk->date, time);
        return;
    }
    write_date(out, "DTSTART;VALUE=DATE", talk->date, "");
    /* The end of a span of days is the first day that is no longer part of it. */
    if (talk->end.day != 0 && vt_date_compare(talk->end, talk->date) > 0)
        write_date(out, "DTEND;VALUE=DATE", day_after(talk->end), "");
}

static void write_categories(VtBuffer *out, const VtEditionEntry *talk)
{
    g_auto(VtBuffer) value = {0};
    for (size_t i = 0; i < talk->skill_count; i++) {
        if (i > 0)
            vt_buffer_append_char(&value, ',');
        vt_content_escape(&value, talk->skills[i]->name);
    }
    vt_content_line(out, "CATEGORIES", vt_buffer_string(&value));
}

/* "Title (Event)": a calendar has no other place for the conference. */
static void write_summary(VtBuffer *out, const VtEditionEntry *talk)
{
    const char *event = talk->fields.event;
    g_autofree char *summary = event && event[0] ? g_strdup_printf("%s (%s)", talk->title.text, event)
                                                 : g_strdup(talk->title.text);
    vt_content_line_text(out, "SUMMARY", summary);
}

static void write_event(VtBuffer *out, const VtEdition *edition, const VtEditionEntry *talk)
{
    g_autofree char *address = vt_absolute_address(edition, talk->address);
    vt_content_line(out, "BEGIN", "VEVENT");
    vt_content_line_text(out, "UID", address);
    write_span(out, &talk->fields);
    write_summary(out, talk);
    vt_content_line_text(out, "LOCATION", talk->fields.location);
    vt_content_line(out, "URL", address);
    vt_content_line_text(out, "DESCRIPTION", talk->description);
    write_categories(out, talk);
    vt_content_line(out, "END", "VEVENT");
}

bool vt_format_calendar(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    vt_content_line(out, "BEGIN", "VCALENDAR");
    vt_content_line(out, "VERSION", "2.0");
    vt_content_line(out, "PRODID", "-//Vitrine//Vitrine//EN");
    vt_content_line(out, "CALSCALE", "GREGORIAN");
    vt_content_line_text(out, "X-WR-CALNAME", edition->title);
    for (size_t i = 0; i < edition->talks.count; i++)
        if (is_event(edition->talks.items[i]))
            write_event(out, edition, edition->talks.items[i]);
    vt_content_line(out, "END", "VCALENDAR");
    return true;
}
