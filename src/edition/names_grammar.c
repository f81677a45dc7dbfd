/* What a name becomes where it stands: its article, its capital, its possessive, its slug. */
#include "names.h"

/* No word or address of people is longer; a text that is all one token stays cheap. */
enum { FAR = 400 };

/* One name in a block of text. */
typedef struct Occurrence {
    const VtNames *names;
    const char *text;
    size_t length;
    VtPhraseMatch match;
    const VtHiddenName *hidden;
    size_t floor; /* nothing before it may be edited */
    GArray *edits;
} Occurrence;

static void clear_edit(gpointer edit)
{
    g_free(((VtNameEdit *)edit)->text);
}

static void add_edit(Occurrence *here, size_t start, size_t end, char *text, bool name)
{
    VtNameEdit edit = {.start = (uint32_t)start, .end = (uint32_t)end, .text = text, .name = name};
    g_array_append_val(here->edits, edit);
}

/* ---- Characters around a place ---- */

static gunichar char_at(const Occurrence *here, size_t at)
{
    return at < here->length ? g_utf8_get_char_validated(here->text + at, (gssize)(here->length - at)) : 0;
}

static size_t before(const Occurrence *here, size_t at)
{
    const char *previous = g_utf8_find_prev_char(here->text, here->text + at);
    return previous ? (size_t)(previous - here->text) : 0;
}

static gunichar char_before(const Occurrence *here, size_t at)
{
    return at > 0 ? char_at(here, before(here, at)) : 0;
}

static bool is_letter(gunichar c)
{
    return c != 0 && c < (gunichar)-2 && g_unichar_isalnum(c);
}

static bool is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2019 || c == 0x02bc;
}

static bool is_quote(gunichar c)
{
    return c != 0 &&
           (c == '"' || c == '\'' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == '*');
}

static bool is_opening(gunichar c)
{
    return is_quote(c) || c == '(' || c == '[' || c == 0xbf || c == 0xa1;
}

static bool is_closing(gunichar c)
{
    return is_quote(c) || c == ')' || c == ']';
}

static size_t skip_back(const Occurrence *here, size_t at, bool (*wanted)(gunichar))
{
    for (int i = 0; i < FAR && at > 0 && wanted(char_before(here, at)); i++)
        at = before(here, at);
    return at;
}

static bool is_space(gunichar c)
{
    return c < (gunichar)-2 && g_unichar_isspace(c);
}

/* A word with its apostrophes and the dots inside it. */
static bool in_word(gunichar c)
{
    return is_letter(c) || is_apostrophe(c) || c == '.';
}

static VtSlice word_ending_at(const Occurrence *here, size_t end)
{
    size_t start = skip_back(here, end, in_word);
    return (VtSlice){here->text + start, end - start};
}

static VtSlice word_from(const Occurrence *here, size_t start)
{
    size_t end = start;
    while (end < here->length && is_letter(char_at(here, end)))
        end += (size_t)(g_utf8_next_char(here->text + end) - (here->text + end));
    return (VtSlice){here->text + start, end - start};
}

/* ---- Slugs ---- */

static bool is_joiner(gunichar c)
{
    return c == '-' || c == '_' || c == '/' || c == '.' || c == '#' || c == '@' || c == '=' || c == '\\' ||
           c == '~';
}

static bool in_token(gunichar c)
{
    return is_letter(c) || is_joiner(c) || c == ':' || c == '%' || c == '+';
}

static bool joined_before(const Occurrence *here)
{
    gunichar c = char_before(here, here->match.start);
    if (c == '#' || c == '@')
        return true;
    return is_joiner(c) && is_letter(char_before(here, before(here, here->match.start)));
}

static bool joined_after(const Occurrence *here)
{
    return is_joiner(char_at(here, here->match.end)) && is_letter(char_at(here, here->match.end + 1));
}

/* "report.pdf": a name of up to four letters behind the last dot of the token. */
static bool is_file_name(const char *token, size_t length)
{
    size_t ending = 0;
    while (ending < length && g_ascii_isalnum(token[length - 1 - ending]))
        ending++;
    return ending >= 2 && ending <= 4 && ending + 1 < length && token[length - 1 - ending] == '.';
}

/* All that stands around the name without white space between, but for what ends a sentence. */
static VtSlice token_around(const Occurrence *here)
{
    size_t start = skip_back(here, here->match.start, in_token);
    size_t end = here->match.end;
    for (int i = 0; i < FAR && end < here->length && in_token(char_at(here, end)); i++)
        end += (size_t)(g_utf8_next_char(here->text + end) - (here->text + end));
    while (end > here->match.end && (here->text[end - 1] == '.' || here->text[end - 1] == ':'))
        end--;
    return (VtSlice){here->text + start, end - start};
}

/* A name that the author gave with its ending, "Booking.com", is a name. */
static bool covers_end(const Occurrence *here, VtSlice host)
{
    size_t start = (size_t)(host.data - here->text);
    return here->match.start < start + host.length && here->match.end >= start + host.length;
}

/* "https://truist.com/x", "www.truist.com", "jobs@truist.com", "truist.com": replaced, it would be the
 * address of somebody else. */
static bool is_address(const Occurrence *here)
{
    static const char *const endings[] = {".com", ".org", ".net", ".io", ".co", ".gov",
                                          ".edu", ".dev", ".app", ".ai", ".uk"};
    VtSlice token = token_around(here);
    const char *at = memchr(token.data, '@', token.length);
    if (memmem(token.data, token.length, "://", 3) || g_ascii_strncasecmp(token.data, "www.", 4) == 0)
        return true;
    if (at && at > token.data && memchr(at, '.', token.length - (size_t)(at - token.data)))
        return true;
    VtSlice host = {token.data, 0};
    while (host.length < token.length && host.data[host.length] != '/' && host.data[host.length] != ':')
        host.length++;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t length = strlen(endings[i]);
        if (host.length > length &&
            g_ascii_strncasecmp(host.data + host.length - length, endings[i], length) == 0)
            return !covers_end(here, host);
    }
    return false;
}

/* Names of files, slugs, tags and handles in the midst of a sentence; "Truist-led" is none. */
static bool is_slug(const Occurrence *here)
{
    const VtPhraseMatch *match = &here->match;
    bool inside = memchr(here->text + match->start, '-', match->end - match->start) ||
                  memchr(here->text + match->start, '_', match->end - match->start);
    if (!inside && !joined_before(here) && !joined_after(here))
        return false;
    VtSlice token = token_around(here);
    gunichar first = char_before(here, match->start);
    bool upper = false;
    for (size_t i = 0; i < token.length; i++)
        upper |= g_ascii_isupper(token.data[i]);
    return !upper || first == '#' || first == '@' || is_file_name(token.data, token.length) ||
           memchr(token.data, '_', token.length);
}

/* ---- Before the name ---- */

/* The place behind the word before, when only white space and quotes stand between. */
static bool find_word_before(const Occurrence *here, size_t at, size_t *end)
{
    size_t unquoted = skip_back(here, at, is_quote);
    size_t found = skip_back(here, unquoted, is_space);
    *end = found;
    return found < unquoted && in_word(char_before(here, found)) && char_before(here, found) != '.';
}

/* "Truist's Etsy team": what the one has needs no article. "It's Etsy" does. */
static bool is_possessive(VtSlice word)
{
    static const char *const contractions[] = {"it",  "that", "here", "there", "he",
                                               "she", "what", "who",  "let",   "where"};
    const char *last = word.length > 2 ? g_utf8_find_prev_char(word.data, word.data + word.length) : NULL;
    const char *apostrophe = last ? g_utf8_find_prev_char(word.data, last) : NULL;
    if (!apostrophe || (*last != 's' && *last != 'S') || !is_apostrophe(g_utf8_get_char(apostrophe)))
        return false;
    size_t stem = (size_t)(apostrophe - word.data);
    for (size_t i = 0; i < G_N_ELEMENTS(contractions); i++)
        if (strlen(contractions[i]) == stem && g_ascii_strncasecmp(contractions[i], word.data, stem) == 0)
            return false;
    return true;
}

static bool has_determiner(const Occurrence *here, size_t at, int adjectives)
{
    size_t end;
    if (!find_word_before(here, at, &end))
        return false;
    VtSlice word = word_ending_at(here, end);
    if (is_possessive(word))
        return true;
    switch (vt_word_before(word)) {
    case VT_BEFORE_ARTICLE:
    case VT_BEFORE_DETERMINER:
        return true;
    case VT_BEFORE_ADJECTIVE:
        return adjectives > 0 && has_determiner(here, (size_t)(word.data - here->text), adjectives - 1);
    case VT_BEFORE_OTHER:
        break;
    }
    return false;
}

/* A full stop that ends no sentence. */
static bool is_abbreviated(const Occurrence *here, size_t dot)
{
    VtSlice word = word_ending_at(here, dot);
    return vt_is_abbreviation(word);
}

static bool begins_sentence(const Occurrence *here, size_t at)
{
    at = skip_back(here, at, is_opening);
    size_t end = skip_back(here, at, is_space);
    if (end == 0)
        return true;
    if (end == at)
        return false;
    end = skip_back(here, end, is_closing);
    gunichar c = char_before(here, end);
    if (c == '.')
        return !is_abbreviated(here, before(here, end));
    return c == '!' || c == '?' || c == 0x2026;
}

/* "an Etsy team" → "a marketplace team": the article before is made to fit. */
static void fit_article(Occurrence *here, const char *follows)
{
    size_t end;
    if (!find_word_before(here, here->match.start, &end))
        return;
    VtSlice word = word_ending_at(here, end);
    if (vt_word_before(word) != VT_BEFORE_ARTICLE)
        return;
    bool wanted = vt_begins_with_vowel(follows);
    if (wanted == (word.length == 2))
        return;
    size_t start = (size_t)(word.data - here->text);
    if (start < here->floor)
        return;
    add_edit(here, start, end, g_strdup_printf("%c%s", word.data[0], wanted ? "n" : ""), false);
}

/* ---- Behind the name ---- */

/* "Inc.", ", Ltd": where the company's form ends, else `end`. A full stop that may end the sentence stays. */
static size_t behind_company_form(const Occurrence *here, size_t end)
{
    size_t at = end;
    if (char_at(here, at) == ',')
        at++;
    if (char_at(here, at) != ' ')
        return end;
    VtSlice word = word_from(here, at + 1);
    if (word.length == 0 || !g_ascii_isupper(word.data[0]) || !vt_is_company_form(word))
        return end;
    at += 1 + word.length;
    if (char_at(here, at) != '.')
        return at;
    gunichar next = char_at(here, at + 1);
    bool goes_on = next != 0 && (!is_space(next) || g_unichar_islower(char_at(here, at + 2)));
    return goes_on && !is_closing(next) ? at + 1 : at;
}

static bool is_plural_text(const VtHiddenName *hidden)
{
    size_t length = strlen(hidden->text);
    return !hidden->indefinite && length > 1 && hidden->text[length - 1] == 's' &&
           hidden->text[length - 2] != 's';
}

/* "Etsys'" is a possessive, "'Etsys'" a quotation. */
static bool is_bare_possessive(const Occurrence *here, size_t end)
{
    const VtPhraseMatch *match = &here->match;
    char last = g_ascii_tolower(here->text[match->end - 1]);
    gunichar quote = char_before(here, match->start);
    gunichar next = char_at(here, end + strlen("'"));
    if (last != 's' && last != 'x' && last != 'z')
        return false;
    if (char_at(here, end) != '\'')
        next = char_at(here, end + strlen("\xe2\x80\x99"));
    return quote != '\'' && quote != 0x2018 && !is_letter(next);
}

/* Takes an apostrophe and an s at `*end` in, and says what they become. */
static const char *take_possessive(const Occurrence *here, size_t *end, bool plural)
{
    gunichar c = char_at(here, *end);
    if (!is_apostrophe(c))
        return "";
    size_t behind = *end + (size_t)g_unichar_to_utf8(c, NULL);
    gunichar next = char_at(here, behind);
    bool explicit = (next == 's' || next == 'S') && !is_letter(char_at(here, behind + 1));
    if (!explicit && !is_bare_possessive(here, *end))
        return "";
    *end = explicit ? behind + 1 : behind;
    bool curly = c != '\'';
    if (plural)
        return curly ? "\xe2\x80\x99" : "'";
    return curly ? "\xe2\x80\x99s" : "'s";
}

/* "bank in the south" → "banks in the south" */
static char *pluralized(const char *bare)
{
    static const char *const prepositions[] = {" in ", " of ", " for ",  " with ", " from ",
                                               " at ", " on ", " that ", " ("};
    size_t head = strlen(bare);
    for (size_t i = 0; i < G_N_ELEMENTS(prepositions); i++) {
        const char *found = strstr(bare, prepositions[i]);
        if (found)
            head = MIN(head, (size_t)(found - bare));
    }
    char last = head > 0 ? bare[head - 1] : 's';
    char last_but_one = head > 1 ? bare[head - 2] : 'a';
    if (last == 's' && last_but_one != 's')
        return g_strdup(bare);
    if (last == 'y' && !strchr("aeiou", last_but_one))
        return g_strdup_printf("%.*sies%s", (int)head - 1, bare, bare + head);
    bool sibilant = strchr("sxz", last) || (last == 'h' && strchr("cs", last_but_one));
    return g_strdup_printf("%.*s%s%s", (int)head, bare, sibilant ? "es" : "s", bare + head);
}

/* ---- All together ---- */

static char *capitalized(const char *text)
{
    char upper[7] = {0};
    g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(text)), upper);
    return g_strconcat(upper, g_utf8_next_char(text), NULL);
}

/* "Truist engineers", "Truist Tower": the name tells which, and "a large US bank Tower" would be none. */
static bool is_part_of_noun(const Occurrence *here, size_t end)
{
    if (char_at(here, end) != ' ')
        return false;
    VtSlice word = word_from(here, end + 1);
    bool capital = word.length > 1 && g_ascii_isupper(word.data[0]) && here->text[here->match.end - 1] != '.';
    return capital || vt_is_plural_noun(word);
}

static void refuse(Occurrence *here)
{
    size_t start = here->match.start;
    size_t end = here->match.end;
    add_edit(here, start, end, g_strndup(here->text + start, end - start), false);
    g_array_index(here->edits, VtNameEdit, here->edits->len - 1).address = true;
}

static void replace_as_slug(Occurrence *here)
{
    const char *ending = here->match.plural ? "s" : "";
    add_edit(here, here->match.start, here->match.end, g_strconcat(here->hidden->slug, ending, NULL), true);
}

static void replace_as_words(Occurrence *here)
{
    const VtHiddenName *hidden = here->hidden;
    size_t start = here->match.start;
    size_t end = behind_company_form(here, here->match.end);
    bool determined = char_before(here, start) == '-' || has_determiner(here, start, 2);
    bool part = hidden->indefinite && is_part_of_noun(here, end);
    bool bare = here->match.plural ? hidden->indefinite || determined : determined || part;
    g_autofree char *plural = here->match.plural ? pluralized(bare ? hidden->bare : hidden->text) : NULL;
    const char *core = plural ? plural : bare ? hidden->bare : hidden->text;
    const char *possessive = take_possessive(here, &end, plural || is_plural_text(hidden));
    g_autofree char *upper = begins_sentence(here, start) ? capitalized(core) : NULL;
    fit_article(here, core);
    add_edit(here, start, end, g_strconcat(upper ? upper : core, possessive, NULL), true);
}

GArray *vt_name_edits(const VtNames *names, const char *text, size_t length)
{
    Occurrence here = {.names = names, .text = text, .length = length};
    if (!vt_phrases_find(names->phrases, text, length, 0, &here.match))
        return NULL;
    here.edits = g_array_new(FALSE, FALSE, sizeof(VtNameEdit));
    g_array_set_clear_func(here.edits, clear_edit);
    do {
        here.hidden = &names->items[here.match.number];
        if (is_address(&here))
            refuse(&here);
        else if (is_slug(&here))
            replace_as_slug(&here);
        else
            replace_as_words(&here);
        here.floor = g_array_index(here.edits, VtNameEdit, here.edits->len - 1).end;
    } while (vt_phrases_find(names->phrases, text, length, here.floor, &here.match));
    return here.edits;
}
