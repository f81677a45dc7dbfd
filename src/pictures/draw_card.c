/* Cards and icons: text on a colour. Text is laid out by Pango, in whatever faces the machine has of those
 * asked for. */
#include "drawing.h"

#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

enum { WIDTH = 1200, HEIGHT = 630, MARGIN = 84, COLUMN = WIDTH - 2 * MARGIN };
enum { BAR_WIDTH = 96, BAR_HEIGHT = 12, TITLE_TOP = 132, TITLE_HEIGHT = 330, NAME_TOP = 498, NOTE_TOP = 546 };
enum { LONGEST_TITLE = 220, LONGEST_LINE = 90 };

/* A picture in memory: three bytes a pixel, row after row. */
typedef struct Canvas {
    int width, height;
    unsigned char *pixels;
} Canvas;

static void read_color(const char *text, unsigned char color[3])
{
    unsigned long bits = strtoul(text + (text[0] == '#'), NULL, 16);
    for (int i = 0; i < 3; i++)
        color[i] = (unsigned char)(bits >> (16 - 8 * i) & 0xff);
}

static void fill(const Canvas *canvas, int left, int top, int width, int height, const char *color)
{
    unsigned char parts[3];
    read_color(color, parts);
    for (int y = top; y < top + height; y++)
        for (int x = left; x < left + width; x++)
            memcpy(canvas->pixels + 3 * ((size_t)y * (size_t)canvas->width + (size_t)x), parts, 3);
}

static Canvas canvas_new(int width, int height, const char *color)
{
    Canvas canvas = {width, height, g_malloc(3 * (size_t)width * (size_t)height)};
    fill(&canvas, 0, 0, width, height, color);
    return canvas;
}

static void blend(unsigned char *pixel, const unsigned char color[3], unsigned cover)
{
    for (int i = 0; i < 3; i++)
        // The canvas is filled first: NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
        pixel[i] = (unsigned char)((pixel[i] * (255 - cover) + color[i] * cover + 127) / 255);
}

/* Lays a mask on the canvas in a colour; what reaches beyond `most` pixels down or the canvas is left out.
 * Takes the mask. False where there is none. */
static bool lay(const Canvas *canvas, VipsImage *mask, int left, int top, int most, const char *color)
{
    unsigned char parts[3];
    size_t length = 0;
    if (mask == NULL)
        return true;
    g_autofree unsigned char *cover = vips_image_write_to_memory(mask, &length);
    int across = vips_image_get_width(mask);
    int width = MIN(across, canvas->width - left);
    int height = MIN(vips_image_get_height(mask), MIN(most, canvas->height - top));
    read_color(color, parts);
    for (int y = 0; cover != NULL && y < height; y++)
        for (int x = 0; x < width; x++)
            blend(canvas->pixels + 3 * ((size_t)(top + y) * (size_t)canvas->width + (size_t)(left + x)),
                  parts, cover[(size_t)y * (size_t)across + (size_t)x]);
    g_clear_object(&mask);
    return cover != NULL;
}

/* Longer texts are of no use on a card, and too much for Pango. */
static char *shortened(const char *text, int most)
{
    if (g_utf8_strlen(text, -1) <= most)
        return g_strdup(text);
    g_autofree char *start = g_utf8_substring(text, 0, most - 1);
    return g_strconcat(g_strchomp(start), "…", NULL);
}

/* At 72 dots an inch a point is a pixel. `width` 0: on one line. */
static VipsImage *written(const char *text, const char *face, const char *style, int size, int width)
{
    VipsImage *mask = NULL;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *fitting = shortened(valid, width > 0 ? LONGEST_TITLE : LONGEST_LINE);
    g_autofree char *markup = g_markup_escape_text(fitting, -1);
    g_autofree char *font = g_strdup_printf("%s %s %d", face, style, size);
    int failed = width > 0 ? vips_text(&mask, markup, "font", font, "dpi", 72, "width", width, "wrap",
                                       VIPS_TEXT_WRAP_WORD_CHAR, NULL)
                           : vips_text(&mask, markup, "font", font, "dpi", 72, NULL);
    /* There may be nothing to see in a text. */
    if (failed)
        vips_error_clear();
    return failed ? NULL : mask;
}

/* As large as fits; of what is too long even small, the beginning. */
static VipsImage *title_mask(const VtCard *card)
{
    static const int sizes[] = {84, 72, 60, 50, 42, 34};
    VipsImage *mask = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_clear_object(&mask);
        mask = written(card->title, card->face, "Bold", sizes[i], COLUMN);
        if (mask == NULL || vips_image_get_height(mask) <= TITLE_HEIGHT)
            break;
    }
    return mask;
}

/* A palette would make the file a third as large and take five times as long. */
static const char *save(Canvas *canvas, bool whole, const char *to)
{
    VipsImage *image = vips_image_new_from_memory(canvas->pixels,
                                                  3 * (size_t)canvas->width * (size_t)canvas->height,
                                                  canvas->width, canvas->height, 3, VIPS_FORMAT_UCHAR);
    VipsImage *colored = NULL;
    bool failed = !whole || image == NULL ||
                  vips_copy(image, &colored, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) != 0 ||
                  vips_pngsave(colored, to, "compression", 6, "strip", TRUE, NULL) != 0;
    g_clear_object(&colored);
    g_clear_object(&image);
    g_clear_pointer(&canvas->pixels, g_free);
    return failed ? vips_error_buffer() : NULL;
}

const char *vt_draw_card(const VtCard *card, const char *to)
{
    Canvas canvas = canvas_new(WIDTH, HEIGHT, card->ground);
    fill(&canvas, MARGIN, MARGIN, BAR_WIDTH, BAR_HEIGHT, card->accent);
    bool whole = lay(&canvas, title_mask(card), MARGIN, TITLE_TOP, TITLE_HEIGHT, card->ink);
    if (card->name[0] != '\0')
        whole &= lay(&canvas, written(card->name, card->face, "Bold", 34, 0), MARGIN, NAME_TOP, HEIGHT,
                     card->ink);
    if (card->note[0] != '\0')
        whole &= lay(&canvas, written(card->note, card->face, "", 28, 0), MARGIN, NOTE_TOP, HEIGHT,
                     card->quiet);
    return save(&canvas, whole, to);
}

const char *vt_draw_tile(const char *letters, const char *ground, const char *ink, int size, const char *to)
{
    Canvas canvas = canvas_new(size, size, ground);
    bool whole = true;
    if (letters[0] != '\0') {
        VipsImage *mask = written(letters, "sans-serif", "Bold", size * 7 / 16, 0);
        int left = mask != NULL ? MAX(0, (size - vips_image_get_width(mask)) / 2) : 0;
        int top = mask != NULL ? MAX(0, (size - vips_image_get_height(mask)) / 2) : 0;
        whole = lay(&canvas, mask, left, top, size, ink);
    }
    return save(&canvas, whole, to);
}
