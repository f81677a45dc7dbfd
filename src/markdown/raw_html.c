/* Raw HTML passes as the author wrote it, but for comments, which are for the author alone: all of them are
 * left out. It arrives in pieces (a line of a block, a tag inside a paragraph, a line of such a tag), so that
 * a small machine remembers what the last piece left open. Text between the tags goes to the plain text too.
 */
#include "parser.h"

enum { COMMENT_KEPT = 80 };

static bool begins_with(const char *text, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - text) >= length && g_ascii_strncasecmp(text, word, length) == 0;
}

bool vt_markdown_is_audience_mark(const char *text, const char *end)
{
    while (text < end && g_ascii_isspace(*text))
        text++;
    if (text < end && *text == '/')
        text++;
    if (!begins_with(text, end, "audience"))
        return false;
    text += strlen("audience");
    return text == end || !(g_ascii_isalnum(*text) || *text == '_');
}

static void report_comment(VtMarkdown *md, size_t offset, bool audience)
{
    if (audience && vt_markdown_is(md, VT_MARKDOWN_MARKED))
        return;
    if (audience)
        vt_markdown_report(md, VT_MARKDOWN_AUDIENCE_MARK, offset, strlen("<!--"),
                           "an audience mark has no effect here");
    else
        vt_markdown_report(md, VT_MARKDOWN_COMMENT, offset, strlen("<!--"),
                           "this comment does not end where it should, and could be published");
}

static size_t place(const VtMarkdown *md, const char *p)
{
    size_t offset = vt_markdown_offset(md, p);
    return offset == VT_UNKNOWN ? md->known_offset : offset;
}

/* ---- The machine: each step takes some bytes in one state and says where it stopped ---- */

static const char *read_comment(VtMarkdown *md, const char *p, const char *end)
{
    VtRawHtml *raw = &md->raw;
    const char *close = memmem(p, (size_t)(end - p), "-->", 3);
    size_t more = (size_t)((close ? close : end) - p);
    if (raw->comment.length < COMMENT_KEPT)
        vt_buffer_append(&raw->comment, p, MIN(more, COMMENT_KEPT - raw->comment.length));
    if (!close)
        return end;
    raw->state = VT_RAW_TEXT;
    if (vt_markdown_is_audience_mark(raw->comment.data, raw->comment.data + raw->comment.length))
        report_comment(md, raw->comment_offset, true);
    return close + 3;
}

static const char *read_bogus(VtMarkdown *md, const char *p, const char *end)
{
    const char *close = memchr(p, '>', (size_t)(end - p));
    if (close)
        md->raw.state = VT_RAW_TEXT;
    return close ? close + 1 : end;
}

static const char *read_tag(VtMarkdown *md, const char *p, const char *end)
{
    VtRawHtml *raw = &md->raw;
    const char *start = p;
    while (p < end) {
        char c = *p++;
        if (raw->quote) {
            raw->quote = c == raw->quote ? '\0' : raw->quote;
        } else if (c == '"' || c == '\'') {
            raw->quote = c;
        } else if (c == '>') {
            raw->state = raw->after_tag ? VT_RAW_ELEMENT : VT_RAW_TEXT;
            raw->element = raw->after_tag;
            raw->after_tag = NULL;
            break;
        }
    }
    vt_buffer_append(&md->html, start, (size_t)(p - start));
    return p;
}

/* Inside <script> or <style>, up to its end tag. */
static const char *read_element(VtMarkdown *md, const char *p, const char *end)
{
    const char *start = p;
    for (; (p = memchr(p, '<', (size_t)(end - p))) != NULL; p++) {
        if (end - p > 2 && p[1] == '/' && begins_with(p + 2, end, md->raw.element)) {
            md->raw.state = VT_RAW_TEXT;
            md->raw.element = NULL;
            break;
        }
    }
    if (!p)
        p = end;
    vt_buffer_append(&md->html, start, (size_t)(p - start));
    return p;
}

/* `<!-->` and `<!--->` are comments too, so the search for the end begins within the opening. */
static const char *begin_comment(VtMarkdown *md, const char *p, const char *end)
{
    size_t left = (size_t)(end - p);
    md->raw.state = VT_RAW_COMMENT;
    md->raw.comment_offset = place(md, p);
    vt_buffer_reset(&md->raw.comment);
    bool closed = (left > 4 && p[4] == '>') || (left > 5 && p[4] == '-' && p[5] == '>');
    return closed ? p + 2 : p + 4;
}

static const char *begin_tag(VtMarkdown *md, const char *p, const char *end)
{
    static const char *const elements[] = {"script", "style"};
    md->raw.state = VT_RAW_TAG;
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        if (begins_with(p + 1, end, elements[i]))
            md->raw.after_tag = elements[i];
    vt_buffer_append_char(&md->html, '<');
    return p + 1;
}

/* Blank lines between tags are no text. */
static void append_visible(VtMarkdown *md, const char *p, const char *end)
{
    if (md->text.length == 0 || md->text.data[md->text.length - 1] == '\n')
        while (p < end && g_ascii_isspace(*p))
            p++;
    vt_entities_append_decoded(&md->text, p, (size_t)(end - p));
}

static const char *read_text(VtMarkdown *md, const char *p, const char *end)
{
    const char *mark = memchr(p, '<', (size_t)(end - p));
    const char *stop = mark ? mark : end;
    vt_buffer_append(&md->html, p, (size_t)(stop - p));
    append_visible(md, p, stop);
    if (!mark)
        return end;
    if (begins_with(mark, end, "<!--"))
        return begin_comment(md, mark, end);
    if (begins_with(mark, end, "<!") || begins_with(mark, end, "<?")) {
        md->raw.state = VT_RAW_BOGUS;
        return mark;
    }
    if (end - mark > 1 && (g_ascii_isalpha(mark[1]) || mark[1] == '/'))
        return begin_tag(md, mark, end);
    vt_buffer_append_char(&md->html, '<');
    return mark + 1;
}

/* An alt text has no tags, but a mark there is a mark. */
static void check_alt_text(VtMarkdown *md, const char *html, const char *end)
{
    if (begins_with(html, end, "<!--") && vt_markdown_is_audience_mark(html + 4, end))
        report_comment(md, place(md, html), true);
}

void vt_raw_html_append(VtMarkdown *md, const char *html, size_t length)
{
    const char *end = html + length;
    if (md->image_depth > 0) {
        check_alt_text(md, html, end);
        return;
    }
    while (html < end) {
        switch (md->raw.state) {
        case VT_RAW_TEXT:
            html = read_text(md, html, end);
            break;
        case VT_RAW_TAG:
            html = read_tag(md, html, end);
            break;
        case VT_RAW_COMMENT:
            html = read_comment(md, html, end);
            break;
        case VT_RAW_BOGUS:
            html = read_bogus(md, html, end);
            break;
        case VT_RAW_ELEMENT:
            html = read_element(md, html, end);
            break;
        }
    }
}

void vt_raw_html_close(VtMarkdown *md)
{
    VtRawHtml *raw = &md->raw;
    if (raw->state == VT_RAW_COMMENT)
        report_comment(
            md, raw->comment_offset,
            vt_markdown_is_audience_mark(raw->comment.data, raw->comment.data + raw->comment.length));
    raw->state = VT_RAW_TEXT;
    raw->quote = '\0';
    raw->element = NULL;
    raw->after_tag = NULL;
}

void vt_raw_html_check_text(VtMarkdown *md, const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *p = text; (p = memmem(p, (size_t)(end - p), "<!--", 4)) != NULL; p += 4) {
        bool escaped = p == text && vt_markdown_offset(md, p) != VT_UNKNOWN && p > md->input && p[-1] == '\\';
        if (!escaped)
            report_comment(md, place(md, p), vt_markdown_is_audience_mark(p + 4, end));
    }
}
