/* libyaml says where its grammar broke; an author wants to know what to type instead.
 *
 * Each row of the table below knows one mistake: the words of libyaml it hides behind, and a function that
 * looks at the text and either reports it or declines. The first row that reports wins. */
#include "yaml_compose.h"

typedef struct Mistake {
    VtYamlCursor *cursor;
    const VtSource *source;
    const char *problem;
    const char *context;
    size_t at;         /* byte where libyaml stopped */
    size_t context_at; /* byte where what it was reading begins */
    VtDiagnostics *sink;
} Mistake;

static char byte_at(const Mistake *mistake, size_t at)
{
    return at < mistake->cursor->end ? mistake->source->text[at] : '\0';
}

static size_t line_start(const Mistake *mistake, size_t at)
{
    while (at > mistake->cursor->base && mistake->source->text[at - 1] != '\n')
        at--;
    return at;
}

static VtSlice line_from(const Mistake *mistake, size_t start)
{
    size_t end = start;
    while (end < mistake->cursor->end && mistake->source->text[end] != '\n')
        end++;
    if (end > start && mistake->source->text[end - 1] == '\r')
        end--;
    return (VtSlice){mistake->source->text + start, end - start};
}

/* The last line before `start` that holds text; empty at `base` when there is none. */
static VtSlice line_before(const Mistake *mistake, size_t start)
{
    while (start > mistake->cursor->base) {
        start = line_start(mistake, start - 1);
        VtSlice line = line_from(mistake, start);
        VtSlice text = vt_slice_trim(line);
        if (text.length > 0 && text.data[0] != '#')
            return line;
    }
    return (VtSlice){0};
}

static VtSpan span_of(const Mistake *mistake, VtSlice slice)
{
    VtSlice text = vt_slice_trim(slice);
    return (VtSpan){mistake->source, (size_t)(text.data - mistake->source->text), text.length};
}

static VtSpan one_byte(const Mistake *mistake, size_t at)
{
    if (at > mistake->cursor->base && at >= mistake->cursor->end)
        at = mistake->cursor->end - 1;
    return (VtSpan){mistake->source, at, at < mistake->cursor->end ? 1 : 0};
}

/* Where the value after the line's first ": " begins, or 0. */
static size_t value_start(VtSlice line)
{
    for (size_t i = 1; i + 1 < line.length; i++) {
        if (line.data[i - 1] != ':' || line.data[i] != ' ')
            continue;
        while (i < line.length && line.data[i] == ' ')
            i++;
        return i;
    }
    return 0;
}

static void note_quotes(VtDiagnostic *diagnostic, VtSlice line)
{
    size_t start = value_start(line);
    VtSlice value = vt_slice_trim((VtSlice){line.data + start, line.length - start});
    if (start == 0 || value.length == 0 || value.length > 200) {
        vt_diagnostic_note(diagnostic, "put the whole text in quotes");
        return;
    }
    g_autofree char *text = g_strndup(value.data, value.length);
    g_auto(GStrv) parts = g_strsplit(text, "'", -1);
    bool apostrophe = strchr(text, '\'') != NULL;
    bool plain = strpbrk(text, "\"\\") == NULL;
    g_autofree char *doubled = g_strjoinv("''", parts);
    VtSlice key = vt_slice_trim((VtSlice){line.data, start});
    if (apostrophe && plain)
        vt_diagnostic_note(diagnostic, "put the whole text in quotes: %.*s \"%s\"", (int)key.length, key.data,
                           text);
    else
        vt_diagnostic_note(diagnostic, "put the whole text in quotes: %.*s '%s'", (int)key.length, key.data,
                           doubled);
}

static bool has_glued_colon(VtSlice line)
{
    const char *colon = memchr(line.data, ':', line.length);
    size_t before = colon == NULL ? 0 : (size_t)(colon - line.data);
    if (before == 0 || before + 1 >= line.length || line.data[before + 1] == ' ')
        return false;
    return memchr(line.data, ' ', before) == NULL && line.data[before + 1] != '/';
}

static bool report_glued_colon(const Mistake *mistake, VtSlice line)
{
    line = vt_slice_trim(line);
    if (line.length == 0 || !has_glued_colon(line))
        return false;
    size_t key = (size_t)((const char *)memchr(line.data, ':', line.length) - line.data);
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, span_of(mistake, line),
                                           "no space after the colon");
    vt_diagnostic_note(diagnostic, "write %.*s %.*s", (int)key + 1, line.data, (int)(line.length - key - 1),
                       line.data + key + 1);
    return true;
}

static bool report_no_colon(const Mistake *mistake, VtSlice line)
{
    if (line.length == 0 || memchr(line.data, ':', line.length) != NULL)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(
        mistake->sink, VT_YAML_SYNTAX, span_of(mistake, line),
        "this line is neither a key with a value nor part of the text above");
    vt_diagnostic_note(diagnostic, "a key is followed by a colon and a space: title: Data engineer");
    vt_diagnostic_note(diagnostic, "text that goes on in a second line is indented below its key");
    return true;
}

static bool try_second_colon(const Mistake *mistake)
{
    size_t start = line_start(mistake, mistake->at);
    VtSlice line = line_from(mistake, start);
    size_t value = value_start(line);
    if (value == 0 || start + value > mistake->at)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->at),
                                           "a colon followed by a space inside text without quotes");
    note_quotes(diagnostic, line);
    return true;
}

static bool try_line_above(const Mistake *mistake)
{
    VtSlice above = line_before(mistake, line_start(mistake, mistake->at));
    return report_glued_colon(mistake, above) || report_no_colon(mistake, above);
}

static bool try_deeper_line(const Mistake *mistake)
{
    size_t start = line_start(mistake, mistake->at);
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX,
                                           span_of(mistake, line_from(mistake, start)),
                                           "a key that begins further right than the one above it");
    vt_diagnostic_note(diagnostic,
                       "keys of one map begin in the same column; the key above has a value already");
    return true;
}

static bool try_simple_key(const Mistake *mistake)
{
    VtSlice line = line_from(mistake, line_start(mistake, mistake->context_at));
    return report_glued_colon(mistake, line) || report_no_colon(mistake, line);
}

static bool try_tab(const Mistake *mistake)
{
    if (byte_at(mistake, mistake->at) != '\t')
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->at),
                                           "a tab is used for indentation");
    vt_diagnostic_note(diagnostic, "YAML takes spaces only: two for each level");
    return true;
}

/* Characters that mean something to YAML at the start of a value: @ ` % * & ! ? , ] } and so on. */
static bool report_indicator(const Mistake *mistake, size_t at)
{
    char c = byte_at(mistake, at);
    if (c == '\0' || strchr("@`%*&!?,]}|>", c) == NULL)
        return false;
    size_t start = line_start(mistake, at);
    size_t value = value_start(line_from(mistake, start));
    if (c == ',' && value > 0 && start + value < at) {
        vt_diagnose(mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, at), "nothing stands before this comma");
        return true;
    }
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, at),
                                           "text that begins with \"%c\" must be in quotes", c);
    note_quotes(diagnostic, line_from(mistake, line_start(mistake, at)));
    return true;
}

static bool try_indicator(const Mistake *mistake)
{
    return report_indicator(mistake, mistake->at);
}

static bool try_indicator_before(const Mistake *mistake)
{
    return report_indicator(mistake, mistake->context_at);
}

static bool try_open_quote(const Mistake *mistake)
{
    if (strstr(mistake->context, "quoted scalar") == NULL)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(
        mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->context_at), "this quote is never closed");
    vt_diagnostic_note(diagnostic, "end the text with the same quote: %c",
                       byte_at(mistake, mistake->context_at));
    return true;
}

static bool try_open_bracket(const Mistake *mistake)
{
    bool list = strchr(mistake->problem, ']') != NULL;
    VtDiagnostic *diagnostic = vt_diagnose(
        mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->context_at),
        list ? "this list is not closed with \"]\"" : "this map is not closed with \"}\"");
    if (mistake->at < mistake->cursor->end)
        vt_diagnostic_place(diagnostic, one_byte(mistake, mistake->at), "a comma or \"%c\" was expected here",
                            list ? ']' : '}');
    vt_diagnostic_note(diagnostic,
                       "parts are set apart by commas; a part that holds a comma, a bracket or a colon is in "
                       "quotes");
    return true;
}

static bool try_escape(const Mistake *mistake)
{
    VtDiagnostic *diagnostic = vt_diagnose(
        mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->at),
        "\"\\\" begins an escape in double quotes, and this one is not known");
    vt_diagnostic_note(diagnostic, "use single quotes, or write the backslash twice");
    return true;
}

static bool try_dash_after_key(const Mistake *mistake)
{
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, one_byte(mistake, mistake->at),
                                           "a list with dashes cannot begin on the line of its key");
    vt_diagnostic_note(diagnostic, "begin each item on a line of its own, or write [first, second]");
    return true;
}

static bool try_after_quote(const Mistake *mistake)
{
    size_t before = mistake->at;
    while (before > mistake->cursor->base && strchr(" \t", mistake->source->text[before - 1]) != NULL)
        before--;
    char c = before > mistake->cursor->base ? mistake->source->text[before - 1] : '\0';
    if (c == '\0' || strchr("\"']}", c) == NULL)
        return false;
    VtSlice rest = line_from(mistake, mistake->at);
    bool quote = c == '"' || c == '\'';
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX, span_of(mistake, rest),
                                           "text after the closing %s", quote ? "quote" : "bracket");
    if (c == '\'')
        vt_diagnostic_note(diagnostic, "an apostrophe in single quotes is written twice: 'Bob''s work'");
    else if (c == '"')
        vt_diagnostic_note(diagnostic,
                           "a quote inside double quotes is written \\\": \"the \\\"Best\\\" award\"");
    else
        vt_diagnostic_note(diagnostic, "text that begins with a bracket must be in quotes as a whole");
    return true;
}

static bool try_indentation(const Mistake *mistake)
{
    if (mistake->at >= mistake->cursor->end)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX,
                                           span_of(mistake, line_from(mistake, mistake->at)),
                                           "this line does not begin in the column of those it belongs to");
    vt_diagnostic_note(diagnostic, "keys of one map, and dashes of one list, begin in the same column");
    return true;
}

static bool try_after_end(const Mistake *mistake)
{
    VtSlice above = vt_slice_trim(line_before(mistake, line_start(mistake, mistake->at)));
    if (!vt_slice_is(above, "...") || mistake->at >= mistake->cursor->end)
        return false;
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX,
                                           span_of(mistake, line_from(mistake, mistake->at)),
                                           "text after the line \"...\", which ends the settings");
    vt_diagnostic_note(diagnostic, "delete the line \"...\"");
    return true;
}

static bool try_block_text(const Mistake *mistake)
{
    VtDiagnostic *diagnostic = vt_diagnose(mistake->sink, VT_YAML_SYNTAX,
                                           span_of(mistake, line_from(mistake, mistake->at)),
                                           "text on the line of \"|\" or \">\"");
    vt_diagnostic_note(diagnostic, "the text begins on the next line, indented; or put it in quotes");
    return true;
}

static const struct {
    const char *problem; /* part of libyaml's problem or context */
    bool (*report)(const Mistake *mistake);
} mistakes[] = {
    {"tab character", try_tab},
    {"cannot start any token", try_tab},
    {"cannot start any token", try_indicator},
    {"mapping values are not allowed", try_second_colon},
    {"mapping values are not allowed", try_line_above},
    {"mapping values are not allowed", try_deeper_line},
    {"could not find expected ':'", try_simple_key},
    {"unexpected end of stream", try_open_quote},
    {"expected ',' or", try_open_bracket},
    {"unknown escape character", try_escape},
    {"block sequence entries are not allowed", try_dash_after_key},
    {"scanning an alias", try_indicator_before},
    {"scanning an anchor", try_indicator_before},
    {"scanning a tag", try_indicator_before},
    {"undefined tag handle", try_indicator},
    {"scanning a directive", try_indicator_before},
    {"mapping keys are not allowed", try_indicator},
    {"expected node content", try_indicator},
    {"expected comment or line break", try_block_text},
    {"expected key", try_after_quote},
    {"expected key", try_indentation},
    {"expected '-' indicator", try_indentation},
    {"<document start>", try_after_end},
    {"<document start>", try_after_quote},
    {"<document start>", try_indentation},
};

static bool report_known(const Mistake *mistake)
{
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        bool matches = strstr(mistake->problem, mistakes[i].problem) != NULL ||
                       strstr(mistake->context, mistakes[i].problem) != NULL;
        if (matches && mistakes[i].report(mistake))
            return true;
    }
    return false;
}

void vt_yaml_report(const yaml_parser_t *parser, VtYamlCursor *cursor, VtDiagnostics *sink)
{
    const char *problem = parser->problem != NULL ? parser->problem : "cannot be read";
    if (parser->error == YAML_READER_ERROR) {
        VtSpan span = {cursor->source, MIN(cursor->base + parser->problem_offset, cursor->end), 1};
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_YAML_CONTROL, span, "a control character (U+%04X)",
                                               (unsigned)parser->problem_value);
        vt_diagnostic_note(diagnostic, "it is most likely left over from copying; delete it");
        return;
    }
    Mistake mistake = {
        .cursor = cursor,
        .source = cursor->source,
        .problem = problem,
        .context = parser->context != NULL ? parser->context : "",
        .at = vt_yaml_byte(cursor, parser->problem_mark.index),
        .sink = sink,
    };
    mistake.context_at = vt_yaml_byte(cursor, parser->context_mark.index);
    if (!report_known(&mistake))
        vt_diagnose(sink, VT_YAML_SYNTAX, one_byte(&mistake, mistake.at), "broken YAML: %s", problem);
}
