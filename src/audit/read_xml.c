#include "reading.h"

#include <libxml/parser.h>

static const char *const address_elements[] = {"loc", "link", "guid", "id",
                                               "uri", "icon", "logo", "comments"};
/* Of Atom's, only those that say so with type="html"; of RSS, those of an item. */
static const char *const atom_html_elements[] = {"content", "summary"};
static const char *const rss_html_elements[] = {"encoded", "description"};
static const char *const address_attributes[] = {"href", "src", "url"};

/* One parse; on the stack of vt_read_xml. */
typedef struct XmlState {
    const VtReading *reading;
    xmlParserCtxt *context;
    VtBuffer text;  /* of the element that is open */
    bool says_html; /* that element has type="html" */
    bool in_item;
} XmlState;

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static unsigned current_line(const XmlState *state)
{
    const xmlParserInput *input = state->context->input;
    return input != NULL && input->line > 0 ? (unsigned)input->line : 1;
}

/* SAX2 hands attributes over as five pointers each: name, prefix, namespace, value and its end. */
static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespaces, const xmlChar **declared, int count, int defaulted,
                          const xmlChar **attributes)
{
    (void)name, (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
    XmlState *state = ((xmlParserCtxt *)context)->_private;
    vt_buffer_reset(&state->text);
    state->says_html = false;
    state->in_item = state->in_item || strcmp((const char *)name, "item") == 0;
    for (int i = 0; i < count; i++) {
        const xmlChar **at = attributes + (ptrdiff_t)i * 5;
        VtSlice given = {(const char *)at[3], (size_t)(at[4] - at[3])};
        if (strcmp((const char *)at[0], "type") == 0)
            state->says_html = vt_slice_is(given, "html");
        if (!is_one_of((const char *)at[0], address_attributes, G_N_ELEMENTS(address_attributes)))
            continue;
        g_autofree char *value = g_strndup(given.data, given.length);
        state->reading->address(value, VT_ADDRESS_REQUIRED, current_line(state), state->reading->data);
    }
}

static void characters(void *context, const xmlChar *text, int length)
{
    XmlState *state = ((xmlParserCtxt *)context)->_private;
    vt_buffer_append(&state->text, (const char *)text, (size_t)length);
}

static bool holds_html(const XmlState *state, const char *element)
{
    if (state->in_item)
        return is_one_of(element, rss_html_elements, G_N_ELEMENTS(rss_html_elements));
    return state->says_html && is_one_of(element, atom_html_elements, G_N_ELEMENTS(atom_html_elements));
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    XmlState *state = ((xmlParserCtxt *)context)->_private;
    const char *element = (const char *)name;
    const char *text = vt_buffer_string(&state->text);
    if (is_one_of(element, address_elements, G_N_ELEMENTS(address_elements)) && strstr(text, "://") != NULL)
        state->reading->address(text, VT_ADDRESS_REQUIRED, current_line(state), state->reading->data);
    else if (holds_html(state, element) && strchr(text, '<') != NULL)
        vt_read_html(state->reading, state->text.data, state->text.length);
    state->in_item = state->in_item && strcmp(element, "item") != 0;
    vt_buffer_reset(&state->text);
}

static void note_fault(void *context, xmlErrorPtr error)
{
    const XmlState *state = ((xmlParserCtxt *)context)->_private;
    if (state == NULL || error->level < XML_ERR_ERROR)
        return;
    g_autofree char *message = g_strchomp(g_strdup(error->message));
    vt_diagnose_path(state->reading->sink, VT_XML_MALFORMED, state->reading->path, "line %d of this file: %s",
                     error->line, message);
}

void vt_read_xml(const VtReading *reading, const char *data, size_t length)
{
    xmlSAXHandler handler = {.startElementNs = start_element,
                             .endElementNs = end_element,
                             .characters = characters,
                             .cdataBlock = characters,
                             .serror = note_fault,
                             .initialized = XML_SAX2_MAGIC};
    XmlState state = {.reading = reading};
    state.context = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (state.context == NULL)
        return;
    state.context->_private = &state;
    xmlCtxtUseOptions(state.context, XML_PARSE_NONET);
    xmlParseChunk(state.context, data, (int)MIN(length, (size_t)G_MAXINT), 1);
    xmlFreeParserCtxt(state.context);
    vt_buffer_finish(&state.text);
}
