/* Links within the document lead to files once it is taken apart; links to files that are not there lead
 * nowhere. */
#include "plan.h"

/* Where a heading of the document stands now. */
typedef struct Landing {
    const VtRecord *record; /* NULL: in no file */
    char *anchor;           /* its id there; "" when the file itself is meant */
} Landing;

typedef struct Anchors {
    VtInput *input;
    VtMarkdown *markdown;
    GHashTable *ids;     /* id in the document → Landing */
    GHashTable *known;   /* "path\ntext\nnumber" → id in the file */
    GHashTable *read;    /* files whose headings are known */
    GHashTable *changed; /* destinations that were written anew, as they were */
    VtPlan *plan;
} Anchors;

static void free_landing(gpointer data)
{
    Landing *landing = data;
    g_free(landing->anchor);
    g_free(landing);
}

static int compare_records(gconstpointer a, gconstpointer b)
{
    const VtRecord *first = a;
    const VtRecord *second = b;
    return (first->source.start > second->source.start) - (first->source.start < second->source.start);
}

/* Records are sorted. */
static const VtRecord *record_at(const VtInput *input, size_t offset)
{
    guint low = 0;
    guint high = input->records->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(input->records, VtRecord, middle).source.end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    const VtRecord *record = low < input->records->len ? &g_array_index(input->records, VtRecord, low) : NULL;
    return record && record->source.start <= offset ? record : NULL;
}

/* The name of the n-th heading with that text in a file; counts up. */
static char *heading_name(GHashTable *counts, const char *path, VtSlice text)
{
    char *name = g_strdup_printf("%s\n%.*s", path, (int)text.length, text.data);
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name));
    g_hash_table_insert(counts, g_strdup(name), GUINT_TO_POINTER(count + 1));
    char *numbered = g_strdup_printf("%s\n%u", name, count);
    g_free(name);
    return numbered;
}

static void read_headings(Anchors *anchors, const VtPlanFile *file)
{
    if (!g_hash_table_add(anchors->read, (gpointer)file))
        return;
    g_autoptr(VtDiagnostics) ignored = vt_diagnostics_new();
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    VtSource source = {.path = "", .text = file->body->str, .length = file->body->len};
    g_autoptr(VtDocument)
        document = vt_markdown_parse(anchors->markdown, &source, 0, VT_MARKDOWN_ALL, ignored);
    for (size_t i = 0; document && i < document->heading_count; i++) {
        VtSlice id = document->headings[i].id;
        g_hash_table_insert(anchors->known, heading_name(counts, file->path, document->headings[i].text),
                            g_strndup(id.data, id.length));
    }
}

static void find_landings(Anchors *anchors, const VtDocument *document)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < document->heading_count; i++) {
        const VtHeading *heading = &document->headings[i];
        Landing *landing = g_new0(Landing, 1);
        landing->record = record_at(anchors->input, heading->offset);
        if (landing->record && !landing->record->key) {
            read_headings(anchors, landing->record->file);
            g_autofree char *name = heading_name(counts, landing->record->file->path, heading->text);
            landing->anchor = g_strdup(g_hash_table_lookup(anchors->known, name));
        }
        g_hash_table_insert(anchors->ids, g_strndup(heading->id.data, heading->id.length), landing);
    }
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The tree has one level of folders. */
static char *relative_path(const VtPlanFile *from, const VtPlanFile *to)
{
    const char *from_slash = strchr(from->path, '/');
    const char *to_slash = strchr(to->path, '/');
    size_t folder = from_slash ? (size_t)(from_slash - from->path) : 0;
    bool same = folder == (to_slash ? (size_t)(to_slash - to->path) : 0) &&
                strncmp(from->path, to->path, folder) == 0;
    if (same)
        return g_strdup(base_name(to->path));
    return g_strconcat(from_slash ? "../" : "", to->path, NULL);
}

/* Where "#id" of the document is now, as written in `from`; NULL: nowhere. */
static char *new_target(const Anchors *anchors, const VtPlanFile *from, VtSlice id)
{
    g_autofree char *name = g_strndup(id.data, id.length);
    const Landing *landing = g_hash_table_lookup(anchors->ids, name);
    if (!landing || !landing->record)
        return NULL;
    const char *anchor = landing->anchor ? landing->anchor : "";
    g_autofree char *path = landing->record->file == from && *anchor
                                ? g_strdup("")
                                : relative_path(from, landing->record->file);
    return g_strconcat(path, *anchor ? "#" : "", anchor, NULL);
}

/* ---- Links in a text ---- */

/* Where a destination stands: "](here)", or "]: here" of a definition. */
typedef struct Place {
    size_t close; /* the bracket before it */
    VtRange destination;
    bool definition;
} Place;

static size_t destination_end(const char *text, size_t at, size_t length, bool angled)
{
    size_t depth = 0;
    for (; at < length; at++) {
        char c = text[at];
        if (c == '\\' && at + 1 < length)
            at++;
        else if (angled ? c == '>' : g_ascii_isspace(c) || (c == ')' && depth == 0))
            return at;
        else if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
    }
    return length;
}

/* Does a destination begin at `at`? */
static bool read_place(const char *text, size_t length, size_t at, Place *place)
{
    if (at > length)
        return false;
    bool angled = at > 0 && text[at - 1] == '<';
    size_t before = at - angled;
    while (before > 0 && g_ascii_isspace(text[before - 1]))
        before--;
    if (before < 2 || text[before - 2] != ']' || !strchr("(:", text[before - 1]))
        return false;
    size_t end = destination_end(text, at, length, angled);
    *place = (Place){before - 2, {(uint32_t)at, (uint32_t)end}, text[before - 1] == ':'};
    return true;
}

/* Of a destination with escapes or entities the parser knows where its link begins. */
static bool find_place(const char *text, size_t length, size_t at, Place *place)
{
    if (read_place(text, length, at, place))
        return true;
    const char *found = at < length ? memmem(text + at, length - at, "](", 2) : NULL;
    size_t start = found != NULL ? (size_t)(found - text) + 2 : length;
    while (start < length && (g_ascii_isspace(text[start]) || text[start] == '<'))
        start++;
    if (start == length || !read_place(text, length, start, place))
        return false;
    VtSlice written = vt_range_slice(text, place->destination);
    return memchr(written.data, '&', written.length) || memchr(written.data, '\\', written.length);
}

/* "mailto:", "https:", "//host", and what begins with "/" in no way leads to a file beside the document. */
static bool is_elsewhere(VtSlice destination)
{
    size_t at = 0;
    while (at < destination.length &&
           (g_ascii_isalnum(destination.data[at]) || strchr("+-.", destination.data[at]) != NULL))
        at++;
    return at > 1 && at < destination.length && destination.data[at] == ':';
}

/* Marks the destinations that changed, so that the promise does not look for their words. All of the same
 * text, whatever stands around them: what is code or a tag in the whole document may be none in the file that
 * has a part of it. */
static void exempt_destinations(VtInput *input, GHashTable *changed)
{
    const char *text = input->text, *end = text + input->length;
    uint32_t behind = 0;
    if (g_hash_table_size(changed) == 0)
        return;
    for (const char *p = text; (p = memchr(p, '#', (size_t)(end - p))) != NULL; p++) {
        Place place;
        if (!read_place(text, input->length, (size_t)(p - text), &place) || place.destination.start < behind)
            continue;
        VtRange destination = place.destination;
        g_autofree char *name = g_strndup(p, destination.end - destination.start);
        if (!g_hash_table_contains(changed, name))
            continue;
        g_array_append_val(input->exempt, destination);
        behind = destination.end;
    }
}

/* Bytes [at, at + length) of a body give way to `text`. */
typedef struct Edit {
    size_t at, length;
    char *text;
} Edit;

static void clear_edit(gpointer edit)
{
    g_free(((Edit *)edit)->text);
}

static int compare_edits(gconstpointer a, gconstpointer b)
{
    const Edit *first = a, *second = b;
    return (first->at > second->at) - (first->at < second->at);
}

static void add_edit(GArray *edits, size_t at, size_t length, const char *text)
{
    Edit edit = {at, length, g_strdup(text)};
    g_array_append_val(edits, edit);
}

static void apply_edits(VtPlanFile *file, GArray *edits)
{
    if (edits->len == 0)
        return;
    g_autoptr(GString) out = g_string_sized_new(file->body->len + 64);
    size_t at = 0;
    g_array_sort(edits, compare_edits);
    for (guint i = 0; i < edits->len; i++) {
        const Edit *edit = &g_array_index(edits, Edit, i);
        bool again = i > 0 && edit->at == edit[-1].at; /* several links to one definition */
        if (again || edit->at < at)
            continue;
        g_string_append_len(out, file->body->str + at, (gssize)(edit->at - at));
        g_string_append(out, edit->text);
        at = edit->at + edit->length;
    }
    g_string_append_len(out, file->body->str + at, (gssize)(file->body->len - at));
    g_string_assign(file->body, out->str);
}

static bool may_have_links(const char *text)
{
    return strstr(text, "](") != NULL || strstr(text, "]:") != NULL;
}

static char *name_in(const VtPlanFile *file, const char *target, size_t length)
{
    return g_strdup_printf("%s\n%.*s", file->path, (int)length, target);
}

/* ---- Links to headings of the document ---- */

static void edit_link(Anchors *anchors, const VtPlanFile *file, const Place *place, GArray *edits)
{
    VtSlice written = vt_range_slice(file->body->str, place->destination);
    if (written.length == 0 || written.data[0] != '#')
        return;
    VtSlice id = {written.data + 1, written.length - 1};
    g_autofree char *target = new_target(anchors, file, id);
    if (target == NULL || *target == '\0')
        return;
    add_edit(edits, place->destination.start, written.length, target);
    g_hash_table_add(anchors->changed, g_strndup(written.data, written.length));
    g_hash_table_add(anchors->plan->targets, name_in(file, target, strlen(target)));
}

static void rewrite_body(Anchors *anchors, VtPlanFile *file)
{
    if (!may_have_links(file->body->str))
        return;
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    g_array_set_clear_func(edits, clear_edit);
    g_autoptr(VtDocument) document = vt_plan_document(file, anchors->markdown, NULL);
    for (size_t i = 0; document && i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        Place place;
        if (link->kind != VT_LINK_AUTO && find_place(file->body->str, file->body->len, link->offset, &place))
            edit_link(anchors, file, &place, edits);
    }
    apply_edits(file, edits);
}

void vt_plan_links(VtPlan *plan, VtInput *input)
{
    if (!may_have_links(input->text))
        return;
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) ignored = vt_diagnostics_new();
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_landing);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) read = g_hash_table_new(NULL, NULL);
    VtSource source = {.path = input->source.path, .text = input->text, .length = input->length};
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Anchors anchors = {input, markdown, ids, known, read, changed, plan};
    g_array_sort(input->records, compare_records);
    g_autoptr(VtDocument) document = vt_markdown_parse(markdown, &source, 0, VT_MARKDOWN_ALL, ignored);
    if (document)
        find_landings(&anchors, document);
    for (guint i = 0; i < plan->files->len; i++) {
        VtPlanFile *file = plan->files->pdata[i];
        if (file->has_source && file->input == input)
            rewrite_body(&anchors, file);
    }
    exempt_destinations(input, changed);
}

/* ---- Links that lead nowhere, and images that say nothing ---- */

static void tell_dead(VtPlan *plan, const VtPlanFile *file, const Place *place, VtDiagnostics *sink)
{
    enum { MOST_TOLD = 10 };
    if (plan->dead_links++ > MOST_TOLD)
        return;
    VtSlice written = vt_range_slice(file->body->str, place->destination);
    vt_diagnose(sink, VT_IMPORT_LINK, vt_plan_place(file),
                "a link to \"%.*s\" leads nowhere from the new tree: written as plain text",
                (int)written.length, written.data);
}

static bool is_silent(const VtLink *link)
{
    return link->kind == VT_LINK_IMAGE && vt_slice_trim(link->text).length == 0;
}

static bool leads_somewhere(const VtPlan *plan, const VtPlanFile *file, VtSlice target)
{
    g_autofree char *name = name_in(file, target.data, target.length);
    return is_elsewhere(target) || g_hash_table_contains(plan->targets, name);
}

/* A bracket without its meaning makes plain text of a link, and of its definition none. False when nothing
 * was to be done. */
static bool mute_once(VtPlan *plan, VtPlanFile *file, VtMarkdown *markdown, VtDiagnostics *sink)
{
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(Edit));
    g_array_set_clear_func(edits, clear_edit);
    g_autoptr(VtDocument) document = vt_plan_document(file, markdown, NULL);
    for (size_t i = 0; document && i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        bool leads = link->kind == VT_LINK_AUTO || leads_somewhere(plan, file, link->target);
        Place place;
        if ((leads && !is_silent(link)) ||
            !find_place(file->body->str, file->body->len, link->offset, &place))
            continue;
        add_edit(edits, place.close, 0, leads && !place.definition ? "\"\"" : "\\");
        if (!leads)
            tell_dead(plan, file, &place, sink);
    }
    apply_edits(file, edits);
    return edits->len > 0;
}

void vt_plan_mute_links(VtPlan *plan, VtPlanFile *file, VtDiagnostics *sink)
{
    enum { MOST_TURNS = 8 };
    if (!may_have_links(file->body->str))
        return;
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    for (unsigned turn = 0; turn < MOST_TURNS && mute_once(plan, file, markdown, sink); turn++)
        ; /* a link that is none any more may have hidden others */
}
