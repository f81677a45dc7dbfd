/* importer: documents that people have (a résumé, stories, narratives, JSON Resume, FRESH) → a content tree.
 *
 * Reading, recognising, planning and writing are four steps, and nothing is written before the last:
 *
 *   text → blocks with places → records (which bytes of the input go to which key or body of which file)
 *        → files → the promise is checked on their final bytes → written
 *
 * A record is only made where the evidence is clear. What is not recognised stays as it was written: in the
 * body of an entry or a page, or in unplaced.md, which is private, for the author to place.
 *
 * The promise: each word of the input (a run of letters, digits, marks and symbols such as emoji; case kept;
 * less the repairs that were reported, and the anchors of links that lead to another file now) lies in
 * exactly one record, and the words of a record stand, in their order, where it says: in the value of a
 * front-matter key as it is read back from the YAML, or in the body. vt_import_finish checks it and gives no
 * files otherwise (import-words).
 *
 * Repairs are made where only one reading is possible: a UTF-8 character that was read as Windows-1252 and
 * saved again,
 * `[5pt]` behind bold text, a paragraph that goes on in lower case after a page break, a break missing behind
 * bold text. Each is a note with its line, before and after (import-repair).
 *
 * What comes in as `audience: private`: sections of weaknesses, open questions, interview notes and
 * references, contact lines that hold a phone number, and unplaced.md.
 *
 * Ownership: a VtImport owns all that its functions lend, until vt_import_free. One thread. */
#pragma once

#include "diagnostics.h"

typedef struct VtImport VtImport;

typedef enum VtImportFormat {
    VT_IMPORT_AUTO, /* JSON when the first character is "{", else Markdown */
    VT_IMPORT_MARKDOWN,
    VT_IMPORT_JSON_RESUME, /* 0.x and 1.x */
    VT_IMPORT_FRESH
} VtImportFormat;

/* False when the name is none of auto, markdown, jsonresume, fresh. */
bool vt_import_format_parse(const char *name, VtImportFormat *format);

typedef struct VtImportOptions {
    VtImportFormat format;
    bool keep_faults; /* no repairs */
    bool allow_html;  /* also scripts and event handlers */
} VtImportOptions;

VtImport *vt_import_new(const VtImportOptions *options);
void vt_import_free(VtImport *import);

/* Reads one document into the plan; several may follow each other. `path` is as the author knows it, and its
 * folder is where relative links are looked up. The text is copied. False after an error. */
bool vt_import_add(VtImport *import, const char *path, const char *text, size_t length, VtDiagnostics *sink);
/* The same from a file. */
bool vt_import_add_file(VtImport *import, const char *path, VtDiagnostics *sink);

/* Completes the tree (site.yaml, profile.md) and checks the promise. False after an error: then there are no
 * files. */
bool vt_import_finish(VtImport *import, VtDiagnostics *sink);

/* ---- What came of it, after vt_import_finish
 * ---------------------------------------------------------------- */

/* A name for the folder of a new site: the person's, else the first file's, as a slug. */
const char *vt_import_name(const VtImport *import);

typedef struct VtImportFile {
    const char *path; /* below the site's folder: "site-content/experience/2020-05-truelayer.md" */
    const char *text;
    size_t length;
    bool default_only; /* holds nothing of the input: written only where no such file is */
} VtImportFile;

const VtImportFile *vt_import_files(const VtImport *import, size_t *count);

/* One thing that was found, as the report shows it. */
typedef struct VtImportFinding {
    const char *source; /* path of the input */
    size_t line;        /* from 1; 0: none */
    const char *what;   /* "role", "degree", "story" … */
    const char *title;
    const char *path;    /* of its file, below site-content; NULL: none */
    unsigned sure;       /* 0 to 100 */
    const char *look_at; /* what the author should check; NULL: nothing */
} VtImportFinding;

const VtImportFinding *vt_import_findings(const VtImport *import, size_t *count);
/* How many findings are called that. */
size_t vt_import_count(const VtImport *import, const char *what);

/* A table for the terminal, or the page import-report.md. */
void vt_import_write_report(const VtImport *import, bool markdown, VtBuffer *out);

/* ---- Writing
 * ------------------------------------------------------------------------------------------------- */

typedef enum VtImportChange { VT_IMPORT_NEW, VT_IMPORT_SAME, VT_IMPORT_DIFFERS } VtImportChange;

typedef struct VtImportSummary {
    size_t new_files, same_files, different_files;
    bool report_changed;
} VtImportSummary;

/* Writes the tree and import-report.md into the folder `site`. A file that is there with other bytes was
 * edited: unless `force`, each is reported (import-edited) and nothing at all is written. site.yaml is never
 * overwritten. `dry` only compares. False after an error. */
bool vt_import_write(const VtImport *import, const char *site, bool force, bool dry, VtImportSummary *summary,
                     VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtImport, vt_import_free)
