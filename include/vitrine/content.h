/* content: the folder site-content/ → a portfolio.
 *
 * Walks the tree, reads site.yaml and each file's front matter, checks both against their tables, parses the
 * Markdown. The portfolio is everything, for no audience in particular; only edition/ reads it.
 *
 * Walking: Markdown files (.md, .markdown) are entries; `name.md` and `name/index.md` (a bundle, which may
 * have other files beside it) are the same to all that follows; `index.md` of a top folder is its section's
 * introduction; every other file is an asset that pages may refer to. Names that begin with "." or "_", and
 * editors' files (name~, .#name, #name#, *.swp, 4913) are ignored. Symbolic links are followed only to
 * targets inside the tree. Names sort bytewise, whatever the folder's order.
 *
 * A file may start with a BOM and use CRLF. Front matter is YAML between `---` lines; a file without any is
 * fine: its title is then its first heading (which is not repeated in the body), or its name.
 *
 * Everything wrong is added to the sink in one run; the portfolio is still returned for what can be read, so
 * that later stages can report theirs. With errors in the sink nothing must be published.
 *
 * Ownership: vt_portfolio_free frees all; strings and arrays live in its arena, documents with it.
 * Immutable once loaded. Loading uses `jobs` threads; the result does not depend on them. */
#pragma once

#include "kinds.h"
#include "limits.h"
#include "marks.h"

/* A section that an audience's settings name. */
typedef struct VtSectionChoice {
    const char *folder;
    int64_t limit; /* of `limit` alone */
    VtSpan span;
} VtSectionChoice;

typedef struct VtSectionChoices {
    const VtSectionChoice *items;
    size_t count;
} VtSectionChoices;

/* One audience, from site.yaml. */
typedef struct VtAudience {
    const char *name;
    const char *theme;
    const char *title;              /* NULL: the site's */
    const char *description;        /* NULL: the site's */
    const char *url;                /* base address, ends in "/"; the site's where the audience names none */
    const char *remote;             /* publish.NAME.remote, as written; NULL when not set */
    const char *branch;             /* publish.NAME.branch, "gh-pages" when not set */
    const char *domain;             /* publish.NAME.domain, NULL when not set */
    VtSpan remote_span;             /* of `remote`; the audience's where there is none */
    const VtNode *options;          /* the theme's, checked by the theme; NULL when none */
    VtSectionChoices section_order; /* sections.order: these come first, as they stand here */
    VtSectionChoices hidden_sections; /* sections.hide: not for this audience, whatever their entries say */
    VtSectionChoices section_limits;  /* sections.limit: at most so many on the home page */
    VtSpan span;
} VtAudience;

/* A person or client some audiences must not read (issue: names are replaced in the edition). */
typedef struct VtName {
    const char *name;
    VtStrings also;
    const VtNode *replace; /* audience → text */
    VtSpan span;
} VtName;

/* A settings' row for a section: folders that need no settings have none. */
typedef struct VtSectionSettings {
    const char *folder;
    const char *title; /* NULL: from its index.md, else from the folder's name */
    bool has_kind;
    VtKind kind;
    int64_t weight;
    VtSpan span; /* of the folder's name */
} VtSectionSettings;

typedef struct VtAlias { /* skills.aliases: Postgres → PostgreSQL */
    const char *from;
    const char *to;
} VtAlias;

typedef struct VtSite {
    VtSource source; /* of site.yaml */
    const char *title;
    const char *description;
    const char *url;      /* ends in "/"; NULL where each audience has its own */
    const char *language; /* BCP 47, "en" when not given */
    const VtAudience *audiences;
    size_t audience_count;
    VtStrings default_audience;
    VtSpan default_audience_span;
    const VtSectionSettings *sections;
    size_t section_count;
    const VtName *names;
    size_t name_count;
    const VtAlias *skill_aliases;
    size_t skill_alias_count;
    VtStrings ignored;   /* check.ignore: ids of warnings and notes that the author does not want */
    bool dates_from_git; /* dates: git */
} VtSite;

/* Where the value of a key stands in an entry's front matter. */
typedef struct VtKeyPlace {
    const VtKey *key;
    VtSpan span;
} VtKeyPlace;

typedef struct VtEntry {
    VtKind kind;
    const char *path;    /* below site-content, "/" between: "projects/dsp.md" */
    const char *section; /* its top folder, "" at the root */
    const char *slug;    /* last segment of its address; "" for an index and the profile */
    bool is_index;       /* index.md of a section */
    VtSource source;     /* `source.path` as shown to the author: "site-content/projects/dsp.md" */
    VtFields fields;     /* `fields.title` is always set */
    bool title_is_text;  /* it is not Markdown: of a heading, of `name`, or made of the file's name */
    const VtKeyPlace *places; /* of the keys that are given */
    size_t place_count;
    size_t
        body; /* where the body begins in the source, behind front matter and a heading that is the title */
    bool has_comments;      /* "<!--" stands somewhere in its source, be it a mark or not */
    const VtSurvey *survey; /* of the body; NULL: it holds no audience marks */
    const VtSurvey
        *title_survey; /* of the heading that is the title; NULL: it holds none, or the title is no heading */
    bool marked_values;   /* values of front matter hold marks, which stand in `fields` */
    VtDocument *document; /* of all the body, marks or not; its places are those of the source */
} VtEntry;

/* VT_NOWHERE where the key is not given. */
VtSpan vt_entry_key_span(const VtEntry *entry, const VtKey *key);
/* The place of the value of the key of that name; the entry's file where it is not given. */
VtSpan vt_entry_span(const VtEntry *entry, const char *name);

typedef struct VtAssetFile {
    const char *path;      /* below site-content */
    const char *real_path; /* to open it */
    uint64_t size;
} VtAssetFile;

typedef struct VtPortfolio {
    VtSite site;
    const VtEntry *profile;  /* NULL when there is no profile.md: an error has been added */
    VtEntry *const *entries; /* sorted by path; profile and section indexes included */
    size_t entry_count;
    const VtAssetFile *assets; /* sorted by path */
    size_t asset_count;
    VtLimits limits; /* larger assets are neither published nor read: a site is checked in memory */
    VtArena *arena;
} VtPortfolio;

/* The day on which each file of a content folder last changed: path below it → VtDate. NULL where nothing is
 * known, after a warning. */
typedef GHashTable *VtFileDates(const char *folder, VtDiagnostics *sink);

typedef struct VtContentOptions {
    unsigned jobs;      /* 0: one for each processor */
    VtFileDates *dates; /* asked once, and only if site.yaml says `dates: git`; NULL: nothing is known */
    const char *remote; /* address to publish to, before those of site.yaml; NULL: theirs */
    VtLimits limits;
    bool updatable;     /* keep what vt_portfolio_update needs */
    bool forget_texts;  /* the sources of entries that hold no marks, that every audience sees whatever the
                         * day, and in which no name is replaced, are forgotten once read (diagnostics.h) */
} VtContentOptions;

/* `folder` is the path of site-content as the author knows it (used in messages and to open files). NULL
 * only when it cannot be read or has no usable site.yaml. */
VtPortfolio *vt_portfolio_load(const char *folder, const VtContentOptions *options, VtDiagnostics *sink);
void vt_portfolio_free(VtPortfolio *portfolio);
/* The folder of an updatable portfolio as it is now, where only files below it that are named in `changed`
 * ("projects/dsp.md") differ, were added or removed: the others are not read again, and their entries and
 * diagnostics are shared with `old`, of which either may be freed first. All that vt_portfolio_load says of
 * the folder is added to the sink. NULL as for vt_portfolio_load. */
VtPortfolio *vt_portfolio_update(const VtPortfolio *old, const GPtrArray *changed,
                                 const VtContentOptions *options, VtDiagnostics *sink);

/* What the entries of a top folder are: by its settings, else by its name. An index.md is a page, whatever
 * the kind of its section. */
VtKind vt_section_kind(const VtSite *site, const char *folder);
/* By path below site-content, "projects/dsp.md" or "projects/dsp/index.md"; NULL when there is none. */
const VtEntry *vt_portfolio_entry(const VtPortfolio *portfolio, const char *path);
const VtAssetFile *vt_portfolio_asset(const VtPortfolio *portfolio, const char *path);

/* Is it the address of a repository elsewhere, not a folder or a name? */
bool vt_remote_is_address(const char *remote);
/* Do two addresses name one repository, by whatever transport? */
bool vt_remote_same(const char *a, const char *b);
/* Where GitHub Pages serves what is pushed to a remote, "https://robin.github.io/portfolio/"; with a domain,
 * that domain. NULL when it cannot be told: another host. g_free it. */
char *vt_pages_address(const char *remote, const char *domain);
/* May a site with that address be published there? True too where nothing is known. `remote` and `domain` may
 * be NULL. */
bool vt_pages_address_fits(const char *url, const char *remote, const char *domain);

/* The reference of kinds and keys, and of site.yaml, as a Markdown page; and as JSON Schema. */
void vt_content_write_reference(VtBuffer *out);
void vt_content_write_schema(VtBuffer *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPortfolio, vt_portfolio_free)
