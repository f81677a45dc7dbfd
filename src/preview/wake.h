/* Tells that something may have changed in some folders, not what: watcher.c looks. */
#pragma once

#include <stdbool.h>

typedef struct VtWake VtWake;
typedef void VtWakeTold(void *data);

VtWake *vt_wake_new(VtWakeTold *told, void *data);
void vt_wake_free(VtWake *wake);
/* Of what is in the folder itself, not further below. Again for one that was replaced. False where the system has
 * no more watches to give. */
bool vt_wake_add(VtWake *wake, const char *folder);
