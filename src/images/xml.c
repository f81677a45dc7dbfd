#include "xml.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_name(char c)
{
    return is_space(c) || c == '/' || c == '>' || c == '=' || c == '<' || c == '"' || c == '\'' || c == '?' ||
           c == '[';
}

static bool fail(VtXmlReader *reader, const char *fault)
{
    reader->fault = fault;
    return false;
}

static bool starts_with(VtSlice text, size_t at, VtSlice start)
{
    return text.length - at >= start.length && memcmp(text.data + at, start.data, start.length) == 0;
}

VtSlice vt_xml_name_at(VtSlice text, size_t at)
{
    size_t end = at;
    while (end < text.length && !ends_name(text.data[end]))
        end++;
    return (VtSlice){text.data + at, end - at};
}

static size_t name_end(VtSlice text, size_t at)
{
    return at + vt_xml_name_at(text, at).length;
}

/* Behind the first `end` from `at` on; 0 when there is none. */
static size_t behind(VtSlice text, size_t at, VtSlice end)
{
    const char *found = memmem(text.data + at, text.length - at, end.data, end.length);
    return found ? (size_t)(found - text.data) + end.length : 0;
}

/* The bracket that ends the tag, with quoted values passed over; the text's length when there is none. */
static size_t tag_bracket(VtSlice text, size_t at, bool *bad)
{
    while (at < text.length && text.data[at] != '>') {
        char c = text.data[at++];
        *bad |= c == '<';
        if (c != '"' && c != '\'')
            continue;
        const char *close = memchr(text.data + at, c, text.length - at);
        if (!close)
            return text.length;
        at = (size_t)(close - text.data) + 1;
    }
    return at;
}

static bool read_tag(VtXmlReader *reader, VtXmlToken *token)
{
    VtSlice text = reader->text;
    bool end = starts_with(text, token->from, VT_SLICE("</")), bad = false;
    size_t name = token->from + (end ? 2 : 1);
    size_t after = name_end(text, name);
    size_t bracket = tag_bracket(text, after, &bad);
    if (bracket == text.length)
        return fail(reader, "it ends within a tag");
    if (after == name || bad)
        return fail(reader, "a tag is not well-formed");
    token->kind = end ? VT_XML_END : VT_XML_START;
    token->name = (VtSlice){text.data + name, after - name};
    token->empty = !end && bracket > after && text.data[bracket - 1] == '/';
    token->attributes = (VtSlice){text.data + after, bracket - after - (token->empty ? 1 : 0)};
    token->to = bracket + 1;
    return true;
}

/* Ends at its bracket, or where declarations of its own begin. */
static bool read_doctype(VtXmlReader *reader, VtXmlToken *token)
{
    VtSlice text = reader->text;
    size_t at = token->from;
    token->kind = VT_XML_DOCTYPE;
    while (at < text.length && text.data[at] != '>' && text.data[at] != '[') {
        char c = text.data[at++];
        const char *close = c == '"' || c == '\'' ? memchr(text.data + at, c, text.length - at) : NULL;
        if (close)
            at = (size_t)(close - text.data) + 1;
    }
    token->subset = at < text.length && text.data[at] == '[';
    token->to = at + 1;
    return at < text.length || fail(reader, "it ends within its DOCTYPE");
}

static bool read_until(VtXmlReader *reader, VtXmlToken *token, VtXmlKind kind, VtSlice start, VtSlice end)
{
    token->kind = kind;
    token->to = behind(reader->text, token->from + start.length, end);
    return token->to != 0 || fail(reader, "it ends within a comment, an instruction or CDATA");
}

static bool read_markup(VtXmlReader *reader, VtXmlToken *token)
{
    VtSlice text = reader->text;
    size_t at = token->from;
    if (starts_with(text, at, VT_SLICE("<!--")))
        return read_until(reader, token, VT_XML_COMMENT, VT_SLICE("<!--"), VT_SLICE("-->"));
    if (starts_with(text, at, VT_SLICE("<![CDATA[")))
        return read_until(reader, token, VT_XML_CDATA, VT_SLICE("<![CDATA["), VT_SLICE("]]>"));
    if (starts_with(text, at, VT_SLICE("<?"))) {
        size_t end = name_end(text, at + 2);
        token->name = (VtSlice){text.data + at + 2, end - at - 2};
        return read_until(reader, token, VT_XML_INSTRUCTION, VT_SLICE("<?"), VT_SLICE("?>"));
    }
    if (starts_with(text, at, VT_SLICE("<!DOCTYPE")))
        return read_doctype(reader, token);
    return read_tag(reader, token);
}

bool vt_xml_next(VtXmlReader *reader, VtXmlToken *token)
{
    VtSlice text = reader->text;
    if (reader->at >= text.length)
        return false;
    *token = (VtXmlToken){.from = reader->at};
    if (text.data[reader->at] != '<') {
        const char *markup = memchr(text.data + reader->at, '<', text.length - reader->at);
        token->to = markup ? (size_t)(markup - text.data) : text.length;
    } else if (!read_markup(reader, token)) {
        return false;
    }
    reader->at = token->to;
    return true;
}

static size_t skip_space(VtSlice text, size_t at)
{
    while (at < text.length && is_space(text.data[at]))
        at++;
    return at;
}

bool vt_xml_next_attribute(VtSlice *rest, VtXmlAttribute *attribute, const char **fault)
{
    VtSlice text = *rest;
    size_t name = skip_space(text, 0);
    if (name == text.length)
        return false;
    *fault = "an attribute is not well-formed";
    size_t after = name_end(text, name);
    size_t equals = skip_space(text, after);
    if (name == 0 || after == name || equals == text.length || text.data[equals] != '=')
        return false;
    size_t quote = skip_space(text, equals + 1);
    if (quote == text.length || (text.data[quote] != '"' && text.data[quote] != '\''))
        return false;
    const char *close = memchr(text.data + quote + 1, text.data[quote], text.length - quote - 1);
    if (!close || memchr(text.data + quote, '<', (size_t)(close - text.data) - quote))
        return false;
    size_t end = (size_t)(close - text.data);
    attribute->name = (VtSlice){text.data + name, after - name};
    attribute->value = (VtSlice){text.data + quote + 1, end - quote - 1};
    attribute->whole = (VtSlice){text.data, end + 1};
    *rest = (VtSlice){text.data + end + 1, text.length - end - 1};
    *fault = NULL;
    return true;
}

static size_t colon_of(VtSlice name)
{
    const char *colon = name.length > 0 ? memchr(name.data, ':', name.length) : NULL;
    return colon ? (size_t)(colon - name.data) : name.length;
}

VtSlice vt_xml_prefix(VtSlice name)
{
    size_t colon = colon_of(name);
    return colon < name.length ? (VtSlice){name.data, colon} : (VtSlice){name.data, 0};
}

VtSlice vt_xml_local(VtSlice name)
{
    size_t colon = colon_of(name);
    return colon < name.length ? (VtSlice){name.data + colon + 1, name.length - colon - 1} : name;
}
