/* markdown: a Markdown text to a document, in one pass over md4c's callbacks.
 *
 * CommonMark with GFM tables, strikethrough (double tilde only), task lists and autolinks, and footnotes
 * ([^name], as on GitHub). What comes out is HTML with everything that others need to know about it:
 * outline, section pieces, links and images with their places both in the source and in the HTML, plain
 * text, excerpt, words.
 *
 * The document is for no audience: addresses in its HTML are as the author wrote them. Whoever knows where
 * things are (the edition) makes a VtLinkTarget for each link, and vt_document_write_html puts them in.
 *
 * Headings. Output levels come from nesting, not from the author's numbers: the outermost headings of a
 * text become h2 and no level is skipped, so a page with its own h1 is well formed whatever level a file
 * starts at. Ids are those of GitHub: lower case, spaces to hyphens, punctuation dropped, "-1", "-2" for
 * repeats.
 *
 * Ownership: a document is one block of memory (vt_document_free); every slice points into it. It keeps
 * nothing of the source but offsets. A parser (VtMarkdown) holds scratch memory for one thread and may be
 * used for any number of texts. Documents are immutable and may be shared by threads.
 *
 * Raw HTML passes as it is, without comments; its own links and images are not among `links`. Footnotes have
 * the ids fn-NAME, and fnref-NAME, fnref-NAME-2, … at their references; no heading gets one of those.
 *
 * Bounds: input above 16 MiB, or output that grows out of proportion (reference definitions can blow up
 * 32 KB to 32 MB), is refused with markdown-too-large. */
#pragma once

#include "images.h"

typedef struct VtMarkdown VtMarkdown;

VtMarkdown *vt_markdown_new(void);
void vt_markdown_free(VtMarkdown *markdown);
/* Documents made from now on lie in that arena and go with it: not to be freed one by one. */
void vt_markdown_keep_in(VtMarkdown *markdown, VtArena *arena);

typedef enum VtMarkdownFlags {
    VT_MARKDOWN_PLAIN = 0,          /* md4c's own HTML to the byte: for the differential test */
    VT_MARKDOWN_HEADINGS = 1 << 0,  /* levels by nesting, ids, section pieces */
    VT_MARKDOWN_HIGHLIGHT = 1 << 1, /* code in a known language gets Pygments' classes */
    VT_MARKDOWN_FOOTNOTES = 1 << 2,
    VT_MARKDOWN_GFM = 1 << 3, /* tables, ~~strikethrough~~, task lists, autolinks */
    /* HTML fit for a page: comments dropped, one tilde is a tilde, tables in a <div class="table"> that can
     * scroll (columns align by class), code blocks that take the focus, tick boxes with names, images that
     * load lazily, <strong class="figure"> around a short text with a digit in it, <strong class="question">
     * around a question at the beginning of a paragraph or an item */
    VT_MARKDOWN_PAGE = 1 << 4,
    VT_MARKDOWN_TEXT = 1 << 5, /* the document's `text` is kept */
    VT_MARKDOWN_SITE = 0x1f,   /* all that pages need */
    VT_MARKDOWN_ALL = 0x3f,
    /* Something was cut out of the text: footnotes that lost their references, or references their footnote,
     * were reported before (mark-definition), where they are wrong at all */
    VT_MARKDOWN_CUT = 1 << 6,
    /* Audience marks in the text were reported before; the document must not be published */
    VT_MARKDOWN_MARKED = 1 << 7
} VtMarkdownFlags;

/* Bytes [start, end) of the document's html. */
typedef struct VtRange {
    uint32_t start;
    uint32_t end;
} VtRange;

typedef struct VtHeading {
    unsigned level; /* as written out: 2 to 6 */
    VtSlice id;
    VtSlice slug;    /* "impact" for the second "Impact" too, whose id is "impact-1": a class, not an id */
    VtSlice text;    /* plain */
    VtSlice html;    /* its inline HTML, without links */
    uint32_t offset; /* of its text, in the source */
    VtRange element; /* <h2 …>…</h2> */
    VtRange id_attribute; /* ` id="…"`, the leading space included */
} VtHeading;

/* What stands from one outermost heading to the next; the first piece has no heading when text comes
 * before any. */
typedef struct VtSection {
    const VtHeading *heading; /* NULL: the text before the first heading */
    VtRange body;             /* without the heading's own element */
} VtSection;

typedef enum VtLinkKind { VT_LINK_TEXT, VT_LINK_IMAGE, VT_LINK_AUTO } VtLinkKind;

typedef struct VtLink {
    VtLinkKind kind;
    VtSlice target;  /* decoded: entities and escapes resolved, as the author meant it */
    VtSlice text;    /* plain text; the alt text of an image */
    uint32_t offset; /* place in the source of the target if known, else of the link's line */
    uint32_t length;
    VtRange value; /* the attribute's value: between the quotes */
    VtRange open;  /* <a …>; for an image the whole <img …> */
    VtRange close; /* </a>; empty for an image */
} VtLink;

typedef struct VtDocument {
    VtSlice html;
    VtSlice text; /* plain: a line for each block, tabs between cells, code too; no alt texts. Empty without
                     VT_MARKDOWN_TEXT: it is as long as the source */
    VtSlice excerpt; /* of the lead, else of the first list item or paragraph that is more than a label
                        ("Context"); to about 200 characters, "…" */
    VtRange lead;    /* the first top-level paragraph with text of its own (an image has none); else empty */
    size_t words;    /* words of `text`; a CJK character counts as one */
    const VtHeading *headings;
    size_t heading_count;
    const VtSection *sections;
    size_t section_count;
    const VtLink *links; /* in order of appearance */
    size_t link_count;
    const VtRange *items; /* the top-level items of the first top-level list, inside <li>…</li> */
    size_t item_count;
    VtRange footnotes; /* <section class="footnotes">…</section>, empty when there are none */
} VtDocument;

/* `offset`: where the body starts (after front matter). NULL when it is too large to be read. Other errors
 * are in the sink alone (comments and audience marks that could be published, addresses that run programs),
 * so that the links of such a text are checked in the same run. */
VtDocument *vt_markdown_parse(VtMarkdown *markdown, const VtSource *source, size_t offset,
                              VtMarkdownFlags flags, VtDiagnostics *sink);
void vt_document_free(VtDocument *document);

/* One line of Markdown in front matter (a title, a summary) to inline HTML without a surrounding <p>, and to
 * plain text. Either buffer may be NULL. Links are kept with the author's addresses. A value is data: what
 * would be raw HTML in a body is text here, escaped and a part of `plain`; but comments go. */
void vt_markdown_inline(VtMarkdown *markdown, VtSlice text, VtBuffer *html, VtBuffer *plain);
/* The plain text of a heading's line, where tags are tags, as in the body that it stands in. */
void vt_markdown_heading_text(VtMarkdown *markdown, VtSlice line, VtBuffer *plain);

/* Is what stands behind "<!--" the beginning of `audience: …` or `/audience`? */
bool vt_markdown_is_audience_mark(const char *text, const char *end);

/* Does the address begin so ("javascript:", in lower case), as a browser reads it: in any case, control
 * characters and blanks passed over? */
bool vt_address_begins(VtSlice address, const char *scheme);

/* The heading with that id, or NULL. */
const VtHeading *vt_document_heading(const VtDocument *document, VtSlice id);

typedef enum VtLinkAction {
    VT_LINK_KEEP,    /* as the author wrote it */
    VT_LINK_REPLACE, /* `address` instead */
    VT_LINK_UNLINK   /* the text alone; an image goes altogether, its alt text stays */
} VtLinkAction;

typedef struct VtLinkTarget {
    VtLinkAction action;
    VtSlice address;          /* not escaped; begins with "/" when inside the site */
    const VtPicture *picture; /* of an image of the site; NULL: nothing is known of it */
} VtLinkTarget;

typedef struct VtWriteOptions {
    const VtLinkTarget *targets; /* one for each link, or NULL: all kept */
    VtSlice origin;              /* put before addresses that begin with "/": feeds want absolute ones */
    unsigned deeper;             /* added to heading levels, at most h6 */
    bool embedded;               /* one of several documents on a page: no ids, no footnotes */
    const VtLink *eager;         /* the page's first image, which is not loaded lazily; NULL: none is */
} VtWriteOptions;

/* Is it an image that its author says only decorates, by an alt text of two quotes: ![""](line.png)? It is
 * written with an empty one. */
static inline bool vt_link_decorates(const VtLink *link)
{
    return link->kind == VT_LINK_IMAGE && vt_slice_is(link->text, "\"\"");
}

/* Appends the HTML of a range (heading, link and image elements must lie wholly inside or outside). Every
 * image but `eager` is written with loading="lazy" and, where known, width and height. Where there are
 * smaller sizes of it, it stands in a <picture>, unless `origin` is set: readers of feeds want a plain one.
 */
void vt_document_write_html(const VtDocument *document, VtRange range, const VtWriteOptions *options,
                            VtBuffer *out);

/* Would all of it be written as it stands in the document, so that nobody need write it? */
bool vt_document_writes_as_is(const VtDocument *document, const VtWriteOptions *options);

/* All of the document's HTML. */
static inline VtRange vt_document_all(const VtDocument *document)
{
    return (VtRange){0, (uint32_t)document->html.length};
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtMarkdown, vt_markdown_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtDocument, vt_document_free)
