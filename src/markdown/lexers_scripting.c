/* Lexers of languages without a compiler of their own in front: Python, JavaScript, shell, Elixir. */
#include "lexer.h"

/* ---- Python ---------------------------------------------------------------------------------------- */

static const char *const PYTHON_KEYWORDS[] = {
    "as",    "assert",   "async", "await",  "break",   "case", "class",  "continue", "def",
    "del",   "elif",     "else",  "except", "finally", "for",  "global", "if",       "lambda",
    "match", "nonlocal", "pass",  "raise",  "return",  "try",  "while",  "with",     "yield"};
static const char *const PYTHON_CONSTANTS[] = {"Ellipsis", "False", "None", "NotImplemented", "True"};
static const char *const PYTHON_IMPORTS[] = {"from", "import"};
static const char *const PYTHON_OPERATORS[] = {"and", "in", "is", "not", "or"};
static const char *const PYTHON_BUILTINS[] = {
    "__import__", "abs",        "all",          "any",     "bool",     "breakpoint", "bytearray", "bytes",
    "callable",   "chr",        "classmethod",  "compile", "complex",  "delattr",    "dict",      "dir",
    "divmod",     "enumerate",  "eval",         "exec",    "filter",   "float",      "format",    "frozenset",
    "getattr",    "globals",    "hasattr",      "hash",    "hex",      "id",         "input",     "int",
    "isinstance", "issubclass", "iter",         "len",     "list",     "locals",     "map",       "max",
    "memoryview", "min",        "next",         "object",  "oct",      "open",       "ord",       "pow",
    "print",      "property",   "range",        "repr",    "reversed", "round",      "set",       "setattr",
    "slice",      "sorted",     "staticmethod", "str",     "sum",      "super",      "tuple",     "type",
    "vars",       "zip"};
static const char *const PYTHON_SELF[] = {"cls", "self"};
static const char *const PYTHON_EXCEPTIONS[] = {"ArithmeticError",
                                                "AssertionError",
                                                "AttributeError",
                                                "BaseException",
                                                "BrokenPipeError",
                                                "ConnectionError",
                                                "DeprecationWarning",
                                                "EOFError",
                                                "Exception",
                                                "FileExistsError",
                                                "FileNotFoundError",
                                                "GeneratorExit",
                                                "IOError",
                                                "ImportError",
                                                "IndexError",
                                                "InterruptedError",
                                                "IsADirectoryError",
                                                "KeyError",
                                                "KeyboardInterrupt",
                                                "LookupError",
                                                "MemoryError",
                                                "ModuleNotFoundError",
                                                "NameError",
                                                "NotADirectoryError",
                                                "NotImplementedError",
                                                "OSError",
                                                "OverflowError",
                                                "PermissionError",
                                                "RecursionError",
                                                "RuntimeError",
                                                "RuntimeWarning",
                                                "StopAsyncIteration",
                                                "StopIteration",
                                                "SyntaxError",
                                                "SystemExit",
                                                "TimeoutError",
                                                "TypeError",
                                                "UnicodeDecodeError",
                                                "UnicodeError",
                                                "UserWarning",
                                                "ValueError",
                                                "Warning",
                                                "ZeroDivisionError"};
static const VtLexerWords PYTHON_WORDS[] = {
    VT_LEXER_WORDS("k", PYTHON_KEYWORDS),    VT_LEXER_WORDS("kc", PYTHON_CONSTANTS),
    VT_LEXER_WORDS("kn", PYTHON_IMPORTS),    VT_LEXER_WORDS("ow", PYTHON_OPERATORS),
    VT_LEXER_WORDS("nb", PYTHON_BUILTINS),   VT_LEXER_WORDS("bp", PYTHON_SELF),
    VT_LEXER_WORDS("ne", PYTHON_EXCEPTIONS), {0}};
static const VtLexerComment HASH_COMMENTS[] = {{"#", NULL, "c1", 0}, {0}};
static const VtLexerString PYTHON_STRINGS[] = {
    {"\"\"\"", "\"\"\"", "s2", VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_DOC},
    {"'''", "'''", "s1", VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_DOC},
    {"\"", "\"", "s2", VT_STRING_ESCAPES},
    {"'", "'", "s1", VT_STRING_ESCAPES},
    {0}};
static const VtLexerPrefix PYTHON_PREFIXES[] = {{"f", VT_STRING_BRACE, 0},
                                                {"F", VT_STRING_BRACE, 0},
                                                {"r", 0, VT_STRING_ESCAPES},
                                                {"R", 0, VT_STRING_ESCAPES},
                                                {"b", 0, 0},
                                                {"B", 0, 0},
                                                {"u", 0, 0},
                                                {"rb", 0, VT_STRING_ESCAPES},
                                                {"br", 0, VT_STRING_ESCAPES},
                                                {"rf", VT_STRING_BRACE, VT_STRING_ESCAPES},
                                                {"fr", VT_STRING_BRACE, VT_STRING_ESCAPES},
                                                {0}};
static const VtLexerSigil DECORATORS[] = {{'@', "nd"}, {0}};
static const VtLexerDeclares PYTHON_DECLARES[] = {
    {"class", "nc"}, {"def", "nf"}, {"import", "nn"}, {"from", "nn"}, {0}};

const VtLexer vt_lexer_python = {
    .names = "python py python3 py3 pyi",
    .words = PYTHON_WORDS,
    .comments = HASH_COMMENTS,
    .strings = PYTHON_STRINGS,
    .prefixes = PYTHON_PREFIXES,
    .sigils = DECORATORS,
    .declares = PYTHON_DECLARES,
    .operators = "+-*/%=<>!&|^~@",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS,
};

/* ---- JavaScript and TypeScript ------------------------------------------------------------------------ */

static const char *const SCRIPT_KEYWORDS[] = {
    "as",         "async",  "await",      "break",  "case",      "catch",   "continue", "debugger",
    "default",    "delete", "do",         "else",   "extends",   "finally", "for",      "if",
    "implements", "in",     "instanceof", "keyof",  "new",       "of",      "override", "private",
    "protected",  "public", "readonly",   "return", "satisfies", "static",  "super",    "switch",
    "this",       "throw",  "try",        "typeof", "void",      "while",   "with",     "yield"};
static const char *const SCRIPT_DECLARATIONS[] = {"abstract", "class", "const",     "enum", "function",
                                                  "get",      "let",   "namespace", "set",  "var"};
static const char *const TYPESCRIPT_DECLARATIONS[] = {
    "abstract",  "class", "const",     "declare", "enum", "function", "get",
    "interface", "let",   "namespace", "set",     "type", "var"};
static const char *const SCRIPT_IMPORTS[] = {"export", "from", "import"};
static const char *const SCRIPT_CONSTANTS[] = {"Infinity", "NaN", "false", "null", "true", "undefined"};
static const char *const SCRIPT_BUILTINS[] = {
    "Array",    "BigInt", "Boolean",    "Date",      "Error",   "Function", "Intl",    "JSON",
    "Map",      "Math",   "Number",     "Object",    "Promise", "Proxy",    "Reflect", "RegExp",
    "Set",      "String", "Symbol",     "TypeError", "URL",     "WeakMap",  "WeakSet", "console",
    "document", "fetch",  "globalThis", "module",    "process", "require",  "window"};
static const char *const TYPESCRIPT_TYPES[] = {"any",    "bigint", "boolean", "never",  "number",
                                               "object", "string", "symbol",  "unknown"};
static const VtLexerWords JAVASCRIPT_WORDS[] = {
    VT_LEXER_WORDS("k", SCRIPT_KEYWORDS),  VT_LEXER_WORDS("kd", SCRIPT_DECLARATIONS),
    VT_LEXER_WORDS("kn", SCRIPT_IMPORTS),  VT_LEXER_WORDS("kc", SCRIPT_CONSTANTS),
    VT_LEXER_WORDS("nb", SCRIPT_BUILTINS), {0}};
static const VtLexerWords TYPESCRIPT_WORDS[] = {VT_LEXER_WORDS("k", SCRIPT_KEYWORDS),
                                                VT_LEXER_WORDS("kd", TYPESCRIPT_DECLARATIONS),
                                                VT_LEXER_WORDS("kn", SCRIPT_IMPORTS),
                                                VT_LEXER_WORDS("kc", SCRIPT_CONSTANTS),
                                                VT_LEXER_WORDS("nb", SCRIPT_BUILTINS),
                                                VT_LEXER_WORDS("kt", TYPESCRIPT_TYPES),
                                                {0}};
static const VtLexerComment SCRIPT_COMMENTS[] = {
    {"//", NULL, "c1", 0}, {"/*", "*/", "cm", 0}, {"#!", NULL, "cp", VT_COMMENT_ALONE}, {0}};
static const VtLexerString SCRIPT_STRINGS[] = {
    {"\"", "\"", "s2", VT_STRING_ESCAPES},
    {"'", "'", "s1", VT_STRING_ESCAPES},
    {"`", "`", "sb", VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_DOLLAR},
    {0}};
static const VtLexerDeclares SCRIPT_DECLARES[] = {{"class", "nc"},     {"enum", "nc"}, {"function", "nf"},
                                                  {"interface", "nc"}, {"type", "nc"}, {0}};

/* A slash begins a regular expression where an operand is awaited, else it divides. Unclosed, the
 * expression takes the rest of the line. */
static bool take_regex(VtScanner *s)
{
    if (vt_scanner_peek(s, 0) != '/' || vt_scanner_peek(s, 1) == '/' || vt_scanner_peek(s, 1) == '*')
        return false;
    if (s->last != '\0' && !vt_is_one_of(s->last, "(,=:[!&|?{};+-*%~^<>"))
        return false;
    bool set = false;
    size_t n = 1;
    for (; vt_scanner_in_line(s, n); n++) {
        char c = vt_scanner_peek(s, n);
        if (c == '\\' && vt_scanner_in_line(s, n + 1) && (vt_scanner_peek(s, n + 1) & 0x80) == 0)
            n++;
        else if (c == '[')
            set = true;
        else if (c == ']')
            set = false;
        else if (c == '/' && !set)
            break;
    }
    n += vt_scanner_in_line(s, n);
    while (g_ascii_isalpha(vt_scanner_peek(s, n)))
        n++;
    vt_scanner_take(s, "sr", n);
    return true;
}

const VtLexer vt_lexer_javascript = {
    .names = "javascript js jsx mjs cjs node",
    .hook = take_regex,
    .words = JAVASCRIPT_WORDS,
    .comments = SCRIPT_COMMENTS,
    .strings = SCRIPT_STRINGS,
    .sigils = DECORATORS,
    .declares = SCRIPT_DECLARES,
    .word_starts = "$",
    .operators = "+-*/%=<>!&|^~?:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS,
};

const VtLexer vt_lexer_typescript = {
    .names = "typescript ts tsx mts cts",
    .hook = take_regex,
    .words = TYPESCRIPT_WORDS,
    .comments = SCRIPT_COMMENTS,
    .strings = SCRIPT_STRINGS,
    .sigils = DECORATORS,
    .declares = SCRIPT_DECLARES,
    .word_starts = "$",
    .operators = "+-*/%=<>!&|^~?:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS,
};

/* ---- Shell ------------------------------------------------------------------------------------------------
 */

static const char *const SHELL_KEYWORDS[] = {"case",   "coproc", "do",   "done",     "elif", "else",
                                             "esac",   "fi",     "for",  "function", "if",   "in",
                                             "select", "then",   "time", "until",    "while"};
static const char *const SHELL_BUILTINS[] = {
    "alias",   "bg",       "break",   "builtin", "cd",     "command", "continue", "declare", "dirs",  "echo",
    "enable",  "eval",     "exec",    "exit",    "export", "false",   "fg",       "getopts", "hash",  "help",
    "history", "jobs",     "kill",    "let",     "local",  "logout",  "popd",     "printf",  "pushd", "pwd",
    "read",    "readonly", "return",  "set",     "shift",  "shopt",   "source",   "test",    "times", "trap",
    "true",    "type",     "typeset", "ulimit",  "umask",  "unalias", "unset",    "wait"};
static const VtLexerWords SHELL_WORDS[] = {
    VT_LEXER_WORDS("k", SHELL_KEYWORDS), VT_LEXER_WORDS("nb", SHELL_BUILTINS), {0}};
static const VtLexerComment SHELL_COMMENTS[] = {
    {"#!", NULL, "cp", VT_COMMENT_ALONE}, {"#", NULL, "c1", VT_COMMENT_APART}, {0}};
static const VtLexerString SHELL_STRINGS[] = {{"\"", "\"", "s2",
                                               VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_DOLLAR |
                                                   VT_STRING_NAME | VT_STRING_COMMAND | VT_STRING_QUOTES},
                                              {"$'", "'", "s1", VT_STRING_ESCAPES | VT_STRING_LINES},
                                              {"'", "'", "s1", VT_STRING_LINES},
                                              {"${", "}", "nv", 0},
                                              {0}};

/* Options and paths are no commands and hold no keywords: --all, ./run, ~/notes. */
static bool take_shell_text(VtScanner *s)
{
    size_t n = 0;
    while (vt_is_one_of(vt_scanner_peek(s, n), "-./~") || (n > 0 && vt_scanner_word(s, n) > 0) ||
           (n > 0 && g_ascii_isdigit(vt_scanner_peek(s, n))))
        n += MAX(vt_scanner_word(s, n), 1);
    if (n == 0)
        return false;
    vt_scanner_take(s, NULL, n);
    s->command = false;
    return true;
}

/* Escapes outside quotes; the special parameters $? $1 $@; and [[ and [, which stand where commands do. */
static bool take_shell_mark(VtScanner *s)
{
    char c = vt_scanner_peek(s, 0);
    char next = vt_scanner_peek(s, 1);
    if (c == '\\' && s->at + 1 < s->length && (next & 0x80) == 0) {
        bool command = s->command;
        vt_scanner_take(s, "se", 2);
        s->command = next == '\n' && command;
        return true;
    }
    if (c == '$' && (g_ascii_isalnum(next) || vt_is_one_of(next, "_@*#?!$-"))) {
        size_t word = vt_scanner_word(s, 1);
        for (size_t i = 1; i <= word; i++)
            if (vt_is_one_of(vt_scanner_peek(s, i), "-./"))
                word = i - 1;
        vt_scanner_take(s, "nv", word > 0 ? 1 + word : 2);
        s->command = false;
        return true;
    }
    if (c == '[' && s->command) {
        vt_scanner_take(s, "p", next == '[' ? 2 : 1);
        s->command = false;
        return true;
    }
    return take_shell_text(s);
}

#define SHELL_FIELDS                                                                                         \
    .words = SHELL_WORDS, .strings = SHELL_STRINGS, .word_parts = "-./", .operators = "=<>&|!*?+",           \
    .flags = VT_LEXER_SHELL | VT_LEXER_HEREDOCS

const VtLexer vt_lexer_bash = {
    .names = "bash sh shell zsh ksh",
    .hook = take_shell_mark,
    .comments = SHELL_COMMENTS,
    SHELL_FIELDS,
};

/* ---- Dockerfile: instructions at the start of a line, the rest as in a shell
 * ------------------------------- */

static const char *const DOCKER_INSTRUCTIONS[] = {
    "add",   "arg",        "cmd",     "copy", "entrypoint", "env",        "expose", "from",   "healthcheck",
    "label", "maintainer", "onbuild", "run",  "shell",      "stopsignal", "user",   "volume", "workdir"};
static const VtLexerWords DOCKER_WORDS[] = {VT_LEXER_WORDS("k", DOCKER_INSTRUCTIONS), {0}};
static const VtLexer DOCKER_LINE = {.names = "", .words = DOCKER_WORDS, .flags = VT_LEXER_FOLD};
static const VtLexerComment DOCKER_COMMENTS[] = {{"#", NULL, "c1", VT_COMMENT_ALONE}, {0}};

static bool take_docker_mark(VtScanner *s)
{
    size_t word = s->line_start && s->command ? vt_scanner_word(s, 0) : 0;
    if (word == 0 || vt_lexer_class(&DOCKER_LINE, s->text + s->at, word) == NULL)
        return take_shell_mark(s);
    bool runs = word == 3 && g_ascii_strncasecmp(s->text + s->at, "run", 3) == 0;
    vt_scanner_take(s, "k", word);
    s->command = runs;
    return true;
}

const VtLexer vt_lexer_dockerfile = {
    .names = "dockerfile docker containerfile",
    .hook = take_docker_mark,
    .comments = DOCKER_COMMENTS,
    SHELL_FIELDS,
};

/* ---- Elixir
 * -------------------------------------------------------------------------------------------------- */

static const char *const ELIXIR_KEYWORDS[] = {
    "after", "case",    "catch",  "cond",  "do",    "else", "end",    "fn",      "for",  "if",  "quote",
    "raise", "receive", "rescue", "super", "throw", "try",  "unless", "unquote", "when", "with"};
static const char *const ELIXIR_DECLARATIONS[] = {"def",     "defdelegate", "defexception", "defguard",
                                                  "defimpl", "defmacro",    "defmacrop",    "defmodule",
                                                  "defp",    "defprotocol", "defstruct"};
static const char *const ELIXIR_IMPORTS[] = {"alias", "import", "require", "use"};
static const char *const ELIXIR_OPERATORS[] = {"and", "in", "not", "or"};
static const char *const ELIXIR_CONSTANTS[] = {"false", "nil", "true"};
static const VtLexerWords ELIXIR_WORDS[] = {
    VT_LEXER_WORDS("k", ELIXIR_KEYWORDS),   VT_LEXER_WORDS("kd", ELIXIR_DECLARATIONS),
    VT_LEXER_WORDS("kn", ELIXIR_IMPORTS),   VT_LEXER_WORDS("ow", ELIXIR_OPERATORS),
    VT_LEXER_WORDS("kc", ELIXIR_CONSTANTS), {0}};
static const VtLexerString ELIXIR_STRINGS[] = {
    {"\"\"\"", "\"\"\"", "sh", VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_HASH | VT_STRING_QUOTES},
    {"\"", "\"", "s2", VT_STRING_ESCAPES | VT_STRING_LINES | VT_STRING_HASH | VT_STRING_QUOTES},
    {"'", "'", "s1", VT_STRING_ESCAPES | VT_STRING_LINES},
    {0}};
static const VtLexerSigil ELIXIR_SIGILS[] = {{':', "ss"}, {'@', "na"}, {0}};
static const VtLexerDeclares ELIXIR_DECLARES[] = {{"def", "nf"},
                                                  {"defp", "nf"},
                                                  {"defmacro", "nf"},
                                                  {"defmacrop", "nf"},
                                                  {"defguard", "nf"},
                                                  {"defdelegate", "nf"},
                                                  {0}};

/* ~r/…/, ~w(…)a, ~s"…": a letter, a delimiter, modifiers. The closing mark stands on the same line, but for
 * ~S""" and its like, where the text is a string of its own. Also `key:`. */
static bool take_elixir_mark(VtScanner *s)
{
    size_t word = vt_scanner_word(s, 0);
    if (word > 0 && vt_scanner_peek(s, word) == ':' && g_ascii_isspace(vt_scanner_peek(s, word + 1))) {
        vt_scanner_take(s, "ss", word + 1);
        s->expected = NULL;
        return true;
    }
    if (vt_scanner_peek(s, 0) != '~' || !g_ascii_isalpha(vt_scanner_peek(s, 1)))
        return false;
    static const char OPEN[] = "/|\"'([{<";
    static const char CLOSE[] = "/|\"')]}>";
    const char *open = vt_scanner_peek(s, 2) != '\0' ? strchr(OPEN, vt_scanner_peek(s, 2)) : NULL;
    if (open == NULL || (*open == '"' && vt_scanner_peek(s, 3) == '"'))
        return false;
    size_t n = 3;
    while (vt_scanner_in_line(s, n) && vt_scanner_peek(s, n) != CLOSE[open - OPEN])
        n += vt_scanner_peek(s, n) == '\\' && g_ascii_isprint(vt_scanner_peek(s, n + 1)) ? 2 : 1;
    n += vt_scanner_in_line(s, n);
    while (g_ascii_isalpha(vt_scanner_peek(s, n)))
        n++;
    vt_scanner_take(s, vt_scanner_peek(s, 1) == 'r' ? "sr" : "sx", n);
    return true;
}

const VtLexer vt_lexer_elixir = {
    .names = "elixir ex exs iex",
    .hook = take_elixir_mark,
    .words = ELIXIR_WORDS,
    .comments = HASH_COMMENTS,
    .strings = ELIXIR_STRINGS,
    .sigils = ELIXIR_SIGILS,
    .declares = ELIXIR_DECLARES,
    .word_parts = "?!",
    .operators = "+-*/=<>!&|^\\",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS | VT_LEXER_TYPES,
};
