#include "vitrine/audit.h"

#include "address.h"
#include "reading.h"

/* Each looks at every page's address: beyond this many, the first ones have told enough. */
enum { MOST_SUGGESTIONS = 100, MOST_RECENT = 512 };

/* An address inside the site that some file refers to: once for each worker, then once for all. Owned by the
 * tables of targets. */
typedef struct Target {
    char *key;      /* as in the table */
    char *path;     /* decoded, below the base path; "" is home */
    char *fragment; /* NULL: none */
    bool checked, broken, anchor_missing;
    struct Page *page;                /* what it leads to; NULL: no such file */
    const struct Page *last_referrer; /* while referrers are counted */
    guint referrers;                  /* files that refer to it, the first of which reports */
    struct Target *same;              /* the one that stands for all workers' */
} Target;

typedef struct Reference {
    Target *target;
    unsigned line;
    bool required; /* false: a hyperlink written in full */
} Reference;

/* A file that was seen. Owned by the table of pages. */
typedef struct Page {
    const char *path, *from;
    bool has_ids;       /* HTML: fragments can be checked */
    VtBuffer ids;       /* each with its terminator, in the page's order */
    GHashTable *id_set; /* the same, once asked for; NULL: not yet, or too few to be worth it */
    GArray *references; /* Reference */
} Page;

/* An address that was resolved before. Owned by its worker; the target is the table's. */
typedef struct Recent {
    char *address; /* NULL: a free place */
    Target *target;
    VtAddressPlace place;
} Recent;

/* What one thread has seen. Threads share nothing while they read: a lock for each of a site's addresses
 * costs more than reading them. */
typedef struct Worker {
    GPtrArray *pages;    /* Page */
    GHashTable *targets; /* "path#fragment" → Target */
    Recent recent[MOST_RECENT];
    GArray *ids; /* IdPlace: of the page being read */
    VtBuffer scratch;
} Worker;

struct VtAudit {
    VtSiteBase base;
    char *origin, *base_path;
    GPtrArray *neighbours;
    Worker *workers;
    unsigned worker_count;
    GHashTable *pages;   /* path → Page; at the end, borrowed from the workers */
    GHashTable *targets; /* likewise */
    unsigned suggested;
};

typedef struct IdPlace {
    size_t offset; /* in the page's ids */
    unsigned line;
} IdPlace;

static void page_free(void *data)
{
    Page *page = data;
    vt_buffer_finish(&page->ids);
    g_clear_pointer(&page->id_set, g_hash_table_unref);
    g_array_unref(page->references);
    g_free(page);
}

static void target_free(void *data)
{
    Target *target = data;
    g_free(target->key);
    g_free(target->path);
    g_free(target->fragment);
    g_free(target);
}

static void worker_init(Worker *worker)
{
    worker->pages = g_ptr_array_new_with_free_func(page_free);
    worker->targets = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, target_free);
    worker->ids = g_array_new(FALSE, FALSE, sizeof(IdPlace));
}

static void worker_finish(Worker *worker)
{
    g_ptr_array_unref(worker->pages);
    g_hash_table_unref(worker->targets);
    g_array_unref(worker->ids);
    for (size_t i = 0; i < MOST_RECENT; i++)
        g_free(worker->recent[i].address);
    vt_buffer_finish(&worker->scratch);
}

VtAudit *vt_audit_new(const char *origin, const char *base_path, unsigned workers)
{
    VtAudit *audit = g_new0(VtAudit, 1);
    audit->origin = g_strdup(origin);
    audit->base_path = g_strdup(base_path);
    audit->base = (VtSiteBase){.origin = audit->origin, .base_path = audit->base_path};
    audit->neighbours = g_ptr_array_new_with_free_func(g_free);
    audit->pages = g_hash_table_new(g_str_hash, g_str_equal);
    audit->targets = g_hash_table_new(g_str_hash, g_str_equal);
    audit->workers = g_new0(Worker, workers);
    audit->worker_count = workers;
    for (unsigned i = 0; i < workers; i++)
        worker_init(&audit->workers[i]);
    return audit;
}

void vt_audit_free(VtAudit *audit)
{
    if (audit == NULL)
        return;
    g_hash_table_unref(audit->targets);
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
    Worker *worker;
    Page *page;
    VtDiagnostics *sink;
} FileReading;

static Target *find_target(Worker *worker, const char *key)
{
    Target *target = g_hash_table_lookup(worker->targets, key);
    if (target != NULL)
        return target;
    target = g_new0(Target, 1);
    const char *hash = strchr(key, '#');
    target->key = g_strdup(key);
    target->path = hash != NULL ? g_strndup(key, (gsize)(hash - key)) : g_strdup(key);
    target->fragment = hash != NULL ? g_strdup(hash + 1) : NULL;
    g_hash_table_insert(worker->targets, target->key, target);
    return target;
}

/* By the length and the last bytes, in which addresses differ most. */
static Recent *recent_place(Worker *worker, const char *address)
{
    uint64_t word = 0;
    size_t length = strlen(address);
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
static VtAddressPlace resolve(const FileReading *file, const char *address, Target **target)
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
static VtAddressPlace resolve_again(const FileReading *file, const char *address, Target **target)
{
    Recent *recent = recent_place(file->worker, address);
    if (recent->address == NULL || strcmp(recent->address, address) != 0) {
        g_free(recent->address);
        *recent = (Recent){.address = g_strdup(address)};
        recent->place = resolve(file, address, &recent->target);
    }
    *target = recent->target;
    return recent->place;
}

static void found_address(const char *address, VtAddressUse use, unsigned line, void *data)
{
    FileReading *file = data;
    Target *target = NULL;
    bool same_everywhere = address[0] == '/' || strncmp(address, "https://", 8) == 0;
    VtAddressPlace place = (same_everywhere ? resolve_again : resolve)(file, address, &target);
    if (place == VT_ADDRESS_BELOW_BASE_MISSED)
        report_missed_base(file, address, line);
    bool mentioned = place == VT_ADDRESS_INSIDE_ABSOLUTE && use == VT_ADDRESS_MENTIONED;
    if (target == NULL || (mentioned && !file->page->has_ids))
        return;
    Reference reference = {.target = target, .line = line, .required = !mentioned};
    g_array_append_val(file->page->references, reference);
}

static void found_id(const char *id, unsigned line, void *data)
{
    FileReading *file = data;
    IdPlace place = {.offset = file->page->ids.length, .line = line};
    vt_buffer_append(&file->page->ids, id, strlen(id) + 1);
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
    const Page *page = file->page;
    const char *ids = page->ids.data;
    GArray *places = file->worker->ids;
    g_array_sort_with_data(places, compare_ids, page->ids.data);
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

static Page *page_new(Worker *worker, const char *path, const char *from, bool is_html)
{
    Page *page = g_new0(Page, 1);
    page->path = path;
    page->from = from;
    page->has_ids = is_html;
    page->references = g_array_new(FALSE, FALSE, sizeof(Reference));
    g_ptr_array_add(worker->pages, page);
    return page;
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
    g_array_set_size(file.worker->ids, 0);
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
}

/* ---- Resolving -------------------------------------------------------------------------------------------
 */

/* Makes the workers' tables one. Each target of a worker is told which one stands for it. */
static void join_workers(VtAudit *audit)
{
    for (unsigned i = 0; i < audit->worker_count; i++) {
        const Worker *worker = &audit->workers[i];
        for (guint j = 0; j < worker->pages->len; j++) {
            Page *page = g_ptr_array_index(worker->pages, j);
            g_hash_table_replace(audit->pages, (char *)(uintptr_t)page->path, page);
        }
        GHashTableIter iterator;
        gpointer key, target;
        g_hash_table_iter_init(&iterator, worker->targets);
        while (g_hash_table_iter_next(&iterator, &key, &target)) {
            Target *known = g_hash_table_lookup(audit->targets, key);
            ((Target *)target)->same = known != NULL ? known : target;
            if (known == NULL)
                g_hash_table_insert(audit->targets, key, target);
        }
    }
}

/* As a static host answers: the file itself, a folder's index.html, or NAME.html. */
static Page *find_page(const VtAudit *audit, const char *path)
{
    size_t length = strlen(path);
    bool is_folder = length == 0 || path[length - 1] == '/';
    Page *page = is_folder ? NULL : g_hash_table_lookup(audit->pages, path);
    static const char *const endings[] = {"index.html", "/index.html", ".html"};
    for (size_t i = is_folder ? 0 : 1; page == NULL && i < (is_folder ? 1 : G_N_ELEMENTS(endings)); i++) {
        g_autofree char *candidate = g_strconcat(path, endings[i], NULL);
        page = g_hash_table_lookup(audit->pages, candidate);
    }
    return page;
}

static bool is_neighbour(const VtAudit *audit, const char *path)
{
    g_autofree char *full = g_strconcat(audit->base_path, path, NULL);
    for (guint i = 0; i < audit->neighbours->len; i++)
        if (g_str_has_prefix(full, g_ptr_array_index(audit->neighbours, i)))
            return true;
    return false;
}

/* A page may have a hundred thousand ids, and as many links to them. */
static bool has_id(Page *page, const char *id)
{
    enum { MANY_BYTES = 4096 };
    const char *end = page->ids.data + page->ids.length;
    if (page->id_set != NULL)
        return g_hash_table_contains(page->id_set, id);
    if (page->ids.length > MANY_BYTES)
        page->id_set = g_hash_table_new(g_str_hash, g_str_equal);
    bool found = false;
    for (const char *at = page->ids.data; at < end; at += strlen(at) + 1) {
        found = found || strcmp(at, id) == 0;
        if (page->id_set != NULL)
            g_hash_table_add(page->id_set, (char *)(uintptr_t)at);
        else if (found)
            break;
    }
    return found;
}

static void check_target(const VtAudit *audit, Target *target)
{
    target->checked = true;
    target->page = find_page(audit, target->path);
    target->broken = target->page == NULL && !is_neighbour(audit, target->path);
    target->anchor_missing = target->page != NULL && target->page->has_ids && target->fragment != NULL &&
                             strcmp(target->fragment, "top") != 0 && !has_id(target->page, target->fragment);
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "/portfolio/about/" for "about/index.html": the address as one would write it. */
static char *address_of(const VtAudit *audit, const char *path)
{
    bool is_index = strcmp(path, "index.html") == 0 || g_str_has_suffix(path, "/index.html");
    size_t length = strlen(path) - (is_index ? strlen("index.html") : 0);
    return g_strdup_printf("%s%.*s", audit->base_path, (int)length, path);
}

static void suggest_page(const VtAudit *audit, VtDiagnostic *diagnostic, const char *wanted)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iterator;
    gpointer path;
    g_hash_table_iter_init(&iterator, audit->pages);
    while (g_hash_table_iter_next(&iterator, &path, NULL))
        g_ptr_array_add(names, address_of(audit, path));
    g_ptr_array_sort(names, compare_names);
    vt_diagnostic_suggest(diagnostic, wanted, (const char *const *)names->pdata, names->len);
}

static void suggest_anchor(VtDiagnostic *diagnostic, const Target *target)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *wanted = g_strconcat("#", target->fragment, NULL);
    const VtBuffer *ids = &target->page->ids;
    for (const char *id = ids->data; id < ids->data + ids->length; id += strlen(id) + 1)
        g_ptr_array_add(names, g_strconcat("#", id, NULL));
    g_ptr_array_sort(names, compare_names);
    vt_diagnostic_suggest(diagnostic, wanted, (const char *const *)names->pdata, names->len);
}

/* A broken link of a theme stands on every page: told once, with the number of files. */
static void report(VtAudit *audit, const Page *page, const Reference *reference, VtDiagnostics *sink)
{
    Target *target = reference->target;
    const char *where = page->from != NULL ? page->from : page->path;
    g_autofree char *address = address_of(audit, target->path);
    VtDiagnostic *diagnostic;
    if (target->broken && !reference->required) {
        diagnostic = vt_diagnose_path(sink, VT_LINK_ABSOLUTE, where,
                                      "%s links to \"%s%s\", which is not in the site", page->path,
                                      audit->origin, address);
    } else if (target->broken) {
        diagnostic = vt_diagnose_path(sink, VT_LINK_BROKEN, where,
                                      "%s refers to \"%s\", which is not in the site", page->path, address);
        if (audit->suggested++ < MOST_SUGGESTIONS)
            suggest_page(audit, diagnostic, address);
    } else {
        diagnostic = vt_diagnose_path(sink, VT_LINK_FRAGMENT, where,
                                      "%s links to \"%s#%s\", but that page has no such id", page->path,
                                      address, target->fragment);
        suggest_anchor(diagnostic, target);
    }
    vt_diagnostic_note(diagnostic, "in line %u of %s", reference->line, page->path);
    if (target->referrers > 1)
        vt_diagnostic_note(diagnostic, "and in %u more file%s", target->referrers - 1,
                           target->referrers > 2 ? "s" : "");
    target->broken = target->anchor_missing = false;
}

static gint compare_pages(gconstpointer a, gconstpointer b)
{
    const Page *const *left = a, *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

static GPtrArray *sorted_pages(const VtAudit *audit)
{
    GPtrArray *pages = g_ptr_array_sized_new(g_hash_table_size(audit->pages));
    GHashTableIter iterator;
    gpointer page;
    g_hash_table_iter_init(&iterator, audit->pages);
    while (g_hash_table_iter_next(&iterator, NULL, &page))
        g_ptr_array_add(pages, page);
    g_ptr_array_sort(pages, compare_pages);
    return pages;
}

/* How many files refer to each target, and whether it is there. */
static void check_targets(const VtAudit *audit, const GPtrArray *pages)
{
    for (guint i = 0; i < pages->len; i++) {
        const Page *page = g_ptr_array_index(pages, i);
        for (guint j = 0; j < page->references->len; j++) {
            Reference *reference = &g_array_index(page->references, Reference, j);
            Target *target = reference->target = reference->target->same;
            if (!target->checked)
                check_target(audit, target);
            target->referrers += target->last_referrer != page;
            target->last_referrer = page;
        }
    }
}

bool vt_audit_finish(VtAudit *audit, VtDiagnostics *sink)
{
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    join_workers(audit);
    g_autoptr(GPtrArray) pages = sorted_pages(audit);
    check_targets(audit, pages);
    for (guint i = 0; i < pages->len; i++) {
        const Page *page = g_ptr_array_index(pages, i);
        for (guint j = 0; j < page->references->len; j++) {
            const Reference *reference = &g_array_index(page->references, Reference, j);
            if (reference->target->broken || (reference->target->anchor_missing && reference->required))
                report(audit, page, reference, sink);
        }
    }
    return vt_diagnostics_count(sink, VT_ERROR) == before;
}
