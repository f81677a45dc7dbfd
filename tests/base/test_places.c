#include <source_lines.h>

static VtSource source_of(const char *text)
{
    return (VtSource){.path = "page.md", .text = text, .length = strlen(text)};
}

static void test_positions(void)
{
    static const struct {
        const char *text;
        size_t offset;
        VtPosition position;
    } cases[] = {
        {"", 0, {1, 1}},
        {"", 9, {1, 1}},
        {"abc", 0, {1, 1}},
        {"abc", 3, {1, 4}},
        {"a\nbc", 2, {2, 1}},
        {"a\nbc", 1, {1, 2}},
        {"a\n", 2, {2, 1}},
        {"a\r\nb", 3, {2, 1}},
        {"é日👩x", 2, {1, 2}},
        {"é日👩x", 5, {1, 3}},
        {"é日👩x", 9, {1, 4}},
        {"é日👩x", 6, {1, 3}},
        {"\tx", 1, {1, 2}},
        {"\xff\xfex", 2, {1, 3}},
        {"\n\n\n", 3, {4, 1}},
        {"0123456789012345678901234567890123456789", 32, {1, 33}},
        {"0123456789012345678901234567890123456789\xff\xff", 42, {1, 43}},
        {"0123456789012345678901234567890123456789éx", 41, {1, 41}},
        {"é0123456789012345678901234567890123456789éx", 44, {1, 43}},
        {"\xef\xbb\xbf# T", 3, {1, 1}},
        {"\xef\xbb\xbf# T", 5, {1, 3}},
        {"\xef\xbb\xbf# T", 0, {1, 1}},
        {"\xef\xbb\xbf"
         "a\nb",
         5,
         {2, 1}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const VtSource source = source_of(cases[i].text);
        VtPosition position = vt_source_position(&source, cases[i].offset);
        g_autofree char *escaped = g_strescape(cases[i].text, NULL);
        g_test_message("%zu of %s", cases[i].offset, escaped);
        g_assert_cmpuint(position.line, ==, cases[i].position.line);
        g_assert_cmpuint(position.column, ==, cases[i].position.column);
    }
}

static char *random_text(GRand *random)
{
    static const char *const pieces[] = {"a", "b ",        "\n",   "\t",   "é",       "日本",
                                         "👩", "e\xcc\x81", "\x1b", "\xff", "xxxxxxxx"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = g_rand_int_range(random, 0, 200); i > 0; i--) {
        size_t piece = (size_t)g_rand_int_range(random, 0, G_N_ELEMENTS(pieces));
        if (piece == 2 && g_rand_boolean(random))
            continue;
        g_string_append(text, pieces[piece]);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static size_t shown_cells(const VtExcerpt *excerpt)
{
    size_t cells = 0;
    const char *end = excerpt->text + excerpt->length;
    for (const char *p = excerpt->text; p < end;) {
        VtGlyph glyph = vt_glyph_at(p, end);
        cells += glyph.cells;
        p += glyph.bytes;
    }
    return cells;
}

/* Whatever the text and the span: the excerpt is a part of one line, no wider than a screen, and the mark
 * begins at the span's character. */
static void check_excerpt(const VtSource *source, size_t offset, size_t length)
{
    VtExcerpt excerpt = vt_excerpt_make(source, offset, length);
    g_assert_null(memchr(excerpt.text, '\n', excerpt.length));
    g_assert_cmpuint(excerpt.mark + excerpt.mark_length, <=, excerpt.length);
    g_assert_cmpuint(shown_cells(&excerpt), <=, 100);
    g_assert_nonnull(strstr(source->text, excerpt.text));
    if (!excerpt.cut_before) {
        g_autofree char *before = g_strndup(source->text, offset);
        const char *newline = strrchr(before, '\n');
        size_t in_line = offset - (newline ? (size_t)(newline - before) + 1 : 0);
        g_assert_cmpuint(excerpt.mark, <=, in_line);
        g_assert_cmpuint(excerpt.mark + 4, >, in_line);
    }
    vt_excerpt_finish(&excerpt);
}

static void test_excerpts(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    for (int round = 0; round < 5000; round++) {
        g_autofree char *text = random_text(random);
        const VtSource source = source_of(text);
        size_t offset = (size_t)g_rand_int_range(random, 0, (gint32)source.length + 1);
        check_excerpt(&source, offset, (size_t)g_rand_int_range(random, 0, 150));
    }
}

static void test_far_beyond_the_end(void)
{
    const VtSource source = source_of("short\n");
    VtExcerpt excerpt = vt_excerpt_make(&source, 999, (size_t)-1);
    g_assert_cmpuint(excerpt.length, ==, 0);
    g_assert_cmpuint(excerpt.mark_length, ==, 0);
    vt_excerpt_finish(&excerpt);
}

/* ---- Lines that are remembered ---------------------------------------------------------------------------
 */

enum { TEXTS = 6, LONG = 70000 };

/* Longer than what is not worth remembering: of many lines, of one, and with a byte order mark. */
static char *long_text(GRand *random, int kind)
{
    GString *text = g_string_new(kind % 2 ? "\xef\xbb\xbf" : NULL);
    while (text->len < LONG) {
        g_autofree char *piece = random_text(random);
        g_string_append(text, kind < 2 ? g_strdelimit(piece, "\n", ' ') : piece);
        g_string_append(text, kind == 5 ? "\r\n" : "");
    }
    return g_string_free(text, FALSE);
}

static void check_same(VtPosition actual, VtPosition expected)
{
    g_assert_cmpuint(actual.line, ==, expected.line);
    g_assert_cmpuint(actual.column, ==, expected.column);
}

static void check_seen(VtSourceLines *lines, const VtSource *source, size_t offset, size_t length)
{
    VtSeenSpan seen = vt_source_lines_see(lines, (VtSpan){source, offset, length});
    VtExcerpt excerpt = vt_excerpt_make(source, offset, length);
    size_t end = MIN(offset + length, source->length);
    check_same(seen.start, vt_source_position(source, offset));
    check_same(seen.end, vt_source_position(source, MAX(end, MIN(offset, source->length))));
    check_same(vt_source_lines_position(lines, source, offset), vt_source_position(source, offset));
    g_assert_cmpmem(seen.excerpt.text, (int)seen.excerpt.length, excerpt.text, (int)excerpt.length);
    g_assert_cmpuint(seen.excerpt.mark, ==, excerpt.mark);
    g_assert_cmpuint(seen.excerpt.mark_length, ==, excerpt.mark_length);
    vt_excerpt_finish(&seen.excerpt);
    vt_excerpt_finish(&excerpt);
}

/* What is remembered is what would be counted: forward and backward, of more texts than are remembered. */
static void test_remembered(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    VtSourceLines *lines = vt_source_lines_new();
    VtSource sources[TEXTS];
    for (int i = 0; i < TEXTS; i++)
        sources[i] = source_of(long_text(random, i));
    size_t offset = 0;
    for (int round = 0; round < 600; round++) {
        const VtSource *source = &sources[g_rand_int_range(random, 0, round < 300 ? 2 : TEXTS)];
        bool onward = g_rand_int_range(random, 0, 4) > 0;
        offset = onward ? offset + (size_t)g_rand_int_range(random, 0, 60)
                        : (size_t)g_rand_int_range(random, 0, LONG + 500);
        check_seen(lines, source, offset, (size_t)g_rand_int_range(random, 0, 90));
    }
    vt_source_lines_free(lines);
    for (int i = 0; i < TEXTS; i++)
        g_free((char *)sources[i].text);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/places/positions", test_positions);
    g_test_add_func("/places/excerpts", test_excerpts);
    g_test_add_func("/places/far-beyond-the-end", test_far_beyond_the_end);
    g_test_add_func("/places/remembered", test_remembered);
    return g_test_run();
}
