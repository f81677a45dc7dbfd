/* What the parts of the résumé lint share. */
#pragma once

#include <vitrine/resume_lint.h>

/* One run; borrows all. */
typedef struct VtLint {
    const VtPortfolio *portfolio;
    const VtEdition *edition;
    VtDiagnostics *sink;
} VtLint;

/* NULL when the author wants none of that id; else a diagnostic that already says how to silence it. */
VtDiagnostic *vt_lint_report(const VtLint *lint, VtDiagnosticId id, VtSpan span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* The value of that key in the entry's file; the file, where it has none. */
VtSpan vt_lint_span(const VtLint *lint, const VtEditionEntry *entry, const char *key);
/* The author's own entry. */
const VtEntry *vt_lint_origin(const VtLint *lint, const VtEditionEntry *entry);

/* resume_lint_dates.c */
void vt_lint_dates(const VtLint *lint);
/* resume_lint_texts.c */
void vt_lint_texts(const VtLint *lint);
