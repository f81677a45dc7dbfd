/* The labels that render/ itself uses: words of dates, durations and of pages that no file of the author's
 * makes. Texts in braces are filled in. */
#include "contract.h"

const VtRenderLabel vt_contract_labels[VT_WORD_COUNT] = {
    {"month_1", "January", "the months in full"},
    {"month_2", "February", ""},
    {"month_3", "March", ""},
    {"month_4", "April", ""},
    {"month_5", "May", ""},
    {"month_6", "June", ""},
    {"month_7", "July", ""},
    {"month_8", "August", ""},
    {"month_9", "September", ""},
    {"month_10", "October", ""},
    {"month_11", "November", ""},
    {"month_12", "December", ""},
    {"month_short_1", "Jan", "the months, short"},
    {"month_short_2", "Feb", ""},
    {"month_short_3", "Mar", ""},
    {"month_short_4", "Apr", ""},
    {"month_short_5", "May", ""},
    {"month_short_6", "Jun", ""},
    {"month_short_7", "Jul", ""},
    {"month_short_8", "Aug", ""},
    {"month_short_9", "Sep", ""},
    {"month_short_10", "Oct", ""},
    {"month_short_11", "Nov", ""},
    {"month_short_12", "Dec", ""},
    [VT_WORD_DAY_FIRST] = {"day_1", "1", "the day in a date, on the first of a month"},
    [VT_WORD_DATE_DAY] = {"date_day", "{day} {month} {year}", "a full date"},
    [VT_WORD_DATE_MONTH] = {"date_month", "{month} {year}", "a date without its day"},
    [VT_WORD_DATE_RANGE] = {"date_range", "{start} – {end}", "from … to …"},
    [VT_WORD_DATE_UNTIL] = {"date_until", "until {end}", "where only the end is known"},
    [VT_WORD_DATE_PRESENT] = {"date_present", "present", "the end of what still lasts"},
    [VT_WORD_DURATION_YEAR_ONE] = {"duration_year_one", "{count} year", "a duration's years"},
    [VT_WORD_DURATION_YEAR_OTHER] = {"duration_year_other", "{count} years", ""},
    [VT_WORD_DURATION_MONTH_ONE] = {"duration_month_one", "{count} month", "a duration's months"},
    [VT_WORD_DURATION_MONTH_OTHER] = {"duration_month_other", "{count} months", ""},
    [VT_WORD_DURATION_BOTH] = {"duration_both", "{years} {months}", "years and months together"},
    [VT_WORD_PAGE_HOME] = {"page_home", "Home", "first of the breadcrumbs"},
    [VT_WORD_PAGE_SKILLS] = {"page_skills", "Skills", "title of the page of all skills"},
    [VT_WORD_PAGE_RESUME] = {"page_resume", "Résumé", "title of the one-page résumé"},
    [VT_WORD_PAGE_NOT_FOUND] = {"page_not_found", "Page not found", "title of `404.html`"},
};

const VtRenderLabel *vt_render_labels(size_t *count)
{
    *count = VT_WORD_COUNT;
    return vt_contract_labels;
}
