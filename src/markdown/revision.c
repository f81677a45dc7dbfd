/* Texts that know where their bytes came from. */
#include <vitrine/marks.h>

void vt_revision_finish(VtRevision *revision)
{
    vt_buffer_finish(&revision->text);
    g_clear_pointer(&revision->pieces, g_free);
    revision->piece_count = revision->piece_capacity = 0;
}

static void add_piece(VtRevision *revision, size_t origin, bool kept)
{
    if (revision->piece_count > 0) {
        const VtPiece *last = &revision->pieces[revision->piece_count - 1];
        size_t length = revision->text.length - last->start;
        if (kept && last->kept && last->origin + length == origin)
            return;
    }
    if (revision->piece_count == revision->piece_capacity) {
        revision->piece_capacity = MAX(16, 2 * revision->piece_capacity);
        revision->pieces = g_renew(VtPiece, revision->pieces, revision->piece_capacity);
    }
    revision->pieces[revision->piece_count++] = (VtPiece){revision->text.length, origin, kept};
}

void vt_revision_keep(VtRevision *revision, size_t start, size_t end)
{
    if (start >= end)
        return;
    add_piece(revision, start, true);
    vt_buffer_append(&revision->text, revision->source->text + start, end - start);
}

void vt_revision_insert(VtRevision *revision, size_t origin, VtSlice text)
{
    if (text.length == 0)
        return;
    add_piece(revision, origin, false);
    vt_buffer_append_slice(&revision->text, text);
}

/* The piece that holds a byte of the text, or the last. */
static size_t piece_at(const VtRevision *revision, size_t at)
{
    size_t low = 0, high = revision->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (revision->pieces[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void vt_revision_copy(VtRevision *revision, const VtRevision *from, size_t start, size_t end)
{
    if (start >= end)
        return;
    for (size_t i = piece_at(from, start); i < from->piece_count && from->pieces[i].start < end; i++) {
        const VtPiece *piece = &from->pieces[i];
        size_t next = i + 1 < from->piece_count ? from->pieces[i + 1].start : from->text.length;
        size_t first = MAX(start, piece->start);
        add_piece(revision, piece->kept ? piece->origin + (first - piece->start) : piece->origin,
                  piece->kept);
        vt_buffer_append(&revision->text, from->text.data + first, MIN(end, next) - first);
    }
}

size_t vt_revision_origin(const VtRevision *revision, size_t at)
{
    if (revision->piece_count == 0)
        return 0;
    const VtPiece *piece = &revision->pieces[piece_at(revision, at)];
    return piece->kept ? piece->origin + (at - piece->start) : piece->origin;
}

VtSource vt_revision_source(VtRevision *revision)
{
    const char *text = vt_buffer_string(&revision->text);
    return (VtSource){.path = revision->source->path, .text = text, .length = revision->text.length};
}
