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
    VtDiagnostics *sink;
    unsigned told; /* links that lead nowhere */
} Anchors;

enum { MOST_TOLD = 10 };

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

typedef struct Link {
    size_t open;         /* "[" */
    VtRange destination; /* without "<" and ">" */
} Link;

typedef struct LinkScan {
    const char *text;
    size_t length, at;
    size_t open;
    bool has_open;
} LinkScan;

static bool skips_fence(LinkScan *scan)
{
    bool line_start = scan->at == 0 || scan->text[scan->at - 1] == '\n';
    size_t after = line_start ? vt_skip_fence(scan->text, scan->at, scan->length) : scan->at;
    bool skipped = after > scan->at;
    scan->at = after;
    return skipped;
}

/* Of the link whose words end at the bracket `close`, and what stands behind it at `after`. */
static VtRange destination_at(const char *text, size_t close, size_t after)
{
    VtRange inside = {(uint32_t)close + 2, (uint32_t)after - 1};
    inside = vt_range_trim(text, inside, false);
    const char *title = memchr(text + inside.start, ' ', inside.end - inside.start);
    if (title)
        inside.end = (uint32_t)(title - text);
    if (inside.end > inside.start + 1 && text[inside.start] == '<')
        inside = (VtRange){inside.start + 1, inside.end - 1};
    return inside;
}

static bool next_link(LinkScan *scan, Link *link)
{
    while (scan->at < scan->length) {
        if (skips_fence(scan))
            continue;
        char c = scan->text[scan->at];
        size_t after = vt_skip_opaque(scan->text, scan->at, scan->length);
        if (c == '\\') {
            scan->at += 2;
            continue;
        }
        if (c == '[') {
            scan->open = scan->at;
            scan->has_open = true;
        }
        bool found = c == ']' && after > scan->at && scan->has_open;
        if (found)
            *link = (Link){scan->open, destination_at(scan->text, scan->at, after)};
        scan->at = after > scan->at ? after : scan->at + 1;
        if (found)
            return true;
    }
    return false;
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
    const char *text = input->text;
    const char *end = text + input->length;
    uint32_t behind = 0;
    if (g_hash_table_size(changed) == 0)
        return;
    for (const char *p = text; (p = memmem(p, (size_t)(end - p), "](", 2)) != NULL; p += 2) {
        size_t close = (size_t)(p - text);
        size_t after = vt_skip_opaque(text, close, input->length);
        VtRange destination = after > close ? destination_at(text, close, after) : (VtRange){0};
        if (destination.start < behind || vt_range_is_empty(destination) || text[destination.start] != '#')
            continue;
        g_autofree char *name = g_strndup(text + destination.start, destination.end - destination.start);
        if (!g_hash_table_contains(changed, name))
            continue;
        g_array_append_val(input->exempt, destination);
        behind = destination.end;
    }
}

/* "![](…)": a site wants to know what an image shows, and the document does not tell. */
static bool is_wordless_image(const LinkScan *scan, const Link *link)
{
    return link->open > 0 && scan->text[link->open - 1] == '!' && link->open + 1 < scan->length &&
           scan->text[link->open + 1] == ']';
}

static void rewrite_body(Anchors *anchors, VtPlanFile *file)
{
    g_autoptr(GString) out = g_string_sized_new(file->body->len + 64);
    LinkScan scan = {.text = file->body->str, .length = file->body->len};
    size_t at = 0;
    Link link;
    while (next_link(&scan, &link)) {
        VtSlice destination = vt_range_slice(scan.text, link.destination);
        bool stays = destination.length == 0 || is_elsewhere(destination);
        if (stays && link.open >= at && is_wordless_image(&scan, &link)) {
            g_string_append_len(out, scan.text + at, (gssize)(link.open + 1 - at));
            g_string_append(out, "\"\"");
            at = link.open + 1;
        }
        if (stays)
            continue;
        VtSlice id = {destination.data + 1, destination.length - 1};
        g_autofree char *target = destination.data[0] == '#' ? new_target(anchors, file, id) : NULL;
        if (target && *target) {
            g_string_append_len(out, scan.text + at, (gssize)(link.destination.start - at));
            g_string_append(out, target);
            g_hash_table_add(anchors->changed, g_strndup(destination.data, destination.length));
            at = link.destination.end;
            continue;
        }
        if (link.open < at)
            continue;
        g_string_append_len(out, scan.text + at, (gssize)(link.open - at));
        g_string_append_c(out, '\\');
        at = link.open;
        if (anchors->told++ > MOST_TOLD)
            continue;
        vt_diagnose(anchors->sink, VT_IMPORT_LINK,
                    file->has_source ? vt_input_span(file->input, file->first) : VT_NOWHERE,
                    "a link to \"%.*s\" leads nowhere from the new tree: written as plain text",
                    (int)destination.length, destination.data);
    }
    g_string_append_len(out, scan.text + at, (gssize)(scan.length - at));
    g_string_assign(file->body, out->str);
}

void vt_plan_links(VtPlan *plan, VtInput *input, VtDiagnostics *sink)
{
    if (!memmem(input->text, input->length, "](", 2))
        return;
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtDiagnostics) ignored = vt_diagnostics_new();
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_landing);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) read = g_hash_table_new(NULL, NULL);
    VtSource source = {.path = input->source.path, .text = input->text, .length = input->length};
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Anchors anchors = {input, markdown, ids, known, read, changed, sink, 0};
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
