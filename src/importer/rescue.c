/* The last resort for a body that a build would refuse: a comment without an end gets one; else it is shown
 * as it is, in a block of code. */
#include "plan.h"

#include "vitrine/html_nesting.h"

static size_t longest_run(const char *text, char c)
{
    size_t longest = 0;
    size_t run = 0;
    for (; *text; text++) {
        run = *text == c ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return longest;
}

/* As the link check of a build will ask. */
static bool tags_fit(VtSlice html)
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    VtHtmlNesting nesting;
    g_autofree char *fault = NULL;
    vt_html_tokens_init(&tokens, html.data, html.length);
    vt_html_nesting_init(&nesting, html.data);
    while (!fault && !tokens.fault && vt_html_tokens_next(&tokens, &tag))
        fault = vt_html_nesting_add(&nesting, &tag, &tokens);
    if (!fault && !tokens.fault)
        fault = vt_html_nesting_end(&nesting);
    vt_html_nesting_finish(&nesting);
    return !fault && !tokens.fault;
}

static bool would_build(const VtPlanFile *file)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument) document = vt_plan_document(file, markdown, sink);
    return document && vt_diagnostics_count(sink, VT_ERROR) == 0 && tags_fit(document->html);
}

static void tell(const VtPlanFile *file, const char *done, VtDiagnostics *sink)
{
    vt_diagnose(sink, VT_IMPORT_TAG, vt_plan_place(file), "the text of site-content/%s would not build: %s",
                file->path, done);
}

static bool has_open_comment(const char *text)
{
    const char *open = g_strrstr(text, "<!--");
    return open && !strstr(open, "-->");
}

/* What its author has hidden is not shown as code either. */
static bool close_comment(VtPlanFile *file)
{
    size_t length = file->body->len;
    if (!has_open_comment(file->body->str))
        return false;
    g_string_append(file->body, "-->\n");
    if (would_build(file))
        return true;
    g_string_truncate(file->body, length);
    return false;
}

void vt_plan_rescue(VtPlanFile *file, VtDiagnostics *sink)
{
    if (file->body->len == 0 || would_build(file))
        return;
    if (close_comment(file)) {
        tell(file, "a comment that is open ends with it now", sink);
        return;
    }
    g_autofree char *fence = g_strnfill(MAX(longest_run(file->body->str, '`') + 1, (size_t)3), '`');
    g_string_prepend_c(file->body, '\n');
    g_string_prepend(file->body, fence);
    g_string_append_printf(file->body, "%s\n", fence);
    tell(file, "written as a block of code", sink);
}
