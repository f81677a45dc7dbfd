#include "highlights.h"

typedef struct Points {
    GPtrArray *points;
    GString *point; /* the one at work */
} Points;

static void end_point(Points *points)
{
    g_strstrip(points->point->str);
    if (points->point->str[0] != '\0')
        g_ptr_array_add(points->points, g_strdup(points->point->str));
    g_string_truncate(points->point, 0);
}

/* One space, however much white space the HTML has. */
static void append_space(Points *points)
{
    GString *point = points->point;
    if (point->len > 0 && point->str[point->len - 1] != ' ')
        g_string_append_c(point, ' ');
}

static bool is_element(const char *name, size_t length, const char *const *elements)
{
    char first = length > 0 ? g_ascii_tolower(name[0]) : '\0';
    for (; *elements; elements++)
        if ((*elements)[0] == first && strlen(*elements) == length &&
            g_ascii_strncasecmp(name, *elements, length) == 0)
            return true;
    return false;
}

/* `tag` follows "<". Items begin a new point; words on either side of a block or break stay apart. */
static void take_tag(Points *points, const char *tag, size_t length)
{
    static const char *const items[] = {"li", NULL};
    static const char *const blocks[] = {"p",  "div", "br", "ul", "ol", "pre", "blockquote", "table", "tr",
                                         "td", "th",  "h2", "h3", "h4", "h5",  "h6",         NULL};
    size_t slash = length > 0 && tag[0] == '/';
    size_t end = slash;
    while (end < length && g_ascii_isalnum(tag[end]))
        end++;
    if (is_element(tag + slash, end - slash, items))
        end_point(points);
    else if (is_element(tag + slash, end - slash, blocks))
        append_space(points);
}

/* Our own writer escapes these and no others. */
static size_t take_entity(Points *points, const char *text, size_t length)
{
    static const struct {
        const char *entity;
        char character;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
    for (size_t i = 0; i < G_N_ELEMENTS(entities); i++) {
        size_t size = strlen(entities[i].entity);
        if (length >= size && memcmp(text, entities[i].entity, size) == 0) {
            g_string_append_c(points->point, entities[i].character);
            return size;
        }
    }
    g_string_append_c(points->point, '&');
    return 1;
}

static bool is_plain(char c)
{
    return c != '<' && c != '&' && !g_ascii_isspace(c);
}

/* Words, each with one space before the next: nothing to be changed. */
static size_t plain_length(VtSlice html, size_t start)
{
    size_t i = start;
    while (i < html.length && is_plain(html.data[i])) {
        i++;
        if (i + 1 < html.length && html.data[i] == ' ' && is_plain(html.data[i + 1]))
            i++;
    }
    return i - start;
}

static void take_html(Points *points, VtSlice html)
{
    for (size_t i = 0; i < html.length;) {
        size_t plain = plain_length(html, i);
        if (plain > 0) {
            g_string_append_len(points->point, html.data + i, (gssize)plain);
            i += plain;
            continue;
        }
        char c = html.data[i];
        const char *close = c == '<' ? memchr(html.data + i, '>', html.length - i) : NULL;
        if (close) {
            take_tag(points, html.data + i + 1, (size_t)(close - html.data) - i - 1);
            i = (size_t)(close - html.data) + 1;
        } else if (c == '&') {
            i += take_entity(points, html.data + i, html.length - i);
        } else {
            if (c == '<')
                g_string_append_c(points->point, c);
            else
                append_space(points);
            i++;
        }
    }
    end_point(points);
}

GPtrArray *vt_highlights(const VtEditionEntry *entry)
{
    Points points = {g_ptr_array_new_with_free_func(g_free), g_string_new(NULL)};
    g_auto(VtBuffer) html = {0};
    VtWriteOptions options = {.targets = entry->targets, .embedded = true};
    for (size_t i = 0; entry->document && i < entry->document->item_count; i++) {
        vt_buffer_reset(&html);
        vt_document_write_html(entry->document, entry->document->items[i], &options, &html);
        take_html(&points, (VtSlice){html.data, html.length});
    }
    g_string_free(points.point, TRUE);
    return points.points;
}
