/* What each container keeps, drops and refuses, on files of a few bytes made here. */
#include "samples.h"

#define JFIF "\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0"
#define FRAME "\xff\xc0\0\x0b\x08\0\x02\0\x03\x01\x01\x11\0"
#define SCAN "\xff\xda\0\x08\x01\x01\0\0\x3f\0\x12\xff\0\xff\xd0\x34"
#define MINIMAL_6 "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
/* The same in the other byte order, with a maker note. */
#define NOTE_6 "II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x7c\x92\x07\0\x04\0\0\0NOTE\0\0\0\0"
#define EXIF_6                                                                                               \
    "\xff\xe1\0\x22"                                                                                         \
    "Exif\0\0" MINIMAL_6

typedef struct Row {
    const char *name;
    VtSlice in;
    VtSlice out; /* empty: refused */
    const char *found;
} Row;

#define IN VT_SLICE_INIT

static const Row jpegs[] = {
    {"plain", IN("\xff\xd8" JFIF FRAME SCAN "\xff\xd9"), IN("\xff\xd8" JFIF FRAME SCAN "\xff\xd9"), ""},
    {"jfif-thumbnail",
     IN("\xff\xd8\xff\xe0\0\x13JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01RGB" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" JFIF FRAME SCAN "\xff\xd9"), "thumbnail@JFIF"},
    {"jfxx", IN("\xff\xd8" JFIF "\xff\xe0\0\x08JFXX\0\x10" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" JFIF FRAME SCAN "\xff\xd9"), "thumbnail@JPEG segment"},
    {"maker-note",
     IN("\xff\xd8\xff\xe1\0\x2e"
        "Exif\0\0" NOTE_6 FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" EXIF_6 FRAME SCAN "\xff\xd9"), "maker note@EXIF"},
    {"orientation-moves-behind-jfif", IN("\xff\xd8" EXIF_6 JFIF FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" JFIF EXIF_6 FRAME SCAN "\xff\xd9"), ""},
    {"damaged-exif",
     IN("\xff\xd8\xff\xe1\0\x0c"
        "Exif\0\0II*\0" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" FRAME SCAN "\xff\xd9"), "other data@EXIF"},
    {"mpf-iptc-credentials",
     IN("\xff\xd8\xff\xe2\0\x06MPF\0\xff\xed\0\x10Photoshop 3.0\0\xff\xeb\0\x04JP" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8" FRAME SCAN "\xff\xd9"),
     "IPTC@JPEG segment|content credentials@JPEG segment|index of further images@JPEG segment"},
    {"profile-stays", IN("\xff\xd8\xff\xe2\0\x11ICC_PROFILE\0\x01\x01X" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8\xff\xe2\0\x11ICC_PROFILE\0\x01\x01X" FRAME SCAN "\xff\xd9"), ""},
    {"adobe-shortened",
     IN("\xff\xd8\xff\xee\0\x11"
        "Adobe\0\x64\0\0\0\0\x02"
        "abc" FRAME SCAN "\xff\xd9"),
     IN("\xff\xd8\xff\xee\0\x0e"
        "Adobe\0\x64\0\0\0\0\x02" FRAME SCAN "\xff\xd9"),
     "application data@JPEG segment"},
    {"fill-bytes", IN("\xff\xd8\xff\xff" FRAME SCAN "\xff\xff\xd9"), IN("\xff\xd8" FRAME SCAN "\xff\xd9"),
     ""},
    {"stray-bytes", IN("\xff\xd8" FRAME "me" SCAN "\xff\xd9"), IN("\xff\xd8" FRAME SCAN "\xff\xd9"),
     "stray bytes@between JPEG segments"},
    {"between-scans", IN("\xff\xd8" FRAME SCAN "\xff\xfe\0\x04me" SCAN "\xff\xd9"),
     IN("\xff\xd8" FRAME SCAN SCAN "\xff\xd9"), "comment@JPEG segment"},
    {"motion",
     IN("\xff\xd8" FRAME SCAN "\xff\xd9\0\0\0\x08"
        "ftyp"),
     IN("\xff\xd8" FRAME SCAN "\xff\xd9"), "appended data@behind the end"},
    {"no-end", IN("\xff\xd8" FRAME SCAN), {0}, "unreadable data@JPEG"},
    {"no-picture", IN("\xff\xd8" FRAME "\xff\xd9"), {0}, "unreadable data@JPEG"},
    {"no-frame", IN("\xff\xd8" SCAN "\xff\xd9"), {0}, "unreadable data@JPEG"},
    {"two-in-one", IN("\xff\xd8" FRAME SCAN "\xff\xd8" FRAME SCAN "\xff\xd9"), {0}, "unreadable data@JPEG"},
};

/* VP8L of 3 × 2 pixels; VP8X for a canvas of that size. */
#define LOSSLESS "VP8L\x06\0\0\0\x2f\x02\x40\0\0\x01"
#define CANVAS(flags) "VP8X\x0a\0\0\0" flags "\0\0\0\x02\0\0\x01\0\0"

static const Row webps[] = {
    {"bare", IN("RIFF\x12\0\0\0WEBP" LOSSLESS), IN("RIFF\x12\0\0\0WEBP" LOSSLESS), ""},
    {"trailing", IN("RIFF\x12\0\0\0WEBP" LOSSLESS "me"), IN("RIFF\x12\0\0\0WEBP" LOSSLESS),
     "appended data@behind the end"},
    {"flags", IN("RIFF\x2e\0\0\0WEBP" CANVAS("\xed") LOSSLESS "XMP \x02\0\0\0me"),
     IN("RIFF\x24\0\0\0WEBP" CANVAS("\0") LOSSLESS), "XMP@WebP chunk"},
    {"unknown", IN("RIFF\x2e\0\0\0WEBP" CANVAS("\x10") "note\x01\0\0\0X\0" LOSSLESS),
     IN("RIFF\x24\0\0\0WEBP" CANVAS("\x10") LOSSLESS), "application data@WebP chunk"},
    {"hidden-second-picture", IN("RIFF\x20\0\0\0WEBP" LOSSLESS LOSSLESS), IN("RIFF\x12\0\0\0WEBP" LOSSLESS),
     "application data@WebP chunk"},
    {"too-short", IN("RIFF\x13\0\0\0WEBP" LOSSLESS), {0}, "unreadable data@WebP"},
    {"no-picture", IN("RIFF\x16\0\0\0WEBP" CANVAS("\0")), {0}, "unreadable data@WebP"},
};

static void check_row(const Row *row)
{
    g_test_message("%s", row->name);
    g_autofree char *found = sample_find(row->in.data, row->in.length);
    g_assert_cmpstr(found, ==, row->found);
    g_auto(VtBuffer) out = {0};
    VtImageResult result = vt_image_strip(row->in.data, row->in.length, row->name, &out, NULL);
    bool same = vt_slice_equal(row->in, row->out);
    VtImageResult good = same ? VT_IMAGE_CLEAN : VT_IMAGE_STRIPPED;
    g_assert_cmpint(result, ==, row->out.length == 0 ? VT_IMAGE_FAILED : good);
    g_assert_true(vt_slice_equal((VtSlice){out.data, out.length}, row->out));
    g_autofree char *left = sample_find(out.data, out.length);
    g_assert_cmpstr(left, ==, "");
}

static void test_jpeg(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(jpegs); i++)
        check_row(&jpegs[i]);
}

static void test_webp(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(webps); i++)
        check_row(&webps[i]);
}

/* ---- PNG: checksums are bit by bit here, by the specification's words ---------------------------- */

static void add_chunk(VtBuffer *out, const char *type, const char *data, size_t length)
{
    uint32_t crc = 0xFFFFFFFFU;
    const char head[] = {0, 0, 0, (char)length};
    vt_buffer_append(out, head, sizeof head);
    size_t start = out->length;
    vt_buffer_append_string(out, type);
    vt_buffer_append(out, data, length);
    for (size_t i = start; i < out->length; i++) {
        crc ^= (uint8_t)out->data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
    }
    crc = ~crc;
    const char tail[] = {(char)(crc >> 24), (char)(crc >> 16), (char)(crc >> 8), (char)crc};
    vt_buffer_append(out, tail, sizeof tail);
}

/* Chunks parted by spaces; each holds its own type as data, eXIf an orientation. */
static void make_png(VtBuffer *out, const char *chunks)
{
    g_auto(GStrv) types = g_strsplit(chunks, " ", 0);
    vt_buffer_append(out, "\x89PNG\r\n\x1a\n", 8);
    for (size_t i = 0; types[i]; i++) {
        if (strcmp(types[i], "IHDR") == 0)
            add_chunk(out, types[i], "\0\0\0\x03\0\0\0\x02\x08\0\0\0", 13);
        else if (strcmp(types[i], "eXIf") == 0)
            add_chunk(out, types[i], MINIMAL_6, 26);
        else
            add_chunk(out, types[i], types[i], strcmp(types[i], "IEND") == 0 ? 0 : 4);
    }
}

static void test_png(void)
{
    static const struct {
        const char *in;
        const char *out; /* NULL: refused */
        const char *found;
    } rows[] = {
        {"IHDR IDAT IEND", "IHDR IDAT IEND", ""},
        {"IHDR gAMA cHRM sRGB iCCP cICP sBIT PLTE tRNS bKGD hIST pHYs acTL fcTL IDAT IDAT fcTL fdAT IEND",
         "IHDR gAMA cHRM sRGB iCCP cICP sBIT PLTE tRNS bKGD hIST pHYs acTL fcTL IDAT IDAT fcTL fdAT IEND",
         ""},
        {"IHDR tEXt IDAT zTXt iTXt tIME IEND", "IHDR IDAT IEND", "date and time@PNG chunk|text@PNG text"},
        {"IHDR IDAT eXIf IEND", "IHDR eXIf IDAT IEND", ""},
        {"IHDR caBX vpAg IDAT IEND", "IHDR IDAT IEND",
         "application data@PNG chunk|content credentials@PNG chunk"},
        {"IHDR IDAT IEND IDAT", "IHDR IDAT IEND", "appended data@behind the end"},
        {"IHDR IDAT", NULL, "unreadable data@PNG"},
        {"IHDR IEND", NULL, "unreadable data@PNG"},
        {"IDAT IEND", NULL, "unreadable data@PNG"},
        {"IHDR IDAT XXXX IEND", NULL, "unreadable data@PNG"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(VtBuffer) in = {0}, out = {0};
        make_png(&in, rows[i].in);
        if (rows[i].out)
            make_png(&out, rows[i].out);
        check_row(&(Row){rows[i].in, {in.data, in.length}, {out.data, out.length}, rows[i].found});
    }
}

/* ---- What an author reads ------------------------------------------------------------------------ */

static void check_message(const char *data, size_t length, const char *wanted)
{
    g_auto(VtBuffer) out = {0}, text = {0};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_assert_cmpint(vt_image_strip(data, length, "talks/me.png", &out, sink), ==, VT_IMAGE_FAILED);
    g_assert_cmpuint(out.length, ==, 0);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &text);
    g_assert_cmpstr(vt_buffer_string(&text), ==, wanted);
}

#define WAY_OUT "      = its metadata can't be taken out; copy or export it again from its original\n"

static void test_messages(void)
{
    g_auto(VtBuffer) png = {0};
    make_png(&png, "IHDR IDAT IEND");
    check_message(png.data, png.length - 12,
                  "talks/me.png: error: the PNG is damaged: it ends at byte 49, without an end chunk "
                  "[image-damaged]\n" WAY_OUT);
    png.data[42] ^= 1;
    check_message(
        png.data, png.length,
        "talks/me.png: error: the PNG is damaged: the checksum of its IDAT chunk at byte 33 is wrong "
        "[image-damaged]\n" WAY_OUT);
    VtSlice jpeg = VT_SLICE("\xff\xd8" FRAME SCAN);
    check_message(jpeg.data, jpeg.length,
                  "talks/me.png: error: the JPEG is damaged: it ends at byte 31, without an end marker "
                  "[image-damaged]\n" WAY_OUT);
}

/* What no browser shows, but a person's folder holds. */
static void test_report_only(void)
{
    VtSlice tiff = VT_SLICE(NOTE_6);
    g_autofree char *found = sample_find(tiff.data, tiff.length);
    g_assert_cmpstr(found, ==, "maker note@TIFF");
    VtSlice heic = VT_SLICE("\0\0\0\x10"
                            "ftypheic\0\0\0\0"
                            "\0\0\0\x32meta\0\0\0\0"
                            "\0\0\0\x26iinf\0\0\0\0\0\x01"
                            "\0\0\0\x18infe\x02\0\0\0\0\x01\0\0Exif\0\0\0\0");
    g_autofree char *found_heic = sample_find(heic.data, heic.length);
    g_assert_cmpstr(found_heic, ==, "EXIF@HEIF item");
    g_autofree char *nothing = sample_find("no image", 8);
    g_assert_cmpstr(nothing, ==, "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/containers/jpeg", test_jpeg);
    g_test_add_func("/containers/webp", test_webp);
    g_test_add_func("/containers/png", test_png);
    g_test_add_func("/containers/messages", test_messages);
    g_test_add_func("/containers/report-only", test_report_only);
    return g_test_run();
}
