/* Do the tags of a page nest? Holds the elements that are open. The text outlives it. */
#pragma once

#include "html_tokens.h"

typedef struct VtHtmlOpen {
    char name[VT_HTML_LONGEST_NAME + 1];
    VtHtmlSyntax syntax;
    const char *start; /* of its tag, in the text */
} VtHtmlOpen;

typedef struct VtHtmlNesting {
    const char *text; /* of the page */
    GArray *open;     /* VtHtmlOpen */
    unsigned foreign; /* depth inside svg or math, where every element may close itself */
} VtHtmlNesting;

void vt_html_nesting_init(VtHtmlNesting *nesting, const char *text);
void vt_html_nesting_finish(VtHtmlNesting *nesting);
/* NULL when the tag fits; else what is wrong, to be freed. */
char *vt_html_nesting_add(VtHtmlNesting *nesting, const VtHtmlTag *tag, const VtHtmlTokens *tokens);
/* The same for the end of the page. */
char *vt_html_nesting_end(VtHtmlNesting *nesting);
