/* What is to be written, and which bytes of the input each part of it holds. Private to the importer. */
#pragma once

#include "document.h"
#include "vitrine/importer.h"

/* Where the words of a range of an input went. */
typedef struct VtRecord {
    const struct VtPlanFile *file;
    const char *key; /* "title", "extra.dates"; NULL: the body */
    VtRange source;
} VtRecord;

/* One document. Owns its texts and arrays; does not move. */
typedef struct VtInput {
    VtSource source; /* as the author wrote it, lines ended by \n; repairs not made */
    char *text;      /* repaired */
    size_t length;
    GArray *repairs; /* of VtRepair */
    GArray *shifts;  /* of VtShift: from offsets of `text` to those of `source` */
    VtBlocks blocks;
    GArray *records;           /* of VtRecord, in any order; they do not overlap */
    GPtrArray *expected;       /* of JSON: texts that must be in the file of the same index; NULL: no JSON */
    GPtrArray *expected_files; /* VtPlanFile */
    GArray *exempt; /* of VtRange: destinations of links that lead elsewhere now: words that may be gone */
} VtInput;

typedef struct VtShift {
    size_t repaired, original;
} VtShift;

/* Takes a copy; NULL after an error: not UTF-8, control characters, too large. */
VtInput *vt_input_new(const char *path, const char *text, size_t length, bool repair, VtDiagnostics *sink);
void vt_input_free(VtInput *input);
/* The place in the author's text. */
VtSpan vt_input_span(const VtInput *input, VtRange range);
size_t vt_input_line(const VtInput *input, VtRange range);

static inline VtSlice vt_input_slice(const VtInput *input, VtRange range)
{
    return vt_range_slice(input->text, range);
}

typedef enum VtFieldForm {
    VT_FIELD_TEXT,     /* plain; written so that it reads the same where the key holds Markdown */
    VT_FIELD_MARKDOWN, /* as it is */
    VT_FIELD_PLAIN,
    VT_FIELD_LIST,
    VT_FIELD_ACCOUNTS,
    VT_FIELD_NODE
} VtFieldForm;

typedef struct VtPlanField {
    char *key; /* "stack"; of extra: "extra.dates" */
    VtFieldForm form;
    GPtrArray *values; /* char *; of accounts: network, url, network, url … */
    GArray *places;    /* uint32_t for each value of a list: where it stands in the input */
    guint joined;      /* values before this one are in order */
    void *node;        /* json_t *, of VT_FIELD_NODE */
} VtPlanField;

/* A part of a body, until vt_plan_join. */
typedef struct VtBodyPart {
    uint32_t start; /* in the input */
    char *text;     /* owned */
} VtBodyPart;

/* Owned by the plan. */
typedef struct VtPlanFile {
    char *path;        /* below site-content */
    GPtrArray *fields; /* VtPlanField, in the order of their making */
    GString *body;
    GArray *parts; /* of VtBodyPart: what the present input adds to the body */
    bool default_only;
    const VtInput *input; /* the first that gave it something */
    VtRange first;        /* where that is */
    bool has_source;
    char *text; /* its bytes, once finished */
} VtPlanFile;

typedef struct VtFindingRow {
    VtImportFinding finding;
    char *title, *path, *look_at;
} VtFindingRow;

typedef struct VtPlan {
    GPtrArray *files;    /* VtPlanFile */
    GHashTable *paths;   /* path → VtPlanFile */
    GArray *findings;    /* of VtFindingRow */
    GPtrArray *inputs;   /* VtInput */
    GHashTable *targets; /* "path of a file\ntarget": links that lead to files of the plan */
    unsigned dead_links;
    bool allow_html;
} VtPlan;

void vt_plan_init(VtPlan *plan);
void vt_plan_finish(VtPlan *plan);

/* A new file: folder ("" at the root) and a stem that is made a slug, cut to size and made unique. */
VtPlanFile *vt_plan_new_file(VtPlan *plan, const char *folder, const char *stem);
/* The file of that path, new if need be. */
VtPlanFile *vt_plan_file(VtPlan *plan, const char *path);
/* NULL when there is none. */
VtPlanFile *vt_plan_find(const VtPlan *plan, const char *path);
/* The private file of what has no place yet. */
VtPlanFile *vt_plan_unplaced(VtPlan *plan);
/* Where messages about a file point: at what first went into it. */
VtSpan vt_plan_place(const VtPlanFile *file);
/* Its body as a page will have it; NULL when that is too large. `sink` NULL: nothing is said. */
VtDocument *vt_plan_document(const VtPlanFile *file, VtMarkdown *markdown, VtDiagnostics *sink);

/* A value that comes from nowhere in particular, or stands elsewhere too. Ignored when the key has a value,
 * but for lists. */
void vt_plan_set(VtPlanFile *file, const char *key, VtFieldForm form, const char *value);
/* A JSON value (json_t *), which it takes. */
void vt_plan_set_node(VtPlanFile *file, const char *key, void *node);
bool vt_plan_has(const VtPlanFile *file, const char *key);
const char *vt_plan_value(const VtPlanFile *file, const char *key);
/* A value that is the input's: from here on its words count as found there. */
void vt_plan_take(VtInput *input, VtPlanFile *file, const char *key, VtFieldForm form, VtRange source,
                  const char *value);
/* A heading's plain text as the value; where marks stand within its words, the heading also as it was
 * written. */
void vt_plan_heading(VtInput *input, VtPlanFile *file, const char *key, VtFieldForm form, VtRange source);
void vt_plan_account(VtInput *input, VtPlanFile *file, const char *network, const char *url, VtRange source);
/* Appends a slice to the body as it is, without up to `indent` blanks before each line. */
void vt_plan_body(VtInput *input, VtPlanFile *file, VtRange source, unsigned indent);

/* The same with a text that holds the words of the slice. Takes the text. */
void vt_plan_body_text(VtInput *input, VtPlanFile *file, VtRange source, char *text);
/* Puts what was added since the last call in the order of the input: an author's text is not shuffled,
 * whatever the order in which its parts were recognised. */
void vt_plan_join(VtPlan *plan);

/* One line of the input that several fields share. When the pieces hold all its words, in order, they are
 * taken; else the fields are set, and the line goes to `otherwise` as it was written, or to the body when
 * that is NULL. */
typedef struct VtPiece {
    const char *key;
    VtFieldForm form;
    VtRange source;
    char *value;         /* owned by the line; NULL: the plain text of the source */
    const char *network; /* of an account */
} VtPiece;

typedef struct VtLine {
    VtRange range;
    VtPiece pieces[24];
    size_t count;
} VtLine;

void vt_line_add(VtLine *line, const char *key, VtFieldForm form, VtRange source, char *value);
/* True when the pieces were taken (only if `take`); else the fields are set, and the line's words are still
 * to be placed. Empties the line. */
bool vt_plan_line_if_whole(VtInput *input, VtPlanFile *file, VtLine *line, bool take);
/* True when the pieces were taken. Empties the line. */
bool vt_plan_line(VtInput *input, VtPlanFile *file, VtLine *line, const char *otherwise);

void vt_plan_find_row(VtPlan *plan, const VtInput *input, VtRange place, const char *what, const char *title,
                      const VtPlanFile *file, unsigned sure, const char *look_at);

/* Front matter and body; sets `text`. */
void vt_plan_write_file(VtPlanFile *file);
/* A path as a slug of at most some forty bytes. */
char *vt_stem(const char *text);

/* Makes links between parts of the input lead to the files they are in now. */
void vt_plan_links(VtPlan *plan, VtInput *input);
/* Links that lead neither elsewhere nor to where vt_plan_links let them lead become plain text; images
 * without words say that they decorate. */
void vt_plan_mute_links(VtPlan *plan, VtPlanFile *file, VtDiagnostics *sink);
/* False after import-html: a file would hold scripts or event handlers, and they were not asked for. */
bool vt_plan_check_programs(VtPlan *plan, VtDiagnostics *sink);
/* Tags that a build would refuse are hidden in comments. */
void vt_plan_escape_tags(const VtPlan *plan, VtPlanFile *file, VtDiagnostics *sink);
/* A body that no build would take (tags that do not nest, an address that runs a program) becomes a block of
 * code; a comment without an end gets one. */
void vt_plan_rescue(VtPlanFile *file, VtDiagnostics *sink);
/* The promise. False after import-words. */
bool vt_plan_check_words(const VtPlan *plan, VtDiagnostics *sink);
