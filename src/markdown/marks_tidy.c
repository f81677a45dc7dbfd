/* What a cut leaves behind, tidied. Only what is left is looked at, and where something is missing; so the
 * result does not depend on what was cut. Lines are read as blocks, what the cuts have emptied is dropped,
 * until nothing more is. */
#include "marks.h"

/* A line of the draft. */
typedef struct Line {
    size_t start, end, next; /* `end`: without the line break */
    bool dropped;
    /* Whole lines are missing before it. */
    bool gap, gap_hidden;
    bool gap_shown;  /* the last of them was a mark of what is shown */
    bool gap_joined; /* something hidden follows such a mark directly */
    unsigned gap_column;
    /* Something is missing in it. */
    bool touched, touched_hidden, touched_block;
    /* How it is written out. */
    bool skipped;      /* a blank line that a cut made superfluous */
    VtSlice separator; /* before it, so that it does not grow together with what is above; empty: none */
    size_t prefix;     /* of that: bytes of this line */
    size_t number;     /* offset of digits to be written as 1 … */
    size_t digits;     /* … and how many; 0: none */
} Line;

/* A quote or item. */
typedef struct Node {
    size_t first, last; /* lines */
    unsigned indent;
    bool whole_line; /* nothing of another container begins on its first line before it */
    bool content;
    bool cut;
} Node;

/* What stands at the top level, for headings. */
typedef enum EventKind { EVENT_CONTENT, EVENT_CUT, EVENT_HEADING } EventKind;

typedef struct Event {
    EventKind kind;
    unsigned level;
    size_t first, last; /* lines of a heading */
} Event;

typedef struct Tidy {
    const VtDraft *draft;
    GArray *lines;  /* of Line; the last is empty and stands for the end */
    GArray *nodes;  /* of Node */
    GArray *events; /* of Event */
    VtContainers state;
    size_t open[VT_CONTAINERS_MOST]; /* node of each container */
    size_t paragraph;                /* line where the paragraph at hand began */
    size_t paragraph_event;
    size_t table;      /* line of the table's head, or VT_UNKNOWN */
    size_t table_last; /* its last line so far */
    size_t table_rows;
    bool changed;
} Tidy;

static Line *line_at(const Tidy *tidy, size_t index)
{
    return &g_array_index(tidy->lines, Line, index);
}

static const char *text_of(const Tidy *tidy, const Line *line)
{
    return tidy->draft->text.text.data + line->start;
}

static bool is_blank(const Tidy *tidy, const Line *line)
{
    const char *text = text_of(tidy, line);
    for (size_t i = 0; i < line->end - line->start; i++)
        if (!strchr(" \t\r", text[i]))
            return false;
    return true;
}

/* Nothing is left but marks of quotes. */
static bool is_hollow(const Tidy *tidy, const Line *line)
{
    const char *text = text_of(tidy, line);
    for (size_t i = 0; i < line->end - line->start; i++)
        if (!strchr(" \t\r>", text[i]))
            return false;
    return true;
}

/* ---- Lines and cuts ---- */

static void split_lines(Tidy *tidy)
{
    const VtBuffer *text = &tidy->draft->text.text;
    for (size_t at = 0; at < text->length;) {
        const char *newline = memchr(text->data + at, '\n', text->length - at);
        size_t next = newline ? (size_t)(newline - text->data) + 1 : text->length;
        size_t end = newline ? next - 1 : next;
        if (end > at && text->data[end - 1] == '\r')
            end--;
        Line line = {.start = at, .end = end, .next = next};
        g_array_append_val(tidy->lines, line);
        at = next;
    }
    Line last = {.start = text->length, .end = text->length, .next = text->length};
    g_array_append_val(tidy->lines, last);
}

static void add_gap(Line *line, bool hidden, unsigned column)
{
    line->gap_column = line->gap ? MIN(line->gap_column, column) : column;
    line->gap_joined |= hidden && line->gap_shown;
    line->gap_shown = !hidden;
    line->gap_hidden |= hidden;
    line->gap = true;
}

static void note_cut(Line *line, const VtCutPlace *cut)
{
    if (cut->lines) {
        add_gap(line, cut->hidden, cut->column);
        return;
    }
    line->touched = true;
    line->touched_hidden |= cut->hidden;
    line->touched_block |= cut->block;
}

static void note_cuts(Tidy *tidy)
{
    size_t index = 0;
    for (size_t i = 0; i < tidy->draft->cuts->len; i++) {
        const VtCutPlace *cut = &g_array_index(tidy->draft->cuts, VtCutPlace, i);
        while (index + 1 < tidy->lines->len && line_at(tidy, index)->next <= cut->at)
            index++;
        note_cut(line_at(tidy, index), cut);
    }
}

/* Drops lines; what comes next stands behind a gap then. */
static void drop(Tidy *tidy, size_t first, size_t last, bool hidden, unsigned column)
{
    for (size_t i = first; i <= last; i++) {
        Line *line = line_at(tidy, i);
        if (line->gap)
            add_gap(line_at(tidy, last + 1), line->gap_hidden, line->gap_column);
        line->dropped = true;
    }
    add_gap(line_at(tidy, last + 1), hidden, column);
    tidy->changed = true;
}

/* A line that words were cut out of and that holds nothing more would part its paragraph in two. */
static void drop_hollow(Tidy *tidy)
{
    for (size_t i = 0; i + 1 < tidy->lines->len; i++) {
        Line *line = line_at(tidy, i);
        if (!line->touched || !is_hollow(tidy, line))
            continue;
        line->dropped = true;
        Line *next = line_at(tidy, i + 1);
        if (line->gap || line->touched_block)
            add_gap(next, line->gap_hidden || line->touched_hidden, line->gap_column);
        else if (line->touched_hidden)
            next->touched_hidden = next->touched = true;
    }
}

/* ---- Gaps ---- */

/* Blank lines [first, end), then the line at hand. */
typedef struct Gap {
    size_t first, end;
    bool any, hidden;
    bool spaced; /* blank lines stand on both sides of each cut */
    unsigned column;
} Gap;

/* The blank line behind what is hidden goes with it, so where it follows a mark directly, it leaves none
 * behind that mark. */
static Gap find_gap(const Tidy *tidy, size_t first, size_t line)
{
    Gap gap = {.first = first, .end = line, .spaced = true};
    bool blank = false;
    for (size_t i = first; i <= line; i++) {
        const Line *at = line_at(tidy, i);
        if (at->gap && !at->dropped) {
            gap.column = gap.any ? MIN(gap.column, at->gap_column) : at->gap_column;
            gap.any = true;
            gap.hidden |= at->gap_hidden;
            gap.spaced = gap.spaced && blank && !at->gap_joined;
            blank = false;
        }
        blank = blank || (i < line && !at->dropped);
    }
    gap.spaced = gap.spaced && blank;
    return gap;
}

static bool in_list(const VtContainers *state)
{
    for (unsigned i = 0; i < state->depth; i++)
        if (state->stack[i].item)
            return true;
    return false;
}

static void read_text(VtContainers *state, const char *text, size_t length, VtBlockLine *read)
{
    vt_containers_read(state, text, length, read);
}

static void read_line(const Tidy *tidy, VtContainers *state, size_t index, VtBlockLine *read)
{
    const Line *line = line_at(tidy, index);
    read_text(state, text_of(tidy, line), line->end - line->start, read);
}

static void open_nodes(Tidy *tidy, const VtBlockLine *read, size_t index)
{
    for (unsigned i = 0; i < read->opened; i++) {
        const VtContainer *container = &tidy->state.stack[read->matched + i];
        Node node = {.first = index, .last = index, .indent = container->indent, .whole_line = i == 0};
        tidy->open[read->matched + i] = tidy->nodes->len;
        g_array_append_val(tidy->nodes, node);
    }
}

static void read_blank(Tidy *tidy, size_t index)
{
    VtBlockLine read;
    read_line(tidy, &tidy->state, index, &read);
    open_nodes(tidy, &read, index);
    for (unsigned i = 0; i < tidy->state.depth && !is_blank(tidy, line_at(tidy, index)); i++)
        g_array_index(tidy->nodes, Node, tidy->open[i]).last = index;
}

static void keep_all(Tidy *tidy, const Gap *gap)
{
    for (size_t i = gap->first; i < gap->end; i++)
        if (!line_at(tidy, i)->dropped)
            read_blank(tidy, i);
}

static bool opens_quote(const Tidy *tidy, size_t index)
{
    VtContainers trial = tidy->state;
    VtBlockLine read;
    read_line(tidy, &trial, index, &read);
    return read.opened > 0;
}

/* One blank line of a gap that begins nothing; one without marks of quotes, if there is any. VT_UNKNOWN:
 * none. */
static size_t choose_blank(const Tidy *tidy, const Gap *gap)
{
    size_t chosen = VT_UNKNOWN;
    for (size_t i = gap->first; i < gap->end; i++) {
        if (line_at(tidy, i)->dropped || opens_quote(tidy, i))
            continue;
        if (is_blank(tidy, line_at(tidy, i)))
            return i;
        chosen = MIN(chosen, i);
    }
    return chosen;
}

/* Keeps one blank line of a gap, or none; skips the others. */
static void keep_one(Tidy *tidy, const Gap *gap, size_t kept)
{
    for (size_t i = gap->first; i < gap->end; i++)
        line_at(tidy, i)->skipped = i != kept;
    if (kept != VT_UNKNOWN)
        read_blank(tidy, kept);
}

/* Would the line be more of the paragraph or table above, though something stood between them? */
static void separate(Tidy *tidy, size_t index)
{
    Line *line = line_at(tidy, index);
    const char *text = text_of(tidy, line);
    VtContainers trial = tidy->state;
    VtBlockLine read;
    read_line(tidy, &trial, index, &read);
    bool row = tidy->state.leaf == VT_LEAF_TABLE && read.leaf == VT_LEAF_TABLE && text[read.content] == '|';
    if ((tidy->state.leaf != VT_LEAF_PARAGRAPH && tidy->state.leaf != VT_LEAF_TABLE) || row)
        return;
    line->separator = tidy->state.leaf == VT_LEAF_TABLE ? VT_SLICE("\n") : VT_SLICE("<!---->\n");
    line->prefix = read.behind;
    g_autofree char *comment = g_strdup_printf("%.*s%.*s", (int)line->prefix, text,
                                               (int)line->separator.length - 1, line->separator.data);
    read_text(&tidy->state, comment, strlen(comment), &read);
}

/* A blank line without ">" parts two quotes, and so their lists. */
static bool ends_quote(const Tidy *tidy, size_t blank, unsigned matched)
{
    bool quoted = false;
    for (unsigned i = 0; i < matched; i++)
        quoted |= !tidy->state.stack[i].item;
    return quoted && blank != VT_UNKNOWN && is_blank(tidy, line_at(tidy, blank));
}

/* Decides what stands between the lines around a gap. */
static void bridge(Tidy *tidy, const Gap *gap, size_t index)
{
    VtContainers trial = tidy->state;
    VtBlockLine read;
    read_line(tidy, &trial, index, &read);
    size_t blank = choose_blank(tidy, gap);
    bool item = read.opened > 0 && trial.stack[read.matched].item;
    if (item && in_list(&tidy->state) && !ends_quote(tidy, blank, read.matched)) {
        keep_one(tidy, gap, gap->spaced ? blank : VT_UNKNOWN);
        return;
    }
    keep_one(tidy, gap, blank);
    if (blank == VT_UNKNOWN)
        separate(tidy, index);
}

/* An ordered list that lost its first items begins with 1, in as many digits as it had. */
static void number_first(const Tidy *tidy, Line *line, const VtContainers *before, const VtContainers *now,
                         const VtBlockLine *read)
{
    if (read->opened == 0)
        return;
    const VtContainer *item = &now->stack[read->matched];
    bool ordered = item->item && (item->marker == '.' || item->marker == ')');
    const VtContainer *old = before->depth > read->matched ? &before->stack[read->matched] : NULL;
    if (!ordered || (old && old->item && old->marker == item->marker))
        return;
    line->number = line->start + read->markers[0];
    line->digits = strspn(tidy->draft->text.text.data + line->number, "0123456789");
}

/* ---- What stands where ---- */

static void add_event(Tidy *tidy, EventKind kind, unsigned level, size_t first, size_t last)
{
    Event event = {kind, level, first, last};
    g_array_append_val(tidy->events, event);
}

static void note_gap(Tidy *tidy, const Gap *gap, unsigned depth)
{
    if (!gap->hidden)
        return;
    for (unsigned i = 0; i < depth; i++) {
        Node *node = &g_array_index(tidy->nodes, Node, tidy->open[i]);
        node->cut |= node->indent <= gap->column;
    }
    add_event(tidy, EVENT_CUT, 0, 0, 0);
}

/* Comments show nothing, and definitions where they stand. */
static bool shows_nothing(const Tidy *tidy, const Line *line, const VtBlockLine *read, bool definitions)
{
    VtSlice text = vt_slice_trim(
        (VtSlice){text_of(tidy, line) + read->content, line->end - line->start - read->content});
    if (read->leaf == VT_LEAF_HTML)
        return text.length > 6 && memcmp(text.data, "<!--", 4) == 0 &&
               memcmp(text.data + text.length - 3, "-->", 3) == 0;
    bool tick_box = line->touched_hidden && text.length == 3 && text.data[0] == '[' && text.data[2] == ']';
    if (tick_box)
        return true;
    return definitions && read->leaf == VT_LEAF_PARAGRAPH && tidy->state.paragraph_lines == 1 &&
           text.length > 3 && text.data[0] == '[' && memmem(text.data, text.length, "]:", 2);
}

static void note_heading(Tidy *tidy, const VtBlockLine *read, size_t index)
{
    if (!read->underline) {
        add_event(tidy, EVENT_HEADING, read->level, index, index);
        return;
    }
    g_array_set_size(tidy->events, (guint)MIN(tidy->paragraph_event, tidy->events->len));
    add_event(tidy, EVENT_HEADING, read->level, tidy->paragraph, index);
}

static void note_content(Tidy *tidy, const VtBlockLine *read, size_t index)
{
    const Line *line = line_at(tidy, index);
    for (unsigned i = 0; i < tidy->state.depth; i++) {
        Node *node = &g_array_index(tidy->nodes, Node, tidy->open[i]);
        node->last = index;
        node->content |= !read->blank && !shows_nothing(tidy, line, read, false);
        node->cut |= line->touched_hidden;
    }
    if (line->touched_hidden)
        add_event(tidy, EVENT_CUT, 0, 0, 0);
    if (read->blank)
        return;
    if (read->leaf == VT_LEAF_PARAGRAPH && tidy->state.paragraph_lines == 1) {
        tidy->paragraph = index;
        tidy->paragraph_event = tidy->events->len;
    }
    if (read->leaf == VT_LEAF_HEADING && tidy->state.depth == 0)
        note_heading(tidy, read, index);
    else if (!shows_nothing(tidy, line, read, true))
        add_event(tidy, EVENT_CONTENT, 0, 0, 0);
}

/* A table of which only the head is left goes. `index`: the first line that is not the table's. */
static void end_table(Tidy *tidy, size_t index)
{
    if (tidy->table == VT_UNKNOWN)
        return;
    size_t next = tidy->table_last + 1;
    while (next < index && line_at(tidy, next)->dropped)
        next++;
    const Line *line = line_at(tidy, next);
    if (tidy->table_rows == 0 && line->gap && line->gap_hidden)
        drop(tidy, tidy->table, tidy->table_last, true, 0);
    tidy->table = VT_UNKNOWN;
}

static void note_table(Tidy *tidy, const VtBlockLine *read, size_t index)
{
    if (read->leaf != VT_LEAF_TABLE) {
        end_table(tidy, index);
        return;
    }
    if (tidy->table == VT_UNKNOWN) {
        tidy->table = tidy->paragraph;
        tidy->table_rows = 0;
    } else {
        tidy->table_rows++;
    }
    tidy->table_last = index;
}

static void take_line(Tidy *tidy, const Gap *gap, size_t index)
{
    note_gap(tidy, gap, tidy->state.depth);
    if (gap->any)
        bridge(tidy, gap, index);
    else
        keep_all(tidy, gap);
    Line *line = line_at(tidy, index);
    VtContainers before = tidy->state;
    VtBlockLine read;
    read_line(tidy, &tidy->state, index, &read);
    if (gap->hidden)
        number_first(tidy, line, &before, &tidy->state, &read);
    open_nodes(tidy, &read, index);
    note_table(tidy, &read, index);
    note_content(tidy, &read, index);
}

static void forget(Tidy *tidy)
{
    g_array_set_size(tidy->nodes, 0);
    g_array_set_size(tidy->events, 0);
    tidy->state = (VtContainers){0};
    tidy->table = VT_UNKNOWN;
    tidy->changed = false;
    for (size_t i = 0; i < tidy->lines->len; i++) {
        Line *line = line_at(tidy, i);
        line->skipped = false;
        line->separator = (VtSlice){0};
        line->digits = 0;
    }
}

static void read_all(Tidy *tidy)
{
    forget(tidy);
    size_t first = 0;
    for (size_t i = 0; i + 1 < tidy->lines->len; i++) {
        const Line *line = line_at(tidy, i);
        if (line->dropped || is_hollow(tidy, line))
            continue;
        Gap gap = find_gap(tidy, first, i);
        take_line(tidy, &gap, i);
        first = i + 1;
    }
    size_t last = tidy->lines->len - 1;
    end_table(tidy, last);
    Gap gap = find_gap(tidy, first, last);
    note_gap(tidy, &gap, tidy->state.depth);
    if (gap.any)
        keep_one(tidy, &gap, VT_UNKNOWN);
}

/* ---- What was emptied ---- */

static void drop_nodes(Tidy *tidy)
{
    for (size_t i = 0; i < tidy->nodes->len; i++) {
        const Node *node = &g_array_index(tidy->nodes, Node, i);
        if (node->cut && !node->content && node->whole_line && !line_at(tidy, node->first)->dropped)
            drop(tidy, node->first, node->last, true, node->indent > 2 ? node->indent - 2 : 0);
    }
}

typedef struct Open {
    const Event *heading;
    bool content;
    bool cut;
} Open;

/* `## ` of which all words were cut. */
static bool is_bare(const Tidy *tidy, const Event *heading)
{
    const Line *line = line_at(tidy, heading->first);
    const char *text = text_of(tidy, line);
    if (heading->first != heading->last || !line->touched_hidden)
        return false;
    for (size_t i = 0; i < line->end - line->start; i++)
        if (!strchr(" \t\r#", text[i]))
            return false;
    return true;
}

static void close_heading(Tidy *tidy, GArray *open)
{
    Open closed = g_array_index(open, Open, open->len - 1);
    g_array_set_size(open, open->len - 1);
    Open *parent = open->len > 0 ? &g_array_index(open, Open, open->len - 1) : NULL;
    bool bare = is_bare(tidy, closed.heading);
    if ((!closed.content && closed.cut) || bare)
        drop(tidy, closed.heading->first, closed.heading->last, true, 0);
    if (!parent)
        return;
    parent->cut |= closed.cut;
    parent->content |= closed.content || !(closed.cut || bare);
}

static void drop_headings(Tidy *tidy)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    for (size_t i = 0; i < tidy->events->len; i++) {
        const Event *event = &g_array_index(tidy->events, Event, i);
        while (event->kind == EVENT_HEADING && open->len > 0 &&
               g_array_index(open, Open, open->len - 1).heading->level >= event->level)
            close_heading(tidy, open);
        if (event->kind == EVENT_HEADING) {
            Open heading = {.heading = event};
            g_array_append_val(open, heading);
        } else if (open->len > 0) {
            Open *last = &g_array_index(open, Open, open->len - 1);
            last->content |= event->kind == EVENT_CONTENT;
            last->cut |= event->kind == EVENT_CUT;
        }
    }
    while (open->len > 0)
        close_heading(tidy, open);
}

/* ---- Writing ---- */

static void write_line(const Tidy *tidy, const Line *line, VtRevision *out)
{
    const VtRevision *draft = &tidy->draft->text;
    if (line->separator.length > 0) {
        size_t origin = vt_revision_origin(draft, line->start);
        vt_revision_copy(out, draft, line->start, line->start + line->prefix);
        vt_revision_insert(out, origin, line->separator);
    }
    if (line->digits == 0) {
        vt_revision_copy(out, draft, line->start, line->next);
        return;
    }
    static const char zeros[] = "0000000000";
    size_t origin = vt_revision_origin(draft, line->number);
    vt_revision_copy(out, draft, line->start, line->number);
    vt_revision_insert(out, origin, (VtSlice){zeros, MIN(line->digits, sizeof zeros) - 1});
    vt_revision_insert(out, origin, VT_SLICE("1"));
    vt_revision_copy(out, draft, line->number + line->digits, line->next);
}

void vt_draft_tidy(const VtDraft *draft, VtRevision *out)
{
    enum { ROUNDS = 16 };
    Tidy *tidy = g_new0(Tidy, 1);
    tidy->draft = draft;
    tidy->lines = g_array_new(FALSE, TRUE, sizeof(Line));
    tidy->nodes = g_array_new(FALSE, TRUE, sizeof(Node));
    tidy->events = g_array_new(FALSE, TRUE, sizeof(Event));
    split_lines(tidy);
    note_cuts(tidy);
    drop_hollow(tidy);
    for (unsigned round = 0; round < ROUNDS; round++) {
        read_all(tidy);
        drop_nodes(tidy);
        drop_headings(tidy);
        if (!tidy->changed)
            break;
    }
    for (size_t i = 0; i < tidy->lines->len; i++)
        if (!line_at(tidy, i)->dropped && !line_at(tidy, i)->skipped)
            write_line(tidy, line_at(tidy, i), out);
    g_array_free(tidy->lines, TRUE);
    g_array_free(tidy->nodes, TRUE);
    g_array_free(tidy->events, TRUE);
    g_free(tidy);
}
