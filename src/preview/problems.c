/* What is wrong, as the terminal and the browsers are told: a build's diagnostics, and those of the checks of
 * finished pages that follow a moment later. */
#include "preview_private.h"

enum { CHECK_AFTER_MS = 250 };

static void write_all(const VtPreview *preview, VtDiagnostics *checks, bool color, VtBuffer *out)
{
    vt_diagnostics_write(preview->last->sink, VT_FORMAT_TEXT, color, out);
    if (checks != NULL)
        vt_diagnostics_write(checks, VT_FORMAT_TEXT, color, out);
}

static void tell_problems(VtPreview *preview, VtDiagnostics *checks, bool had_errors, bool has_errors)
{
    g_auto(VtBuffer) text = {0};
    write_all(preview, checks, preview->options.color, &text);
    if (g_strcmp0(preview->told, vt_buffer_string(&text)) != 0 && text.length > 0)
        vt_preview_tell(preview, VT_PREVIEW_PROBLEMS, vt_buffer_string(&text));
    if (had_errors && !has_errors && !preview->options.quiet)
        vt_preview_tell(preview, VT_PREVIEW_NEWS, "No errors any more.\n");
    g_free(preview->told);
    preview->told = vt_buffer_steal(&text, NULL);
}

void vt_problems_set(VtPreview *preview, VtDiagnostics *checks)
{
    bool had_errors = preview->problems.length > 0;
    bool has_errors = vt_diagnostics_count(preview->last->sink, VT_ERROR) > 0 ||
                      (checks != NULL && vt_diagnostics_count(checks, VT_ERROR) > 0);
    vt_buffer_reset(&preview->problems);
    if (has_errors)
        write_all(preview, checks, false, &preview->problems);
    tell_problems(preview, checks, had_errors, has_errors);
    vt_events_tell_state(preview);
}

/* ---- Checks -------------------------------------------------------------------------------------------- */

typedef struct Check {
    VtPreview *preview;
    GPtrArray *sites;
    uint64_t number;
} Check;

static void free_check(gpointer data)
{
    Check *check = data;
    g_ptr_array_unref(check->sites);
    g_free(check);
}

static void free_sink(gpointer sink)
{
    vt_diagnostics_free(sink);
}

static void run_check(GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
    (void)source, (void)cancellable;
    const Check *check = data;
    VtDiagnostics *sink = vt_diagnostics_new();
    vt_checks_run(check->sites, &check->preview->options, &check->preview->cancel_checks, sink);
    g_task_return_pointer(task, sink, free_sink);
}

static gboolean begin_check(gpointer data);

void vt_checks_later(VtPreview *preview)
{
    if (preview->check_timer == 0)
        preview->check_timer = g_timeout_add(CHECK_AFTER_MS, begin_check, preview);
}

static void on_checked(GObject *source, GAsyncResult *result, gpointer data)
{
    (void)source;
    VtPreview *preview = data;
    const Check *check = g_task_get_task_data(G_TASK(result));
    g_autoptr(VtDiagnostics) sink = g_task_propagate_pointer(G_TASK(result), NULL);
    bool stale = g_atomic_int_get(&preview->cancel_checks) != 0 || preview->building ||
                 check->number != preview->last->number;
    preview->checking = false;
    if (!stale)
        vt_problems_set(preview, sink);
    else if (!preview->building && !preview->stopped)
        vt_checks_later(preview);
}

static gboolean begin_check(gpointer data)
{
    VtPreview *preview = data;
    if (preview->checking)
        return G_SOURCE_CONTINUE;
    preview->check_timer = 0;
    preview->checking = true;
    g_atomic_int_set(&preview->cancel_checks, 0);
    Check *check = g_new0(Check, 1);
    *check = (Check){preview, g_ptr_array_ref(preview->last->sites), preview->last->number};
    g_autoptr(GTask) task = g_task_new(NULL, NULL, on_checked, preview);
    g_task_set_task_data(task, check, free_check);
    g_task_run_in_thread(task, run_check);
    return G_SOURCE_REMOVE;
}

void vt_checks_stop(VtPreview *preview)
{
    g_atomic_int_set(&preview->cancel_checks, 1);
    if (preview->check_timer != 0)
        g_source_remove(preview->check_timer);
    preview->check_timer = 0;
}
