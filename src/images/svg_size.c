/* An SVG's kind and size: from its first tag. */
#include "rewrite.h"
#include "xml.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define LARGEST 1e9

static bool is_prolog(VtXmlKind kind)
{
    return kind == VT_XML_TEXT || kind == VT_XML_COMMENT || kind == VT_XML_INSTRUCTION ||
           kind == VT_XML_DOCTYPE;
}

static VtSlice without_mark(const uint8_t *data, size_t length)
{
    size_t mark = VT_BYTES_START(data, length, BYTE_ORDER_MARK) ? sizeof BYTE_ORDER_MARK - 1 : 0;
    return (VtSlice){(const char *)data + mark, length - mark};
}

/* A reader before the root's tag, or at a DOCTYPE with declarations. */
static VtXmlReader skip_prolog(VtSlice text)
{
    VtXmlReader reader = {.text = text};
    VtXmlToken token;
    size_t at = 0;
    while (vt_xml_next(&reader, &token) && is_prolog(token.kind) && !token.subset) {
        VtSlice blank = {text.data + token.from, token.to - token.from};
        if (token.kind == VT_XML_TEXT && vt_slice_trim(blank).length > 0)
            break;
        at = reader.at;
    }
    return (VtXmlReader){.text = text, .at = at};
}

bool vt_svg_is(const uint8_t *data, size_t length)
{
    VtSlice text = without_mark(data, length);
    VtSlice start = vt_slice_trim((VtSlice){text.data, MIN(text.length, 4096)});
    if (start.length == 0 || start.data[0] != '<')
        return false;
    VtXmlReader reader = skip_prolog(text);
    if (reader.at >= text.length || text.data[reader.at] != '<')
        return false;
    VtSlice name = vt_xml_name_at(text, reader.at + 1);
    if (!vt_slice_is(name, "!DOCTYPE"))
        return vt_slice_is(vt_xml_local(name), "svg");
    size_t after = reader.at + 1 + name.length;
    VtSlice root = vt_slice_trim((VtSlice){text.data + after, MIN(text.length - after, 16)});
    return VT_BYTES_START((const uint8_t *)root.data, root.length, "svg");
}

/* A decimal number at the start of the text, which it is taken off; -1 where there is none. */
static double take_number(VtSlice *text)
{
    char digits[64];
    size_t length = 0;
    while (length < text->length && length < sizeof digits - 1 &&
           (g_ascii_isdigit(text->data[length]) || text->data[length] == '.'))
        length++;
    if (length == 0)
        return -1;
    memcpy(digits, text->data, length);
    digits[length] = '\0';
    *text = (VtSlice){text->data + length, text->length - length};
    return g_ascii_strtod(digits, NULL);
}

/* In CSS pixels; 0 for what depends on where the image stands (%, em). */
static double read_length(VtSlice text)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"", 1},    {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}};
    text = vt_slice_trim(text);
    double number = take_number(&text);
    for (size_t i = 0; number > 0 && i < G_N_ELEMENTS(units); i++)
        if (vt_slice_is(text, units[i].unit))
            return number * units[i].pixels;
    return 0;
}

/* Four numbers; the last two are its width and height. */
static void read_view_box(VtSlice text, double size[2])
{
    double numbers[4] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        while (text.length > 0 &&
               (g_ascii_isspace(text.data[0]) || text.data[0] == ',' || text.data[0] == '-'))
            text = (VtSlice){text.data + 1, text.length - 1};
        numbers[i] = take_number(&text);
    }
    bool whole = numbers[2] > 0 && numbers[3] > 0;
    size[0] = whole ? numbers[2] : 0;
    size[1] = whole ? numbers[3] : 0;
}

static uint32_t to_pixels(double length)
{
    return length > 0 && length < LARGEST ? MAX((uint32_t)(length + 0.5), 1) : 0;
}

static void complete(double width, double height, const double box[2], VtImageInfo *info)
{
    if (box[0] > 0) {
        if (width <= 0)
            width = height > 0 ? height * box[0] / box[1] : box[0];
        if (height <= 0)
            height = width * box[1] / box[0];
    }
    info->width = to_pixels(width);
    info->height = to_pixels(height);
    if (info->width == 0 || info->height == 0)
        info->width = info->height = 0;
}

bool vt_svg_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    VtXmlReader reader = skip_prolog(without_mark(data, length));
    VtXmlToken root;
    if (!vt_xml_next(&reader, &root) || root.kind != VT_XML_START)
        return false;
    double width = 0, height = 0, box[2] = {0};
    VtXmlAttribute attribute;
    const char *fault = NULL;
    while (vt_xml_next_attribute(&root.attributes, &attribute, &fault)) {
        if (vt_slice_is(attribute.name, "width"))
            width = read_length(attribute.value);
        else if (vt_slice_is(attribute.name, "height"))
            height = read_length(attribute.value);
        else if (vt_slice_is(attribute.name, "viewBox"))
            read_view_box(attribute.value, box);
    }
    complete(width, height, box, info);
    return fault == NULL;
}
