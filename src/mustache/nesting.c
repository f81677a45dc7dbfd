#include "tokens.h"

static const char *sigil_of(VtTokenKind kind)
{
    return kind == VT_TOKEN_SECTION    ? "#"
           : kind == VT_TOKEN_INVERTED ? "^"
           : kind == VT_TOKEN_BLOCK    ? "$"
                                       : "<";
}

static bool same_name(const VtToken *a, const VtToken *b)
{
    return a->dynamic == b->dynamic && vt_slice_equal(a->name, b->name);
}

/* {{#name}} as it would be written with the usual delimiters. */
static char *display(const VtToken *token)
{
    return g_strdup_printf("{{%s%s%.*s}}", sigil_of(token->kind), token->dynamic ? "*" : "",
                           (int)token->name.length, token->name.data);
}

static size_t top_of(const GArray *open)
{
    return g_array_index(open, size_t, open->len - 1);
}

/* Sections that an end with another name has closed: their own end is no second error. */
typedef struct Openings {
    GArray *open;    /* size_t: tokens, the innermost last */
    GArray *skipped; /* size_t: tokens */
} Openings;

static void report_mismatch(VtTokens *tokens, size_t end, size_t opening)
{
    const VtToken *token = vt_token(tokens, end);
    g_autofree char *shown = display(vt_token(tokens, opening));
    VtDiagnostic *diagnostic = vt_diagnose(tokens->sink, VT_TEMPLATE_MISMATCHED_END,
                                           vt_token_span(tokens, end), "{{/%.*s}} stands where %s is open",
                                           (int)token->name.length, token->name.data, shown);
    vt_diagnostic_place(diagnostic, vt_token_span(tokens, opening), "opened here");
    tokens->errors++;
}

static void report_stray(VtTokens *tokens, size_t end)
{
    const VtToken *token = vt_token(tokens, end);
    vt_diagnose(tokens->sink, VT_TEMPLATE_STRAY_END, vt_token_span(tokens, end), "{{/%.*s}} closes nothing",
                (int)token->name.length, token->name.data);
    tokens->errors++;
}

static void report_unclosed(VtTokens *tokens, size_t opening)
{
    const VtToken *token = vt_token(tokens, opening);
    g_autofree char *shown = display(token);
    VtDiagnostic *diagnostic = vt_diagnose(tokens->sink, VT_TEMPLATE_UNCLOSED_SECTION,
                                           vt_token_span(tokens, opening), "%s is never closed", shown);
    vt_diagnostic_place(diagnostic, (VtSpan){tokens->source, tokens->source->length, 0},
                        "the template ends without {{/%s%.*s}}", token->dynamic ? "*" : "",
                        (int)token->name.length, token->name.data);
    tokens->errors++;
}

/* The place in the array of the last opening with the end's name; its length if there is none. */
static unsigned find_opening(const VtTokens *tokens, const GArray *openings, const VtToken *end)
{
    for (unsigned i = openings->len; i-- > 0;) {
        if (same_name(vt_token(tokens, g_array_index(openings, size_t, i)), end))
            return i;
    }
    return openings->len;
}

/* An end that does not fit closes all within the section it names. */
static void skip_to(VtTokens *tokens, Openings *openings, size_t end)
{
    GArray *open = openings->open;
    unsigned named = find_opening(tokens, open, vt_token(tokens, end));
    report_mismatch(tokens, end, top_of(open));
    if (named == open->len)
        return;
    for (unsigned i = named + 1; i < open->len; i++)
        g_array_append_val(openings->skipped, g_array_index(open, size_t, i));
    g_array_set_size(open, named);
}

static void close_tag(VtTokens *tokens, Openings *openings, size_t end)
{
    GArray *open = openings->open;
    VtToken *token = vt_token(tokens, end);
    if (open->len > 0 && same_name(vt_token(tokens, top_of(open)), token)) {
        token->partner = top_of(open);
        vt_token(tokens, token->partner)->partner = end;
        g_array_set_size(open, open->len - 1);
        return;
    }
    unsigned skipped = find_opening(tokens, openings->skipped, token);
    if (skipped < openings->skipped->len)
        g_array_remove_index(openings->skipped, skipped);
    else if (open->len > 0)
        skip_to(tokens, openings, end);
    else
        report_stray(tokens, end);
}

static bool nest_tag(VtTokens *tokens, Openings *openings, size_t index)
{
    VtTokenKind kind = vt_token(tokens, index)->kind;
    if (kind == VT_TOKEN_END)
        close_tag(tokens, openings, index);
    if (!vt_token_opens(kind))
        return true;
    g_array_append_val(openings->open, index);
    if (openings->open->len <= VT_DEEPEST_NESTING)
        return true;
    vt_diagnose(tokens->sink, VT_TEMPLATE_NESTING, vt_token_span(tokens, index),
                "more than %d tags are open here", VT_DEEPEST_NESTING);
    tokens->errors++;
    return false;
}

void vt_tokens_nest(VtTokens *tokens)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(size_t));
    g_autoptr(GArray) skipped = g_array_new(FALSE, FALSE, sizeof(size_t));
    Openings openings = {open, skipped};
    if (tokens->incomplete)
        return;
    for (size_t i = 0; i < tokens->tokens->len; i++) {
        if (tokens->errors >= VT_TOLD_ERRORS || !nest_tag(tokens, &openings, i))
            return;
    }
    for (unsigned i = 0; i < open->len; i++)
        report_unclosed(tokens, g_array_index(open, size_t, i));
}
