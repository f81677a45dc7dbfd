#include "vitrine/html.h"

#include "entity_table.h"

/* HTML allows no control character but white space, though CommonMark lets a number stand for any. */
static bool is_control(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c <= 0x9f);
}

static size_t encode(gunichar c, char out[static VT_ENTITY_BYTES])
{
    bool valid = !is_control(c) && c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
    return (size_t)g_unichar_to_utf8(valid ? c : 0xfffd, out);
}

/* `digits` is what stands between "&#" and ";". More digits than any character needs are no entity to
 * CommonMark; they can't overflow here either. */
static size_t decode_number(const char *digits, size_t length, char out[static VT_ENTITY_BYTES])
{
    bool hexadecimal = digits[0] == 'x' || digits[0] == 'X';
    gunichar c = 0;
    for (size_t i = hexadecimal; i < length; i++) {
        int value = hexadecimal ? g_ascii_xdigit_value(digits[i]) : g_ascii_digit_value(digits[i]);
        if (value < 0)
            return 0;
        c = MIN(c, 0x1000000) * (hexadecimal ? 16 : 10) + (gunichar)value;
    }
    return length > (size_t)hexadecimal ? encode(c, out) : 0;
}

/* Orders `name` against the name that an entry begins with. */
static int compare_name(const char *name, size_t length, const char *entry)
{
    size_t entry_length = strcspn(entry, " ");
    int order = memcmp(name, entry, MIN(length, entry_length));
    return order ? order : (length > entry_length) - (length < entry_length);
}

/* Nearly all that are ever met are those of XML. '\0': it is another. */
static char decode_usual(const char *name, size_t length)
{
    static const struct {
        char name[5];
        char character;
    } usual[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (size_t i = 0; i < G_N_ELEMENTS(usual); i++)
        if (name[0] == usual[i].name[0] && strlen(usual[i].name) == length &&
            memcmp(name, usual[i].name, length) == 0)
            return usual[i].character;
    return '\0';
}

static size_t decode_name(const char *name, size_t length, char out[static VT_ENTITY_BYTES])
{
    out[0] = decode_usual(name, length);
    if (out[0] != '\0')
        return 1;
    if (!g_ascii_isalpha(name[0]))
        return 0;
    if (length == 7 && memcmp(name, "NewLine", 7) == 0)
        return encode('\n', out);
    const char *entries = entity_entries[g_ascii_islower(name[0]) ? name[0] - 'a' + 26 : name[0] - 'A'];
    size_t low = 0, high = strlen(entries);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        while (middle > low && entries[middle - 1] != '\n')
            middle--;
        const char *entry = entries + middle;
        size_t entry_length = strcspn(entry, "\n");
        int order = compare_name(name, length, entry);
        if (order == 0) {
            memcpy(out, entry + length + 1, entry_length - length - 1);
            return entry_length - length - 1;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + entry_length + 1;
    }
    return 0;
}

size_t vt_entity_decode(const char *entity, size_t length, char out[static VT_ENTITY_BYTES])
{
    if (length < 4 || entity[0] != '&' || entity[length - 1] != ';')
        return 0;
    if (entity[1] == '#')
        return decode_number(entity + 2, length - 3, out);
    return decode_name(entity + 1, length - 2, out);
}

void vt_entities_append_decoded(VtBuffer *out, const char *text, size_t length)
{
    const size_t longest = 40;
    const char *end = text + length;
    while (text < end) {
        const char *mark = memchr(text, '&', (size_t)(end - text));
        vt_buffer_append(out, text, (size_t)((mark ? mark : end) - text));
        if (!mark)
            return;
        const char *stop = memchr(mark, ';', MIN(longest, (size_t)(end - mark)));
        char decoded[VT_ENTITY_BYTES];
        size_t size = stop ? vt_entity_decode(mark, (size_t)(stop - mark) + 1, decoded) : 0;
        vt_buffer_append(out, size ? decoded : mark, size ? size : 1);
        text = size ? stop + 1 : mark + 1;
    }
}

const char *vt_html_decode(VtSlice value, VtBuffer *out)
{
    vt_buffer_reset(out);
    vt_entities_append_decoded(out, value.data, value.length);
    return vt_buffer_string(out);
}
