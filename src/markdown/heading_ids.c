/* Ids as GitHub makes them: lower case, letters, marks, digits, hyphens and underscores kept, spaces as
 * hyphens, all else dropped; a repeat gets the first free of -1, -2, … */
#include "parser.h"

/* Letters in circles and squares are symbols to Unicode, but letters to GitHub. */
static bool is_enclosed_letter(gunichar c)
{
    return (c >= 0x24b6 && c <= 0x24e9) || (c >= 0x1f130 && c <= 0x1f149) || (c >= 0x1f150 && c <= 0x1f169) ||
           (c >= 0x1f170 && c <= 0x1f189);
}

static bool is_kept(gunichar c)
{
    switch ((int)g_unichar_type(c)) {
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
        return true;
    default:
        return is_enclosed_letter(c);
    }
}

static void append_unicode(VtBuffer *out, gunichar c)
{
    if (!is_kept(c))
        return;
    char bytes[6];
    int length = g_unichar_to_utf8(g_unichar_tolower(c), bytes);
    vt_buffer_append(out, bytes, (size_t)length);
}

static void append_slug(VtBuffer *out, VtSlice text)
{
    const char *end = text.data + text.length;
    for (const char *p = text.data; p < end;) {
        gunichar c = (unsigned char)*p;
        if (c < 0x80) {
            if (g_ascii_isalnum(*p) || c == '-' || c == '_')
                vt_buffer_append_char(out, g_ascii_tolower(*p));
            else if (c == ' ')
                vt_buffer_append_char(out, '-');
            p++;
            continue;
        }
        c = g_utf8_get_char_validated(p, end - p);
        bool valid = c < 0x110000;
        if (valid)
            append_unicode(out, c);
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
}

static unsigned times_asked(const VtMarkdown *md, const char *id)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(md->ids, id));
}

/* Counts from 1, so that 0 means never. */
static void remember(VtMarkdown *md, const char *id, unsigned times)
{
    g_hash_table_insert(md->ids, vt_arena_string(md->arena, id), GUINT_TO_POINTER(times));
}

VtRange vt_id_claim(VtMarkdown *md, VtSlice text, const char *fallback, VtRange *slug)
{
    uint32_t start = (uint32_t)md->strings.length;
    append_slug(&md->strings, text);
    if (md->strings.length == start)
        vt_buffer_append_string(&md->strings, fallback);
    size_t stem_length = md->strings.length - start;
    if (slug)
        *slug = (VtRange){start, start + (uint32_t)stem_length};
    const char *id = vt_buffer_string(&md->strings) + start;
    unsigned times = times_asked(md, id);
    if (times > 0) {
        g_autofree char *stem = g_strndup(id, stem_length);
        do {
            md->strings.length = start + stem_length;
            vt_buffer_append_format(&md->strings, "-%u", times++);
            id = vt_buffer_string(&md->strings) + start;
        } while (times_asked(md, id) > 0);
        remember(md, stem, times);
    }
    remember(md, vt_buffer_string(&md->strings) + start, 1);
    return (VtRange){start, (uint32_t)md->strings.length};
}
