#include "document_parts.h"
#include "parser.h"

/* ---- Addresses ---- */

/* What stays as it is in an address beside letters and digits: as in md4c's renderer. The rest becomes %XX.
 */
static const bool address_marks[256] = {
    ['-'] = true, ['_'] = true, ['.'] = true, ['+'] = true, ['!'] = true, ['*'] = true,
    ['('] = true, [')'] = true, [','] = true, ['%'] = true, ['#'] = true, ['@'] = true,
    ['?'] = true, ['='] = true, [';'] = true, [':'] = true, ['/'] = true, ['$'] = true,
};

void vt_address_append(VtBuffer *out, const char *address, size_t length, bool keeps_tildes)
{
    size_t run = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)address[i];
        if (G_LIKELY(g_ascii_isalnum(c) || address_marks[c]))
            continue;
        vt_buffer_append(out, address + run, i - run);
        run = i + 1;
        if (c == '&')
            vt_buffer_append(out, "&amp;", 5);
        else if (keeps_tildes && (c == '~' || c == VT_HIDDEN_TILDE))
            vt_buffer_append_char(out, '~');
        else
            vt_buffer_append_format(out, "%%%02X", c);
    }
    vt_buffer_append(out, address + run, length - run);
}

bool vt_address_begins(VtSlice address, const char *scheme)
{
    for (size_t i = 0; i < address.length; i++) {
        char c = g_ascii_tolower(address.data[i]);
        if ((unsigned char)c <= ' ')
            continue;
        if (c != *scheme)
            return false;
        if (*++scheme == '\0')
            return true;
    }
    return false;
}

static void check_scheme(VtMarkdown *md, const VtLinkRecord *link)
{
    VtSlice target = {md->strings.data + link->target_string.start,
                      link->target_string.end - link->target_string.start};
    static const char *const refused[] = {"javascript:", "vbscript:", "data:"};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        if (!vt_address_begins(target, refused[i]))
            continue;
        if (link->kind == VT_LINK_IMAGE && vt_address_begins(target, "data:image/"))
            continue;
        vt_markdown_report(md, VT_MARKDOWN_LINK_SCHEME, link->offset, link->length,
                           "a link can't lead to a \"%s\" address", refused[i]);
    }
}

/* ---- Places ---- */

/* The length of a link's destination that begins here: to the space or parenthesis that ends it. */
static size_t destination_length(const char *text, size_t length)
{
    unsigned parentheses = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\') {
            i++;
            continue;
        }
        if ((unsigned char)text[i] <= ' ' || (text[i] == ')' && parentheses == 0))
            return i;
        parentheses += text[i] == '(';
        parentheses -= text[i] == ')';
    }
    return length;
}

/* The place of a target that md4c had to copy, because it holds escapes or entities: behind the link's text.
 */
static void find_destination(VtMarkdown *md, VtLinkRecord *link)
{
    size_t start = md->text_offset != VT_UNKNOWN ? md->text_offset : md->known_offset;
    link->offset = (uint32_t)start;
    link->length = (uint32_t)(md->known_offset > start ? md->known_offset - start : 0);
    if (link->kind == VT_LINK_AUTO || !md->source)
        return;
    const char *text = md->source->text;
    size_t at = md->known_offset, end = md->source->length;
    while (at < end && strchr("*_~`", text[at]) && text[at] != '\0')
        at++;
    if (end - at < 3 || text[at] != ']' || text[at + 1] != '(')
        return;
    for (at += 2; at < end && (g_ascii_isspace(text[at]) || text[at] == '<');)
        at++;
    link->offset = (uint32_t)at;
    link->length = (uint32_t)destination_length(text + at, end - at);
}

static void note_place(VtMarkdown *md, VtLinkRecord *link, const MD_ATTRIBUTE *target)
{
    size_t offset = target->text ? vt_markdown_offset(md, target->text) : VT_UNKNOWN;
    link->offset = offset == VT_UNKNOWN ? UINT32_MAX : (uint32_t)offset;
    link->length = target->size;
}

/* ---- Links ---- */

static VtLinkRecord *link_at(const VtMarkdown *md, size_t index)
{
    return &g_array_index(md->links, VtLinkRecord, index);
}

static void append_title(VtMarkdown *md, const MD_ATTRIBUTE *title)
{
    if (!title->text)
        return;
    vt_buffer_append_string(&md->html, " title=\"");
    vt_attribute_append_html(md, title);
    vt_buffer_append_char(&md->html, '"');
}

/* Writes `="…"` and notes what stands between the quotes. */
static VtRange append_address(VtMarkdown *md, const MD_ATTRIBUTE *target)
{
    vt_buffer_append(&md->html, "=\"", 2);
    uint32_t start = vt_markdown_here(md);
    vt_attribute_append_address(md, target);
    VtRange value = {start, vt_markdown_here(md)};
    vt_buffer_append_char(&md->html, '"');
    return value;
}

void vt_link_enter(VtMarkdown *md, const MD_SPAN_A_DETAIL *detail)
{
    md->link_depth++;
    if (md->link_depth > 1 && vt_markdown_is(md, VT_MARKDOWN_PAGE))
        return;
    VtLinkRecord link = {.kind = VT_LINK_TEXT, .open.start = vt_markdown_here(md)};
    vt_buffer_append(&md->html, "<a href", 7);
    link.value = append_address(md, &detail->href);
    append_title(md, &detail->title);
    vt_buffer_append_char(&md->html, '>');
    link.open.end = vt_markdown_here(md);
    if (md->link_depth > 1)
        return;
    link.target_string = vt_attribute_append_string(md, &detail->href);
    link.text.start = (uint32_t)md->text.length;
    note_place(md, &link, &detail->href);
    md->text_offset = VT_UNKNOWN;
    md->open_link = md->links->len;
    g_array_append_val(md->links, link);
}

/* An autolink's text is its address, and it stands in no brackets. */
static bool is_autolink(const VtMarkdown *md, const VtLinkRecord *link)
{
    if (md->text_offset == VT_UNKNOWN || !md->source)
        return false;
    if (link->offset != UINT32_MAX)
        return link->offset == md->text_offset;
    VtSlice target = {md->strings.data + link->target_string.start,
                      link->target_string.end - link->target_string.start};
    VtSlice text = {md->text.data + link->text.start, link->text.end - link->text.start};
    if (text.length == 0 || text.length > target.length)
        return false;
    size_t prefix = target.length - text.length;
    bool known = prefix == 0 || vt_slice_is((VtSlice){target.data, prefix}, "http://") ||
                 vt_slice_is((VtSlice){target.data, prefix}, "mailto:");
    bool bracketed = md->text_offset > 0 && md->source->text[md->text_offset - 1] == '[';
    return known && !bracketed && memcmp(target.data + prefix, text.data, text.length) == 0;
}

static void finish_link(VtMarkdown *md, uint32_t close_start)
{
    VtLinkRecord *link = link_at(md, md->open_link);
    md->open_link = VT_UNKNOWN;
    link->close = (VtRange){close_start, vt_markdown_here(md)};
    link->text.end = (uint32_t)md->text.length;
    if (is_autolink(md, link))
        link->kind = VT_LINK_AUTO;
    if (link->offset == UINT32_MAX)
        find_destination(md, link);
    check_scheme(md, link);
}

void vt_link_leave(VtMarkdown *md)
{
    if (md->link_depth > 0)
        md->link_depth--;
    if (md->link_depth > 0 && vt_markdown_is(md, VT_MARKDOWN_PAGE))
        return;
    uint32_t start = vt_markdown_here(md);
    vt_buffer_append(&md->html, "</a>", 4);
    if (md->link_depth == 0 && md->open_link != VT_UNKNOWN)
        finish_link(md, start);
}

void vt_link_abandon(VtMarkdown *md)
{
    md->link_depth = 0;
    if (md->open_link != VT_UNKNOWN)
        finish_link(md, vt_markdown_here(md));
}

/* ---- Images ---- */

void vt_image_enter(VtMarkdown *md, const MD_SPAN_IMG_DETAIL *detail)
{
    if (md->image_depth++ > 0)
        return;
    VtLinkRecord image = {.kind = VT_LINK_IMAGE, .open.start = vt_markdown_here(md)};
    vt_buffer_append(&md->html, "<img src", 8);
    image.value = append_address(md, &detail->src);
    vt_buffer_append(&md->html, " alt=\"", 6);
    image.target_string = vt_attribute_append_string(md, &detail->src);
    image.text.start = (uint32_t)md->strings.length;
    note_place(md, &image, &detail->src);
    md->link_text_offset = md->text_offset;
    md->text_offset = VT_UNKNOWN;
    md->open_image = md->links->len;
    g_array_append_val(md->links, image);
}

/* `![""](line.png)` says that the image decorates; its text stays as it is, so that this can be told from
 * none. */
static void empty_decorating(VtMarkdown *md)
{
    static const char quotes[] = " alt=\"&quot;&quot;";
    size_t length = strlen(quotes);
    if (md->html.length >= length && memcmp(md->html.data + md->html.length - length, quotes, length) == 0)
        md->html.length -= strlen("&quot;&quot;");
}

void vt_image_leave(VtMarkdown *md, const MD_SPAN_IMG_DETAIL *detail)
{
    if (md->image_depth == 0 || --md->image_depth > 0)
        return;
    VtLinkRecord *image = link_at(md, md->open_image);
    image->text.end = (uint32_t)md->strings.length;
    if (md->flags != VT_MARKDOWN_PLAIN && !md->bare)
        empty_decorating(md);
    vt_buffer_append_char(&md->html, '"');
    if (detail)
        append_title(md, &detail->title);
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_buffer_append_string(&md->html, VT_IMAGE_LAZY);
    vt_buffer_append_char(&md->html, '>');
    image->open.end = vt_markdown_here(md);
    image->close = (VtRange){image->open.end, image->open.end};
    if (image->offset == UINT32_MAX)
        find_destination(md, image);
    md->text_offset = md->link_text_offset;
    md->open_image = VT_UNKNOWN;
    check_scheme(md, image);
}
