#include "shapes.h"

static const VtType *const shape_types[VT_SHAPE_COUNT] = {
#define VT_OBJECT(id, Name) &vt_contract_##id,
#define VT_FIELD(id, name, type, meaning)
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END
};

static VtShape make_shape(const VtType *type, VtAtoms *atoms, VtArena *arena)
{
    uint16_t count = 0;
    while (type->fields[count].name)
        count++;
    VtAtom *names = VT_ARENA_ARRAY(arena, VtAtom, count);
    uint16_t *places = VT_ARENA_ARRAY(arena, uint16_t, count);
    for (uint16_t field = 0; field < count; field++) {
        VtAtom name = vt_atoms_intern_string(atoms, type->fields[field].name);
        uint16_t i = field;
        for (; i > 0 && names[i - 1] > name; i--) {
            names[i] = names[i - 1];
            places[i] = places[i - 1];
        }
        names[i] = name;
        places[i] = field;
    }
    return (VtShape){names, places, count};
}

void vt_shapes_init(VtShapes *shapes, VtAtoms *atoms, VtArena *arena)
{
    for (unsigned i = 0; i < VT_SHAPE_COUNT; i++)
        shapes->of[i] = make_shape(shape_types[i], atoms, arena);
}

VtObject *vt_shape_object(const VtShape *shape, const VtValue *values, size_t spare, VtArena *arena)
{
    VtObject *object = vt_object_new(arena, shape->count + spare);
    for (uint16_t i = 0; i < shape->count; i++)
        vt_object_set(object, shape->names[i], values[shape->places[i]]);
    return object;
}
