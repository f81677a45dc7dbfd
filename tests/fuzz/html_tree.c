/* The tree of any bytes: nodes are linked both ways, none is too deep, texts are not empty; and what the tags
 * lay around the text does not change which letters and digits are in it, nor their number. */
#include "fuzz.h"

#include <vitrine/html_tree.h>

static void check_children(const VtHtmlNode *parent, unsigned depth)
{
    g_assert_cmpuint(depth, <=, VT_HTML_DEEPEST + 1);
    const VtHtmlNode *prev = NULL;
    for (const VtHtmlNode *node = parent->first; node != NULL; prev = node, node = node->next) {
        g_assert_true(node->parent == parent && node->prev == prev);
        g_assert_true((node->name != NULL) != (node->text != NULL));
        g_assert_true(node->text == NULL || (node->text[0] != '\0' && node->first == NULL));
        check_children(node, depth + 1);
    }
    g_assert_true(parent->last == prev);
}

/* Letters and digits outside of tags, comments, scripts and styles, entities decoded. */
static void count_kept(VtSlice html, size_t counts[static 256])
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    g_auto(VtBuffer) text = {0};
    bool found = true, silent = false;
    vt_html_tokens_init(&tokens, html.data, html.length);
    while (found) {
        const char *start = tokens.at;
        bool raw = tokens.raw[0] != '\0';
        found = vt_html_tokens_next(&tokens, &tag);
        VtSlice rest = {start, (size_t)(tokens.start - start)}, piece;
        if (raw && !silent)
            vt_entities_append_decoded(&text, rest.data, rest.length);
        while (!raw && vt_html_text_next(&rest, &piece))
            vt_entities_append_decoded(&text, piece.data, piece.length);
        silent = strcmp(tokens.raw, "script") == 0 || strcmp(tokens.raw, "style") == 0;
    }
    for (size_t i = 0; i < text.length; i++)
        counts[(uint8_t)text.data[i]]++;
}

static void check_text(VtSlice html, const VtHtmlNode *root)
{
    size_t before[256] = {0}, after[256] = {0};
    g_autofree char *content = vt_html_content(root);
    count_kept(html, before);
    for (const char *p = content; *p != '\0'; p++)
        after[(uint8_t)*p]++;
    for (unsigned byte = '0'; byte <= 'z'; byte++)
        if (g_ascii_isalnum((char)byte))
            g_assert_cmpuint(after[byte], ==, before[byte]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    VtSlice html = {(const char *)data, size};
    g_autoptr(VtArena) arena = vt_arena_new();
    const VtHtmlNode *root = vt_html_tree(html, arena);
    check_children(root, 0);
    if (size == 0 || memchr(data, '\0', size) == NULL)
        check_text(html, root);
    return 0;
}
