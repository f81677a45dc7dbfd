/* Where the time of a build goes (--timings): each stage, the work on each file, the files and templates that
 * took longest. A zeroed one that is not wanted costs nothing.
 *
 * Threads: one thread calls all but vt_timings_done. */
#pragma once

#include "vitrine/publication.h"

/* What is done for each file, by one thread after the other. */
typedef enum VtTask { VT_TASK_PRODUCE, VT_TASK_AUDIT, VT_TASK_LEAKS, VT_TASK_PUT, VT_TASK_COUNT } VtTask;

/* `file`, its strings and `audience` must outlive the timings. */
typedef struct VtFileTime {
    const VtFile *file;
    const char *audience;
    int64_t microseconds[VT_TASK_COUNT];
} VtFileTime;

typedef struct VtTimings {
    bool wanted;
    int64_t start; /* monotonic, microseconds */
    GArray *stages;
    GPtrArray *files; /* arrays of VtFileTime, owned, each ended by one without a file */
} VtTimings;

void vt_timings_init(VtTimings *timings, bool wanted);
void vt_timings_finish(VtTimings *timings);

/* A stage ended that took so long. `audience`: NULL for what is done once; copied. */
void vt_timings_stage(VtTimings *timings, const char *audience, const char *name, int64_t microseconds);
/* Room for the times of so many files, owned by the timings; NULL when they are not wanted. */
VtFileTime *vt_timings_files(VtTimings *timings, size_t count);
/* From any thread: a task of the file that began at `since` has ended; it becomes now. Nothing for NULL. */
void vt_timings_done(VtFileTime *time, VtTask task, int64_t *since);

/* The report, as text. */
void vt_timings_write(const VtTimings *timings, VtBuffer *out);
