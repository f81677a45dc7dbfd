#include "lexer.h"

/* ---- Word lists -------------------------------------------------------------------------------------- */

static bool in_list(const VtLexerWords *list, const char *word)
{
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(word, list->words[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

const char *vt_lexer_class(const VtLexer *lexer, const char *word, size_t length)
{
    char copy[32];
    if (length >= sizeof copy)
        return NULL;
    for (size_t i = 0; i < length; i++)
        copy[i] = (lexer->flags & VT_LEXER_FOLD) != 0 ? g_ascii_tolower(word[i]) : word[i];
    copy[length] = '\0';
    for (const VtLexerWords *list = lexer->words; list != NULL && list->class != NULL; list++)
        if (in_list(list, copy))
            return list->class;
    return NULL;
}

static const char *declared_class(const VtLexer *lexer, VtSlice word)
{
    for (const VtLexerDeclares *d = lexer->declares; d != NULL && d->keyword != NULL; d++)
        if (vt_slice_is(word, d->keyword))
            return d->class;
    return NULL;
}

/* ---- Comments ------------------------------------------------------------------------------------------ */

static size_t line_comment_length(const VtScanner *s, unsigned flags)
{
    size_t n = vt_scanner_line(s);
    while ((flags & VT_COMMENT_CONTINUES) != 0 && n > 0 && s->at + n < s->length &&
           s->text[s->at + n - 1] == '\\') {
        n++;
        while (s->at + n < s->length && s->text[s->at + n] != '\n')
            n++;
    }
    return n;
}

static size_t nested_comment_length(const VtScanner *s, const VtLexerComment *form)
{
    size_t n = 0;
    size_t depth = 0;
    while (s->at + n < s->length) {
        if (vt_scanner_sees_at(s, n, form->open)) {
            depth++;
            n += strlen(form->open);
        } else if (vt_scanner_sees_at(s, n, form->close)) {
            n += strlen(form->close);
            if (--depth == 0)
                break;
        } else {
            n++;
        }
    }
    return n;
}

static bool comment_begins(const VtScanner *s, const VtLexerComment *form)
{
    if (!vt_scanner_sees(s, form->open))
        return false;
    if ((form->flags & VT_COMMENT_ALONE) != 0 && !s->line_start)
        return false;
    return (form->flags & VT_COMMENT_APART) == 0 || s->at == 0 || g_ascii_isspace(s->text[s->at - 1]);
}

static bool take_comment(VtScanner *s)
{
    for (const VtLexerComment *form = s->lexer->comments; form != NULL && form->open != NULL; form++) {
        if (!comment_begins(s, form))
            continue;
        char last = s->last;
        if (form->close == NULL) {
            vt_scanner_take(s, form->class, line_comment_length(s, form->flags));
        } else if ((form->flags & VT_COMMENT_NESTS) != 0) {
            vt_scanner_take(s, form->class, nested_comment_length(s, form));
        } else {
            vt_scanner_take(s, form->class, strlen(form->open));
            vt_scanner_take(s, form->class, vt_scanner_through(s, form->close));
        }
        s->last = last;
        return true;
    }
    return false;
}

/* ---- Strings ------ */

static const VtLexerString *string_at(const VtScanner *s, size_t ahead)
{
    for (const VtLexerString *form = s->lexer->strings; form != NULL && form->open != NULL; form++)
        if (vt_scanner_sees_at(s, ahead, form->open))
            return form;
    return NULL;
}

/* ---- Keys: "name": of JSON, name = of TOML ----------------------------------------------------------------
 */

static bool key_mark_follows(const VtScanner *s, size_t ahead)
{
    size_t at = ahead + vt_scanner_blanks(s, ahead);
    char mark = vt_scanner_peek(s, at);
    char next = vt_scanner_peek(s, at + 1);
    return vt_is_one_of(mark, s->lexer->key_marks) && next != mark && !(mark == '=' && next == '>');
}

static bool string_is_key(const VtScanner *s, const VtLexerString *form)
{
    if (s->lexer->key_marks == NULL)
        return false;
    size_t n = strlen(form->open);
    while (s->at + n < s->length && s->text[s->at + n] != '\n' && !vt_scanner_sees_at(s, n, form->close))
        n += s->text[s->at + n] == '\\' && (form->flags & VT_STRING_ESCAPES) != 0 ? 2 : 1;
    return vt_scanner_sees_at(s, n, form->close) && key_mark_follows(s, n + strlen(form->close));
}

static bool take_string(VtScanner *s)
{
    const VtLexerString *form = string_at(s, 0);
    if (form == NULL)
        return false;
    const char *class = form->class;
    if (string_is_key(s, form))
        class = s->lexer->key_class;
    else if ((form->flags & VT_STRING_DOC) != 0 && s->line_start)
        class = "sd";
    vt_scanner_take_string(s, form, form->flags, class);
    s->command = false;
    return true;
}

/* ---- Words
 * -------------------------------------------------------------------------------------------------- */

static bool take_prefixed_string(VtScanner *s, size_t length)
{
    const VtLexerString *form = string_at(s, length);
    if (form == NULL)
        return false;
    VtSlice word = {s->text + s->at, length};
    for (const VtLexerPrefix *p = s->lexer->prefixes; p != NULL && p->letters != NULL; p++) {
        if (!vt_slice_is(word, p->letters))
            continue;
        vt_scanner_take(s, "sa", length);
        vt_scanner_take_string(s, form, (form->flags | p->add) & ~p->remove, form->class);
        return true;
    }
    return false;
}

/* A command stands at the start of a line, behind an operator, and behind a keyword such as `then`. */
static void take_shell_word(VtScanner *s, size_t length)
{
    const char *class = vt_lexer_class(s->lexer, s->text + s->at, length);
    bool assigns = vt_scanner_peek(s, length) == '=' || vt_scanner_sees_at(s, length, "+=");
    if (assigns && memchr(s->text + s->at, '-', length) == NULL) {
        vt_scanner_take(s, "nv", length);
        vt_scanner_take(s, "o", vt_scanner_peek(s, 0) == '=' ? 1 : 2);
        return;
    }
    bool in = length == 2 && vt_scanner_sees(s, "in");
    if (!s->command && !in)
        class = NULL;
    s->command = class != NULL && class[0] == 'k' && !in;
    vt_scanner_take(s, class, length);
    if (class == NULL)
        s->last = 'w';
}

static const char *word_class(const VtScanner *s, size_t length)
{
    const VtLexer *lexer = s->lexer;
    const char *word = s->text + s->at;
    bool member = (lexer->flags & VT_LEXER_MEMBERS) != 0 && s->last == '.';
    const char *class = member ? NULL : vt_lexer_class(lexer, word, length);
    if (class != NULL && class[0] != 'n')
        return class;
    if (s->expected != NULL)
        return s->expected;
    if (lexer->key_marks != NULL && key_mark_follows(s, length))
        return lexer->key_class;
    if (class != NULL)
        return class;
    if ((lexer->flags & VT_LEXER_TYPES) != 0 && g_ascii_isupper(word[0]))
        return "nc";
    if ((lexer->flags & VT_LEXER_CALLS) != 0 && vt_scanner_peek(s, length) == '(')
        return "nf";
    return NULL;
}

static bool take_word(VtScanner *s)
{
    size_t length = vt_scanner_word(s, 0);
    if (length == 0)
        return false;
    if (take_prefixed_string(s, length))
        return true;
    if ((s->lexer->flags & VT_LEXER_SHELL) != 0) {
        take_shell_word(s, length);
        return true;
    }
    VtSlice word = {s->text + s->at, length};
    const char *class = word_class(s, length);
    bool path = g_strcmp0(class, "nn") == 0 && vt_scanner_peek(s, length) == '.';
    vt_scanner_take(s, class, length);
    if (class == NULL)
        s->last = 'w';
    if (class != NULL && class[0] == 'k')
        s->expected = declared_class(s->lexer, word);
    else if (!path)
        s->expected = NULL;
    return true;
}

static bool take_sigil(VtScanner *s)
{
    for (const VtLexerSigil *sigil = s->lexer->sigils; sigil != NULL && sigil->mark != '\0'; sigil++) {
        if (s->text[s->at] != sigil->mark)
            continue;
        size_t word = vt_scanner_word(s, 1);
        if (word == 0 || (s->at > 0 && s->text[s->at - 1] == sigil->mark))
            continue;
        vt_scanner_take(s, sigil->class, 1 + word);
        s->command = false;
        return true;
    }
    return false;
}

/* ---- Heredocs
 * ------------------------------------------------------------------------------------------------- */

/* <<WORD, <<-WORD, <<~WORD, with the word in quotes or not. The rest of its line is still code. */
static bool take_heredoc_start(VtScanner *s)
{
    if ((s->lexer->flags & VT_LEXER_HEREDOCS) == 0 || !vt_scanner_sees(s, "<<") || s->heredoc.length > 0)
        return false;
    size_t n = vt_is_one_of(vt_scanner_peek(s, 2), "-~") ? 3 : 2;
    char quote = vt_scanner_peek(s, n);
    bool quoted = quote == '"' || quote == '\'';
    n += quoted ? 1 : 0;
    size_t word = 0;
    while (g_ascii_isalnum(vt_scanner_peek(s, n + word)) || vt_scanner_peek(s, n + word) == '_')
        word++;
    if (word == 0 || g_ascii_isdigit(vt_scanner_peek(s, n)))
        return false;
    s->heredoc = (VtSlice){s->text + s->at + n, word};
    n += word + (quoted && vt_scanner_peek(s, n + word) == quote ? 1 : 0);
    vt_scanner_take(s, "sh", n);
    s->command = false;
    return true;
}

static void take_heredoc_body(VtScanner *s)
{
    VtSlice end = s->heredoc;
    s->heredoc = (VtSlice){NULL, 0};
    while (s->at < s->length) {
        size_t line = vt_scanner_line(s);
        VtSlice text = vt_slice_trim((VtSlice){s->text + s->at, line});
        bool last = vt_slice_equal(text, end);
        vt_scanner_take(s, "sh", last ? line : line + 1);
        if (last)
            return;
    }
}

/* ---- The engine
 * -------------------------------------------------------------------------------------------------- */

static bool take_space(VtScanner *s)
{
    size_t blanks = vt_scanner_blanks(s, 0);
    bool newline = vt_scanner_peek(s, blanks) == '\n';
    if (blanks + newline == 0)
        return false;
    if (newline)
        s->command = true;
    vt_scanner_take(s, NULL, blanks + newline);
    if (newline && s->heredoc.length > 0)
        take_heredoc_body(s);
    return true;
}

static void take_mark(VtScanner *s)
{
    char c = s->text[s->at];
    const char *class = vt_is_one_of(c, s->lexer->operators) ? "o" : g_ascii_ispunct(c) ? "p" : NULL;
    if (c != '.' || g_strcmp0(s->expected, "nn") != 0)
        s->expected = NULL;
    s->command = vt_is_one_of(c, "|&;(!{`");
    vt_scanner_take(s, class, 1);
}

static void take_token(VtScanner *s)
{
    if (take_space(s))
        return;
    if (s->lexer->hook != NULL && s->lexer->hook(s))
        return;
    if (take_comment(s) || take_string(s) || take_heredoc_start(s))
        return;
    if (vt_scanner_is_number(s)) {
        vt_scanner_take_number(s);
        s->command = false;
        return;
    }
    if (!take_sigil(s) && !take_word(s))
        take_mark(s);
}

void vt_scanner_read(VtScanner *s)
{
    while (s->at < s->length)
        take_token(s);
}

static void begin(VtScanner *s)
{
    s->expected = NULL;
    s->heredoc = (VtSlice){NULL, 0};
    s->last = '\0';
    s->line_start = true;
    s->command = true;
}

void vt_scanner_read_with(VtScanner *s, const VtLexer *lexer, size_t length)
{
    const VtLexer *outer = s->lexer;
    size_t end = s->length;
    s->lexer = lexer;
    s->length = s->at + MIN(length, end - s->at);
    begin(s);
    if (lexer->text != NULL)
        lexer->text(s);
    else
        vt_scanner_read(s);
    s->lexer = outer;
    s->length = end;
}

bool vt_highlight(VtSlice language, VtSlice code, VtBuffer *out)
{
    const VtLexer *lexer = vt_lexer_find(language);
    if (lexer == NULL)
        return false;
    VtScanner scanner = {.text = code.data, .length = code.length, .out = out};
    if (code.length > 0)
        vt_scanner_read_with(&scanner, lexer, code.length);
    vt_scanner_flush(&scanner);
    return true;
}
