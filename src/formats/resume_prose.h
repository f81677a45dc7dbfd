/* An entry's text out of its HTML again: as Markdown, or as plain text for forms.
 *
 * The edition keeps no Markdown, only what its audience may see, as HTML; so this reads that. Everything that
 * Markdown can say comes out as Markdown that gives the same HTML; of other elements the text remains. */
#pragma once

#include <vitrine/edition.h>

typedef struct VtProseStyle {
    bool markdown;
    bool whole;      /* footnotes and links within the text are kept: it will stand alone */
    size_t columns;  /* lines are wrapped at; 0: a paragraph is a line */
    unsigned deeper; /* added to the levels of headings */
} VtProseStyle;

/* Blocks with a blank line between them, no line end after the last; "" when there is no text. */
char *vt_prose(const VtEdition *edition, const VtEditionEntry *entry, VtProseStyle style);
/* The same for a piece of a document's HTML, or inline HTML such as a VtRichText's. */
char *vt_prose_html(const VtEdition *edition, VtSlice html, VtProseStyle style);
/* The plain paragraphs that the text starts with, up to its first heading, list or the like. */
char *vt_prose_lead(const VtEdition *edition, const VtEditionEntry *entry);
/* Is the text nothing but paragraphs, then one flat list, both without markup? */
bool vt_prose_is_plain(const VtEdition *edition, const VtEditionEntry *entry);

/* Text in which nothing is Markdown's. */
void vt_markdown_escape(GString *out, const char *text, bool in_table);
/* At the beginning of each line of a paragraph: what would begin a heading, a list, a quote. */
void vt_markdown_escape_lines(GString *paragraph);
/* Greedy, at spaces; lines that the text has already stay apart. Wide characters count as two. */
char *vt_wrap(const char *text, size_t columns);
