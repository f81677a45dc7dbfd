#include "reading.h"

/* Only the strings matter here, and whether the text is JSON is what tests of the formats hold; so strings
 * are picked out by their quotes (RFC 8259, section 7), which is a tenth of the cost of building all values.
 */

static unsigned hex_value(const char *digits)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 4 | (unsigned)MAX(g_ascii_xdigit_value(digits[i]), 0);
    return value;
}

/* The character of `\uXXXX`, of two of them for one beyond the first plane; moves `at` behind it. */
static gunichar read_unicode(const char **at, const char *end)
{
    unsigned first = end - *at >= 4 ? hex_value(*at) : 0;
    *at = MIN(*at + 4, end);
    bool is_high = first >= 0xd800 && first < 0xdc00;
    if (!is_high || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
        return first;
    unsigned second = hex_value(*at + 2);
    *at += 6;
    return 0x10000 + ((first - 0xd800) << 10) + ((second - 0xdc00) & 0x3ff);
}

static void append_unicode(gunichar character, VtBuffer *out)
{
    char bytes[6];
    if (g_unichar_validate(character))
        vt_buffer_append(out, bytes, (size_t)g_unichar_to_utf8(character, bytes));
}

static void append_escape(const char **at, const char *end, VtBuffer *out)
{
    static const char letters[] = "bfnrt", characters[] = "\b\f\n\r\t";
    const char letter = *(*at)++;
    const char *found = memchr(letters, letter, sizeof letters - 1);
    if (letter == 'u')
        append_unicode(read_unicode(at, end), out);
    else
        vt_buffer_append_char(out, found != NULL ? characters[found - letters] : letter);
}

/* From behind the opening quote to behind the closing one. */
static const char *read_string(const char *at, const char *end, VtBuffer *out)
{
    const char *stop = vt_string_end(at, end, '"');
    vt_buffer_reset(out);
    while (at < stop) {
        const char *escape = memchr(at, '\\', (size_t)(stop - at));
        vt_buffer_append(out, at, (size_t)((escape != NULL ? escape : stop) - at));
        at = escape != NULL ? escape + 1 : stop;
        if (at < stop)
            append_escape(&at, stop, out);
    }
    return stop < end ? stop + 1 : end;
}

/* What stands behind a key. Titles, names and summaries are text, which may begin with a tag or a slash. */
typedef enum Meaning { IS_TEXT, IS_MENTIONED, IS_ADDRESS, IS_HTML } Meaning;

/* Those of JSON Feed 1.1, of a web app's manifest, of JSON Resume, and what themes are likely to use. An
 * author's own addresses stand behind "url" and "external_url"; those of a feed's items are its "id" too. */
static Meaning meaning_of(const char *key)
{
    static const char *const addresses[] = {"id",        "@id",    "href",         "src",    "icon",
                                            "favicon",   "image",  "banner_image", "avatar", "scope",
                                            "canonical", "slides", "video"};
    if (strcmp(key, "content_html") == 0)
        return IS_HTML;
    if (strcmp(key, "url") == 0 || strcmp(key, "external_url") == 0)
        return IS_MENTIONED;
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++)
        if (strcmp(key, addresses[i]) == 0)
            return IS_ADDRESS;
    return g_str_has_suffix(key, "url") ? IS_ADDRESS : IS_TEXT;
}

static void found_value(const VtReading *reading, VtBuffer *string, Meaning meaning, unsigned line)
{
    const char *text = vt_buffer_string(string);
    bool begins = text[0] == '/' || g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://");
    if (meaning == IS_HTML)
        vt_read_html(reading, string->data, string->length);
    else if (meaning != IS_TEXT && begins && strpbrk(text, " \n") == NULL)
        reading->address(text, meaning == IS_MENTIONED ? VT_ADDRESS_MENTIONED : VT_ADDRESS_REQUIRED, line,
                         reading->data);
}

static bool is_key(const char *behind, const char *end)
{
    while (behind < end && g_ascii_isspace(*behind))
        behind++;
    return behind < end && *behind == ':';
}

/* A key stands for all of its list. */
void vt_read_json(const VtReading *reading, const char *data, size_t length)
{
    g_auto(VtBuffer) string = {0};
    const char *end = data + length;
    Meaning meaning = IS_TEXT;
    unsigned line = 1;
    for (const char *at = data; at < end;) {
        const char *quote = memchr(at, '"', (size_t)(end - at));
        if (quote == NULL)
            break;
        line += (unsigned)vt_newlines(at, quote);
        at = read_string(quote + 1, end, &string);
        if (is_key(at, end))
            meaning = meaning_of(vt_buffer_string(&string));
        else
            found_value(reading, &string, meaning, line);
    }
}
