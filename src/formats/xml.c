#include "xml.h"

#include "clean_text.h"

static int append_bytes(void *context, const char *bytes, int length)
{
    vt_buffer_append(context, bytes, (size_t)length);
    return length;
}

/* libxml2 answers with a number of bytes, or with -1. */
static void check(VtXml *xml, int result)
{
    if (result < 0)
        xml->failed = true;
}

void vt_xml_init(VtXml *xml, VtBuffer *out)
{
    *xml = (VtXml){0};
    xmlOutputBufferPtr bytes = xmlOutputBufferCreateIO(append_bytes, NULL, out, NULL);
    xml->writer = bytes ? xmlNewTextWriter(bytes) : NULL;
    if (!xml->writer) {
        xml->failed = true;
        return;
    }
    check(xml, xmlTextWriterSetIndent(xml->writer, 1));
    check(xml, xmlTextWriterSetIndentString(xml->writer, BAD_CAST "  "));
    check(xml, xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
}

bool vt_xml_finish(VtXml *xml, const char *name, VtDiagnostics *sink)
{
    if (xml->writer)
        check(xml, xmlTextWriterEndDocument(xml->writer));
    xmlFreeTextWriter(xml->writer);
    vt_buffer_finish(&xml->clean);
    xml->writer = NULL;
    if (xml->failed)
        vt_diagnose(sink, VT_FORMAT_INVALID, VT_NOWHERE, "%s could not be written as XML", name);
    return !xml->failed;
}

void vt_xml_open(VtXml *xml, const char *element)
{
    if (!xml->failed)
        check(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void vt_xml_close(VtXml *xml)
{
    if (!xml->failed)
        check(xml, xmlTextWriterEndElement(xml->writer));
}

/* A terminated copy of the text, fit for XML; valid until the next call. */
static const xmlChar *cleaned(VtXml *xml, const char *text, size_t length)
{
    vt_buffer_reset(&xml->clean);
    vt_clean_append(&xml->clean, text, length);
    return BAD_CAST vt_buffer_string(&xml->clean);
}

void vt_xml_attribute(VtXml *xml, const char *name, const char *value)
{
    if (value && !xml->failed)
        check(xml,
              xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, cleaned(xml, value, strlen(value))));
}

void vt_xml_text(VtXml *xml, const char *text, size_t length)
{
    if (!xml->failed)
        check(xml, xmlTextWriterWriteString(xml->writer, cleaned(xml, text, length)));
}

void vt_xml_element_text(VtXml *xml, const char *element, const char *text)
{
    if (!text)
        return;
    vt_xml_open(xml, element);
    vt_xml_text(xml, text, strlen(text));
    vt_xml_close(xml);
}
