#include "loading.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>

static void report_size(VtThemeLoading *loading, const char *path, VtLimit limit)
{
    const VtLimits *limits = &loading->request->limits;
    VtDiagnostic *diagnostic = vt_diagnose_path(loading->sink, VT_THEME_TOO_LARGE, path,
                                                "more than %" G_GUINT64_FORMAT " bytes",
                                                vt_limit(limits, limit));
    vt_diagnostic_note(diagnostic, limit == VT_LIMIT_TEMPLATE
                                       ? "a theme's texts are what people wrote; data belongs into an asset"
                                       : "put it where large files are kept, and link to it there");
    vt_limit_note(diagnostic, limits, limit, 0);
}

const VtSource *vt_theme_read(VtThemeLoading *loading, const char *path, bool text)
{
    g_auto(VtBuffer) bytes = {0};
    VtLimit limit = text ? VT_LIMIT_TEMPLATE : VT_LIMIT_ASSET;
    int error = vt_file_read(path, vt_limit(&loading->request->limits, limit), &bytes);
    if (error == EFBIG)
        report_size(loading, path, limit);
    else if (error != 0)
        vt_diagnose_path(loading->sink, VT_FILE_UNREADABLE, path, "cannot read the theme's file: %s",
                         vt_file_problem(error));
    if (error != 0) {
        loading->failed = true;
        return NULL;
    }
    VtSource *source = VT_ARENA_NEW(loading->arena, VtSource);
    *source = (VtSource){.path = vt_arena_string(loading->arena, path),
                         .text = vt_arena_copy(loading->arena, bytes.data, bytes.length),
                         .length = bytes.length};
    size_t offset;
    if (text && !vt_utf8_valid(source->text, source->length, &offset)) {
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

static void report_unread(VtThemeLoading *loading, const char *folder, int error)
{
    vt_diagnose_path(loading->sink, VT_FILE_UNREADABLE, folder, "cannot read the theme's folder: %s",
                     g_strerror(error));
    loading->failed = true;
}

/* Not GDir, which takes a folder that cannot be read to its end for a shorter one. A linked folder could hold
 * itself; one within the theme is not needed. */
static void list_into(const Listing *listing, const char *below)
{
    g_autofree char *folder = below ? g_build_filename(listing->root, below, NULL) : g_strdup(listing->root);
    if (!vt_theme_owns(listing->loading, listing->layer, folder))
        return;
    DIR *dir = opendir(folder);
    if (!dir && (errno == ENOENT || errno == ENOTDIR))
        return;
    if (!dir) {
        report_unread(listing->loading, folder, errno);
        return;
    }
    struct dirent *found;
    while (errno = 0, (found = readdir(dir)) != NULL) {
        const char *name = found->d_name;
        if (is_ignored(name))
            continue;
        g_autofree char *relative = below ? g_strconcat(below, "/", name, NULL) : g_strdup(name);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        bool plain = found->d_type == DT_REG; /* else, and where the system does not tell, a look is needed */
        if (!plain && !vt_theme_owns(listing->loading, listing->layer, path))
            continue;
        if (plain || !g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(listing->files, g_steal_pointer(&relative));
        else if (!is_link(path))
            list_into(listing, relative);
    }
    if (errno != 0)
        report_unread(listing->loading, folder, errno);
    closedir(dir);
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
