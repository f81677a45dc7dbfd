/* One character as words see it. */
#pragma once

#include <vitrine/phrases.h>

typedef enum VtFoldClass {
    VT_FOLD_SEPARATES,
    VT_FOLD_LETTER,
    VT_FOLD_ALONE,     /* a letter that is a word of its own */
    VT_FOLD_CONTINUES, /* a mark: belongs to the word before it, begins none */
    VT_FOLD_INVISIBLE, /* as if it were not there */
} VtFoldClass;

VtFoldClass vt_fold_class(gunichar c);

/* The folded form of one character, in UTF-8: at most 18 characters, of 4 bytes each. */
typedef struct VtFolded {
    char bytes[4 * G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    size_t length;
} VtFolded;

/* Nothing for an accent. */
void vt_fold_character(gunichar c, VtFolded *folded);

/* ---- Hashing, in words.c: FNV-1a with a last mixing, so that every bit counts ---- */

static const uint64_t vt_hash_start = UINT64_C(0xcbf29ce484222325);

static inline uint64_t vt_hash_byte(uint64_t hash, uint8_t byte)
{
    return (hash ^ byte) * UINT64_C(0x100000001b3);
}

static inline uint64_t vt_hash_end(uint64_t hash)
{
    hash ^= hash >> 33;
    hash *= UINT64_C(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    hash *= UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ (hash >> 33);
}
