#include <vitrine/base.h>
#include <vitrine/diagnostics.h>

enum { LANES = 4 };

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t load(const char *text, size_t length)
{
    uint64_t word = 0;
    memcpy(&word, text, length);
    return word;
}

/* Four words at a time, none of which waits for another, so that it costs nothing beside reading. Two texts
 * have one fingerprint by accident only: nobody gains by making them. */
static uint64_t fingerprint_of(const char *text, size_t length)
{
    const size_t step = sizeof(uint64_t);
    uint64_t lanes[LANES] = {length, 1, 2, 3};
    for (; length >= LANES * step; text += LANES * step, length -= LANES * step)
        for (size_t i = 0; i < LANES; i++)
            lanes[i] = mix(lanes[i], load(text + i * step, step));
    uint64_t hash = 0;
    for (size_t i = 0; i < LANES; i++)
        hash = mix(hash, lanes[i]);
    for (; length >= step; text += step, length -= step)
        hash = mix(hash, load(text, step));
    return mix(hash, load(text, length));
}

void vt_source_forget(VtSource *source)
{
    source->fingerprint = fingerprint_of(source->text, source->length);
    source->text = NULL;
}

bool vt_source_recall(const VtSource *source, VtBuffer *text, VtSource *whole)
{
    *whole = *source;
    if (vt_file_read(source->path, source->length, text) != 0 || text->length != source->length ||
        fingerprint_of(text->data, text->length) != source->fingerprint)
        return false;
    whole->text = text->data;
    return true;
}
