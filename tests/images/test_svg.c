/* SVG: what is copied, what goes, what is refused; and how large it is. */
#include "samples.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\""
#define LINKED " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
#define EDITED " xmlns:e=\"http://www.inkscape.org/namespaces/inkscape\""
#define DAMAGED "unreadable data@SVG"

/* JPEGs of one frame and one scan, with and without a comment. */
#define COMMENTED_START "/9j//gAEbW"
#define COMMENTED_END "X/wAALCAACAAMBAREA/9oACAEBAAA/ABL/AP/QNP/Z"
#define COMMENTED COMMENTED_START COMMENTED_END
#define BARE "/9j/wAALCAACAAMBAREA/9oACAEBAAA/ABL/AP/QNP/Z"

static const struct {
    const char *in;
    const char *out; /* NULL: refused */
    const char *found;
} rows[] = {
    {SVG "/>", SVG "/>", ""},
    {"\xef\xbb\xbf" SVG "></svg>\n", "\xef\xbb\xbf" SVG "></svg>\n", ""},
    {"<?xml version=\"1.0\"?>\n" SVG "/>", "<?xml version=\"1.0\"?>\n" SVG "/>", ""},
    {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SVG "><title>\xe9</title></svg>",
     "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" SVG "><title>\xe9</title></svg>", ""},
    {SVG "><!-- me --><g/><!-- > --></svg>", SVG "><g/></svg>", "comment@SVG"},
    {SVG "><text>a &lt; b<![CDATA[<!-- x -->]]></text></svg>",
     SVG "><text>a &lt; b<![CDATA[<!-- x -->]]></text></svg>", ""},
    {SVG "><metadata>me<g>too</g></metadata><g/></svg>", SVG "><g/></svg>", "metadata@SVG element"},
    {SVG "><title>T</title><desc>D</desc></svg>", SVG "><title>T</title><desc>D</desc></svg>", ""},
    {SVG " onload=\"a()\"><script>b()</script></svg>", SVG " onload=\"a()\"><script>b()</script></svg>", ""},
    {SVG EDITED " e:file='me>you' id = \"a\" ><e:x><g/></e:x><g e:y=\"/\"/></svg >",
     SVG " id = \"a\" ><g/></svg >", "editing data@SVG attribute|editing data@SVG element"},
    {SVG "><g" EDITED " e:x=\"1\"/><g e:x=\"2\"/></svg>", SVG "><g/><g/></svg>",
     "editing data@SVG attribute"},
    {SVG LINKED "><use xlink:href=\"#a\" xml:lang=\"en\"/></svg>",
     SVG LINKED "><use xlink:href=\"#a\" xml:lang=\"en\"/></svg>", ""},
    {"<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:metadata/><s:g/></s:svg>",
     "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:g/></s:svg>", "metadata@SVG element"},
    {SVG "><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>",
     SVG "><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>", ""},
    {SVG "><x xmlns=\"urn:me\"><y/></x></svg>", SVG "></svg>", "editing data@SVG element"},
    {"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"file:///home/me\">" SVG "/>", SVG "/>", ""},
    {SVG "><?xpacket begin='me'?><?note me?></svg>", SVG "></svg>",
     "XMP@SVG instruction|editing data@SVG instruction"},
    {SVG "><image href=\"data:image/jpeg;base64," COMMENTED "\"/></svg>",
     SVG "><image href=\"data:image/jpeg;base64," BARE "\"/></svg>", "comment@JPEG segment"},
    {SVG "><image href='DATA:;BASE64, &#10;" COMMENTED_START "\n" COMMENTED_END "'/></svg>",
     SVG "><image href='DATA:;BASE64," BARE "'/></svg>", "comment@JPEG segment"},
    {SVG "><style>a{background:url(data:image/jpeg;base64," COMMENTED ")}</style></svg>",
     SVG "><style>a{background:url(data:image/jpeg;base64," BARE ")}</style></svg>", "comment@JPEG segment"},
    {SVG "><image "
         "href=\"data:image/jpeg;base64,%2F9j%2FwAALCAACAAMBAREA%2F9oACAEBAAA%2FABL%2FAP%2FQNP%2FZ\"/></svg>",
     SVG "><image "
         "href=\"data:image/jpeg;base64,%2F9j%2FwAALCAACAAMBAREA%2F9oACAEBAAA%2FABL%2FAP%2FQNP%2FZ\"/></svg>",
     ""},
    {SVG "><a href=\"data:text/plain;base64,bWU=\">data: x</a><image href=\"data:image/png;base64,\"/></svg>",
     SVG "><a href=\"data:text/plain;base64,bWU=\">data: x</a><image href=\"data:image/png;base64,\"/></svg>",
     ""},
    {SVG "><image href=\"data:image/jpeg;base64,/9j/wAALCAAC\"/></svg>", NULL, DAMAGED},
    {SVG ">", NULL, DAMAGED},
    {SVG "><g></svg>", NULL, DAMAGED},
    {SVG "><g/", NULL, DAMAGED},
    {SVG "><g a=b/></svg>", NULL, DAMAGED},
    {SVG "><g a=\"<\"/></svg>", NULL, DAMAGED},
    {SVG "><g a=\"1\"b=\"2\" c/></svg>", NULL, DAMAGED},
    {SVG "><!-- me", NULL, "unreadable data@SVG"},
    {SVG "/>" SVG "/>", NULL, DAMAGED},
    {SVG "/>me", NULL, DAMAGED},
    {SVG "><title>\xe9</title></svg>", NULL, DAMAGED},
    {"<svg xmlns=\"urn:me\"/>", NULL, DAMAGED},
    {"<!DOCTYPE svg [ <!ENTITY a \"don't\"> ]>" SVG ">&a;</svg>", NULL, DAMAGED},
};

static void test_strip(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].in);
        size_t length = strlen(rows[i].in);
        g_auto(VtBuffer) out = {0};
        VtImageResult result = vt_image_strip(rows[i].in, length, "a.svg", &out, NULL);
        g_assert_cmpstr(vt_buffer_string(&out), ==, rows[i].out ? rows[i].out : "");
        g_assert_true((result == VT_IMAGE_FAILED) == (rows[i].out == NULL));
        g_autofree char *found = sample_find(rows[i].in, length);
        g_assert_cmpstr(found, ==, rows[i].found);
        g_autofree char *left = sample_find(out.data, out.length);
        g_assert_cmpstr(left, ==, "");
    }
}

static void test_entities(void)
{
    static const char text[] =
        "<!DOCTYPE svg PUBLIC \"a\" \"b\" [\n<!ENTITY ns \"http://www.w3.org/2000/svg\">\n]>\n"
        "<svg xmlns=\"&ns;\"/>";
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    g_assert_cmpint(vt_image_strip(text, sizeof text - 1, "a.svg", &out, sink), ==, VT_IMAGE_FAILED);
    g_assert_true(vt_diagnostics_holds(sink, VT_IMAGE_ENTITIES));
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 1);
}

/* An SVG in an SVG in an SVG is followed; one that goes on is refused, not overlooked. */
static void test_nested(void)
{
    g_autofree char *text = g_strdup(SVG "><!-- me --></svg>");
    for (int depth = 0; depth < 5; depth++) {
        g_autofree char *inner = g_base64_encode((const guchar *)text, strlen(text));
        g_free(text);
        text = g_strdup_printf(SVG "><image href=\"data:image/svg+xml;base64,%s\"/></svg>", inner);
        g_auto(VtBuffer) out = {0};
        VtImageResult result = vt_image_strip(text, strlen(text), "a.svg", &out, NULL);
        g_assert_cmpint(result, ==, depth < 3 ? VT_IMAGE_STRIPPED : VT_IMAGE_FAILED);
        g_autofree char *left = sample_find(out.data, out.length);
        g_assert_cmpstr(left, ==, "");
    }
}

static void test_size(void)
{
    static const struct {
        const char *attributes;
        uint32_t width;
        uint32_t height;
    } sizes[] = {
        {"width=\"30\" height=\"20px\"", 30, 20},
        {"width='1in' height=' 2.54cm '", 96, 96},
        {"width=\"72pt\" height=\"1pc\"", 96, 16},
        {"viewBox=\"0 0 24 12.4\"", 24, 12},
        {"viewBox=\"-5,-5,48 24\" width=\"24\"", 24, 12},
        {"viewBox=\"0 0 48 24\" height=\"6\"", 12, 6},
        {"viewBox=\"0 0 48 24\" width=\"100%\" height=\"100%\"", 48, 24},
        {"width=\"100%\"", 0, 0},
        {"width=\"30\"", 0, 0},
        {"width=\"-3\" height=\"nan\"", 0, 0},
        {"width=\"99999999999999999999\" height=\"1\"", 0, 0},
        {"viewBox=\"0 0 0 0\"", 0, 0},
        {"", 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree char *text = g_strdup_printf("<!-- a > b -->\n<svg %s/>", sizes[i].attributes);
        g_test_message("%s", text);
        VtImageInfo info;
        g_assert_true(vt_image_sniff(text, strlen(text), &info));
        g_assert_true(info.type == VT_IMAGE_SVG && info.orientation == 1);
        g_assert_cmpuint(info.width, ==, sizes[i].width);
        g_assert_cmpuint(info.height, ==, sizes[i].height);
    }
}

static void test_other_text(void)
{
    static const char *const texts[] = {
        "",      "<",        "<html><svg/></html>", "svg",        "<?xml version=\"1.0\"?><feed/>",
        "<svgx", "x <svg/>", "<!DOCTYPE html>",     "<!-- <svg/>"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_assert_true(vt_image_type(texts[i], strlen(texts[i])) == VT_IMAGE_UNKNOWN);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/svg/strip", test_strip);
    g_test_add_func("/svg/entities", test_entities);
    g_test_add_func("/svg/nested", test_nested);
    g_test_add_func("/svg/size", test_size);
    g_test_add_func("/svg/other-text", test_other_text);
    return g_test_run();
}
