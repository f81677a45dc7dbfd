/* HEIF, the container of AVIF and HEIC: boxes of a length (big-endian, counting itself), a type of four
 * letters, and data; some begin their data with a version and flags ("full" boxes). `meta` holds what the
 * file's items are: `pitm` names the picture, `iinf` lists the items with their types, `iprp` holds
 * properties (`ipco`) and which item has which (`ipma`). Metadata are items of type Exif or mime. */
#include "rewrite.h"

typedef struct Box {
    const uint8_t *data; /* behind the header */
    size_t length;
    const uint8_t *type;
} Box;

/* Takes the box at the start of `rest` off it. False at the end, and when it is not whole. */
static bool next_box(Box *rest, Box *box)
{
    if (rest->length < 8)
        return false;
    size_t header = 8;
    uint64_t size = vt_read_be32(rest->data);
    if (size == 1) {
        if (rest->length < 16)
            return false;
        size = (uint64_t)vt_read_be32(rest->data + 8) << 32 | vt_read_be32(rest->data + 12);
        header = 16;
    } else if (size == 0) {
        size = rest->length;
    }
    if (size < header || size > rest->length)
        return false;
    *box = (Box){rest->data + header, (size_t)size - header, rest->data + 4};
    rest->data += size;
    rest->length -= (size_t)size;
    return true;
}

static bool is_type(const Box *box, const char *type)
{
    return memcmp(box->type, type, 4) == 0;
}

static bool find_box(Box in, const char *type, Box *box)
{
    while (next_box(&in, box))
        if (is_type(box, type))
            return true;
    return false;
}

/* Leaves out the version and flags of a full box. */
static Box inner(const Box *box, size_t skip)
{
    skip = MIN(skip, box->length);
    return (Box){box->data + skip, box->length - skip, box->type};
}

static bool is_brand(const uint8_t *brand, bool avif)
{
    static const char brands[][5] = {"avif", "avis", "heic", "heix", "heim",
                                     "heis", "hevc", "hevx", "mif1", "msf1"};
    for (size_t i = 0; i < (avif ? 2 : G_N_ELEMENTS(brands)); i++)
        if (memcmp(brand, brands[i], 4) == 0)
            return true;
    return false;
}

/* The major brand, or one of the compatible ones (a version stands between them). */
bool vt_heif_is(const uint8_t *data, size_t length, bool avif)
{
    Box file = {data, length, NULL}, type;
    if (!next_box(&file, &type) || !is_type(&type, "ftyp"))
        return false;
    for (size_t at = 0; at + 4 <= type.length; at += 4)
        if (at != 4 && is_brand(type.data + at, avif))
            return true;
    return false;
}

/* ---- Size -------------------------------------------------------------------------------------- */

/* A place in a box, for lists of entries whose sizes the box itself tells. Past the end it reads zeros
 * and is `over`. */
typedef struct Cursor {
    const uint8_t *data;
    size_t left;
    bool over;
} Cursor;

static uint32_t take(Cursor *cursor, size_t bytes)
{
    if (cursor->left < bytes) {
        cursor->over = true;
        cursor->left = 0;
        return 0;
    }
    uint32_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | cursor->data[i];
    cursor->data += bytes;
    cursor->left -= bytes;
    return value;
}

static uint32_t primary_item(Box meta)
{
    Box box;
    if (!find_box(meta, "pitm", &box) || box.length < 6)
        return 0;
    Cursor cursor = {box.data + 4, box.length - 4, false};
    return take(&cursor, box.data[0] == 0 ? 2 : 4);
}

/* What a property says of the size. */
static void apply_property(Box container, uint32_t index, VtImageInfo *info, bool *turned)
{
    Box box;
    for (uint32_t i = 1; next_box(&container, &box); i++) {
        if (i != index)
            continue;
        if (is_type(&box, "ispe") && box.length >= 12) {
            info->width = vt_read_be32(box.data + 4);
            info->height = vt_read_be32(box.data + 8);
        } else if (is_type(&box, "irot") && box.length >= 1) {
            *turned = box.data[0] & 1;
        }
        return;
    }
}

/* Goes over one item's associations: a count, then as many indices of properties, whose top bit says
 * "essential". */
static void take_properties(Cursor *cursor, bool wide, bool wanted, Box container, VtImageInfo *info,
                            bool *turned)
{
    uint32_t count = take(cursor, 1);
    for (uint32_t i = 0; i < count && !cursor->over; i++) {
        uint32_t index = take(cursor, wide ? 2 : 1) & (wide ? 0x7FFF : 0x7F);
        if (wanted)
            apply_property(container, index, info, turned);
    }
}

bool vt_avif_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    Box file = {data, length, NULL}, meta, properties, container, associations;
    if (!find_box(file, "meta", &meta))
        return false;
    meta = inner(&meta, 4);
    if (!find_box(meta, "iprp", &properties) || !find_box(properties, "ipco", &container) ||
        !find_box(properties, "ipma", &associations) || associations.length < 8)
        return false;
    uint32_t primary = primary_item(meta);
    bool wide = associations.data[3] & 1, turned = false;
    Cursor cursor = {associations.data + 4, associations.length - 4, false};
    uint32_t entries = take(&cursor, 4);
    for (uint32_t i = 0; i < entries && !cursor.over; i++) {
        uint32_t item = take(&cursor, associations.data[0] == 0 ? 2 : 4);
        take_properties(&cursor, wide, item == primary, container, info, &turned);
        if (item == primary)
            break;
    }
    if (turned) {
        uint32_t width = info->width;
        info->width = info->height;
        info->height = width;
    }
    return info->width > 0 && info->height > 0;
}

/* ---- Metadata ---------------------------------------------------------------------------------- */

/* `infe`, from version 2 on: version and flags, an id of 2 or 4 bytes, 2 bytes, the item's type. */
static void report_item(VtRewrite *rewrite, const Box *entry)
{
    size_t type = entry->length > 0 && entry->data[0] >= 3 ? 10 : 8;
    if (entry->length < type + 4)
        return;
    if (memcmp(entry->data + type, "Exif", 4) == 0)
        vt_rewrite_drop(rewrite, "EXIF", "HEIF item");
    else if (memcmp(entry->data + type, "mime", 4) == 0)
        vt_rewrite_drop(rewrite, "XMP", "HEIF item");
    else if (memcmp(entry->data + type, "uri ", 4) == 0)
        vt_rewrite_drop(rewrite, "application data", "HEIF item");
}

static void report_meta(VtRewrite *rewrite, Box meta)
{
    Box items, entry;
    if (!find_box(meta, "iinf", &items) || items.length < 6)
        return;
    Box entries = inner(&items, items.data[0] == 0 ? 6 : 8);
    while (next_box(&entries, &entry))
        if (is_type(&entry, "infe"))
            report_item(rewrite, &entry);
}

bool vt_heif_report(VtRewrite *rewrite)
{
    Box file = {rewrite->data, rewrite->length, NULL}, box;
    while (next_box(&file, &box)) {
        if (is_type(&box, "meta"))
            report_meta(rewrite, inner(&box, 4));
        else if (is_type(&box, "uuid") || is_type(&box, "udta"))
            vt_rewrite_drop(rewrite, "application data", "HEIF box");
    }
    return file.length == 0;
}
