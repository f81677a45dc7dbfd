/* Raw HTML in bodies that a build would refuse.
 *
 * A résumé that is taken apart leaves tags without their ends (`<div align="center">` in one file, `</div>`
 * in another), and some elements are refused by any build. Such a tag goes into a comment, which no site
 * shows: its words stay in the file, and the author sees where. */
#include "plan.h"

typedef struct Tag {
    size_t start, end;
    char name[16];
    bool closing, empty;
} Tag;

static bool is_void(const char *name)
{
    static const char *const names[] = {"br",     "hr",  "img",  "input", "wbr",
                                        "source", "col", "area", "link",  "meta"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* The tag at "<"; false for comments, autolinks and signs. */
static bool read_tag(const char *text, size_t at, size_t length, Tag *tag)
{
    size_t end = vt_skip_opaque(text, at, length);
    size_t p = at + 1;
    size_t count = 0;
    if (end == at)
        return false;
    tag->closing = text[p] == '/';
    p += tag->closing;
    while (p < end && g_ascii_isalnum(text[p]) && count < sizeof tag->name - 1)
        tag->name[count++] = g_ascii_tolower(text[p++]);
    tag->name[count] = '\0';
    tag->start = at;
    tag->end = end;
    tag->empty = text[end - 2] == '/' || is_void(tag->name);
    return count > 0 && (text[p] == '>' || text[p] == '/' || g_ascii_isspace(text[p]));
}

/* Inside of code nothing is a tag. */
static size_t next_tag(const char *text, size_t at, size_t length, Tag *tag)
{
    for (; at < length; at++) {
        bool line_start = at == 0 || text[at - 1] == '\n';
        if (line_start)
            at = vt_skip_fence(text, at, length);
        if (at == length)
            break;
        bool comment = length - at >= 4 && memcmp(text + at, "<!--", 4) == 0;
        const char *close = comment ? memmem(text + at, length - at, "-->", 3) : NULL;
        if (comment && !close)
            break; /* another comment would close it */
        if (comment)
            at = (size_t)(close - text) + 2;
        else if (text[at] == '`')
            at = MAX(vt_skip_opaque(text, at, length), at + 1) - 1;
        else if (text[at] == '\\')
            at++;
        else if (text[at] == '<' && read_tag(text, at, length, tag))
            return at;
    }
    return length;
}

/* ---- Tags that do not match ---- */

/* Which tags of the text have a partner; `open` is a stack of indices. */
static GArray *find_tags(const char *text, size_t length)
{
    GArray *tags = g_array_new(FALSE, FALSE, sizeof(Tag));
    Tag tag;
    for (size_t at = next_tag(text, 0, length, &tag); at < length; at = next_tag(text, tag.end, length, &tag))
        g_array_append_val(tags, tag);
    return tags;
}

/* For each tag the index of its partner, or its own; -1 where it has none. */
static gint *match_tags(const GArray *tags)
{
    gint *partners = g_new(gint, tags->len + 1);
    g_autofree guint *open = g_new(guint, tags->len + 1);
    guint depth = 0;
    for (guint i = 0; i < tags->len; i++) {
        const Tag *tag = &g_array_index(tags, Tag, i);
        partners[i] = tag->empty && !tag->closing ? (gint)i : -1;
        if (tag->empty)
            continue;
        if (!tag->closing) {
            open[depth++] = i;
        } else if (depth > 0 && strcmp(g_array_index(tags, Tag, open[depth - 1]).name, tag->name) == 0) {
            partners[i] = (gint)open[--depth];
            partners[open[depth]] = (gint)i;
        }
    }
    return partners;
}

/* A relative picture or page is not in the tree. */
static bool leads_nowhere(const char *text, const Tag *tag)
{
    static const char *const attributes[] = {"src=", "href=", "srcset="};
    g_autofree char *copy = g_ascii_strdown(text + tag->start, (gssize)(tag->end - tag->start));
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        const char *found = strstr(copy, attributes[i]);
        const char *value = found ? found + strlen(attributes[i]) : NULL;
        if (value && (*value == '"' || *value == '\''))
            value++;
        if (value && !g_str_has_prefix(value, "http") && !g_str_has_prefix(value, "mailto:"))
            return true;
    }
    return false;
}

static bool is_known_element(const char *name)
{
    static const char *const names[] = {
        "a",     "abbr",  "b",  "br",  "cite",  "code", "dd",    "del",  "details", "div", "dl",      "dt",
        "em",    "h2",    "h3", "h4",  "h5",    "h6",   "hr",    "i",    "img",     "ins", "kbd",     "li",
        "mark",  "ol",    "p",  "pre", "q",     "s",    "small", "span", "strong",  "sub", "summary", "sup",
        "table", "tbody", "td", "th",  "thead", "time", "tr",    "u",    "ul",      "var", "wbr"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void tell(const VtPlanFile *file, const Tag *tag, VtDiagnostics *sink)
{
    vt_diagnose(sink, VT_IMPORT_TAG, vt_plan_place(file),
                "<%s%s> would not build in site-content/%s: hidden in a comment", tag->closing ? "/" : "",
                tag->name, file->path);
}

static bool stays(const VtPlan *plan, const char *text, const Tag *tag)
{
    return plan->allow_html || (is_known_element(tag->name) && !leads_nowhere(text, tag));
}

/* A comment that begins a line takes the rest of the line for HTML, so what follows gets a line of its own.
 */
static void append_hidden(GString *out, const char *text, const Tag *tag)
{
    bool line_start = tag->start == 0 || text[tag->start - 1] == '\n';
    if (memmem(text + tag->start, tag->end - tag->start, "--", 2)) {
        g_string_append_c(out, '\\');
        g_string_append_len(out, text + tag->start, (gssize)(tag->end - tag->start));
        return;
    }
    g_string_append(out, "<!-- ");
    g_string_append_len(out, text + tag->start, (gssize)(tag->end - tag->start));
    g_string_append(out, " -->");
    if (line_start && text[tag->end] != '\n' && text[tag->end] != '\0')
        g_string_append_c(out, '\n');
}

void vt_plan_escape_tags(const VtPlan *plan, VtPlanFile *file, VtDiagnostics *sink)
{
    const char *text = file->body->str;
    g_autoptr(GArray) tags = find_tags(text, file->body->len);
    if (tags->data == NULL)
        return;
    g_autofree gint *partners = match_tags(tags);
    g_autoptr(GString) out = g_string_sized_new(file->body->len + 64);
    size_t at = 0;
    bool told = false;
    for (guint i = 0; i < tags->len; i++) {
        const Tag *tag = &g_array_index(tags, Tag, i);
        const Tag *partner = partners[i] < 0 ? NULL : &g_array_index(tags, Tag, partners[i]);
        if (partner && stays(plan, text, tag) && stays(plan, text, partner))
            continue;
        g_string_append_len(out, text + at, (gssize)(tag->start - at));
        append_hidden(out, text, tag);
        at = tag->end;
        if (!told)
            tell(file, tag, sink);
        told = true;
    }
    g_string_append_len(out, text + at, (gssize)(file->body->len - at));
    g_string_assign(file->body, out->str);
}
