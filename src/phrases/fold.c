#include "fold.h"

/* Accents and the points of Arabic and Hebrew have these classes; vowel signs, which tell words apart, do
 * not. */
static bool is_accent(gunichar c)
{
    int class = g_unichar_combining_class(c);
    return class >= 200 || (class >= 10 && class <= 36) || g_unichar_type(c) == G_UNICODE_ENCLOSING_MARK;
}

static bool is_invisible(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_FORMAT || c == 0x034f || (c >= 0xfe00 && c <= 0xfe0f) ||
           (c >= 0xe0100 && c <= 0xe01ef);
}

/* The later jamo of a syllable that is taken apart, and the voicing marks of narrow kana. */
static bool is_rest_of_syllable(gunichar c)
{
    return (c >= 0x1160 && c <= 0x11ff) || c == 0xff9e || c == 0xff9f;
}

/* Written without spaces: where a word ends is not to be seen. */
static bool stands_alone(gunichar c)
{
    switch ((int)g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
        return true;
    default:
        return c == 0x30fc || c == 0xff70;
    }
}

/* A raised or lowered digit is a note's number or an exponent: "Truist²" is "Truist". An apostrophe that
 * Unicode counts among the letters is one all the same. */
static bool is_no_letter(gunichar c)
{
    return c == 0x02bb || c == 0x02bc || c == 0x00b2 || c == 0x00b3 || c == 0x00b9 ||
           (c >= 0x2070 && c <= 0x2089 && c != 0x2071);
}

VtFoldClass vt_fold_class(gunichar c)
{
    if (c >= 0x2000 && c <= 0x2064)
        return g_unichar_type(c) == G_UNICODE_FORMAT ? VT_FOLD_INVISIBLE : VT_FOLD_SEPARATES;
    if (is_no_letter(c))
        return VT_FOLD_SEPARATES;
    if (is_invisible(c))
        return VT_FOLD_INVISIBLE;
    if (g_unichar_ismark(c) || is_rest_of_syllable(c))
        return VT_FOLD_CONTINUES;
    if (!g_unichar_isalnum(c))
        return VT_FOLD_SEPARATES;
    return c >= 0x0e00 && stands_alone(c) ? VT_FOLD_ALONE : VT_FOLD_LETTER;
}

static void append(VtFolded *folded, gunichar c)
{
    const char *spelled = vt_latin_spelled(c);
    if (!spelled) {
        folded->length += (size_t)g_unichar_to_utf8(c, folded->bytes + folded->length);
        return;
    }
    for (; *spelled; spelled++)
        folded->bytes[folded->length++] = *spelled;
}

/* Up and down again: ς and ϐ have the capitals of σ and β. */
static gunichar fold_case(gunichar c)
{
    gunichar lower = g_unichar_tolower(c);
    return vt_latin_spelled(lower) ? lower : g_unichar_tolower(g_unichar_toupper(lower));
}

void vt_fold_character(gunichar c, VtFolded *folded)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    folded->length = 0;
    for (gsize i = 0; i < count; i++) {
        bool mark = g_unichar_ismark(parts[i]);
        if (mark ? !is_accent(parts[i]) : g_unichar_isalnum(parts[i]) || is_rest_of_syllable(parts[i]))
            append(folded, fold_case(parts[i]));
    }
}
