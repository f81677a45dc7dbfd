/* The list of languages, and the lexers of those that are compiled: C, Go, Rust, Java, Scala. */
#include "lexer.h"

static const VtLexerComment SLASH_COMMENTS[] = {{"//", NULL, "c1", 0}, {"/*", "*/", "cm", 0}, {0}};

/* ---- C ------------------------------------------------------------------------------------------------- */

static const char *const C_KEYWORDS[] = {
    "_Alignas",      "_Alignof", "_Atomic",   "_Generic",      "_Noreturn", "_Static_assert",
    "_Thread_local", "alignas",  "alignof",   "auto",          "break",     "case",
    "catch",         "class",    "const",     "constexpr",     "continue",  "default",
    "delete",        "do",       "else",      "enum",          "extern",    "for",
    "goto",          "if",       "inline",    "namespace",     "new",       "nullptr",
    "operator",      "private",  "protected", "public",        "register",  "restrict",
    "return",        "sizeof",   "static",    "static_assert", "struct",    "switch",
    "template",      "this",     "throw",     "try",           "typedef",   "typename",
    "union",         "using",    "virtual",   "volatile",      "while"};
static const char *const C_TYPES[] = {
    "_Bool",    "bool",     "char",    "double",    "float",    "int",    "int16_t", "int32_t", "int64_t",
    "int8_t",   "intptr_t", "long",    "ptrdiff_t", "short",    "signed", "size_t",  "ssize_t", "uint16_t",
    "uint32_t", "uint64_t", "uint8_t", "uintptr_t", "unsigned", "void",   "wchar_t"};
static const char *const C_CONSTANTS[] = {"NULL", "false", "true"};
static const VtLexerWords C_WORDS[] = {
    VT_LEXER_WORDS("k", C_KEYWORDS), VT_LEXER_WORDS("kt", C_TYPES), VT_LEXER_WORDS("kc", C_CONSTANTS), {0}};
static const VtLexerComment C_COMMENTS[] = {{"//", NULL, "c1", 0},
                                            {"/*", "*/", "cm", 0},
                                            {"#", NULL, "cp", VT_COMMENT_ALONE | VT_COMMENT_CONTINUES},
                                            {0}};
static const VtLexerString C_STRINGS[] = {
    {"\"", "\"", "s", VT_STRING_ESCAPES}, {"'", "'", "sc", VT_STRING_ESCAPES}, {0}};
static const VtLexerDeclares C_DECLARES[] = {
    {"class", "nc"}, {"enum", "nc"}, {"struct", "nc"}, {"union", "nc"}, {0}};

const VtLexer vt_lexer_c = {
    .names = "c h cpp c++ cc hpp",
    .words = C_WORDS,
    .comments = C_COMMENTS,
    .strings = C_STRINGS,
    .declares = C_DECLARES,
    .operators = "+-*/%=<>!&|^~?:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS,
};

/* ---- Go -------------------------------------------------------------------------------------------------
 */

static const char *const GO_KEYWORDS[] = {"break", "case",        "continue", "default", "defer",
                                          "else",  "fallthrough", "for",      "go",      "goto",
                                          "if",    "range",       "return",   "select",  "switch"};
static const char *const GO_DECLARATIONS[] = {"chan", "const",  "func", "interface",
                                              "map",  "struct", "type", "var"};
static const char *const GO_IMPORTS[] = {"import", "package"};
static const char *const GO_CONSTANTS[] = {"false", "iota", "nil", "true"};
static const char *const GO_TYPES[] = {
    "any",     "bool",   "byte",   "comparable", "complex128", "complex64", "error", "float32",
    "float64", "int",    "int16",  "int32",      "int64",      "int8",      "rune",  "string",
    "uint",    "uint16", "uint32", "uint64",     "uint8",      "uintptr"};
static const char *const GO_BUILTINS[] = {"append", "cap",   "clear", "close",   "complex", "copy",
                                          "delete", "imag",  "len",   "make",    "max",     "min",
                                          "new",    "panic", "print", "println", "real",    "recover"};
static const VtLexerWords GO_WORDS[] = {VT_LEXER_WORDS("k", GO_KEYWORDS),
                                        VT_LEXER_WORDS("kd", GO_DECLARATIONS),
                                        VT_LEXER_WORDS("kn", GO_IMPORTS),
                                        VT_LEXER_WORDS("kc", GO_CONSTANTS),
                                        VT_LEXER_WORDS("kt", GO_TYPES),
                                        VT_LEXER_WORDS("nb", GO_BUILTINS),
                                        {0}};
static const VtLexerString GO_STRINGS[] = {{"\"", "\"", "s", VT_STRING_ESCAPES},
                                           {"`", "`", "s", VT_STRING_LINES},
                                           {"'", "'", "sc", VT_STRING_ESCAPES},
                                           {0}};
static const VtLexerDeclares GO_DECLARES[] = {{"func", "nf"}, {"package", "nn"}, {"type", "nc"}, {0}};

const VtLexer vt_lexer_go = {
    .names = "go golang",
    .words = GO_WORDS,
    .comments = SLASH_COMMENTS,
    .strings = GO_STRINGS,
    .declares = GO_DECLARES,
    .operators = "+-*/%=<>!&|^:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS,
};

/* ---- Rust -----------------------------------------------------------------------------------------------
 */

static const char *const RUST_KEYWORDS[] = {
    "as",    "async",  "await", "break", "const",  "continue", "crate", "dyn",    "else",
    "enum",  "extern", "fn",    "for",   "if",     "impl",     "in",    "loop",   "match",
    "mod",   "move",   "mut",   "pub",   "ref",    "return",   "self",  "static", "struct",
    "super", "trait",  "type",  "union", "unsafe", "use",      "where", "while"};
static const char *const RUST_DECLARATIONS[] = {"let"};
static const char *const RUST_CONSTANTS[] = {"Err", "None", "Ok", "Self", "Some", "false", "true"};
static const char *const RUST_TYPES[] = {"Box",  "Option", "Result", "String", "Vec", "bool", "char",  "f32",
                                         "f64",  "i128",   "i16",    "i32",    "i64", "i8",   "isize", "str",
                                         "u128", "u16",    "u32",    "u64",    "u8",  "usize"};
static const VtLexerWords RUST_WORDS[] = {VT_LEXER_WORDS("k", RUST_KEYWORDS),
                                          VT_LEXER_WORDS("kd", RUST_DECLARATIONS),
                                          VT_LEXER_WORDS("kc", RUST_CONSTANTS),
                                          VT_LEXER_WORDS("kt", RUST_TYPES),
                                          {0}};
static const VtLexerComment RUST_COMMENTS[] = {{"///", NULL, "sd", 0},
                                               {"//!", NULL, "sd", 0},
                                               {"//", NULL, "c1", 0},
                                               {"/*", "*/", "cm", VT_COMMENT_NESTS},
                                               {0}};
static const VtLexerString RUST_STRINGS[] = {
    {"\"", "\"", "s", VT_STRING_ESCAPES | VT_STRING_LINES}, {"#\"", "\"#", "s", VT_STRING_LINES}, {0}};
static const VtLexerPrefix RUST_PREFIXES[] = {
    {"b", 0, 0}, {"r", 0, VT_STRING_ESCAPES}, {"br", 0, VT_STRING_ESCAPES}, {"c", 0, 0}, {0}};
static const VtLexerDeclares RUST_DECLARES[] = {
    {"enum", "nc"}, {"fn", "nf"}, {"mod", "nn"}, {"struct", "nc"}, {"trait", "nc"}, {"type", "nc"}, {0}};

/* 'x' and '\n' are characters; 'name without a closing mark is a lifetime (Rust) or a symbol (Scala). */
static bool take_character(VtScanner *s, const char *name_class)
{
    if (vt_scanner_peek(s, 0) != '\'')
        return false;
    static const VtLexerString CHARACTER = {"'", "'", "sc", VT_STRING_ESCAPES};
    size_t n = 2;
    while ((vt_scanner_peek(s, n) & 0xC0) == 0x80)
        n++;
    size_t word = vt_scanner_word(s, 1);
    if (vt_scanner_peek(s, 1) == '\\' || vt_scanner_peek(s, n) == '\'')
        vt_scanner_take_string(s, &CHARACTER, CHARACTER.flags, CHARACTER.class);
    else
        vt_scanner_take(s, word > 0 ? name_class : "p", 1 + word);
    return true;
}

/* #[attribute] and #![attribute] up to the closing bracket or the end of the line; macros!. */
static bool take_rust_mark(VtScanner *s)
{
    if (vt_scanner_sees(s, "#[") || vt_scanner_sees(s, "#![")) {
        size_t depth = 0;
        size_t n = 0;
        for (bool closed = false; vt_scanner_in_line(s, n) && !closed; n++) {
            char c = vt_scanner_peek(s, n);
            if (c == '[')
                depth++;
            else if (c == ']')
                closed = --depth == 0;
        }
        vt_scanner_take(s, "cp", n);
        return true;
    }
    size_t word = vt_scanner_word(s, 0);
    if (word > 0 && vt_scanner_peek(s, word) == '!' && vt_scanner_peek(s, word + 1) != '=') {
        vt_scanner_take(s, "nb", word + 1);
        return true;
    }
    return take_character(s, "na");
}

const VtLexer vt_lexer_rust = {
    .names = "rust rs",
    .hook = take_rust_mark,
    .words = RUST_WORDS,
    .comments = RUST_COMMENTS,
    .strings = RUST_STRINGS,
    .prefixes = RUST_PREFIXES,
    .declares = RUST_DECLARES,
    .operators = "+-*/%=<>!&|^?:",
    .flags = VT_LEXER_CALLS | VT_LEXER_TYPES,
};

/* ---- Java -----------------------------------------------------------------------------------------------
 */

static const char *const JAVA_KEYWORDS[] = {"assert", "break",  "case",    "catch",  "continue", "default",
                                            "do",     "else",   "finally", "for",    "if",       "instanceof",
                                            "new",    "return", "super",   "switch", "this",     "throw",
                                            "try",    "when",   "while",   "yield"};
static const char *const JAVA_DECLARATIONS[] = {
    "abstract", "class",    "enum",         "extends",   "final",     "implements", "interface",
    "native",   "permits",  "private",      "protected", "public",    "record",     "sealed",
    "static",   "strictfp", "synchronized", "throws",    "transient", "var",        "volatile"};
static const char *const JAVA_IMPORTS[] = {"import", "package"};
static const char *const JAVA_TYPES[] = {"boolean", "byte", "char",  "double", "float",
                                         "int",     "long", "short", "void"};
static const char *const JAVA_CONSTANTS[] = {"false", "null", "true"};
static const VtLexerWords JAVA_WORDS[] = {
    VT_LEXER_WORDS("k", JAVA_KEYWORDS),   VT_LEXER_WORDS("kd", JAVA_DECLARATIONS),
    VT_LEXER_WORDS("kn", JAVA_IMPORTS),   VT_LEXER_WORDS("kt", JAVA_TYPES),
    VT_LEXER_WORDS("kc", JAVA_CONSTANTS), {0}};
static const VtLexerString JAVA_STRINGS[] = {{"\"\"\"", "\"\"\"", "s", VT_STRING_ESCAPES | VT_STRING_LINES},
                                             {"\"", "\"", "s", VT_STRING_ESCAPES},
                                             {"'", "'", "sc", VT_STRING_ESCAPES},
                                             {0}};
static const VtLexerSigil ANNOTATIONS[] = {{'@', "nd"}, {0}};
static const VtLexerDeclares JAVA_DECLARES[] = {{"class", "nc"},
                                                {"enum", "nc"},
                                                {"import", "nn"},
                                                {"interface", "nc"},
                                                {"package", "nn"},
                                                {"record", "nc"},
                                                {0}};

const VtLexer vt_lexer_java = {
    .names = "java",
    .words = JAVA_WORDS,
    .comments = SLASH_COMMENTS,
    .strings = JAVA_STRINGS,
    .sigils = ANNOTATIONS,
    .declares = JAVA_DECLARES,
    .operators = "+-*/%=<>!&|^~?:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS | VT_LEXER_TYPES,
};

/* ---- Scala ----------------------------------------------------------------------------------------------
 */

static const char *const SCALA_KEYWORDS[] = {
    "abstract",  "case",   "catch",   "derives", "do",      "else",  "enum",     "export",
    "extends",   "final",  "finally", "for",     "forSome", "given", "if",       "implicit",
    "inline",    "lazy",   "match",   "new",     "opaque",  "open",  "override", "private",
    "protected", "return", "sealed",  "super",   "then",    "this",  "throw",    "transparent",
    "try",       "using",  "while",   "with",    "yield"};
static const char *const SCALA_DECLARATIONS[] = {"class", "def",  "extension", "object",
                                                 "trait", "type", "val",       "var"};
static const char *const SCALA_IMPORTS[] = {"import", "package"};
static const char *const SCALA_CONSTANTS[] = {"Nil", "None", "false", "null", "true"};
static const VtLexerWords SCALA_WORDS[] = {VT_LEXER_WORDS("k", SCALA_KEYWORDS),
                                           VT_LEXER_WORDS("kd", SCALA_DECLARATIONS),
                                           VT_LEXER_WORDS("kn", SCALA_IMPORTS),
                                           VT_LEXER_WORDS("kc", SCALA_CONSTANTS),
                                           {0}};
static const VtLexerComment SCALA_COMMENTS[] = {
    {"//", NULL, "c1", 0}, {"/*", "*/", "cm", VT_COMMENT_NESTS}, {0}};
static const VtLexerString SCALA_STRINGS[] = {
    {"\"\"\"", "\"\"\"", "s", VT_STRING_LINES}, {"\"", "\"", "s", VT_STRING_ESCAPES}, {0}};
static const VtLexerPrefix SCALA_PREFIXES[] = {{"s", VT_STRING_DOLLAR | VT_STRING_NAME, 0},
                                               {"f", VT_STRING_DOLLAR | VT_STRING_NAME, 0},
                                               {"sql", VT_STRING_DOLLAR | VT_STRING_NAME, 0},
                                               {"raw", VT_STRING_DOLLAR | VT_STRING_NAME, VT_STRING_ESCAPES},
                                               {0}};
static const VtLexerDeclares SCALA_DECLARES[] = {{"class", "nc"},  {"def", "nf"},    {"enum", "nc"},
                                                 {"import", "nn"}, {"object", "nc"}, {"package", "nn"},
                                                 {"trait", "nc"},  {"type", "nc"},   {0}};

static bool take_scala_mark(VtScanner *s)
{
    return take_character(s, "ss");
}

const VtLexer vt_lexer_scala = {
    .names = "scala sbt sc",
    .hook = take_scala_mark,
    .words = SCALA_WORDS,
    .comments = SCALA_COMMENTS,
    .strings = SCALA_STRINGS,
    .prefixes = SCALA_PREFIXES,
    .sigils = ANNOTATIONS,
    .declares = SCALA_DECLARES,
    .operators = "+-*/%=<>!&|^~?:",
    .flags = VT_LEXER_MEMBERS | VT_LEXER_CALLS | VT_LEXER_TYPES,
};

/* ---- The list -------------------------------------------------------------------------------------------
 */

const VtLexer *const vt_lexers[] = {&vt_lexer_python,     &vt_lexer_sql,
                                    &vt_lexer_bash,       &vt_lexer_yaml,
                                    &vt_lexer_json,       &vt_lexer_javascript,
                                    &vt_lexer_typescript, &vt_lexer_html,
                                    &vt_lexer_css,        &vt_lexer_scala,
                                    &vt_lexer_java,       &vt_lexer_go,
                                    &vt_lexer_rust,       &vt_lexer_c,
                                    &vt_lexer_elixir,     &vt_lexer_terraform,
                                    &vt_lexer_dockerfile, &vt_lexer_toml,
                                    &vt_lexer_diff,       &vt_lexer_console,
                                    &vt_lexer_pycon,      NULL};

static bool has_name(const char *names, VtSlice name)
{
    for (const char *at = names; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length == name.length && g_ascii_strncasecmp(at, name.data, length) == 0)
            return true;
        at += length + (at[length] == ' ');
    }
    return false;
}

const VtLexer *vt_lexer_find(VtSlice name)
{
    if (name.length == 0)
        return NULL;
    for (size_t i = 0; vt_lexers[i] != NULL; i++)
        if (has_name(vt_lexers[i]->names, name))
            return vt_lexers[i];
    return NULL;
}
