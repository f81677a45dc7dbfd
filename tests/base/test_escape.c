/* Escaping looks at blocks of bytes; here each byte stands at each place of texts of each length around a
 * block and several, and what is written is what one byte after another gives. */
#include <vitrine/base.h>

enum { LONGEST = 70 };

typedef void Append(VtBuffer *out, const char *text, size_t length);

static void one_html(VtBuffer *out, unsigned char c)
{
    if (c == '&')
        vt_buffer_append_string(out, "&amp;");
    else if (c == '<')
        vt_buffer_append_string(out, "&lt;");
    else if (c == '>')
        vt_buffer_append_string(out, "&gt;");
    else if (c == '"')
        vt_buffer_append_string(out, "&quot;");
    else
        vt_buffer_append_char(out, (char)c);
}

static void html_by_bytes(VtBuffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        one_html(out, (unsigned char)text[i]);
}

/* Of texts in which no byte beyond ASCII has a neighbour that makes a character of it, and none of "/" and
 * "!" stands behind "<". */
static void one_json(VtBuffer *out, unsigned char c)
{
    static const char escaped[] = "\b\t\n\f\r\"\\", letters[] = "btnfr\"\\";
    const char *found = c == '\0' ? NULL : strchr(escaped, c);
    if (found != NULL)
        vt_buffer_append_format(out, "\\%c", letters[found - escaped]);
    else if (c < 0x20 || c == 0x7f)
        vt_buffer_append_format(out, "\\u%04x", c);
    else if (c >= 0x80)
        vt_buffer_append_string(out, "\uFFFD");
    else
        vt_buffer_append_char(out, (char)c);
}

static void json_by_bytes(VtBuffer *out, const char *text, size_t length)
{
    vt_buffer_append_char(out, '"');
    for (size_t i = 0; i < length; i++)
        one_json(out, (unsigned char)text[i]);
    vt_buffer_append_char(out, '"');
}

/* The text ends where its memory does. */
static void expect_same(Append *blocks, Append *bytes, const char *text, size_t length)
{
    g_autofree char *exact = g_memdup2(text, length);
    g_auto(VtBuffer) out = {0}, wanted = {0};
    blocks(&out, exact, length);
    bytes(&wanted, exact, length);
    g_assert_cmpmem(vt_buffer_string(&out), (int)out.length, vt_buffer_string(&wanted), (int)wanted.length);
}

static void expect_same_everywhere(Append *blocks, Append *bytes)
{
    char text[LONGEST];
    for (size_t length = 0; length <= LONGEST; length++) {
        memset(text, 'x', sizeof text);
        expect_same(blocks, bytes, text, length);
        for (size_t place = 0; place < length; place++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                text[place] = (char)byte;
                expect_same(blocks, bytes, text, length);
            }
            text[place] = 'x';
        }
    }
}

static void test_html(void)
{
    expect_same_everywhere(vt_buffer_append_html, html_by_bytes);
}

static void test_json(void)
{
    expect_same_everywhere(vt_buffer_append_json, json_by_bytes);
}

/* What hangs on two bytes or three, over each border of a block. */
static void test_json_pairs(void)
{
    static const struct {
        const char *text, *json;
    } rows[] = {
        {"</", "\\u003c/"}, {"<!", "\\u003c!"}, {"<p", "<p"},          {"é", "é"},
        {"日", "日"},       {"👩", "👩"},         {"\u2028", "\\u2028"}, {"\xe6\x97", "\uFFFD\uFFFD"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (size_t place = 0; place <= LONGEST; place++) {
            g_autofree char *before = g_strnfill(place, 'x'), *behind = g_strnfill(LONGEST - place, 'x');
            g_autofree char *text = g_strconcat(before, rows[i].text, behind, NULL);
            g_autofree char *wanted = g_strconcat("\"", before, rows[i].json, behind, "\"", NULL);
            g_auto(VtBuffer) out = {0};
            vt_buffer_append_json(&out, text, strlen(text));
            g_assert_cmpstr(vt_buffer_string(&out), ==, wanted);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape/html", test_html);
    g_test_add_func("/escape/json", test_json);
    g_test_add_func("/escape/json-pairs", test_json_pairs);
    return g_test_run();
}
