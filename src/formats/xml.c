#include "xml.h"

#include "clean_text.h"

void vt_xml_init(VtXml *xml, VtBuffer *out)
{
    *xml = (VtXml){.out = out};
    vt_buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

bool vt_xml_finish(VtXml *xml, const char *name, VtDiagnostics *sink)
{
    while (xml->depth > 0 && !xml->failed)
        vt_xml_close(xml);
    vt_buffer_finish(&xml->clean);
    if (xml->failed)
        vt_diagnose(sink, VT_FORMAT_INVALID, VT_NOWHERE, "%s could not be written as XML", name);
    return !xml->failed;
}

static void indent(const VtXml *xml)
{
    for (unsigned i = 0; i < xml->depth; i++)
        vt_buffer_append_string(xml->out, "  ");
}

static void end_start_tag(VtXml *xml)
{
    if (xml->in_start_tag)
        vt_buffer_append_char(xml->out, '>');
    xml->in_start_tag = false;
}

void vt_xml_open(VtXml *xml, const char *element)
{
    xml->failed = xml->failed || xml->depth == VT_XML_DEEPEST || xml->has_text;
    if (xml->failed)
        return;
    if (xml->in_start_tag)
        vt_buffer_append_string(xml->out, ">\n");
    indent(xml);
    vt_buffer_append_char(xml->out, '<');
    vt_buffer_append_string(xml->out, element);
    xml->open[xml->depth++] = element;
    xml->in_start_tag = true;
}

void vt_xml_close(VtXml *xml)
{
    xml->failed = xml->failed || xml->depth == 0;
    if (xml->failed)
        return;
    const char *element = xml->open[--xml->depth];
    if (xml->in_start_tag) {
        vt_buffer_append_string(xml->out, "/>\n");
    } else {
        if (!xml->has_text)
            indent(xml);
        vt_buffer_append_string(xml->out, "</");
        vt_buffer_append_string(xml->out, element);
        vt_buffer_append_string(xml->out, ">\n");
    }
    xml->in_start_tag = false;
    xml->has_text = false;
}

/* What a reader would take for a space or a line end in an attribute's value, or drop from text. */
static const char *kept_space(char c, bool in_attribute)
{
    if (c == '\r')
        return "&#13;";
    if (!in_attribute)
        return NULL;
    return c == '\n' ? "&#10;" : c == '\t' ? "&#9;" : NULL;
}

static VtSlice clean(VtXml *xml, const char *text, size_t length)
{
    vt_buffer_reset(&xml->clean);
    vt_clean_append(&xml->clean, text, length);
    return (VtSlice){xml->clean.data, xml->clean.length};
}

static void append_escaped(VtXml *xml, const char *text, size_t length, bool in_attribute)
{
    VtSlice cleaned = clean(xml, text, length);
    const char *run = cleaned.data, *end = run + cleaned.length;
    for (const char *at = run; at < end; at++) {
        const char *kept = *at < ' ' ? kept_space(*at, in_attribute) : NULL;
        if (kept == NULL)
            continue;
        vt_buffer_append_html(xml->out, run, (size_t)(at - run));
        vt_buffer_append_string(xml->out, kept);
        run = at + 1;
    }
    vt_buffer_append_html(xml->out, run, (size_t)(end - run));
}

void vt_xml_attribute(VtXml *xml, const char *name, const char *value)
{
    xml->failed = xml->failed || !xml->in_start_tag;
    if (value == NULL || xml->failed)
        return;
    vt_buffer_append_char(xml->out, ' ');
    vt_buffer_append_string(xml->out, name);
    vt_buffer_append_string(xml->out, "=\"");
    append_escaped(xml, value, strlen(value), true);
    vt_buffer_append_char(xml->out, '"');
}

static bool begin_text(VtXml *xml)
{
    xml->failed = xml->failed || xml->depth == 0 || !(xml->in_start_tag || xml->has_text);
    if (xml->failed)
        return false;
    end_start_tag(xml);
    xml->has_text = true;
    return true;
}

void vt_xml_text(VtXml *xml, const char *text, size_t length)
{
    if (begin_text(xml))
        append_escaped(xml, text, length, false);
}

/* A section ends at the first "]]>", so one that stands in the text is parted behind its first bracket. */
void vt_xml_html(VtXml *xml, const char *html, size_t length)
{
    static const char parting[] = "]]><![CDATA[";
    if (!begin_text(xml))
        return;
    VtSlice cleaned = clean(xml, html, length);
    const char *run = cleaned.data, *end = run + cleaned.length, *at = run;
    vt_buffer_append_string(xml->out, "<![CDATA[");
    while ((at = memchr(at, ']', (size_t)(end - at))) != NULL) {
        at++;
        if (end - at < 2 || at[0] != ']' || at[1] != '>')
            continue;
        vt_buffer_append(xml->out, run, (size_t)(at - run));
        vt_buffer_append_string(xml->out, parting);
        run = at;
    }
    vt_buffer_append(xml->out, run, (size_t)(end - run));
    vt_buffer_append_string(xml->out, "]]>");
}

void vt_xml_element_text(VtXml *xml, const char *element, const char *text)
{
    if (!text)
        return;
    vt_xml_open(xml, element);
    vt_xml_text(xml, text, strlen(text));
    vt_xml_close(xml);
}
