/* md4c 0.4 ends a list item at a blank line when the item holds nothing yet. It looks for that at the end of
 * what it has stored, where in an item that does hold something the place of a line may lie: of the beginning
 * of a heading's or a table's, of the end of a code block's. A place whose lowest byte is MD_BLOCK_LI is then
 * taken for an item without content, and what follows the blank line falls out of the list. With a few blank
 * lines in front of the text no such place has that byte, and nothing else changes. */
#include "parser.h"

enum { MOST_SHIFT = 64, UNLUCKY = MD_BLOCK_LI, PLACES = 256 };

/* The places of one shift are looked at from first to last; what was seen on the way to one answers for the
 * next, so that no byte is read twice, however long its line or the gap it lies in. */
typedef struct Walk {
    const char *text;
    size_t length;
    size_t seen;      /* the place before, or 0 */
    bool seen_opens;  /* does its line hold nothing but what may precede a block, up to it? */
    size_t line;      /* the start of the line behind the place before */
    bool line_gap;    /* is there a gap behind that line? */
    size_t run_start; /* blank lines that were counted */
    size_t run_end;
} Walk;

static size_t next_line(const Walk *walk, size_t at)
{
    const char *newline = at < walk->length ? memchr(walk->text + at, '\n', walk->length - at) : NULL;
    return newline ? (size_t)(newline - walk->text) + 1 : walk->length;
}

static bool holds_only(const char *text, size_t start, size_t end, const char *characters)
{
    for (; start < end; start++)
        if (text[start] == '\0' || !strchr(characters, text[start]))
            return false;
    return true;
}

static bool opens(char c)
{
    return c != '\0' && strchr(" \t>#*+-.)|[]xX0123456789", c) != NULL;
}

/* Is there nothing on the line, up to here, but what may precede a block? */
static bool line_opens(Walk *walk, size_t place)
{
    size_t at = place;
    while (at > walk->seen && opens(walk->text[at - 1]))
        at--;
    if (at > walk->seen || at == 0)
        walk->seen_opens = at == 0 || walk->text[at - 1] == '\n';
    walk->seen = place;
    return walk->seen_opens;
}

/* May a block's line begin or end here, as md4c stores it? */
static bool is_border(Walk *walk, size_t at)
{
    if (at >= walk->length)
        return true;
    return line_opens(walk, at) || walk->text[at] == '\n' || walk->text[at] == '\r';
}

static size_t blank_run_end(Walk *walk, size_t line)
{
    if (line >= walk->run_start && line < walk->run_end)
        return walk->run_end;
    walk->run_start = line;
    for (size_t next; line < walk->length; line = next) {
        next = next_line(walk, line);
        if (!holds_only(walk->text, line, next, " \t\r\n>"))
            break;
    }
    walk->run_end = line;
    return line;
}

/* Is there a blank line here, or behind a fence or underline that is here, and then something that may
 * belong to an item? */
static bool is_gap(Walk *walk, size_t line)
{
    size_t start = line;
    size_t end = blank_run_end(walk, start);
    if (end == start) {
        start = next_line(walk, line);
        if (!holds_only(walk->text, line, start, " \t\r\n>`~=-"))
            return false;
        end = blank_run_end(walk, start);
    }
    return end > start && end < walk->length && strchr(" \t>", walk->text[end]) != NULL;
}

static bool precedes_gap(Walk *walk, size_t at)
{
    if (at >= walk->line) {
        walk->line = next_line(walk, at);
        walk->line_gap = is_gap(walk, walk->line);
    }
    return walk->line_gap;
}

static bool is_unlucky(const char *text, size_t length, size_t shift)
{
    Walk walk = {.text = text, .length = length};
    for (size_t at = (UNLUCKY + PLACES - shift) % PLACES; at <= length; at += PLACES)
        if (is_border(&walk, at) && precedes_gap(&walk, at))
            return true;
    return false;
}

size_t vt_item_ends_shift(const char *text, size_t length)
{
    for (size_t shift = 0; shift < MOST_SHIFT; shift++)
        if (!is_unlucky(text, length, shift))
            return shift;
    return 0;
}
