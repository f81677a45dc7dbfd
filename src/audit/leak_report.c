#include "leak_findings.h"

/* All findings of one thing in one kind of output; the first of them is shown. On the heap of
 * vt_leaks_report_findings. */
typedef struct Group {
    const VtLeakThing *thing;
    VtLeakOutput output;
    VtDiagnosticId id;
    const VtLeakFinding *first;
    GHashTable *paths; /* set */
} Group;

static VtDiagnosticId id_of(const VtLeaks *leaks, const VtLeakFinding *finding)
{
    if (finding->item == VT_LEAK_NO_ITEM)
        return VT_LEAK_TEXT;
    switch (g_array_index(leaks->view.items, VtLeakItem, finding->item).kind) {
    case VT_ITEM_NAME:
        return VT_LEAK_NAME;
    case VT_ITEM_ADDRESS:
    case VT_ITEM_FILE_NAME:
        return VT_LEAK_ADDRESS;
    case VT_ITEM_WORDS:
        break;
    }
    return VT_LEAK_TEXT;
}

/* ---- Groups ----------------------------------------------------------------------------------------------
 */

static guint hash_group(gconstpointer key)
{
    const Group *group = key;
    return g_direct_hash(group->thing) * 31 + (guint)group->output * 7 + (guint)group->id;
}

static gboolean equal_groups(gconstpointer a, gconstpointer b)
{
    const Group *left = a, *right = b;
    return left->thing == right->thing && left->output == right->output && left->id == right->id;
}

static void free_group(gpointer data)
{
    Group *group = data;
    g_hash_table_unref(group->paths);
    g_free(group);
}

/* By path, line, words: what is shown must not depend on threads or hash tables. */
static bool comes_before(const VtLeakFinding *a, const VtLeakFinding *b)
{
    int order = strcmp(a->path, b->path);
    if (order == 0)
        order = (a->line > b->line) - (a->line < b->line);
    if (order == 0)
        order = strcmp(a->words, b->words);
    if (order == 0)
        order = (a->hash > b->hash) - (a->hash < b->hash);
    return order < 0 || (order == 0 && a->item < b->item);
}

static void add_to_group(GHashTable *groups, const VtLeaks *leaks, const VtLeakFinding *finding)
{
    Group key = {.thing = finding->thing, .output = finding->output, .id = id_of(leaks, finding)};
    Group *group = g_hash_table_lookup(groups, &key);
    if (group == NULL) {
        group = g_new(Group, 1);
        *group = key;
        group->paths = g_hash_table_new(g_direct_hash, g_direct_equal);
        g_hash_table_add(groups, group);
    }
    if (group->first == NULL || comes_before(finding, group->first))
        group->first = finding;
    for (guint i = 0; i < finding->paths->len; i++)
        g_hash_table_add(group->paths, g_ptr_array_index(finding->paths, i));
}

/* ---- Where the author wrote it
 * ----------------------------------------------------------------------------- */

/* The last `words` words of the roll, when they are those looked for. */
static bool find_words(const VtSource *source, size_t start, size_t end, uint64_t hash, size_t words,
                       VtSpan *span)
{
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, source->text + start, end - start);
    while (vt_words_next(&reader, &word)) {
        vt_leak_roll_add(&roll, &word);
        if (roll.count < words || vt_leak_roll_hash(&roll, words) != hash)
            continue;
        size_t first = vt_leak_roll_first(&roll, words)->start;
        *span = (VtSpan){source, start + first, word.end - first};
        return true;
    }
    return false;
}

static size_t hash_words(const char *text, uint64_t *hash)
{
    VtLeakRoll roll = {.count = 0};
    VtWordReader reader;
    VtWord word;
    vt_words_init(&reader, text, strlen(text));
    while (roll.count < VT_LEAK_MOST_WORDS && vt_words_next(&reader, &word))
        vt_leak_roll_add(&roll, &word);
    *hash = roll.count > 0 ? vt_leak_roll_hash(&roll, roll.count) : 0;
    return roll.count;
}

static VtSpan place_of(const VtLeaks *leaks, const VtLeakFinding *finding)
{
    const VtLeakThing *thing = finding->thing;
    VtSpan span = thing->place;
    if (thing->source == NULL)
        return span;
    uint64_t hash = finding->hash;
    size_t words = VT_LEAK_RUN;
    if (finding->item != VT_LEAK_NO_ITEM) {
        const VtLeakItem *item = &g_array_index(leaks->view.items, VtLeakItem, finding->item);
        if (item->kind != VT_ITEM_WORDS)
            return span;
        words = hash_words(item->form, &hash);
    }
    find_words(thing->source, thing->start, thing->end, hash, words, &span);
    return span;
}

/* Where the name stands in the text that the file was made from. */
static void show_name_place(const VtLeaks *leaks, const VtLeakFinding *finding, VtDiagnostic *diagnostic)
{
    const VtPortfolio *portfolio = leaks->view.portfolio;
    const VtLeakItem *item = &g_array_index(leaks->view.items, VtLeakItem, finding->item);
    uint64_t hash;
    size_t words = hash_words(item->form, &hash);
    for (size_t i = 0; finding->from != NULL && i < portfolio->entry_count; i++) {
        const VtSource *source = &portfolio->entries[i]->source;
        VtSpan span;
        if (strcmp(source->path, finding->from) == 0 &&
            find_words(source, 0, source->length, hash, words, &span))
            vt_diagnostic_place(diagnostic, span, "it stands here");
    }
}

/* ---- Messages
 * ---------------------------------------------------------------------------------------------- */

static const char *const output_names[] = {
    [VT_OUTPUT_PAGE] = "a page",      [VT_OUTPUT_XML] = "an XML file",
    [VT_OUTPUT_JSON] = "a JSON file", [VT_OUTPUT_STYLE] = "a stylesheet",
    [VT_OUTPUT_SCRIPT] = "a script",  [VT_OUTPUT_CARD] = "a card or calendar",
    [VT_OUTPUT_IMAGE] = "an image",   [VT_OUTPUT_TEXT] = "a text file",
    [VT_OUTPUT_OTHER] = "a file",     [VT_OUTPUT_PATH] = "the name of a file",
};

static const char *way_out(VtDiagnosticId id)
{
    if (id == VT_LEAK_NAME)
        return "mark that part for those who may read it, or write it without the name; a theme's own text "
               "is in its "
               "templates and labels";
    if (id == VT_LEAK_ADDRESS)
        return "link to an entry by the relative path of its .md file: for those who can't see it, that "
               "becomes plain "
               "text; or mark the link for those who may follow it";
    return "if it is not meant to be hidden, say so in a visible text; if nothing of yours puts it there, "
           "the fault is "
           "Vitrine's or the theme's: do not publish, and report it";
}

static VtDiagnostic *begin(const VtLeaks *leaks, const Group *group, VtDiagnostics *sink)
{
    const char *audience = leaks->view.audience->name;
    const char *output = output_names[group->output];
    VtSpan place = place_of(leaks, group->first);
    const VtLeakItem *item = group->first->item != VT_LEAK_NO_ITEM
                                 ? &g_array_index(leaks->view.items, VtLeakItem, group->first->item)
                                 : NULL;
    if (item != NULL && group->id == VT_LEAK_NAME)
        return vt_diagnose(sink, VT_LEAK_NAME, place, "%s of the site for %s holds the name \"%s\"", output,
                           audience, item->text);
    if (item != NULL && group->id == VT_LEAK_ADDRESS)
        return vt_diagnose(sink, VT_LEAK_ADDRESS, place, "%s of the site for %s tells of the hidden \"%s\"",
                           output, audience, item->text);
    return vt_diagnose(sink, VT_LEAK_TEXT, place, "%s of the site for %s holds words that are hidden from it",
                       output, audience);
}

static void report(const VtLeaks *leaks, const Group *group, VtDiagnostics *sink)
{
    const VtLeakFinding *finding = group->first;
    guint more = g_hash_table_size(group->paths) - 1;
    VtDiagnostic *diagnostic = begin(leaks, group, sink);
    if (finding->line > 0)
        vt_diagnostic_note(diagnostic, "in line %u of %s: \"%s\"", finding->line, finding->path,
                           finding->words);
    else
        vt_diagnostic_note(diagnostic, "the file is %s", finding->path);
    if (more > 0)
        vt_diagnostic_note(diagnostic, "and in %u more file%s", more, more > 1 ? "s" : "");
    if (group->id == VT_LEAK_NAME)
        show_name_place(leaks, finding, diagnostic);
    vt_diagnostic_note(diagnostic, "%s", finding->thing->reason);
    vt_diagnostic_note(diagnostic, "%s", way_out(group->id));
}

void vt_leaks_report_findings(VtLeaks *leaks, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(hash_group, equal_groups, free_group, NULL);
    GHashTableIter iterator;
    gpointer data;
    g_hash_table_iter_init(&iterator, leaks->workers[0].findings);
    while (g_hash_table_iter_next(&iterator, &data, NULL)) {
        const VtLeakFinding *finding = data;
        if (finding->thing != NULL)
            add_to_group(groups, leaks, finding);
    }
    g_hash_table_iter_init(&iterator, groups);
    while (g_hash_table_iter_next(&iterator, &data, NULL))
        report(leaks, data, sink);
}
