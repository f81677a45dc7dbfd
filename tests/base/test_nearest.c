#include <vitrine/base.h>

static const char *const keys[] = {
    "title",   "summary",      "audience", "date",  "start", "end",    "updated",
    "stack",   "organization", "location", "url",   "links", "weight", "slug",
    "aliases", "draft",        "image",    "extra", "Größe", "編集者",
};

static void test_cases(void)
{
    static const struct {
        const char *word;
        const char *nearest;
    } cases[] = {
        {"titel", "title"},
        {"TITLE", "title"},
        {"Titel", "title"},
        {"tile", "title"},
        {"audeince", "audience"},
        {"audiences", "audience"},
        {"organisation", "organization"},
        {"orgnizaton", "organization"},
        {"sumary", "summary"},
        {"dates", "date"},
        {"ulr", "url"},
        {"ur", "url"},
        {"stat", "start"}, /* as near to "stack" by two, to "start" by one */
        {"grösse", "Größe"},
        {"編集", "編集者"},
        {"endd", "end"},
        {"x", NULL},
        {"", NULL},
        {"employer", NULL},
        {"zzzzz", NULL},
        {"headline", NULL},
        {"bad\xff", NULL},
        {"organization-of-the-year", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(vt_nearest(cases[i].word, keys, G_N_ELEMENTS(keys)), ==, cases[i].nearest);
}

static void test_first_of_equals(void)
{
    static const char *const candidates[] = {"cat", "hat", "bat"};
    g_assert_cmpstr(vt_nearest("rat", candidates, 3), ==, "cat");
    g_assert_null(vt_nearest("rat", candidates, 0));
    g_assert_null(vt_nearest(NULL, candidates, 3));
}

/* Longer words than anyone mistypes are left alone, whatever they hold. */
static void test_long_words(void)
{
    g_autofree char *edge = g_strnfill(256, 'a');
    g_autofree char *beyond = g_strnfill(257, 'a');
    const char *const candidates[] = {beyond, edge};
    g_assert_cmpstr(vt_nearest(edge, candidates, 2), ==, edge);
    g_assert_null(vt_nearest(beyond, candidates, 2));
}

/* The textbook's table, whole. */
static size_t whole_table_distance(const char *a, const char *b)
{
    enum { MOST = 16 };
    size_t table[MOST][MOST];
    size_t a_length = strlen(a);
    size_t b_length = strlen(b);
    for (size_t i = 0; i <= a_length; i++) {
        for (size_t j = 0; j <= b_length; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            size_t cost = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            cost = MIN(cost, MIN(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost = MIN(cost, table[i - 2][j - 2] + 1);
            table[i][j] = cost;
        }
    }
    return table[a_length][b_length];
}

static void random_word(GRand *random, char *word, int longest)
{
    int length = g_rand_int_range(random, 0, longest + 1);
    for (int i = 0; i < length; i++)
        word[i] = (char)g_rand_int_range(random, 'a', 'd');
    word[length] = '\0';
}

/* The shortcuts of the search change nothing: it finds the first of the least distance, if that is
 * within a third of the word. */
static void test_like_the_whole_table(void)
{
    enum { COUNT = 6 };
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    for (int round = 0; round < 50000; round++) {
        char word[16];
        char words[COUNT][16];
        const char *candidates[COUNT];
        random_word(random, word, 14);
        size_t length = strlen(word);
        size_t least = length == 0 ? 0 : MIN(MAX((length + 1) / 3, (size_t)1), length - 1) + 1;
        const char *expected = NULL;
        for (size_t i = 0; i < COUNT; i++) {
            random_word(random, words[i], 14);
            candidates[i] = words[i];
            size_t found = whole_table_distance(word, words[i]);
            if (found < least) {
                least = found;
                expected = words[i];
            }
        }
        g_assert_cmpstr(vt_nearest(word, candidates, COUNT), ==, expected);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nearest/cases", test_cases);
    g_test_add_func("/nearest/first-of-equals", test_first_of_equals);
    g_test_add_func("/nearest/long-words", test_long_words);
    g_test_add_func("/nearest/like-the-whole-table", test_like_the_whole_table);
    return g_test_run();
}
