#include "content_private.h"

/* The arenas of the workers live as long as the portfolio, which is the first member. */
typedef struct Loaded {
    VtPortfolio portfolio;
    VtArena **arenas;
    unsigned arena_count;
} Loaded;

typedef struct Load {
    VtLoader *loaders; /* one for each worker */
    const VtTreeFile *const *files;
    VtEntry **entries;
} Load;

static void load_one(size_t index, unsigned worker, void *data)
{
    Load *load = data;
    load->entries[index] = vt_entry_load(&load->loaders[worker], load->files[index]->path);
}

static VtLoader *new_loaders(Loaded *loaded, unsigned jobs, const char *folder, bool site_usable,
                             VtDiagnostics *sink)
{
    VtLoader *loaders = g_new0(VtLoader, jobs);
    loaded->arenas = g_new0(VtArena *, jobs);
    loaded->arena_count = jobs;
    for (unsigned i = 0; i < jobs; i++) {
        loaded->arenas[i] = vt_arena_new();
        loaders[i] = (VtLoader){
            .arena = loaded->arenas[i],
            .markdown = vt_markdown_new(),
            .sink = sink,
            .site = &loaded->portfolio.site,
            .site_usable = site_usable,
            .folder = folder,
        };
        vt_markdown_keep_in(loaders[i].markdown, loaded->arenas[i]);
    }
    return loaders;
}

static void load_entries(Loaded *loaded, const VtTreeFile *const *files, size_t count, const char *folder,
                         unsigned jobs, bool site_usable, VtDiagnostics *sink)
{
    if (jobs == 0)
        jobs = vt_jobs_default();
    jobs = (unsigned)CLAMP(count, 1, jobs);
    VtLoader *loaders = new_loaders(loaded, jobs, folder, site_usable, sink);
    VtEntry **entries = VT_ARENA_ARRAY(loaded->portfolio.arena, VtEntry *, count);
    Load load = {loaders, files, entries};
    vt_jobs_run(jobs, count, load_one, &load);
    for (unsigned i = 0; i < jobs; i++)
        vt_markdown_free(loaders[i].markdown);
    g_free(loaders);
    loaded->portfolio.entries = entries;
    loaded->portfolio.entry_count = count;
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

VtPortfolio *vt_portfolio_load(const char *folder, const VtContentOptions *options, VtDiagnostics *sink)
{
    Loaded *loaded = g_new0(Loaded, 1);
    VtPortfolio *portfolio = &loaded->portfolio;
    portfolio->arena = vt_arena_new();
    g_autofree char *shown = without_slashes(folder);
    const char *name = vt_arena_string(portfolio->arena, shown);
    VtTree tree = {0};
    if (!vt_tree_walk(name, portfolio->arena, sink, &tree)) {
        vt_portfolio_free(portfolio);
        return NULL;
    }
    bool usable = vt_site_read(name, &tree, portfolio->arena, sink, &portfolio->site);
    if (usable)
        vt_site_check_sections(&portfolio->site, &tree, sink);
    size_t count = 0;
    const VtTreeFile *const *files = part_files(portfolio, &tree, name, &count);
    load_entries(loaded, files, count, name, options != NULL ? options->jobs : 0, usable, sink);
    find_profile(portfolio, name, sink);
    vt_check_addresses(portfolio->entries, portfolio->entry_count, sink);
    if (usable)
        return portfolio;
    vt_portfolio_free(portfolio);
    return NULL;
}

void vt_portfolio_free(VtPortfolio *portfolio)
{
    if (portfolio == NULL)
        return;
    Loaded *loaded = (Loaded *)portfolio;
    for (unsigned i = 0; i < loaded->arena_count; i++)
        vt_arena_free(loaded->arenas[i]);
    g_free(loaded->arenas);
    vt_arena_free(portfolio->arena);
    g_free(loaded);
}

const VtEntry *vt_portfolio_entry(const VtPortfolio *portfolio, const char *path)
{
    size_t low = 0;
    size_t high = portfolio->entry_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(path, portfolio->entries[middle]->path);
        if (order == 0)
            return portfolio->entries[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
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
