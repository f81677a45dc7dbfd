/* Writing XML 1.0 that can be read again.
 *
 * Elements hold other elements or text, never both; there are no comments, and names of elements and
 * attributes are our own constants. Text goes through clean_text.h and the escaping of HTML, whose four characters are those of XML (section 2.4); carriage
 * returns, and in attributes tabs and line ends, are written as numbers (sections 2.11 and 3.3.3), so that a
 * reader gives them back. What comes out is read again by the link check before it is published.
 *
 * A sticky error: calls return nothing, vt_xml_finish tells. Indented for people, the same bytes always. */
#pragma once

#include <vitrine/diagnostics.h>

enum { VT_XML_DEEPEST = 16 };

/* Embedded by whoever writes one document; borrows the buffer it writes to, and the names of open elements.
 */
typedef struct VtXml {
    VtBuffer *out;
    VtBuffer clean; /* of one text, reused */
    const char *open[VT_XML_DEEPEST];
    unsigned depth;
    bool in_start_tag; /* of the innermost element, whose ">" is not written yet */
    bool has_text;     /* the innermost element */
    bool failed;       /* calls out of order: a mistake of the caller's */
} VtXml;

/* Appends to `out` from here on, the XML declaration first. */
void vt_xml_init(VtXml *xml, VtBuffer *out);
/* Closes what is open. False after a diagnostic that names the file by `name`. */
bool vt_xml_finish(VtXml *xml, const char *name, VtDiagnostics *sink);

void vt_xml_open(VtXml *xml, const char *element);
void vt_xml_close(VtXml *xml);
/* Only straight after vt_xml_open. Nothing when `value` is NULL. */
void vt_xml_attribute(VtXml *xml, const char *name, const char *value);
void vt_xml_text(VtXml *xml, const char *text, size_t length);
/* The same for HTML, in CDATA sections (section 2.7): half its characters would be escaped, which people and
 * parsers alike would have to read past. Carriage returns become line ends, as HTML's parsers make of them. */
void vt_xml_html(VtXml *xml, const char *html, size_t length);
/* <element>text</element>; nothing when `text` is NULL. */
void vt_xml_element_text(VtXml *xml, const char *element, const char *text);
