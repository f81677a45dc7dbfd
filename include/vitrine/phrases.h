/* phrases: the words of any text, and phrases found among them whatever their spelling.
 *
 * A word is a run of letters and digits, folded: case, accents and compatibility forms are gone (NFKD without
 * marks, case folded, letters such as ł ø æ ß spelled out), soft hyphens and zero-width characters inside it
 * are skipped. A character of a script that is written without spaces (Han, kana, Hangul, Thai) is a word of
 * its own. All else separates words. So "Truist-Financial", "truist_financial", "TRUIST  Financial" and
 * "Truíst&nbsp;Financial" (once entities are decoded) are the same two words, and "Distruist" holds neither.
 *
 * A phrase is a sequence of words; a set of phrases is looked for in one pass, at all places at once. Beside
 * each phrase its joined forms ("truistfinancial") are known, and its last word with a plural s ("truists",
 * "joneses"); joined words of less than three letters and plurals of less than three are not. Initials
 * ("AT&T") need more than white space between them: "at t-shirts" is none.
 *
 * Ownership: a set copies what it is given; matches point into the text that was searched. A set is immutable
 * once vt_phrases_ready was called, and may then be shared by threads; a VtWordReader is one thread's, on its
 * stack. */
#pragma once

#include "base.h"

typedef struct VtWord {
    uint32_t start, end; /* bytes of the text */
    uint64_t hash;       /* of the folded form; equal words have equal hashes */
} VtWord;

typedef struct VtWordReader {
    const char *text;
    size_t length, at;
} VtWordReader;

/* `text` is UTF-8; ill-formed bytes separate words. At most 4 GiB. */
void vt_words_init(VtWordReader *reader, const char *text, size_t length);
bool vt_words_next(VtWordReader *reader, VtWord *word);

/* A run of words as one number: the same for the same words in the same order. */
uint64_t vt_words_hash(const VtWord *words, size_t count);

typedef struct VtPhrases VtPhrases;

VtPhrases *vt_phrases_new(void);
/* `number` comes back with each match. A phrase without any word is ignored. The first to add a phrase keeps
 * it. */
void vt_phrases_add(VtPhrases *phrases, const char *phrase, unsigned number);
void vt_phrases_ready(VtPhrases *phrases);
void vt_phrases_free(VtPhrases *phrases);
bool vt_phrases_is_empty(const VtPhrases *phrases);

typedef struct VtPhraseMatch {
    uint32_t start,
        end; /* bytes of the text: from the first word's start to the last word's end, without a possessive */
    unsigned number;
    bool joined; /* its words stand without anything between them: "truistfinancial" */
    bool plural; /* the last word has an s of its own: "truists" */
} VtPhraseMatch;

/* The leftmost, longest match that begins at or after `from`, which must not be inside a word; false: none.
 */
bool vt_phrases_find(const VtPhrases *phrases, const char *text, size_t length, size_t from,
                     VtPhraseMatch *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPhrases, vt_phrases_free)
