/* PNG: a signature of 8 bytes, then chunks: length, type, data, CRC of type and data. */
#include "exif.h"

#define SIGNATURE_LENGTH 8
/* Length, type and CRC. */
#define CHUNK_FRAME 12
#define HEADER_LENGTH 13

typedef struct Chunk {
    size_t start;
    size_t data;
    size_t length;
    size_t end;
} Chunk;

/* CRC tables for eight bytes a step. */
enum { CRC_STEP = 8 };

typedef struct CrcTables {
    uint32_t of[CRC_STEP][256];
} CrcTables;

/* The CRC of a byte is that of its bits, exclusive-ored: each bit doubles what is known. */
static void crc_prepare(CrcTables *tables)
{
    uint32_t crc = 1;
    tables->of[0][0] = 0;
    for (uint32_t bit = 128; bit > 0; bit /= 2) {
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
        for (uint32_t byte = 0; byte < 256; byte += 2 * bit)
            tables->of[0][byte + bit] = crc ^ tables->of[0][byte];
    }
    for (size_t row = 1; row < CRC_STEP; row++)
        for (size_t byte = 0; byte < 256; byte++) {
            uint32_t before = tables->of[row - 1][byte];
            tables->of[row][byte] = before >> 8 ^ tables->of[0][before & 0xFF];
        }
}

static inline uint32_t crc_of_word(const CrcTables *tables, size_t row, uint32_t word)
{
    return tables->of[row + 3][word & 0xFF] ^ tables->of[row + 2][word >> 8 & 0xFF] ^
           tables->of[row + 1][word >> 16 & 0xFF] ^ tables->of[row][word >> 24];
}

static uint32_t crc_of(const CrcTables *tables, const uint8_t *data, size_t length)
{
    uint32_t crc = 0xFFFFFFFFU;
    for (; length >= CRC_STEP; data += CRC_STEP, length -= CRC_STEP)
        crc = crc_of_word(tables, 4, crc ^ vt_read_le32(data)) ^
              crc_of_word(tables, 0, vt_read_le32(data + 4));
    for (; length > 0; data++, length--)
        crc = crc >> 8 ^ tables->of[0][(crc ^ *data) & 0xFF];
    return ~crc;
}

static const char *type_of(const VtRewrite *rewrite, const Chunk *chunk)
{
    // Chunks are read before: NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
    return (const char *)rewrite->data + chunk->start + 4;
}

static bool is_type(const VtRewrite *rewrite, const Chunk *chunk, const char *type)
{
    return memcmp(type_of(rewrite, chunk), type, 4) == 0;
}

static bool is_letters(const char *type)
{
    return g_ascii_isalpha(type[0]) && g_ascii_isalpha(type[1]) && g_ascii_isalpha(type[2]) &&
           g_ascii_isalpha(type[3]);
}

static bool next_chunk(VtRewrite *rewrite, size_t at, Chunk *chunk)
{
    size_t left = rewrite->length - at;
    if (left < CHUNK_FRAME)
        return vt_rewrite_fail(rewrite, "it ends at byte %zu, without an end chunk", rewrite->length);
    size_t length = vt_read_be32(rewrite->data + at);
    *chunk = (Chunk){.start = at, .data = at + 8, .length = length, .end = at + CHUNK_FRAME + length};
    if (!is_letters(type_of(rewrite, chunk)))
        return vt_rewrite_fail(rewrite, "there is no chunk where one should begin, at byte %zu", at);
    if (length > left - CHUNK_FRAME)
        return vt_rewrite_fail(rewrite, "its %.4s chunk at byte %zu is longer than the file",
                               type_of(rewrite, chunk), at);
    return true;
}

bool vt_png_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    VtRewrite rewrite = {.data = data, .length = length};
    Chunk chunk;
    if (!next_chunk(&rewrite, SIGNATURE_LENGTH, &chunk) || !is_type(&rewrite, &chunk, "IHDR") ||
        chunk.length != HEADER_LENGTH)
        return false;
    info->width = vt_read_be32(data + chunk.data);
    info->height = vt_read_be32(data + chunk.data + 4);
    while (!is_type(&rewrite, &chunk, "IEND") && next_chunk(&rewrite, chunk.end, &chunk))
        if (is_type(&rewrite, &chunk, "eXIf")) {
            info->orientation = vt_exif_orientation(data + chunk.data, chunk.length);
            break;
        }
    return info->width > 0 && info->height > 0;
}

/* What decides how the picture looks. Capitals are chunks that no decoder may skip. */
static bool is_kept(const VtRewrite *rewrite, const Chunk *chunk)
{
    static const char kept[][5] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                   "sRGB", "iCCP", "cICP", "mDCV", "mDCv", "cLLI", "cLLi",
                                   "sBIT", "bKGD", "pHYs", "hIST", "acTL", "fcTL", "fdAT"};
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        if (is_type(rewrite, chunk, kept[i]))
            return true;
    return false;
}

static const char *name_text(const uint8_t *data, size_t length)
{
    if (VT_BYTES_START(data, length, "XML:com.adobe.xmp"))
        return "XMP";
    if (VT_BYTES_START(data, length, "Raw profile type iptc"))
        return "IPTC";
    if (VT_BYTES_START(data, length, "Raw profile type"))
        return "EXIF or XMP";
    return "text";
}

static void drop_chunk(VtRewrite *rewrite, const Chunk *chunk)
{
    const uint8_t *data = rewrite->data + chunk->data;
    if (is_type(rewrite, chunk, "eXIf"))
        vt_exif_report(rewrite, data, chunk->length, "EXIF");
    else if (is_type(rewrite, chunk, "tEXt") || is_type(rewrite, chunk, "zTXt") ||
             is_type(rewrite, chunk, "iTXt"))
        vt_rewrite_drop(rewrite, name_text(data, chunk->length), "PNG text");
    else if (is_type(rewrite, chunk, "tIME"))
        vt_rewrite_drop(rewrite, "date and time", "PNG chunk");
    else if (is_type(rewrite, chunk, "caBX"))
        vt_rewrite_drop(rewrite, "content credentials", "PNG chunk");
    else
        vt_rewrite_drop(rewrite, "application data", "PNG chunk");
}

/* A checksum is of interest to who writes the picture anew, not to who looks for metadata. */
static bool is_sound(const VtRewrite *rewrite, const Chunk *chunk, const CrcTables *tables)
{
    uint32_t crc = crc_of(tables, rewrite->data + chunk->start + 4, chunk->length + 4);
    return crc == vt_read_be32(rewrite->data + chunk->end - 4);
}

static bool rewrite_chunk(VtRewrite *rewrite, const Chunk *chunk, const CrcTables *tables)
{
    if (!is_kept(rewrite, chunk)) {
        if (g_ascii_isupper(type_of(rewrite, chunk)[0]))
            return vt_rewrite_fail(rewrite, "its %.4s chunk at byte %zu is unknown to browsers",
                                   type_of(rewrite, chunk), chunk->start);
        drop_chunk(rewrite, chunk);
        return true;
    }
    if (rewrite->out && !is_sound(rewrite, chunk, tables))
        return vt_rewrite_fail(rewrite, "the checksum of its %.4s chunk at byte %zu is wrong",
                               type_of(rewrite, chunk), chunk->start);
    vt_rewrite_keep(rewrite, chunk->start, chunk->end - chunk->start);
    return true;
}

static void put_orientation(VtRewrite *rewrite, const CrcTables *tables, uint8_t orientation)
{
    uint8_t chunk[CHUNK_FRAME + VT_EXIF_LENGTH] = {0, 0, 0, VT_EXIF_LENGTH, 'e', 'X', 'I', 'f'};
    vt_exif_minimal(orientation, chunk + 8);
    uint32_t crc = crc_of(tables, chunk + 4, 4 + VT_EXIF_LENGTH);
    for (size_t i = 0; i < 4; i++)
        chunk[sizeof chunk - 4 + i] = (uint8_t)(crc >> (24 - 8 * i));
    vt_rewrite_put(rewrite, chunk, sizeof chunk);
}

bool vt_png_rewrite(VtRewrite *rewrite)
{
    VtImageInfo info = {.orientation = 1};
    if (!vt_png_sniff(rewrite->data, rewrite->length, &info))
        return vt_rewrite_fail(rewrite, "it does not begin with a header chunk");
    CrcTables tables;
    crc_prepare(&tables);
    vt_rewrite_keep(rewrite, 0, SIGNATURE_LENGTH);
    Chunk chunk = {.end = SIGNATURE_LENGTH};
    bool picture = false;
    do {
        if (!next_chunk(rewrite, chunk.end, &chunk) || !rewrite_chunk(rewrite, &chunk, &tables))
            return false;
        picture |= is_type(rewrite, &chunk, "IDAT");
        if (chunk.start == SIGNATURE_LENGTH && info.orientation != 1)
            put_orientation(rewrite, &tables, info.orientation);
    } while (!is_type(rewrite, &chunk, "IEND"));
    if (!picture)
        return vt_rewrite_fail(rewrite, "it has no picture");
    if (chunk.end < rewrite->length)
        vt_rewrite_drop(rewrite, "appended data", "behind the end");
    return true;
}
