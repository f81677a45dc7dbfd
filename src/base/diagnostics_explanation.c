#include "source_excerpt.h"

/* Explanations are Markdown: paragraphs, lists, and code blocks, fenced or indented. On a terminal the
 * paragraphs and list items are wrapped and code stays as it is. */

enum { COLUMNS = 80, CODE_INDENT = 4 };

/* The paragraph being gathered; `hanging` is the width of its list marker, which stands in `text` too. */
typedef struct Paragraph {
    VtBuffer text;
    size_t hanging;
} Paragraph;

static size_t cells_of(VtSlice text)
{
    size_t cells = 0;
    const char *end = text.data + text.length;
    for (const char *p = text.data; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        cells += glyph.cells;
        p += glyph.bytes;
    }
    return cells;
}

/* A word ends at a space outside of `code spans`, which people copy and so stay on one line. */
static VtSlice take_word(VtSlice *rest)
{
    while (rest->length > 0 && *rest->data == ' ')
        *rest = (VtSlice){rest->data + 1, rest->length - 1};
    size_t i = 0;
    while (i < rest->length && rest->data[i] != ' ') {
        const char *closing = NULL;
        if (rest->data[i] == '`')
            closing = memchr(rest->data + i + 1, '`', rest->length - i - 1);
        i = closing ? (size_t)(closing - rest->data) + 1 : i + 1;
    }
    VtSlice word = {rest->data, i};
    *rest = (VtSlice){rest->data + i, rest->length - i};
    return word;
}

static void append_spaces(VtBuffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        vt_buffer_append_char(out, ' ');
}

static void finish_paragraph(Paragraph *paragraph, VtBuffer *out)
{
    VtSlice rest = {paragraph->text.data, paragraph->text.length};
    size_t column = 0;
    for (VtSlice word = take_word(&rest); word.length > 0; word = take_word(&rest)) {
        size_t cells = cells_of(word);
        if (column > 0 && column + 1 + cells > COLUMNS) {
            vt_buffer_append_char(out, '\n');
            append_spaces(out, paragraph->hanging);
            column = paragraph->hanging;
        } else if (column > 0) {
            vt_buffer_append_char(out, ' ');
            column++;
        }
        vt_buffer_append_slice(out, word);
        column += cells;
    }
    if (column > 0)
        vt_buffer_append_char(out, '\n');
    vt_buffer_reset(&paragraph->text);
    paragraph->hanging = 0;
}

/* The width of "- ", "* " or "12. " at the start of a line, else 0. */
static size_t list_marker(VtSlice line)
{
    if (line.length > 1 && (line.data[0] == '-' || line.data[0] == '*') && line.data[1] == ' ')
        return 2;
    size_t digits = 0;
    while (digits < line.length && g_ascii_isdigit(line.data[digits]))
        digits++;
    bool numbered = digits > 0 && digits + 1 < line.length && line.data[digits] == '.' &&
                    line.data[digits + 1] == ' ';
    return numbered ? digits + 2 : 0;
}

static bool starts_with(VtSlice line, const char *prefix)
{
    size_t length = strlen(prefix);
    return line.length >= length && memcmp(line.data, prefix, length) == 0;
}

static void write_code_line(VtSlice line, size_t indent, VtBuffer *out)
{
    if (line.length > 0)
        append_spaces(out, indent);
    vt_buffer_append_slice(out, line);
    vt_buffer_append_char(out, '\n');
}

static void gather(Paragraph *paragraph, VtSlice line, VtBuffer *out)
{
    size_t marker = list_marker(line);
    if (marker > 0) {
        finish_paragraph(paragraph, out);
        paragraph->hanging = marker;
    }
    vt_buffer_append_slice(&paragraph->text, line);
    vt_buffer_append_char(&paragraph->text, ' ');
}

void vt_write_wrapped(const char *markdown, VtBuffer *out)
{
    Paragraph paragraph = {0};
    bool fenced = false;
    const char *newline = NULL;
    for (const char *p = markdown; p; p = newline ? newline + 1 : NULL) {
        newline = strchr(p, '\n');
        VtSlice line = {p, newline ? (size_t)(newline - p) : strlen(p)};
        bool fence = starts_with(line, "```");
        if (fence || line.length == 0 || (!fenced && paragraph.text.length == 0 && starts_with(line, "    ")))
            finish_paragraph(&paragraph, out);
        if (fence)
            fenced = !fenced;
        else if (fenced)
            write_code_line(line, CODE_INDENT, out);
        else if (line.length == 0 || (paragraph.text.length == 0 && starts_with(line, "    ")))
            write_code_line(line, 0, out);
        else
            gather(&paragraph, line, out);
    }
    finish_paragraph(&paragraph, out);
    vt_buffer_finish(&paragraph.text);
}

void vt_diagnostic_write_explanation(const VtDiagnosticInfo *info, VtBuffer *out)
{
    static const char *const kinds[] = {
        [VT_ERROR] = "an error", [VT_WARNING] = "a warning", [VT_NOTE] = "a note"};
    vt_buffer_append_format(out, "%s (%s)\n\n", info->name, kinds[info->severity]);
    vt_write_wrapped(info->summary, out);
    vt_buffer_append_char(out, '\n');
    vt_write_wrapped(info->explanation, out);
}
