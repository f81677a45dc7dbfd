/* schema.org's words for the person and for entries; see vt_format_json_ld. */
#pragma once

#include "absolute.h"
#include "json.h"

/* The members of an object of type Person: all that the edition says of its author. */
void vt_json_ld_person(VtJson *json, const VtEdition *edition);
/* `key`: {Person: name and address}, which refers to the one on the home page by @id. */
void vt_json_ld_author(VtJson *json, const char *key, const VtEdition *edition);
/* `key`: {type, name}; nothing when `name` is NULL. */
void vt_json_ld_named(VtJson *json, const char *key, const char *type, const char *name);
