/* Shapes: how a view-model's struct becomes an object.
 *
 * For each object of contract.def there is a struct with a VtValue for each field (VtModelEntry), and a
 * function that makes the object of it (vt_model_entry). What the caller leaves out is null; what the
 * contract doesn't have can't be said, and what it finds from other fields (VT_ANY) is found here. An
 * object's fields are kept by atom, so a shape knows in which order to set them. */
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

/* One field of a type: where in the struct its value is. `of`: it says whether one of the fields at those
 * places holds something; ends with its own place; NULL for fields that the view-model sets. */
typedef struct VtShapeField {
    VtAtom name;
    uint16_t place;
    const uint16_t *of;
} VtShapeField;

/* The fields of one type by ascending atom. Lives in the renderer's arena. */
typedef struct VtShape {
    const VtShapeField *fields;
    uint16_t count;
    const VtObject *empty; /* whose names all objects of the shape share */
} VtShape;

typedef struct VtShapes {
    VtShape of[VT_SHAPE_COUNT];
} VtShapes;

void vt_shapes_init(VtShapes *shapes, VtAtoms *atoms, VtArena *arena);
VtObject *vt_shape_object(const VtShape *shape, const VtValue *values, VtArena *arena);

#define VT_OBJECT(id, Name)                                                                                  \
    static inline VtValue vt_model_##id(const VtShapes *shapes, VtArena *arena, const VtModel##Name *model)  \
    {                                                                                                        \
        return vt_value_object(vt_shape_object(&shapes->of[VT_SHAPE_##id], (const VtValue *)model, arena));  \
    }
#define VT_FIELD(id, name, type, meaning)
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END
