#include "watcher.h"

#include "wake.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* After an event a few more looks follow: where GLib watches, events come up to 100 ms late. Where a look
 * takes long, fewer do. */
enum {
    QUIET_MS = 15,
    MOST_UNQUIET_MS = 250,
    FIRST_LOOK_MS = 1,
    LOOKS_END_MS = 160,
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
    guint round;
    guint timer;
    guint links;         /* linked folders around what is looked at: content follows one, too */
    gint64 woken;        /* when the last event came; monotonic, microseconds */
    gint64 first_change; /* when the first of `changed` was seen */
    gint64 last_change;
    gint64 cost; /* of the last look */
    bool events; /* since the last look */
    bool blind;  /* some folder sends no events: the system had no watch left to give */
};

static void on_event(void *data);

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
    return watcher;
}

void vt_watcher_free(VtWatcher *watcher)
{
    if (watcher == NULL)
        return;
    if (watcher->timer != 0)
        g_source_remove(watcher->timer);
    g_hash_table_unref(watcher->changed);
    g_hash_table_unref(watcher->folders);
    g_hash_table_unref(watcher->files);
    vt_wake_free(watcher->wake);
    g_ptr_array_unref(watcher->trees);
    g_free(watcher);
}

/* ---- Events -------------------------------------------------------------------------------------------- */

static gboolean on_timer(gpointer data);

static void look_after(VtWatcher *watcher, guint milliseconds)
{
    if (watcher->timer == 0)
        watcher->timer = g_timeout_add_full(G_PRIORITY_HIGH, milliseconds, on_timer, watcher, NULL);
}

static void on_event(void *data)
{
    VtWatcher *watcher = data;
    watcher->events = true;
    watcher->woken = g_get_monotonic_time();
    look_after(watcher, FIRST_LOOK_MS);
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
    watcher->last_change = g_get_monotonic_time();
    if (g_hash_table_size(watcher->changed) == 0)
        watcher->first_change = watcher->last_change;
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

static void look(VtWatcher *watcher)
{
    gint64 start = g_get_monotonic_time();
    watcher->events = false;
    watcher->round++;
    for (guint i = 0; i < watcher->trees->len; i++) {
        g_autoptr(GString) path = g_string_new(watcher->trees->pdata[i]);
        look_at_folder(watcher, path, 0);
    }
    note_removed(watcher);
    watcher->cost = g_get_monotonic_time() - start;
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

/* Are the files that changed now as they were when that was seen? */
static bool changes_rest(const VtWatcher *watcher)
{
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, watcher->changed);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        struct stat status;
        const Look *known = g_hash_table_lookup(watcher->files, path);
        bool there = stat(path, &status) == 0;
        if (there != (known != NULL) || (there && !is_as_before(known, &status)))
            return false;
    }
    return true;
}

static bool waited_long(const VtWatcher *watcher, gint64 now)
{
    return now - watcher->first_change > MOST_UNQUIET_MS * 1000;
}

static guint rest_of_quiet(const VtWatcher *watcher, gint64 now)
{
    gint64 quiet = (now - watcher->last_change) / 1000;
    return quiet >= QUIET_MS || waited_long(watcher, now) ? 0 : (guint)(QUIET_MS - quiet);
}

static void go_on(VtWatcher *watcher)
{
    gint64 now = g_get_monotonic_time();
    gint64 pause = MAX(QUIET_MS * 1000, watcher->cost * PATIENCE);
    if (g_hash_table_size(watcher->changed) > 0)
        look_after(watcher, MAX(1, rest_of_quiet(watcher, now)));
    else if (now - watcher->woken < LOOKS_END_MS * 1000)
        look_after(watcher, (guint)(pause / 1000));
    else if (watcher->blind)
        look_after(watcher, BLIND_LOOK_MS);
}

static gboolean on_timer(gpointer data)
{
    VtWatcher *watcher = data;
    gint64 now = g_get_monotonic_time();
    watcher->timer = 0;
    bool waiting = g_hash_table_size(watcher->changed) > 0;
    bool moving = waiting && !waited_long(watcher, now) && (watcher->events || !changes_rest(watcher));
    if (!waiting || moving)
        look(watcher);
    else if (rest_of_quiet(watcher, now) == 0)
        tell(watcher);
    go_on(watcher);
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
    look(watcher);
    g_hash_table_remove_all(watcher->changed);
    if (watcher->blind)
        look_after(watcher, BLIND_LOOK_MS);
}

bool vt_watcher_is_unsettled(const VtWatcher *watcher)
{
    return g_hash_table_size(watcher->changed) > 0;
}
