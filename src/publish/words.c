/* What a reader of a page may see or hear, word by word: its text, its title, and the attributes that are
 * read out. Scripts and styles are none of it. */
#include "publisher.h"

#include "vitrine/html.h"

typedef struct Reading {
    VtWordFound *found;
    void *data;
    VtBuffer decoded;
} Reading;

static bool is_word_part(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '\'' || c == 0x2019;
}

/* A single letter says nothing new. */
static void read_words(const Reading *reading, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        const char *start = at;
        size_t letters = 0;
        for (; *at != '\0' && is_word_part(g_utf8_get_char(at)); at = g_utf8_next_char(at))
            letters++;
        if (letters > 1)
            reading->found((VtSlice){start, (size_t)(at - start)}, reading->data);
        else if (at == start)
            at = g_utf8_next_char(at);
    }
}

static void read_text(Reading *reading, VtSlice text)
{
    const char *decoded = vt_html_decode(text, &reading->decoded);
    if (g_utf8_validate(decoded, -1, NULL)) {
        read_words(reading, decoded);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(decoded, -1);
    read_words(reading, valid);
}

static bool is_read_out(VtSlice name)
{
    static const char *const names[] = {"alt", "title", "content", "aria-label", "placeholder", "value"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (vt_slice_is(name, names[i]))
            return true;
    return false;
}

static bool hides_its_text(const VtHtmlTag *tag)
{
    return !tag->is_end && (strcmp(tag->name, "script") == 0 || strcmp(tag->name, "style") == 0);
}

/* Comments stand in what lies between two tags; a page of Vitrine has none, another's may. */
static void read_between(Reading *reading, const char *start, const char *end)
{
    while (start < end) {
        const char *comment = memmem(start, (size_t)(end - start), "<!", 2);
        const char *stop = comment != NULL ? comment : end;
        read_text(reading, (VtSlice){start, (size_t)(stop - start)});
        const char *close = comment != NULL ? memchr(comment, '>', (size_t)(end - comment)) : NULL;
        start = close != NULL ? close + 1 : end;
    }
}

void vt_html_words(const char *data, size_t length, VtWordFound *found, void *data_of_found)
{
    Reading reading = {.found = found, .data = data_of_found};
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    bool hidden = false;
    const char *last = data;
    vt_html_tokens_init(&tokens, data, length);
    while (vt_html_tokens_next(&tokens, &tag)) {
        if (!hidden)
            read_between(&reading, last, tokens.start);
        for (size_t i = 0; i < tag.attribute_count; i++)
            if (is_read_out(tag.attributes[i].name))
                read_text(&reading, tag.attributes[i].value);
        hidden = hides_its_text(&tag);
        last = tokens.at;
    }
    if (!hidden)
        read_between(&reading, last, data + length);
    vt_buffer_finish(&reading.decoded);
}
