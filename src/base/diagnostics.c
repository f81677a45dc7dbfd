#include "diagnostics_record.h"
#include "source_lines.h"

#include <pthread.h>

/* Owns its diagnostics. The lock guards the array and the counts, never a diagnostic's own fields. It is of
 * POSIX because thread sanitizers do not see into GLib's. */
struct VtDiagnostics {
    pthread_mutex_t lock;
    GPtrArray *all; /* of VtDiagnostic */
    VtSourceLines *lines;
    size_t counts[VT_NOTE + 1];
};

static void place_finish(VtPlace *place)
{
    g_free(place->path);
    vt_excerpt_finish(&place->excerpt);
}

static void free_note(gpointer data)
{
    VtPlacedNote *note = data;
    g_free(note->text);
    place_finish(&note->place);
    g_free(note);
}

static void free_diagnostic(gpointer data)
{
    VtDiagnostic *diagnostic = data;
    if (!g_atomic_ref_count_dec(&diagnostic->sinks))
        return;
    g_free(diagnostic->message);
    g_free(diagnostic->suggestion);
    place_finish(&diagnostic->place);
    if (diagnostic->notes)
        g_ptr_array_unref(diagnostic->notes);
    g_free(diagnostic);
}

VtDiagnostics *vt_diagnostics_new(void)
{
    VtDiagnostics *sink = g_new0(VtDiagnostics, 1);
    pthread_mutex_init(&sink->lock, NULL);
    sink->all = g_ptr_array_new_with_free_func(free_diagnostic);
    sink->lines = vt_source_lines_new();
    return sink;
}

void vt_diagnostics_free(VtDiagnostics *sink)
{
    if (!sink)
        return;
    g_ptr_array_unref(sink->all);
    vt_source_lines_free(sink->lines);
    pthread_mutex_destroy(&sink->lock);
    g_free(sink);
}

static VtPlace make_place(VtSourceLines *lines, VtSpan span)
{
    VtPlace place = {0};
    if (!span.source)
        return place;
    place.path = g_strdup(span.source->path);
    if (span.offset == VT_WHOLE_FILE)
        return place;
    VtSeenSpan seen = vt_source_lines_see(lines, span);
    place.start = seen.start;
    place.end = seen.end;
    place.excerpt = seen.excerpt;
    return place;
}

VtPosition vt_diagnostics_position(VtDiagnostics *sink, const VtSource *source, size_t offset)
{
    return vt_source_lines_position(sink->lines, source, offset);
}

/* The messages of other libraries end in newlines. */
static char *G_GNUC_PRINTF(1, 0) format_sentence(const char *format, va_list arguments)
{
    return g_strchomp(g_strdup_vprintf(format, arguments));
}

VtDiagnostic *vt_diagnose_info(VtDiagnostics *sink, const VtDiagnosticInfo *info, VtSpan span,
                               const char *format, va_list arguments)
{
    VtDiagnostic *diagnostic = g_new0(VtDiagnostic, 1);
    g_atomic_ref_count_init(&diagnostic->sinks);
    diagnostic->info = info;
    diagnostic->message = format_sentence(format, arguments);
    diagnostic->lines = sink->lines;
    diagnostic->place = make_place(sink->lines, span);
    pthread_mutex_lock(&sink->lock);
    g_ptr_array_add(sink->all, diagnostic);
    sink->counts[info->severity]++;
    pthread_mutex_unlock(&sink->lock);
    return diagnostic;
}

VtDiagnostic *vt_diagnose(VtDiagnostics *sink, VtDiagnosticId id, VtSpan span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    VtDiagnostic *diagnostic = vt_diagnose_info(sink, vt_diagnostic_info(id), span, format, arguments);
    va_end(arguments);
    return diagnostic;
}

VtDiagnostic *vt_diagnose_path(VtDiagnostics *sink, VtDiagnosticId id, const char *path, const char *format,
                               ...)
{
    const VtSource source = {.path = path};
    va_list arguments;
    va_start(arguments, format);
    VtDiagnostic *diagnostic = vt_diagnose_info(sink, vt_diagnostic_info(id), VT_IN_FILE(&source), format,
                                                arguments);
    va_end(arguments);
    return diagnostic;
}

static void G_GNUC_PRINTF(3, 0)
    add_note(VtDiagnostic *diagnostic, VtSpan span, const char *format, va_list arguments)
{
    if (!diagnostic->notes)
        diagnostic->notes = g_ptr_array_new_with_free_func(free_note);
    VtPlacedNote *note = g_new0(VtPlacedNote, 1);
    note->text = format_sentence(format, arguments);
    note->place = make_place(diagnostic->lines, span);
    g_ptr_array_add(diagnostic->notes, note);
}

void vt_diagnostic_note(VtDiagnostic *diagnostic, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_note(diagnostic, VT_NOWHERE, format, arguments);
    va_end(arguments);
}

void vt_diagnostic_place(VtDiagnostic *diagnostic, VtSpan span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_note(diagnostic, span, format, arguments);
    va_end(arguments);
}

const char *vt_diagnostic_suggest(VtDiagnostic *diagnostic, const char *word, const char *const *candidates,
                                  size_t count)
{
    const char *nearest = vt_nearest(word, candidates, count);
    if (nearest) {
        g_free(diagnostic->suggestion);
        diagnostic->suggestion = g_strdup(nearest);
    }
    return nearest;
}

void vt_diagnostics_add_all(VtDiagnostics *sink, const VtDiagnostics *from)
{
    pthread_mutex_lock(&sink->lock);
    for (guint i = 0; i < from->all->len; i++) {
        VtDiagnostic *diagnostic = g_ptr_array_index(from->all, i);
        g_atomic_ref_count_inc(&diagnostic->sinks);
        g_ptr_array_add(sink->all, diagnostic);
        sink->counts[diagnostic->info->severity]++;
    }
    pthread_mutex_unlock(&sink->lock);
}

/* The lock is no part of what the caller sees as constant. */
size_t vt_diagnostics_count(const VtDiagnostics *sink, VtSeverity severity)
{
    pthread_mutex_t *lock = &((VtDiagnostics *)sink)->lock;
    pthread_mutex_lock(lock);
    size_t count = sink->counts[severity];
    pthread_mutex_unlock(lock);
    return count;
}

bool vt_diagnostics_holds(const VtDiagnostics *sink, VtDiagnosticId id)
{
    for (guint i = 0; i < sink->all->len; i++) {
        const VtDiagnostic *diagnostic = g_ptr_array_index(sink->all, i);
        if (diagnostic->info == vt_diagnostic_info(id))
            return true;
    }
    return false;
}

size_t vt_diagnostics_shown(const VtDiagnostics *sink, VtSeverity severity)
{
    g_autoptr(GPtrArray) shown = vt_diagnostics_sorted(sink->all);
    size_t count = 0;
    for (guint i = 0; i < shown->len; i++) {
        const VtDiagnostic *diagnostic = g_ptr_array_index(shown, i);
        count += diagnostic->info->severity == severity;
    }
    return count;
}

const char *vt_severity_name(VtSeverity severity)
{
    static const char *const names[] = {[VT_ERROR] = "error", [VT_WARNING] = "warning", [VT_NOTE] = "note"};
    return names[severity];
}

size_t vt_diagnostic_note_count(const VtDiagnostic *diagnostic)
{
    return diagnostic->notes ? diagnostic->notes->len : 0;
}

const VtPlacedNote *vt_diagnostic_note_at(const VtDiagnostic *diagnostic, size_t index)
{
    return g_ptr_array_index(diagnostic->notes, index);
}

static const char *const format_names[] = {
    [VT_FORMAT_TEXT] = "text",
    [VT_FORMAT_JSON] = "json",
    [VT_FORMAT_GITHUB] = "github",
    [VT_FORMAT_SARIF] = "sarif",
};

bool vt_diagnostic_format_parse(const char *name, VtDiagnosticFormat *format)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(format_names); i++) {
        if (strcmp(name, format_names[i]) == 0) {
            *format = (VtDiagnosticFormat)i;
            return true;
        }
    }
    return false;
}

void vt_diagnostics_write(VtDiagnostics *sink, VtDiagnosticFormat format, bool color, VtBuffer *out)
{
    g_autoptr(GPtrArray) shown = vt_diagnostics_sorted(sink->all);
    switch (format) {
    case VT_FORMAT_TEXT:
        vt_diagnostics_write_text(shown, color, out);
        break;
    case VT_FORMAT_JSON:
        vt_diagnostics_write_json(shown, out);
        break;
    case VT_FORMAT_GITHUB:
        vt_diagnostics_write_github(shown, out);
        break;
    case VT_FORMAT_SARIF:
        vt_diagnostics_write_sarif(shown, out);
        break;
    }
}
