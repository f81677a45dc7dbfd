/* Tells that something may have changed in some folders, and where if the system says so: watcher.c looks. */
#pragma once

#include <stdbool.h>

typedef struct VtWake VtWake;
/* `path`: of the file to look at, below its folder as that was given; NULL: anything may have changed. Lent. */
typedef void VtWakeTold(const char *path, void *data);

VtWake *vt_wake_new(VtWakeTold *told, void *data);
void vt_wake_free(VtWake *wake);
/* Of what is in the folder itself, not further below. Again for one that was replaced. False where the system has
 * no more watches to give. */
bool vt_wake_add(VtWake *wake, const char *folder);
/* How long after a change the system may take to tell of it; milliseconds. */
unsigned vt_wake_delay(void);
