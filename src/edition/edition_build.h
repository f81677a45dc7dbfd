/* What the steps of vt_edition_new share. A step reads what the steps above it in this header have made. */
#pragma once

#include <vitrine/edition.h>
#include <vitrine/marks.h>
#include <vitrine/visibility.h>

/* Lives for one vt_edition_new; owns the arrays, while what they point to lives in the edition's arena. */
typedef struct VtBuild {
    const VtPortfolio *portfolio;
    const VtAudience *audience;
    const VtEditionOptions *options;
    VtDiagnostics *sink;
    VtEdition *edition;
    VtArena *arena;               /* the edition's, or a thread's that becomes the edition's */
    GPtrArray *arenas;            /* of those threads */
    VtMarkdown *markdown;         /* for inline texts; of a thread */
    struct VtLinkPath *link_path; /* for one link at a time; of a thread */
    VtBuffer scratch;             /* for one address or text at a time */
    VtEditionEntry *shown;        /* every visible entry, in the order of paths; in the arena */
    const VtEntry **origins;      /* what each of `shown` was projected from */
    size_t shown_count;
    const VtDocument **anchors; /* by index in `shown`: its document with names as the author wrote them */
    VtDocument **made;          /* by index in `shown`, two for each; while documents are made */
    GPtrArray *documents;       /* that are the edition's own, which frees them */
    VtWithheldText *withheld;   /* by index in `shown`: whoever leaves something out counts it here */
    VtEditionEntry **by_origin; /* by the portfolio's index; NULL: hidden */
    GHashTable *by_path;        /* below site-content → the portfolio's index + 1 */
    VtEditionSection *sections; /* in the arena */
    size_t section_count;
    const char **section_paths; /* "open-source/", by section before the menu's order; in the arena */
    bool *asset_shown;          /* by the portfolio's index */
    bool *asset_pictured;       /* likewise: shown as an image */
    VtPicture *pictures;        /* likewise; in the arena. Shared: filled when all links are resolved */
    GArray *unlinked;           /* VtSpan; of a thread */
    struct VtNames *names;      /* NULL: this audience may read every name */
    size_t replaced;            /* names so far, in the entry at work; of a thread */
    size_t headings_compared;   /* for suggestions, in the entry at work; of a thread */
    GHashTable *ids;            /* VtDocument, a long one → id → VtHeading or NULL; of a thread */
    GArray *unlabelled;         /* links that take the title of what they lead to; of a thread */
    VtEditionEntry **listed;    /* those of `shown` with a page of their own, by file */
    size_t listed_count;
    VtEditionEntry **ranked; /* `listed` in the edition's order: kind, then the order that edition.h states */
    uint32_t *rank;          /* by index in `shown`: place in `ranked` */
} VtBuild;

static inline size_t vt_shown_index(const VtBuild *build, const VtEditionEntry *entry)
{
    return (size_t)(entry - build->shown);
}

/* index.md at the root: the home page's own text. */
static inline bool vt_is_home(const VtEntry *origin)
{
    return strcmp(origin->path, "index.md") == 0 || strcmp(origin->path, "index.markdown") == 0;
}

/* Shown on the home page, without a page of its own. */
static inline bool vt_is_front(const VtEntry *origin)
{
    return origin->kind == VT_KIND_PROFILE || vt_is_home(origin);
}

/* index.md of a section, shown on the section's page. */
static inline bool vt_is_section_index(const VtEntry *origin)
{
    return origin->is_index && origin->section[0] != '\0';
}

/* How many threads are worth starting: one costs as much as some dozens of entries. */
unsigned vt_build_jobs(const VtBuild *build);
/* A thread's own build: it shares what is only read, and has its own memory for all it makes. */
VtBuild vt_build_worker(const VtBuild *build);
/* Hands what the thread made to the build. */
void vt_build_join(VtBuild *build, VtBuild *worker);

/* ---- visibility.c ---- */

/* `index`: the section's index.md, whose audience holds for its entries; NULL: none. */
VtVisibilityReason vt_decide_visibility(const VtSite *site, const VtAudience *audience,
                                        const VtEditionOptions *options, const VtEntry *entry,
                                        const VtEntry *index);
/* Fills `shown`, `origins` and `by_origin`, counts what is withheld. */
void vt_build_shown(VtBuild *build);
/* Keeps what has been counted of single entries. */
void vt_build_withheld(VtBuild *build);

/* ---- wordings.c ---- */

/* The entry's fields as this audience reads them: of each key with wordings its own, and no wording beside
 * it. Reports a title that it lacks. */
VtFields vt_worded_fields(VtBuild *build, const VtEntry *entry);
/* Where the field's text stands that the audience reads. */
VtSpan vt_field_span(const VtEntry *entry, size_t field, const char *audience);

/* ---- projection.c ---- */

/* The one way by which a visible entry's strings come into the edition. Its document is the portfolio's,
 * until vt_build_documents. Reports texts that the entry needs and that this audience reads nothing of. */
void vt_project_entry(VtBuild *build, const VtEntry *origin, VtEditionEntry *entry);
/* The title as this audience reads it, plain, but with names as the author wrote them. */
const char *vt_projected_title(VtBuild *build, const VtEntry *origin);

/* ---- documents.c ---- */

/* The one way by which a visible entry's body does: marks cut, then names replaced, then parsed anew where
 * either has changed anything. Fills `anchors`. */
void vt_build_documents(VtBuild *build);

/* ---- names.c: names that this audience must not read ----
 *
 * Every function that takes a text gives it back as it is, at no cost, where `names` is NULL, and the very
 * pointer where the text holds no name. What is made lies in the build's arena. `place` is where the text
 * stands, for messages; what is replaced is counted in `replaced`. */

/* The way out that a message tells. */
typedef enum VtNamesWay { VT_WAY_MARK, VT_WAY_FIELD, VT_WAY_SETTING } VtNamesWay;

/* Reports replacements that hold a hidden name, and addresses of the audience that do. */
void vt_build_names(VtBuild *build);
void vt_names_finish(VtBuild *build);
bool vt_names_hold(const VtBuild *build, const char *text, size_t length);
/* Plain text, whose beginning begins a sentence. NULL gives NULL. */
const char *vt_names_text(VtBuild *build, VtSpan place, const char *text);
/* A slug, or the name of a folder that becomes one. */
const char *vt_names_slug(VtBuild *build, const char *slug);
/* The path of a file: each segment by itself. */
const char *vt_names_path(VtBuild *build, const char *path);
/* Reports an address that leads elsewhere and holds a name: it cannot be replaced. */
void vt_names_check_address(VtBuild *build, VtSpan place, VtSlice address, VtNamesWay way);
/* A copy of a settings' node, as it may be shown. */
const VtNode *vt_names_node(VtBuild *build, VtSpan place, const VtNode *node);
/* All strings of an entry's projected fields. */
void vt_names_fields(VtBuild *build, const VtEntry *origin, VtFields *fields);
/* One line of Markdown. */
const char *vt_names_markdown(VtBuild *build, VtSpan place, const char *text);
/* Is there a name in the document, wherever it stands? Cheap: without one its source need not be revised. */
bool vt_names_in_document(const VtBuild *build, const VtDocument *document);
/* Replaces the names in the Markdown of a body. */
void vt_names_revise(VtBuild *build, VtRevision *revision);
/* Reports pages and files that have one address since their names were replaced. */
void vt_names_check_files(VtBuild *build);

/* ---- addresses.c ---- */

/* Origin and base path from the audience's address or the option's. False after edition-base-url. */
bool vt_build_base(VtBuild *build);
/* The address of a path below the site, percent-encoded; the path is plain text. */
const char *vt_build_address(VtBuild *build, const char *path);
void vt_build_addresses(VtBuild *build);

/* ---- folder_titles.c ---- */

/* The title of a known folder in a language other than English; NULL for all else. Static. */
const char *vt_folder_title(const char *folder, const char *language);

/* ---- sections.c ---- */

/* Makes the sections that exist, with name, kind and index, and each entry's `section`. */
void vt_build_sections(VtBuild *build);
/* The visible section of that name, or NULL. */
const VtEditionSection *vt_build_section(const VtBuild *build, const char *name);
/* Titles, after rich texts; then menu order is fixed, so nothing may point to a section before but entries,
 * which are corrected. */
void vt_build_section_order(VtBuild *build);

/* ---- entry_links.c ---- */

/* Targets of documents' links, addresses in fields, images, rich texts. */
void vt_build_links(VtBuild *build);
void vt_build_assets(VtBuild *build);

/* ---- pictures.c ---- */

/* Reads how large the images are that pages show. */
void vt_build_pictures(VtBuild *build);
/* One of them, while links are still being resolved; 0 and 0 where it cannot be read. */
VtPicture vt_read_picture(const VtBuild *build, const VtPicture *picture);

/* ---- timeline.c ---- */

/* A run of months; first > last: none. */
typedef struct VtMonths {
    int first;
    int last;
} VtMonths;

VtMonths vt_entry_months(const VtEditionEntry *entry, VtDate today);
/* A union of runs that are added in the order of their first months. */
typedef struct VtCover {
    int last;
    int months;
} VtCover;

void vt_cover_add(VtCover *cover, VtMonths months);
/* `dated`, `months`, `upcoming`, `current`, `description`. */
void vt_build_timeline(VtBuild *build);
/* Indexes in `shown` of entries with months, by first month. Free it. */
GArray *vt_build_by_start(const VtBuild *build);

/* ---- order.c, lists.c ---- */

void vt_build_ranks(VtBuild *build);
void vt_build_lists(VtBuild *build);

/* ---- organizations.c, skills.c, related.c, redirects.c ---- */

void vt_build_organizations(VtBuild *build);
void vt_build_skills(VtBuild *build);
void vt_build_related(VtBuild *build);
void vt_build_redirects(VtBuild *build);
