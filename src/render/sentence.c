#include "view_model.h"

/* A sentence this short is an opener ("Hi!") or ends in an abbreviation ("Dr."). */
#define SHORTEST_SENTENCE 24
static const char *behind_tag(const char *tag)
{
    const char *end = strchr(tag, '>');
    return end ? end + 1 : tag + strlen(tag);
}

static bool is_abbreviation(VtSlice word)
{
    static const char *const known[] = {"Co", "Dr", "Fr",   "Hr", "Inc", "Mlle", "Mme", "Mr",  "Mrs", "Ms",
                                        "No", "Nr", "Prof", "St", "bzw", "ca",   "cf",  "etc", "usw", "vs"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (vt_slice_is(word, known[i]))
            return true;
    return false;
}

/* A full stop behind an abbreviation ("e.g."), an initial or an ordinal ("am 3. Mai") may end nothing. */
static bool may_go_on(const char *start, const char *stop)
{
    const char *word = stop;
    while (word > start && !g_ascii_isspace(word[-1]) && word[-1] != '>' && word[-1] != '(')
        word--;
    size_t length = (size_t)(stop - word);
    return length <= 1 || g_ascii_isdigit(stop[-1]) || memchr(word, '.', length) ||
           is_abbreviation((VtSlice){word, length});
}

static bool ends_sentence(const char *start, const char *c)
{
    static const char *const marks[] = {".", "!", "?", "…"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *next = c + strlen(marks[i]);
        if (!g_str_has_prefix(c, marks[i]) || !g_ascii_isspace(*next))
            continue;
        return !g_unichar_islower(g_utf8_get_char(next + 1)) && (*c != '.' || !may_go_on(start, c));
    }
    return false;
}

size_t vt_first_sentence(const char *html)
{
    const char *c = html;
    for (int depth = 0; *c;) {
        if (*c == '<') {
            depth += c[1] == '/' ? -1 : 1;
            c = behind_tag(c);
            continue;
        }
        if (depth == 0 && c - html >= SHORTEST_SENTENCE && ends_sentence(html, c))
            return (size_t)(c - html) + strcspn(c, " \n");
        c++;
    }
    return (size_t)(c - html);
}
