/* Where quotes, list items and leaf blocks begin and end, line by line: chapter 4 and 5 of CommonMark 0.31
 * without its inline half. md4c knows all that but tells no places of markers, fences and rules, and marks
 * are cut out of the source. What depends on it: how far an item without a closing mark reaches (checked
 * against md4c), and how what a cut leaves is tidied; whether something is a mark is md4c's word alone. */
#pragma once

#include <vitrine/base.h>

enum { VT_CONTAINERS_MOST = 64 };

typedef struct VtContainer {
    bool item;       /* else a quote */
    char marker;     /* - + * . ) of an item */
    unsigned column; /* of the marker */
    unsigned indent; /* column where its content begins */
    bool empty;      /* began with a blank line, and nothing has come yet */
} VtContainer;

typedef enum VtLeaf {
    VT_LEAF_NONE,
    VT_LEAF_PARAGRAPH, /* its lines, lazy ones too */
    VT_LEAF_TABLE,     /* from its second line on */
    VT_LEAF_HEADING,   /* an ATX heading, or the line below one of the other sort */
    VT_LEAF_RULE,
    VT_LEAF_FENCE,
    VT_LEAF_INDENTED,
    VT_LEAF_HTML
} VtLeaf;

/* What is known before a line. A zeroed one is the start of a text. May be copied. */
typedef struct VtContainers {
    VtContainer stack[VT_CONTAINERS_MOST];
    unsigned depth;
    VtLeaf leaf; /* that may go on */
    char fence;
    unsigned fence_length;
    int html_end; /* of CommonMark's seven kinds */
    unsigned paragraph_lines;
    unsigned cells; /* of the paragraph's line, when it may become a table's head */
} VtContainers;

typedef struct VtBlockLine {
    unsigned matched; /* containers that went on */
    unsigned opened;  /* containers that began; the innermost are the last of the stack */
    size_t behind;    /* offset in the line of what is left behind the containers that went on */
    size_t content;   /* offset in the line of what is left behind all markers */
    unsigned column;  /* of `content` */
    bool blank;       /* nothing is left */
    bool lazy;
    VtLeaf leaf;                        /* what the line belongs to; NONE for a blank line outside of code */
    bool underline;                     /* of a heading whose text is the paragraph above */
    unsigned level;                     /* of a heading */
    size_t markers[VT_CONTAINERS_MOST]; /* offset of each marker that began */
} VtBlockLine;

/* Reads one line, `length` without its line break. */
void vt_containers_read(VtContainers *state, const char *line, size_t length, VtBlockLine *out);
