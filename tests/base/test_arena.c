#include <vitrine/base.h>

static bool is_zero(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0)
            return false;
    return true;
}

/* Random sizes, each filled with its own byte: nothing overlaps, all is aligned and zeroed. */
static void fill_and_check(VtArena *arena, GRand *random)
{
    enum { COUNT = 400 };
    char *blocks[COUNT];
    size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        bool large = g_rand_int_range(random, 0, 40) == 0;
        sizes[i] = (size_t)g_rand_int_range(random, 0, large ? 200000 : 700);
        blocks[i] = vt_arena_alloc(arena, sizes[i]);
        g_assert_nonnull(blocks[i]);
        g_assert_cmpuint((uintptr_t)blocks[i] % 16, ==, 0);
        g_assert_true(is_zero(blocks[i], sizes[i]));
        memset(blocks[i], (int)(i % 255) + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            g_assert_cmpint((unsigned char)blocks[i][j], ==, (int)(i % 255) + 1);
}

static void test_blocks(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int round = 0; round < 10; round++) {
        fill_and_check(arena, random);
        vt_arena_reset(arena);
    }
}

static void test_reset_keeps_memory(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    vt_arena_reset(arena);
    void *first = vt_arena_alloc(arena, 100);
    vt_arena_reset(arena);
    g_assert_true(vt_arena_alloc(arena, 100) == first);
}

static void test_strings(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_assert_cmpstr(vt_arena_copy(arena, "portfolio", 4), ==, "port");
    g_assert_cmpstr(vt_arena_copy(arena, NULL, 4), ==, "");
    g_assert_cmpstr(vt_arena_string(arena, "edition"), ==, "edition");
    g_assert_cmpstr(vt_arena_string(arena, NULL), ==, "");
    g_assert_cmpstr(vt_arena_format(arena, "%s-%d", "page", 2), ==, "page-2");
    g_assert_cmpstr(vt_arena_format(arena, "%s", ""), ==, "");
    const VtDate *dates = VT_ARENA_ARRAY(arena, VtDate, 3);
    g_assert_false(vt_date_is_set(dates[2]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/arena/blocks", test_blocks);
    g_test_add_func("/arena/reset-keeps-memory", test_reset_keeps_memory);
    g_test_add_func("/arena/strings", test_strings);
    return g_test_run();
}
