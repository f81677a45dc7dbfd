#include "links.h"

/* RFC 3986: a scheme is a letter, then letters, digits, "+", "-", ".", then a colon. */
bool vt_link_is_external(VtSlice written)
{
    if (written.length >= 2 && written.data[0] == '/' && written.data[1] == '/')
        return true;
    if (written.length == 0 || !g_ascii_isalpha(written.data[0]))
        return false;
    for (size_t i = 1; i < written.length; i++) {
        char c = written.data[i];
        if (c == ':')
            return true;
        if (!g_ascii_isalnum(c) && c != '+' && c != '-' && c != '.')
            return false;
    }
    return false;
}

static VtSlice cut_from(VtSlice *text, char c)
{
    const char *found = text->length > 0 ? memchr(text->data, c, text->length) : NULL;
    if (!found)
        return (VtSlice){0};
    VtSlice rest = {found, text->length - (size_t)(found - text->data)};
    text->length -= rest.length;
    return rest;
}

/* What does not decode to UTF-8 stays as it is written: no file is called so, and messages can show it. */
static void append_decoded(VtBuffer *out, VtSlice text)
{
    if (text.length == 0 || !memchr(text.data, '%', text.length)) {
        vt_buffer_append_slice(out, text);
        return;
    }
    g_autofree char *copy = g_strndup(text.data, text.length);
    g_autofree char *plain = g_uri_unescape_string(copy, NULL);
    bool usable = plain && g_utf8_validate(plain, -1, NULL);
    vt_buffer_append_string(out, usable ? plain : copy);
}

/* Removes the last segment. False at the root. */
static bool go_up(VtBuffer *path)
{
    if (path->length == 0)
        return false;
    const char *slash = memrchr(path->data, '/', path->length);
    path->length = slash ? (size_t)(slash - path->data) : 0;
    return true;
}

static void take_segment(VtLinkPath *link, VtSlice segment)
{
    bool up = vt_slice_is(segment, "..");
    link->folder = segment.length == 0 || up || vt_slice_is(segment, ".");
    if (up && !go_up(&link->buffer))
        link->outside = true;
    if (link->folder)
        return;
    if (link->buffer.length > 0)
        vt_buffer_append_char(&link->buffer, '/');
    vt_buffer_append_slice(&link->buffer, segment);
}

static void walk(VtLinkPath *link, VtSlice written, VtSlice from)
{
    // The caller has looked for length 0: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    if (written.data[0] != '/') {
        vt_buffer_append_slice(&link->buffer, from);
        go_up(&link->buffer);
    }
    for (VtSlice rest = written; rest.length > 0;) {
        VtSlice segment = rest;
        VtSlice tail = cut_from(&segment, '/');
        take_segment(link, segment);
        if (tail.length == 1)
            link->folder = true;
        rest = tail.length > 0 ? (VtSlice){tail.data + 1, tail.length - 1} : (VtSlice){0};
    }
}

void vt_link_path_read(VtLinkPath *link, VtSlice written, const char *from)
{
    vt_buffer_reset(&link->buffer);
    vt_buffer_reset(&link->fragment_buffer);
    link->folder = link->outside = false;
    link->raw_fragment = cut_from(&written, '#');
    link->query = cut_from(&written, '?');
    if (link->raw_fragment.length > 0)
        append_decoded(&link->fragment_buffer,
                       (VtSlice){link->raw_fragment.data + 1, link->raw_fragment.length - 1});
    link->fragment = link->raw_fragment.length > 0 ? vt_buffer_string(&link->fragment_buffer) : NULL;
    link->same_page = written.length == 0;
    if (link->same_page) {
        vt_buffer_append_string(&link->buffer, from);
    } else if (memchr(written.data, '%', written.length)) {
        g_auto(VtBuffer) plain = {0};
        append_decoded(&plain, written);
        walk(link, (VtSlice){plain.data, plain.length}, vt_slice(from));
    } else {
        walk(link, written, vt_slice(from));
    }
    link->path = vt_buffer_string(&link->buffer);
}

void vt_link_path_finish(VtLinkPath *link)
{
    vt_buffer_finish(&link->buffer);
    vt_buffer_finish(&link->fragment_buffer);
}

static VtSpan narrow(VtSpan span, const VtSource *source, VtSlice written)
{
    const char *start = source->text + span.offset;
    const char *found = memmem(start, span.length, written.data, written.length);
    if (!found)
        return span;
    return (VtSpan){span.source, span.offset + (size_t)(found - start), written.length};
}

VtSpan vt_span_narrow(VtSpan span, VtSlice written)
{
    if (!span.source || span.offset == VT_WHOLE_FILE || span.offset + span.length > span.source->length)
        return span;
    if (span.source->text)
        return narrow(span, span.source, written);
    g_auto(VtBuffer) text = {0};
    VtSource recalled;
    return vt_source_recall(span.source, &text, &recalled) ? narrow(span, &recalled, written) : span;
}

VtSpan vt_link_place(const VtLinkQuery *query)
{
    return query->in_value ? vt_span_narrow(query->span, query->written) : query->span;
}
