#include <vitrine/base.h>

#include <jansson.h>

/* A buffer and a GString that gets the same must hold the same. */
static void test_like_a_gstring(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2);
    g_auto(VtBuffer) buffer = {0};
    g_autoptr(GString) model = g_string_new(NULL);
    for (int step = 0; step < 20000; step++) {
        char bytes[300];
        size_t length = (size_t)g_rand_int_range(random, 0, sizeof bytes);
        memset(bytes, g_rand_int_range(random, 0, 256), length);
        switch (g_rand_int_range(random, 0, 5)) {
        case 0:
            vt_buffer_append(&buffer, bytes, length);
            g_string_append_len(model, bytes, (gssize)length);
            break;
        case 1:
            vt_buffer_append_char(&buffer, 'x');
            g_string_append_c(model, 'x');
            break;
        case 2:
            vt_buffer_append_format(&buffer, "%d:%s;", step, "slug");
            g_string_append_printf(model, "%d:%s;", step, "slug");
            break;
        case 3:
            vt_buffer_reserve(&buffer, length);
            g_assert_cmpuint(buffer.capacity - buffer.length, >=, length);
            break;
        default:
            vt_buffer_append_slice(&buffer, VT_SLICE("slice"));
            g_string_append(model, "slice");
        }
        if (g_rand_int_range(random, 0, 2000) == 0) {
            vt_buffer_reset(&buffer);
            g_string_set_size(model, 0);
        }
        g_assert_cmpuint(buffer.length, ==, model->len);
    }
    g_assert_cmpmem(buffer.data, (int)buffer.length, model->str, (int)model->len);
}

static void test_steal(void)
{
    VtBuffer buffer = {0};
    size_t length = 7;
    g_autofree char *empty = vt_buffer_steal(&buffer, &length);
    g_assert_cmpstr(empty, ==, "");
    g_assert_cmpuint(length, ==, 0);
    vt_buffer_append_string(&buffer, "page");
    g_assert_cmpstr(vt_buffer_string(&buffer), ==, "page");
    g_autofree char *page = vt_buffer_steal(&buffer, NULL);
    g_assert_cmpstr(page, ==, "page");
    g_assert_null(buffer.data);
    vt_buffer_finish(&buffer);
    vt_buffer_finish(NULL);
}

static void test_format_at_each_fill(void)
{
    for (size_t fill = 240; fill < 260; fill++) {
        g_auto(VtBuffer) buffer = {0};
        for (size_t i = 0; i < fill; i++)
            vt_buffer_append_char(&buffer, '.');
        vt_buffer_append_format(&buffer, "%s", "0123456789");
        g_assert_cmpuint(buffer.length, ==, fill + 10);
        g_assert_cmpmem(buffer.data + fill, 10, "0123456789", 10);
    }
}

static void test_html(void)
{
    static const struct {
        const char *text;
        const char *html;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"<a href=\"x\">R&D's</a>", "&lt;a href=&quot;x&quot;&gt;R&amp;D's&lt;/a&gt;"},
        {"&", "&amp;"},
        {"&amp;", "&amp;amp;"},
        {"é 日本 <", "é 日本 &lt;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VtBuffer) buffer = {0};
        vt_buffer_append_html(&buffer, cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(vt_buffer_string(&buffer), ==, cases[i].html);
    }
}

static void test_json(void)
{
    static const struct {
        const char *text;
        const char *json;
    } cases[] = {
        {"", "\"\""},
        {"say \"hi\" \\ /", "\"say \\\"hi\\\" \\\\ /\""},
        {"a\tb\nc\r\b\f\x1b\x01\x7f", "\"a\\tb\\nc\\r\\b\\f\\u001b\\u0001\\u007f\""},
        {"<p>x</p><!-- </script", "\"<p>x\\u003c/p>\\u003c!-- \\u003c/script\""},
        {"é 日本 👩", "\"é 日本 👩\""},
        {"\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\""},
        {"bad \xff\xe9z \xe2\x82", "\"bad \xef\xbf\xbd\xef\xbf\xbdz \xef\xbf\xbd\xef\xbf\xbd\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(VtBuffer) buffer = {0};
        vt_buffer_append_json(&buffer, cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(vt_buffer_string(&buffer), ==, cases[i].json);
    }
}

/* Whatever the bytes are, a JSON parser accepts the string, and valid text comes back the same. */
static void test_json_parses_back(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    for (int round = 0; round < 3000; round++) {
        char text[40];
        size_t length = (size_t)g_rand_int_range(random, 0, sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = (char)g_rand_int_range(random, 0, round % 2 ? 128 : 256);
        g_auto(VtBuffer) buffer = {0};
        vt_buffer_append_json(&buffer, text, length);
        json_error_t error;
        json_t *value = json_loadb(buffer.data, buffer.length, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
        g_assert_nonnull(value);
        if (vt_utf8_valid(text, length, NULL))
            g_assert_cmpmem(json_string_value(value), (int)json_string_length(value), text, (int)length);
        json_decref(value);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/buffer/like-a-gstring", test_like_a_gstring);
    g_test_add_func("/buffer/steal", test_steal);
    g_test_add_func("/buffer/format-at-each-fill", test_format_at_each_fill);
    g_test_add_func("/buffer/html", test_html);
    g_test_add_func("/buffer/json", test_json);
    g_test_add_func("/buffer/json-parses-back", test_json_parses_back);
    return g_test_run();
}
