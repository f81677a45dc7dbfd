#include "cli.h"

#include <time.h>

static VtDate day_of(time_t seconds)
{
    struct tm day;
    gmtime_r(&seconds, &day);
    return (VtDate){.year = (int16_t)(day.tm_year + 1900),
                    .month = (uint8_t)(day.tm_mon + 1),
                    .day = (uint8_t)day.tm_mday};
}

static bool parse_option(const char *text, VtDate *today)
{
    if (vt_date_parse(vt_slice(text), today) == VT_DATE_OK && today->day != 0)
        return true;
    vt_complain("vitrine: --today wants a day such as 2026-03-31, not \"%s\"\n", text);
    return false;
}

/* Seconds since 1970, as reproducible-builds.org defines it. */
static bool parse_epoch(const char *text, VtDate *today)
{
    gint64 seconds;
    const gint64 year_9999 = G_GINT64_CONSTANT(253402300799);
    if (!g_ascii_string_to_signed(text, 10, 0, year_9999, &seconds, NULL)) {
        vt_complain("vitrine: SOURCE_DATE_EPOCH is not a number of seconds: \"%s\"\n", text);
        return false;
    }
    *today = day_of((time_t)seconds);
    return true;
}

bool vt_cli_today(const VtOptions *options, VtDate *today)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (options->today != NULL)
        return parse_option(options->today, today);
    if (epoch != NULL && *epoch != '\0')
        return parse_epoch(epoch, today);
    *today = day_of(time(NULL));
    return true;
}
