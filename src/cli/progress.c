#include "progress.h"

#include "cli.h"

#include <unistd.h>

enum { FIRST_AFTER = 400 * 1000, EVERY = 100 * 1000 };

void vt_progress_init(VtProgress *progress, const char *label, size_t total, bool wanted)
{
    *progress = (VtProgress){.label = label,
                             .total = total,
                             .wanted = wanted && isatty(STDERR_FILENO),
                             .next = g_get_monotonic_time() + FIRST_AFTER};
}

void vt_progress_step(VtProgress *progress, unsigned worker)
{
    gint done = g_atomic_int_add(&progress->done, 1) + 1;
    if (!progress->wanted || worker != 0 || g_get_monotonic_time() < progress->next)
        return;
    progress->next = g_get_monotonic_time() + EVERY;
    progress->shown = true;
    vt_complain("\r%s: %d of %zu files", progress->label, done, progress->total);
}

void vt_progress_finish(VtProgress *progress)
{
    if (progress->shown)
        vt_complain("\r\033[K");
    progress->shown = false;
}
