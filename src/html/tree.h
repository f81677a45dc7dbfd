/* What the parts of the tree's builder share: tree.c keeps the nodes and the elements that are open,
 * tree_rules.c knows what a tag opens and closes, tree_formatting.c what becomes of bold and links that are
 * closed in the wrong order, element_rules.c which element is of what kind. */
#pragma once

#include "vitrine/html_tree.h"

/* The standard's names for it in brackets where they differ. */
typedef enum VtElementRule {
    VT_CLOSES_P = 1 << 0,
    VT_SPECIAL = 1 << 1,
    VT_SCOPE = 1 << 2,       /* tags in it close nothing around it */
    VT_FORMATTING = 1 << 3,  /* goes on in the next block until it is closed */
    VT_IMPLIED_END = 1 << 4, /* closed without a word by what ends around it */
    VT_CLOSES_ALL = 1 << 5,  /* its end tag closes all that is open in it */
    VT_OWN_FORMATS = 1 << 6, /* formatting from around it does not go on in it [marker] */
    VT_HEADING = 1 << 7,
    VT_TABLE_PART = 1 << 8,   /* only in a table, and only in its place */
    VT_HOLDS_PARTS = 1 << 9,  /* text in it goes before the table [foster parenting] */
    VT_UNFORMATTED = 1 << 10, /* formatting is not taken up again for it */
    VT_EMPTY = 1 << 11,       /* has no content [void] */
    VT_PASSED_OVER = 1 << 12,
    VT_ENDS_FOREIGN = 1 << 13, /* cannot be in SVG or MathML, so ends them */
    VT_ANYWHERE = 1 << 14      /* stays where it is even between rows */
} VtElementRule;

typedef struct VtElementRules {
    const char *name;
    unsigned rules;
} VtElementRules;

/* Of elements that have no rules there is no entry: NULL. */
const VtElementRules *vt_element_rules(const char *name);

typedef struct VtOpenElement {
    VtHtmlNode *node;
    unsigned rules;
    bool is_foreign;    /* of SVG or MathML */
    bool holds_foreign; /* so are those in it */
} VtOpenElement;

/* A link that ends behind a table goes on around it in the tree, but is not open any more: there may be one
 * for each element that is. */
enum { VT_MOST_FORMATS = 32, VT_MOST_OPEN = VT_HTML_DEEPEST / 2 };

typedef struct VtTreeBuilder {
    VtArena *arena;
    VtOpenElement open[VT_MOST_OPEN + 1]; /* the first is the root, and is never closed */
    size_t depth;
    VtHtmlNode
        *formats[VT_MOST_FORMATS]; /* formatting that is not closed; NULL where an element has its own */
    size_t format_count;
    VtBuffer text;       /* not yet in the tree: belongs to the innermost open element */
    VtBuffer value;      /* scratch */
    bool passes_newline; /* the one that may follow <pre> */
} VtTreeBuilder;

/* ---- Nodes and open elements ------------------------------------------------------------------------------
 */

VtOpenElement *vt_tree_top(VtTreeBuilder *builder);
VtHtmlNode *vt_tree_clone(VtTreeBuilder *builder, const VtHtmlNode *node);
void vt_tree_append(VtHtmlNode *parent, VtHtmlNode *node);
void vt_tree_detach(VtHtmlNode *node);
/* Puts the node into `parent`, or where `parent` is part of a table and cannot hold it, before the table. */
void vt_tree_place(VtTreeBuilder *builder, const VtOpenElement *parent, VtHtmlNode *node);
/* Opens an element; where it stands is found by its rules. */
void vt_tree_open(VtTreeBuilder *builder, VtOpenElement element);
void vt_tree_open_tag(VtTreeBuilder *builder, const VtHtmlTag *tag);
void vt_tree_open_name(VtTreeBuilder *builder, const char *name);
/* Closes the innermost element. */
void vt_tree_close(VtTreeBuilder *builder);
/* Closes elements until only `depth` are left. */
void vt_tree_close_to(VtTreeBuilder *builder, size_t depth);
void vt_tree_forget_open(VtTreeBuilder *builder, size_t index);
void vt_tree_flush(VtTreeBuilder *builder);

/* ---- Rules ------------------------------------------------------------------------------------------------
 */

void vt_tree_start_tag(VtTreeBuilder *builder, const VtHtmlTag *tag);
void vt_tree_end_tag(VtTreeBuilder *builder, const VtHtmlTag *tag);
/* The general rule: closes the nearest element of that name, unless a special one is between. */
void vt_tree_end_any(VtTreeBuilder *builder, const char *name);
/* 0, the root's place: it is not open, or what has a scope of its own is between. */
size_t vt_tree_in_scope(const VtTreeBuilder *builder, const char *name);

/* ---- Formatting -------------------------------------------------------------------------------------------
 */

void vt_formats_add(VtTreeBuilder *builder, VtHtmlNode *node);
void vt_formats_begin_own(VtTreeBuilder *builder);
void vt_formats_end_own(VtTreeBuilder *builder);
void vt_formats_forget(VtTreeBuilder *builder, const VtHtmlNode *node);
/* NULL: none of that name is to go on. */
VtHtmlNode *vt_formats_find(const VtTreeBuilder *builder, const char *name);
/* Opens again what was closed by the end of a block, not by its own end tag. */
void vt_formats_take_up(VtTreeBuilder *builder);
void vt_formats_end_tag(VtTreeBuilder *builder, const char *name);
