#include "rendering.h"

/* The output is the buffer's own memory; its length is only set when writing ends or moves to another buffer.
 * The limit holds for each buffer that is written to, from where writing to it began. */

void vt_rendering_write_to(VtRendering *rendering, VtBuffer *out)
{
    rendering->out = out;
    rendering->at = rendering->end = out->data ? out->data + out->length : NULL;
}

void vt_rendering_flush(VtRendering *rendering)
{
    if (rendering->at)
        rendering->out->length = (size_t)(rendering->at - rendering->out->data);
}

bool vt_rendering_grow(VtRendering *rendering, size_t more)
{
    VtBuffer *out = rendering->out;
    vt_rendering_flush(rendering);
    size_t written = out->length - rendering->out_start;
    if (more > rendering->limits.output || written > rendering->limits.output - more)
        return false;
    vt_buffer_reserve(out, more + VT_TEXT_PADDING);
    size_t most = rendering->limits.output - written + VT_TEXT_PADDING;
    rendering->at = out->data + out->length;
    rendering->end = rendering->at + MIN(out->capacity - out->length, most);
    return true;
}

/* ---- Escaping ----
 *
 * & and " differ in one bit, and so do < and >: two comparisons find all four. Text is copied in pieces of 16
 * or 8 bytes while they are looked at. A character to escape ends a piece of 16, and a smaller one is then
 * done again byte by byte. */

typedef uint8_t Piece __attribute__((vector_size(16)));
typedef uint64_t Halves __attribute__((vector_size(16)));

enum { PIECE = 16 };
G_STATIC_ASSERT(sizeof(Piece) == PIECE && sizeof(Piece) <= (size_t)VT_TEXT_PADDING);

/* The place of the first byte that is not zero. */
static inline unsigned first_byte(uint64_t word)
{
    int bits = G_BYTE_ORDER == G_LITTLE_ENDIAN ? __builtin_ctzll(word) : __builtin_clzll(word);
    return (unsigned)bits / 8;
}

/* The place of the first character to escape; PIECE when there is none. */
static inline unsigned first_special(Piece piece)
{
    Piece quote = (Piece)((piece & 0xfb) == 0x22);
    Piece angle = (Piece)((piece & 0xfd) == 0x3c);
    Halves found = (Halves)(quote | angle);
    if (G_LIKELY((found[0] | found[1]) == 0))
        return PIECE;
    return found[0] ? first_byte(found[0]) : 8 + first_byte(found[1]);
}

static inline uint64_t zero_bytes(uint64_t word)
{
    return (word - UINT64_C(0x0101010101010101)) & ~word & UINT64_C(0x8080808080808080);
}

static inline bool word_has_special(uint64_t word)
{
    uint64_t quote = (word & UINT64_C(0xfbfbfbfbfbfbfbfb)) ^ UINT64_C(0x2222222222222222);
    uint64_t angle = (word & UINT64_C(0xfdfdfdfdfdfdfdfd)) ^ UINT64_C(0x3c3c3c3c3c3c3c3c);
    return (zero_bytes(quote) | zero_bytes(angle)) != 0;
}

static inline char *put(char *at, const char *entity, size_t length)
{
    memcpy(at, entity, length);
    return at + length;
}

/* At most six bytes for one. */
static inline char *escape_byte(char *at, char byte)
{
    switch (byte) {
    case '&':
        return put(at, "&amp;", 5);
    case '<':
        return put(at, "&lt;", 4);
    case '>':
        return put(at, "&gt;", 4);
    case '"':
        return put(at, "&quot;", 6);
    default:
        *at = byte;
        return at + 1;
    }
}

static inline size_t entity_growth(char byte)
{
    static const uint8_t growth[256] = {['&'] = 4, ['<'] = 3, ['>'] = 3, ['"'] = 5};
    return growth[(uint8_t)byte];
}

static size_t escaped_length(const char *text, size_t length)
{
    size_t total = length;
    for (size_t i = 0; i < length; i++)
        total += entity_growth(text[i]);
    return total;
}

/* Near the limit of the output it is the exact length that counts. */
static bool escape_slowly(VtRendering *rendering, const char *text, size_t length)
{
    if (!vt_rendering_room(rendering, length * 6) &&
        !vt_rendering_room(rendering, escaped_length(text, length)))
        return false;
    for (size_t i = 0; i < length; i++)
        rendering->at = escape_byte(rendering->at, text[i]);
    return true;
}

/* Less than a piece: two words that overlap. There is room for all of it. */
static inline bool escape_tail(VtRendering *rendering, const char *text, size_t length)
{
    if (length >= 8) {
        uint64_t first, last;
        memcpy(&first, text, 8);
        memcpy(&last, text + length - 8, 8);
        if (G_UNLIKELY(word_has_special(first) || word_has_special(last)))
            return escape_slowly(rendering, text, length);
        memcpy(rendering->at, &first, 8);
        memcpy(rendering->at + length - 8, &last, 8);
    } else if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, text, 4);
        memcpy(&last, text + length - 4, 4);
        if (G_UNLIKELY(word_has_special(first | (uint64_t)last << 32)))
            return escape_slowly(rendering, text, length);
        memcpy(rendering->at, &first, 4);
        memcpy(rendering->at + length - 4, &last, 4);
    } else {
        return escape_slowly(rendering, text, length);
    }
    rendering->at += length;
    return true;
}

bool vt_rendering_escape(VtRendering *rendering, const char *text, size_t length)
{
    if (!vt_rendering_room(rendering, length))
        return false;
    while (length >= PIECE) {
        Piece piece;
        memcpy(&piece, text, PIECE);
        memcpy(rendering->at, &piece, PIECE);
        unsigned clean = first_special(piece);
        rendering->at += clean;
        text += clean;
        length -= clean;
        if (clean == PIECE)
            continue;
        if (!vt_rendering_room(rendering, length + entity_growth(*text)))
            return false;
        rendering->at = escape_byte(rendering->at, *text++);
        length--;
    }
    return length == 0 || escape_tail(rendering, text, length);
}

bool vt_rendering_integer(VtRendering *rendering, int64_t integer)
{
    char room[VT_MOST_DIGITS];
    VtSlice digits = vt_digits(integer < 0 ? -(uint64_t)integer : (uint64_t)integer, room);
    return (integer >= 0 || vt_rendering_append(rendering, "-", 1)) &&
           vt_rendering_append(rendering, digits.data, digits.length);
}
