#include "plan.h"

#include <jansson.h>

static void free_field(gpointer data)
{
    VtPlanField *field = data;
    g_free(field->key);
    g_ptr_array_unref(field->values);
    g_array_unref(field->places);
    json_decref(field->node);
    g_free(field);
}

static void clear_part(gpointer data)
{
    g_free(((VtBodyPart *)data)->text);
}

static void free_file(gpointer data)
{
    VtPlanFile *file = data;
    g_free(file->path);
    g_free(file->text);
    g_ptr_array_unref(file->fields);
    g_string_free(file->body, TRUE);
    g_array_unref(file->parts);
    g_free(file);
}

static void clear_finding(gpointer data)
{
    VtFindingRow *row = data;
    g_free(row->title);
    g_free(row->path);
    g_free(row->look_at);
}

static void free_input(gpointer input)
{
    vt_input_free(input);
}

void vt_plan_init(VtPlan *plan)
{
    *plan = (VtPlan){
        .files = g_ptr_array_new_with_free_func(free_file),
        .paths = g_hash_table_new(g_str_hash, g_str_equal),
        .targets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .findings = g_array_new(FALSE, TRUE, sizeof(VtFindingRow)),
        .inputs = g_ptr_array_new_with_free_func(free_input),
    };
    g_array_set_clear_func(plan->findings, clear_finding);
}

void vt_plan_finish(VtPlan *plan)
{
    g_clear_pointer(&plan->paths, g_hash_table_unref);
    g_clear_pointer(&plan->targets, g_hash_table_unref);
    g_clear_pointer(&plan->files, g_ptr_array_unref);
    g_clear_pointer(&plan->findings, g_array_unref);
    g_clear_pointer(&plan->inputs, g_ptr_array_unref);
}

VtPlanFile *vt_plan_find(const VtPlan *plan, const char *path)
{
    return g_hash_table_lookup(plan->paths, path);
}

VtPlanFile *vt_plan_unplaced(VtPlan *plan)
{
    VtPlanFile *file = vt_plan_file(plan, "unplaced.md");
    vt_plan_set(file, "title", VT_FIELD_TEXT, "Not placed yet");
    vt_plan_set(file, "audience", VT_FIELD_TEXT, "private");
    return file;
}

VtSpan vt_plan_place(const VtPlanFile *file)
{
    return file->has_source ? vt_input_span(file->input, file->first) : VT_NOWHERE;
}

VtDocument *vt_plan_document(const VtPlanFile *file, VtMarkdown *markdown, VtDiagnostics *sink)
{
    g_autoptr(VtDiagnostics) ignored = vt_diagnostics_new();
    VtSource source = {.path = file->path, .text = file->body->str, .length = file->body->len};
    return vt_markdown_parse(markdown, &source, 0, VT_MARKDOWN_SITE, sink != NULL ? sink : ignored);
}

VtPlanFile *vt_plan_file(VtPlan *plan, const char *path)
{
    VtPlanFile *file = vt_plan_find(plan, path);
    if (file)
        return file;
    file = g_new0(VtPlanFile, 1);
    file->path = g_strdup(path);
    file->fields = g_ptr_array_new_with_free_func(free_field);
    file->body = g_string_new(NULL);
    file->parts = g_array_new(FALSE, FALSE, sizeof(VtBodyPart));
    g_array_set_clear_func(file->parts, clear_part);
    g_ptr_array_add(plan->files, file);
    g_hash_table_insert(plan->paths, file->path, file);
    return file;
}

/* Cut at a hyphen where there is one to cut at, and never inside a character. */
char *vt_stem(const char *text)
{
    enum { LONGEST = 48 };
    char *slug = vt_slugify(text);
    if (strlen(slug) <= LONGEST)
        return slug;
    size_t end = LONGEST;
    while (end > LONGEST / 2 && slug[end] != '-')
        end--;
    if (slug[end] != '-')
        end = LONGEST;
    while (end > 0 && ((unsigned char)slug[end] & 0xc0) == 0x80)
        end--;
    slug[end] = '\0';
    return slug;
}

/* Names at the root that the site, or the tree, uses for something else. */
static bool is_reserved(const char *folder, const char *stem)
{
    static const char *const names[] = {"index",      "profile",       "skills",    "resume",     "404",
                                        "unplaced",   "contact-lines", "assets",    "experience", "projects",
                                        "narratives", "diversity",     "community", "education",  "awards",
                                        "award",      "talks",         "talk",      "writing",    "posts",
                                        "philosophy", "feed"};
    for (size_t i = 0; *folder == '\0' && i < G_N_ELEMENTS(names); i++)
        if (strcmp(stem, names[i]) == 0)
            return true;
    return strcmp(stem, "index") == 0;
}

VtPlanFile *vt_plan_new_file(VtPlan *plan, const char *folder, const char *stem)
{
    g_autofree char *slug = vt_stem(stem);
    const char *name = *slug ? slug : "entry";
    for (unsigned number = is_reserved(folder, name) ? 0 : 1;; number++) {
        g_autofree char *tail = number == 0   ? g_strdup("-section")
                                : number == 1 ? g_strdup("")
                                              : g_strdup_printf("-%u", number);
        if (number == 1 && is_reserved(folder, name))
            continue;
        g_autofree char *path = g_strdup_printf("%s%s%s%s.md", folder, *folder ? "/" : "", name, tail);
        if (!vt_plan_find(plan, path))
            return vt_plan_file(plan, path);
    }
}

static VtPlanField *find_field(const VtPlanFile *file, const char *key)
{
    for (guint i = 0; i < file->fields->len; i++) {
        VtPlanField *field = file->fields->pdata[i];
        if (strcmp(field->key, key) == 0)
            return field;
    }
    return NULL;
}

static VtPlanField *get_field(VtPlanFile *file, const char *key, VtFieldForm form)
{
    VtPlanField *field = find_field(file, key);
    if (field)
        return field;
    field = g_new0(VtPlanField, 1);
    field->key = g_strdup(key);
    field->form = form;
    field->values = g_ptr_array_new_with_free_func(g_free);
    field->places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_ptr_array_add(file->fields, field);
    return field;
}

static void add_value(VtPlanField *field, const char *value, uint32_t place)
{
    g_ptr_array_add(field->values, g_strdup(value));
    g_array_append_val(field->places, place);
}

bool vt_plan_has(const VtPlanFile *file, const char *key)
{
    return find_field(file, key) != NULL;
}

const char *vt_plan_value(const VtPlanFile *file, const char *key)
{
    const VtPlanField *field = find_field(file, key);
    return field && field->values->len > 0 ? field->values->pdata[0] : NULL;
}

void vt_plan_set(VtPlanFile *file, const char *key, VtFieldForm form, const char *value)
{
    bool several = form == VT_FIELD_LIST || form == VT_FIELD_ACCOUNTS;
    if (*value == '\0' || (!several && vt_plan_has(file, key)))
        return;
    add_value(get_field(file, key, form), value, G_MAXUINT32);
}

void vt_plan_set_node(VtPlanFile *file, const char *key, void *node)
{
    VtPlanField *field = get_field(file, key, VT_FIELD_NODE);
    json_decref(field->node);
    field->node = node;
    field->form = VT_FIELD_NODE;
}

static void add_record(VtInput *input, VtPlanFile *file, const char *key, VtRange source)
{
    VtRecord record = {file, key ? g_intern_string(key) : NULL, source};
    g_array_append_val(input->records, record);
    if (file->has_source)
        return;
    file->has_source = true;
    file->input = input;
    file->first = source;
}

/* A second text for a key that holds one makes it a list where it may be one (extra.*); others are checked by
 * callers. */
void vt_plan_take(VtInput *input, VtPlanFile *file, const char *key, VtFieldForm form, VtRange source,
                  const char *value)
{
    if (*value == '\0')
        return;
    add_value(get_field(file, key, form), value, source.start);
    add_record(input, file, key, source);
}

void vt_plan_account(VtInput *input, VtPlanFile *file, const char *network, const char *url, VtRange source)
{
    VtPlanField *field = get_field(file, "profiles", VT_FIELD_ACCOUNTS);
    g_ptr_array_add(field->values, g_strdup(network));
    g_ptr_array_add(field->values, g_strdup(url));
    if (!vt_range_is_empty(source))
        add_record(input, file, "profiles", source);
}

/* ---- Bodies ---- */

static size_t skip_indent(const char *text, size_t at, size_t end, unsigned indent)
{
    unsigned column = 0;
    while (at < end && column < indent && (text[at] == ' ' || text[at] == '\t')) {
        column += text[at] == '\t' ? 4 - column % 4 : 1;
        at++;
    }
    return at;
}

static void append_lines(GString *body, const char *text, VtRange range, unsigned indent)
{
    for (size_t at = range.start; at < range.end;) {
        const char *newline = memchr(text + at, '\n', range.end - at);
        size_t end = newline ? (size_t)(newline - text) + 1 : range.end;
        size_t start = skip_indent(text, at, end, indent);
        g_string_append_len(body, text + start, (gssize)(end - start));
        at = end;
    }
}

/* Without blank lines at either end, and without blanks behind its last line; the first line keeps its
 * indentation. */
static VtRange trim_lines(const char *text, VtRange range)
{
    while (range.end > range.start && g_ascii_isspace(text[range.end - 1]))
        range.end--;
    for (uint32_t at = range.start; at < range.end && g_ascii_isspace(text[at]); at++)
        if (text[at] == '\n')
            range.start = at + 1;
    return range;
}

void vt_plan_body(VtInput *input, VtPlanFile *file, VtRange source, unsigned indent)
{
    VtRange range = trim_lines(input->text, source);
    if (vt_range_is_empty(range))
        return;
    GString *text = g_string_new(NULL);
    append_lines(text, input->text, range, indent);
    g_string_append_c(text, '\n');
    vt_plan_body_text(input, file, range, g_string_free(text, FALSE));
}

void vt_plan_body_text(VtInput *input, VtPlanFile *file, VtRange source, char *text)
{
    VtBodyPart part = {source.start, text};
    g_array_append_val(file->parts, part);
    add_record(input, file, NULL, source);
}

static int compare_parts(gconstpointer a, gconstpointer b)
{
    const VtBodyPart *first = a;
    const VtBodyPart *second = b;
    return (first->start > second->start) - (first->start < second->start);
}

static void join_body(VtPlanFile *file)
{
    g_array_sort(file->parts, compare_parts);
    for (guint i = 0; i < file->parts->len; i++) {
        if (file->body->len > 0)
            g_string_append_c(file->body, '\n');
        g_string_append(file->body, g_array_index(file->parts, VtBodyPart, i).text);
    }
    g_array_set_size(file->parts, 0);
}

/* A list is sorted only where each value has its place; by insertion, for lists are short and nearly in
 * order. */
static void join_values(VtPlanField *field)
{
    for (guint i = field->joined; i < field->places->len; i++)
        if (g_array_index(field->places, uint32_t, i) == G_MAXUINT32)
            return;
    for (guint i = field->joined + 1; i < field->places->len; i++)
        for (guint k = i; k > field->joined; k--) {
            uint32_t *places = (uint32_t *)(void *)field->places->data;
            gpointer *values = field->values->pdata;
            if (places[k - 1] <= places[k])
                break;
            uint32_t place = places[k];
            gpointer value = values[k];
            places[k] = places[k - 1];
            values[k] = values[k - 1];
            places[k - 1] = place;
            values[k - 1] = value;
        }
    field->joined = field->places->len;
}

void vt_plan_join(VtPlan *plan)
{
    for (guint i = 0; i < plan->files->len; i++) {
        VtPlanFile *file = plan->files->pdata[i];
        join_body(file);
        for (guint k = 0; k < file->fields->len; k++) {
            VtPlanField *field = file->fields->pdata[k];
            if (field->form == VT_FIELD_LIST)
                join_values(field);
        }
    }
}

/* ---- Lines that several fields share ---- */

void vt_line_add(VtLine *line, const char *key, VtFieldForm form, VtRange source, char *value)
{
    if (line->count >= G_N_ELEMENTS(line->pieces) || vt_range_is_empty(source)) {
        g_free(value);
        return;
    }
    line->pieces[line->count++] = (VtPiece){key, form, source, value, NULL};
}

static int compare_pieces(const void *a, const void *b)
{
    const VtPiece *first = a;
    const VtPiece *second = b;
    return (first->source.start > second->source.start) - (first->source.start < second->source.start);
}

/* Are the words of `part` among those of `whole`, in order? */
static bool holds_words(VtSlice whole, VtSlice part)
{
    VtRange word, other;
    size_t at = 0;
    for (size_t p = 0; vt_next_word(part.data, part.length, &p, &word);) {
        bool found = false;
        while (!found && vt_next_word(whole.data, whole.length, &at, &other))
            found = vt_slice_equal(vt_range_slice(part.data, word), vt_range_slice(whole.data, other));
        if (!found)
            return false;
    }
    return true;
}

static bool is_in_piece(const VtLine *line, VtRange word)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->pieces[i].source.start <= word.start && word.end <= line->pieces[i].source.end)
            return true;
    return false;
}

static bool pieces_hold_all(const VtInput *input, const VtLine *line)
{
    uint32_t last = 0;
    VtRange word;
    VtSlice text = vt_input_slice(input, line->range);
    for (size_t i = 0; i < line->count; i++) {
        const VtPiece *piece = &line->pieces[i];
        if (piece->source.start < last ||
            !holds_words(vt_slice(piece->value), vt_input_slice(input, piece->source)))
            return false;
        last = piece->source.end;
    }
    for (size_t at = 0; vt_next_word(text.data, text.length, &at, &word);)
        if (!is_in_piece(line, (VtRange){word.start + line->range.start, word.end + line->range.start}))
            return false;
    return true;
}

static bool is_list(const char *key)
{
    return strcmp(key, "stack") == 0 || strcmp(key, "profiles") == 0 || g_str_has_prefix(key, "extra.") ||
           strcmp(key, "courses") == 0;
}

static bool pieces_are_free(const VtPlanFile *file, const VtLine *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const char *key = line->pieces[i].key;
        if (!is_list(key) && vt_plan_has(file, key))
            return false;
        for (size_t k = 0; k < i; k++)
            if (!is_list(key) && strcmp(line->pieces[k].key, key) == 0)
                return false;
    }
    return true;
}

/* Fills in the plain texts; are all words of the line those of its pieces? */
static bool prepare_line(const VtInput *input, const VtPlanFile *file, VtLine *line)
{
    qsort(line->pieces, line->count, sizeof line->pieces[0], compare_pieces);
    for (size_t i = 0; i < line->count; i++)
        if (!line->pieces[i].value)
            line->pieces[i].value = vt_plain_text(vt_input_slice(input, line->pieces[i].source));
    return pieces_hold_all(input, line) && pieces_are_free(file, line);
}

static void apply_pieces(VtInput *input, VtPlanFile *file, VtLine *line, bool taken)
{
    for (size_t i = 0; i < line->count; i++) {
        VtPiece *piece = &line->pieces[i];
        if (piece->form == VT_FIELD_ACCOUNTS)
            vt_plan_account(input, file, piece->network, piece->value, taken ? piece->source : (VtRange){0});
        else if (taken)
            vt_plan_take(input, file, piece->key, piece->form, piece->source, piece->value);
        else if (!g_str_has_prefix(piece->key, "extra."))
            vt_plan_set(file, piece->key, piece->form, piece->value);
        g_free(piece->value);
    }
    line->count = 0;
}

bool vt_plan_line_if_whole(VtInput *input, VtPlanFile *file, VtLine *line, bool take)
{
    bool taken = prepare_line(input, file, line) && take;
    apply_pieces(input, file, line, taken);
    return taken;
}

bool vt_plan_line(VtInput *input, VtPlanFile *file, VtLine *line, const char *otherwise)
{
    if (vt_plan_line_if_whole(input, file, line, true))
        return true;
    VtRange bare = vt_range_trim(input->text, line->range, false);
    g_autofree char *raw = g_strndup(input->text + bare.start, bare.end - bare.start);
    if (otherwise)
        vt_plan_take(input, file, otherwise, VT_FIELD_LIST, bare, raw);
    else
        vt_plan_body(input, file, line->range, 0);
    return false;
}

void vt_plan_heading(VtInput *input, VtPlanFile *file, const char *key, VtFieldForm form, VtRange source)
{
    VtLine line = {.range = source};
    vt_line_add(&line, key, form, source, NULL);
    vt_plan_line(input, file, &line, "extra.headings");
}

void vt_plan_find_row(VtPlan *plan, const VtInput *input, VtRange place, const char *what, const char *title,
                      const VtPlanFile *file, unsigned sure, const char *look_at)
{
    VtFindingRow row = {.title = g_strdup(title ? title : ""), /* a heading may have no words */
                        .path = file ? g_strdup(file->path) : NULL,
                        .look_at = g_strdup(look_at)};
    row.finding = (VtImportFinding){.source = input->source.path,
                                    .line = vt_input_line(input, place),
                                    .what = what,
                                    .title = row.title,
                                    .path = row.path,
                                    .sure = sure,
                                    .look_at = row.look_at};
    g_array_append_val(plan->findings, row);
}
