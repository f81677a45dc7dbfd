#include "leak_site.h"

static void print_and_fail(VtDiagnostics *sink)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    g_error("%s", vt_buffer_string(&out));
}

static void free_file(gpointer data)
{
    LeakFile *file = data;
    g_free(file->path);
    g_free(file->type);
    g_free(file->from);
    vt_buffer_finish(&file->bytes);
    g_free(file);
}

static const VtAudience *find_audience(const VtSite *site, const char *name)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (strcmp(site->audiences[i].name, name) == 0)
            return &site->audiences[i];
    g_error("no audience %s", name);
}

static void produce_all(LeakSite *site)
{
    size_t count;
    const VtFile *files = vt_publication_files(site->publication, &count);
    g_autoptr(VtArena) arena = vt_arena_new();
    for (size_t i = 0; i < count; i++) {
        LeakFile *file = g_new0(LeakFile, 1);
        file->path = g_strdup(files[i].path);
        file->type = g_strdup(files[i].type);
        file->from = g_strdup(files[i].origin);
        g_ptr_array_add(site->files, file);
        if (!vt_publication_produce(site->publication, &files[i], arena, &file->bytes, site->sink))
            print_and_fail(site->sink);
    }
}

static void make(LeakSite *site, const char *folder, const char *audience, const VtEditionOptions *options)
{
    site->sink = vt_diagnostics_new();
    site->files = g_ptr_array_new_with_free_func(free_file);
    site->portfolio = vt_portfolio_load(folder, &(VtContentOptions){.jobs = 1}, site->sink);
    if (site->portfolio == NULL)
        print_and_fail(site->sink);
    site->audience = find_audience(&site->portfolio->site, audience);
    site->atoms = vt_atoms_new();
    site->edition = vt_edition_new(site->portfolio, site->audience, options, site->sink);
    if (site->edition == NULL)
        print_and_fail(site->sink);
    VtThemeRequest request = {.name = site->edition->theme,
                              .place = site->audience->span,
                              .language = site->edition->language,
                              .options = site->edition->theme_options,
                              .contract = vt_render_contract(),
                              .atoms = site->atoms};
    site->theme = vt_theme_load(&request, site->sink);
    if (site->theme == NULL)
        print_and_fail(site->sink);
    site->publication = vt_publication_new(site->edition, site->theme, site->atoms, 1, site->sink);
    if (site->publication == NULL)
        print_and_fail(site->sink);
    produce_all(site);
}

static const VtEditionOptions plain_options = {.today = {.year = 2026, .month = 3, .day = 31}, .jobs = 1};

void leak_site_init(LeakSite *site, const char *tree, const char *audience,
                    void (*change)(VtEditionOptions *options, unsigned number), unsigned number)
{
    *site = (LeakSite){0};
    VtEditionOptions options = plain_options;
    if (change != NULL)
        change(&options, number);
    test_tree_init(&site->tree, tree);
    make(site, "site-content", audience, &options);
}

void leak_site_open(LeakSite *site, const char *folder, const char *audience)
{
    *site = (LeakSite){0};
    make(site, folder, audience, &plain_options);
}

void leak_site_finish(LeakSite *site)
{
    if (site->files == NULL)
        return;
    g_clear_pointer(&site->files, g_ptr_array_unref);
    vt_publication_free(site->publication);
    vt_theme_free(site->theme);
    vt_edition_free(site->edition);
    vt_atoms_free(site->atoms);
    vt_portfolio_free(site->portfolio);
    vt_diagnostics_free(site->sink);
    test_tree_finish(&site->tree);
}

LeakFile *leak_site_file(const LeakSite *site, const char *path)
{
    for (guint i = 0; i < site->files->len; i++) {
        LeakFile *file = g_ptr_array_index(site->files, i);
        if (strcmp(file->path, path) == 0)
            return file;
    }
    return NULL;
}

void leak_site_remove(LeakSite *site, const char *path)
{
    LeakFile *file = leak_site_file(site, path);
    if (file != NULL)
        g_ptr_array_remove(site->files, file);
}

void leak_site_put(LeakSite *site, const char *path, const char *type, const char *data, size_t length)
{
    leak_site_remove(site, path);
    LeakFile *file = g_new0(LeakFile, 1);
    file->path = g_strdup(path);
    file->type = g_strdup(type);
    vt_buffer_append(&file->bytes, data, length);
    g_ptr_array_add(site->files, file);
}

/* ---- The audit
 * --------------------------------------------------------------------------------------------- */

typedef struct Auditing {
    const LeakSite *site;
    VtLeaks *leaks;
} Auditing;

static void audit_file(size_t index, unsigned worker, void *data)
{
    const Auditing *auditing = data;
    const LeakFile *file = g_ptr_array_index(auditing->site->files, index);
    vt_leaks_file(auditing->leaks, worker, file->path, file->type, file->from, file->bytes.data,
                  file->bytes.length);
}

char *leak_site_audit(const LeakSite *site, unsigned threads)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtLeaksRequest request = {.portfolio = site->portfolio,
                              .audience = site->audience,
                              .today = plain_options.today,
                              .origin = site->edition->origin,
                              .base_path = site->edition->base_path,
                              .workers = threads};
    g_autoptr(VtLeaks) leaks = vt_leaks_new(&request);
    for (size_t i = 0; i < site->theme->label_count; i++)
        vt_leaks_allow(leaks, site->theme->labels[i].text);
    for (size_t i = 0; i < site->theme->asset_count; i++)
        vt_leaks_allow_asset(leaks, site->theme->assets[i].bytes);
    Auditing auditing = {site, leaks};
    vt_jobs_run(threads, site->files->len, audit_file, &auditing);
    bool good = vt_leaks_finish(leaks, sink);
    VtBuffer out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    g_assert_cmpint(good, ==, out.length == 0);
    char *text = g_strdup(vt_buffer_string(&out));
    vt_buffer_finish(&out);
    return text;
}
