#include <vitrine/phrases.h>

enum { MOST_SPLIT = 5, SHORTEST_JOINED = 3, SHORT_WORD = 2 };

/* One spelling of a phrase: the hashes of its words. */
typedef struct Spelling {
    uint32_t first, count; /* in `hashes` */
    unsigned number;
    uint8_t rank; /* how far it is from the phrase as given; the nearer one wins a tie */
    bool joined;
    bool plural;
    bool tight;    /* "AT&T" is not "at t": something other than white space must stand between its words */
    uint32_t next; /* with the same first word; index + 1 */
} Spelling;

/* Where to look for what begins with a word; `spelling` is an index + 1, 0: a free slot. */
typedef struct Slot {
    uint64_t hash;
    uint32_t spelling;
} Slot;

struct VtPhrases {
    GArray *spellings; /* Spelling */
    GArray *hashes;    /* uint64_t */
    Slot *slots;
    size_t mask;
};

VtPhrases *vt_phrases_new(void)
{
    VtPhrases *phrases = g_new0(VtPhrases, 1);
    phrases->spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
    phrases->hashes = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    return phrases;
}

void vt_phrases_free(VtPhrases *phrases)
{
    if (!phrases)
        return;
    g_array_unref(phrases->spellings);
    g_array_unref(phrases->hashes);
    g_free(phrases->slots);
    g_free(phrases);
}

bool vt_phrases_is_empty(const VtPhrases *phrases)
{
    return phrases->spellings->len == 0;
}

/* ---- Adding ---- */

/* A phrase while its spellings are made. */
typedef struct Phrase {
    const char *text;
    GArray *words; /* VtWord */
    unsigned number;
    bool tight;
} Phrase;

static bool only_white_space(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!g_ascii_isspace(text[i]))
            return false;
    return true;
}

static const VtWord *word_at(const Phrase *phrase, size_t index)
{
    return &g_array_index(phrase->words, VtWord, index);
}

/* Two letters here and there occur in any text: initials count only as they are written. */
static bool is_tight(const Phrase *phrase)
{
    bool marked = false;
    for (size_t i = 0; i < phrase->words->len; i++) {
        const VtWord *word = word_at(phrase, i);
        if (word->end - word->start > SHORT_WORD)
            return false;
        const VtWord *last = i > 0 ? word_at(phrase, i - 1) : word;
        marked |= last != word && !only_white_space(phrase->text + last->end, word->start - last->end);
    }
    return marked;
}

static void add_spelling(VtPhrases *phrases, const char *text, Spelling spelling)
{
    VtWordReader reader;
    VtWord word;
    spelling.first = phrases->hashes->len;
    vt_words_init(&reader, text, strlen(text));
    for (; vt_words_next(&reader, &word); spelling.count++)
        g_array_append_val(phrases->hashes, word.hash);
    if (spelling.count > 0)
        g_array_append_val(phrases->spellings, spelling);
}

/* "banks", "Joneses"; NULL where an s would be no plural of it. */
static const char *plural_ending(const char *text)
{
    size_t length = strlen(text);
    const char *last = strrchr(text, ' ');
    if (length == 0 || (last ? strlen(last + 1) : length) <= SHORT_WORD)
        return NULL;
    char end = g_ascii_tolower(text[length - 1]);
    if (!g_ascii_isalpha(end))
        return (unsigned char)end >= 0x80 ? "s" : NULL;
    return strchr("sxz", end) ? "es" : "s";
}

/* Bit i of `joins`: nothing stands between words i and i + 1. NULL: a word would be too short to be told
 * from others. */
static char *write_joined(const Phrase *phrase, unsigned joins)
{
    GString *text = g_string_new(NULL);
    size_t start = 0;
    bool usable = true;
    for (size_t i = 0; i < phrase->words->len; i++) {
        const VtWord *word = word_at(phrase, i);
        bool joined = i > 0 && (joins >> (i - 1) & 1) != 0;
        if (i > 0 && !joined) {
            g_string_append_c(text, ' ');
            start = text->len;
        }
        g_string_append_len(text, phrase->text + word->start, word->end - word->start);
        bool complete = i + 1 == phrase->words->len || (joins >> i & 1) == 0;
        usable &= !joined || !complete || text->len - start >= SHORTEST_JOINED;
    }
    return g_string_free(text, !usable);
}

static void add_spellings(VtPhrases *phrases, const Phrase *phrase, unsigned joins)
{
    g_autofree char *text = write_joined(phrase, joins);
    if (!text)
        return;
    unsigned all = phrase->words->len > 1 ? (1u << (phrase->words->len - 1)) - 1 : 0;
    Spelling spelling = {
        .number = phrase->number,
        .rank = joins ? 1 : 0,
        .joined = joins && joins == all,
        .tight = phrase->tight && joins != all,
    };
    add_spelling(phrases, text, spelling);
    const char *ending = plural_ending(text);
    if (!ending)
        return;
    g_autofree char *plural = g_strconcat(text, ending, NULL);
    spelling.plural = true;
    spelling.rank += 2;
    add_spelling(phrases, plural, spelling);
}

void vt_phrases_add(VtPhrases *phrases, const char *text, unsigned number)
{
    Phrase phrase = {.text = text, .words = g_array_new(FALSE, FALSE, sizeof(VtWord)), .number = number};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, text, strlen(text));
    while (vt_words_next(&reader, &word))
        g_array_append_val(phrase.words, word);
    unsigned gaps = phrase.words->len > 0 ? phrase.words->len - 1 : 0;
    phrase.tight = is_tight(&phrase);
    if (phrase.words->len > 0)
        add_spellings(phrases, &phrase, 0);
    if (gaps <= MOST_SPLIT)
        for (unsigned joins = 1; joins < 1u << gaps; joins++)
            add_spellings(phrases, &phrase, joins);
    else if (gaps < 32)
        add_spellings(phrases, &phrase, (1u << gaps) - 1);
    g_array_unref(phrase.words);
}

static Slot *find_slot(const VtPhrases *phrases, uint64_t hash)
{
    size_t at = hash & phrases->mask;
    while (phrases->slots[at].spelling != 0 && phrases->slots[at].hash != hash)
        at = (at + 1) & phrases->mask;
    return &phrases->slots[at];
}

void vt_phrases_ready(VtPhrases *phrases)
{
    size_t size = 16;
    while (size < (size_t)phrases->spellings->len * 4)
        size *= 2;
    g_free(phrases->slots);
    phrases->slots = g_new0(Slot, size);
    phrases->mask = size - 1;
    for (guint i = phrases->spellings->len; i > 0; i--) {
        Spelling *spelling = &g_array_index(phrases->spellings, Spelling, i - 1);
        uint64_t hash = g_array_index(phrases->hashes, uint64_t, spelling->first);
        Slot *slot = find_slot(phrases, hash);
        spelling->next = slot->spelling;
        *slot = (Slot){hash, i};
    }
}

/* ---- Finding ---- */

/* Where the search stands: just behind a word with which spellings begin. */
typedef struct Place {
    const VtPhrases *phrases;
    VtWordReader reader;
    VtWord first;
} Place;

/* The end of the spelling's last word; 0: it is not here. */
static uint32_t spelling_end(const Place *place, const Spelling *spelling)
{
    const uint64_t *hashes = (const uint64_t *)(void *)place->phrases->hashes->data + spelling->first;
    VtWordReader reader = place->reader;
    uint32_t end = place->first.end;
    VtWord word;
    for (uint32_t i = 1; i < spelling->count; i++) {
        if (!vt_words_next(&reader, &word) || word.hash != hashes[i])
            return 0;
        if (spelling->tight && only_white_space(reader.text + end, word.start - end))
            return 0;
        end = word.end;
    }
    return end;
}

static bool longest_here(const Place *place, uint32_t spelling_index, VtPhraseMatch *match)
{
    uint8_t rank = 0;
    match->end = 0;
    while (spelling_index != 0) {
        const Spelling *spelling = &g_array_index(place->phrases->spellings, Spelling, spelling_index - 1);
        uint32_t end = spelling_end(place, spelling);
        if (end > match->end || (end != 0 && end == match->end && spelling->rank < rank)) {
            *match = (VtPhraseMatch){place->first.start, end, spelling->number, spelling->joined,
                                     spelling->plural};
            rank = spelling->rank;
        }
        spelling_index = spelling->next;
    }
    return match->end != 0;
}

bool vt_phrases_find(const VtPhrases *phrases, const char *text, size_t length, size_t from,
                     VtPhraseMatch *match)
{
    Place place = {.phrases = phrases};
    if (vt_phrases_is_empty(phrases))
        return false;
    vt_words_init(&place.reader, text, length);
    place.reader.at = from;
    while (vt_words_next(&place.reader, &place.first)) {
        const Slot *slot = find_slot(phrases, place.first.hash);
        if (G_UNLIKELY(slot->spelling != 0) && longest_here(&place, slot->spelling, match))
            return true;
    }
    return false;
}
