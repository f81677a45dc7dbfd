#include "preview_private.h"

#include "own_files.h"

#include <sys/random.h>

enum { BEAT_SECONDS = 15, RANDOM_BYTES = 16 };

void vt_preview_tell(const VtPreview *preview, VtPreviewStream stream, const char *text)
{
    preview->options.tell(stream, text, preview->options.tell_data);
}

static void G_GNUC_PRINTF(2, 3) tell_news(const VtPreview *preview, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    vt_preview_tell(preview, VT_PREVIEW_NEWS, text);
}

static char *random_name(void)
{
    unsigned char bytes[RANDOM_BYTES];
    GString *name = g_string_new(NULL);
    if (getentropy(bytes, sizeof bytes) != 0)
        g_error("the system has no random numbers to give");
    for (size_t i = 0; i < sizeof bytes; i++)
        g_string_append_printf(name, "%02x", bytes[i]);
    return g_string_free(name, FALSE);
}

/* ---- Builds -------------------------------------------------------------------------------------------- */

typedef struct Job {
    VtBuildRequest request;
    VtPreview *preview;
    GPtrArray *paths; /* that changed, as the author would write them */
    gint64 start;
} Job;

static void free_job(gpointer data)
{
    Job *job = data;
    if (job->request.changed != NULL)
        g_ptr_array_unref(job->request.changed);
    vt_served_content_unref(job->request.old);
    g_ptr_array_unref(job->paths);
    g_free(job);
}

static void free_build(gpointer build)
{
    vt_build_free(build);
}

static const char *page_to_show(const VtPreview *preview, const GPtrArray *paths)
{
    const char *found = NULL;
    for (guint i = 0; preview->options.navigate && i < paths->len; i++) {
        const char *path = paths->pdata[i];
        if (!g_str_has_suffix(path, ".md") && !g_str_has_suffix(path, ".markdown"))
            continue;
        if (found != NULL)
            return NULL;
        found = path;
    }
    return found;
}

static void show(VtPreview *preview, const Job *job)
{
    preview->shown = job->request.number;
    vt_events_tell_change(preview, job->paths, page_to_show(preview, job->paths));
}

/* In the thread of the main loop. Pages that are asked for now wait for the build's end. */
static gboolean on_read(gpointer data)
{
    GTask *task = data;
    const Job *job = g_task_get_task_data(task);
    VtPreview *preview = job->preview;
    if (preview->building && preview->number == job->request.number && !preview->told_early) {
        preview->told_early = true;
        show(preview, job);
    }
    return G_SOURCE_REMOVE;
}

static void tell_read(void *data)
{
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_HIGH);
    g_source_set_callback(source, on_read, g_object_ref(data), g_object_unref);
    g_source_attach(source, NULL);
    g_source_unref(source);
}

static void run_job(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
    (void)source, (void)cancellable;
    Job *job = data;
    job->request.data = task;
    g_task_return_pointer(task, vt_build_run(&job->request), free_build);
}

static void begin_build(VtPreview *preview);

static void tell_build(const VtPreview *preview, const Job *job)
{
    guint count = job->paths->len;
    gint64 taken = (g_get_monotonic_time() - job->start) / 1000;
    if (preview->options.quiet || count == 0)
        return;
    g_autofree char *more = count > 1 ? g_strdup_printf(" and %u more", count - 1) : g_strdup("");
    tell_news(preview, "%s%s: %" G_GINT64_FORMAT " ms\n", (char *)job->paths->pdata[0], more, taken);
}

/* Takes the build. */
static bool take_build(VtPreview *preview, VtBuild *build)
{
    vt_build_free(preview->last);
    preview->last = build;
    if (build->content != NULL) {
        vt_served_content_unref(preview->content);
        preview->content = vt_served_content_ref(build->content);
    }
    vt_slots_open(preview, build);
    return vt_slots_put(preview, build);
}

static void on_built(GObject *source, GAsyncResult *result, gpointer data)
{
    (void)source;
    VtPreview *preview = data;
    const Job *job = g_task_get_task_data(G_TASK(result));
    guint slots = preview->slots->len;
    bool changed = take_build(preview, g_task_propagate_pointer(G_TASK(result), NULL));
    preview->building = false;
    if (preview->stopped)
        return;
    tell_build(preview, job);
    if (changed && !preview->told_early)
        show(preview, job);
    vt_problems_set(preview, NULL);
    for (guint i = slots; i < preview->slots->len; i++) {
        g_autofree char *address = vt_preview_address(preview, i);
        tell_news(preview, "%s: %s\n", ((VtSlot *)preview->slots->pdata[i])->name, address);
    }
    if (preview->rebuild)
        begin_build(preview);
    else
        vt_preview_answer_waiting(preview);
    if (changed)
        vt_checks_later(preview);
}

/* Paths below the content folder. */
static GPtrArray *changed_content(const VtPreview *preview, const GPtrArray *paths)
{
    size_t length = strlen(preview->options.content);
    GPtrArray *changed = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        if (strncmp(path, preview->options.content, length) == 0 && path[length] == '/')
            g_ptr_array_add(changed, g_strdup(path + length + 1));
    }
    return changed;
}

static GPtrArray *take_changed(VtPreview *preview)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer path;
    g_hash_table_iter_init(&iter, preview->changed);
    while (g_hash_table_iter_next(&iter, &path, NULL)) {
        g_hash_table_iter_steal(&iter);
        g_ptr_array_add(paths, path);
    }
    return paths;
}

static void begin_build(VtPreview *preview)
{
    Job *job = g_new0(Job, 1);
    vt_checks_stop(preview);
    preview->rebuild = false;
    preview->building = true;
    preview->told_early = false;
    job->preview = preview;
    job->start = g_get_monotonic_time();
    job->paths = take_changed(preview);
    job->request = (VtBuildRequest){.number = ++preview->number,
                                    .options = &preview->options,
                                    .old = preview->content != NULL ? vt_served_content_ref(preview->content)
                                                                    : NULL,
                                    .changed = changed_content(preview, job->paths),
                                    .read = preview->options.navigate ? NULL : tell_read};
    g_autoptr(GTask) task = g_task_new(NULL, NULL, on_built, preview);
    g_task_set_priority(task, G_PRIORITY_HIGH);
    g_task_set_task_data(task, job, free_job);
    g_task_run_in_thread(task, run_job);
}

static void on_change(GPtrArray *paths, void *data)
{
    VtPreview *preview = data;
    for (guint i = 0; i < paths->len; i++)
        g_hash_table_add(preview->changed, g_strdup(paths->pdata[i]));
    if (paths->len == 0 && !preview->building)
        vt_preview_answer_waiting(preview);
    else if (preview->building)
        preview->rebuild = preview->rebuild || paths->len > 0;
    else
        begin_build(preview);
}

/* ---- The whole ----------------------------------------------------------------------------------------- */

static void watch(VtPreview *preview)
{
    const VtPreviewOptions *options = &preview->options;
    g_auto(GStrv) themes = vt_theme_search_path(options->site);
    g_autofree char *own = strcmp(options->site, ".") == 0 ? g_strdup("themes")
                                                           : g_build_filename(options->site, "themes", NULL);
    preview->watcher = vt_watcher_new(on_change, preview);
    vt_watcher_add_tree(preview->watcher, options->content);
    vt_watcher_add_tree(preview->watcher, own);
    for (char **folder = themes; *folder != NULL; folder++)
        vt_watcher_add_tree(preview->watcher, *folder);
    vt_watcher_add_wake(preview->watcher, options->site);
    vt_watcher_start(preview->watcher);
}

/* False after telling of a name that settings, where they can be read, do not have. */
static bool knows_audiences(const VtPreview *preview, const VtBuild *build)
{
    for (char **name = preview->options.audiences; name != NULL && *name != NULL; name++) {
        if (build->content == NULL ||
            g_ptr_array_find_with_equal_func(build->names, *name, g_str_equal, NULL))
            continue;
        const VtSite *site = &build->content->portfolio->site;
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (size_t i = 0; i < site->audience_count; i++)
            g_ptr_array_add(names, (char *)(uintptr_t)site->audiences[i].name);
        const char *near = vt_nearest(*name, (const char *const *)names->pdata, names->len);
        g_autofree char *hint = near != NULL ? g_strdup_printf("did you mean \"%s\"?\n", near) : g_strdup("");
        g_autofree char *text = g_strdup_printf("vitrine: site.yaml has no audience \"%s\"\n%s", *name, hint);
        vt_preview_tell(preview, VT_PREVIEW_PROBLEMS, text);
        return false;
    }
    return true;
}

static gboolean beat(gpointer data)
{
    vt_events_beat(data);
    return G_SOURCE_CONTINUE;
}

static bool begin(VtPreview *preview, VtPreviewFailure *failure)
{
    VtBuildRequest request = {.number = ++preview->number, .options = &preview->options};
    watch(preview);
    VtBuild *build = vt_build_run(&request);
    *failure = knows_audiences(preview, build) ? VT_PREVIEW_MACHINE : VT_PREVIEW_USAGE;
    if (*failure == VT_PREVIEW_USAGE || !vt_slots_open(preview, build)) {
        vt_build_free(build);
        return false;
    }
    take_build(preview, build);
    preview->shown = preview->number;
    vt_problems_set(preview, NULL);
    vt_checks_later(preview);
    preview->heartbeat = g_timeout_add_seconds(BEAT_SECONDS, beat, preview);
    *failure = VT_PREVIEW_FINE;
    return true;
}

VtPreview *vt_preview_new(const VtPreviewOptions *options, VtPreviewFailure *failure)
{
    g_autoptr(VtPreview) preview = g_new0(VtPreview, 1);
    g_autofree char *name = random_name();
    preview->options = *options;
    preview->loop = g_main_loop_new(NULL, FALSE);
    preview->own_files = vt_own_files_get_resource();
    preview->slots = g_ptr_array_new_with_free_func(vt_slot_free);
    preview->root = g_strconcat("/-", name, NULL);
    preview->token = options->host != NULL ? random_name() : NULL;
    preview->scratch = vt_arena_new();
    preview->changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_queue_init(&preview->waiting);
    vt_preview_serve(preview);
    return begin(preview, failure) ? g_steal_pointer(&preview) : NULL;
}

void vt_preview_run(VtPreview *preview)
{
    if (!preview->stopped)
        g_main_loop_run(preview->loop);
}

void vt_preview_stop(VtPreview *preview)
{
    preview->stopped = true;
    vt_checks_stop(preview);
    g_main_loop_quit(preview->loop);
}

bool vt_preview_busy(const VtPreview *preview)
{
    return preview->building || preview->checking;
}

void vt_preview_free(VtPreview *preview)
{
    if (preview == NULL)
        return;
    preview->stopped = true;
    vt_checks_stop(preview);
    while (vt_preview_busy(preview))
        g_main_context_iteration(NULL, TRUE);
    vt_checks_stop(preview);
    if (preview->heartbeat != 0)
        g_source_remove(preview->heartbeat);
    vt_watcher_free(preview->watcher);
    vt_ports_free(preview->ports);
    g_queue_clear_full(&preview->waiting, g_object_unref);
    g_ptr_array_unref(preview->slots);
    g_clear_object(&preview->server);
    vt_build_free(preview->last);
    vt_served_content_unref(preview->content);
    g_hash_table_unref(preview->changed);
    vt_buffer_finish(&preview->problems);
    vt_arena_free(preview->scratch);
    g_main_loop_unref(preview->loop);
    g_free(preview->told);
    g_free(preview->token);
    g_free(preview->root);
    g_free(preview);
}

static char *shown_host(const VtPreview *preview)
{
    const char *host = preview->options.host;
    if (host == NULL)
        return g_strdup("localhost");
    g_autofree char *outside = vt_outside_address(host);
    return strchr(outside, ':') != NULL ? g_strdup_printf("[%s]", outside) : g_steal_pointer(&outside);
}

char *vt_preview_name(const VtPreview *preview, size_t index)
{
    const VtSlot *slot = index < preview->slots->len ? preview->slots->pdata[index] : NULL;
    return slot != NULL ? g_strdup(slot->name != NULL ? slot->name : "preview") : NULL;
}

char *vt_preview_address(const VtPreview *preview, size_t index)
{
    if (index >= preview->slots->len)
        return NULL;
    g_autofree char *host = shown_host(preview);
    g_autofree char *address = vt_slot_address(preview->slots->pdata[index], host);
    if (preview->token == NULL)
        return g_steal_pointer(&address);
    return g_strconcat(address, "?vitrine-token=", preview->token, NULL);
}
