/* What the parts of content/ share. One load goes: tree.c lists the files, site.c reads site.yaml, entry.c
 * reads each Markdown file (on all cores), addresses.c compares what they claim, portfolio.c joins it. */
#pragma once

#include <vitrine/content.h>

/* What every file system takes as the name of one file or folder. */
enum { VT_MOST_NAME_BYTES = 255 };

/* ---- tables ------------------------------------------------------------------------------------------ */

/* The index-th folder name that implies a kind, or NULL. */
const char *vt_kind_folder(VtKind kind, size_t index);

/* Keys whose value is a map, or a list of maps, have a table of their own for it. */
typedef struct VtItemShape {
    VtKeyType type;
    size_t size; /* of one item */
    const VtKey *keys;
    size_t key_count;
    const char *scalar; /* the key that a plain text in place of the map stands for; NULL: none */
} VtItemShape;

/* NULL for types without items. */
const VtItemShape *vt_item_shape(VtKeyType type);

typedef struct VtKeyTypeText {
    const char *name;
    const char *wanted;  /* completes "must be …" */
    const char *example; /* a value as an author writes it */
} VtKeyTypeText;

const VtKeyTypeText *vt_key_type_text(VtKeyType type);
/* A value for that key, as an author would write it. */
const char *vt_key_example(const VtKey *key);

/* ---- tree.c ------------------------------------------------------------------------------------------- */

typedef struct VtTreeFile {
    const char *path; /* below the folder */
    uint64_t size;
    bool markdown;
} VtTreeFile;

/* Lives in the arena it was walked with; both arrays are sorted bytewise. */
typedef struct VtTree {
    const VtTreeFile *files;
    size_t file_count;
    const char *const *folders; /* of the top level */
    size_t folder_count;
} VtTree;

/* False when the folder itself cannot be read. */
bool vt_tree_walk(const char *folder, VtArena *arena, VtDiagnostics *sink, VtTree *tree);

/* ---- text_file.c ----------------------------------------------------------------------------------------
 */

/* Reads a whole file that must be UTF-8 without NUL bytes into the buffer, from which it is lent.
 * `source->path` is set already. On failure the source is left empty, and false is returned after a
 * diagnostic. */
bool vt_text_file_read(const char *real_path, VtBuffer *buffer, VtSource *source, VtDiagnostics *sink);

/* ---- front_matter.c ---------------------------------------------------------------------------------------
 */

typedef struct VtFrontMatter {
    size_t yaml;        /* where the YAML starts … */
    size_t yaml_length; /* … and how much there is; 0 when the file has no front matter */
    size_t body;
} VtFrontMatter;

/* False after a diagnostic, when front matter begins but does not end. */
bool vt_front_matter_find(const VtSource *source, VtFrontMatter *front, VtDiagnostics *sink);

/* The heading that the body starts with: its text, and where the text after it begins. */
bool vt_leading_heading(const VtSource *source, size_t body, VtSlice *heading, size_t *after);

/* ---- values.c: nodes to typed values ----------------------------------------------------------------------
 */

/* Lent to the functions below for one file. `site` NULL: names of audiences are not checked. */
typedef struct VtReader {
    VtArena *arena;
    VtDiagnostics *sink;
    const VtSite *site;
    GArray *wordings; /* of VtWording, to which those of worded keys are added; NULL: no key has any */
} VtReader;

/* Writes a node's value to `member`, of the C type that goes with the key's type. False after a diagnostic;
 * then the member is as it was. */
bool vt_read_value(VtReader *reader, const VtKey *key, const VtNode *node, void *member);
/* "KEY must be WANTED, but is FOUND", with an example. */
void vt_report_type(VtDiagnostics *sink, const char *key, const VtKeyTypeText *text, const VtNode *node);
/* The same for a key of the tables. */
void vt_report_key_type(VtDiagnostics *sink, const VtKey *key, const VtNode *node);
/* Is it the form of a slug: unchanged by vt_slugify? Otherwise reports it. */
bool vt_check_slug(VtDiagnostics *sink, const char *key, const VtNode *node);
/* Reports each name that is no audience of the site; `private` goes alone or, if not allowed, not at all. */
bool vt_check_audiences(VtReader *reader, const VtNode *node, VtStrings names);

/* addresses of values: value_forms.c */
bool vt_check_address(VtDiagnostics *sink, const char *key, const VtNode *node);
bool vt_check_time(VtDiagnostics *sink, const char *key, const VtNode *node);
bool vt_check_email(VtDiagnostics *sink, const char *key, const VtNode *node);
bool vt_check_language(VtDiagnostics *sink, const char *key, const VtNode *node);
bool vt_check_domain(VtDiagnostics *sink, const char *key, const VtNode *node);
bool vt_is_http_address(const char *text);

/* date_forms.c */
bool vt_read_date(VtReader *reader, const VtKey *key, const VtNode *node, VtDate *date);

/* comments.c: texts outside of bodies, from where nothing takes comments out again. False after a diagnostic.
 */
bool vt_refuse_comments(VtDiagnostics *sink, const VtNode *node);
/* The heading that a title is made of: there a comment is left out, but an unclosed one is refused. */
bool vt_refuse_unclosed(VtDiagnostics *sink, const VtSource *source, VtSlice heading);

/* Lent to the functions below for one file. */
typedef struct VtMarkReader {
    VtReader *reader;
    VtMarkdown *markdown;
    bool found; /* a value with marks */
} VtMarkReader;

/* A value's text with the place of each of its words, where the source has them. */
void vt_place_words(const VtNode *node, VtRevision *revision);
/* May marks stand in values of that key? */
bool vt_takes_marks(const VtKey *key);
/* Front matter: marks must be well formed, and stand only where they have an effect; other comments are
 * refused. */
bool vt_check_marks(VtMarkReader *marks, const VtNode *map, VtKind kind);
/* A survey whose marks are all well formed and name audiences; NULL when there are none, or not `fine`. */
const VtSurvey *vt_survey_marks(VtMarkReader *marks, const VtSource *source, size_t start, size_t end,
                                VtSurveyFlags flags, bool *fine);

/* ---- value_tags.c ---- */

/* Warns of an element of HTML in a text that holds Markdown. */
void vt_check_value_tags(VtMarkReader *marks, const VtKey *key, const VtNode *value);

/* ---- definitions.c ---- */

/* Reports each reference of the entry's body that some audience reads, but not the definition. */
void vt_check_definitions(VtMarkReader *marks, const VtEntry *entry);

/* ---- fields.c: front matter by the table of keys
 * ------------------------------------------------------------ */

/* Reads a map by a table: each pair whose key the kind knows goes to `base + offset`. `spans`, by row, may be
 * NULL. `what` names the map in messages: "role", "links". False after any diagnostic. */
bool vt_read_map(VtReader *reader, const VtNode *map, const VtKey *keys, size_t key_count, VtKind kind,
                 const char *what, void *base, VtSpan *spans);
/* Reads an entry's front matter into its fields and spans, and checks what involves several keys. */
void vt_read_fields(VtReader *reader, VtMarkdown *markdown, const VtNode *map, VtEntry *entry);

/* ---- site.c, site_table.c
 * ------------------------------------------------------------------------------------ */

typedef enum VtSettingShape {
    VT_SETTING_VALUE,   /* one value of `type` */
    VT_SETTING_MAP,     /* the keys of `children` */
    VT_SETTING_MAP_OF,  /* any key, each a map of `children` */
    VT_SETTING_LIST_OF, /* a list of maps of `children` */
    VT_SETTING_TEXTS,   /* any key, each a text */
    VT_SETTING_NUMBERS, /* any key, each a whole number */
    VT_SETTING_FREE     /* any map */
} VtSettingShape;

typedef struct VtSetting {
    const char *name;
    VtSettingShape shape;
    VtKeyType type; /* of VALUE */
    bool required;
    const struct VtSetting *children;
    size_t child_count;
    const char *key; /* of MAP_OF, TEXTS and NUMBERS: what its keys are, "AUDIENCE" */
    const char *help;
    const char *example;
} VtSetting;

/* The whole of site.yaml: a MAP without a name. */
const VtSetting *vt_site_setting(void);
/* Checks a node and all below it against a row of the table. */
bool vt_check_setting(VtReader *reader, const VtSetting *setting, const char *name, const VtNode *node);

/* Reads the tree's site.yaml. False when there is no usable one, after a diagnostic; what could be read is in
 * `site`. */
bool vt_site_read(const char *folder, const char *remote, const VtTree *tree, VtArena *arena,
                  VtDiagnostics *sink, VtSite *site);
/* `publish`, and the addresses that follow from it where `url` says none: publishing.c. `remote`: one given
 * on the command line, or NULL. */
void vt_read_publishing(VtReader *reader, const VtNode *root, const char *remote, VtSite *site);
/* What an audience's `sections` asks for: section_choices.c. `map` NULL: nothing. */
void vt_read_section_choices(VtReader *reader, const VtNode *map, VtAudience *audience);
void vt_check_section_choices(const VtSite *site, const VtTree *tree, VtDiagnostics *sink);
/* check_settings.c: `check` of site.yaml. */
void vt_read_check_settings(VtReader *reader, const VtNode *root, VtSite *site);
/* Each section that has settings must be a folder. */
void vt_site_check_sections(const VtSite *site, const VtTree *tree, VtDiagnostics *sink);

/* ---- entry.c
 * -------------------------------------------------------------------------------------------------- */

/* Scratch memory and results of one worker. */
typedef struct VtLoader {
    VtArena *arena;
    VtArena *nodes; /* front matter, while it is read */
    VtMarkdown *markdown;
    VtDiagnostics *sink; /* for the present entry */
    VtDiagnostics *all;  /* of all workers */
    const VtSite *site;
    bool site_usable;
    const char *folder;
    VtBuffer text;     /* of the present entry, until it is kept or forgotten */
    bool forget_texts; /* where that may be */
} VtLoader;

VtEntry *vt_entry_load(VtLoader *loader, const char *path);

/* ---- addresses.c
 * ------------------------------------------------------------------------------------------------ */

void vt_check_addresses(VtEntry *const *entries, size_t count, unsigned jobs, VtDiagnostics *sink);
