/* What the two halves of the prose writer share: blocks in resume_prose.c, what stands in a line in
 * resume_prose_inline.c. */
#pragma once

#include "resume_prose.h"

#include <vitrine/html_tree.h>

typedef struct VtProse {
    VtProseStyle style;
    const char *origin;
    bool in_table;
} VtProse;

/* Appends a node, or `first` and all after it; white space becomes single spaces, a hard break a line end. */
void vt_prose_inline_node(const VtProse *prose, const VtHtmlNode *node, GString *out);
void vt_prose_inline(const VtProse *prose, const VtHtmlNode *first, GString *out);
bool vt_prose_has_class(const VtHtmlNode *node, const char *name);
char *vt_prose_fence(const char *text, size_t least);
