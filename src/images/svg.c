/* SVG: text is copied as it stands, less what browsers do not show: elements and attributes of other
 * namespaces (editors', RDF's), <metadata>, comments, processing instructions, the DOCTYPE. What names the
 * picture for its readers (title, desc) stays, and so do scripts, which no <img> runs. */
#include "rewrite.h"
#include "xml.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Each attribute looks for its own among those that are in force. */
#define MOST_NAMESPACES 1000

/* A prefix and whether its namespace is one that browsers know; `depth` is its element's. */
typedef struct Binding {
    VtSlice prefix;
    bool kept;
    size_t depth;
} Binding;

typedef struct SvgWalk {
    VtRewrite *rewrite;
    GArray *bindings; /* Binding, innermost last */
    GArray *open;     /* VtSlice: names of the elements that are open */
    size_t dropped;   /* depth of the element that is dropped with all it holds; 0: none */
    bool root;        /* the root element began */
} SvgWalk;

static bool is_kept_namespace(VtSlice address)
{
    static const char *const kept[] = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
                                       "http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML",
                                       "http://www.w3.org/XML/1998/namespace"};
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        if (vt_slice_is(address, kept[i]))
            return true;
    return false;
}

/* No prefix stands for SVG where nothing else is said; an undeclared one for nothing that is shown. */
static bool is_kept_prefix(const SvgWalk *walk, VtSlice prefix)
{
    for (guint i = walk->bindings->len; i > 0; i--) {
        const Binding *binding = &g_array_index(walk->bindings, Binding, i - 1);
        if (vt_slice_equal(binding->prefix, prefix))
            return binding->kept;
    }
    return prefix.length == 0 || vt_slice_is(prefix, "xml");
}

static bool is_kept_element(const SvgWalk *walk, VtSlice name)
{
    return is_kept_prefix(walk, vt_xml_prefix(name)) && !vt_slice_is(vt_xml_local(name), "metadata");
}

static bool is_kept_attribute(const SvgWalk *walk, const VtXmlAttribute *attribute)
{
    VtSlice prefix = vt_xml_prefix(attribute->name);
    if (vt_slice_is(prefix, "xmlns"))
        return is_kept_namespace(attribute->value);
    return prefix.length == 0 || is_kept_prefix(walk, prefix);
}

static bool bind_namespaces(SvgWalk *walk, const VtXmlToken *token, size_t depth)
{
    VtSlice rest = token->attributes;
    VtXmlAttribute attribute;
    const char *fault = NULL;
    while (vt_xml_next_attribute(&rest, &attribute, &fault)) {
        bool prefixed = vt_slice_is(vt_xml_prefix(attribute.name), "xmlns");
        if (!prefixed && !vt_slice_is(attribute.name, "xmlns"))
            continue;
        Binding binding = {.prefix = prefixed ? vt_xml_local(attribute.name) : (VtSlice){0},
                           .kept = is_kept_namespace(attribute.value),
                           .depth = depth};
        g_array_append_val(walk->bindings, binding);
    }
    if (walk->bindings->len > MOST_NAMESPACES)
        return vt_rewrite_fail(walk->rewrite, "it declares too many namespaces");
    return !fault || vt_rewrite_fail(walk->rewrite, "%s, in the tag at byte %zu", fault, token->from);
}

static void close_element(SvgWalk *walk)
{
    size_t depth = walk->open->len;
    if (walk->dropped == depth)
        walk->dropped = 0;
    while (walk->bindings->len > 0 &&
           g_array_index(walk->bindings, Binding, walk->bindings->len - 1).depth == depth)
        g_array_set_size(walk->bindings, walk->bindings->len - 1);
    g_array_set_size(walk->open, walk->open->len - 1);
}

static bool keep_start(SvgWalk *walk, const VtXmlToken *token)
{
    VtSlice rest = token->attributes;
    VtXmlAttribute attribute;
    const char *fault;
    vt_rewrite_keep(walk->rewrite, token->from, 1 + token->name.length);
    while (vt_xml_next_attribute(&rest, &attribute, &fault)) {
        if (is_kept_attribute(walk, &attribute)) {
            if (!vt_svg_keep(walk->rewrite, attribute.whole))
                return false;
        } else if (!vt_slice_is(vt_xml_prefix(attribute.name), "xmlns")) {
            vt_rewrite_drop(walk->rewrite, "editing data", "SVG attribute");
        }
    }
    vt_rewrite_put(walk->rewrite, rest.data, rest.length);
    vt_rewrite_put(walk->rewrite, token->empty ? "/>" : ">", token->empty ? 2 : 1);
    return true;
}

static bool check_root(SvgWalk *walk, const VtXmlToken *token)
{
    if (walk->open->len == 1 && walk->root)
        return vt_rewrite_fail(walk->rewrite, "something follows its end, at byte %zu", token->from);
    if (!walk->root && !is_kept_element(walk, token->name))
        return vt_rewrite_fail(walk->rewrite, "its root element is of another namespace");
    walk->root = true;
    return true;
}

static bool rewrite_start(SvgWalk *walk, const VtXmlToken *token)
{
    VtSlice name = token->name;
    g_array_append_val(walk->open, name);
    size_t depth = walk->open->len;
    if (!bind_namespaces(walk, token, depth) || !check_root(walk, token))
        return false;
    if (!walk->dropped && !is_kept_element(walk, name)) {
        walk->dropped = depth;
        bool metadata = vt_slice_is(vt_xml_local(name), "metadata");
        vt_rewrite_drop(walk->rewrite, metadata ? "metadata" : "editing data", "SVG element");
    }
    if (!walk->dropped && !keep_start(walk, token))
        return false;
    if (token->empty)
        close_element(walk);
    return true;
}

static bool rewrite_end(SvgWalk *walk, const VtXmlToken *token)
{
    guint depth = walk->open->len;
    if (depth == 0 || !vt_slice_equal(g_array_index(walk->open, VtSlice, depth - 1), token->name))
        return vt_rewrite_fail(walk->rewrite, "the end tag at byte %zu ends nothing", token->from);
    if (!walk->dropped)
        vt_rewrite_keep(walk->rewrite, token->from, token->to - token->from);
    close_element(walk);
    return true;
}

static bool is_blank(VtSlice text)
{
    size_t mark = sizeof BYTE_ORDER_MARK - 1;
    if (VT_BYTES_START((const uint8_t *)text.data, text.length, BYTE_ORDER_MARK))
        text = (VtSlice){text.data + mark, text.length - mark};
    return vt_slice_trim(text).length == 0;
}

static bool rewrite_text(SvgWalk *walk, const VtXmlToken *token)
{
    VtSlice text = {(const char *)walk->rewrite->data + token->from, token->to - token->from};
    if (walk->open->len == 0 && (token->kind == VT_XML_CDATA || !is_blank(text)))
        return vt_rewrite_fail(walk->rewrite, "text stands outside its root element, at byte %zu",
                               token->from);
    return walk->dropped || vt_svg_keep(walk->rewrite, text);
}

/* The XML declaration stays, and style sheets, which the picture may need. */
static void rewrite_instruction(SvgWalk *walk, const VtXmlToken *token)
{
    if (vt_slice_is(token->name, "xml") || vt_slice_is(token->name, "xml-stylesheet")) {
        if (!walk->dropped)
            vt_rewrite_keep(walk->rewrite, token->from, token->to - token->from);
        return;
    }
    bool packet = vt_slice_is(token->name, "xpacket");
    vt_rewrite_drop(walk->rewrite, packet ? "XMP" : "editing data", "SVG instruction");
}

static bool rewrite_token(SvgWalk *walk, const VtXmlToken *token)
{
    switch (token->kind) {
    case VT_XML_START:
        return rewrite_start(walk, token);
    case VT_XML_END:
        return rewrite_end(walk, token);
    case VT_XML_TEXT:
    case VT_XML_CDATA:
        return rewrite_text(walk, token);
    case VT_XML_COMMENT:
        vt_rewrite_drop(walk->rewrite, "comment", "SVG");
        return true;
    case VT_XML_INSTRUCTION:
        rewrite_instruction(walk, token);
        return true;
    case VT_XML_DOCTYPE:
        walk->rewrite->entities |= token->subset;
        return !token->subset || vt_rewrite_fail(walk->rewrite, "it declares entities");
    }
    return false;
}

/* Other encodings, of which the old ones have ASCII's signs, are told in the XML declaration. No other
 * instruction tells one: it goes, and what is left would be read otherwise. */
static bool is_utf8_declared(VtSlice text)
{
    if (!text.data || text.length < 6 || memcmp(text.data, "<?xml", 5) != 0 || !g_ascii_isspace(text.data[5]))
        return true;
    const char *end = memmem(text.data, MIN(text.length, 200), "?>", 2);
    VtSlice declaration = {text.data, end ? (size_t)(end - text.data) : 0};
    return !memmem(declaration.data, declaration.length, "encoding=", 9) ||
           memmem(declaration.data, declaration.length, "UTF-8", 5) ||
           memmem(declaration.data, declaration.length, "utf-8", 5);
}

static bool rewrite_tokens(SvgWalk *walk, VtXmlReader *reader)
{
    VtXmlToken token;
    while (vt_xml_next(reader, &token))
        if (!rewrite_token(walk, &token))
            return false;
    if (reader->fault)
        return vt_rewrite_fail(walk->rewrite, "%s, at byte %zu", reader->fault, reader->at);
    if (walk->open->len > 0)
        return vt_rewrite_fail(walk->rewrite, "it ends at byte %zu, with elements open",
                               walk->rewrite->length);
    return walk->root || vt_rewrite_fail(walk->rewrite, "it has no root element");
}

bool vt_svg_rewrite(VtRewrite *rewrite)
{
    VtXmlReader reader = {.text = {(const char *)rewrite->data, rewrite->length}};
    size_t bad = 0;
    if (is_utf8_declared(reader.text) && !vt_utf8_valid(reader.text.data, reader.text.length, &bad))
        return vt_rewrite_fail(rewrite, "it is not UTF-8, from byte %zu on", bad);
    SvgWalk walk = {.rewrite = rewrite,
                    .bindings = g_array_new(FALSE, FALSE, sizeof(Binding)),
                    .open = g_array_new(FALSE, FALSE, sizeof(VtSlice))};
    bool done = rewrite_tokens(&walk, &reader);
    g_array_free(walk.bindings, TRUE);
    g_array_free(walk.open, TRUE);
    return done;
}
