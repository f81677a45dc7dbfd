/* Narratives in questions and answers, and stories told as Context, Actions, Impact, Learnings. */
#include "recognisers.h"

/* One line of a list at any depth. */
typedef struct Bullet {
    VtSlice text;  /* behind the marker */
    size_t indent; /* of the marker */
    bool numbered;
} Bullet;

static bool next_line(VtSlice text, size_t *at, VtSlice *line)
{
    if (*at >= text.length)
        return false;
    const char *newline = memchr(text.data + *at, '\n', text.length - *at);
    size_t end = newline ? (size_t)(newline - text.data) : text.length;
    *line = (VtSlice){text.data + *at, end - *at};
    *at = end + 1;
    return true;
}

static bool read_bullet(VtSlice line, Bullet *bullet)
{
    size_t at = 0;
    while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    bullet->indent = at;
    size_t digits = 0;
    while (at + digits < line.length && g_ascii_isdigit(line.data[at + digits]))
        digits++;
    bullet->numbered = digits > 0;
    at += digits;
    if (at + 1 >= line.length || strchr(digits > 0 ? ".)" : "-*+", line.data[at]) == NULL ||
        line.data[at + 1] != ' ')
        return false;
    bullet->text = vt_slice_trim((VtSlice){line.data + at + 1, line.length - at - 1});
    return true;
}

/* The bold text that a bullet begins with; empty when it begins with none. */
static VtSlice bold_lead(VtSlice text)
{
    if (text.length < 5 || memcmp(text.data, "**", 2) != 0)
        return (VtSlice){0};
    const char *close = memmem(text.data + 2, text.length - 2, "**", 2);
    return close ? (VtSlice){text.data + 2, (size_t)(close - text.data) - 2} : (VtSlice){0};
}

static bool ends_with(VtSlice text, char c)
{
    return text.length > 0 && text.data[text.length - 1] == c;
}

/* A bold sentence that asks, with something behind it: the answer in the same paragraph, or below. */
static bool is_answered_question(VtSlice bold, const Bullet *bullet, VtSlice below)
{
    bool more = bullet->text.length > bold.length + 4;
    return ends_with(bold, '?') && (more || vt_slice_trim(below).length > 0);
}

typedef enum Part { NO_PART, DESCRIPTION, CONTRIBUTIONS, FAILURE } Part;

static bool holds(VtSlice text, const char *word)
{
    g_autofree char *lower = g_ascii_strdown(text.data, (gssize)text.length);
    return strstr(lower, word) != NULL;
}

static Part part_of(VtSlice title, Part otherwise)
{
    if (holds(title, "contribution") || holds(title, "accomplishment"))
        return CONTRIBUTIONS;
    if (holds(title, "failure") || holds(title, "incident"))
        return FAILURE;
    return holds(title, "description") || holds(title, "project") ? DESCRIPTION : otherwise;
}

static void count_bullet(VtNarrative *narrative, Part part, VtSlice bold, const Bullet *bullet, VtSlice below)
{
    bool told = bullet->text.length > bold.length + 5 && bullet->text.data[bold.length + 4] == ':';
    if (is_answered_question(bold, bullet, below))
        narrative->questions++;
    else if (part == CONTRIBUTIONS && told)
        narrative->contributions++;
    else if (part == FAILURE && told)
        narrative->failures++;
}

static void count_list(VtSlice text, VtNarrative *narrative)
{
    Part part = NO_PART;
    VtSlice line;
    for (size_t at = 0; next_line(text, &at, &line);) {
        Bullet bullet;
        VtSlice below = {0};
        size_t next = at;
        if (!read_bullet(line, &bullet))
            continue;
        VtSlice bold = bold_lead(bullet.text);
        if (bold.length == 0)
            continue;
        next_line(text, &next, &below);
        if (bullet.numbered && bullet.indent == 0)
            part = part_of(bold, part);
        else
            count_bullet(narrative, part, bold, &bullet, below);
    }
}

VtNarrative vt_narrative(const VtBlocks *blocks, size_t first, size_t last)
{
    VtNarrative narrative = {0};
    const VtBlock *paragraph = NULL;
    for (size_t i = first; i < last; i++) {
        const VtBlock *block = vt_block(blocks, i);
        if (block->type == VT_BLOCK_LIST)
            count_list(vt_range_slice(blocks->text, block->range), &narrative);
        paragraph = block->type == VT_BLOCK_PARAGRAPH ? block : paragraph;
    }
    narrative.summaries = paragraph != NULL;
    return narrative;
}

unsigned vt_story_labels(VtSlice text)
{
    static const char *const labels[] = {
        "context",  "situation", "background",       "task",       "action",          "actions",
        "approach", "impact",    "result",           "results",    "outcome",         "learnings",
        "learning", "lessons",   "major challenges", "challenges", "lessons learned", "what i did"};
    unsigned found = 0;
    VtSlice line;
    for (size_t at = 0; next_line(text, &at, &line);) {
        Bullet bullet;
        if (!read_bullet(line, &bullet))
            bullet.text = vt_slice_trim(line);
        size_t start = bullet.text.length > 0 ? strspn(bullet.text.data, "*_#") : 0;
        for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
            size_t length = strlen(labels[i]);
            if (bullet.text.length < start + length ||
                g_ascii_strncasecmp(bullet.text.data + start, labels[i], length) != 0)
                continue;
            size_t end = start + length;
            bool label = end == bullet.text.length || strchr("*_:", bullet.text.data[end]) != NULL ||
                         (start > 0 && bullet.text.data[end] == ' ');
            found += label;
            if (label)
                break;
        }
    }
    return found;
}

/* ---- The client of a narrative ---- */

static bool is_capital(const char *text, size_t at, size_t end)
{
    gunichar c = at < end ? g_utf8_get_char_validated(text + at, (gssize)(end - at)) : 0;
    return c < 0x110000 && (g_unichar_isupper(c) || g_ascii_isdigit((char)c));
}

static size_t word_end(const char *text, size_t at, size_t end)
{
    while (at < end &&
           (g_ascii_isalnum(text[at]) || (unsigned char)text[at] >= 0x80 || strchr("&-", text[at]) != NULL) &&
           strncmp(text + at, "’", 3) != 0)
        at++;
    return at;
}

/* Words with capitals from `at` on. */
static VtRange proper_name(VtSlice text, size_t at)
{
    VtRange range = {(uint32_t)at, (uint32_t)at};
    while (is_capital(text.data, at, text.length)) {
        range.end = (uint32_t)word_end(text.data, at, text.length);
        if (range.end >= text.length || text.data[range.end] != ' ')
            break;
        at = range.end + 1;
    }
    return range;
}

static VtRange without_company_form(const char *text, VtRange range)
{
    static const char *const forms[] = {" Inc", " Ltd", " LLC", " GmbH", " PLC", " Limited"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        size_t length = strlen(forms[i]);
        if (range.end - range.start > length && memcmp(text + range.end - length, forms[i], length) == 0)
            range.end -= (uint32_t)length;
    }
    return range;
}

static bool is_possessive(VtSlice text, size_t at)
{
    return (text.length - at >= 2 &&
            (memcmp(text.data + at, "'s", 2) == 0 || memcmp(text.data + at, "' ", 2) == 0)) ||
           (text.length - at >= 3 && memcmp(text.data + at, "’", 3) == 0);
}

bool vt_summary_client(VtSlice summary, VtRange *client)
{
    static const char *const openings[] = {"At ", "For ", "With "};
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        size_t length = strlen(openings[i]);
        if (summary.length <= length || memcmp(summary.data, openings[i], length) != 0)
            continue;
        *client = proper_name(summary, length);
        bool clear = client->end > client->start && client->end < summary.length &&
                     strchr(",.", summary.data[client->end]) != NULL;
        *client = without_company_form(summary.data, *client);
        return clear;
    }
    for (size_t at = 1; at < summary.length; at++) {
        if (summary.data[at - 1] != ' ' || !is_capital(summary.data, at, summary.length))
            continue;
        *client = proper_name(summary, at);
        if (is_possessive(summary, client->end))
            return true;
        at = MAX((size_t)client->end, at);
    }
    return false;
}
