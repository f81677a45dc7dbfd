#include "parser.h"

static const char *alignment(MD_ALIGN align, bool page)
{
    switch (align) {
    case MD_ALIGN_LEFT:
        return page ? " class=\"left\"" : " align=\"left\"";
    case MD_ALIGN_CENTER:
        return page ? " class=\"center\"" : " align=\"center\"";
    case MD_ALIGN_RIGHT:
        return page ? " class=\"right\"" : " align=\"right\"";
    case MD_ALIGN_DEFAULT:
        break;
    }
    return "";
}

static void enter_table(VtMarkdown *md)
{
    md->block_start = vt_markdown_here(md);
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_buffer_append_string(&md->html, "<div class=\"table\" tabindex=\"0\">\n");
    vt_buffer_append_string(&md->html, "<table>\n");
    md->depth++;
}

static void leave_table(VtMarkdown *md)
{
    md->depth--;
    vt_buffer_append_string(&md->html, "</table>\n");
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_buffer_append_string(&md->html, "</div>\n");
}

/* What scrolls takes the focus and so needs a name, in the text's own language: that of its columns. */
static void name_table(VtMarkdown *md)
{
    VtSlice head = {md->text.data + md->text_start, md->text.length - md->text_start};
    if (!vt_markdown_is(md, VT_MARKDOWN_PAGE) || vt_slice_trim(head).length == 0)
        return;
    g_auto(VtBuffer) name = {0};
    vt_buffer_append_string(&name, " role=\"group\" aria-label=\"");
    const char *end = head.data + head.length;
    for (const char *cell = head.data, *separator = ""; cell < end;) {
        const char *tab = memchr(cell, '\t', (size_t)(end - cell));
        const char *stop = tab ? tab : end;
        VtSlice text = vt_slice_trim((VtSlice){cell, (size_t)(stop - cell)});
        if (text.length > 0) {
            vt_buffer_append_string(&name, separator);
            vt_buffer_append_html(&name, text.data, text.length);
            separator = ", ";
        }
        cell = stop + 1;
    }
    vt_buffer_append_char(&name, '"');
    vt_markdown_insert(md, md->block_start + (uint32_t)strlen("<div class=\"table\""), name.data,
                       name.length);
}

static void enter_row(VtMarkdown *md)
{
    vt_text_break(md);
    md->text_start = (uint32_t)md->text.length;
    md->first_cell = true;
    vt_buffer_append_string(&md->html, "<tr>\n");
}

static void enter_cell(VtMarkdown *md, const char *open, const MD_BLOCK_TD_DETAIL *detail)
{
    if (!md->first_cell)
        vt_buffer_append_char(&md->text, '\t');
    md->first_cell = false;
    vt_buffer_append_string(&md->html, open);
    vt_buffer_append_string(&md->html, alignment(detail->align, vt_markdown_is(md, VT_MARKDOWN_PAGE)));
    vt_buffer_append_char(&md->html, '>');
}

void vt_table_enter(VtMarkdown *md, MD_BLOCKTYPE type, const void *detail)
{
    if (type == MD_BLOCK_TABLE)
        enter_table(md);
    else if (type == MD_BLOCK_THEAD)
        vt_buffer_append_string(&md->html, "<thead>\n");
    else if (type == MD_BLOCK_TBODY)
        vt_buffer_append_string(&md->html, "<tbody>\n");
    else if (type == MD_BLOCK_TR)
        enter_row(md);
    else if (type == MD_BLOCK_TH)
        enter_cell(md, vt_markdown_is(md, VT_MARKDOWN_PAGE) ? "<th scope=\"col\"" : "<th", detail);
    else
        enter_cell(md, "<td", detail);
}

/* An empty head cell, as above the names of rows, heads nothing: it is a plain one. */
static void leave_head_cell(VtMarkdown *md)
{
    const char *tag = memrchr(md->html.data, '<', md->html.length);
    bool empty = md->html.data[md->html.length - 1] == '>' && g_str_has_prefix(tag, "<th ");
    if (empty && vt_markdown_is(md, VT_MARKDOWN_PAGE)) {
        md->html.length = (size_t)(tag - md->html.data);
        vt_buffer_append_string(&md->html, "<td></td>\n");
    } else {
        vt_buffer_append_string(&md->html, "</th>\n");
    }
}

void vt_table_leave(VtMarkdown *md, MD_BLOCKTYPE type)
{
    if (type == MD_BLOCK_TABLE) {
        leave_table(md);
    } else if (type == MD_BLOCK_THEAD) {
        name_table(md);
        vt_buffer_append_string(&md->html, "</thead>\n");
    } else if (type == MD_BLOCK_TBODY) {
        vt_buffer_append_string(&md->html, "</tbody>\n");
    } else if (type == MD_BLOCK_TR) {
        vt_buffer_append_string(&md->html, "</tr>\n");
    } else if (type == MD_BLOCK_TH) {
        leave_head_cell(md);
    } else {
        vt_buffer_append_string(&md->html, "</td>\n");
    }
}
