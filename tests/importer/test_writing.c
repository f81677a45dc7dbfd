/* The tree on disk: written once, left alone afterwards, and never over what the author has edited. */
#include "trees.h"

#include <glib/gstdio.h>

static const char document[] = "# Ada Beispiel\n\n## Experience\n\n### Engineer @ Acme, 2010-2014\n\nText.\n";

static void remove_folder(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static bool write_into(const char *site, bool force, bool dry, VtImportSummary *summary, char **messages)
{
    g_auto(TestImport) test = {0};
    test_import(&test, "resume.md", document, strlen(document), NULL);
    g_assert_true(test.good);
    bool good = vt_import_write(test.import, site, force, dry, summary, test.sink);
    *messages = test_import_messages(&test);
    return good;
}

static void check(const char *site, bool force, bool dry, bool good, size_t new_files, size_t same,
                  size_t different)
{
    VtImportSummary summary;
    g_autofree char *messages = NULL;
    g_assert_cmpint(write_into(site, force, dry, &summary, &messages), ==, good);
    g_assert_cmpuint(summary.new_files, ==, new_files);
    g_assert_cmpuint(summary.same_files, ==, same);
    g_assert_cmpuint(summary.different_files, ==, different);
    g_assert_cmpint(strstr(messages, "[import-edited]") != NULL, ==, !good);
}

static char *role_path(const char *site)
{
    return g_build_filename(site, "site-content", "experience", "2010-acme.md", NULL);
}

static void test_again(void)
{
    g_autofree char *folder = g_dir_make_tmp("vitrine-import-XXXXXX", NULL);
    g_autofree char *site = g_build_filename(folder, "site", NULL);
    g_autofree char *role = role_path(site);
    check(site, false, true, true, 4, 0, 0);
    g_assert_false(g_file_test(site, G_FILE_TEST_EXISTS));
    check(site, false, false, true, 4, 0, 0);
    check(site, false, false, true, 0, 4, 0);
    g_assert_true(
        g_file_set_contents(role, "---\ntitle: Mine\norganization: Acme\nstart: 2010\n---\n", -1, NULL));
    check(site, false, false, false, 0, 3, 1);
    check(site, true, true, true, 0, 3, 1);
    check(site, true, false, true, 0, 3, 1);
    check(site, false, false, true, 0, 4, 0);
    remove_folder(folder);
}

/* Settings and a profile that only say what every import says belong to the author from the start. */
static void test_own_settings(void)
{
    g_autofree char *folder = g_dir_make_tmp("vitrine-import-XXXXXX", NULL);
    g_autofree char *settings = g_build_filename(folder, "site-content", "site.yaml", NULL);
    g_autofree char *parent = g_path_get_dirname(settings);
    g_autofree char *text = NULL;
    g_assert_cmpint(g_mkdir_with_parents(parent, 0777), ==, 0);
    g_assert_true(g_file_set_contents(settings, "title: Mine\n", -1, NULL));
    check(folder, true, false, true, 3, 1, 0);
    g_assert_true(g_file_get_contents(settings, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "title: Mine\n");
    remove_folder(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/importer/writing/again", test_again);
    g_test_add_func("/importer/writing/own-settings", test_own_settings);
    return g_test_run();
}
