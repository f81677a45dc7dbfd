/* What a build that went well says, so that it can be said again where nothing has changed. */
#pragma once

#include "site_run.h"

/* Of one audience's site. Strings are owned. */
typedef struct VtBuiltSite {
    char *audience, *folder;
    char *withheld; /* "2 private"; "": nothing */
    size_t pages, written, unchanged, removed, warnings;
    int64_t microseconds;
} VtBuiltSite;

typedef struct VtBuildReport {
    VtBuffer messages; /* in the format that was asked for */
    VtBuffer details;  /* with --verbose: what the sites were made without */
    GArray *sites;     /* of VtBuiltSite */
} VtBuildReport;

void vt_build_report_init(VtBuildReport *report);
void vt_build_report_finish(VtBuildReport *report);
/* Of a run that went well. */
void vt_build_report_take(VtBuildReport *report, const VtSiteRun *run);
/* Messages as vt_cli_report prints them, then the rest. */
void vt_build_report_print(const VtBuildReport *report, const VtCli *cli);

/* As a value of this type. What comes back is what a build that finds nothing changed says; it took so long.
 */
#define VT_BUILD_REPORT_TYPE "(ayaya(ayayayttt))"
GVariant *vt_build_report_to_variant(VtBuildReport *report);
void vt_build_report_from_variant(VtBuildReport *report, GVariant *value, int64_t microseconds);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(VtBuildReport, vt_build_report_finish)
