#include "companion.h"

#include <stdbool.h>

static bool is_program(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test(path, G_FILE_TEST_IS_DIR);
}

/* "src/cli" of a build folder, or "bin". */
static char *own_folder(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program != NULL ? g_path_get_dirname(program) : NULL;
}

char **vt_companion_places(const char *name)
{
    g_autoptr(GStrvBuilder) places = g_strv_builder_new();
    g_autofree char *own = own_folder();
    const char *named = g_getenv("VITRINE_PROGRAMS");
    static const char *const beside[] = {".", "../links", "../preview", "../pictures"};
    for (size_t i = 0; named == NULL && own != NULL && i < G_N_ELEMENTS(beside); i++) {
        g_autofree char *place = g_build_filename(own, beside[i], name, NULL);
        g_strv_builder_add(places, place);
    }
    g_autofree char *last = g_build_filename(named != NULL ? named : VT_LIBEXEC, name, NULL);
    g_strv_builder_add(places, last);
    return g_strv_builder_end(places);
}

char *vt_companion_path(const char *name)
{
    g_auto(GStrv) places = vt_companion_places(name);
    for (char **place = places; *place != NULL; place++)
        if (is_program(*place))
            return g_strdup(*place);
    return NULL;
}
