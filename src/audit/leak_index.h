/* What to look for in the words of a text, and the looking.
 *
 * Every text becomes words (phrases.h), every run of words a number: sums[i] = sums[i - 1] * BASE + hash of
 * word i, so the run of the last k words is sums[i] - sums[i - k] * BASE^k, at the cost of one multiplication
 * whatever k is. Two kinds of things are looked for:
 *
 *   runs   of eight words, of all hidden texts: millions. Of each a 32-bit fingerprint is kept in an open
 * table. A fingerprint that is there by chance (one in 10^9 words) is found out when the place in the source
 * is looked for. items  of one to twelve words: names, titles, addresses. They are looked up only where their
 * last two words (or their only one) are in a small bit set.
 *
 * Immutable once ready; threads may share it. */
#pragma once

#include "vitrine/phrases.h"

enum { VT_LEAK_RUN = 8, VT_LEAK_MOST_WORDS = 12, VT_LEAK_RING = 32 };

/* The words of one text as they come; on the stack. */
typedef struct VtLeakRoll {
    uint64_t sums[VT_LEAK_RING];
    VtWord words[VT_LEAK_RING];
    size_t count;
} VtLeakRoll;

void vt_leak_roll_add(VtLeakRoll *roll, const VtWord *word);
/* The last `length` words as a number; there must be as many, and at most VT_LEAK_MOST_WORDS. */
uint64_t vt_leak_roll_hash(const VtLeakRoll *roll, size_t length);
/* For a text of which a part is hidden, all runs of its visible rest: of eight words, and of six. */
void vt_leak_roll_keep(const VtLeakRoll *roll, GHashTable *visible);
/* Is the last run of eight words visible by that set, or does only its first or last word or two stick out
 * into what is hidden? Pages put other words there, and one that begins alike ("The …") is no leak. */
bool vt_leak_roll_is_visible(const VtLeakRoll *roll, GHashTable *visible);
/* The first of the last `length` words. */
const VtWord *vt_leak_roll_first(const VtLeakRoll *roll, size_t length);

typedef struct VtLeakIndex VtLeakIndex;

VtLeakIndex *vt_leak_index_new(void);
void vt_leak_index_free(VtLeakIndex *index);
/* All runs of eight words of a text, but those that are visible by the set `except` (NULL: none). Runs with
 * next to no letters
 * ("0 0 24 24 …") say nothing and are left out. */
void vt_leak_index_add_runs(VtLeakIndex *index, const char *text, size_t length, GHashTable *except);
/* The words of `text`, as an item of that number; false when it has none or too many. */
bool vt_leak_index_add_item(VtLeakIndex *index, const char *text, unsigned number);
void vt_leak_index_ready(VtLeakIndex *index);
bool vt_leak_index_is_empty(const VtLeakIndex *index);

#define VT_LEAK_NO_ITEM G_MAXUINT

typedef struct VtLeakMatch {
    uint64_t hash;
    size_t start, end; /* bytes of the text */
    unsigned item;     /* VT_LEAK_NO_ITEM: a run */
} VtLeakMatch;

typedef void VtLeakMatched(const VtLeakMatch *match, void *data);
/* Calls `matched` for each run and item in the text, in the order of their ends. */
void vt_leak_index_search(const VtLeakIndex *index, const char *text, size_t length, VtLeakMatched *matched,
                          void *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtLeakIndex, vt_leak_index_free)
