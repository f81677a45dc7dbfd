#include "tokens.h"

/* `at` is where the next token begins. */
typedef struct Scanner {
    VtTokens *tokens;
    VtSlice open;
    VtSlice close;
    const char *text;
    size_t length;
    size_t at;
    bool line_start;
} Scanner;

void vt_tokens_init(VtTokens *tokens, const VtSource *source, VtDiagnostics *sink)
{
    *tokens = (VtTokens){.source = source, .sink = sink};
    tokens->tokens = g_array_new(FALSE, TRUE, sizeof(VtToken));
    tokens->delimiters = g_array_new(FALSE, TRUE, sizeof(VtDelimiters));
}

void vt_tokens_finish(VtTokens *tokens)
{
    g_array_free(tokens->tokens, TRUE);
    g_array_free(tokens->delimiters, TRUE);
}

static VtDiagnostic *report(Scanner *scanner, VtDiagnosticId id, size_t start, size_t end,
                            const char *message)
{
    scanner->tokens->errors++;
    return vt_diagnose(scanner->tokens->sink, id, (VtSpan){scanner->tokens->source, start, end - start}, "%s",
                       message);
}

/* A short word's first byte is rare in text: memchr finds it faster than memmem a word of two. A long one may
 * begin like all of the text. */
static const char *find_word(const char *at, const char *end, VtSlice word)
{
    enum { SHORT = 8 };
    if (word.length > SHORT)
        return memmem(at, (size_t)(end - at), word.data, word.length);
    while ((at = memchr(at, word.data[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= word.length && memcmp(at, word.data, word.length) == 0)
            break;
        at++;
    }
    return at;
}

/* Where the word begins at or after `from`, as an offset; the text's length when it does not. */
static size_t find(const Scanner *scanner, size_t from, VtSlice word)
{
    const char *place = find_word(scanner->text + from, scanner->text + scanner->length, word);
    return place != NULL ? (size_t)(place - scanner->text) : scanner->length;
}

static size_t end_of_line(const Scanner *scanner, size_t from)
{
    const char *newline = memchr(scanner->text + from, '\n', scanner->length - from);
    return newline ? (size_t)(newline - scanner->text) : scanner->length;
}

static void add(Scanner *scanner, VtToken token)
{
    token.line_start = scanner->line_start;
    scanner->line_start = token.kind == VT_TOKEN_TEXT && scanner->text[token.end - 1] == '\n';
    g_array_append_val(scanner->tokens->tokens, token);
}

static void scan_text(Scanner *scanner, size_t end)
{
    while (scanner->at < end) {
        size_t line_end = MIN(end_of_line(scanner, scanner->at) + 1, end);
        add(scanner, (VtToken){.kind = VT_TOKEN_TEXT, .start = scanner->at, .end = line_end});
        scanner->at = line_end;
    }
}

static void add_delimiters(Scanner *scanner, size_t offset)
{
    VtDelimiters delimiters = {offset, scanner->open, scanner->close};
    g_array_append_val(scanner->tokens->delimiters, delimiters);
}

static size_t word_length(VtSlice text)
{
    size_t length = 0;
    while (length < text.length && !g_ascii_isspace(text.data[length]))
        length++;
    return length;
}

/* {{=OPEN CLOSE=}} */
static void change_delimiters(Scanner *scanner, const VtToken *token)
{
    VtSlice words = token->name;
    size_t first = word_length(words);
    VtSlice second = vt_slice_trim((VtSlice){words.data + first, words.length - first});
    if (first == 0 || second.length == 0 || word_length(second) != second.length) {
        VtDiagnostic *diagnostic = report(scanner, VT_TEMPLATE_DELIMITERS, token->start, token->end,
                                          "a tag that sets delimiters holds exactly two of them");
        vt_diagnostic_note(diagnostic,
                           "write the opening and the closing one, parted by a space: {{=<%% %%>=}}");
        return;
    }
    scanner->open = (VtSlice){words.data, first};
    scanner->close = second;
    add_delimiters(scanner, token->end);
}

static VtTokenKind kind_of(char sigil)
{
    switch (sigil) {
    case '#':
        return VT_TOKEN_SECTION;
    case '^':
        return VT_TOKEN_INVERTED;
    case '$':
        return VT_TOKEN_BLOCK;
    case '<':
        return VT_TOKEN_PARENT;
    case '>':
        return VT_TOKEN_PARTIAL;
    case '/':
        return VT_TOKEN_END;
    case '!':
        return VT_TOKEN_COMMENT;
    case '=':
        return VT_TOKEN_DELIMITERS;
    case '&':
    case '{':
        return VT_TOKEN_UNESCAPED;
    default:
        return VT_TOKEN_ESCAPED;
    }
}

/* Only {{=…=}} and {{{…}}} end with more than the closing delimiter. */
static char before_close(char sigil)
{
    return sigil == '=' ? '=' : sigil == '{' ? '}' : '\0';
}

static bool stands_at(const Scanner *scanner, size_t at, VtSlice word)
{
    return scanner->length - at >= word.length && memcmp(scanner->text + at, word.data, word.length) == 0;
}

/* The end of the tag's content, or the text's length. */
static size_t find_close(const Scanner *scanner, size_t from, char before)
{
    if (!before)
        return find(scanner, from, scanner->close);
    VtSlice first = {&before, 1};
    size_t at = find(scanner, from, first);
    while (at < scanner->length && !stands_at(scanner, at + 1, scanner->close))
        at = find(scanner, at + 1, first);
    return at;
}

/* A dotted name: steps parted by single dots, or one dot alone. Names of partials and blocks are free of
 * that. */
static const char *fault_of_path(VtSlice name)
{
    if (vt_slice_is(name, "."))
        return NULL;
    if (name.data[0] == '.' || name.data[name.length - 1] == '.' || memmem(name.data, name.length, "..", 2))
        return "a step of the name is empty";
    size_t dots = 0;
    for (size_t i = 0; i < name.length; i++)
        dots += name.data[i] == '.';
    return dots > 255 ? "the name has more than 256 steps" : NULL;
}

static const char *fault_of_name(const VtToken *token)
{
    if (token->name.length == 0)
        return "the tag has no name";
    if (word_length(token->name) != token->name.length)
        return "a name has no spaces";
    bool calls = token->kind == VT_TOKEN_PARTIAL || token->kind == VT_TOKEN_PARENT;
    bool plain = token->kind == VT_TOKEN_END || token->kind == VT_TOKEN_BLOCK || (calls && !token->dynamic);
    return plain ? NULL : fault_of_path(token->name);
}

/* The tag ends where another begins inside it: most likely its end was forgotten. */
static bool swallows_a_tag(Scanner *scanner, const VtToken *token)
{
    if (token->name.length == 0)
        return false;
    const char *inner = memmem(token->name.data, token->name.length, scanner->open.data,
                               scanner->open.length);
    if (!inner)
        return false;
    size_t end = MIN(end_of_line(scanner, token->start), (size_t)(inner - scanner->text));
    report(scanner, VT_TEMPLATE_UNCLOSED_TAG, token->start, end, "the tag is not closed");
    scanner->tokens->incomplete = true;
    scanner->at = (size_t)(inner - scanner->text);
    return true;
}

static void take_asterisk(VtToken *token)
{
    bool may = token->kind == VT_TOKEN_PARTIAL || token->kind == VT_TOKEN_PARENT ||
               token->kind == VT_TOKEN_END;
    if (!may || token->name.length == 0 || token->name.data[0] != '*')
        return;
    token->dynamic = true;
    token->name = vt_slice_trim((VtSlice){token->name.data + 1, token->name.length - 1});
}

static void accept_tag(Scanner *scanner, VtToken token)
{
    scanner->at = token.end;
    if (token.kind == VT_TOKEN_DELIMITERS) {
        change_delimiters(scanner, &token);
    } else if (token.kind != VT_TOKEN_COMMENT) {
        if (swallows_a_tag(scanner, &token))
            return;
        take_asterisk(&token);
        const char *fault = fault_of_name(&token);
        token.faulty = fault != NULL;
        if (fault)
            report(scanner, VT_TEMPLATE_TAG_NAME, token.start, token.end, fault);
    }
    add(scanner, token);
}

static void scan_tag(Scanner *scanner)
{
    size_t start = scanner->at;
    size_t content = start + scanner->open.length;
    while (content < scanner->length && g_ascii_isspace(scanner->text[content]))
        content++;
    char sigil = content < scanner->length ? scanner->text[content] : '\0';
    VtTokenKind kind = kind_of(sigil);
    content += kind != VT_TOKEN_ESCAPED;
    size_t close = find_close(scanner, MIN(content, scanner->length), before_close(sigil));
    if (close == scanner->length) {
        report(scanner, VT_TEMPLATE_UNCLOSED_TAG, start, end_of_line(scanner, start),
               "the tag is not closed");
        scanner->tokens->incomplete = true;
        scanner->at = scanner->length;
        return;
    }
    VtToken token = {
        .kind = kind, .start = start, .end = close + (before_close(sigil) != '\0') + scanner->close.length};
    token.name = vt_slice_trim((VtSlice){scanner->text + content, close - content});
    accept_tag(scanner, token);
}

void vt_tokens_scan(VtTokens *tokens, VtSlice open, VtSlice close)
{
    Scanner scanner = {tokens, open, close, tokens->source->text, tokens->source->length, 0, true};
    add_delimiters(&scanner, 0);
    while (scanner.at < scanner.length && tokens->errors < VT_TOLD_ERRORS) {
        scan_text(&scanner, find(&scanner, scanner.at, scanner.open));
        if (scanner.at < scanner.length)
            scan_tag(&scanner);
    }
}
