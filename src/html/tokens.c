#include "vitrine/html.h"

void vt_html_tokens_init(VtHtmlTokens *tokens, const char *data, size_t length)
{
    *tokens = (VtHtmlTokens){.at = data, .end = data + length, .start = data, .counted = data, .line = 1};
}

/* What a byte ends inside a tag. */
enum { SPACE = 1, ENDS_NAME = 2, ENDS_ATTRIBUTE = 4, ALL_THREE = 7 };

static const uint8_t byte_classes[256] = {
    [' '] = ALL_THREE,
    ['\n'] = ALL_THREE,
    ['\t'] = ALL_THREE,
    ['\r'] = ALL_THREE,
    ['\f'] = ALL_THREE,
    ['='] = ENDS_ATTRIBUTE,
    ['>'] = ENDS_NAME | ENDS_ATTRIBUTE,
    ['/'] = ENDS_NAME | ENDS_ATTRIBUTE,
};

static bool is_class(char c, unsigned wanted)
{
    return (byte_classes[(unsigned char)c] & wanted) != 0;
}

static bool is_space(char c)
{
    return is_class(c, SPACE);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

unsigned vt_html_tokens_line(VtHtmlTokens *tokens)
{
    tokens->line += (unsigned)vt_newlines(tokens->counted, tokens->start);
    tokens->counted = tokens->start;
    return tokens->line;
}

/* What ends the comment or declaration that begins at "<"; NULL: none begins there. */
static const char *closing_mark(const char *open, const char *end)
{
    if (end - open >= 4 && memcmp(open, "<!--", 4) == 0)
        return "-->";
    return end - open >= 2 && (open[1] == '!' || open[1] == '?') ? ">" : NULL;
}

/* Past the next `mark`, or to the end. */
static void skip_past(VtHtmlTokens *tokens, const char *mark)
{
    const char *found = memmem(tokens->at, (size_t)(tokens->end - tokens->at), mark, strlen(mark));
    if (found == NULL)
        tokens->fault = "a comment or declaration is not closed";
    tokens->at = found != NULL ? found + strlen(mark) : tokens->end;
}

/* To the "</name" that ends a raw element; everything before is text. */
static void skip_raw_text(VtHtmlTokens *tokens)
{
    size_t length = strlen(tokens->raw);
    const char *at = tokens->at;
    while ((at = memchr(at, '<', (size_t)(tokens->end - at))) != NULL) {
        bool is_end = (size_t)(tokens->end - at) > length + 2 && at[1] == '/' &&
                      g_ascii_strncasecmp(at + 2, tokens->raw, length) == 0 &&
                      (is_space(at[length + 2]) || at[length + 2] == '>' || at[length + 2] == '/');
        if (is_end)
            break;
        at++;
    }
    tokens->raw[0] = '\0';
    tokens->at = at != NULL ? at : tokens->end;
}

static bool opens_tag(const char *open, const char *end)
{
    return g_ascii_isalpha(open[1]) || (open[1] == '/' && end - open > 2 && g_ascii_isalpha(open[2]));
}

/* To the "<" of the next tag; false at the end. A "<" before anything else is text. */
static bool find_tag(VtHtmlTokens *tokens)
{
    while (tokens->at < tokens->end) {
        const char *open = memchr(tokens->at, '<', (size_t)(tokens->end - tokens->at));
        tokens->at = open != NULL ? open : tokens->end;
        if (open == NULL || tokens->end - open < 2)
            break;
        if (opens_tag(open, tokens->end))
            return true;
        const char *mark = closing_mark(open, tokens->end);
        if (mark != NULL)
            skip_past(tokens, mark);
        else
            tokens->at++;
    }
    tokens->at = tokens->end;
    return false;
}

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* Are all bytes from 0x30 to 0x3F or from 0x60 to 0x7F (or some beyond ASCII): those of a name that is in
 * lower case already? */
static bool is_plain_name(uint64_t word, uint64_t mask)
{
    uint64_t plain = word >> 5 & (word >> 6 | word >> 4);
    return (plain & mask & EACH_BYTE(1)) == (mask & EACH_BYTE(1));
}

/* What is left of "<name>" or "</name>", as most tags are: eight bytes at once, the first the lowest. False,
 * and nothing is read, for all others. */
static bool read_short_tag(VtHtmlTokens *tokens, VtHtmlTag *tag)
{
    uint64_t word;
    if ((size_t)(tokens->end - tokens->at) < sizeof word)
        return false;
    memcpy(&word, tokens->at, sizeof word);
    word = GUINT64_FROM_LE(word);
    uint64_t rest = word ^ EACH_BYTE('>');
    uint64_t closing = (rest - EACH_BYTE(1)) & ~rest & EACH_BYTE(0x80);
    if (closing == 0)
        return false;
    unsigned length = (unsigned)__builtin_ctzll(closing) / 8;
    uint64_t mask = (UINT64_C(1) << 8 * length) - 1;
    if (!is_plain_name(word, mask))
        return false;
    word = GUINT64_TO_LE(word & mask);
    memset(tag->name, 0, sizeof tag->name);
    memcpy(tag->name, &word, sizeof word);
    tag->name_length = (uint8_t)length;
    tag->syntax = vt_html_syntax(tag->name);
    tokens->at += length + 1;
    return true;
}

static void read_name(VtHtmlTokens *tokens, VtHtmlTag *tag)
{
    const char *at = tokens->at, *end = tokens->end;
    const char *kept = (size_t)(end - at) > VT_HTML_LONGEST_NAME ? at + VT_HTML_LONGEST_NAME : end;
    char *name = tag->name;
    memset(tag->name, 0, sizeof tag->name);
    for (; at < kept && !is_class(*at, ENDS_NAME); at++)
        *name++ = lower(*at);
    tag->name_length = (uint8_t)(name - tag->name);
    while (at < end && !is_class(*at, ENDS_NAME))
        at++;
    tokens->at = at;
    tag->syntax = vt_html_syntax(tag->name);
}

static VtSlice read_quoted(VtHtmlTokens *tokens)
{
    const char quote = *tokens->at;
    const char *start = tokens->at + 1;
    const char *close = memchr(start, quote, (size_t)(tokens->end - start));
    if (close == NULL)
        tokens->fault = "the value of an attribute is not closed";
    const char *stop = close != NULL ? close : tokens->end;
    tokens->at = close != NULL ? close + 1 : tokens->end;
    return (VtSlice){start, (size_t)(stop - start)};
}

static VtSlice read_bare(VtHtmlTokens *tokens)
{
    const char *start = tokens->at;
    while (tokens->at < tokens->end && !is_space(*tokens->at) && *tokens->at != '>')
        tokens->at++;
    return (VtSlice){start, (size_t)(tokens->at - start)};
}

static void skip_space(VtHtmlTokens *tokens)
{
    while (tokens->at < tokens->end && is_space(*tokens->at))
        tokens->at++;
}

static VtHtmlAttribute read_attribute(VtHtmlTokens *tokens)
{
    const char *start = tokens->at, *at = start, *end = tokens->end;
    while (at < end && !is_class(*at, ENDS_ATTRIBUTE))
        at++;
    if (at == start)
        at++;
    tokens->at = at;
    VtHtmlAttribute attribute = {.name = {start, (size_t)(at - start)}};
    skip_space(tokens);
    if (tokens->at == tokens->end || *tokens->at != '=')
        return attribute;
    tokens->at++;
    skip_space(tokens);
    if (tokens->at < tokens->end)
        attribute.value = *tokens->at == '"' || *tokens->at == '\'' ? read_quoted(tokens) : read_bare(tokens);
    return attribute;
}

static bool has_attribute(const VtHtmlTag *tag, VtSlice name)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (tag->attributes[i].name.length == name.length &&
            lower(tag->attributes[i].name.data[0]) == lower(name.data[0]) &&
            g_ascii_strncasecmp(tag->attributes[i].name.data, name.data, name.length) == 0)
            return true;
    return false;
}

static void add_attribute(VtHtmlTokens *tokens, VtHtmlTag *tag)
{
    VtHtmlAttribute attribute = read_attribute(tokens);
    if (has_attribute(tag, attribute.name))
        tokens->fault = "an attribute stands twice";
    else if (tag->attribute_count < VT_HTML_MOST_ATTRIBUTES)
        tag->attributes[tag->attribute_count++] = attribute;
}

static void read_attributes(VtHtmlTokens *tokens, VtHtmlTag *tag)
{
    for (skip_space(tokens); tokens->at < tokens->end && *tokens->at != '>'; skip_space(tokens)) {
        tag->closes_itself = *tokens->at == '/';
        if (tag->closes_itself)
            tokens->at++;
        else
            add_attribute(tokens, tag);
    }
    if (tokens->at == tokens->end)
        tokens->fault = "a tag is not closed";
    else
        tokens->at++;
}

bool vt_html_tokens_next(VtHtmlTokens *tokens, VtHtmlTag *tag)
{
    tokens->fault = NULL;
    if (tokens->raw[0] != '\0')
        skip_raw_text(tokens);
    bool found = find_tag(tokens);
    tokens->start = tokens->at;
    if (!found)
        return false;
    tag->attribute_count = 0;
    tag->closes_itself = false;
    tag->is_end = tokens->at[1] == '/';
    tokens->at += tag->is_end ? 2 : 1;
    if (!read_short_tag(tokens, tag)) {
        read_name(tokens, tag);
        read_attributes(tokens, tag);
    }
    if (!tag->is_end && !tag->closes_itself && tag->syntax == VT_HTML_RAW)
        memcpy(tokens->raw, tag->name, sizeof tokens->raw);
    return true;
}

bool vt_html_text_next(VtSlice *rest, VtSlice *text)
{
    if (rest->length == 0)
        return false;
    const char *start = rest->data, *end = start + rest->length, *open = start, *mark = NULL;
    while ((open = memchr(open, '<', (size_t)(end - open))) != NULL &&
           (mark = closing_mark(open, end)) == NULL)
        open++;
    *text = (VtSlice){start, (size_t)((open != NULL ? open : end) - start)};
    const char *found = open != NULL ? memmem(open, (size_t)(end - open), mark, strlen(mark)) : NULL;
    const char *past = found != NULL ? found + strlen(mark) : end;
    *rest = (VtSlice){past, (size_t)(end - past)};
    return true;
}
