#include "containers.h"

/* A line being read. */
typedef struct Cursor {
    const char *line;
    size_t length;
    size_t at;
    unsigned column;
    unsigned partial; /* columns of a tab that are still to be consumed */
} Cursor;

static char peek(const Cursor *cursor, size_t ahead)
{
    size_t at = cursor->at + ahead;
    return at < cursor->length ? cursor->line[at] : '\0';
}

/* Columns of white space from here on. */
static unsigned indent_at(const Cursor *cursor)
{
    unsigned column = cursor->column;
    size_t at = cursor->at;
    unsigned partial = cursor->partial;
    for (; at < cursor->length; at++) {
        if (cursor->line[at] == ' ')
            column++;
        else if (cursor->line[at] == '\t')
            column += partial > 0 ? partial : 4 - column % 4;
        else
            break;
        partial = 0;
    }
    return column - cursor->column;
}

static bool is_blank(const Cursor *cursor)
{
    for (size_t at = cursor->at; at < cursor->length; at++)
        if (cursor->line[at] != ' ' && cursor->line[at] != '\t' && cursor->line[at] != '\r')
            return false;
    return true;
}

static void skip_columns(Cursor *cursor, unsigned columns)
{
    while (columns > 0 && cursor->at < cursor->length) {
        char c = cursor->line[cursor->at];
        if (c != ' ' && c != '\t')
            return;
        unsigned width = c == ' ' ? 1 : cursor->partial > 0 ? cursor->partial : 4 - cursor->column % 4;
        unsigned taken = MIN(width, columns);
        cursor->column += taken;
        columns -= taken;
        cursor->partial = width - taken;
        if (cursor->partial == 0)
            cursor->at++;
    }
}

static void skip_bytes(Cursor *cursor, size_t count)
{
    cursor->at += count;
    cursor->column += (unsigned)count;
    cursor->partial = 0;
}

/* ---- Containers that go on ---- */

static bool match_quote(Cursor *cursor)
{
    unsigned indent = indent_at(cursor);
    if (indent > 3)
        return false;
    Cursor probe = *cursor;
    skip_columns(&probe, indent);
    if (peek(&probe, 0) != '>')
        return false;
    skip_bytes(&probe, 1);
    if (indent_at(&probe) > 0)
        skip_columns(&probe, 1);
    *cursor = probe;
    return true;
}

static bool match_item(const VtContainer *item, Cursor *cursor)
{
    if (is_blank(cursor))
        return !item->empty;
    unsigned indent = indent_at(cursor);
    if (cursor->column + indent < item->indent)
        return false;
    if (item->indent > cursor->column)
        skip_columns(cursor, item->indent - cursor->column);
    return true;
}

static unsigned match_containers(const VtContainers *state, Cursor *cursor)
{
    unsigned matched = 0;
    for (; matched < state->depth; matched++) {
        const VtContainer *container = &state->stack[matched];
        if (!(container->item ? match_item(container, cursor) : match_quote(cursor)))
            break;
    }
    return matched;
}

/* ---- What may begin ---- */

static bool is_rule(const Cursor *cursor)
{
    char mark = peek(cursor, 0);
    if (mark != '*' && mark != '-' && mark != '_')
        return false;
    unsigned count = 0;
    for (size_t at = cursor->at; at < cursor->length; at++) {
        char c = cursor->line[at];
        if (c == mark)
            count++;
        else if (c != ' ' && c != '\t' && c != '\r')
            return false;
    }
    return count >= 3;
}

static bool ends_word(char c)
{
    return c == '\0' || c == ' ' || c == '\t' || c == '\r';
}

static unsigned heading_level(const Cursor *cursor)
{
    unsigned level = 0;
    while (peek(cursor, level) == '#')
        level++;
    return level >= 1 && level <= 6 && ends_word(peek(cursor, level)) ? level : 0;
}

static unsigned underline_level(const Cursor *cursor)
{
    char mark = peek(cursor, 0);
    if (mark != '=' && mark != '-')
        return 0;
    size_t at = cursor->at;
    while (at < cursor->length && cursor->line[at] == mark)
        at++;
    for (; at < cursor->length; at++)
        if (!ends_word(cursor->line[at]))
            return 0;
    return mark == '=' ? 1 : 2;
}

static unsigned fence_length(const Cursor *cursor)
{
    char mark = peek(cursor, 0);
    if (mark != '`' && mark != '~')
        return 0;
    unsigned length = 0;
    while (peek(cursor, length) == mark)
        length++;
    const char *rest = cursor->line + cursor->at + length;
    size_t left = cursor->length - cursor->at - length;
    return length < 3 || (mark == '`' && memchr(rest, '`', left)) ? 0 : length;
}

static bool closes_fence(const VtContainers *state, const Cursor *cursor)
{
    Cursor probe = *cursor;
    unsigned indent = indent_at(&probe);
    skip_columns(&probe, indent);
    unsigned length = 0;
    while (peek(&probe, length) == state->fence)
        length++;
    probe.at += length;
    return indent < 4 && length >= state->fence_length && is_blank(&probe);
}

static bool begins_with(const Cursor *cursor, const char *word)
{
    size_t length = strlen(word);
    return cursor->length - cursor->at >= length &&
           g_ascii_strncasecmp(cursor->line + cursor->at, word, length) == 0;
}

static bool is_html_name(const Cursor *cursor, const char *const *names)
{
    size_t at = peek(cursor, 1) == '/' ? 2 : 1;
    for (size_t i = 0; names[i]; i++) {
        size_t length = strlen(names[i]);
        if (cursor->length - cursor->at < at + length ||
            g_ascii_strncasecmp(cursor->line + cursor->at + at, names[i], length) != 0)
            continue;
        char next = peek(cursor, at + length);
        if (ends_word(next) || next == '>' || (next == '/' && peek(cursor, at + length + 1) == '>'))
            return true;
    }
    return false;
}

/* A line of nothing but one tag: roughly, as only what follows a tag's end is looked at. */
static bool is_lone_tag(const Cursor *cursor)
{
    char first = peek(cursor, 1);
    if (!g_ascii_isalpha(first) && first != '/')
        return false;
    char quote = '\0';
    for (size_t at = cursor->at + 1; at < cursor->length; at++) {
        char c = cursor->line[at];
        if (quote) {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            Cursor rest = *cursor;
            rest.at = at + 1;
            return is_blank(&rest);
        } else if (c == '<') {
            return false;
        }
    }
    return false;
}

/* Which of CommonMark's seven kinds of HTML block begins here; 0: none. */
static int html_kind(const Cursor *cursor, bool in_paragraph)
{
    static const char *const raw[] = {"script", "pre", "style", "textarea", NULL};
    static const char *const blocks[] = {
        "address",  "article",  "aside",    "base",       "basefont", "blockquote", "body",   "caption",
        "center",   "col",      "colgroup", "dd",         "details",  "dialog",     "dir",    "div",
        "dl",       "dt",       "fieldset", "figcaption", "figure",   "footer",     "form",   "frame",
        "frameset", "h1",       "h2",       "h3",         "h4",       "h5",         "h6",     "head",
        "header",   "hr",       "html",     "iframe",     "legend",   "li",         "link",   "main",
        "menu",     "menuitem", "nav",      "noframes",   "ol",       "optgroup",   "option", "p",
        "param",    "search",   "section",  "summary",    "table",    "tbody",      "td",     "tfoot",
        "th",       "thead",    "title",    "tr",         "track",    "ul",         NULL};
    if (peek(cursor, 0) != '<')
        return 0;
    if (peek(cursor, 1) != '/' && is_html_name(cursor, raw))
        return 1;
    if (begins_with(cursor, "<!--"))
        return 2;
    if (begins_with(cursor, "<?"))
        return 3;
    if (begins_with(cursor, "<![CDATA["))
        return 5;
    if (begins_with(cursor, "<!") && g_ascii_isalpha(peek(cursor, 2)))
        return 4;
    if (is_html_name(cursor, blocks))
        return 6;
    return !in_paragraph && is_lone_tag(cursor) ? 7 : 0;
}

static bool holds(const Cursor *cursor, const char *word)
{
    size_t length = strlen(word);
    for (size_t at = cursor->at; at + length <= cursor->length; at++)
        if (g_ascii_strncasecmp(cursor->line + at, word, length) == 0)
            return true;
    return false;
}

static bool ends_html(int kind, const Cursor *cursor)
{
    static const char *const ends[] = {NULL, NULL, "-->", "?>", ">", "]]>"};
    if (kind == 1)
        return holds(cursor, "</script>") || holds(cursor, "</pre>") || holds(cursor, "</style>") ||
               holds(cursor, "</textarea>");
    return kind < 6 ? holds(cursor, ends[kind]) : is_blank(cursor);
}

/* ---- List items ---- */

/* The bytes of a list marker that begins here; 0: none. */
static size_t marker_length(const Cursor *cursor, char *marker, bool *starts_with_one)
{
    char c = peek(cursor, 0);
    *starts_with_one = true;
    if (c == '-' || c == '+' || c == '*') {
        *marker = c;
        return ends_word(peek(cursor, 1)) ? 1 : 0;
    }
    size_t digits = 0;
    unsigned number = 0;
    while (digits < 10 && g_ascii_isdigit(peek(cursor, digits)))
        number = number * 10 + (unsigned)(peek(cursor, digits++) - '0');
    *marker = peek(cursor, digits);
    *starts_with_one = number == 1;
    bool fine = digits >= 1 && digits <= 9 && (*marker == '.' || *marker == ')');
    return fine && ends_word(peek(cursor, digits + 1)) ? digits + 1 : 0;
}

static bool begin_item(Cursor *cursor, bool in_paragraph, VtContainer *item)
{
    char marker;
    bool one;
    size_t length = marker_length(cursor, &marker, &one);
    if (length == 0)
        return false;
    Cursor probe = *cursor;
    skip_bytes(&probe, length);
    bool blank = is_blank(&probe);
    if (in_paragraph && (blank || !one))
        return false;
    *item = (VtContainer){.item = true, .marker = marker, .column = cursor->column, .empty = blank};
    unsigned spaces = indent_at(&probe);
    unsigned padding = blank || spaces > 4 ? 1 : spaces;
    item->indent = probe.column + padding;
    skip_columns(&probe, padding);
    *cursor = probe;
    return true;
}

/* ---- Tables ---- */

/* Cells of a row, as far as pipes tell. */
static unsigned count_cells(const Cursor *cursor)
{
    size_t end = cursor->length;
    while (end > cursor->at && g_ascii_isspace(cursor->line[end - 1]))
        end--;
    size_t at = cursor->at;
    while (at < end && g_ascii_isspace(cursor->line[at]))
        at++;
    unsigned pipes = 0, cells = 1;
    for (size_t i = at; i < end; i++) {
        if (cursor->line[i] == '\\') {
            i++;
        } else if (cursor->line[i] == '|') {
            pipes++;
            cells += i > at && i + 1 < end;
        }
    }
    return pipes > 0 ? cells : 0;
}

static bool is_delimiter_row(const Cursor *cursor)
{
    bool dash = false;
    for (size_t at = cursor->at; at < cursor->length; at++) {
        if (!strchr("|:- \t\r", cursor->line[at]))
            return false;
        dash |= cursor->line[at] == '-';
    }
    return dash;
}

/* ---- A line ---- */

static void open_container(VtContainers *state, VtBlockLine *out, VtContainer container, size_t marker)
{
    if (out->opened == 0)
        state->depth = out->matched;
    out->markers[out->opened++] = marker;
    state->stack[state->depth++] = container;
    state->leaf = VT_LEAF_NONE;
}

/* Opens what containers begin here. */
static void begin_containers(VtContainers *state, Cursor *cursor, VtBlockLine *out)
{
    for (;;) {
        unsigned indent = indent_at(cursor);
        unsigned depth = out->opened > 0 ? state->depth : out->matched;
        if (indent > 3 || depth == VT_CONTAINERS_MOST || is_blank(cursor))
            return;
        Cursor probe = *cursor;
        skip_columns(&probe, indent);
        bool in_paragraph = out->opened == 0 && out->matched == state->depth &&
                            state->leaf == VT_LEAF_PARAGRAPH;
        size_t marker = probe.at;
        VtContainer item;
        if (peek(&probe, 0) == '>') {
            unsigned column = probe.column;
            match_quote(&probe);
            VtContainer quote = {.column = column, .indent = probe.column};
            open_container(state, out, quote, marker);
        } else if ((in_paragraph && underline_level(&probe) > 0) || is_rule(&probe) ||
                   !begin_item(&probe, in_paragraph, &item)) {
            return;
        } else {
            open_container(state, out, item, marker);
        }
        *cursor = probe;
    }
}

static VtLeaf go_on(VtContainers *state, const Cursor *cursor)
{
    if (state->leaf == VT_LEAF_FENCE) {
        if (closes_fence(state, cursor))
            state->leaf = VT_LEAF_NONE;
        return VT_LEAF_FENCE;
    }
    bool blank_end = state->html_end >= 6;
    bool ends = ends_html(state->html_end, cursor);
    if (ends)
        state->leaf = VT_LEAF_NONE;
    return ends && blank_end ? VT_LEAF_NONE : VT_LEAF_HTML;
}

static VtLeaf begin_html(VtContainers *state, int kind, const Cursor *cursor)
{
    state->html_end = kind;
    state->leaf = kind < 6 && ends_html(kind, cursor) ? VT_LEAF_NONE : VT_LEAF_HTML;
    return VT_LEAF_HTML;
}

static VtLeaf add_to_paragraph(VtContainers *state, const Cursor *cursor)
{
    if (state->leaf == VT_LEAF_TABLE)
        return VT_LEAF_TABLE;
    bool second = state->leaf == VT_LEAF_PARAGRAPH && state->paragraph_lines == 1;
    if (second && state->cells > 0 && is_delimiter_row(cursor) && count_cells(cursor) == state->cells) {
        state->leaf = VT_LEAF_TABLE;
        return VT_LEAF_TABLE;
    }
    if (state->leaf != VT_LEAF_PARAGRAPH)
        state->paragraph_lines = 0;
    state->paragraph_lines++;
    state->cells = count_cells(cursor);
    state->leaf = VT_LEAF_PARAGRAPH;
    return VT_LEAF_PARAGRAPH;
}

static VtLeaf single_line(VtContainers *state, VtLeaf leaf)
{
    state->leaf = VT_LEAF_NONE;
    return leaf;
}

/* What is left of a line behind its containers, which are all open now. */
static VtLeaf read_leaf(VtContainers *state, Cursor *cursor, VtBlockLine *out)
{
    bool in_paragraph = state->leaf == VT_LEAF_PARAGRAPH || state->leaf == VT_LEAF_TABLE;
    unsigned indent = indent_at(cursor);
    if (indent > 3 && !in_paragraph) {
        state->leaf = VT_LEAF_INDENTED;
        return VT_LEAF_INDENTED;
    }
    Cursor text = *cursor;
    skip_columns(&text, indent);
    unsigned length;
    int kind;
    if (indent > 3)
        return add_to_paragraph(state, &text);
    if ((out->level = heading_level(&text)) > 0)
        return single_line(state, VT_LEAF_HEADING);
    if ((length = fence_length(&text)) > 0) {
        state->fence = peek(&text, 0);
        state->fence_length = length;
        state->leaf = VT_LEAF_FENCE;
        return VT_LEAF_FENCE;
    }
    if ((kind = html_kind(&text, in_paragraph)) > 0)
        return begin_html(state, kind, &text);
    bool may_table = state->paragraph_lines == 1 && state->cells > 0 && is_delimiter_row(&text) &&
                     count_cells(&text) == state->cells;
    if (state->leaf == VT_LEAF_PARAGRAPH && !may_table && (out->level = underline_level(&text)) > 0) {
        out->underline = true;
        return single_line(state, VT_LEAF_HEADING);
    }
    if (is_rule(&text))
        return single_line(state, VT_LEAF_RULE);
    return add_to_paragraph(state, &text);
}

/* More of the paragraph, though its containers' marks are missing. */
static bool is_lazy(const VtContainers *state, const Cursor *cursor, const VtBlockLine *out)
{
    if (out->opened > 0 || out->matched == state->depth || state->leaf != VT_LEAF_PARAGRAPH || out->blank)
        return false;
    Cursor text = *cursor;
    unsigned indent = indent_at(&text);
    skip_columns(&text, indent);
    return indent > 3 || !(heading_level(&text) > 0 || fence_length(&text) > 0 ||
                           html_kind(&text, true) > 0 || is_rule(&text));
}

static void finish_line(VtContainers *state, const Cursor *cursor, VtBlockLine *out)
{
    if (is_lazy(state, cursor, out)) {
        out->lazy = true;
        out->leaf = add_to_paragraph(state, cursor);
        return;
    }
    if (out->opened == 0 && out->matched < state->depth) {
        state->depth = out->matched;
        state->leaf = VT_LEAF_NONE;
    }
    if (out->blank) {
        if (state->leaf != VT_LEAF_INDENTED)
            state->leaf = VT_LEAF_NONE;
        if (out->opened == 0 && state->depth > 0 && state->stack[state->depth - 1].empty)
            state->depth--;
        return;
    }
    for (unsigned i = 0; i < state->depth; i++)
        state->stack[i].empty = false;
    out->leaf = read_leaf(state, (Cursor *)cursor, out);
}

void vt_containers_read(VtContainers *state, const char *line, size_t length, VtBlockLine *out)
{
    Cursor cursor = {.line = line, .length = length};
    *out = (VtBlockLine){.matched = match_containers(state, &cursor)};
    out->behind = cursor.at;
    bool open = state->leaf == VT_LEAF_FENCE || state->leaf == VT_LEAF_HTML;
    bool goes_on = open && out->matched == state->depth;
    if (!goes_on)
        begin_containers(state, &cursor, out);
    Cursor text = cursor;
    skip_columns(&text, indent_at(&text));
    out->content = text.at;
    out->column = text.column;
    out->blank = is_blank(&cursor);
    if (goes_on)
        out->leaf = go_on(state, &cursor);
    else
        finish_line(state, &cursor, out);
}
