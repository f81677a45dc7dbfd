#include <vitrine/base.h>

static VtDate date(const char *text)
{
    VtDate parsed = {0};
    if (strcmp(text, "present") == 0)
        parsed.present = true;
    else if (*text)
        g_assert_cmpint(vt_date_parse(vt_slice(text), &parsed), ==, VT_DATE_OK);
    return parsed;
}

static void test_parse(void)
{
    static const struct {
        const char *text;
        VtDateError error;
    } cases[] = {
        {"2023", VT_DATE_OK},
        {"2023-04", VT_DATE_OK},
        {"2023-04-09", VT_DATE_OK},
        {"0001", VT_DATE_OK},
        {"9999-12-31", VT_DATE_OK},
        {"2024-02-29", VT_DATE_OK},
        {"2000-02-29", VT_DATE_OK},
        {"2023-02-29", VT_DATE_CALENDAR},
        {"1900-02-29", VT_DATE_CALENDAR},
        {"2023-02-31", VT_DATE_CALENDAR},
        {"2023-04-31", VT_DATE_CALENDAR},
        {"2023-13", VT_DATE_CALENDAR},
        {"2023-00", VT_DATE_CALENDAR},
        {"2023-00-01", VT_DATE_CALENDAR},
        {"2023-01-00", VT_DATE_CALENDAR},
        {"2023-01-32", VT_DATE_CALENDAR},
        {"0000", VT_DATE_CALENDAR},
        {"0000-01-01", VT_DATE_CALENDAR},
        {"", VT_DATE_FORM},
        {"present", VT_DATE_FORM},
        {"23", VT_DATE_FORM},
        {"20234", VT_DATE_FORM},
        {"2023-4", VT_DATE_FORM},
        {"2023-04-9", VT_DATE_FORM},
        {"2023/04", VT_DATE_FORM},
        {"2023-04-09 ", VT_DATE_FORM},
        {" 2023", VT_DATE_FORM},
        {"2023-04-09T10:00:00Z", VT_DATE_FORM},
        {"+2023", VT_DATE_FORM},
        {"-023", VT_DATE_FORM},
        {"2023--04-9", VT_DATE_FORM},
        {"2023-0x", VT_DATE_FORM},
        {"Q1 2023", VT_DATE_FORM},
        {"2023-", VT_DATE_FORM},
        {"April 2023", VT_DATE_FORM},
        {"٢٠٢٣", VT_DATE_FORM},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        VtDate parsed;
        g_test_message("%s", cases[i].text);
        g_assert_cmpint(vt_date_parse(vt_slice(cases[i].text), &parsed), ==, cases[i].error);
        char formatted[16];
        vt_date_format(parsed, formatted);
        g_assert_cmpstr(formatted, ==, cases[i].error == VT_DATE_OK ? cases[i].text : "");
    }
}

/* The calendar of every year of four digits against GLib's. */
static void test_calendar(void)
{
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 28; day <= 32; day++) {
                char text[16];
                g_snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                VtDate parsed;
                bool valid = vt_date_parse(vt_slice(text), &parsed) == VT_DATE_OK;
                g_assert_cmpint(valid, ==,
                                g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year));
            }
        }
    }
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

/* In ascending order: each compares below all after it. */
static void test_compare(void)
{
    static const char *const ascending[] = {
        "",           "0999",    "2022-12-31", "2023",       "2023-01",    "2023-01-01", "2023-01-02",
        "2023-01-31", "2023-02", "2023-02-01", "2023-12-31", "2024-02-29", "9999-12-31", "present",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ascending); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(ascending); j++)
            g_assert_cmpint(sign(vt_date_compare(date(ascending[i]), date(ascending[j]))), ==,
                            (i > j) - (i < j));
}

static void test_certainly_before(void)
{
    static const struct {
        const char *first;
        const char *second;
        bool before;
    } cases[] = {
        {"2022", "2023", true},
        {"2023", "2022", false},
        {"2023", "2023", false},
        {"2023", "2023-05", false},
        {"2023-05", "2023", false},
        {"2023-04", "2023-05", true},
        {"2023-04-30", "2023-05", true},
        {"2023-05-01", "2023-05", false},
        {"2023-05", "2023-05-31", false},
        {"2023-02-28", "2023-03", true},
        {"2022", "2023-01-01", true},
        {"2023", "present", true},
        {"present", "2023", false},
        {"present", "present", false},
        {"", "2023", false},
        {"2023", "", false},
        {"2024-02", "2024-02-29", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s before %s", cases[i].first, cases[i].second);
        g_assert_cmpint(vt_date_certainly_before(date(cases[i].first), date(cases[i].second)), ==,
                        cases[i].before);
    }
}

static void test_months(void)
{
    const VtDate today = date("2026-03-15");
    static const struct {
        const char *text;
        int first;
        int last;
    } cases[] = {
        {"2023", 2023 * 12, 2023 * 12 + 11},
        {"2023-04", 2023 * 12 + 3, 2023 * 12 + 3},
        {"2023-12-31", 2023 * 12 + 11, 2023 * 12 + 11},
        {"present", 2026 * 12 + 2, 2026 * 12 + 2},
        {"", 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(vt_date_first_month(date(cases[i].text), today), ==, cases[i].first);
        g_assert_cmpint(vt_date_last_month(date(cases[i].text), today), ==, cases[i].last);
    }
}

static void test_format(void)
{
    char text[16], wanted[32];
    for (int year = 1; year <= 9999; year++) {
        vt_date_format((VtDate){.year = (int16_t)year}, text);
        g_snprintf(wanted, sizeof wanted, "%04d", year);
        g_assert_cmpstr(text, ==, wanted);
        for (int month = 1; month <= 12; month++) {
            vt_date_format((VtDate){.year = (int16_t)year, .month = (uint8_t)month}, text);
            g_snprintf(wanted, sizeof wanted, "%04d-%02d", year, month);
            g_assert_cmpstr(text, ==, wanted);
        }
        for (int day = 1; day <= 31; day++) {
            vt_date_format((VtDate){.year = (int16_t)year, .month = 12, .day = (uint8_t)day}, text);
            g_snprintf(wanted, sizeof wanted, "%04d-12-%02d", year, day);
            g_assert_cmpstr(text, ==, wanted);
        }
    }
    vt_date_format((VtDate){.present = true}, text);
    g_assert_cmpstr(text, ==, "present");
    vt_date_format((VtDate){0}, text);
    g_assert_cmpstr(text, ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dates/parse", test_parse);
    g_test_add_func("/dates/calendar", test_calendar);
    g_test_add_func("/dates/compare", test_compare);
    g_test_add_func("/dates/certainly-before", test_certainly_before);
    g_test_add_func("/dates/months", test_months);
    g_test_add_func("/dates/format", test_format);
    return g_test_run();
}
