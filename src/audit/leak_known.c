#include "leak_known.h"

/* Short texts and long ones have room of their own: a few articles must not push all tags out. */
enum {
    FIRST_ROWS = 512,
    MOST_ROWS = 8192,
    BLOCK = 16 << 10,
    LONG = 512,
    LONGEST = 16 << 10,
    ROOM_FOR_SHORT = 160 << 10,
    ROOM_FOR_LONG = 160 << 10
};

/* Small: a site of a few pages touches little memory for it. */
typedef struct Row {
    const char *text; /* NULL: free */
    uint32_t hash;
    uint16_t length;
    uint8_t reading, note;
} Row;

G_STATIC_ASSERT(LONGEST <= G_MAXUINT16);

/* Owns its rows and blocks. */
struct VtLeakKnown {
    Row *rows; /* open table, at most three quarters full */
    size_t mask, count;
    GPtrArray *blocks; /* copies of texts lie in them */
    size_t left;       /* bytes of the last block */
    size_t room_for_short, room_for_long;
    size_t found;
};

VtLeakKnown *vt_leak_known_new(void)
{
    VtLeakKnown *known = g_new0(VtLeakKnown, 1);
    known->rows = g_new0(Row, FIRST_ROWS);
    known->mask = FIRST_ROWS - 1;
    known->blocks = g_ptr_array_new_with_free_func(g_free);
    known->room_for_short = ROOM_FOR_SHORT;
    known->room_for_long = ROOM_FOR_LONG;
    return known;
}

void vt_leak_known_free(VtLeakKnown *known)
{
    if (known == NULL)
        return;
    g_ptr_array_unref(known->blocks);
    g_free(known->rows);
    g_free(known);
}

void vt_leak_known_found(VtLeakKnown *known)
{
    known->found++;
}

static uint32_t hash_of(const char *text, size_t length, unsigned reading)
{
    const uint64_t factor = UINT64_C(0xd6e8feb86659fd93);
    uint64_t hash = (length << 8 | reading) * UINT64_C(0x9e3779b97f4a7c15), word = 0;
    const char *end = text + length;
    for (; (size_t)(end - text) > sizeof word; text += sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    /* The last eight bytes, some of them once more. */
    if (length >= sizeof word)
        memcpy(&word, end - sizeof word, sizeof word);
    for (; length < sizeof word && text < end; text++)
        word = word << 8 | (uint8_t)*text;
    hash = (hash ^ word) * factor;
    return (uint32_t)(hash ^ hash >> 32);
}

/* The row of that text, or the free one where it belongs. */
static Row *row_of(const VtLeakKnown *known, const VtLeakQuestion *question)
{
    for (size_t at = question->hash & known->mask;; at = (at + 1) & known->mask) {
        Row *row = &known->rows[at];
        bool is_it = row->text == NULL || (row->hash == question->hash && row->reading == question->reading &&
                                           row->length == question->length &&
                                           memcmp(row->text, question->text, question->length) == 0);
        if (is_it)
            return row;
    }
}

bool vt_leak_known_has(const VtLeakKnown *known, VtLeakReading reading, unsigned depth, const char *text,
                       size_t length, VtLeakQuestion *question)
{
    *question = (VtLeakQuestion){.text = text};
    if (known == NULL || length == 0 || length > LONGEST)
        return false;
    question->length = length;
    question->reading = (unsigned)reading | depth << 4;
    question->hash = hash_of(text, length, question->reading);
    question->found = known->found;
    const Row *row = row_of(known, question);
    question->note = row->note;
    return row->text != NULL;
}

static void grow(VtLeakKnown *known)
{
    size_t count = known->mask + 1;
    g_autofree Row *old = known->rows;
    known->rows = g_new0(Row, count * 2);
    known->mask = count * 2 - 1;
    for (size_t i = 0; i < count; i++) {
        size_t at = old[i].hash & known->mask;
        if (old[i].text == NULL)
            continue;
        while (known->rows[at].text != NULL)
            at = (at + 1) & known->mask;
        known->rows[at] = old[i];
    }
}

static const char *copy_of(VtLeakKnown *known, const char *text, size_t length)
{
    if (known->left < length) {
        g_ptr_array_add(known->blocks, g_malloc(BLOCK));
        known->left = BLOCK;
    }
    char *block = g_ptr_array_index(known->blocks, known->blocks->len - 1);
    char *copy = block + BLOCK - known->left;
    known->left -= length;
    return memcpy(copy, text, length);
}

void vt_leak_known_keep(VtLeakKnown *known, const VtLeakQuestion *question, unsigned note)
{
    if (known == NULL || question->length == 0 || known->found != question->found)
        return;
    size_t *room = question->length < LONG ? &known->room_for_short : &known->room_for_long;
    if (*room < question->length || known->count >= MOST_ROWS)
        return;
    Row *row = row_of(known, question);
    /* What was read inside of it may have been the same. */
    if (row->text != NULL)
        return;
    *room -= question->length;
    *row = (Row){.text = copy_of(known, question->text, question->length),
                 .length = (uint16_t)question->length,
                 .reading = (uint8_t)question->reading,
                 .note = (uint8_t)note,
                 .hash = question->hash};
    if (++known->count * 4 > known->mask * 3)
        grow(known);
}
