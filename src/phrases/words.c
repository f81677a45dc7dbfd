#include "fold.h"

enum { SEPARATOR = 0, WIDE = 1 };

#define LETTERS                                                                                              \
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', \
        'v', 'w', 'x', 'y', 'z'
#define WIDE_16 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
#define WIDE_64 WIDE_16, WIDE_16, WIDE_16, WIDE_16

/* Each byte: what it is folded to, or one of the above. */
static const uint8_t folded_bytes[256] = {
    ['0'] = '0',      '1',     '2', '3', '4', '5', '6', '7', '8', '9', ['A'] = LETTERS, ['a'] = LETTERS,
    [0x80] = WIDE_64, WIDE_64,
};

#undef WIDE_64
#undef WIDE_16
#undef LETTERS

/* A character above ASCII. */
typedef struct Wide {
    gunichar c;
    VtFoldClass class;
    size_t bytes;
} Wide;

/* Not inlined: the way of ASCII stays short. */
static G_GNUC_NO_INLINE Wide read_wide(const char *text, size_t left)
{
    gunichar c = g_utf8_get_char_validated(text, (gssize)left);
    if (c >= (gunichar)-2 || c == 0)
        return (Wide){0, VT_FOLD_SEPARATES, 1};
    return (Wide){c, vt_fold_class(c), (size_t)g_unichar_to_utf8(c, NULL)};
}

static G_GNUC_NO_INLINE uint64_t hash_wide(uint64_t hash, gunichar c)
{
    VtFolded folded;
    vt_fold_character(c, &folded);
    for (size_t i = 0; i < folded.length; i++)
        hash = vt_hash_byte(hash, (uint8_t)folded.bytes[i]);
    return hash;
}

void vt_words_init(VtWordReader *reader, const char *text, size_t length)
{
    *reader = (VtWordReader){text, length, 0};
}

/* To the first letter; false at the end of the text. */
static bool skip_separators(VtWordReader *reader)
{
    size_t at = reader->at;
    for (; at < reader->length; at++) {
        uint8_t byte = folded_bytes[(uint8_t)reader->text[at]];
        if (byte == SEPARATOR)
            continue;
        if (byte != WIDE)
            break;
        Wide wide = read_wide(reader->text + at, reader->length - at);
        if (wide.class == VT_FOLD_LETTER || wide.class == VT_FOLD_ALONE)
            break;
        at += wide.bytes - 1;
    }
    reader->at = at;
    return at < reader->length;
}

/* The rest of a word that holds wide characters; `word->end` stops at the last that is to be seen. */
typedef struct Going {
    size_t at;
    uint64_t hash;
    bool alone; /* began with a character that is a word of its own */
} Going;

/* Takes the wide character there into the word, or says that the word has ended before it. */
static bool take_wide(const VtWordReader *reader, VtWord *word, Going *going)
{
    Wide wide = read_wide(reader->text + going->at, reader->length - going->at);
    bool first = going->at == word->start;
    bool taken = wide.class == VT_FOLD_CONTINUES || wide.class == VT_FOLD_INVISIBLE ||
                 (wide.class == VT_FOLD_LETTER && !going->alone) || (wide.class == VT_FOLD_ALONE && first);
    if (!taken)
        return false;
    going->at += wide.bytes;
    if (wide.class == VT_FOLD_INVISIBLE)
        return true;
    going->alone |= wide.class == VT_FOLD_ALONE;
    going->hash = hash_wide(going->hash, wide.c);
    word->end = (uint32_t)going->at;
    return true;
}

/* From there to the end of the word, whatever it holds. */
static G_GNUC_NO_INLINE void read_on(const VtWordReader *reader, VtWord *word, Going *going)
{
    while (going->at < reader->length) {
        uint8_t byte = folded_bytes[(uint8_t)reader->text[going->at]];
        if (byte > WIDE && !going->alone) {
            going->hash = vt_hash_byte(going->hash, byte);
            word->end = (uint32_t)++going->at;
        } else if (byte != WIDE || !take_wide(reader, word, going)) {
            return;
        }
    }
}

/* Words of ASCII, nearly all, are read without a look at anything but their bytes. */
bool vt_words_next(VtWordReader *reader, VtWord *word)
{
    if (!skip_separators(reader))
        return false;
    const char *text = reader->text;
    size_t at = reader->at, length = reader->length;
    uint64_t hash = vt_hash_start;
    uint8_t byte = SEPARATOR;
    for (; at < length && (byte = folded_bytes[(uint8_t)text[at]]) > WIDE; at++)
        hash = vt_hash_byte(hash, byte);
    word->start = (uint32_t)reader->at;
    word->end = (uint32_t)at;
    if (G_UNLIKELY(at < length && byte == WIDE)) {
        Going going = {.at = at, .hash = hash};
        read_on(reader, word, &going);
        at = going.at;
        hash = going.hash;
    }
    reader->at = at;
    word->hash = vt_hash_end(hash);
    return true;
}

uint64_t vt_words_hash(const VtWord *words, size_t count)
{
    uint64_t hash = vt_hash_start;
    for (size_t i = 0; i < count; i++)
        hash = vt_hash_end(hash * UINT64_C(0x9e3779b97f4a7c15) + words[i].hash);
    return hash;
}
