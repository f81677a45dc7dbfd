#include "loading.h"

#include <glib/gstdio.h>
#include <stdlib.h>

const VtSource *vt_theme_read(VtThemeLoading *loading, const char *path, bool text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *content = NULL;
    gsize length;
    if (!g_file_get_contents(path, &content, &length, &error)) {
        vt_diagnose_path(loading->sink, VT_FILE_UNREADABLE, path, "cannot read the theme's file: %s",
                         g_strerror(errno));
        loading->failed = true;
        return NULL;
    }
    VtSource *source = VT_ARENA_NEW(loading->arena, VtSource);
    *source = (VtSource){.path = vt_arena_string(loading->arena, path),
                         .text = vt_arena_copy(loading->arena, content, length),
                         .length = length};
    size_t offset;
    if (text && !vt_utf8_valid(source->text, length, &offset)) {
        vt_diagnose(loading->sink, VT_FILE_ENCODING, (VtSpan){source, offset, 1}, "this byte is not UTF-8");
        loading->failed = true;
        return NULL;
    }
    return source;
}

/* Hidden files and what editors leave behind, as content/ ignores them. */
static bool is_ignored(const char *name)
{
    return *name == '.' || *name == '#' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp") ||
           strcmp(name, "4913") == 0;
}

static bool is_link(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

bool vt_theme_owns(VtThemeLoading *loading, const VtThemeLayer *layer, const char *path)
{
    if (!is_link(path))
        return true;
    char *root = realpath(layer->folder, NULL);
    char *target = realpath(path, NULL);
    size_t length = root ? strlen(root) : 0;
    bool inside = !target || (root && strncmp(target, root, length) == 0 && target[length] == '/');
    free(root);
    free(target);
    if (inside)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose_path(loading->sink, VT_THEME_FILE, path,
                                                "this link leads out of the theme \"%s\"", layer->name);
    vt_diagnostic_note(diagnostic, "a theme holds all that it is made of: put a copy of the file there");
    loading->failed = true;
    return false;
}

/* What is being listed; on the stack. */
typedef struct Listing {
    VtThemeLoading *loading;
    const VtThemeLayer *layer;
    const char *root;
    GPtrArray *files;
} Listing;

/* A linked folder could hold itself; one within the theme is not needed. */
static void list_into(const Listing *listing, const char *below)
{
    g_autofree char *folder = below ? g_build_filename(listing->root, below, NULL) : g_strdup(listing->root);
    if (!vt_theme_owns(listing->loading, listing->layer, folder))
        return;
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return;
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        if (is_ignored(name))
            continue;
        g_autofree char *relative = below ? g_strconcat(below, "/", name, NULL) : g_strdup(name);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!vt_theme_owns(listing->loading, listing->layer, path))
            continue;
        if (!g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(listing->files, g_steal_pointer(&relative));
        else if (!is_link(path))
            list_into(listing, relative);
    }
    g_dir_close(dir);
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *vt_theme_list_files(VtThemeLoading *loading, const VtThemeLayer *layer, const char *folder)
{
    g_autofree char *root = g_build_filename(layer->folder, folder, NULL);
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    Listing listing = {loading, layer, root, files};
    list_into(&listing, NULL);
    g_ptr_array_sort(files, compare_paths);
    return files;
}
