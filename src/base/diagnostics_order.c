#include "diagnostics_record.h"

/* A total order over everything that is shown, so that the order of the threads that added cannot be seen.
 * What says the same of the same line and column is a duplicate, whatever its notes: one mistake in a theme's
 * layout is found again on the way of every kind of page. */

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_positions(VtPosition a, VtPosition b)
{
    int order = compare_sizes(a.line, b.line);
    return order ? order : compare_sizes(a.column, b.column);
}

static int compare_places(const VtPlace *a, const VtPlace *b)
{
    int order = g_strcmp0(a->path, b->path);
    return order ? order : compare_positions(a->start, b->start);
}

static int compare_notes(const VtDiagnostic *a, const VtDiagnostic *b)
{
    size_t a_count = vt_diagnostic_note_count(a);
    size_t b_count = vt_diagnostic_note_count(b);
    for (size_t i = 0; i < MIN(a_count, b_count); i++) {
        const VtPlacedNote *a_note = vt_diagnostic_note_at(a, i);
        const VtPlacedNote *b_note = vt_diagnostic_note_at(b, i);
        int order = compare_places(&a_note->place, &b_note->place);
        if (!order)
            order = compare_positions(a_note->place.end, b_note->place.end);
        if (!order)
            order = strcmp(a_note->text, b_note->text);
        if (order)
            return order;
    }
    return compare_sizes(a_count, b_count);
}

static int compare_findings(const VtDiagnostic *a, const VtDiagnostic *b)
{
    int order = compare_places(&a->place, &b->place);
    if (!order)
        order = strcmp(a->info->name, b->info->name);
    if (!order)
        order = strcmp(a->message, b->message);
    return order ? order : compare_positions(a->place.end, b->place.end);
}

static int compare_diagnostics(gconstpointer left, gconstpointer right)
{
    const VtDiagnostic *a = *(VtDiagnostic *const *)left;
    const VtDiagnostic *b = *(VtDiagnostic *const *)right;
    int order = compare_findings(a, b);
    if (!order)
        order = g_strcmp0(a->suggestion, b->suggestion);
    return order ? order : compare_notes(a, b);
}

/* Without a line, only the notes tell one finding from another. */
static bool is_duplicate(const VtDiagnostic *a, const VtDiagnostic *b)
{
    return compare_findings(a, b) == 0 && (a->place.start.line > 0 || compare_diagnostics(&a, &b) == 0);
}

GPtrArray *vt_diagnostics_sorted(const GPtrArray *all)
{
    GPtrArray *sorted = g_ptr_array_sized_new(all->len);
    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(all, i));
    g_ptr_array_sort(sorted, compare_diagnostics);
    guint kept = 0;
    for (guint i = 0; i < sorted->len; i++)
        if (kept == 0 || !is_duplicate(sorted->pdata[kept - 1], sorted->pdata[i]))
            sorted->pdata[kept++] = sorted->pdata[i];
    g_ptr_array_set_size(sorted, (gint)kept);
    return sorted;
}
