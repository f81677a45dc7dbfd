/* What a request's path decodes to, by examples and by chance. The same target serves a fuzzer. */
#include "../../src/preview/request_path.h"

#include <glib.h>

static const struct {
    const char *raw;
    const char *decoded; /* NULL: refused */
} examples[] = {
    {"/", "/"},
    {"/projects/dsp/", "/projects/dsp/"},
    {"/a%20b", "/a b"},
    {"/caf%C3%A9", "/café"},
    {"/%2541", "/%41"},
    {"/...", "/..."},
    {"/.well-known/x", "/.well-known/x"},
    {"/a..b/..c/d..", "/a..b/..c/d.."},
    {"", NULL},
    {"projects", NULL},
    {"*", NULL},
    {"/..", NULL},
    {"/../x", NULL},
    {"/x/..", NULL},
    {"/x/./y", NULL},
    {"/%2e%2e/x", NULL},
    {"/%2E./x", NULL},
    {"/..%2fx", NULL},
    {"/x%2Fy", NULL},
    {"/..%5cx", NULL},
    {"/..\\x", NULL},
    {"/%00", NULL},
    {"/x%0ay", NULL},
    {"/%7f", NULL},
    {"/%", NULL},
    {"/%4", NULL},
    {"/%g0", NULL},
    {"/%ff", NULL},
    {"/%c0%ae%c0%ae/x", NULL},
};

static void test_examples(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *decoded = vt_path_decode(examples[i].raw);
        g_test_message("%s", examples[i].raw);
        g_assert_cmpstr(decoded, ==, examples[i].decoded);
    }
}

static void assert_harmless(const char *raw)
{
    g_autofree char *decoded = vt_path_decode(raw);
    if (decoded == NULL)
        return;
    g_autofree char *bounded = g_strconcat(decoded, "/", NULL);
    g_assert_cmpint(decoded[0], ==, '/');
    g_assert_null(strstr(bounded, "/../"));
    g_assert_null(strstr(bounded, "/./"));
    g_assert_null(strpbrk(decoded, "\\\r\n\t\x7f"));
    g_assert_true(g_utf8_validate(decoded, -1, NULL));
}

static void test_chance(void)
{
    static const char *const pieces[] = {"/",   ".", "..",         "%",  "%2e",  "%2f", "%5C", "\\",
                                         "%00", "a", "%25",        "2e", "%c3",  "%a9", "é",   "%ff",
                                         "#",   "?", "index.html", "%0", "\x01", ";"};
    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) raw = g_string_new(g_test_rand_bit() ? "/" : "");
        for (int left = g_test_rand_int_range(0, 12); left > 0; left--)
            g_string_append(raw, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        assert_harmless(raw->str);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/request-path/examples", test_examples);
    g_test_add_func("/request-path/chance", test_chance);
    return g_test_run();
}
