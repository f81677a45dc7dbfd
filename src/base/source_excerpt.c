#include "source_excerpt.h"

/* A line wider than SHOWN_CELLS is cut: room is given to the mark first, up to MARK_CELLS, then to what
 * precedes it, up to CONTEXT_CELLS, then to what follows, and what is left to what precedes it again. */
enum { SHOWN_CELLS = 100, CONTEXT_CELLS = 30, MARK_CELLS = 60 };

static const char byte_order_mark[] = "\xef\xbb\xbf";

/* Characters that reorder the text around them, or break its line. */
static bool disturbs_line(gunichar c)
{
    return (c >= 0x80 && c < 0xa0) || c == 0x061c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static VtGlyph ascii_glyph(unsigned char c)
{
    if (c == '\t')
        return (VtGlyph){'\t', 1, 8};
    if (c < 0x20)
        return (VtGlyph){0x2400 + c, 1, 1};
    return (VtGlyph){c == 0x7f ? 0x2421 : c, 1, 1};
}

VtGlyph vt_glyph_at(const char *p, const char *end)
{
    if ((unsigned char)*p < 0x80)
        return ascii_glyph((unsigned char)*p);
    gunichar c = g_utf8_get_char_validated(p, (gssize)(end - p));
    if (c >= (gunichar)-2)
        return (VtGlyph){0xfffd, 1, 1};
    unsigned bytes = (unsigned)(g_utf8_next_char(p) - p);
    if (disturbs_line(c))
        return (VtGlyph){0xfffd, bytes, 1};
    if (g_unichar_iszerowidth(c))
        return (VtGlyph){c, bytes, 0};
    return (VtGlyph){c, bytes, g_unichar_iswide(c) ? 2 : 1};
}

void vt_glyph_append(VtBuffer *out, VtGlyph glyph)
{
    char bytes[6];
    vt_buffer_append(out, bytes, (size_t)g_unichar_to_utf8(glyph.shown, bytes));
}

const char *vt_source_first_line(const VtSource *source)
{
    bool marked = source->length >= 3 && memcmp(source->text, byte_order_mark, 3) == 0;
    return source->text + (marked ? 3 : 0);
}

static const char *line_start(const VtSource *source, const char *at)
{
    const char *first = vt_source_first_line(source);
    const char *newline = at > first ? memrchr(first, '\n', (size_t)(at - first)) : NULL;
    return newline ? newline + 1 : first;
}

static const char *line_end(const VtSource *source, const char *start)
{
    const char *end = source->text + source->length;
    const char *newline = memchr(start, '\n', (size_t)(end - start));
    if (newline)
        end = newline;
    return end > start && end[-1] == '\r' ? end - 1 : end;
}

enum { BLOCK = 32 };

/* Of a fixed number of bytes, without a branch: a compiler makes a few instructions of it. A line may be as
 * long as its file, and hold thousands of mistakes. */
static bool is_ascii_block(const char *p)
{
    uint8_t all = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        all |= (uint8_t)p[i];
    return all < 0x80;
}

void vt_column_advance(VtColumn *column, const char *to, const char *end)
{
    while (column->at < to) {
        size_t step = 1, bytes = 1;
        if (to - column->at >= BLOCK && is_ascii_block(column->at))
            step = bytes = BLOCK;
        else
            bytes = vt_glyph_at(column->at, end).bytes;
        if (bytes > (size_t)(to - column->at))
            return;
        column->at += bytes;
        column->number += step;
    }
}

static VtPosition position_in(const VtSource *source, size_t offset)
{
    const char *at = source->text + MIN(offset, source->length);
    const char *start = line_start(source, at);
    VtColumn column = {start, 1};
    vt_column_advance(&column, at, source->text + source->length);
    return (VtPosition){.line = 1 + vt_newlines(source->text, start), .column = column.number};
}

VtPosition vt_source_position(const VtSource *source, size_t offset)
{
    if (source->text)
        return position_in(source, offset);
    g_auto(VtBuffer) text = {0};
    VtSource recalled;
    return vt_source_recall(source, &text, &recalled) ? position_in(&recalled, offset) : (VtPosition){1, 1};
}

/* Back to the first byte of the character that `at` lies in. */
static const char *character_start(const char *start, const char *at, const char *end)
{
    for (const char *p = at; p > start && at - p < 4;) {
        p--;
        if (p + vt_glyph_at(p, end).bytes > at)
            return p;
    }
    return at;
}

/* As far right from `p` as the budget of cells goes. Marks stay with the letter they belong to. */
static const char *forward_by(const char *p, const char *end, size_t *cells)
{
    while (p < end) {
        VtGlyph glyph = vt_glyph_at(p, end);
        if (glyph.cells > *cells)
            break;
        *cells -= glyph.cells;
        p += glyph.bytes;
    }
    return p;
}

static const char *backward_by(const char *start, const char *p, const char *end, size_t *cells)
{
    const char *whole = p;
    while (p > start) {
        const char *before = character_start(start, p - 1, end);
        VtGlyph glyph = vt_glyph_at(before, end);
        if (glyph.cells > *cells)
            break;
        *cells -= glyph.cells;
        p = before;
        if (glyph.cells > 0)
            whole = p;
    }
    return whole;
}

static bool fits(const char *start, const char *end)
{
    size_t cells = SHOWN_CELLS;
    return forward_by(start, end, &cells) == end;
}

/* Unlike g_memdup2, never NULL; unlike g_strndup, past NUL bytes. */
static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = g_malloc(length + 1);
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

VtExcerpt vt_excerpt_make(const VtSource *source, size_t offset, size_t length)
{
    offset = MIN(offset, source->length);
    length = MIN(length, source->length - offset);
    const char *at = source->text + offset;
    const char *start = line_start(source, at);
    return vt_excerpt_of((VtLine){start, line_end(source, start)}, at, length);
}

VtExcerpt vt_excerpt_of(VtLine line, const char *at, size_t length)
{
    const char *start = line.start, *end = line.end;
    const char *mark = at < start ? start : at > end ? end : character_start(start, at, end);
    const char *mark_end = CLAMP(at + length, mark, end);
    if (at + length > end)
        while (mark_end > mark && g_ascii_isspace(mark_end[-1]))
            mark_end--;
    const char *from = start;
    const char *to = end;
    if (!fits(start, end)) {
        size_t cells = MARK_CELLS;
        const char *needed = forward_by(mark, mark_end, &cells);
        size_t context = CONTEXT_CELLS;
        from = backward_by(start, mark, end, &context);
        cells += SHOWN_CELLS - MARK_CELLS - CONTEXT_CELLS + context;
        to = forward_by(needed, end, &cells);
        from = backward_by(start, from, end, &cells);
        mark_end = MIN(mark_end, to);
    }
    return (VtExcerpt){
        .text = copy_bytes(from, (size_t)(to - from)),
        .length = (size_t)(to - from),
        .mark = (size_t)(mark - from),
        .mark_length = (size_t)(mark_end - mark),
        .cut_before = from > start,
        .cut_after = to < end,
    };
}

void vt_excerpt_finish(VtExcerpt *excerpt)
{
    g_free(excerpt->text);
    *excerpt = (VtExcerpt){0};
}
