/* Runs a fuzz target over every file of the folders given, and speaks TAP: so that what was found once stays
 * found, without a fuzzer. A folder that is not there is empty; folders below are passed over. */
#include "fuzz.h"

#include <stdlib.h>

static gint compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *list_files(int count, char **folders)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < count; i++) {
        g_autoptr(GDir) dir = g_dir_open(folders[i], 0, NULL);
        for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *path = g_build_filename(folders[i], name, NULL);
            if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
                g_ptr_array_add(paths, g_steal_pointer(&path));
        }
    }
    g_ptr_array_sort(paths, compare_paths);
    return paths;
}

/* In memory of exactly its size, so that a sanitizer sees a byte read too far. */
static void run(const char *path)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, NULL))
        abort();
    uint8_t *exact = malloc(length > 0 ? length : 1);
    if (exact == NULL)
        abort();
    memcpy(exact, text, length);
    LLVMFuzzerTestOneInput(exact, length);
    free(exact);
}

int main(int argc, char **argv)
{
    g_autoptr(GPtrArray) paths = list_files(argc - 1, argv + 1);
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("1..%u\n", paths->len);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        g_autofree char *folder = g_path_get_dirname(path);
        g_autofree char *last = g_path_get_basename(folder);
        g_autofree char *name = g_path_get_basename(path);
        printf("# %s\n", path);
        run(path);
        printf("ok %u %s/%s\n", i + 1, last, name);
    }
    return paths->len > 0 ? 0 : 1;
}
