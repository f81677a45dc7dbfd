/* html: reading HTML as it is written, tag by tag (WHATWG HTML, section 13). No tree, no repairs: those are
 * html_tree.h's.
 *
 * Ours, because the audit has to be cheap enough to be always on: with libxml2's parser of HTML4 it took
 * three quarters of a build's time.
 *
 * Slices point into the text. Only decoding allocates, in a buffer of the caller's. Threads: values are the
 * caller's. */
#pragma once

#include "base.h"

/* ---- Character references (section 13.5) --------------------------------------------------------------- */

/* Two code points at most, in UTF-8. */
#define VT_ENTITY_BYTES 8

/* Writes what an entity, with its & and ;, stands for, and returns its length: 0 when no entity of HTML has
 * that name. Numbers that are no character give U+FFFD. */
size_t vt_entity_decode(const char *entity, size_t length, char out[static VT_ENTITY_BYTES]);
/* Appends text with its entities decoded; what is none stays as it is. */
void vt_entities_append_decoded(VtBuffer *out, const char *text, size_t length);
/* Decodes character references; the result is terminated and lives in `out` until it changes. */
const char *vt_html_decode(VtSlice value, VtBuffer *out);

/* ---- Elements (section 13.1.2) ------------------------------------------------------------------------- */

typedef enum VtHtmlSyntax {
    VT_HTML_ORDINARY = 0,
    VT_HTML_VOID = 1 << 0,         /* never has an end tag: br, img, meta … */
    VT_HTML_OPTIONAL_END = 1 << 1, /* its end tag may be left out: li, p, td … */
    VT_HTML_RAW = 1 << 2,          /* its content is text alone up to its end tag: script, style, title … */
    VT_HTML_FOREIGN = 1 << 3       /* of another language, where elements may close themselves: svg, math */
} VtHtmlSyntax;

/* `name` in lower case, followed by zeros to at least eight bytes. */
VtHtmlSyntax vt_html_syntax(const char *name);

/* ---- Tags (section 13.2.5, as far as tags go) ------------------------------------------------------------
 *
 * Text between tags is passed over; comments, doctypes and the content of script, style, title and textarea
 * are recognised as such. */

enum { VT_HTML_MOST_ATTRIBUTES = 64, VT_HTML_LONGEST_NAME = 31 };

typedef struct VtHtmlAttribute {
    VtSlice name;  /* as written */
    VtSlice value; /* entities not decoded; empty where there is none */
} VtHtmlAttribute;

typedef struct VtHtmlTag {
    char name[VT_HTML_LONGEST_NAME + 1]; /* lower case, cut when longer, then zeros */
    uint8_t name_length;
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
/* The next piece of what stands between two tags, without comments and declarations, entities not decoded; it
 * may be empty. False when nothing is left. */
bool vt_html_text_next(VtSlice *rest, VtSlice *text);
