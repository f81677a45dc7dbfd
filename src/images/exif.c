#include "exif.h"

#define TAG_ORIENTATION 0x0112
#define TAG_EXIF_DIRECTORY 0x8769
#define TAG_GPS_DIRECTORY 0x8825
#define TYPE_SHORT 3
#define ENTRY_LENGTH 12

/* Tags that tell of a person, a place, a time or a device. */
static const struct {
    uint16_t tag;
    const char *what;
} personal_tags[] = {
    {0x010D, "file name"},
    {0x010E, "description"},
    {0x010F, "camera model"},
    {0x0110, "camera model"},
    {0x0131, "software"},
    {0x0132, "date and time"},
    {0x013B, "author"},
    {0x013C, "computer name"},
    {0x02BC, "XMP"},
    {0x8298, "copyright"},
    {0x83BB, "IPTC"},
    {0x8649, "IPTC"},
    {TAG_GPS_DIRECTORY, "GPS position"},
    {0x9003, "date and time"},
    {0x9004, "date and time"},
    {0x927C, "maker note"},
    {0x9286, "comment"},
    {0x9C9B, "description"},
    {0x9C9C, "comment"},
    {0x9C9D, "author"},
    {0x9C9E, "keywords"},
    {0x9C9F, "description"},
    {0xA420, "unique image id"},
    {0xA430, "owner name"},
    {0xA431, "camera serial number"},
    {0xA434, "lens model"},
    {0xA435, "lens serial number"},
    {0xC62F, "camera serial number"},
};

typedef struct Tiff {
    const uint8_t *data;
    size_t length;
    bool little;
} Tiff;

bool vt_tiff_is(const uint8_t *data, size_t length)
{
    return length >= 8 && (memcmp(data, "II*\0", 4) == 0 || memcmp(data, "MM\0*", 4) == 0);
}

/* Beyond the end there are zeros: an entry of tag 0 and a directory at 0 mean nothing. */
static uint32_t tiff_16(const Tiff *tiff, size_t at)
{
    if (at > tiff->length || tiff->length - at < 2)
        return 0;
    return tiff->little ? vt_read_le16(tiff->data + at) : vt_read_be16(tiff->data + at);
}

static uint32_t tiff_32(const Tiff *tiff, size_t at)
{
    if (at > tiff->length || tiff->length - at < 4)
        return 0;
    return tiff->little ? vt_read_le32(tiff->data + at) : vt_read_be32(tiff->data + at);
}

/* How many entries of the directory lie within the data. */
static size_t entry_count(const Tiff *tiff, size_t directory)
{
    if (directory < 8 || directory > tiff->length || tiff->length - directory < 2)
        return 0;
    size_t room = (tiff->length - directory - 2) / ENTRY_LENGTH;
    size_t count = tiff_16(tiff, directory);
    return MIN(count, room);
}

static size_t entry_at(size_t directory, size_t index)
{
    return directory + 2 + index * ENTRY_LENGTH;
}

/* Where the entry of that tag is, or 0. */
static size_t find_entry(const Tiff *tiff, size_t directory, uint32_t tag)
{
    size_t count = entry_count(tiff, directory);
    for (size_t i = 0; i < count; i++)
        if (tiff_16(tiff, entry_at(directory, i)) == tag)
            return entry_at(directory, i);
    return 0;
}

uint8_t vt_exif_orientation(const uint8_t *data, size_t length)
{
    if (!vt_tiff_is(data, length))
        return 1;
    Tiff tiff = {data, length, data[0] == 'I'};
    size_t entry = find_entry(&tiff, tiff_32(&tiff, 4), TAG_ORIENTATION);
    if (!entry || tiff_16(&tiff, entry + 2) != TYPE_SHORT || tiff_32(&tiff, entry + 4) != 1)
        return 1;
    uint32_t orientation = tiff_16(&tiff, entry + 8);
    return orientation >= 1 && orientation <= 8 ? (uint8_t)orientation : 1;
}

void vt_exif_minimal(uint8_t orientation, uint8_t out[static VT_EXIF_LENGTH])
{
    static const uint8_t model[VT_EXIF_LENGTH] = {
        'M', 'M',  0, '*',        0, 0, 0, 8,                         /* directory at 8 */
        0,   1,                                                       /* one entry */
        1,   0x12, 0, TYPE_SHORT, 0, 0, 0, 1, 0, 1 /* value */, 0, 0, /* orientation */
        0,   0,    0, 0,                                              /* no next directory */
    };
    memcpy(out, model, VT_EXIF_LENGTH);
    out[19] = orientation;
}

static bool is_minimal(const uint8_t *data, size_t length)
{
    uint8_t minimal[VT_EXIF_LENGTH];
    uint8_t orientation = vt_exif_orientation(data, length);
    vt_exif_minimal(orientation, minimal);
    return orientation != 1 && length == VT_EXIF_LENGTH && memcmp(data, minimal, length) == 0;
}

static const char *name_tag(uint32_t tag)
{
    for (size_t i = 0; i < G_N_ELEMENTS(personal_tags); i++)
        if (personal_tags[i].tag == tag)
            return personal_tags[i].what;
    return NULL;
}

static bool report_directory(VtRewrite *rewrite, const Tiff *tiff, size_t directory, const char *where)
{
    bool any = false;
    size_t count = entry_count(tiff, directory);
    for (size_t i = 0; i < count; i++) {
        const char *what = name_tag(tiff_16(tiff, entry_at(directory, i)));
        if (what) {
            vt_rewrite_drop(rewrite, what, where);
            any = true;
        }
    }
    return any;
}

void vt_exif_report(VtRewrite *rewrite, const uint8_t *data, size_t length, const char *where)
{
    if (is_minimal(data, length))
        return;
    bool any = false;
    if (vt_tiff_is(data, length)) {
        Tiff tiff = {data, length, data[0] == 'I'};
        size_t first = tiff_32(&tiff, 4);
        size_t exif = find_entry(&tiff, first, TAG_EXIF_DIRECTORY);
        size_t second = entry_count(&tiff, first) ? tiff_32(&tiff, entry_at(first, tiff_16(&tiff, first)))
                                                  : 0;
        any = report_directory(rewrite, &tiff, first, where);
        any |= exif && report_directory(rewrite, &tiff, tiff_32(&tiff, exif + 8), where);
        if (second) {
            vt_rewrite_drop(rewrite, "thumbnail", where);
            any = true;
        }
    }
    if (!any)
        vt_rewrite_drop(rewrite, "other data", where);
}
