/* Tells what changed below some folders.
 *
 * Events of the file system only wake it; what changed is found by looking at every file (its size, times and
 * number) and comparing with the last look. So nothing is missed when events are lost or late, and an editor
 * that saves by renaming is no special case. A change is told once no file changes any more for a moment. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct VtWatcher VtWatcher;

/* `paths`: what was added, changed or removed, each below the folder it was found in as that was given. Lent.
 */
typedef void VtWatcherTold(GPtrArray *paths, void *data);

VtWatcher *vt_watcher_new(VtWatcherTold *told, void *data);
void vt_watcher_free(VtWatcher *watcher);

/* Everything below it counts. It need not exist yet. */
void vt_watcher_add_tree(VtWatcher *watcher, const char *folder);
/* Only to notice that one of the folders below appears or goes. */
void vt_watcher_add_wake(VtWatcher *watcher, const char *folder);
/* Notes what is there, without telling of it. */
void vt_watcher_start(VtWatcher *watcher);
/* Is there a change that has not been told yet? */
bool vt_watcher_is_unsettled(const VtWatcher *watcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtWatcher, vt_watcher_free)
