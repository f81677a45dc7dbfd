#include "diagnostics_record.h"

#define SGR_RESET "\033[0m"
#define SGR_BOLD "\033[1m"
#define SGR_CARET "\033[1;32m"

enum { GUTTER_DIGITS = 5, TAB_STOP = 8 };

/* Where the text goes, and whether with colours; lives for one vt_diagnostics_write_text. */
typedef struct Pen {
    VtBuffer *out;
    bool color;
} Pen;

static const char *severity_color(VtSeverity severity)
{
    static const char *const colors[] = {
        [VT_ERROR] = "\033[1;31m", [VT_WARNING] = "\033[1;33m", [VT_NOTE] = "\033[1;36m"};
    return colors[severity];
}

static void set_color(Pen pen, const char *sequence)
{
    if (pen.color)
        vt_buffer_append_string(pen.out, sequence);
}

/* Messages quote what authors typed, and paths may hold anything: neither may steer the terminal. */
static void write_safely(VtBuffer *out, const char *text)
{
    const char *end = text + strlen(text);
    for (const char *p = text; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        vt_glyph_append(out, glyph);
        p += glyph.bytes;
    }
}

static void write_place(Pen pen, const VtPlace *place)
{
    if (!place->path)
        return;
    set_color(pen, SGR_BOLD);
    write_safely(pen.out, place->path);
    if (place->start.line > 0)
        vt_buffer_append_format(pen.out, ":%zu:%zu", place->start.line, place->start.column);
    vt_buffer_append_char(pen.out, ':');
    set_color(pen, SGR_RESET);
    vt_buffer_append_char(pen.out, ' ');
}

static void write_severity(Pen pen, VtSeverity severity)
{
    set_color(pen, severity_color(severity));
    vt_buffer_append_format(pen.out, "%s:", vt_severity_name(severity));
    set_color(pen, SGR_RESET);
    vt_buffer_append_char(pen.out, ' ');
}

static void write_spaces(VtBuffer *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        vt_buffer_append_char(out, ' ');
}

static size_t column_after(size_t column, VtGlyph glyph)
{
    return glyph.shown == '\t' ? column + TAB_STOP - column % TAB_STOP : column + glyph.cells;
}

static void write_excerpt_line(VtBuffer *out, const VtExcerpt *excerpt)
{
    const char *end = excerpt->text + excerpt->length;
    if (excerpt->cut_before)
        vt_buffer_append_string(out, "…");
    for (const char *p = excerpt->text; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        vt_glyph_append(out, glyph);
        p += glyph.bytes;
    }
    if (excerpt->cut_after)
        vt_buffer_append_string(out, "…");
}

/* Blanks up to the mark; tabs stay tabs, so that carets stand right whatever the tab stops are. */
static size_t write_caret_padding(VtBuffer *out, const VtExcerpt *excerpt, size_t column)
{
    const char *mark = excerpt->text + excerpt->mark;
    if (excerpt->cut_before) {
        vt_buffer_append_char(out, ' ');
        column++;
    }
    for (const char *p = excerpt->text; p < mark;) {
        VtGlyph glyph = vt_glyph_at(p, mark);
        if (glyph.shown == '\t')
            vt_buffer_append_char(out, '\t');
        else
            write_spaces(out, glyph.cells);
        column = column_after(column, glyph);
        p += glyph.bytes;
    }
    return column;
}

static void write_carets(Pen pen, const VtExcerpt *excerpt, size_t gutter)
{
    size_t column = write_caret_padding(pen.out, excerpt, gutter);
    const char *mark = excerpt->text + excerpt->mark;
    const char *end = mark + excerpt->mark_length;
    size_t after = column;
    for (const char *p = mark; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        after = column_after(after, glyph);
        p += glyph.bytes;
    }
    set_color(pen, SGR_CARET);
    vt_buffer_append_char(pen.out, '^');
    for (column++; column < after; column++)
        vt_buffer_append_char(pen.out, '~');
    set_color(pen, SGR_RESET);
    vt_buffer_append_char(pen.out, '\n');
}

/* "   14 | " is eight cells wide, so that tabs in the source line keep their stops. */
static void write_excerpt(Pen pen, const VtPlace *place)
{
    if (place->start.line == 0)
        return;
    size_t before = pen.out->length;
    vt_buffer_append_format(pen.out, "%*zu |", GUTTER_DIGITS, place->start.line);
    size_t bar = pen.out->length - before - 1;
    if (place->excerpt.length > 0)
        vt_buffer_append_char(pen.out, ' ');
    write_excerpt_line(pen.out, &place->excerpt);
    vt_buffer_append_char(pen.out, '\n');
    write_spaces(pen.out, bar);
    vt_buffer_append_string(pen.out, "| ");
    write_carets(pen, &place->excerpt, bar + 2);
}

static void write_remarks(Pen pen, const VtDiagnostic *diagnostic)
{
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        if (note->place.path)
            continue;
        write_spaces(pen.out, GUTTER_DIGITS + 1);
        vt_buffer_append_string(pen.out, "= ");
        write_safely(pen.out, note->text);
        vt_buffer_append_char(pen.out, '\n');
    }
    if (!diagnostic->suggestion)
        return;
    write_spaces(pen.out, GUTTER_DIGITS + 1);
    vt_buffer_append_string(pen.out, "= did you mean \"");
    write_safely(pen.out, diagnostic->suggestion);
    vt_buffer_append_string(pen.out, "\"?\n");
}

static void write_placed_notes(Pen pen, const VtDiagnostic *diagnostic)
{
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        if (!note->place.path)
            continue;
        write_place(pen, &note->place);
        write_severity(pen, VT_NOTE);
        write_safely(pen.out, note->text);
        vt_buffer_append_char(pen.out, '\n');
        write_excerpt(pen, &note->place);
    }
}

void vt_diagnostics_write_text(const GPtrArray *diagnostics, bool color, VtBuffer *out)
{
    Pen pen = {.out = out, .color = color};
    for (guint i = 0; i < diagnostics->len; i++) {
        const VtDiagnostic *diagnostic = g_ptr_array_index(diagnostics, i);
        write_place(pen, &diagnostic->place);
        write_severity(pen, diagnostic->info->severity);
        write_safely(out, diagnostic->message);
        vt_buffer_append_format(out, " [%s]\n", diagnostic->info->name);
        write_excerpt(pen, &diagnostic->place);
        write_remarks(pen, diagnostic);
        write_placed_notes(pen, diagnostic);
    }
}
