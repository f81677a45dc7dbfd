#include "loading.h"

/* Finds the addresses of a stylesheet by CSS's rules for tokens, as far as they bear on addresses: comments
 * hold none, a string holds none unless it follows @import, url( may be in any case and its address in
 * quotes or bare. */

typedef struct Scanner {
    const char *text;
    size_t length;
    size_t at;
    bool importing; /* behind @import, before its address */
    GArray *found;
    GArray *comments; /* NULL: not asked for */
} Scanner;

static bool is_name_char(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || (c & 0x80);
}

static bool looking_at(const Scanner *scanner, const char *word)
{
    size_t length = strlen(word);
    return scanner->length - scanner->at >= length &&
           g_ascii_strncasecmp(scanner->text + scanner->at, word, length) == 0 &&
           (scanner->at == 0 || !is_name_char(scanner->text[scanner->at - 1]));
}

static void skip_comment(Scanner *scanner)
{
    const char *end = g_strstr_len(scanner->text + scanner->at + 2,
                                   (gssize)(scanner->length - scanner->at - 2), "*/");
    VtStyleAddress comment = {scanner->at, 0};
    scanner->at = end ? (size_t)(end - scanner->text) + 2 : scanner->length;
    comment.length = scanner->at - comment.offset;
    if (scanner->comments)
        g_array_append_val(scanner->comments, comment);
}

static void skip_space(Scanner *scanner)
{
    while (scanner->at < scanner->length && g_ascii_isspace(scanner->text[scanner->at]))
        scanner->at++;
}

/* Passes over a string; gives what is between its quotes. */
static VtStyleAddress read_string(Scanner *scanner)
{
    char quote = scanner->text[scanner->at++];
    size_t start = scanner->at;
    while (scanner->at < scanner->length && scanner->text[scanner->at] != quote) {
        if (scanner->text[scanner->at] == '\\')
            scanner->at++;
        scanner->at++;
    }
    scanner->at = MIN(scanner->at, scanner->length);
    VtStyleAddress string = {start, scanner->at - start};
    scanner->at = MIN(scanner->at + 1, scanner->length);
    return string;
}

static void read_url(Scanner *scanner)
{
    scanner->at += strlen("url(");
    skip_space(scanner);
    VtStyleAddress address = {scanner->at, 0};
    if (scanner->at < scanner->length && strchr("\"'", scanner->text[scanner->at])) {
        address = read_string(scanner);
    } else {
        while (scanner->at < scanner->length && scanner->text[scanner->at] != ')' &&
               !g_ascii_isspace(scanner->text[scanner->at]))
            scanner->at++;
        address.length = scanner->at - address.offset;
    }
    g_array_append_val(scanner->found, address);
    scanner->importing = false;
}

static void step(Scanner *scanner)
{
    char c = scanner->text[scanner->at];
    if (c == '/' && scanner->at + 1 < scanner->length && scanner->text[scanner->at + 1] == '*') {
        skip_comment(scanner);
    } else if (c == '"' || c == '\'') {
        VtStyleAddress string = read_string(scanner);
        if (scanner->importing)
            g_array_append_val(scanner->found, string);
        scanner->importing = false;
    } else if (looking_at(scanner, "url(")) {
        read_url(scanner);
    } else {
        if (looking_at(scanner, "@import"))
            scanner->importing = true;
        else if (c == ';')
            scanner->importing = false;
        scanner->at++;
    }
}

/* Where a comment, a string, an address or the end of an @import may begin. */
static const bool may_begin[256] = {
    ['/'] = true, ['"'] = true, ['\''] = true, ['u'] = true, ['U'] = true, ['@'] = true, [';'] = true,
};

static void scan(Scanner *scanner)
{
    for (;;) {
        while (scanner->at < scanner->length && !may_begin[(uint8_t)scanner->text[scanner->at]])
            scanner->at++;
        if (scanner->at >= scanner->length)
            return;
        step(scanner);
    }
}

GArray *vt_stylesheet_addresses(VtSlice text)
{
    Scanner scanner = {text.data, text.length, 0, false, g_array_new(FALSE, FALSE, sizeof(VtStyleAddress)),
                       NULL};
    scan(&scanner);
    return scanner.found;
}

/* ---- Comments ------------------------------------------------------------------------------------------ */

/* How much goes with the comment: its line's indentation and end where nothing else stands on it. */
static VtStyleAddress with_its_line(VtSlice text, VtStyleAddress comment)
{
    size_t start = comment.offset, end = comment.offset + comment.length;
    while (start > 0 && (text.data[start - 1] == ' ' || text.data[start - 1] == '\t'))
        start--;
    bool alone = (start == 0 || text.data[start - 1] == '\n') &&
                 (end == text.length || text.data[end] == '\n');
    if (!alone)
        return comment;
    end += end < text.length;
    return (VtStyleAddress){start, end - start};
}

/* A comment parts what stands on its two sides. */
static void append_gap(VtSlice text, VtStyleAddress cut, VtBuffer *out)
{
    size_t end = cut.offset + cut.length;
    bool joins = cut.offset > 0 && end < text.length && !g_ascii_isspace(text.data[cut.offset - 1]) &&
                 !g_ascii_isspace(text.data[end]);
    if (joins)
        vt_buffer_append_char(out, ' ');
}

void vt_stylesheet_drop_comments(VtBuffer *css)
{
    g_autoptr(GArray) addresses = g_array_new(FALSE, FALSE, sizeof(VtStyleAddress));
    g_autoptr(GArray) comments = g_array_new(FALSE, FALSE, sizeof(VtStyleAddress));
    VtSlice text = {css->data, css->length};
    Scanner scanner = {text.data, text.length, 0, false, addresses, comments};
    scan(&scanner);
    VtBuffer out = {0};
    size_t at = 0;
    for (guint i = 0; i < comments->len; i++) {
        VtStyleAddress comment = g_array_index(comments, VtStyleAddress, i);
        if (comment.length > 2 && text.data[comment.offset + 2] == '!')
            continue;
        VtStyleAddress cut = with_its_line(text, comment);
        vt_buffer_append(&out, text.data + at, cut.offset - at);
        append_gap(text, cut, &out);
        at = cut.offset + cut.length;
    }
    vt_buffer_append(&out, text.data + at, text.length - at);
    vt_buffer_finish(css);
    *css = out;
}
