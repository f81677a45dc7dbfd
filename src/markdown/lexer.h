/* A lexer is a constant table; one engine (highlight.c) reads them all. Where a format is not made of words,
 * strings and comments (markup, diffs, indentation), a lexer brings a function for the whole text instead.
 *
 * Linear time holds because a rule takes what it has looked at, or looks no further than to the end of the
 * blanks after a token. A rule that does not find its closing mark takes all up to the end of line or text.
 */
#pragma once

#include "highlight.h"

typedef struct VtScanner VtScanner;
typedef struct VtLexer VtLexer;

/* Words of one class, in the order of strcmp. */
typedef struct VtLexerWords {
    const char *class;
    const char *const *words;
    size_t count;
} VtLexerWords;

#define VT_LEXER_WORDS(class, words)                                                                         \
    {                                                                                                        \
        class, words, G_N_ELEMENTS(words)                                                                    \
    }

/* A comment, or anything else that is skipped as a whole. No `close`: it ends with the line. */
typedef struct VtLexerComment {
    const char *open;
    const char *close;
    const char *class;
    unsigned flags;
} VtLexerComment;

enum {
    VT_COMMENT_NESTS = 1,     /* one inside another must close too */
    VT_COMMENT_ALONE = 2,     /* only as the first thing on its line */
    VT_COMMENT_APART = 4,     /* only at the start of the line or after a blank */
    VT_COMMENT_CONTINUES = 8, /* a backslash at the end of the line goes on */
};

typedef struct VtLexerString {
    const char *open;
    const char *close;
    const char *class;
    unsigned flags;
} VtLexerString;

enum {
    VT_STRING_ESCAPES = 1,  /* a backslash escapes */
    VT_STRING_LINES = 2,    /* may hold newlines */
    VT_STRING_DOUBLED = 4,  /* the closing mark twice is the mark itself */
    VT_STRING_BRACE = 8,    /* {expression} */
    VT_STRING_DOLLAR = 16,  /* ${expression} */
    VT_STRING_NAME = 32,    /* $name */
    VT_STRING_COMMAND = 64, /* $(command) */
    VT_STRING_HASH = 128,   /* #{expression} */
    VT_STRING_QUOTES = 256, /* an expression may hold the closing mark */
    VT_STRING_DOC = 512,    /* a documentation string when alone on its line */
};

/* Letters before a string that change how it reads: r"" and f"" of Python, s"" of Scala. */
typedef struct VtLexerPrefix {
    const char *letters;
    unsigned add;
    unsigned remove;
} VtLexerPrefix;

/* A mark that gives the word behind it a class: $name, @decorator, :atom. */
typedef struct VtLexerSigil {
    char mark;
    const char *class;
} VtLexerSigil;

/* A keyword and the class of the name that follows it. */
typedef struct VtLexerDeclares {
    const char *keyword;
    const char *class;
} VtLexerDeclares;

enum {
    VT_LEXER_FOLD = 1,      /* keywords are of any case */
    VT_LEXER_CALLS = 2,     /* a word before a parenthesis is a function */
    VT_LEXER_TYPES = 4,     /* a word with a capital letter is a class */
    VT_LEXER_MEMBERS = 8,   /* a word after a dot is no keyword */
    VT_LEXER_SHELL = 16,    /* words are commands only where a command stands; NAME= assigns */
    VT_LEXER_HEREDOCS = 32, /* <<WORD … WORD */
    VT_LEXER_UNITS = 64,    /* letters after a number are its unit */
};

/* Takes what it knows at the scanner's place and says true, or leaves all as it is and says false. */
typedef bool VtLexerHook(VtScanner *scanner);
typedef void VtLexerText(VtScanner *scanner);

/* Arrays end with a zeroed element; all fields but the names may be absent. */
struct VtLexer {
    const char *names; /* lower case, with one space between; the first is the usual one */
    VtLexerText *text; /* reads all, instead of the engine and the fields below */
    VtLexerHook *hook; /* tried before any rule, but not on white space */
    const VtLexerWords *words;
    const VtLexerComment *comments;
    const VtLexerString *strings;
    const VtLexerPrefix *prefixes;
    const VtLexerSigil *sigils;
    const VtLexerDeclares *declares;
    const char *word_starts; /* beside letters, _ and all that is not ASCII */
    const char *word_parts;  /* beside those and digits */
    const char *operators;
    const char *key_marks; /* a word or string before one of these is a key */
    const char *key_class;
    unsigned flags;
};

/* One reading of one text. Lives on the stack of vt_highlight. */
struct VtScanner {
    const VtLexer *lexer;
    const char *text;
    size_t length;
    size_t at;
    VtBuffer *out;
    size_t start;         /* of the token not yet written: text from here to `at` */
    const char *class;    /* its class; NULL is plain text */
    const char *expected; /* class for the next word, from a declaring keyword */
    VtSlice heredoc;      /* the word that ends the heredoc which begins on the next line */
    char last;            /* the last byte that was not blank; 0 at the start and after a keyword */
    bool line_start;      /* nothing but blanks since the last newline */
    bool command;         /* the next word of a shell is a command */
};

/* The languages, ended by a zeroed element. */
extern const VtLexer *const vt_lexers[];
const VtLexer *vt_lexer_find(VtSlice name);

/* Takes `length` bytes (at most what is left) as part of a token. Neighbours of one class become one span. */
void vt_scanner_take(VtScanner *scanner, const char *class, size_t length);
/* Writes the token that is being taken. */
void vt_scanner_flush(VtScanner *scanner);
/* The byte `ahead` of the place, or 0 at the end. */
char vt_scanner_peek(const VtScanner *scanner, size_t ahead);
bool vt_scanner_sees(const VtScanner *scanner, const char *string);
bool vt_scanner_sees_at(const VtScanner *scanner, size_t ahead, const char *string);
/* Is there a byte `ahead` that is no newline? For a look at the line that may stop early. */
bool vt_scanner_in_line(const VtScanner *scanner, size_t ahead);
/* Is the byte in the set? A NUL never is; the set may be NULL. */
bool vt_is_one_of(char c, const char *set);
/* Bytes to the end of the line, without the newline. */
size_t vt_scanner_line(const VtScanner *scanner);
/* Bytes up to and with `mark`, or up to the end of the text where it does not come. */
size_t vt_scanner_through(const VtScanner *scanner, const char *mark);
/* Bytes of spaces and tabs `ahead`. */
size_t vt_scanner_blanks(const VtScanner *scanner, size_t ahead);
/* Bytes of the word that begins `ahead`; 0 if none does. */
size_t vt_scanner_word(const VtScanner *scanner, size_t ahead);
void vt_scanner_take_string(VtScanner *scanner, const VtLexerString *form, unsigned flags, const char *class);
void vt_scanner_take_number(VtScanner *scanner);
bool vt_scanner_is_number(const VtScanner *scanner);
/* The class of a word in the lexer's lists, or NULL. */
const char *vt_lexer_class(const VtLexer *lexer, const char *word, size_t length);
/* Reads the next `length` bytes with another lexer. */
void vt_scanner_read_with(VtScanner *scanner, const VtLexer *lexer, size_t length);
/* Reads on with the engine's rules. */
void vt_scanner_read(VtScanner *scanner);

extern const VtLexer vt_lexer_python, vt_lexer_javascript, vt_lexer_typescript, vt_lexer_bash,
    vt_lexer_elixir, vt_lexer_c, vt_lexer_go, vt_lexer_rust, vt_lexer_java, vt_lexer_scala, vt_lexer_json,
    vt_lexer_yaml, vt_lexer_toml, vt_lexer_sql, vt_lexer_terraform, vt_lexer_dockerfile, vt_lexer_html,
    vt_lexer_css, vt_lexer_diff, vt_lexer_console, vt_lexer_pycon;
