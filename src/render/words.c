#include "words.h"

void vt_words_load(VtWords *words, const VtTheme *theme)
{
    for (unsigned i = 0; i < VT_WORD_COUNT; i++) {
        const char *text = theme ? vt_theme_label(theme, vt_contract_labels[i].name) : NULL;
        words->text[i] = text ? text : vt_contract_labels[i].english;
    }
}

/* A name in braces and what stands for it. */
typedef struct Filling {
    const char *name;
    const char *text;
} Filling;

static const char *filling_at(const char *brace, const Filling *fillings, size_t count, size_t *length)
{
    for (size_t i = 0; i < count; i++) {
        size_t name = strlen(fillings[i].name);
        if (strncmp(brace + 1, fillings[i].name, name) == 0 && brace[1 + name] == '}') {
            *length = name + 2;
            return fillings[i].text;
        }
    }
    return NULL;
}

static const char *fill(const char *pattern, const Filling *fillings, size_t count, VtArena *arena)
{
    g_auto(VtBuffer) out = {0};
    while (*pattern) {
        size_t length = *pattern == '{' ? 1 : strcspn(pattern, "{");
        const char *text = *pattern == '{' ? filling_at(pattern, fillings, count, &length) : NULL;
        if (text)
            vt_buffer_append_string(&out, text);
        else
            vt_buffer_append(&out, pattern, length);
        pattern += length;
    }
    return vt_arena_copy(arena, out.data, out.length);
}

/* Years, days and counts: none is below zero. */
static const char *number(int value, VtArena *arena)
{
    char room[VT_MOST_DIGITS];
    VtSlice digits = vt_digits((uint64_t)value, room);
    return vt_arena_copy(arena, digits.data, digits.length);
}

const char *vt_words_month(const VtWords *words, VtDate date)
{
    return date.month ? words->text[VT_WORD_MONTH_SHORT + date.month - 1] : NULL;
}

/* French says "1er mars" and "2 mars". */
static const char *day_text(const VtWords *words, int day, VtArena *arena)
{
    if (day == 0)
        return "";
    return day == 1 ? words->text[VT_WORD_DAY_FIRST] : number(day, arena);
}

const char *vt_words_date(const VtWords *words, VtDate date, bool brief, VtArena *arena)
{
    if (date.present)
        return words->text[VT_WORD_DATE_PRESENT];
    if (!vt_date_is_set(date))
        return NULL;
    const char *year = number(date.year, arena);
    if (!date.month)
        return year;
    Filling fillings[] = {
        {"year", year},
        {"month", words->text[(brief ? VT_WORD_MONTH_SHORT : VT_WORD_MONTH) + date.month - 1]},
        {"day", day_text(words, date.day, arena)},
    };
    VtWord pattern = date.day ? VT_WORD_DATE_DAY : VT_WORD_DATE_MONTH;
    return fill(words->text[pattern], fillings, G_N_ELEMENTS(fillings), arena);
}

const char *vt_words_range(const VtWords *words, VtDate start, VtDate end, bool current, VtArena *arena)
{
    if (current)
        end = (VtDate){.present = true};
    const char *first = vt_words_date(words, start, true, arena);
    const char *last = vt_words_date(words, end, true, arena);
    if (!first || !last || strcmp(first, last) == 0) {
        if (first || !last || end.present)
            return first ? first : last;
        return fill(words->text[VT_WORD_DATE_UNTIL], &(Filling){"end", last}, 1, arena);
    }
    Filling fillings[] = {{"start", first}, {"end", last}};
    return fill(words->text[VT_WORD_DATE_RANGE], fillings, G_N_ELEMENTS(fillings), arena);
}

const char *vt_words_years(VtDate start, VtDate end, bool current, VtArena *arena)
{
    bool has_start = vt_date_is_set(start) && !start.present;
    bool has_end = vt_date_is_set(end) && !end.present && !current;
    if (!has_start)
        return has_end ? vt_arena_format(arena, "–%d", end.year) : NULL;
    if (!has_end)
        return vt_arena_format(arena, current || end.present ? "%d–" : "%d", start.year);
    if (start.year == end.year)
        return number(start.year, arena);
    if (start.year / 100 == end.year / 100)
        return vt_arena_format(arena, "%d–%02d", start.year, end.year % 100);
    return vt_arena_format(arena, "%d–%d", start.year, end.year);
}

static const char *counted(const VtWords *words, VtWord one, VtWord other, int count, VtArena *arena)
{
    return fill(words->text[count == 1 ? one : other], &(Filling){"count", number(count, arena)}, 1, arena);
}

const char *vt_words_duration(const VtWords *words, int months, VtArena *arena)
{
    if (months <= 0)
        return NULL;
    Filling fillings[] = {{"years", NULL}, {"months", NULL}};
    if (months >= 12)
        fillings[0].text = counted(words, VT_WORD_DURATION_YEAR_ONE, VT_WORD_DURATION_YEAR_OTHER, months / 12,
                                   arena);
    if (months % 12)
        fillings[1].text = counted(words, VT_WORD_DURATION_MONTH_ONE, VT_WORD_DURATION_MONTH_OTHER,
                                   months % 12, arena);
    if (!fillings[0].text || !fillings[1].text)
        return fillings[0].text ? fillings[0].text : fillings[1].text;
    return fill(words->text[VT_WORD_DURATION_BOTH], fillings, 2, arena);
}

const char *vt_words_datetime(VtDate date, const char *time, VtArena *arena)
{
    if (!vt_date_is_set(date) || date.present)
        return NULL;
    char iso[16];
    vt_date_format(date, iso);
    if (!time || !date.day)
        return vt_arena_string(arena, iso);
    return vt_arena_format(arena, "%sT%s%s", iso, time[0] && time[1] == ':' ? "0" : "", time);
}
