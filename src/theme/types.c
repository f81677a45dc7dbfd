#include "loading.h"

/* The types of labels, options and assets: the part of the contract that only the theme knows. */

char **vt_theme_asset_steps(const char *name)
{
    return g_strsplit_set(name, "./", -1);
}

/* Not VT_LIST_OF_TEXT, which lives no longer than the block it stands in. */
static const VtType list_of_text = {.kind = VT_TYPE_LIST, .item = VT_TEXT};

static const VtType *option_type(VtOptionType type)
{
    switch (type) {
    case VT_OPTION_BOOLEAN:
        return VT_BOOLEAN;
    case VT_OPTION_INTEGER:
        return VT_INTEGER;
    case VT_OPTION_LIST:
        return &list_of_text;
    case VT_OPTION_STRING:
    case VT_OPTION_CHOICE:
    case VT_OPTION_COLOR:
        break;
    }
    return VT_TEXT;
}

static VtType *object_type(VtArena *arena, const char *name, const VtField *fields)
{
    VtType *type = VT_ARENA_NEW(arena, VtType);
    *type = (VtType)VT_OBJECT_TYPE(name, fields);
    return type;
}

static const VtType *labels_type(VtArena *arena, const VtTheme *theme)
{
    VtField *fields = VT_ARENA_ARRAY(arena, VtField, theme->label_count + 1);
    for (size_t i = 0; i < theme->label_count; i++)
        fields[i] = (VtField){theme->labels[i].name, VT_TEXT, ""};
    return object_type(arena, "Labels", fields);
}

static const VtType *options_type(VtArena *arena, const VtTheme *theme)
{
    VtField *fields = VT_ARENA_ARRAY(arena, VtField, theme->option_count + 1);
    for (size_t i = 0; i < theme->option_count; i++)
        fields[i] = (VtField){theme->options[i].name, option_type(theme->options[i].type), ""};
    return object_type(arena, "Options", fields);
}

/* The field of that name, or the first unused one, given that name. */
static VtField *field_for(VtField *fields, const char *name)
{
    while (fields->name && strcmp(fields->name, name) != 0)
        fields++;
    fields->name = name;
    return fields;
}

/* Adds one asset's steps below `object`; each object has room for as many fields as there are assets. */
static void add_asset(VtArena *arena, VtType *object, char *const *steps, size_t room)
{
    VtField *field = field_for((VtField *)object->fields, vt_arena_string(arena, *steps));
    if (!steps[1]) {
        field->type = VT_TEXT;
        return;
    }
    if (!field->type || field->type->kind != VT_TYPE_OBJECT)
        field->type = object_type(arena, "Assets", VT_ARENA_ARRAY(arena, VtField, room + 1));
    add_asset(arena, (VtType *)field->type, steps + 1, room);
}

static const VtType *assets_type(VtArena *arena, const VtTheme *theme)
{
    VtType *type = object_type(arena, "Assets", VT_ARENA_ARRAY(arena, VtField, theme->asset_count + 1));
    for (size_t i = 0; i < theme->asset_count; i++) {
        g_auto(GStrv) steps = vt_theme_asset_steps(theme->assets[i].name);
        add_asset(arena, type, steps, theme->asset_count);
    }
    return type;
}

const VtType *vt_theme_root_type(VtArena *arena, const VtTheme *theme, const VtType *root)
{
    size_t count = 0;
    while (root->fields[count].name)
        count++;
    VtField *fields = VT_ARENA_ARRAY(arena, VtField, count + 4);
    for (size_t i = 0; i < count; i++)
        fields[i] = root->fields[i];
    fields[count++] = (VtField){"labels", labels_type(arena, theme), ""};
    fields[count++] = (VtField){"options", options_type(arena, theme), ""};
    fields[count++] = (VtField){"assets", assets_type(arena, theme), ""};
    return object_type(arena, root->name, fields);
}
