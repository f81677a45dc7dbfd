#include <vitrine/base.h>

typedef struct Fold {
    gunichar letter;
    const char *ascii;
} Fold;

/* Lower-case Latin letters that Unicode does not decompose into a letter of ASCII and marks. In order. */
static const Fold folds[] = {
    {0x00df, "ss"}, {0x00e6, "ae"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "th"}, {0x0111, "d"},
    {0x0127, "h"},  {0x0131, "i"},  {0x0138, "k"}, {0x0142, "l"}, {0x014b, "n"},  {0x0153, "oe"},
    {0x0167, "t"},  {0x0180, "b"},  {0x0188, "c"}, {0x018c, "d"}, {0x0192, "f"},  {0x0199, "k"},
    {0x019a, "l"},  {0x019e, "n"},  {0x01a5, "p"}, {0x01ad, "t"}, {0x01b4, "y"},  {0x01b6, "z"},
    {0x01dd, "e"},  {0x01e5, "g"},  {0x0225, "z"}, {0x0234, "l"}, {0x0235, "n"},  {0x0236, "t"},
    {0x0237, "j"},  {0x023c, "c"},  {0x023f, "s"}, {0x0240, "z"}, {0x0247, "e"},  {0x0249, "j"},
    {0x024b, "q"},  {0x024d, "r"},  {0x024f, "y"}, {0x0253, "b"}, {0x0254, "o"},  {0x0256, "d"},
    {0x0257, "d"},  {0x0259, "e"},  {0x025b, "e"}, {0x0260, "g"}, {0x0268, "i"},  {0x0272, "n"},
    {0x0289, "u"},  {0x028b, "v"},  {0x0292, "z"}, {0x1e9c, "s"}, {0x1e9d, "s"},  {0x2c65, "a"},
    {0x2c66, "t"},
};

const char *vt_latin_spelled(gunichar letter)
{
    size_t low = 0;
    size_t high = G_N_ELEMENTS(folds);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (folds[middle].letter == letter)
            return folds[middle].ascii;
        if (folds[middle].letter < letter)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* What the last thing written was; a combining mark follows its letter's fate. */
typedef enum Last { NOTHING, HYPHEN_DUE, ASCII, OTHER } Last;

typedef struct Slug {
    VtBuffer text;
    Last last;
} Slug;

static void begin_letter(Slug *slug)
{
    if (slug->last == HYPHEN_DUE && slug->text.length > 0)
        vt_buffer_append_char(&slug->text, '-');
}

static void add_ascii(Slug *slug, const char *letters)
{
    begin_letter(slug);
    vt_buffer_append_string(&slug->text, letters);
    slug->last = ASCII;
}

static void add_other(Slug *slug, gunichar letter)
{
    char bytes[6];
    begin_letter(slug);
    vt_buffer_append(&slug->text, bytes, (size_t)g_unichar_to_utf8(letter, bytes));
    slug->last = OTHER;
}

/* é is e with a mark, ﬁ is f and i, Ａ is A in another width, ½ is 1⁄2: the ASCII letters and digits in
 * the full decomposition, other characters between them as one hyphen. */
static bool add_decomposed(Slug *slug, gunichar letter)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gsize count = g_unichar_fully_decompose(letter, TRUE, parts, G_N_ELEMENTS(parts));
    if (parts[0] >= 0x80 || !g_ascii_isalnum((char)parts[0]))
        return false;
    for (gsize i = 0; i < count; i++) {
        if (parts[i] < 0x80 && g_ascii_isalnum((char)parts[i]))
            add_ascii(slug, (char[]){g_ascii_tolower((char)parts[i]), '\0'});
        else if (!g_unichar_ismark(parts[i]))
            slug->last = HYPHEN_DUE;
    }
    slug->last = ASCII;
    return true;
}

static void add_letter(Slug *slug, gunichar c)
{
    gunichar lower = g_unichar_tolower(c);
    const char *ascii = vt_latin_spelled(lower);
    if (lower < 0x80)
        add_ascii(slug, (char[]){(char)lower, '\0'});
    else if (ascii)
        add_ascii(slug, ascii);
    else if (!add_decomposed(slug, lower))
        add_other(slug, lower);
}

static bool is_apostrophe(gunichar c)
{
    return c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02bb || c == 0x02bc || c == 0xff07;
}

static bool is_variation_selector(gunichar c)
{
    return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

static void add_character(Slug *slug, gunichar c)
{
    bool invisible = g_unichar_type(c) == G_UNICODE_FORMAT || is_variation_selector(c);
    if (invisible || is_apostrophe(c))
        return;
    if (g_unichar_isalpha(c) || g_unichar_isdigit(c) || g_unichar_type(c) == G_UNICODE_OTHER_NUMBER ||
        g_unichar_type(c) == G_UNICODE_LETTER_NUMBER)
        add_letter(slug, c);
    else if (!g_unichar_ismark(c))
        slug->last = HYPHEN_DUE;
    else if (slug->last == OTHER)
        add_other(slug, c);
}

/* The same for ASCII alone, as most names are: nothing to compose, to spell or to decompose. */
static char *slugify_ascii(const char *text)
{
    char *slug = g_malloc(strlen(text) + 1);
    char *at = slug;
    bool hyphen_due = false;
    for (; *text != '\0'; text++) {
        if (!g_ascii_isalnum(*text)) {
            hyphen_due = hyphen_due || !is_apostrophe((unsigned char)*text);
            continue;
        }
        if (hyphen_due && at > slug)
            *at++ = '-';
        *at++ = g_ascii_tolower(*text);
        hyphen_due = false;
    }
    *at = '\0';
    return slug;
}

char *vt_slugify(const char *text)
{
    if (g_str_is_ascii(text))
        return slugify_ascii(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    Slug slug = {0};
    for (const char *p = composed; *p; p = g_utf8_next_char(p))
        add_character(&slug, g_utf8_get_char(p));
    g_autofree char *folded = vt_buffer_steal(&slug.text, NULL);
    return g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
}
