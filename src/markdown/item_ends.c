/* md4c 0.4 ends a list item at a blank line when the item holds nothing yet. It looks for that at the end of
 * what it has stored, where in an item that does hold something the place of a line may lie: of the beginning
 * of a heading's or a table's, of the end of a code block's. A place whose lowest byte is MD_BLOCK_LI is then
 * taken for an item without content, and what follows the blank line falls out of the list. With a few blank
 * lines in front of the text no such place has that byte, and nothing else changes. */
#include "parser.h"

enum { MOST_SHIFT = 64, UNLUCKY = MD_BLOCK_LI, PLACES = 256 };

static size_t line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static size_t next_line(const char *text, size_t length, size_t at)
{
    const char *newline = at < length ? memchr(text + at, '\n', length - at) : NULL;
    return newline ? (size_t)(newline - text) + 1 : length;
}

static bool holds_only(const char *text, size_t start, size_t end, const char *characters)
{
    for (; start < end; start++)
        if (text[start] == '\0' || !strchr(characters, text[start]))
            return false;
    return true;
}

/* May a block's line begin or end here, as md4c stores it? */
static bool is_border(const char *text, size_t length, size_t at)
{
    if (at >= length || text[at] == '\n' || text[at] == '\r')
        return true;
    return holds_only(text, line_start(text, at), at, " \t>#*+-.)|[]xX0123456789");
}

/* Is there a blank line behind this one, or behind a fence or underline that follows it, and then something
 * that may belong to an item? */
static bool precedes_gap(const char *text, size_t length, size_t at)
{
    size_t line = next_line(text, length, at);
    size_t next = next_line(text, length, line);
    bool blank = holds_only(text, line, next, " \t\r\n>");
    if (!blank && !holds_only(text, line, next, " \t\r\n>`~=-"))
        return false;
    for (line = next; line < length; line = next) {
        next = next_line(text, length, line);
        if (!holds_only(text, line, next, " \t\r\n>"))
            break;
        blank = true;
    }
    return blank && line < length && strchr(" \t>", text[line]) != NULL;
}

static bool is_unlucky(const char *text, size_t length, size_t shift)
{
    for (size_t at = (UNLUCKY + PLACES - shift) % PLACES; at <= length; at += PLACES)
        if (is_border(text, length, at) && precedes_gap(text, length, at))
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
