/* Which addresses are found in a stylesheet. */
#include "loading.h"

typedef struct Example {
    const char *text;
    const char *addresses; /* joined by |; or the text without its comments */
} Example;

static const Example examples[] = {
    {"a { background: url(x.svg) }", "x.svg"},
    {"a { background: url( \"x y.svg\" ) }", "x y.svg"},
    {"a { background: URL('x.svg'), url(y.png) }", "x.svg|y.png"},
    {"/* url(no.svg) */ a { b: url(yes.svg) }", "yes.svg"},
    {"a::before { content: \"url(no.svg)\" }", ""},
    {"a::before { content: '\\'url(no.svg)' }", ""},
    {"@import \"x.css\"; @import url(y.css) print;", "x.css|y.css"},
    {"@import url(\"x.css\"); a { content: \"y\" }", "x.css"},
    {"a { b: my-url(no.svg) }", ""},
    {"a { b: url(x.svg", "x.svg"},
    {"a { b: \"never closed", ""},
    {"a { b: \"\\", ""},
    {"/* never closed", ""},
    {"/", ""},
    {"", ""},
    {"url(", ""},
};

static const Example commented[] = {
    {"a { b: c } /* d */", "a { b: c } "},
    {"/* one */\na { b: c }\n  /* two\n lines */\nd { e: f }\n", "a { b: c }\nd { e: f }\n"},
    {"a/**/b { c: d }", "a b { c: d }"},
    {"a { /* x */ b: c; /* y */ }", "a {  b: c;  }"},
    {"a::before { content: \"/* text */\" }", "a::before { content: \"/* text */\" }"},
    {"a { b: url(\"x/*y*/.png\") } /* z */\n", "a { b: url(\"x/*y*/.png\") } \n"},
    {"/*! licence */\na { b: c }", "/*! licence */\na { b: c }"},
    {"/* never closed", ""},
    {"/**/", ""},
    {"", ""},
};

static void drop_comments(gconstpointer data)
{
    const Example *example = data;
    g_auto(VtBuffer) css = {0};
    vt_buffer_append_string(&css, example->text);
    vt_stylesheet_drop_comments(&css);
    g_assert_cmpstr(vt_buffer_string(&css), ==, example->addresses);
}

static void find_addresses(gconstpointer data)
{
    const Example *example = data;
    g_autoptr(GArray) found = vt_stylesheet_addresses(vt_slice(example->text));
    g_autoptr(GString) joined = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        VtStyleAddress address = g_array_index(found, VtStyleAddress, i);
        g_assert_cmpuint(address.offset + address.length, <=, strlen(example->text));
        g_string_append_printf(joined, "%s%.*s", i ? "|" : "", (int)address.length,
                               example->text + address.offset);
    }
    g_assert_cmpstr(joined->str, ==, example->addresses);
}

/* Whatever the bytes, scanning ends and stays inside. */
static void survive_any_bytes(void)
{
    static const char alphabet[] = "url(@import\"'\\/* );x";
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int round = 0; round < 20000; round++) {
        char text[24];
        size_t length = (size_t)g_rand_int_range(random, 0, sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
        g_autofree char *copy = g_memdup2(text, length);
        g_autoptr(GArray) found = vt_stylesheet_addresses((VtSlice){copy, length});
        for (guint i = 0; i < found->len; i++) {
            VtStyleAddress address = g_array_index(found, VtStyleAddress, i);
            g_assert_cmpuint(address.offset + address.length, <=, length);
        }
    }
}

/* What WCAG's own examples say. */
static void contrast_is_known(void)
{
    g_assert_cmpfloat_with_epsilon(vt_color_contrast("#000000", "#ffffff"), 21, 1e-9);
    g_assert_cmpfloat_with_epsilon(vt_color_contrast("#777777", "#ffffff"), 4.478, 1e-3);
    g_assert_cmpfloat_with_epsilon(vt_color_contrast("#ffffff", "#ffffff"), 1, 1e-9);
}

/* Whatever the colour, what is suggested can be read, and what can be read stays. */
static void suggestions_can_be_read(void)
{
    static const char *const grounds[][2] = {
        {"#fcfcfa", "#f1f2ef"}, {"#14171a", "#1d2125"}, {"#fff8f0", "#fbeadb"}};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    for (int round = 0; round < 3000; round++) {
        const char *const *on = grounds[round % 3];
        g_autofree char *color = g_strdup_printf("#%06x", g_rand_int(random) & 0xffffff);
        const char *found = vt_color_with_contrast(arena, color, on, 2, 4.5);
        double least = MIN(vt_color_contrast(color, on[0]), vt_color_contrast(color, on[1]));
        g_assert_cmpfloat(vt_color_contrast(found, on[0]), >=, 4.5);
        g_assert_cmpfloat(vt_color_contrast(found, on[1]), >=, 4.5);
        if (least >= 4.5)
            g_assert_cmpstr(found, ==, color);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *path = g_strdup_printf("/theme/stylesheet/%zu", i);
        g_test_add_data_func(path, &examples[i], find_addresses);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commented); i++) {
        g_autofree char *path = g_strdup_printf("/theme/stylesheet/comments/%zu", i);
        g_test_add_data_func(path, &commented[i], drop_comments);
    }
    g_test_add_func("/theme/colors/contrast", contrast_is_known);
    g_test_add_func("/theme/colors/suggestions", suggestions_can_be_read);
    g_test_add_func("/theme/stylesheet/any-bytes", survive_any_bytes);
    return g_test_run();
}
