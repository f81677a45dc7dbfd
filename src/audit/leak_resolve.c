/* Which findings are leaks: those that no visible text explains, and for which the hidden text is found
 * again. */
#include "leak_findings.h"

typedef struct Resolving {
    VtLeaks *leaks;
    GHashTable *runs;    /* hash of a run that was found → its VtLeakThing, once known */
    bool *visible_items; /* by number */
    const VtLeakPiece *piece;
    const VtLeakText *text; /* the hidden one that is read */
} Resolving;

static void collect_runs(Resolving *resolving)
{
    GHashTableIter iterator;
    gpointer data;
    g_hash_table_iter_init(&iterator, resolving->leaks->workers[0].findings);
    while (g_hash_table_iter_next(&iterator, &data, NULL)) {
        VtLeakFinding *finding = data;
        if (finding->item == VT_LEAK_NO_ITEM)
            g_hash_table_insert(resolving->runs, &finding->hash, NULL);
    }
}

/* ---- Visible texts
 * ----------------------------------------------------------------------------------------- */

static void matched_visible(const VtLeakMatch *match, void *data)
{
    const Resolving *resolving = data;
    if (match->item == VT_LEAK_NO_ITEM) {
        g_hash_table_remove(resolving->runs, &match->hash);
        return;
    }
    const VtLeakItem *item = &g_array_index(resolving->leaks->view.items, VtLeakItem, match->item);
    if (vt_leak_item_stands(resolving->leaks, item, resolving->piece, match->start, match->end, true))
        resolving->visible_items[match->item] = true;
}

static void take_visible(const VtLeakPiece *piece, void *data)
{
    Resolving *resolving = data;
    resolving->piece = piece;
    vt_leak_index_search(resolving->leaks->index, piece->text, piece->length, matched_visible, resolving);
}

static void read_visible(Resolving *resolving)
{
    VtLeakReader reader = {.take = take_visible, .data = resolving};
    vt_leak_view_read_visible(&resolving->leaks->view, &reader);
    for (guint i = 0; i < resolving->leaks->allowed->len; i++) {
        const char *text = g_ptr_array_index(resolving->leaks->allowed, i);
        vt_leak_read_text(&reader, text, strlen(text), text);
    }
}

/* ---- Hidden texts
 * ------------------------------------------------------------------------------------------ */

static void take_hidden(const VtLeakPiece *piece, void *data)
{
    const Resolving *resolving = data;
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, piece->text, piece->length);
    while (vt_words_next(&reader, &word)) {
        vt_leak_roll_add(&roll, &word);
        if (roll.count < VT_LEAK_RUN)
            continue;
        uint64_t hash = vt_leak_roll_hash(&roll, VT_LEAK_RUN);
        gpointer key, thing;
        bool wanted = g_hash_table_lookup_extended(resolving->runs, &hash, &key, &thing) && thing == NULL;
        GHashTable *except = resolving->text->except;
        if (wanted && (except == NULL || !vt_leak_roll_is_visible(&roll, except)))
            g_hash_table_insert(resolving->runs, key, (gpointer)(uintptr_t)resolving->text->thing);
    }
}

static void read_hidden(Resolving *resolving)
{
    VtLeakReader reader = {.take = take_hidden, .data = resolving};
    const GArray *texts = resolving->leaks->view.texts;
    for (guint i = 0; i < texts->len; i++) {
        const VtLeakText *text = resolving->text = &g_array_index(texts, VtLeakText, i);
        if (text->is_markup)
            vt_leak_read_markup(&reader, text->text, text->length);
        else
            vt_leak_read_text(&reader, text->text, text->length, text->text);
    }
}

static const VtLeakThing *thing_of(const Resolving *resolving, const VtLeakFinding *finding)
{
    if (finding->item == VT_LEAK_NO_ITEM)
        return g_hash_table_lookup(resolving->runs, &finding->hash);
    const VtLeakItem *item = &g_array_index(resolving->leaks->view.items, VtLeakItem, finding->item);
    return item->kind != VT_ITEM_NAME && resolving->visible_items[finding->item] ? NULL : item->thing;
}

void vt_leaks_resolve(VtLeaks *leaks)
{
    Resolving resolving = {.leaks = leaks};
    GHashTableIter iterator;
    gpointer data;
    resolving.runs = g_hash_table_new(g_int64_hash, g_int64_equal);
    resolving.visible_items = g_new0(bool, leaks->view.items->len);
    collect_runs(&resolving);
    read_visible(&resolving);
    if (g_hash_table_size(resolving.runs) > 0)
        read_hidden(&resolving);
    g_hash_table_iter_init(&iterator, leaks->workers[0].findings);
    while (g_hash_table_iter_next(&iterator, &data, NULL)) {
        VtLeakFinding *finding = data;
        finding->thing = thing_of(&resolving, finding);
    }
    g_hash_table_unref(resolving.runs);
    g_free(resolving.visible_items);
}
