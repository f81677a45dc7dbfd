/* Gaps and overlaps. A date known to the year may be any of its months, so what is reported is there in every
 * reading: a gap from the last month that the one may have ended in to the first that the other may have
 * begun in. */
#include "resume_lint.h"

enum {
    LONGEST_GAP = 6,    /* months that nobody asks about */
    LONGEST_OVERLAP = 2 /* a handover */
};

/* A stretch of time, in months since year 0. */
typedef struct Stretch {
    const VtEditionEntry *entry;
    int first_start, last_start, first_end, last_end;
} Stretch;

static bool stretch_of(const VtLint *lint, const VtEditionEntry *entry, Stretch *stretch)
{
    VtDate today = lint->edition->today;
    const VtFields *fields = &entry->fields;
    VtDate end = vt_date_is_set(fields->end) ? fields->end : (VtDate){.present = true};
    if (!vt_date_is_set(fields->start))
        return false;
    *stretch = (Stretch){.entry = entry,
                         .first_start = vt_date_first_month(fields->start, today),
                         .last_start = vt_date_last_month(fields->start, today),
                         .first_end = vt_date_first_month(end, today),
                         .last_end = vt_date_last_month(end, today)};
    return true;
}

static int compare_starts(const void *a, const void *b)
{
    const Stretch *x = a, *y = b;
    if (x->first_start != y->first_start)
        return x->first_start < y->first_start ? -1 : 1;
    return strcmp(x->entry->path, y->entry->path);
}

static void add_stretches(const VtLint *lint, VtEntryList entries, GArray *stretches)
{
    for (size_t i = 0; i < entries.count; i++) {
        Stretch stretch;
        if (stretch_of(lint, entries.items[i], &stretch))
            g_array_append_val(stretches, stretch);
    }
}

static bool is_role(const Stretch *stretch)
{
    return stretch->entry->kind == VT_KIND_ROLE;
}

static void report_gap(const VtLint *lint, const Stretch *before, const Stretch *after)
{
    int months = after->first_start - before->last_end - 1;
    if (months <= LONGEST_GAP)
        return;
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_GAP, vt_lint_span(lint, after->entry, "start"),
                                              "before this role there is nothing for %d months", months);
    if (diagnostic == NULL)
        return;
    vt_diagnostic_place(diagnostic, vt_lint_span(lint, before->entry, "end"), "what came before ends here");
    vt_diagnostic_note(diagnostic, "a line on what the time was for is better than a question");
}

/* Against whatever ends last of all that began earlier. */
static void check_gaps(const VtLint *lint, const GArray *stretches)
{
    const Stretch *latest = NULL;
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);
        if (latest != NULL && is_role(stretch))
            report_gap(lint, latest, stretch);
        if (latest == NULL || stretch->last_end > latest->last_end)
            latest = stretch;
    }
}

static void report_overlap(const VtLint *lint, const Stretch *earlier, const Stretch *later)
{
    int months = MIN(earlier->first_end, later->first_end) - later->last_start + 1;
    if (months <= LONGEST_OVERLAP)
        return;
    VtDiagnostic *diagnostic = vt_lint_report(
        lint, VT_RESUME_OVERLAP, vt_lint_span(lint, later->entry, "start"),
        "this role and \"%s\" overlap by %d months", earlier->entry->title.text, months);
    if (diagnostic == NULL)
        return;
    vt_diagnostic_place(diagnostic, vt_lint_span(lint, earlier->entry, "end"), "which ends here");
    vt_diagnostic_note(diagnostic, "if both are right, say so in the text: part-time, freelance");
}

/* Two that both go on are told apart: see check_present. */
static void check_overlaps(const VtLint *lint, const GArray *stretches)
{
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *earlier = &g_array_index(stretches, Stretch, i);
        for (guint j = i + 1; is_role(earlier) && j < stretches->len; j++) {
            const Stretch *later = &g_array_index(stretches, Stretch, j);
            bool both_go_on = earlier->entry->current && later->entry->current;
            if (is_role(later) && !both_go_on)
                report_overlap(lint, earlier, later);
        }
    }
}

static void check_present(const VtLint *lint, const GArray *stretches)
{
    const Stretch *newest = NULL;
    for (guint i = stretches->len; i > 0; i--) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i - 1);
        if (!is_role(stretch) || !stretch->entry->current)
            continue;
        if (newest == NULL) {
            newest = stretch;
            continue;
        }
        VtDiagnostic *diagnostic = vt_lint_report(
            lint, VT_RESUME_PRESENT, vt_lint_span(lint, stretch->entry, "end"),
            "this role goes on, and so does the later \"%s\"", newest->entry->title.text);
        if (diagnostic == NULL)
            return;
        vt_diagnostic_place(diagnostic, vt_lint_span(lint, newest->entry, "end"), "the later role");
        vt_diagnostic_note(diagnostic, "if this one is over, write when it ended: end: 2023-04");
    }
}

static bool is_year(VtDate date)
{
    return vt_date_is_set(date) && !date.present && date.month == 0;
}

/* Months matter for what is recent; of what is long past nobody asks for them. */
static void check_precision(const VtLint *lint, const VtEditionEntry *role)
{
    enum { RECENT_YEARS = 10 };
    const VtFields *fields = &role->fields;
    bool start = is_year(fields->start), end = is_year(fields->end);
    bool recent = role->current || fields->end.year + RECENT_YEARS > lint->edition->today.year;
    if (!recent || (!start && !end))
        return;
    VtDiagnostic *diagnostic = vt_lint_report(
        lint, VT_RESUME_DATES, vt_lint_span(lint, role, start ? "start" : "end"),
        "only the year is known in which this role %s", start ? "began" : "ended");
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "application forms ask for months: %s: %d-05", start ? "start" : "end",
                           start ? fields->start.year : fields->end.year);
}

void vt_lint_dates(const VtLint *lint)
{
    const VtEdition *edition = lint->edition;
    g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    add_stretches(lint, edition->roles, stretches);
    add_stretches(lint, edition->education, stretches);
    g_array_sort(stretches, compare_starts);
    check_gaps(lint, stretches);
    check_overlaps(lint, stretches);
    check_present(lint, stretches);
    for (size_t i = 0; i < edition->roles.count; i++)
        check_precision(lint, edition->roles.items[i]);
}
