#include "render_file.h"

#include "json_data.h"

/* A file that was read; it owns its path and text. */
typedef struct File {
    VtSource source;
    char *path;
    char *text;
} File;

typedef struct Folder {
    const char *path;
    VtDiagnostics *sink;
    GHashTable *files; /* File by template name */
    GPtrArray *names;  /* sorted, made when first asked for */
} Folder;

static const char suffix[] = ".mustache";

static void file_free(void *data)
{
    File *file = data;
    if (!file)
        return;
    g_free(file->path);
    g_free(file->text);
    g_free(file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(File, file_free)

static File *read_file(const char *path, VtDiagnostics *sink)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(File) file = g_new0(File, 1);
    gsize length, offset;
    if (!g_file_get_contents(path, &file->text, &length, &error)) {
        const char *why = g_strrstr(error->message, ": ");
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, path, "cannot be read%s", why ? why : "");
        return NULL;
    }
    file->path = g_strdup(path);
    file->source = (VtSource){.path = file->path, .text = file->text, .length = length};
    if (vt_utf8_valid(file->text, length, &offset))
        return g_steal_pointer(&file);
    vt_diagnose(sink, VT_FILE_ENCODING, (VtSpan){&file->source, offset, 1}, "not UTF-8 from byte %zu on",
                offset);
    return NULL;
}

/* A name never leads out of the folder. */
static bool is_inside(const char *name)
{
    g_auto(GStrv) steps = g_strsplit(name, "/", -1);
    for (size_t i = 0; steps[i]; i++) {
        if (steps[i][0] == '\0' || g_str_equal(steps[i], ".") || g_str_equal(steps[i], ".."))
            return false;
    }
    return name[0] != '\0';
}

static const VtSource *load(const char *name, void *data)
{
    Folder *folder = data;
    if (!is_inside(name))
        return NULL;
    g_autofree char *path = g_strconcat(folder->path, "/", name, suffix, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return NULL;
    File *file = read_file(path, folder->sink);
    if (!file)
        return NULL;
    g_hash_table_insert(folder->files, g_strdup(name), file);
    return &file->source;
}

enum { DEEPEST_FOLDER = 16 };

static void list_folder(Folder *folder, const char *below, unsigned depth)
{
    g_autofree char *path = g_build_filename(folder->path, below, NULL);
    g_autoptr(GDir) listing = g_dir_open(path, 0, NULL);
    const char *entry;
    while (listing && (entry = g_dir_read_name(listing))) {
        g_autofree char *name = below ? g_strconcat(below, "/", entry, NULL) : g_strdup(entry);
        g_autofree char *full = g_build_filename(folder->path, name, NULL);
        if (entry[0] == '.')
            continue;
        if (g_str_has_suffix(name, suffix))
            g_ptr_array_add(folder->names, g_strndup(name, strlen(name) - strlen(suffix)));
        else if (depth < DEEPEST_FOLDER && g_file_test(full, G_FILE_TEST_IS_DIR))
            list_folder(folder, name, depth + 1);
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const *names(size_t *count, void *data)
{
    Folder *folder = data;
    if (!folder->names) {
        folder->names = g_ptr_array_new_with_free_func(g_free);
        list_folder(folder, NULL, 0);
        g_ptr_array_sort(folder->names, compare_names);
    }
    *count = folder->names->len;
    return (const char *const *)folder->names->pdata;
}

static void folder_finish(Folder *folder)
{
    g_hash_table_destroy(folder->files);
    if (folder->names)
        g_ptr_array_free(folder->names, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_finish)

static bool render(const File *template, const File *json, Folder *folder, VtBuffer *out)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtTemplateLoader loader = {load, names, folder};
    g_autoptr(VtTemplates) templates = vt_templates_new(atoms, &loader);
    VtValue data = VT_NULL;
    bool read = !json || vt_json_data(arena, atoms, &json->source, &data, folder->sink);
    const VtProgram *program = vt_templates_compile_source(templates, &template->source, folder->sink);
    return read && program && vt_template_render(program, data, NULL, out, folder->sink);
}

bool vt_mustache_render_file(const char *template_path, const char *data_path, const char *partials_folder,
                             VtDiagnostics *sink, VtBuffer *out)
{
    g_autofree char *own_folder = g_path_get_dirname(template_path);
    g_autoptr(File) template = read_file(template_path, sink);
    g_autoptr(File) json = data_path ? read_file(data_path, sink) : NULL;
    bool no_folder = partials_folder && !g_file_test(partials_folder, G_FILE_TEST_IS_DIR);
    if (no_folder)
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, partials_folder, "there is no such folder");
    if (!template || (data_path && !json) || no_folder)
        return false;
    g_auto(Folder) folder = {.path = partials_folder ? partials_folder : own_folder, .sink = sink};
    folder.files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, file_free);
    return render(template, json, &folder, out);
}
