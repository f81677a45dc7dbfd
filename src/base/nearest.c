#include <vitrine/base.h>

/* Longer words are not typing errors of one another, and comparing costs the product of the lengths. */
enum { LONGEST = 256 };

/* Lower-cased code points. */
typedef struct Word {
    gunichar letters[LONGEST];
    size_t length;
} Word;

static bool word_init(Word *word, const char *text)
{
    word->length = 0;
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (word->length == LONGEST)
            return false;
        word->letters[word->length++] = g_unichar_tolower(g_utf8_get_char(p));
    }
    return true;
}

static size_t least(size_t a, size_t b, size_t c)
{
    return MIN(MIN(a, b), c);
}

/* Rows of the table of distances between the beginnings of two words; the current one and two before it. */
typedef struct Rows {
    size_t *current;
    size_t *last;
    size_t *last_but_one;
} Rows;

static void turn(Rows *rows)
{
    size_t *oldest = rows->last_but_one;
    rows->last_but_one = rows->last;
    rows->last = rows->current;
    rows->current = oldest;
}

/* Insertion, deletion, substitution, and a swap of neighbours cost 1 each. */
static size_t cell(const Word *a, const Word *b, size_t i, size_t j, const Rows *rows)
{
    bool same = a->letters[i - 1] == b->letters[j - 1];
    // The band of the row above is a cell wider:
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
    size_t cost = least(rows->last[j] + 1, rows->current[j - 1] + 1, rows->last[j - 1] + !same);
    bool swapped = i > 1 && j > 1 && a->letters[i - 1] == b->letters[j - 2] &&
                   a->letters[i - 2] == b->letters[j - 1];
    return swapped ? MIN(cost, rows->last_but_one[j - 2] + 1) : cost;
}

/* Optimal string alignment, or `limit` where it is no less. A cell further than the limit from the
 * diagonal cannot matter, nor can any once two rows have nothing below the limit: long lists of addresses
 * are compared with each dead link. */
static size_t distance(const Word *a, const Word *b, size_t limit)
{
    size_t memory[3][LONGEST + 2];
    Rows rows = {memory[0], memory[1], memory[2]};
    size_t last_least = 0;
    for (size_t j = 0; j <= b->length; j++)
        rows.current[j] = j;
    for (size_t i = 1; i <= a->length; i++) {
        size_t from = i > limit ? i - limit : 1;
        size_t to = MIN(i + limit, b->length);
        turn(&rows);
        rows.current[from - 1] = from == 1 ? i : limit;
        size_t row_least = rows.current[from - 1];
        for (size_t j = from; j <= to; j++) {
            rows.current[j] = cell(a, b, i, j, &rows);
            row_least = MIN(row_least, rows.current[j]);
        }
        rows.current[to + 1] = limit;
        if (row_least >= limit && last_least + 1 >= limit)
            return limit;
        last_least = row_least;
    }
    return MIN(rows.current[b->length], limit);
}

/* A third of the length, rounded; but never a change of every letter. */
static size_t allowed_distance(size_t length)
{
    size_t third = MAX((length + 1) / 3, (size_t)1);
    return MIN(third, length - 1);
}

const char *vt_nearest(const char *word, const char *const *candidates, size_t count)
{
    Word typed;
    Word candidate;
    if (!word || !word_init(&typed, word) || typed.length == 0)
        return NULL;
    const char *nearest = NULL;
    size_t limit = allowed_distance(typed.length) + 1;
    for (size_t i = 0; i < count; i++) {
        if (!word_init(&candidate, candidates[i]))
            continue;
        size_t shorter = MIN(typed.length, candidate.length);
        size_t longer = MAX(typed.length, candidate.length);
        if (longer - shorter >= limit)
            continue;
        size_t found = distance(&typed, &candidate, limit);
        if (found < limit) {
            limit = found;
            nearest = candidates[i];
        }
    }
    return nearest;
}
