#include "highlight.h"
#include "parser.h"

static bool is_top_level(const VtMarkdown *md)
{
    return md->depth == 0;
}

static void enter_container(VtMarkdown *md)
{
    if (is_top_level(md))
        md->inner_outline.count = 0;
    md->depth++;
}

void vt_markdown_insert(VtMarkdown *md, uint32_t at, const char *html, size_t length)
{
    vt_buffer_reserve(&md->html, length);
    memmove(md->html.data + at + length, md->html.data + at, md->html.length - at);
    memcpy(md->html.data + at, html, length);
    md->html.length += length;
    uint32_t by = (uint32_t)length;
    for (size_t i = md->links->len; i > 0; i--) {
        VtLinkRecord *link = &g_array_index(md->links, VtLinkRecord, i - 1);
        if (link->open.start < at)
            break;
        VtRange *const ranges[] = {&link->value, &link->open, &link->close};
        for (size_t k = 0; k < G_N_ELEMENTS(ranges); k++) {
            ranges[k]->start += by;
            ranges[k]->end += by;
        }
    }
    for (size_t i = md->references->len; i > 0; i--) {
        VtRange *element = &g_array_index(md->references, VtFootnoteReference, i - 1).element;
        if (element->start < at)
            break;
        element->start += by;
        element->end += by;
    }
}

/* ---- Paragraphs ---- */

static void enter_paragraph(VtMarkdown *md)
{
    md->block_start = vt_markdown_here(md);
    vt_text_break(md);
    md->text_start = (uint32_t)md->text.length;
    vt_buffer_append(&md->html, "<p>", 3);
}

/* A paragraph of nothing but an image has no plain text and leads nowhere. */
static void leave_paragraph(VtMarkdown *md)
{
    vt_buffer_append(&md->html, "</p>\n", 5);
    VtRange text = {md->text_start, (uint32_t)md->text.length};
    if (text.end == text.start)
        return;
    if (is_top_level(md) && md->lead.end == 0) {
        md->lead = (VtRange){md->block_start, vt_markdown_here(md) - 1};
        md->lead_text = text;
    }
    if (md->first_text.end == 0)
        md->first_text = text;
}

/* ---- Lists ---- */

static void enter_list(VtMarkdown *md, const MD_BLOCK_OL_DETAIL *ordered)
{
    if (is_top_level(md) && !md->items_done)
        md->items_open = true;
    if (!ordered)
        vt_buffer_append(&md->html, "<ul>\n", 5);
    else if (ordered->start == 1)
        vt_buffer_append(&md->html, "<ol>\n", 5);
    else
        vt_buffer_append_format(&md->html, "<ol start=\"%u\">\n", ordered->start);
    enter_container(md);
}

static void leave_list(VtMarkdown *md, bool ordered)
{
    md->depth--;
    vt_buffer_append_string(&md->html, ordered ? "</ol>\n" : "</ul>\n");
    if (is_top_level(md) && md->items_open) {
        md->items_open = false;
        md->items_done = true;
    }
}

static void append_checkbox(VtMarkdown *md, bool checked)
{
    vt_buffer_append_string(&md->html, "<input type=\"checkbox\" class=\"task-list-item-checkbox\" disabled");
    if (checked)
        vt_buffer_append_string(&md->html, " checked");
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_buffer_append_string(&md->html, checked ? " aria-label=\"done\"" : " aria-label=\"to do\"");
    vt_buffer_append_char(&md->html, '>');
}

static void enter_item(VtMarkdown *md, const MD_BLOCK_LI_DETAIL *detail)
{
    vt_text_break(md);
    if (md->items_text == VT_UNKNOWN)
        md->items_text = md->text.length;
    vt_buffer_append_string(&md->html, detail->is_task ? "<li class=\"task-list-item\">" : "<li>");
    if (md->items_open && md->depth == 1) {
        VtRange item = {vt_markdown_here(md), 0};
        g_array_append_val(md->items, item);
    }
    if (detail->is_task)
        append_checkbox(md, detail->task_mark == 'x' || detail->task_mark == 'X');
    md->depth++;
}

static void leave_item(VtMarkdown *md)
{
    md->depth--;
    if (md->items_open && md->depth == 1)
        g_array_index(md->items, VtRange, md->items->len - 1).end = vt_markdown_here(md);
    vt_buffer_append(&md->html, "</li>\n", 6);
}

/* ---- Code ---- */

static void enter_code(VtMarkdown *md, const MD_BLOCK_CODE_DETAIL *detail)
{
    vt_text_break(md);
    bool page = vt_markdown_is(md, VT_MARKDOWN_PAGE);
    vt_buffer_append_string(&md->html, page ? "<pre tabindex=\"0\"><code" : "<pre><code");
    if (detail->lang.text) {
        vt_buffer_append_string(&md->html, " class=\"language-");
        vt_attribute_append_html(md, &detail->lang);
        vt_buffer_append_char(&md->html, '"');
    }
    vt_buffer_append_char(&md->html, '>');
    md->collects_code = detail->lang.text && vt_markdown_is(md, VT_MARKDOWN_HIGHLIGHT);
    if (!md->collects_code)
        return;
    md->language_string = vt_attribute_append_string(md, &detail->lang);
    vt_buffer_reset(&md->code);
}

static void append_highlighted(VtMarkdown *md)
{
    VtSlice language = {md->strings.data + md->language_string.start,
                        md->language_string.end - md->language_string.start};
    if (md->hides_tildes)
        vt_tildes_restore(&md->code);
    if (!vt_highlight(language, (VtSlice){md->code.data, md->code.length}, &md->html))
        vt_buffer_append_html(&md->html, md->code.data, md->code.length);
    md->strings.length = md->language_string.start;
    md->collects_code = false;
}

static void leave_code(VtMarkdown *md)
{
    if (md->collects_code)
        append_highlighted(md);
    vt_buffer_append_string(&md->html, "</code></pre>\n");
}

/* ---- Callbacks ---- */

static void enter_quote(VtMarkdown *md)
{
    vt_buffer_append_string(&md->html, "<blockquote>\n");
    enter_container(md);
}

static void leave_quote(VtMarkdown *md)
{
    md->depth--;
    vt_buffer_append_string(&md->html, "</blockquote>\n");
}

static bool has_open_spans(const VtMarkdown *md)
{
    return md->spans.length + md->link_depth + md->image_depth > 0;
}

int vt_markdown_enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    VtMarkdown *md = data;
    if (has_open_spans(md))
        vt_spans_close(md);
    if (md->bare)
        return 0;
    switch (type) {
    case MD_BLOCK_DOC:
        break;
    case MD_BLOCK_QUOTE:
        enter_quote(md);
        break;
    case MD_BLOCK_UL:
        enter_list(md, NULL);
        break;
    case MD_BLOCK_OL:
        enter_list(md, detail);
        break;
    case MD_BLOCK_LI:
        enter_item(md, detail);
        break;
    case MD_BLOCK_HR:
        vt_buffer_append_string(&md->html, "<hr>\n");
        break;
    case MD_BLOCK_H:
        vt_heading_enter(md, ((const MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        enter_code(md, detail);
        break;
    case MD_BLOCK_HTML:
        vt_text_break(md);
        break;
    case MD_BLOCK_P:
        enter_paragraph(md);
        break;
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        vt_table_enter(md, type, detail);
        break;
    }
    return vt_markdown_status(md);
}

int vt_markdown_leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    VtMarkdown *md = data;
    if (md->raw.state != VT_RAW_TEXT || md->raw.element)
        vt_raw_html_close(md);
    if (has_open_spans(md))
        vt_spans_close(md);
    if (md->bare)
        return 0;
    switch (type) {
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_HTML:
        break;
    case MD_BLOCK_QUOTE:
        leave_quote(md);
        break;
    case MD_BLOCK_UL:
        leave_list(md, false);
        break;
    case MD_BLOCK_OL:
        leave_list(md, true);
        break;
    case MD_BLOCK_LI:
        leave_item(md);
        break;
    case MD_BLOCK_H:
        vt_heading_leave(md, ((const MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        leave_code(md);
        break;
    case MD_BLOCK_P:
        leave_paragraph(md);
        break;
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        vt_table_leave(md, type);
        break;
    }
    return vt_markdown_status(md);
}
