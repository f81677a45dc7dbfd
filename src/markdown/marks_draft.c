/* The source without what is hidden and without comments of marks; where something is missing is noted. */
#include "marks.h"

void vt_draft_init(VtDraft *draft, const VtSource *source)
{
    *draft = (VtDraft){.text.source = source, .cuts = g_array_new(FALSE, FALSE, sizeof(VtCutPlace))};
}

void vt_draft_finish(VtDraft *draft)
{
    vt_revision_finish(&draft->text);
    g_array_free(draft->cuts, TRUE);
}

/* A part of the source that goes. */
typedef struct Cut {
    VtPlace place;
    bool lines;
    bool hidden;
    bool block;
    unsigned column;
} Cut;

static unsigned column_of(const VtSurvey *survey, size_t at)
{
    return (unsigned)MIN(at - vt_line_start(survey->source, survey->start, at), 10000);
}

static bool stands_alone(const VtSurvey *survey, VtPlace place)
{
    return vt_stands_first(survey->source, survey->start, place.start) &&
           vt_stands_last(survey->source, survey->end, place.end);
}

/* ---- What goes ---- */

static void add_hidden(const VtSurvey *survey, const VtMark *mark, GArray *cuts)
{
    size_t first = mark->form == VT_MARK_ITEM ? mark->extent.start : mark->open.start;
    bool mid_line = mark->extent.start > vt_line_start(survey->source, survey->start, mark->extent.start);
    Cut cut = {
        .place = mark->extent,
        .lines = mark->form != VT_MARK_WORDS && !mid_line,
        .hidden = true,
        .column = column_of(survey, first),
    };
    if (mark->form == VT_MARK_ITEM)
        while (cut.lines && strchr(" \t>", survey->source->text[first]) && first + 1 < mark->extent.end)
            cut.column = column_of(survey, ++first);
    cut.block = !cut.lines && vt_stands_first(survey->source, survey->start, mark->open.start);
    g_array_append_val(cuts, cut);
}

/* A comment of a mark that is shown: its whole line where it stands alone there. */
static void add_comment(const VtSurvey *survey, const VtMark *mark, VtPlace comment, GArray *cuts)
{
    if (comment.start == comment.end)
        return;
    Cut cut = {.place = comment, .column = column_of(survey, comment.start)};
    cut.lines = mark->form != VT_MARK_WORDS && stands_alone(survey, comment);
    cut.block = !cut.lines && vt_stands_first(survey->source, survey->start, comment.start);
    if (cut.lines)
        cut.place = (VtPlace){vt_line_start(survey->source, survey->start, comment.start),
                              vt_line_next(survey->source, survey->end, comment.end)};
    g_array_append_val(cuts, cut);
}

/* A block on one line, `<!-- audience: x -->Words<!-- /audience -->`, stays a block when the comments go. */
static void add_borders(const VtSurvey *survey, const VtMark *mark, GArray *cuts)
{
    if (mark->form != VT_MARK_LINES)
        return;
    unsigned column = column_of(survey, mark->open.start);
    Cut before = {{mark->extent.start, mark->extent.start}, .lines = true, .column = column};
    Cut after = {{mark->extent.end, mark->extent.end}, .lines = true, .column = column};
    if (!stands_alone(survey, mark->open))
        g_array_append_val(cuts, before);
    if (!stands_alone(survey, mark->close))
        g_array_append_val(cuts, after);
}

static int compare_cuts(gconstpointer a, gconstpointer b)
{
    const Cut *first = a, *second = b;
    if (first->place.start != second->place.start)
        return first->place.start < second->place.start ? -1 : 1;
    return first->place.end < second->place.end ? -1 : first->place.end > second->place.end;
}

static bool parent_hidden(const VtSurvey *survey, const VtMark *mark, const char *audience)
{
    return mark->parent != VT_NO_MARK && !vt_mark_visible(survey, mark->parent, audience);
}

static GArray *find_cuts(const VtSurvey *survey, const char *audience, bool keep, size_t *hidden)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(Cut));
    *hidden = 0;
    for (size_t i = 0; i < survey->mark_count; i++) {
        const VtMark *mark = &survey->marks[i];
        if (!keep && parent_hidden(survey, mark, audience))
            continue;
        if (!keep && !vt_mark_visible(survey, i, audience)) {
            add_hidden(survey, mark, cuts);
            ++*hidden;
            continue;
        }
        add_comment(survey, mark, mark->open, cuts);
        add_comment(survey, mark, mark->close, cuts);
        add_borders(survey, mark, cuts);
    }
    g_array_sort(cuts, compare_cuts);
    return cuts;
}

/* ---- Taking it out ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Nothing stands before on the draft's line but what begins blocks. */
static bool begins_line(const VtBuffer *text)
{
    size_t at = text->length;
    while (at > 0 && text->data[at - 1] != '\n')
        if (!strchr(" \t>*+-", text->data[--at]))
            return false;
    return true;
}

/* The draft's line is nothing but quote marks and markers of list items. */
static bool is_bare_marker(const VtBuffer *text)
{
    size_t start = text->length, markers = 0;
    while (start > 0 && text->data[start - 1] != '\n')
        start--;
    const char *at = text->data + start, *end = text->data + text->length;
    while (at < end) {
        if (strchr(" \t>", *at)) {
            at++;
            continue;
        }
        const char *marker = at;
        while (at < end && g_ascii_isdigit(*at))
            at++;
        bool ordered = at > marker && at < end && (*at == '.' || *at == ')');
        if (at == end || !(ordered || (at == marker && strchr("-+*", *at))))
            return false;
        markers++;
        if (++at < end && !is_space(*at))
            return false;
    }
    return markers > 0;
}

/* A marker with nothing behind it could be the line below a heading's text, or no marker at all. */
static void fill_item(const VtSurvey *survey, VtRevision *draft, size_t at)
{
    if (survey->line || !vt_stands_last(survey->source, survey->end, at) || !is_bare_marker(&draft->text))
        return;
    if (!is_space(draft->text.data[draft->text.length - 1]))
        vt_revision_insert(draft, at, VT_SLICE(" "));
    vt_revision_insert(draft, at, VT_SLICE("<!---->"));
}

static void drop_spaces(VtDraft *draft)
{
    VtRevision *text = &draft->text;
    while (text->text.length > 0 && is_space(text->text.data[text->text.length - 1]))
        text->text.length--;
    while (text->piece_count > 0 && text->pieces[text->piece_count - 1].start >= text->text.length)
        text->piece_count--;
    for (size_t i = draft->cuts->len; i > 0; i--) {
        VtCutPlace *cut = &g_array_index(draft->cuts, VtCutPlace, i - 1);
        if (cut->at <= text->text.length)
            break;
        cut->at = text->text.length;
    }
}

/* No two spaces, and none before a full stop. Returns where the source goes on. */
static size_t join_words(const VtSurvey *survey, VtDraft *draft, size_t at)
{
    const char *source = survey->source->text;
    const VtBuffer *text = &draft->text.text;
    char next = at < survey->end ? source[at] : '\n';
    if (begins_line(text)) {
        while (at < survey->end && is_space(source[at]))
            at++;
    } else if (is_space(text->data[text->length - 1]) && strchr(" \t\r\n.,;:!?)]}", next)) {
        drop_spaces(draft);
    }
    return at;
}

size_t vt_draft_make(const VtSurvey *survey, const char *audience, VtProjectFlags flags, VtDraft *draft)
{
    size_t hidden;
    g_autoptr(GArray) cuts = find_cuts(survey, audience, (flags & VT_PROJECT_UNSAFE_KEEP) != 0, &hidden);
    size_t at = survey->start;
    for (size_t i = 0; i < cuts->len; i++) {
        const Cut *cut = &g_array_index(cuts, Cut, i);
        if (cut->place.end < at || (cut->place.start < at && cut->place.end == at))
            continue;
        vt_revision_keep(&draft->text, at, cut->place.start);
        at = MAX(at, cut->place.end);
        if (!cut->lines) {
            at = join_words(survey, draft, at);
            fill_item(survey, &draft->text, at);
        }
        VtCutPlace place = {draft->text.text.length, cut->lines, cut->hidden, cut->block, cut->column};
        g_array_append_val(draft->cuts, place);
    }
    vt_revision_keep(&draft->text, at, survey->end);
    return hidden;
}
