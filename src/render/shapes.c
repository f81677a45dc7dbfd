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

/* What contract.def finds from other fields of the same object. */
typedef struct Found {
    VtShapeId shape;
    const char *name;
    const char *of; /* names, a space between */
} Found;

static const Found found_fields[] = {
#define VT_OBJECT(id, Name)
#define VT_FIELD(id, name, type, meaning)
#define VT_ANY(id, name, of, meaning) {VT_SHAPE_##id, #name, of},
#define VT_END(id, Name)
#include "contract.def"
#undef VT_OBJECT
#undef VT_FIELD
#undef VT_END
};

static uint16_t place_of(const VtType *type, const char *name)
{
    uint16_t place = 0;
    while (strcmp(type->fields[place].name, name) != 0)
        place++;
    return place;
}

static const uint16_t *places_of(const VtType *type, const Found *found, VtArena *arena)
{
    g_auto(GStrv) names = g_strsplit(found->of, " ", -1);
    guint count = g_strv_length(names);
    uint16_t *places = VT_ARENA_ARRAY(arena, uint16_t, count + 1);
    for (guint i = 0; i < count; i++)
        places[i] = place_of(type, names[i]);
    places[count] = place_of(type, found->name);
    return places;
}

static VtShape make_shape(const VtType *type, VtAtoms *atoms, VtArena *arena)
{
    uint16_t count = 0;
    while (type->fields[count].name)
        count++;
    VtShapeField *fields = VT_ARENA_ARRAY(arena, VtShapeField, count);
    for (uint16_t place = 0; place < count; place++) {
        VtAtom name = vt_atoms_intern_string(atoms, type->fields[place].name);
        uint16_t i = place;
        for (; i > 0 && fields[i - 1].name > name; i--)
            fields[i] = fields[i - 1];
        fields[i] = (VtShapeField){name, place, NULL};
    }
    VtObject *empty = vt_object_new(arena, count);
    for (uint16_t i = 0; i < count; i++)
        vt_object_set(empty, fields[i].name, VT_NULL);
    return (VtShape){fields, count, empty};
}

static void set_found(VtShape *shape, const Found *found, VtArena *arena)
{
    const VtType *type = shape_types[found->shape];
    uint16_t place = place_of(type, found->name);
    VtShapeField *field = (VtShapeField *)shape->fields;
    while (field->place != place)
        field++;
    field->of = places_of(type, found, arena);
}

void vt_shapes_init(VtShapes *shapes, VtAtoms *atoms, VtArena *arena)
{
    for (unsigned i = 0; i < VT_SHAPE_COUNT; i++)
        shapes->of[i] = make_shape(shape_types[i], atoms, arena);
    for (size_t i = 0; i < G_N_ELEMENTS(found_fields); i++)
        set_found(&shapes->of[found_fields[i].shape], &found_fields[i], arena);
}

static bool holds_something(VtValue value)
{
    switch (value.kind) {
    case VT_VALUE_BOOL:
    case VT_VALUE_INTEGER:
        return value.integer != 0;
    case VT_VALUE_TEXT:
    case VT_VALUE_HTML:
        return value.length > 0;
    case VT_VALUE_LIST:
        return vt_list_count(value.list) > 0;
    default:
        return value.kind != VT_VALUE_NULL;
    }
}

static VtValue value_of(const VtShapeField *field, const VtValue *values)
{
    if (!field->of)
        return values[field->place];
    const uint16_t *of = field->of;
    while (*of != field->place && !holds_something(values[*of]))
        of++;
    return vt_value_bool(*of != field->place);
}

VtObject *vt_shape_object(const VtShape *shape, const VtValue *values, VtArena *arena)
{
    VtValue *own;
    VtObject *object = vt_object_like(shape->empty, arena, &own);
    for (uint16_t i = 0; i < shape->count; i++)
        own[i] = value_of(&shape->fields[i], values);
    return object;
}
