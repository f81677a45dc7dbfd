/* Where blocks begin and end, by the rules of CommonMark that a line can decide. */
#include "document.h"

typedef struct Line {
    size_t start, end; /* the newline excluded */
    size_t next;       /* of the following line */
    size_t content;    /* first byte that is no blank */
    unsigned indent;   /* columns before it */
    bool blank;
} Line;

typedef struct Scan {
    VtBlocks *blocks;
    const char *text;
    size_t length;
    size_t at; /* start of the next line */
} Scan;

static Line read_line(const Scan *scan, size_t at)
{
    const char *newline = memchr(scan->text + at, '\n', scan->length - at);
    Line line = {.start = at, .end = newline ? (size_t)(newline - scan->text) : scan->length};
    line.next = newline ? line.end + 1 : line.end;
    line.content = at;
    while (line.content < line.end && (scan->text[line.content] == ' ' || scan->text[line.content] == '\t')) {
        line.indent += scan->text[line.content] == '\t' ? 4 - line.indent % 4 : 1;
        line.content++;
    }
    line.blank = line.content == line.end;
    return line;
}

static VtRange range_of(size_t start, size_t end)
{
    return (VtRange){(uint32_t)start, (uint32_t)end};
}

static VtBlock *add_block(Scan *scan, VtBlockType type, size_t start, size_t end)
{
    VtBlock block = {.type = type, .range = range_of(start, end), .text = range_of(start, end)};
    block.first_item = scan->blocks->items->len;
    g_array_append_val(scan->blocks->blocks, block);
    return &g_array_index(scan->blocks->blocks, VtBlock, scan->blocks->blocks->len - 1);
}

/* ---- What a line begins ---- */

static unsigned atx_level(const Scan *scan, const Line *line)
{
    unsigned level = 0;
    while (line->content + level < line->end && scan->text[line->content + level] == '#')
        level++;
    size_t after = line->content + level;
    bool spaced = after == line->end || scan->text[after] == ' ' || scan->text[after] == '\t';
    return level <= 6 && spaced && line->indent < 4 ? level : 0;
}

static size_t fence_length(const Scan *scan, const Line *line)
{
    char c = line->blank ? '\0' : scan->text[line->content];
    size_t length = 0;
    if ((c != '`' && c != '~') || line->indent > 3)
        return 0;
    while (line->content + length < line->end && scan->text[line->content + length] == c)
        length++;
    bool info_ticks = c == '`' && memchr(scan->text + line->content + length, '`',
                                         line->end - line->content - length) != NULL;
    return length >= 3 && !info_ticks ? length : 0;
}

static bool is_rule(const Scan *scan, const Line *line)
{
    char c = line->blank ? '\0' : scan->text[line->content];
    size_t count = 0;
    if ((c != '-' && c != '*' && c != '_') || line->indent > 3)
        return false;
    for (size_t p = line->content; p < line->end; p++) {
        if (scan->text[p] == c)
            count++;
        else if (scan->text[p] != ' ' && scan->text[p] != '\t' && scan->text[p] != '\r')
            return false;
    }
    return count >= 3;
}

static unsigned setext_level(const Scan *scan, const Line *line)
{
    char c = line->blank ? '\0' : scan->text[line->content];
    if ((c != '=' && c != '-') || line->indent > 3)
        return 0;
    size_t end = line->end;
    while (end > line->content && g_ascii_isspace(scan->text[end - 1]))
        end--;
    for (size_t p = line->content; p < end; p++)
        if (scan->text[p] != c)
            return 0;
    return c == '=' ? 1 : 2;
}

typedef struct Marker {
    size_t end;      /* behind "-" or "12." */
    size_t content;  /* first byte of the content */
    unsigned indent; /* columns before the content */
    char kind;       /* '-', '*', '+', '.', ')' */
    bool empty;
} Marker;

static bool read_marker(const Scan *scan, const Line *line, Marker *marker)
{
    size_t p = line->content;
    if (line->blank)
        return false;
    if (strchr("-*+", scan->text[p]) != NULL && scan->text[p] != '\0') {
        marker->kind = scan->text[p++];
    } else {
        size_t digits = 0;
        while (p < line->end && g_ascii_isdigit(scan->text[p]) && digits < 10)
            p++, digits++;
        if (digits == 0 || digits > 9 || p == line->end || (scan->text[p] != '.' && scan->text[p] != ')'))
            return false;
        marker->kind = scan->text[p++];
    }
    marker->empty = p == line->end;
    if (!marker->empty && scan->text[p] != ' ' && scan->text[p] != '\t')
        return false;
    marker->end = p;
    marker->indent = line->indent + (unsigned)(p - line->content);
    size_t spaces = 0;
    while (p < line->end && (scan->text[p] == ' ' || scan->text[p] == '\t'))
        p++, spaces++;
    marker->empty = p == line->end;
    marker->indent += spaces > 0 && spaces < 5 ? (unsigned)spaces : 1;
    marker->content = p;
    return true;
}

static bool begins_with(const Scan *scan, const Line *line, const char *word)
{
    size_t length = strlen(word);
    return line->end - line->content >= length &&
           g_ascii_strncasecmp(scan->text + line->content, word, length) == 0;
}

/* Elements that begin a block of HTML, which ends at a blank line. */
static bool begins_html(const Scan *scan, const Line *line)
{
    static const char *const names[] = {
        "address", "article", "aside", "blockquote", "body",  "center",  "dd",      "details", "dialog",
        "div",     "dl",      "dt",    "footer",     "form",  "h1",      "h2",      "h3",      "h4",
        "h5",      "h6",      "head",  "header",     "hr",    "html",    "img",     "iframe",  "li",
        "link",    "main",    "menu",  "nav",        "ol",    "p",       "section", "span",    "summary",
        "table",   "tbody",   "td",    "tfoot",      "th",    "thead",   "title",   "tr",      "ul",
        "script",  "style",   "pre",   "br",         "a",     "picture", "font",    "b",       "i",
        "em",      "strong",  "sub",   "sup",        "small", "svg"};
    if (line->blank || scan->text[line->content] != '<' || line->indent > 3)
        return false;
    size_t p = line->content + 1;
    p += p < line->end && scan->text[p] == '/';
    size_t length = 0;
    while (p + length < line->end && g_ascii_isalnum(scan->text[p + length]))
        length++;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == length && g_ascii_strncasecmp(scan->text + p, names[i], length) == 0)
            return true;
    return false;
}

static bool interrupts_paragraph(const Scan *scan, const Line *line)
{
    Marker marker;
    if (line->indent > 3)
        return false;
    if (atx_level(scan, line) > 0 || fence_length(scan, line) > 0 || is_rule(scan, line) ||
        scan->text[line->content] == '>' || begins_with(scan, line, "<!--") || begins_with(scan, line, "<h"))
        return true;
    if (!read_marker(scan, line, &marker) || marker.empty)
        return false;
    bool numbered = marker.kind == '.' || marker.kind == ')';
    return !numbered || (scan->text[line->content] == '1' && marker.end == line->content + 2);
}

/* ---- One reader for each kind of block; each moves `at` behind it ---- */

static void read_heading(Scan *scan, const Line *line, unsigned level)
{
    VtBlock *block = add_block(scan, VT_BLOCK_HEADING, line->start, line->next);
    size_t start = line->content + level;
    size_t end = line->end;
    while (end > start && g_ascii_isspace(scan->text[end - 1]))
        end--;
    size_t closing = end;
    while (closing > start && scan->text[closing - 1] == '#')
        closing--;
    if (closing == start || g_ascii_isspace(scan->text[closing - 1]))
        end = closing;
    block->text = vt_range_trim(scan->text, range_of(start, end), false);
    block->level = level;
    scan->at = line->next;
}

/* <h3 …>text</h3> alone on its line. */
static bool read_html_heading(Scan *scan, const Line *line)
{
    if (!begins_with(scan, line, "<h") || line->content + 3 >= line->end)
        return false;
    char digit = scan->text[line->content + 2];
    if (digit < '1' || digit > '6')
        return false;
    const char *open = memchr(scan->text + line->content, '>', line->end - line->content);
    char closing[] = "</h0>";
    closing[3] = digit;
    size_t end = line->end;
    while (end > line->content && g_ascii_isspace(scan->text[end - 1]))
        end--;
    if (open == NULL || end < line->content + 10 ||
        g_ascii_strncasecmp(scan->text + end - 5, closing, 5) != 0 || open >= scan->text + end - 5)
        return false;
    VtBlock *block = add_block(scan, VT_BLOCK_HEADING, line->start, line->next);
    block->text = vt_range_trim(scan->text, range_of((size_t)(open + 1 - scan->text), end - 5), false);
    block->level = (unsigned)(digit - '0');
    scan->at = line->next;
    return true;
}

static void read_fence(Scan *scan, const Line *first, size_t length)
{
    char c = scan->text[first->content];
    size_t at = first->next;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        at = line.next;
        size_t run = 0;
        while (line.content + run < line.end && scan->text[line.content + run] == c)
            run++;
        size_t after = line.content + run;
        while (after < line.end && g_ascii_isspace(scan->text[after]))
            after++;
        if (run >= length && after == line.end && line.indent < 4)
            break;
    }
    add_block(scan, VT_BLOCK_CODE, first->start, at);
    scan->at = at;
}

static void read_comment(Scan *scan, const Line *line)
{
    const char *end = memmem(scan->text + line->content, scan->length - line->content, "-->", 3);
    const char *newline = end ? memchr(end, '\n', (size_t)(scan->text + scan->length - end)) : NULL;
    scan->at = newline ? (size_t)(newline + 1 - scan->text) : scan->length;
    add_block(scan, VT_BLOCK_COMMENT, line->start, scan->at);
}

/* Scripts, styles and preformatted text end with their own end tag, blank lines or not. */
static const char *raw_text_end(const Scan *scan, const Line *line)
{
    static const char *const names[][2] = {
        {"<script", "</script>"}, {"<style", "</style>"}, {"<pre", "</pre>"}, {"<textarea", "</textarea>"}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (begins_with(scan, line, names[i][0]))
            return names[i][1];
    return NULL;
}

static void read_html(Scan *scan, const Line *first)
{
    const char *closing = raw_text_end(scan, first);
    size_t at = first->start;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (!closing && line.blank)
            break;
        at = line.next;
        if (closing && memmem(scan->text + line.start, line.end - line.start, closing, strlen(closing)))
            break;
    }
    add_block(scan, VT_BLOCK_HTML, first->start, at);
    scan->at = at;
}

static void read_quote(Scan *scan, const Line *first)
{
    size_t at = first->start;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (line.blank || (scan->text[line.content] != '>' && interrupts_paragraph(scan, &line)))
            break;
        at = line.next;
    }
    add_block(scan, VT_BLOCK_QUOTE, first->start, at);
    scan->at = at;
}

/* Does the line belong to the item whose content stands at `indent`? */
static bool continues_item(const Scan *scan, const Line *line, unsigned indent, bool after_blank)
{
    Marker marker;
    if (line->indent >= indent)
        return true;
    return !after_blank && !interrupts_paragraph(scan, line) &&
           !(line->indent < 4 && read_marker(scan, line, &marker));
}

/* The lines of one item; returns where the next begins. Blank lines at its end are not its own. */
static size_t read_item(Scan *scan, const Line *first, const Marker *marker)
{
    size_t at = first->next;
    size_t end = at;
    bool after_blank = false;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (!line.blank && !continues_item(scan, &line, marker->indent, after_blank))
            break;
        at = line.next;
        after_blank = line.blank;
        if (!line.blank)
            end = at;
    }
    VtItem item = {.range = range_of(first->start, end),
                   .marker = range_of(first->content, marker->end),
                   .text = range_of(marker->content, first->end),
                   .rest = range_of(first->next, end),
                   .indent = marker->indent};
    g_array_append_val(scan->blocks->items, item);
    return end;
}

static size_t skip_blank(const Scan *scan, size_t at)
{
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (!line.blank)
            break;
        at = line.next;
    }
    return at;
}

static void read_list(Scan *scan, const Line *first)
{
    Marker marker = {0};
    read_marker(scan, first, &marker);
    char kind = marker.kind;
    uint32_t first_item = scan->blocks->items->len;
    Line line = *first;
    size_t end;
    for (;;) {
        end = read_item(scan, &line, &marker);
        size_t at = skip_blank(scan, end);
        if (at >= scan->length)
            break;
        line = read_line(scan, at);
        if (is_rule(scan, &line) || !read_marker(scan, &line, &marker) || marker.kind != kind)
            break;
    }
    VtBlock *block = add_block(scan, VT_BLOCK_LIST, first->start, end);
    block->first_item = first_item;
    block->item_count = scan->blocks->items->len - first_item;
    scan->at = end;
}

/* |---|:--:| under a line with a bar. */
static bool is_delimiter_row(const Scan *scan, const Line *line)
{
    bool dash = false;
    bool bar = false;
    for (size_t p = line->content; p < line->end; p++) {
        if (strchr("-:| \t\r", scan->text[p]) == NULL)
            return false;
        dash |= scan->text[p] == '-';
        bar |= scan->text[p] == '|';
    }
    return dash && bar;
}

static bool begins_table(const Scan *scan, const Line *line)
{
    if (line->next >= scan->length || memchr(scan->text + line->start, '|', line->end - line->start) == NULL)
        return false;
    Line below = read_line(scan, line->next);
    return is_delimiter_row(scan, &below);
}

static void read_table(Scan *scan, const Line *first)
{
    size_t at = read_line(scan, first->next).next;
    uint32_t first_item = scan->blocks->items->len;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (line.blank || interrupts_paragraph(scan, &line))
            break;
        VtItem row = {.range = range_of(line.start, line.next),
                      .marker = range_of(line.start, line.start),
                      .text = range_of(line.content, line.end),
                      .rest = range_of(line.next, line.next)};
        g_array_append_val(scan->blocks->items, row);
        at = line.next;
    }
    VtBlock *block = add_block(scan, VT_BLOCK_TABLE, first->start, at);
    block->first_item = first_item;
    block->item_count = scan->blocks->items->len - first_item;
    scan->at = at;
}

static void read_indented(Scan *scan, const Line *first)
{
    size_t at = first->start;
    size_t end = at;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (!line.blank && line.indent < 4)
            break;
        at = line.next;
        if (!line.blank)
            end = at;
    }
    add_block(scan, VT_BLOCK_CODE, first->start, end);
    scan->at = end;
}

static void read_definition(Scan *scan, const Line *term)
{
    size_t at = term->next;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        if (line.blank || (interrupts_paragraph(scan, &line) && scan->text[line.content] != ':'))
            break;
        at = line.next;
    }
    VtBlock *block = add_block(scan, VT_BLOCK_DEFINITION, term->start, at);
    block->text = range_of(term->content, term->end);
    scan->at = at;
}

static bool begins_definition(const Scan *scan, const Line *line)
{
    if (line->next >= scan->length)
        return false;
    Line below = read_line(scan, line->next);
    return !below.blank && scan->text[below.content] == ':' && below.content + 1 < below.end &&
           g_ascii_isspace(scan->text[below.content + 1]);
}

static void read_paragraph(Scan *scan, const Line *first)
{
    size_t at = first->next;
    while (at < scan->length) {
        Line line = read_line(scan, at);
        unsigned level = setext_level(scan, &line);
        if (level > 0) {
            VtBlock *block = add_block(scan, VT_BLOCK_HEADING, first->start, line.next);
            block->level = level;
            block->text = vt_range_trim(scan->text, range_of(first->content, at), false);
            scan->at = line.next;
            return;
        }
        if (line.blank || interrupts_paragraph(scan, &line))
            break;
        at = line.next;
    }
    add_block(scan, VT_BLOCK_PARAGRAPH, first->start, at);
    scan->at = at;
}

static void read_block(Scan *scan, const Line *line)
{
    Marker marker;
    unsigned level = atx_level(scan, line);
    size_t fence = fence_length(scan, line);
    if (level > 0) {
        read_heading(scan, line, level);
    } else if (fence > 0) {
        read_fence(scan, line, fence);
    } else if (line->indent > 3) {
        read_indented(scan, line);
    } else if (is_rule(scan, line)) {
        add_block(scan, VT_BLOCK_RULE, line->start, line->next);
        scan->at = line->next;
    } else if (read_marker(scan, line, &marker)) {
        read_list(scan, line);
    } else if (scan->text[line->content] == '>') {
        read_quote(scan, line);
    } else if (begins_with(scan, line, "<!--")) {
        read_comment(scan, line);
    } else if (read_html_heading(scan, line)) {
        return;
    } else if (begins_html(scan, line)) {
        read_html(scan, line);
    } else if (begins_table(scan, line)) {
        read_table(scan, line);
    } else if (begins_definition(scan, line)) {
        read_definition(scan, line);
    } else {
        read_paragraph(scan, line);
    }
}

void vt_blocks_init(VtBlocks *blocks, const char *text, size_t length)
{
    *blocks = (VtBlocks){text, length, g_array_new(FALSE, FALSE, sizeof(VtBlock)),
                         g_array_new(FALSE, FALSE, sizeof(VtItem))};
    Scan scan = {blocks, text, length, 0};
    while (scan.at < length) {
        Line line = read_line(&scan, scan.at);
        if (line.blank)
            scan.at = line.next;
        else
            read_block(&scan, &line);
    }
}

void vt_blocks_finish(VtBlocks *blocks)
{
    g_clear_pointer(&blocks->blocks, g_array_unref);
    g_clear_pointer(&blocks->items, g_array_unref);
}
