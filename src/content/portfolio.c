#include "content_private.h"

/* What one worker read at one time; lives as long as a portfolio has an entry in it. */
typedef struct Batch {
    gatomicrefcount portfolios;
    VtArena *arena;
    GPtrArray *sinks; /* what was said of its entries, where anything was; NULL: not kept */
} Batch;

/* Where an entry is, and what was said when it was read. Both live with the batch. */
typedef struct Piece {
    Batch *batch;
    const VtDiagnostics *said; /* NULL: nothing */
} Piece;

/* The batches live as long as the portfolio, which is the first member. */
typedef struct Loaded {
    VtPortfolio portfolio;
    const char *folder; /* in the portfolio's arena */
    bool forget_texts;
    GPtrArray *batches; /* of Batch */
    Piece *pieces;      /* one for each entry, in the portfolio's arena; NULL: not updatable */
} Loaded;

typedef struct Load {
    VtLoader *loaders; /* one for each worker */
    Batch **batches;   /* likewise */
    const VtTreeFile *const *files;
    const size_t *wanted; /* which of the files to read; NULL: all */
    VtEntry **entries;
    Piece *pieces; /* NULL: not kept */
} Load;

static void free_sink(gpointer sink)
{
    vt_diagnostics_free(sink);
}

static void unref_batch(gpointer data)
{
    Batch *batch = data;
    if (!g_atomic_ref_count_dec(&batch->portfolios))
        return;
    vt_arena_free(batch->arena);
    if (batch->sinks != NULL)
        g_ptr_array_unref(batch->sinks);
    g_free(batch);
}

static bool holds_any(const VtDiagnostics *sink)
{
    return vt_diagnostics_count(sink, VT_ERROR) + vt_diagnostics_count(sink, VT_WARNING) +
               vt_diagnostics_count(sink, VT_NOTE) >
           0;
}

/* What is said of an entry goes to a sink of its own, so that it can be said again without reading. */
static void keep_piece(VtLoader *loader, Batch *batch, Piece *piece, VtDiagnostics *sink)
{
    *piece = (Piece){batch, NULL};
    if (!holds_any(loader->sink))
        return;
    vt_diagnostics_add_all(sink, loader->sink);
    g_ptr_array_add(batch->sinks, loader->sink);
    piece->said = loader->sink;
    loader->sink = vt_diagnostics_new();
}

static void load_one(size_t index, unsigned worker, void *data)
{
    Load *load = data;
    VtLoader *loader = &load->loaders[worker];
    size_t file = load->wanted != NULL ? load->wanted[index] : index;
    load->entries[file] = vt_entry_load(loader, load->files[file]->path);
    if (load->pieces != NULL)
        keep_piece(loader, load->batches[worker], &load->pieces[file], loader->all);
}

static Batch *new_batch(Loaded *loaded)
{
    Batch *batch = g_new0(Batch, 1);
    g_atomic_ref_count_init(&batch->portfolios);
    batch->arena = vt_arena_new();
    batch->sinks = loaded->pieces != NULL ? g_ptr_array_new_with_free_func(free_sink) : NULL;
    g_ptr_array_add(loaded->batches, batch);
    return batch;
}

/* Where readers differ by the settings, the leak audit asks for every text. */
static bool all_see_all(const VtSite *site)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (site->audiences[i].hidden_sections.count > 0 ||
            !vt_strings_hold(site->default_audience, site->audiences[i].name))
            return false;
    return site->name_count == 0;
}

static void init_worker(Load *load, unsigned worker, Loaded *loaded, bool site_usable, VtDiagnostics *sink)
{
    Batch *batch = new_batch(loaded);
    load->batches[worker] = batch;
    load->loaders[worker] = (VtLoader){
        .arena = batch->arena,
        .nodes = vt_arena_new(),
        .markdown = vt_markdown_new(),
        .sink = loaded->pieces != NULL ? vt_diagnostics_new() : sink,
        .all = sink,
        .site = &loaded->portfolio.site,
        .site_usable = site_usable,
        .folder = loaded->folder,
        .forget_texts = loaded->forget_texts && site_usable && all_see_all(&loaded->portfolio.site),
    };
    vt_markdown_keep_in(load->loaders[worker].markdown, batch->arena);
}

/* Reads `count` files, those that `load` wants, into its arrays. */
static void load_entries(Load *load, size_t count, Loaded *loaded, unsigned jobs, bool site_usable,
                         VtDiagnostics *sink)
{
    if (jobs == 0)
        jobs = vt_jobs_default();
    jobs = (unsigned)CLAMP(count, 1, jobs);
    load->loaders = g_new0(VtLoader, jobs);
    load->batches = g_new0(Batch *, jobs);
    for (unsigned i = 0; i < jobs; i++)
        init_worker(load, i, loaded, site_usable, sink);
    vt_jobs_run(jobs, count, load_one, load);
    for (unsigned i = 0; i < jobs; i++) {
        vt_markdown_free(load->loaders[i].markdown);
        vt_buffer_finish(&load->loaders[i].text);
        vt_arena_free(load->loaders[i].nodes);
        if (loaded->pieces != NULL)
            vt_diagnostics_free(load->loaders[i].sink);
    }
    g_free(load->loaders);
    g_free(load->batches);
}

static void load_all(Loaded *loaded, const VtTreeFile *const *files, size_t count,
                     const VtContentOptions *options, bool site_usable, VtDiagnostics *sink)
{
    VtPortfolio *portfolio = &loaded->portfolio;
    bool updatable = options != NULL && options->updatable;
    VtEntry **entries = VT_ARENA_ARRAY(portfolio->arena, VtEntry *, count);
    loaded->pieces = updatable ? VT_ARENA_ARRAY(portfolio->arena, Piece, count) : NULL;
    Load load = {.files = files, .entries = entries, .pieces = loaded->pieces};
    load_entries(&load, count, loaded, options != NULL ? options->jobs : 0, site_usable, sink);
    portfolio->entries = entries;
    portfolio->entry_count = count;
}

static bool is_site_file(const char *path)
{
    return strcmp(path, "site.yaml") == 0 || strcmp(path, "site.yml") == 0;
}

/* Parts the tree's files into Markdown (returned, in the arena) and assets. */
static const VtTreeFile *const *part_files(VtPortfolio *portfolio, const VtTree *tree, const char *folder,
                                           size_t *count)
{
    const VtTreeFile **markdown = VT_ARENA_ARRAY(portfolio->arena, const VtTreeFile *, tree->file_count);
    VtAssetFile *assets = VT_ARENA_ARRAY(portfolio->arena, VtAssetFile, tree->file_count);
    *count = 0;
    for (size_t i = 0; i < tree->file_count; i++) {
        const VtTreeFile *file = &tree->files[i];
        if (file->markdown)
            markdown[(*count)++] = file;
        else if (!is_site_file(file->path))
            assets[portfolio->asset_count++] = (VtAssetFile){
                file->path, vt_arena_format(portfolio->arena, "%s/%s", folder, file->path), file->size};
    }
    portfolio->assets = assets;
    return markdown;
}

static void report_no_profile(const VtPortfolio *portfolio, const char *folder, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_PROFILE_MISSING, folder,
                                                "there is no profile.md, which says whose portfolio this is");
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        const char *path = portfolio->entries[i]->path;
        if (g_ascii_strncasecmp(path, "profile.", 8) == 0 || g_ascii_strncasecmp(path, "profile/", 8) == 0 ||
            g_ascii_strcasecmp(path, "about.md") == 0)
            vt_diagnostic_note(diagnostic, "rename %s/%s", folder, path);
    }
    vt_diagnostic_note(diagnostic, "write %s/profile.md with front matter: name: Robin Sample", folder);
}

static void find_profile(VtPortfolio *portfolio, const char *folder, VtDiagnostics *sink)
{
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        const VtEntry *entry = portfolio->entries[i];
        if (entry->kind != VT_KIND_PROFILE)
            continue;
        if (portfolio->profile == NULL) {
            portfolio->profile = entry;
            continue;
        }
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_PROFILE_DUPLICATE, VT_IN_FILE(&entry->source),
                                               "there is a second profile");
        vt_diagnostic_note(diagnostic, "the first is %s; join the two", portfolio->profile->source.path);
    }
    if (portfolio->profile == NULL)
        report_no_profile(portfolio, folder, sink);
    size_t others = 0;
    for (size_t i = 0; i < portfolio->entry_count; i++)
        others += portfolio->entries[i]->kind != VT_KIND_PROFILE;
    if (others == 0) {
        VtDiagnostic *diagnostic = vt_diagnose_path(
            sink, VT_CONTENT_EMPTY, folder, "there are no entries: no Markdown file beside the profile");
        vt_diagnostic_note(diagnostic, "write a first one, such as %s/projects/my-project.md", folder);
    }
}

static char *without_slashes(const char *folder)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    return g_strndup(folder, length);
}

/* What an author says of an entry's date goes before what its history says. */
static void date_entries(VtPortfolio *portfolio, const char *folder, VtFileDates *dates, VtDiagnostics *sink)
{
    g_autoptr(GHashTable) known = dates(folder, sink);
    for (size_t i = 0; known != NULL && i < portfolio->entry_count; i++) {
        VtEntry *entry = portfolio->entries[i];
        const VtDate *date = g_hash_table_lookup(known, entry->path);
        if (date != NULL && !vt_date_is_set(entry->fields.updated))
            entry->fields.updated = *date;
    }
}

static Loaded *begin_load(const char *folder, const VtContentOptions *options)
{
    Loaded *loaded = g_new0(Loaded, 1);
    g_autofree char *shown = without_slashes(folder);
    loaded->portfolio.arena = vt_arena_new();
    if (options != NULL)
        loaded->portfolio.limits = options->limits;
    loaded->batches = g_ptr_array_new_with_free_func(unref_batch);
    loaded->folder = vt_arena_string(loaded->portfolio.arena, shown);
    return loaded;
}

static void recall(VtPortfolio *portfolio, VtEntry *entry, VtDiagnostics *sink)
{
    g_auto(VtBuffer) text = {0};
    VtSource whole;
    if (vt_source_recall(&entry->source, &text, &whole)) {
        entry->source.text = vt_arena_copy(portfolio->arena, whole.text, whole.length);
        return;
    }
    vt_diagnose_path(sink, VT_FILE_UNREADABLE, entry->source.path,
                     "changed while Vitrine was reading it: run it once more");
    entry->source.text = ""; /* for who looks at it all the same; with an error, nothing is written */
    entry->source.length = 0;
}

static bool limits_readers(const VtEntry *entry)
{
    return entry->is_index && entry->fields.audience.count > 0;
}

/* The audience of a section's index.md is its entries', and is known when all are read. */
static void recall_hidden(Loaded *loaded, VtDiagnostics *sink)
{
    VtPortfolio *portfolio = &loaded->portfolio;
    for (size_t i = 0; loaded->forget_texts && i < portfolio->entry_count; i++)
        for (size_t j = 0; limits_readers(portfolio->entries[i]) && j < portfolio->entry_count; j++)
            if (portfolio->entries[j]->source.text == NULL &&
                strcmp(portfolio->entries[j]->section, portfolio->entries[i]->section) == 0)
                recall(portfolio, portfolio->entries[j], sink);
}

VtPortfolio *vt_portfolio_load(const char *folder, const VtContentOptions *options, VtDiagnostics *sink)
{
    Loaded *loaded = begin_load(folder, options);
    VtPortfolio *portfolio = &loaded->portfolio;
    const char *name = loaded->folder;
    VtTree tree = {0};
    if (!vt_tree_walk(name, portfolio->arena, sink, &tree)) {
        vt_portfolio_free(portfolio);
        return NULL;
    }
    bool usable = vt_site_read(name, options != NULL ? options->remote : NULL, &tree, portfolio->arena, sink,
                               &portfolio->site);
    if (usable)
        vt_site_check_sections(&portfolio->site, &tree, sink);
    size_t count = 0;
    const VtTreeFile *const *files = part_files(portfolio, &tree, name, &count);
    loaded->forget_texts = options != NULL && options->forget_texts && !options->updatable;
    load_all(loaded, files, count, options, usable, sink);
    recall_hidden(loaded, sink);
    if (portfolio->site.dates_from_git && options != NULL && options->dates != NULL)
        date_entries(portfolio, name, options->dates, sink);
    find_profile(portfolio, name, sink);
    vt_check_addresses(portfolio->entries, portfolio->entry_count, options != NULL ? options->jobs : 0, sink);
    if (usable)
        return portfolio;
    vt_portfolio_free(portfolio);
    return NULL;
}

/* ---- Updating --------------------------------------------------------------------------------------------
 */

/* A file that is read again leaves what was read before in memory, until all of its batch has been: beyond so
 * many batches everything is read anew. */
enum { MOST_BATCHES = 512 };

/* Settings bear on every entry, and so does a history. */
static bool must_read_all(const Loaded *old, const GPtrArray *changed)
{
    bool settings = false;
    for (guint i = 0; i < changed->len; i++)
        settings = settings || is_site_file(changed->pdata[i]);
    return settings || old->pieces == NULL || old->portfolio.site.dates_from_git ||
           old->batches->len > MOST_BATCHES;
}

/* SIZE_MAX: there is none. */
static size_t entry_index(const VtPortfolio *portfolio, const char *path)
{
    size_t low = 0;
    size_t high = portfolio->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(path, portfolio->entries[middle]->path);
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SIZE_MAX;
}

/* Takes over the entries that did not change, and lists the files that must be read. */
static size_t share_entries(const Loaded *old, Load *load, size_t count, GHashTable *changed, size_t *wanted,
                            VtDiagnostics *sink)
{
    size_t more = 0;
    for (size_t i = 0; i < count; i++) {
        const char *path = load->files[i]->path;
        size_t index = g_hash_table_contains(changed, path) ? SIZE_MAX : entry_index(&old->portfolio, path);
        if (index == SIZE_MAX) {
            wanted[more++] = i;
            continue;
        }
        load->entries[i] = old->portfolio.entries[index];
        load->pieces[i] = old->pieces[index];
        if (load->pieces[i].said != NULL)
            vt_diagnostics_add_all(sink, load->pieces[i].said);
    }
    return more;
}

static void keep_batches(Loaded *loaded)
{
    g_autoptr(GHashTable) kept = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < loaded->portfolio.entry_count; i++) {
        Batch *batch = loaded->pieces[i].batch;
        if (!g_hash_table_add(kept, batch))
            continue;
        g_atomic_ref_count_inc(&batch->portfolios);
        g_ptr_array_add(loaded->batches, batch);
    }
}

static void load_changed(Loaded *loaded, const Loaded *old, const VtTreeFile *const *files, size_t count,
                         GHashTable *changed, const VtContentOptions *options, VtDiagnostics *sink)
{
    VtPortfolio *portfolio = &loaded->portfolio;
    VtEntry **entries = VT_ARENA_ARRAY(portfolio->arena, VtEntry *, count);
    loaded->pieces = VT_ARENA_ARRAY(portfolio->arena, Piece, count);
    g_autofree size_t *wanted = g_new(size_t, count + 1);
    Load load = {.files = files, .wanted = wanted, .entries = entries, .pieces = loaded->pieces};
    portfolio->entries = entries;
    portfolio->entry_count = count;
    size_t more = share_entries(old, &load, count, changed, wanted, sink);
    GPtrArray *fresh = loaded->batches;
    if (more > 0)
        load_entries(&load, more, loaded, options->jobs, true, sink);
    loaded->batches = g_ptr_array_new_with_free_func(unref_batch);
    keep_batches(loaded);
    g_ptr_array_unref(fresh);
}

VtPortfolio *vt_portfolio_update(const VtPortfolio *old, const GPtrArray *changed,
                                 const VtContentOptions *options, VtDiagnostics *sink)
{
    const Loaded *before = (const Loaded *)old;
    if (must_read_all(before, changed))
        return vt_portfolio_load(before->folder, options, sink);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < changed->len; i++)
        g_hash_table_add(names, changed->pdata[i]);
    Loaded *loaded = begin_load(before->folder, options);
    VtPortfolio *portfolio = &loaded->portfolio;
    VtTree tree = {0};
    bool usable = vt_tree_walk(loaded->folder, portfolio->arena, sink, &tree) &&
                  vt_site_read(loaded->folder, options->remote, &tree, portfolio->arena, sink,
                               &portfolio->site);
    if (!usable) {
        vt_portfolio_free(portfolio);
        return NULL;
    }
    vt_site_check_sections(&portfolio->site, &tree, sink);
    size_t count = 0;
    const VtTreeFile *const *files = part_files(portfolio, &tree, loaded->folder, &count);
    load_changed(loaded, before, files, count, names, options, sink);
    find_profile(portfolio, loaded->folder, sink);
    vt_check_addresses(portfolio->entries, portfolio->entry_count, options != NULL ? options->jobs : 0, sink);
    return portfolio;
}

void vt_portfolio_free(VtPortfolio *portfolio)
{
    if (portfolio == NULL)
        return;
    Loaded *loaded = (Loaded *)portfolio;
    g_ptr_array_unref(loaded->batches);
    vt_arena_free(portfolio->arena);
    g_free(loaded);
}

const VtEntry *vt_portfolio_entry(const VtPortfolio *portfolio, const char *path)
{
    size_t index = entry_index(portfolio, path);
    return index != SIZE_MAX ? portfolio->entries[index] : NULL;
}

const VtAssetFile *vt_portfolio_asset(const VtPortfolio *portfolio, const char *path)
{
    size_t low = 0;
    size_t high = portfolio->asset_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(path, portfolio->assets[middle].path);
        if (order == 0)
            return &portfolio->assets[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
