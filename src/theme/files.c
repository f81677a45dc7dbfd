#include "loading.h"

#include <glib/gstdio.h>

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
    *source = (VtSource){vt_arena_string(loading->arena, path),
                         vt_arena_copy(loading->arena, content, length), length};
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

static void list_into(GPtrArray *files, const char *root, const char *below)
{
    g_autofree char *folder = below ? g_build_filename(root, below, NULL) : g_strdup(root);
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return;
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        if (is_ignored(name))
            continue;
        g_autofree char *relative = below ? g_strconcat(below, "/", name, NULL) : g_strdup(name);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            list_into(files, root, relative);
        else
            g_ptr_array_add(files, g_steal_pointer(&relative));
    }
    g_dir_close(dir);
}

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *vt_theme_list_files(const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    list_into(files, folder, NULL);
    g_ptr_array_sort(files, compare_paths);
    return files;
}
