/* Addresses from the host's root → relative ones that name a file, in finished HTML, CSS and web manifests.
 */
#include "vitrine/publication.h"

#include "vitrine/html.h"

/* What a file's addresses are written against. */
typedef struct Place {
    const char *base_path;
    size_t base_length;
    unsigned depth; /* folders between the site's root and the file */
    VtBuffer *out;
} Place;

/* ---- One address
 * ------------------------------------------------------------------------------------------- */

static bool is_ours(const Place *place, VtSlice address)
{
    bool below = address.length >= place->base_length &&
                 memcmp(address.data, place->base_path, place->base_length) == 0;
    return below && !(address.length > 1 && address.data[0] == '/' && address.data[1] == '/');
}

static size_t path_length(VtSlice address)
{
    size_t length = 0;
    while (length < address.length && address.data[length] != '?' && address.data[length] != '#')
        length++;
    return length;
}

/* A folder's address shows its index.html only where a server stands between. */
static void append_relative(const Place *place, VtSlice address)
{
    VtSlice rest = {address.data + place->base_length, address.length - place->base_length};
    size_t path = path_length(rest);
    for (unsigned i = 0; i < place->depth; i++)
        vt_buffer_append_string(place->out, "../");
    if (place->depth == 0 && memchr(rest.data, ':', path) != NULL)
        vt_buffer_append_string(place->out, "./");
    vt_buffer_append(place->out, rest.data, path);
    if (path == 0 || rest.data[path - 1] == '/')
        vt_buffer_append_string(place->out, "index.html");
    vt_buffer_append(place->out, rest.data + path, rest.length - path);
}

static void append_address(const Place *place, VtSlice address)
{
    if (is_ours(place, address))
        append_relative(place, address);
    else
        vt_buffer_append_slice(place->out, address);
}

/* ---- HTML
 * ------------------------------------------------------------------------------------------------------ */

typedef enum Holds { HOLDS_NOTHING, HOLDS_ADDRESS, HOLDS_SET, HOLDS_REFRESH } Holds;

static Holds holds(const VtHtmlTag *tag, VtSlice name)
{
    static const struct {
        const char *name;
        Holds holds;
    } attributes[] = {{"href", HOLDS_ADDRESS},   {"src", HOLDS_ADDRESS},    {"poster", HOLDS_ADDRESS},
                      {"action", HOLDS_ADDRESS}, {"srcset", HOLDS_SET},     {"imagesrcset", HOLDS_SET},
                      {"data", HOLDS_ADDRESS},   {"content", HOLDS_REFRESH}};
    for (size_t i = 0; i < G_N_ELEMENTS(attributes); i++) {
        if (!vt_slice_is(name, attributes[i].name))
            continue;
        bool refresh = attributes[i].holds == HOLDS_REFRESH;
        return refresh && strcmp(tag->name, "meta") != 0 ? HOLDS_NOTHING : attributes[i].holds;
    }
    return HOLDS_NOTHING;
}

/* Addresses, each with an optional size, parted by commas. */
static void append_set(const Place *place, VtSlice set)
{
    const char *at = set.data, *end = set.data + set.length;
    while (at < end) {
        const char *start = at;
        while (at < end && (g_ascii_isspace(*at) || *at == ','))
            at++;
        vt_buffer_append(place->out, start, (size_t)(at - start));
        const char *address = at;
        while (at < end && !g_ascii_isspace(*at) && *at != ',')
            at++;
        append_address(place, (VtSlice){address, (size_t)(at - address)});
        const char *size = at;
        while (at < end && *at != ',')
            at++;
        vt_buffer_append(place->out, size, (size_t)(at - size));
    }
}

/* "0; url=/there/" */
static void append_refresh(const Place *place, VtSlice content)
{
    const char *url = memmem(content.data, content.length, "url=", 4);
    size_t head = url != NULL ? (size_t)(url - content.data) + 4 : content.length;
    vt_buffer_append(place->out, content.data, head);
    append_address(place, (VtSlice){content.data + head, content.length - head});
}

static const char *append_attribute(const Place *place, const VtHtmlTag *tag,
                                    const VtHtmlAttribute *attribute, const char *copied)
{
    Holds what = holds(tag, attribute->name);
    if (what == HOLDS_NOTHING || attribute->value.length == 0)
        return copied;
    vt_buffer_append(place->out, copied, (size_t)(attribute->value.data - copied));
    if (what == HOLDS_SET)
        append_set(place, attribute->value);
    else if (what == HOLDS_REFRESH)
        append_refresh(place, attribute->value);
    else
        append_address(place, attribute->value);
    return attribute->value.data + attribute->value.length;
}

static void rewrite_html(const Place *place, const char *data, size_t length)
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    const char *copied = data;
    vt_html_tokens_init(&tokens, data, length);
    while (vt_html_tokens_next(&tokens, &tag))
        for (size_t i = 0; !tag.is_end && i < tag.attribute_count; i++)
            copied = append_attribute(place, &tag, &tag.attributes[i], copied);
    vt_buffer_append(place->out, copied, (size_t)(data + length - copied));
}

/* ---- CSS and the web manifest
 * ------------------------------------------------------------------------------------ */

/* Rewrites what stands behind `mark` (and white space and a quote) up to one of `ends`. */
static void rewrite_behind(const Place *place, const char *data, size_t length, const char *const *marks,
                           const char *ends)
{
    const char *end = data + length;
    for (const char *at = data; at < end;) {
        size_t mark = 0;
        for (size_t i = 0; marks[i] != NULL && mark == 0; i++)
            if ((size_t)(end - at) > strlen(marks[i]) && memcmp(at, marks[i], strlen(marks[i])) == 0)
                mark = strlen(marks[i]);
        if (mark == 0) {
            vt_buffer_append_char(place->out, *at++);
            continue;
        }
        const char *address = at + mark;
        while (address < end && (g_ascii_isspace(*address) || *address == '"' || *address == '\''))
            address++;
        vt_buffer_append(place->out, at, (size_t)(address - at));
        const char *stop = address;
        while (stop < end && strchr(ends, *stop) == NULL)
            stop++;
        append_address(place, (VtSlice){address, (size_t)(stop - address)});
        at = stop;
    }
}

static unsigned depth_of(const char *path)
{
    unsigned depth = 0;
    for (const char *at = path; (at = strchr(at, '/')) != NULL; at++)
        depth++;
    return depth;
}

void vt_make_relative(const char *path, const char *type, const char *base_path, VtBuffer *bytes)
{
    static const char *const in_css[] = {"url(", "@import ", NULL};
    static const char *const in_manifest[] = {"\"src\":", "\"start_url\":", "\"scope\":", "\"id\":", NULL};
    bool html = g_str_has_prefix(type, "text/html");
    bool css = g_str_has_prefix(type, "text/css");
    bool manifest = strcmp(type, "application/manifest+json") == 0;
    if ((!html && !css && !manifest) || strcmp(path, "404.html") == 0 || bytes->length == 0)
        return;
    VtBuffer out = {0};
    Place place = {base_path, strlen(base_path), depth_of(path), &out};
    vt_buffer_reserve(&out, bytes->length + bytes->length / 8);
    if (html)
        rewrite_html(&place, bytes->data, bytes->length);
    else
        rewrite_behind(&place, bytes->data, bytes->length, css ? in_css : in_manifest, css ? "\"')" : "\"");
    vt_buffer_finish(bytes);
    *bytes = out;
}
