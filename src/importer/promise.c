/* The promise, on the bytes that would be written: every word of the input is in one record, and the words of
 * each record stand where it says, after those of the records before it in the same place. */
#include "plan.h"

#include "vitrine/yaml.h"

/* The text of one place (a key's values, or the body), and how far records have been found in it. */
typedef struct Place {
    GString *text;
    size_t at;
    size_t hint; /* of JSON: behind the text found last */
} Place;

typedef struct Check {
    const VtInput *input;
    GHashTable *places; /* "path key" → Place */
    VtDiagnostics *sink;
    GString *lost;
    size_t lost_count;
    VtRange first_lost;
    const VtRecord *where;
} Check;

static void free_place(gpointer data)
{
    Place *place = data;
    g_string_free(place->text, TRUE);
    g_free(place);
}

static Place *place_of(GHashTable *places, const char *path, const char *key)
{
    g_autofree char *name = g_strdup_printf("%s %s", path, key ? key : "");
    Place *place = g_hash_table_lookup(places, name);
    if (place)
        return place;
    place = g_new0(Place, 1);
    place->text = g_string_new(NULL);
    g_hash_table_insert(places, g_steal_pointer(&name), place);
    return place;
}

static void append_scalars(GString *out, const VtNode *node)
{
    if (node->text) {
        g_string_append(out, node->text);
        g_string_append_c(out, '\n');
    }
    for (size_t i = 0; i < node->count; i++)
        append_scalars(out, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]);
}

static void read_keys(GHashTable *places, const VtPlanFile *file, const char *prefix, const VtNode *map)
{
    for (size_t i = 0; i < map->count; i++) {
        const char *key = map->pairs[i].key->text;
        const VtNode *value = map->pairs[i].value;
        g_autofree char *name = g_strconcat(prefix, key, NULL);
        if (*prefix == '\0' && strcmp(key, "extra") == 0 && value->type == VT_NODE_MAP)
            read_keys(places, file, "extra.", value);
        else
            append_scalars(place_of(places, file->path, name)->text, value);
    }
}

/* Front matter and body as they are read back. */
static bool read_file(GHashTable *places, const VtPlanFile *file, VtArena *arena, VtDiagnostics *sink)
{
    static const char opening[] = "---\n";
    const char *text = file->text;
    const char *close = strstr(text + strlen(opening) - 1, "\n---\n");
    g_autofree char *shown = g_strconcat("site-content/", file->path, NULL);
    VtSource *source = VT_ARENA_NEW(arena, VtSource);
    *source = (VtSource){.path = vt_arena_string(arena, shown), .text = text, .length = strlen(text)};
    if (!g_str_has_suffix(file->path, ".md") || !close) {
        g_string_append(place_of(places, file->path, NULL)->text, text);
        return true;
    }
    size_t start = strlen(opening);
    size_t end = (size_t)(close - text) + 1;
    const VtNode *map = end > start ? vt_yaml_parse(arena, source, start, end - start, sink) : NULL;
    if (end > start && !map)
        return false;
    if (map && map->type == VT_NODE_MAP)
        read_keys(places, file, "", map);
    g_string_append(place_of(places, file->path, NULL)->text, text + end + strlen(opening));
    return true;
}

static bool find_word(Place *place, VtSlice word)
{
    VtRange found;
    size_t at = place->at;
    while (vt_next_word(place->text->str, place->text->len, &at, &found)) {
        if (!vt_slice_equal(vt_range_slice(place->text->str, found), word))
            continue;
        place->at = at;
        return true;
    }
    return false;
}

static void lose(Check *check, VtRange word, const VtRecord *record)
{
    enum { SHOWN = 12 };
    VtSlice text = vt_input_slice(check->input, word);
    if (check->lost_count == 0) {
        check->first_lost = word;
        check->where = record;
    }
    if (check->lost_count < SHOWN)
        g_string_append_printf(check->lost, "%s%.*s", check->lost->len > 0 ? " " : "", (int)text.length,
                               text.data);
    check->lost_count++;
}

static int compare_records(gconstpointer a, gconstpointer b)
{
    const VtRecord *first = a;
    const VtRecord *second = b;
    return (first->source.start > second->source.start) - (first->source.start < second->source.start);
}

static bool is_exempt(const VtInput *input, VtRange word, guint *next)
{
    while (*next < input->exempt->len && g_array_index(input->exempt, VtRange, *next).end <= word.start)
        (*next)++;
    return *next < input->exempt->len && g_array_index(input->exempt, VtRange, *next).start <= word.start;
}

static void check_input(Check *check)
{
    const VtInput *input = check->input;
    guint record = 0;
    guint exempt = 0;
    size_t at = 0;
    VtRange word;
    g_array_sort(input->records, compare_records);
    while (vt_next_word(input->text, input->length, &at, &word)) {
        while (record < input->records->len &&
               g_array_index(input->records, VtRecord, record).source.end <= word.start)
            record++;
        const VtRecord *here = record < input->records->len ? &g_array_index(input->records, VtRecord, record)
                                                            : NULL;
        if (!here || here->source.start > word.start || here->source.end < word.end)
            lose(check, word, NULL);
        else if (!is_exempt(input, word, &exempt) &&
                 !find_word(place_of(check->places, here->file->path, here->key),
                            vt_input_slice(input, word)))
            lose(check, word, here);
    }
}

static bool holds_from(Place *place, size_t from, const char *text)
{
    Place copy = {.text = place->text, .at = from};
    VtRange word;
    size_t length = strlen(text);
    for (size_t at = 0; vt_next_word(text, length, &at, &word);)
        if (!find_word(&copy, vt_range_slice(text, word)))
            return false;
    place->hint = copy.at;
    return true;
}

/* JSON has no order of places: each text is to be found whole in its file. */
static bool file_holds(const Check *check, const VtPlanFile *file, const char *text)
{
    GHashTableIter iter;
    gpointer name, value;
    g_autofree char *prefix = g_strconcat(file->path, " ", NULL);
    g_hash_table_iter_init(&iter, check->places);
    while (g_hash_table_iter_next(&iter, &name, &value)) {
        Place *place = value;
        if (g_str_has_prefix(name, prefix) &&
            (holds_from(place, place->hint, text) || holds_from(place, 0, text)))
            return true;
    }
    return false;
}

static void check_expected(Check *check)
{
    for (guint i = 0; i < check->input->expected->len; i++) {
        const char *text = check->input->expected->pdata[i];
        if (file_holds(check, check->input->expected_files->pdata[i], text))
            continue;
        g_autofree char *shown = g_strndup(text, 60);
        g_string_append_printf(check->lost, "%s%s", check->lost_count > 0 ? " | " : "", shown);
        check->lost_count++;
    }
}

static void report(const Check *check)
{
    VtDiagnostic *diagnostic = vt_diagnose(
        check->sink, VT_IMPORT_WORDS, vt_input_span(check->input, check->first_lost),
        "import would lose %" G_GSIZE_FORMAT " word%s: %s%s", check->lost_count,
        check->lost_count == 1 ? "" : "s", check->lost->str, check->lost_count > 12 ? " …" : "");
    if (check->where)
        vt_diagnostic_note(diagnostic, "expected in site-content/%s, in %s", check->where->file->path,
                           check->where->key ? check->where->key : "its text");
    vt_diagnostic_note(
        diagnostic, "nothing was written; this is a mistake of Vitrine, and the document is what shows it");
}

bool vt_plan_check_words(const VtPlan *plan, VtDiagnostics *sink)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_place);
    bool good = true;
    for (guint i = 0; i < plan->files->len; i++)
        good = read_file(places, plan->files->pdata[i], arena, sink) && good;
    for (guint i = 0; good && i < plan->inputs->len; i++) {
        g_autoptr(GString) lost = g_string_new(NULL);
        Check check = {.input = plan->inputs->pdata[i], .places = places, .sink = sink, .lost = lost};
        if (check.input->expected)
            check_expected(&check);
        else
            check_input(&check);
        if (check.lost_count > 0)
            report(&check);
        good = check.lost_count == 0;
    }
    return good;
}
