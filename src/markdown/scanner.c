#include "lexer.h"

/* ---- The token not yet written -------------------------------------------------------------------- */

void vt_scanner_flush(VtScanner *s)
{
    if (s->start == s->at)
        return;
    if (s->class != NULL) {
        vt_buffer_append_string(s->out, "<span class=\"");
        vt_buffer_append_string(s->out, s->class);
        vt_buffer_append_string(s->out, "\">");
    }
    vt_buffer_append_html(s->out, s->text + s->start, s->at - s->start);
    if (s->class != NULL)
        vt_buffer_append_string(s->out, "</span>");
    s->start = s->at;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

bool vt_is_one_of(char c, const char *set)
{
    return c != '\0' && set != NULL && strchr(set, c) != NULL;
}

/* What the end of a token says of its line: the last byte that is not a blank decides. */
static void note_line_start(VtScanner *s, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char c = s->text[s->at - 1 - i];
        if (is_blank(c))
            continue;
        s->line_start = c == '\n';
        return;
    }
}

void vt_scanner_take(VtScanner *s, const char *class, size_t length)
{
    length = MIN(length, s->length - s->at);
    if (length == 0)
        return;
    if (g_strcmp0(s->class, class) != 0) {
        vt_scanner_flush(s);
        s->class = class;
    }
    s->at += length;
    note_line_start(s, length);
    if (class != NULL)
        s->last = class[0] == 'k' && class[1] != 'c' ? '\0' : s->text[s->at - 1];
}

/* ---- Looking ahead --------------------------------------------------------------------------------- */

char vt_scanner_peek(const VtScanner *s, size_t ahead)
{
    return ahead < s->length - s->at ? s->text[s->at + ahead] : '\0';
}

/* Most looks fail at the first byte, so this goes by bytes. */
bool vt_scanner_sees_at(const VtScanner *s, size_t ahead, const char *string)
{
    if (ahead > s->length - s->at)
        return false;
    const char *text = s->text + s->at + ahead;
    const char *end = s->text + s->length;
    while (*string != '\0' && text < end && *text == *string) {
        text++;
        string++;
    }
    return *string == '\0';
}

bool vt_scanner_sees(const VtScanner *s, const char *string)
{
    return vt_scanner_sees_at(s, 0, string);
}

size_t vt_scanner_line(const VtScanner *s)
{
    const char *newline = memchr(s->text + s->at, '\n', s->length - s->at);
    return newline != NULL ? (size_t)(newline - (s->text + s->at)) : s->length - s->at;
}

bool vt_scanner_in_line(const VtScanner *s, size_t ahead)
{
    return ahead < s->length - s->at && s->text[s->at + ahead] != '\n';
}

size_t vt_scanner_through(const VtScanner *s, const char *mark)
{
    const char *found = memmem(s->text + s->at, s->length - s->at, mark, strlen(mark));
    return found != NULL ? (size_t)(found - (s->text + s->at)) + strlen(mark) : s->length - s->at;
}

size_t vt_scanner_blanks(const VtScanner *s, size_t ahead)
{
    size_t n = 0;
    while (is_blank(vt_scanner_peek(s, ahead + n)))
        n++;
    return n;
}

static bool starts_word(const VtLexer *lexer, char c)
{
    return g_ascii_isalpha(c) || c == '_' || (c & 0x80) != 0 || vt_is_one_of(c, lexer->word_starts);
}

static bool continues_word(const VtLexer *lexer, char c)
{
    return starts_word(lexer, c) || g_ascii_isdigit(c) || vt_is_one_of(c, lexer->word_parts);
}

size_t vt_scanner_word(const VtScanner *s, size_t ahead)
{
    if (!starts_word(s->lexer, vt_scanner_peek(s, ahead)))
        return 0;
    size_t n = 1;
    while (continues_word(s->lexer, vt_scanner_peek(s, ahead + n)))
        n++;
    return n;
}

/* ---- Strings ----------------------------------------------------------------------------------------------
 */

/* A backslash and what it escapes: one character, or the digits of \xHH, \uHHHH, \u{H…}, \UHHHHHHHH. */
static size_t escape_length(const VtScanner *s)
{
    char c = vt_scanner_peek(s, 1);
    if (s->length - s->at < 2)
        return 1;
    size_t n = 2;
    if ((c & 0x80) != 0) {
        while ((vt_scanner_peek(s, n) & 0xC0) == 0x80)
            n++;
        return n;
    }
    size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    bool braced = c == 'u' && vt_scanner_peek(s, 2) == '{';
    if (braced)
        n++;
    for (size_t i = 0; i < (braced ? 6 : digits) && g_ascii_isxdigit(vt_scanner_peek(s, n)); i++)
        n++;
    return braced && vt_scanner_peek(s, n) == '}' ? n + 1 : n;
}

/* `skip` bytes open an expression that `close` ends; it may hold pairs of `open` and `close`, and ends with
 * the line at the latest, and with the string where its quotes cannot be part of an expression. */
static size_t expression_length(const VtScanner *s, size_t skip, const char pair[2], const char *quote)
{
    size_t n = skip;
    size_t depth = 1;
    while (s->at + n < s->length && s->text[s->at + n] != '\n') {
        char c = s->text[s->at + n];
        if (quote != NULL && vt_scanner_sees_at(s, n, quote))
            return n;
        n++;
        if (c == pair[0])
            depth++;
        else if (c == pair[1] && --depth == 0)
            return n;
    }
    return n;
}

static size_t interpolation_length(const VtScanner *s, const VtLexerString *form, unsigned flags)
{
    const char *quote = (flags & VT_STRING_QUOTES) != 0 ? NULL : form->close;
    char c = vt_scanner_peek(s, 0);
    char next = vt_scanner_peek(s, 1);
    if (c == '{' && (flags & VT_STRING_BRACE) != 0)
        return next == '{' ? 0 : expression_length(s, 1, "{}", quote);
    if (c == '#' && next == '{' && (flags & VT_STRING_HASH) != 0)
        return expression_length(s, 2, "{}", quote);
    if (c != '$')
        return 0;
    if (next == '{' && (flags & VT_STRING_DOLLAR) != 0)
        return expression_length(s, 2, "{}", quote);
    if (next == '(' && (flags & VT_STRING_COMMAND) != 0)
        return expression_length(s, 2, "()", quote);
    if ((flags & VT_STRING_NAME) != 0) {
        size_t n = 1;
        while (g_ascii_isalnum(vt_scanner_peek(s, n)) || vt_scanner_peek(s, n) == '_')
            n++;
        if (n == 1 && vt_is_one_of(next, "@*#?!$-"))
            n = 2;
        return n > 1 ? n : 0;
    }
    return 0;
}

void vt_scanner_take_string(VtScanner *s, const VtLexerString *form, unsigned flags, const char *class)
{
    size_t close = strlen(form->close);
    vt_scanner_take(s, class, strlen(form->open));
    while (s->at < s->length) {
        size_t expression;
        if (vt_scanner_sees(s, form->close)) {
            bool doubled = (flags & VT_STRING_DOUBLED) != 0 && vt_scanner_sees_at(s, close, form->close);
            vt_scanner_take(s, doubled ? "se" : class, doubled ? 2 * close : close);
            if (!doubled)
                return;
        } else if (s->text[s->at] == '\n' && (flags & VT_STRING_LINES) == 0) {
            return;
        } else if (s->text[s->at] == '\\' && (flags & VT_STRING_ESCAPES) != 0) {
            vt_scanner_take(s, "se", escape_length(s));
        } else if ((expression = interpolation_length(s, form, flags)) > 0) {
            vt_scanner_take(s, "si", expression);
        } else if ((flags & VT_STRING_BRACE) != 0 && (vt_scanner_sees(s, "{{") || vt_scanner_sees(s, "}}"))) {
            vt_scanner_take(s, "se", 2);
        } else {
            vt_scanner_take(s, class, 1);
        }
    }
}

/* ---- Numbers
 * ------------------------------------------------------------------------------------------------ */

bool vt_scanner_is_number(const VtScanner *s)
{
    char c = vt_scanner_peek(s, 0);
    return g_ascii_isdigit(c) || (c == '.' && g_ascii_isdigit(vt_scanner_peek(s, 1)));
}

static size_t digits_length(const VtScanner *s, size_t ahead)
{
    size_t n = 0;
    while (g_ascii_isdigit(vt_scanner_peek(s, ahead + n)) || vt_scanner_peek(s, ahead + n) == '_')
        n++;
    return n;
}

/* The fraction and the exponent behind `n` digits. A dot belongs to the number if a digit follows, or if
 * neither a second dot nor a word does: 1..10 and 1.max(2) keep theirs. */
static size_t fraction_length(const VtScanner *s, size_t n)
{
    size_t end = n;
    char next = vt_scanner_peek(s, end + 1);
    if (vt_scanner_peek(s, end) == '.' && next != '.' && !g_ascii_isalpha(next) && next != '_')
        end += 1 + digits_length(s, end + 1);
    if (g_ascii_tolower(vt_scanner_peek(s, end)) == 'e') {
        size_t sign = vt_is_one_of(vt_scanner_peek(s, end + 1), "+-") ? 1 : 0;
        size_t digits = digits_length(s, end + 1 + sign);
        end += digits > 0 ? 1 + sign + digits : 0;
    }
    return end - n;
}

static size_t letters_length(const VtScanner *s, size_t ahead)
{
    size_t n = 0;
    while (g_ascii_isalnum(vt_scanner_peek(s, ahead + n)) || vt_scanner_peek(s, ahead + n) == '_')
        n++;
    return n;
}

void vt_scanner_take_number(VtScanner *s)
{
    char base = vt_scanner_peek(s, 0) == '0' ? g_ascii_tolower(vt_scanner_peek(s, 1)) : '\0';
    if (vt_is_one_of(base, "xbo") && g_ascii_isxdigit(vt_scanner_peek(s, 2))) {
        const char *class = base == 'x' ? "mh" : base == 'b' ? "mb" : "mo";
        vt_scanner_take(s, class, 2 + letters_length(s, 2));
        return;
    }
    size_t whole = digits_length(s, 0);
    size_t fraction = fraction_length(s, whole);
    const char *class = fraction > 0 ? "mf" : "mi";
    vt_scanner_take(s, class, whole + fraction);
    if ((s->lexer->flags & VT_LEXER_UNITS) != 0)
        vt_scanner_take(s, "kt", vt_scanner_peek(s, 0) == '%' ? 1 : letters_length(s, 0));
    else
        vt_scanner_take(s, class, letters_length(s, 0));
}
