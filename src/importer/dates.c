/* One date, in the forms that people write.
 *
 *   May 2020 · Sept. 2015 · September, 2016 · Aug 19 · 1 March 2020 · März 2020 · Summer 2012
 *   2020 · 2013-09 · 2013-09-01 · 06/2020 · 05/22 · 08.2025 · 27.09.14 · 2012年3月 · present · ???
 *
 * A number that belongs to something else is none: it is preceded by a letter, digit or sign, or followed by
 * a letter,
 * "%", or by "/" and a letter (2000/XP). */
#include "recognisers.h"

static const struct {
    const char *name;
    int month;
} months[] = {
    {"january", 1},    {"jan", 1},       {"januar", 1},     {"janvier", 1},   {"janv", 1},
    {"enero", 1},      {"ene", 1},       {"february", 2},   {"feb", 2},       {"februar", 2},
    {"février", 2},    {"févr", 2},      {"febrero", 2},    {"fév", 2},       {"march", 3},
    {"mar", 3},        {"märz", 3},      {"mrz", 3},        {"mär", 3},       {"mars", 3},
    {"marzo", 3},      {"april", 4},     {"apr", 4},        {"avril", 4},     {"avr", 4},
    {"abril", 4},      {"abr", 4},       {"may", 5},        {"mai", 5},       {"mayo", 5},
    {"june", 6},       {"jun", 6},       {"juni", 6},       {"juin", 6},      {"junio", 6},
    {"july", 7},       {"jul", 7},       {"juli", 7},       {"juillet", 7},   {"juil", 7},
    {"julio", 7},      {"august", 8},    {"aug", 8},        {"août", 8},      {"agosto", 8},
    {"ago", 8},        {"september", 9}, {"sept", 9},       {"sep", 9},       {"septembre", 9},
    {"septiembre", 9}, {"october", 10},  {"oct", 10},       {"oktober", 10},  {"okt", 10},
    {"octobre", 10},   {"octubre", 10},  {"november", 11},  {"nov", 11},      {"novembre", 11},
    {"noviembre", 11}, {"december", 12}, {"dec", 12},       {"dezember", 12}, {"dez", 12},
    {"décembre", 12},  {"déc", 12},      {"diciembre", 12}, {"dic", 12},      {"spring", 0},
    {"summer", 0},     {"autumn", 0},    {"fall", 0},       {"winter", 0},    {"sommer", 0},
    {"frühling", 0},   {"herbst", 0},    {"early", 0},      {"mid", 0},       {"late", 0},
    {"q1", 0},         {"q2", 0},        {"q3", 0},         {"q4", 0},
};

static const char *const present_words[] = {
    "present day", "present", "now",       "currently", "current", "today",       "ongoing",     "to date",
    "heute",       "jetzt",   "aktuell",   "laufend",   "présent", "aujourd'hui", "aujourd’hui", "actualidad",
    "presente",    "actual",  "gegenwart", "至今",      "现在",    "目前",        "hoy",         "date",
};

enum { FIRST_YEAR = 1930, LAST_YEAR = 2099 };

static bool is_letter_at(VtSlice text, size_t at)
{
    if (at >= text.length)
        return false;
    gunichar c = g_utf8_get_char_validated(text.data + at, (gssize)(text.length - at));
    return c < 0x110000 && g_unichar_isalpha(c);
}

static bool is_digit_at(VtSlice text, size_t at)
{
    return at < text.length && g_ascii_isdigit(text.data[at]);
}

static bool is_char_at(VtSlice text, size_t at, const char *set)
{
    return at < text.length && text.data[at] != '\0' && strchr(set, text.data[at]) != NULL;
}

static bool letter_before(VtSlice text, size_t at)
{
    if (at == 0)
        return false;
    const char *before = g_utf8_find_prev_char(text.data, text.data + at);
    return before && g_unichar_isalpha(g_utf8_get_char(before)) && (unsigned char)*before < 0xe3;
}

/* The length of `word` at `at`, case ignored, when a word ends there; 0: it is another. */
static size_t word_at(VtSlice text, size_t at, const char *word)
{
    size_t length = strlen(word);
    if (text.length - at < length)
        return 0;
    if (g_ascii_strncasecmp(text.data + at, word, length) != 0) {
        if (g_str_is_ascii(word))
            return 0;
        g_autofree char *piece = g_strndup(text.data + at, length);
        g_autofree char *lower = g_utf8_validate(piece, -1, NULL) ? g_utf8_strdown(piece, -1) : NULL;
        if (lower == NULL || strcmp(lower, word) != 0)
            return 0;
    }
    bool wide = (unsigned char)word[0] >= 0xe3;
    return !wide && (is_letter_at(text, at + length) || is_digit_at(text, at + length)) ? 0 : length;
}

static size_t skip_blanks(VtSlice text, size_t at)
{
    while (is_char_at(text, at, " \t\n"))
        at++;
    return at;
}

static size_t digits_at(VtSlice text, size_t at, int *value)
{
    size_t count = 0;
    *value = 0;
    while (is_digit_at(text, at + count) && count < 9)
        *value = *value * 10 + (text.data[at + count++] - '0');
    return count;
}

static int full_year(int year, size_t digits)
{
    if (digits == 4)
        return year;
    return year < 50 ? 2000 + year : 1900 + year;
}

static bool is_year(int year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* A number may end here: no letter, per cent or further part of a number follows. */
static bool number_ends(VtSlice text, size_t at)
{
    if (is_letter_at(text, at) && !(at + 2 < text.length && (unsigned char)text.data[at] >= 0xe2))
        return false;
    if (is_digit_at(text, at) || is_char_at(text, at, "%+_'"))
        return is_char_at(text, at, "'");
    if (is_char_at(text, at, "/.,:") && (is_digit_at(text, at + 1) || is_letter_at(text, at + 1)))
        return is_char_at(text, at, "/") && is_digit_at(text, at + 1);
    return true;
}

static bool number_begins(VtSlice text, size_t at)
{
    if (at == 0)
        return true;
    char before = text.data[at - 1];
    if (strchr("#$%+_./\\", before) != NULL || (unsigned char)before == 0xa3 || (unsigned char)before == 0xac)
        return false;
    if (before == '-' && at >= 2 && is_digit_at(text, at - 2))
        return true;
    if (before == ' ' && at >= 2 && is_digit_at(text, at - 2))
        return false;
    return !is_digit_at(text, at - 1) && !letter_before(text, at);
}

static bool set_date(VtDateText *found, size_t at, size_t end, int year, int month, int day)
{
    VtDate date = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    char form[16];
    VtDate checked;
    if (!is_year(year) || month < 0 || month > 12 || day < 0 || day > 31)
        return false;
    vt_date_format(date, form);
    if (vt_date_parse(vt_slice(form), &checked) != VT_DATE_OK)
        return false;
    found->date = date;
    found->range = (VtRange){(uint32_t)at, (uint32_t)end};
    return true;
}

/* 2012年3月 */
static size_t cjk_month(VtSlice text, size_t at, int *month)
{
    int value;
    size_t count = digits_at(text, at, &value);
    bool is_month = count > 0 && count <= 2 && text.length - at - count >= 3 &&
                    memcmp(text.data + at + count, "月", 3) == 0;
    *month = is_month ? value : 0;
    return is_month ? at + count + 3 : at;
}

/* Year first: 2013, 2013-09, 2013/09/01, 2013.9, 2012年. */
static bool read_year_first(VtSlice text, size_t at, int year, VtDateText *found)
{
    size_t end = at + 4;
    int month = 0;
    int day = 0;
    if (text.length - end >= 3 && memcmp(text.data + end, "年", 3) == 0) {
        end = cjk_month(text, end + 3, &month);
        return set_date(found, at, end, year, month, 0);
    }
    char separator = end < text.length ? text.data[end] : '\0';
    if (separator == '-' || separator == '/' || separator == '.') {
        size_t count = digits_at(text, end + 1, &month);
        bool is_month = count == 2 && month >= 1 && month <= 12 && !is_digit_at(text, end + 3);
        if (is_month) {
            size_t after = end + 3;
            count = after < text.length && text.data[after] == separator ? digits_at(text, after + 1, &day)
                                                                         : 0;
            bool is_day = count == 2 && day >= 1 && day <= 31 && number_ends(text, after + 3);
            if (is_day || number_ends(text, after))
                return set_date(found, at, is_day ? after + 3 : after, year, month, is_day ? day : 0);
            return false;
        }
        if (count > 0 && separator == '/' && !(count == 4 && is_year(month)))
            return false;
    }
    return number_ends(text, end) && set_date(found, at, end, year, 0, 0);
}

/* Month or day first: 06/2020, 05/22, 08.2025, 27.09.14, 01/02/2020 (then only the year is certain). */
static bool read_numbers(VtSlice text, size_t at, size_t digits, int first, VtDateText *found)
{
    int second, third;
    size_t end = at + digits;
    char separator = end < text.length ? text.data[end] : '\0';
    if (separator != '/' && separator != '.' && separator != '-')
        return false;
    size_t count = digits_at(text, end + 1, &second);
    size_t after = end + 1 + count;
    if (count == 0)
        return false;
    if (count <= 2 && after < text.length && text.data[after] == separator) {
        size_t year_digits = digits_at(text, after + 1, &third);
        size_t last = after + 1 + year_digits;
        if ((year_digits != 2 && year_digits != 4) || !number_ends(text, last))
            return false;
        int year = full_year(third, year_digits);
        bool day_first = separator == '.' || first > 12;
        found->two_digits = year_digits == 2;
        if (day_first)
            return set_date(found, at, last, year, second, first);
        bool clear = second > 12;
        return set_date(found, at, last, year, clear ? first : 0, clear ? second : 0);
    }
    if ((count != 4 && count != 2) || (count == 2 && separator == '-') || first < 1 || first > 12 ||
        !number_ends(text, after))
        return false;
    found->two_digits = count == 2;
    found->month_first = count == 2;
    return set_date(found, at, after, full_year(second, count), first, 0);
}

/* "1 March 2020", "1. März 2020", "1st of March 2020": from the month on, `day` is known. */
static bool read_month_name(VtSlice text, size_t start, size_t at, int day, VtDateText *found)
{
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        size_t length = word_at(text, at, months[i].name);
        if (length == 0)
            continue;
        size_t end = at + length;
        size_t next = skip_blanks(text, is_char_at(text, end, ".,-/") ? end + 1 : end);
        int number;
        if (is_char_at(text, next, "'") || (text.length - next > 3 && memcmp(text.data + next, "’", 3) == 0))
            next += text.data[next] == '\'' ? 1 : 3;
        size_t count = digits_at(text, next, &number);
        size_t after = next + count;
        if (count > 0 && count <= 2 && day == 0 && months[i].month > 0) {
            int year;
            size_t ordinal = after;
            if (word_at(text, after, "st") || word_at(text, after, "nd") || word_at(text, after, "rd") ||
                word_at(text, after, "th"))
                ordinal += 2;
            size_t second = skip_blanks(text, is_char_at(text, ordinal, ",") ? ordinal + 1 : ordinal);
            if (second > ordinal && digits_at(text, second, &year) == 4 && number_ends(text, second + 4) &&
                set_date(found, start, second + 4, year, months[i].month, number))
                return true;
        }
        if ((count == 4 || (count == 2 && months[i].month > 0)) && number_ends(text, after)) {
            found->two_digits = count == 2;
            return set_date(found, start, after, full_year(number, count), months[i].month, day);
        }
        if (months[i].month == 0 || day > 0)
            return false;
        found->month_only = true;
        found->date = (VtDate){.month = (uint8_t)months[i].month};
        found->range = (VtRange){(uint32_t)start, (uint32_t)(is_char_at(text, end, ".") ? end + 1 : end)};
        return true;
    }
    return false;
}

static bool read_present(VtSlice text, size_t at, VtDateText *found)
{
    for (size_t i = 0; i < G_N_ELEMENTS(present_words); i++) {
        size_t length = word_at(text, at, present_words[i]);
        if (length == 0)
            continue;
        found->date = (VtDate){.present = true};
        found->range = (VtRange){(uint32_t)at, (uint32_t)(at + length)};
        return true;
    }
    return false;
}

static bool read_unknown(VtSlice text, size_t at, VtDateText *found)
{
    size_t count = 0;
    while (is_char_at(text, at + count, "?"))
        count++;
    if (count < 2)
        return false;
    found->range = (VtRange){(uint32_t)at, (uint32_t)(at + count)};
    return true;
}

static bool read_number(VtSlice text, size_t at, VtDateText *found)
{
    int number;
    size_t digits = digits_at(text, at, &number);
    if (!number_begins(text, at))
        return false;
    if (digits == 4 && is_year(number))
        return read_year_first(text, at, number, found);
    if (digits == 0 || digits > 2)
        return false;
    if (read_numbers(text, at, digits, number, found))
        return true;
    size_t next = at + digits;
    if (is_char_at(text, next, "."))
        next++;
    else if (word_at(text, next, "st") || word_at(text, next, "nd") || word_at(text, next, "rd") ||
             word_at(text, next, "th"))
        next += 2;
    size_t month = skip_blanks(text, next);
    if (month > next && word_at(text, month, "of"))
        month = skip_blanks(text, month + 2);
    return month > next && number >= 1 && number <= 31 && read_month_name(text, at, month, number, found) &&
           !found->month_only;
}

bool vt_date_text(VtSlice text, size_t at, VtDateText *found)
{
    *found = (VtDateText){0};
    if (at >= text.length)
        return false;
    if (g_ascii_isdigit(text.data[at]))
        return read_number(text, at, found);
    if (text.data[at] == '?')
        return read_unknown(text, at, found);
    if (text.data[at] == '\'' || letter_before(text, at))
        return false;
    return is_letter_at(text, at) &&
           (read_month_name(text, at, at, 0, found) || read_present(text, at, found));
}
