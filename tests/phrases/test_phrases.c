#include <vitrine/phrases.h>

/* Phrases by number: one each, "|" between the forms of one. */
static const char *const forms[] = {
    "Truist Financial Corporation|Truist",
    "Etsy",
    "AT&T",
    "Jones",
    "O'Reilly Media",
    "日本銀行",
    "Société Générale",
    "E.ON",
    "Truists",
    "Amazon Web Services|AWS",
    "M&S",
    "!!!",
};

static VtPhrases *make(void)
{
    VtPhrases *phrases = vt_phrases_new();
    for (unsigned i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_auto(GStrv) parts = g_strsplit(forms[i], "|", -1);
        for (size_t k = 0; parts[k]; k++)
            vt_phrases_add(phrases, parts[k], i);
    }
    vt_phrases_ready(phrases);
    return phrases;
}

/* "[0:Truist]" for each match; "+" a plural, "~" joined. */
static char *matches(const VtPhrases *phrases, const char *text)
{
    GString *out = g_string_new(NULL);
    VtPhraseMatch match;
    for (size_t from = 0; vt_phrases_find(phrases, text, strlen(text), from, &match); from = match.end)
        g_string_append_printf(out, "[%u%s%s:%.*s]", match.number, match.plural ? "+" : "",
                               match.joined ? "~" : "", (int)(match.end - match.start), text + match.start);
    return g_string_free(out, FALSE);
}

static void test_find(void)
{
    static const struct {
        const char *text;
        const char *found;
    } cases[] = {
        {"", ""},
        {"nothing here", ""},
        {"at Truist.", "[0:Truist]"},
        {"Distruist, Truister, truistical", ""},
        {"TRUIST financial", "[0:TRUIST]"},
        {"the Truist Financial Corporation and Truist", "[0:Truist Financial Corporation][0:Truist]"},
        {"truist-financial-corporation.png", "[0:truist-financial-corporation]"},
        {"TruistFinancialCorporation", "[0~:TruistFinancialCorporation]"},
        {"TruistFinancial Corporation", "[0:TruistFinancial Corporation]"},
        {"Truist FinancialCorporation", "[0:Truist FinancialCorporation]"},
        {"TruistFinancial", ""},
        {"truist_logo", "[0:truist]"},
        {"Truist's and Truist\xe2\x80\x99s", "[0:Truist][0:Truist]"},
        {"Truist\n    Financial\n> Corporation", "[0:Truist\n    Financial\n> Corporation]"},
        {"Tru\xc2\xadist", "[0:Tru\xc2\xadist]"},
        {"truists", "[8:truists]"}, /* as given goes before a plural */
        {"Etsys and Etsy", "[1+:Etsys][1:Etsy]"},
        {"ETSY/etsy", "[1:ETSY][1:etsy]"},
        {"Betsy's Etsyist", ""},
        {"AT&T, At & T, at-t, at t, att, A TT", "[2:AT&T][2:At & T][2:at-t][2~:att]"},
        {"Jones, Joneses, Joness", "[3:Jones][3+:Joneses]"},
        {"O'Reilly Media; o-reilly-media; OReilly Media",
         "[4:O'Reilly Media][4:o-reilly-media][4:OReilly Media]"},
        {"新日本銀行券", "[5:日本銀行]"},
        {"日本 銀行", "[5:日本 銀行]"},
        {"societe generale", "[6:societe generale]"},
        {"SocieteGenerale's", "[6~:SocieteGenerale]"},
        {"E.ON, eon, e on, EON", "[7:E.ON][7~:eon][7~:EON]"},
        {"aws, AWS, Amazon web-services", "[9:aws][9:AWS][9:Amazon web-services]"},
        {"Amazon Web Truist", "[0:Truist]"},
        {"M&S and ms", "[10:M&S]"},
        {"\xff Etsy \xc3", "[1:Etsy]"},
    };
    g_autoptr(VtPhrases) phrases = make();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = matches(phrases, cases[i].text);
        g_assert_cmpstr(found, ==, cases[i].found);
    }
}

static void test_first_keeps(void)
{
    g_autoptr(VtPhrases) phrases = vt_phrases_new();
    vt_phrases_add(phrases, "Etsy", 4);
    vt_phrases_add(phrases, "ETSY", 2);
    vt_phrases_ready(phrases);
    g_autofree char *found = matches(phrases, "etsy");
    g_assert_cmpstr(found, ==, "[4:etsy]");
}

static void test_empty(void)
{
    g_autoptr(VtPhrases) phrases = vt_phrases_new();
    vt_phrases_add(phrases, " - ", 1);
    g_assert_true(vt_phrases_is_empty(phrases));
    vt_phrases_ready(phrases);
    VtPhraseMatch match;
    g_assert_false(vt_phrases_find(phrases, "a", 1, 0, &match));
}

/* Every match of many phrases is one that looking for each phrase by itself finds as well. */
static void test_many(void)
{
    g_autoptr(VtPhrases) phrases = vt_phrases_new();
    for (unsigned i = 0; i < 2000; i++) {
        g_autofree char *phrase = g_strdup_printf("w%u x%u", i % 50, i);
        vt_phrases_add(phrases, phrase, i);
    }
    vt_phrases_ready(phrases);
    for (unsigned i = 0; i < 2000; i++) {
        g_autofree char *text = g_strdup_printf("w%u w%u X%u x%u", (i + 1) % 50, i % 50, i, i);
        VtPhraseMatch match;
        g_assert_true(vt_phrases_find(phrases, text, strlen(text), 0, &match));
        g_assert_cmpuint(match.number, ==, i);
        g_assert_false(vt_phrases_find(phrases, text, strlen(text), match.end, &match));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phrases/find", test_find);
    g_test_add_func("/phrases/first-keeps", test_first_keeps);
    g_test_add_func("/phrases/empty", test_empty);
    g_test_add_func("/phrases/many", test_many);
    return g_test_run();
}
