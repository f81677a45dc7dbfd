/* The input as blocks and lines with places. Private to the importer.
 *
 * A line scanner, not a parser: it only needs to know where top-level blocks and list items begin and end, so
 * that slices of the author's own bytes can be moved whole. A block that it takes for another kind costs
 * structure, never words. Linear in the input. */
#pragma once

#include "vitrine/diagnostics.h"
#include "vitrine/markdown.h"

typedef enum VtBlockType {
    VT_BLOCK_HEADING,
    VT_BLOCK_PARAGRAPH,
    VT_BLOCK_LIST,
    VT_BLOCK_QUOTE,
    VT_BLOCK_CODE,
    VT_BLOCK_HTML,
    VT_BLOCK_COMMENT,
    VT_BLOCK_TABLE,
    VT_BLOCK_RULE,
    VT_BLOCK_DEFINITION /* "Term\n: details" */
} VtBlockType;

/* `text` is what its marks enclose: a heading's words, a definition's term, else the same as `range`. */
typedef struct VtBlock {
    VtBlockType type;
    unsigned level; /* of a heading: 1 to 6 */
    VtRange range;  /* whole lines */
    VtRange text;
    uint32_t first_item, item_count; /* of a list or a table (its rows without the head) */
} VtBlock;

typedef struct VtItem {
    VtRange range;   /* whole lines, the marker included */
    VtRange marker;  /* "-", "12." */
    VtRange text;    /* first line behind the marker */
    VtRange rest;    /* the lines below it */
    unsigned indent; /* columns before the content */
} VtItem;

/* Owns its arrays; points into `text`, which must outlive it. */
typedef struct VtBlocks {
    const char *text;
    size_t length;
    GArray *blocks; /* of VtBlock */
    GArray *items;  /* of VtItem */
} VtBlocks;

void vt_blocks_init(VtBlocks *blocks, const char *text, size_t length);
void vt_blocks_finish(VtBlocks *blocks);

static inline const VtBlock *vt_block(const VtBlocks *blocks, size_t index)
{
    return &g_array_index(blocks->blocks, VtBlock, index);
}

static inline const VtItem *vt_item(const VtBlocks *blocks, size_t index)
{
    return &g_array_index(blocks->items, VtItem, index);
}

static inline VtSlice vt_range_slice(const char *text, VtRange range)
{
    return (VtSlice){text + range.start, range.end - range.start};
}

static inline bool vt_range_is_empty(VtRange range)
{
    return range.end <= range.start;
}

/* ---- Lines of Markdown ---- */

/* Without white space at either end, and without marks (* _ ` # |) and separators where `marks` is set. */
VtRange vt_range_trim(const char *text, VtRange range, bool marks);
/* What a reader sees: no emphasis marks, code marks or tags, links as their text, entities decoded, blanks
 * collapsed. */
char *vt_plain_text(VtSlice markdown);
/* The end of the code span, link destination or tag that begins at `at`; `at` itself when none does. For
 * scans that must not look inside those. */
size_t vt_skip_opaque(const char *text, size_t at, size_t end);
/* From the start of a line that begins code between fences, in a quote or a list too, to the line behind it,
 * and behind what fences begin there; `start` itself when none does. code_fence.c */
size_t vt_skip_fence(const char *text, size_t start, size_t length);
/* The first [text](destination) of the range. */
bool vt_find_link(const char *text, VtRange range, VtRange *label, VtRange *destination);

/* An address on the web as it may stand in front matter: with scheme and host, and without what Markdown or
 * an address would have to escape. */
bool vt_is_web_address(VtSlice text);

/* ---- Words ---- */

/* The next word at or after *at: letters, digits, marks and symbols (emoji). Case kept. */
bool vt_next_word(const char *text, size_t length, size_t *at, VtRange *word);
/* The number of words. */
size_t vt_count_words(VtSlice text);
