/* Paths that cannot stand beside each other: rows in any order, against a way that looks at every folder of
 * every path. */
#include "../../src/publication/table.h"

static const char *const names[] = {
    "a",   "a-b", "a.b",  "a/b", "a/b/c", "A",    "A/c",    "a/B/d",       "a/b-c",
    "b/a", "b",   "ab/c", "É",   "é/ab",  "é/AB", "É/ab/c", "e\u0301/abc", "É/Ab/d/e/f",
};

/* Which of `names` are rows, in this order. */
typedef struct Choice {
    size_t rows[8];
    size_t count;
} Choice;

/* What must be said of them. */
typedef struct Expected {
    GHashTable *in_the_way; /* lines; rows of one path share theirs */
    size_t errors;
} Expected;

static char *folded(const char *path)
{
    g_autofree char *normal = g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
    return g_utf8_casefold(normal, -1);
}

/* The file in the place of the innermost folder that is one. */
static const char *find_in_the_way(const char *path, GHashTable *files)
{
    g_autofree char *parent = folded(path);
    const char *found = NULL;
    for (char *slash; found == NULL && (slash = strrchr(parent, '/')) != NULL;) {
        *slash = '\0';
        found = g_hash_table_lookup(files, parent);
    }
    return found;
}

static Expected expect(const Choice *choice)
{
    Expected expected = {.in_the_way = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < choice->count; i++) {
        g_autofree char *key = folded(names[choice->rows[i]]);
        if (g_hash_table_contains(files, key))
            expected.errors++;
        else
            g_hash_table_insert(files, g_steal_pointer(&key), (gpointer)names[choice->rows[i]]);
    }
    for (size_t i = 0; i < choice->count; i++) {
        const char *path = names[choice->rows[i]], *file = find_in_the_way(path, files);
        if (file == NULL)
            continue;
        expected.errors++;
        g_hash_table_add(expected.in_the_way,
                         g_strdup_printf("%s: error: \"%s\" needs a folder where \"%s\" is a file "
                                         "[publication-clash]",
                                         path, path, file));
    }
    return expected;
}

static bool check(const Choice *choice, VtDiagnostics *sink)
{
    VtPublication publication = {.arena = vt_arena_new(), .rows = g_array_new(FALSE, FALSE, sizeof(VtRow))};
    for (size_t i = 0; i < choice->count; i++) {
        const char *path = names[choice->rows[i]];
        VtRow row = {.file = {.path = path, .type = "text/plain", .origin = path}};
        g_array_append_val(publication.rows, row);
    }
    bool clear = vt_publication_check_clashes(&publication, sink);
    g_array_unref(publication.rows);
    vt_arena_free(publication.arena);
    return clear;
}

static void expect_same(const Choice *choice)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) said = {0};
    Expected expected = expect(choice);
    g_assert_true(check(choice, sink) == (expected.errors == 0));
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, expected.errors);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &said);
    g_auto(GStrv) lines = g_strsplit(vt_buffer_string(&said), "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (strstr(lines[i], "needs a folder") != NULL)
            g_assert_true(g_hash_table_remove(expected.in_the_way, lines[i]));
    g_assert_cmpuint(g_hash_table_size(expected.in_the_way), ==, 0);
    g_hash_table_unref(expected.in_the_way);
}

static void test_three(void)
{
    enum { ALL = G_N_ELEMENTS(names) };
    for (size_t number = 0; number < ALL * ALL * ALL; number++)
        expect_same(&(Choice){{number % ALL, number / ALL % ALL, number / ALL / ALL}, 3});
}

static void test_more(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    for (int round = 0; round < 4000; round++) {
        Choice choice = {.count = (size_t)g_rand_int_range(random, 4, 9)};
        for (size_t i = 0; i < choice.count; i++)
            choice.rows[i] = (size_t)g_rand_int_range(random, 0, G_N_ELEMENTS(names));
        expect_same(&choice);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clashes/three", test_three);
    g_test_add_func("/clashes/more", test_more);
    return g_test_run();
}
