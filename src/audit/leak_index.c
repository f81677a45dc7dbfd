#include "leak_index.h"

#include <stdlib.h>
#include <sys/mman.h>

enum { LEAST_RUN_BYTES = 16, FIRST_SLOTS = 1 << 12 };

#define BASE UINT64_C(0x9e3779b97f4a7c15)
#define BASE_2 (BASE * BASE)
#define BASE_4 (BASE_2 * BASE_2)
#define BASE_8 (BASE_4 * BASE_4)

static const uint64_t powers[VT_LEAK_MOST_WORDS + 1] = {
    1,
    BASE,
    BASE_2,
    BASE_2 *BASE,
    BASE_4,
    BASE_4 *BASE,
    BASE_4 *BASE_2,
    BASE_4 *BASE_2 *BASE,
    BASE_8,
    BASE_8 *BASE,
    BASE_8 *BASE_2,
    BASE_8 *BASE_2 *BASE,
    BASE_8 *BASE_4,
};

/* ---- Rolling ------------------------------------------------------------------------------------------- */

static inline void roll_add(VtLeakRoll *roll, const VtWord *word)
{
    uint64_t before = roll->sums[roll->count % VT_LEAK_RING];
    roll->count++;
    roll->sums[roll->count % VT_LEAK_RING] = before * BASE + word->hash;
    roll->words[roll->count % VT_LEAK_RING] = *word;
}

/* As the roll was when it had `count` words. */
static inline uint64_t hash_at(const VtLeakRoll *roll, size_t count, size_t length)
{
    uint64_t hash = roll->sums[count % VT_LEAK_RING] -
                    roll->sums[(count - length) % VT_LEAK_RING] * powers[length];
    hash = (hash ^ (hash >> 32)) * UINT64_C(0xd6e8feb86659fd93) + length;
    return hash ^ (hash >> 29);
}

static inline const VtWord *first_at(const VtLeakRoll *roll, size_t count, size_t length)
{
    return &roll->words[(count - length + 1) % VT_LEAK_RING];
}

static inline uint64_t roll_hash(const VtLeakRoll *roll, size_t length)
{
    return hash_at(roll, roll->count, length);
}

static inline const VtWord *roll_first(const VtLeakRoll *roll, size_t length)
{
    return first_at(roll, roll->count, length);
}

void vt_leak_roll_add(VtLeakRoll *roll, const VtWord *word)
{
    roll_add(roll, word);
}

uint64_t vt_leak_roll_hash(const VtLeakRoll *roll, size_t length)
{
    return roll_hash(roll, length);
}

const VtWord *vt_leak_roll_first(const VtLeakRoll *roll, size_t length)
{
    return roll_first(roll, length);
}

enum { KNOWN_WORDS = 6 };

static void keep(GHashTable *set, uint64_t hash)
{
    uint64_t *copy = g_new(uint64_t, 1);
    *copy = hash;
    g_hash_table_add(set, copy);
}

void vt_leak_roll_keep(const VtLeakRoll *roll, GHashTable *visible)
{
    if (roll->count >= KNOWN_WORDS)
        keep(visible, roll_hash(roll, KNOWN_WORDS));
    if (roll->count >= VT_LEAK_RUN)
        keep(visible, roll_hash(roll, VT_LEAK_RUN));
}

bool vt_leak_roll_is_visible(const VtLeakRoll *roll, GHashTable *visible)
{
    uint64_t all = roll_hash(roll, VT_LEAK_RUN);
    uint64_t last = roll_hash(roll, KNOWN_WORDS);
    uint64_t first = hash_at(roll, roll->count - (VT_LEAK_RUN - KNOWN_WORDS), KNOWN_WORDS);
    return g_hash_table_contains(visible, &all) || g_hash_table_contains(visible, &first) ||
           g_hash_table_contains(visible, &last);
}

/* ---- The index ----------------------------------------------------------------------------------------- */

typedef struct Item {
    uint64_t hash; /* of all its words */
    uint64_t gate; /* of its last two, or of its only one */
    uint64_t last; /* of the last word alone */
    size_t words;
    unsigned number;
    unsigned next; /* index + 1 of another with the same words; 0: none */
} Item;

struct VtLeakIndex {
    GArray *runs; /* uint64_t: hashes, until ready */
    bool has_runs;
    uint64_t *filter; /* two bits of one word for each run: small enough to stay in a processor's cache */
    size_t filter_mask;
    uint32_t *slots; /* fingerprints of runs; 0: free */
    size_t mask;
    GArray *items;       /* Item */
    GHashTable *by_hash; /* Item.hash → index + 1 of the first */
    uint64_t *gates;     /* bit set */
    size_t gate_mask;
    uint64_t *lasts;  /* bit set: the last words of items, by their own hashes; as large as `gates` */
    uint64_t *wholes; /* bit set: hashes of items; likewise */
    unsigned lengths; /* bit k: there are items of k words */
};

VtLeakIndex *vt_leak_index_new(void)
{
    VtLeakIndex *index = g_new0(VtLeakIndex, 1);
    index->runs = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    index->items = g_array_new(FALSE, FALSE, sizeof(Item));
    return index;
}

void vt_leak_index_free(VtLeakIndex *index)
{
    if (index == NULL)
        return;
    free(index->filter);
    free(index->slots);
    g_free(index->gates);
    g_free(index->lasts);
    g_free(index->wholes);
    g_array_unref(index->runs);
    g_array_unref(index->items);
    if (index->by_hash != NULL)
        g_hash_table_unref(index->by_hash);
    g_free(index);
}

bool vt_leak_index_is_empty(const VtLeakIndex *index)
{
    return !index->has_runs && index->items->len == 0;
}

static inline uint32_t fingerprint(uint64_t hash)
{
    uint32_t high = (uint32_t)(hash >> 32);
    return high != 0 ? high : 1;
}

/* The slot that holds the hash's fingerprint, or the free one where it belongs. Place and fingerprint are
 * different bits of the hash. */
static inline uint32_t *slot_of(const VtLeakIndex *index, uint64_t hash)
{
    uint32_t print = fingerprint(hash);
    size_t at = (size_t)hash & index->mask;
    while (index->slots[at] != 0 && index->slots[at] != print)
        at = (at + 1) & index->mask;
    return &index->slots[at];
}

/* Zeroed, to be given to free. Looked into anywhere, a table of small pages costs more in finding the page
 * than in reading it. */
static void *new_table(size_t size)
{
    enum { LARGE_PAGE = 2 << 20 };
    bool is_large = size >= LARGE_PAGE;
    void *table = is_large ? aligned_alloc(LARGE_PAGE, size) : malloc(size);
    if (table == NULL)
        g_error("no memory for %zu bytes", size);
#ifdef MADV_HUGEPAGE
    if (is_large)
        madvise(table, size, MADV_HUGEPAGE);
#endif
    return memset(table, 0, size);
}

static inline uint64_t filter_bits(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58) | UINT64_C(1) << (hash >> 52 & 63);
}

/* With eight bits or so for a run, one in twenty runs that are not there comes through. */
static inline bool passes_filter(const VtLeakIndex *index, uint64_t hash)
{
    uint64_t bits = filter_bits(hash);
    return (index->filter[hash & index->filter_mask] & bits) == bits;
}

static void fill_filter(VtLeakIndex *index)
{
    size_t words = FIRST_SLOTS / 8;
    while (words < (size_t)index->runs->len / 8)
        words *= 2;
    index->filter = new_table(words * sizeof *index->filter);
    index->filter_mask = words - 1;
    for (guint i = 0; i < index->runs->len; i++) {
        uint64_t hash = g_array_index(index->runs, uint64_t, i);
        index->filter[hash & index->filter_mask] |= filter_bits(hash);
    }
}

static void fill_slots(VtLeakIndex *index)
{
    size_t count = FIRST_SLOTS;
    while (count < (size_t)index->runs->len * 2)
        count *= 2;
    index->slots = new_table(count * sizeof *index->slots);
    index->mask = count - 1;
    for (guint i = 0; i < index->runs->len; i++) {
        uint64_t hash = g_array_index(index->runs, uint64_t, i);
        *slot_of(index, hash) = fingerprint(hash);
    }
    g_array_set_size(index->runs, 0);
}

static bool says_something(const VtLeakRoll *roll)
{
    size_t bytes = 0;
    for (size_t i = 0; i < VT_LEAK_RUN; i++) {
        const VtWord *word = &roll->words[(roll->count - i) % VT_LEAK_RING];
        bytes += word->end - word->start;
    }
    return bytes >= LEAST_RUN_BYTES;
}

void vt_leak_index_add_runs(VtLeakIndex *index, const char *text, size_t length, GHashTable *except)
{
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, text, length);
    while (vt_words_next(&reader, &word)) {
        roll_add(&roll, &word);
        if (roll.count < VT_LEAK_RUN || !says_something(&roll))
            continue;
        uint64_t hash = roll_hash(&roll, VT_LEAK_RUN);
        if (except != NULL && vt_leak_roll_is_visible(&roll, except))
            continue;
        g_array_append_val(index->runs, hash);
        index->has_runs = true;
    }
}

bool vt_leak_index_add_item(VtLeakIndex *index, const char *text, unsigned number)
{
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, text, strlen(text));
    while (vt_words_next(&reader, &word))
        roll_add(&roll, &word);
    if (roll.count == 0 || roll.count > VT_LEAK_MOST_WORDS)
        return false;
    Item item = {.hash = roll_hash(&roll, roll.count),
                 .gate = roll_hash(&roll, MIN(roll.count, (size_t)2)),
                 .last = word.hash,
                 .words = roll.count,
                 .number = number};
    g_array_append_val(index->items, item);
    index->lengths |= 1u << roll.count;
    return true;
}

static inline void set_bit(uint64_t *bits, uint64_t number)
{
    bits[number / 64] |= UINT64_C(1) << (number % 64);
}

static inline bool has_bit(const uint64_t *bits, uint64_t number)
{
    return (bits[number / 64] >> (number % 64) & 1) != 0;
}

static void open_gates(VtLeakIndex *index)
{
    enum { LEAST_BITS = 1 << 12, BITS_FOR_AN_ITEM = 32 };
    size_t bits = LEAST_BITS;
    while (bits < index->items->len * (size_t)BITS_FOR_AN_ITEM)
        bits *= 2;
    index->gate_mask = bits - 1;
    index->gates = g_new0(uint64_t, bits / 64);
    index->lasts = g_new0(uint64_t, bits / 64);
    index->wholes = g_new0(uint64_t, bits / 64);
    for (guint i = 0; i < index->items->len; i++) {
        const Item *item = &g_array_index(index->items, Item, i);
        set_bit(index->gates, item->gate & index->gate_mask);
        set_bit(index->lasts, item->last & index->gate_mask);
        set_bit(index->wholes, item->hash & index->gate_mask);
    }
}

void vt_leak_index_ready(VtLeakIndex *index)
{
    fill_filter(index);
    fill_slots(index);
    open_gates(index);
    index->by_hash = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = index->items->len; i-- > 0;) {
        Item *item = &g_array_index(index->items, Item, i);
        item->next = GPOINTER_TO_UINT(g_hash_table_lookup(index->by_hash, &item->hash));
        g_hash_table_replace(index->by_hash, &item->hash, GUINT_TO_POINTER(i + 1));
    }
}

/* ---- Searching ----------------------------------------------------------------------------------------- */

/* Does an item perhaps end with the word of that number? Most words are the last of none. */
static inline bool may_end_item(const VtLeakIndex *index, const VtLeakRoll *roll, size_t count)
{
    if (!has_bit(index->lasts, first_at(roll, count, 1)->hash & index->gate_mask))
        return false;
    return has_bit(index->gates, hash_at(roll, count, 1) & index->gate_mask) ||
           (count >= 2 && has_bit(index->gates, hash_at(roll, count, 2) & index->gate_mask));
}

static void match_items(const VtLeakIndex *index, const VtLeakRoll *roll, size_t count,
                        VtLeakMatched *matched, void *data)
{
    size_t most = MIN(count, (size_t)VT_LEAK_MOST_WORDS);
    for (size_t words = 1; words <= most; words++) {
        if ((index->lengths >> words & 1) == 0)
            continue;
        VtLeakMatch match = {.hash = hash_at(roll, count, words),
                             .start = first_at(roll, count, words)->start,
                             .end = first_at(roll, count, 1)->end};
        if (!has_bit(index->wholes, match.hash & index->gate_mask))
            continue;
        guint at = GPOINTER_TO_UINT(g_hash_table_lookup(index->by_hash, &match.hash));
        while (at != 0) {
            const Item *item = &g_array_index(index->items, Item, at - 1);
            match.item = item->number;
            matched(&match, data);
            at = item->next;
        }
    }
}

static void match_run(const VtLeakRoll *roll, size_t count, uint64_t hash, VtLeakMatched *matched, void *data)
{
    VtLeakMatch match = {.hash = hash,
                         .start = first_at(roll, count, VT_LEAK_RUN)->start,
                         .end = first_at(roll, count, 1)->end,
                         .item = VT_LEAK_NO_ITEM};
    matched(&match, data);
}

/* The bits of runs lie anywhere in megabytes. So they are asked for when a run is known, and looked at some
 * words later, when they have come. */
enum { LAG = 12 };
G_STATIC_ASSERT(LAG + VT_LEAK_MOST_WORDS < VT_LEAK_RING);

typedef struct Search {
    const VtLeakIndex *index;
    VtLeakRoll roll;
    uint64_t runs[VT_LEAK_RING];
    VtLeakMatched *matched;
    void *data;
} Search;

static inline void look_ahead(Search *search)
{
    const VtLeakRoll *roll = &search->roll;
    if (roll->count < VT_LEAK_RUN)
        return;
    uint64_t hash = roll_hash(roll, VT_LEAK_RUN);
    search->runs[roll->count % VT_LEAK_RING] = hash;
    __builtin_prefetch(&search->index->filter[hash & search->index->filter_mask]);
}

/* Whatever ends with the word of that number, from 1. */
static inline void look_at(const Search *search, size_t count)
{
    const VtLeakIndex *index = search->index;
    const VtLeakRoll *roll = &search->roll;
    if (G_UNLIKELY(may_end_item(index, roll, count)))
        match_items(index, roll, count, search->matched, search->data);
    if (count < VT_LEAK_RUN)
        return;
    uint64_t hash = search->runs[count % VT_LEAK_RING];
    if (G_UNLIKELY(passes_filter(index, hash) && *slot_of(index, hash) != 0))
        match_run(roll, count, hash, search->matched, search->data);
}

void vt_leak_index_search(const VtLeakIndex *index, const char *text, size_t length, VtLeakMatched *matched,
                          void *data)
{
    Search search;
    search.index = index;
    search.matched = matched;
    search.data = data;
    search.roll.count = 0;
    search.roll.sums[0] = 0;
    VtWordReader reader;
    VtWord word;
    size_t seen = 0;
    vt_words_init(&reader, text, length);
    while (vt_words_next(&reader, &word)) {
        roll_add(&search.roll, &word);
        look_ahead(&search);
        if (search.roll.count > LAG)
            look_at(&search, ++seen);
    }
    while (seen < search.roll.count)
        look_at(&search, ++seen);
}
