/* `<!--` outside of bodies. Bodies lose their comments when they are parsed; titles, summaries and settings
 * go to pages, feeds and data as they are, so what an author believes hidden there would be published. */
#include "content_private.h"

static const char opening[] = "<!--";

/* Where the node's text has it: in the source as a rule, the whole value where an escape hides it. */
static VtSpan span_of_comment(const VtNode *node)
{
    const VtSource *source = node->span.source;
    const char *start = source->text + node->span.offset;
    const char *found = memmem(start, node->span.length, opening, strlen(opening));
    if (found == NULL)
        return node->span;
    return (VtSpan){source, (size_t)(found - source->text), strlen(opening)};
}

static void report_mark(VtDiagnostics *sink, VtSpan span)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_MARKDOWN_AUDIENCE_MARK, span,
                                           "an audience mark has no effect in a title or in front matter");
    vt_diagnostic_note(diagnostic, "take it out, or give the whole entry an \"audience:\"");
}

static bool check_text(VtDiagnostics *sink, const VtNode *node)
{
    const char *comment = node->text != NULL ? strstr(node->text, opening) : NULL;
    if (comment == NULL)
        return true;
    const char *end = comment + strlen(comment);
    for (const char *p = comment; p != NULL; p = strstr(p + 1, opening))
        if (vt_markdown_is_audience_mark(p + strlen(opening), end)) {
            report_mark(sink, span_of_comment(node));
            return false;
        }
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_COMMENT, span_of_comment(node),
                                           "a value cannot hold an HTML comment: it would be published");
    vt_diagnostic_note(diagnostic, "write it as a comment of YAML, on a line that begins with \"#\"");
    return false;
}

bool vt_refuse_comments(VtDiagnostics *sink, const VtNode *node)
{
    bool fine = check_text(sink, node);
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VT_NODE_MAP)
            fine = check_text(sink, node->pairs[i].key) && fine;
        fine = vt_refuse_comments(sink, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]) &&
               fine;
    }
    return fine;
}

bool vt_refuse_marks(VtDiagnostics *sink, const VtSource *source, VtSlice heading)
{
    const char *end = heading.data + heading.length;
    const char *p = heading.data;
    while (p < end && (p = memmem(p, (size_t)(end - p), opening, strlen(opening))) != NULL) {
        VtSpan span = {source, (size_t)(p - source->text), strlen(opening)};
        p += strlen(opening);
        if (vt_markdown_is_audience_mark(p, end)) {
            report_mark(sink, span);
            return false;
        }
        if (memmem(p, (size_t)(end - p), "-->", 3) == NULL) {
            vt_diagnose(sink, VT_MARKDOWN_COMMENT, span,
                        "this comment does not end where it should, and could be published");
            return false;
        }
    }
    return true;
}
