/* A line on the terminal while a long run works; nothing in a pipe, and nothing for a short run. */
#pragma once

#include "vitrine/base.h"

typedef struct VtProgress {
    const char *label;
    size_t total;
    gint done; /* atomic */
    bool shown, wanted;
    int64_t next; /* when to show the next state, in microseconds of the monotonic clock */
} VtProgress;

void vt_progress_init(VtProgress *progress, const char *label, size_t total, bool wanted);
/* From any thread, one more is done; only worker 0 draws. */
void vt_progress_step(VtProgress *progress, unsigned worker);
/* Clears the line. */
void vt_progress_finish(VtProgress *progress);
