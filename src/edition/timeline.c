/* Spans of time, in whole months: the finest that partial dates allow. */
#include "edition_build.h"

/* Kinds that last; what else has a start has no present. */
static bool lasts(VtKind kind)
{
    return kind == VT_KIND_ROLE || kind == VT_KIND_PROJECT || kind == VT_KIND_COMMUNITY ||
           kind == VT_KIND_EDUCATION;
}

static bool is_current(const VtEditionEntry *entry, VtDate today)
{
    const VtFields *fields = &entry->fields;
    if (fields->end.present)
        return true;
    if (!lasts(entry->kind) || !vt_date_is_set(fields->start) || vt_date_is_set(fields->end))
        return false;
    return !vt_date_certainly_before(today, fields->start);
}

VtMonths vt_entry_months(const VtEditionEntry *entry, VtDate today)
{
    static const VtMonths none = {.first = 1, .last = 0};
    if (!vt_date_is_set(entry->fields.start))
        return none;
    VtDate end = entry->current ? (VtDate){.present = true} : entry->fields.end;
    if (!vt_date_is_set(end))
        return none;
    return (VtMonths){vt_date_first_month(entry->fields.start, today), vt_date_last_month(end, today)};
}

void vt_cover_add(VtCover *cover, VtMonths months)
{
    int from = cover->months == 0 ? months.first : MAX(months.first, cover->last + 1);
    if (from > months.last)
        return;
    cover->months += months.last - from + 1;
    cover->last = months.last;
}

static VtDate date_listed(const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    bool by_start = entry->kind == VT_KIND_ROLE || entry->kind == VT_KIND_COMMUNITY;
    if (by_start && vt_date_is_set(fields->start))
        return fields->start;
    return vt_date_is_set(fields->date) ? fields->date : fields->updated;
}

static bool is_upcoming(const VtEditionEntry *entry, VtDate today)
{
    return entry->kind == VT_KIND_TALK && vt_date_is_set(entry->fields.date) &&
           !vt_date_certainly_before(entry->fields.date, today);
}

void vt_build_timeline(VtBuild *build)
{
    VtDate today = build->options->today;
    for (size_t i = 0; i < build->shown_count; i++) {
        VtEditionEntry *entry = &build->shown[i];
        entry->current = is_current(entry, today);
        VtMonths months = vt_entry_months(entry, today);
        entry->months = months.first <= months.last ? months.last - months.first + 1 : 0;
        entry->dated = date_listed(entry);
        entry->upcoming = is_upcoming(entry, today);
    }
}

typedef struct Start {
    int first;
    uint32_t index;
} Start;

static int compare_starts(const void *a, const void *b)
{
    const Start *x = a;
    const Start *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

GArray *vt_build_by_start(const VtBuild *build)
{
    g_autofree Start *starts = g_new(Start, build->listed_count);
    size_t count = 0;
    for (size_t i = 0; i < build->listed_count; i++)
        if (build->listed[i]->months > 0)
            starts[count++] = (Start){vt_entry_months(build->listed[i], build->options->today).first,
                                      (uint32_t)vt_shown_index(build, build->listed[i])};
    if (count > 0)
        qsort(starts, count, sizeof(Start), compare_starts);
    GArray *order = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), (guint)count);
    for (size_t i = 0; i < count; i++)
        g_array_append_val(order, starts[i].index);
    return order;
}
