/* Small parts of view-models: bullets, what more a page says, descriptions, outlines, contacts. */
#include "view_model.h"

static void test_bullets(void)
{
    static const struct {
        const char *item, *bullet;
        bool cut;
    } cases[] = {
        {"Saved <strong>80%</strong>", "Saved <strong>80%</strong>", false},
        {"Saved:\n<ul>\n<li>time</li>\n</ul>\n", "Saved:", true},
        {"Saved:\n<ol start=\"2\">\n<li>time</li>\n</ol>\n", "Saved:", true},
        {"\n<p>Saved</p>\n", "Saved", false},
        {"\n<p>Saved</p>\n<ul>\n<li>time</li>\n</ul>\n", "Saved", true},
        {"\n<p>Saved</p>\n<p>more</p>\n", "<p>Saved</p>\n<p>more</p>", false},
        {"a<br />\nb<img src=\"x\" /><ul><li>c</li></ul>", "a<br />\nb<img src=\"x\" />", true},
        {"<div>a<ul><li>c</li></ul></div>", "<div>a<ul><li>c</li></ul></div>", false},
        {"<p>a", "<p>a", false},
        {"a < b", "a < b", false},
        {"", "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool cut;
        VtSlice html = vt_slice(cases[i].item);
        VtRange range = vt_bullet_range(html, (VtRange){0, (uint32_t)html.length}, &cut);
        g_autofree char *bullet = g_strndup(html.data + range.start, range.end - range.start);
        g_assert_cmpstr(bullet, ==, cases[i].bullet);
        g_assert_cmpint(cut, ==, cases[i].cut);
    }
}

/* The first three bullets of a longer text stay in their bounds. */
static void test_bullet_bounds(void)
{
    static const char html[] = "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n";
    bool cut;
    VtRange range = vt_bullet_range(vt_slice(html), (VtRange){9, 12}, &cut);
    g_assert_cmpuint(range.start, ==, 9);
    g_assert_cmpuint(range.end, ==, 12);
    g_assert_false(cut);
}

static void test_says_more(void)
{
    static const char html[] = "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n";
    VtRange all[] = {{0, 10}, {20, 23}};
    g_assert_false(vt_says_more(vt_slice(html), all, 2));
    g_assert_true(vt_says_more(vt_slice(html), all, 1));
    g_assert_true(vt_says_more(vt_slice(html), all + 1, 1));
    g_assert_true(vt_says_more(vt_slice("<p><img src=\"x\" /></p>"), NULL, 0));
    g_assert_false(vt_says_more(vt_slice("<hr />\n"), NULL, 0));
    g_assert_false(vt_says_more(vt_slice(""), NULL, 0));
}

static void test_descriptions(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_assert_cmpstr(vt_description(arena, "  one\n two "), ==, "one two");
    g_assert_null(vt_description(arena, " \n"));
    g_assert_null(vt_description(arena, NULL));
    g_autofree char *words = g_strnfill(400, 'a');
    for (size_t i = 9; i < 400; i += 10)
        words[i] = ' ';
    const char *cut = vt_description(arena, words);
    g_assert_cmpint(g_utf8_strlen(cut, -1), ==, 180);
    g_assert_true(g_str_has_suffix(cut, "aaa…"));
    GString *long_word = g_string_new(NULL);
    for (unsigned i = 0; i < 300; i++)
        g_string_append(long_word, "語");
    cut = vt_description(arena, long_word->str);
    g_assert_true(g_utf8_validate(cut, -1, NULL));
    g_assert_cmpint(g_utf8_strlen(cut, -1), ==, 180);
    g_string_free(long_word, TRUE);
}

static void write_outline(const VtAtoms *atoms, VtValue list, VtBuffer *out)
{
    VtAtom title = vt_atoms_find(atoms, vt_slice("title")),
           children = vt_atoms_find(atoms, vt_slice("children"));
    for (size_t i = 0; i < vt_list_count(list.list); i++) {
        VtValue heading = vt_list_item(list.list, i);
        VtValue text = vt_object_get(heading.object, title);
        vt_buffer_append(out, text.text, text.length);
        VtValue below = vt_object_get(heading.object, children);
        if (vt_list_count(below.list) == 0)
            continue;
        vt_buffer_append_char(out, '(');
        write_outline(atoms, below, out);
        vt_buffer_append_char(out, ')');
    }
}

static void test_outline(void)
{
    static const struct {
        const char *levels, *outline;
    } cases[] = {
        {"", ""},
        {"2", "a"},
        {"222", "abc"},
        {"2332", "a(bc)d"},
        {"234432", "a(b(cd)e)f"},
        {"2342", "a(b(c))d"},
        {"24", "a(b)"},
        {"32", "ab"},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtRenderer renderer = {0};
    vt_shapes_init(&renderer.shapes, atoms, arena);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        VtHeading headings[8] = {0};
        size_t count = strlen(cases[i].levels);
        for (size_t h = 0; h < count; h++) {
            headings[h].level = (unsigned)(cases[i].levels[h] - '0');
            headings[h].text = (VtSlice){&"abcdefgh"[h], 1};
        }
        g_auto(VtBuffer) out = {0};
        write_outline(atoms, vt_outline_value(&renderer, arena, headings, count), &out);
        g_assert_cmpstr(vt_buffer_string(&out), ==, cases[i].outline);
    }
}

static void test_contacts(void)
{
    static const struct {
        const char *phone, *url;
    } phones[] = {
        {"+44 (0)20 7946 0000", "tel:+442079460000"},
        {"020 7946 0000", "tel:02079460000"},
        {"(020) 7946-0000", "tel:02079460000"},
        {"+49.30.1234", "tel:+49301234"},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(phones); i++)
        g_assert_cmpstr(vt_phone_url(arena, phones[i].phone), ==, phones[i].url);
    g_assert_null(vt_phone_url(arena, "by appointment"));
    g_assert_null(vt_phone_url(arena, NULL));
    g_assert_cmpstr(vt_email_url(arena, "robin+jobs@robin.example"), ==, "mailto:robin+jobs@robin.example");
    g_assert_cmpstr(vt_email_url(arena, "a b?c@d.example"), ==, "mailto:a%20b%3Fc@d.example");
    g_assert_null(vt_email_url(arena, NULL));
}

static void test_initials(void)
{
    static const struct {
        VtFields fields;
        const char *name, *initials;
    } cases[] = {
        {{0}, "Robin Sample", "RS"},
        {{0}, "robin van der Sample", "RS"},
        {{0}, "Robin", "R"},
        {{0}, "éva Őri", "ÉŐ"},
        {{.given_name = "Mei", .family_name = "Li"}, "Li Mei", "ML"},
        {{0}, "", ""},
    };
    g_autoptr(VtArena) arena = vt_arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(vt_initials(arena, &cases[i].fields, cases[i].name), ==, cases[i].initials);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pieces/bullets", test_bullets);
    g_test_add_func("/pieces/bullet-bounds", test_bullet_bounds);
    g_test_add_func("/pieces/says-more", test_says_more);
    g_test_add_func("/pieces/descriptions", test_descriptions);
    g_test_add_func("/pieces/outline", test_outline);
    g_test_add_func("/pieces/contacts", test_contacts);
    g_test_add_func("/pieces/initials", test_initials);
    return g_test_run();
}
