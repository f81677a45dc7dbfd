/* JPEG: markers of two bytes, 0xFF and a code. Most begin a segment: a length of two bytes that counts
 * itself, then data. SOS is followed by the compressed picture, in which 0xFF is followed by 0 or by a
 * restart marker. Decoders skip 0xFF in front of a marker and stray bytes between segments; none of
 * these is written again. */
#include "exif.h"

enum {
    MARKER_TEM = 0x01,
    MARKER_SOF0 = 0xC0,
    MARKER_DHT = 0xC4,
    MARKER_JPG = 0xC8,
    MARKER_DAC = 0xCC,
    MARKER_RST0 = 0xD0,
    MARKER_RST7 = 0xD7,
    MARKER_SOI = 0xD8,
    MARKER_EOI = 0xD9,
    MARKER_SOS = 0xDA,
    MARKER_EXP = 0xDF,
    MARKER_APP0 = 0xE0,
    MARKER_APP15 = 0xEF,
    MARKER_COM = 0xFE,
};

/* The part of a JFIF or Adobe segment that decoders read, after its two bytes of length. */
#define JFIF_LENGTH 14
#define ADOBE_LENGTH 12
#define EXIF_PREFIX 6

typedef struct Segment {
    uint8_t marker;
    size_t start; /* of the marker's 0xFF */
    size_t data;
    size_t length; /* of the data */
    size_t end;    /* with the compressed picture that follows SOS */
} Segment;

typedef struct Survey {
    Segment jfif;  /* marker 0: none */
    Segment frame; /* likewise */
    bool scan;
    uint8_t orientation;
} Survey;

static bool is_frame(uint8_t marker)
{
    return marker >= MARKER_SOF0 && marker <= 0xCF && marker != MARKER_DHT && marker != MARKER_JPG &&
           marker != MARKER_DAC;
}

static bool is_restart(uint8_t marker)
{
    return marker >= MARKER_RST0 && marker <= MARKER_RST7;
}

static bool stands_alone(uint8_t marker)
{
    return marker == MARKER_TEM || (marker >= MARKER_RST0 && marker <= MARKER_EOI);
}

static const uint8_t *data_of(const VtRewrite *rewrite, const Segment *segment)
{
    return rewrite->data + segment->data;
}

/* Behind the compressed picture: at the 0xFF of the next marker, or at the end of the file. */
static size_t skip_picture(const uint8_t *data, size_t length, size_t at)
{
    for (;;) {
        const uint8_t *mark = at < length ? memchr(data + at, 0xFF, length - at) : NULL;
        if (!mark)
            return length;
        size_t start = (size_t)(mark - data);
        at = start + 1;
        while (at < length && data[at] == 0xFF)
            at++;
        if (at < length && data[at] != 0 && !is_restart(data[at]))
            return start;
    }
}

/* The next marker's code, at `*at` or behind it; 0 at the end of the file. */
static uint8_t next_marker(const uint8_t *data, size_t length, size_t *at)
{
    while (*at < length) {
        const uint8_t *mark = memchr(data + *at, 0xFF, length - *at);
        if (!mark)
            break;
        size_t code = (size_t)(mark - data);
        while (code < length && data[code] == 0xFF)
            code++;
        *at = code + 1;
        if (code < length && data[code] != 0)
            return data[code];
    }
    *at = length;
    return 0;
}

static bool next_segment(VtRewrite *rewrite, size_t at, Segment *segment)
{
    size_t length = rewrite->length;
    uint8_t marker = next_marker(rewrite->data, length, &at);
    if (!marker)
        return vt_rewrite_fail(rewrite, "it ends at byte %zu, without an end marker", length);
    *segment = (Segment){.marker = marker, .start = at - 2, .data = at, .end = at};
    if (stands_alone(marker))
        return true;
    if (length - at < 2)
        return vt_rewrite_fail(rewrite, "it ends within a segment, at byte %zu", length);
    size_t counted = vt_read_be16(rewrite->data + at);
    if (counted < 2 || counted > length - at)
        return vt_rewrite_fail(rewrite, "the segment at byte %zu is longer than the file", segment->start);
    segment->data = at + 2;
    segment->length = counted - 2;
    segment->end = at + counted;
    if (marker == MARKER_SOS)
        segment->end = skip_picture(rewrite->data, length, segment->end);
    return true;
}

static bool is_jfif(const VtRewrite *rewrite, const Segment *segment)
{
    return segment->marker == MARKER_APP0 && segment->length >= JFIF_LENGTH &&
           VT_BYTES_START(data_of(rewrite, segment), segment->length, "JFIF\0");
}

/* Some programs write other than zero after "Exif" and its zero. */
static bool is_exif(const VtRewrite *rewrite, const Segment *segment)
{
    return segment->marker == MARKER_APP0 + 1 && segment->length >= EXIF_PREFIX &&
           VT_BYTES_START(data_of(rewrite, segment), segment->length, "Exif\0");
}

static bool survey_segment(VtRewrite *rewrite, const Segment *segment, Survey *survey, bool *exif)
{
    if (segment->marker == MARKER_SOI)
        return vt_rewrite_fail(rewrite, "a second image begins within it, at byte %zu", segment->start);
    if (is_frame(segment->marker) && !survey->frame.marker) {
        if (segment->length < 6)
            return vt_rewrite_fail(rewrite, "its frame header at byte %zu is too short", segment->start);
        survey->frame = *segment;
    }
    if (segment->marker == MARKER_SOS && !survey->frame.marker)
        return vt_rewrite_fail(rewrite, "its picture begins without a frame header");
    survey->scan |= segment->marker == MARKER_SOS;
    if (!survey->jfif.marker && !survey->scan && is_jfif(rewrite, segment))
        survey->jfif = *segment;
    if (!*exif && !survey->scan && is_exif(rewrite, segment)) {
        *exif = true;
        survey->orientation = vt_exif_orientation(data_of(rewrite, segment) + EXIF_PREFIX,
                                                  segment->length - EXIF_PREFIX);
    }
    return true;
}

/* Goes to the end marker, or with `headers` only to the picture. */
static bool survey_image(VtRewrite *rewrite, bool headers, Survey *survey)
{
    Segment segment = {.end = 2};
    bool exif = false;
    *survey = (Survey){.orientation = 1};
    do {
        if (!next_segment(rewrite, segment.end, &segment) ||
            !survey_segment(rewrite, &segment, survey, &exif))
            return false;
        if (headers && survey->scan)
            return true;
    } while (segment.marker != MARKER_EOI);
    return survey->scan || vt_rewrite_fail(rewrite, "it has no picture");
}

bool vt_jpeg_sniff(const uint8_t *data, size_t length, VtImageInfo *info)
{
    VtRewrite rewrite = {.data = data, .length = length};
    Survey survey;
    if (!survey_image(&rewrite, true, &survey))
        return false;
    info->height = vt_read_be16(data_of(&rewrite, &survey.frame) + 1);
    info->width = vt_read_be16(data_of(&rewrite, &survey.frame) + 3);
    info->orientation = survey.orientation;
    return info->width > 0 && info->height > 0;
}

static const char *name_application(const uint8_t *data, size_t length)
{
    static const struct {
        VtSlice start;
        const char *what;
    } names[] = {
        {VT_SLICE_INIT("http://ns.adobe.com/xap/"), "XMP"},
        {VT_SLICE_INIT("http://ns.adobe.com/xmp/"), "XMP"},
        {VT_SLICE_INIT("JFXX"), "thumbnail"},
        {VT_SLICE_INIT("Photoshop 3.0"), "IPTC"},
        {VT_SLICE_INIT("Adobe_Photoshop"), "IPTC"},
        {VT_SLICE_INIT("MPF\0"), "index of further images"},
        {VT_SLICE_INIT("JP"), "content credentials"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (vt_bytes_are(data, length, names[i].start.data, names[i].start.length))
            return names[i].what;
    return "application data";
}

static void drop_application(VtRewrite *rewrite, const Segment *segment)
{
    const uint8_t *data = data_of(rewrite, segment);
    if (is_exif(rewrite, segment))
        vt_exif_report(rewrite, data + EXIF_PREFIX, segment->length - EXIF_PREFIX, "EXIF");
    else
        vt_rewrite_drop(rewrite, name_application(data, segment->length), "JPEG segment");
}

static void put_shortened(VtRewrite *rewrite, const Segment *segment, size_t length)
{
    const uint8_t head[] = {0xFF, segment->marker, 0, (uint8_t)(length + 2)};
    vt_rewrite_put(rewrite, head, sizeof head);
    vt_rewrite_keep(rewrite, segment->data, length);
    if (segment->length > length)
        vt_rewrite_drop(rewrite, "application data", "JPEG segment");
}

static void rewrite_application(VtRewrite *rewrite, const Segment *segment, const Survey *survey)
{
    const uint8_t *data = data_of(rewrite, segment);
    bool profile = segment->marker == MARKER_APP0 + 2 &&
                   VT_BYTES_START(data, segment->length, "ICC_PROFILE\0");
    bool adobe = segment->marker == MARKER_APP0 + 14 && segment->length >= ADOBE_LENGTH &&
                 VT_BYTES_START(data, segment->length, "Adobe");
    if (profile)
        vt_rewrite_keep(rewrite, segment->start, segment->end - segment->start);
    else if (adobe)
        put_shortened(rewrite, segment, ADOBE_LENGTH);
    else if (survey->jfif.marker && segment->start == survey->jfif.start) {
        if (segment->length > JFIF_LENGTH)
            vt_rewrite_drop(rewrite, "thumbnail", "JFIF");
    } else
        drop_application(rewrite, segment);
}

static bool is_known(uint8_t marker)
{
    return (marker >= MARKER_SOF0 && marker <= MARKER_EXP && marker != MARKER_JPG) || marker == MARKER_COM;
}

static bool rewrite_segment(VtRewrite *rewrite, const Segment *segment, const Survey *survey)
{
    uint8_t marker = segment->marker;
    if (marker >= MARKER_APP0 && marker <= MARKER_APP15) {
        rewrite_application(rewrite, segment, survey);
        return true;
    }
    if (marker == MARKER_COM) {
        vt_rewrite_drop(rewrite, "comment", "JPEG segment");
        return true;
    }
    if (marker == MARKER_TEM || is_restart(marker))
        return true;
    if (!is_known(marker))
        return vt_rewrite_fail(rewrite, "it has an unknown marker 0x%02X at byte %zu", marker,
                               segment->start);
    vt_rewrite_keep(rewrite, segment->start, segment->end - segment->start);
    return true;
}

/* JFIF must come first, and EXIF is looked for near the start. */
static void put_start(VtRewrite *rewrite, const Survey *survey)
{
    vt_rewrite_put(rewrite, "\xff\xd8", 2);
    if (survey->jfif.marker) {
        static const uint8_t no_thumbnail[2] = {0, 0};
        vt_rewrite_put(rewrite, "\xff\xe0\0\x10", 4);
        vt_rewrite_keep(rewrite, survey->jfif.data, JFIF_LENGTH - sizeof no_thumbnail);
        vt_rewrite_put(rewrite, no_thumbnail, sizeof no_thumbnail);
    }
    if (survey->orientation != 1) {
        uint8_t exif[VT_EXIF_LENGTH];
        vt_exif_minimal(survey->orientation, exif);
        vt_rewrite_put(rewrite,
                       "\xff\xe1\0\x22"
                       "Exif\0",
                       10);
        vt_rewrite_put(rewrite, exif, sizeof exif);
    }
}

static void report_rest(VtRewrite *rewrite, size_t end)
{
    const uint8_t *rest = rewrite->data + end;
    size_t length = rewrite->length - end;
    if (VT_BYTES_START(rest, length, "\xff\xd8"))
        vt_rewrite_drop(rewrite, "further image", "behind the end");
    else if (length > 0)
        vt_rewrite_drop(rewrite, "appended data", "behind the end");
}

/* Fill bytes tell nothing; others do. */
static void report_stray(VtRewrite *rewrite, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (rewrite->data[i] != 0xFF) {
            vt_rewrite_drop(rewrite, "stray bytes", "between JPEG segments");
            return;
        }
}

bool vt_jpeg_rewrite(VtRewrite *rewrite)
{
    Survey survey;
    if (!survey_image(rewrite, false, &survey))
        return false;
    put_start(rewrite, &survey);
    Segment segment = {.end = 2};
    do {
        size_t from = segment.end;
        if (!next_segment(rewrite, from, &segment) || !rewrite_segment(rewrite, &segment, &survey))
            return false;
        report_stray(rewrite, from, segment.start);
    } while (segment.marker != MARKER_EOI);
    report_rest(rewrite, segment.end);
    return true;
}
