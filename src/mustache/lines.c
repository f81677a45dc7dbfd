#include "tokens.h"

/* Lines of a template.
 *
 * A tag other than a variable that is alone in its line stands alone: the line is dropped, and the white
 * space before the tag indents what a partial, parent or block puts there. A parent tag counts as one tag
 * from its opening to its end, however many lines lie between.
 *
 * The arguments of a parent are templates of their own: each begins a line, and where its opening tag ends a
 * line, the indentation of the argument's first line is taken off all its lines; the place where it is put
 * adds its own. That is, for a block that stands alone, the indentation of its default content. */

static bool is_space(const VtTokens *tokens, const VtToken *token)
{
    if (token->kind != VT_TOKEN_TEXT)
        return false;
    for (size_t i = token->start; i < token->end; i++) {
        if (!g_ascii_isspace(tokens->source->text[i]))
            return false;
    }
    return true;
}

static bool ends_line(const VtTokens *tokens, const VtToken *token)
{
    return token->kind == VT_TOKEN_TEXT && token->end > token->start &&
           tokens->source->text[token->end - 1] == '\n';
}

static void drop(VtToken *token)
{
    if (token->kind == VT_TOKEN_TEXT)
        token->start = token->end;
}

static bool may_stand_alone(VtTokenKind kind)
{
    return kind != VT_TOKEN_TEXT && kind != VT_TOKEN_ESCAPED && kind != VT_TOKEN_UNESCAPED;
}

static VtSlice text_of(const VtTokens *tokens, const VtToken *token)
{
    return (VtSlice){tokens->source->text + token->start, token->end - token->start};
}

static VtSlice leading_space(VtSlice text)
{
    size_t length = 0;
    while (length < text.length && (text.data[length] == ' ' || text.data[length] == '\t'))
        length++;
    return (VtSlice){text.data, length};
}

/* The indentation of the first line after the opening tag that is not blank. */
static VtSlice inner_indent(const VtTokens *tokens, size_t opening)
{
    size_t end = vt_token(tokens, opening)->partner;
    for (size_t i = opening + 1; i <= end; i++) {
        const VtToken *token = vt_token(tokens, i);
        bool blank_line = is_space(tokens, token) && ends_line(tokens, token);
        if (token->line_start && !blank_line)
            return token->kind == VT_TOKEN_TEXT ? leading_space(text_of(tokens, token)) : (VtSlice){0};
    }
    return (VtSlice){0};
}

static void take_off_indent(VtTokens *tokens, size_t first, size_t end, VtSlice indent)
{
    for (size_t i = first; i < end; i++) {
        VtToken *token = vt_token(tokens, i);
        if (token->kind != VT_TOKEN_TEXT || !token->line_start)
            continue;
        for (size_t k = 0; k < indent.length && token->start < token->end; k++) {
            if (tokens->source->text[token->start] != indent.data[k])
                break;
            token->start++;
        }
    }
}

static void settle_range(VtTokens *tokens, size_t first, size_t end);

static void settle_argument(VtTokens *tokens, size_t opening)
{
    size_t first = opening + 1, end = vt_token(tokens, opening)->partner;
    VtToken *token = vt_token(tokens, first);
    bool own_lines = first < end && is_space(tokens, token) && ends_line(tokens, token);
    if (own_lines) {
        drop(token);
        first++;
        VtSlice indent = inner_indent(tokens, opening);
        take_off_indent(tokens, first, end, indent);
    }
    settle_range(tokens, first, end);
    VtToken *last = vt_token(tokens, end - 1);
    if (end - 1 >= first && (own_lines || end - 1 > first) && last->line_start && is_space(tokens, last) &&
        !ends_line(tokens, last))
        drop(last);
}

static void settle_arguments(VtTokens *tokens, size_t parent)
{
    size_t end = vt_token(tokens, parent)->partner;
    for (size_t i = parent + 1; i < end; i++) {
        const VtToken *token = vt_token(tokens, i);
        if (token->kind == VT_TOKEN_BLOCK)
            settle_argument(tokens, i);
        if (vt_token_opens(token->kind))
            i = token->partner;
    }
}

/* A line within a range: what stands in it, as far as the rule for standing alone asks. */
typedef struct Line {
    size_t first;
    size_t end;
    size_t tag; /* the first tag */
    unsigned tags;
    bool blank; /* no text but white space */
} Line;

/* Notes a tag of the line, and goes on behind it. */
static size_t pass_tag(VtTokens *tokens, Line *line, size_t index)
{
    VtToken *token = vt_token(tokens, index);
    if (line->tags++ == 0) {
        line->tag = index;
        token->leads_line = line->blank;
        if (line->blank && index > line->first)
            token->indent = text_of(tokens, vt_token(tokens, line->first));
    }
    if (token->kind != VT_TOKEN_PARENT)
        return index + 1;
    settle_arguments(tokens, index);
    return token->partner + 1;
}

static Line read_line(VtTokens *tokens, size_t first, size_t end)
{
    Line line = {.first = first, .end = first, .blank = true};
    while (line.end < end) {
        VtToken *token = vt_token(tokens, line.end);
        if (token->kind != VT_TOKEN_TEXT) {
            line.end = pass_tag(tokens, &line, line.end);
            continue;
        }
        line.blank = line.blank && is_space(tokens, token);
        line.end++;
        if (ends_line(tokens, token))
            break;
    }
    return line;
}

static void settle_range(VtTokens *tokens, size_t first, size_t end)
{
    for (size_t i = first; i < end;) {
        vt_token(tokens, i)->line_start = true;
        Line line = read_line(tokens, i, end);
        i = line.end;
        if (line.tags != 1 || !line.blank)
            continue;
        VtToken *tag = vt_token(tokens, line.tag);
        if (!may_stand_alone(tag->kind))
            continue;
        tag->standalone = true;
        if (tag->kind == VT_TOKEN_BLOCK)
            tag->indent = inner_indent(tokens, line.tag);
        drop(vt_token(tokens, line.first));
        drop(vt_token(tokens, line.end - 1));
    }
}

void vt_tokens_settle_lines(VtTokens *tokens)
{
    settle_range(tokens, 0, tokens->tokens->len);
}
