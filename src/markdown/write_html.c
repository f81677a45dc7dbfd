#include "document_parts.h"
#include "parser.h"

typedef struct Writer {
    const VtDocument *document;
    const VtWriteOptions *options;
    VtBuffer *out;
} Writer;

static void copy(Writer *w, uint32_t start, uint32_t end)
{
    vt_buffer_append(w->out, w->document->html.data + start, end - start);
}

static bool is_rooted(VtSlice address)
{
    return address.length > 0 && address.data[0] == '/' && !(address.length > 1 && address.data[1] == '/');
}

static VtLinkTarget target_of(const Writer *w, uint32_t index)
{
    return w->options->targets ? w->options->targets[index] : (VtLinkTarget){0};
}

/* The element's opening tag up to its end, with the address that it shall have. */
static void write_address(Writer *w, const VtLink *link, const VtLinkTarget *target, uint32_t end)
{
    copy(w, link->open.start, link->value.start);
    bool replaced = target->action == VT_LINK_REPLACE;
    if (is_rooted(replaced ? target->address : link->target))
        vt_address_append(w->out, w->options->origin.data, w->options->origin.length, true);
    if (replaced)
        vt_address_append(w->out, target->address.data, target->address.length, true);
    copy(w, replaced ? link->value.end : link->value.start, end);
}

static void write_link(Writer *w, uint32_t index)
{
    VtLinkTarget target = target_of(w, index);
    if (target.action != VT_LINK_UNLINK)
        write_address(w, &w->document->links[index], &target, w->document->links[index].open.end);
}

/* The text column of a page is some 42rem wide. */
static void write_set(Writer *w, const char *set)
{
    vt_buffer_append_string(w->out, " srcset=\"");
    vt_buffer_append_html(w->out, set, strlen(set));
    vt_buffer_append_string(w->out, "\" sizes=\"(min-width: 44rem) 42rem, 92vw\"");
}

/* Where the tag ends whose lazy loading is left out. */
static uint32_t end_of_tag(const Writer *w, const VtLink *image)
{
    static const char lazy[] = VT_IMAGE_LAZY;
    uint32_t end = image->open.end - 1, length = sizeof lazy - 1;
    bool left_out = image == w->options->eager && end > length &&
                    memcmp(w->document->html.data + end - length, lazy, length) == 0;
    return left_out ? end - length : end;
}

static void write_img(Writer *w, const VtLink *image, const VtLinkTarget *target, bool sets)
{
    const VtPicture *picture = target->picture;
    write_address(w, image, target, end_of_tag(w, image));
    if (picture && picture->width > 0 && picture->height > 0)
        vt_buffer_append_format(w->out, " width=\"%u\" height=\"%u\"", picture->width, picture->height);
    if (sets && picture->jpeg_set)
        write_set(w, picture->jpeg_set);
    vt_buffer_append_char(w->out, '>');
}

static void write_image(Writer *w, uint32_t index)
{
    const VtLink *image = &w->document->links[index];
    VtLinkTarget target = target_of(w, index);
    if (target.action == VT_LINK_UNLINK) {
        if (!vt_link_decorates(image))
            vt_buffer_append_html(w->out, image->text.data, image->text.length);
        return;
    }
    bool sets = target.picture && target.picture->webp_set && w->options->origin.length == 0;
    if (sets) {
        vt_buffer_append_string(w->out, "<picture><source type=\"image/webp\"");
        write_set(w, target.picture->webp_set);
        vt_buffer_append_char(w->out, '>');
    }
    write_img(w, image, &target, sets);
    if (sets)
        vt_buffer_append_string(w->out, "</picture>");
}

static char level_digit(const Writer *w, const VtHeading *heading)
{
    return (char)('0' + MIN(heading->level + MIN(w->options->deeper, 6), 6));
}

static void write_heading_open(Writer *w, const VtHeading *heading, VtRange range)
{
    vt_buffer_append(w->out, "<h", 2);
    vt_buffer_append_char(w->out, level_digit(w, heading));
    if (w->options->embedded)
        copy(w, heading->id_attribute.end, range.end);
    else
        copy(w, range.start + 3, range.end);
}

static void write_heading_close(Writer *w, const VtHeading *heading)
{
    vt_buffer_append(w->out, "</h", 3);
    vt_buffer_append_char(w->out, level_digit(w, heading));
    vt_buffer_append_char(w->out, '>');
}

/* Says whether the whole range is done with: what stands inside a reference that is kept may need patches. */
static bool write_patch(Writer *w, const VtPatch *patch)
{
    switch (patch->kind) {
    case VT_PATCH_HEADING_OPEN:
        write_heading_open(w, &w->document->headings[patch->index], patch->range);
        return true;
    case VT_PATCH_HEADING_CLOSE:
        write_heading_close(w, &w->document->headings[patch->index]);
        return true;
    case VT_PATCH_LINK_OPEN:
        write_link(w, patch->index);
        return true;
    case VT_PATCH_LINK_CLOSE:
        if (target_of(w, patch->index).action != VT_LINK_UNLINK)
            copy(w, patch->range.start, patch->range.end);
        return true;
    case VT_PATCH_IMAGE:
        write_image(w, patch->index);
        return true;
    case VT_PATCH_FOOTNOTE:
        return w->options->embedded;
    }
    return false;
}

/* The first patch that does not begin before `start`. */
static size_t first_patch(const VtDocumentParts *parts, uint32_t start)
{
    size_t low = 0, high = parts->patch_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (parts->patches[middle].range.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void vt_document_write_html(const VtDocument *document, VtRange range, const VtWriteOptions *options,
                            VtBuffer *out)
{
    static const VtWriteOptions unchanged = {0};
    const VtDocumentParts *parts = (const VtDocumentParts *)document;
    Writer writer = {document, options ? options : &unchanged, out};
    uint32_t at = range.start;
    for (size_t i = first_patch(parts, range.start); i < parts->patch_count; i++) {
        const VtPatch *patch = &parts->patches[i];
        if (patch->range.start >= range.end)
            break;
        if (patch->range.start < at)
            continue;
        copy(&writer, at, patch->range.start);
        at = write_patch(&writer, patch) ? patch->range.end : patch->range.start;
    }
    copy(&writer, at, MAX(at, range.end));
}

bool vt_document_writes_as_is(const VtDocument *document, const VtWriteOptions *options)
{
    if (options->eager || options->embedded || options->deeper > 0 || options->origin.length > 0)
        return false;
    for (size_t i = 0; options->targets && i < document->link_count; i++)
        if (options->targets[i].action != VT_LINK_KEEP || options->targets[i].picture)
            return false;
    return true;
}
