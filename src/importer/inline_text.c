/* Lines of Markdown: trimming, plain text, links. */
#include "document.h"

/* What may stand around a piece of a line without being part of it. */
static bool is_mark(const char *text, size_t at, size_t end, size_t *size)
{
    static const char *const wide[] = {"–", "—", "·", "•", "−", "|", "｜", "\xc2\xa0", "▪", "●", "→", "»"};
    *size = 1;
    if (strchr("*_`|,;:~-@", text[at]) != NULL && text[at] != '\0')
        return true;
    if (end - at >= 6 && strncmp(text + at, "&nbsp;", 6) == 0) {
        *size = 6;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++) {
        *size = strlen(wide[i]);
        if (end - at >= *size && memcmp(text + at, wide[i], *size) == 0)
            return true;
    }
    return false;
}

static bool ends_with_mark(const char *text, VtRange range, size_t *size)
{
    size_t start = range.end - 1;
    while (start > range.start && ((unsigned char)text[start] & 0xc0) == 0x80)
        start--;
    if (range.end - range.start >= 6 && strncmp(text + range.end - 6, "&nbsp;", 6) == 0)
        start = range.end - 6;
    return is_mark(text, start, range.end, size) && start + *size == range.end;
}

static size_t tag_end(const char *text, size_t at, size_t end);

/* A tag, or the sign of a quote, that the range begins with: its length. */
static size_t leading_tag(const char *text, VtRange range)
{
    if (text[range.start] == '>')
        return 1;
    return text[range.start] == '<' ? tag_end(text, range.start, range.end) - range.start : 0;
}

static size_t trailing_tag(const char *text, VtRange range)
{
    enum { FAR = 200 };
    if (text[range.end - 1] != '>')
        return 0;
    for (size_t at = range.end - 1; at-- > range.start && range.end - at < FAR;)
        if (text[at] == '<')
            return tag_end(text, at, range.end) == range.end ? range.end - at : 0;
    return 0;
}

VtRange vt_range_trim(const char *text, VtRange range, bool marks)
{
    size_t size;
    for (bool again = true; again && range.start < range.end;) {
        again = true;
        if (g_ascii_isspace(text[range.start]))
            range.start++;
        else if (g_ascii_isspace(text[range.end - 1]) ||
                 (text[range.end - 1] == '\\' && !marks && range.end - range.start > 1 &&
                  (range.end == range.start + 1 || text[range.end] == '\n')))
            range.end--;
        else if (marks &&
                 (is_mark(text, range.start, range.end, &size) || (size = leading_tag(text, range)) > 0))
            range.start += (uint32_t)size;
        else if (marks && (size = trailing_tag(text, range)) > 0)
            range.end -= (uint32_t)size;
        else if (marks && (text[range.end - 1] == '\\' || ends_with_mark(text, range, &size)))
            range.end -= text[range.end - 1] == '\\' ? 1 : (uint32_t)size;
        else
            again = false;
    }
    return range;
}

static size_t find_char(const char *text, size_t at, size_t end, char c)
{
    const char *found = at < end ? memchr(text + at, c, end - at) : NULL;
    return found ? (size_t)(found - text) : end;
}

static size_t code_span_end(const char *text, size_t at, size_t end)
{
    enum { FAR = 2000 };
    size_t run = 0;
    while (at + run < end && text[at + run] == '`')
        run++;
    size_t limit = MIN(end, at + FAR);
    for (size_t p = at + run; p < limit;) {
        size_t other = 0;
        while (p + other < limit && text[p + other] == '`')
            other++;
        if (other == run)
            return p + run;
        p += other > 0 ? other : 1;
    }
    return at + run;
}

static size_t tag_end(const char *text, size_t at, size_t end)
{
    enum { FAR = 1000 };
    if (at + 1 >= end || !(g_ascii_isalpha(text[at + 1]) || text[at + 1] == '/' || text[at + 1] == '!'))
        return at;
    size_t close = find_char(text, at, MIN(end, at + FAR), '>');
    return close < end && text[close] == '>' ? close + 1 : at;
}

static size_t destination_end(const char *text, size_t at, size_t end)
{
    enum { FAR = 2000 };
    size_t depth = 0;
    for (size_t p = at + 1; p < MIN(end, at + FAR) && text[p] != '\n'; p++) {
        if (text[p] == '\\')
            p++;
        else if (text[p] == '(')
            depth++;
        else if (text[p] == ')' && depth-- == 0)
            return p + 1;
    }
    return at;
}

size_t vt_skip_opaque(const char *text, size_t at, size_t end)
{
    if (text[at] == '`')
        return code_span_end(text, at, end);
    if (text[at] == '<')
        return tag_end(text, at, end);
    if (text[at] == ']' && at + 1 < end && text[at + 1] == '(') {
        size_t after = destination_end(text, at + 1, end);
        return after == at + 1 ? at : after;
    }
    return at;
}

bool vt_find_link(const char *text, VtRange range, VtRange *label, VtRange *destination)
{
    size_t open = range.end;
    for (size_t p = range.start; p < range.end; p++) {
        if (text[p] == '[')
            open = p;
        if (text[p] != ']' || open >= p)
            continue;
        size_t after = vt_skip_opaque(text, p, range.end);
        if (after == p)
            continue;
        *label = (VtRange){(uint32_t)open + 1, (uint32_t)p};
        *destination = vt_range_trim(text, (VtRange){(uint32_t)p + 2, (uint32_t)after - 1}, false);
        return true;
    }
    return false;
}

static const struct {
    const char *name;
    const char *text;
} entities[] = {{"&nbsp;", " "},   {"&amp;", "&"},  {"&lt;", "<"},    {"&gt;", ">"},    {"&quot;", "\""},
                {"&#39;", "'"},    {"&apos;", "'"}, {"&ndash;", "–"}, {"&mdash;", "—"}, {"&bull;", "•"},
                {"&middot;", "·"}, {"&emsp;", " "}, {"&ensp;", " "},  {"&rsquo;", "’"}, {"&hellip;", "…"}};

static size_t append_entity(GString *out, const char *text, size_t left)
{
    for (size_t i = 0; i < G_N_ELEMENTS(entities); i++) {
        size_t length = strlen(entities[i].name);
        if (left >= length && strncmp(text, entities[i].name, length) == 0) {
            g_string_append(out, entities[i].text);
            return length;
        }
    }
    g_string_append_c(out, '&');
    return 1;
}

/* Does a run of * or _ at `at` mark emphasis? Between two letters an underscore is one, and between blanks a
 * star is. */
static bool is_emphasis(const char *text, size_t at, size_t end)
{
    size_t last = at;
    while (last + 1 < end && text[last + 1] == text[at])
        last++;
    bool before = at > 0 && !g_ascii_isspace(text[at - 1]);
    bool after = last + 1 < end && !g_ascii_isspace(text[last + 1]);
    if (text[at] == '_' && before && after)
        return !(g_ascii_isalnum(text[at - 1]) && g_ascii_isalnum(text[last + 1]));
    return before || after;
}

static void append_blank(GString *out)
{
    if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
}

static size_t append_plain_at(GString *out, const char *text, size_t at, size_t end)
{
    char c = text[at];
    size_t after = c == '<' || c == ']' ? vt_skip_opaque(text, at, end) : at;
    if (after > at)
        return after;
    if (g_ascii_isspace(c)) {
        append_blank(out);
    } else if (c == '&') {
        return at + append_entity(out, text + at, end - at);
    } else if ((c == '*' || c == '_') && is_emphasis(text, at, end)) {
        while (at + 1 < end && text[at + 1] == c)
            at++;
    } else if (c == '\\' && at + 1 < end && g_ascii_ispunct(text[at + 1])) {
        g_string_append_c(out, text[++at]);
    } else if (c == '!' && at + 1 < end && text[at + 1] == '[') {
        return at + 1;
    } else if (c != '`' && c != '[' && c != ']' && !(c == '\\' && at + 1 < end && text[at + 1] == '\n')) {
        g_string_append_c(out, c);
    }
    return at + 1;
}

char *vt_plain_text(VtSlice markdown)
{
    g_autoptr(GString) out = g_string_sized_new(markdown.length + 1);
    for (size_t at = 0; at < markdown.length;)
        at = append_plain_at(out, markdown.data, at, markdown.length);
    while (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

bool vt_is_web_address(VtSlice text)
{
    static const char *const schemes[] = {"http://", "https://"};
    size_t host = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (text.length > strlen(schemes[i]) &&
            g_ascii_strncasecmp(text.data, schemes[i], strlen(schemes[i])) == 0)
            host = strlen(schemes[i]);
    if (host == 0 || !(g_ascii_isalnum(text.data[host]) || (unsigned char)text.data[host] >= 0x80))
        return false;
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.data[i] <= ' ' || strchr("<>\"\\`", text.data[i]))
            return false;
    return true;
}
