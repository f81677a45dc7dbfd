/* md4c's callbacks, answered with places: runs of text, and comments with where they stand. */
#include "marks.h"

#define AT(array, type, index) (&g_array_index((array), type, (index)))

/* ---- Runs ---- */

static void add_run(VtSurveyor *s, VtRunKind kind, size_t start, size_t end)
{
    VtRun run = {.kind = kind, .block = s->block, .start = start, .end = end, .link = s->link};
    g_array_append_val(s->runs, run);
}

static void note_item(VtSurveyor *s, size_t start, size_t end)
{
    VtMarkItem *item = AT(s->items, VtMarkItem, s->container);
    item->first = MIN(item->first, start);
    item->last = MAX(item->last, end);
}

/* ---- Addresses and titles ---- */

/* The place of an attribute that md4c did not have to copy. */
static bool add_attribute(VtSurveyor *s, VtRunKind kind, const MD_ATTRIBUTE *attribute)
{
    if (!attribute->text || attribute->size == 0)
        return true;
    size_t start = vt_markdown_offset(s->md, attribute->text);
    if (start == VT_UNKNOWN)
        return false;
    add_run(s, kind, start, start + attribute->size);
    return true;
}

static size_t skip_space(const VtSurveyor *s, size_t at)
{
    while (at < s->end && g_ascii_isspace(s->source->text[at]))
        at++;
    return at;
}

static size_t destination_end(const VtSurveyor *s, size_t at, bool angled)
{
    unsigned parentheses = 0;
    for (; at < s->end; at++) {
        char c = s->source->text[at];
        if (c == '\\')
            at++;
        else if (angled ? c == '>' : (guchar)c <= ' ' || (c == ')' && parentheses == 0))
            break;
        else
            parentheses += (c == '(') - (c == ')');
    }
    return MIN(at, s->end);
}

/* Behind the text of a link whose address or title holds escapes, as they stand there. */
static void find_attributes(VtSurveyor *s, bool address, bool title)
{
    const char *text = s->source->text;
    size_t at = s->last_end;
    while (at < s->end && strchr("*_~`", text[at]) && text[at] != '\0')
        at++;
    if (s->end - at < 3 || text[at] != ']' || text[at + 1] != '(')
        return;
    at = skip_space(s, at + 2);
    bool angled = at < s->end && text[at] == '<';
    size_t end = destination_end(s, at + angled, angled);
    if (address)
        add_run(s, VT_RUN_ADDRESS, at + angled, end);
    at = skip_space(s, end + angled);
    if (!title || at >= s->end || !strchr("\"'(", text[at]))
        return;
    char close = text[at] == '(' ? ')' : text[at];
    size_t start = ++at;
    while (at < s->end && text[at] != close)
        at += text[at] == '\\' ? 2 : 1;
    add_run(s, VT_RUN_TITLE, start, MIN(at, s->end));
}

/* ---- Comments ---- */

/* md4c lets no block but a blank line end a table, so a comment on a line of its own is a row for it. */
static bool is_false_row(const VtSurveyor *s, size_t start, size_t end)
{
    return s->row > 0 && !s->head && vt_stands_first(s->source, s->start, start) &&
           vt_stands_last(s->source, s->end, end);
}

static void add_comment(VtSurveyor *s, size_t start, size_t end, const char *inside)
{
    while (g_ascii_isspace(*inside))
        inside++;
    VtMarkComment comment = {
        .start = start,
        .end = end,
        .closes = *inside == '/',
        .in_html = s->in_html,
        .alt = s->image_depth > 0,
        .stream = s->stream,
        .container = s->container,
        .item = s->item,
        .row = s->row,
        .head = s->head,
        .block = s->block,
        .span = s->span,
    };
    if (is_false_row(s, start, end)) {
        comment.in_html = true;
        comment.row = 0;
        comment.block = ++s->blocks;
        comment.span = 0;
    }
    g_array_append_val(s->comments, comment);
}

/* Where the comment that begins at `start` ends; the end of the text where it never does. */
static size_t comment_end(const VtSurveyor *s, size_t start)
{
    const char *text = s->source->text;
    size_t left = s->end - start;
    if ((left > 4 && text[start + 4] == '>') ||
        (left > 5 && text[start + 4] == '-' && text[start + 5] == '>'))
        return start + (text[start + 4] == '>' ? 5 : 6);
    const char *close = left > 4 ? memmem(text + start + 4, left - 4, "-->", 3) : NULL;
    return close ? (size_t)(close - text) + 3 : s->end + 1;
}

static void begin_comment(VtSurveyor *s, size_t start)
{
    const char *text = s->source->text;
    size_t end = comment_end(s, start);
    s->comment_start = start;
    s->comment_end = end;
    if (end <= s->end && vt_markdown_is_audience_mark(text + start + 4, text + s->end))
        add_comment(s, start, end, text + start + 4);
}

/* Comments of a piece of raw HTML; one may go on in the pieces that follow. */
static void read_html(VtSurveyor *s, size_t start, size_t end)
{
    const char *text = s->source->text;
    size_t at = MAX(start, s->comment_end);
    while (at < end) {
        const char *found = memmem(text + at, end - at, "<!--", 4);
        if (!found || (!s->in_html && (size_t)(found - text) != start))
            return;
        begin_comment(s, (size_t)(found - text));
        at = s->comment_end;
    }
}

/* A comment that its block does not close hides what follows, or nothing. */
static void check_comment_closed(VtSurveyor *s)
{
    bool cut_off = s->comment_end > s->last_end && s->comment_start < s->last_end;
    if (cut_off && s->comments->len > 0) {
        const VtMarkComment *last = AT(s->comments, VtMarkComment, s->comments->len - 1);
        if (last->start == s->comment_start)
            vt_survey_report(s, VT_MARK_FORM, last->start, MIN(last->start + 4, s->end),
                             "this audience mark's comment does not end in its paragraph or block of HTML");
    }
    s->comment_end = 0;
}

/* ---- Blocks ----
 *
 * In a list without blank lines md4c makes no paragraphs, so that each border of any block begins a new leaf.
 */

static void enter_container(VtSurveyor *s, bool item)
{
    VtMarkItem made = {.parent = s->container, .item = item, .first = SIZE_MAX};
    g_array_append_val(s->items, made);
    s->container = s->items->len - 1;
    if (item)
        s->item = s->container;
}

static void leave_container(VtSurveyor *s)
{
    VtMarkItem left = *AT(s->items, VtMarkItem, s->container);
    s->container = left.parent;
    if (left.last > 0)
        note_item(s, left.first, left.last);
    if (!left.item)
        return;
    s->item = s->container;
    while (s->item > 0 && !AT(s->items, VtMarkItem, s->item)->item)
        s->item = AT(s->items, VtMarkItem, s->item)->parent;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)detail;
    VtSurveyor *s = data;
    if (type == MD_BLOCK_LI || type == MD_BLOCK_QUOTE)
        enter_container(s, type == MD_BLOCK_LI);
    else if (type == MD_BLOCK_TR)
        s->row = ++s->rows;
    else if (type == MD_BLOCK_THEAD)
        s->head = true;
    s->block = ++s->blocks;
    s->in_html = type == MD_BLOCK_HTML;
    s->in_code = type == MD_BLOCK_CODE;
    g_array_set_size(s->spans, 0);
    s->span = s->link = s->image_depth = 0;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)detail;
    VtSurveyor *s = data;
    check_comment_closed(s);
    s->block = ++s->blocks;
    if (type == MD_BLOCK_LI || type == MD_BLOCK_QUOTE)
        leave_container(s);
    else if (type == MD_BLOCK_TR)
        s->row = 0;
    else if (type == MD_BLOCK_THEAD)
        s->head = false;
    s->in_html = s->in_code = false;
    return 0;
}

/* ---- Spans ---- */

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    VtSurveyor *s = data;
    g_array_append_val(s->spans, s->span);
    s->span = ++s->span_count;
    s->in_code = type == MD_SPAN_CODE;
    if (type != MD_SPAN_A && type != MD_SPAN_IMG)
        return 0;
    const MD_SPAN_A_DETAIL *link = detail;
    const MD_SPAN_IMG_DETAIL *image = detail;
    s->image_depth += type == MD_SPAN_IMG;
    g_array_append_val(s->open_links, s->link);
    s->link = ++s->links;
    add_attribute(s, VT_RUN_ADDRESS, type == MD_SPAN_A ? &link->href : &image->src);
    add_attribute(s, VT_RUN_TITLE, type == MD_SPAN_A ? &link->title : &image->title);
    return 0;
}

static bool is_copied(const VtSurveyor *s, const MD_ATTRIBUTE *attribute)
{
    return attribute->text && attribute->size > 0 && vt_markdown_offset(s->md, attribute->text) == VT_UNKNOWN;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    VtSurveyor *s = data;
    if (s->spans->len > 0) {
        s->span = g_array_index(s->spans, unsigned, s->spans->len - 1);
        g_array_set_size(s->spans, s->spans->len - 1);
    }
    s->in_code = false;
    if (type != MD_SPAN_A && type != MD_SPAN_IMG)
        return 0;
    const MD_SPAN_A_DETAIL *link = detail;
    const MD_SPAN_IMG_DETAIL *image = detail;
    const MD_ATTRIBUTE *address = type == MD_SPAN_A ? &link->href : &image->src;
    const MD_ATTRIBUTE *title = type == MD_SPAN_A ? &link->title : &image->title;
    if (is_copied(s, address) || is_copied(s, title))
        find_attributes(s, is_copied(s, address), is_copied(s, title));
    if (s->image_depth > 0 && type == MD_SPAN_IMG)
        s->image_depth--;
    if (s->open_links->len > 0) {
        s->link = g_array_index(s->open_links, unsigned, s->open_links->len - 1);
        g_array_set_size(s->open_links, s->open_links->len - 1);
    }
    return 0;
}

/* ---- Text ---- */

static VtRunKind run_kind(const VtSurveyor *s, MD_TEXTTYPE type)
{
    if (type == MD_TEXT_CODE || s->in_code)
        return VT_RUN_CODE;
    if (type == MD_TEXT_HTML)
        return VT_RUN_HTML;
    if (s->image_depth > 0)
        return VT_RUN_ALT;
    return type == MD_TEXT_ENTITY ? VT_RUN_ENTITY : VT_RUN_TEXT;
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    VtSurveyor *s = data;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        add_run(s, VT_RUN_BREAK, s->last_end, s->last_end);
        return 0;
    }
    size_t start = vt_markdown_offset(s->md, text);
    if (start == VT_UNKNOWN || size == 0 || start > s->end || size > s->end - start)
        return 0;
    size_t end = start + size;
    s->last_end = end;
    note_item(s, start, end);
    add_run(s, run_kind(s, type), start, end);
    if (type == MD_TEXT_HTML)
        read_html(s, start, end);
    return 0;
}

/* ---- The whole ---- */

static const MD_PARSER callbacks = {
    .enter_block = enter_block,
    .leave_block = leave_block,
    .enter_span = enter_span,
    .leave_span = leave_span,
    .text = read_text,
};

static bool read_footnotes(VtSurveyor *s)
{
    for (size_t i = 0; i < s->md->footnotes->len; i++) {
        size_t length;
        const char *input = vt_footnote_input(s->md, i, &length);
        s->stream = (unsigned)i + 1;
        s->container = s->item = 0;
        enter_container(s, false);
        if (!vt_markdown_read_with(s->md, input, length, &callbacks, s))
            return false;
    }
    return true;
}

bool vt_survey_read(VtSurveyor *s)
{
    VtMarkItem text = {.first = SIZE_MAX};
    g_array_append_val(s->items, text);
    if (s->flags & VT_SURVEY_LINE)
        vt_markdown_prepare_line(s->md, s->source, s->start, s->end);
    else
        vt_markdown_prepare(s->md, s->source, s->start, s->end, VT_MARKDOWN_ALL);
    if (s->md->input_length > VT_MARKDOWN_INPUT_LIMIT)
        return false;
    return vt_markdown_read_with(s->md, s->md->input, s->md->input_length, &callbacks, s) &&
           read_footnotes(s);
}
