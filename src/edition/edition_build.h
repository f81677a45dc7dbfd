/* What the steps of vt_edition_new share. A step reads what the steps above it in this header have made. */
#pragma once

#include <vitrine/edition.h>

typedef enum VtVisibility {
    VT_SHOWN,
    VT_HIDDEN_DRAFT,
    VT_HIDDEN_FUTURE,
    VT_HIDDEN_PRIVATE,
    VT_HIDDEN_AUDIENCE,
} VtVisibility;

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
    VtEditionEntry **by_origin; /* by the portfolio's index; NULL: hidden */
    GHashTable *by_path;        /* below site-content → the portfolio's index + 1 */
    VtEditionSection *sections; /* in the arena */
    size_t section_count;
    const char **section_paths; /* "open-source/", by section before the menu's order; in the arena */
    bool *asset_shown;          /* by the portfolio's index */
    size_t unlinked;
    VtEditionEntry **listed; /* those of `shown` with a page of their own, in the order of paths */
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

/* ---- visibility.c ---- */

/* `index`: the section's index.md, whose audience holds for its entries; NULL: none. */
VtVisibility vt_visibility(const VtSite *site, const char *audience, const VtEditionOptions *options,
                           const VtEntry *entry, const VtEntry *index);
/* Fills `shown`, `origins` and `by_origin`, counts what is withheld. */
void vt_build_shown(VtBuild *build);

/* ---- projection.c ---- */

/* The one way by which a visible entry's text comes into the edition: all its strings, its document. */
void vt_project_entry(VtBuild *build, const VtEntry *origin, VtEditionEntry *entry);

/* ---- addresses.c ---- */

/* Origin and base path from the audience's address or the option's. False after edition-base-url. */
bool vt_build_base(VtBuild *build);
/* The address of a path below the site, percent-encoded; the path is plain text. */
const char *vt_build_address(VtBuild *build, const char *path);
void vt_build_addresses(VtBuild *build);

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
