#include "diagnostics_record.h"

static void write_member(VtBuffer *out, const char *key, const char *value)
{
    vt_buffer_append_format(out, ", \"%s\": ", key);
    vt_buffer_append_json(out, value, strlen(value));
}

static void write_position(VtBuffer *out, const VtPlace *place)
{
    if (place->path)
        write_member(out, "file", place->path);
    if (place->start.line > 0)
        vt_buffer_append_format(out, ", \"line\": %zu, \"column\": %zu", place->start.line,
                                place->start.column);
}

static void write_end(VtBuffer *out, const VtPlace *place)
{
    bool empty = place->end.line == place->start.line && place->end.column == place->start.column;
    if (!empty)
        vt_buffer_append_format(out, ", \"endLine\": %zu, \"endColumn\": %zu", place->end.line,
                                place->end.column);
}

static void write_notes(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    vt_buffer_append_string(out, ", \"notes\": [");
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        vt_buffer_append_string(out, i > 0 ? ", {\"message\": " : "{\"message\": ");
        vt_buffer_append_json(out, note->text, strlen(note->text));
        write_position(out, &note->place);
        vt_buffer_append_char(out, '}');
    }
    vt_buffer_append_char(out, ']');
}

static void write_diagnostic(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    vt_buffer_append_format(out, "{\"severity\": \"%s\"", vt_severity_name(diagnostic->info->severity));
    write_member(out, "id", diagnostic->info->name);
    write_member(out, "message", diagnostic->message);
    write_position(out, &diagnostic->place);
    write_end(out, &diagnostic->place);
    write_notes(out, diagnostic);
    if (diagnostic->suggestion)
        write_member(out, "suggestion", diagnostic->suggestion);
    vt_buffer_append_char(out, '}');
}

/* One object a line: an array for programs, and lines for people who search. */
void vt_diagnostics_write_json(const GPtrArray *diagnostics, VtBuffer *out)
{
    vt_buffer_append_char(out, '[');
    for (guint i = 0; i < diagnostics->len; i++) {
        vt_buffer_append_string(out, i > 0 ? ",\n  " : "\n  ");
        write_diagnostic(out, g_ptr_array_index(diagnostics, i));
    }
    vt_buffer_append_string(out, diagnostics->len > 0 ? "\n]\n" : "]\n");
}
