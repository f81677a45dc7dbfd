/* The portfolio and an edition for each audience asked for, for commands that tell of them and write nothing.
 */
#pragma once

#include "cli.h"

#include "vitrine/visibility.h"

/* Owns all but `cli`. A zeroed one is finished. */
typedef struct VtSiteEditions {
    char *site; /* the folder that holds site-content/, as given */
    char *content;
    VtPortfolio *portfolio;
    const VtAudience **audiences; /* those asked for, in the order of site.yaml */
    VtEdition **editions;         /* one for each; NULL where none could be made */
    size_t count;
    VtEditionOptions options;
} VtSiteEditions;

/* `site` NULL: the current folder. False when there is nothing to tell of; then what is wrong is in the sink,
 * or has been said and `usage` is set. Errors of the content are in the sink, those of the editions (dead
 * links) are not: `vitrine check` tells them. */
bool vt_site_editions_load(VtSiteEditions *all, VtCli *cli, const char *site, bool *usage);
void vt_site_editions_finish(VtSiteEditions *all);

/* "audience: recruiter", "draft: true" …: why an entry is in or out, as a clause without its place. */
char *vt_reason_clause(const VtVisibilityReason *reason, const VtSiteEditions *all, size_t audience);
/* One word for a table: "draft", "future", "private", "audience", "section". */
const char *vt_reason_word(VtVisibility visibility);
/* "site-content/projects/dsp.md:4:11", without line and column for a whole file; "" for no place. */
char *vt_place_text(VtSpan span);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtSiteEditions, vt_site_editions_finish)
