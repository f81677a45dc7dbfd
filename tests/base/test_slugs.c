#include <vitrine/base.h>

static void test_cases(void)
{
    static const struct {
        const char *text;
        const char *slug;
    } cases[] = {
        {"", ""},
        {"How I work", "how-i-work"},
        {"  GDPR -- Right to Erasure!  ", "gdpr-right-to-erasure"},
        {"Students' Union", "students-union"},
        {"Women’s Network", "womens-network"},
        {"don't", "dont"},
        {"'quoted'", "quoted"},
        {"R&D", "r-d"},
        {"Node.js / TypeScript", "node-js-typescript"},
        {"2023-04 review", "2023-04-review"},
        {"a_b", "a-b"},
        {"***", ""},
        {"-", ""},
        {"Émile Zola", "emile-zola"},
        {"E\xcc\x81mile", "emile"}, /* decomposed */
        {"Straße STRASSE ẞ", "strasse-strasse-ss"},
        {"Łódź", "lodz"},
        {"Ørsted Æther Œuvre", "orsted-aether-oeuvre"},
        {"Đorđe ðŋ Þór", "dorde-dn-thor"},
        {"ığdır İzmir", "igdir-izmir"},
        {"Ħal Ŧ ŀl ſ ƒ", "hal-t-ll-s-f"},
        {"Việt Nam Nguyễn", "viet-nam-nguyen"},
        {"ﬁne ﬂow", "fine-flow"},
        {"Ａｂｃ １２", "abc-12"},
        {"m² ½ Ⅳ", "m2-1-2-iv"},
        {"Ελλάδα", "ελλάδα"},
        {"ΣΊΣΥΦΟΣ", "σίσυφοσ"},
        {"Й\xd0\xb8\xcc\x86 МОСКВА", "йй-москва"},
        {"日本語 テスト", "日本語-テスト"},
        {"か\xe3\x82\x99", "が"}, /* composed */
        {"한국어", "한국어"},
        {"مرحبا بالعالم", "مرحبا-بالعالم"},
        {"می‌خواهم", "میخواهم"}, /* a zero-width non-joiner vanishes */
        {"हिन्दी", "हिन्दी"},
        {"שלום", "שלום"},
        {"٢٠٢٣", "٢٠٢٣"},
        {"soft\xc2\xadhyphen", "softhyphen"},
        {"emoji 👩‍💻 and ❤️ end", "emoji-and-end"},
        {"\xcc\x81x", "x"},
        {"bad \xff bytes", "bad-bytes"},
        {"line\nbreak\ttab", "line-break-tab"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *slug = vt_slugify(cases[i].text);
        g_assert_cmpstr(slug, ==, cases[i].slug);
    }
}

static gunichar random_character(GRand *random)
{
    static const gunichar limits[] = {0x80, 0x250, 0x600, 0x3000, 0x20000};
    for (;;) {
        gunichar c = (gunichar)g_rand_int_range(random, 1, (gint32)limits[g_rand_int_range(random, 0, 5)]);
        if (g_unichar_validate(c))
            return c;
    }
}

static void check_shape(const char *slug)
{
    size_t length = strlen(slug);
    g_assert_true(g_utf8_validate(slug, -1, NULL));
    g_assert_null(strstr(slug, "--"));
    g_assert_true(length == 0 || (slug[0] != '-' && slug[length - 1] != '-'));
    for (const char *p = slug; *p; p++)
        g_assert_true((unsigned char)*p >= 0x80 || g_ascii_islower(*p) || g_ascii_isdigit(*p) || *p == '-');
}

/* Of any text: one segment of an address, in NFC, that is its own slug. */
static void test_properties(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    for (int round = 0; round < 20000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 12); i > 0; i--)
            g_string_append_unichar(text, random_character(random));
        g_autofree char *slug = vt_slugify(text->str);
        check_shape(slug);
        g_autofree char *composed = g_utf8_normalize(slug, -1, G_NORMALIZE_NFC);
        g_assert_cmpstr(slug, ==, composed);
        g_autofree char *again = vt_slugify(slug);
        g_assert_cmpstr(again, ==, slug);
        g_autofree char *decomposed = g_utf8_normalize(text->str, -1, G_NORMALIZE_NFD);
        g_autofree char *same = vt_slugify(decomposed);
        g_assert_cmpstr(same, ==, slug);
    }
}

/* ASCII alone takes a way of its own; a letter beyond it, spelled "e", and a joiner, which vanishes, lead to
 * the general one. */
static void expect_both_ways(const char *text)
{
    g_autofree char *with_e = g_strconcat(text, "e", NULL), *with_mark = g_strconcat(text, "é", NULL);
    g_autofree char *with_joiner = g_strconcat(text, "\u200d", NULL);
    g_autofree char *slug = vt_slugify(text), *joined = vt_slugify(with_joiner);
    g_autofree char *ascii = vt_slugify(with_e), *general = vt_slugify(with_mark);
    g_assert_cmpstr(slug, ==, joined);
    g_assert_cmpstr(ascii, ==, general);
}

static void test_ascii(void)
{
    expect_both_ways("");
    for (unsigned char c = 1; c < 0x80; c++)
        for (unsigned char d = 1; d < 0x80; d++) {
            const unsigned char texts[][5] = {{c},         {c, d},      {'A', c, d, 'b'},
                                              {c, d, 'a'}, {'a', c, d}, {c, 'Z', d}};
            for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
                expect_both_ways((const char *)texts[i]);
        }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slugs/cases", test_cases);
    g_test_add_func("/slugs/ascii", test_ascii);
    g_test_add_func("/slugs/properties", test_properties);
    return g_test_run();
}
