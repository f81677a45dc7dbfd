/* html_tree: HTML as a browser would understand it (WHATWG HTML, section 13.2.6), for those who want its text
 * and structure. The tags are html.h's; here are the repairs.
 *
 * Reads what may stand in a body: html, head and body tags are passed over. Optional end tags, elements that
 * are not closed or closed in the wrong order, cells without rows, text between rows: all come out as
 * browsers show them. Comments and declarations are left out, and so is what script and style hold. Of the
 * standard is missing what has no bearing on text: quirks, frames, template contents, the rules for forms and
 * select, the case of SVG's names.
 *
 * Invariants: names are in lower case; entities are decoded; no text is empty; no element is deeper than
 * VT_HTML_DEEPEST, so that a tree may be walked by recursion: where half as many are open, one more closes
 * the deepest and takes its place. Time and memory are linear in the text, whatever it is.
 *
 * Ours, because libxml2 reads HTML4 and brings ICU and the C++ library into every run of the program.
 *
 * Ownership: nodes and all that they point to live in the caller's arena; nothing points into the HTML.
 * Threads: values are the caller's; a finished tree may be read by many. */
#pragma once

#include "html.h"

enum { VT_HTML_DEEPEST = 256 };

/* Its value is "" where the tag gives none. */
typedef struct VtHtmlNodeAttribute {
    const char *name, *value;
} VtHtmlNodeAttribute;

typedef struct VtHtmlNode VtHtmlNode;
struct VtHtmlNode {
    const char *name; /* of an element; NULL: this is text */
    const char *text; /* NULL: this is an element */
    const VtHtmlNodeAttribute *attributes;
    size_t attribute_count;
    VtHtmlNode *parent, *prev, *next;
    VtHtmlNode *first, *last; /* of its children */
};

/* An element without name, which holds all others. The text need not be valid in any way. */
const VtHtmlNode *vt_html_tree(VtSlice html, VtArena *arena);

bool vt_html_is(const VtHtmlNode *node, const char *name);
/* One of these, of which NULL is the last? */
bool vt_html_is_any(const VtHtmlNode *node, const char *const *names);
/* Text of nothing but white space? */
bool vt_html_is_blank(const VtHtmlNode *node);
/* NULL where the element, or text, has none of that name. */
const char *vt_html_attribute(const VtHtmlNode *node, const char *name);
/* All text below the node, in order; g_free. */
char *vt_html_content(const VtHtmlNode *node);
