/* What one audience may and may not read, worked out anew from the portfolio.
 *
 * The rules are those that edition.h states; the code shares nothing with the edition's, for it is there to
 * find out when that one is wrong. Where a text can't be told to be hidden with certainty, it counts as
 * hidden: what the visible texts hold as well is taken off at the end. */
#pragma once

#include "leak_reader.h"

#include "vitrine/leaks.h"
#include "vitrine/phrases.h"

enum { VT_LEAK_NAME_WORDS = 12 };

/* Something that is hidden, and where the author wrote it. In the view's arena. */
typedef struct VtLeakThing {
    VtSpan place;
    const VtSource *source; /* in which its words can be looked for, from `start` to `end`; NULL: `place` is
                               all there is */
    size_t start, end;
    const char *reason; /* "this entry is a draft", "this is for recruiter" */
} VtLeakThing;

typedef enum VtLeakItemKind {
    VT_ITEM_NAME,
    VT_ITEM_WORDS,    /* a title, a short marked text */
    VT_ITEM_ADDRESS,  /* below the base path: "projects/dsp" */
    VT_ITEM_FILE_NAME /* "secret-thing-here" */
} VtLeakItemKind;

typedef struct VtLeakItem {
    VtLeakItemKind kind;
    const VtLeakThing *thing;
    const char *text; /* as written; of a name the one that settings give */
    const char *form; /* what to look for */
    bool single;      /* a name of one word, which may be another word as well */
} VtLeakItem;

typedef struct VtLeakText {
    const VtLeakThing *thing;
    const char *text;
    size_t length;
    bool is_markup;
    GHashTable *except; /* hashes of runs that are visible in this very place; NULL: none */
} VtLeakText;

typedef struct VtLeakView {
    const VtPortfolio *portfolio;
    const VtAudience *audience;
    VtDate today;
    bool drafts;
    char *origin, *base_path;
    const char **hidden;    /* for each entry why it is hidden; NULL: it is visible */
    const VtDocument **own; /* of each visible entry with marks: what this audience reads; NULL: all of it */
    GArray *items;          /* VtLeakItem */
    GArray *texts;          /* VtLeakText */
    const VtLeakThing **assets; /* for each asset: set where it is hidden */
    GPtrArray *documents;       /* made on the way, to be freed */
    GPtrArray *sets;
    VtMarkdown *markdown;
    VtDiagnostics *unheard; /* others have reported it already */
    VtArena *arena;
} VtLeakView;

void vt_leak_view_init(VtLeakView *view, const VtLeaksRequest *request);
void vt_leak_view_finish(VtLeakView *view);

VtLeakThing *vt_leak_view_thing(VtLeakView *view, VtSpan place, const char *reason);
void vt_leak_view_add_text(VtLeakView *view, const VtLeakThing *thing, const char *text, size_t length);
void vt_leak_view_add_item(VtLeakView *view, VtLeakItemKind kind, const VtLeakThing *thing, const char *text);

/* Names: each form with its words joined or not, and with an s. */
void vt_leak_view_add_names(VtLeakView *view);
/* May this audience read what is for those named? */
bool vt_leak_view_is_named(const VtLeakView *view, const char *const *names, size_t count);
/* How many words it has, for those that need to be many. */
size_t vt_leak_count_words(const char *text);
/* Where the body of a Markdown file begins. */
size_t vt_leak_body_start(const VtSource *source);
/* Of "projects/x.md": "projects/x", or "projects/own-slug". */
char *vt_leak_entry_address(const VtEntry *entry);

/* leak_marks.c: marks and comments inside a visible entry. */
void vt_leak_view_add_marks(VtLeakView *view, size_t entry);
/* A line of Markdown without what is marked for others; NULL when nothing is. */
char *vt_leak_view_own_line(const VtLeakView *view, const char *text);
/* The title as this audience reads it: text, or Markdown where front matter gives it; g_free. */
char *vt_leak_view_own_title(const VtLeakView *view, const VtEntry *entry);
/* Is anything in that section visible? */
bool vt_leak_view_has_section(const VtLeakView *view, const char *folder);

/* leak_assets.c: which files no visible text refers to. */
void vt_leak_view_add_assets(VtLeakView *view);

/* leak_visible.c: hands over all that this audience may read. */
void vt_leak_view_read_visible(const VtLeakView *view, const VtLeakReader *reader);
