/* JSON Resume to entries. */
#include "read_json.h"

typedef struct List {
    VtKind kind;
    const char *name, *folder;
} List;

#define JSON_RESUME_LIST(of, list, folder) {VT_KIND_##of, list, folder},
#define JSON_RESUME_KEY(kind, key, old, name, form)
static const List lists[] = {
#include "../formats/json_resume_keys.def"
};
#undef JSON_RESUME_LIST
#undef JSON_RESUME_KEY

static const List *list_of(const char *name, const json_t *item)
{
    bool talk = strcmp(name, "projects") == 0 &&
                g_strcmp0(json_string_value(json_object_get(item, "type")), "talk") == 0;
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        if (strcmp(lists[i].name, name) == 0 && (lists[i].kind == VT_KIND_TALK) == talk)
            return &lists[i];
    return NULL;
}

/* The place in the text of the n-th item of a list: jansson keeps none, so the list's own key stands for it.
 */
static VtRange place_of(const VtInput *input, const char *key)
{
    g_autofree char *quoted = g_strdup_printf("\"%s\"", key);
    const char *found = strstr(input->text, quoted);
    size_t start = found ? (size_t)(found - input->text) : 0;
    return (VtRange){(uint32_t)start, (uint32_t)(start + (found ? strlen(quoted) : 0))};
}

static void set_json(VtPlanFile *file, const json_t *value)
{
    vt_plan_set_node(file, "extra.jsonresume", json_deep_copy(value));
}

/* ---- Entries ---- */

static const char *text_of(const json_t *item, const char *key, const char *old)
{
    const char *text = json_string_value(json_object_get(item, key));
    if (!text && old)
        text = json_string_value(json_object_get(item, old));
    return text && *text ? text : NULL;
}

/* What a reader calls the entry; NULL when nothing in the item is a name. */
static char *title_of(VtKind kind, const json_t *item)
{
    const char *type = text_of(item, "studyType", NULL);
    const char *area = text_of(item, "area", NULL);
    switch ((int)kind) {
    case VT_KIND_ROLE:
        return g_strdup(text_of(item, "position", NULL) ? text_of(item, "position", NULL)
                                                        : text_of(item, "name", "company"));
    case VT_KIND_COMMUNITY:
        return g_strdup(text_of(item, "organization", NULL));
    case VT_KIND_EDUCATION:
        if (type || area)
            return g_strdup_printf("%s%s%s", type ? type : "", type && area ? " " : "", area ? area : "");
        return g_strdup(text_of(item, "institution", NULL));
    case VT_KIND_AWARD:
        return g_strdup(text_of(item, "title", NULL));
    default:
        return g_strdup(text_of(item, "name", NULL));
    }
}

static void keep_unplaced(VtJsonReading *reading, const char *list, size_t index, const json_t *item)
{
    json_t *row = json_pack("{s:s, s:I, s:O}", "list", list, "index", (json_int_t)index, "item", item);
    json_array_append_new(reading->unplaced, row);
    vt_json_expect(reading->input, reading->profile, item);
    VtDiagnostic *diagnostic = vt_diagnose(reading->sink, VT_IMPORT_UNPLACED,
                                           vt_input_span(reading->input, place_of(reading->input, list)),
                                           "not placed: item %" G_GSIZE_FORMAT " of \"%s\"", index + 1, list);
    vt_diagnostic_note(
        diagnostic,
        "it lacks what an entry needs (a name; for work also an organisation and a start); it is kept in "
        "profile.md under extra");
}

/* Would the entry have all that its kind requires? Tried on a copy. */
static bool can_be_entry(VtJsonReading *reading, const List *list, const json_t *item, const char *title)
{
    VtPlan scratch;
    if (!json_is_object(item) || !title)
        return false;
    g_autofree char *bare = g_strstrip(g_strdup(title));
    if (*bare == '\0' || strstr(bare, "<!--"))
        return false;
    if (list->kind != VT_KIND_ROLE)
        return true;
    vt_plan_init(&scratch);
    VtPlanFile *file = vt_plan_file(&scratch, "trial.md");
    json_t *copy = json_deep_copy(item);
    vt_json_take_fields(reading, file, list->kind, copy);
    bool good = vt_plan_has(file, "start") && vt_plan_has(file, "organization");
    json_decref(copy);
    vt_plan_finish(&scratch);
    return good;
}

static VtPlanFile *new_file(VtJsonReading *reading, const List *list, const json_t *item, const char *title)
{
    const char *name = text_of(item, "name", "company");
    const char *start = text_of(item, "startDate", NULL);
    g_autofree char *stem = list->kind == VT_KIND_ROLE ? g_strdup_printf("%s-%s", start, name ? name : title)
                                                       : g_strdup(title);
    return vt_plan_new_file(&reading->import->plan, list->folder, stem);
}

static VtPlanFile *place_item(VtJsonReading *reading, const List *list, size_t index, const json_t *item,
                              bool weighed)
{
    g_autofree char *title = json_is_object(item) ? title_of(list->kind, item) : NULL;
    if (!can_be_entry(reading, list, item, title)) {
        keep_unplaced(reading, list->name, index, item);
        return NULL;
    }
    VtPlanFile *file = new_file(reading, list, item, title);
    json_t *left = json_deep_copy(item);
    vt_json_take_fields(reading, file, list->kind, left);
    g_autofree char *bare = g_strstrip(g_strdup(title));
    g_strdelimit(bare, "\n\t", ' ');
    vt_plan_set(file, "title", VT_FIELD_TEXT, bare);
    if (list->kind == VT_KIND_ROLE && !json_object_get(item, "endDate"))
        vt_plan_set(file, "end", VT_FIELD_PLAIN, "present");
    if (weighed) {
        g_autofree char *weight = g_strdup_printf("%" G_GSIZE_FORMAT, index + 1);
        vt_plan_set(file, "weight", VT_FIELD_PLAIN, weight);
    }
    if (json_object_size(left) > 0)
        set_json(file, left);
    json_decref(left);
    vt_json_expect(reading->input, file, item);
    vt_plan_find_row(&reading->import->plan, reading->input, place_of(reading->input, list->name),
                     vt_kind_name(list->kind), bare, file, 95, NULL);
    return file;
}

/* ---- Lists ---- */

static const char *date_of(const json_t *item)
{
    static const char *const keys[] = {"startDate", "date", "releaseDate", "endDate"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *text = json_string_value(json_object_get(item, keys[i]));
        VtDate date;
        if (text && vt_date_parse(vt_slice(text), &date) == VT_DATE_OK)
            return text;
    }
    return NULL;
}

/* The edition puts the newest first, and talks behind projects; any other order needs weights. */
static bool needs_weights(const json_t *list)
{
    size_t index;
    json_t *item;
    const char *before = NULL;
    bool talk = false;
    json_array_foreach(list, index, item)
    {
        const char *date = date_of(item);
        bool is_talk = g_strcmp0(json_string_value(json_object_get(item, "type")), "talk") == 0;
        if (!date || (before && strncmp(date, before, 7) >= 0) || is_talk || talk)
            return json_array_size(list) > 1;
        before = date;
        talk = is_talk;
    }
    return false;
}

static void place_list(VtJsonReading *reading, const char *name, GHashTable *entries)
{
    json_t *list = json_object_get(reading->kept, name);
    size_t index;
    json_t *item;
    if (!json_is_array(list) || json_array_size(list) == 0)
        return;
    bool weighed = needs_weights(list);
    json_array_foreach(list, index, item)
    {
        VtPlanFile *file = place_item(reading, list_of(name, item), index, item, weighed);
        if (file)
            g_hash_table_insert(entries, g_strdup_printf("%s %" G_GSIZE_FORMAT, name, index), file);
    }
    json_object_del(reading->kept, name);
}

/* ---- The person ---- */

static void place_basics(VtJsonReading *reading)
{
    json_t *basics = json_object_get(reading->kept, "basics");
    bool is_object = json_is_object(basics);
    if (is_object) {
        vt_json_take_fields(reading, reading->profile, VT_KIND_PROFILE, basics);
        vt_json_take_lists(reading, basics, reading->kept);
        if (json_object_size(basics) == 0)
            json_object_del(reading->kept, "basics");
    } else {
        json_t *none = json_object();
        vt_json_take_lists(reading, none, reading->kept);
        json_decref(none);
    }
    const char *name = vt_plan_value(reading->profile, "name");
    bool phone = vt_plan_has(reading->profile, "phone");
    vt_plan_find_row(&reading->import->plan, reading->input, place_of(reading->input, "basics"), "person",
                     name ? name : "(no name)", reading->profile, 95,
                     phone ? "the phone number will be public; delete `phone:` where it should not be"
                           : NULL);
}

static void finish_profile(VtJsonReading *reading, GHashTable *entries)
{
    json_t *meta = json_object_get(reading->kept, "meta");
    json_t *rest = json_object_get(meta, "x-vitrine");
    if (json_is_object(rest)) {
        vt_json_apply_rest(reading, rest, entries);
        json_object_del(meta, "x-vitrine");
    }
    if (json_array_size(reading->unplaced) > 0) {
        json_t *own = json_object();
        json_object_set(own, "unplaced", reading->unplaced);
        json_object_set_new(reading->kept, "x-vitrine", own);
    }
    set_json(reading->profile, reading->kept);
}

static void place_document(VtJsonReading *reading)
{
    static const char *const names[] = {"work",   "volunteer",    "education",
                                        "awards", "publications", "projects"};
    g_autoptr(GHashTable) entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reading->profile->has_source = true;
    reading->profile->input = reading->input;
    place_basics(reading);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        place_list(reading, names[i], entries);
    finish_profile(reading, entries);
}

static bool is_fresh(const VtImport *import, const json_t *document)
{
    return import->options.format == VT_IMPORT_FRESH ||
           (import->options.format == VT_IMPORT_AUTO && !json_object_get(document, "basics") &&
            (json_object_get(document, "employment") || json_object_get(document, "info") ||
             json_object_get(document, "contact")));
}

static bool is_resume(const json_t *document)
{
    static const char *const keys[] = {"basics",    "work",   "education",  "skills", "projects",
                                       "volunteer", "awards", "employment", "name"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (json_object_get(document, keys[i]))
            return true;
    return false;
}

static size_t largest_list(const json_t *document)
{
    const char *key;
    json_t *value;
    size_t most = 0;
    json_object_foreach((json_t *)document, key, value) most = MAX(most, json_array_size(value));
    return most;
}

/* No career has so many jobs; each would be a file. */
static bool check_size(const json_t *document, const VtInput *input, VtDiagnostics *sink)
{
    enum { MOST_ENTRIES = 2000 };
    if (largest_list(document) <= MOST_ENTRIES &&
        largest_list(json_object_get(document, "employment")) <= MOST_ENTRIES)
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_FORMAT, VT_IN_FILE(&input->source),
                                           "a list of more than 2,000 entries");
    vt_diagnostic_note(diagnostic, "split the document into several");
    return false;
}

static json_t *parse(VtInput *input, VtDiagnostics *sink)
{
    json_error_t error;
    json_t *document = json_loadb(input->text, input->length, JSON_REJECT_DUPLICATES, &error);
    if (!document) {
        size_t at = error.position > 0 ? MIN((size_t)error.position, input->length) - 1 : 0;
        vt_diagnose(sink, VT_JSON_SYNTAX, (VtSpan){&input->source, at, input->length > 0}, "%s", error.text);
        return NULL;
    }
    if (json_is_object(document) && is_resume(document)) {
        if (check_size(document, input, sink))
            return document;
        json_decref(document);
        return NULL;
    }
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_FORMAT, VT_IN_FILE(&input->source),
                                           "this JSON is neither JSON Resume nor FRESH");
    vt_diagnostic_note(diagnostic, "JSON Resume is an object with \"basics\", \"work\" and so on");
    json_decref(document);
    return NULL;
}

bool vt_import_json(VtImport *import, VtInput *input, VtDiagnostics *sink)
{
    json_t *document = parse(input, sink);
    if (!document)
        return false;
    json_t *resume = is_fresh(import, document) ? vt_fresh_to_json_resume(document)
                                                : json_deep_copy(document);
    VtJsonReading reading = {import, input,       sink, vt_plan_file(&import->plan, "profile.md"),
                             NULL,   json_array()};
    input->expected = g_ptr_array_new_with_free_func(g_free);
    input->expected_files = g_ptr_array_new();
    vt_json_take_comments(&reading, resume);
    reading.kept = json_deep_copy(resume);
    json_object_del(json_object_get(json_object_get(resume, "meta"), "x-vitrine"), "version");
    place_document(&reading);
    json_t *person = json_deep_copy(resume);
    static const char *const placed[] = {"work",         "volunteer", "education", "awards",
                                         "publications", "projects",  "meta"};
    for (size_t i = 0; i < G_N_ELEMENTS(placed); i++)
        json_object_del(person, placed[i]);
    vt_json_expect(input, reading.profile, person);
    json_decref(person);
    json_decref(reading.kept);
    json_decref(reading.unplaced);
    json_decref(resume);
    json_decref(document);
    return true;
}
