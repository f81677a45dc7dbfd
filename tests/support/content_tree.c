#include "content_tree.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char plain_site[] =
    "title: Robin Sample\n"
    "url: https://robin.example/\n"
    "language: en-GB\n"
    "audiences:\n"
    "  recruiter: {theme: recruiter}\n"
    "  community: {theme: community, url: \"https://robin.example/community/\"}\n"
    "default_audience: [recruiter, community]\n";

static const char plain_profile[] = "---\nname: Robin Sample\n---\n";

void test_tree_put(const TestTree *tree, const char *path, const char *text)
{
    g_autofree char *full = g_build_filename(tree->folder, "site-content", path, NULL);
    g_autofree char *folder = g_path_get_dirname(full);
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_file_set_contents_full(full, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
    g_assert_no_error(error);
}

void test_tree_remove(const TestTree *tree, const char *path)
{
    g_autofree char *full = g_build_filename(tree->folder, "site-content", path, NULL);
    g_assert_cmpint(g_remove(full), ==, 0);
}

static bool has_file(const TestTree *tree, const char *path)
{
    g_autofree char *full = g_build_filename(tree->folder, "site-content", path, NULL);
    return g_file_test(full, G_FILE_TEST_EXISTS);
}

/* The next line that begins a file, at `text` or behind it; NULL: none. */
static const char *next_file(const char *text)
{
    if (g_str_has_prefix(text, "@@ "))
        return text;
    const char *found = strstr(text, "\n@@ ");
    return found ? found + 1 : NULL;
}

static void put_files(const TestTree *tree, const char *text)
{
    for (const char *start = next_file(text), *next; start; start = next) {
        const char *line_end = start + strcspn(start, "\n");
        const char *body = *line_end ? line_end + 1 : line_end;
        next = next_file(body);
        g_autofree char *path = g_strndup(start + 3, (size_t)(line_end - start - 3));
        g_autofree char *content = next ? g_strndup(body, (size_t)(next - body)) : g_strdup(body);
        test_tree_put(tree, path, content);
    }
}

void test_tree_init(TestTree *tree, const char *text)
{
    g_autoptr(GError) error = NULL;
    tree->before = g_get_current_dir();
    tree->folder = g_dir_make_tmp("vitrine-tree-XXXXXX", &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_chdir(tree->folder), ==, 0);
    put_files(tree, text);
    if (!has_file(tree, "site.yaml"))
        test_tree_put(tree, "site.yaml", plain_site);
    if (!has_file(tree, "profile.md"))
        test_tree_put(tree, "profile.md", plain_profile);
}

static void remove_all(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    for (const char *name = folder ? g_dir_read_name(folder) : NULL; name; name = g_dir_read_name(folder)) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
            remove_all(child);
        else
            g_remove(child);
    }
    g_rmdir(path);
}

void test_tree_finish(TestTree *tree)
{
    if (!tree->folder)
        return;
    g_assert_cmpint(g_chdir(tree->before), ==, 0);
    remove_all(tree->folder);
    g_clear_pointer(&tree->folder, g_free);
    g_clear_pointer(&tree->before, g_free);
}

char *test_tree_setting(const char *text, const char *name, const char *otherwise)
{
    const char *end = next_file(text);
    g_autofree char *head = end ? g_strndup(text, (size_t)(end - text)) : g_strdup(text);
    g_autofree char *prefix = g_strconcat(name, ": ", NULL);
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
    for (char **line = lines; *line; line++)
        if (g_str_has_prefix(*line, prefix))
            return g_strdup(*line + strlen(prefix));
    return g_strdup(otherwise);
}

static void report_difference(const char *path, const char *expected, const char *actual)
{
    g_auto(GStrv) wanted = g_strsplit(expected, "\n", -1);
    g_auto(GStrv) found = g_strsplit(actual, "\n", -1);
    guint i = 0;
    while (wanted[i] && found[i] && strcmp(wanted[i], found[i]) == 0)
        i++;
    g_test_message("%s:%u", path, i + 1);
    g_test_message("expected: %s", wanted[i] ? wanted[i] : "(end)");
    g_test_message("found:    %s", found[i] ? found[i] : "(end)");
    g_test_message("(VITRINE_UPDATE=1 writes what was found)");
    g_test_fail();
}

void test_expect_file(const char *path, const char *actual)
{
    g_autofree char *expected = NULL;
    g_autoptr(GError) error = NULL;
    if (g_getenv("VITRINE_UPDATE")) {
        g_file_set_contents(path, actual, -1, &error);
        g_assert_no_error(error);
        return;
    }
    if (!g_file_get_contents(path, &expected, NULL, NULL))
        expected = g_strdup("");
    if (strcmp(expected, actual) != 0)
        report_difference(path, expected, actual);
}
