/* Blocks. Each gives its lines without regard for where it stands; lists and quotes then put their prefix
 * before every line of what they hold. */
#include "resume_prose_inline.h"

enum { DEEPEST = 64, NARROWEST = 24 };

static bool is_list(const VtHtmlNode *node)
{
    return vt_html_is_any(node, (const char *const[]){"ul", "ol", NULL});
}

static bool is_block(const VtHtmlNode *node)
{
    static const char *const blocks[] = {
        "p",          "ul",      "ol",     "li",  "blockquote", "pre",     "table",   "div",
        "section",    "article", "h1",     "h2",  "h3",         "h4",      "h5",      "h6",
        "hr",         "dl",      "dt",     "dd",  "aside",      "figure",  "details", "summary",
        "figcaption", "header",  "footer", "nav", "main",       "address", "center",  NULL};
    return vt_html_is_any(node, blocks);
}

bool vt_prose_has_class(const VtHtmlNode *node, const char *name)
{
    const char *class = vt_html_attribute(node, "class");
    g_auto(GStrv) classes = g_strsplit(class ? class : "", " ", -1);
    return g_strv_contains((const gchar *const *)classes, name);
}

static char *blocks_of(const VtProse *prose, const VtHtmlNode *first, size_t columns, unsigned depth);

/* `first` before the first line, `rest` before the others; no line ends in a space. */
static char *prefixed(const char *text, const char *first, const char *rest)
{
    GString *out = g_string_new(first);
    for (const char *p = text; *p; p++) {
        g_string_append_c(out, *p);
        bool blank = p[1] == '\n' || p[1] == '\0';
        if (*p == '\n')
            g_string_append_len(out, rest, blank ? (gssize)strcspn(rest, " ") : -1);
    }
    return g_string_free(out, FALSE);
}

static size_t narrower(size_t columns, size_t by)
{
    if (columns == 0)
        return 0;
    return columns > by + NARROWEST ? columns - by : NARROWEST;
}

static char *paragraph(const VtProse *prose, GString *text, size_t columns)
{
    g_strstrip(text->str);
    text->len = strlen(text->str);
    if (prose->style.markdown)
        vt_markdown_escape_lines(text);
    char *lines = columns > 0 ? vt_wrap(text->str, columns) : g_strdup(text->str);
    g_string_free(text, TRUE);
    return lines;
}

/* A task's tick box stands before the paragraph that it belongs to. */
static bool is_box(const VtHtmlNode *node)
{
    return node && vt_html_is(node, "input");
}

static char *paragraph_of(const VtProse *prose, const VtHtmlNode *parent, size_t columns)
{
    GString *text = g_string_new(NULL);
    if (is_box(parent->prev))
        vt_prose_inline_node(prose, parent->prev, text);
    vt_prose_inline(prose, parent->first, text);
    return paragraph(prose, text, columns);
}

static char *heading_of(const VtProse *prose, const VtHtmlNode *node, size_t columns)
{
    g_autofree char *text = paragraph_of(prose, node, columns);
    unsigned level = (unsigned)(node->name[1] - '0');
    return prose->style.markdown && *text ? g_strdup_printf("%.*s %s", (int)level, "######", text)
                                          : g_steal_pointer(&text);
}

/* Of backquotes, one more than the text has in a row, and at least `least`. */
char *vt_prose_fence(const char *text, size_t least)
{
    size_t longest = 0, run = 0;
    for (; *text; text++) {
        run = *text == '`' ? run + 1 : 0;
        longest = MAX(longest, run);
    }
    return g_strnfill(MAX(longest + 1, least), '`');
}

static char *code_of(const VtProse *prose, const VtHtmlNode *node)
{
    g_autofree char *text = vt_html_content(node);
    g_strchomp(text);
    if (!prose->style.markdown)
        return prefixed(text, "    ", "    ");
    const char *class = node->first ? vt_html_attribute(node->first, "class") : NULL;
    const char *language = class && g_str_has_prefix(class, "language-") ? class + 9 : "";
    g_autofree char *fence = vt_prose_fence(text, 3);
    return g_strdup_printf("%s%s\n%s\n%s", fence, language, text, fence);
}

static char *quote_of(const VtProse *prose, const VtHtmlNode *node, size_t columns, unsigned depth)
{
    g_autofree char *text = blocks_of(prose, node->first, narrower(columns, 2), depth);
    const char *mark = prose->style.markdown ? "> " : "  ";
    return prefixed(text, mark, mark);
}

/* ---- Lists ----------------------------------------------------------------------------------------------
 */

/* Has an item a paragraph of its own? */
static bool is_loose(const VtHtmlNode *list)
{
    for (const VtHtmlNode *item = list->first; item; item = item->next)
        for (const VtHtmlNode *child = item->first; child; child = child->next)
            if (vt_html_is(child, "p"))
                return true;
    return false;
}

/* Two lists in a row would be one, were their marks the same. */
static bool follows_list(const VtHtmlNode *list)
{
    const VtHtmlNode *before = list->prev;
    while (before && vt_html_is_blank(before))
        before = before->prev;
    return before && vt_html_is(before, list->name);
}

static unsigned first_number(const VtHtmlNode *list)
{
    const char *start = vt_html_attribute(list, "start");
    unsigned number = start ? (unsigned)g_ascii_strtoull(start, NULL, 10) : 1;
    return number;
}

static char *mark_of(const VtProse *prose, const VtHtmlNode *list, unsigned number)
{
    bool second = prose->style.markdown && follows_list(list);
    if (vt_html_is(list, "ol"))
        return g_strdup_printf("%u%c ", number, second ? ')' : '.');
    return g_strdup(second ? "* " : "- ");
}

static char *list_of(const VtProse *prose, const VtHtmlNode *list, size_t columns, unsigned depth)
{
    GString *out = g_string_new(NULL);
    unsigned number = first_number(list);
    bool apart = prose->style.markdown && is_loose(list);
    for (const VtHtmlNode *item = list->first; item; item = item->next) {
        if (!vt_html_is(item, "li"))
            continue;
        g_autofree char *mark = mark_of(prose, list, number++);
        g_autofree char *indent = g_strnfill(strlen(mark), ' ');
        g_autofree char *text = blocks_of(prose, item->first, narrower(columns, strlen(mark)), depth);
        g_autofree char *lines = prefixed(text, mark, indent);
        g_string_append_printf(out, "%s%s", out->len > 0 ? (apart ? "\n\n" : "\n") : "", lines);
    }
    return g_string_free(out, FALSE);
}

/* [^name]: …, its further paragraphs indented. */
static char *footnotes_of(const VtProse *prose, const VtHtmlNode *section, unsigned depth)
{
    GString *out = g_string_new(NULL);
    const VtHtmlNode *list = section->first;
    while (list && !vt_html_is(list, "ol"))
        list = list->next;
    for (const VtHtmlNode *item = list ? list->first : NULL; item && prose->style.whole; item = item->next) {
        const char *id = vt_html_is(item, "li") ? vt_html_attribute(item, "id") : NULL;
        if (!id || !g_str_has_prefix(id, "fn-"))
            continue;
        g_autofree char *text = blocks_of(prose, item->first, 0, depth);
        g_autofree char *lines = prefixed(text, "", "    ");
        g_string_append_printf(out, "%s[^%s]: %s", out->len > 0 ? "\n\n" : "", id + 3, lines);
    }
    return g_string_free(out, FALSE);
}

/* ---- Tables ---------------------------------------------------------------------------------------------
 */

static void append_rule(GString *out, const VtHtmlNode *row)
{
    g_string_append(out, "\n|");
    // A table that the parser made has rows: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    for (const VtHtmlNode *cell = row->first; cell; cell = cell->next) {
        if (cell->text)
            continue;
        bool right = vt_prose_has_class(cell, "right"), middle = vt_prose_has_class(cell, "center");
        g_string_append(out, middle ? ":-:|" : right ? "--:|" : "---|");
    }
}

static void append_row(const VtProse *prose, const VtHtmlNode *row, const GPtrArray *heads, GString *out)
{
    guint column = 0;
    g_string_append(out, out->len > 0 ? "\n" : "");
    g_string_append(out, prose->style.markdown ? "|" : "");
    // A table that the parser made has rows: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    for (const VtHtmlNode *cell = row->first; cell; cell = cell->next) {
        if (cell->text)
            continue;
        VtProse within = *prose;
        within.in_table = true;
        g_autofree char *text = paragraph_of(&within, cell, 0);
        g_strdelimit(text, "\n", ' ');
        const char *head = column < heads->len ? heads->pdata[column] : "";
        if (prose->style.markdown)
            g_string_append_printf(out, " %s |", text);
        else
            g_string_append_printf(out, "%s%s%s%s", column > 0 ? "; " : "", head, *head ? ": " : "", text);
        column++;
    }
}

static void collect_rows(const VtHtmlNode *node, GPtrArray *rows)
{
    for (const VtHtmlNode *child = node->first; child; child = child->next) {
        if (vt_html_is(child, "tr"))
            g_ptr_array_add(rows, (void *)(uintptr_t)child);
        else if (vt_html_is_any(child, (const char *const[]){"thead", "tbody", "tfoot", NULL}))
            collect_rows(child, rows);
    }
}

/* Plain text names each value by its column's head, for lines break where they will. */
static char *table_of(const VtProse *prose, const VtHtmlNode *table, size_t columns)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
    GString *out = g_string_new(NULL);
    collect_rows(table, rows);
    const VtHtmlNode *head = rows->len > 0 ? rows->pdata[0] : NULL;
    for (const VtHtmlNode *cell = head && !prose->style.markdown ? head->first : NULL; cell;
         cell = cell->next)
        if (vt_html_is(cell, "th"))
            g_ptr_array_add(heads, paragraph_of(prose, cell, 0));
    for (guint i = heads->len > 0 ? 1 : 0; i < rows->len; i++) {
        append_row(prose, rows->pdata[i], heads, out);
        if (i == 0 && prose->style.markdown)
            append_rule(out, head);
    }
    char *lines = columns > 0 ? vt_wrap(out->str, columns) : g_strdup(out->str);
    g_string_free(out, TRUE);
    return lines;
}

/* ---- Any block ------------------------------------------------------------------------------------------
 */

static char *block_of(const VtProse *prose, const VtHtmlNode *node, size_t columns, unsigned depth)
{
    if (vt_html_is(node, "p"))
        return paragraph_of(prose, node, columns);
    if (is_list(node))
        return list_of(prose, node, columns, depth + 1);
    if (vt_html_is_any(node, (const char *const[]){"h1", "h2", "h3", "h4", "h5", "h6", NULL}))
        return heading_of(prose, node, columns);
    if (vt_html_is(node, "pre"))
        return code_of(prose, node);
    if (vt_html_is(node, "blockquote"))
        return quote_of(prose, node, columns, depth + 1);
    if (vt_html_is(node, "table"))
        return table_of(prose, node, columns);
    if (vt_html_is(node, "hr"))
        return g_strdup(prose->style.markdown ? "---" : "");
    if (vt_prose_has_class(node, "footnotes"))
        return footnotes_of(prose, node, depth + 1);
    return blocks_of(prose, node->first, columns, depth + 1);
}

static void add_block(GString *out, char *block, const char *between)
{
    if (*block)
        g_string_append_printf(out, "%s%s", out->len > 0 ? between : "", block);
    g_free(block);
}

/* A list below its item's text needs no blank line; all other blocks have one between them. Of blocks that
 * are too deep the text is kept. */
static char *blocks_of(const VtProse *prose, const VtHtmlNode *first, size_t columns, unsigned depth)
{
    GString *out = g_string_new(NULL);
    GString *text = g_string_new(NULL);
    for (const VtHtmlNode *node = first; node; node = node->next) {
        if (!is_block(node) || depth >= DEEPEST) {
            if (!is_box(node) || !node->next || !vt_html_is(node->next, "p"))
                vt_prose_inline_node(prose, node, text);
            continue;
        }
        bool tight = is_list(node) && (text->len > 0 || !prose->style.markdown) && node->parent &&
                     vt_html_is(node->parent, "li");
        add_block(out, paragraph(prose, text, columns), "\n\n");
        text = g_string_new(NULL);
        add_block(out, block_of(prose, node, columns, depth), tight ? "\n" : "\n\n");
    }
    add_block(out, paragraph(prose, text, columns), "\n\n");
    return g_string_free(out, FALSE);
}

/* ---- Documents ------------------------------------------------------------------------------------------
 */

char *vt_prose_html(const VtEdition *edition, VtSlice html, VtProseStyle style)
{
    VtProse prose = {.style = style, .origin = edition->origin};
    g_autoptr(VtArena) arena = vt_arena_new();
    return blocks_of(&prose, vt_html_tree(html, arena)->first, style.columns, 0);
}

static void write_html(const VtEdition *edition, const VtEditionEntry *entry, VtProseStyle style,
                       VtRange range, VtBuffer *html)
{
    VtWriteOptions options = {.targets = entry->targets,
                              .origin = vt_slice(edition->origin),
                              .deeper = style.deeper,
                              .embedded = !style.whole};
    vt_document_write_html(entry->document, range, &options, html);
}

char *vt_prose(const VtEdition *edition, const VtEditionEntry *entry, VtProseStyle style)
{
    g_auto(VtBuffer) html = {0};
    if (entry->document)
        write_html(edition, entry, style, vt_document_all(entry->document), &html);
    return vt_prose_html(edition, (VtSlice){html.data, html.length}, style);
}

/* Nothing but text in it, or nothing at all? */
static bool is_bare(const VtHtmlNode *node)
{
    return !node->first || (node->first->text && !node->first->next);
}

static const VtHtmlNode *skip_blank(const VtHtmlNode *node)
{
    while (node && vt_html_is_blank(node))
        node = node->next;
    return node;
}

/* Up to the first heading or list: what follows need not be read. */
static VtRange beginning_of(const VtDocument *document)
{
    VtRange range = vt_document_all(document);
    if (document->heading_count > 0)
        range.end = MIN(range.end, document->headings[0].element.start);
    if (document->item_count > 0)
        range.end = MIN(range.end, document->items[0].start);
    return range;
}

char *vt_prose_lead(const VtEdition *edition, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) html = {0};
    g_autoptr(VtArena) arena = vt_arena_new();
    VtProse prose = {.origin = edition->origin};
    GString *out = g_string_new(NULL);
    if (entry->document)
        write_html(edition, entry, prose.style, beginning_of(entry->document), &html);
    const VtHtmlNode *root = vt_html_tree((VtSlice){html.data, html.length}, arena);
    const VtHtmlNode *node = skip_blank(root->first);
    for (; node && vt_html_is(node, "p"); node = skip_blank(node->next))
        add_block(out, paragraph_of(&prose, node, 0), "\n\n");
    return g_string_free(out, FALSE);
}

static bool is_flat_list(const VtHtmlNode *list)
{
    for (const VtHtmlNode *item = list->first; item; item = item->next)
        if (!item->text && !is_bare(item))
            return false;
    return vt_html_is(list, "ul") && !is_loose(list);
}

bool vt_prose_is_plain(const VtEdition *edition, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) html = {0};
    g_autoptr(VtArena) arena = vt_arena_new();
    if (entry->document)
        write_html(edition, entry, (VtProseStyle){.whole = true}, vt_document_all(entry->document), &html);
    const VtHtmlNode *root = vt_html_tree((VtSlice){html.data, html.length}, arena);
    const VtHtmlNode *node = skip_blank(root->first);
    while (node && vt_html_is(node, "p") && is_bare(node))
        node = skip_blank(node->next);
    if (node && is_flat_list(node))
        node = skip_blank(node->next);
    return node == NULL;
}
