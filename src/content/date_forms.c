/* Dates, and what people write in place of them. */
#include "content_private.h"

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const month_names[] = {"january",   "february", "march",    "april",
                                          "may",       "june",     "july",     "august",
                                          "september", "october",  "november", "december"};

/* "mar", "mar.", "sept", "March" → 3; 0 for other words. */
static int month_of(const char *word)
{
    size_t length = strcspn(word, ".,");
    for (int i = 0; i < 12; i++) {
        bool start = length >= 3 && length <= strlen(month_names[i]) &&
                     g_ascii_strncasecmp(word, months[i], 3) == 0 &&
                     g_ascii_strncasecmp(word, month_names[i], length) == 0;
        if (start)
            return i + 1;
    }
    return 0;
}

/* The number that a word is ("3", "3rd", "12,"), with how many digits it has; -1 for other words. */
static int number_of(const char *word, size_t *digits)
{
    static const char *const endings[] = {"", ",", ".", "st", "nd", "rd", "th", "st,", "nd,", "rd,", "th,"};
    *digits = strspn(word, "0123456789");
    if (*digits == 0 || *digits > 4)
        return -1;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_ascii_strcasecmp(word + *digits, endings[i]) == 0)
            return (int)g_ascii_strtoll(word, NULL, 10);
    return -1;
}

typedef struct Parts {
    int year, month, day;
    bool unclear;
} Parts;

/* Words of a date that spells its month: "March 2020", "1 March 2020", "Mar 1st, 2020". */
static void take_word(Parts *parts, const char *word)
{
    size_t digits = 0;
    int month = month_of(word);
    int number = month > 0 ? -1 : number_of(word, &digits);
    if (month > 0 && parts->month == 0)
        parts->month = month;
    else if (number > 0 && digits == 4 && parts->year == 0)
        parts->year = number;
    else if (number > 0 && number <= 31 && parts->day == 0)
        parts->day = number;
    else
        parts->unclear = true;
}

static Parts spelt_parts(const char *text)
{
    Parts parts = {0};
    g_auto(GStrv) words = g_strsplit_set(text, " -/", -1);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
            take_word(&parts, *word);
    parts.unclear |= parts.year == 0 || parts.month == 0;
    return parts;
}

/* 2020/03, 2020.3.1, 3/2020, 202003, 2020-03-01T10:00:00Z. Day and month first (03/04/2020) stay unclear
 * unless one of them can only be the day. */
static Parts number_parts(const char *text)
{
    Parts parts = {0};
    g_autofree char *copy = g_strndup(text, strcspn(text, "T "));
    g_auto(GStrv) words = g_strsplit_set(copy, "-/.", -1);
    guint count = g_strv_length(words);
    int numbers[3] = {0};
    size_t digits[3] = {0};
    parts.unclear = count < 2 || count > 3;
    for (guint i = 0; i < count && !parts.unclear; i++) {
        numbers[i] = number_of(words[i], &digits[i]);
        parts.unclear |= numbers[i] < 0 || words[i][digits[i]] != '\0';
    }
    if (parts.unclear)
        return parts;
    if (digits[0] == 4) {
        parts = (Parts){numbers[0], numbers[1], numbers[2], digits[1] > 2 || digits[2] > 2};
    } else if (count == 2) {
        parts = (Parts){numbers[1], numbers[0], 0, digits[1] != 4};
    } else {
        bool day_first = numbers[0] > 12;
        parts = (Parts){numbers[2], day_first ? numbers[1] : numbers[0], day_first ? numbers[0] : numbers[1],
                        digits[2] != 4 || (!day_first && numbers[1] <= 12)};
    }
    return parts;
}

/* What an author may have meant by a text that is no date: "March 2020" → "2020-03". NULL when it cannot be
 * told. */
static char *guess_date(const char *text)
{
    Parts parts = number_parts(text);
    if (parts.unclear)
        parts = spelt_parts(text);
    if (parts.unclear || parts.month < 1 || parts.month > 12)
        return NULL;
    g_autofree char *guess = parts.day > 0
                                 ? g_strdup_printf("%04d-%02d-%02d", parts.year, parts.month, parts.day)
                                 : g_strdup_printf("%04d-%02d", parts.year, parts.month);
    VtDate date;
    return vt_date_parse(vt_slice(guess), &date) == VT_DATE_OK ? g_steal_pointer(&guess) : NULL;
}

static bool means_present(const char *text)
{
    static const char *const words[] = {"present",   "now",     "today",  "current",
                                        "currently", "ongoing", "to date"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

/* "2019-2021", "2019 – present", "March 2019 to May 2020" */
static bool is_range(const char *text)
{
    static const char *const separators[] = {" - ", "–", "—", " to ", " until "};
    for (size_t i = 0; i < G_N_ELEMENTS(separators); i++)
        if (strstr(text, separators[i]) != NULL)
            return true;
    return strlen(text) == 9 && text[4] == '-' && strspn(text, "0123456789-") == 9;
}

static void report_form(VtReader *reader, const VtKey *key, const VtNode *node, const char *text)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_DATE, node->span,
                                           "\"%s\" is not a date: \"%s\"", key->name, text);
    g_autofree char *guess = guess_date(text);
    if (key->type == VT_KEY_END_DATE && means_present(text))
        vt_diagnostic_note(diagnostic, "write %s: present", key->name);
    else if (is_range(text))
        vt_diagnostic_note(diagnostic, "a time has two keys: start: 2019-04 and end: 2021-06");
    else if (guess != NULL)
        vt_diagnostic_note(diagnostic, "write %s: %s", key->name, guess);
    else
        vt_diagnostic_note(diagnostic, "dates are written year first: 2020, 2020-03 or 2020-03-15%s",
                           key->type == VT_KEY_END_DATE ? ", or present" : "");
}

static void report_present(VtReader *reader, const VtKey *key, const VtNode *node)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_PRESENT, node->span,
                                           "only \"end\" may be present, not \"%s\"", key->name);
    vt_diagnostic_note(diagnostic, "write the date itself, as in %s: 2023-04", key->name);
}

static void report_calendar(VtReader *reader, const VtKey *key, const VtNode *node, const char *text)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_CALENDAR, node->span,
                                           "\"%s\" is a date that does not exist: %s", key->name, text);
    vt_diagnostic_note(diagnostic,
                       "the order is year, month, day; write less when the day is not known: 2023-02");
}

bool vt_read_date(VtReader *reader, const VtKey *key, const VtNode *node, VtDate *date)
{
    bool scalar = node->type == VT_NODE_STRING || node->type == VT_NODE_INTEGER ||
                  node->type == VT_NODE_NUMBER;
    VtSlice trimmed = scalar ? vt_slice_trim(vt_slice(node->text)) : (VtSlice){0};
    if (trimmed.length == 0) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    g_autofree char *text = g_strndup(trimmed.data, trimmed.length);
    if (strcmp(text, "present") == 0) {
        if (key->type == VT_KEY_END_DATE) {
            *date = (VtDate){.present = true};
            return true;
        }
        report_present(reader, key, node);
        return false;
    }
    VtDate parsed = {0};
    VtDateError error = vt_date_parse(trimmed, &parsed);
    if (error == VT_DATE_FORM)
        report_form(reader, key, node, text);
    else if (error == VT_DATE_CALENDAR)
        report_calendar(reader, key, node, text);
    else
        *date = parsed;
    return error == VT_DATE_OK;
}
