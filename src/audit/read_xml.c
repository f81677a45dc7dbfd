#include "reading.h"

#include <expat.h>

static const char *const address_elements[] = {"loc", "link", "guid", "id",
                                               "uri", "icon", "logo", "comments"};
/* Of Atom's, only those that say so with type="html"; of RSS, those of an item. */
static const char *const atom_html_elements[] = {"content", "summary"};
static const char *const rss_html_elements[] = {"encoded", "description"};
static const char *const address_attributes[] = {"href", "src", "url"};

/* Stands between an element's namespace and its own name; no namespace holds it. */
enum { AFTER_NAMESPACE = '\n' };

/* One parse; on the stack of vt_read_xml. */
typedef struct XmlState {
    const VtReading *reading;
    XML_Parser parser;
    const char *data;    /* all that is parsed */
    const char *counted; /* lines are counted up to here, and only when asked for */
    unsigned line;
    VtBuffer text;  /* of the element that is open */
    bool says_html; /* that element has type="html" */
    bool in_item;
} XmlState;

static const char *local_name(const char *name)
{
    const char *mark = strrchr(name, AFTER_NAMESPACE);
    return mark != NULL ? mark + 1 : name;
}

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* Of what is being told: Expat's own count goes over every character of the file. */
static unsigned current_line(XmlState *state)
{
    const char *at = state->data + XML_GetCurrentByteIndex(state->parser);
    if (at > state->counted) {
        state->line += (unsigned)vt_newlines(state->counted, at);
        state->counted = at;
    }
    return state->line;
}

static void found_address(XmlState *state, const char *address, VtAddressUse use)
{
    state->reading->address(address, use, current_line(state), state->reading->data);
}

/* Atom's link to what an entry is about is as the author gave it. */
static VtAddressUse use_of(const char **attributes)
{
    for (const char **at = attributes; *at != NULL; at += 2)
        if (strcmp(at[0], "rel") == 0 && strcmp(at[1], "related") == 0)
            return VT_ADDRESS_MENTIONED;
    return VT_ADDRESS_REQUIRED;
}

static void start_element(void *data, const char *name, const char **attributes)
{
    XmlState *state = data;
    vt_buffer_reset(&state->text);
    state->says_html = false;
    state->in_item = state->in_item || strcmp(local_name(name), "item") == 0;
    for (const char **at = attributes; *at != NULL; at += 2) {
        const char *attribute = local_name(at[0]);
        if (strcmp(attribute, "type") == 0)
            state->says_html = strcmp(at[1], "html") == 0;
        if (is_one_of(attribute, address_attributes, G_N_ELEMENTS(address_attributes)))
            found_address(state, at[1], use_of(attributes));
    }
}

static void characters(void *data, const char *text, int length)
{
    XmlState *state = data;
    vt_buffer_append(&state->text, text, (size_t)length);
}

static bool holds_html(const XmlState *state, const char *element)
{
    if (state->in_item)
        return is_one_of(element, rss_html_elements, G_N_ELEMENTS(rss_html_elements));
    return state->says_html && is_one_of(element, atom_html_elements, G_N_ELEMENTS(atom_html_elements));
}

static void end_element(void *data, const char *name)
{
    XmlState *state = data;
    const char *element = local_name(name);
    const char *text = vt_buffer_string(&state->text);
    if (is_one_of(element, address_elements, G_N_ELEMENTS(address_elements)) && strstr(text, "://") != NULL)
        found_address(state, text, VT_ADDRESS_REQUIRED);
    else if (holds_html(state, element) && strchr(text, '<') != NULL)
        vt_read_html(state->reading, state->text.data, state->text.length);
    state->in_item = state->in_item && strcmp(element, "item") != 0;
    vt_buffer_reset(&state->text);
}

/* Expat knows UTF-8, UTF-16 and Latin-1; a drawing may come in another encoding of a byte a character. */
static int read_encoding(void *data, const char *name, XML_Encoding *encoding)
{
    (void)data;
    GIConv conversion = g_iconv_open("UTF-32LE", name);
    if (conversion == (GIConv)-1)
        return XML_STATUS_ERROR;
    for (int i = 0; i < 256; i++) {
        char byte = (char)i, *in = &byte, out[4] = {0}, *at = out;
        size_t left = 1, room = sizeof out;
        bool known = g_iconv(conversion, &in, &left, &at, &room) != (size_t)-1 && room == 0;
        encoding->map[i] = known ? (uint8_t)out[0] | (uint8_t)out[1] << 8 | (uint8_t)out[2] << 16 : -1;
    }
    g_iconv_close(conversion);
    return XML_STATUS_OK;
}

static void tell_fault(const XmlState *state)
{
    vt_diagnose_path(state->reading->sink, VT_XML_MALFORMED, state->reading->path,
                     "line %lu of this file: %s", XML_GetCurrentLineNumber(state->parser),
                     XML_ErrorString(XML_GetErrorCode(state->parser)));
}

void vt_read_xml(const VtReading *reading, const char *data, size_t length)
{
    XmlState state = {.reading = reading,
                      .parser = XML_ParserCreateNS(NULL, AFTER_NAMESPACE),
                      .data = data,
                      .counted = data,
                      .line = 1};
    if (state.parser == NULL)
        return;
    XML_SetUserData(state.parser, &state);
    XML_SetElementHandler(state.parser, start_element, end_element);
    XML_SetCharacterDataHandler(state.parser, characters);
    XML_SetUnknownEncodingHandler(state.parser, read_encoding, NULL);
    if (XML_Parse(state.parser, data, (int)MIN(length, (size_t)G_MAXINT), true) != XML_STATUS_OK)
        tell_fault(&state);
    XML_ParserFree(state.parser);
    vt_buffer_finish(&state.text);
}
