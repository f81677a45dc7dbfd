#include "vitrine/html_nesting.h"
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
    VtHtmlTokens tokens;
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
        state->reading->address(url != NULL ? url + strlen("url=") : content, VT_ADDRESS_REQUIRED,
                                vt_html_tokens_line(&state->tokens), state->reading->data);
}

/* href, src, data, poster or action; asked for every attribute, so by length first. */
static bool may_hold_address(VtSlice name)
{
    switch (name.length) {
    case 3:
        return memcmp(name.data, "src", 3) == 0;
    case 4:
        return memcmp(name.data, "href", 4) == 0 || memcmp(name.data, "data", 4) == 0;
    case 6:
        return memcmp(name.data, "poster", 6) == 0 || memcmp(name.data, "action", 6) == 0;
    default:
        return false;
    }
}

static void read_address(HtmlState *state, const VtHtmlAttribute *attribute)
{
    for (size_t i = 0; i < G_N_ELEMENTS(address_attributes); i++) {
        if (!vt_slice_is(attribute->name, address_attributes[i].attribute) ||
            strcmp(address_attributes[i].element, state->tag.name) != 0)
            continue;
        const char *value = vt_html_decode(attribute->value, &state->decoded);
        state->reading->address(value, address_attributes[i].use, vt_html_tokens_line(&state->tokens),
                                state->reading->data);
        return;
    }
}

static bool is_srcset(VtSlice name)
{
    return (name.length == 6 || name.length == 11) && memcmp(name.data + name.length - 6, "srcset", 6) == 0;
}

static void read_attribute(HtmlState *state, const VtHtmlAttribute *attribute)
{
    const VtReading *reading = state->reading;
    if (attribute->name.length == 2 && memcmp(attribute->name.data, "id", 2) == 0)
        reading->id(vt_html_decode(attribute->value, &state->decoded), vt_html_tokens_line(&state->tokens),
                    reading->data);
    else if (is_srcset(attribute->name))
        read_srcset(reading, vt_html_decode(attribute->value, &state->decoded),
                    vt_html_tokens_line(&state->tokens));
    else if (may_hold_address(attribute->name))
        read_address(state, attribute);
}

static void read_tag(HtmlState *state)
{
    if (state->tag.is_end)
        return;
    for (size_t i = 0; i < state->tag.attribute_count; i++)
        read_attribute(state, &state->tag.attributes[i]);
    if (state->tag.name_length == 4 && memcmp(state->tag.name, "meta", 4) == 0)
        read_meta(state);
}

/* Takes `nesting`, what is wrong with how elements nest; may be NULL. */
static void report_fault(HtmlState *state, char *nesting)
{
    report(state->reading, vt_html_tokens_line(&state->tokens),
           nesting != NULL ? nesting : state->tokens.fault);
    g_free(nesting);
}

void vt_read_html(const VtReading *reading, const char *data, size_t length)
{
    HtmlState state = {.reading = reading};
    VtHtmlNesting nesting;
    vt_html_tokens_init(&state.tokens, data, length);
    vt_html_nesting_init(&nesting, data);
    while (vt_html_tokens_next(&state.tokens, &state.tag)) {
        char *fault = vt_html_nesting_add(&nesting, &state.tag, &state.tokens);
        if (fault != NULL || state.tokens.fault != NULL)
            report_fault(&state, fault);
        read_tag(&state);
    }
    char *unclosed = vt_html_nesting_end(&nesting);
    if (unclosed != NULL || state.tokens.fault != NULL)
        report_fault(&state, unclosed);
    vt_html_nesting_finish(&nesting);
    vt_buffer_finish(&state.decoded);
}
