#include <vitrine/base.h>

/* The forms by length: YYYY is 4 bytes, YYYY-MM 7, YYYY-MM-DD 10. */
static bool has_date_form(VtSlice text)
{
    if (text.length != 4 && text.length != 7 && text.length != 10)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool hyphen = i == 4 || i == 7;
        if (hyphen ? text.data[i] != '-' : !g_ascii_isdigit(text.data[i]))
            return false;
    }
    return true;
}

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

static int days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

VtDateError vt_date_parse(VtSlice text, VtDate *date)
{
    *date = (VtDate){0};
    if (!has_date_form(text))
        return VT_DATE_FORM;
    int year = number(text.data, 4);
    int month = text.length > 4 ? number(text.data + 5, 2) : 0;
    int day = text.length > 7 ? number(text.data + 8, 2) : 0;
    if (year == 0 || (text.length > 4 && (month < 1 || month > 12)))
        return VT_DATE_CALENDAR;
    if (text.length > 7 && (day < 1 || day > days_in_month(year, month)))
        return VT_DATE_CALENDAR;
    *date = (VtDate){.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
    return VT_DATE_OK;
}

bool vt_date_is_set(VtDate date)
{
    return date.present || date.year != 0;
}

static void write_digits(char *at, unsigned count, unsigned value)
{
    at[count] = '\0';
    for (unsigned i = count; i > 0; i--, value /= 10)
        at[i - 1] = (char)('0' + value % 10);
}

/* Not printf: the page of an entry says its date in several forms. */
void vt_date_format(VtDate date, char out[static 16])
{
    g_strlcpy(out, date.present ? "present" : "", 16);
    if (date.present || date.year == 0)
        return;
    write_digits(out, 4, (unsigned)date.year);
    if (date.month == 0)
        return;
    out[4] = '-';
    write_digits(out + 5, 2, date.month);
    if (date.day == 0)
        return;
    out[7] = '-';
    write_digits(out + 8, 2, date.day);
}

/* Days as numbers that order as the days do; not a count of days. */
static int first_day(VtDate date)
{
    return (date.year * 12 + MAX(date.month, 1) - 1) * 31 + MAX(date.day, 1) - 1;
}

static int last_day(VtDate date)
{
    int month = date.month == 0 ? 12 : date.month;
    int day = date.day == 0 ? days_in_month(date.year, month) : date.day;
    return (date.year * 12 + month - 1) * 31 + day - 1;
}

static int precision(VtDate date)
{
    return (date.month != 0) + (date.day != 0);
}

int vt_date_compare(VtDate a, VtDate b)
{
    if (a.present || b.present)
        return (int)a.present - (int)b.present;
    int a_day = first_day(a);
    int b_day = first_day(b);
    if (a_day != b_day)
        return a_day < b_day ? -1 : 1;
    return precision(a) - precision(b);
}

bool vt_date_certainly_before(VtDate b, VtDate a)
{
    if (!vt_date_is_set(a) || !vt_date_is_set(b) || b.present)
        return false;
    return a.present || last_day(b) < first_day(a);
}

int vt_date_first_month(VtDate date, VtDate today)
{
    VtDate d = date.present ? today : date;
    return vt_date_is_set(d) ? d.year * 12 + MAX(d.month, 1) - 1 : 0;
}

int vt_date_last_month(VtDate date, VtDate today)
{
    VtDate d = date.present ? today : date;
    return vt_date_is_set(d) ? d.year * 12 + (d.month == 0 ? 12 : d.month) - 1 : 0;
}
