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
#include "markdown.h"

/* One audience, from site.yaml. */
typedef struct VtAudience {
    const char *name;
    const char *theme;
    const char *title;       /* NULL: the site's */
    const char *description; /* NULL: the site's */
    const char *url;         /* base address, ends in "/"; the site's where the audience names none */
    const char *domain;      /* publish.NAME.domain, NULL when not set */
    const VtNode *options;   /* the theme's, checked by the theme; NULL when none */
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
    const VtSectionSettings *sections;
    size_t section_count;
    const VtName *names;
    size_t name_count;
    const VtAlias *skill_aliases;
    size_t skill_alias_count;
} VtSite;

typedef struct VtEntry {
    VtKind kind;
    const char *path;    /* below site-content, "/" between: "projects/dsp.md" */
    const char *section; /* its top folder, "" at the root */
    const char *slug;    /* last segment of its address; "" for an index and the profile */
    bool is_index;       /* index.md of a section */
    VtSource source;     /* `source.path` as shown to the author: "site-content/projects/dsp.md" */
    VtFields fields;     /* `fields.title` is always set */
    VtSpan *spans;       /* of each key's value, by row of vt_keys; source NULL where not given */
    VtDocument *document;
} VtEntry;

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
    VtArena *arena;
} VtPortfolio;

typedef struct VtContentOptions {
    unsigned jobs; /* 0: one for each processor */
} VtContentOptions;

/* `folder` is the path of site-content as the author knows it (used in messages and to open files). NULL
 * only when it cannot be read or has no usable site.yaml. */
VtPortfolio *vt_portfolio_load(const char *folder, const VtContentOptions *options, VtDiagnostics *sink);
void vt_portfolio_free(VtPortfolio *portfolio);

/* What the entries of a top folder are: by its settings, else by its name. An index.md is a page, whatever
 * the kind of its section. */
VtKind vt_section_kind(const VtSite *site, const char *folder);
/* By path below site-content, "projects/dsp.md" or "projects/dsp/index.md"; NULL when there is none. */
const VtEntry *vt_portfolio_entry(const VtPortfolio *portfolio, const char *path);
const VtAssetFile *vt_portfolio_asset(const VtPortfolio *portfolio, const char *path);

/* The reference of kinds and keys, and of site.yaml, as a Markdown page; and as JSON Schema. */
void vt_content_write_reference(VtBuffer *out);
void vt_content_write_schema(VtBuffer *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPortfolio, vt_portfolio_free)
