#include "loading.h"

#include "search_places.h"

#include <errno.h>
#include <sys/stat.h>

/* The running program's folder, or NULL where the system doesn't tell. */
static char *program_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program ? g_path_get_dirname(program) : NULL;
}

static bool lies_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* One that cannot be looked at counts: passed over, another theme of the same name would be taken in silence.
 * Reading from it says what is wrong. */
static bool is_folder(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return errno != ENOENT && errno != ENOTDIR;
    return S_ISDIR(status.st_mode);
}

static void add_folder(GPtrArray *path, char *folder)
{
    g_autofree char *owned = folder;
    if (!g_ptr_array_find_with_equal_func(path, owned, g_str_equal, NULL))
        g_ptr_array_add(path, g_steal_pointer(&owned));
}

static void add_named_by_environment(GPtrArray *path)
{
    const char *value = g_getenv("VITRINE_THEMES");
    if (!value)
        return;
    g_auto(GStrv) folders = g_strsplit(value, G_SEARCHPATH_SEPARATOR_S, -1);
    for (char **folder = folders; *folder; folder++)
        if (**folder)
            add_folder(path, g_strdup(*folder));
}

/* Themes installed with the program are found from where the program is, so that an installation may be
 * moved; the folder fixed when it was built is the last resort. */
static void add_installed(GPtrArray *path)
{
    g_autofree char *program = program_folder();
    if (program && lies_below(program, VT_BUILD_FOLDER))
        add_folder(path, g_strdup(VT_SOURCE_THEMES));
    if (program)
        add_folder(path, g_build_filename(program, VT_THEMES_FROM_PROGRAM, NULL));
    if (program)
        add_folder(path, g_build_filename(program, VT_THEMES_FROM_COMPANION, NULL));
    add_folder(path, g_strdup(VT_INSTALLED_THEMES));
}

char **vt_theme_places(const char *site_folder)
{
    GPtrArray *path = g_ptr_array_new();
    add_named_by_environment(path);
    if (site_folder && strcmp(site_folder, ".") == 0)
        add_folder(path, g_strdup("themes"));
    else if (site_folder)
        add_folder(path, g_build_filename(site_folder, "themes", NULL));
    add_installed(path);
    g_ptr_array_add(path, NULL);
    return (char **)g_ptr_array_free(path, FALSE);
}

char **vt_theme_search_path(const char *site_folder)
{
    g_auto(GStrv) places = vt_theme_places(site_folder);
    GPtrArray *path = g_ptr_array_new();
    for (char **place = places; *place; place++)
        if (is_folder(*place))
            g_ptr_array_add(path, g_strdup(*place));
    g_ptr_array_add(path, NULL);
    return (char **)g_ptr_array_free(path, FALSE);
}

char *vt_theme_find(char *const *search_path, const char *name)
{
    if (*name == '\0' || *name == '.' || strchr(name, '/'))
        return NULL;
    for (char *const *folder = search_path; *folder; folder++) {
        g_autofree char *found = g_build_filename(*folder, name, NULL);
        if (is_folder(found))
            return g_steal_pointer(&found);
    }
    return NULL;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_names_of(GPtrArray *names, const char *folder)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    if (!dir)
        return;
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *file = g_build_filename(folder, name, "theme.yaml", NULL);
        if (g_file_test(file, G_FILE_TEST_EXISTS) &&
            !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_dir_close(dir);
}

char **vt_theme_names_in(char *const *search_path)
{
    GPtrArray *names = g_ptr_array_new();
    for (char *const *folder = search_path; *folder; folder++)
        add_names_of(names, *folder);
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

char **vt_theme_names(const char *site_folder)
{
    g_auto(GStrv) path = vt_theme_search_path(site_folder);
    return vt_theme_names_in(path);
}
