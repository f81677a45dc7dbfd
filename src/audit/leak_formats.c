#include "leak_reader.h"

/* ---- JSON ---------------------------------------------------------------------------------------------- */

static bool is_key(const char *behind, const char *end)
{
    while (behind < end && g_ascii_isspace(*behind))
        behind++;
    return behind < end && *behind == ':';
}

/* Keys and values alike; a string is handed over decoded only. */
static const char *read_string(const VtLeakReader *reader, const char *start, const char *end)
{
    const char *stop = vt_string_end(start, end, '"');
    size_t length = (size_t)(stop - start);
    const char *next = stop < end ? stop + 1 : end;
    VtLeakReader inner = *reader;
    inner.role = is_key(next, end) ? VT_LEAK_SYNTAX : VT_LEAK_PROSE;
    if (length == 0 || memchr(start, '\\', length) == NULL) {
        vt_leak_read_text(&inner, start, length, start);
    } else {
        g_auto(VtBuffer) decoded = {0};
        vt_leak_unescape(start, length, &decoded);
        vt_leak_read_text(&inner, vt_buffer_string(&decoded), decoded.length, start);
    }
    return next;
}

/* Between strings are marks, numbers and a few words; in what only calls itself JSON, anything at all. */
static void read_between(const VtLeakReader *reader, const char *at, const char *end)
{
    for (const char *p = at; p < end; p++) {
        if (!g_ascii_isalpha(*p) && (uint8_t)*p < 0x80)
            continue;
        VtLeakReader code = *reader;
        code.role = VT_LEAK_SYNTAX;
        vt_leak_read_text(&code, at, (size_t)(end - at), at);
        return;
    }
}

void vt_leak_read_json(const VtLeakReader *reader, const char *data, size_t length)
{
    const char *end = data + length;
    for (const char *at = data; at < end;) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        read_between(reader, at, quote != NULL ? quote : end);
        at = quote != NULL ? read_string(reader, quote + 1, end) : end;
    }
}

/* ---- Stylesheets and scripts --------------------------------------------------------------------------- */

static const char *find_end(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
    return found != NULL ? found : end;
}

/* The end of the comment or string that begins there, NULL for anything else. An apostrophe in a regular
 * expression makes prose of a line of code, which does no harm. */
static const char *prose_end(const char *at, const char *end)
{
    if (*at == '"' || *at == '\'' || *at == '`')
        return vt_string_end(at + 1, end, *at);
    if (end - at < 2 || *at != '/')
        return NULL;
    if (at[1] == '*')
        return find_end(at + 2, end, "*/");
    return at[1] == '/' ? find_end(at + 2, end, "\n") : NULL;
}

void vt_leak_read_code(const VtLeakReader *reader, const char *data, size_t length)
{
    const char *end = data + length;
    VtLeakReader code = *reader;
    code.role = VT_LEAK_SYNTAX;
    vt_leak_read_text(&code, data, length, data);
    for (const char *at = data; at < end; at++) {
        const char *stop = prose_end(at, end);
        if (stop == NULL)
            continue;
        vt_leak_read_text(reader, at + 1, (size_t)(stop - at - 1), at);
        at = stop;
    }
}

/* ---- vCard and iCalendar (RFC 6350 and 5545, section 3.1 and 3.2) ---------------------------------------
 */

static bool continues(const char *at, const char *end)
{
    return at < end && (*at == ' ' || *at == '\t');
}

/* One logical line; returns what is behind it. */
static const char *unfold(const char *at, const char *end, VtBuffer *line)
{
    vt_buffer_reset(line);
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline != NULL ? newline : end;
        size_t length = (size_t)(stop - at);
        vt_buffer_append(line, at, length > 0 && at[length - 1] == '\r' ? length - 1 : length);
        at = newline != NULL ? newline + 1 : end;
        if (!continues(at, end))
            break;
        at++;
    }
    return at;
}

static void append_quoted_printable(const char *text, VtBuffer *out)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (at[0] == '=' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2])) {
            vt_buffer_append_char(out,
                                  (char)(g_ascii_xdigit_value(at[1]) << 4 | g_ascii_xdigit_value(at[2])));
            at += 2;
        } else {
            vt_buffer_append_char(out, *at);
        }
    }
}

/* ENCODING=QUOTED-PRINTABLE, ENCODING=b: older than vCard 4, but readers know them. */
static void read_encoded(const VtLeakReader *reader, const char *line, const char *at)
{
    const char *colon = strchr(line, ':');
    g_autofree char *head = colon != NULL ? g_ascii_strup(line, (gssize)(colon - line)) : NULL;
    if (head == NULL || strstr(head, "ENCODING=") == NULL)
        return;
    g_auto(VtBuffer) decoded = {0};
    if (strstr(head, "QUOTED-PRINTABLE") != NULL)
        append_quoted_printable(colon + 1, &decoded);
    else
        vt_buffer_append_format(&decoded, "base64,%s", colon + 1);
    vt_leak_read_text(reader, vt_buffer_string(&decoded), decoded.length, at);
}

void vt_leak_read_content_lines(const VtLeakReader *reader, const char *data, size_t length)
{
    g_auto(VtBuffer) line = {0};
    const char *end = data + length;
    for (const char *at = data; at < end;) {
        const char *next = unfold(at, end, &line);
        const char *text = vt_buffer_string(&line);
        vt_leak_read_text(reader, text, line.length, at);
        read_encoded(reader, text, at);
        at = next;
    }
}

/* ---- PDF ----------------------------------------------------------------------------------------------- */

/* Only what says who made it, and of what: pages are compressed. */
static void read_pdf(const VtLeakReader *reader, const char *data, size_t length)
{
    static const char *const keys[] = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator"};
    const char *end = data + length;
    const char *packet = memmem(data, length, "<x:xmpmeta", 10);
    const char *close = packet != NULL ? memmem(packet, (size_t)(end - packet), "</x:xmpmeta>", 12) : NULL;
    if (close != NULL)
        vt_leak_read_markup(reader, packet, (size_t)(close - packet));
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        for (const char *at = data;
             (at = memmem(at, (size_t)(end - at), keys[i], strlen(keys[i]))) != NULL;) {
            at += strlen(keys[i]);
            const char *stop = memchr(at, ')', (size_t)(end - at));
            if (stop != NULL && stop - at < 1000)
                vt_leak_read_text(reader, at, (size_t)(stop - at), at);
        }
}

/* ---- Any file ------------------------------------------------------------------------------------------ */

static bool is_text(const char *type, const char *data, size_t length)
{
    return g_str_has_prefix(type, "text/") ||
           (memchr(data, '\0', length) == NULL && vt_utf8_valid(data, length, NULL));
}

void vt_leak_read(const VtLeakReader *reader, const char *type, const char *data, size_t length)
{
    if (length == 0)
        return;
    if (g_str_has_prefix(type, "text/html") || strstr(type, "xml") != NULL)
        vt_leak_read_markup(reader, data, length);
    else if (strstr(type, "json") != NULL)
        vt_leak_read_json(reader, data, length);
    else if (g_str_has_prefix(type, "text/vcard") || g_str_has_prefix(type, "text/calendar"))
        vt_leak_read_content_lines(reader, data, length);
    else if (g_str_has_prefix(type, "text/css") || strstr(type, "javascript") != NULL)
        vt_leak_read_code(reader, data, length);
    else if (g_str_has_prefix(type, "application/pdf"))
        read_pdf(reader, data, length);
    else if (is_text(type, data, length))
        vt_leak_read_text(reader, data, length, data);
}
