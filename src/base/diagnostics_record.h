/* What a sink keeps of each diagnostic; shared by the sink and the writers of its forms. */
#pragma once

#include "source_excerpt.h"

#include <vitrine/diagnostics.h>

#include <stdarg.h>

/* Owned copies of a place. Path NULL: the whole run. start.line 0: the file, no line. `end` lies one
 * column beyond the span and equals `start` where the span is empty. */
typedef struct VtPlace {
    char *path;
    VtPosition start;
    VtPosition end;
    VtExcerpt excerpt;
} VtPlace;

/* A note without a path has no place. */
typedef struct VtPlacedNote {
    char *text;
    VtPlace place;
} VtPlacedNote;

/* Owned by its sinks, until the last vt_diagnostics_free. `suggestion` is the candidate alone, or NULL. */
struct VtDiagnostic {
    gatomicrefcount sinks;
    const VtDiagnosticInfo *info;
    char *message;
    VtPlace place;
    GPtrArray *notes; /* of VtPlacedNote; NULL while there is none */
    char *suggestion;
    struct VtSourceLines *lines; /* of the sink that it was first added to; for notes, while that lives */
};

/* vt_diagnose for an id that need not be in the registry. */
VtDiagnostic *vt_diagnose_info(VtDiagnostics *sink, const VtDiagnosticInfo *info, VtSpan span,
                               const char *format, va_list arguments) G_GNUC_PRINTF(4, 0);
/* Sorted, duplicates once; the diagnostics are borrowed. Free the array. */
GPtrArray *vt_diagnostics_sorted(const GPtrArray *all);

/* "error", "warning", "note". */
const char *vt_severity_name(VtSeverity severity);
size_t vt_diagnostic_note_count(const VtDiagnostic *diagnostic);
const VtPlacedNote *vt_diagnostic_note_at(const VtDiagnostic *diagnostic, size_t index);

void vt_diagnostics_write_text(const GPtrArray *diagnostics, bool color, VtBuffer *out);
void vt_diagnostics_write_json(const GPtrArray *diagnostics, VtBuffer *out);
void vt_diagnostics_write_github(const GPtrArray *diagnostics, VtBuffer *out);
void vt_diagnostics_write_sarif(const GPtrArray *diagnostics, VtBuffer *out);
