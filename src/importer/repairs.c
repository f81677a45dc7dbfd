/* Faults with one possible reading.
 *
 *   â€™ → ’            the bytes of a UTF-8 character read as Windows-1252 and saved as UTF-8 again
 *   **…**[5pt] …      the argument of a line break of LaTeX: a paragraph ends there
 *   … result of ⏎ ⏎ data …    a page break in a sentence: the paragraph goes on in lower case
 *   **Hull**Recipient a break lost behind bold text */
#include "repairs.h"

typedef struct Finder {
    const char *text;
    size_t length;
    GArray *repairs;
    size_t last; /* end of the last repair */
} Finder;

static void add(Finder *finder, size_t start, size_t end, const char *replacement, const char *what)
{
    VtRepair repair = {{(uint32_t)start, (uint32_t)end}, g_strdup(replacement), what};
    if (start < finder->last)
        g_free(repair.replacement);
    else
        g_array_append_val(finder->repairs, repair);
    finder->last = MAX(finder->last, end);
}

/* ---- Mojibake ---- */

/* Windows-1252 from 0x80 on, where it differs from Latin-1. */
static const gunichar windows_1252[32] = {0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                          0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
                                          0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                          0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static int byte_of(gunichar c)
{
    if (c < 0x80 || (c >= 0xa0 && c <= 0xff))
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (windows_1252[i] == c || (windows_1252[i] == 0 && c == 0x80u + (gunichar)i))
            return 0x80 + i;
    return -1;
}

/* Only results that text in a Western language has: a letter with a mark, a typographic sign. */
static bool is_likely(gunichar c)
{
    return (c >= 0xa0 && c <= 0x17f) || (c >= 0x2010 && c <= 0x203a) || c == 0x20ac || c == 0x2122 ||
           (c >= 0x2190 && c <= 0x21ff) || c == 0x2212;
}

static bool read_mojibake(const char *text, size_t left, size_t *size, char out[7])
{
    char bytes[4];
    size_t at = 0;
    size_t wanted = 1;
    for (size_t count = 0; count < wanted; count++) {
        gunichar c = at < left ? g_utf8_get_char_validated(text + at, (gssize)(left - at)) : (gunichar)-1;
        int byte = c < 0x110000 ? byte_of(c) : -1;
        if (byte < (count == 0 ? 0xc2 : 0x80) || (count > 0 && byte >= 0xc0))
            return false;
        if (count == 0)
            wanted = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
        bytes[count] = (char)byte;
        at += (size_t)g_unichar_to_utf8(c, NULL);
    }
    gunichar result = g_utf8_get_char_validated(bytes, (gssize)wanted);
    if (result >= 0x110000 || !is_likely(result))
        return false;
    out[g_unichar_to_utf8(result, out)] = '\0';
    *size = at;
    return true;
}

static size_t find_mojibake(Finder *finder, size_t at)
{
    size_t size;
    char fixed[7];
    if (!read_mojibake(finder->text + at, MIN(finder->length - at, (size_t)16), &size, fixed))
        return at;
    add(finder, at, at + size, fixed, "a character that was read in another encoding");
    return at + size;
}

/* ---- What a PDF leaves behind ---- */

static size_t find_residue(Finder *finder, size_t at)
{
    static const char *const units[] = {"pt", "em", "ex", "mm", "cm"};
    size_t p = at + 1;
    size_t digits = p;
    while (p < finder->length &&
           (g_ascii_isdigit(finder->text[p]) || finder->text[p] == '.' || finder->text[p] == '-'))
        p++;
    for (size_t i = 0; p > digits && i < G_N_ELEMENTS(units); i++) {
        bool unit = finder->length - p >= 3 && memcmp(finder->text + p, units[i], 2) == 0 &&
                    finder->text[p + 2] == ']';
        bool behind_bold = at >= 2 && (finder->text[at - 1] == '*' || finder->text[at - 1] == '\\');
        if (!unit || !behind_bold)
            continue;
        size_t end = p + 3;
        while (end < finder->length && finder->text[end] == ' ')
            end++;
        add(finder, at, end, "\n\n", "what a line break of LaTeX left behind");
        return end;
    }
    return at;
}

static size_t word_letters(const char *text, size_t at, size_t end)
{
    size_t count = 0;
    while (at + count < end && (g_ascii_isalpha(text[at + count]) || (unsigned char)text[at + count] >= 0x80))
        count++;
    return count;
}

/* How far the line's own text is indented, for the line that is to continue it. */
static size_t content_indent(const Finder *finder, size_t at)
{
    size_t start = at;
    while (start > 0 && finder->text[start - 1] != '\n')
        start--;
    size_t p = start;
    while (p < at && (finder->text[p] == ' ' || finder->text[p] == '\t'))
        p++;
    if (p + 1 < at && strchr("-*+", finder->text[p]) != NULL && finder->text[p + 1] == ' ')
        p += 2;
    return p - start;
}

static bool opens_bold(const Finder *finder, size_t close, size_t *open)
{
    enum { SHORTEST = 4 };
    size_t start = close;
    while (start > finder->last && finder->text[start - 1] != '\n' &&
           !(finder->text[start - 1] == '*' && start >= 2 && finder->text[start - 2] == '*'))
        start--;
    *open = start;
    return start >= 2 && finder->text[start - 1] == '*' && close - start >= SHORTEST &&
           (start < 3 || !g_ascii_isalnum(finder->text[start - 3])) && finder->text[start] != ' ';
}

/* **The University of Hull**Recipient: a capital and a small letter directly behind the end of bold text. */
static size_t find_lost_break(Finder *finder, size_t at, bool closes)
{
    size_t next = at + 2;
    size_t open;
    if (!closes || next + 1 >= finder->length || at == 0 || !g_ascii_isupper(finder->text[next]) ||
        !g_ascii_islower(finder->text[next + 1]) || word_letters(finder->text, next, finder->length) < 3 ||
        !g_ascii_isalnum(finder->text[at - 1]) || !opens_bold(finder, at, &open))
        return at;
    g_autofree char *indent = g_strnfill(content_indent(finder, at), ' ');
    g_autofree char *fixed = g_strconcat("**\\\n", indent, NULL);
    add(finder, at, next, fixed, "a break missing behind bold text");
    return next;
}

/* ---- Paragraphs cut in two ---- */

enum { LONG_ENOUGH = 60 };

static bool is_plain_line(const char *text, size_t start, size_t end)
{
    return end > start &&
           (g_ascii_isalpha(text[start]) || (unsigned char)text[start] >= 0x80 || text[start] == '*' ||
            text[start] == '"') &&
           !(text[start] == '*' && start + 1 < end && text[start + 1] == ' ');
}

/* `at` is the newline at the end of a paragraph; a blank line follows. */
static size_t find_cut(Finder *finder, size_t start, size_t at)
{
    const char *text = finder->text;
    size_t end = at;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\t'))
        end--;
    if (end - start < LONG_ENOUGH || !is_plain_line(text, start, end))
        return at;
    size_t next = at + 1;
    while (next < finder->length &&
           (text[next] == ' ' || text[next] == '\t' || text[next] == '\n' || text[next] == '\f'))
        next++;
    bool below = next > at + 1 && next < finder->length && text[next - 1] == '\n' &&
                 g_ascii_islower(text[next]);
    if (!below)
        return at;
    bool open = g_ascii_isalpha(text[end - 1]) || text[end - 1] == ',';
    size_t letters = word_letters(text, next, finder->length);
    bool word = letters > 0 && next + letters < finder->length && strchr(" ,'", text[next + letters]) != NULL;
    if (!open || !word)
        return at;
    add(finder, end, next, "\n", "a sentence cut in two by a page break");
    return next;
}

static size_t line_end(const Finder *finder, size_t at)
{
    const char *newline = memchr(finder->text + at, '\n', finder->length - at);
    return newline ? (size_t)(newline - finder->text) : finder->length;
}

static void read_line(Finder *finder, size_t start, size_t end)
{
    bool bold = false;
    for (size_t at = start; at < end;) {
        size_t after = at;
        unsigned char c = (unsigned char)finder->text[at];
        if (c == '`' || c == '<')
            after = vt_skip_opaque(finder->text, at, end);
        else if (c >= 0xc3)
            after = find_mojibake(finder, at);
        else if (c == '[')
            after = find_residue(finder, at);
        else if (c == '\f') {
            add(finder, at, at + 1, "\n\n", "a page break");
            after = at + 1;
        } else if (c == '*' && at + 1 < end && finder->text[at + 1] == '*') {
            after = find_lost_break(finder, at, bold);
            after = after == at ? at + 2 : after;
            bold = !bold;
        }
        at = after > at ? after : at + 1;
    }
}

void vt_find_repairs(const char *text, size_t length, GArray *repairs)
{
    Finder finder = {text, length, repairs, 0};
    for (size_t at = 0; at < length;) {
        size_t code = vt_skip_fence(text, at, length);
        if (code > at) {
            at = code;
            continue;
        }
        size_t end = line_end(&finder, at);
        read_line(&finder, at, end);
        if (end < length)
            find_cut(&finder, at, end);
        at = end + 1;
    }
}
