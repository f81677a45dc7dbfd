/* One pass over a site for the audiences asked for: the stages in their order, all errors in one sink.
 *
 *   load → for each audience: edition, theme, publication → produce, audit and stage every file → commit
 *
 * Nothing is committed until every audience's files have been produced and checked. */
#pragma once

#include "cli.h"
#include "timings.h"

#include "vitrine/audit.h"
#include "vitrine/leaks.h"
#include "vitrine/output.h"
#include "vitrine/publication.h"

typedef struct VtSiteRun VtSiteRun;
typedef struct VtAudienceRun VtAudienceRun;

/* Where finished files go, when that is no folder: a commit, an archive. Functions return false after a
 * diagnostic. */
typedef struct VtDestination {
    /* Without --audience: is this one's site wanted? */
    bool (*wants)(const VtAudience *audience, void *data);
    /* Before an audience's first file; `part->files` files will come. */
    bool (*open)(VtAudienceRun *part, void *data, VtDiagnostics *sink);
    /* From many threads; `index` is the file's place in the order of work, which is the same in every run. */
    bool (*put)(VtAudienceRun *part, const VtFile *file, size_t index, const VtBuffer *bytes, void *data,
                VtDiagnostics *sink);
    void *data;
} VtDestination;

/* One audience's part. Owned by the run. */
struct VtAudienceRun {
    const VtAudience *audience;
    char *folder; /* to write to; NULL: nothing is written */
    VtAtoms *atoms;
    VtEdition *edition;
    VtDiagnostics *said_of_theme;                  /* until it is this audience's turn */
    int64_t edition_time, theme_time, checks_time; /* microseconds; the last: until they could begin */
    const VtTheme *theme;
    VtPublication *publication;
    VtAudit *audit;
    VtLeaks *leaks;
    const char *const *pictures; /* files of the cache that it hangs on; NULL: none */
    bool pictures_failed;        /* there is a program to draw them, and it did not */
    VtStaging *staging;
    VtOutputSummary summary;
    void *destination; /* what the run's destination keeps for it */
    size_t files, pages;
    size_t warnings; /* those of the content too */
    bool committed;
    int64_t microseconds;
};

struct VtSiteRun {
    VtCli *cli;
    const VtDestination *destination; /* NULL: none; set before the run */
    const char *remote;               /* to publish to, instead of those of site.yaml; NULL: theirs */
    char *site;                       /* the folder that holds site-content/, as given */
    char *content;
    size_t warnings; /* of the content, and so of every audience */
    size_t content_errors;
    VtDate today;
    VtPortfolio *portfolio;
    VtAudienceRun *audiences;
    size_t audience_count;
    VtTimings timings;
};

/* True when nothing was wrong. `write`: false for a check. What is wrong is in the sink of `cli`; a wrong
 * command line (an unknown audience) has been said on standard error and `usage` is set. */
bool vt_site_run(VtSiteRun *run, VtCli *cli, bool write, bool *usage);
void vt_site_run_finish(VtSiteRun *run);

/* Writes the workflow for GitHub; the first reports and says what to exit with. workflow_command.c */
VtExit vt_write_workflow(VtCli *cli);
bool vt_write_workflow_for(VtCli *cli, const char *site);

/* NULL: site.yaml has none of that name. */
const VtAudience *vt_site_audience(const VtSite *site, const char *name);
/* Says so, with the nearest name. Returns false. */
bool vt_complain_of_audience(const VtSite *site, const char *name);
