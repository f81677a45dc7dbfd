#include "vitrine/html_nesting.h"

enum { USUAL_DEPTH = 64, LOOKED_THROUGH = 512 };

void vt_html_nesting_init(VtHtmlNesting *nesting, const char *text)
{
    nesting->text = text;
    nesting->capacity = USUAL_DEPTH;
    nesting->open = g_new(VtHtmlOpen, nesting->capacity);
    nesting->depth = 0;
    nesting->foreign = 0;
    nesting->counts = NULL;
}

void vt_html_nesting_finish(VtHtmlNesting *nesting)
{
    g_clear_pointer(&nesting->open, g_free);
    g_clear_pointer(&nesting->counts, g_hash_table_unref);
}

/* Only while something is open. */
static const VtHtmlOpen *innermost(const VtHtmlNesting *nesting)
{
    return &nesting->open[nesting->depth - 1];
}

static unsigned line_of(const VtHtmlNesting *nesting, const VtHtmlOpen *open)
{
    return 1 + (unsigned)vt_newlines(nesting->text, open->start);
}

static void count(const VtHtmlNesting *nesting, uint64_t key, int more)
{
    gpointer name = (gpointer)(uintptr_t)key;
    int known = GPOINTER_TO_INT(g_hash_table_lookup(nesting->counts, name));
    g_hash_table_insert(nesting->counts, name, GINT_TO_POINTER(known + more));
}

/* From the depth on at which looking through all that is open, for each end tag, begins to cost. */
static void begin_counts(VtHtmlNesting *nesting)
{
    nesting->counts = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < nesting->depth; i++)
        count(nesting, nesting->open[i].key, 1);
}

static void close_innermost(VtHtmlNesting *nesting)
{
    nesting->foreign -= innermost(nesting)->syntax == VT_HTML_FOREIGN;
    if (nesting->counts != NULL)
        count(nesting, innermost(nesting)->key, -1);
    nesting->depth--;
}

/* Names of up to eight letters are their own key; of two longer ones with the same key none is HTML's. */
static uint64_t key_of(const VtHtmlTag *tag)
{
    uint64_t key, word;
    memcpy(&key, tag->name, sizeof key);
    for (size_t at = sizeof word; at < tag->name_length; at += sizeof word) {
        memcpy(&word, tag->name + at, sizeof word);
        key = (key ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    }
    return key;
}

static bool is_open(const VtHtmlNesting *nesting, uint64_t key)
{
    if (nesting->counts != NULL && g_hash_table_lookup(nesting->counts, (gpointer)(uintptr_t)key) == NULL)
        return false;
    for (size_t i = nesting->depth; i > 0; i--)
        if (nesting->open[i - 1].key == key)
            return true;
    return false;
}

static char *open_element(VtHtmlNesting *nesting, const VtHtmlTag *tag, const char *start)
{
    if (tag->syntax == VT_HTML_VOID ||
        (tag->closes_itself && (nesting->foreign > 0 || tag->syntax == VT_HTML_FOREIGN)))
        return NULL;
    if (nesting->depth == nesting->capacity)
        nesting->open = g_renew(VtHtmlOpen, nesting->open, nesting->capacity *= 2);
    nesting->open[nesting->depth++] = (VtHtmlOpen){key_of(tag), start, tag->syntax, tag->name_length};
    nesting->foreign += tag->syntax == VT_HTML_FOREIGN;
    if (nesting->counts != NULL)
        count(nesting, key_of(tag), 1);
    else if (nesting->depth == LOOKED_THROUGH)
        begin_counts(nesting);
    return NULL;
}

/* Closes what is open inside an element that ends; only what may do without its end tag does so in silence.
 */
static char *close_element(VtHtmlNesting *nesting, const VtHtmlTag *tag)
{
    uint64_t key = key_of(tag);
    if (nesting->depth > 0 && innermost(nesting)->key == key) {
        close_innermost(nesting);
        return NULL;
    }
    if (tag->syntax == VT_HTML_VOID || !is_open(nesting, key))
        return g_strdup_printf("</%s> closes nothing that is open", tag->name);
    char *fault = NULL;
    while (innermost(nesting)->key != key) {
        const VtHtmlOpen *open = innermost(nesting);
        if (fault == NULL && open->syntax != VT_HTML_OPTIONAL_END)
            fault = g_strdup_printf("</%s> comes before the end of <%.*s> from line %u", tag->name,
                                    open->name_length, open->start + 1, line_of(nesting, open));
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
    for (; nesting->depth > 0; close_innermost(nesting)) {
        const VtHtmlOpen *open = innermost(nesting);
        if (open->syntax != VT_HTML_OPTIONAL_END)
            return g_strdup_printf("<%.*s> from line %u is not closed", open->name_length, open->start + 1,
                                   line_of(nesting, open));
    }
    return NULL;
}
