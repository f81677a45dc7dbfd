/* Do the tags of a page nest? Holds the elements that are open. The text outlives it. */
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
