/* Writing JSON straight into a buffer: JSON-LD stands on every page, where a tree of it would cost more than
 * the page's template.
 *
 * What is missing is left out: an unset text or date writes nothing, and an object or array in which nothing
 * was written does not appear, so no output holds null, "", {} or []. Text that is not UTF-8 is repaired, and
 * no text can close an HTML script element. The one exception is vt_json_node. */
#pragma once

#include <vitrine/edition.h>

enum { VT_JSON_DEPTH = 12 };

/* Embedded by whoever writes one document; borrows the buffer it writes to. */
typedef struct VtJson {
    VtBuffer *out;
    bool indented; /* two spaces for people; else on one line */
    size_t depth;  /* of levels in use */
    size_t opened; /* of them, those whose bracket is written */
    struct {
        const char *key;
        char closing;
        bool filled;
    } levels[VT_JSON_DEPTH];
} VtJson;

/* One object; between the two come its members. */
void vt_json_begin(VtJson *json, VtBuffer *out, bool indented);
void vt_json_end(VtJson *json);

/* `key` is NULL inside an array. */
void vt_json_object(VtJson *json, const char *key);
void vt_json_array(VtJson *json, const char *key);
void vt_json_close(VtJson *json);
/* Has the innermost level anything in it? */
bool vt_json_is_open(const VtJson *json);
/* A value out of somebody's YAML as it is: the one way to null, "", [] and {}. */
void vt_json_node(VtJson *json, const char *key, const VtNode *node);
/* Nothing when NULL or "". */
void vt_json_text(VtJson *json, const char *key, const char *text);
void vt_json_slice(VtJson *json, const char *key, VtSlice text);
void vt_json_number(VtJson *json, const char *key, unsigned number);
/* An array of texts. */
void vt_json_texts(VtJson *json, const char *key, VtStrings texts);
/* "2023-04", as precise as it is known; nothing when unset or present. */
void vt_json_date(VtJson *json, const char *key, VtDate date);
/* Absolute; nothing for what is neither within the site nor absolute. */
void vt_json_address(VtJson *json, const char *key, const VtEdition *edition, const char *address);
/* Nothing for what does not begin with http or https. */
void vt_json_web_address(VtJson *json, const char *key, const VtEdition *edition, const char *address);
