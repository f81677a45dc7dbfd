#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COMPARE_CHUNK = 64 * 1024 };

static int make_parents(int folder, const char *path)
{
    g_autofree char *copy = g_path_get_dirname(path);
    if (mkdirat(folder, copy, 0777) == 0 || errno == EEXIST)
        return 0;
    g_free(copy);
    copy = g_strdup(path);
    for (char *slash = strchr(copy, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdirat(folder, copy, 0777) != 0 && errno != EEXIST)
            return errno;
        *slash = '/';
    }
    return 0;
}

static int write_all(int file, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        data += written;
        length -= (size_t)written;
    }
    return 0;
}

/* A page has a folder of its own; other files share theirs, which is only made when opening has failed. */
static int open_new(int folder, const char *path, int *file)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int error = g_str_has_suffix(path, "/index.html") ? make_parents(folder, path) : 0;
    if (error != 0)
        return error;
    *file = openat(folder, path, flags, 0666);
    if (*file >= 0)
        return 0;
    if (errno != ENOENT)
        return errno;
    error = make_parents(folder, path);
    if (error != 0)
        return error;
    *file = openat(folder, path, flags, 0666);
    return *file >= 0 ? 0 : errno;
}

int vt_folder_write(int folder, const char *path, const char *data, size_t length, bool sync)
{
    int file = -1;
    int error = open_new(folder, path, &file);
    if (error != 0)
        return error;
    error = write_all(file, data, length);
    if (error == 0 && sync && fsync(file) != 0)
        error = errno;
    if (close(file) != 0 && error == 0)
        error = errno;
    if (error != 0)
        unlinkat(folder, path, 0);
    return error;
}

static int read_all(int file, char *data, size_t length)
{
    while (length > 0) {
        ssize_t got = read(file, data, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? errno : EIO;
        data += got;
        length -= (size_t)got;
    }
    return 0;
}

static int open_plain(int folder, const char *path, struct stat *status)
{
    int file = openat(folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return -1;
    if (fstat(file, status) == 0 && S_ISREG(status->st_mode))
        return file;
    close(file);
    errno = EINVAL;
    return -1;
}

int vt_folder_read(int folder, const char *path, char **data, size_t *length)
{
    struct stat status;
    int file = open_plain(folder, path, &status);
    if (file < 0)
        return errno;
    *length = (size_t)status.st_size;
    *data = g_malloc(*length + 1);
    (*data)[*length] = '\0';
    int error = read_all(file, *data, *length);
    close(file);
    if (error != 0)
        g_clear_pointer(data, g_free);
    return error;
}

static bool file_equals(int file, const char *data, size_t length)
{
    char chunk[COMPARE_CHUNK];
    while (length > 0) {
        size_t part = MIN(length, sizeof chunk);
        if (read_all(file, chunk, part) != 0 || memcmp(chunk, data, part) != 0)
            return false;
        data += part;
        length -= part;
    }
    return true;
}

bool vt_folder_holds(int folder, const char *path, const char *data, size_t length)
{
    struct stat status;
    int file = open_plain(folder, path, &status);
    if (file < 0)
        return false;
    bool same = (size_t)status.st_size == length && file_equals(file, data, length);
    close(file);
    return same;
}

static bool is_missing(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

int vt_folder_has_file(int folder, const char *path, bool *has)
{
    struct stat status;
    *has = false;
    if (fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return is_missing(errno) ? 0 : errno;
    *has = !S_ISDIR(status.st_mode);
    return 0;
}

int vt_folder_obstacle(int folder, const char *path, char **obstacle)
{
    struct stat status;
    g_autofree char *copy = g_strdup(path);
    *obstacle = NULL;
    for (char *slash = strchr(copy, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (fstatat(folder, copy, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return is_missing(errno) ? 0 : errno;
        if (!S_ISDIR(status.st_mode)) {
            *obstacle = g_steal_pointer(&copy);
            return 0;
        }
        *slash = '/';
    }
    if (fstatat(folder, copy, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return is_missing(errno) ? 0 : errno;
    if (S_ISDIR(status.st_mode))
        *obstacle = g_steal_pointer(&copy);
    return 0;
}

int vt_folder_open(int folder, const char *path)
{
    return openat(folder, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

bool vt_folder_holds_only(int folder, const char *path, VtAccepts *accepts, const void *data)
{
    int inner = vt_folder_open(folder, path);
    if (inner < 0)
        return accepts(path, data);
    DIR *listing = fdopendir(inner);
    if (listing == NULL) {
        close(inner);
        return false;
    }
    bool only = true, empty = true;
    for (struct dirent *entry; errno = 0, only && (entry = readdir(listing)) != NULL;) {
        if (is_dot(entry->d_name))
            continue;
        g_autofree char *below = g_build_path("/", path, entry->d_name, NULL);
        only = vt_folder_holds_only(folder, below, accepts, data);
        empty = false;
    }
    only = only && errno == 0;
    closedir(listing);
    return only && !empty;
}

int vt_folder_remove(int folder, const char *path)
{
    if (unlinkat(folder, path, 0) == 0 || errno == ENOENT || errno == ENOTDIR)
        return 0;
    return errno;
}

void vt_folder_remove_empty_parents(int folder, const char *path)
{
    g_autofree char *copy = g_strdup(path);
    for (char *slash = strrchr(copy, '/'); slash != NULL; slash = strrchr(copy, '/')) {
        *slash = '\0';
        if (unlinkat(folder, copy, AT_REMOVEDIR) != 0)
            return;
    }
}

static int remove_entry(int folder, const struct dirent *entry)
{
    if (unlinkat(folder, entry->d_name, 0) == 0)
        return 0;
    return errno == EISDIR || errno == EPERM ? vt_folder_remove_tree(folder, entry->d_name) : errno;
}

int vt_folder_remove_tree(int folder, const char *path)
{
    int inner = vt_folder_open(folder, path);
    if (inner < 0)
        return errno == ENOENT ? 0 : errno;
    DIR *listing = fdopendir(inner);
    if (listing == NULL) {
        close(inner);
        return errno;
    }
    int error = 0;
    for (struct dirent *entry; error == 0 && (entry = readdir(listing)) != NULL;)
        if (!is_dot(entry->d_name))
            error = remove_entry(inner, entry);
    closedir(listing);
    if (error == 0 && unlinkat(folder, path, AT_REMOVEDIR) != 0)
        error = errno;
    return error;
}

int vt_folder_is_empty(int folder)
{
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *listing = copy >= 0 ? fdopendir(copy) : NULL;
    if (listing == NULL)
        return -1;
    int empty = 1;
    for (struct dirent *entry; errno = 0, empty == 1 && (entry = readdir(listing)) != NULL;)
        if (!is_dot(entry->d_name))
            empty = 0;
    int error = errno;
    closedir(listing);
    errno = error;
    return error == 0 ? empty : -1;
}
