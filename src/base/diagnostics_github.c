#include "diagnostics_record.h"

/* GitHub's workflow commands, one a line:
 *
 *   ::error file=PATH,line=LINE,col=COLUMN,title=ID::MESSAGE
 *
 * `%`, CR and LF are percent-encoded everywhere, `:` and `,` in the properties too. Logs are shown by
 * terminals, so other control characters are replaced as in the text form. */

static void write_encoded(VtBuffer *out, const char *text, const char *reserved)
{
    const char *end = text + strlen(text);
    for (const char *p = text; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        if (*p == '%' || *p == '\r' || *p == '\n' || strchr(reserved, *p))
            vt_buffer_append_format(out, "%%%02X", (unsigned char)*p);
        else
            vt_glyph_append(out, glyph);
        p += glyph.bytes;
    }
}

static void write_property(VtBuffer *out, const char *key, const char *value)
{
    vt_buffer_append_format(out, "%s=", key);
    write_encoded(out, value, ":,");
    vt_buffer_append_char(out, ',');
}

static void write_message(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    write_encoded(out, diagnostic->message, "");
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        vt_buffer_append_string(out, "%0A");
        if (note->place.path) {
            write_encoded(out, note->place.path, "");
            if (note->place.start.line > 0)
                vt_buffer_append_format(out, ":%zu:%zu", note->place.start.line, note->place.start.column);
            vt_buffer_append_string(out, ": ");
        }
        write_encoded(out, note->text, "");
    }
    if (!diagnostic->suggestion)
        return;
    vt_buffer_append_string(out, "%0Adid you mean \"");
    write_encoded(out, diagnostic->suggestion, "");
    vt_buffer_append_string(out, "\"?");
}

static void write_command(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    static const char *const commands[] = {
        [VT_ERROR] = "error", [VT_WARNING] = "warning", [VT_NOTE] = "notice"};
    const VtPlace *place = &diagnostic->place;
    vt_buffer_append_format(out, "::%s ", commands[diagnostic->info->severity]);
    if (place->path)
        write_property(out, "file", place->path);
    if (place->start.line > 0)
        vt_buffer_append_format(out, "line=%zu,col=%zu,", place->start.line, place->start.column);
    vt_buffer_append_format(out, "title=%s::", diagnostic->info->name);
    write_message(out, diagnostic);
    vt_buffer_append_char(out, '\n');
}

void vt_diagnostics_write_github(const GPtrArray *diagnostics, VtBuffer *out)
{
    for (guint i = 0; i < diagnostics->len; i++)
        write_command(out, g_ptr_array_index(diagnostics, i));
}
