/* Lexers of what is not a programming language: HTML and XML, CSS, diffs, terminal sessions. */
#include "lexer.h"

/* ---- HTML and XML -----------------------------------------------------------------------------------------
 */

static const VtLexer TAG = {.names = "", .word_starts = ":@", .word_parts = "-.:@"};
static const VtLexerString ATTRIBUTE_STRINGS[] = {
    {"\"", "\"", "s", VT_STRING_LINES}, {"'", "'", "s", VT_STRING_LINES}, {0}};

static bool take_between(VtScanner *s, const char *open, const char *close, const char *class)
{
    if (!vt_scanner_sees(s, open))
        return false;
    vt_scanner_take(s, class, strlen(open));
    vt_scanner_take(s, class, vt_scanner_through(s, close));
    return true;
}

static size_t tag_word(VtScanner *s)
{
    const VtLexer *outer = s->lexer;
    s->lexer = &TAG;
    size_t word = vt_scanner_word(s, 0);
    s->lexer = outer;
    return word;
}

static void take_attributes(VtScanner *s)
{
    bool value = false;
    while (s->at < s->length) {
        char c = vt_scanner_peek(s, 0);
        size_t word = tag_word(s);
        if (c == '<' || c == '>')
            break;
        if (c == '"' || c == '\'') {
            const VtLexerString *form = &ATTRIBUTE_STRINGS[c == '"' ? 0 : 1];
            vt_scanner_take_string(s, form, form->flags, form->class);
        } else if (c == '=') {
            vt_scanner_take(s, "o", 1);
            value = true;
            continue;
        } else if (g_ascii_isspace(c)) {
            vt_scanner_take(s, NULL, 1);
            continue;
        } else if (word > 0) {
            vt_scanner_take(s, value ? "s" : "na", word);
        } else {
            vt_scanner_take(s, c == '/' ? "p" : value ? "s" : NULL, 1);
        }
        value = false;
    }
    if (vt_scanner_peek(s, 0) == '>')
        vt_scanner_take(s, "p", 1);
}

/* What lies between <script> and </script is a script, and likewise for style; `name` is the tag's. */
static void take_raw_text(VtScanner *s, VtSlice name)
{
    bool script = name.length == 6 && g_ascii_strncasecmp(name.data, "script", 6) == 0;
    bool style = name.length == 5 && g_ascii_strncasecmp(name.data, "style", 5) == 0;
    if (!script && !style)
        return;
    const char *close = script ? "</script" : "</style";
    size_t n = vt_scanner_through(s, close);
    if (n >= strlen(close) && memcmp(s->text + s->at + n - strlen(close), close, strlen(close)) == 0)
        n -= strlen(close);
    vt_scanner_read_with(s, script ? &vt_lexer_javascript : &vt_lexer_css, n);
}

static bool take_tag(VtScanner *s)
{
    if (vt_scanner_peek(s, 0) != '<')
        return false;
    bool closes = vt_scanner_peek(s, 1) == '/';
    if (!g_ascii_isalpha(vt_scanner_peek(s, closes ? 2 : 1)) && vt_scanner_peek(s, closes ? 2 : 1) != '_')
        return false;
    vt_scanner_take(s, "p", closes ? 2 : 1);
    VtSlice name = {s->text + s->at, tag_word(s)};
    vt_scanner_take(s, "nt", name.length);
    take_attributes(s);
    bool empty = s->at >= 2 && s->text[s->at - 1] == '>' && s->text[s->at - 2] == '/';
    if (!closes && !empty)
        take_raw_text(s, name);
    return true;
}

static bool take_entity(VtScanner *s)
{
    size_t n = 1;
    if (vt_scanner_peek(s, 0) != '&')
        return false;
    while (n < 32 && (g_ascii_isalnum(vt_scanner_peek(s, n)) || vt_scanner_peek(s, n) == '#'))
        n++;
    if (n == 1 || vt_scanner_peek(s, n) != ';')
        return false;
    vt_scanner_take(s, "ni", n + 1);
    return true;
}

static void read_html(VtScanner *s)
{
    while (s->at < s->length) {
        if (take_between(s, "<!--", "-->", "c") || take_between(s, "<![CDATA[", "]]>", "cp") ||
            take_between(s, "<!", ">", "cp") || take_between(s, "<?", "?>", "cp") || take_tag(s) ||
            take_entity(s))
            continue;
        vt_scanner_take(s, NULL, 1);
    }
}

const VtLexer vt_lexer_html = {.names = "html xml xhtml svg htm rss atom mustache handlebars vue",
                               .text = read_html};

/* ---- CSS
 * ------------------------------------------------------------------------------------------------------ A
 * statement that runs into { is a selector or an at-rule, one that runs into ; or } declares a property. That
 * is looked up once at the start of the statement, so that all is looked at twice at most. */

static const VtLexerComment CSS_COMMENTS[] = {{"/*", "*/", "cm", 0}, {0}};
static const VtLexerString CSS_STRINGS[] = {
    {"\"", "\"", "s2", VT_STRING_ESCAPES}, {"'", "'", "s1", VT_STRING_ESCAPES}, {0}};
static const VtLexerSigil SELECTOR_SIGILS[] = {{'.', "nc"}, {'#', "nn"}, {':', "nd"}, {'@', "k"}, {0}};

/* The word in front of a property's colon. */
static bool take_property(VtScanner *s)
{
    size_t word = vt_scanner_word(s, 0);
    if (word == 0 || vt_scanner_peek(s, word + vt_scanner_blanks(s, word)) != ':')
        return false;
    vt_scanner_take(s, vt_scanner_sees(s, "--") ? "nv" : "na", word);
    return true;
}

/* url(…) without quotes. */
static bool take_url(VtScanner *s)
{
    size_t n = strlen("url(");
    if (!vt_scanner_sees(s, "url(") || vt_is_one_of(vt_scanner_peek(s, n), "\"'"))
        return false;
    vt_scanner_take(s, "nf", n - 1);
    vt_scanner_take(s, "p", 1);
    for (n = 0; vt_scanner_in_line(s, n) && vt_scanner_peek(s, n) != ')';)
        n++;
    vt_scanner_take(s, "s", n);
    return true;
}

static bool take_value_mark(VtScanner *s)
{
    bool minus = vt_scanner_peek(s, 0) == '-' && !g_ascii_isalpha(vt_scanner_peek(s, 1)) &&
                 vt_scanner_peek(s, 1) != '-';
    size_t word = minus ? 0 : vt_scanner_word(s, 0);
    if (take_url(s))
        return true;
    if (word > 0) {
        bool call = vt_scanner_peek(s, word) == '(';
        vt_scanner_take(s, vt_scanner_sees(s, "--") ? "nv" : call ? "nf" : "kc", word);
        return true;
    }
    if (minus || vt_scanner_sees(s, "!important")) {
        vt_scanner_take(s, minus ? "o" : "k", minus ? 1 : strlen("!important"));
        return true;
    }
    size_t n = 1;
    while (vt_scanner_peek(s, 0) == '#' && g_ascii_isxdigit(vt_scanner_peek(s, n)))
        n++;
    if (n > 1)
        vt_scanner_take(s, "mh", n);
    return n > 1;
}

static bool take_selector_mark(VtScanner *s)
{
    size_t word = vt_scanner_word(s, 0);
    if (vt_scanner_sees(s, "::")) {
        vt_scanner_take(s, "nd", 2 + vt_scanner_word(s, 2));
        return true;
    }
    if (word > 0)
        vt_scanner_take(s, s->last == '(' || s->last == '[' ? "na" : "nt", word);
    return word > 0;
}

static const VtLexer CSS_SELECTOR = {.names = "",
                                     .hook = take_selector_mark,
                                     .comments = CSS_COMMENTS,
                                     .strings = CSS_STRINGS,
                                     .sigils = SELECTOR_SIGILS,
                                     .word_starts = "-",
                                     .word_parts = "-",
                                     .operators = "+>~*=^$|&",
                                     .flags = VT_LEXER_UNITS};
static const VtLexer CSS_VALUE = {.names = "",
                                  .hook = take_value_mark,
                                  .comments = CSS_COMMENTS,
                                  .strings = CSS_STRINGS,
                                  .sigils = SELECTOR_SIGILS,
                                  .word_starts = "-",
                                  .word_parts = "-",
                                  .operators = "+*/%",
                                  .flags = VT_LEXER_UNITS};

/* Bytes up to the { ; or } that ends the statement, outside comments, strings and url(data:…;…). */
static size_t css_statement_length(const VtScanner *s)
{
    size_t n = 0;
    size_t parentheses = 0;
    char quote = '\0';
    while (s->at + n < s->length) {
        char c = vt_scanner_peek(s, n);
        if (quote != '\0') {
            quote = c == quote || c == '\n' ? '\0' : quote;
        } else if (c == '/' && vt_scanner_peek(s, n + 1) == '*') {
            const char *end = memmem(s->text + s->at + n + 2, s->length - s->at - n - 2, "*/", 2);
            n = end != NULL ? (size_t)(end - (s->text + s->at)) + 1 : s->length - s->at - 1;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '{' || c == '}' || (c == ';' && parentheses == 0)) {
            break;
        } else if (c == '(') {
            parentheses++;
        } else if (c == ')' && parentheses > 0) {
            parentheses--;
        }
        n++;
    }
    return n;
}

static void take_css_statement(VtScanner *s, size_t length)
{
    size_t end = s->at + length;
    bool selector = vt_scanner_peek(s, length) == '{';
    bool rule = vt_scanner_peek(s, 0) == '@';
    const VtLexer *outer = s->lexer;
    s->lexer = &CSS_VALUE;
    if (!selector && !rule)
        take_property(s);
    s->lexer = outer;
    vt_scanner_read_with(s, selector ? &CSS_SELECTOR : &CSS_VALUE, end - s->at);
}

static void read_css(VtScanner *s)
{
    while (s->at < s->length) {
        char c = vt_scanner_peek(s, 0);
        if (g_ascii_isspace(c))
            vt_scanner_take(s, NULL, 1);
        else if (c == '{' || c == '}' || c == ';')
            vt_scanner_take(s, "p", 1);
        else if (!take_between(s, "/*", "*/", "cm"))
            take_css_statement(s, css_statement_length(s));
    }
}

const VtLexer vt_lexer_css = {.names = "css scss less", .text = read_css};

/* ---- Diff
 * ------------------------------------------------------------------------------------------------------ */

/* `---` and `+++` name files only as a pair; alone they are a removed -- and an added ++. */
static const char *diff_line_class(const VtScanner *s, size_t line, bool after_old_name)
{
    static const char *const HEADERS[] = {"diff ",         "index ",    "Index: ",   "new file ",
                                          "deleted file ", "old mode ", "new mode ", "rename ",
                                          "similarity ",   "copy ",     "Binary "};
    for (size_t i = 0; i < G_N_ELEMENTS(HEADERS); i++)
        if (vt_scanner_sees(s, HEADERS[i]))
            return "gh";
    if (vt_scanner_sees(s, "--- ") && s->length - s->at > line + 4 &&
        memcmp(s->text + s->at + line, "\n+++", 4) == 0)
        return "gh";
    if (vt_scanner_sees(s, "+++ ") && after_old_name)
        return "gh";
    if (vt_scanner_sees(s, "@@"))
        return "gu";
    char c = vt_scanner_peek(s, 0);
    return c == '+' ? "gi" : c == '-' ? "gd" : NULL;
}

static void read_diff(VtScanner *s)
{
    bool after_old_name = false;
    while (s->at < s->length) {
        size_t line = vt_scanner_line(s);
        const char *class = diff_line_class(s, line, after_old_name);
        after_old_name = vt_scanner_sees(s, "--- ") && g_strcmp0(class, "gh") == 0;
        vt_scanner_take(s, class, line);
        vt_scanner_take(s, NULL, 1);
    }
}

const VtLexer vt_lexer_diff = {.names = "diff patch udiff", .text = read_diff};

/* ---- Terminal sessions
 * ------------------------------------------------------------------------------------------ */

/* `$ `, `# `, `% `, `> ` at the start of a line, or after user@host:folder. */
static size_t shell_prompt_length(const VtScanner *s)
{
    size_t line = vt_scanner_line(s);
    size_t n = 0;
    bool host = false;
    while (n < line && n < 80 && !vt_is_one_of(vt_scanner_peek(s, n), " $#%>")) {
        host = host || vt_scanner_peek(s, n) == '@';
        n++;
    }
    char mark = vt_scanner_peek(s, n);
    if (n >= line || mark == ' ' || (n > 0 && !host) || (n + 1 < line && vt_scanner_peek(s, n + 1) != ' '))
        return 0;
    return MIN(n + 2, line);
}

static size_t python_prompt_length(const VtScanner *s)
{
    if (!vt_scanner_sees(s, ">>>") && !vt_scanner_sees(s, "..."))
        return 0;
    size_t line = vt_scanner_line(s);
    if (line > 3 && vt_scanner_peek(s, 3) != ' ')
        return 0;
    return MIN(4, line);
}

static void read_session(VtScanner *s, size_t (*prompt_length)(const VtScanner *), const VtLexer *lexer)
{
    while (s->at < s->length) {
        size_t prompt = prompt_length(s);
        if (prompt == 0) {
            vt_scanner_take(s, "go", vt_scanner_line(s) + 1);
            continue;
        }
        vt_scanner_take(s, "gp", prompt);
        size_t line = vt_scanner_line(s);
        while (line > 0 && vt_scanner_peek(s, line - 1) == '\\' && vt_scanner_peek(s, line) == '\n') {
            line++;
            while (s->at + line < s->length && vt_scanner_peek(s, line) != '\n')
                line++;
        }
        vt_scanner_read_with(s, lexer, line);
        vt_scanner_take(s, NULL, 1);
    }
}

static void read_console(VtScanner *s)
{
    read_session(s, shell_prompt_length, &vt_lexer_bash);
}

static void read_pycon(VtScanner *s)
{
    read_session(s, python_prompt_length, &vt_lexer_python);
}

const VtLexer vt_lexer_console = {.names = "console shell-session terminal bash-session sh-session",
                                  .text = read_console};
const VtLexer vt_lexer_pycon = {.names = "pycon python-console", .text = read_pycon};
