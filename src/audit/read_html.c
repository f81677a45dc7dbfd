#include "html_nesting.h"
#include "reading.h"

/* Where addresses stand. HYPERLINK: a and area; their absence elsewhere breaks no page. */
static const struct {
    const char *element, *attribute;
    VtAddressUse use;
} address_attributes[] = {
    {"a", "href", VT_ADDRESS_MENTIONED},      {"area", "href", VT_ADDRESS_MENTIONED},
    {"link", "href", VT_ADDRESS_REQUIRED},    {"img", "src", VT_ADDRESS_REQUIRED},
    {"script", "src", VT_ADDRESS_REQUIRED},   {"iframe", "src", VT_ADDRESS_REQUIRED},
    {"source", "src", VT_ADDRESS_REQUIRED},   {"audio", "src", VT_ADDRESS_REQUIRED},
    {"video", "src", VT_ADDRESS_REQUIRED},    {"track", "src", VT_ADDRESS_REQUIRED},
    {"embed", "src", VT_ADDRESS_REQUIRED},    {"input", "src", VT_ADDRESS_REQUIRED},
    {"video", "poster", VT_ADDRESS_REQUIRED}, {"form", "action", VT_ADDRESS_REQUIRED},
    {"object", "data", VT_ADDRESS_REQUIRED},  {"use", "href", VT_ADDRESS_REQUIRED},
    {"image", "href", VT_ADDRESS_REQUIRED},
};

/* One page being read; on the stack of vt_read_html. */
typedef struct HtmlState {
    const VtReading *reading;
    VtBuffer decoded;
    VtHtmlTag tag;
} HtmlState;

static void report(const VtReading *reading, unsigned line, const char *fault)
{
    if (reading->sink != NULL)
        vt_diagnose_path(reading->sink, VT_HTML_MALFORMED, reading->path, "line %u of this page: %s", line,
                         fault);
}

/* srcset: addresses, each with an optional size behind white space, parted by commas. */
static void read_srcset(const VtReading *reading, const char *value, unsigned line)
{
    g_auto(GStrv) candidates = g_strsplit(value, ",", -1);
    for (char **candidate = candidates; *candidate != NULL; candidate++) {
        char *address = g_strstrip(*candidate);
        address[strcspn(address, " \t\n")] = '\0';
        if (*address != '\0')
            reading->address(address, VT_ADDRESS_REQUIRED, line, reading->data);
    }
}

static VtSlice attribute_value(const VtHtmlTag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (vt_slice_is(tag->attributes[i].name, name))
            return tag->attributes[i].value;
    return (VtSlice){0};
}

static void read_meta(HtmlState *state)
{
    const VtHtmlTag *tag = &state->tag;
    VtSlice property = attribute_value(tag, "property");
    bool is_address = vt_slice_is(property, "og:url") || vt_slice_is(property, "og:image");
    bool is_refresh = vt_slice_is(attribute_value(tag, "http-equiv"), "refresh");
    if (!is_address && !is_refresh)
        return;
    const char *content = vt_html_decode(attribute_value(tag, "content"), &state->decoded);
    const char *url = is_refresh ? strstr(content, "url=") : NULL;
    if (is_address || url != NULL)
        state->reading->address(url != NULL ? url + strlen("url=") : content, VT_ADDRESS_REQUIRED, tag->line,
                                state->reading->data);
}

static void read_address(HtmlState *state, const VtHtmlAttribute *attribute)
{
    for (size_t i = 0; i < G_N_ELEMENTS(address_attributes); i++) {
        if (!vt_slice_is(attribute->name, address_attributes[i].attribute) ||
            strcmp(address_attributes[i].element, state->tag.name) != 0)
            continue;
        const char *value = vt_html_decode(attribute->value, &state->decoded);
        state->reading->address(value, address_attributes[i].use, state->tag.line, state->reading->data);
        return;
    }
}

static void read_attribute(HtmlState *state, const VtHtmlAttribute *attribute)
{
    const VtReading *reading = state->reading;
    if (vt_slice_is(attribute->name, "id"))
        reading->id(vt_html_decode(attribute->value, &state->decoded), state->tag.line, reading->data);
    else if (vt_slice_is(attribute->name, "srcset") || vt_slice_is(attribute->name, "imagesrcset"))
        read_srcset(reading, vt_html_decode(attribute->value, &state->decoded), state->tag.line);
    else if (memchr("hsadp", attribute->name.data[0], 5) != NULL)
        read_address(state, attribute);
}

static void read_tag(HtmlState *state)
{
    if (state->tag.is_end)
        return;
    for (size_t i = 0; i < state->tag.attribute_count; i++)
        read_attribute(state, &state->tag.attributes[i]);
    if (strcmp(state->tag.name, "meta") == 0)
        read_meta(state);
}

void vt_read_html(const VtReading *reading, const char *data, size_t length)
{
    HtmlState state = {.reading = reading};
    VtHtmlTokens tokens;
    VtHtmlNesting nesting;
    vt_html_tokens_init(&tokens, data, length);
    vt_html_nesting_init(&nesting);
    while (vt_html_tokens_next(&tokens, &state.tag)) {
        g_autofree char *fault = vt_html_nesting_add(&nesting, &state.tag);
        if (fault != NULL || tokens.fault != NULL)
            report(reading, state.tag.line, fault != NULL ? fault : tokens.fault);
        read_tag(&state);
    }
    g_autofree char *unclosed = vt_html_nesting_end(&nesting);
    if (unclosed != NULL || tokens.fault != NULL)
        report(reading, tokens.line, unclosed != NULL ? unclosed : tokens.fault);
    vt_html_nesting_finish(&nesting);
    vt_buffer_finish(&state.decoded);
}
