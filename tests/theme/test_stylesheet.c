/* Which addresses are found in a stylesheet. */
#include "loading.h"

typedef struct Example {
    const char *text;
    const char *addresses; /* joined by | */
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

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *path = g_strdup_printf("/theme/stylesheet/%zu", i);
        g_test_add_data_func(path, &examples[i], find_addresses);
    }
    g_test_add_func("/theme/stylesheet/any-bytes", survive_any_bytes);
    return g_test_run();
}
