/* leaks: proof that nothing an audience may not see stands in the final bytes of its site.
 *
 * The edition hides (edition.h), this looks whether it did. It trusts nothing on the way: what is hidden is
 * worked out anew from the portfolio, by the rules that edition.h states but not by its code, and it is
 * looked for in the very bytes that are about to be written. What counts as a leak:
 *
 *   leak-name      a name that this audience must not read, or one of its forms: any case, accents,
 * possessive, plural, words parted by anything or joined ("truist-financial", "TruistFinancial") leak-text
 * eight words in a row of a hidden text, or a whole hidden title of four words or more, that no visible text
 *                  holds. Hidden texts: entries with all their front matter, marked blocks, words of other
 * audiences, comments leak-address   the address of a hidden entry, or its file's name when that has three
 * words or more; the name of a hidden file likewise leak-file      the bytes of a file that no visible text
 * refers to, with or without its metadata leak-metadata  an image that tells more than its pixels: position,
 * serial number, thumbnail, XMP, IPTC, comments
 *
 * Read are: HTML (text with inline tags joined and with them parting words, attributes, comments, scripts,
 * styles), XML, JSON, vCard and iCalendar (unfolded), stylesheets, scripts, SVG, any other text, and the path
 * of every file. In each of them entities, percent-encoding, backslash escapes, HTML inside of text,
 * quoted-printable, base64 in data: addresses and punycode are decoded, one inside the other. Soft hyphens,
 * zero-width characters, case and accents do not matter (phrases.h).
 *
 * What is hidden and what is visible may hold the same words: a finding counts only when no visible text has
 * it. Visible texts are read for that at the end, and only when something was found.
 *
 * Cost: where an audience has nothing hidden and no names, no text is read at all. Otherwise one pass over
 * each file's words.
 *
 * Ownership: the portfolio outlives it; strings are copied. Threads: vt_leaks_file from many threads at once,
 * each with a worker number of its own; the rest from one. */
#pragma once

#include "content.h"

typedef struct VtLeaks VtLeaks;

typedef struct VtLeaksRequest {
    const VtPortfolio *portfolio; /* no hidden entry's text is forgotten (content.h: forget_texts) */
    const VtAudience *audience;
    VtDate today;          /* as for the edition: decides which posts lie in the future */
    bool drafts;           /* entries with `draft: true` are visible */
    const char *origin;    /* "https://robin.example" */
    const char *base_path; /* "/" or "/portfolio/" */
    unsigned workers;      /* how many threads will call vt_leaks_file; 0: one for each processor */
} VtLeaksRequest;

VtLeaks *vt_leaks_new(const VtLeaksRequest *request);
void vt_leaks_free(VtLeaks *leaks);

/* Words that are nobody's secret, though a hidden text may hold them too: a label of the theme. */
void vt_leaks_allow(VtLeaks *leaks, const char *text);
/* A stylesheet or script of the theme: its words may be names of classes, even where a client is called
 * Block. The bytes must outlive the audit. */
void vt_leaks_allow_asset(VtLeaks *leaks, VtSlice bytes);

/* `path`, `type` and `from` (the author's file it was made from, or NULL) as in a publication. The strings
 * must outlive the audit, the bytes need not. */
void vt_leaks_file(VtLeaks *leaks, unsigned worker, const char *path, const char *type, const char *from,
                   const char *data, size_t length);

/* Reports each hidden thing once for each kind of file it was found in, with the place where the author wrote
 * it. The order of files and their threads do not matter. True when nothing leaks. */
bool vt_leaks_finish(VtLeaks *leaks, VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtLeaks, vt_leaks_free)
