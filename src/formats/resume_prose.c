/* Blocks. Each gives its lines without regard for where it stands; lists and quotes then put their prefix
 * before every line of what they hold. */
#include "resume_prose_inline.h"

#include <libxml/HTMLparser.h>

enum { DEEPEST = 64, NARROWEST = 24 };

static bool is_named(const xmlNode *node, const char *const *names)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    for (; *names; names++)
        if (strcmp((const char *)node->name, *names) == 0)
            return true;
    return false;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return is_named(node, (const char *const[]){name, NULL});
}

static bool is_list(const xmlNode *node)
{
    return is_named(node, (const char *const[]){"ul", "ol", NULL});
}

static bool is_block(const xmlNode *node)
{
    static const char *const blocks[] = {
        "p",          "ul",      "ol",     "li",  "blockquote", "pre",     "table",   "div",
        "section",    "article", "h1",     "h2",  "h3",         "h4",      "h5",      "h6",
        "hr",         "dl",      "dt",     "dd",  "aside",      "figure",  "details", "summary",
        "figcaption", "header",  "footer", "nav", "main",       "address", "center",  NULL};
    return is_named(node, blocks);
}

bool vt_prose_has_class(const xmlNode *node, const char *name)
{
    xmlChar *class = node->type == XML_ELEMENT_NODE ? xmlGetProp(node, BAD_CAST "class") : NULL;
    g_auto(GStrv) classes = g_strsplit(class ? (const char *)class : "", " ", -1);
    xmlFree(class);
    return g_strv_contains((const gchar *const *)classes, name);
}

static char *blocks_of(const VtProse *prose, const xmlNode *first, size_t columns, unsigned depth);

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
static bool is_box(const xmlNode *node)
{
    return node && is_element(node, "input");
}

static char *paragraph_of(const VtProse *prose, const xmlNode *parent, size_t columns)
{
    GString *text = g_string_new(NULL);
    if (is_box(parent->prev))
        vt_prose_inline_node(prose, parent->prev, text);
    vt_prose_inline(prose, parent->children, text);
    return paragraph(prose, text, columns);
}

static char *heading_of(const VtProse *prose, const xmlNode *node, size_t columns)
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

static char *code_of(const VtProse *prose, const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    g_autofree char *text = g_strdup((const char *)content);
    xmlFree(content);
    g_strchomp(text);
    if (!prose->style.markdown)
        return prefixed(text, "    ", "    ");
    xmlChar *class = node->children ? xmlGetProp(node->children, BAD_CAST "class") : NULL;
    const char *language = class && g_str_has_prefix((char *)class, "language-") ? (char *)class + 9 : "";
    g_autofree char *fence = vt_prose_fence(text, 3);
    char *block = g_strdup_printf("%s%s\n%s\n%s", fence, language, text, fence);
    xmlFree(class);
    return block;
}

static char *quote_of(const VtProse *prose, const xmlNode *node, size_t columns, unsigned depth)
{
    g_autofree char *text = blocks_of(prose, node->children, narrower(columns, 2), depth);
    const char *mark = prose->style.markdown ? "> " : "  ";
    return prefixed(text, mark, mark);
}

/* ---- Lists ----------------------------------------------------------------------------------------------
 */

/* Has an item a paragraph of its own? */
static bool is_loose(const xmlNode *list)
{
    for (const xmlNode *item = list->children; item; item = item->next)
        for (const xmlNode *child = item->children; child; child = child->next)
            if (is_element(child, "p"))
                return true;
    return false;
}

/* Two lists in a row would be one, were their marks the same. */
static bool follows_list(const xmlNode *list)
{
    const xmlNode *before = list->prev;
    while (before && before->type == XML_TEXT_NODE && xmlIsBlankNode(before))
        before = before->prev;
    return before && before->type == XML_ELEMENT_NODE && xmlStrEqual(before->name, list->name);
}

static unsigned first_number(const xmlNode *list)
{
    xmlChar *start = xmlGetProp(list, BAD_CAST "start");
    unsigned number = start ? (unsigned)g_ascii_strtoull((char *)start, NULL, 10) : 1;
    xmlFree(start);
    return number;
}

static char *mark_of(const VtProse *prose, const xmlNode *list, unsigned number)
{
    bool second = prose->style.markdown && follows_list(list);
    if (is_element(list, "ol"))
        return g_strdup_printf("%u%c ", number, second ? ')' : '.');
    return g_strdup(second ? "* " : "- ");
}

static char *list_of(const VtProse *prose, const xmlNode *list, size_t columns, unsigned depth)
{
    GString *out = g_string_new(NULL);
    unsigned number = first_number(list);
    bool apart = prose->style.markdown && is_loose(list);
    for (const xmlNode *item = list->children; item; item = item->next) {
        if (!is_element(item, "li"))
            continue;
        g_autofree char *mark = mark_of(prose, list, number++);
        g_autofree char *indent = g_strnfill(strlen(mark), ' ');
        g_autofree char *text = blocks_of(prose, item->children, narrower(columns, strlen(mark)), depth);
        g_autofree char *lines = prefixed(text, mark, indent);
        g_string_append_printf(out, "%s%s", out->len > 0 ? (apart ? "\n\n" : "\n") : "", lines);
    }
    return g_string_free(out, FALSE);
}

/* [^name]: …, its further paragraphs indented. */
static char *footnotes_of(const VtProse *prose, const xmlNode *section, unsigned depth)
{
    GString *out = g_string_new(NULL);
    const xmlNode *list = section->children;
    while (list && !is_element(list, "ol"))
        list = list->next;
    for (const xmlNode *item = list ? list->children : NULL; item && prose->style.whole; item = item->next) {
        xmlChar *id = is_element(item, "li") ? xmlGetProp(item, BAD_CAST "id") : NULL;
        if (!id)
            continue;
        g_autofree char *text = blocks_of(prose, item->children, 0, depth);
        g_autofree char *lines = prefixed(text, "", "    ");
        g_string_append_printf(out, "%s[^%s]: %s", out->len > 0 ? "\n\n" : "", (char *)id + 3, lines);
        xmlFree(id);
    }
    return g_string_free(out, FALSE);
}

/* ---- Tables ---------------------------------------------------------------------------------------------
 */

static void append_rule(GString *out, const xmlNode *row)
{
    g_string_append(out, "\n|");
    // A table that the parser made has rows: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    for (const xmlNode *cell = row->children; cell; cell = cell->next) {
        if (cell->type != XML_ELEMENT_NODE)
            continue;
        bool right = vt_prose_has_class(cell, "right"), middle = vt_prose_has_class(cell, "center");
        g_string_append(out, middle ? ":-:|" : right ? "--:|" : "---|");
    }
}

static void append_row(const VtProse *prose, const xmlNode *row, const GPtrArray *heads, GString *out)
{
    guint column = 0;
    g_string_append(out, out->len > 0 ? "\n" : "");
    g_string_append(out, prose->style.markdown ? "|" : "");
    // A table that the parser made has rows: NOLINTNEXTLINE(clang-analyzer-core.NullDereference)
    for (const xmlNode *cell = row->children; cell; cell = cell->next) {
        if (cell->type != XML_ELEMENT_NODE)
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

static void collect_rows(const xmlNode *node, GPtrArray *rows)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (is_element(child, "tr"))
            g_ptr_array_add(rows, (void *)(uintptr_t)child);
        else if (is_named(child, (const char *const[]){"thead", "tbody", "tfoot", NULL}))
            collect_rows(child, rows);
    }
}

/* Plain text names each value by its column's head, for lines break where they will. */
static char *table_of(const VtProse *prose, const xmlNode *table, size_t columns)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    g_autoptr(GPtrArray) heads = g_ptr_array_new_with_free_func(g_free);
    GString *out = g_string_new(NULL);
    collect_rows(table, rows);
    const xmlNode *head = rows->len > 0 ? rows->pdata[0] : NULL;
    for (const xmlNode *cell = head && !prose->style.markdown ? head->children : NULL; cell;
         cell = cell->next)
        if (is_element(cell, "th"))
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

static char *block_of(const VtProse *prose, const xmlNode *node, size_t columns, unsigned depth)
{
    if (is_element(node, "p"))
        return paragraph_of(prose, node, columns);
    if (is_list(node))
        return list_of(prose, node, columns, depth + 1);
    if (is_named(node, (const char *const[]){"h1", "h2", "h3", "h4", "h5", "h6", NULL}))
        return heading_of(prose, node, columns);
    if (is_element(node, "pre"))
        return code_of(prose, node);
    if (is_element(node, "blockquote"))
        return quote_of(prose, node, columns, depth + 1);
    if (is_element(node, "table"))
        return table_of(prose, node, columns);
    if (is_element(node, "hr"))
        return g_strdup(prose->style.markdown ? "---" : "");
    if (vt_prose_has_class(node, "footnotes"))
        return footnotes_of(prose, node, depth + 1);
    return blocks_of(prose, node->children, columns, depth + 1);
}

static void add_block(GString *out, char *block, const char *between)
{
    if (*block)
        g_string_append_printf(out, "%s%s", out->len > 0 ? between : "", block);
    g_free(block);
}

/* A list below its item's text needs no blank line; all other blocks have one between them. */
static char *blocks_of(const VtProse *prose, const xmlNode *first, size_t columns, unsigned depth)
{
    GString *out = g_string_new(NULL);
    GString *text = g_string_new(NULL);
    for (const xmlNode *node = first; node && depth < DEEPEST; node = node->next) {
        if (!is_block(node)) {
            if (!is_box(node) || !node->next || !is_element(node->next, "p"))
                vt_prose_inline_node(prose, node, text);
            continue;
        }
        bool tight = is_list(node) && (text->len > 0 || !prose->style.markdown) && node->parent &&
                     is_element(node->parent, "li");
        add_block(out, paragraph(prose, text, columns), "\n\n");
        text = g_string_new(NULL);
        add_block(out, block_of(prose, node, columns, depth), tight ? "\n" : "\n\n");
    }
    add_block(out, paragraph(prose, text, columns), "\n\n");
    return g_string_free(out, FALSE);
}

/* ---- Documents ------------------------------------------------------------------------------------------
 */

static htmlDocPtr read_html(VtSlice html)
{
    int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_NODEFDTD;
    return html.length == 0 ? NULL : htmlReadMemory(html.data, (int)html.length, NULL, "UTF-8", options);
}

static const xmlNode *body_of(htmlDocPtr document)
{
    const xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    for (const xmlNode *node = root ? root->children : NULL; node; node = node->next)
        if (is_element(node, "body"))
            return node->children;
    return NULL;
}

char *vt_prose_html(const VtEdition *edition, VtSlice html, VtProseStyle style)
{
    VtProse prose = {.style = style, .origin = edition->origin};
    htmlDocPtr document = read_html(html);
    char *text = blocks_of(&prose, body_of(document), style.columns, 0);
    xmlFreeDoc(document);
    return text;
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

/* A paragraph with nothing but text in it, or with markup too. */
static bool is_bare(const xmlNode *node)
{
    const xmlNode *only = node->children;
    if (only && is_element(only, "p") && !only->next)
        return is_bare(only);
    return !only || (only->type == XML_TEXT_NODE && !only->next);
}

static const xmlNode *next_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE && xmlIsBlankNode(node))
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
    VtProse prose = {.origin = edition->origin};
    GString *out = g_string_new(NULL);
    if (entry->document)
        write_html(edition, entry, prose.style, beginning_of(entry->document), &html);
    htmlDocPtr document = read_html((VtSlice){html.data, html.length});
    const xmlNode *node = next_element(body_of(document));
    for (; node && is_element(node, "p"); node = next_element(node->next))
        add_block(out, paragraph_of(&prose, node, 0), "\n\n");
    xmlFreeDoc(document);
    return g_string_free(out, FALSE);
}

static bool is_flat_list(const xmlNode *list)
{
    for (const xmlNode *item = list->children; item; item = item->next)
        if (item->type == XML_ELEMENT_NODE && !is_bare(item))
            return false;
    return is_element(list, "ul") && !is_loose(list);
}

bool vt_prose_is_plain(const VtEdition *edition, const VtEditionEntry *entry)
{
    g_auto(VtBuffer) html = {0};
    if (entry->document)
        write_html(edition, entry, (VtProseStyle){.whole = true}, vt_document_all(entry->document), &html);
    htmlDocPtr document = read_html((VtSlice){html.data, html.length});
    const xmlNode *node = next_element(body_of(document));
    while (node && is_element(node, "p") && is_bare(node))
        node = next_element(node->next);
    if (node && is_flat_list(node))
        node = next_element(node->next);
    xmlFreeDoc(document);
    return node == NULL;
}
