#include "value.h"

VtList *vt_list_new(VtArena *arena, size_t items)
{
    VtList *list = VT_ARENA_NEW(arena, VtList);
    list->arena = arena;
    list->capacity = MAX(items, 1);
    list->items = VT_ARENA_ARRAY(arena, VtValue, list->capacity);
    return list;
}

void vt_list_add(VtList *list, VtValue value)
{
    if (list->count == list->capacity) {
        VtValue *items = VT_ARENA_ARRAY(list->arena, VtValue, list->capacity * 2);
        memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity *= 2;
    }
    list->items[list->count++] = value;
}

size_t vt_list_count(const VtList *list)
{
    return list->count;
}

VtValue vt_list_item(const VtList *list, size_t index)
{
    return index < list->count ? list->items[index] : VT_NULL;
}

static void allocate_fields(VtObject *object, uint32_t capacity)
{
    object->capacity = capacity;
    object->names = VT_ARENA_ARRAY(object->arena, VtAtom, capacity);
    object->values = VT_ARENA_ARRAY(object->arena, VtValue, capacity);
}

VtObject *vt_object_new(VtArena *arena, size_t fields)
{
    VtObject *object = VT_ARENA_NEW(arena, VtObject);
    object->arena = arena;
    allocate_fields(object, (uint32_t)CLAMP(fields, 1, UINT32_MAX / 2));
    return object;
}

VtObject *vt_object_like(const VtObject *other, VtArena *arena, VtValue **values)
{
    VtObject *object = VT_ARENA_NEW(arena, VtObject);
    *object = *other;
    object->arena = arena;
    object->capacity = object->count; /* so that names are copied before one is added */
    object->values = *values = VT_ARENA_ARRAY(arena, VtValue, MAX(object->count, 1U));
    return object;
}

uint32_t vt_object_place(const VtObject *object, VtAtom name)
{
    uint32_t low = 0, high = object->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (object->names[middle] < name)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void grow(VtObject *object)
{
    const VtAtom *names = object->names;
    const VtValue *values = object->values;
    allocate_fields(object, MAX(object->capacity, 1U) * 2);
    memcpy(object->names, names, object->count * sizeof *names);
    memcpy(object->values, values, object->count * sizeof *values);
}

static void insert(VtObject *object, uint32_t place, VtAtom name, VtValue value)
{
    if (object->count == object->capacity)
        grow(object);
    size_t after = object->count - place;
    memmove(object->names + place + 1, object->names + place, after * sizeof *object->names);
    memmove(object->values + place + 1, object->values + place, after * sizeof *object->values);
    object->names[place] = name;
    object->values[place] = value;
    object->mask |= vt_atom_bit(name);
    object->count++;
}

void vt_object_set(VtObject *object, VtAtom name, VtValue value)
{
    if (name == 0)
        return;
    uint32_t place = object->count;
    if (place > 0 && object->names[place - 1] >= name)
        place = vt_object_place(object, name);
    if (place < object->count && object->names[place] == name)
        object->values[place] = value;
    else
        insert(object, place, name, value);
}

VtValue vt_object_get(const VtObject *object, VtAtom name)
{
    uint32_t place = vt_object_place(object, name);
    return place < object->count && object->names[place] == name ? object->values[place] : VT_NULL;
}
