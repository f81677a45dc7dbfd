/* md4c does not always close what it opens, nor in the right order, where strikethrough meets a bare address.
 * On a page the spans that are open are kept on a stack, so that elements nest whatever md4c says. */
#include "parser.h"

/* ~~deleted~~ and the like; NULL for spans that need more than a pair of tags. */
static const char *tag_name(MD_SPANTYPE type)
{
    switch ((int)type) {
    case MD_SPAN_EM:
        return "em";
    case MD_SPAN_STRONG:
        return "strong";
    case MD_SPAN_CODE:
        return "code";
    case MD_SPAN_DEL:
        return "del";
    default:
        return NULL;
    }
}

static void append_tag(VtMarkdown *md, const char *before, const char *name)
{
    vt_buffer_append_string(&md->html, before);
    vt_buffer_append_string(&md->html, name);
    vt_buffer_append_char(&md->html, '>');
}

/* "80%", "1.5 weeks to 1 day": short, with a digit in it. */
static bool is_figure(VtSlice text)
{
    enum { FIGURE_LENGTH = 40 };
    for (size_t i = 0; i < text.length && text.length <= FIGURE_LENGTH; i++)
        if (g_ascii_isdigit(text.data[i]))
            return true;
    return false;
}

/* "Why were you brought there?" at the very beginning of a paragraph or an item. */
static bool is_question(const VtMarkdown *md, VtSlice text)
{
    static const char *const starts[] = {"<p>", "<li>"};
    bool asks = text.length > 0 && text.data[text.length - 1] == '?';
    for (size_t i = 0; asks && i < G_N_ELEMENTS(starts); i++) {
        size_t length = strlen(starts[i]);
        if (md->strong_start >= length &&
            memcmp(md->html.data + md->strong_start - length, starts[i], length) == 0)
            return true;
    }
    return false;
}

/* What a strong text is, where themes may want to let it stand out: a figure with its unit, or the question
 * that a paragraph answers. Only the innermost <strong> is looked at. */
static void mark_strong(VtMarkdown *md)
{
    static const char question[] = " class=\"question\"", figure[] = " class=\"figure\"";
    if (md->strong_start == VT_UNKNOWN)
        return;
    VtSlice text = {md->text.data + md->strong_text, md->text.length - md->strong_text};
    const char *mark = is_question(md, text) ? question : is_figure(text) ? figure : NULL;
    if (mark != NULL)
        vt_markdown_insert(md, (uint32_t)(md->strong_start + strlen("<strong")), mark, strlen(mark));
    md->strong_start = VT_UNKNOWN;
}

static void close_span(VtMarkdown *md, MD_SPANTYPE type)
{
    if (type == MD_SPAN_STRONG && vt_markdown_is(md, VT_MARKDOWN_PAGE))
        mark_strong(md);
    if (type == MD_SPAN_A)
        vt_link_leave(md);
    else
        append_tag(md, "</", tag_name(type));
}

/* Closes the innermost span of this type with all inside it; nothing when there is none. */
static void close_through(VtMarkdown *md, MD_SPANTYPE type)
{
    VtBuffer *spans = &md->spans;
    if (spans->length == 0 || !memrchr(spans->data, (int)type, spans->length))
        return;
    MD_SPANTYPE innermost;
    do {
        innermost = (MD_SPANTYPE)spans->data[--spans->length];
        close_span(md, innermost);
    } while (innermost != type);
}

void vt_spans_close(VtMarkdown *md)
{
    if (md->image_depth > 0) {
        md->image_depth = 1;
        vt_image_leave(md, NULL);
    }
    while (md->spans.length > 0)
        close_span(md, (MD_SPANTYPE)md->spans.data[--md->spans.length]);
    vt_link_abandon(md);
}

static void enter(VtMarkdown *md, MD_SPANTYPE type, const void *detail)
{
    if (type == MD_SPAN_STRONG) {
        md->strong_start = vt_markdown_here(md);
        md->strong_text = md->text.length;
    }
    if (type == MD_SPAN_A)
        vt_link_enter(md, detail);
    else
        append_tag(md, "<", tag_name(type));
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_buffer_append_char(&md->spans, (char)type);
}

int vt_markdown_enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    VtMarkdown *md = data;
    if (type == MD_SPAN_IMG)
        vt_image_enter(md, detail);
    else if (md->image_depth == 0 && (type == MD_SPAN_A || tag_name(type)))
        enter(md, type, detail);
    return vt_markdown_status(md);
}

int vt_markdown_leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    VtMarkdown *md = data;
    if (type == MD_SPAN_IMG)
        vt_image_leave(md, detail);
    else if (md->image_depth > 0)
        return 0;
    else if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        close_through(md, type);
    else if (type == MD_SPAN_A || tag_name(type))
        close_span(md, type);
    return vt_markdown_status(md);
}
