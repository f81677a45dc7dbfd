/* What is read from one final file: the addresses it refers to, and the ids that others may lead to. */
#pragma once

#include "vitrine/diagnostics.h"

/* MENTIONED: the address of a hyperlink. Written in full, with scheme and host, it may lead to something else
 * on the same host, of which Vitrine knows nothing. REQUIRED: all others, which the page needs to be whole.
 */
typedef enum VtAddressUse { VT_ADDRESS_REQUIRED, VT_ADDRESS_MENTIONED } VtAddressUse;

/* Takes one address as it stands in the file, entities decoded. */
typedef void VtAddressFound(const char *address, VtAddressUse use, unsigned line, void *data);
typedef void VtIdFound(const char *id, unsigned line, void *data);

/* Receives what a reader finds; `data` is handed to each. */
typedef struct VtReading {
    VtAddressFound *address;
    VtIdFound *id;
    void *data;
    const char *path; /* of the file read, for messages */
    VtDiagnostics *sink;
} VtReading;

/* HTML: tags, attributes and their nesting. */
void vt_read_html(const VtReading *reading, const char *data, size_t length);
/* Any XML: `href`, `src` and `url` attributes, and the text of loc, link, guid, id, uri and content elements
 * where it is an address; escaped HTML in content and description is read as HTML. */
void vt_read_xml(const VtReading *reading, const char *data, size_t length);
/* Strings of the JSON text behind keys that hold addresses ("url", "feed_url", "image" …), where they are
 * absolute or begin with "/"; "content_html" is read as HTML. */
void vt_read_json(const VtReading *reading, const char *data, size_t length);
/* url(…) and @import of a stylesheet. */
void vt_read_css(const VtReading *reading, const char *data, size_t length);
