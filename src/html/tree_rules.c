/* What a tag opens and closes. Which of the standard's insertion modes would hold follows from the elements
 * that are open, so there are none here. */
#include "tree.h"

static bool top_is(VtTreeBuilder *builder, const char *const *names)
{
    return vt_html_is_any(vt_tree_top(builder)->node, names);
}

static bool is_in_colgroup(VtTreeBuilder *builder)
{
    const VtOpenElement *top = vt_tree_top(builder);
    return vt_html_is(top->node, "colgroup") && !top->is_foreign;
}

/* ---- What is open -----------------------------------------------------------------------------------------
 */

/* The place of the nearest of that name; 0 when there is none, or one of `barriers` or a scope is nearer. */
static size_t find_open(const VtTreeBuilder *builder, const char *name, const char *const *barriers)
{
    for (size_t i = builder->depth - 1; i > 0; i--) {
        const VtOpenElement *element = &builder->open[i];
        if (vt_html_is(element->node, name))
            return i;
        if ((element->rules & VT_SCOPE) ||
            (barriers != NULL && g_strv_contains(barriers, element->node->name)))
            return 0;
    }
    return 0;
}

size_t vt_tree_in_scope(const VtTreeBuilder *builder, const char *name)
{
    return find_open(builder, name, NULL);
}

static size_t p_in_scope(const VtTreeBuilder *builder)
{
    return find_open(builder, "p", (const char *const[]){"button", NULL});
}

/* In tables nothing but the table itself is a scope. */
static size_t in_table(const VtTreeBuilder *builder, const char *name)
{
    for (size_t i = builder->depth - 1; i > 0; i--) {
        const VtHtmlNode *node = builder->open[i].node;
        if (vt_html_is(node, name))
            return i;
        if (vt_html_is(node, "table") || vt_html_is(node, "template"))
            return 0;
    }
    return 0;
}

/* Closes what needs no end tag, but not `name`. */
static void close_implied(VtTreeBuilder *builder, const char *name)
{
    while ((vt_tree_top(builder)->rules & VT_IMPLIED_END) != 0 &&
           !(name != NULL && vt_html_is(vt_tree_top(builder)->node, name)))
        vt_tree_close(builder);
}

static void close_p(VtTreeBuilder *builder)
{
    size_t p = p_in_scope(builder);
    if (p > 0)
        vt_tree_close_to(builder, p);
}

/* ---- Tables -----------------------------------------------------------------------------------------------
 */

static void close_until(VtTreeBuilder *builder, const char *const *names)
{
    while (builder->depth > 1 && !top_is(builder, names))
        vt_tree_close(builder);
}

static void open_body(VtTreeBuilder *builder)
{
    if (top_is(builder, (const char *const[]){"table", NULL}))
        vt_tree_open_name(builder, "tbody");
}

/* Rows stand in bodies and cells in rows, whether the author wrote them or not. */
static void start_table_part(VtTreeBuilder *builder, const VtHtmlTag *tag)
{
    if (in_table(builder, "table") == 0)
        return;
    if (strcmp(tag->name, "col") == 0) {
        close_until(builder, (const char *const[]){"colgroup", "table", NULL});
        if (top_is(builder, (const char *const[]){"table", NULL}))
            vt_tree_open_name(builder, "colgroup");
    } else if (strcmp(tag->name, "tr") == 0) {
        close_until(builder, (const char *const[]){"tbody", "thead", "tfoot", "table", NULL});
        open_body(builder);
    } else if (g_strv_contains((const char *const[]){"td", "th", NULL}, tag->name)) {
        close_until(builder, (const char *const[]){"tr", "tbody", "thead", "tfoot", "table", NULL});
        open_body(builder);
        if (!top_is(builder, (const char *const[]){"tr", NULL}))
            vt_tree_open_name(builder, "tr");
    } else {
        close_until(builder, (const char *const[]){"table", NULL});
    }
    vt_tree_open_tag(builder, tag);
}

static void end_table_part(VtTreeBuilder *builder, const char *name)
{
    size_t place = in_table(builder, name);
    if (place > 0)
        vt_tree_close_to(builder, place);
}

/* A table between rows ends the one it is in; in a cell or a caption it is one of its own. */
static void close_table_between_rows(VtTreeBuilder *builder)
{
    static const char *const cells[] = {"td", "th", "caption", "template", NULL};
    for (size_t i = builder->depth - 1; i > 0; i--) {
        const VtHtmlNode *node = builder->open[i].node;
        if (g_strv_contains(cells, node->name))
            return;
        if (vt_html_is(node, "table")) {
            vt_tree_close_to(builder, i);
            return;
        }
    }
}

/* ---- Start tags -------------------------------------------------------------------------------------------
 */

/* The nearest item that the new one ends, in the same list. */
static void close_item(VtTreeBuilder *builder, const char *const *items)
{
    for (size_t i = builder->depth - 1; i > 0; i--) {
        const VtOpenElement *element = &builder->open[i];
        if (g_strv_contains(items, element->node->name)) {
            vt_tree_close_to(builder, i);
            return;
        }
        bool is_in_the_way = (element->rules & VT_SPECIAL) != 0;
        if (is_in_the_way &&
            !g_strv_contains((const char *const[]){"address", "div", "p", NULL}, element->node->name))
            return;
    }
}

static void close_items(VtTreeBuilder *builder, const char *name)
{
    if (strcmp(name, "li") == 0)
        close_item(builder, (const char *const[]){"li", NULL});
    else if (g_strv_contains((const char *const[]){"dd", "dt", NULL}, name))
        close_item(builder, (const char *const[]){"dd", "dt", NULL});
}

/* Elements that end another of their own kind. */
static void close_own_kind(VtTreeBuilder *builder, const char *name)
{
    size_t place = strcmp(name, "button") == 0 ? vt_tree_in_scope(builder, name) : 0;
    if (place > 0)
        vt_tree_close_to(builder, place);
    bool is_option = g_strv_contains((const char *const[]){"option", "optgroup", NULL}, name);
    if (is_option && top_is(builder, (const char *const[]){"option", NULL}))
        vt_tree_close(builder);
    bool is_ruby = g_strv_contains((const char *const[]){"rb", "rtc", "rp", "rt", NULL}, name);
    if (is_ruby && vt_tree_in_scope(builder, "ruby") > 0)
        close_implied(builder, name[1] == 'p' || strcmp(name, "rt") == 0 ? "rtc" : NULL);
}

/* A link in a link ends it. */
static void close_same_format(VtTreeBuilder *builder, const char *name)
{
    VtHtmlNode *link = strcmp(name, "a") == 0 ? vt_formats_find(builder, name) : NULL;
    if (link == NULL)
        return;
    vt_formats_end_tag(builder, name);
    vt_formats_forget(builder, link);
    for (size_t i = builder->depth - 1; i > 0; i--)
        if (builder->open[i].node == link) {
            vt_tree_forget_open(builder, i);
            return;
        }
}

static void make_room(VtTreeBuilder *builder, const char *name, unsigned rules)
{
    if (strcmp(name, "table") == 0)
        close_table_between_rows(builder);
    close_items(builder, name);
    if (rules & VT_CLOSES_P)
        close_p(builder);
    if ((rules & VT_HEADING) && (vt_tree_top(builder)->rules & VT_HEADING))
        vt_tree_close(builder);
    if (rules & VT_FORMATTING)
        close_same_format(builder, name);
    close_own_kind(builder, name);
    if (!(rules & (VT_CLOSES_P | VT_UNFORMATTED)))
        vt_formats_take_up(builder);
}

static void start_html(VtTreeBuilder *builder, const VtHtmlTag *tag, unsigned rules)
{
    if (rules & VT_PASSED_OVER)
        return;
    if (strcmp(tag->name, "col") != 0 && is_in_colgroup(builder))
        vt_tree_close(builder);
    if (rules & VT_TABLE_PART) {
        start_table_part(builder, tag);
    } else {
        make_room(builder, tag->name, rules);
        vt_tree_open_tag(builder, tag);
    }
    bool is_empty = (rules & VT_EMPTY) || (tag->closes_itself && tag->syntax == VT_HTML_RAW);
    if (rules & VT_FORMATTING)
        vt_formats_add(builder, vt_tree_top(builder)->node);
    else if (is_empty && vt_html_is(vt_tree_top(builder)->node, tag->name))
        vt_tree_close(builder);
    builder->passes_newline = g_strv_contains((const char *const[]){"pre", "listing", "textarea", NULL},
                                              tag->name);
}

static bool is_foreign_root(const char *name)
{
    return g_strv_contains((const char *const[]){"svg", "math", NULL}, name);
}

static void start_foreign(VtTreeBuilder *builder, const VtHtmlTag *tag)
{
    if (!vt_tree_top(builder)->holds_foreign)
        vt_formats_take_up(builder);
    vt_tree_open_tag(builder, tag);
    if (tag->closes_itself)
        vt_tree_close(builder);
}

void vt_tree_start_tag(VtTreeBuilder *builder, const VtHtmlTag *tag)
{
    const VtElementRules *known = vt_element_rules(tag->name);
    unsigned rules = known != NULL ? known->rules : 0;
    while ((rules & VT_ENDS_FOREIGN) && vt_tree_top(builder)->holds_foreign)
        vt_tree_close(builder);
    if (vt_tree_top(builder)->holds_foreign || is_foreign_root(tag->name))
        start_foreign(builder, tag);
    else
        start_html(builder, tag, rules);
}

/* ---- End tags ---------------------------------------------------------------------------------------------
 */

void vt_tree_end_any(VtTreeBuilder *builder, const char *name)
{
    for (size_t i = builder->depth - 1; i > 0; i--) {
        if (vt_html_is(builder->open[i].node, name)) {
            vt_tree_close_to(builder, i);
            return;
        }
        if (builder->open[i].rules & VT_SPECIAL)
            return;
    }
}

static void end_p(VtTreeBuilder *builder)
{
    if (p_in_scope(builder) == 0)
        vt_tree_open_name(builder, "p");
    close_p(builder);
}

static void end_heading(VtTreeBuilder *builder)
{
    for (size_t i = builder->depth - 1; i > 0; i--) {
        if (builder->open[i].rules & VT_HEADING) {
            vt_tree_close_to(builder, i);
            return;
        }
        if (builder->open[i].rules & VT_SCOPE)
            return;
    }
}

static void end_item(VtTreeBuilder *builder, const char *name)
{
    bool is_li = strcmp(name, "li") == 0;
    size_t place = find_open(builder, name, is_li ? (const char *const[]){"ol", "ul", NULL} : NULL);
    if (place > 0)
        vt_tree_close_to(builder, place);
}

static void end_in_scope(VtTreeBuilder *builder, const char *name)
{
    size_t place = vt_tree_in_scope(builder, name);
    if (place > 0)
        vt_tree_close_to(builder, place);
}

static void open_break(VtTreeBuilder *builder)
{
    vt_formats_take_up(builder);
    vt_tree_open_name(builder, "br");
    vt_tree_close(builder);
}

static void end_html(VtTreeBuilder *builder, const char *name, unsigned rules)
{
    bool is_part = (rules & VT_TABLE_PART) != 0;
    if (strcmp(name, "col") != 0 && is_in_colgroup(builder) && !is_part)
        vt_tree_close(builder);
    if (rules & VT_PASSED_OVER)
        return;
    if (is_part || strcmp(name, "table") == 0)
        end_table_part(builder, name);
    else if (strcmp(name, "br") == 0)
        open_break(builder);
    else if (strcmp(name, "p") == 0)
        end_p(builder);
    else if (rules & VT_HEADING)
        end_heading(builder);
    else if (g_strv_contains((const char *const[]){"li", "dd", "dt", NULL}, name))
        end_item(builder, name);
    else if (rules & VT_FORMATTING)
        vt_formats_end_tag(builder, name);
    else if (rules & VT_CLOSES_ALL)
        end_in_scope(builder, name);
    else
        vt_tree_end_any(builder, name);
}

/* The place of the element of SVG or MathML that the tag ends; 0: HTML is nearer. */
static size_t find_foreign(const VtTreeBuilder *builder, const char *name)
{
    for (size_t i = builder->depth - 1; i > 0 && builder->open[i].is_foreign; i--)
        if (vt_html_is(builder->open[i].node, name))
            return i;
    return 0;
}

void vt_tree_end_tag(VtTreeBuilder *builder, const VtHtmlTag *tag)
{
    const VtElementRules *known = vt_element_rules(tag->name);
    bool ends_foreign = g_strv_contains((const char *const[]){"p", "br", NULL}, tag->name);
    while (ends_foreign && vt_tree_top(builder)->holds_foreign)
        vt_tree_close(builder);
    size_t foreign = find_foreign(builder, tag->name);
    if (foreign > 0)
        vt_tree_close_to(builder, foreign);
    else
        end_html(builder, tag->name, known != NULL ? known->rules : 0);
}
