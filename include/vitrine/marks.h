/* marks: who may read which part of a text, and the text that is left for one reader.
 *
 *     <!-- audience: recruiter, community --> … <!-- /audience -->
 *
 * A mark is a pair of comments around blocks (siblings in one list item, quote or text) or around words of
 * one paragraph, heading or cell. Without a closing comment it covers the list item that it stands in, nested
 * lists and all, or the table row; anywhere else that is an error. Marks nest and only tighten; `private` is
 * for nobody.
 *
 * Two steps. A *survey* reads a text once, through md4c, so that what looks like a mark in code is code; it
 * finds marks and, if asked, the runs of text with their places. A *projection* then makes the text that one
 * audience reads: what is hidden is cut out of the source text, with every comment of the syntax, before
 * anything is parsed. So the document of an edition depends on visible text alone: hidden fences, footnotes,
 * link definitions or list items can't bear on it. What a cut leaves behind is tidied by the visible text
 * alone: blank lines on both sides of a cut count as one, no two paragraphs become one, an emptied item,
 * quote, table, or heading with its section goes, a list whose first item is hidden begins with 1.
 *
 * A *revision* is a text made from a source by cutting and replacing which knows where each byte came from,
 * so that messages about it point at the author's own line.
 *
 * Ownership: a survey lives in the arena given, and points into the source. A revision owns its text.
 * Threads: a survey is immutable; many may project it. */
#pragma once

#include "markdown.h"

/* ---- Revisions ---------------------------------------------------------------------------------------- */

/* From here on to the next piece, the text is the source's from `origin` on (`kept`), or stands for that
 * place. */
typedef struct VtPiece {
    size_t start;  /* in the text */
    size_t origin; /* in the source */
    bool kept;
} VtPiece;

/* A zeroed one with a `source` is empty and ready. */
typedef struct VtRevision {
    const VtSource *source;
    VtBuffer text;
    VtPiece *pieces;
    size_t piece_count, piece_capacity;
} VtRevision;

void vt_revision_finish(VtRevision *revision);
/* Appends bytes [start, end) of the source, or of another revision of it. */
void vt_revision_keep(VtRevision *revision, size_t start, size_t end);
void vt_revision_copy(VtRevision *revision, const VtRevision *from, size_t start, size_t end);
/* Appends a text in place of what stands at `origin` of the source. */
void vt_revision_insert(VtRevision *revision, size_t origin, VtSlice text);
/* The place in the source of a byte of the text; of its end too. */
size_t vt_revision_origin(const VtRevision *revision, size_t at);
/* The text as a source to be surveyed or parsed, with the author's path; valid until the next change. */
VtSource vt_revision_source(VtRevision *revision);

/* Like vt_markdown_parse, of the whole text; places in the document and in messages are those of the source.
 * A footnote that nobody refers to any more is silently left out if VT_MARKDOWN_CUT is among the flags. */
VtDocument *vt_markdown_parse_revision(VtMarkdown *markdown, VtRevision *revision, VtMarkdownFlags flags,
                                       VtDiagnostics *sink);

/* ---- Survey ------------------------------------------------------------------------------------------- */

typedef enum VtRunKind {
    VT_RUN_TEXT,    /* letters as they are; escapes (\*) end a run */
    VT_RUN_ENTITY,  /* &amp; &#8217; */
    VT_RUN_BREAK,   /* a soft or hard line break: start and end are where the run before it ended */
    VT_RUN_ALT,     /* text inside an image's brackets; what follows a bracket may be another ALT run */
    VT_RUN_CODE,    /* a code span, or a line of a code block */
    VT_RUN_ADDRESS, /* of a link or image: as written, escapes and all */
    VT_RUN_TITLE,   /* likewise: the title */
    VT_RUN_HTML     /* a raw tag, or a line of an HTML block */
} VtRunKind;

/* Bytes of the source. Runs of one `block` (paragraph, heading, cell, code block …) share its number; a name
 * may stand across runs of a block, as between two runs lie only Markdown's own marks (*, _, `, brackets) or
 * quote and list prefixes. In the order of the text, but for addresses and titles, which come where their
 * link begins or ends; a bare address is an ADDRESS and a TEXT at the same place. Footnotes follow the body.
 */
typedef struct VtRun {
    VtRunKind kind;
    unsigned block;
    size_t start, end;
    unsigned link; /* the link or image that it belongs to, counted from 1; 0: none */
} VtRun;

typedef enum VtMarkForm {
    VT_MARK_WORDS, /* exact bytes */
    VT_MARK_LINES, /* whole lines */
    VT_MARK_ITEM,  /* never closed: the list item around it */
    VT_MARK_ROW    /* likewise: the table row */
} VtMarkForm;

#define VT_NO_MARK ((size_t)-1)

typedef struct VtPlace {
    size_t start, end;
} VtPlace;

/* Places are bytes of the source. */
typedef struct VtMark {
    VtMarkForm form;
    const char *const *audiences; /* as written */
    const VtPlace *audience_places;
    size_t audience_count;
    VtPlace open, close; /* the comments; `close` is empty where there is none */
    VtPlace extent;      /* all that is cut when it is hidden, the comments included */
    size_t parent;       /* the mark around it, or VT_NO_MARK */
} VtMark;

typedef struct VtSurvey {
    const VtSource *source;
    size_t start, end;   /* what was surveyed */
    const VtMark *marks; /* by `open` */
    size_t mark_count;
    const VtRun *runs;
    size_t run_count;
    bool line;   /* VT_SURVEY_LINE */
    bool broken; /* errors were found: nothing may be made of it */
} VtSurvey;

typedef enum VtSurveyFlags {
    VT_SURVEY_TEXT = 0,
    VT_SURVEY_RUNS = 1 << 0,
    VT_SURVEY_LINE = 1 << 1, /* one line of Markdown, as vt_markdown_inline reads it: no blocks */
    VT_SURVEY_ITEM = 1 << 2  /* all of it is a list item: a mark that is not closed covers it all */
} VtSurveyFlags;

/* Could there be a mark at all? Cheap; without "<!--" nothing need be surveyed. */
bool vt_marks_suspected(const char *text, size_t length);
/* Surveys bytes [start, end). Reports marks that are not closed, not opened, crossed, ill-formed, or where
 * they have no effect (mark-unclosed, mark-unopened, mark-crossed, mark-form, markdown-audience-mark); `sink`
 * may be NULL. Whether a name is an audience's is for the caller to check. */
VtSurvey *vt_markdown_survey(VtMarkdown *markdown, const VtSource *source, size_t start, size_t end,
                             VtSurveyFlags flags, VtArena *arena, VtDiagnostics *sink);
/* The same for all of a revision's text: places of the survey are those of the text, places in messages those
 * of the source.
 */
VtSurvey *vt_markdown_survey_revision(VtMarkdown *markdown, const VtRevision *revision, VtSurveyFlags flags,
                                      VtArena *arena, VtDiagnostics *sink);
/* How a value of front matter is surveyed: one line as words, several as blocks; `item`: one of a list of
 * texts. */
VtSurveyFlags vt_value_survey_flags(const char *text, bool item);

/* ---- Projection ---------------------------------------------------------------------------------------- */

/* May `audience` read what is inside the mark, by this mark and all around it? NULL: an audience for all
 * marks. */
bool vt_mark_visible(const VtSurvey *survey, size_t mark, const char *audience);

typedef enum VtProjectFlags {
    VT_PROJECT_PLAIN = 0,
    VT_PROJECT_UNSAFE_KEEP = 1 << 0 /* for tests of the audit alone: hidden marks are shown */
} VtProjectFlags;

/* What `audience` reads, appended to an empty revision of the survey's source. NULL: all, without the
 * comments. Returns how many marks were hidden that stand in no other hidden one. */
size_t vt_marks_project(const VtSurvey *survey, const char *audience, VtProjectFlags flags, VtRevision *out);
/* A value of front matter as `audience` reads it, without space at its ends: `text` itself where it holds no
 * comment, else a copy in the arena; "" when nothing is left. `hidden` may be NULL; marks that were hidden
 * are added to it. */
const char *vt_marks_project_value(VtMarkdown *markdown, const char *text, bool item, const char *audience,
                                   VtProjectFlags flags, VtArena *arena, size_t *hidden);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtRevision, vt_revision_finish)
