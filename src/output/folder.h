/* Files below an open folder, by relative path ("a/b/c.html"). Nothing follows a symbolic link.
 *
 * Each function returns 0 or an errno; whoever calls turns it into a diagnostic. */
#pragma once

#include "vitrine/base.h"

#include <stdio.h>

/* Writes a new file and its parents; an existing file at that path is an error (EEXIST). */
int vt_folder_write(int folder, const char *path, const char *data, size_t length, bool sync);
/* Reads a whole file. `data` is terminated; g_free it. */
int vt_folder_read(int folder, const char *path, char **data, size_t *length);
/* Does the file hold exactly these bytes? A missing or other kind of file does not. */
bool vt_folder_holds(int folder, const char *path, const char *data, size_t length);
/* Is a plain file, symbolic link or other non-folder there? */
int vt_folder_has_file(int folder, const char *path, bool *has);
/* The nearest part of `path` that stands in the way of writing it: a parent that is no folder, or the path
 * itself being a folder. NULL when nothing does; g_free it. */
int vt_folder_obstacle(int folder, const char *path, char **obstacle);
/* Is every file below the folder `path` accepted, and no folder empty? `accepts` gets each file's path. */
typedef bool VtAccepts(const char *path, const void *data);
bool vt_folder_holds_only(int folder, const char *path, VtAccepts *accepts, const void *data);
/* Removes a file; a missing one is fine. */
int vt_folder_remove(int folder, const char *path);
/* Removes the folders above `path` that are empty, from the inside out. */
void vt_folder_remove_empty_parents(int folder, const char *path);
/* Removes everything below and including `path`. */
int vt_folder_remove_tree(int folder, const char *path);
/* Opens a folder below another; -1 with errno. */
int vt_folder_open(int folder, const char *path);
/* 1 when it holds nothing, 0 when it holds something, -1 with errno. */
int vt_folder_is_empty(int folder);
