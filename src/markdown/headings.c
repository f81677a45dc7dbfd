#include "parser.h"

/* Pushes the author's level on a stack of those around it, and says how deep that is: numbers skipped count
 * for nothing. */
static unsigned nest(VtLevelStack *stack, unsigned level)
{
    while (stack->count > 0 && stack->levels[stack->count - 1] >= level)
        stack->count--;
    stack->levels[stack->count++] = (unsigned char)level;
    return stack->count;
}

/* The outermost headings are h2. Those inside quotes and lists are below the last one outside, which they do
 * not change: a quoted title shall not take the sections after it for its own. */
static unsigned output_level(VtMarkdown *md, unsigned level)
{
    unsigned depth = md->depth == 0 ? nest(&md->outline, level)
                                    : md->outline.count + nest(&md->inner_outline, level);
    return MIN(depth + 1, 6);
}

static void append_tag_name(VtBuffer *out, const char *name, unsigned level)
{
    vt_buffer_append_string(out, name);
    vt_buffer_append_char(out, (char)('0' + level));
}

void vt_heading_enter(VtMarkdown *md, unsigned level)
{
    vt_text_break(md);
    md->block_start = vt_markdown_here(md);
    md->text_start = (uint32_t)md->text.length;
    md->heading_links = md->links->len;
    md->heading_references = md->references->len;
    md->heading_offset = VT_UNKNOWN;
    if (vt_markdown_is(md, VT_MARKDOWN_HEADINGS))
        return;
    append_tag_name(&md->html, "<h", level);
    vt_buffer_append_char(&md->html, '>');
}

static void append_html_range(VtMarkdown *md, uint32_t start, uint32_t end)
{
    vt_buffer_append(&md->strings, md->html.data + start, end - start);
}

/* The heading's HTML without the tags of links, with the alt text of images in their place, and without
 * references to footnotes. Links and references are each in the order of the HTML. */
static VtRange append_without_links(VtMarkdown *md, VtRange inner)
{
    uint32_t start = (uint32_t)md->strings.length;
    uint32_t at = inner.start;
    size_t link = md->heading_links, reference = md->heading_references;
    uint32_t close_of_link = UINT32_MAX;
    VtRange close = {0};
    for (;;) {
        const VtLinkRecord *next = link < md->links->len ? &g_array_index(md->links, VtLinkRecord, link)
                                                         : NULL;
        const VtRange *mark = reference < md->references->len
                                  ? &g_array_index(md->references, VtFootnoteReference, reference).element
                                  : NULL;
        uint32_t next_start = next ? next->open.start : UINT32_MAX;
        uint32_t mark_start = mark ? mark->start : UINT32_MAX;
        uint32_t first = MIN(MIN(next_start, mark_start), close_of_link);
        if (first == UINT32_MAX)
            break;
        append_html_range(md, at, first);
        if (first == close_of_link) {
            at = close.end;
            close_of_link = UINT32_MAX;
        } else if (first == mark_start) {
            at = mark->end;
            reference++;
        } else {
            at = next->open.end;
            link++;
            if (next->kind == VT_LINK_IMAGE) {
                g_autofree char *alt = g_strndup(md->strings.data + next->text.start,
                                                 next->text.end - next->text.start);
                vt_buffer_append_html(&md->strings, alt, strlen(alt));
            } else {
                close = next->close;
                close_of_link = close.start;
            }
        }
    }
    append_html_range(md, at, inner.end);
    return (VtRange){start, (uint32_t)md->strings.length};
}

static VtRange trim_text(const VtMarkdown *md, VtRange range)
{
    while (range.end > range.start && g_ascii_isspace(md->text.data[range.end - 1]))
        range.end--;
    while (range.end > range.start && g_ascii_isspace(md->text.data[range.start]))
        range.start++;
    return range;
}

/* Writes the tags around what stands since the heading began: its id is known only now. */
static void wrap(VtMarkdown *md, VtHeadingRecord *heading)
{
    VtBuffer *open = &md->heading_tag;
    vt_buffer_reset(open);
    append_tag_name(open, "<h", heading->level);
    vt_buffer_append_string(open, " id=\"");
    vt_buffer_append(open, md->strings.data + heading->id_string.start,
                     heading->id_string.end - heading->id_string.start);
    vt_buffer_append_string(open, "\">");
    uint32_t start = md->block_start;
    vt_markdown_insert(md, start, open->data, open->length);
    heading->inner = (VtRange){start + (uint32_t)open->length, vt_markdown_here(md)};
    append_tag_name(&md->html, "</h", heading->level);
    vt_buffer_append_char(&md->html, '>');
    heading->element = (VtRange){start, vt_markdown_here(md)};
    heading->id_attribute = (VtRange){start + 3, start + (uint32_t)open->length - 1};
    vt_buffer_append_char(&md->html, '\n');
}

void vt_heading_leave(VtMarkdown *md, unsigned level)
{
    if (!vt_markdown_is(md, VT_MARKDOWN_HEADINGS)) {
        append_tag_name(&md->html, "</h", level);
        vt_buffer_append_string(&md->html, ">\n");
        return;
    }
    VtHeadingRecord heading = {
        .level = output_level(md, level),
        .text = trim_text(md, (VtRange){md->text_start, (uint32_t)md->text.length}),
        .offset = (uint32_t)(md->heading_offset == VT_UNKNOWN ? md->known_offset : md->heading_offset),
    };
    heading.outermost = heading.level == 2 && md->depth == 0;
    VtSlice text = {md->text.data + heading.text.start, heading.text.end - heading.text.start};
    heading.id_string = vt_id_claim(md, text, "section", &heading.slug_string);
    wrap(md, &heading);
    if (md->links->len > md->heading_links || md->references->len > md->heading_references)
        heading.inner_string = append_without_links(md, heading.inner);
    g_array_append_val(md->headings, heading);
}
