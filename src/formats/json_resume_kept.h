/* Objects of a JSON Resume, written together with what the import kept of the document they came from.
 *
 * json_resume_keys.def tells what is kept and where. A kept value is written in place of ours as long as both
 * have the same letters and digits, and wherever we have nothing; what no key of ours asks for comes last. */
#pragma once

#include "json.h"

/* Embedded by whoever writes one object; borrows all it points to. */
typedef struct VtKept {
    VtJson *json;
    const VtNode *map; /* NULL: nothing was kept */
    bool *done;        /* of the map's pairs: written, or replaced */
} VtKept;

/* The kept part of an entry, or NULL. */
const VtNode *vt_kept_of(const VtEditionEntry *entry);

/* For an object that has been opened already: the document itself. */
void vt_kept_init(VtKept *kept, VtJson *json, const VtNode *map);
/* Writes what no call has asked for. */
void vt_kept_finish(VtKept *kept);

/* A member that is an object. vt_kept_close takes both the inner and the outer one. */
void vt_kept_open(VtKept *kept, const char *key, VtKept *inner);
void vt_kept_close(VtKept *kept, const char *key, VtKept *inner);

/* Members. `old` is the key's name in older versions of the schema, or NULL. */
void vt_kept_text(VtKept *kept, const char *key, const char *old, const char *text);
void vt_kept_texts(VtKept *kept, const char *key, const char *const *texts, size_t count);
void vt_kept_date(VtKept *kept, const char *key, VtDate date);
/* Absolute; nothing for what is neither within the site nor absolute. */
void vt_kept_address(VtKept *kept, const char *key, const char *old, const VtEdition *edition,
                     const char *address);

/* A list of objects: the kept list, if it is all there is (then it is written and true returned); else what
 * was kept of each of `count` items, by vt_kept_item. */
bool vt_kept_list(VtKept *kept, const char *key, size_t count);
const VtNode *vt_kept_item(const VtKept *kept, const char *key, size_t index, size_t count);
/* The member is not to be written among the rest. */
void vt_kept_skip(VtKept *kept, const char *key);
