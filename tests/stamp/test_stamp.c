#include <vitrine/stamp.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A tree in a folder of its own; `path` joins below it. */
static char *make_folder(void)
{
    g_autofree char *name = g_strdup("stamp-XXXXXX");
    g_assert_nonnull(g_mkdtemp(name));
    return g_canonicalize_filename(name, NULL);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void remove_folder(const char *folder)
{
    const char *command[] = {"rm", "-rf", folder, NULL};
    g_assert_true(g_spawn_sync(NULL, (char **)(uintptr_t)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

static VtFingerprint take(VtStampKind kind, const char *path, unsigned jobs)
{
    g_autoptr(VtStamp) stamp = vt_stamp_new();
    vt_stamp_add(stamp, kind, path);
    return vt_stamp_take(stamp, vt_stamp_now(), jobs);
}

/* Some file systems keep no times that could be trusted; there all that is said of lasting is void. */
static bool keeps_times(const char *folder)
{
    vt_stamp_wait(vt_stamp_now());
    if (take(VT_STAMP_TREE, folder, 1).lasting)
        return true;
    g_test_skip("this file system keeps no times that can be trusted");
    return false;
}

/* ---- Changes ------------------------------------------------------------------------------------------- */

static void change_quietly(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "b/two", NULL);
    struct stat status;
    g_assert_cmpint(stat(path, &status), ==, 0);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    g_assert_cmpint(write(file, "TWO", 3), ==, 3);
    const struct timespec times[] = {status.st_atim, status.st_mtim};
    g_assert_cmpint(futimens(file, times), ==, 0);
    close(file);
}

static void change_mode(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "b/two", NULL);
    g_assert_cmpint(chmod(path, 0600), ==, 0);
}

static void change_name(const char *folder)
{
    g_autofree char *from = g_build_filename(folder, "a/one", NULL);
    g_autofree char *to = g_build_filename(folder, "a/uno", NULL);
    g_assert_cmpint(rename(from, to), ==, 0);
}

static void change_hidden(const char *folder)
{
    write_file(folder, "a/.hidden", "");
}

static void change_folder(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "b/empty", NULL);
    g_assert_cmpint(g_mkdir(path, 0755), ==, 0);
}

static void change_link(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "link", NULL);
    g_assert_cmpint(unlink(path), ==, 0);
    g_assert_cmpint(symlink("b/two", path), ==, 0);
}

static void change_behind_link(const char *folder)
{
    g_autofree char *path = g_strconcat(folder, ".outside", NULL);
    g_assert_true(g_file_set_contents(path, "else", -1, NULL));
}

static void change_nothing(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "a/one", NULL);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
}

typedef struct Change {
    const char *name;
    void (*make)(const char *folder);
    bool same;
} Change;

static const Change changes[] = {
    {"nothing", change_nothing, true},          {"bytes, with size and time kept", change_quietly, false},
    {"permissions", change_mode, false},        {"a name", change_name, false},
    {"a hidden file", change_hidden, false},    {"an empty folder", change_folder, false},
    {"where a link leads", change_link, false}, {"what a link leads to", change_behind_link, false},
};

static void test_change(const void *data)
{
    const Change *change = data;
    g_autofree char *folder = make_folder();
    g_autofree char *outside = g_strconcat(folder, ".outside", NULL);
    g_autofree char *link = g_build_filename(folder, "link", NULL);
    g_autofree char *away = g_build_filename(folder, "away", NULL);
    write_file(folder, "a/one", "one");
    write_file(folder, "b/two", "two");
    g_assert_true(g_file_set_contents(outside, "more", -1, NULL));
    g_assert_cmpint(symlink("a/one", link), ==, 0);
    g_assert_cmpint(symlink(outside, away), ==, 0);
    vt_stamp_wait(vt_stamp_now());
    VtFingerprint before = take(VT_STAMP_TREE, folder, 2);
    change->make(folder);
    VtFingerprint after = take(VT_STAMP_TREE, folder, 2);
    if (change->same)
        g_assert_cmpstr(before.digits, ==, after.digits);
    else
        g_assert_cmpstr(before.digits, !=, after.digits);
    unlink(outside);
    remove_folder(folder);
}

/* ---- Since when ---------------------------------------------------------------------------------------- */

static void swap_folders(const char *folder)
{
    g_autofree char *a = g_build_filename(folder, "a", NULL);
    g_autofree char *away = g_build_filename(folder, "away", NULL);
    g_autofree char *b = g_build_filename(folder, "b", NULL);
    g_assert_cmpint(rename(a, away), ==, 0);
    g_assert_cmpint(rename(b, a), ==, 0);
    g_assert_cmpint(rename(away, b), ==, 0);
}

static void change_and_back(const char *folder)
{
    g_autofree char *from = g_build_filename(folder, "a/one", NULL);
    g_autofree char *to = g_build_filename(folder, "a/uno", NULL);
    g_assert_cmpint(rename(from, to), ==, 0);
    g_assert_cmpint(rename(to, from), ==, 0);
}

static void remove_file(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "a/one", NULL);
    g_assert_cmpint(unlink(path), ==, 0);
}

static const Change watched[] = {
    {"nothing", change_nothing, true},
    {"bytes, with size and time kept", change_quietly, false},
    {"permissions", change_mode, false},
    {"a name", change_name, false},
    {"a name, and back", change_and_back, false},
    {"a file less", remove_file, false},
    {"two folders swapped", swap_folders, false},
};

/* One look, after what may have changed, tells whether it did. */
static void test_since(gconstpointer data)
{
    const Change *change = data;
    g_autofree char *folder = make_folder();
    write_file(folder, "a/one", "one");
    write_file(folder, "b/two", "two");
    if (keeps_times(folder)) {
        g_autoptr(VtStamp) stamp = vt_stamp_new();
        vt_stamp_add(stamp, VT_STAMP_TREE, folder);
        vt_stamp_wait(vt_stamp_now());
        struct timespec since = vt_stamp_now();
        change->make(folder);
        vt_stamp_wait(vt_stamp_now());
        g_assert_true(vt_stamp_take(stamp, vt_stamp_now(), 2).lasting);
        g_assert_cmpint(vt_stamp_take(stamp, since, 2).lasting, ==, change->same);
    }
    remove_folder(folder);
}

static void test_glance(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *b = g_build_filename(folder, "b", NULL);
    g_autoptr(VtStamp) stamp = vt_stamp_new();
    write_file(folder, "a/one", "one");
    write_file(folder, "b/two", "two");
    vt_stamp_add(stamp, VT_STAMP_TREE, b);
    VtFingerprint first = vt_stamp_glance(stamp);
    change_quietly(folder);
    VtFingerprint second = vt_stamp_glance(stamp);
    g_assert_cmpstr(first.digits, ==, second.digits);
    swap_folders(folder);
    VtFingerprint third = vt_stamp_glance(stamp);
    g_assert_cmpstr(first.digits, !=, third.digits);
    remove_folder(folder);
}

/* ---- Lists --------------------------------------------------------------------------------------------- */

static void change_unlisted(const char *folder)
{
    write_file(folder, "c/three", "else");
}

static void change_list(const char *folder)
{
    write_file(folder, "list", "a/one\n");
}

static void add_beside(const char *folder)
{
    write_file(folder, "b/too", "too");
}

static void change_folder_mode(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "b", NULL);
    g_assert_cmpint(chmod(path, 0700), ==, 0);
}

static const Change listed[] = {
    {"nothing", change_nothing, true},
    {"a file that is not listed", change_unlisted, true},
    {"a file beside a listed one", add_beside, true},
    {"bytes, with size and time kept", change_quietly, false},
    {"permissions", change_mode, false},
    {"a name", change_name, false},
    {"a file less", remove_file, false},
    {"two folders swapped", swap_folders, false},
    {"the list", change_list, false},
    {"permissions of a folder", change_folder_mode, false},
};

static void test_list(gconstpointer data)
{
    const Change *change = data;
    g_autofree char *folder = make_folder();
    g_autofree char *list = g_build_filename(folder, "list", NULL);
    write_file(folder, "a/one", "one");
    write_file(folder, "b/two", "two");
    write_file(folder, "c/three", "three");
    write_file(folder, "list", "the first line\na/one\nb/two\n");
    vt_stamp_wait(vt_stamp_now());
    VtFingerprint before = take(VT_STAMP_LIST, list, 2);
    change->make(folder);
    VtFingerprint after = take(VT_STAMP_LIST, list, 2);
    g_assert_cmpint(strcmp(before.digits, after.digits) == 0, ==, change->same);
    remove_folder(folder);
}

/* Where a link leads may change without a trace. */
static void test_list_of_links(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *list = g_build_filename(folder, "list", NULL);
    g_autofree char *link = g_build_filename(folder, "b", NULL);
    write_file(folder, "a/one", "one");
    write_file(folder, "list", "b/one\n");
    if (keeps_times(folder)) {
        g_assert_cmpint(symlink("a", link), ==, 0);
        g_assert_false(take(VT_STAMP_LIST, list, 1).lasting);
        write_file(folder, "list", "a/one\n");
        vt_stamp_wait(vt_stamp_now());
        g_assert_true(take(VT_STAMP_LIST, list, 1).lasting);
    }
    remove_folder(folder);
}

/* ---- The rest ------------------------------------------------------------------------------------------ */

static void test_threads(void)
{
    g_autofree char *folder = make_folder();
    for (unsigned i = 0; i < 300; i++) {
        g_autofree char *name = g_strdup_printf("%u/%u/file", i % 7, i);
        write_file(folder, name, "text");
    }
    VtFingerprint one = take(VT_STAMP_TREE, folder, 1), eight = take(VT_STAMP_TREE, folder, 8);
    g_assert_cmpstr(one.digits, ==, eight.digits);
    remove_folder(folder);
}

/* Where no wait is needed, each change of what was looked at shows, however soon it comes. */
static void test_no_wait(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *list = g_build_filename(folder, "list", NULL);
    write_file(folder, "b/two", "two");
    write_file(folder, "list", "b/two\n");
    if (vt_stamp_needs_wait(folder))
        g_test_skip("here a file keeps its time when it changes twice in a moment");
    else
        for (unsigned i = 0; i < 50; i++) {
            write_file(folder, "b/two", "two");
            VtFingerprint before = take(VT_STAMP_LIST, list, 1);
            change_quietly(folder);
            VtFingerprint after = take(VT_STAMP_LIST, list, 1);
            g_assert_true(before.lasting && after.lasting);
            g_assert_cmpstr(before.digits, !=, after.digits);
        }
    remove_folder(folder);
}

static void test_threads_in_one_folder(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *list = g_build_filename(folder, "list", NULL);
    g_autoptr(GString) names = g_string_new(NULL);
    for (unsigned i = 0; i < 1500; i++) {
        g_autofree char *name = g_strdup_printf("%u", i);
        write_file(folder, name, "text");
        g_string_append_printf(names, "%s\n", name);
    }
    write_file(folder, "list", names->str);
    const VtStampKind kinds[] = {VT_STAMP_TREE, VT_STAMP_LIST};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const char *path = kinds[i] == VT_STAMP_LIST ? list : folder;
        VtFingerprint one = take(kinds[i], path, 1), eight = take(kinds[i], path, 8);
        g_assert_cmpstr(one.digits, ==, eight.digits);
    }
    remove_folder(folder);
}

/* What changes may change again within one step of the clock. The step may end between the two calls, so it
 * is tried until it did not. */
static void test_young(void)
{
    g_autofree char *folder = make_folder();
    bool lasting = keeps_times(folder);
    for (unsigned i = 0; lasting && i < 100; i++) {
        write_file(folder, "file", "text");
        lasting = take(VT_STAMP_TREE, folder, 1).lasting;
    }
    g_assert_false(lasting);
    remove_folder(folder);
}

static void test_linked_folder(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *shelf = g_build_filename(folder, "shelf", NULL);
    g_autofree char *link = g_build_filename(shelf, "theme", NULL);
    write_file(folder, "theme/file", "text");
    g_assert_cmpint(g_mkdir(shelf, 0755), ==, 0);
    g_assert_cmpint(symlink("../theme", link), ==, 0);
    if (keeps_times(link)) {
        g_assert_false(take(VT_STAMP_TREE, shelf, 1).lasting);
        VtFingerprint before = take(VT_STAMP_SHELF, shelf, 1);
        g_assert_true(before.lasting);
        write_file(folder, "theme/file", "other");
        VtFingerprint after = take(VT_STAMP_SHELF, shelf, 1);
        g_assert_cmpstr(before.digits, !=, after.digits);
    }
    remove_folder(folder);
}

static void test_missing(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *path = g_build_filename(folder, "themes", NULL);
    VtFingerprint file = take(VT_STAMP_FILE, path, 1), tree = take(VT_STAMP_TREE, path, 1);
    g_assert_true(file.lasting && tree.lasting);
    write_file(folder, "themes", "");
    VtFingerprint file_after = take(VT_STAMP_FILE, path, 1), tree_after = take(VT_STAMP_TREE, path, 1);
    g_assert_cmpstr(file.digits, !=, file_after.digits);
    g_assert_cmpstr(tree.digits, !=, tree_after.digits);
    remove_folder(folder);
}

static void test_damage(void)
{
    g_autofree char *folder = make_folder();
    g_autofree char *path = g_build_filename(folder, "deep/er/stamp", NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_assert_true(vt_stamp_save(path, g_variant_new("(sx)", "words", (gint64)7)));
    g_assert_null(vt_stamp_load(folder, G_VARIANT_TYPE("(sx)")));
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize i = 0; i < length; i++) {
        g_autofree char *damaged = g_memdup2(text, length);
        damaged[i] ^= 0x10;
        g_assert_true(g_file_set_contents(path, damaged, (gssize)length, NULL));
        g_assert_null(vt_stamp_load(path, G_VARIANT_TYPE("(sx)")));
        g_assert_true(g_file_set_contents(path, text, (gssize)i, NULL));
        g_assert_null(vt_stamp_load(path, G_VARIANT_TYPE("(sx)")));
    }
    g_assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
    g_autoptr(GVariant) value = vt_stamp_load(path, G_VARIANT_TYPE("(sx)"));
    g_assert_cmpint(g_variant_get_size(value), >, 0);
    remove_folder(folder);
}

static void test_subjects(void)
{
    g_autoptr(VtStamp) stamp = vt_stamp_new();
    vt_stamp_add(stamp, VT_STAMP_TREE, "a\xFF");
    vt_stamp_add(stamp, VT_STAMP_FILE, "/dev/null");
    g_autoptr(GVariant) value = g_variant_ref_sink(vt_stamp_to_variant(stamp));
    g_autoptr(VtStamp) back = vt_stamp_from_variant(value);
    VtFingerprint first = vt_stamp_take(stamp, vt_stamp_now(), 1);
    VtFingerprint second = vt_stamp_take(back, vt_stamp_now(), 1);
    g_assert_cmpstr(first.digits, ==, second.digits);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *path = g_strconcat("/stamp/change/", changes[i].name, NULL);
        g_test_add_data_func(path, &changes[i], test_change);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(watched); i++) {
        g_autofree char *path = g_strconcat("/stamp/since/", watched[i].name, NULL);
        g_test_add_data_func(path, &watched[i], test_since);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(listed); i++) {
        g_autofree char *path = g_strconcat("/stamp/list/", listed[i].name, NULL);
        g_test_add_data_func(path, &listed[i], test_list);
    }
    g_test_add_func("/stamp/list-of-links", test_list_of_links);
    g_test_add_func("/stamp/glance", test_glance);
    g_test_add_func("/stamp/no-wait", test_no_wait);
    g_test_add_func("/stamp/threads", test_threads);
    g_test_add_func("/stamp/threads-in-one-folder", test_threads_in_one_folder);
    g_test_add_func("/stamp/young", test_young);
    g_test_add_func("/stamp/linked-folder", test_linked_folder);
    g_test_add_func("/stamp/missing", test_missing);
    g_test_add_func("/stamp/damage", test_damage);
    g_test_add_func("/stamp/subjects", test_subjects);
    return g_test_run();
}
