#include "parser.h"

#include <stdarg.h>

/* Each diagnostic copies its line, so a text of one line and thousands of faults would copy without end. */
enum { REPORTED_MOST = 100 };

VtMarkdown *vt_markdown_new(void)
{
    VtMarkdown *md = g_new0(VtMarkdown, 1);
    md->line_origins = g_array_new(FALSE, FALSE, sizeof(VtLineOrigin));
    md->link_definitions = g_array_new(FALSE, FALSE, sizeof(VtRange));
    md->headings = g_array_new(FALSE, TRUE, sizeof(VtHeadingRecord));
    md->links = g_array_new(FALSE, TRUE, sizeof(VtLinkRecord));
    md->items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    md->footnotes = g_array_new(FALSE, TRUE, sizeof(VtFootnote));
    md->references = g_array_new(FALSE, FALSE, sizeof(VtFootnoteReference));
    md->shown = g_array_new(FALSE, FALSE, sizeof(size_t));
    md->arena = vt_arena_new();
    md->footnote_names = g_hash_table_new(g_str_hash, g_str_equal);
    md->ids = g_hash_table_new(g_str_hash, g_str_equal);
    return md;
}

void vt_markdown_free(VtMarkdown *md)
{
    if (!md)
        return;
    GArray *const arrays[] = {md->line_origins, md->headings,   md->links, md->items,
                              md->footnotes,    md->references, md->shown, md->link_definitions};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_free(arrays[i], TRUE);
    VtBuffer *const buffers[] = {&md->copy,  &md->shifted,    &md->footnote_copy, &md->html,
                                 &md->text,  &md->strings,    &md->code,          &md->raw.comment,
                                 &md->spans, &md->heading_tag};
    for (size_t i = 0; i < G_N_ELEMENTS(buffers); i++)
        vt_buffer_finish(buffers[i]);
    g_hash_table_destroy(md->footnote_names);
    g_hash_table_destroy(md->ids);
    vt_arena_free(md->arena);
    g_free(md);
}

void vt_markdown_keep_in(VtMarkdown *md, VtArena *arena)
{
    md->document_arena = arena;
}

/* Forgets the last text and keeps the memory. */
static void reset(VtMarkdown *md)
{
    VtMarkdown kept = {
        .line_origins = md->line_origins,
        .link_definitions = md->link_definitions,
        .headings = md->headings,
        .links = md->links,
        .items = md->items,
        .footnotes = md->footnotes,
        .references = md->references,
        .shown = md->shown,
        .copy = md->copy,
        .shifted = md->shifted,
        .footnote_copy = md->footnote_copy,
        .html = md->html,
        .heading_tag = md->heading_tag,
        .text = md->text,
        .strings = md->strings,
        .code = md->code,
        .spans = md->spans,
        .raw.comment = md->raw.comment,
        .arena = md->arena,
        .document_arena = md->document_arena,
        .footnote_names = md->footnote_names,
        .ids = md->ids,
        .strong_start = VT_UNKNOWN,
        .open_link = VT_UNKNOWN,
        .open_image = VT_UNKNOWN,
        .text_offset = VT_UNKNOWN,
        .items_text = VT_UNKNOWN,
    };
    *md = kept;
    VtBuffer *const buffers[] = {&md->copy,    &md->footnote_copy, &md->html, &md->text,
                                 &md->strings, &md->code,          &md->spans};
    for (size_t i = 0; i < G_N_ELEMENTS(buffers); i++)
        vt_buffer_reset(buffers[i]);
    GArray *const arrays[] = {md->line_origins, md->headings,   md->links, md->items,
                              md->footnotes,    md->references, md->shown, md->link_definitions};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_set_size(arrays[i], 0);
    g_hash_table_remove_all(md->footnote_names);
    g_hash_table_remove_all(md->ids);
    vt_arena_reset(md->arena);
}

/* The offset in a dedented footnote as one in the source. */
static size_t offset_by_line(const VtMarkdown *md, size_t place)
{
    const VtLineOrigin *lines = &g_array_index(md->line_origins, VtLineOrigin, 0);
    size_t low = 0, high = md->line_origins->len;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines[middle].start <= place)
            low = middle;
        else
            high = middle;
    }
    return lines[low].offset + (place - lines[low].start);
}

size_t vt_markdown_offset(const VtMarkdown *md, const char *pointer)
{
    size_t place = (uintptr_t)pointer - (uintptr_t)md->input;
    if ((uintptr_t)pointer < (uintptr_t)md->input || place > md->input_length)
        return VT_UNKNOWN;
    return md->line_origins->len > 0 ? offset_by_line(md, place) : place + md->body_offset;
}

size_t vt_markdown_origin(const VtMarkdown *md, size_t offset)
{
    return md->revision && offset != VT_WHOLE_FILE ? vt_revision_origin(md->revision, offset) : offset;
}

VtDiagnostic *vt_markdown_report(VtMarkdown *md, VtDiagnosticId id, size_t offset, size_t length,
                                 const char *format, ...)
{
    VtSeverity severity = vt_diagnostic_info(id)->severity;
    if (!md->sink || md->reported[severity]++ >= REPORTED_MOST)
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const VtSource *source = md->revision ? md->revision->source : md->source;
    return vt_diagnose(md->sink, id, (VtSpan){source, vt_markdown_origin(md, offset), length}, "%s", message);
}

static unsigned parser_flags(VtMarkdownFlags flags)
{
    return flags & VT_MARKDOWN_GFM ? MD_DIALECT_GITHUB : MD_DIALECT_COMMONMARK;
}

/* A copy with so many blank lines in front. Like all copies that md4c gets it is terminated, for md4c 0.4.8
 * looks one byte beyond its input, and takes a parenthesis there for the end of a link. */
static const char *shifted(VtMarkdown *md, const char *input, size_t length, size_t lines)
{
    vt_buffer_reset(&md->shifted);
    for (size_t i = 0; i < lines; i++)
        vt_buffer_append_char(&md->shifted, '\n');
    vt_buffer_append(&md->shifted, input, length);
    return vt_buffer_string(&md->shifted);
}

bool vt_markdown_read_with(VtMarkdown *md, const char *input, size_t length, const MD_PARSER *callbacks,
                           void *data)
{
    MD_PARSER parser = *callbacks;
    parser.flags = parser_flags(md->flags);
    size_t shift = vt_item_ends_shift(input, length);
    const char *whole = shift > 0 ? shifted(md, input, length, shift) : input;
    md->input = whole + shift;
    md->input_length = length;
    bool read = md_parse(whole, (MD_SIZE)(shift + length), &parser, data) == 0;
    md->input = input;
    return read;
}

bool vt_markdown_read(VtMarkdown *md, const char *input, size_t length)
{
    static const MD_PARSER callbacks = {
        .enter_block = vt_markdown_enter_block,
        .leave_block = vt_markdown_leave_block,
        .enter_span = vt_markdown_enter_span,
        .leave_span = vt_markdown_leave_span,
        .text = vt_markdown_text,
    };
    return vt_markdown_read_with(md, input, length, &callbacks, md);
}

/* Hides from md4c what it would take for something else. */
static void prepare(VtMarkdown *md)
{
    if (vt_markdown_is(md, VT_MARKDOWN_FOOTNOTES))
        vt_footnotes_find(md);
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE) && vt_markdown_is(md, VT_MARKDOWN_GFM))
        md->hides_tildes = vt_tildes_hide(&md->input, md->input_length, &md->copy);
}

/* Escaping makes text six times as long at most, and a list item ten; beyond that something multiplies. */
static size_t output_limit(size_t length)
{
    return ((size_t)1 << 20) + 32 * length;
}

static bool read_body(VtMarkdown *md)
{
    md->limit = output_limit(md->input_length);
    prepare(md);
    const char *input = md->input;
    size_t length = md->input_length;
    return vt_markdown_read(md, input, length) && vt_footnotes_append(md);
}

static void restore_tildes(VtMarkdown *md)
{
    if (!md->hides_tildes)
        return;
    vt_tildes_restore(&md->html);
    vt_tildes_restore(&md->text);
    vt_tildes_restore(&md->strings);
}

static void take_source(VtMarkdown *md, const VtSource *source, size_t start, size_t end,
                        VtMarkdownFlags flags)
{
    reset(md);
    md->source = source;
    md->flags = flags;
    md->input = source->text ? source->text + start : "";
    md->input_length = end - start;
    md->body_offset = start;
    md->known_offset = start;
}

static VtDocument *parse(VtMarkdown *md, VtDiagnostics *sink)
{
    md->sink = sink;
    if (md->input_length > VT_MARKDOWN_INPUT_LIMIT) {
        vt_markdown_report(md, VT_MARKDOWN_TOO_LARGE, VT_WHOLE_FILE, 0,
                           "text of %zu bytes: 16 MiB are the most", md->input_length);
        return NULL;
    }
    if (!read_body(md)) {
        vt_markdown_report(md, VT_MARKDOWN_TOO_LARGE, VT_WHOLE_FILE, 0,
                           "the HTML of this text is out of proportion to its %zu bytes", md->input_length);
        return NULL;
    }
    restore_tildes(md);
    return vt_document_new(md);
}

VtDocument *vt_markdown_parse(VtMarkdown *md, const VtSource *source, size_t offset, VtMarkdownFlags flags,
                              VtDiagnostics *sink)
{
    take_source(md, source, offset, source->length, flags);
    return parse(md, sink);
}

VtDocument *vt_markdown_parse_revision(VtMarkdown *md, VtRevision *revision, VtMarkdownFlags flags,
                                       VtDiagnostics *sink)
{
    VtSource text = vt_revision_source(revision);
    take_source(md, &text, 0, text.length, flags);
    md->revision = revision;
    VtDocument *document = parse(md, sink);
    md->source = NULL;
    md->revision = NULL;
    return document;
}

void vt_markdown_prepare(VtMarkdown *md, const VtSource *source, size_t start, size_t end,
                         VtMarkdownFlags flags)
{
    take_source(md, source, start, end, flags);
    if (md->input_length <= VT_MARKDOWN_INPUT_LIMIT)
        prepare(md);
}

/* One line as the content of a heading, where nothing begins another block. A last # would be taken for the
 * heading's closing mark. */
static void copy_line(VtMarkdown *md, VtSlice line)
{
    VtSlice text = vt_slice_trim(line);
    vt_buffer_append(&md->copy, "# ", 2);
    size_t start = md->copy.length;
    vt_buffer_append_slice(&md->copy, text);
    for (size_t i = start; i < md->copy.length; i++)
        if (md->copy.data[i] == '\n' || md->copy.data[i] == '\r')
            md->copy.data[i] = ' ';
    bool closes = text.length > 0 && text.data[text.length - 1] == '#';
    bool escaped = text.length > 1 && text.data[text.length - 2] == '\\';
    if (closes && !escaped) {
        md->copy.data[md->copy.length - 1] = '\\';
        vt_buffer_append_char(&md->copy, '#');
    }
    vt_buffer_string(&md->copy);
}

void vt_markdown_prepare_line(VtMarkdown *md, const VtSource *source, size_t start, size_t end)
{
    take_source(md, source, start, end, VT_MARKDOWN_PAGE | VT_MARKDOWN_GFM);
    while (start < end && g_ascii_isspace(source->text[start]))
        start++;
    copy_line(md, (VtSlice){source->text + start, end - start});
    md->input = md->copy.data;
    md->input_length = md->copy.length;
    md->body_offset = start - strlen("# ");
    md->known_offset = start;
    prepare(md);
}

static void read_line(VtMarkdown *md, VtSlice text, bool escapes_html, VtBuffer *html, VtBuffer *plain)
{
    reset(md);
    md->flags = VT_MARKDOWN_PAGE | VT_MARKDOWN_GFM;
    md->bare = true;
    md->escapes_html = escapes_html;
    copy_line(md, text);
    md->input = md->copy.data;
    md->input_length = md->copy.length;
    if (text.length <= VT_MARKDOWN_INPUT_LIMIT && read_body(md)) {
        restore_tildes(md);
    } else {
        vt_buffer_reset(&md->html);
        vt_buffer_reset(&md->text);
        vt_buffer_append_html(&md->html, text.data, text.length);
        vt_buffer_append_slice(&md->text, text);
    }
    if (html)
        vt_buffer_append(html, md->html.data, md->html.length);
    if (plain)
        vt_buffer_append_slice(plain, vt_slice_trim((VtSlice){md->text.data, md->text.length}));
}

void vt_markdown_inline(VtMarkdown *md, VtSlice text, VtBuffer *html, VtBuffer *plain)
{
    read_line(md, text, true, html, plain);
}

void vt_markdown_heading_text(VtMarkdown *md, VtSlice line, VtBuffer *plain)
{
    read_line(md, line, false, NULL, plain);
}
