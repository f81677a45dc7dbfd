/* `vitrine mustache`: templates, data and partials out of a folder. */
#include "../../src/mustache/render_file.h"

#include <glib/gstdio.h>

typedef struct Folder {
    char *path;
    GPtrArray *made; /* in the order of making */
} Folder;

static Folder folder_new(void)
{
    Folder folder = {g_dir_make_tmp("vitrine-mustache-XXXXXX", NULL), g_ptr_array_new_with_free_func(g_free)};
    g_assert_nonnull(folder.path);
    return folder;
}

static void folder_write(Folder *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder->path, name, NULL);
    g_autofree char *above = g_path_get_dirname(path);
    if (!g_file_test(above, G_FILE_TEST_EXISTS)) {
        g_assert_cmpint(g_mkdir(above, 0700), ==, 0);
        g_ptr_array_add(folder->made, g_strdup(above));
    }
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_ptr_array_add(folder->made, path);
}

static void folder_finish(Folder *folder)
{
    for (size_t i = folder->made->len; i-- > 0;)
        g_remove(g_ptr_array_index(folder->made, i));
    g_rmdir(folder->path);
    g_ptr_array_free(folder->made, TRUE);
    g_free(folder->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Folder, folder_finish)

/* The output, or the diagnostics with the folder's path taken out. */
static char *run(const Folder *folder, const char *template, const char *data, const char *partials)
{
    g_autofree char *template_path = g_build_filename(folder->path, template, NULL);
    g_autofree char *data_path = data ? g_build_filename(folder->path, data, NULL) : NULL;
    g_autofree char *partials_path = partials ? g_build_filename(folder->path, partials, NULL) : NULL;
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0};
    bool done = vt_mustache_render_file(template_path, data_path, partials_path, sink, &out);
    g_assert_cmpint(done, ==, vt_diagnostics_count(sink, VT_ERROR) == 0);
    if (!done) {
        vt_buffer_reset(&out);
        vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    }
    g_auto(GStrv) pieces = g_strsplit(vt_buffer_string(&out), folder->path, -1);
    return g_strjoinv("DIR", pieces);
}

static void test_all_files(void)
{
    g_auto(Folder) folder = folder_new();
    folder_write(&folder, "page.mustache", "{{#roles}}\n{{>cards/role}}\n{{>*kind}}\n{{/roles}}\n");
    folder_write(&folder, "data.json", "{\"roles\": [{\"title\": \"R&D\", \"kind\": \"talk\"}]}");
    folder_write(&folder, "partials/talk.mustache", "talk {{title}}\n");
    folder_write(&folder, "partials/cards/role.mustache", "role {{title}}\n");
    g_autofree char *out = run(&folder, "page.mustache", "data.json", "partials");
    g_assert_cmpstr(out, ==, "role R&amp;D\ntalk R&amp;D\n");
}

static void test_own_folder(void)
{
    g_auto(Folder) folder = folder_new();
    folder_write(&folder, "page.mustache", "<{{>other}}>");
    folder_write(&folder, "other.mustache", "o{{x}}");
    g_autofree char *out = run(&folder, "page.mustache", NULL, NULL);
    g_assert_cmpstr(out, ==, "<o>");
}

static void test_outside(void)
{
    g_auto(Folder) folder = folder_new();
    folder_write(&folder, "page.mustache", "{{>../secret}}{{>/etc/secret}}{{>./secret}}");
    folder_write(&folder, "secret.mustache", "secret");
    folder_write(&folder, "partials/one.mustache", "one");
    g_autofree char *out = run(&folder, "page.mustache", NULL, "partials");
    g_assert_nonnull(
        strstr(out, "DIR/page.mustache:1:1: error: no template \"../secret\" [template-partial]"));
    g_assert_nonnull(strstr(out, "DIR/page.mustache:1:15: error: no template \"/etc/secret\""));
    g_assert_nonnull(strstr(out, "no template \"./secret\""));
}

static void test_missing_files(void)
{
    g_auto(Folder) folder = folder_new();
    folder_write(&folder, "page.mustache", "x");
    g_autofree char *no_template = run(&folder, "pages.mustache", NULL, NULL);
    g_assert_nonnull(strstr(no_template, "[file-unreadable]"));
    g_autofree char *no_data = run(&folder, "page.mustache", "data.json", NULL);
    g_assert_nonnull(strstr(no_data, "[file-unreadable]"));
}

static void test_broken_files(void)
{
    g_auto(Folder) folder = folder_new();
    folder_write(&folder, "page.mustache", "{{#x}}");
    folder_write(&folder, "data.json", "{'a': 1}");
    folder_write(&folder, "latin.mustache", "caf\xe9");
    g_autofree char *both = run(&folder, "page.mustache", "data.json", NULL);
    g_assert_nonnull(strstr(both, "DIR/data.json:1:2: error"));
    g_assert_nonnull(strstr(both, "DIR/page.mustache:1:1: error"));
    g_autofree char *latin = run(&folder, "latin.mustache", NULL, NULL);
    g_assert_nonnull(strstr(latin, "DIR/latin.mustache:1:4: error"));
    g_assert_nonnull(strstr(latin, "[file-encoding]"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mustache/files/template, data and partials", test_all_files);
    g_test_add_func("/mustache/files/the template's own folder", test_own_folder);
    g_test_add_func("/mustache/files/no way out of the folder", test_outside);
    g_test_add_func("/mustache/files/missing files", test_missing_files);
    g_test_add_func("/mustache/files/broken files", test_broken_files);
    return g_test_run();
}
