/* Dates, ranges and durations in words: a table for each language. */
#include "words.h"

static const VtLabel german_labels[] = {
    {"date_day", "{day}. {month} {year}"},
    {"date_present", "heute"},
    {"date_until", "bis {end}"},
    {"duration_both", "{years}, {months}"},
    {"duration_month_one", "{count} Monat"},
    {"duration_month_other", "{count} Monate"},
    {"duration_year_one", "{count} Jahr"},
    {"duration_year_other", "{count} Jahre"},
    {"month_12", "Dezember"},
    {"month_3", "März"},
    {"month_5", "Mai"},
    {"month_short_12", "Dez."},
    {"month_short_3", "März"},
    {"month_short_5", "Mai"},
};
static const VtTheme german = {.labels = german_labels, .label_count = G_N_ELEMENTS(german_labels)};

static VtDate date(const char *text)
{
    VtDate result = {0};
    if (strcmp(text, "present") == 0)
        return (VtDate){.present = true};
    if (*text)
        g_assert_cmpint(vt_date_parse(vt_slice(text), &result), ==, VT_DATE_OK);
    return result;
}

static void same(const char *actual, const char *expected)
{
    g_assert_cmpstr(actual ? actual : "(null)", ==, expected);
}

static void test_dates(void)
{
    static const struct {
        const char *date, *english, *brief, *in_german;
    } cases[] = {
        {"2023", "2023", "2023", "2023"},
        {"2023-03", "March 2023", "Mar 2023", "März 2023"},
        {"2023-03-09", "9 March 2023", "9 Mar 2023", "9. März 2023"},
        {"2023-05-01", "1 May 2023", "1 May 2023", "1. Mai 2023"},
        {"2023-12-31", "31 December 2023", "31 Dec 2023", "31. Dezember 2023"},
        {"present", "present", "present", "heute"},
        {"", "(null)", "(null)", "(null)"},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    VtWords en, de;
    vt_words_load(&en, NULL);
    vt_words_load(&de, &german);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        same(vt_words_date(&en, date(cases[i].date), false, arena), cases[i].english);
        same(vt_words_date(&en, date(cases[i].date), true, arena), cases[i].brief);
        same(vt_words_date(&de, date(cases[i].date), false, arena), cases[i].in_german);
    }
}

/* The first of a month has a word of its own. */
static void test_first_day(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtWords words;
    vt_words_load(&words, NULL);
    words.text[VT_WORD_DAY_FIRST] = "1er";
    same(vt_words_date(&words, date("2027-03-01"), false, arena), "1er March 2027");
    same(vt_words_date(&words, date("2027-03-21"), false, arena), "21 March 2027");
    same(vt_words_date(&words, date("2027-01"), false, arena), "January 2027");
}

static void test_ranges(void)
{
    static const struct {
        const char *start, *end;
        bool current;
        const char *english, *in_german, *years;
    } cases[] = {
        {"2020-05", "2021-12", false, "May 2020 – Dec 2021", "Mai 2020 – Dez. 2021", "2020–21"},
        {"2020-05", "present", true, "May 2020 – present", "Mai 2020 – heute", "2020–"},
        {"2020-05", "", true, "May 2020 – present", "Mai 2020 – heute", "2020–"},
        {"2020-05", "", false, "May 2020", "Mai 2020", "2020"},
        {"2020-05", "2020-05", false, "May 2020", "Mai 2020", "2020"},
        {"1998", "2004", false, "1998 – 2004", "1998 – 2004", "1998–2004"},
        {"2008", "2009-03-01", false, "2008 – 1 Mar 2009", "2008 – 1. März 2009", "2008–09"},
        {"", "2009", false, "until 2009", "bis 2009", "–2009"},
        {"", "present", true, "present", "heute", "(null)"},
        {"", "", false, "(null)", "(null)", "(null)"},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    VtWords en, de;
    vt_words_load(&en, NULL);
    vt_words_load(&de, &german);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        VtDate start = date(cases[i].start), end = date(cases[i].end);
        same(vt_words_range(&en, start, end, cases[i].current, arena), cases[i].english);
        same(vt_words_range(&de, start, end, cases[i].current, arena), cases[i].in_german);
        same(vt_words_years(start, end, cases[i].current, arena), cases[i].years);
    }
}

static void test_durations(void)
{
    static const struct {
        int months;
        const char *english, *in_german;
    } cases[] = {
        {0, "(null)", "(null)"},
        {1, "1 month", "1 Monat"},
        {11, "11 months", "11 Monate"},
        {12, "1 year", "1 Jahr"},
        {13, "1 year 1 month", "1 Jahr, 1 Monat"},
        {19, "1 year 7 months", "1 Jahr, 7 Monate"},
        {24, "2 years", "2 Jahre"},
        {63, "5 years 3 months", "5 Jahre, 3 Monate"},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    VtWords en, de;
    vt_words_load(&en, NULL);
    vt_words_load(&de, &german);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        same(vt_words_duration(&en, cases[i].months, arena), cases[i].english);
        same(vt_words_duration(&de, cases[i].months, arena), cases[i].in_german);
    }
}

static void test_datetimes(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    same(vt_words_datetime(date("2023-03-09"), NULL, arena), "2023-03-09");
    same(vt_words_datetime(date("2023-03-09"), "18:30", arena), "2023-03-09T18:30");
    same(vt_words_datetime(date("2023-03-09"), "9:05", arena), "2023-03-09T09:05");
    same(vt_words_datetime(date("2023-03"), "18:30", arena), "2023-03");
    same(vt_words_datetime(date("present"), "18:30", arena), "(null)");
}

/* A text of the author of a theme that is not as expected is shown, not lost. */
static void test_odd_labels(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtWords words;
    vt_words_load(&words, NULL);
    words.text[VT_WORD_DATE_DAY] = "{day}{ {what} {year";
    same(vt_words_date(&words, date("2023-03-09"), false, arena), "9{ {what} {year");
    words.text[VT_WORD_DURATION_MONTH_OTHER] = "";
    same(vt_words_duration(&words, 5, arena), "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/dates", test_dates);
    g_test_add_func("/words/ranges", test_ranges);
    g_test_add_func("/words/durations", test_durations);
    g_test_add_func("/words/datetimes", test_datetimes);
    g_test_add_func("/words/first-day", test_first_day);
    g_test_add_func("/words/odd-labels", test_odd_labels);
    return g_test_run();
}
