#include "html_nesting.h"

void vt_html_nesting_init(VtHtmlNesting *nesting, const char *text)
{
    nesting->text = text;
    nesting->open = g_array_new(FALSE, FALSE, sizeof(VtHtmlOpen));
    nesting->foreign = 0;
}

void vt_html_nesting_finish(VtHtmlNesting *nesting)
{
    g_clear_pointer(&nesting->open, g_array_unref);
}

/* Only while something is open. */
static const VtHtmlOpen *innermost(const VtHtmlNesting *nesting)
{
    return &g_array_index(nesting->open, VtHtmlOpen, nesting->open->len - 1);
}

static unsigned line_of(const VtHtmlNesting *nesting, const VtHtmlOpen *open)
{
    unsigned line = 1;
    for (const char *at = nesting->text; at < open->start; at++)
        line += *at == '\n';
    return line;
}

static void close_innermost(VtHtmlNesting *nesting)
{
    nesting->foreign -= innermost(nesting)->syntax == VT_HTML_FOREIGN;
    g_array_set_size(nesting->open, nesting->open->len - 1);
}

static bool is_open(const VtHtmlNesting *nesting, const char *name)
{
    for (guint i = nesting->open->len; i > 0; i--)
        if (strcmp(g_array_index(nesting->open, VtHtmlOpen, i - 1).name, name) == 0)
            return true;
    return false;
}

static char *open_element(VtHtmlNesting *nesting, const VtHtmlTag *tag, const char *start)
{
    if (tag->syntax == VT_HTML_VOID ||
        (tag->closes_itself && (nesting->foreign > 0 || tag->syntax == VT_HTML_FOREIGN)))
        return NULL;
    VtHtmlOpen open = {.start = start, .syntax = tag->syntax};
    memcpy(open.name, tag->name, sizeof open.name);
    g_array_append_val(nesting->open, open);
    nesting->foreign += tag->syntax == VT_HTML_FOREIGN;
    return NULL;
}

/* Closes what is open inside an element that ends; only what may do without its end tag does so in silence.
 */
static char *close_element(VtHtmlNesting *nesting, const VtHtmlTag *tag)
{
    if (tag->syntax == VT_HTML_VOID || !is_open(nesting, tag->name))
        return g_strdup_printf("</%s> closes nothing that is open", tag->name);
    char *fault = NULL;
    while (strcmp(innermost(nesting)->name, tag->name) != 0) {
        const VtHtmlOpen *open = innermost(nesting);
        if (fault == NULL && open->syntax != VT_HTML_OPTIONAL_END)
            fault = g_strdup_printf("</%s> comes before the end of <%s> from line %u", tag->name, open->name,
                                    line_of(nesting, open));
        close_innermost(nesting);
    }
    close_innermost(nesting);
    return fault;
}

char *vt_html_nesting_add(VtHtmlNesting *nesting, const VtHtmlTag *tag, const VtHtmlTokens *tokens)
{
    return tag->is_end ? close_element(nesting, tag) : open_element(nesting, tag, tokens->start);
}

char *vt_html_nesting_end(VtHtmlNesting *nesting)
{
    for (; nesting->open->len > 0; close_innermost(nesting)) {
        const VtHtmlOpen *open = innermost(nesting);
        if (open->syntax != VT_HTML_OPTIONAL_END)
            return g_strdup_printf("<%s> from line %u is not closed", open->name, line_of(nesting, open));
    }
    return NULL;
}
