/* Code between fences, for scans of whole texts that must not look inside. */
#include "document.h"

/* Behind the blanks and the signs of quotes and lists that a line begins with. */
static size_t skip_markers(const char *text, size_t at, size_t end)
{
    for (;;) {
        size_t digits = at;
        while (digits < end && g_ascii_isdigit(text[digits]))
            digits++;
        bool numbered = digits > at && digits + 1 < end && strchr(".)", text[digits]) &&
                        text[digits + 1] == ' ';
        bool bullet = at + 1 < end && strchr("-+*", text[at]) && text[at + 1] == ' ';
        if (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '>'))
            at++;
        else if (bullet)
            at += 2;
        else if (numbered)
            at = digits + 2;
        else
            return at;
    }
}

static size_t line_end(const char *text, size_t at, size_t length)
{
    const char *newline = memchr(text + at, '\n', length - at);
    return newline ? (size_t)(newline - text) : length;
}

static size_t run_at(const char *text, size_t at, size_t end, char c)
{
    size_t run = 0;
    while (at + run < end && text[at + run] == c)
        run++;
    return run;
}

/* Three or more of ` or ~, as many as there are; 0: no fence. Words behind backticks hold none of them. */
static size_t fence_at(const char *text, size_t at, size_t end)
{
    if (at == end || !strchr("`~", text[at]))
        return 0;
    size_t run = run_at(text, at, end, text[at]);
    bool span = text[at] == '`' && memchr(text + at + run, '`', end - at - run);
    return run >= 3 && !span ? run : 0;
}

static bool is_blank(const char *text, size_t at, size_t end)
{
    while (at < end && g_ascii_isspace(text[at]))
        at++;
    return at == end;
}

static size_t indent_of(const char *text, size_t at, size_t end)
{
    size_t p = at;
    while (p < end && (text[p] == ' ' || text[p] == '\t' || text[p] == '>'))
        p++;
    return p - at;
}

/* Behind one, or `start`. Four blanks make other code, or go on with a paragraph, as a rule. */
static size_t skip_one(const char *text, size_t start, size_t length)
{
    enum { IN_A_LIST = 2, MOST_BLANKS = 3 };
    size_t end = line_end(text, start, length), open = skip_markers(text, start, end);
    size_t fence = fence_at(text, open, end), column = open - start;
    if (fence == 0 || (column > MOST_BLANKS && is_blank(text, start, open)))
        return start;
    while (end < length) {
        size_t line = end + 1;
        end = line_end(text, line, length);
        size_t content = line + indent_of(text, line, end);
        size_t run = run_at(text, content, end, text[open]);
        if (run >= fence && is_blank(text, content + run, end))
            return MIN(end + 1, length);
        /* What holds the code has ended, and the code with it. */
        if (column >= IN_A_LIST && content - line < column && !is_blank(text, line, end))
            return line;
    }
    return length;
}

size_t vt_skip_fence(const char *text, size_t start, size_t length)
{
    size_t at = start;
    for (size_t after; at < length && (after = skip_one(text, at, length)) > at;)
        at = after;
    return at;
}
