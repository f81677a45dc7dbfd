#include "leak_reader.h"

#include "vitrine/html.h"

/* Deeper than any format nests: HTML in JSON in an attribute, percent-encoded, is four. */
enum { MOST_DEPTH = 4, LEAST_EMBEDDED = 12, MOST_EMBEDDED = 64 << 20 };

VtLeakReader vt_leak_reader_inside(const VtLeakReader *reader, const char *at)
{
    VtLeakReader inside = *reader;
    inside.at = reader->at != NULL ? reader->at : at;
    inside.depth++;
    inside.role = VT_LEAK_PROSE;
    return inside;
}

const char *vt_leak_piece_place(const VtLeakPiece *piece, size_t offset)
{
    size_t low = 0, high = piece->anchor_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (piece->anchors[middle].offset <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0)
        return piece->anchors[low - 1].at;
    return piece->text == piece->at ? piece->at + offset : piece->at;
}

/* ---- Encodings: each appends the decoded text, or returns false where there is nothing to decode ---------
 */

typedef bool Decode(const char *text, size_t length, VtBuffer *out);

static bool is_percent(const char *at, const char *end)
{
    return end - at >= 3 && at[0] == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
}

static bool decode_percent(const char *text, size_t length, VtBuffer *out)
{
    const char *end = text + length;
    bool found = false;
    for (const char *at = text; at < end;) {
        const char *sign = memchr(at, '%', (size_t)(end - at));
        vt_buffer_append(out, at, (size_t)((sign != NULL ? sign : end) - at));
        if (sign == NULL)
            break;
        bool is_encoded = is_percent(sign, end);
        int byte = is_encoded ? g_ascii_xdigit_value(sign[1]) << 4 | g_ascii_xdigit_value(sign[2]) : '%';
        vt_buffer_append_char(out, (char)byte);
        at = sign + (is_encoded ? 3 : 1);
        found |= is_encoded;
    }
    return found;
}

static bool decode_entities(const char *text, size_t length, VtBuffer *out)
{
    const char *sign = memchr(text, '&', length);
    if (sign == NULL || memchr(sign, ';', length - (size_t)(sign - text)) == NULL)
        return false;
    vt_entities_append_decoded(out, text, length);
    return out->length != length;
}

static void append_character(gunichar c, VtBuffer *out)
{
    char bytes[6];
    bool valid = c != 0 && g_unichar_validate(c);
    vt_buffer_append(out, bytes, (size_t)g_unichar_to_utf8(valid ? c : 0xfffd, bytes));
}

/* At most `most` hexadecimal digits; moves `at` behind them. */
static gunichar read_hex(const char **at, const char *end, int most)
{
    gunichar value = 0;
    for (; most > 0 && *at < end && g_ascii_isxdigit(**at); most--, (*at)++)
        value = value << 4 | (gunichar)g_ascii_xdigit_value(**at);
    return value;
}

/* What stands behind "\u": four digits, two times four for a surrogate pair, or JavaScript's {…}. */
static gunichar read_unicode(const char **at, const char *end)
{
    if (*at < end && **at == '{') {
        (*at)++;
        gunichar value = read_hex(at, end, 6);
        *at += *at < end && **at == '}';
        return value;
    }
    gunichar first = read_hex(at, end, 4);
    bool is_pair = first >= 0xd800 && first < 0xdc00 && end - *at >= 6 && (*at)[0] == '\\' && (*at)[1] == 'u';
    if (!is_pair)
        return first;
    *at += 2;
    return 0x10000 + ((first - 0xd800) << 10) + ((read_hex(at, end, 4) - 0xdc00) & 0x3ff);
}

/* A stylesheet's escape: up to six digits and one white space. */
static gunichar read_css(const char **at, const char *end)
{
    gunichar value = read_hex(at, end, 6);
    *at += *at < end && g_ascii_isspace(**at);
    return value;
}

static bool is_letter_escape(char c)
{
    return c == 'n' || c == 'N' || c == 'r' || c == 't' || c == 'b' || c == 'f';
}

/* "\b" is a letter's escape in JSON, and a character's number in a stylesheet: a number when another digit
 * follows. */
static void append_escape(const char **at, const char *end, VtBuffer *out)
{
    char c = **at;
    bool is_number = g_ascii_isxdigit(c) &&
                     (!is_letter_escape(c) || (end - *at > 1 && g_ascii_isxdigit((*at)[1])));
    if (is_number) {
        append_character(read_css(at, end), out);
        return;
    }
    (*at)++;
    if (c == 'u')
        append_character(read_unicode(at, end), out);
    else if (c == 'x')
        append_character(read_hex(at, end, 2), out);
    else if (is_letter_escape(c))
        vt_buffer_append_char(out, '\n');
    else if (c != '\n')
        vt_buffer_append_char(out, c);
}

void vt_leak_unescape(const char *text, size_t length, VtBuffer *out)
{
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        const char *sign = memchr(at, '\\', (size_t)(end - at));
        vt_buffer_append(out, at, (size_t)((sign != NULL ? sign : end) - at));
        if (sign == NULL || sign + 1 == end)
            break;
        at = sign + 1;
        append_escape(&at, end, out);
    }
}

static bool decode_escapes(const char *text, size_t length, VtBuffer *out)
{
    if (memchr(text, '\\', length) == NULL)
        return false;
    vt_leak_unescape(text, length, out);
    return true;
}

static bool is_host_character(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '.';
}

/* Host names in punycode (RFC 3492), each as Unicode. */
static bool decode_hosts(const char *text, size_t length, VtBuffer *out)
{
    const char *end = text + length;
    const char *at = length > 5 ? memmem(text, length, "xn--", 4) : NULL;
    bool found = at != NULL;
    while (at != NULL) {
        const char *stop = at;
        while (stop < end && is_host_character(*stop))
            stop++;
        g_autofree char *host = g_strndup(at, (gsize)(stop - at));
        g_autofree char *plain = g_hostname_to_unicode(host);
        vt_buffer_append_string(out, plain != NULL ? plain : host);
        vt_buffer_append_char(out, '\n');
        at = memmem(stop, (size_t)(end - stop), "xn--", 4);
    }
    return found;
}

/* ---- Files inside of text ------------------------------------------------------------------------------ */

static bool is_base64(char c)
{
    return g_ascii_isalnum(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
}

static void read_embedded(const VtLeakReader *reader, const char *code, size_t length, const char *at)
{
    g_autofree char *copy = g_strndup(code, length);
    gsize decoded;
    g_strdelimit(g_strdelimit(copy, "-", '+'), "_", '/');
    g_autofree char *bytes = (char *)g_base64_decode(copy, &decoded);
    VtLeakReader inside = vt_leak_reader_inside(reader, at);
    if (inside.embedded != NULL)
        inside.embedded(bytes, decoded, inside.at, inside.data);
    if (vt_utf8_valid(bytes, decoded, NULL))
        vt_leak_read_text(&inside, bytes, decoded, inside.at);
}

static void read_all_embedded(const VtLeakReader *reader, const VtLeakPiece *piece)
{
    static const char mark[] = "base64,";
    const char *end = piece->text + piece->length;
    const char *at = piece->text;
    while ((at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)) != NULL) {
        at += sizeof mark - 1;
        const char *stop = at;
        while (stop < end && is_base64(*stop) && stop - at < MOST_EMBEDDED)
            stop++;
        read_embedded(reader, at, (size_t)(stop - at),
                      vt_leak_piece_place(piece, (size_t)(at - piece->text)));
        at = stop;
    }
}

/* ---- Pieces -------------------------------------------------------------------------------------------- */

/* Without branches: compilers make it sixteen bytes a step. A last byte of a pair stands alone. */
unsigned vt_leak_signs(const char *text, size_t length)
{
    uint8_t percent = 0, ampersand = 0, backslash = 0, less = 0, dashes = 0, comma = 0;
    if (length == 0)
        return 0;
    for (size_t i = 0; i + 1 < length; i++) {
        percent |= text[i] == '%';
        ampersand |= text[i] == '&';
        backslash |= text[i] == '\\';
        less |= text[i] == '<';
        dashes |= (text[i] == '-') & (text[i + 1] == '-');
        comma |= (text[i] == '4') & (text[i + 1] == ',');
    }
    char last = text[length - 1];
    return (percent | (last == '%') ? VT_LEAK_PERCENT : 0) |
           (ampersand | (last == '&') ? VT_LEAK_AMPERSAND : 0) |
           (backslash | (last == '\\') ? VT_LEAK_BACKSLASH : 0) | (less | (last == '<') ? VT_LEAK_LESS : 0) |
           (dashes ? VT_LEAK_DASHES : 0) | (comma ? VT_LEAK_FOUR_COMMA : 0);
}

static void read_decoded(const VtLeakReader *reader, const VtLeakPiece *piece, Decode *decode)
{
    g_auto(VtBuffer) decoded = {0};
    if (!decode(piece->text, piece->length, &decoded))
        return;
    VtLeakReader inside = vt_leak_reader_inside(reader, piece->at);
    VtLeakPiece copy = *piece;
    copy.text = vt_buffer_string(&decoded);
    copy.length = decoded.length;
    /* Decoding only shortens: places stay about right. */
    copy.at = inside.at;
    if (reader->at != NULL)
        copy.anchor_count = 0;
    vt_leak_read_piece(&inside, &copy);
}

/* A tag, a comment, or CDATA. */
static bool may_be_markup(const char *text, size_t length)
{
    const char *end = text + length;
    const char *at = text;
    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL && end - at > 1) {
        at++;
        if (g_ascii_isalpha(*at) || *at == '/' || *at == '!')
            return true;
    }
    return false;
}

static void read_encoded(const VtLeakReader *reader, const VtLeakPiece *piece, unsigned signs)
{
    static const struct {
        VtLeakSigns sign;
        Decode *decode;
    } decodings[] = {{VT_LEAK_PERCENT, decode_percent},
                     {VT_LEAK_AMPERSAND, decode_entities},
                     {VT_LEAK_BACKSLASH, decode_escapes},
                     {VT_LEAK_DASHES, decode_hosts}};
    for (size_t i = 0; i < G_N_ELEMENTS(decodings); i++)
        if ((signs & decodings[i].sign) != 0)
            read_decoded(reader, piece, decodings[i].decode);
    if ((signs & VT_LEAK_FOUR_COMMA) != 0 && piece->length > LEAST_EMBEDDED)
        read_all_embedded(reader, piece);
    bool is_plain = (signs & VT_LEAK_LESS) == 0 || piece->anchor_count > 0;
    if (!is_plain && may_be_markup(piece->text, piece->length)) {
        VtLeakReader inside = vt_leak_reader_inside(reader, piece->at);
        vt_leak_read_markup(&inside, piece->text, piece->length);
    }
}

static void read_anew(const VtLeakReader *reader, const VtLeakPiece *piece)
{
    reader->take(piece, reader->data);
    if (reader->depth >= MOST_DEPTH)
        return;
    unsigned signs = vt_leak_signs(piece->text, piece->length);
    if (signs != 0)
        read_encoded(reader, piece, signs);
}

/* A piece with anchors is the text of a whole page: no other is like it. */
void vt_leak_read_piece(const VtLeakReader *reader, const VtLeakPiece *piece)
{
    VtLeakQuestion question;
    VtLeakKnown *known = piece->anchor_count == 0 ? reader->known : NULL;
    if (piece->length < 2 ||
        vt_leak_known_has(known, VT_LEAK_AS_PIECE, reader->depth, piece->text, piece->length, &question))
        return;
    read_anew(reader, piece);
    vt_leak_known_keep(known, &question, 0);
}

void vt_leak_read_text(const VtLeakReader *reader, const char *text, size_t length, const char *at)
{
    VtLeakPiece piece = {
        .text = text, .length = length, .at = reader->at != NULL ? reader->at : at, .role = reader->role};
    vt_leak_read_piece(reader, &piece);
}
