/* The inside of lists and objects, for the interpreter. Both live in the arena that they were made in. */
#pragma once

#include <vitrine/mustache.h>

struct VtList {
    VtArena *arena;
    VtValue *items;
    size_t count;
    size_t capacity;
};

/* Fields are sorted by atom, so that objects made with the same names have them at the same places: the
 * interpreter guesses a field's place from the last object it saw. `mask` has a bit set for each name, to
 * turn most failing searches away at once. */
struct VtObject {
    uint64_t mask;
    uint32_t count;
    uint32_t capacity;
    VtAtom *names;
    VtValue *values;
    VtArena *arena;
};

static inline uint64_t vt_atom_bit(VtAtom atom)
{
    return UINT64_C(1) << (atom & 63);
}

/* The place of the first field whose name is not below `name`; `count` if there is none. */
uint32_t vt_object_place(const VtObject *object, VtAtom name);
