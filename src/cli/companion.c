#include "companion.h"

static char *program_in(const char *folder, const char *name)
{
    g_autofree char *path = folder != NULL ? g_build_filename(folder, name, NULL) : NULL;
    return path != NULL && g_file_test(path, G_FILE_TEST_IS_EXECUTABLE) &&
                   !g_file_test(path, G_FILE_TEST_IS_DIR)
               ? g_steal_pointer(&path)
               : NULL;
}

/* "src/cli" of a build folder, or "bin". */
static char *own_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program != NULL ? g_path_get_dirname(program) : NULL;
}

char *vt_companion_path(const char *name)
{
    g_autofree char *own = own_folder();
    g_autofree char *links = own != NULL ? g_build_filename(own, "..", "links", NULL) : NULL;
    g_autofree char *preview = own != NULL ? g_build_filename(own, "..", "preview", NULL) : NULL;
    g_autofree char *pictures = own != NULL ? g_build_filename(own, "..", "pictures", NULL) : NULL;
    const char *const folders[] = {own, links, preview, pictures, VT_LIBEXEC};
    if (g_getenv("VITRINE_PROGRAMS") != NULL)
        return program_in(g_getenv("VITRINE_PROGRAMS"), name);
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        char *path = program_in(folders[i], name);
        if (path != NULL)
            return path;
    }
    return NULL;
}
