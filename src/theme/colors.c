#include "loading.h"

#include <math.h>

/* Contrast as WCAG 2 defines it, of colours that are written "#rrggbb". Colours are changed in whole numbers,
 * so that every machine comes to the same one. */

typedef struct Color {
    unsigned part[3]; /* red, green, blue; 0 to 255 */
} Color;

static Color read_color(const char *text)
{
    unsigned long bits = strtoul(text + 1, NULL, 16);
    return (Color){{(unsigned)(bits >> 16 & 0xff), (unsigned)(bits >> 8 & 0xff), (unsigned)(bits & 0xff)}};
}

/* https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
static double luminance(Color color)
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(weights); i++) {
        double part = color.part[i] / 255.0;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(Color a, Color b)
{
    double first = luminance(a), second = luminance(b);
    return (MAX(first, second) + 0.05) / (MIN(first, second) + 0.05);
}

double vt_color_contrast(const char *a, const char *b)
{
    return contrast(read_color(a), read_color(b));
}

static Color mixed(Color from, Color to, unsigned share)
{
    Color color;
    for (size_t i = 0; i < G_N_ELEMENTS(color.part); i++)
        color.part[i] = (from.part[i] * (256 - share) + to.part[i] * share + 128) / 256;
    return color;
}

/* The same hue as light as it can be without losing itself: one part full, then a third of the way to white.
 */
static Color brightest(Color color)
{
    static const Color white = {{255, 255, 255}};
    unsigned most = MAX(MAX(color.part[0], color.part[1]), MAX(color.part[2], 1));
    for (size_t i = 0; i < G_N_ELEMENTS(color.part); i++)
        color.part[i] = color.part[i] * 255 / most;
    return mixed(color, white, 85);
}

static bool passes(Color color, const char *const *grounds, size_t count, double least)
{
    for (size_t i = 0; i < count; i++)
        if (contrast(color, read_color(grounds[i])) < least)
            return false;
    return true;
}

/* The first on the way that passes; false when none does. */
static bool go(Color *color, Color to, const char *const *grounds, size_t count, double least)
{
    for (unsigned share = 0; share <= 256; share++) {
        Color tried = mixed(*color, to, share);
        if (!passes(tried, grounds, count, least))
            continue;
        *color = tried;
        return true;
    }
    *color = to;
    return false;
}

const char *vt_color_with_contrast(VtArena *arena, const char *text, const char *const *grounds, size_t count,
                                   double least)
{
    static const Color black = {{0, 0, 0}}, white = {{255, 255, 255}};
    Color color = read_color(text);
    bool darker = count > 0 &&
                  contrast(black, read_color(grounds[0])) > contrast(white, read_color(grounds[0]));
    if (darker)
        go(&color, black, grounds, count, least);
    else if (!go(&color, brightest(color), grounds, count, least))
        go(&color, white, grounds, count, least);
    return vt_arena_format(arena, "#%02x%02x%02x", color.part[0], color.part[1], color.part[2]);
}
