/* Writing XML that can be read again.
 *
 * libxml2's writer escapes, and checks nothing else: characters that XML cannot hold pass through it and give
 * a file that no reader takes. All text goes through clean_text.h here. There are neither comments nor CDATA
 * sections, so "--" and "]]>" need no care; names of elements are our own constants.
 *
 * A sticky error: calls return nothing, vt_xml_finish tells. Indented for people, the same bytes always. */
#pragma once

#include <libxml/xmlwriter.h>
#include <vitrine/diagnostics.h>

/* Embedded by whoever writes one document; borrows the buffer it writes to. */
typedef struct VtXml {
    xmlTextWriterPtr writer;
    VtBuffer clean;
    bool failed;
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
/* <element>text</element>; nothing when `text` is NULL. */
void vt_xml_element_text(VtXml *xml, const char *element, const char *text);
