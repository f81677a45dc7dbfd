#include <vitrine/phrases.h>

/* Words as they stand in the text, with "|" between. */
static char *split(const char *text, size_t length)
{
    GString *words = g_string_new(NULL);
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, text, length);
    while (vt_words_next(&reader, &word))
        g_string_append_printf(words, "%s%.*s", words->len ? "|" : "", (int)(word.end - word.start),
                               text + word.start);
    return g_string_free(words, FALSE);
}

static void test_split(void)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"", ""},
        {" ... ", ""},
        {"Truist", "Truist"},
        {"Truist-Financial_corp/2023", "Truist|Financial|corp|2023"},
        {"Truist's", "Truist|s"},
        {"Truist\xe2\x80\x99s", "Truist|s"},
        {"Truist\xca\xbcs", "Truist|s"},
        {"a\xc2\xa0"
         "b\xe2\x80\xaf"
         "c\xe2\x80\x94"
         "d",
         "a|b|c|d"},
        {"Tru\xc2\xadist", "Tru\xc2\xadist"},         /* soft hyphen */
        {"Tru\xe2\x80\x8bist", "Tru\xe2\x80\x8bist"}, /* zero-width space */
        {"Truist\xe2\x80\x8b now", "Truist|now"},
        {"Truist\xc2\xb2 Truist\xc2\xae Truist\xe2\x84\xa2", "Truist|Truist|Truist"},
        {"caf\xc3\xa9", "caf\xc3\xa9"},
        {"cafe\xcc\x81 x", "cafe\xcc\x81|x"},
        {"日本go語", "日|本|go|語"},
        {"한국", "한|국"},
        {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80",
         "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab|\xe1\x84\x80"},
        {"हिन्दी भाषा", "हिन्दी|भाषा"},
        {"a\xff"
         "b\xc3",
         "a|b"},
        {"\xcc\x81 a", "a"},
        {"a&b <i>c</i>", "a|b|i|c|i"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = split(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(words, ==, cases[i].words);
    }
    g_autofree char *zero = split("a\0b", 3);
    g_assert_cmpstr(zero, ==, "a|b");
}

static uint64_t hash_of(const char *text)
{
    VtWord words[16];
    size_t count = 0;
    VtWordReader reader;
    vt_words_init(&reader, text, strlen(text));
    while (count < 16 && vt_words_next(&reader, &words[count]))
        count++;
    return vt_words_hash(words, count);
}

static void test_same(void)
{
    static const char *const same[][2] = {
        {"Truist Financial", "truist-FINANCIAL"},
        {"Truist", "Truíst"},
        {"Truist", "Trui\xcc\x81st"},
        {"Truist", "Tru\xc2\xadist"},
        {"Truist", "Ｔｒｕｉｓｔ"},
        {"Truist", "𝐓𝐫𝐮𝐢𝐬𝐭"},
        {"Straße", "STRASSE"},
        {"Łódź", "lodz"},
        {"Ørsted", "orsted"},
        {"Ægir", "aegir"},
        {"İstanbul", "istanbul"},
        {"ﬁrst", "first"},
        {"ΣΊΣΥΦΟΣ", "σίσυφος"},
        {"Москва", "МОСКВА"},
        {"한국", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab\xe1\x84\x80\xe1\x85\xae\xe1\x86\xa8"},
        {"ガス", "ｶﾞｽ"},
        {"Þór", "thor"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        g_test_message("%s = %s", same[i][0], same[i][1]);
        g_assert_cmpuint(hash_of(same[i][0]), ==, hash_of(same[i][1]));
    }
}

static void test_different(void)
{
    static const char *const different[][2] = {
        {"Truist", "Truists"}, {"ab", "a b"}, {"a b", "b a"},
        {"a", "a a"},          {"कि", "का"}, /* vowel signs are no accents */
        {"カ", "ガ"},          {"東", "京"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(different); i++) {
        g_test_message("%s, %s", different[i][0], different[i][1]);
        g_assert_cmpuint(hash_of(different[i][0]), !=, hash_of(different[i][1]));
    }
}

/* Whatever the bytes: it ends, its words do not overlap, none is empty. */
static void test_any_bytes(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    char text[64];
    for (int round = 0; round < 20000; round++) {
        size_t length = (size_t)g_rand_int_range(rand, 0, sizeof text);
        for (size_t i = 0; i < length; i++)
            text[i] = (char)g_rand_int_range(rand, 0, 256);
        VtWordReader reader;
        VtWord word;
        uint32_t end = 0;
        vt_words_init(&reader, text, length);
        while (vt_words_next(&reader, &word)) {
            g_assert_cmpuint(word.start, >=, end);
            g_assert_cmpuint(word.end, >, word.start);
            g_assert_cmpuint(word.end, <=, length);
            end = word.end;
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrases/words/split", test_split);
    g_test_add_func("/phrases/words/same", test_same);
    g_test_add_func("/phrases/words/different", test_different);
    g_test_add_func("/phrases/words/any-bytes", test_any_bytes);
    return g_test_run();
}
