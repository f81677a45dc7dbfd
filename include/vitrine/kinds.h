/* kinds: what an entry may be, and the one table of every key its front matter may hold.
 *
 * The validator, the reference page in docs/, the editor schema (`vitrine schema`) and the import all read
 * vt_keys. A key is a row: its name, its type, the kinds that know it, the kinds that need it, where its
 * value lies in VtFields, and a line of help. To add a key, add a member and a row.
 *
 * Part of content/, in a header of its own because later stages know kinds and fields, but not the
 * portfolio. */
#pragma once

#include "yaml.h"

typedef enum VtKind {
    VT_KIND_PROFILE,
    VT_KIND_ROLE,
    VT_KIND_PROJECT,
    VT_KIND_COMMUNITY,
    VT_KIND_EDUCATION,
    VT_KIND_AWARD,
    VT_KIND_TALK,
    VT_KIND_POST,
    VT_KIND_PAGE,
    VT_KIND_COUNT
} VtKind;

#define VT_KIND_BIT(kind) (1u << (kind))
#define VT_ALL_KINDS ((1u << VT_KIND_COUNT) - 1)

/* "role", "project" …; the order of the enum. */
const char *vt_kind_name(VtKind kind);
bool vt_kind_parse(const char *name, VtKind *kind);
/* What a folder's name implies: "experience" → role; page for any other. */
VtKind vt_kind_of_folder(const char *folder);

/* ---- The values of front matter ------------------------------------------------------------------- */

/* Arrays are {items, count}; all of it lives in the arena of the portfolio, or of the edition for its own
 * projected copy. A missing string is NULL, a missing date unset, a missing list has count 0. */
typedef struct VtStrings {
    const char *const *items;
    size_t count;
} VtStrings;

static inline bool vt_strings_hold(VtStrings strings, const char *string)
{
    for (size_t i = 0; i < strings.count; i++)
        if (strcmp(strings.items[i], string) == 0)
            return true;
    return false;
}

typedef struct VtNamedLink {
    const char *label;
    const char *url;
} VtNamedLink;

typedef struct VtAccount { /* a profile elsewhere, as JSON Resume's basics.profiles */
    const char *network;
    const char *username;
    const char *url;
} VtAccount;

typedef struct VtLanguage {
    const char *language;
    const char *fluency;
} VtLanguage;

typedef struct VtImage {
    const char *src; /* as written: a relative path, or an address */
    const char *alt; /* NULL: not given; "": decorative */
} VtImage;

/* In place of an audience's name: for all that have no wording of their own. */
#define VT_WORDING_DEFAULT "default"

/* One of several wordings of a key: `title: {recruiter: …, default: …}`. Which one an audience reads, the
 * edition decides (visibility.h). */
typedef struct VtWording {
    const struct VtKey *key;
    const char *audience; /* "private": nobody reads it; NULL: `default`, for those without one of their own */
    const char *text;
    VtSpan span;
} VtWording;

/* A key with wordings holds its default here, NULL when it has none; never what only some may read. */
typedef struct VtFields {
    /* all kinds */
    const char *title;
    const char *summary; /* inline Markdown */
    VtStrings audience;
    VtDate date, start, end, updated;
    VtStrings stack;
    const char *organization;
    const char *location;
    const char *url;
    struct {
        const VtNamedLink *items;
        size_t count;
    } links;
    int64_t weight;
    const char *slug;
    VtStrings aliases; /* "/old/page/", or "/old/page.html" */
    bool draft;
    VtImage image;
    const VtNode *extra;
    struct {
        const VtWording *items; /* in the order of the file */
        size_t count;
    } wordings;
    /* role, project, community */
    const char *group; /* a heading under which roles are listed together */
    const char *role;
    const char *team;
    const char *lead;    /* share of the time spent leading, as text: "60%" */
    const char *result;  /* inline Markdown: the outcome in one line */
    const char *outcome; /* inline Markdown */
    /* education */
    const char *degree;
    const char *area;
    const char *score;
    VtStrings courses;
    /* talk, post */
    const char *event;
    const char *time; /* "18:30", local */
    const char *slides;
    const char *video;
    const char *publisher;
    /* profile */
    const char *name, *given_name, *family_name;
    const char *label;
    const char *email, *phone;
    const char *pronouns;
    const char *availability;
    struct {
        const VtAccount *items;
        size_t count;
    } profiles;
    struct {
        const VtLanguage *items;
        size_t count;
    } languages;
    VtStrings interests;
    VtStrings topics;
    const char *bio_short; /* inline Markdown */
    const char *bio_long;  /* inline Markdown */
    const char *invite;    /* inline Markdown: how to invite or join */
} VtFields;

/* ---- The table of keys -------------------------------------------------------------------------------- */

typedef enum VtKeyType {
    VT_KEY_STRING,
    VT_KEY_MARKDOWN,  /* a string holding inline Markdown */
    VT_KEY_DATE,
    VT_KEY_END_DATE,  /* a date, or `present` */
    VT_KEY_BOOLEAN,
    VT_KEY_INTEGER,
    VT_KEY_STRINGS,   /* a list of strings; a single string is a list of one */
    VT_KEY_AUDIENCE,  /* names of audiences, or `private` */
    VT_KEY_ADDRESS,   /* an absolute http(s) or mailto address, or a relative path */
    VT_KEY_SLUG,
    VT_KEY_TIME,
    VT_KEY_LINKS,     /* list of {label, url} or of addresses */
    VT_KEY_PROFILES,
    VT_KEY_LANGUAGES,
    VT_KEY_IMAGE,     /* a path, or {src, alt} */
    VT_KEY_FREE
} VtKeyType;

typedef struct VtKey {
    const char *name;
    VtKeyType type;
    unsigned kinds;    /* VT_KIND_BIT of each kind that knows the key */
    unsigned required; /* of each that must have it */
    size_t offset;     /* in VtFields */
    const char *help;  /* one sentence, for the reference and the schema */
    bool worded;       /* may hold a map, audience → text, in place of one text */
} VtKey;

extern const VtKey vt_keys[];
extern const size_t vt_key_count;

const char *vt_key_type_name(VtKeyType type);
/* NULL when that kind has no such key. */
const VtKey *vt_key_find(VtKind kind, const char *name);
/* Is its value inline Markdown? That of a title is too, whatever the title's type. */
bool vt_key_holds_markdown(const VtKey *key);
