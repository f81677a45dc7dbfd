/* JSON Resume on its way into the plan. Private to the importer.
 *
 * src/formats/json_resume_keys.def is the contract with the export: which key goes to which field, and what
 * is kept under `extra: {jsonresume: …}` so that the export gives back the same document. */
#pragma once

#include "importer_private.h"

#include "vitrine/kinds.h"

#include <jansson.h>

typedef struct VtJsonReading {
    VtImport *import;
    VtInput *input;
    VtDiagnostics *sink;
    VtPlanFile *profile;
    json_t *kept;     /* the profile's extra.jsonresume: the document without what has fields */
    json_t *unplaced; /* items that could not be entries */
} VtJsonReading;

/* FRESH as JSON Resume; what that has no word for stays under "x-fresh". A new reference. */
json_t *vt_fresh_to_json_resume(const json_t *fresh);

/* Sets the fields of one item that have rows in the table, and removes from `item` what they give back to the
 * byte. */
void vt_json_take_fields(VtJsonReading *reading, VtPlanFile *file, VtKind kind, json_t *item);
/* May the text stand in a key or a body as it is, and come back as it is? */
bool vt_json_is_plain(const char *text);
/* Text into a body, so that a reader sees the same characters. */
void vt_json_append_prose(GString *body, const char *text);
/* All texts of the value are to be found in the file: the promise for JSON. */
void vt_json_expect(VtInput *input, const VtPlanFile *file, const json_t *value);
/* HTML comments in texts of the document, but for what our own export keeps as Markdown, go to unplaced.md. */
void vt_json_take_comments(VtJsonReading *reading, json_t *document);
/* Lists of the person: accounts, languages, interests; each keeps what it has no field for. */
void vt_json_take_lists(VtJsonReading *reading, json_t *basics, json_t *document);
/* What our own export said beyond JSON Resume: bodies, fields, pages. `entries` has the file of each list's
 * items. */
void vt_json_apply_rest(VtJsonReading *reading, const json_t *rest, GHashTable *entries);
