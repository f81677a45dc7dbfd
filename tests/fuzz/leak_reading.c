/* What the leak audit reads of a file: nothing beyond it, and a word that stands in the text of a page,
 * behind whatever it holds, is handed over. */
#include "fuzz.h"

#include "../../src/audit/leak_reader.h"

static const char canary[] = "canaryqx";

typedef struct Reading {
    const char *data;
    size_t length;
    bool found;
    size_t bytes; /* handed over in all */
} Reading;

static void take(const VtLeakPiece *piece, void *data)
{
    Reading *reading = data;
    reading->bytes += piece->length;
    g_assert_true(piece->at >= reading->data && piece->at <= reading->data + reading->length);
    const char *place = vt_leak_piece_place(piece, piece->length / 2);
    g_assert_true(place >= reading->data && place <= reading->data + reading->length);
    reading->found = reading->found || g_strstr_len(piece->text, (gssize)piece->length, canary) != NULL;
}

static void take_embedded(G_GNUC_UNUSED const char *bytes, size_t length, G_GNUC_UNUSED const char *at,
                          void *data)
{
    ((Reading *)data)->bytes += length;
}

static bool finds(const char *type, const char *text, size_t length)
{
    g_autofree char *exact = g_memdup2(text, MAX(length, 1));
    Reading reading = {exact, length, false, 0};
    VtLeakReader reader = {.take = take, .embedded = take_embedded, .data = &reading};
    vt_leak_read(&reader, type, exact, length);
    return reading.found;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {
        "text/html; charset=utf-8",  "application/atom+xml", "application/json", "text/css", "text/calendar",
        "text/plain; charset=utf-8", "application/pdf",      "image/svg+xml"};
    g_autofree char *text = fuzz_text(data, size);
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        finds(types[i], text, size);
    g_autofree char *page = g_strconcat(text, " <p>", canary, "</p>\n", NULL);
    g_autofree char *note = g_strconcat(text, "\n", canary, "\n", NULL);
    g_assert_true(finds(types[0], page, strlen(page)));
    g_assert_true(finds(types[5], note, strlen(note)));
    return 0;
}
