#include "tree.h"

/* ---- Nodes ------------------------------------------------------------------------------------------------
 */

static VtHtmlNode *new_text(VtTreeBuilder *builder)
{
    VtHtmlNode *node = VT_ARENA_NEW(builder->arena, VtHtmlNode);
    node->text = vt_arena_copy(builder->arena, builder->text.data, builder->text.length);
    return node;
}

VtHtmlNode *vt_tree_clone(VtTreeBuilder *builder, const VtHtmlNode *node)
{
    VtHtmlNode *clone = VT_ARENA_NEW(builder->arena, VtHtmlNode);
    clone->name = node->name;
    clone->attributes = node->attributes;
    clone->attribute_count = node->attribute_count;
    return clone;
}

static void insert_before(VtHtmlNode *parent, VtHtmlNode *node, VtHtmlNode *next)
{
    VtHtmlNode *prev = next != NULL ? next->prev : parent->last;
    node->parent = parent;
    node->prev = prev;
    node->next = next;
    *(prev != NULL ? &prev->next : &parent->first) = node;
    *(next != NULL ? &next->prev : &parent->last) = node;
}

void vt_tree_append(VtHtmlNode *parent, VtHtmlNode *node)
{
    insert_before(parent, node, NULL);
}

void vt_tree_detach(VtHtmlNode *node)
{
    VtHtmlNode *parent = node->parent;
    if (parent == NULL)
        return;
    *(node->prev != NULL ? &node->prev->next : &parent->first) = node->next;
    *(node->next != NULL ? &node->next->prev : &parent->last) = node->prev;
    node->parent = node->prev = node->next = NULL;
}

/* An element that an open one within it may have taken out of the tree has no parent. */
static VtHtmlNode *nearest_table(const VtTreeBuilder *builder)
{
    for (size_t i = builder->depth - 1; i > 0; i--)
        if (vt_html_is(builder->open[i].node, "table"))
            return builder->open[i].node->parent != NULL ? builder->open[i].node : NULL;
    return NULL;
}

void vt_tree_place(VtTreeBuilder *builder, const VtOpenElement *parent, VtHtmlNode *node)
{
    VtHtmlNode *table = parent->rules & VT_HOLDS_PARTS ? nearest_table(builder) : NULL;
    insert_before(table != NULL ? table->parent : parent->node, node, table);
}

/* ---- Open elements ----------------------------------------------------------------------------------------
 */

VtOpenElement *vt_tree_top(VtTreeBuilder *builder)
{
    return &builder->open[builder->depth - 1];
}

void vt_tree_flush(VtTreeBuilder *builder)
{
    if (builder->text.length == 0)
        return;
    VtHtmlNode *node = new_text(builder);
    const VtOpenElement *parent = vt_tree_top(builder);
    if (vt_html_is_blank(node))
        vt_tree_append(parent->node, node);
    else
        vt_tree_place(builder, parent, node);
    vt_buffer_reset(&builder->text);
}

void vt_tree_close(VtTreeBuilder *builder)
{
    vt_tree_flush(builder);
    if (vt_tree_top(builder)->rules & VT_OWN_FORMATS)
        vt_formats_end_own(builder);
    builder->depth--;
}

void vt_tree_close_to(VtTreeBuilder *builder, size_t depth)
{
    while (builder->depth > depth)
        vt_tree_close(builder);
}

void vt_tree_forget_open(VtTreeBuilder *builder, size_t index)
{
    vt_tree_flush(builder);
    builder->depth--;
    memmove(&builder->open[index], &builder->open[index + 1],
            (builder->depth - index) * sizeof builder->open[0]);
}

/* What is too deep takes the place of the deepest, which is not taken up again either. */
static void keep_shallow(VtTreeBuilder *builder)
{
    if (builder->depth <= VT_MOST_OPEN)
        return;
    vt_formats_forget(builder, vt_tree_top(builder)->node);
    vt_tree_close(builder);
}

void vt_tree_open(VtTreeBuilder *builder, VtOpenElement element)
{
    vt_tree_flush(builder);
    keep_shallow(builder);
    const VtOpenElement *parent = vt_tree_top(builder);
    if (element.rules & (VT_TABLE_PART | VT_ANYWHERE))
        vt_tree_append(parent->node, element.node);
    else
        vt_tree_place(builder, parent, element.node);
    builder->open[builder->depth++] = element;
    if (element.rules & VT_OWN_FORMATS)
        vt_formats_begin_own(builder);
}

static const char *lower_case(VtTreeBuilder *builder, VtSlice text)
{
    char *copy = vt_arena_copy(builder->arena, text.data, text.length);
    for (char *p = copy; *p != '\0'; p++)
        *p = g_ascii_tolower(*p);
    return copy;
}

static void read_attributes(VtTreeBuilder *builder, const VtHtmlTag *tag, VtHtmlNode *node)
{
    VtHtmlNodeAttribute *attributes = VT_ARENA_ARRAY(builder->arena, VtHtmlNodeAttribute,
                                                     tag->attribute_count);
    for (size_t i = 0; i < tag->attribute_count; i++) {
        const char *value = vt_html_decode(tag->attributes[i].value, &builder->value);
        attributes[i].name = lower_case(builder, tag->attributes[i].name);
        attributes[i].value = vt_arena_string(builder->arena, value);
    }
    node->attributes = attributes;
    node->attribute_count = tag->attribute_count;
}

/* Elements of SVG and MathML that hold HTML. */
static bool holds_html(const char *name)
{
    return g_strv_contains((const char *const[]){"foreignobject", "desc", "title", "mi", "mo", "mn", "ms",
                                                 "mtext", "annotation-xml", NULL},
                           name);
}

static VtOpenElement element_of(VtTreeBuilder *builder, const char *name)
{
    bool within = vt_tree_top(builder)->holds_foreign;
    bool is_root = g_strv_contains((const char *const[]){"svg", "math", NULL}, name);
    const VtElementRules *known = within || is_root ? NULL : vt_element_rules(name);
    VtOpenElement element = {.node = VT_ARENA_NEW(builder->arena, VtHtmlNode),
                             .rules = known != NULL ? known->rules : 0,
                             .is_foreign = within || is_root};
    element.holds_foreign = element.is_foreign && !(within && holds_html(name));
    if (element.is_foreign && !element.holds_foreign)
        element.rules = VT_SPECIAL | VT_SCOPE;
    element.node->name = known != NULL ? known->name : vt_arena_string(builder->arena, name);
    return element;
}

void vt_tree_open_tag(VtTreeBuilder *builder, const VtHtmlTag *tag)
{
    VtOpenElement element = element_of(builder, tag->name);
    read_attributes(builder, tag, element.node);
    vt_tree_open(builder, element);
}

void vt_tree_open_name(VtTreeBuilder *builder, const char *name)
{
    vt_tree_open(builder, element_of(builder, name));
}

/* ---- Text -------------------------------------------------------------------------------------------------
 */

static bool is_blank(VtSlice text)
{
    return vt_slice_trim(text).length == 0;
}

/* A byte of zero is no character, and would end the text. */
static void append_text(VtTreeBuilder *builder, VtSlice text)
{
    const char *end = text.data + text.length;
    for (const char *at = text.data; at < end; at++) {
        const char *zero = memchr(at, '\0', (size_t)(end - at));
        const char *stop = zero != NULL ? zero : end;
        vt_entities_append_decoded(&builder->text, at, (size_t)(stop - at));
        at = stop;
    }
}

static VtSlice without_newline(VtSlice text)
{
    size_t skipped = text.length > 1 && text.data[0] == '\r' && text.data[1] == '\n' ? 2
                     : text.length > 0 && text.data[0] == '\n'                       ? 1
                                                                                     : 0;
    return (VtSlice){text.data + skipped, text.length - skipped};
}

static void take_text(VtTreeBuilder *builder, VtSlice text, bool is_raw)
{
    if (builder->passes_newline)
        text = without_newline(text);
    builder->passes_newline = false;
    bool blank = is_blank(text);
    if (text.length == 0)
        return;
    if (!blank && vt_tree_top(builder)->rules & VT_TABLE_PART &&
        vt_html_is(vt_tree_top(builder)->node, "colgroup"))
        vt_tree_close(builder);
    if (!is_raw && !(blank && vt_tree_top(builder)->rules & VT_HOLDS_PARTS))
        vt_formats_take_up(builder);
    append_text(builder, text);
    if (vt_tree_top(builder)->rules & VT_HOLDS_PARTS)
        vt_tree_flush(builder);
}

static void take_raw(VtTreeBuilder *builder, const char *name, VtSlice text)
{
    if (!g_strv_contains((const char *const[]){"script", "style", NULL}, name))
        take_text(builder, text, true);
}

static void take_between_tags(VtTreeBuilder *builder, VtSlice rest)
{
    for (VtSlice text; vt_html_text_next(&rest, &text);)
        if (text.length > 0)
            take_text(builder, text, false);
}

static void read_all(VtTreeBuilder *builder, VtSlice html)
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    bool found = true;
    vt_html_tokens_init(&tokens, html.data, html.length);
    while (found) {
        char raw[sizeof tokens.raw];
        const char *start = tokens.at;
        memcpy(raw, tokens.raw, sizeof raw);
        found = vt_html_tokens_next(&tokens, &tag);
        VtSlice between = {start, (size_t)(tokens.start - start)};
        if (raw[0] != '\0')
            take_raw(builder, raw, between);
        else
            take_between_tags(builder, between);
        builder->passes_newline = false;
        if (found && tag.is_end)
            vt_tree_end_tag(builder, &tag);
        else if (found)
            vt_tree_start_tag(builder, &tag);
    }
}

const VtHtmlNode *vt_html_tree(VtSlice html, VtArena *arena)
{
    g_autofree VtTreeBuilder *builder = g_new0(VtTreeBuilder, 1);
    builder->arena = arena;
    builder->open[0].node = VT_ARENA_NEW(arena, VtHtmlNode);
    builder->depth = 1;
    if (html.length > 0)
        read_all(builder, html);
    vt_tree_flush(builder);
    vt_buffer_finish(&builder->text);
    vt_buffer_finish(&builder->value);
    return builder->open[0].node;
}

/* ---- Looking ----------------------------------------------------------------------------------------------
 */

bool vt_html_is(const VtHtmlNode *node, const char *name)
{
    return node->name != NULL && strcmp(node->name, name) == 0;
}

bool vt_html_is_any(const VtHtmlNode *node, const char *const *names)
{
    return node->name != NULL && g_strv_contains(names, node->name);
}

bool vt_html_is_blank(const VtHtmlNode *node)
{
    return node->text != NULL && node->text[strspn(node->text, " \t\n\f\r")] == '\0';
}

const char *vt_html_attribute(const VtHtmlNode *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return NULL;
}

/* In document order; `root` when all is seen. */
static const VtHtmlNode *after(const VtHtmlNode *node, const VtHtmlNode *root)
{
    if (node->first != NULL)
        return node->first;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? root : node->next;
}

char *vt_html_content(const VtHtmlNode *node)
{
    GString *content = g_string_new(node->text);
    for (const VtHtmlNode *at = after(node, node); at != node; at = after(at, node))
        g_string_append(content, at->text != NULL ? at->text : "");
    return g_string_free(content, FALSE);
}
