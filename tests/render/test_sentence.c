/* Where the first sentence of a summary ends. In doubt it doesn't. */
#include "view_model.h"

static void test_first_sentence(void)
{
    static const struct {
        const char *first, *rest;
    } cases[] = {
        {"", ""},
        {"One sentence alone, and no full stop", ""},
        {"One sentence alone, with its full stop.", ""},
        {"I build platforms for public data.", " Then I leave."},
        {"It is for the team that no longer needs me.", " Or for nobody."},
        {"I teach approx. ten evenings a month, i.e. too many.", " Come."},
        {"It began in the year 2012. Or so they say.", ""},
        {"Would you have thought of that?", " I would not."},
        {"It began with a kettle and a table…", " Nobody knew."},
        {"Hi! I teach people who were told it was not for them.", " Free."},
        {"I work with Dr. Brandt on things like bzw. and e.g. maps.", " Daily."},
        {"Wir treffen uns erstmals am 3. Mai in der Bibliothek.", " Kommt!"},
        {"I teach <em>the whole of a. Every bit.</em> Tuesdays for all.", " Come."},
        {"I teach <a href=\"/a.%20b/\">one. evening</a> in seven days.", " Come."},
        {"Broken on purpose<br>so that one line. Stays one", ""},
        {"A summary that its author wrapped.", "\nAt its full stop."},
        {"Ich unterrichte Erwachsene in Überlingen.", " Seit 2012."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *all = g_strconcat(cases[i].first, cases[i].rest, NULL);
        g_autofree char *first = g_strndup(all, vt_first_sentence(all));
        g_assert_cmpstr(first, ==, cases[i].first);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/render/sentence/first", test_first_sentence);
    return g_test_run();
}
