/* WebP: a RIFF file of form "WEBP": chunks of a type of four letters, a length (little-endian) and data,
 * padded to an even length. A file with more than a bare picture begins with a VP8X chunk, whose flags
 * say what follows. An animation's frames are ANMF chunks: 16 bytes, then chunks of their own. */
#include "exif.h"

#define RIFF_HEADER 12
#define CHUNK_HEADER 8
#define FRAME_HEADER 16
#define EXTENDED_LENGTH 10

enum { FLAG_ANIMATION = 0x02, FLAG_EXIF = 0x08, FLAG_ALPHA = 0x10, FLAG_PROFILE = 0x20 };

typedef struct Chunk {
    size_t start;
    size_t data;
    size_t length;
    size_t end; /* with its padding */
} Chunk;

typedef struct Survey {
    size_t end; /* of the RIFF form */
    uint8_t flags;
    bool extended;
    bool profile;
    uint8_t orientation;
} Survey;

/* What may come but once. */
typedef struct Seen {
    bool profile;
    bool animation;
    bool alpha;
    bool picture;
} Seen;

static bool is_type(const VtRewrite *rewrite, const Chunk *chunk, const char *type)
{
    return memcmp(rewrite->data + chunk->start, type, 4) == 0;
}

static bool is_picture(const VtRewrite *rewrite, const Chunk *chunk)
{
    return is_type(rewrite, chunk, "VP8 ") || is_type(rewrite, chunk, "VP8L");
}

static bool next_chunk(VtRewrite *rewrite, size_t at, size_t end, Chunk *chunk)
{
    if (end - at < CHUNK_HEADER)
        return vt_rewrite_fail(rewrite, "it ends within a chunk, at byte %zu", end);
    size_t length = vt_read_le32(rewrite->data + at + 4);
    if (length > end - at - CHUNK_HEADER)
        return vt_rewrite_fail(rewrite, "the chunk at byte %zu is longer than the file", at);
    size_t unpadded = at + CHUNK_HEADER + length;
    *chunk = (Chunk){at, at + CHUNK_HEADER, length, MIN(unpadded + (length & 1), end)};
    return true;
}

static bool survey_start(VtRewrite *rewrite, Survey *survey)
{
    *survey = (Survey){.orientation = 1};
    size_t size = vt_read_le32(rewrite->data + 4);
    if (size < 4 || size > rewrite->length - CHUNK_HEADER)
        return vt_rewrite_fail(rewrite, "it ends at byte %zu, before its time", rewrite->length);
    survey->end = CHUNK_HEADER + size;
    Chunk first = {0};
    if (!next_chunk(rewrite, RIFF_HEADER, survey->end, &first))
        return false;
    survey->extended = is_type(rewrite, &first, "VP8X");
    if (survey->extended && first.length < EXTENDED_LENGTH)
        return vt_rewrite_fail(rewrite, "its header is too short");
    if (!survey->extended && !is_picture(rewrite, &first))
        return vt_rewrite_fail(rewrite, "it does not begin with a picture or a header");
    survey->flags = survey->extended ? rewrite->data[first.data] : 0;
    return true;
}

/* EXIF begins with its TIFF header; some programs put JPEG's prefix before it. */
static VtSlice exif_of(const VtRewrite *rewrite, const Chunk *chunk)
{
    size_t prefix = VT_BYTES_START(rewrite->data + chunk->data, chunk->length, "Exif\0\0") ? 6 : 0;
    return (VtSlice){(const char *)rewrite->data + chunk->data + prefix, chunk->length - prefix};
}

/* Readers look for EXIF only where the flags announce it. */
static bool survey_image(VtRewrite *rewrite, Survey *survey)
{
    if (!survey_start(rewrite, survey))
        return false;
    bool exif = !(survey->flags & FLAG_EXIF);
    for (Chunk chunk = {.end = RIFF_HEADER}; chunk.end < survey->end;) {
        if (!next_chunk(rewrite, chunk.end, survey->end, &chunk))
            return false;
        survey->profile |= is_type(rewrite, &chunk, "ICCP");
        if (!exif && is_type(rewrite, &chunk, "EXIF")) {
            VtSlice block = exif_of(rewrite, &chunk);
            survey->orientation = vt_exif_orientation((const uint8_t *)block.data, block.length);
            exif = true;
        }
    }
    return true;
}

static bool sniff_picture(const uint8_t *data, size_t length, bool lossless, VtImageInfo *info)
{
    if (lossless) {
        if (length < 5 || data[0] != 0x2F)
            return false;
        uint32_t bits = vt_read_le32(data + 1);
        info->width = (bits & 0x3FFF) + 1;
        info->height = (bits >> 14 & 0x3FFF) + 1;
        return true;
    }
    if (length < 10 || memcmp(data + 3, "\x9d\x01\x2a", 3) != 0)
        return false;
    info->width = vt_read_le16(data + 6) & 0x3FFF;
    info->height = vt_read_le16(data + 8) & 0x3FFF;
    return info->width > 0 && info->height > 0;
}

bool vt_webp_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    VtRewrite rewrite = {.data = data, .length = length};
    Survey survey;
    Chunk first = {0};
    if (!survey_image(&rewrite, &survey) || !next_chunk(&rewrite, RIFF_HEADER, survey.end, &first))
        return false;
    info->orientation = survey.orientation;
    if (!survey.extended)
        return sniff_picture(data + first.data, first.length, is_type(&rewrite, &first, "VP8L"), info);
    info->width = vt_read_le24(data + first.data + 4) + 1;
    info->height = vt_read_le24(data + first.data + 7) + 1;
    return true;
}

static void put_le32(VtRewrite *rewrite, size_t value)
{
    const uint8_t bytes[] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16),
                             (uint8_t)(value >> 24)};
    vt_rewrite_put(rewrite, bytes, sizeof bytes);
}

static void keep_chunk(VtRewrite *rewrite, const Chunk *chunk)
{
    vt_rewrite_keep(rewrite, chunk->start, CHUNK_HEADER + chunk->length);
    if (chunk->length & 1)
        vt_rewrite_put(rewrite, "", 1);
}

static void drop_chunk(VtRewrite *rewrite, const Chunk *chunk)
{
    if (is_type(rewrite, chunk, "EXIF")) {
        VtSlice block = exif_of(rewrite, chunk);
        vt_exif_report(rewrite, (const uint8_t *)block.data, block.length, "EXIF");
    } else if (is_type(rewrite, chunk, "XMP ")) {
        vt_rewrite_drop(rewrite, "XMP", "WebP chunk");
    } else {
        vt_rewrite_drop(rewrite, "application data", "WebP chunk");
    }
}

/* A length written at `at` once what it counts is there. */
static void patch_length(VtRewrite *rewrite, size_t at)
{
    if (!rewrite->out)
        return;
    size_t length = rewrite->out->length - at - 4;
    for (size_t i = 0; i < 4; i++)
        rewrite->out->data[at + i] = (char)(uint8_t)(length >> (8 * i));
}

static size_t written(const VtRewrite *rewrite)
{
    return rewrite->out ? rewrite->out->length : 0;
}

/* True once for each: what comes again is not shown, and so may be anything. */
static bool first_time(bool *seen)
{
    bool first = !*seen;
    *seen = true;
    return first;
}

/* ALPH belongs to the VP8 picture after it. */
static bool is_kept_picture(const VtRewrite *rewrite, const Chunk *chunk, Seen *seen)
{
    if (is_type(rewrite, chunk, "ALPH"))
        return !seen->picture && first_time(&seen->alpha);
    return is_picture(rewrite, chunk) && first_time(&seen->picture);
}

static bool rewrite_frame(VtRewrite *rewrite, const Chunk *frame)
{
    if (frame->length < FRAME_HEADER)
        return vt_rewrite_fail(rewrite, "its frame at byte %zu is too short", frame->start);
    size_t length_at = written(rewrite) + 4;
    size_t end = frame->data + frame->length;
    Seen seen = {0};
    vt_rewrite_keep(rewrite, frame->start, CHUNK_HEADER + FRAME_HEADER);
    for (Chunk chunk = {.end = frame->data + FRAME_HEADER}; chunk.end < end;) {
        if (!next_chunk(rewrite, chunk.end, end, &chunk))
            return false;
        if (is_kept_picture(rewrite, &chunk, &seen))
            keep_chunk(rewrite, &chunk);
        else
            drop_chunk(rewrite, &chunk);
    }
    patch_length(rewrite, length_at);
    return seen.picture || vt_rewrite_fail(rewrite, "its frame at byte %zu has no picture", frame->start);
}

static void put_extended(VtRewrite *rewrite, const Chunk *chunk, const Survey *survey)
{
    uint8_t flags = survey->flags & (FLAG_ANIMATION | FLAG_ALPHA);
    flags |= survey->profile ? FLAG_PROFILE : 0;
    flags |= survey->orientation != 1 ? FLAG_EXIF : 0;
    static const uint8_t reserved[3] = {0};
    vt_rewrite_put(rewrite, "VP8X", 4);
    put_le32(rewrite, EXTENDED_LENGTH);
    vt_rewrite_put(rewrite, &flags, 1);
    vt_rewrite_put(rewrite, reserved, sizeof reserved);
    vt_rewrite_keep(rewrite, chunk->data + 4, EXTENDED_LENGTH - 4);
}

/* In an animation every picture is in a frame; elsewhere frames are not shown. */
static bool rewrite_chunk(VtRewrite *rewrite, const Chunk *chunk, const Survey *survey, Seen *seen)
{
    bool animated = survey->flags & FLAG_ANIMATION;
    if (animated && is_type(rewrite, chunk, "ANMF")) {
        seen->picture = true;
        return rewrite_frame(rewrite, chunk);
    }
    bool kept = (is_type(rewrite, chunk, "ICCP") && survey->extended && first_time(&seen->profile)) ||
                (is_type(rewrite, chunk, "ANIM") && animated && first_time(&seen->animation)) ||
                (!animated && is_kept_picture(rewrite, chunk, seen));
    if (kept)
        keep_chunk(rewrite, chunk);
    else
        drop_chunk(rewrite, chunk);
    return true;
}

static void put_orientation(VtRewrite *rewrite, uint8_t orientation)
{
    uint8_t exif[VT_EXIF_LENGTH];
    vt_exif_minimal(orientation, exif);
    vt_rewrite_put(rewrite, "EXIF", 4);
    put_le32(rewrite, sizeof exif);
    vt_rewrite_put(rewrite, exif, sizeof exif);
}

static bool rewrite_chunks(VtRewrite *rewrite, const Survey *survey)
{
    Seen seen = {0};
    for (Chunk chunk = {.end = RIFF_HEADER}; chunk.end < survey->end;) {
        if (!next_chunk(rewrite, chunk.end, survey->end, &chunk))
            return false;
        if (survey->extended && chunk.start == RIFF_HEADER)
            put_extended(rewrite, &chunk, survey);
        else if (!rewrite_chunk(rewrite, &chunk, survey, &seen))
            return false;
    }
    return seen.picture || vt_rewrite_fail(rewrite, "it has no picture");
}

bool vt_webp_rewrite(VtRewrite *rewrite)
{
    Survey survey;
    if (!survey_image(rewrite, &survey))
        return false;
    size_t length_at = written(rewrite) + 4;
    vt_rewrite_keep(rewrite, 0, RIFF_HEADER);
    if (!rewrite_chunks(rewrite, &survey))
        return false;
    if (survey.orientation != 1)
        put_orientation(rewrite, survey.orientation);
    patch_length(rewrite, length_at);
    if (survey.end < rewrite->length)
        vt_rewrite_drop(rewrite, "appended data", "behind the end");
    return true;
}
