#include <vitrine/base.h>

static void test_equal(void)
{
    g_assert_true(vt_slice_is(VT_SLICE("role"), "role"));
    g_assert_false(vt_slice_is(VT_SLICE("role"), "roles"));
    g_assert_true(vt_slice_is((VtSlice){"roles", 4}, "role"));
    g_assert_true(vt_slice_equal(vt_slice(NULL), VT_SLICE("")));
    g_assert_false(vt_slice_equal(vt_slice(NULL), VT_SLICE(" ")));
}

static void test_trim(void)
{
    static const struct {
        const char *text;
        const char *trimmed;
    } cases[] = {
        {"", ""}, {" \t\r\n", ""}, {" a b\n", "a b"}, {"a", "a"}, {"\xc2\xa0x", "\xc2\xa0x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_true(vt_slice_is(vt_slice_trim(vt_slice(cases[i].text)), cases[i].trimmed));
}

static void test_utf8(void)
{
    static const struct {
        VtSlice text;
        bool valid;
        size_t offset;
    } cases[] = {
        {{NULL, 0}, true, 0},
        {VT_SLICE_INIT("R\xc3\xa9sum\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x91\xa9"), true, 0},
        {VT_SLICE_INIT("a\0b"), true, 0},
        {VT_SLICE_INIT("\0"), true, 0},
        {VT_SLICE_INIT("a\0b\xff"), false, 3},
        {VT_SLICE_INIT("caf\xe9"), false, 3},
        {VT_SLICE_INIT("\xc3"), false, 0},
        {VT_SLICE_INIT("ab\xe2\x82"), false, 2},
        {VT_SLICE_INIT("\xc0\xaf"), false, 0},     /* overlong */
        {VT_SLICE_INIT("\xed\xa0\x80"), false, 0}, /* surrogate */
        {VT_SLICE_INIT("\xf4\x90\x80\x80"), false, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        size_t offset = 0;
        g_assert_cmpint(vt_utf8_valid(cases[i].text.data, cases[i].text.length, &offset), ==, cases[i].valid);
        g_assert_cmpuint(offset, ==, cases[i].offset);
    }
}

static void expect_digits(uint32_t number)
{
    char room[VT_MOST_DIGITS];
    g_autofree char *wanted = g_strdup_printf("%u", number);
    g_assert_true(vt_slice_is(vt_digits(number, room), wanted));
}

static void test_digits(void)
{
    expect_digits(0);
    expect_digits(UINT32_MAX - 1);
    expect_digits(UINT32_MAX);
    for (uint64_t power = 1; power <= UINT32_MAX; power *= 10)
        for (uint32_t number = (uint32_t)power - 1; number <= power + 1; number++)
            expect_digits(number);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slices/equal", test_equal);
    g_test_add_func("/slices/trim", test_trim);
    g_test_add_func("/slices/utf8", test_utf8);
    g_test_add_func("/slices/digits", test_digits);
    return g_test_run();
}
