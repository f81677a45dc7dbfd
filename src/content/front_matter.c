/* Front matter: YAML between a first line `---` and the next line `---` or `...`. */
#include "content_private.h"

static size_t skip_bom(const VtSource *source)
{
    return source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* The line at `at` without its end, and where the next one starts. */
static VtSlice take_line(const VtSource *source, size_t at, size_t *next)
{
    const char *start = source->text + at;
    const char *end = at < source->length ? memchr(start, '\n', source->length - at) : NULL;
    size_t length = end != NULL ? (size_t)(end - start) : source->length - at;
    *next = at + length + (end != NULL);
    if (length > 0 && start[length - 1] == '\r')
        length--;
    return (VtSlice){start, length};
}

static bool is_delimiter(VtSlice line, const char *mark)
{
    if (line.length < 3 || memcmp(line.data, mark, 3) != 0)
        return false;
    return vt_slice_trim((VtSlice){line.data + 3, line.length - 3}).length == 0;
}

static bool is_blank(VtSlice line)
{
    return vt_slice_trim(line).length == 0;
}

/* "title: Foo" or "title:" */
static bool looks_like_key(VtSlice line)
{
    size_t i = 0;
    while (i < line.length && (g_ascii_isalnum(line.data[i]) || line.data[i] == '_'))
        i++;
    return i > 0 && i < line.length && line.data[i] == ':' &&
           (i + 1 == line.length || line.data[i + 1] == ' ');
}

/* Blank lines before front matter make it ordinary text, which nobody wants. */
static void warn_of_late_start(const VtSource *source, size_t start, VtDiagnostics *sink)
{
    size_t at = start;
    size_t next = start;
    VtSlice line = take_line(source, at, &next);
    while (next < source->length && is_blank(line)) {
        at = next;
        line = take_line(source, at, &next);
    }
    if (at == start || !is_delimiter(line, "---") || next >= source->length)
        return;
    size_t after = next;
    if (!looks_like_key(take_line(source, next, &after)))
        return;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_FRONT_MATTER_PLACE, (VtSpan){source, at, 3},
                                           "front matter must begin on the first line of the file");
    vt_diagnostic_note(diagnostic, "delete the blank lines before it");
}

static bool report_unclosed(const VtSource *source, size_t start, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_FRONT_MATTER_UNCLOSED, (VtSpan){source, start, 3},
                                           "front matter begins here, but no line \"---\" ends it");
    vt_diagnostic_note(diagnostic, "write \"---\" on a line of its own below the last key");
    vt_diagnostic_note(diagnostic, "for a rule at the top of the text write \"***\"");
    return false;
}

bool vt_front_matter_find(const VtSource *source, VtFrontMatter *front, VtDiagnostics *sink)
{
    size_t start = skip_bom(source);
    size_t next = start;
    *front = (VtFrontMatter){.yaml = start, .body = start};
    if (!is_delimiter(take_line(source, start, &next), "---")) {
        warn_of_late_start(source, start, sink);
        return true;
    }
    front->yaml = next;
    while (next < source->length) {
        size_t at = next;
        VtSlice line = take_line(source, at, &next);
        if (is_delimiter(line, "---") || is_delimiter(line, "...")) {
            front->yaml_length = at - front->yaml;
            front->body = next;
            return true;
        }
    }
    front->body = source->length;
    return report_unclosed(source, start, sink);
}

/* "## Title ##" → "Title" */
static bool read_atx(VtSlice line, VtSlice *heading)
{
    size_t i = 0;
    while (i < line.length && i < 4 && line.data[i] == ' ')
        i++;
    size_t marks = i;
    while (i < line.length && line.data[i] == '#')
        i++;
    bool is_heading = marks < 4 && i > marks && i - marks <= 6 &&
                      (i == line.length || line.data[i] == ' ' || line.data[i] == '\t');
    if (!is_heading)
        return false;
    VtSlice text = vt_slice_trim((VtSlice){line.data + i, line.length - i});
    size_t end = text.length;
    while (end > 0 && text.data[end - 1] == '#')
        end--;
    if (end == 0 || text.data[end - 1] == ' ' || text.data[end - 1] == '\t')
        text.length = end;
    *heading = vt_slice_trim(text);
    return heading->length > 0;
}

static bool is_underline(VtSlice line)
{
    if (g_str_has_prefix(line.data, "    "))
        return false;
    VtSlice text = vt_slice_trim(line);
    char mark = text.length > 0 ? text.data[0] : '\0';
    if (mark != '=' && mark != '-')
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.data[i] != mark)
            return false;
    return true;
}

/* Could the line begin a block other than a paragraph? Then an underline below it makes no heading of it. */
static bool begins_other_block(VtSlice line)
{
    if (line.data[0] == '\t' || g_str_has_prefix(line.data, "    "))
        return true;
    VtSlice text = vt_slice_trim(line);
    char next = text.length > 1 ? text.data[1] : ' ';
    if (strchr(">|<[", text.data[0]) != NULL || strchr("`~", text.data[0]) != NULL)
        return true;
    if (strchr("-+*_", text.data[0]) != NULL)
        return next == ' ' || next == text.data[0];
    size_t digits = 0;
    while (digits < text.length && g_ascii_isdigit(text.data[digits]))
        digits++;
    return digits > 0 && digits < text.length && strchr(".)", text.data[digits]) != NULL;
}

bool vt_leading_heading(const VtSource *source, size_t body, VtSlice *heading, size_t *after)
{
    size_t next = body;
    VtSlice line = take_line(source, body, &next);
    while (is_blank(line)) {
        if (next >= source->length)
            return false;
        line = take_line(source, next, &next);
    }
    if (read_atx(line, heading)) {
        *after = next;
        return true;
    }
    if (next >= source->length || begins_other_block(line))
        return false;
    if (!is_underline(take_line(source, next, &next)))
        return false;
    *heading = vt_slice_trim(line);
    *after = next;
    return true;
}
