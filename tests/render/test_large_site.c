/* A portfolio of many entries: the home page stays small, and says how many there are. */
#include "site_fixture.h"

#include <glib/gstdio.h>

enum { ENTRIES = 60 };

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void write_entries(const char *folder, const char *section, const char *front_matter)
{
    for (unsigned i = 0; i < ENTRIES; i++) {
        g_autofree char *name = g_strdup_printf("%s/entry-%02u.md", section, i);
        g_autofree char *text = g_strdup_printf("---\ntitle: %s %02u\nstack: [Skill %02u]\n%s---\nText.\n",
                                                section, i, i, front_matter);
        write_file(folder, name, text);
    }
}

static void write_tree(const char *folder)
{
    write_file(folder, "site.yaml",
               "title: Large\nurl: https://large.example/\naudiences: {all: {theme: "
               "base}}\ndefault_audience: [all]\n");
    write_file(folder, "profile.md", "---\nname: Large\n---\n");
    write_entries(folder, "experience", "organization: Works\nstart: 2020\nend: 2021\n");
    write_entries(folder, "projects", "");
    write_entries(folder, "community", "");
    write_entries(folder, "talks", "date: 2023-01-01\n");
    write_entries(folder, "writing", "date: 2023-01-01\n");
}

static void remove_tree(const char *folder)
{
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    for (const char *name = g_dir_read_name(names); name; name = g_dir_read_name(names)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            remove_tree(path);
        else
            g_unlink(path);
    }
    g_rmdir(folder);
}

static void test_home(void)
{
    g_autofree char *folder = g_dir_make_tmp("vitrine-XXXXXX", NULL);
    write_tree(folder);
    Site site;
    site_init(&site, folder, 0);
    site_use(&site, VT_PAGE_HOME,
             "{{#organizations}}{{#entries}}o{{/entries}}{{/organizations}}\n"
             "{{#roles}}{{#entries}}r{{/entries}}{{count}}{{#more}}+{{/more}}{{/roles}}\n"
             "{{#projects}}{{#entries}}p{{/entries}}{{count}}{{#more}}+{{/more}}{{/projects}}\n"
             "{{#programmes}}{{#entries}}c{{/entries}}{{count}}{{/programmes}}\n"
             "{{#talks}}{{#entries}}t{{/entries}}{{count}}{{/talks}}\n"
             "{{#posts}}{{#entries}}w{{/entries}}{{count}}{{/posts}}\n"
             "{{#skills}}s{{/skills}}{{skill_count}}{{#skills_more}}+{{/skills_more}}");
    g_autofree char *home = site_render(&site, "index.html");
    g_assert_cmpstr(home, ==,
                    "oooooooooooo\nrrrrrrrrrrrr60+\npppppp60+\ncccccccccccc60\ntttttt60\nwwwwww60\n"
                    "ssssssssssssssssssssssssssssss60+");
    site_finish(&site);
    remove_tree(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/large-site/home", test_home);
    return g_test_run();
}
