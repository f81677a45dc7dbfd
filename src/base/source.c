#include <vitrine/base.h>
#include <vitrine/diagnostics.h>

/* Eight bytes at a time, so that it costs nothing beside reading. Two texts have one fingerprint by accident
 * only: nobody gains by making them. */
static uint64_t fingerprint_of(const char *text, size_t length)
{
    const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = length * factor;
    uint64_t word = 0;
    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text, length);
    hash = (hash ^ word) * factor;
    return hash ^ (hash >> 32);
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
