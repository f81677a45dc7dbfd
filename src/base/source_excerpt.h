/* Places in a text as people see them: positions, terminal cells, and the line to show. */
#pragma once

#include <vitrine/diagnostics.h>

/* One code point, or one byte that is not UTF-8, as a terminal may show it: `shown` is the character
 * itself, or a visible stand-in where the real one would move the cursor, change colours or reorder the
 * line. A tab is kept; its cells are counted as the most it can take. */
typedef struct VtGlyph {
    gunichar shown;
    unsigned bytes;
    unsigned cells;
} VtGlyph;

/* `p` lies before `end`. */
VtGlyph vt_glyph_at(const char *p, const char *end);
void vt_glyph_append(VtBuffer *out, VtGlyph glyph);

/* Where the text's first line begins: behind a byte order mark. */
const char *vt_source_first_line(const VtSource *source);

/* A line without what ends it. */
typedef struct VtLine {
    const char *start, *end;
} VtLine;

/* The beginning of a character, and which of its line it is, from 1. */
typedef struct VtColumn {
    const char *at;
    size_t number;
} VtColumn;

/* On to the character that `to` begins, or lies in. `end` is the text's. */
void vt_column_advance(VtColumn *column, const char *to, const char *end);

/* The part of a line worth showing, raw bytes, not terminated: all of it, or a window around the mark.
 * `mark` is an offset into `text`. Owns `text`. */
typedef struct VtExcerpt {
    char *text;
    size_t length;
    size_t mark;
    size_t mark_length;
    bool cut_before;
    bool cut_after;
} VtExcerpt;

/* `offset` and `length` may lie beyond the text's end; they are clamped. */
VtExcerpt vt_excerpt_make(const VtSource *source, size_t offset, size_t length);
/* The same of a line that is known: `at` is in its text, which goes on for `length` bytes at least. */
VtExcerpt vt_excerpt_of(VtLine line, const char *at, size_t length);
void vt_excerpt_finish(VtExcerpt *excerpt);
