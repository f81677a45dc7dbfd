#include "names.h"

static const char *const articles[] = {"a", "an"};
static const char *const determiners[] = {
    "the",     "our",   "their", "his",   "her",     "its",  "my",   "your",   "this",
    "these",   "those", "each",  "every", "another", "any",  "some", "former", "previous",
    "current", "ex",    "one",   "whose", "no",      "both", "many", "few",    "several",
};
static const char *const adjectives[] = {
    "new",    "old",    "big",    "large", "small", "whole",  "entire",   "same",     "main", "first",
    "second", "third",  "last",   "next",  "own",   "global", "local",    "internal", "late", "early",
    "modern", "legacy", "famous", "great", "other", "only",   "original", "existing",
};
static const char *const abbreviations[] = {
    "e.g", "i.e",  "eg",  "ie",  "cf",     "vs", "etc",  "mr",  "mrs",  "ms",
    "dr",  "prof", "st",  "no",  "approx", "ca", "incl", "esp", "dept", "fig",
    "al",  "resp", "viz", "inc", "ltd",    "co", "corp", "jr",  "sr",
};
static const char *const company_forms[] = {
    "inc",         "incorporated", "ltd",     "limited", "llc", "llp", "plc", "corp",
    "corporation", "co",           "company", "gmbh",    "ag",  "kg",  "se",  "sa",
    "sas",         "sarl",         "nv",      "bv",      "ab",  "oy",  "aps", "pty",
};
static const char *const plural_nouns[] = {
    "years",        "days",     "months",     "engineers",  "developers",  "teams",    "stakeholders",
    "customers",    "clients",  "users",      "employees",  "systems",     "services", "products",
    "leaders",      "managers", "executives", "colleagues", "projects",    "accounts", "people",
    "staff",        "analysts", "scientists", "architects", "consultants", "offices",  "branches",
    "applications", "apps",     "platforms",  "pipelines",  "standards",   "sites",    "websites",
    "volunteers",   "members",  "partners",   "veterans",   "alumni",      "interns",  "mentors",
    "designers",
};
static const char *const no_vowels[] = {"eu", "uni", "use", "usu", "uk", "us ", "ut", "one", "once", "ubi"};
static const char *const silent[] = {"hour", "honest", "honour", "honor", "heir"};

static bool holds(const char *const *words, size_t count, VtSlice word)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == word.length && g_ascii_strncasecmp(words[i], word.data, word.length) == 0)
            return true;
    return false;
}

#define HOLDS(words, word) holds((words), G_N_ELEMENTS(words), (word))

VtBefore vt_word_before(VtSlice word)
{
    if (HOLDS(articles, word))
        return VT_BEFORE_ARTICLE;
    if (HOLDS(determiners, word))
        return VT_BEFORE_DETERMINER;
    return HOLDS(adjectives, word) ? VT_BEFORE_ADJECTIVE : VT_BEFORE_OTHER;
}

bool vt_is_abbreviation(VtSlice word)
{
    return HOLDS(abbreviations, word) ||
           (word.length == 1 && g_ascii_isupper(word.data[0]) && word.data[0] != 'I');
}

bool vt_is_company_form(VtSlice word)
{
    return HOLDS(company_forms, word);
}

bool vt_is_plural_noun(VtSlice word)
{
    return HOLDS(plural_nouns, word);
}

static bool begins_with(const char *const *beginnings, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (g_ascii_strncasecmp(text, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return false;
}

/* Letters that are spelt out: an HR firm, a US bank. */
static bool is_spelt_out(const char *text)
{
    return g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) && !g_ascii_islower(text[2]);
}

bool vt_begins_with_vowel(const char *text)
{
    if (is_spelt_out(text))
        return strchr("AEFHILMNORSX", text[0]) != NULL;
    if (g_ascii_isdigit(text[0]))
        return text[0] == '8' || (g_str_has_prefix(text, "11") && !g_ascii_isdigit(text[2])) ||
               (g_str_has_prefix(text, "18") && !g_ascii_isdigit(text[2]));
    if (begins_with(silent, G_N_ELEMENTS(silent), text))
        return true;
    if (begins_with(no_vowels, G_N_ELEMENTS(no_vowels), text) &&
        !begins_with((const char *const[]){"unin", "unim"}, 2, text))
        return false;
    gunichar first = g_utf8_get_char(text);
    gunichar letter = 0;
    g_unichar_fully_decompose(g_unichar_tolower(first), TRUE, &letter, 1);
    return letter != 0 && letter < 0x80 && strchr("aeiou", (int)letter) != NULL;
}

size_t vt_article_length(const char *text, bool *indefinite)
{
    static const char *const leading[] = {"a ", "an ", "the "};
    for (size_t i = 0; i < G_N_ELEMENTS(leading); i++) {
        size_t length = strlen(leading[i]);
        if (g_ascii_strncasecmp(text, leading[i], length) == 0 && text[length] != '\0') {
            *indefinite = i < 2;
            return length;
        }
    }
    *indefinite = false;
    return 0;
}
