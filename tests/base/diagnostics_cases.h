/* Diagnostics of every shape, with ids of their own: snapshots of base/ must not change when another
 * part rewords its messages. */
#pragma once

#include <diagnostics_record.h>

extern const VtDiagnosticInfo case_error;
extern const VtDiagnosticInfo case_warning;
extern const VtDiagnosticInfo case_note;

VtDiagnostic *case_diagnose(VtDiagnostics *sink, const VtDiagnosticInfo *info, VtSpan span,
                            const char *format, ...) G_GNUC_PRINTF(4, 5);
/* Fills the sink with all cases; `reversed` adds them from the last to the first. */
void cases_add_all(VtDiagnostics *sink, bool reversed);
