#include "resume_prose_inline.h"

static bool ends_with_space(const GString *out)
{
    return out->len == 0 || out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\n';
}

/* Text with each run of white space as one space. */
static void append_text(const VtProse *prose, const char *text, GString *out)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    bool spaced = ends_with_space(out);
    for (const char *p = text; *p; p++) {
        bool space = g_ascii_isspace(*p);
        if (!space || !spaced)
            g_string_append_c(plain, space ? ' ' : *p);
        spaced = space;
    }
    if (prose->style.markdown)
        vt_markdown_escape(out, plain->str, prose->in_table);
    else
        g_string_append(out, plain->str);
}

/* What stands in an element, with the space that may part it from the word before. */
static GString *inner_of(const VtProse *prose, const VtHtmlNode *node, const GString *out)
{
    GString *inner = g_string_new(ends_with_space(out) ? "" : "x");
    size_t before = inner->len;
    vt_prose_inline(prose, node->first, inner);
    return g_string_erase(inner, 0, (gssize)before);
}

/* Marks touch what they mark: white space at either end goes outside. */
static void append_marked(const VtProse *prose, const VtHtmlNode *node, const char *mark, GString *out)
{
    g_autoptr(GString) inner = inner_of(prose, node, out);
    bool before = inner->len > 0 && inner->str[0] == ' ';
    bool after = inner->len > 1 && inner->str[inner->len - 1] == ' ';
    const char *text = g_strstrip(inner->str);
    if (before && !ends_with_space(out))
        g_string_append_c(out, ' ');
    const char *used = prose->style.markdown && *text ? mark : "";
    g_string_append_printf(out, "%s%s%s%s", used, text, used, after ? " " : "");
}

static void append_code(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    g_autofree char *text = vt_html_content(node);
    g_autofree char *fence = prose->style.markdown ? vt_prose_fence(text, 1) : g_strdup("");
    bool padded = *fence && (*text == '`' || g_str_has_suffix(text, "`"));
    g_auto(GStrv) cells = g_strsplit(text, "|", -1);
    g_autofree char *safe = g_strjoinv(prose->in_table && *fence ? "\\|" : "|", cells);
    g_string_append_printf(out, "%s%s%s%s%s", fence, padded ? " " : "", safe, padded ? " " : "", fence);
}

/* Between angle brackets where it holds what would end it; outside of the site its own addresses are of use
 * only in full. */
static void append_target(const VtProse *prose, const char *address, GString *out)
{
    bool bare = strpbrk(address, " ()<>") == NULL;
    bool within = address[0] == '/' && address[1] != '/';
    g_string_append_printf(out, bare ? "(%s%s)" : "(<%s%s>)", within ? prose->origin : "", address);
}

static void append_link(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    const char *address = vt_html_attribute(node, "href");
    const char *target = address ? address : "";
    g_autoptr(GString) text = inner_of(prose, node, out);
    g_autofree char *content = vt_html_content(node);
    bool kept = prose->style.markdown && *target && (prose->style.whole || *target != '#');
    if (kept && strcmp(content, target) == 0) {
        g_string_append_printf(out, "<%s>", target);
    } else if (kept && text->len > 0) {
        g_string_append_printf(out, "[%s]", text->str);
        append_target(prose, target, out);
    } else {
        g_string_append(out, text->str);
    }
}

static void append_image(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    const char *alt = vt_html_attribute(node, "alt");
    const char *address = vt_html_attribute(node, "src");
    if (prose->style.markdown && address) {
        g_string_append(out, "![");
        vt_markdown_escape(out, alt ? alt : "", prose->in_table);
        g_string_append_c(out, ']');
        append_target(prose, address, out);
    } else {
        g_string_append(out, alt ? alt : "");
    }
}

/* [^name], from the address "#fn-name" of its link. */
static void append_footnote(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    const VtHtmlNode *link = node->first;
    const char *address = link && vt_html_is(link, "a") ? vt_html_attribute(link, "href") : NULL;
    if (prose->style.markdown && prose->style.whole && address && g_str_has_prefix(address, "#fn-"))
        g_string_append_printf(out, "[^%s]", address + 4);
}

static void append_box(const VtHtmlNode *node, GString *out)
{
    const char *checked = vt_html_attribute(node, "checked");
    g_string_append(out, checked ? "[x] " : "[ ] ");
}

/* What browsers do not show; but a drawing's title is its text. */
static bool is_left_out(const VtHtmlNode *node)
{
    if (vt_html_is(node, "title"))
        return !vt_html_is(node->parent, "svg");
    static const char *const silent[] = {"script", "style", "template", NULL};
    return vt_html_is_any(node, silent) || vt_prose_has_class(node, "footnote-backref");
}

static void append_element(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    if (is_left_out(node))
        return;
    if (vt_html_is(node, "strong") || vt_html_is(node, "b"))
        append_marked(prose, node, "**", out);
    else if (vt_html_is(node, "em") || vt_html_is(node, "i"))
        append_marked(prose, node, "*", out);
    else if (vt_html_is(node, "del") || vt_html_is(node, "s"))
        append_marked(prose, node, "~~", out);
    else if (vt_html_is(node, "code"))
        append_code(prose, node, out);
    else if (vt_html_is(node, "a"))
        append_link(prose, node, out);
    else if (vt_html_is(node, "img"))
        append_image(prose, node, out);
    else if (vt_html_is(node, "br"))
        g_string_append(out, prose->style.markdown ? "\\\n" : "\n");
    else if (vt_html_is(node, "input"))
        append_box(node, out);
    else if (vt_prose_has_class(node, "footnote-ref"))
        append_footnote(prose, node, out);
    else
        vt_prose_inline(prose, node->first, out);
}

void vt_prose_inline_node(const VtProse *prose, const VtHtmlNode *node, GString *out)
{
    if (node->text)
        append_text(prose, node->text, out);
    else
        append_element(prose, node, out);
}

void vt_prose_inline(const VtProse *prose, const VtHtmlNode *first, GString *out)
{
    for (const VtHtmlNode *node = first; node; node = node->next)
        vt_prose_inline_node(prose, node, out);
}

/* ---- Escaping ---------------------------------------------------------------------------------------------
 */

/* An underscore within a word is only an underscore, and "&" only begins an entity before a letter or "#". */
static bool needs_escape(const char *text, const char *p, bool in_table)
{
    char before = p > text ? p[-1] : ' ', after = p[1];
    switch (*p) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
        return true;
    case '_':
        return !((g_ascii_isalnum(before) || (before & 0x80)) && (g_ascii_isalnum(after) || (after & 0x80)));
    case '~':
        return before == '~' || after == '~';
    case '&':
        return (g_ascii_isalpha(after) || after == '#') && strchr(p, ';') != NULL;
    case '|':
        return in_table;
    default:
        return false;
    }
}

void vt_markdown_escape(GString *out, const char *text, bool in_table)
{
    for (const char *p = text; *p; p++) {
        if (needs_escape(text, p, in_table))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

/* Where in the line a backslash is wanted; NULL: nowhere. */
static const char *line_mark(const char *line)
{
    const char *digits = line + strspn(line, "0123456789");
    bool numbered = digits > line && digits - line < 10 && (*digits == '.' || *digits == ')');
    if (numbered && (digits[1] == ' ' || digits[1] == '\n' || digits[1] == '\0'))
        return digits;
    bool bullet = (*line == '-' || *line == '+') && (line[1] == ' ' || line[1] == '\0' || line[1] == '-');
    const char *hashes = line + strspn(line, "#");
    bool heading = hashes > line && (*hashes == ' ' || *hashes == '\0');
    bool ruled = *line == '=' || g_str_has_prefix(line, "~~~");
    return bullet || heading || ruled || *line == '>' ? line : NULL;
}

void vt_markdown_escape_lines(GString *paragraph)
{
    for (size_t at = 0; at < paragraph->len;) {
        const char *mark = line_mark(paragraph->str + at);
        if (mark)
            g_string_insert_c(paragraph, mark - paragraph->str, '\\');
        const char *end = strchr(paragraph->str + at, '\n');
        at = end ? (size_t)(end - paragraph->str) + 1 : paragraph->len;
    }
}

/* ---- Wrapping -------------------------------------------------------------------------------------------
 */

static size_t columns_of(const char *text, size_t length)
{
    size_t columns = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

static void wrap_line(const char *line, size_t length, size_t columns, GString *out)
{
    const char *end = line + length;
    size_t column = 0;
    for (const char *word = line; word < end;) {
        const char *stop = memchr(word, ' ', (size_t)(end - word));
        stop = stop ? stop : end;
        size_t width = columns_of(word, (size_t)(stop - word));
        bool fits = column + (column > 0) + width <= columns;
        if (column > 0)
            g_string_append_c(out, fits ? ' ' : '\n');
        column = fits ? column + (column > 0) + width : width;
        g_string_append_len(out, word, stop - word);
        word = stop;
        while (word < end && *word == ' ')
            word++;
    }
}

char *vt_wrap(const char *text, size_t columns)
{
    GString *out = g_string_new(NULL);
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n");
        wrap_line(line, length, columns, out);
        line += length;
        if (*line == '\n') {
            g_string_append_c(out, '\n');
            line++;
        }
    }
    return g_string_free(out, FALSE);
}
