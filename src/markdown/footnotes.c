/* Footnotes, which md4c does not know.
 *
 * Before it reads a text, the definitions are found line by line and blanked out in a copy of the same
 * length, so that all places stay right:
 *
 *     [^name]: A first paragraph, which may go on
 *     without indentation.
 *
 *         With four spaces, after a blank line too: lists, code, more paragraphs.
 *
 * References are recognised in the runs of text that md4c reports, so never in code. Afterwards each
 * definition that was referred to is read for itself, without its indentation, in the order of the first
 * references; a definition may bring references to others. The text's link definitions are put below each, as
 * they hold there too. */
#include "parser.h"

/* ---- Finding definitions ---- */

/* Lines of the input. `start` to `end` without the newline, `next` behind it. */
typedef struct Line {
    const char *start;
    const char *end;
    const char *next;
    unsigned indent;  /* columns; 4 stands for more too */
    const char *text; /* behind the indentation */
} Line;

static Line line_at(const char *p, const char *end)
{
    Line line = {.start = p};
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    line.next = newline ? newline + 1 : end;
    line.end = newline ? newline : end;
    if (line.end > p && line.end[-1] == '\r')
        line.end--;
    line.text = p;
    for (; line.text < line.end && line.indent < 4 && (*line.text == ' ' || *line.text == '\t'); line.text++)
        line.indent = *line.text == '\t' ? 4 : line.indent + 1;
    return line;
}

static bool is_blank(const Line *line)
{
    for (const char *p = line->text; p < line->end; p++)
        if (*p != ' ' && *p != '\t')
            return false;
    return true;
}

/* The name in `[^name]` that begins at `p`; empty where there is none. */
static VtSlice name_at(const char *p, const char *end)
{
    enum { LONGEST = 200 };
    if (end - p < 4 || p[0] != '[' || p[1] != '^')
        return (VtSlice){0};
    const char *start = p + 2;
    for (p = start; p < end && p - start <= LONGEST; p++) {
        if (*p == ']')
            return (VtSlice){start, (size_t)(p - start)};
        if (g_ascii_isspace(*p) || *p == '[')
            break;
    }
    return (VtSlice){0};
}

static bool is_definition(const Line *line, VtSlice *name)
{
    if (line->indent > 3)
        return false;
    *name = name_at(line->text, line->end);
    const char *colon = name->data + name->length + 1;
    return name->length > 0 && colon < line->end && *colon == ':';
}

static bool is_link_definition(const Line *line)
{
    return line->indent <= 3 && line->end - line->text > 3 && line->text[0] == '[' && line->text[1] != '^' &&
           memmem(line->text, (size_t)(line->end - line->text), "]:", 2) != NULL;
}

/* A fence of code: its character and its length, 0 when there is none. List and quote marks may stand before.
 */
static unsigned fence_at(const Line *line, char *character)
{
    const char *p = line->text;
    while (p < line->end && strchr(" \t-*+>", *p) && *p != '\0')
        p++;
    unsigned length = 0;
    while (p + length < line->end && (*p == '`' || *p == '~') && p[length] == *p)
        length++;
    *character = p < line->end ? *p : '\0';
    if (length < 3 || (*p == '`' && memchr(p + length, '`', (size_t)(line->end - p) - length)))
        return 0;
    return length;
}

static bool is_closing_fence(const Line *line, char character, unsigned length)
{
    const char *p = line->text;
    while (p < line->end && (*p == ' ' || *p == '\t' || *p == '>'))
        p++;
    unsigned count = 0;
    for (; p < line->end && *p == character; p++)
        count++;
    while (p < line->end && (*p == ' ' || *p == '\t'))
        p++;
    return count >= length && p == line->end;
}

/* Does a line without indentation begin something else than more of a paragraph? */
static bool begins_block(const Line *line)
{
    VtSlice name;
    char character;
    const char *p = line->text;
    if (is_definition(line, &name) || fence_at(line, &character) > 0 || *p == '#' || *p == '>' || *p == '<')
        return true;
    while (p < line->end && g_ascii_isdigit(*p))
        p++;
    bool mark = p == line->text ? strchr("-*+=_", *p) != NULL : *p == '.' || *p == ')';
    return mark && (p + 1 == line->end || p[1] == ' ' || p[1] == '\t' || p[1] == *p);
}

/* Where the definition that begins with this line ends. */
static const char *definition_end(Line line, const char *end)
{
    const char *last = line.next;
    bool after_blank = false;
    while (line.next < end) {
        line = line_at(line.next, end);
        if (is_blank(&line)) {
            after_blank = true;
            continue;
        }
        if (line.indent < 4 && (after_blank || begins_block(&line)))
            break;
        after_blank = false;
        last = line.next;
    }
    return last;
}

static char *folded_name(VtMarkdown *md, VtSlice name)
{
    char *copy = vt_arena_copy(md->arena, name.data, name.length);
    for (char *p = copy; *p; p++)
        *p = g_ascii_tolower(*p);
    return copy;
}

static VtRange claim_id(VtMarkdown *md, const char *prefix, const char *name)
{
    g_autofree char *text = g_strconcat(prefix, name, NULL);
    return vt_id_claim(md, vt_slice(text), prefix, NULL);
}

/* Ids are claimed before any heading can have them. */
static void add_definition(VtMarkdown *md, VtSlice name, const char *start, const char *end)
{
    VtFootnote footnote = {
        .name = folded_name(md, name),
        .start = (size_t)(start - md->input),
        .text = (size_t)(name.data + name.length + 2 - md->input),
        .end = (size_t)(end - md->input),
        .first_reference = VT_UNKNOWN,
    };
    if (!g_hash_table_contains(md->footnote_names, footnote.name)) {
        footnote.id_string = claim_id(md, "fn-", footnote.name);
        footnote.reference_id_string = claim_id(md, "fnref-", footnote.name);
        g_hash_table_insert(md->footnote_names, footnote.name, GUINT_TO_POINTER(md->footnotes->len + 1));
    }
    g_array_append_val(md->footnotes, footnote);
}

static void find_definitions(VtMarkdown *md)
{
    const char *end = md->input + md->input_length;
    char fence = '\0';
    unsigned fence_length = 0;
    for (const char *p = md->input; p < end;) {
        Line line = line_at(p, end);
        VtSlice name;
        p = line.next;
        if (fence_length > 0) {
            if (is_closing_fence(&line, fence, fence_length))
                fence_length = 0;
        } else if (is_definition(&line, &name)) {
            p = definition_end(line, end);
            add_definition(md, name, line.start, p);
        } else if (is_link_definition(&line)) {
            VtRange range = {(uint32_t)(line.start - md->input), (uint32_t)(line.next - md->input)};
            g_array_append_val(md->link_definitions, range);
        } else {
            fence_length = fence_at(&line, &fence);
        }
    }
}

static void blank(VtMarkdown *md, const VtFootnote *footnote)
{
    for (size_t i = footnote->start; i < footnote->end; i++)
        if (md->copy.data[i] != '\n' && md->copy.data[i] != '\r')
            md->copy.data[i] = ' ';
}

/* A caret is rarer than a bracket, and finding one byte faster than two. */
static bool has_reference(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *p = text; p < end && (p = memchr(p, '^', (size_t)(end - p))) != NULL; p++)
        if (p > text && p[-1] == '[')
            return true;
    return false;
}

void vt_footnotes_find(VtMarkdown *md)
{
    if (!has_reference(md->input, md->input_length))
        return;
    md->has_footnotes = true;
    find_definitions(md);
    if (md->footnotes->len == 0)
        return;
    vt_buffer_append(&md->copy, md->input, md->input_length);
    for (size_t i = 0; i < md->footnotes->len; i++)
        blank(md, &g_array_index(md->footnotes, VtFootnote, i));
    md->input = vt_buffer_string(&md->copy);
}

/* ---- References ---- */

static const char *string_at(const VtMarkdown *md, VtRange range, int *length)
{
    *length = (int)(range.end - range.start);
    return md->strings.data + range.start;
}

/* The id of this reference: the first has the one that was kept for it. */
static VtRange reference_id(VtMarkdown *md, const VtFootnote *footnote)
{
    if (footnote->reference_count == 0)
        return footnote->reference_id_string;
    g_autofree char *text = g_strdup_printf("fnref-%s-%u", footnote->name, footnote->reference_count + 1);
    return vt_id_claim(md, vt_slice(text), "fnref", NULL);
}

static void append_reference(VtMarkdown *md, size_t index)
{
    VtFootnote *footnote = &g_array_index(md->footnotes, VtFootnote, index);
    if (footnote->number == 0) {
        g_array_append_val(md->shown, index);
        footnote->number = md->shown->len;
    }
    VtFootnoteReference reference = {.id_string = reference_id(md, footnote), .next = VT_UNKNOWN};
    reference.element.start = vt_markdown_here(md);
    int id_length, target_length;
    const char *id = string_at(md, reference.id_string, &id_length);
    const char *target = string_at(md, footnote->id_string, &target_length);
    vt_buffer_append_format(&md->html,
                            "<sup class=\"footnote-ref\"><a href=\"#%.*s\" id=\"%.*s\">%u</a></sup>",
                            target_length, target, id_length, id, footnote->number);
    reference.element.end = vt_markdown_here(md);
    if (footnote->reference_count++ == 0)
        footnote->first_reference = md->references->len;
    else
        g_array_index(md->references, VtFootnoteReference, footnote->last_reference).next = md->references
                                                                                                ->len;
    footnote->last_reference = md->references->len;
    g_array_append_val(md->references, reference);
}

static void append_literal(VtMarkdown *md, const char *text, const char *end)
{
    vt_buffer_append_html(&md->html, text, (size_t)(end - text));
    vt_buffer_append(&md->text, text, (size_t)(end - text));
}

static bool is_escaped(const VtMarkdown *md, const char *p)
{
    return vt_markdown_offset(md, p) != VT_UNKNOWN && p > md->input && p[-1] == '\\';
}

/* 0 when there is no such footnote; else its index and 1. */
static guint find_footnote(VtMarkdown *md, VtSlice name)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(md->footnote_names, folded_name(md, name)));
}

static void report_undefined(VtMarkdown *md, const char *p, VtSlice name)
{
    size_t offset = vt_markdown_offset(md, p);
    vt_markdown_report(md, VT_MARKDOWN_FOOTNOTE_UNDEFINED, offset == VT_UNKNOWN ? md->known_offset : offset,
                       name.length + 3, "no footnote \"%.*s\" is defined", (int)name.length, name.data);
}

void vt_footnotes_append_text(VtMarkdown *md, const char *text, size_t length)
{
    const char *end = text + length;
    const char *run = text;
    for (const char *p = text; (p = memmem(p, (size_t)(end - p), "[^", 2)) != NULL;) {
        VtSlice name = name_at(p, end);
        if (name.length == 0 || is_escaped(md, p)) {
            p += 2;
            continue;
        }
        guint found = find_footnote(md, name);
        const char *next = name.data + name.length + 1;
        if (found > 0) {
            append_literal(md, run, p);
            append_reference(md, found - 1);
            run = next;
        } else {
            if (!vt_markdown_is(md, VT_MARKDOWN_CUT))
                report_undefined(md, p, name);
        }
        p = next;
    }
    append_literal(md, run, end);
}

/* ---- The section at the end ---- */

static void append_line(VtMarkdown *md, const char *start, const char *end)
{
    VtLineOrigin origin = {md->footnote_copy.length, (size_t)(start - md->source->text)};
    g_array_append_val(md->line_origins, origin);
    vt_buffer_append(&md->footnote_copy, start, (size_t)(end - start));
}

/* The definition's text without indentation, then the link definitions where a bracket may need one. */
static void copy_definition(VtMarkdown *md, const VtFootnote *footnote)
{
    const char *body = md->source->text + md->body_offset;
    const char *end = body + footnote->end;
    vt_buffer_reset(&md->footnote_copy);
    g_array_set_size(md->line_origins, 0);
    const char *first = body + footnote->text;
    while (first < end && (*first == ' ' || *first == '\t'))
        first++;
    const char *next = first < end ? line_at(first, end).next : end;
    append_line(md, first, next);
    while (next < end) {
        Line line = line_at(next, end);
        append_line(md, line.text, line.next);
        next = line.next;
    }
    if (!memchr(first, '[', (size_t)(end - first)))
        return;
    append_line(md, end, end);
    vt_buffer_append(&md->footnote_copy, "\n\n", 2);
    for (size_t i = 0; i < md->link_definitions->len; i++) {
        VtRange range = g_array_index(md->link_definitions, VtRange, i);
        append_line(md, body + range.start, body + range.end);
    }
}

static void append_back_links(VtMarkdown *md, const VtFootnote *footnote)
{
    bool in_paragraph = md->html.length > 5 && memcmp(md->html.data + md->html.length - 5, "</p>\n", 5) == 0;
    if (in_paragraph)
        md->html.length -= 5;
    else
        vt_buffer_append(&md->html, "<p>", 3);
    size_t index = footnote->first_reference;
    for (unsigned n = 1; index != VT_UNKNOWN; n++) {
        const VtFootnoteReference *reference = &g_array_index(md->references, VtFootnoteReference, index);
        if (in_paragraph || n > 1)
            vt_buffer_append_char(&md->html, ' ');
        g_autofree char *repeat = n > 1 ? g_strdup_printf("-%u", n) : g_strdup("");
        int length;
        const char *id = string_at(md, reference->id_string, &length);
        vt_buffer_append_format(
            &md->html, "<a href=\"#%.*s\" class=\"footnote-backref\" aria-label=\"Back to reference %u%s\">↩",
            length, id, footnote->number, repeat);
        if (n > 1)
            vt_buffer_append_format(&md->html, "<sup>%u</sup>", n);
        vt_buffer_append(&md->html, "</a>", 4);
        index = reference->next;
    }
    vt_buffer_append(&md->html, "</p>\n", 5);
}

const char *vt_footnote_input(VtMarkdown *md, size_t index, size_t *length)
{
    VtFootnote footnote = g_array_index(md->footnotes, VtFootnote, index);
    copy_definition(md, &footnote);
    const char *input = vt_buffer_string(&md->footnote_copy);
    *length = md->footnote_copy.length;
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE) && vt_markdown_is(md, VT_MARKDOWN_GFM) &&
        vt_tildes_hide(&input, *length, &md->footnote_copy))
        md->hides_tildes = true;
    return input;
}

static bool append_footnote(VtMarkdown *md, size_t index)
{
    VtFootnote footnote = g_array_index(md->footnotes, VtFootnote, index);
    int length;
    const char *id = string_at(md, footnote.id_string, &length);
    vt_buffer_append_format(&md->html, "<li id=\"%.*s\">\n", length, id);
    size_t input_length;
    const char *input = vt_footnote_input(md, index, &input_length);
    md->footnote_bytes += input_length;
    if (md->footnote_bytes > md->limit || !vt_markdown_read(md, input, input_length))
        return false;
    append_back_links(md, &g_array_index(md->footnotes, VtFootnote, index));
    vt_buffer_append(&md->html, "</li>\n", 6);
    return true;
}

static void report_unused(VtMarkdown *md)
{
    for (size_t i = 0; i < md->footnotes->len; i++) {
        const VtFootnote *footnote = &g_array_index(md->footnotes, VtFootnote, i);
        if (footnote->number == 0 && !vt_markdown_is(md, VT_MARKDOWN_CUT))
            vt_markdown_report(md, VT_MARKDOWN_FOOTNOTE_UNUSED, md->body_offset + footnote->start,
                               footnote->text - footnote->start, "footnote \"%s\" is never shown",
                               footnote->name);
    }
}

bool vt_footnotes_append(VtMarkdown *md)
{
    bool done = true;
    if (md->shown->len > 0) {
        md->footnotes_range.start = vt_markdown_here(md);
        vt_buffer_append_string(&md->html, "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        md->depth = 2;
        md->inner_outline.count = 0;
        for (size_t i = 0; done && i < md->shown->len; i++)
            done = append_footnote(md, g_array_index(md->shown, size_t, i));
        vt_buffer_append_string(&md->html, "</ol>\n</section>");
        md->footnotes_range.end = vt_markdown_here(md);
        vt_buffer_append_char(&md->html, '\n');
    }
    report_unused(md);
    return done;
}
