#include "snapshot.h"

static size_t line_length(const char *p)
{
    return strcspn(p, "\n");
}

static void report_difference(const char *path, const char *expected, const char *actual)
{
    size_t line = 1;
    while (*expected && *actual) {
        size_t length = line_length(expected);
        if (length != line_length(actual) || memcmp(expected, actual, length) != 0)
            break;
        expected += length + (expected[length] == '\n');
        actual += length + (actual[length] == '\n');
        line++;
    }
    g_test_message("%s:%zu differs; VITRINE_UPDATE=1 accepts the new text", path, line);
    g_test_message("expected: %.*s", (int)line_length(expected), expected);
    g_test_message("actual:   %.*s", (int)line_length(actual), actual);
    g_test_fail();
}

void snapshot_check(const char *name, const char *actual, size_t length)
{
    const char *folder = g_getenv("VITRINE_TEST_DATA");
    g_autofree char *path = g_build_filename(folder ? folder : "data", name, NULL);
    g_autoptr(GError) error = NULL;
    if (g_strcmp0(g_getenv("VITRINE_UPDATE"), "1") == 0) {
        g_assert_true(g_file_set_contents(path, actual, (gssize)length, &error));
        return;
    }
    g_autofree char *expected = NULL;
    gsize expected_length = 0;
    g_file_get_contents(path, &expected, &expected_length, &error);
    g_assert_no_error(error);
    if (expected_length != length || memcmp(expected, actual, length) != 0)
        report_difference(path, expected, actual);
}
