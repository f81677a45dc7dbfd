/* Formatting that is closed in the wrong order, or by the end of a block (section 13.2.4.3 of the standard,
 * and the "adoption agency" of section 13.2.6.4.7, whose steps are followed here). Fewer formats are
 * remembered than the standard would: a paragraph in which a thousand are open must not open a thousand in
 * each that follows. */
#include "tree.h"

enum { MOST_ALIKE = 3, MOST_ROUNDS = 8, MOST_CLONES = 3 };

static void remove_at(VtTreeBuilder *builder, size_t index)
{
    builder->format_count--;
    memmove(&builder->formats[index], &builder->formats[index + 1],
            (builder->format_count - index) * sizeof builder->formats[0]);
}

static void insert_at(VtTreeBuilder *builder, size_t index, VtHtmlNode *node)
{
    if (builder->format_count == VT_MOST_FORMATS) {
        remove_at(builder, 0);
        index -= index > 0;
    }
    memmove(&builder->formats[index + 1], &builder->formats[index],
            (builder->format_count - index) * sizeof builder->formats[0]);
    builder->formats[index] = node;
    builder->format_count++;
}

/* Its place from 1; 0: it is not remembered. */
static size_t place_of(const VtTreeBuilder *builder, const VtHtmlNode *node)
{
    size_t place = builder->format_count;
    while (place > 0 && builder->formats[place - 1] != node)
        place--;
    return place;
}

static size_t open_place(const VtTreeBuilder *builder, const VtHtmlNode *node)
{
    size_t place = builder->depth - 1;
    while (place > 0 && builder->open[place].node != node)
        place--;
    return place;
}

static bool are_alike(const VtHtmlNode *a, const VtHtmlNode *b)
{
    if (strcmp(a->name, b->name) != 0 || a->attribute_count != b->attribute_count)
        return false;
    for (size_t i = 0; i < a->attribute_count; i++) {
        const char *value = vt_html_attribute(b, a->attributes[i].name);
        if (value == NULL || strcmp(value, a->attributes[i].value) != 0)
            return false;
    }
    return true;
}

void vt_formats_add(VtTreeBuilder *builder, VtHtmlNode *node)
{
    size_t alike = 0, first = 0;
    for (size_t i = builder->format_count; i > 0 && builder->formats[i - 1] != NULL; i--)
        if (are_alike(builder->formats[i - 1], node)) {
            alike++;
            first = i - 1;
        }
    if (alike >= MOST_ALIKE)
        remove_at(builder, first);
    insert_at(builder, builder->format_count, node);
}

void vt_formats_begin_own(VtTreeBuilder *builder)
{
    insert_at(builder, builder->format_count, NULL);
}

void vt_formats_end_own(VtTreeBuilder *builder)
{
    while (builder->format_count > 0 && builder->formats[--builder->format_count] != NULL)
        ;
}

void vt_formats_forget(VtTreeBuilder *builder, const VtHtmlNode *node)
{
    size_t place = place_of(builder, node);
    if (place > 0)
        remove_at(builder, place - 1);
}

VtHtmlNode *vt_formats_find(const VtTreeBuilder *builder, const char *name)
{
    for (size_t i = builder->format_count; i > 0 && builder->formats[i - 1] != NULL; i--)
        if (vt_html_is(builder->formats[i - 1], name))
            return builder->formats[i - 1];
    return NULL;
}

static bool is_settled(const VtTreeBuilder *builder, const VtHtmlNode *node)
{
    return node == NULL || open_place(builder, node) > 0;
}

/* Opening one may, in the greatest depth, close and forget another: the number left is looked at each time.
 */
void vt_formats_take_up(VtTreeBuilder *builder)
{
    size_t from = builder->format_count;
    while (from > 0 && !is_settled(builder, builder->formats[from - 1]))
        from--;
    for (; from < builder->format_count; from++) {
        VtHtmlNode *clone = vt_tree_clone(builder, builder->formats[from]);
        builder->formats[from] = clone;
        vt_tree_open(builder, (VtOpenElement){.node = clone, .rules = vt_element_rules(clone->name)->rules});
    }
}

/* ---- The adoption agency ----------------------------------------------------------------------------------
 */

static bool is_scoped(const VtTreeBuilder *builder, size_t place)
{
    for (size_t i = builder->depth - 1; i > place; i--)
        if (builder->open[i].rules & VT_SCOPE)
            return false;
    return true;
}

/* The outermost block within the format; 0: there is none. */
static size_t find_block(const VtTreeBuilder *builder, size_t place)
{
    for (size_t i = place + 1; i < builder->depth; i++)
        if (builder->open[i].rules & VT_SPECIAL)
            return i;
    return 0;
}

/* Puts a copy in its place, for what it holds from here on. */
static VtHtmlNode *replace_open(VtTreeBuilder *builder, size_t index, size_t format)
{
    VtHtmlNode *clone = vt_tree_clone(builder, builder->open[index].node);
    builder->open[index].node = clone;
    builder->formats[format] = clone;
    return clone;
}

/* Copies of what is open between the format and the block, around the block: the outermost is given back.
 * `bookmark` is where the format's own copy belongs among the formats; what is removed moves block and
 * format. */
static VtHtmlNode *wrap(VtTreeBuilder *builder, size_t place, size_t block, VtHtmlNode **bookmark)
{
    VtHtmlNode *last = builder->open[block].node;
    unsigned clones = 0;
    for (size_t i = block - 1; i > place; i--) {
        size_t format = place_of(builder, builder->open[i].node);
        if (++clones > MOST_CLONES && format > 0) {
            remove_at(builder, format - 1);
            format = 0;
        }
        if (format == 0) {
            vt_tree_forget_open(builder, i);
            continue;
        }
        VtHtmlNode *clone = replace_open(builder, i, format - 1);
        if (*bookmark == NULL)
            *bookmark = clone;
        vt_tree_detach(last);
        vt_tree_append(clone, last);
        last = clone;
    }
    return last;
}

static void adopt_children(VtHtmlNode *from, VtHtmlNode *to)
{
    while (from->first != NULL) {
        VtHtmlNode *child = from->first;
        vt_tree_detach(child);
        vt_tree_append(to, child);
    }
    vt_tree_append(from, to);
}

/* What the block holds is formatted by a copy of its own, and the block is no longer within the format. */
static void take_out(VtTreeBuilder *builder, VtHtmlNode *format, size_t place, size_t block_place)
{
    VtHtmlNode *block = builder->open[block_place].node, *bookmark = NULL;
    VtOpenElement copy = builder->open[place];
    vt_tree_flush(builder);
    VtHtmlNode *last = wrap(builder, place, block_place, &bookmark);
    vt_tree_detach(last);
    vt_tree_place(builder, &builder->open[place - 1], last);
    copy.node = vt_tree_clone(builder, format);
    adopt_children(block, copy.node);
    size_t index = bookmark != NULL ? place_of(builder, bookmark) : place_of(builder, format);
    insert_at(builder, index, copy.node);
    vt_formats_forget(builder, format);
    vt_tree_forget_open(builder, place);
    size_t below = open_place(builder, block) + 1;
    memmove(&builder->open[below + 1], &builder->open[below], (builder->depth - below) * sizeof copy);
    builder->open[below] = copy;
    builder->depth++;
}

/* False when nothing of that name is left to be closed. */
static bool close_format(VtTreeBuilder *builder, const char *name)
{
    VtHtmlNode *format = vt_formats_find(builder, name);
    if (format == NULL) {
        vt_tree_end_any(builder, name);
        return false;
    }
    size_t place = open_place(builder, format);
    if (place == 0)
        vt_formats_forget(builder, format);
    if (place == 0 || !is_scoped(builder, place))
        return false;
    size_t block = find_block(builder, place);
    if (block > 0) {
        take_out(builder, format, place, block);
        return true;
    }
    vt_tree_close_to(builder, place);
    vt_formats_forget(builder, format);
    return false;
}

void vt_formats_end_tag(VtTreeBuilder *builder, const char *name)
{
    VtHtmlNode *top = vt_tree_top(builder)->node;
    if (vt_html_is(top, name) && place_of(builder, top) == 0) {
        vt_tree_close(builder);
        return;
    }
    for (unsigned round = 0; round < MOST_ROUNDS && close_format(builder, name); round++)
        ;
}
