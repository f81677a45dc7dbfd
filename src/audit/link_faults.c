/* Where the links of a site lead nowhere, once all its files have been read. */
#include "link_records.h"

/* Each looks at every page's address: beyond this many, the first ones have told enough. */
enum { MOST_SUGGESTIONS = 100 };
/* Those of fragments look at the ids of one page alone: a few dozen at most pages, and then for as many
 * fragments as there are; together at so many ids. */
enum { MOST_IDS_COMPARED = 1000000 };
/* A thread of its own is worth it for so many pages. */
enum { PAGES_FOR_A_THREAD = 500 };

static void index_pages(VtAudit *audit)
{
    for (unsigned i = 0; i < audit->worker_count; i++) {
        const GPtrArray *pages = audit->workers[i].pages;
        for (guint j = 0; j < pages->len; j++) {
            VtLinkPage *page = g_ptr_array_index(pages, j);
            g_hash_table_replace(audit->pages, (char *)(uintptr_t)page->path, page);
        }
    }
}

/* As a static host answers: the file itself, a folder's index.html, or NAME.html. */
static VtLinkPage *find_page(const VtAudit *audit, const char *path, VtBuffer *candidate)
{
    size_t length = strlen(path);
    bool is_folder = length == 0 || path[length - 1] == '/';
    VtLinkPage *page = is_folder ? NULL : g_hash_table_lookup(audit->pages, path);
    static const char *const endings[] = {"index.html", "/index.html", ".html"};
    for (size_t i = is_folder ? 0 : 1; page == NULL && i < (is_folder ? 1 : G_N_ELEMENTS(endings)); i++) {
        vt_buffer_reset(candidate);
        vt_buffer_append(candidate, path, length);
        vt_buffer_append_string(candidate, endings[i]);
        page = g_hash_table_lookup(audit->pages, vt_buffer_string(candidate));
    }
    return page;
}

/* Feeds repeat what their pages mention, and are no referrers of that. */
static bool is_referred(const VtLinkTarget *target)
{
    return target->first[VT_ADDRESS_REQUIRED].page != NULL ||
           target->first[VT_ADDRESS_MENTIONED].page != NULL;
}

/* What one thread saw, against what all saw. */
static void check_worker(size_t index, unsigned number, void *data)
{
    (void)number;
    const VtAudit *audit = data;
    VtLinkWorker *worker = &audit->workers[index];
    GHashTableIter iterator;
    gpointer value;
    g_hash_table_iter_init(&iterator, worker->targets);
    while (g_hash_table_iter_next(&iterator, NULL, &value)) {
        VtLinkTarget *target = value;
        target->page = find_page(audit, target->path, &worker->scratch);
        if (is_referred(target) && (target->page == NULL || target->fragment != NULL))
            g_ptr_array_add(worker->suspects, target);
    }
}

static bool is_neighbour(const VtAudit *audit, const char *path)
{
    g_autofree char *full = g_strconcat(audit->base_path, path, NULL);
    for (guint i = 0; i < audit->neighbours->len; i++)
        if (g_str_has_prefix(full, g_ptr_array_index(audit->neighbours, i)))
            return true;
    return false;
}

static bool leads_nowhere(const VtAudit *audit, const VtLinkTarget *target)
{
    if (target->page == NULL)
        return !is_neighbour(audit, target->path);
    return target->first[VT_ADDRESS_REQUIRED].page != NULL &&
           !vt_link_has_fragment(target->page, target->fragment);
}

static void join(VtLinkTarget *known, const VtLinkTarget *other)
{
    known->files += other->files;
    for (size_t i = 0; i < G_N_ELEMENTS(known->first); i++) {
        const VtReferrer *referrer = &other->first[i];
        if (referrer->page != NULL &&
            (known->first[i].page == NULL ||
             !vt_referrer_comes_before(&known->first[i], referrer->page, referrer->order)))
            known->first[i] = *referrer;
    }
}

/* A broken address that some file needs is told where it is needed first. */
static const VtReferrer *first_of(const VtLinkTarget *target)
{
    const VtReferrer *required = &target->first[VT_ADDRESS_REQUIRED];
    return required->page != NULL ? required : &target->first[VT_ADDRESS_MENTIONED];
}

static gint compare_faults(gconstpointer a, gconstpointer b)
{
    const VtLinkTarget *const *left = a, *const *right = b;
    const VtReferrer *x = first_of(*left), *y = first_of(*right);
    int order = strcmp(x->page->path, y->page->path);
    return order != 0 ? order : (x->order > y->order) - (x->order < y->order);
}

/* What may lead nowhere, each once for all threads. */
static GPtrArray *join_suspects(const VtAudit *audit)
{
    GPtrArray *joined = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (unsigned i = 0; i < audit->worker_count; i++) {
        const GPtrArray *suspects = audit->workers[i].suspects;
        for (guint j = 0; j < suspects->len; j++) {
            VtLinkTarget *target = g_ptr_array_index(suspects, j);
            VtLinkTarget *same = g_hash_table_lookup(known, target->key);
            if (same != NULL) {
                join(same, target);
                continue;
            }
            g_hash_table_insert(known, (char *)(uintptr_t)target->key, target);
            g_ptr_array_add(joined, target);
        }
    }
    return joined;
}

/* In the order of the pages that vt_link_refer to them. */
static GPtrArray *find_faults(const VtAudit *audit)
{
    g_autoptr(GPtrArray) suspects = join_suspects(audit);
    GPtrArray *faults = g_ptr_array_new();
    for (guint i = 0; i < suspects->len; i++)
        if (leads_nowhere(audit, g_ptr_array_index(suspects, i)))
            g_ptr_array_add(faults, g_ptr_array_index(suspects, i));
    g_ptr_array_sort(faults, compare_faults);
    return faults;
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

static void suggest_anchor(VtAudit *audit, VtDiagnostic *diagnostic, const VtLinkTarget *target)
{
    if (audit->ids_compared >= MOST_IDS_COMPARED)
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *wanted = g_strconcat("#", target->fragment, NULL);
    const char *end = target->page->ids + target->page->ids_length;
    for (const char *id = target->page->ids; id < end; id += strlen(id) + 1)
        g_ptr_array_add(names, g_strconcat("#", id, NULL));
    audit->ids_compared += names->len;
    g_ptr_array_sort(names, compare_names);
    vt_diagnostic_suggest(diagnostic, wanted, (const char *const *)names->pdata, names->len);
}

/* A broken link of a theme stands on every page: told once, with the number of files. */
static void report(VtAudit *audit, const VtLinkTarget *target, VtDiagnostics *sink)
{
    const VtReferrer *first = first_of(target);
    const char *path = first->page->path;
    const char *where = first->page->from != NULL ? first->page->from : path;
    g_autofree char *address = address_of(audit, target->path);
    VtDiagnostic *diagnostic;
    if (target->page == NULL && target->first[VT_ADDRESS_REQUIRED].page == NULL) {
        diagnostic = vt_diagnose_path(sink, VT_LINK_ABSOLUTE, where,
                                      "%s links to \"%s%s\", which is not in the site", path, audit->origin,
                                      address);
    } else if (target->page == NULL) {
        diagnostic = vt_diagnose_path(sink, VT_LINK_BROKEN, where,
                                      "%s refers to \"%s\", which is not in the site", path, address);
        if (audit->suggested++ < MOST_SUGGESTIONS)
            suggest_page(audit, diagnostic, address);
    } else {
        diagnostic = vt_diagnose_path(sink, VT_LINK_FRAGMENT, where,
                                      "%s links to \"%s#%s\", but that page has no such id", path, address,
                                      target->fragment);
        suggest_anchor(audit, diagnostic, target);
    }
    vt_diagnostic_note(diagnostic, "in line %u of %s", first->line, path);
    if (target->files > 1)
        vt_diagnostic_note(diagnostic, "and in %u more file%s", target->files - 1,
                           target->files > 2 ? "s" : "");
}

bool vt_audit_finish(VtAudit *audit, VtDiagnostics *sink)
{
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    index_pages(audit);
    unsigned jobs = 1 + g_hash_table_size(audit->pages) / PAGES_FOR_A_THREAD;
    vt_jobs_run(MIN(jobs, audit->worker_count), audit->worker_count, check_worker, audit);
    g_autoptr(GPtrArray) faults = find_faults(audit);
    for (guint i = 0; i < faults->len; i++)
        report(audit, g_ptr_array_index(faults, i), sink);
    return vt_diagnostics_count(sink, VT_ERROR) == before;
}
