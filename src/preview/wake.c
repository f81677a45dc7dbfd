#include "wake.h"

#ifdef __linux__

/* GLib's monitors hold events back for up to 100 ms, longer than all the rest takes. */
#include <glib-unix.h>
#include <stdalign.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct VtWake {
    VtWakeTold *told;
    void *data;
    int file;
    guint source;
    GHashTable *folders; /* watch → path; "" for one that has several */
};

/* A folder that appears brings others with it, and one that goes takes them along; an overflow says nothing. */
static void tell_event(const VtWake *wake, const struct inotify_event *event)
{
    const char *folder = g_hash_table_lookup(wake->folders, GINT_TO_POINTER(event->wd));
    bool exact = event->len > 0 && (event->mask & (IN_ISDIR | IN_Q_OVERFLOW)) == 0;
    if (!exact || folder == NULL || *folder == '\0') {
        wake->told(NULL, wake->data);
        return;
    }
    g_autofree char *path = g_build_filename(folder, event->name, NULL);
    wake->told(path, wake->data);
}

static gboolean on_events(gint file, GIOCondition condition, gpointer data)
{
    (void)condition;
    alignas(struct inotify_event) char events[16 * 1024];
    ssize_t length;
    while ((length = read(file, events, sizeof events)) > 0) {
        for (const char *at = events; at < events + length;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;
            tell_event(data, event);
            at += sizeof *event + event->len;
        }
    }
    return G_SOURCE_CONTINUE;
}

VtWake *vt_wake_new(VtWakeTold *told, void *data)
{
    VtWake *wake = g_new0(VtWake, 1);
    wake->told = told;
    wake->data = data;
    wake->folders = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    wake->file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (wake->file >= 0)
        wake->source = g_unix_fd_add_full(G_PRIORITY_HIGH, wake->file, G_IO_IN, on_events, wake, NULL);
    return wake;
}

void vt_wake_free(VtWake *wake)
{
    if (wake == NULL)
        return;
    if (wake->source != 0)
        g_source_remove(wake->source);
    if (wake->file >= 0)
        close(wake->file);
    g_hash_table_unref(wake->folders);
    g_free(wake);
}

/* A folder keeps its watch under another name, so none is ever taken back; those of deleted folders go by
 * themselves. */
bool vt_wake_add(VtWake *wake, const char *folder)
{
    const unsigned events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE |
                            IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
    int watch = wake->file >= 0 ? inotify_add_watch(wake->file, folder, events) : -1;
    if (watch < 0)
        return false;
    const char *known = g_hash_table_lookup(wake->folders, GINT_TO_POINTER(watch));
    bool other = known != NULL && strcmp(known, folder) != 0;
    g_hash_table_insert(wake->folders, GINT_TO_POINTER(watch), g_strdup(other ? "" : folder));
    return true;
}

unsigned vt_wake_delay(void)
{
    return 0;
}

#else

#include <gio/gio.h>

struct VtWake {
    VtWakeTold *told;
    void *data;
    GHashTable *monitors; /* path → GFileMonitor */
};

static void free_monitor(gpointer monitor)
{
    g_file_monitor_cancel(monitor);
    g_object_unref(monitor);
}

static void on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    (void)monitor, (void)file, (void)other, (void)event;
    VtWake *wake = data;
    wake->told(NULL, wake->data);
}

VtWake *vt_wake_new(VtWakeTold *told, void *data)
{
    VtWake *wake = g_new0(VtWake, 1);
    wake->told = told;
    wake->data = data;
    wake->monitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_monitor);
    return wake;
}

void vt_wake_free(VtWake *wake)
{
    if (wake == NULL)
        return;
    g_hash_table_unref(wake->monitors);
    g_free(wake);
}

bool vt_wake_add(VtWake *wake, const char *folder)
{
    g_autoptr(GFile) file = g_file_new_for_path(folder);
    GFileMonitor *monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    if (monitor == NULL)
        return false;
    g_file_monitor_set_rate_limit(monitor, 1);
    g_signal_connect(monitor, "changed", G_CALLBACK(on_event), wake);
    g_hash_table_insert(wake->monitors, g_strdup(folder), monitor);
    return true;
}

unsigned vt_wake_delay(void)
{
    return 150;
}

#endif
