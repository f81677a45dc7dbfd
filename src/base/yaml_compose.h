/* What the parts of the YAML reader share: composing nodes, typing scalars, wording mistakes. */
#pragma once

#include <vitrine/yaml.h>

#include <yaml.h>

/* libyaml's marks count characters; a cursor that moves with them gives bytes. Lives for one parse. */
typedef struct VtYamlCursor {
    const VtSource *source;
    size_t base; /* byte of the source where the document starts */
    size_t end;
    size_t index; /* characters from base … */
    size_t byte;  /* … and the byte of the source they lead to */
} VtYamlCursor;

/* The byte of the source at a mark; never beyond the end of the document. */
size_t vt_yaml_byte(VtYamlCursor *cursor, size_t index);

/* Sets type, boolean, integer and number of an unquoted scalar from its text (YAML 1.2, 10.3.2). */
void vt_yaml_type_scalar(VtNode *node);

/* Reports the parser's error in an author's words, with a way out where the mistake is a known one. */
void vt_yaml_report(const yaml_parser_t *parser, VtYamlCursor *cursor, VtDiagnostics *sink);
