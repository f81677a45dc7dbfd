/* Has anything changed since the last build? The stamp that a build leaves behind says; see site_stamp.c for
 * what it holds. */
#pragma once

#include "build_report.h"

typedef struct VtSiteStamp VtSiteStamp;

/* NULL: this run must render, and its result is not to be remembered. */
VtSiteStamp *vt_site_stamp_new(const VtCli *cli, VtDate today);
void vt_site_stamp_free(VtSiteStamp *stamp);
/* True: the sites are what a build would make of them, and `report` is what it would say. Otherwise
 * vt_site_stamp_keep will tell whether what the build reads has changed meanwhile. */
bool vt_site_stamp_answers(VtSiteStamp *stamp, VtBuildReport *report);
/* After a run that went well, while its site folders are still locked. Nothing is kept, and nothing is said,
 * where that would not be safe or cannot be written. */
void vt_site_stamp_keep(VtSiteStamp *stamp, const VtSiteRun *run, VtBuildReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtSiteStamp, vt_site_stamp_free)
