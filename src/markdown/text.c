#include "parser.h"

static const char replacement[] = "\xef\xbf\xbd";

static VtBuffer *text_target(VtMarkdown *md)
{
    return md->image_depth > 0 ? &md->strings : &md->text;
}

void vt_text_break(VtMarkdown *md)
{
    if (md->text.length > 0 && md->text.data[md->text.length - 1] != '\n')
        vt_buffer_append_char(&md->text, '\n');
}

/* ---- Attributes: text and entities in turn ---- */

typedef enum Writing { AS_HTML, AS_ADDRESS, AS_STRING } Writing;

static void append_as(VtMarkdown *md, Writing writing, const char *text, size_t length)
{
    if (writing == AS_HTML)
        vt_buffer_append_html(&md->html, text, length);
    else if (writing == AS_ADDRESS)
        vt_address_append(&md->html, text, length, vt_markdown_is(md, VT_MARKDOWN_PAGE));
    else
        vt_buffer_append(&md->strings, text, length);
}

static void append_attribute(VtMarkdown *md, const MD_ATTRIBUTE *attribute, Writing writing)
{
    for (size_t i = 0; attribute->substr_offsets[i] < attribute->size; i++) {
        const char *part = attribute->text + attribute->substr_offsets[i];
        size_t length = attribute->substr_offsets[i + 1] - attribute->substr_offsets[i];
        char decoded[VT_ENTITY_BYTES];
        size_t size = 0;
        if (attribute->substr_types[i] == MD_TEXT_NULLCHAR)
            vt_buffer_append(writing == AS_STRING ? &md->strings : &md->html, replacement, 3);
        else if (attribute->substr_types[i] == MD_TEXT_ENTITY &&
                 (size = vt_entity_decode(part, length, decoded)) > 0)
            append_as(md, writing, decoded, size);
        else
            append_as(md, writing, part, length);
    }
}

void vt_attribute_append_html(VtMarkdown *md, const MD_ATTRIBUTE *attribute)
{
    append_attribute(md, attribute, AS_HTML);
}

void vt_attribute_append_address(VtMarkdown *md, const MD_ATTRIBUTE *attribute)
{
    append_attribute(md, attribute, AS_ADDRESS);
}

VtRange vt_attribute_append_string(VtMarkdown *md, const MD_ATTRIBUTE *attribute)
{
    uint32_t start = (uint32_t)md->strings.length;
    append_attribute(md, attribute, AS_STRING);
    return (VtRange){start, (uint32_t)md->strings.length};
}

/* ---- Runs of text ---- */

static void note_place(VtMarkdown *md, const char *text, size_t length)
{
    size_t offset = vt_markdown_offset(md, text);
    if (offset == VT_UNKNOWN)
        return;
    md->known_offset = offset + length;
    if (md->text_offset == VT_UNKNOWN)
        md->text_offset = offset;
    if (md->heading_offset == VT_UNKNOWN)
        md->heading_offset = offset;
}

static void append_text(VtMarkdown *md, const char *text, size_t length)
{
    vt_buffer_append_html(&md->html, text, length);
    vt_buffer_append(text_target(md), text, length);
}

static void append_normal(VtMarkdown *md, const char *text, size_t length)
{
    if (vt_markdown_is(md, VT_MARKDOWN_PAGE) && memchr(text, '<', length))
        vt_raw_html_check_text(md, text, length);
    if (md->has_footnotes && md->image_depth == 0 && md->link_depth == 0 && memchr(text, '[', length))
        vt_footnotes_append_text(md, text, length);
    else
        append_text(md, text, length);
}

static void append_code(VtMarkdown *md, const char *text, size_t length)
{
    if (!md->collects_code) {
        append_text(md, text, length);
        return;
    }
    vt_buffer_append(&md->code, text, length);
    vt_buffer_append(&md->text, text, length);
}

static void append_entity(VtMarkdown *md, const char *entity, size_t length)
{
    char decoded[VT_ENTITY_BYTES];
    size_t size = vt_entity_decode(entity, length, decoded);
    append_text(md, size ? decoded : entity, size ? size : length);
}

static void append_break(VtMarkdown *md, const char *html)
{
    vt_buffer_append_string(&md->html, md->image_depth > 0 ? " " : html);
    vt_buffer_append_char(text_target(md), ' ');
}

/* Comments are for the author alone, in values too. */
static bool is_value_text(const VtMarkdown *md, const char *html, size_t length)
{
    bool comment = length >= 4 && memcmp(html, "<!--", 4) == 0;
    return md->escapes_html && md->raw.state == VT_RAW_TEXT && !comment;
}

static void append_raw(VtMarkdown *md, const char *html, size_t length)
{
    if (is_value_text(md, html, length))
        append_text(md, html, length);
    else if (vt_markdown_is(md, VT_MARKDOWN_PAGE))
        vt_raw_html_append(md, html, length);
    else
        vt_buffer_append(&md->html, html, length);
}

static void append_replacement(VtMarkdown *md)
{
    vt_buffer_append(&md->html, replacement, 3);
    if (md->collects_code)
        vt_buffer_append(&md->code, replacement, 3);
    vt_buffer_append(text_target(md), replacement, 3);
}

/* md4c 0.4.8 can hand over a length that leads out of its input, as for "\n[(,](/$\"", and one that is
 * negative: such a run is left out. All that is not of the input is a few bytes long: a break, blanks. */
static bool leads_out(const VtMarkdown *md, const char *text, size_t size)
{
    enum { OWN_BYTES = 64 };
    const char *end = md->input + md->input_length;
    bool inside = text >= md->input && text <= end;
    return size > (inside ? (size_t)(end - text) : OWN_BYTES);
}

int vt_markdown_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    VtMarkdown *md = data;
    if (leads_out(md, text, size))
        return vt_markdown_status(md);
    note_place(md, text, size);
    switch (type) {
    case MD_TEXT_NORMAL:
    case MD_TEXT_LATEXMATH:
        append_normal(md, text, size);
        break;
    case MD_TEXT_NULLCHAR:
        append_replacement(md);
        break;
    case MD_TEXT_BR:
        append_break(md, "<br>\n");
        break;
    case MD_TEXT_SOFTBR:
        append_break(md, "\n");
        break;
    case MD_TEXT_ENTITY:
        append_entity(md, text, size);
        break;
    case MD_TEXT_CODE:
        append_code(md, text, size);
        break;
    case MD_TEXT_HTML:
        append_raw(md, text, size);
        break;
    }
    return vt_markdown_status(md);
}

/* ---- Words ---- */

/* Scripts that put no space between words. */
static bool stands_alone(gunichar c)
{
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* A word is a run without white space that holds a letter or digit. No branch depends on the text here. */
static const char *count_ascii(const char *p, const char *end, size_t *words, bool *counted)
{
    unsigned state = *counted;
    size_t count = 0;
    for (; p < end && (*p & 0x80) == 0; p++) {
        guint16 class = g_ascii_table[(guchar)*p];
        unsigned alnum = (class & G_ASCII_ALNUM) != 0;
        unsigned space = (class & G_ASCII_SPACE) != 0;
        unsigned next = alnum | (state & (space ^ 1));
        count += next & (state ^ 1);
        state = next;
    }
    *counted = state;
    *words += count;
    return p;
}

enum { BLOCK = 64 };

/* A bit for each of 64 bytes. */
typedef struct BlockClasses {
    uint64_t alnum, other_than_space;
} BlockClasses;

/* The high bit of each byte, as one byte. */
static uint64_t high_bits(uint64_t word)
{
    return ((word & UINT64_C(0x8080808080808080)) * UINT64_C(0x0002040810204081)) >> 56;
}

/* High bits where a byte, all being ASCII, is at least `least`. */
static uint64_t at_least(uint64_t word, uint64_t least)
{
    return word + UINT64_C(0x0101010101010101) * (0x80 - least);
}

/* False when a byte is not ASCII. Control characters count as white space. */
static bool classify(const char *p, BlockClasses *classes)
{
    uint64_t all = 0;
    *classes = (BlockClasses){0};
    for (unsigned i = 0; i < BLOCK; i += 8) {
        uint64_t word;
        memcpy(&word, p + i, sizeof word);
        word = GUINT64_FROM_LE(word);
        all |= word;
        uint64_t lower = word | UINT64_C(0x2020202020202020);
        uint64_t letters = at_least(lower, 'a') & ~at_least(lower, 'z' + 1);
        uint64_t digits = at_least(word, '0') & ~at_least(word, '9' + 1);
        classes->alnum |= high_bits(letters | digits) << i;
        classes->other_than_space |= high_bits(at_least(word, ' ' + 1)) << i;
    }
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

/* As count_ascii does, 64 bytes at once: each letter or digit floods its word to the word's end; where a
 * flood begins, a word is counted. */
static const char *count_blocks(const char *p, const char *end, size_t *words, bool *counted)
{
    BlockClasses classes;
    for (; end - p >= BLOCK && classify(p, &classes); p += BLOCK) {
        uint64_t room = classes.other_than_space;
        uint64_t before = *counted ? room & 1 : 0;
        uint64_t flood = classes.alnum | before;
        for (unsigned step = 1; step < BLOCK; step *= 2) {
            flood |= (flood << step) & room;
            room &= room << step;
        }
        *words += (size_t)__builtin_popcountll(flood & ~(flood << 1)) - before;
        *counted = flood >> (BLOCK - 1);
    }
    return p;
}

/* One character of another script; `counted` says whether the word that it may belong to has been. */
static const char *count_unicode(const char *p, const char *end, size_t *words, bool *counted)
{
    gunichar c = g_utf8_get_char_validated(p, end - p);
    if (c >= 0x110000)
        return p + 1;
    if (stands_alone(c)) {
        ++*words;
        *counted = false;
    } else if (g_unichar_isspace(c)) {
        *counted = false;
    } else if (!*counted && g_unichar_isalnum(c)) {
        ++*words;
        *counted = true;
    }
    return g_utf8_next_char(p);
}

size_t vt_text_count_words(VtSlice text)
{
    size_t words = 0;
    bool counted = false; /* the word at hand */
    const char *end = text.data + text.length;
    for (const char *p = text.data; p < end;) {
        p = count_blocks(p, end, &words, &counted);
        p = count_ascii(p, MIN(end, p + BLOCK), &words, &counted);
        if (p < end && (*p & 0x80) != 0)
            p = count_unicode(p, end, &words, &counted);
    }
    return words;
}
