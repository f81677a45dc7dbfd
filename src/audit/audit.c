#include "link_records.h"
#include "reading.h"

typedef struct IdPlace {
    size_t offset; /* in the worker's ids_text */
    unsigned line;
} IdPlace;

static void worker_init(VtLinkWorker *worker)
{
    worker->arena = vt_arena_new();
    worker->pages = g_ptr_array_new();
    worker->targets = g_hash_table_new(g_str_hash, g_str_equal);
    worker->suspects = g_ptr_array_new();
    worker->ids = g_array_new(FALSE, FALSE, sizeof(IdPlace));
    worker->own_fragments = g_array_new(FALSE, FALSE, sizeof(VtOwnFragment));
}

static void worker_finish(VtLinkWorker *worker)
{
    for (guint i = 0; i < worker->pages->len; i++)
        g_clear_pointer(&((VtLinkPage *)g_ptr_array_index(worker->pages, i))->id_set, g_hash_table_unref);
    g_ptr_array_unref(worker->pages);
    g_hash_table_unref(worker->targets);
    g_ptr_array_unref(worker->suspects);
    g_array_unref(worker->ids);
    g_array_unref(worker->own_fragments);
    vt_buffer_finish(&worker->ids_text);
    vt_buffer_finish(&worker->own_addresses);
    vt_buffer_finish(&worker->scratch);
    vt_arena_free(worker->arena);
}

VtAudit *vt_audit_new(const char *origin, const char *base_path, unsigned workers)
{
    VtAudit *audit = g_new0(VtAudit, 1);
    audit->origin = g_strdup(origin);
    audit->base_path = g_strdup(base_path);
    audit->base = (VtSiteBase){.origin = audit->origin, .base_path = audit->base_path};
    audit->neighbours = g_ptr_array_new_with_free_func(g_free);
    audit->pages = g_hash_table_new(g_str_hash, g_str_equal);
    audit->workers = g_new0(VtLinkWorker, workers);
    audit->worker_count = workers;
    for (unsigned i = 0; i < workers; i++)
        worker_init(&audit->workers[i]);
    return audit;
}

void vt_audit_free(VtAudit *audit)
{
    if (audit == NULL)
        return;
    g_hash_table_unref(audit->pages);
    g_ptr_array_unref(audit->neighbours);
    for (unsigned i = 0; i < audit->worker_count; i++)
        worker_finish(&audit->workers[i]);
    g_free(audit->workers);
    g_free(audit->origin);
    g_free(audit->base_path);
    g_free(audit);
}

void vt_audit_add_neighbour(VtAudit *audit, const char *base_path)
{
    if (strcmp(base_path, audit->base_path) != 0)
        g_ptr_array_add(audit->neighbours, g_strdup(base_path));
}

/* ---- Reading one file ---------------------------------------------------------------------------------- */

typedef struct FileReading {
    const VtAudit *audit;
    VtLinkWorker *worker;
    VtLinkPage *page;
    VtDiagnostics *sink;
} FileReading;

static VtLinkTarget *find_target(VtLinkWorker *worker, const char *key)
{
    VtLinkTarget *target = g_hash_table_lookup(worker->targets, key);
    if (target != NULL)
        return target;
    target = VT_ARENA_NEW(worker->arena, VtLinkTarget);
    target->key = vt_arena_string(worker->arena, key);
    const char *hash = strchr(target->key, '#');
    target->path = hash != NULL ? vt_arena_copy(worker->arena, target->key, (size_t)(hash - target->key))
                                : target->key;
    target->fragment = hash != NULL ? hash + 1 : NULL;
    g_hash_table_insert(worker->targets, (char *)(uintptr_t)target->key, target);
    return target;
}

/* By the length and the last bytes, in which addresses differ most. */
static VtRecentLink *recent_place(VtLinkWorker *worker, const char *address, size_t length)
{
    uint64_t word = 0;
    size_t count = MIN(length, sizeof word);
    memcpy(&word, address + length - count, count);
    return &worker->recent[(size_t)(((word + length) * UINT64_C(0x9E3779B97F4A7C15)) >> 32) % MOST_RECENT];
}

static void report_missed_base(const FileReading *file, const char *address, unsigned line)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(
        file->sink, VT_LINK_BASE, file->page->from != NULL ? file->page->from : file->page->path,
        "\"%s\" in line %u of the page %s leaves out the site's base path \"%s\"", address, line,
        file->page->path, file->audit->base_path);
    vt_diagnostic_note(diagnostic, "write it relative to the file, or begin it with \"%s\"",
                       file->audit->base_path);
}

/* "/projects/dsp/#impact" as Vitrine itself writes it needs no resolving: what follows the base path is the
 * key. */
static const char *plain_key(const VtSiteBase *base, const char *address)
{
    size_t length = strlen(base->base_path);
    if (strncmp(address, base->base_path, length) != 0 || address[length] == '/' || address[length] == '.' ||
        strpbrk(address, "%?") != NULL || strstr(address, "/.") != NULL || g_str_has_suffix(address, "#"))
        return NULL;
    return address + length;
}

/* Where an address leads; the target is set when it is inside. */
static VtAddressPlace resolve(const FileReading *file, const char *address, VtLinkTarget **target)
{
    VtBuffer *scratch = &file->worker->scratch;
    const char *key = plain_key(&file->audit->base, address);
    VtAddressPlace place = VT_ADDRESS_INSIDE;
    if (key == NULL) {
        vt_buffer_reset(scratch);
        place = vt_address_resolve(&file->audit->base, file->page->path, address, scratch);
        key = vt_buffer_string(scratch);
    }
    if (place == VT_ADDRESS_INSIDE || place == VT_ADDRESS_INSIDE_ABSOLUTE)
        *target = find_target(file->worker, key);
    return place;
}

/* The same for one that means the same on every page, as the menu's and the styles' do. */
static VtAddressPlace resolve_again(const FileReading *file, const char *address, VtLinkTarget **target)
{
    size_t length = strlen(address);
    if (length > LONGEST_RECENT)
        return resolve(file, address, target);
    VtRecentLink *recent = recent_place(file->worker, address, length);
    if (memcmp(recent->address, address, length + 1) != 0) {
        recent->target = NULL;
        recent->place = resolve(file, address, &recent->target);
        memcpy(recent->address, address, length + 1);
    }
    *target = recent->target;
    return recent->place;
}

static void keep_own_fragment(const FileReading *file, const char *address, VtAddressUse use, unsigned line)
{
    VtLinkWorker *worker = file->worker;
    VtOwnFragment own = {worker->own_addresses.length, line, use, file->page->references++};
    vt_buffer_append(&worker->own_addresses, address, strlen(address) + 1);
    g_array_append_val(worker->own_fragments, own);
}

static void found_address(const char *address, VtAddressUse use, unsigned line, void *data)
{
    FileReading *file = data;
    VtLinkTarget *target = NULL;
    if (address[0] == '#' && file->page->has_ids) {
        keep_own_fragment(file, address, VT_ADDRESS_REQUIRED, line);
        return;
    }
    bool same_everywhere = address[0] == '/' || strncmp(address, "https://", 8) == 0;
    VtAddressPlace place = (same_everywhere ? resolve_again : resolve)(file, address, &target);
    if (place == VT_ADDRESS_BELOW_BASE_MISSED)
        report_missed_base(file, address, line);
    bool mentioned = place == VT_ADDRESS_INSIDE_ABSOLUTE && use == VT_ADDRESS_MENTIONED;
    if (target == NULL || (mentioned && !file->page->has_ids))
        return;
    vt_link_refer(target, file->page, mentioned ? VT_ADDRESS_MENTIONED : VT_ADDRESS_REQUIRED, line,
                  file->page->references++);
}

static void found_id(const char *id, unsigned line, void *data)
{
    FileReading *file = data;
    IdPlace place = {.offset = file->worker->ids_text.length, .line = line};
    vt_buffer_append(&file->worker->ids_text, id, strlen(id) + 1);
    g_array_append_val(file->worker->ids, place);
}

static gint compare_ids(gconstpointer a, gconstpointer b, gpointer ids)
{
    const IdPlace *left = a, *right = b;
    int order = strcmp((const char *)ids + left->offset, (const char *)ids + right->offset);
    return order != 0 ? order : (left->offset > right->offset) - (left->offset < right->offset);
}

static void report_duplicate_ids(FileReading *file)
{
    const VtLinkPage *page = file->page;
    char *ids = file->worker->ids_text.data;
    GArray *places = file->worker->ids;
    g_array_sort_with_data(places, compare_ids, ids);
    for (guint i = 1; i < places->len; i++) {
        const IdPlace *first = &g_array_index(places, IdPlace, i - 1);
        const IdPlace *second = &g_array_index(places, IdPlace, i);
        if (strcmp(ids + first->offset, ids + second->offset) == 0)
            vt_diagnose_path(file->sink, VT_HTML_DUPLICATE_ID, page->from != NULL ? page->from : page->path,
                             "the id \"%s\" stands twice on the page %s, the second time in line %u",
                             ids + second->offset, page->path, second->line);
    }
}

static void ignore_id(const char *id, unsigned line, void *data)
{
    (void)id, (void)line, (void)data;
}

/* Most fragments lead to the page that they stand on: those that do need no place among the targets. */
static void check_own_fragments(FileReading *file)
{
    const GArray *own = file->worker->own_fragments;
    for (guint i = 0; i < own->len; i++) {
        const VtOwnFragment *reference = &g_array_index(own, VtOwnFragment, i);
        const char *address = file->worker->own_addresses.data + reference->offset;
        g_autofree char *decoded = strchr(address, '%') != NULL ? g_uri_unescape_string(address + 1, NULL)
                                                                : NULL;
        const char *fragment = decoded != NULL ? decoded : address + 1;
        if (*fragment == '\0' || vt_link_has_fragment(file->page, fragment))
            continue;
        VtLinkTarget *target = NULL;
        resolve(file, address, &target);
        if (target != NULL)
            vt_link_refer(target, file->page, reference->use, reference->line, reference->order);
    }
}

static unsigned run_of(VtLinkWorker *worker, const char *path)
{
    const VtLinkPage *last = worker->pages->len > 0 ? worker->pages->pdata[worker->pages->len - 1] : NULL;
    worker->run += last != NULL && strcmp(last->path, path) >= 0;
    return worker->run;
}

static VtLinkPage *page_new(VtLinkWorker *worker, const char *path, const char *from, bool is_html)
{
    VtLinkPage *page = VT_ARENA_NEW(worker->arena, VtLinkPage);
    page->path = path;
    page->from = from;
    page->has_ids = is_html;
    page->run = run_of(worker, path);
    g_ptr_array_add(worker->pages, page);
    g_array_set_size(worker->ids, 0);
    g_array_set_size(worker->own_fragments, 0);
    vt_buffer_reset(&worker->ids_text);
    vt_buffer_reset(&worker->own_addresses);
    return page;
}

static void keep_ids(FileReading *file)
{
    const VtBuffer *ids = &file->worker->ids_text;
    file->page->ids = vt_arena_copy(file->worker->arena, ids->data, ids->length);
    file->page->ids_length = ids->length;
}

static bool is_type(const char *type, const char *wanted)
{
    return g_str_has_prefix(type, wanted);
}

void vt_audit_file(VtAudit *audit, unsigned worker, const char *path, const char *type, const char *from,
                   const char *data, size_t length, VtDiagnostics *sink)
{
    bool is_html = is_type(type, "text/html");
    FileReading file = {.audit = audit, .worker = &audit->workers[worker], .sink = sink};
    file.page = page_new(file.worker, path, from, is_html);
    VtReading reading = {.address = found_address,
                         .id = is_html ? found_id : ignore_id,
                         .data = &file,
                         .path = path,
                         .sink = sink};
    if (is_html)
        vt_read_html(&reading, data, length);
    else if (is_type(type, "text/css"))
        vt_read_css(&reading, data, length);
    else if (strstr(type, "json") != NULL)
        vt_read_json(&reading, data, length);
    else if (strstr(type, "xml") != NULL)
        vt_read_xml(&reading, data, length);
    report_duplicate_ids(&file);
    keep_ids(&file);
    check_own_fragments(&file);
}
