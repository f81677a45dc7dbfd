/* Tells what changed below some folders.
 *
 * Events of the file system wake it, once no more of them come for a moment. Where they name a file, that one
 * is looked at (its size, times and number), else every file is; and every file again a little later, so that
 * nothing is missed when events are lost or late, and an editor that saves by renaming is no special case. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct VtWatcher VtWatcher;

/* `paths`: what was added, changed or removed, each below the folder it was found in as that was given; empty
 * when events came to nothing. Lent. */
typedef void VtWatcherTold(GPtrArray *paths, void *data);

VtWatcher *vt_watcher_new(VtWatcherTold *told, void *data);
void vt_watcher_free(VtWatcher *watcher);

/* Everything below it counts. It need not exist yet. */
void vt_watcher_add_tree(VtWatcher *watcher, const char *folder);
/* Only to notice that one of the folders below appears or goes. */
void vt_watcher_add_wake(VtWatcher *watcher, const char *folder);
/* Notes what is there, without telling of it. */
void vt_watcher_start(VtWatcher *watcher);
/* Have events come whose outcome is not told yet? */
bool vt_watcher_is_unsettled(const VtWatcher *watcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtWatcher, vt_watcher_free)
