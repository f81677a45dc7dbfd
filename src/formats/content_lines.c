#include "content_lines.h"

#include "clean_text.h"

enum { LINE_OCTETS = 75 };

/* The line `line` of valid UTF-8, folded. The space that begins a continuation counts. */
static void append_folded(VtBuffer *out, const char *line, size_t length)
{
    size_t room = LINE_OCTETS;
    while (length > room) {
        size_t cut = room;
        while (cut > 0 && ((unsigned char)line[cut] & 0xc0) == 0x80)
            cut--;
        vt_buffer_append(out, line, cut);
        vt_buffer_append(out, "\r\n ", 3);
        line += cut;
        length -= cut;
        room = LINE_OCTETS - 1;
    }
    vt_buffer_append(out, line, length);
    vt_buffer_append(out, "\r\n", 2);
}

/* Line ends inside a line would begin another property. */
static void drop_controls(VtBuffer *line)
{
    size_t kept = 0;
    for (size_t i = 0; i < line->length; i++)
        if ((unsigned char)line->data[i] >= 0x20 && line->data[i] != 0x7f)
            line->data[kept++] = line->data[i];
    line->length = kept;
}

void vt_content_line(VtBuffer *out, const char *name, const char *value)
{
    if (!value || value[0] == '\0')
        return;
    g_auto(VtBuffer) line = {0};
    vt_buffer_append_string(&line, name);
    vt_buffer_append_char(&line, ':');
    vt_clean_append(&line, value, strlen(value));
    drop_controls(&line);
    append_folded(out, line.data, line.length);
}

void vt_content_escape(VtBuffer *value, const char *text)
{
    for (const char *p = text ? text : ""; *p; p++) {
        if (*p == '\r' && p[1] == '\n')
            continue;
        if (*p == '\n' || *p == '\r')
            vt_buffer_append(value, "\\n", 2);
        else if (*p == '\t')
            vt_buffer_append_char(value, ' ');
        else if (*p == '\\' || *p == ',' || *p == ';')
            vt_buffer_append(value, (char[]){'\\', *p}, 2);
        else
            vt_buffer_append_char(value, *p);
    }
}

void vt_content_line_text(VtBuffer *out, const char *name, const char *value)
{
    g_auto(VtBuffer) escaped = {0};
    vt_content_escape(&escaped, value);
    vt_content_line(out, name, vt_buffer_string(&escaped));
}
