/* Elements are told apart by a number made of their name; names that begin alike must not pass for each
 * other.
 */
#include <vitrine/html_nesting.h>

/* What is said of "<open></close>", tag after tag. */
static char *said_of(const char *open, const char *close)
{
    g_autofree char *text = g_strdup_printf("<div><%s></%s></div>", open, close);
    g_autoptr(GString) said = g_string_new(NULL);
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    VtHtmlNesting nesting;
    vt_html_tokens_init(&tokens, text, strlen(text));
    vt_html_nesting_init(&nesting, text);
    while (vt_html_tokens_next(&tokens, &tag)) {
        g_autofree char *fault = vt_html_nesting_add(&nesting, &tag, &tokens);
        g_string_append_printf(said, "%s;", fault != NULL ? fault : "");
    }
    g_autofree char *fault = vt_html_nesting_end(&nesting);
    g_string_append(said, fault != NULL ? fault : "");
    vt_html_nesting_finish(&nesting);
    return g_strdup(said->str);
}

/* The first letters are those of every name; the last tells them apart. */
static char *name_of(size_t length, char last)
{
    char *name = g_strnfill(length, 'x');
    name[length - 1] = last;
    return name;
}

static void expect_closed(const char *name)
{
    g_autofree char *upper = g_ascii_strup(name, -1);
    g_autofree char *said = said_of(name, upper);
    g_assert_cmpstr(said, ==, ";;;;");
}

static void expect_apart(const char *open, const char *close)
{
    g_autofree char *said = said_of(open, close);
    g_autofree char *wanted = g_strdup_printf(
        ";;</%s> closes nothing that is open;</div> comes before the end of <%s> from line 1;", close, open);
    g_assert_cmpstr(said, ==, wanted);
}

static void test_lengths(void)
{
    static const size_t lengths[] = {1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 25, VT_HTML_LONGEST_NAME};
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        g_autofree char *name = name_of(lengths[i], 'y');
        g_autofree char *other = name_of(lengths[i], 'z');
        expect_closed(name);
        expect_apart(name, other);
        for (size_t j = 0; j < i; j++) {
            g_autofree char *shorter = g_strndup(name, lengths[j]);
            expect_apart(name, shorter);
            expect_apart(shorter, name);
        }
    }
}

/* Names are cut: of longer ones the beginning alone counts. */
static void test_longer_than_kept(void)
{
    g_autofree char *name = name_of(40, 'y'), *other = name_of(40, 'z');
    g_autofree char *same = said_of(name, name), *alike = said_of(name, other);
    g_assert_cmpstr(same, ==, ";;;;");
    g_assert_cmpstr(alike, ==, ";;;;");
}

/* From some depth on what is open is counted. */
static void test_deep(void)
{
    g_autoptr(GString) inside = g_string_new("section");
    for (int i = 0; i < 600; i++)
        g_string_append(inside, "><blockquote></blockquote><section");
    g_autofree char *said = said_of(inside->str, "blockquotes");
    g_assert_nonnull(strstr(said, "</blockquotes> closes nothing that is open;"));
    g_assert_true(g_str_has_suffix(said, "</div> comes before the end of <section> from line 1;"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/html-nesting/lengths", test_lengths);
    g_test_add_func("/html-nesting/longer-than-kept", test_longer_than_kept);
    g_test_add_func("/html-nesting/deep", test_deep);
    return g_test_run();
}
