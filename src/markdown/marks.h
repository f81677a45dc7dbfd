/* marks: what surveying, matching and projecting share. */
#pragma once

#include "containers.h"
#include "parser.h"

/* A comment that begins with `audience` or `/audience`, and where md4c says it stands. */
typedef struct VtMarkComment {
    size_t start, end;
    bool closes;
    bool in_html;       /* an HTML block; else raw HTML among words */
    bool alt;           /* within an image's brackets */
    unsigned stream;    /* 0: the body; else the footnote, counted from 1 */
    unsigned container; /* the innermost quote, item or footnote; 0: none */
    unsigned item;      /* the innermost item; 0: none */
    unsigned row;       /* the table row; 0: none */
    bool head;          /* in a table's head */
    unsigned block;     /* the leaf */
    unsigned span;      /* the innermost emphasis or link; 0: none */
} VtMarkComment;

/* A container as md4c has it, counted from 1. */
typedef struct VtMarkItem {
    unsigned parent; /* the container around it */
    bool item;
    size_t first, last; /* known places of text inside */
} VtMarkItem;

/* What one survey collects. */
typedef struct VtSurveyor {
    VtMarkdown *md;
    const VtSource *source;
    const VtRevision *revision; /* of which the source is the text; NULL: the source is the author's own */
    size_t start, end;
    VtSurveyFlags flags;
    VtArena *arena;
    VtDiagnostics *sink;
    bool broken;
    GArray *comments; /* of VtMarkComment */
    GArray *items;    /* of VtMarkItem; the first stands for the text itself */
    GArray *runs;     /* of VtRun */
    GArray *marks;    /* of VtMark */
    GArray *owners;   /* of unsigned, by mark: the item of an ITEM mark */
    /* Where md4c is. */
    unsigned stream, container, item, row, rows, block, blocks, span, link, links, image_depth;
    bool head, in_html, in_code;
    size_t last_end;    /* of the run before */
    size_t comment_end; /* of the comment at hand */
    size_t comment_start;
    GArray *spans;      /* of unsigned */
    GArray *open_links; /* of unsigned */
    unsigned span_count;
} VtSurveyor;

/* marks_read.c: md4c's callbacks. False when md4c gave up. */
bool vt_survey_read(VtSurveyor *surveyor);
/* marks_match.c: comments to marks. */
void vt_survey_match(VtSurveyor *surveyor);
/* marks_extent.c: what a mark covers. */
void vt_survey_extents(VtSurveyor *surveyor);

/* marks.c */
VtDiagnostic *vt_survey_report(VtSurveyor *surveyor, VtDiagnosticId id, size_t start, size_t end,
                               const char *format, ...) G_GNUC_PRINTF(5, 6);
/* A note with the line of another comment. */
void vt_survey_place(VtSurveyor *surveyor, VtDiagnostic *diagnostic, size_t start, size_t end,
                     const char *what);

/* Where the line of a place begins and ends (without and behind its line break). */
size_t vt_line_start(const VtSource *source, size_t floor, size_t at);
size_t vt_line_end(const VtSource *source, size_t ceiling, size_t at);
size_t vt_line_next(const VtSource *source, size_t ceiling, size_t at);
/* Nothing but quote marks and spaces before it on its line, or nothing behind it. */
bool vt_stands_first(const VtSource *source, size_t floor, size_t at);
bool vt_stands_last(const VtSource *source, size_t ceiling, size_t at);
/* marks_draft.c, marks_tidy.c */

/* A place of the draft where something was cut. */
typedef struct VtCutPlace {
    size_t at;       /* in the draft */
    bool lines;      /* whole lines went: `at` begins a line */
    bool hidden;     /* not the comments alone */
    bool block;      /* words of an HTML block */
    unsigned column; /* where the comment stood on its line */
} VtCutPlace;

typedef struct VtDraft {
    VtRevision text;
    GArray *cuts; /* of VtCutPlace, in order */
} VtDraft;

void vt_draft_init(VtDraft *draft, const VtSource *source);
void vt_draft_finish(VtDraft *draft);
/* Cuts for an audience. Returns how many outermost marks were hidden. */
size_t vt_draft_make(const VtSurvey *survey, const char *audience, VtProjectFlags flags, VtDraft *draft);
/* Copies the draft, tidied. */
void vt_draft_tidy(const VtDraft *draft, VtRevision *out);
