#include "site_run.h"

#include "progress.h"
#include "site_pictures.h"
#include "site_places.h"

#include "vitrine/pdf.h"
#include "vitrine/publish.h"

/* ---- Choosing ------------------------------------------------------------------------------------------ */

const VtAudience *vt_site_audience(const VtSite *site, const char *name)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (strcmp(site->audiences[i].name, name) == 0)
            return &site->audiences[i];
    return NULL;
}

bool vt_complain_of_audience(const VtSite *site, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < site->audience_count; i++)
        g_ptr_array_add(names, (char *)(uintptr_t)site->audiences[i].name);
    const char *near = vt_nearest(name, (const char *const *)names->pdata, names->len);
    vt_complain("vitrine: site.yaml has no audience \"%s\"\n", name);
    if (near != NULL)
        vt_complain("did you mean \"%s\"?\n", near);
    return false;
}

static bool was_chosen(const VtSiteRun *run, const VtAudience *audience)
{
    const VtOptions *options = &run->cli->options;
    if (options->audiences != NULL)
        return g_strv_contains((const gchar *const *)options->audiences, audience->name);
    return run->destination == NULL || run->destination->wants(audience, run->destination->data);
}

/* With one --audience, --output is the site's own folder; else a folder for each stands in it. */
static char *output_folder(const VtSiteRun *run, const VtAudience *audience)
{
    const VtOptions *options = &run->cli->options;
    bool single = options->audiences != NULL && g_strv_length(options->audiences) == 1;
    if (options->output != NULL && single)
        return g_strdup(options->output);
    if (options->output != NULL)
        return g_build_filename(options->output, audience->name, NULL);
    g_autofree char *public = vt_site_path(run->site, "public");
    return g_build_filename(public, audience->name, NULL);
}

/* The next run would read the pages as content. */
static bool check_folder(const VtSiteRun *run, const char *folder)
{
    if (!vt_lies_within(folder, run->content))
        return true;
    vt_complain("vitrine: the site cannot be written to %s: that is in %s, which holds what sites are made "
                "from\nChoose another folder with --output DIR.\n",
                folder, run->content);
    return false;
}

static bool choose_audiences(VtSiteRun *run, bool write)
{
    const VtSite *site = &run->portfolio->site;
    char **wanted = run->cli->options.audiences;
    for (char **name = wanted; name != NULL && *name != NULL; name++)
        if (vt_site_audience(site, *name) == NULL)
            return vt_complain_of_audience(site, *name);
    run->audiences = g_new0(VtAudienceRun, site->audience_count);
    for (size_t i = 0; i < site->audience_count; i++) {
        if (!was_chosen(run, &site->audiences[i]))
            continue;
        VtAudienceRun *part = &run->audiences[run->audience_count++];
        part->audience = &site->audiences[i];
        part->folder = write ? output_folder(run, part->audience) : NULL;
        if (write && !check_folder(run, part->folder))
            return false;
    }
    return true;
}

/* ---- The stages of one audience ------------------------------------------------------------------------ */

static void add_neighbours(VtAudienceRun *part, const VtSite *site)
{
    for (size_t i = 0; i < site->audience_count; i++) {
        const char *url = site->audiences[i].url;
        size_t length = strlen(part->edition->origin);
        if (url != NULL && g_str_has_prefix(url, part->edition->origin) && url[length] == '/')
            vt_audit_add_neighbour(part->audit, url + length);
    }
}

/* With --verbose, and for --timings. `part`: NULL for what is done once. */
static void tell_duration(VtSiteRun *run, const VtAudienceRun *part, const char *stage, int64_t microseconds)
{
    const char *audience = part != NULL ? part->audience->name : NULL;
    if (run->cli->options.verbose)
        vt_complain("%s%s%s: %" G_GINT64_FORMAT " ms\n", audience != NULL ? audience : "",
                    audience != NULL ? ": " : "", stage, microseconds / 1000);
    vt_timings_stage(&run->timings, audience, stage, microseconds);
}

/* The same of what took place since the last time it was asked. */
static void tell_time(VtSiteRun *run, const VtAudienceRun *part, const char *stage, int64_t *since)
{
    int64_t now = g_get_monotonic_time();
    tell_duration(run, part, stage, now - *since);
    *since = now;
}

static unsigned job_count(const VtSiteRun *run)
{
    return (unsigned)run->cli->options.jobs;
}

static void prepare_leaks(const VtSiteRun *run, VtAudienceRun *part)
{
    VtLeaksRequest request = {.portfolio = run->portfolio,
                              .audience = part->audience,
                              .today = run->today,
                              .drafts = run->cli->options.drafts,
                              .origin = part->edition->origin,
                              .base_path = part->edition->base_path,
                              .workers = job_count(run)};
    part->leaks = vt_leaks_new(&request);
    for (size_t i = 0; i < part->theme->label_count; i++)
        vt_leaks_allow(part->leaks, part->theme->labels[i].text);
    for (size_t i = 0; i < part->theme->asset_count; i++)
        vt_leaks_allow_asset(part->leaks, part->theme->assets[i].bytes);
}

static VtEditionOptions edition_options(const VtSiteRun *run)
{
    const VtOptions *options = &run->cli->options;
    return (VtEditionOptions){.today = run->today,
                              .drafts = options->drafts,
                              .base_url = options->base_url,
                              .pdf = options->pdf,
                              .jobs = job_count(run)};
}

static void make_edition(VtSiteRun *run, VtAudienceRun *part)
{
    VtEditionOptions options = edition_options(run);
    int64_t start = g_get_monotonic_time();
    size_t warnings = vt_diagnostics_count(run->cli->sink, VT_WARNING);
    part->atoms = vt_atoms_new();
    part->said_of_theme = vt_diagnostics_new();
    part->edition = vt_edition_new(run->portfolio, part->audience, &options, run->cli->sink);
    part->warnings = run->warnings + vt_diagnostics_count(run->cli->sink, VT_WARNING) - warnings;
    part->edition_time = g_get_monotonic_time() - start;
}

static void load_theme(const VtSiteRun *run, VtAudienceRun *part)
{
    int64_t start = g_get_monotonic_time();
    VtThemeRequest request = {.name = part->edition->theme,
                              .place = part->audience->span,
                              .site_folder = run->site,
                              .language = part->edition->language,
                              .options = part->edition->theme_options,
                              .contract = vt_render_contract(),
                              .atoms = part->atoms,
                              .limits = part->edition->limits};
    part->theme = vt_theme_load(&request, part->said_of_theme);
    part->theme_time = g_get_monotonic_time() - start;
}

static void prepare_checks(const VtSiteRun *run, VtAudienceRun *part)
{
    int64_t start = g_get_monotonic_time();
    part->audit = vt_audit_new(part->edition->origin, part->edition->base_path, job_count(run));
    add_neighbours(part, &run->portfolio->site);
    prepare_leaks(run, part);
    part->checks_time = g_get_monotonic_time() - start;
}

static void prepare_apart(size_t index, unsigned worker, void *data)
{
    (void)worker;
    const VtSiteRun *run = data;
    VtAudienceRun *part = &run->audiences[index];
    if (part->edition == NULL)
        return;
    load_theme(run, part);
    if (part->theme != NULL)
        prepare_checks(run, part);
}

/* Themes have nothing in common but the disk, and are half of what a small site waits for: all audiences'
 * are loaded at once, and what else needs no other audience is done there. Each is then given its share of
 * the time, so that all stages together are no longer than the run. */
static void make_editions(VtSiteRun *run)
{
    for (size_t i = 0; i < run->audience_count; i++)
        make_edition(run, &run->audiences[i]);
    int64_t start = g_get_monotonic_time(), sum = 0;
    vt_jobs_run(job_count(run), run->audience_count, prepare_apart, run);
    int64_t all = g_get_monotonic_time() - start;
    for (size_t i = 0; i < run->audience_count; i++)
        sum += run->audiences[i].theme_time + run->audiences[i].checks_time;
    for (size_t i = 0; sum > 0 && i < run->audience_count; i++) {
        run->audiences[i].theme_time = run->audiences[i].theme_time * all / sum;
        run->audiences[i].checks_time = run->audiences[i].checks_time * all / sum;
    }
}

static bool has_theme(VtSiteRun *run, const VtAudienceRun *part)
{
    vt_diagnostics_add_all(run->cli->sink, part->said_of_theme);
    if (part->edition == NULL)
        return false;
    tell_duration(run, part, "edition made", part->edition_time);
    if (part->theme != NULL)
        tell_duration(run, part, "theme loaded", part->theme_time);
    return part->theme != NULL;
}

static bool prepare(VtSiteRun *run, VtAudienceRun *part)
{
    if (!has_theme(run, part))
        return false;
    int64_t since = g_get_monotonic_time();
    if (vt_site_pictures(run, part))
        tell_time(run, part, "pictures made", &since);
    part->publication = vt_publication_new(part->edition, part->theme, part->atoms, job_count(run),
                                           run->cli->sink);
    if (part->publication != NULL)
        vt_publication_print_with(part->publication, vt_pdf_print);
    return part->publication != NULL;
}

/* What the threads share while one audience's files are produced. */
typedef struct Production {
    VtAudienceRun *part;
    const VtDestination *destination;
    VtDiagnostics *sink;
    const VtFile **files; /* in the order of work */
    VtFileTime *times;    /* likewise; NULL: nobody asks for them */
    VtArena **arenas;     /* one for each worker, and so the buffers */
    VtBuffer *buffers;
    VtProgress progress;
    bool relative; /* addresses are written so that the site opens from a disk */
    gint failed;   /* atomic */
} Production;

static void audit_file(const Production *production, const VtFile *file, unsigned worker, VtFileTime *time,
                       int64_t *since)
{
    const VtAudienceRun *part = production->part;
    const VtBuffer *buffer = &production->buffers[worker];
    vt_audit_file(part->audit, worker, file->path, file->type, file->origin, buffer->data, buffer->length,
                  production->sink);
    vt_timings_done(time, VT_TASK_AUDIT, since);
    vt_leaks_file(part->leaks, worker, file->path, file->type, file->origin, buffer->data, buffer->length);
    vt_timings_done(time, VT_TASK_LEAKS, since);
}

static bool put_file(const Production *production, const VtFile *file, size_t index, const VtBuffer *buffer)
{
    VtAudienceRun *part = production->part;
    const VtDestination *destination = production->destination;
    bool done = part->staging == NULL ||
                vt_staging_put(part->staging, file->path, buffer->data, buffer->length, production->sink);
    if (done && destination != NULL)
        done = destination->put(part, file, index, buffer, destination->data, production->sink);
    return done;
}

static void produce_file(size_t index, unsigned worker, void *data)
{
    Production *production = data;
    VtAudienceRun *part = production->part;
    const VtFile *file = production->files[index];
    VtBuffer *buffer = &production->buffers[worker];
    VtFileTime *time = production->times != NULL ? &production->times[index] : NULL;
    int64_t since = time != NULL ? g_get_monotonic_time() : 0;
    vt_buffer_reset(buffer);
    vt_arena_reset(production->arenas[worker]);
    bool done = vt_publication_produce(part->publication, file, production->arenas[worker], buffer,
                                       production->sink);
    if (done && production->relative)
        vt_make_relative(file->path, file->type, part->edition->base_path, buffer);
    vt_timings_done(time, VT_TASK_PRODUCE, &since);
    if (done)
        audit_file(production, file, worker, time, &since);
    done = done && put_file(production, file, index, buffer);
    vt_timings_done(time, VT_TASK_PUT, &since);
    if (!done)
        g_atomic_int_set(&production->failed, 1);
    vt_progress_step(&production->progress, worker);
}

static unsigned depth_of(const VtFile *file)
{
    unsigned depth = 0;
    for (const char *at = file->path; (at = strchr(at, '/')) != NULL; at++)
        depth++;
    return depth;
}

/* Files near the root list what is below them and are the largest: begun first, no thread is left alone with
 * one. Of one depth they stay in the order of their paths. */
static const VtFile **order_of_work(const VtPublication *publication, size_t *count)
{
    enum { DEEPEST = 64 };
    const VtFile *files = vt_publication_files(publication, count);
    const VtFile **ordered = g_new(const VtFile *, *count);
    size_t next[DEEPEST + 1] = {0};
    for (size_t i = 0; i < *count; i++)
        next[MIN(depth_of(&files[i]) + 1, DEEPEST)]++;
    for (size_t depth = 1; depth <= DEEPEST; depth++)
        next[depth] += next[depth - 1];
    for (size_t i = 0; i < *count; i++)
        ordered[next[MIN(depth_of(&files[i]), DEEPEST - 1)]++] = &files[i];
    return ordered;
}

static bool produce_all(VtSiteRun *run, VtAudienceRun *part)
{
    const VtOptions *options = &run->cli->options;
    unsigned jobs = job_count(run);
    size_t count;
    Production production = {
        .part = part, .destination = run->destination, .sink = run->cli->sink, .relative = options->relative};
    production.files = order_of_work(part->publication, &count);
    production.times = vt_timings_files(&run->timings, count);
    for (size_t i = 0; production.times != NULL && i < count; i++)
        production.times[i] = (VtFileTime){.file = production.files[i], .audience = part->audience->name};
    production.arenas = g_new0(VtArena *, jobs);
    production.buffers = g_new0(VtBuffer, jobs);
    for (unsigned i = 0; i < jobs; i++)
        production.arenas[i] = vt_arena_new();
    vt_progress_init(&production.progress, part->audience->name, count, !options->quiet);
    vt_jobs_run(jobs, count, produce_file, &production);
    vt_progress_finish(&production.progress);
    for (unsigned i = 0; i < jobs; i++) {
        vt_arena_free(production.arenas[i]);
        vt_buffer_finish(&production.buffers[i]);
    }
    g_free(production.arenas);
    g_free(production.buffers);
    for (size_t i = 0; i < count; i++)
        part->pages += g_str_has_suffix(production.files[i]->path, ".html");
    g_free(production.files);
    if (production.failed != 0)
        return false;
    bool linked = vt_audit_finish(part->audit, run->cli->sink);
    /* A mark that is wrong hides other words than its author meant: to call those a leak would mislead. */
    bool tight = run->content_errors > 0 || vt_leaks_finish(part->leaks, run->cli->sink);
    return linked && tight;
}

static void tell_file(const char *path, bool removed, void *data)
{
    const VtAudienceRun *part = data;
    vt_complain("%s %s/%s\n", removed ? "removed" : "wrote", part->folder, path);
}

static bool open_staging(VtSiteRun *run, VtAudienceRun *part)
{
    VtOutputOptions options = {.force = run->cli->options.force,
                               .sync = run->cli->options.sync,
                               .report = run->cli->options.verbose ? tell_file : NULL,
                               .report_data = part};
    part->staging = vt_staging_open(part->folder, &options, run->cli->sink);
    return part->staging != NULL;
}

static bool open_destination(VtSiteRun *run, VtAudienceRun *part)
{
    vt_publication_files(part->publication, &part->files);
    return run->destination == NULL || run->destination->open(part, run->destination->data, run->cli->sink);
}

/* Nothing more is checked: the next audience's checks may have the memory. */
static void finish_checks(VtAudienceRun *part)
{
    g_clear_pointer(&part->audit, vt_audit_free);
    g_clear_pointer(&part->leaks, vt_leaks_free);
}

static bool run_audience(VtSiteRun *run, VtAudienceRun *part)
{
    int64_t start = g_get_monotonic_time();
    size_t warnings = vt_diagnostics_count(run->cli->sink, VT_WARNING);
    bool good = prepare(run, part) && (part->folder == NULL || open_staging(run, part)) &&
                open_destination(run, part);
    int64_t since = g_get_monotonic_time();
    good = good && produce_all(run, part);
    if (good)
        tell_time(run, part, "pages rendered and checked", &since);
    finish_checks(part);
    part->warnings += vt_diagnostics_count(run->cli->sink, VT_WARNING) - warnings;
    part->microseconds = part->edition_time + part->theme_time + part->checks_time + g_get_monotonic_time() -
                         start;
    return good;
}

static bool commit_all(VtSiteRun *run)
{
    for (size_t i = 0; i < run->audience_count; i++) {
        VtAudienceRun *part = &run->audiences[i];
        int64_t start = g_get_monotonic_time();
        if (part->staging != NULL && !vt_staging_commit(part->staging, &part->summary, run->cli->sink))
            return false;
        part->committed = part->staging != NULL;
        part->microseconds += g_get_monotonic_time() - start;
        tell_time(run, part, "files put in place", &start);
    }
    return true;
}

/* ---- The run ---------------------------------------------------------------------------------------------
 */

static void find_site(VtSiteRun *run)
{
    run->site = vt_site_folder(run->cli->argument_count > 0 ? run->cli->arguments[0] : ".");
    run->content = vt_site_path(run->site, "site-content");
}

bool vt_site_run(VtSiteRun *run, VtCli *cli, bool write, bool *usage)
{
    run->cli = cli;
    vt_timings_init(&run->timings, cli->options.timings);
    *usage = !vt_cli_today(&cli->options, &run->today);
    if (*usage)
        return false;
    find_site(run);
    VtContentOptions options = {.jobs = job_count(run),
                                .dates = vt_history_dates,
                                .remote = run->remote,
                                .forget_texts = write || run->destination != NULL,
                                .limits = cli->options.raised};
    int64_t since = g_get_monotonic_time();
    run->portfolio = vt_portfolio_load(run->content, &options, cli->sink);
    if (run->portfolio == NULL)
        return false;
    tell_time(run, NULL, "content read", &since);
    run->warnings = vt_diagnostics_count(cli->sink, VT_WARNING);
    run->content_errors = vt_diagnostics_count(cli->sink, VT_ERROR);
    *usage = !choose_audiences(run, write);
    bool good = !*usage;
    if (good)
        make_editions(run);
    for (size_t i = 0; !*usage && i < run->audience_count; i++)
        good = run_audience(run, &run->audiences[i]) && good;
    good = good && vt_diagnostics_count(cli->sink, VT_ERROR) == 0;
    return good && (!write || commit_all(run));
}

void vt_site_run_finish(VtSiteRun *run)
{
    /* In the order in which they were opened, turned round: each takes back what it made. */
    for (size_t i = run->audience_count; i-- > 0;) {
        VtAudienceRun *part = &run->audiences[i];
        vt_staging_free(part->staging);
        finish_checks(part);
        vt_publication_free(part->publication);
        vt_theme_free(part->theme);
        vt_edition_free(part->edition);
        vt_atoms_free(part->atoms);
        vt_diagnostics_free(part->said_of_theme);
        g_free(part->folder);
    }
    vt_timings_finish(&run->timings);
    g_free(run->audiences);
    vt_portfolio_free(run->portfolio);
    g_free(run->content);
    g_free(run->site);
}
