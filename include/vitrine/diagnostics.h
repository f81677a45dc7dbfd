/* diagnostics: what Vitrine tells an author, with its place.
 *
 * A diagnostic has a severity, a stable id, a place, a sentence, and at times a note and a suggestion.
 * Ids are declared once, in include/vitrine/diagnostics.def; the enum below, `vitrine explain ID`, the page
 * in docs/ and the test that every id has a snapshot are made from that file.
 *
 * Nothing prints below cli/. Functions add to a sink and return success; the sink is sorted and printed
 * once, at the end of a run. Adding copies all it needs of the source (its path and the line), so a
 * source may be freed at once. Lines and columns are computed only when something is added.
 *
 * Sentences start in lower case, have no full stop, and quote what the author typed: "unknown key
 * \"titel\"". Notes say what is true; suggestions say what to do.
 *
 * Threads: a sink may be added to by many threads at once; a VtDiagnostic just returned belongs to the
 * thread that added it until it is done with notes; reading waits until all have finished. */
#pragma once

#include "base.h"

#include <stdio.h>

typedef enum VtSeverity { VT_ERROR, VT_WARNING, VT_NOTE } VtSeverity;

/* One id, VT_LINK_ANCHOR for "link-anchor", for each line of the registry. */
typedef enum VtDiagnosticId {
#define VT_DIAGNOSTIC(id, name, severity, summary, explanation) VT_##id,
#include "diagnostics.def"
#undef VT_DIAGNOSTIC
    VT_DIAGNOSTIC_COUNT
} VtDiagnosticId;

typedef struct VtDiagnosticInfo {
    const char *name;
    VtSeverity severity;
    const char *summary;     /* one sentence, for lists */
    const char *explanation; /* paragraphs: what it means, an example, the way out */
} VtDiagnosticInfo;

const VtDiagnosticInfo *vt_diagnostic_info(VtDiagnosticId id);
/* NULL when no id has that name. */
const VtDiagnosticInfo *vt_diagnostic_find(const char *name);

/* A file's text as it was read. Lent by whoever read it; `path` is as the author would write it.
 *
 * A text that only messages will ask for again may be forgotten, for the memory: `text` is then NULL, while
 * `length` and `fingerprint` tell what it was. Positions and excerpts are found all the same, by reading the
 * file once more. */
typedef struct VtSource {
    const char *path;
    const char *text;
    size_t length;
    uint64_t fingerprint; /* of a text that is forgotten */
} VtSource;

/* Sets `text` to NULL; whoever lent it may use its memory for something else. */
void vt_source_forget(VtSource *source);
/* Reads a forgotten text again, into the buffer, from which `whole` has it. False when the file cannot be
 * read or is not what it was. */
bool vt_source_recall(const VtSource *source, VtBuffer *text, VtSource *whole);

/* A place: `length` bytes at `offset` of a source. No source: the whole run. VT_WHOLE_FILE as offset:
 * the file, no line. */
typedef struct VtSpan {
    const VtSource *source;
    size_t offset;
    size_t length;
} VtSpan;

#define VT_WHOLE_FILE ((size_t)-1)
#define VT_NOWHERE ((VtSpan){0})
#define VT_IN_FILE(source) ((VtSpan){(source), VT_WHOLE_FILE, 0})

/* Lines and columns count from 1, columns in Unicode code points. */
typedef struct VtPosition {
    size_t line;
    size_t column;
} VtPosition;

/* Counts from the text's beginning, and reads a forgotten text for it. */
VtPosition vt_source_position(const VtSource *source, size_t offset);

typedef struct VtDiagnostic VtDiagnostic;
typedef struct VtDiagnostics VtDiagnostics;

VtDiagnostics *vt_diagnostics_new(void);
void vt_diagnostics_free(VtDiagnostics *sink);

/* The only way to report. Returns what was added, owned by the sink, for the calls below. */
VtDiagnostic *vt_diagnose(VtDiagnostics *sink, VtDiagnosticId id, VtSpan span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* The same for a file that was not read as text: only its path is known. */
VtDiagnostic *vt_diagnose_path(VtDiagnostics *sink, VtDiagnosticId id, const char *path, const char *format,
                               ...) G_GNUC_PRINTF(4, 5);
/* Each adds a line "= …" below the message. */
void vt_diagnostic_note(VtDiagnostic *diagnostic, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A note with a place of its own ("first defined here"), printed with its line. */
void vt_diagnostic_place(VtDiagnostic *diagnostic, VtSpan span, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* "did you mean NEAREST?", from the candidate nearest to `word`; nothing when none is near. Returns that
 * candidate or NULL, so that a note can tell where it is. */
const char *vt_diagnostic_suggest(VtDiagnostic *diagnostic, const char *word, const char *const *candidates,
                                  size_t count);

/* As vt_source_position, for what is said in a message's words: remembers the text that was asked for last.
 */
VtPosition vt_diagnostics_position(VtDiagnostics *sink, const VtSource *source, size_t offset);

/* Adds what another sink holds, whose diagnostics then get no more notes. Either sink may be freed first. */
void vt_diagnostics_add_all(VtDiagnostics *sink, const VtDiagnostics *from);

/* How many were added so far, duplicates too: cheap, and safe while others add. */
size_t vt_diagnostics_count(const VtDiagnostics *sink, VtSeverity severity);
/* Was anything of that id added? */
bool vt_diagnostics_holds(const VtDiagnostics *sink, VtDiagnosticId id);
/* How many vt_diagnostics_write shows; for the end of a run. */
size_t vt_diagnostics_shown(const VtDiagnostics *sink, VtSeverity severity);

typedef enum VtDiagnosticFormat {
    VT_FORMAT_TEXT,
    VT_FORMAT_JSON,
    VT_FORMAT_GITHUB,
    VT_FORMAT_SARIF
} VtDiagnosticFormat;

/* False when the name is none of text, json, github, sarif. */
bool vt_diagnostic_format_parse(const char *name, VtDiagnosticFormat *format);
/* Appends all, sorted by path, line, column and id. What says the same of the same line and column is
 * written once, with the notes that sort first. `color` only bears on text. */
void vt_diagnostics_write(VtDiagnostics *sink, VtDiagnosticFormat format, bool color, VtBuffer *out);

/* ---- The registry for people ---- */

/* What `vitrine explain ID` prints: plain text, wrapped to 80 columns. */
void vt_diagnostic_write_explanation(const VtDiagnosticInfo *info, VtBuffer *out);
/* Markdown of paragraphs, lists and code as a terminal shows it: wrapped to 80 columns, code as it is. */
void vt_write_wrapped(const char *markdown, VtBuffer *out);
/* The page of docs/ about all ids, in Markdown. */
void vt_diagnostics_write_reference(VtBuffer *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtDiagnostics, vt_diagnostics_free)
