/* Strings of JSON and of code end at the first quote that nothing escapes. Readers jump from quote to
 * backslash; here they are compared with one that goes byte by byte, over all short texts of these bytes. */
#include "../../src/audit/leak_reader.h"
#include "../../src/audit/reading.h"

enum { LONGEST = 7, MANY = 2 << 20 };

static const char alphabet[] = "\"\\/n'";

/* What was found, one after another. */
typedef void Find(const char *text, size_t length, GString *found);

static void append_found(GString *found, const char *text, size_t length)
{
    g_string_append_c(found, '[');
    g_string_append_len(found, text, (gssize)length);
    g_string_append_c(found, ']');
}

/* The end of the string that began before `at`. */
static size_t end_of_string(const char *text, size_t length, size_t at, char quote)
{
    while (at < length && text[at] != quote)
        at += text[at] == '\\' && length - at > 1 ? 2 : 1;
    return at;
}

/* ---- Addresses in strings of JSON ---------------------------------------------------------------------- */

static void take_address(const char *address, VtAddressUse use, unsigned line, void *data)
{
    (void)use;
    (void)line;
    append_found(data, address, strlen(address));
}

static void find_addresses(const char *text, size_t length, GString *found)
{
    VtReading reading = {.address = take_address, .data = found, .path = "feed.json"};
    g_autoptr(GString) json = g_string_new("\"url\":");
    g_string_append_len(json, text, (gssize)length);
    vt_read_json(&reading, json->str, json->len);
}

/* A backslash at the very end escapes nothing, and is no part of the string. */
static char *unescaped(const char *text, size_t length)
{
    GString *plain = g_string_new(NULL);
    for (size_t i = 0; i < length; i++) {
        bool escape = text[i] == '\\';
        if (escape && ++i == length)
            break;
        g_string_append_c(plain, escape && text[i] == 'n' ? '\n' : text[i]);
    }
    return g_string_free(plain, FALSE);
}

static void find_addresses_by_bytes(const char *text, size_t length, GString *found)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '"')
            continue;
        size_t end = end_of_string(text, length, i + 1, '"');
        g_autofree char *address = unescaped(text + i + 1, end - i - 1);
        if (address[0] == '/' && strchr(address, '\n') == NULL)
            append_found(found, address, strlen(address));
        i = end;
    }
}

/* ---- Prose in strings of code -------------------------------------------------------------------------- */

static void take_prose(const VtLeakPiece *piece, void *data)
{
    if (piece->role == VT_LEAK_PROSE && piece->text == piece->at + 1)
        append_found(data, piece->text, piece->length);
}

static void find_prose(const char *text, size_t length, GString *found)
{
    VtLeakReader reader = {.take = take_prose, .data = found};
    vt_leak_read_code(&reader, text, length);
}

/* Pieces of one byte are not handed over. Comments are made of slashes: there are none in these texts. */
static void find_prose_by_bytes(const char *text, size_t length, GString *found)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] != '"' && text[i] != '\'')
            continue;
        size_t end = end_of_string(text, length, i + 1, text[i]);
        if (end - i > 2)
            append_found(found, text + i + 1, end - i - 1);
        i = end;
    }
}

/* ---- All short texts ----------------------------------------------------------------------------------- */

/* The text ends where its memory does. */
static void expect_same(Find *quick, Find *by_bytes, const char *text, size_t length)
{
    g_autofree char *exact = g_memdup2(text, length);
    g_autoptr(GString) found = g_string_new(NULL), wanted = g_string_new(NULL);
    quick(exact, length, found);
    by_bytes(exact, length, wanted);
    g_assert_cmpstr(found->str, ==, wanted->str);
}

/* `left_out`: of the alphabet. */
static void expect_same_for_all(Find *quick, Find *by_bytes, char left_out)
{
    g_autoptr(GString) bytes = g_string_new(alphabet);
    char text[LONGEST];
    size_t count = 1;
    g_string_erase(bytes, strchr(bytes->str, left_out) - bytes->str, 1);
    for (size_t length = 0; length <= LONGEST; length++, count *= bytes->len)
        for (size_t number = 0; number < count; number++) {
            size_t rest = number;
            for (size_t i = 0; i < length; i++, rest /= bytes->len)
                text[i] = bytes->str[rest % bytes->len];
            expect_same(quick, by_bytes, text, length);
        }
}

static void test_addresses(void)
{
    expect_same_for_all(find_addresses, find_addresses_by_bytes, '\'');
}

static void test_prose(void)
{
    expect_same_for_all(find_prose, find_prose_by_bytes, '/');
}

static void test_unicode_cut_off(void)
{
    static const char text[] = "\"/a\\u00e9\\ud83d\\udc69\\\"/b\"";
    for (size_t length = 0; length < sizeof text; length++) {
        g_autofree char *exact = g_memdup2(text, length);
        g_autoptr(GString) found = g_string_new(NULL);
        find_addresses(exact, length, found);
        if (length + 1 == sizeof text)
            g_assert_cmpstr(found->str, ==, "[/aé👩\"/b]");
    }
}

/* ---- Long ones: each byte is looked at a few times, not once for each escape before it --------------------
 */

static void take_size(const VtLeakPiece *piece, void *data)
{
    size_t *longest = data;
    *longest = MAX(*longest, piece->length);
}

static void expect_long(const char *escape, const char *decoded)
{
    g_autoptr(GString) text = g_string_new("\"/"), found = g_string_new(NULL);
    for (int i = 0; i < MANY; i++)
        g_string_append(text, escape);
    g_string_append_c(text, '"');
    find_addresses(text->str, text->len, found);
    if (strcmp(decoded, "\n") != 0)
        g_assert_cmpuint(found->len, ==, MANY + strlen("[/]"));
    size_t json = 0, code = 0;
    VtLeakReader of_json = {.take = take_size, .data = &json}, of_code = {.take = take_size, .data = &code};
    vt_leak_read_json(&of_json, text->str, text->len);
    vt_leak_read_code(&of_code, text->str, text->len);
    g_assert_cmpuint(json, ==, MANY + 1);
    g_assert_cmpuint(code, ==, text->len);
}

static void test_long(void)
{
    expect_long("\\n", "\n");
    expect_long("\\\"", "\"");
    expect_long("\\\\", "\\");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/strings/addresses", test_addresses);
    g_test_add_func("/strings/prose", test_prose);
    g_test_add_func("/strings/unicode-cut-off", test_unicode_cut_off);
    g_test_add_func("/strings/long", test_long);
    return g_test_run();
}
