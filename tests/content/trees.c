#include "trees.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY ((uid_t)65534)

void test_tree_init(TestTree *tree)
{
    GError *error = NULL;
    tree->before = g_get_current_dir();
    tree->root = g_dir_make_tmp("vitrine-content-XXXXXX", &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_chmod(tree->root, 0755), ==, 0);
    g_assert_cmpint(g_chdir(tree->root), ==, 0);
    g_assert_cmpint(g_mkdir("site-content", 0755), ==, 0);
    tree->locked = false;
}

static void remove_below(const char *path)
{
    struct stat status;
    if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        g_chmod(path, 0755);
        g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
        const char *name = NULL;
        while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
            g_autofree char *below = g_build_filename(path, name, NULL);
            remove_below(below);
        }
    }
    g_remove(path);
}

void test_tree_finish(TestTree *tree)
{
    g_assert_cmpint(g_chdir(tree->before), ==, 0);
    remove_below(tree->root);
    g_free(tree->root);
    g_free(tree->before);
}

static char *full_path(const char *path)
{
    char *full = g_build_filename("site-content", path, NULL);
    g_autofree char *folder = g_path_get_dirname(full);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    return full;
}

void test_tree_file(TestTree *tree, const char *path, const char *text, size_t length)
{
    (void)tree;
    GError *error = NULL;
    g_autofree char *full = full_path(path);
    g_file_set_contents(full, text, (gssize)length, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_chmod(full, 0644), ==, 0);
}

void test_tree_text(TestTree *tree, const char *path, const char *text)
{
    test_tree_file(tree, path, text, strlen(text));
}

void test_tree_link(TestTree *tree, const char *path, const char *target)
{
    (void)tree;
    g_autofree char *full = full_path(path);
    g_assert_cmpint(symlink(target, full), ==, 0);
}

static void default_file(TestTree *tree, const char *path, const char *text)
{
    g_autofree char *full = g_build_filename("site-content", path, NULL);
    if (!g_file_test(full, G_FILE_TEST_EXISTS))
        test_tree_text(tree, path, text);
}

void test_tree_defaults(TestTree *tree)
{
    default_file(tree, "site.yaml",
                 "title: Robin Sample\nurl: https://robin.example/\n"
                 "audiences:\n  recruiter: {theme: recruiter}\n"
                 "  community: {url: \"https://robin.example/community/\"}\n"
                 "default_audience: [recruiter, community]\n");
    default_file(tree, "profile.md", "---\nname: Robin Sample\n---\n");
    default_file(tree, "projects/one.md", "---\ntitle: One\n---\nText.\n");
}

static char *resolve_escapes(const char *text, size_t *length)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (const char *c = text; *c != '\0'; c++)
        if (*c != '\n')
            g_string_append_c(lines, *c);
    GString *bytes = g_string_new(NULL);
    for (const char *c = lines->str; *c != '\0'; c++) {
        if (c[0] == '\\' && c[1] == 'x') {
            g_string_append_c(bytes, (char)(g_ascii_xdigit_value(c[2]) * 16 + g_ascii_xdigit_value(c[3])));
            c += 3;
        } else if (c[0] == '\\') {
            c++;
            g_string_append_c(bytes, *c == 'n' ? '\n' : *c == 'r' ? '\r' : *c == 't' ? '\t' : *c);
        } else {
            g_string_append_c(bytes, *c);
        }
    }
    *length = bytes->len;
    return g_string_free(bytes, FALSE);
}

static void make_large(const char *path)
{
    g_autofree char *full = full_path(path);
    int fd = open(full, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(ftruncate(fd, (off_t)17 << 20), ==, 0);
    close(fd);
}

static void make_one(TestTree *tree, const char *directive, const char *body)
{
    g_auto(GStrv) words = g_strsplit(directive, " ", 2);
    const char *path = words[0] != NULL && words[1] != NULL ? words[1] : "";
    g_autofree char *full = full_path(path);
    if (strcmp(words[0], "file") == 0) {
        test_tree_text(tree, path, body);
    } else if (strcmp(words[0], "bytes") == 0) {
        size_t length = 0;
        size_t name_length = 0;
        g_autofree char *name = resolve_escapes(path, &name_length);
        g_autofree char *bytes = resolve_escapes(body, &length);
        test_tree_file(tree, name, bytes, length);
    } else if (strcmp(words[0], "link") == 0) {
        g_auto(GStrv) ends = g_strsplit(path, " -> ", 2);
        test_tree_link(tree, ends[0], ends[1]);
    } else if (strcmp(words[0], "folder") == 0) {
        g_assert_cmpint(g_mkdir(full, 0755), ==, 0);
    } else if (strcmp(words[0], "pipe") == 0) {
        g_assert_cmpint(mkfifo(full, 0644), ==, 0);
    } else if (strcmp(words[0], "large") == 0) {
        make_large(path);
    } else if (strcmp(words[0], "locked") == 0) {
        g_assert_cmpint(g_chmod(full, 0), ==, 0);
        tree->locked = true;
    } else if (strcmp(words[0], "nothing") == 0) {
        remove_below("site-content");
    } else {
        g_error("unknown directive: %s", directive);
    }
}

void test_tree_make(TestTree *tree, const char *text)
{
    bool bare = false;
    g_auto(GStrv) parts = g_strsplit(text, "=== ", -1);
    for (char **part = parts + 1; parts[0] != NULL && *part != NULL; part++) {
        char *end = strchr(*part, '\n');
        g_autofree char *directive = end != NULL ? g_strndup(*part, (size_t)(end - *part)) : g_strdup(*part);
        if (strcmp(directive, "expect") == 0)
            break;
        if (strcmp(directive, "bare") == 0 || g_str_has_prefix(directive, "nothing"))
            bare = true;
        if (strcmp(directive, "bare") != 0)
            make_one(tree, directive, end != NULL ? end + 1 : "");
    }
    if (!bare)
        test_tree_defaults(tree);
}

bool test_tree_can_lock(void)
{
    if (geteuid() != 0)
        return true;
    if (seteuid(NOBODY) != 0)
        return false;
    g_assert_cmpint(seteuid(0), ==, 0);
    return true;
}

VtPortfolio *test_tree_load(TestTree *tree, unsigned jobs, VtDiagnostics *sink)
{
    bool lower = tree->locked && geteuid() == 0;
    if (lower)
        g_assert_cmpint(seteuid(NOBODY), ==, 0);
    VtPortfolio *portfolio = vt_portfolio_load("site-content", &(VtContentOptions){.jobs = jobs}, sink);
    if (lower)
        g_assert_cmpint(seteuid(0), ==, 0);
    return portfolio;
}

char *test_diagnostics_text(VtDiagnostics *sink)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    return g_strdup(vt_buffer_string(&out));
}
