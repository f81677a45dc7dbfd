/* Shortcuts of the leak audit lose nothing: texts made of pieces with encodings of all kinds, read with the
 * memory of what was read before and without it, hand over the same hidden words; and no sign of an encoding
 * is overlooked. */
#include "../../src/audit/leak_reader.h"

#include <glib.h>

static const char secret[] = "truist";

/* What is put together to make a text: few words, so that texts repeat; `@` stands for what is encoded. */
static const char *const shapes[] = {
    "<p>@</p>\n",
    "<a href=\"/x/@/\">more</a> ",
    "<a class='c @' title=\"a > b @\">@</a>",
    "<b>tru</b>ist ",
    "<img alt=\"@\" src=data:text/plain;base64,dHJ1aXN0>",
    "<script>var a = \"@\"; // @\n</script>",
    "<script type=\"application/ld+json\">{\"name\": \"@\", \"k\": \"v\"}</script>",
    "<style>.c::after {content: \"@\"}</style>",
    "<!-- @ -->",
    "&lt;p&gt;@&lt;/p&gt;",
    "<![CDATA[<p>@</p>]]>",
    "{\"html\": \"<p class=\\\"@\\\">@</p>\"}",
    "<div data-@=\"@\"/>",
    "xn--@ xn--bcher-kva.example\n",
    "<input value=@><br/>\n",
    "<td title=\"@",
    "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:=74ruist @\n",
    "@\n",
};

static const char *const words[] = {
    "plain",      "truist",          "%74ruist",         "&#116;ruist",  "tr\\u0075ist",     "tru&shy;ist",
    "t%2572uist", "%26%23116;ruist", "\\74 ruist",       "100 % sure\\", "a & b; c",         "x--y 4,5",
    "%",          "&amp;amp;",       "&lt;b&gt;truist;", "dHJ1aXN0",     "base64,dHJ1aXN0,", "<i>tru</i>ist",
};

static const char *const types[] = {"text/html", "application/atom+xml", "application/json",
                                    "text/css",  "text/calendar",        "text/plain"};

static char *make_text(GRand *random)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int left = g_rand_int_range(random, 1, 12); left > 0; left--) {
        const char *word = words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))];
        g_auto(GStrv) parts = g_strsplit(shapes[g_rand_int_range(random, 0, G_N_ELEMENTS(shapes))], "@", -1);
        g_autofree char *filled = g_strjoinv(word, parts);
        g_string_append(text, filled);
    }
    return g_strdup(text->str);
}

/* ---- With the memory and without it -------------------------------------------------------------------- */

/* One reading of one text; on the stack. */
typedef struct Reading {
    VtLeakKnown *known;
    GHashTable *found; /* pieces that hold the secret, and embedded files */
    size_t pieces;
} Reading;

static void note(Reading *reading, const char *text, size_t length)
{
    g_hash_table_add(reading->found, g_strndup(text, length));
    if (reading->known != NULL)
        vt_leak_known_found(reading->known);
}

static void take(const VtLeakPiece *piece, void *data)
{
    Reading *reading = data;
    g_autofree char *lower = g_ascii_strdown(piece->text, (gssize)piece->length);
    reading->pieces++;
    if (g_strstr_len(lower, (gssize)piece->length, secret) != NULL)
        note(reading, piece->text, piece->length);
}

static void take_embedded(const char *bytes, size_t length, const char *at, void *data)
{
    (void)at;
    note(data, bytes, length);
}

static Reading read_with(VtLeakKnown *known, const char *type, const char *text)
{
    Reading reading = {.known = known, .found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    VtLeakReader reader = {.take = take, .embedded = take_embedded, .data = &reading, .known = known};
    vt_leak_read(&reader, type, text, strlen(text));
    return reading;
}

static void expect_same(GHashTable *all, GHashTable *some, const char *text)
{
    GHashTableIter iterator;
    gpointer piece;
    g_assert_cmpuint(g_hash_table_size(some), ==, g_hash_table_size(all));
    g_hash_table_iter_init(&iterator, all);
    while (g_hash_table_iter_next(&iterator, &piece, NULL))
        if (!g_hash_table_contains(some, piece))
            g_error("in %s\nnot handed over: %s", text, (char *)piece);
}

static void test_memory(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(11);
    size_t all_pieces = 0, pieces = 0, found = 0;
    for (int round = 0; round < 20; round++) {
        VtLeakKnown *known = vt_leak_known_new();
        for (int i = 0; i < 400; i++) {
            g_autofree char *text = make_text(random);
            const char *type = types[g_rand_int_range(random, 0, G_N_ELEMENTS(types))];
            Reading without = read_with(NULL, type, text);
            Reading with = read_with(known, type, text);
            expect_same(without.found, with.found, text);
            all_pieces += without.pieces;
            pieces += with.pieces;
            found += g_hash_table_size(with.found);
            g_hash_table_unref(without.found);
            g_hash_table_unref(with.found);
        }
        vt_leak_known_free(known);
    }
    g_test_message("%zu pieces, %zu read, %zu with the secret", all_pieces, pieces, found);
    g_assert_cmpuint(pieces, <, all_pieces);
    g_assert_cmpuint(found, >, 1000);
}

/* More than there is room for, some of it too long to be kept. */
static void test_full(void)
{
    VtLeakKnown *known = vt_leak_known_new();
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 20000; i++) {
            g_autofree char *start = g_strdup_printf("%d ", i);
            g_autofree char *filler = g_strnfill((gsize)(i % 40 == 0 ? i : i % 300), 'a');
            bool holds = i % 7 == 0;
            g_autofree char *text = g_strconcat(start, filler, holds ? " truist" : "", NULL);
            Reading reading = read_with(known, "text/plain", text);
            g_assert_cmpuint(g_hash_table_size(reading.found), ==, holds);
            g_hash_table_unref(reading.found);
        }
    vt_leak_known_free(known);
}

/* The same bytes are another text where another number of encodings was taken off, or it is read otherwise.
 */
static void test_readings(void)
{
    VtLeakKnown *known = vt_leak_known_new();
    VtLeakQuestion question;
    g_assert_false(vt_leak_known_has(known, VT_LEAK_AS_TAG, 1, "<p>", 3, &question));
    vt_leak_known_keep(known, &question, 5);
    g_assert_true(vt_leak_known_has(known, VT_LEAK_AS_TAG, 1, "<p>", 3, &question));
    g_assert_cmpuint(question.note, ==, 5);
    g_assert_false(vt_leak_known_has(known, VT_LEAK_AS_TAG, 0, "<p>", 3, &question));
    g_assert_false(vt_leak_known_has(known, VT_LEAK_AS_PIECE, 1, "<p>", 3, &question));
    g_assert_false(vt_leak_known_has(known, VT_LEAK_AS_TAG, 1, "<p", 2, &question));
    vt_leak_known_found(known);
    vt_leak_known_keep(known, &question, 0);
    g_assert_false(vt_leak_known_has(known, VT_LEAK_AS_TAG, 1, "<p", 2, &question));
    vt_leak_known_free(known);
}

/* ---- Signs --------------------------------------------------------------------------------------------- */

static unsigned signs_one_by_one(const char *text, size_t length)
{
    unsigned signs = 0;
    for (size_t i = 0; i < length; i++) {
        bool has_next = i + 1 < length;
        signs |= text[i] == '%' ? VT_LEAK_PERCENT : 0;
        signs |= text[i] == '&' ? VT_LEAK_AMPERSAND : 0;
        signs |= text[i] == '\\' ? VT_LEAK_BACKSLASH : 0;
        signs |= text[i] == '<' ? VT_LEAK_LESS : 0;
        signs |= has_next && text[i] == '-' && text[i + 1] == '-' ? VT_LEAK_DASHES : 0;
        signs |= has_next && text[i] == '4' && text[i + 1] == ',' ? VT_LEAK_FOUR_COMMA : 0;
    }
    return signs;
}

static void test_signs(void)
{
    static const char letters[] = "abcdefghijkl \xc3\xa9%&\\<-4,";
    g_autoptr(GRand) random = g_rand_new_with_seed(12);
    for (int i = 0; i < 50000; i++) {
        size_t length = (size_t)g_rand_int_range(random, 0, 90);
        g_autofree char *text = g_malloc(length + 1);
        /* At times nothing but letters, and one pair of anything. */
        size_t most = i % 2 == 0 ? sizeof letters - 1 : 12;
        for (size_t k = 0; k < length; k++)
            text[k] = letters[g_rand_int_range(random, 0, (gint32)most)];
        for (size_t k = 0; k < 2 && length > 2; k++)
            text[(size_t)g_rand_int_range(random, 0, (gint32)length)] =
                letters[g_rand_int_range(random, 12, sizeof letters - 1)];
        g_assert_cmpuint(vt_leak_signs(text, length), ==, signs_one_by_one(text, length));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/leak-known/memory", test_memory);
    g_test_add_func("/leak-known/full", test_full);
    g_test_add_func("/leak-known/readings", test_readings);
    g_test_add_func("/leak-known/signs", test_signs);
    return g_test_run();
}
