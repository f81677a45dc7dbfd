/* One pass over a site for the audiences asked for: the stages in their order, all errors in one sink.
 *
 *   load → for each audience: edition, theme, publication → produce, audit and stage every file → commit
 *
 * Nothing is committed until every audience's files have been produced and checked. */
#pragma once

#include "cli.h"

#include "vitrine/audit.h"
#include "vitrine/output.h"
#include "vitrine/publication.h"

/* One audience's part. Owned by the run. */
typedef struct VtAudienceRun {
    const VtAudience *audience;
    char *folder; /* to write to; NULL: nothing is written */
    VtAtoms *atoms;
    VtEdition *edition;
    const VtTheme *theme;
    VtPublication *publication;
    VtAudit *audit;
    VtStaging *staging;
    VtOutputSummary summary;
    size_t pages;
    size_t warnings; /* those of the content too */
    bool committed;
    int64_t microseconds;
} VtAudienceRun;

typedef struct VtSiteRun {
    VtCli *cli;
    char *site; /* the folder that holds site-content/, as given */
    char *content;
    size_t warnings; /* of the content, and so of every audience */
    VtPortfolio *portfolio;
    VtAudienceRun *audiences;
    size_t audience_count;
} VtSiteRun;

/* True when nothing was wrong. `write`: false for a check. What is wrong is in the sink of `cli`; a wrong
 * command line (an unknown audience) has been said on standard error and `usage` is set. */
bool vt_site_run(VtSiteRun *run, VtCli *cli, bool write, bool *usage);
void vt_site_run_finish(VtSiteRun *run);
