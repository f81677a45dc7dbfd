/* From a template's text to tokens whose tags are matched and whose lines are settled.
 *
 * Three passes over one array: the scanner cuts the text into tags and pieces of text, none longer than a
 * line; nesting matches each opening tag with its end; lines finds the tags that stand alone, whose line is
 * dropped, and takes the indentation off the arguments of parents. All that is left for the compiler is to go
 * through the array once. */
#pragma once

#include "program.h"

typedef enum VtTokenKind {
    VT_TOKEN_TEXT,
    VT_TOKEN_ESCAPED,
    VT_TOKEN_UNESCAPED,
    VT_TOKEN_SECTION,
    VT_TOKEN_INVERTED,
    VT_TOKEN_BLOCK,
    VT_TOKEN_PARENT,
    VT_TOKEN_PARTIAL,
    VT_TOKEN_END,
    VT_TOKEN_COMMENT,
    VT_TOKEN_DELIMITERS
} VtTokenKind;

typedef struct VtToken {
    VtTokenKind kind;
    bool dynamic;    /* the name was written with an asterisk */
    bool line_start; /* the first token of its line */
    bool standalone; /* a tag whose line is dropped */
    bool faulty;     /* its name was reported */
    bool leads_line; /* a tag with nothing but white space before it in its line: `indent` */
    size_t start;    /* of the whole tag; a dropped text has start == end */
    size_t end;
    size_t partner; /* opening tags and ends: the index of the other */
    VtSlice name;
    VtSlice indent;
} VtToken;

/* More errors in one template tell an author nothing. */
enum { VT_TOLD_ERRORS = 100 };

typedef struct VtTokens {
    const VtSource *source;
    VtDiagnostics *sink;
    GArray *tokens;     /* VtToken */
    GArray *delimiters; /* VtDelimiters, in order of offset */
    unsigned errors;
    bool incomplete; /* a tag was lost for want of its end: what is open where cannot be told */
} VtTokens;

static inline VtToken *vt_token(const VtTokens *tokens, size_t index)
{
    return &g_array_index(tokens->tokens, VtToken, index);
}

static inline VtSpan vt_token_span(const VtTokens *tokens, size_t index)
{
    const VtToken *token = vt_token(tokens, index);
    return (VtSpan){tokens->source, token->start, token->end - token->start};
}

static inline bool vt_token_opens(VtTokenKind kind)
{
    return kind == VT_TOKEN_SECTION || kind == VT_TOKEN_INVERTED || kind == VT_TOKEN_BLOCK ||
           kind == VT_TOKEN_PARENT;
}

void vt_tokens_init(VtTokens *tokens, const VtSource *source, VtDiagnostics *sink);
void vt_tokens_finish(VtTokens *tokens);
/* Each counts its errors and finds all it can, up to VT_TOLD_ERRORS. */
void vt_tokens_scan(VtTokens *tokens, VtSlice open, VtSlice close);
void vt_tokens_nest(VtTokens *tokens);
/* Needs tokens without errors. */
void vt_tokens_settle_lines(VtTokens *tokens);
