/* What each mark covers, and which marks stand in which. */
#include "marks.h"

static VtMark *mark_at(const VtSurveyor *s, size_t index)
{
    return &g_array_index(s->marks, VtMark, index);
}

/* ---- Pairs and rows ---- */

/* Whole lines where nothing else stands on them; else exactly from comment to comment. */
static void set_lines(const VtSurveyor *s, VtMark *mark)
{
    bool last = vt_stands_last(s->source, s->end, mark->close.end);
    bool first = vt_stands_first(s->source, s->start, mark->open.start);
    mark->extent = (VtPlace){mark->open.start, mark->close.end};
    if (first && last)
        mark->extent = (VtPlace){vt_line_start(s->source, s->start, mark->open.start),
                                 vt_line_next(s->source, s->end, mark->close.end)};
    else
        mark->form = VT_MARK_WORDS;
}

static void set_simple(const VtSurveyor *s, VtMark *mark)
{
    switch (mark->form) {
    case VT_MARK_WORDS:
        mark->extent = (VtPlace){mark->open.start, mark->close.end};
        break;
    case VT_MARK_LINES:
        set_lines(s, mark);
        break;
    case VT_MARK_ROW:
        mark->extent = (VtPlace){vt_line_start(s->source, s->start, mark->open.start),
                                 vt_line_next(s->source, s->end, mark->open.end)};
        break;
    case VT_MARK_ITEM:
        mark->extent = (VtPlace){s->start, s->end};
        break;
    }
}

/* ---- Items ---- */

typedef struct Item {
    size_t start; /* of its line, or of its marker where another item's stands before it */
    size_t end;   /* of its last line with anything on it */
} Item;

/* The text read line by line. A pair of marks on lines of their own is not there for the lists around it, and
 * what is between them, hidden or not, can't end an item that goes on after it. */
typedef struct Lines {
    VtContainers state;
    size_t open[VT_CONTAINERS_MOST]; /* index in `items` of each container */
    size_t start;                    /* of the pair before which this was saved */
} Lines;

/* A line of nothing but an opening or a closing comment. */
typedef struct Edge {
    size_t start, next;
    bool opens;
} Edge;

typedef struct Reading {
    const VtSurveyor *s;
    Lines now;
    GArray *saved; /* of Lines: at the opening of each pair that is not closed yet */
    GArray *items; /* of Item */
    GArray *edges; /* of Edge */
    size_t edge;
    GArray *places; /* of size_t: marks whose item is looked for, by place */
    size_t place;
    size_t *found; /* by mark: its item and 1 */
} Reading;

static int compare_edges(gconstpointer a, gconstpointer b)
{
    size_t first = ((const Edge *)a)->start, second = ((const Edge *)b)->start;
    return first < second ? -1 : first > second;
}

static void add_edge(Reading *reading, VtPlace comment, bool opens)
{
    const VtSurveyor *s = reading->s;
    Edge edge = {vt_line_start(s->source, s->start, comment.start),
                 vt_line_next(s->source, s->end, comment.end), opens};
    g_array_append_val(reading->edges, edge);
}

static void find_edges(Reading *reading)
{
    const VtSurveyor *s = reading->s;
    for (size_t i = 0; i < s->marks->len; i++) {
        const VtMark *mark = mark_at(s, i);
        bool own_lines = vt_stands_last(s->source, s->end, mark->open.end) &&
                         vt_stands_first(s->source, s->start, mark->close.start);
        if (mark->form != VT_MARK_LINES || !own_lines)
            continue;
        add_edge(reading, mark->open, true);
        add_edge(reading, mark->close, false);
    }
    g_array_sort(reading->edges, compare_edges);
}

/* An item from before the pair that went on to its very end holds all of the pair. */
static void extend_items(Reading *reading, const Lines *before, const Edge *edge)
{
    unsigned depth = MIN(before->state.depth, reading->now.state.depth);
    for (unsigned i = 0; i < depth && before->open[i] == reading->now.open[i]; i++) {
        Item *item = &g_array_index(reading->items, Item, before->open[i]);
        if (item->end > before->start)
            item->end = edge->next;
    }
}

static void open_items(Reading *reading, const VtBlockLine *line, size_t start)
{
    for (unsigned i = 0; i < line->opened; i++) {
        unsigned depth = line->matched + i;
        Item item = {i == 0 ? start : start + line->markers[i], start};
        reading->now.open[depth] = reading->items->len;
        g_array_append_val(reading->items, item);
    }
}

static void extend_open(Reading *reading, size_t next)
{
    for (unsigned depth = 0; depth < reading->now.state.depth; depth++)
        g_array_index(reading->items, Item, reading->now.open[depth]).end = next;
}

static void pass_edge(Reading *reading, const Edge *edge)
{
    if (edge->opens) {
        reading->now.start = edge->start;
        g_array_append_val(reading->saved, reading->now);
    } else if (reading->saved->len > 0) {
        Lines before = g_array_index(reading->saved, Lines, reading->saved->len - 1);
        extend_items(reading, &before, edge);
        reading->now = before;
        g_array_set_size(reading->saved, reading->saved->len - 1);
    }
}

/* The innermost item that is open, and 1. */
static size_t innermost(const Reading *reading)
{
    for (unsigned depth = reading->now.state.depth; depth > 0; depth--)
        if (reading->now.state.stack[depth - 1].item)
            return reading->now.open[depth - 1] + 1;
    return 0;
}

static void read_line(Reading *reading, size_t start, size_t end, size_t next)
{
    VtBlockLine line;
    vt_containers_read(&reading->now.state, reading->s->source->text + start, end - start, &line);
    open_items(reading, &line, start);
    if (!line.blank || line.opened > 0)
        extend_open(reading, next);
    for (; reading->place < reading->places->len; reading->place++) {
        size_t index = g_array_index(reading->places, size_t, reading->place);
        if (mark_at(reading->s, index)->open.start >= next)
            break;
        reading->found[index] = innermost(reading);
    }
}

static void read_lines(Reading *reading)
{
    const VtSurveyor *s = reading->s;
    for (size_t start = s->start, next; start < s->end; start = next) {
        next = vt_line_next(s->source, s->end, start);
        if (reading->edge < reading->edges->len) {
            const Edge *edge = &g_array_index(reading->edges, Edge, reading->edge);
            if (edge->start == start) {
                reading->edge++;
                next = edge->next;
                pass_edge(reading, edge);
                continue;
            }
        }
        read_line(reading, start, vt_line_end(s->source, s->end, start), next);
    }
}

static void report_lost(VtSurveyor *s, const VtMark *mark)
{
    VtDiagnostic *diagnostic = vt_survey_report(
        s, VT_MARK_UNCLOSED, mark->open.start, mark->open.end,
        "where the list item of this audience mark ends can't be told");
    if (diagnostic)
        vt_diagnostic_note(diagnostic, "write <!-- /audience --> where the marked part ends");
}

/* Both must agree on what the item holds: md4c, which is right, and the lines, which know where it begins. */
static void set_item(VtSurveyor *s, const Reading *reading, size_t index)
{
    VtMark *mark = mark_at(s, index);
    unsigned owner = g_array_index(s->owners, unsigned, index);
    const VtMarkItem *known = &g_array_index(s->items, VtMarkItem, owner);
    size_t found = reading->found[index];
    const Item *item = found > 0 ? &g_array_index(reading->items, Item, found - 1) : NULL;
    if (!item || known->first < item->start || known->last > item->end) {
        report_lost(s, mark);
        return;
    }
    mark->extent = (VtPlace){item->start, item->end};
    bool mid_line = item->start > vt_line_start(s->source, s->start, item->start);
    if (mid_line && item->end > item->start && s->source->text[item->end - 1] == '\n')
        mark->extent.end--;
}

static int compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    const VtSurveyor *s = data;
    size_t first = mark_at(s, *(const size_t *)a)->open.start;
    size_t second = mark_at(s, *(const size_t *)b)->open.start;
    return first < second ? -1 : first > second;
}

static void find_items(VtSurveyor *s)
{
    Reading *reading = g_new0(Reading, 1);
    reading->s = s;
    reading->saved = g_array_new(FALSE, FALSE, sizeof(Lines));
    reading->items = g_array_new(FALSE, FALSE, sizeof(Item));
    reading->edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    reading->places = g_array_new(FALSE, FALSE, sizeof(size_t));
    reading->found = g_new0(size_t, s->marks->len + 1);
    for (size_t i = 0; i < s->marks->len; i++)
        if (mark_at(s, i)->form == VT_MARK_ITEM)
            g_array_append_val(reading->places, i);
    g_array_sort_with_data(reading->places, compare_places, s);
    find_edges(reading);
    read_lines(reading);
    for (size_t i = 0; i < reading->places->len; i++)
        set_item(s, reading, g_array_index(reading->places, size_t, i));
    g_array_free(reading->saved, TRUE);
    g_array_free(reading->items, TRUE);
    g_array_free(reading->edges, TRUE);
    g_array_free(reading->places, TRUE);
    g_free(reading->found);
    g_free(reading);
}

/* ---- Nesting ---- */

static int compare_marks(gconstpointer a, gconstpointer b)
{
    size_t first = ((const VtMark *)a)->open.start, second = ((const VtMark *)b)->open.start;
    return first < second ? -1 : first > second;
}

/* Outer marks first. */
static int compare_extents(gconstpointer a, gconstpointer b, gpointer data)
{
    const VtMark *first = mark_at(data, *(const size_t *)a), *second = mark_at(data, *(const size_t *)b);
    if (first->extent.start != second->extent.start)
        return first->extent.start < second->extent.start ? -1 : 1;
    if (first->extent.end != second->extent.end)
        return first->extent.end > second->extent.end ? -1 : 1;
    return first->open.start < second->open.start ? -1 : first->open.start > second->open.start;
}

static void report_overlap(VtSurveyor *s, const VtMark *outer, const VtMark *inner)
{
    VtDiagnostic *diagnostic = vt_survey_report(
        s, VT_MARK_CROSSED, inner->open.start, inner->open.end,
        "this audience mark covers a part of what another covers, and more");
    if (!diagnostic)
        return;
    vt_survey_place(s, diagnostic, outer->open.start, outer->open.end, "the other begins here");
    vt_diagnostic_note(diagnostic, "marks stand one inside the other, or one after the other");
}

static void nest(VtSurveyor *s)
{
    g_autofree size_t *order = g_new(size_t, s->marks->len + 1);
    for (size_t i = 0; i < s->marks->len; i++)
        order[i] = i;
    g_qsort_with_data(order, (int)s->marks->len, sizeof *order, compare_extents, s);
    size_t outer = VT_NO_MARK;
    for (size_t i = 0; i < s->marks->len; i++) {
        VtMark *mark = mark_at(s, order[i]);
        while (outer != VT_NO_MARK && mark_at(s, outer)->extent.end <= mark->extent.start)
            outer = mark_at(s, outer)->parent;
        if (outer != VT_NO_MARK && mark_at(s, outer)->extent.end < mark->extent.end)
            report_overlap(s, mark_at(s, outer), mark);
        mark->parent = outer;
        outer = order[i];
    }
}

void vt_survey_extents(VtSurveyor *s)
{
    bool items = false;
    for (size_t i = 0; i < s->marks->len; i++) {
        set_simple(s, mark_at(s, i));
        items |= mark_at(s, i)->form == VT_MARK_ITEM;
    }
    if (items && !(s->flags & (VT_SURVEY_LINE | VT_SURVEY_ITEM)))
        find_items(s);
    g_array_sort(s->marks, compare_marks);
    nest(s);
}
