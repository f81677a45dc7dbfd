/* Pairs of comments, and what is wrong with those that find no partner. */
#include "marks.h"

static VtMarkComment *comment_at(const VtSurveyor *s, size_t index)
{
    return &g_array_index(s->comments, VtMarkComment, index);
}

/* ---- The words of a comment ---- */

static void report_form(VtSurveyor *s, const VtMarkComment *comment, const char *what, const char *wanted)
{
    VtDiagnostic *diagnostic = vt_survey_report(s, VT_MARK_FORM, comment->start, comment->end, "%s", what);
    if (diagnostic)
        vt_diagnostic_note(diagnostic, "write %s", wanted);
}

static bool ends_name(char c)
{
    return g_ascii_isspace(c) || c == ',';
}

static void read_names(VtSurveyor *s, size_t at, size_t end, VtMark *mark)
{
    const char *text = s->source->text;
    size_t most = (end - at) / 2 + 1, count = 0;
    const char **names = VT_ARENA_ARRAY(s->arena, const char *, most);
    VtPlace *places = VT_ARENA_ARRAY(s->arena, VtPlace, most);
    while (at < end) {
        while (at < end && ends_name(text[at]))
            at++;
        size_t start = at;
        while (at < end && !ends_name(text[at]))
            at++;
        if (at == start)
            break;
        places[count] = (VtPlace){start, at};
        names[count++] = vt_arena_copy(s->arena, text + start, at - start);
    }
    mark->audiences = names;
    mark->audience_places = places;
    mark->audience_count = count;
}

/* `audience: NAME…` or `/audience`. */
static bool read_words(VtSurveyor *s, const VtMarkComment *comment, VtMark *mark)
{
    const char *text = s->source->text;
    size_t at = comment->start + 4, end = comment->end - 3;
    while (at < end && g_ascii_isspace(text[at]))
        at++;
    at += strlen("audience") + comment->closes;
    while (at < end && g_ascii_isspace(text[at]))
        at++;
    if (comment->closes) {
        if (at < end)
            report_form(s, comment, "a closing audience mark names nobody", "<!-- /audience -->");
        return at >= end;
    }
    if (at >= end || text[at] != ':') {
        report_form(s, comment, "an audience mark has a colon before its names", "<!-- audience: NAME -->");
        return false;
    }
    read_names(s, at + 1, end, mark);
    if (mark->audience_count > 0)
        return true;
    VtDiagnostic *diagnostic = vt_survey_report(s, VT_AUDIENCE_EMPTY, comment->start, comment->end,
                                                "this audience mark names nobody");
    if (diagnostic)
        vt_diagnostic_note(diagnostic, "write <!-- audience: private --> to hide it from all");
    return false;
}

/* ---- Pairs ---- */

static bool is_inside(const VtSurveyor *s, unsigned container, unsigned item)
{
    while (container > item)
        container = g_array_index(s->items, VtMarkItem, container).parent;
    return container == item;
}

/* Its item or row is over where `close` stands, so that it covers that. */
static bool has_ended(const VtSurveyor *s, const VtMarkComment *open, const VtMarkComment *close)
{
    if (open->row > 0)
        return open->row != close->row;
    return open->item > 0 && !is_inside(s, close->container, open->item);
}

static bool are_pair(const VtMarkComment *open, const VtMarkComment *close)
{
    if (open->container != close->container || open->in_html != close->in_html || open->alt != close->alt)
        return false;
    return open->in_html || (open->block == close->block && open->span == close->span);
}

static void add_mark(VtSurveyor *s, VtMark mark, unsigned owner)
{
    g_array_append_val(s->marks, mark);
    g_array_append_val(s->owners, owner);
}

static void pair(VtSurveyor *s, const VtMarkComment *open, const VtMarkComment *close)
{
    VtMark mark = {
        .open = {open->start, open->end}, .close = {close->start, close->end}, .parent = VT_NO_MARK};
    bool across = open->in_html && open->block != close->block;
    bool alone = open->in_html && vt_stands_first(s->source, s->start, open->start) &&
                 vt_stands_last(s->source, s->end, close->end);
    mark.form = across || alone ? VT_MARK_LINES : VT_MARK_WORDS;
    if (read_words(s, open, &mark) && read_words(s, close, &mark))
        add_mark(s, mark, 0);
}

static void report_unclosed(VtSurveyor *s, const VtMarkComment *open)
{
    VtDiagnostic *diagnostic = vt_survey_report(s, VT_MARK_UNCLOSED, open->start, open->end,
                                                "this audience mark is never closed");
    if (!diagnostic)
        return;
    vt_diagnostic_note(diagnostic, "only in a list item or a table row may the closing mark be left out");
    vt_diagnostic_note(diagnostic, "write <!-- /audience --> where the marked part ends");
}

/* Never closed: the row or item around it is meant, where there is one. */
static void cover(VtSurveyor *s, const VtMarkComment *open)
{
    VtMark mark = {.open = {open->start, open->end}, .close = {open->end, open->end}, .parent = VT_NO_MARK};
    if (open->row > 0 && open->head) {
        VtDiagnostic *diagnostic = vt_survey_report(s, VT_MARKDOWN_AUDIENCE_MARK, open->start, open->end,
                                                    "a table's head can't be for some audiences only");
        if (diagnostic)
            vt_diagnostic_note(diagnostic, "mark the whole table, or words of a cell with a closing mark");
        return;
    }
    bool all = (s->flags & VT_SURVEY_ITEM) != 0;
    if ((open->row == 0 && open->item == 0 && !all) || (open->stream > 0 && open->row == 0)) {
        report_unclosed(s, open);
        return;
    }
    mark.form = open->row > 0 ? VT_MARK_ROW : VT_MARK_ITEM;
    if (read_words(s, open, &mark))
        add_mark(s, mark, open->row > 0 ? 0 : open->item);
}

static void report_unopened(VtSurveyor *s, const VtMarkComment *close)
{
    VtDiagnostic *diagnostic = vt_survey_report(s, VT_MARK_UNOPENED, close->start, close->end,
                                                "this closes no audience mark");
    if (diagnostic)
        vt_diagnostic_note(diagnostic, "write <!-- audience: NAME --> before it, or delete it");
}

static const char *why_crossed(const VtMarkComment *open, const VtMarkComment *close)
{
    if (open->row != close->row || (open->row > 0 && open->block != close->block))
        return "open and close it in one cell, or leave out the closing mark to cover the whole row";
    if (open->item != close->item)
        return "open and close it in one list item, or leave out the closing mark to cover the whole item";
    if (open->in_html != close->in_html)
        return "put both comments on lines of their own, or both among the words of one paragraph";
    if (open->block == close->block)
        return "open and close it in the same words: not one inside of emphasis or a link, the other outside";
    return "open and close it in one paragraph, or put both comments on lines of their own";
}

static void report_crossed(VtSurveyor *s, const VtMarkComment *open, const VtMarkComment *close)
{
    VtDiagnostic *diagnostic = vt_survey_report(
        s, VT_MARK_CROSSED, close->start, close->end,
        "an audience mark is closed in another place than it was opened");
    if (!diagnostic)
        return;
    vt_survey_place(s, diagnostic, open->start, open->end, "opened here");
    vt_diagnostic_note(diagnostic, "%s", why_crossed(open, close));
}

/* `stack`: indexes of comments that are open. */
static void match_close(VtSurveyor *s, const VtMarkComment *close, GArray *stack)
{
    const VtMarkComment *ended = NULL;
    while (stack->len > 0) {
        const VtMarkComment *open = comment_at(s, g_array_index(stack, size_t, stack->len - 1));
        bool over = !are_pair(open, close) && has_ended(s, open, close);
        if (over) {
            cover(s, open);
            ended = ended ? ended : open;
            g_array_set_size(stack, stack->len - 1);
            continue;
        }
        if (are_pair(open, close)) {
            pair(s, open, close);
            g_array_set_size(stack, stack->len - 1);
            return;
        }
        report_crossed(s, ended ? ended : open, close);
        if (!ended)
            g_array_set_size(stack, stack->len - 1);
        return;
    }
    if (ended)
        report_crossed(s, ended, close);
    else
        report_unopened(s, close);
}

static void match_stream(VtSurveyor *s, size_t first, size_t end)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = first; i < end; i++) {
        if (comment_at(s, i)->closes)
            match_close(s, comment_at(s, i), stack);
        else
            g_array_append_val(stack, i);
    }
    for (size_t i = stack->len; i > 0; i--)
        cover(s, comment_at(s, g_array_index(stack, size_t, i - 1)));
}

void vt_survey_match(VtSurveyor *s)
{
    for (size_t first = 0, end; first < s->comments->len; first = end) {
        unsigned stream = comment_at(s, first)->stream;
        for (end = first + 1; end < s->comments->len && comment_at(s, end)->stream == stream;)
            end++;
        match_stream(s, first, end);
    }
}
