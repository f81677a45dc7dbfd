#include "document_parts.h"
#include "parser.h"

enum { EXCERPT_CHARACTERS = 200 };

/* ---- Excerpt ---- */

/* Where to cut a text so that at most `characters` are left, at the end of a word where there is one. */
static size_t cut_length(VtSlice text, size_t characters)
{
    size_t word_end = 0, at = 0;
    for (size_t n = 0; n < characters && at < text.length; n++) {
        if (text.data[at] == ' ')
            word_end = at;
        do
            at++;
        while (at < text.length && ((unsigned char)text.data[at] & 0xc0) == 0x80);
    }
    if (at == text.length)
        return at;
    if (text.data[at] == ' ')
        return at;
    return word_end > 0 ? word_end : at;
}

static VtRange item_text(const VtMarkdown *md)
{
    if (md->items_text >= md->text.length)
        return (VtRange){0};
    const char *start = md->text.data + md->items_text;
    size_t left = md->text.length - md->items_text;
    const char *end = memchr(start, '\n', left);
    size_t length = end ? (size_t)(end - start) : left;
    return (VtRange){(uint32_t)md->items_text, (uint32_t)(md->items_text + length)};
}

static VtRange line_after(const VtMarkdown *md, VtRange line)
{
    if (line.end + 1 >= md->text.length)
        return (VtRange){0};
    const char *start = md->text.data + line.end + 1;
    size_t left = md->text.length - line.end - 1;
    const char *end = memchr(start, '\n', left);
    uint32_t length = (uint32_t)(end ? (size_t)(end - start) : left);
    return (VtRange){line.end + 1, line.end + 1 + length};
}

/* "Context" or "What I did:" before what it is about: a few words and no sentence. */
static bool is_label(const VtMarkdown *md, VtRange line)
{
    enum { LABEL_CHARACTERS = 25 };
    VtSlice text = vt_slice_trim((VtSlice){md->text.data + line.start, line.end - line.start});
    return cut_length(text, LABEL_CHARACTERS) == text.length && !memchr(text.data, '.', text.length);
}

/* The first line from this one on that says something; this one where none does. */
static VtRange past_labels(const VtMarkdown *md, VtRange first)
{
    VtRange line = first;
    while (line.end > 0 && is_label(md, line))
        line = line_after(md, line);
    return line.end > 0 ? line : first;
}

/* The lead; without one, the paragraph or list item that comes first. */
static VtRange excerpt_source(const VtMarkdown *md)
{
    VtRange item = item_text(md);
    if (md->lead_text.end > 0)
        return md->lead_text;
    if (md->first_text.end > 0 && (item.end == 0 || md->first_text.start < item.start))
        return past_labels(md, md->first_text);
    return past_labels(md, item);
}

/* A range of the plain text, or of the strings where an ellipsis had to be added. */
typedef struct Excerpt {
    VtRange text;
    VtRange string;
} Excerpt;

static Excerpt make_excerpt(VtMarkdown *md)
{
    VtRange range = excerpt_source(md);
    VtSlice text = vt_slice_trim((VtSlice){md->text.data + range.start, range.end - range.start});
    if (range.end == 0 || text.length == 0)
        return (Excerpt){0};
    uint32_t start = (uint32_t)(text.data - md->text.data);
    size_t length = cut_length(text, EXCERPT_CHARACTERS);
    if (length == text.length)
        return (Excerpt){.text = {start, start + (uint32_t)length}};
    uint32_t string_start = (uint32_t)md->strings.length;
    vt_buffer_append(&md->strings, text.data, length);
    vt_buffer_append_string(&md->strings, "…");
    return (Excerpt){.string = {string_start, (uint32_t)md->strings.length}};
}

/* ---- Without the plain text ---- */

/* Copies a piece of the plain text to the strings; the range is then of those. */
static void move_to_strings(VtMarkdown *md, VtRange *range)
{
    uint32_t start = (uint32_t)md->strings.length;
    vt_buffer_append(&md->strings, md->text.data + range->start, range->end - range->start);
    *range = (VtRange){start, (uint32_t)md->strings.length};
}

/* Saves what is needed of the plain text, which is then forgotten: it is as long as the source. */
static void forget_text(VtMarkdown *md, Excerpt *excerpt)
{
    for (size_t i = 0; i < md->headings->len; i++)
        move_to_strings(md, &g_array_index(md->headings, VtHeadingRecord, i).text);
    for (size_t i = 0; i < md->links->len; i++) {
        VtLinkRecord *link = &g_array_index(md->links, VtLinkRecord, i);
        if (link->kind != VT_LINK_IMAGE)
            move_to_strings(md, &link->text);
    }
    if (excerpt->string.end == 0) {
        move_to_strings(md, &excerpt->text);
        excerpt->string = excerpt->text;
    }
    vt_buffer_reset(&md->text);
}

/* ---- The block of memory ---- */

/* Where the parts lie in the block. */
typedef struct Layout {
    VtDocumentParts *parts;
    VtHeading *headings;
    VtSection *sections;
    VtLink *links;
    VtRange *items;
    VtPatch *patches;
    char *html;
    char *text;
    char *strings;
} Layout;

static size_t count_sections(const VtMarkdown *md, uint32_t end)
{
    size_t count = 0;
    uint32_t first = end;
    for (size_t i = 0; i < md->headings->len; i++) {
        const VtHeadingRecord *heading = &g_array_index(md->headings, VtHeadingRecord, i);
        if (!heading->outermost)
            continue;
        if (count++ == 0)
            first = heading->element.start;
    }
    return count + (first > 0);
}

static size_t count_patches(const VtMarkdown *md)
{
    size_t count = 2 * md->headings->len + md->references->len + (md->footnotes_range.end > 0);
    for (size_t i = 0; i < md->links->len; i++)
        count += g_array_index(md->links, VtLinkRecord, i).kind == VT_LINK_IMAGE ? 1 : 2;
    return count;
}

static void *take(char **at, size_t size)
{
    void *taken = *at;
    *at += size;
    return taken;
}

/* One allocation. Structs come first, in the order of falling alignment, bytes last. */
static Layout lay_out(const VtMarkdown *md, size_t sections, size_t patches)
{
    size_t structs = sizeof(VtDocumentParts) + md->headings->len * sizeof(VtHeading) +
                     sections * sizeof(VtSection) + md->links->len * sizeof(VtLink) +
                     patches * sizeof(VtPatch) + md->items->len * sizeof(VtRange);
    size_t size = structs + md->html.length + md->text.length + md->strings.length;
    char *at = md->document_arena ? vt_arena_alloc(md->document_arena, size) : g_malloc(size);
    Layout layout;
    layout.parts = take(&at, sizeof(VtDocumentParts));
    layout.headings = take(&at, md->headings->len * sizeof(VtHeading));
    layout.sections = take(&at, sections * sizeof(VtSection));
    layout.links = take(&at, md->links->len * sizeof(VtLink));
    layout.patches = take(&at, patches * sizeof(VtPatch));
    layout.items = take(&at, md->items->len * sizeof(VtRange));
    layout.html = take(&at, md->html.length);
    layout.text = take(&at, md->text.length);
    layout.strings = take(&at, md->strings.length);
    return layout;
}

static void copy_bytes(char *to, const VtBuffer *from)
{
    if (from->length > 0)
        memcpy(to, from->data, from->length);
}

static VtSlice slice_of(const char *bytes, VtRange range)
{
    return (VtSlice){bytes + range.start, range.end - range.start};
}

/* What texts of headings and links are ranges of. */
static const char *text_bytes(const VtMarkdown *md, const Layout *layout)
{
    return md->flags & VT_MARKDOWN_TEXT ? layout->text : layout->strings;
}

static void fill_headings(const VtMarkdown *md, const Layout *layout)
{
    for (size_t i = 0; i < md->headings->len; i++) {
        const VtHeadingRecord *record = &g_array_index(md->headings, VtHeadingRecord, i);
        bool has_links = record->inner_string.end > 0;
        layout->headings[i] = (VtHeading){
            .level = record->level,
            .id = slice_of(layout->strings, record->id_string),
            .slug = slice_of(layout->strings, record->slug_string),
            .text = slice_of(text_bytes(md, layout), record->text),
            .html = has_links ? slice_of(layout->strings, record->inner_string)
                              : slice_of(layout->html, record->inner),
            .offset = (uint32_t)vt_markdown_origin(md, record->offset),
            .element = record->element,
            .id_attribute = record->id_attribute,
        };
    }
}

static void fill_links(const VtMarkdown *md, const Layout *layout)
{
    for (size_t i = 0; i < md->links->len; i++) {
        const VtLinkRecord *record = &g_array_index(md->links, VtLinkRecord, i);
        layout->links[i] = (VtLink){
            .kind = record->kind,
            .target = slice_of(layout->strings, record->target_string),
            .text = slice_of(record->kind == VT_LINK_IMAGE ? layout->strings : text_bytes(md, layout),
                             record->text),
            .offset = (uint32_t)vt_markdown_origin(md, record->offset),
            .length = record->length,
            .value = record->value,
            .open = record->open,
            .close = record->close,
        };
    }
}

/* Each piece goes on to the next outermost heading; the first one begins at the start. */
static void fill_sections(const VtMarkdown *md, const Layout *layout, uint32_t end)
{
    VtSection *section = layout->sections;
    VtSection piece = {NULL, {0, end}};
    for (size_t i = 0; i < md->headings->len; i++) {
        const VtHeadingRecord *record = &g_array_index(md->headings, VtHeadingRecord, i);
        if (!record->outermost)
            continue;
        piece.body.end = record->element.start;
        if (piece.heading || piece.body.end > 0)
            *section++ = piece;
        piece = (VtSection){&layout->headings[i], {record->element.end, end}};
    }
    if (piece.heading || end > 0)
        *section = piece;
}

/* ---- Patches ---- */

static int compare_patches(const void *a, const void *b)
{
    const VtPatch *x = a, *y = b;
    return (x->range.start > y->range.start) - (x->range.start < y->range.start);
}

static VtPatch *fill_heading_patches(const VtMarkdown *md, VtPatch *patch)
{
    for (uint32_t i = 0; i < md->headings->len; i++) {
        const VtHeadingRecord *record = &g_array_index(md->headings, VtHeadingRecord, i);
        *patch++ = (VtPatch){{record->element.start, record->inner.start}, VT_PATCH_HEADING_OPEN, i};
        *patch++ = (VtPatch){{record->inner.end, record->element.end}, VT_PATCH_HEADING_CLOSE, i};
    }
    return patch;
}

static VtPatch *fill_link_patches(const VtMarkdown *md, VtPatch *patch)
{
    for (uint32_t i = 0; i < md->links->len; i++) {
        const VtLinkRecord *record = &g_array_index(md->links, VtLinkRecord, i);
        if (record->kind == VT_LINK_IMAGE) {
            *patch++ = (VtPatch){record->open, VT_PATCH_IMAGE, i};
            continue;
        }
        *patch++ = (VtPatch){record->open, VT_PATCH_LINK_OPEN, i};
        *patch++ = (VtPatch){record->close, VT_PATCH_LINK_CLOSE, i};
    }
    return patch;
}

static void fill_patches(const VtMarkdown *md, const Layout *layout, size_t count)
{
    VtPatch *patch = fill_link_patches(md, fill_heading_patches(md, layout->patches));
    for (uint32_t i = 0; i < md->references->len; i++)
        *patch++ = (VtPatch){g_array_index(md->references, VtFootnoteReference, i).element, VT_PATCH_FOOTNOTE,
                             i};
    if (md->footnotes_range.end > 0)
        *patch = (VtPatch){md->footnotes_range, VT_PATCH_FOOTNOTE, 0};
    qsort(layout->patches, count, sizeof(VtPatch), compare_patches);
}

/* ---- The document ---- */

VtDocument *vt_document_new(VtMarkdown *md)
{
    Excerpt excerpt = make_excerpt(md);
    size_t words = vt_text_count_words(vt_slice_trim((VtSlice){md->text.data, md->text.length}));
    if (!(md->flags & VT_MARKDOWN_TEXT))
        forget_text(md, &excerpt);
    uint32_t end = md->footnotes_range.end > 0 ? md->footnotes_range.start : vt_markdown_here(md);
    size_t sections = count_sections(md, end);
    size_t patches = count_patches(md);
    Layout layout = lay_out(md, sections, patches);
    copy_bytes(layout.html, &md->html);
    copy_bytes(layout.text, &md->text);
    copy_bytes(layout.strings, &md->strings);
    fill_headings(md, &layout);
    fill_links(md, &layout);
    fill_sections(md, &layout, end);
    fill_patches(md, &layout, patches);
    if (md->items->len > 0)
        memcpy(layout.items, md->items->data, md->items->len * sizeof(VtRange));
    VtSlice text = vt_slice_trim((VtSlice){layout.text, md->text.length});
    *layout.parts = (VtDocumentParts){
        .public =
            {
                .html = {layout.html, md->html.length},
                .text = text,
                .excerpt = excerpt.string.end > 0 ? slice_of(layout.strings, excerpt.string)
                                                  : slice_of(layout.text, excerpt.text),
                .lead = md->lead,
                .words = words,
                .headings = layout.headings,
                .heading_count = md->headings->len,
                .sections = layout.sections,
                .section_count = sections,
                .links = layout.links,
                .link_count = md->links->len,
                .items = layout.items,
                .item_count = md->items->len,
                .footnotes = md->footnotes_range,
            },
        .patches = layout.patches,
        .patch_count = patches,
    };
    return &layout.parts->public;
}

void vt_document_free(VtDocument *document)
{
    g_free(document);
}

const VtHeading *vt_document_heading(const VtDocument *document, VtSlice id)
{
    for (size_t i = 0; i < document->heading_count; i++)
        if (vt_slice_equal(document->headings[i].id, id))
            return &document->headings[i];
    return NULL;
}
