#include <vitrine/limits.h>

#include <errno.h>

typedef struct LimitRow {
    const char *name;
    uint64_t usual, most;
} LimitRow;

static const LimitRow rows[VT_LIMIT_COUNT] = {
#define VT_LIMIT(id, name, usual, most, what) {name, usual, most},
#include <vitrine/limits.def>
#undef VT_LIMIT
};

uint64_t vt_limit(const VtLimits *limits, VtLimit limit)
{
    return limits->given[limit] != 0 ? limits->given[limit] : rows[limit].usual;
}

static const LimitRow *row_of(const char *name, size_t length)
{
    for (size_t i = 0; i < VT_LIMIT_COUNT; i++)
        if (strlen(rows[i].name) == length && strncmp(rows[i].name, name, length) == 0)
            return &rows[i];
    return NULL;
}

/* "2G" is 2 << 30. 0 where it is no such number. */
static uint64_t read_number(const char *text)
{
    static const char units[] = "KMG";
    char *end = NULL;
    errno = 0;
    uint64_t number = g_ascii_isdigit(*text) ? g_ascii_strtoull(text, &end, 10) : 0;
    if (number == 0 || errno != 0)
        return 0;
    const char *unit = *end != '\0' ? strchr(units, g_ascii_toupper(*end)) : NULL;
    if (*end != '\0' && (unit == NULL || end[1] != '\0'))
        return 0;
    unsigned shift = unit != NULL ? 10 * (unsigned)(unit - units + 1) : 0;
    return number <= UINT64_MAX >> shift ? number << shift : 0;
}

static char *tell_names(const char *given, int length)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < VT_LIMIT_COUNT; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", rows[i].name);
    return g_strdup_printf("--limit has no \"%.*s\", but these: %s", length, given, names->str);
}

char *vt_limits_set(VtLimits *limits, const char *given)
{
    const char *equals = strchr(given, '=');
    size_t length = equals != NULL ? (size_t)(equals - given) : strlen(given);
    const LimitRow *row = row_of(given, length);
    if (row == NULL)
        return tell_names(given, (int)length);
    uint64_t number = equals != NULL ? read_number(equals + 1) : 0;
    if (number == 0 || number > row->most)
        return g_strdup_printf("--limit %s wants a number from 1 to %" G_GUINT64_FORMAT ", as in %s=2G",
                               row->name, row->most, row->name);
    limits->given[row - rows] = number;
    return NULL;
}

/* At least twice what it was, in round numbers. */
static uint64_t enough(const VtLimits *limits, VtLimit limit, uint64_t needed)
{
    uint64_t number = vt_limit(limits, limit) * 2;
    while (number < needed && number <= rows[limit].most)
        number *= 2;
    return number;
}

char *vt_limit_advice(const VtLimits *limits, VtLimit limit, uint64_t needed)
{
    uint64_t number = enough(limits, limit, needed);
    unsigned unit = 0;
    for (; unit < 3 && number % 1024 == 0; unit++)
        number /= 1024;
    return g_strdup_printf("--limit %s=%" G_GUINT64_FORMAT "%.*s raises that", rows[limit].name, number,
                           unit > 0, &"KMG"[unit > 0 ? unit - 1 : 0]);
}

void vt_limit_note(VtDiagnostic *diagnostic, const VtLimits *limits, VtLimit limit, uint64_t needed)
{
    if (enough(limits, limit, needed) > rows[limit].most)
        return;
    g_autofree char *advice = vt_limit_advice(limits, limit, needed);
    vt_diagnostic_note(diagnostic, "%s", advice);
}
