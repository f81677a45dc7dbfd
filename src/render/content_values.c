#include "view_model.h"

/* Anchors of a document lead nowhere on another page: there they get its address. NULL when there are none.
 */
static VtLinkTarget *outside_targets(const VtEditionEntry *entry, VtArena *arena)
{
    const VtDocument *document = entry->document;
    VtLinkTarget *targets = NULL;
    for (size_t i = 0; i < document->link_count; i++) {
        VtLinkTarget target = entry->targets ? entry->targets[i] : (VtLinkTarget){VT_LINK_KEEP};
        VtSlice address = target.action == VT_LINK_REPLACE ? target.address : document->links[i].target;
        if (target.action == VT_LINK_UNLINK || address.length == 0 || address.data[0] != '#')
            continue;
        if (!targets) {
            targets = VT_ARENA_ARRAY(arena, VtLinkTarget, document->link_count);
            if (entry->targets)
                memcpy(targets, entry->targets, document->link_count * sizeof *targets);
        }
        const char *whole = vt_arena_format(arena, "%s%.*s", entry->address, (int)address.length,
                                            address.data);
        targets[i] = (VtLinkTarget){.action = VT_LINK_REPLACE, .address = vt_slice(whole)};
    }
    return targets;
}

VtSlice vt_document_html(const VtEditionEntry *entry, VtRange range, unsigned deeper, bool embedded,
                         VtArena *arena)
{
    const VtDocument *document = entry->document;
    if (range.end <= range.start)
        return (VtSlice){0};
    if (document->link_count == 0 && deeper == 0 && !embedded)
        return (VtSlice){document->html.data + range.start, range.end - range.start};
    const VtLinkTarget *outside = embedded ? outside_targets(entry, arena) : NULL;
    VtWriteOptions options = {
        .targets = outside ? outside : entry->targets,
        .deeper = deeper,
        .embedded = embedded,
    };
    g_auto(VtBuffer) out = {0};
    vt_buffer_reserve(&out, range.end - range.start + 256);
    vt_document_write_html(document, range, &options, &out);
    return (VtSlice){vt_arena_copy(arena, out.data, out.length), out.length};
}

static VtValue html_value(VtSlice html)
{
    return html.length > 0 ? vt_value_html(html) : VT_NULL;
}

/* Footnotes follow the last piece in the document, but are the page's. */
static VtRange without_footnotes(VtRange range, VtRange footnotes)
{
    if (footnotes.end > footnotes.start && range.end > footnotes.start)
        range.end = MAX(range.start, footnotes.start);
    return range;
}

/* NULL: the text shows none. */
static const VtLink *first_image(const VtEditionEntry *entry)
{
    const VtDocument *document = entry->document;
    for (size_t i = 0; i < document->link_count; i++)
        if (document->links[i].kind == VT_LINK_IMAGE &&
            !(entry->targets && entry->targets[i].action == VT_LINK_UNLINK))
            return &document->links[i];
    return NULL;
}

/* All of the document's HTML, written once; `marks` are sorted ranges of the document, and become those of
 * what was written. */
static VtSlice write_marked(const VtEditionEntry *entry, VtRange *marks, size_t count, bool first,
                            VtArena *arena)
{
    const VtDocument *document = entry->document;
    VtWriteOptions options = {.targets = entry->targets, .eager = first ? first_image(entry) : NULL};
    if (vt_document_writes_as_is(document, &options))
        return document->html;
    g_auto(VtBuffer) out = {0};
    vt_buffer_reserve(&out, document->html.length + 1024);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        VtRange mark = marks[i];
        vt_document_write_html(document, (VtRange){at, mark.start}, &options, &out);
        marks[i].start = (uint32_t)out.length;
        vt_document_write_html(document, mark, &options, &out);
        marks[i].end = (uint32_t)out.length;
        at = mark.end;
    }
    vt_document_write_html(document, (VtRange){at, (uint32_t)document->html.length}, &options, &out);
    return (VtSlice){vt_arena_copy(arena, out.data, out.length), out.length};
}

static VtValue marked_html(VtSlice html, VtRange mark)
{
    return html_value(vt_slice_trim((VtSlice){html.data + mark.start, mark.end - mark.start}));
}

static VtValue piece_value(const VtRenderer *renderer, VtArena *arena, const VtHeading *heading, VtValue html)
{
    VtModelPiece piece = {.html = html};
    if (heading) {
        piece.id = vt_value_text(heading->id);
        piece.slug = vt_value_text(heading->slug);
        piece.title = vt_value_text(heading->text);
        piece.title_html = vt_value_html(heading->html);
    }
    return vt_model_piece(&renderer->shapes, arena, &piece);
}

/* Where the pieces' bodies and, last, the footnotes are in the document. */
static VtRange *find_marks(const VtDocument *document, VtArena *arena)
{
    size_t count = document->section_count;
    VtRange *marks = VT_ARENA_ARRAY(arena, VtRange, count + 1);
    for (size_t i = 0; i < count; i++)
        marks[i] = without_footnotes(document->sections[i].body, document->footnotes);
    bool has_footnotes = document->footnotes.end > document->footnotes.start;
    uint32_t end = (uint32_t)document->html.length;
    marks[count] = has_footnotes ? document->footnotes : (VtRange){end, end};
    return marks;
}

VtValue vt_content_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry, bool first)
{
    const VtDocument *document = entry ? entry->document : NULL;
    if (!document || vt_slice_trim(document->html).length == 0)
        return VT_NULL;
    size_t count = document->section_count;
    VtRange *marks = find_marks(document, arena);
    VtSlice html = write_marked(entry, marks, count + 1, first, arena);
    VtList *pieces = vt_list_new(arena, count);
    for (size_t i = 0; i < count; i++) {
        VtValue body = marked_html(html, marks[i]);
        vt_list_add(pieces, piece_value(renderer, arena, document->sections[i].heading, body));
    }
    return vt_model_content(
        &renderer->shapes, arena,
        &(VtModelContent){
            .html = vt_value_html(html),
            .pieces = vt_value_list(pieces),
            .footnotes_html = marked_html(html, marks[count]),
            .outline = vt_outline_value(renderer, arena, document->headings, document->heading_count),
            .words = vt_count(document->words),
            .minutes = vt_count(MAX(vt_reading_minutes(document->words), 1)),
        });
}
