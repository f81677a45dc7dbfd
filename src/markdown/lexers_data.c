/* Lexers of what holds data and settings: JSON, TOML, Terraform, SQL, YAML. */
#include "lexer.h"

/* ---- JSON ------------------------------------------------------------------------------------------------
 */

static const char *const JSON_CONSTANTS[] = {"false", "null", "true"};
static const VtLexerWords JSON_WORDS[] = {VT_LEXER_WORDS("kc", JSON_CONSTANTS), {0}};
static const VtLexerComment JSON_COMMENTS[] = {{"//", NULL, "c1", 0}, {"/*", "*/", "cm", 0}, {0}};
static const VtLexerString JSON_STRINGS[] = {{"\"", "\"", "s2", VT_STRING_ESCAPES}, {0}};

const VtLexer vt_lexer_json = {
    .names = "json jsonc json5 jsonl ndjson",
    .words = JSON_WORDS,
    .comments = JSON_COMMENTS,
    .strings = JSON_STRINGS,
    .operators = "-+",
    .key_marks = ":",
    .key_class = "nt",
};

/* ---- TOML -------------------------------------------------------------------------------------------------
 */

static const char *const TOML_CONSTANTS[] = {"false", "inf", "nan", "true"};
static const VtLexerWords TOML_WORDS[] = {VT_LEXER_WORDS("kc", TOML_CONSTANTS), {0}};
static const VtLexerComment HASH_COMMENTS[] = {{"#", NULL, "c1", 0}, {0}};
static const VtLexerString TOML_STRINGS[] = {{"\"\"\"", "\"\"\"", "s2", VT_STRING_ESCAPES | VT_STRING_LINES},
                                             {"'''", "'''", "s1", VT_STRING_LINES},
                                             {"\"", "\"", "s2", VT_STRING_ESCAPES},
                                             {"'", "'", "s1", 0},
                                             {0}};

/* A date or time as data formats write it: digits and marks, from 2024-05-01 to 2024-05-01T12:30:00.5+02:00.
 */
static size_t date_length(const VtScanner *s)
{
    static const char FORM[] = "0000-00-00";
    for (size_t i = 0; i < sizeof FORM - 1; i++) {
        char c = vt_scanner_peek(s, i);
        if (FORM[i] == '0' ? !g_ascii_isdigit(c) : c != FORM[i])
            return 0;
    }
    size_t n = sizeof FORM - 1;
    if (vt_scanner_peek(s, n) == ' ' && !g_ascii_isdigit(vt_scanner_peek(s, n + 1)))
        return n;
    if (vt_scanner_peek(s, n) == 'T' || vt_scanner_peek(s, n) == 't' || vt_scanner_peek(s, n) == ' ')
        n++;
    while (g_ascii_isdigit(vt_scanner_peek(s, n)) || vt_is_one_of(vt_scanner_peek(s, n), ":.+-Zz"))
        n++;
    return n;
}

static bool take_toml_mark(VtScanner *s)
{
    if (s->line_start && vt_scanner_peek(s, 0) == '[') {
        size_t line = vt_scanner_line(s);
        size_t n = 1;
        while (n < line && vt_scanner_peek(s, n) != ']' && vt_scanner_peek(s, n) != '#')
            n++;
        while (n < line && vt_scanner_peek(s, n) == ']')
            n++;
        vt_scanner_take(s, "k", n);
        return true;
    }
    size_t date = date_length(s);
    if (date > 0)
        vt_scanner_take(s, "ld", date);
    return date > 0;
}

const VtLexer vt_lexer_toml = {
    .names = "toml ini cfg conf",
    .hook = take_toml_mark,
    .words = TOML_WORDS,
    .comments = HASH_COMMENTS,
    .strings = TOML_STRINGS,
    .word_parts = "-.",
    .operators = "=+-",
    .key_marks = "=",
    .key_class = "na",
};

/* ---- Terraform
 * --------------------------------------------------------------------------------------------- */

static const char *const TERRAFORM_KEYWORDS[] = {
    "backend", "check",    "connection",  "data",      "dynamic",  "else",      "for",
    "if",      "import",   "in",          "lifecycle", "locals",   "module",    "moved",
    "output",  "provider", "provisioner", "removed",   "resource", "terraform", "variable"};
static const char *const TERRAFORM_CONSTANTS[] = {"false", "null", "true"};
static const char *const TERRAFORM_TYPES[] = {"any",    "bool", "list",   "map",  "number",
                                              "object", "set",  "string", "tuple"};
static const VtLexerWords TERRAFORM_WORDS[] = {VT_LEXER_WORDS("k", TERRAFORM_KEYWORDS),
                                               VT_LEXER_WORDS("kc", TERRAFORM_CONSTANTS),
                                               VT_LEXER_WORDS("nb", TERRAFORM_TYPES),
                                               {0}};
static const VtLexerComment TERRAFORM_COMMENTS[] = {
    {"#", NULL, "c1", 0}, {"//", NULL, "c1", 0}, {"/*", "*/", "cm", 0}, {0}};
static const VtLexerString TERRAFORM_STRINGS[] = {
    {"\"", "\"", "s2", VT_STRING_ESCAPES | VT_STRING_DOLLAR | VT_STRING_QUOTES}, {0}};

/* `data.aws_x` and `provider = x` use words that begin blocks; they are keywords where a block begins. */
static bool take_terraform_mark(VtScanner *s)
{
    size_t word = vt_scanner_word(s, 0);
    if (word == 0 || (s->last != '.' && vt_scanner_peek(s, word) != '.'))
        return false;
    bool declared = vt_scanner_peek(s, word) == '.' && s->last != '.';
    vt_scanner_take(s, declared ? "nv" : NULL, word);
    s->last = 'w';
    return true;
}

const VtLexer vt_lexer_terraform = {
    .names = "terraform hcl tf tfvars",
    .hook = take_terraform_mark,
    .words = TERRAFORM_WORDS,
    .comments = TERRAFORM_COMMENTS,
    .strings = TERRAFORM_STRINGS,
    .word_parts = "-",
    .operators = "+-*/%=<>!&|?:",
    .key_marks = "=",
    .key_class = "na",
    .flags = VT_LEXER_CALLS | VT_LEXER_HEREDOCS,
};

/* ---- SQL, with the templates of dbt
 * --------------------------------------------------------------------------- */

static const char *const SQL_KEYWORDS[] = {
    "add",       "all",         "alter",     "analyze",     "and",        "any",       "as",
    "asc",       "begin",       "between",   "by",          "cascade",    "case",      "check",
    "cluster",   "column",      "commit",    "conflict",    "constraint", "copy",      "create",
    "cross",     "current",     "database",  "default",     "delete",     "desc",      "distinct",
    "do",        "drop",        "else",      "end",         "escape",     "except",    "exists",
    "explain",   "external",    "fetch",     "filter",      "first",      "following", "for",
    "foreign",   "format",      "from",      "full",        "function",   "grant",     "group",
    "having",    "if",          "ilike",     "in",          "index",      "inner",     "insert",
    "intersect", "interval",    "into",      "is",          "join",       "key",       "last",
    "lateral",   "left",        "like",      "limit",       "location",   "matched",   "materialized",
    "merge",     "minus",       "natural",   "not",         "nothing",    "nulls",     "of",
    "offset",    "on",          "only",      "options",     "or",         "order",     "outer",
    "over",      "overwrite",   "partition", "partitioned", "pivot",      "preceding", "primary",
    "procedure", "qualify",     "range",     "recursive",   "references", "refresh",   "rename",
    "replace",   "returning",   "returns",   "revoke",      "right",      "rollback",  "rollup",
    "row",       "rows",        "schema",    "select",      "set",        "show",      "some",
    "sort",      "stored",      "table",     "tablesample", "temp",       "temporary", "then",
    "to",        "transaction", "trigger",   "truncate",    "unbounded",  "union",     "unique",
    "unnest",    "unpivot",     "update",    "use",         "using",      "vacuum",    "values",
    "view",      "when",        "where",     "window",      "with",       "within"};
static const char *const SQL_TYPES[] = {
    "array",    "bigint",  "binary",    "blob",        "boolean", "bytea",    "char",    "date",
    "datetime", "decimal", "double",    "float",       "float64", "int",      "int64",   "integer",
    "json",     "jsonb",   "map",       "numeric",     "real",    "smallint", "string",  "struct",
    "text",     "time",    "timestamp", "timestamptz", "tinyint", "uuid",     "varchar", "variant"};
static const char *const SQL_CONSTANTS[] = {"false", "null", "true"};
static const char *const SQL_FUNCTIONS[] = {"abs",
                                            "array_agg",
                                            "avg",
                                            "cast",
                                            "ceil",
                                            "coalesce",
                                            "concat",
                                            "convert",
                                            "count",
                                            "cume_dist",
                                            "current_date",
                                            "current_timestamp",
                                            "date_add",
                                            "date_diff",
                                            "date_part",
                                            "date_trunc",
                                            "dateadd",
                                            "datediff",
                                            "dense_rank",
                                            "extract",
                                            "first_value",
                                            "floor",
                                            "generate_series",
                                            "greatest",
                                            "iff",
                                            "ifnull",
                                            "json_agg",
                                            "json_extract",
                                            "lag",
                                            "last_value",
                                            "lead",
                                            "least",
                                            "length",
                                            "listagg",
                                            "lower",
                                            "max",
                                            "md5",
                                            "min",
                                            "mod",
                                            "now",
                                            "ntile",
                                            "nullif",
                                            "parse_json",
                                            "percent_rank",
                                            "percentile_cont",
                                            "rank",
                                            "regexp_replace",
                                            "round",
                                            "row_number",
                                            "safe_cast",
                                            "split",
                                            "sqrt",
                                            "stddev",
                                            "string_agg",
                                            "substr",
                                            "substring",
                                            "sum",
                                            "to_char",
                                            "to_date",
                                            "to_timestamp",
                                            "trim",
                                            "try_cast",
                                            "upper",
                                            "variance"};
static const VtLexerWords SQL_WORDS[] = {VT_LEXER_WORDS("k", SQL_KEYWORDS),
                                         VT_LEXER_WORDS("kt", SQL_TYPES),
                                         VT_LEXER_WORDS("kc", SQL_CONSTANTS),
                                         VT_LEXER_WORDS("nb", SQL_FUNCTIONS),
                                         {0}};
static const VtLexerComment SQL_COMMENTS[] = {{"--", NULL, "c1", 0}, {"/*", "*/", "cm", 0},
                                              {"{#", "#}", "c", 0},  {"{{", "}}", "cp", 0},
                                              {"{%", "%}", "cp", 0}, {0}};
static const VtLexerString SQL_STRINGS[] = {{"'", "'", "s1", VT_STRING_LINES | VT_STRING_DOUBLED},
                                            {"\"", "\"", "ss", VT_STRING_DOUBLED},
                                            {"`", "`", "ss", 0},
                                            {0}};
static const VtLexerSigil SQL_SIGILS[] = {{':', "nv"}, {'@', "nv"}, {'$', "nv"}, {0}};

const VtLexer vt_lexer_sql = {
    .names = "sql postgresql postgres psql mysql sqlite bigquery snowflake plpgsql dbt",
    .words = SQL_WORDS,
    .comments = SQL_COMMENTS,
    .strings = SQL_STRINGS,
    .sigils = SQL_SIGILS,
    .operators = "+-*/%=<>!&|^~:",
    .flags = VT_LEXER_FOLD | VT_LEXER_MEMBERS,
};

/* ---- YAML
 * ------------------------------------------------------------------------------------------------------ Read
 * by lines, as indentation bounds a block scalar: the lines below `key: |` that stand further right than the
 * key are its text. A plain scalar ends at ": ", at " #", with the line, and inside [] and {} at a comma. */

static const char *const YAML_CONSTANTS[] = {"False", "No", "Null", "Off", "On", "TRUE", "True", "Yes",
                                             "false", "no", "null", "off", "on", "true", "yes"};
static const VtLexerWords YAML_WORDS[] = {VT_LEXER_WORDS("kc", YAML_CONSTANTS), {0}};
static const VtLexer YAML_SCALARS = {.names = "", .words = YAML_WORDS};
static const VtLexerString YAML_DOUBLE = {"\"", "\"", "s2", VT_STRING_ESCAPES | VT_STRING_LINES};
static const VtLexerString YAML_SINGLE = {"'", "'", "s1", VT_STRING_DOUBLED | VT_STRING_LINES};

typedef struct YamlState {
    size_t depth;  /* of [] and {} */
    size_t indent; /* of the last key */
} YamlState;

static bool ends_yaml_word(char c)
{
    return c == '\0' || g_ascii_isspace(c);
}

static size_t yaml_scalar_length(const VtScanner *s, const YamlState *state)
{
    size_t n = 0;
    for (; s->at + n < s->length; n++) {
        char c = vt_scanner_peek(s, n);
        char next = vt_scanner_peek(s, n + 1);
        bool ends_text = s->at + n + 1 >= s->length || ends_yaml_word(next);
        if (c == '\n' || (c == ':' && (ends_text || (state->depth > 0 && vt_is_one_of(next, ",[]{}")))))
            break;
        if ((c == ' ' || c == '\t') && next == '#')
            break;
        if (state->depth > 0 && vt_is_one_of(c, ",[]{}"))
            break;
    }
    while (n > 0 && g_ascii_isspace(vt_scanner_peek(s, n - 1)))
        n--;
    return n;
}

static const char *yaml_scalar_class(const VtScanner *s, size_t length)
{
    if (vt_lexer_class(&YAML_SCALARS, s->text + s->at, length) != NULL ||
        (length == 1 && s->text[s->at] == '~'))
        return "kc";
    if (date_length(s) == length && length > 0)
        return "ld";
    size_t n = s->text[s->at] == '-' || s->text[s->at] == '+' ? 1 : 0;
    size_t dots = 0;
    if (n >= length || !g_ascii_isdigit(s->text[s->at + n]))
        return NULL;
    for (; n < length; n++) {
        if (s->text[s->at + n] == '.')
            dots++;
        else if (!g_ascii_isdigit(s->text[s->at + n]))
            return NULL;
    }
    return dots == 0 ? "mi" : dots == 1 ? "mf" : NULL;
}

/* `|` or `>` with indicators, then the lines that stand further right than the key. */
static bool take_yaml_block(VtScanner *s, const YamlState *state)
{
    size_t n = 1;
    while (vt_is_one_of(vt_scanner_peek(s, n), "+-0123456789"))
        n++;
    size_t rest = n + vt_scanner_blanks(s, n);
    if (state->depth > 0 || (vt_scanner_in_line(s, rest) && vt_scanner_peek(s, rest) != '#'))
        return false;
    size_t line = vt_scanner_line(s);
    vt_scanner_take(s, "p", n);
    vt_scanner_take(s, NULL, rest - n);
    vt_scanner_take(s, "c1", line - rest);
    vt_scanner_take(s, NULL, 1);
    while (s->at < s->length) {
        size_t blanks = vt_scanner_blanks(s, 0);
        size_t text = vt_scanner_line(s);
        if (blanks < text && blanks <= state->indent)
            return true;
        vt_scanner_take(s, "s", text + 1);
    }
    return true;
}

static bool quoted_key_follows(const VtScanner *s, size_t ahead)
{
    size_t at = ahead + vt_scanner_blanks(s, ahead);
    return vt_scanner_peek(s, at) == ':' && ends_yaml_word(vt_scanner_peek(s, at + 1));
}

static void take_yaml_quoted(VtScanner *s, const VtLexerString *form)
{
    size_t n = 1;
    while (s->at + n < s->length && vt_scanner_peek(s, n) != form->open[0] && vt_scanner_peek(s, n) != '\n')
        n += vt_scanner_peek(s, n) == '\\' && form == &YAML_DOUBLE ? 2 : 1;
    bool key = vt_scanner_peek(s, n) == form->open[0] && quoted_key_follows(s, n + 1);
    vt_scanner_take_string(s, form, form->flags, key ? "nt" : form->class);
}

/* &anchor, *alias, !tag: a mark and what follows up to a blank. */
static bool take_yaml_property(VtScanner *s)
{
    char c = vt_scanner_peek(s, 0);
    if (c != '&' && c != '*' && c != '!')
        return false;
    size_t n = 1;
    while (s->at + n < s->length && !g_ascii_isspace(vt_scanner_peek(s, n)) &&
           !vt_is_one_of(vt_scanner_peek(s, n), ",[]{}"))
        n++;
    vt_scanner_take(s, c == '!' ? "kt" : c == '&' ? "nl" : "nv", n);
    return true;
}

static void take_yaml_scalar(VtScanner *s, YamlState *state)
{
    size_t n = yaml_scalar_length(s, state);
    size_t after = n + vt_scanner_blanks(s, n);
    bool key = vt_scanner_peek(s, after) == ':';
    if (n == 0) {
        vt_scanner_take(s, "p", 1);
        return;
    }
    vt_scanner_take(s, key ? "nt" : yaml_scalar_class(s, n), n);
}

static bool take_yaml_mark(VtScanner *s, YamlState *state)
{
    char c = vt_scanner_peek(s, 0);
    if (c == '#' && (s->at == 0 || g_ascii_isspace(s->text[s->at - 1]))) {
        vt_scanner_take(s, "c1", vt_scanner_line(s));
    } else if (c == '[' || c == '{') {
        state->depth++;
        vt_scanner_take(s, "p", 1);
    } else if (c == ']' || c == '}') {
        state->depth -= state->depth > 0 ? 1 : 0;
        vt_scanner_take(s, "p", 1);
    } else if ((c == '-' || c == '?' || c == ':') && ends_yaml_word(vt_scanner_peek(s, 1))) {
        vt_scanner_take(s, "p", 1);
    } else if (c == ',' && state->depth > 0) {
        vt_scanner_take(s, "p", 1);
    } else {
        return false;
    }
    return true;
}

static void take_yaml_node(VtScanner *s, YamlState *state)
{
    char c = vt_scanner_peek(s, 0);
    if (take_yaml_mark(s, state))
        return;
    if ((c == '|' || c == '>') && take_yaml_block(s, state))
        return;
    if (take_yaml_property(s))
        return;
    if (c == '"' || c == '\'')
        take_yaml_quoted(s, c == '"' ? &YAML_DOUBLE : &YAML_SINGLE);
    else
        take_yaml_scalar(s, state);
}

static void read_yaml(VtScanner *s)
{
    YamlState state = {0};
    size_t line = s->at;
    bool opens = true; /* nothing but dashes on this line so far */
    while (s->at < s->length) {
        size_t blanks = vt_scanner_blanks(s, 0);
        vt_scanner_take(s, NULL, blanks);
        char c = vt_scanner_peek(s, 0);
        if (s->at >= s->length)
            break;
        if (c == '\n') {
            vt_scanner_take(s, NULL, 1);
            line = s->at;
            opens = true;
        } else if (opens && (vt_scanner_sees(s, "---") || vt_scanner_sees(s, "...")) && s->at == line &&
                   ends_yaml_word(vt_scanner_peek(s, 3))) {
            vt_scanner_take(s, "nn", 3);
        } else {
            bool dash = c == '-' && ends_yaml_word(vt_scanner_peek(s, 1));
            if (opens)
                state.indent = s->at - line;
            opens = opens && dash;
            take_yaml_node(s, &state);
        }
    }
}

const VtLexer vt_lexer_yaml = {.names = "yaml yml", .text = read_yaml, .words = YAML_WORDS};
