/* Entities: what `&…;` stands for. md4c hands them over as they are written. */
#pragma once

#include <vitrine/markdown.h>

/* Two code points at most, in UTF-8. */
#define VT_ENTITY_BYTES 8

/* Writes what an entity, with its & and ;, stands for, and returns its length: 0 when no entity of HTML has
 * that name. Numbers that are no character give U+FFFD. */
size_t vt_entity_decode(const char *entity, size_t length, char out[static VT_ENTITY_BYTES]);
