#include "loading.h"

static VtValue option_value(const VtOption *option, VtArena *arena)
{
    switch (option->type) {
    case VT_OPTION_BOOLEAN:
        return vt_value_bool(option->boolean);
    case VT_OPTION_INTEGER:
        return vt_value_integer(option->integer);
    case VT_OPTION_LIST:
        break;
    case VT_OPTION_STRING:
    case VT_OPTION_CHOICE:
    case VT_OPTION_COLOR:
        return vt_value_string(option->string);
    }
    VtList *list = vt_list_new(arena, option->list.count);
    for (size_t i = 0; i < option->list.count; i++)
        vt_list_add(list, vt_value_string(option->list.items[i]));
    return vt_value_list(list);
}

/* Objects are built through this table because a VtValue lends them out only to be read. */
typedef struct AssetFolder {
    VtAtom name;
    VtObject *object;
    GPtrArray *folders; /* of AssetFolder, owned */
} AssetFolder;

static AssetFolder *asset_folder_new(VtAtom name, VtArena *arena, size_t room)
{
    AssetFolder *folder = g_new(AssetFolder, 1);
    *folder = (AssetFolder){name, vt_object_new(arena, room), g_ptr_array_new()};
    return folder;
}

static void asset_folder_free(AssetFolder *folder)
{
    for (guint i = 0; i < folder->folders->len; i++)
        asset_folder_free(g_ptr_array_index(folder->folders, i));
    g_ptr_array_free(folder->folders, TRUE);
    g_free(folder);
}

static AssetFolder *asset_folder_below(AssetFolder *folder, VtAtom name, VtArena *arena)
{
    for (guint i = 0; i < folder->folders->len; i++) {
        AssetFolder *below = g_ptr_array_index(folder->folders, i);
        if (below->name == name)
            return below;
    }
    AssetFolder *below = asset_folder_new(name, arena, 4);
    g_ptr_array_add(folder->folders, below);
    vt_object_set(folder->object, name, vt_value_object(below->object));
    return below;
}

static const VtObject *assets_object(const VtTheme *theme, const char *base_path, VtAtoms *atoms,
                                     VtArena *arena)
{
    AssetFolder *top = asset_folder_new(0, arena, theme->asset_count);
    const VtObject *object = top->object;
    for (size_t i = 0; i < theme->asset_count; i++) {
        g_auto(GStrv) steps = vt_theme_asset_steps(theme->assets[i].name);
        AssetFolder *folder = top;
        char **step = steps;
        for (; step[1]; step++)
            folder = asset_folder_below(folder, vt_atoms_intern_string(atoms, *step), arena);
        vt_object_set(folder->object, vt_atoms_intern_string(atoms, *step),
                      vt_value_string(vt_arena_format(arena, "%s%s", base_path, theme->assets[i].path)));
    }
    asset_folder_free(top);
    return object;
}

void vt_theme_set_values(const VtTheme *theme, const char *base_path, VtAtoms *atoms, VtArena *arena,
                         VtObject *root)
{
    VtObject *labels = vt_object_new(arena, theme->label_count);
    for (size_t i = 0; i < theme->label_count; i++)
        vt_object_set(labels, vt_atoms_intern_string(atoms, theme->labels[i].name),
                      vt_value_string(theme->labels[i].text));
    VtObject *options = vt_object_new(arena, theme->option_count);
    for (size_t i = 0; i < theme->option_count; i++)
        vt_object_set(options, vt_atoms_intern_string(atoms, theme->options[i].name),
                      option_value(&theme->options[i], arena));
    vt_object_set(root, vt_atoms_intern_string(atoms, "labels"), vt_value_object(labels));
    vt_object_set(root, vt_atoms_intern_string(atoms, "options"), vt_value_object(options));
    vt_object_set(root, vt_atoms_intern_string(atoms, "assets"),
                  vt_value_object(assets_object(theme, base_path, atoms, arena)));
}
