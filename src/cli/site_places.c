#include "site_places.h"

#include <stdlib.h>

#define CONTENT_FOLDER "site-content"

static bool is_content_folder(const char *folder)
{
    g_autofree char *full = g_canonicalize_filename(folder, NULL);
    g_autofree char *name = g_path_get_basename(full);
    g_autofree char *settings = g_build_filename(folder, "site.yaml", NULL);
    return strcmp(name, CONTENT_FOLDER) == 0 && g_file_test(settings, G_FILE_TEST_EXISTS);
}

/* Without separators at its end, which a shell's completion adds. */
static char *trimmed(const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == G_DIR_SEPARATOR)
        length--;
    return g_strndup(folder, length);
}

char *vt_site_folder(const char *given)
{
    g_autofree char *folder = trimmed(given);
    if (!is_content_folder(folder))
        return g_steal_pointer(&folder);
    if (g_str_has_suffix(folder, CONTENT_FOLDER))
        return g_path_get_dirname(folder);
    return strcmp(folder, ".") == 0 ? g_strdup("..") : g_build_filename(folder, "..", NULL);
}

char *vt_site_path(const char *site, const char *name)
{
    return strcmp(site, ".") == 0 ? g_strdup(name) : g_build_filename(site, name, NULL);
}

/* The absolute path, links followed as far as it exists. */
static char *resolved(const char *path)
{
    g_autofree char *existing = g_canonicalize_filename(path, NULL);
    g_autofree char *missing = g_strdup("");
    char *real;
    while ((real = realpath(existing, NULL)) == NULL && strcmp(existing, G_DIR_SEPARATOR_S) != 0) {
        g_autofree char *name = g_path_get_basename(existing);
        g_autofree char *tail = g_build_filename(name, missing, NULL);
        char *parent = g_path_get_dirname(existing);
        g_free(existing);
        existing = parent;
        g_free(missing);
        missing = g_steal_pointer(&tail);
    }
    char *whole = g_build_filename(real != NULL ? real : existing, missing, NULL);
    free(real);
    return whole;
}

bool vt_lies_within(const char *path, const char *folder)
{
    g_autofree char *inner = resolved(path);
    g_autofree char *outer = resolved(folder);
    size_t length = strlen(outer);
    return strncmp(inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == G_DIR_SEPARATOR);
}
