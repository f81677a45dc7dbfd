/* A reader of XML that keeps places: each token is a stretch of the text, so that what stays can be copied
 * as it stands. Knows tags, attributes, comments, instructions, DOCTYPE, CDATA; checks what it needs to
 * know where they end. Private to images. */
#pragma once

#include <vitrine/base.h>

typedef enum VtXmlKind {
    VT_XML_TEXT,
    VT_XML_START,
    VT_XML_END,
    VT_XML_COMMENT,
    VT_XML_INSTRUCTION,
    VT_XML_DOCTYPE,
    VT_XML_CDATA
} VtXmlKind;

/* Slices of the text. */
typedef struct VtXmlToken {
    VtXmlKind kind;
    size_t from;
    size_t to;
    VtSlice name;       /* of a tag or an instruction, with its prefix */
    VtSlice attributes; /* a start tag's, from behind the name to the bracket or slash */
    bool empty;         /* a start tag that ends itself */
    bool subset;        /* a DOCTYPE with declarations of its own, at which it then ends */
} VtXmlToken;

typedef struct VtXmlReader {
    VtSlice text;
    size_t at;
    const char *fault; /* static; set when the text is not XML */
} VtXmlReader;

/* False at the end, and at a fault. */
bool vt_xml_next(VtXmlReader *reader, VtXmlToken *token);

typedef struct VtXmlAttribute {
    VtSlice name;
    VtSlice value; /* without its quotes, as written */
    VtSlice whole; /* with the white space before it */
} VtXmlAttribute;

/* Takes the first attribute off `rest`. False at the end, and with `fault` where there is none. */
bool vt_xml_next_attribute(VtSlice *rest, VtXmlAttribute *attribute, const char **fault);

/* The name that begins there; empty when none does. */
VtSlice vt_xml_name_at(VtSlice text, size_t at);
/* "a:b" gives "a" and "b"; "b" gives "" and "b". */
VtSlice vt_xml_prefix(VtSlice name);
VtSlice vt_xml_local(VtSlice name);
