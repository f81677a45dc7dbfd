/* edition: the portfolio as one audience may see it.
 *
 * The only stage that reads the portfolio, and the only place where anything is hidden. What this audience
 * may not see is left out here, once; everything downstream (pages, lists, counts, feeds, sitemap, structured
 * data) is built from the edition and reaches nothing of what was hidden: no pointer of an edition leads to
 * a hidden entry, and no figure in it counts one. Changing hidden content changes no byte of an edition.
 *
 * Who sees an entry:
 *   1. `draft: true` is left out unless drafts are asked for;
 *   2. an entry of kind post whose `date` lies after today is left out, with drafts it is in;
 *   3. `audience: private` is left out, always;
 *   4. `audience: [names]` is for those named;
 *   5. no `audience`: a section's index.md may have one, which holds for its entries; else
 * `default_audience`;
 *   6. a section that the audience's settings hide is not for it, whatever its entries say.
 * The profile is in every edition: it has no audience, and is what makes a site somebody's.
 * A section in which nothing is visible does not exist; its index.md alone makes it exist.
 *
 * Everything is computed after that: addresses, resolved links, order, previous and next, groups by
 * organisation, skills, durations, dated lists.
 *
 * Order: roles, projects and programmes by end (present first), then start, newest first; talks and posts by
 * date, newest first; pages by title; `weight` (smaller first, 0 when not given) before all; then address.
 *
 * Ownership: vt_edition_free frees all but documents of entries that hold no marks and no replaced names:
 * those are the portfolio's, which must outlive it. Immutable once made; threads may share it. Strings are
 * UTF-8, never NULL where a comment doesn't say so. */
#pragma once

#include "content.h"

typedef struct VtEditionEntry VtEditionEntry;
typedef struct VtEditionSection VtEditionSection;
typedef struct VtOrganization VtOrganization;
typedef struct VtSkill VtSkill;

/* Borrowed pointers to entries of the same edition. */
typedef struct VtEntryList {
    const VtEditionEntry *const *items;
    size_t count;
} VtEntryList;

/* A piece of inline Markdown, made ready. Both "" when the field is missing. */
typedef struct VtRichText {
    const char *html;
    const char *text;
} VtRichText;

struct VtEditionEntry {
    VtKind kind;
    const char *path;    /* of the source, as shown to the author: "site-content/projects/dsp.md" */
    const char *address; /* from the host's root, percent-encoded: "/portfolio/projects/dsp/" */
    const char *file;    /* to write: "projects/dsp/index.html" */
    const VtEditionSection *section; /* NULL at the root */
    VtFields fields; /* projected: `aliases`, `audience`, `draft` are empty, addresses are the site's, and
                      * Markdown is plain text, for its links could name what is hidden: use VtRichText */
    VtRichText title;
    VtRichText summary, result, outcome;
    VtRichText bio_short, bio_long, invite;
    const VtDocument *document;
    const VtLinkTarget *targets;           /* one for each of the document's links */
    const char *description;               /* plain: the summary, else the excerpt; may be "" */
    VtDate dated;                          /* when it is listed by in feeds; unset: undated */
    int months;                            /* start to end, both included; 0: not known */
    bool upcoming;                         /* a talk whose date is today or later */
    bool current;                          /* its end is present, or missing after a start */
    const VtEditionEntry *previous, *next; /* in its section's order, NULL at the ends */
    const VtSkill *const *skills;          /* of `stack`, in its order */
    size_t skill_count;
    VtEntryList related; /* at most 5: shared organisation, then most shared skills, then order */
    const VtOrganization *organization; /* NULL when the entry names none */
    const char *image_address;          /* NULL: none; `image_alt` then NULL */
    const char *image_alt;
    const VtPicture *picture; /* of that image; NULL: there is none, or it lies elsewhere */
    const char *card;         /* address of its social card; NULL: it has none of its own */
};

/* Is its own image what a message that leads to it shows? Messengers take no SVG, and nothing small. */
static inline bool vt_entry_shares_image(const VtEditionEntry *entry)
{
    const VtPicture *picture = entry->picture;
    return picture && picture->width >= 600 && picture->height >= 315 &&
           !g_str_has_suffix(entry->image_address, ".svg");
}

struct VtEditionSection {
    const char *name; /* the folder: "projects" */
    const char *title;
    const char *address;
    const char *file;
    VtKind kind;
    const VtEditionEntry
        *index;          /* its index.md, NULL when there is none; its document and summary introduce it */
    VtEntryList entries; /* in order, the index not among them */
    VtEntryList dated;   /* newest first; none: no feed */
    const char *card;    /* address of its social card; NULL: it has none of its own */
    size_t home_limit;   /* how many entries the home page shows; VT_NO_LIMIT: not set */
};

#define VT_NO_LIMIT ((size_t)-1)

/* Of every social card, in pixels. */
enum { VT_CARD_WIDTH = 1200, VT_CARD_HEIGHT = 630 };

/* Entries at one organisation, whatever `also`-name or spelling of case they use. */
struct VtOrganization {
    const char *name;    /* the longest form that occurs */
    VtEntryList roles;   /* newest first; may be empty when only projects name it */
    VtEntryList entries; /* other kinds */
    VtDate start, end;   /* of all its roles */
    int months;          /* union of its roles' intervals */
};

struct VtSkill {
    const char *name; /* canonical, as skills.aliases says */
    const char *slug;
    const char *address;
    const char *file;
    VtEntryList roles; /* newest first */
    VtEntryList others;
    int months; /* union of the intervals of all that show it; 0: not known */
    VtDate first, last;
};

/* A file of the author's that a visible page refers to. */
typedef struct VtAsset {
    const char *real_path; /* to open */
    const char *path;      /* to write: "projects/dsp/plan.png" */
    const char *address;
    uint64_t size;
    VtPicture *picture; /* NULL: no page shows it as an image */
} VtAsset;

typedef struct VtRedirect {
    const char *file; /* "old/address/index.html" */
    const VtEditionEntry *entry;
} VtRedirect;

/* What of a visible entry's text its reader does not get. */
typedef struct VtWithheldText {
    const char *path;      /* as VtEditionEntry's */
    size_t hidden_blocks;  /* marks that hide something, but for those inside of another such */
    size_t replaced_names; /* occurrences */
} VtWithheldText;

typedef struct VtEdition {
    const char *audience;
    const char *theme;
    const VtNode *theme_options; /* NULL: none */
    const char *title;
    const char *description; /* may be "" */
    const char *language;
    const char *origin;    /* "https://robin.example", no slash at its end */
    const char *base_path; /* "/" or "/portfolio/" */
    bool pdf;              /* resume.pdf is to be made */
    const char *domain;    /* for CNAME; NULL: none */
    VtDate today;
    const VtEditionEntry *profile;
    const VtEditionEntry *home; /* index.md at the root, or NULL */
    VtEntryList pages;          /* entries at the root but profile and home */
    const VtEditionSection *sections;
    size_t section_count; /* in menu order: those that the audience's settings put first, then kinds' order
                           * (role, project, community …), then weight, then title */
    size_t ordered_count; /* how many of them the settings put first */
    VtEntryList entries;  /* every entry with a page of its own, by file */
    VtEntryList roles;    /* newest first, over all sections */
    VtEntryList projects, programmes, education, awards, talks, posts;
    VtEntryList dated;                   /* of the whole site, newest first */
    const VtOrganization *organizations; /* by newest role */
    size_t organization_count;
    const VtSkill *skills; /* most months first, then name */
    size_t skill_count;
    const VtAsset *assets; /* by path */
    size_t asset_count;
    const VtAsset *made; /* smaller images, cards and icons; none until vt_pictures_make */
    size_t made_count;
    const char
        *card; /* address of the site's social card, for pages that have none of their own; NULL: none */
    const char *touch_icon, *small_icon,
        *large_icon; /* addresses of PNGs, 180, 192 and 512 wide; NULL: none */
    const VtRedirect *redirects;
    size_t redirect_count;
    struct {
        size_t hidden_audience, hidden_private, hidden_draft, hidden_future, hidden_section, unlinked;
        const VtSpan *unlinked_places;        /* of each, by file and place; in the portfolio */
        size_t hidden_blocks, replaced_names; /* in all visible entries */
        const VtWithheldText *texts;          /* of the entries that have any, by path */
        size_t text_count;
    } withheld;      /* for the build's summary; nothing that is written reads it */
    VtLimits limits; /* the portfolio's */
    VtArena *arena;
} VtEdition;

/* Ways in which an edition could fail to hide something, each of which the audit must find. */
typedef enum VtBreak {
    VT_BREAK_BLOCKS = 1 << 0,  /* marks in bodies hide nothing */
    VT_BREAK_VALUES = 1 << 1,  /* marks in front matter and in titles hide nothing */
    VT_BREAK_ENTRIES = 1 << 2, /* entries for other audiences are shown */
    VT_BREAK_DRAFTS = 1 << 3,
    VT_BREAK_FUTURE = 1 << 4,
    VT_BREAK_PRIVATE = 1 << 5,
    VT_BREAK_LINKS = 1 << 6,        /* links to what is hidden stay links */
    VT_BREAK_NAMES_BODIES = 1 << 7, /* hidden names stay in bodies; likewise below */
    VT_BREAK_NAMES_FIELDS = 1 << 8, /* in front matter and titles */
    VT_BREAK_NAMES_ALTS = 1 << 9,
    VT_BREAK_NAMES_ADDRESSES = 1 << 10, /* of entries and sections */
    VT_BREAK_NAMES_FILES = 1 << 11,
    VT_BREAK_NAMES_ALIASES = 1 << 12,
    VT_BREAK_ASSETS = 1 << 13,   /* every file of the author's is written */
    VT_BREAK_WORDINGS = 1 << 14, /* another audience's wording is shown */
    VT_BREAK_SETTINGS = 1 << 15, /* another audience's description of the site is shown */
} VtBreak;

enum { VT_BREAK_COUNT = 16 };

typedef struct VtEditionOptions {
    VtDate today; /* a full date */
    bool drafts;
    const char *base_url; /* overrides the audience's; NULL: not */
    unsigned jobs;        /* threads; 0: one for each processor. The edition does not depend on it */
    bool pdf;             /* resume.pdf is to be made */
    unsigned broken;      /* bits of VtBreak: for tests of the audit alone. serve --private sets one */
} VtEditionOptions;

/* NULL after diagnostics that leave nothing to show; otherwise errors (a dead link) are in the sink.
 *
 * Links: a relative link to an entry's .md file (or folder) with or without #anchor becomes its address;
 * to what this audience can't see: plain text, counted in withheld.unlinked; to an asset: the asset is
 * written; to nothing: link-target, or link-anchor, with the nearest match. */
VtEdition *vt_edition_new(const VtPortfolio *portfolio, const VtAudience *audience,
                          const VtEditionOptions *options, VtDiagnostics *sink);
void vt_edition_free(VtEdition *edition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtEdition, vt_edition_free)
