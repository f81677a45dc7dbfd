/* external_links: the addresses of other hosts that an edition's readers can follow, and what became of them.
 *
 * Collected from editions, so that what nobody sees is asked of nobody: links in texts, and the addresses of
 * front matter. Each address is kept once, without its fragment, with all its places. Who asks (`vitrine
 * check --external` runs the program vitrine-links) hands in the answers, which become link-dead, link-moved
 * and link-unchecked.
 *
 * Answers are remembered in a file, a line each: day, answer, address, detail, with tabs between. A good one
 * holds for 14 days, a bad one for one, an uncertain one not at all. Days are counted from `today`; no clock
 * is read.
 *
 * Threads: one at a time. */
#pragma once

#include "edition.h"

typedef struct VtExternalLinks VtExternalLinks;

typedef enum VtLinkAnswer { VT_LINK_FINE, VT_LINK_MOVED_TO, VT_LINK_NOT_THERE, VT_LINK_UNKNOWN } VtLinkAnswer;

/* The portfolio must outlive it. */
VtExternalLinks *vt_external_links_new(const VtPortfolio *portfolio, VtDate today);
void vt_external_links_free(VtExternalLinks *links);
void vt_external_links_add(VtExternalLinks *links, const VtEdition *edition);

/* "ok", "moved", "dead" or "unknown", as the program and the file write it. */
bool vt_link_answer_parse(const char *word, VtLinkAnswer *answer);
/* Takes in what is remembered. A file that is not there, or that nobody can read, holds nothing. */
void vt_external_links_recall(VtExternalLinks *links, const char *file);
/* Takes in an answer; an address that nobody has asked about is ignored. */
void vt_external_links_answer(VtExternalLinks *links, const char *address, VtLinkAnswer answer,
                              const char *detail);
/* The addresses that have no answer yet, in the order in which they stand in the site; a line each. */
void vt_external_links_open(const VtExternalLinks *links, VtBuffer *out);
/* Reports at every place what is not fine. What has no answer is link-unchecked. */
void vt_external_links_report(const VtExternalLinks *links, VtDiagnostics *sink);
/* Writes what is known to be remembered. False where that cannot be done. */
bool vt_external_links_remember(const VtExternalLinks *links, const char *file);

size_t vt_external_links_count(const VtExternalLinks *links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtExternalLinks, vt_external_links_free)
