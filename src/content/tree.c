/* Lists the files below a folder.
 *
 * A linked file or folder counts when its target lies inside the tree. A linked folder may not lead back to a
 * folder that holds it, and a link to a folder inside a linked folder is not followed: that keeps the walk
 * finite, and its length at most the square of the tree's. */
#include "content_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_DEPTH 32u

typedef struct Walk {
    const char *folder;
    char *root; /* real path */
    VtArena *arena;
    VtDiagnostics *sink;
    GArray *files;
    GPtrArray *folders;
    GArray *ancestors; /* struct stat of the folders that hold the present one */
    unsigned links;    /* linked folders among them */
} Walk;

static void walk_folder(Walk *walk, int fd, const char *path);

static bool is_ignored(const char *name)
{
    size_t length = strlen(name);
    return name[0] == '.' || name[0] == '_' || name[length - 1] == '~' || strcmp(name, "4913") == 0 ||
           (name[0] == '#' && name[length - 1] == '#') || g_str_has_suffix(name, ".swp") ||
           g_str_has_suffix(name, ".swx");
}

static bool is_markdown(const char *name)
{
    return g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".markdown");
}

static char *shown_path(const Walk *walk, const char *path)
{
    return *path == '\0' ? g_strdup(walk->folder) : g_strconcat(walk->folder, "/", path, NULL);
}

static void report_unread(Walk *walk, const char *path, const char *why)
{
    g_autofree char *shown = shown_path(walk, path);
    vt_diagnose_path(walk->sink, VT_FILE_UNREADABLE, shown, "cannot be read: %s", why);
}

static void report_unreadable(Walk *walk, const char *path, int error)
{
    report_unread(walk, path, g_strerror(error));
}

static void report_link(Walk *walk, const char *path, const char *why)
{
    g_autofree char *shown = shown_path(walk, path);
    VtDiagnostic *diagnostic = vt_diagnose_path(walk->sink, VT_CONTENT_LINK, shown,
                                                "this symbolic link is not followed: %s", why);
    vt_diagnostic_note(diagnostic, "put a copy of the file here, or delete the link");
}

static bool is_inside(const Walk *walk, const char *target)
{
    size_t length = strlen(walk->root);
    return strncmp(target, walk->root, length) == 0 && (target[length] == '/' || target[length] == '\0');
}

/* May a symbolic link be followed? */
static bool link_is_fine(Walk *walk, const char *path)
{
    g_autofree char *shown = shown_path(walk, path);
    char *target = realpath(shown, NULL);
    if (target == NULL) {
        report_link(walk, path, errno == ENOENT ? "its target does not exist" : g_strerror(errno));
        return false;
    }
    bool inside = is_inside(walk, target);
    free(target);
    if (!inside)
        report_link(walk, path, "its target lies outside the content folder");
    return inside;
}

static bool holds_itself(const Walk *walk, const struct stat *status)
{
    for (guint i = 0; i < walk->ancestors->len; i++) {
        const struct stat *other = &g_array_index(walk->ancestors, struct stat, i);
        if (other->st_dev == status->st_dev && other->st_ino == status->st_ino)
            return true;
    }
    return false;
}

static void visit_folder(Walk *walk, int parent, const char *name, const char *path, bool linked)
{
    struct stat status;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0) {
        report_unreadable(walk, path, errno);
        if (fd >= 0)
            close(fd);
        return;
    }
    bool loop = linked && (walk->links > 0 || holds_itself(walk, &status));
    if (loop || walk->ancestors->len > MAX_DEPTH) {
        if (loop)
            report_link(walk, path, "it leads back to a folder that holds it, or is inside a linked folder");
        else
            report_unread(walk, path, "folders are nested too deeply");
        close(fd);
        return;
    }
    if (strchr(path, '/') == NULL)
        g_ptr_array_add(walk->folders, vt_arena_string(walk->arena, path));
    walk->links += linked;
    g_array_append_val(walk->ancestors, status);
    walk_folder(walk, fd, path);
    g_array_set_size(walk->ancestors, walk->ancestors->len - 1);
    walk->links -= linked;
}

static void add_file(Walk *walk, const char *name, const char *path, const struct stat *status)
{
    VtTreeFile file = {
        .path = vt_arena_string(walk->arena, path),
        .size = status != NULL ? (uint64_t)status->st_size : 0,
        .markdown = is_markdown(name),
    };
    g_array_append_val(walk->files, file);
}

static bool name_is_fine(Walk *walk, const char *name, const char *path)
{
    bool fine = vt_utf8_valid(name, strlen(name), NULL);
    for (const char *c = name; fine && *c != '\0'; c++)
        fine = (unsigned char)*c >= 0x20 && *c != '\\' && *c != 0x7F;
    if (fine)
        return true;
    g_autofree char *shown = shown_path(walk, path);
    g_autofree char *valid = g_utf8_make_valid(shown, -1);
    VtDiagnostic *diagnostic = vt_diagnose_path(walk->sink, VT_CONTENT_FILE_NAME, valid,
                                                "a file name that cannot be part of an address");
    vt_diagnostic_note(diagnostic,
                       "names are UTF-8, without control characters and backslashes; rename the file");
    return false;
}

static void visit(Walk *walk, int parent, const char *name, const char *path, unsigned char type)
{
    struct stat status;
    bool known = type == DT_REG && is_markdown(name);
    if (!name_is_fine(walk, name, path))
        return;
    if (known) {
        add_file(walk, name, path, NULL);
        return;
    }
    bool linked = type == DT_LNK;
    if (type == DT_UNKNOWN && fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        report_unreadable(walk, path, errno);
        return;
    }
    if (type == DT_UNKNOWN)
        linked = S_ISLNK(status.st_mode);
    if (linked && !link_is_fine(walk, path))
        return;
    if (fstatat(parent, name, &status, 0) != 0)
        report_unreadable(walk, path, errno);
    else if (S_ISDIR(status.st_mode))
        visit_folder(walk, parent, name, path, linked);
    else if (S_ISREG(status.st_mode))
        add_file(walk, name, path, &status);
    else
        report_unread(walk, path, "it is no file");
}

typedef struct Name {
    char *name;
    unsigned char type;
} Name;

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(((const Name *)a)->name, ((const Name *)b)->name);
}

static void clear_name(gpointer name)
{
    g_free(((Name *)name)->name);
}

/* Takes the descriptor. Names are visited in bytewise order, so that diagnostics do not depend on the disk.
 */
static void walk_folder(Walk *walk, int fd, const char *path)
{
    DIR *folder = fdopendir(fd);
    if (folder == NULL) {
        report_unreadable(walk, path, errno);
        close(fd);
        return;
    }
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(Name));
    g_array_set_clear_func(names, clear_name);
    struct dirent *found;
    while (errno = 0, (found = readdir(folder)) != NULL) {
        if (is_ignored(found->d_name))
            continue;
        Name name = {g_strdup(found->d_name), found->d_type};
        g_array_append_val(names, name);
    }
    if (errno != 0)
        report_unreadable(walk, path, errno);
    g_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        const Name *name = &g_array_index(names, Name, i);
        g_autofree char *below = *path == '\0' ? g_strdup(name->name)
                                               : g_strconcat(path, "/", name->name, NULL);
        visit(walk, dirfd(folder), name->name, below, name->type);
    }
    closedir(folder);
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp(((const VtTreeFile *)a)->path, ((const VtTreeFile *)b)->path);
}

static bool is_sorted(const GArray *files)
{
    for (guint i = 1; i < files->len; i++)
        if (compare_files(&g_array_index(files, VtTreeFile, i - 1), &g_array_index(files, VtTreeFile, i)) > 0)
            return false;
    return true;
}

static void finish_tree(Walk *walk, VtTree *tree)
{
    if (!is_sorted(walk->files)) /* "a.md" was visited before "a/b.md", and is listed so */
        g_array_sort(walk->files, compare_files);
    VtTreeFile *files = VT_ARENA_ARRAY(walk->arena, VtTreeFile, walk->files->len);
    if (walk->files->len > 0)
        memcpy(files, walk->files->data, walk->files->len * sizeof(VtTreeFile));
    const char **folders = VT_ARENA_ARRAY(walk->arena, const char *, walk->folders->len);
    for (guint i = 0; i < walk->folders->len; i++)
        folders[i] = g_ptr_array_index(walk->folders, i);
    *tree = (VtTree){files, walk->files->len, folders, walk->folders->len};
}

static bool report_no_folder(const char *folder, int error, VtDiagnostics *sink)
{
    if (error != ENOENT && error != ENOTDIR) {
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, folder, "cannot be read: %s", g_strerror(error));
        return false;
    }
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_CONTENT_MISSING, folder,
                                                error == ENOENT ? "there is no such folder"
                                                                : "this is not a folder");
    vt_diagnostic_note(diagnostic, "name the folder that holds site-content/, or run Vitrine in it");
    vt_diagnostic_note(diagnostic, "\"vitrine new DIR\" makes a new one");
    return false;
}

bool vt_tree_walk(const char *folder, VtArena *arena, VtDiagnostics *sink, VtTree *tree)
{
    struct stat status;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    char *root = fd < 0 ? NULL : realpath(folder, NULL);
    if (root == NULL || fstat(fd, &status) != 0) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        free(root);
        return report_no_folder(folder, error, sink);
    }
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(VtTreeFile));
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_autoptr(GArray) ancestors = g_array_new(FALSE, FALSE, sizeof(struct stat));
    Walk walk = {folder, root, arena, sink, files, folders, ancestors, 0};
    g_array_append_val(ancestors, status);
    walk_folder(&walk, fd, "");
    finish_tree(&walk, tree);
    free(root);
    return true;
}
