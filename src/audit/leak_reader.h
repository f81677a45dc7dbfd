/* The words that stand in a file's bytes, whatever its format and however they are encoded.
 *
 * A file is read as pieces of text: the text of a page, each attribute, each string of a JSON file. Each
 * piece is handed over as it is, and once more for every encoding that something in it seems to have: percent
 * signs, entities, backslash escapes, tags, base64, punycode; what comes out is treated likewise, a few
 * levels deep. So a piece is at times handed over in a form that nobody meant; that finds nothing where
 * nothing is. */
#pragma once

#include "leak_known.h"

#include "vitrine/base.h"

/* From `offset` of the piece on, the text stands at `at` in the file. */
typedef struct VtLeakAnchor {
    size_t offset;
    const char *at;
} VtLeakAnchor;

/* What the words of a piece are. A client called Target must not be found in every stylesheet that says
 * `:target`. */
typedef enum VtLeakRole {
    VT_LEAK_PROSE,   /* for people, or chosen by people: addresses, ids */
    VT_LEAK_CLASSES, /* names of classes: the theme's, or the author's */
    VT_LEAK_SYNTAX   /* code, and words that formats prescribe */
} VtLeakRole;

typedef struct VtLeakPiece {
    const char *text;
    size_t length;
    const char *at;              /* in the file: where it begins */
    const VtLeakAnchor *anchors; /* by offset; NULL: none */
    size_t anchor_count;
    VtLeakRole role;
} VtLeakPiece;

/* Where a byte of the piece stands in the file, as near as is known. */
const char *vt_leak_piece_place(const VtLeakPiece *piece, size_t offset);

typedef void VtLeakTake(const VtLeakPiece *piece, void *data);
/* A file inside of a file (a data: address): its decoded bytes. */
typedef void VtLeakEmbedded(const char *bytes, size_t length, const char *at, void *data);

typedef struct VtLeakReader {
    VtLeakTake *take;
    VtLeakEmbedded *embedded; /* may be NULL */
    void *data;
    const char *at;  /* all pieces are from there; NULL: from where they stand */
    unsigned depth;  /* encodings taken off so far */
    VtLeakRole role; /* of pieces that have none of their own */
    /* Texts that need not be handed over again; NULL: all are. Who takes pieces says what was found. */
    VtLeakKnown *known;
} VtLeakReader;

/* Any file, by its media type; binary ones hold no text but what they say of themselves (PDF). */
void vt_leak_read(const VtLeakReader *reader, const char *type, const char *data, size_t length);

/* ---- leak_text.c ---- */

/* Hands over one piece and all that is encoded in it. */
void vt_leak_read_piece(const VtLeakReader *reader, const VtLeakPiece *piece);
/* The same without anchors; `text` may point into the file. */
void vt_leak_read_text(const VtLeakReader *reader, const char *text, size_t length, const char *at);
/* A reader for what was decoded out of text at `at`. */
VtLeakReader vt_leak_reader_inside(const VtLeakReader *reader, const char *at);
/* Which signs of encodings stand in a text: a piece without any is what it is, and no decoder looks at it. */
typedef enum VtLeakSigns {
    VT_LEAK_PERCENT = 1 << 0,
    VT_LEAK_AMPERSAND = 1 << 1,
    VT_LEAK_BACKSLASH = 1 << 2,
    VT_LEAK_LESS = 1 << 3,
    VT_LEAK_DASHES = 1 << 4,     /* as in "xn--" */
    VT_LEAK_FOUR_COMMA = 1 << 5, /* as in "base64," */
} VtLeakSigns;
unsigned vt_leak_signs(const char *text, size_t length);
/* Takes a string's backslash escapes off: JSON's, JavaScript's, a stylesheet's. */
void vt_leak_unescape(const char *text, size_t length, VtBuffer *out);

/* ---- leak_markup.c, leak_formats.c ---- */

/* HTML and XML alike, well-formed or not. */
void vt_leak_read_markup(const VtLeakReader *reader, const char *data, size_t length);
void vt_leak_read_json(const VtLeakReader *reader, const char *data, size_t length);
/* Stylesheets and scripts: comments and strings are prose, all else is syntax. */
void vt_leak_read_code(const VtLeakReader *reader, const char *data, size_t length);
/* vCard and iCalendar. */
void vt_leak_read_content_lines(const VtLeakReader *reader, const char *data, size_t length);
