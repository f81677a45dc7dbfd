#include "watcher.h"

#include "wake.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    QUIET_MS = 8, /* editors that save in several steps take less between two of them */
    MOST_UNQUIET_MS = 250,
    LAST_LOOK_MS = 160, /* what no event told of is found then */
    BLIND_LOOK_MS = 1000,
    MOST_DEPTH = 32,
    PATIENCE = 4 /* at most a fifth of the time goes into looking */
};

/* What a file looked like, and in which look it was seen last. */
typedef struct Look {
    dev_t device;
    ino_t number;
    off_t size;
    struct timespec changed, status_changed;
    guint round;
} Look;

typedef struct Folder {
    dev_t device;
    ino_t number;
    guint round;
} Folder;

struct VtWatcher {
    VtWatcherTold *told;
    void *data;
    GPtrArray *trees; /* paths */
    VtWake *wake;
    GHashTable *files;   /* path → Look */
    GHashTable *folders; /* path → Folder */
    GHashTable *changed; /* set of paths, not told yet */
    GHashTable *suspects; /* set of paths that events named since the last look */
    guint round;
    guint timer;
    guint links;        /* linked folders around what is looked at: content follows one, too */
    gint64 first_event; /* since things were quiet; monotonic, microseconds */
    gint64 last_event;
    gint64 cost;    /* of the last look at everything */
    bool unsettled; /* events came, and what they mean is not told yet */
    bool anything;  /* may have changed: an event did not say what */
    bool blind;     /* some folder sends no events: the system had no watch left to give */
};

static void on_event(const char *path, void *data);

VtWatcher *vt_watcher_new(VtWatcherTold *told, void *data)
{
    VtWatcher *watcher = g_new0(VtWatcher, 1);
    watcher->told = told;
    watcher->data = data;
    watcher->trees = g_ptr_array_new_with_free_func(g_free);
    watcher->wake = vt_wake_new(on_event, watcher);
    watcher->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    watcher->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    watcher->changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    watcher->suspects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return watcher;
}

void vt_watcher_free(VtWatcher *watcher)
{
    if (watcher == NULL)
        return;
    if (watcher->timer != 0)
        g_source_remove(watcher->timer);
    g_hash_table_unref(watcher->suspects);
    g_hash_table_unref(watcher->changed);
    g_hash_table_unref(watcher->folders);
    g_hash_table_unref(watcher->files);
    vt_wake_free(watcher->wake);
    g_ptr_array_unref(watcher->trees);
    g_free(watcher);
}

/* ---- Events -------------------------------------------------------------------------------------------- */

static gboolean on_timer(gpointer data);

static void look_after(VtWatcher *watcher, gint64 milliseconds)
{
    if (watcher->timer != 0)
        g_source_remove(watcher->timer);
    watcher->timer = g_timeout_add_full(G_PRIORITY_HIGH, (guint)milliseconds, on_timer, watcher, NULL);
}

static void on_event(const char *path, void *data)
{
    VtWatcher *watcher = data;
    watcher->last_event = g_get_monotonic_time();
    if (path == NULL)
        watcher->anything = true;
    else if (!g_hash_table_contains(watcher->suspects, path))
        g_hash_table_add(watcher->suspects, g_strdup(path));
    if (watcher->unsettled)
        return;
    watcher->unsettled = true;
    watcher->first_event = watcher->last_event;
    look_after(watcher, QUIET_MS);
}

/* ---- Looking ------------------------------------------------------------------------------------------- */

static bool is_ignored(const char *name)
{
    size_t length = strlen(name);
    return name[0] == '.' || name[length - 1] == '~' || strcmp(name, "4913") == 0 ||
           (name[0] == '#' && name[length - 1] == '#') || g_str_has_suffix(name, ".swp") ||
           g_str_has_suffix(name, ".swx");
}

static void note_change(VtWatcher *watcher, const char *path)
{
    g_hash_table_add(watcher->changed, g_strdup(path));
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool is_as_before(const Look *look, const struct stat *status)
{
    return look->device == status->st_dev && look->number == status->st_ino &&
           look->size == status->st_size && same_time(&look->changed, &status->st_mtim) &&
           same_time(&look->status_changed, &status->st_ctim);
}

static void look_at_file(VtWatcher *watcher, const char *path, const struct stat *status)
{
    Look *look = g_hash_table_lookup(watcher->files, path);
    if (look == NULL) {
        look = g_new0(Look, 1);
        g_hash_table_insert(watcher->files, g_strdup(path), look);
        note_change(watcher, path);
    } else if (!is_as_before(look, status)) {
        note_change(watcher, path);
    }
    *look = (Look){status->st_dev,  status->st_ino,  status->st_size,
                   status->st_mtim, status->st_ctim, watcher->round};
}

/* The watch is set before the folder is read, so that nothing falls between the two. */
static void watch_folder(VtWatcher *watcher, const char *path, const struct stat *status)
{
    Folder *folder = g_hash_table_lookup(watcher->folders, path);
    if (folder == NULL || folder->device != status->st_dev || folder->number != status->st_ino) {
        folder = g_new0(Folder, 1);
        watcher->blind = !vt_wake_add(watcher->wake, path) || watcher->blind;
        g_hash_table_insert(watcher->folders, g_strdup(path), folder);
    }
    folder->device = status->st_dev;
    folder->number = status->st_ino;
    folder->round = watcher->round;
}

static void look_at_folder(VtWatcher *watcher, GString *path, unsigned depth);

static void look_at(VtWatcher *watcher, int folder, const char *name, GString *path, unsigned depth)
{
    struct stat status;
    size_t length = path->len;
    if (is_ignored(name) || fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    g_string_append_c(path, '/');
    g_string_append(path, name);
    bool linked = S_ISLNK(status.st_mode);
    bool there = !linked || fstatat(folder, name, &status, 0) == 0;
    if (there && S_ISREG(status.st_mode)) {
        look_at_file(watcher, path->str, &status);
    } else if (there && S_ISDIR(status.st_mode) && depth < MOST_DEPTH && !(linked && watcher->links > 0)) {
        watcher->links += linked;
        look_at_folder(watcher, path, depth + 1);
        watcher->links -= linked;
    }
    g_string_truncate(path, length);
}

static void look_at_folder(VtWatcher *watcher, GString *path, unsigned depth)
{
    struct stat status;
    if (stat(path->str, &status) != 0 || !S_ISDIR(status.st_mode))
        return;
    watch_folder(watcher, path->str, &status);
    DIR *folder = opendir(path->str);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        look_at(watcher, dirfd(folder), entry->d_name, path, depth);
    closedir(folder);
}

static void note_removed(VtWatcher *watcher)
{
    GHashTableIter iter;
    gpointer path, value;
    g_hash_table_iter_init(&iter, watcher->files);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        if (((Look *)value)->round == watcher->round)
            continue;
        note_change(watcher, path);
        g_hash_table_iter_remove(&iter);
    }
    g_hash_table_iter_init(&iter, watcher->folders);
    while (g_hash_table_iter_next(&iter, &path, &value))
        if (((Folder *)value)->round != watcher->round)
            g_hash_table_iter_remove(&iter);
}

static void look_at_everything(VtWatcher *watcher)
{
    gint64 start = g_get_monotonic_time();
    watcher->anything = false;
    watcher->round++;
    for (guint i = 0; i < watcher->trees->len; i++) {
        g_autoptr(GString) path = g_string_new(watcher->trees->pdata[i]);
        look_at_folder(watcher, path, 0);
    }
    note_removed(watcher);
    watcher->cost = g_get_monotonic_time() - start;
}

/* What is no plain file in a folder that is known may be more than it seems. */
static void look_at_suspect(VtWatcher *watcher, const char *path)
{
    struct stat status;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    if (is_ignored(name))
        return;
    bool there = lstat(path, &status) == 0;
    if (!g_hash_table_contains(watcher->folders, folder) || (there && !S_ISREG(status.st_mode)))
        watcher->anything = true;
    else if (there)
        look_at_file(watcher, path, &status);
    else if (g_hash_table_remove(watcher->files, path))
        note_change(watcher, path);
}

static void look(VtWatcher *watcher)
{
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, watcher->suspects);
    while (!watcher->anything && g_hash_table_iter_next(&iter, &path, NULL))
        look_at_suspect(watcher, path);
    g_hash_table_remove_all(watcher->suspects);
    if (watcher->anything)
        look_at_everything(watcher);
}

/* ---- Telling ------------------------------------------------------------------------------------------- */

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void tell(VtWatcher *watcher)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, watcher->changed);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_hash_table_iter_steal(&iter);
        g_ptr_array_add(paths, path);
    }
    g_ptr_array_sort(paths, compare_paths);
    watcher->told(paths, watcher->data);
}

/* 0: nothing happens any more, or has happened for too long to wait. */
static gint64 rest_of_quiet(const VtWatcher *watcher)
{
    gint64 now = g_get_monotonic_time();
    gint64 quiet = (now - watcher->last_event) / 1000;
    bool waited_long = now - watcher->first_event > MOST_UNQUIET_MS * 1000;
    return quiet >= QUIET_MS || waited_long ? 0 : QUIET_MS - quiet;
}

/* Where the system is late, looks follow each other until everything must have been seen. */
static void look_again(VtWatcher *watcher)
{
    gint64 since = (g_get_monotonic_time() - watcher->last_event) / 1000;
    gint64 pause = MAX(QUIET_MS, watcher->cost * PATIENCE / 1000);
    if (since < vt_wake_delay())
        look_after(watcher, pause);
    else if (since < LAST_LOOK_MS)
        look_after(watcher, LAST_LOOK_MS - since);
    else if (watcher->blind)
        look_after(watcher, BLIND_LOOK_MS);
}

static gboolean on_timer(gpointer data)
{
    VtWatcher *watcher = data;
    gint64 rest = watcher->unsettled ? rest_of_quiet(watcher) : 0;
    bool settled = watcher->unsettled;
    watcher->timer = 0;
    if (rest > 0) {
        look_after(watcher, rest);
        return G_SOURCE_REMOVE;
    }
    watcher->unsettled = false;
    watcher->anything = watcher->anything || !settled;
    look(watcher);
    if (settled || g_hash_table_size(watcher->changed) > 0)
        tell(watcher);
    look_again(watcher);
    return G_SOURCE_REMOVE;
}

/* ---- For callers --------------------------------------------------------------------------------------- */

void vt_watcher_add_tree(VtWatcher *watcher, const char *folder)
{
    if (!g_ptr_array_find_with_equal_func(watcher->trees, folder, g_str_equal, NULL))
        g_ptr_array_add(watcher->trees, g_strdup(folder));
}

void vt_watcher_add_wake(VtWatcher *watcher, const char *folder)
{
    vt_wake_add(watcher->wake, folder);
}

void vt_watcher_start(VtWatcher *watcher)
{
    look_at_everything(watcher);
    g_hash_table_remove_all(watcher->changed);
    if (watcher->blind)
        look_after(watcher, BLIND_LOOK_MS);
}

bool vt_watcher_is_unsettled(const VtWatcher *watcher)
{
    return watcher->unsettled;
}
