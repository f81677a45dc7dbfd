/* Atoms, objects and lists: what they hold is what was put in, in any order and number. */
#include <vitrine/mustache.h>

static void test_atoms(void)
{
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    g_assert_cmpuint(vt_atoms_find(atoms, VT_SLICE("title")), ==, 0);
    VtAtom title = vt_atoms_intern_string(atoms, "title");
    g_assert_cmpuint(title, !=, 0);
    g_assert_cmpuint(vt_atoms_intern(atoms, (VtSlice){"titles", 5}), ==, title);
    g_assert_cmpuint(vt_atoms_find(atoms, VT_SLICE("title")), ==, title);
    g_assert_cmpuint(vt_atoms_find(atoms, VT_SLICE("Title")), ==, 0);
    g_assert_cmpstr(vt_atoms_text(atoms, title), ==, "title");
    g_assert_cmpstr(vt_atoms_text(atoms, 0), ==, "");
}

static void test_many_atoms(void)
{
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    for (int i = 0; i < 5000; i++) {
        g_autofree char *name = g_strdup_printf("name-%d", i);
        g_assert_cmpuint(vt_atoms_intern_string(atoms, name), ==, i + 1);
    }
    for (int i = 0; i < 5000; i++) {
        g_autofree char *name = g_strdup_printf("name-%d", i);
        g_assert_cmpuint(vt_atoms_find(atoms, vt_slice(name)), ==, i + 1);
        g_assert_cmpstr(vt_atoms_text(atoms, (VtAtom)i + 1), ==, name);
    }
}

/* An object against a table of the same values, set in random order, some twice. */
static void test_objects(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20);
    for (int round = 0; round < 300; round++) {
        g_autoptr(VtArena) arena = vt_arena_new();
        VtAtom names = (VtAtom)g_rand_int_range(random, 1, 200);
        g_autofree int64_t *expected = g_new0(int64_t, names + 1);
        VtObject *object = vt_object_new(arena, (size_t)g_rand_int_range(random, 0, 8));
        for (int i = g_rand_int_range(random, 0, 300); i > 0; i--) {
            VtAtom name = (VtAtom)g_rand_int_range(random, 0, (int)names + 1);
            int64_t value = g_rand_int_range(random, 1, 1000);
            vt_object_set(object, name, vt_value_integer(value));
            expected[name] = name ? value : 0;
        }
        for (VtAtom name = 0; name <= names; name++) {
            VtValue value = vt_object_get(object, name);
            g_assert_cmpint(value.kind, ==, expected[name] ? VT_VALUE_INTEGER : VT_VALUE_NULL);
            g_assert_cmpint(value.integer, ==, expected[name]);
        }
    }
}

static void test_lists(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtList *list = vt_list_new(arena, 0);
    g_assert_cmpuint(vt_list_count(list), ==, 0);
    for (int i = 0; i < 1000; i++)
        vt_list_add(list, vt_value_integer(i));
    g_assert_cmpuint(vt_list_count(list), ==, 1000);
    for (size_t i = 0; i < 1000; i++)
        g_assert_cmpint(vt_list_item(list, i).integer, ==, (int64_t)i);
    g_assert_cmpint(vt_list_item(list, 1000).kind, ==, VT_VALUE_NULL);
}

static void test_kinds(void)
{
    g_assert_cmpuint(sizeof(VtValue), ==, 16);
    g_assert_cmpint(vt_value_string(NULL).kind, ==, VT_VALUE_NULL);
    g_assert_cmpint(vt_value_list(NULL).kind, ==, VT_VALUE_NULL);
    g_assert_cmpint(vt_value_object(NULL).kind, ==, VT_VALUE_NULL);
    g_assert_cmpint(vt_value_lambda(NULL).kind, ==, VT_VALUE_NULL);
    VtValue text = vt_value_string("four");
    g_assert_cmpint(text.kind, ==, VT_VALUE_TEXT);
    g_assert_cmpuint(text.length, ==, 4);
    g_assert_cmpint(vt_value_html(VT_SLICE("<b>")).kind, ==, VT_VALUE_HTML);
    g_assert_cmpint(vt_value_bool(true).integer, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mustache/values/atoms", test_atoms);
    g_test_add_func("/mustache/values/many atoms", test_many_atoms);
    g_test_add_func("/mustache/values/objects", test_objects);
    g_test_add_func("/mustache/values/lists", test_lists);
    g_test_add_func("/mustache/values/kinds", test_kinds);
    return g_test_run();
}
