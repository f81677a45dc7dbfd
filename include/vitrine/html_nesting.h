/* html_nesting: do the tags of a page nest, as its author must have meant them? Stricter than a browser, which
 * repairs: an element whose end tag may not be left out must be closed, in its turn.
 *
 * Ownership: the text outlives it; vt_html_nesting_finish frees what it holds. Not for several threads. */
#pragma once

#include "vitrine/html.h"

typedef struct VtHtmlOpen {
    uint64_t key;      /* stands for its name */
    const char *start; /* of its tag, in the text */
    VtHtmlSyntax syntax;
    uint8_t name_length;
} VtHtmlOpen;

typedef struct VtHtmlNesting {
    const char *text; /* of the page */
    VtHtmlOpen *open; /* the innermost last */
    size_t depth, capacity;
    GHashTable *counts; /* key → how many are open; NULL while few are */
    unsigned foreign;   /* depth inside svg or math, where every element may close itself */
} VtHtmlNesting;

void vt_html_nesting_init(VtHtmlNesting *nesting, const char *text);
void vt_html_nesting_finish(VtHtmlNesting *nesting);
/* NULL when the tag fits; else what is wrong, to be freed. */
char *vt_html_nesting_add(VtHtmlNesting *nesting, const VtHtmlTag *tag, const VtHtmlTokens *tokens);
/* The same for the end of the page. */
char *vt_html_nesting_end(VtHtmlNesting *nesting);
