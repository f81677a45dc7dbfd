#include "wake.h"

#ifdef __linux__

/* GLib's monitors hold events back for up to 100 ms, longer than all the rest takes. */
#include <glib-unix.h>
#include <sys/inotify.h>
#include <unistd.h>

struct VtWake {
    VtWakeTold *told;
    void *data;
    int file;
    guint source;
};

/* An overflow is an event like any other. */
static gboolean on_events(gint file, GIOCondition condition, gpointer data)
{
    (void)condition;
    VtWake *wake = data;
    char events[16 * 1024];
    while (read(file, events, sizeof events) > 0)
        ;
    wake->told(wake->data);
    return G_SOURCE_CONTINUE;
}

VtWake *vt_wake_new(VtWakeTold *told, void *data)
{
    VtWake *wake = g_new0(VtWake, 1);
    wake->told = told;
    wake->data = data;
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
    g_free(wake);
}

/* A folder keeps its watch under another name, so none is ever taken back; those of deleted folders go by
 * themselves. */
bool vt_wake_add(VtWake *wake, const char *folder)
{
    const unsigned events = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY | IN_CLOSE_WRITE |
                            IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
    return wake->file >= 0 && inotify_add_watch(wake->file, folder, events) >= 0;
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
    wake->told(wake->data);
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

#endif
