/* The files that `vitrine new` writes: enough to build, each with a word on what it is for. */
#pragma once

typedef struct VtStarterFile {
    const char *path;
    const char *text;
} VtStarterFile;

/* Ends with a NULL path. */
extern const VtStarterFile vt_starter_files[];
