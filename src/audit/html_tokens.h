/* The tags of an HTML text, one after the other (WHATWG HTML, section 13.2.5, as far as tags go).
 *
 * Ours, although libxml2 reads HTML: it is a parser of HTML4, with which the audit takes three quarters of a
 * build's time, and the audit has to be cheap enough to be always on. Text between tags is passed over;
 * comments, doctypes and the content of script, style, title and textarea are recognised as such.
 *
 * Slices point into the text; nothing is allocated. */
#pragma once

#include "html_elements.h"

#include "vitrine/base.h"

enum { VT_HTML_MOST_ATTRIBUTES = 64, VT_HTML_LONGEST_NAME = 31 };

typedef struct VtHtmlAttribute {
    VtSlice name;  /* as written */
    VtSlice value; /* entities not decoded; empty where there is none */
} VtHtmlAttribute;

typedef struct VtHtmlTag {
    char name[VT_HTML_LONGEST_NAME + 1]; /* lower case, cut when longer, then zeros */
    VtHtmlSyntax syntax;
    bool is_end;
    bool closes_itself; /* "/>" */
    VtHtmlAttribute attributes[VT_HTML_MOST_ATTRIBUTES];
    size_t attribute_count;
} VtHtmlTag;

typedef struct VtHtmlTokens {
    const char *at, *end;
    const char *start;   /* of the tag just read */
    const char *counted; /* lines are counted up to here, and only when asked for */
    unsigned line;
    const char *fault;                  /* what is wrong with the tag just read, or NULL; a literal */
    char raw[VT_HTML_LONGEST_NAME + 1]; /* the raw element that is open, or "" */
} VtHtmlTokens;

void vt_html_tokens_init(VtHtmlTokens *tokens, const char *data, size_t length);
/* False at the end of the text. */
bool vt_html_tokens_next(VtHtmlTokens *tokens, VtHtmlTag *tag);
/* The line of the tag just read, from 1; at the end of the text, the last. */
unsigned vt_html_tokens_line(VtHtmlTokens *tokens);
/* Decodes character references; the result is terminated and lives in `out` until it changes. */
const char *vt_html_decode(VtSlice value, VtBuffer *out);
