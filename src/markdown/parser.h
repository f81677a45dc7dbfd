/* parser: what the files of markdown/ share while a text is read.
 *
 * md4c calls back for each block, span and run of text; blocks.c, spans.c and text.c answer by appending to
 * three buffers (HTML, plain text, strings) and to lists of records that hold ranges of those buffers.
 * document.c copies all of it into one block of memory of just the right size. */
#pragma once

#include <md4c.h>
#include <vitrine/html.h>
#include <vitrine/marks.h>

enum {
    VT_MARKDOWN_INPUT_LIMIT = 16 << 20,
    /* Stands for a tilde that is no strikethrough; never part of UTF-8. */
    VT_HIDDEN_TILDE = 0xff,
};

#define VT_UNKNOWN ((size_t)-1)

/* Ranges of the HTML, but where named after another buffer. */
typedef struct VtHeadingRecord {
    unsigned level;
    bool outermost; /* of output level 2 and in no other block */
    VtRange id_string;
    VtRange slug_string; /* the id without the number of a repeat */
    VtRange text;
    VtRange inner;        /* between the tags */
    VtRange inner_string; /* without links, where `inner` has any */
    uint32_t offset;
    VtRange element;
    VtRange id_attribute;
} VtHeadingRecord;

typedef struct VtLinkRecord {
    VtLinkKind kind;
    VtRange target_string;
    VtRange text; /* of an image: in the strings */
    uint32_t offset;
    uint32_t length;
    VtRange value;
    VtRange open;
    VtRange close;
} VtLinkRecord;

typedef struct VtFootnoteReference {
    VtRange id_string;
    VtRange element;
    size_t next; /* to the same footnote, or VT_UNKNOWN */
} VtFootnoteReference;

typedef struct VtFootnote {
    char *name;   /* in lower case; in the arena */
    size_t start; /* of the definition in the input */
    size_t text;  /* of what follows the colon */
    size_t end;
    VtRange id_string;
    VtRange reference_id_string; /* kept for the first reference */
    unsigned number;             /* 0: not referred to */
    unsigned reference_count;
    size_t first_reference;
    size_t last_reference;
} VtFootnote;

/* A line of a dedented text and where it is in the source. */
typedef struct VtLineOrigin {
    size_t start;
    size_t offset;
} VtLineOrigin;

typedef enum VtRawState { VT_RAW_TEXT, VT_RAW_TAG, VT_RAW_COMMENT, VT_RAW_BOGUS, VT_RAW_ELEMENT } VtRawState;

/* Levels of headings, each deeper than the one before. */
typedef struct VtLevelStack {
    unsigned char levels[6];
    unsigned count;
} VtLevelStack;

/* Raw HTML arrives in pieces; this is what is known between two of them. */
typedef struct VtRawHtml {
    VtRawState state;
    char quote;            /* of an attribute's value, inside a tag */
    const char *element;   /* "script" or "style": all up to its end tag is no text */
    const char *after_tag; /* what `element` becomes at the end of the tag */
    VtBuffer comment;      /* how it begins */
    size_t comment_offset;
} VtRawHtml;

struct VtMarkdown {
    /* What is read. The input is the source's text, or a copy where something had to be hidden from md4c. */
    const VtSource *source;
    const VtRevision *revision; /* of which the source is the text; NULL: the source is the author's own */
    VtDiagnostics *sink;
    unsigned reported[VT_NOTE + 1]; /* diagnostics of this text, by severity */
    VtMarkdownFlags flags;
    const char *input;
    size_t input_length;
    size_t body_offset;
    GArray *line_origins; /* of VtLineOrigin, while a footnote is read; else empty */
    VtBuffer copy;
    VtBuffer shifted; /* what md4c reads, where blank lines had to come first */
    VtBuffer footnote_copy;
    size_t footnote_bytes;    /* read so far */
    GArray *link_definitions; /* of VtRange: lines of the input, where it has footnotes */
    size_t limit;             /* of what may be written */
    bool bare;                /* one line: no block is written */
    bool escapes_html;        /* a value of front matter: raw HTML is text */
    bool has_footnotes;
    bool hides_tildes;

    /* What is written. */
    VtBuffer html;
    VtBuffer text;
    VtBuffer strings;
    GArray *headings;   /* of VtHeadingRecord */
    GArray *links;      /* of VtLinkRecord */
    GArray *items;      /* of VtRange */
    GArray *footnotes;  /* of VtFootnote, as defined */
    GArray *references; /* of VtFootnoteReference */
    GArray *shown;      /* of size_t: footnotes in the order of their first reference */
    VtRange lead;
    VtRange lead_text;  /* of the lead, in the plain text */
    VtRange first_text; /* of the first paragraph anywhere */
    size_t items_text;  /* where the plain text of the first list item begins, or VT_UNKNOWN */
    VtRange footnotes_range;

    /* Where in the text md4c is. */
    unsigned depth;  /* blocks around this one */
    bool items_open; /* inside the first top-level list */
    bool items_done;
    uint32_t block_start; /* of the paragraph, heading, table or code block at hand, in the HTML */
    uint32_t text_start;  /* the same in the plain text */
    size_t known_offset;  /* last place that was known */
    size_t text_offset;   /* first known place in the heading or link at hand */
    VtBuffer spans;       /* a byte for each that is open on a page: its type */
    size_t strong_start;  /* of the innermost <strong> opened last, in the HTML, or VT_UNKNOWN */
    size_t strong_text;   /* the same in the plain text */
    unsigned image_depth;
    unsigned link_depth;
    size_t link_text_offset; /* text_offset of the link around the image at hand */
    size_t open_link;        /* index, or VT_UNKNOWN */
    size_t open_image;       /* likewise */
    size_t heading_links;    /* counts when the heading began */
    size_t heading_references;
    size_t heading_offset;
    VtBuffer heading_tag;       /* the start tag of a heading, written when its id is known */
    VtLevelStack outline;       /* of headings that stand in no other block */
    VtLevelStack inner_outline; /* of those in the quote or list at hand */
    VtBuffer code;              /* of a block to be highlighted */
    VtRange language_string;
    bool collects_code;
    bool in_head;
    bool first_cell;
    VtRawHtml raw;

    VtArena *arena;
    VtArena *document_arena;    /* NULL: each document is a block of its own */
    GHashTable *footnote_names; /* → index and 1; keys in the arena */
    GHashTable *ids;            /* id → how often it was asked for; keys in the arena */
};

static inline uint32_t vt_markdown_here(const VtMarkdown *md)
{
    return (uint32_t)md->html.length;
}

static inline bool vt_markdown_is(const VtMarkdown *md, VtMarkdownFlags flag)
{
    return (md->flags & flag) != 0;
}

/* Nonzero tells md4c to stop. */
static inline int vt_markdown_status(const VtMarkdown *md)
{
    return md->html.length + md->text.length + md->strings.length > md->limit ? -1 : 0;
}

/* markdown.c */
/* Makes bytes [start, end) of a source the input, with footnote definitions and single tildes hidden from
 * md4c. */
void vt_markdown_prepare(VtMarkdown *md, const VtSource *source, size_t start, size_t end,
                         VtMarkdownFlags flags);
/* The same for one line, which is read as a heading's content. */
void vt_markdown_prepare_line(VtMarkdown *md, const VtSource *source, size_t start, size_t end);
/* A place of the source as the author knows it. */
size_t vt_markdown_origin(const VtMarkdown *md, size_t offset);
/* Reads an input with other callbacks. */
bool vt_markdown_read_with(VtMarkdown *md, const char *input, size_t length, const MD_PARSER *callbacks,
                           void *data);
/* The place in the source of a pointer that md4c gave, or VT_UNKNOWN. */
size_t vt_markdown_offset(const VtMarkdown *md, const char *pointer);
/* NULL when nothing is reported. */
VtDiagnostic *vt_markdown_report(VtMarkdown *md, VtDiagnosticId id, size_t offset, size_t length,
                                 const char *format, ...) G_GNUC_PRINTF(5, 6);
bool vt_markdown_read(VtMarkdown *md, const char *input, size_t length);

/* blocks.c */
int vt_markdown_enter_block(MD_BLOCKTYPE type, void *detail, void *data);
int vt_markdown_leave_block(MD_BLOCKTYPE type, void *detail, void *data);
/* Inserts HTML and moves what was recorded behind it. */
void vt_markdown_insert(VtMarkdown *md, uint32_t at, const char *html, size_t length);

/* headings.c */
void vt_heading_enter(VtMarkdown *md, unsigned level);
void vt_heading_leave(VtMarkdown *md, unsigned level);

/* tables.c */
void vt_table_enter(VtMarkdown *md, MD_BLOCKTYPE type, const void *detail);
void vt_table_leave(VtMarkdown *md, MD_BLOCKTYPE type);

/* spans.c */
int vt_markdown_enter_span(MD_SPANTYPE type, void *detail, void *data);
int vt_markdown_leave_span(MD_SPANTYPE type, void *detail, void *data);
/* At the borders of a block: nothing stays open. */
void vt_spans_close(VtMarkdown *md);

/* links.c */
void vt_link_enter(VtMarkdown *md, const MD_SPAN_A_DETAIL *detail);
void vt_link_leave(VtMarkdown *md);
/* Ends the record of a link that md4c never closed. */
void vt_link_abandon(VtMarkdown *md);
void vt_image_enter(VtMarkdown *md, const MD_SPAN_IMG_DETAIL *detail);
/* `detail` may be NULL. */
void vt_image_leave(VtMarkdown *md, const MD_SPAN_IMG_DETAIL *detail);
/* As md4c's renderer escapes addresses, which gives %7E for a tilde; on a page it stays, hidden or not. */
void vt_address_append(VtBuffer *out, const char *address, size_t length, bool keeps_tildes);

/* text.c */
int vt_markdown_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data);
void vt_attribute_append_html(VtMarkdown *md, const MD_ATTRIBUTE *attribute);
void vt_attribute_append_address(VtMarkdown *md, const MD_ATTRIBUTE *attribute);
/* Decoded, to the strings. */
VtRange vt_attribute_append_string(VtMarkdown *md, const MD_ATTRIBUTE *attribute);
/* Plain text goes to a new line, unless it is at the start of one. */
void vt_text_break(VtMarkdown *md);
size_t vt_text_count_words(VtSlice text);

/* raw_html.c */
void vt_raw_html_append(VtMarkdown *md, const char *html, size_t length);
/* At the end of a block: nothing may be left open that would hide what follows. */
void vt_raw_html_close(VtMarkdown *md);
/* Looks for comments that Markdown took for text. */
void vt_raw_html_check_text(VtMarkdown *md, const char *text, size_t length);

/* heading_ids.c */
/* GitHub's id for a text, made unique in the document; `fallback` where no character is left. `slug`: the
 * part of it that it shares with its repeats; NULL: not wanted. */
VtRange vt_id_claim(VtMarkdown *md, VtSlice text, const char *fallback, VtRange *slug);

/* footnotes.c */
/* Finds the definitions and hides them from md4c in the copy. */
void vt_footnotes_find(VtMarkdown *md);
/* Appends a run of text, its references as links. */
void vt_footnotes_append_text(VtMarkdown *md, const char *text, size_t length);
/* The text of a definition, without indentation; places in it are known until the next. */
const char *vt_footnote_input(VtMarkdown *md, size_t index, size_t *length);
/* The section at the end. */
bool vt_footnotes_append(VtMarkdown *md);

/* hidden_tildes.c */
/* Replaces each single tilde that could close a strikethrough, in `copy`: the input may already be that, or
 * is copied there at the first such tilde. Says whether there was one. */
bool vt_tildes_hide(const char **input, size_t length, VtBuffer *copy);
void vt_tildes_restore(VtBuffer *buffer);

/* item_ends.c */
/* How many blank lines before a text keep md4c from ending a list item too early. */
size_t vt_item_ends_shift(const char *text, size_t length);

/* document.c */
VtDocument *vt_document_new(VtMarkdown *md);
