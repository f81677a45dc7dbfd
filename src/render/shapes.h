/* Shapes: how a view-model's struct becomes an object.
 *
 * For each object of contract.def there is a struct with a VtValue for each field (VtModelEntry), and a
 * function that makes the object of it (vt_model_entry). What the caller leaves out is null; what the
 * contract doesn't have can't be said. An object's fields are kept by atom, so a shape knows in which order
 * to set them. */
#pragma once

#include "contract.h"

#define VT_OBJECT(id, Name) typedef struct VtModel##Name {
#define VT_FIELD(id, name, type, meaning) VtValue name;
#define VT_END(id, Name)                                                                                     \
    }                                                                                                        \
    VtModel##Name;
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END

typedef enum VtShapeId {
#define VT_OBJECT(id, Name) VT_SHAPE_##id,
#define VT_FIELD(id, name, type, meaning)
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END
    VT_SHAPE_COUNT
} VtShapeId;

/* The fields of one type by ascending atom: `places` tells where in the struct each value is. Lives in the
 * renderer's arena. */
typedef struct VtShape {
    const VtAtom *names;
    const uint16_t *places;
    uint16_t count;
} VtShape;

typedef struct VtShapes {
    VtShape of[VT_SHAPE_COUNT];
} VtShapes;

void vt_shapes_init(VtShapes *shapes, VtAtoms *atoms, VtArena *arena);
/* `spare`: room for so many more fields. */
VtObject *vt_shape_object(const VtShape *shape, const VtValue *values, size_t spare, VtArena *arena);

#define VT_OBJECT(id, Name)                                                                                  \
    static inline VtValue vt_model_##id(const VtShapes *shapes, VtArena *arena, const VtModel##Name *model)  \
    {                                                                                                        \
        return vt_value_object(                                                                              \
            vt_shape_object(&shapes->of[VT_SHAPE_##id], (const VtValue *)model, 0, arena));                  \
    }
#define VT_FIELD(id, name, type, meaning)
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END
