/* What is served: content and the sites made from it. All of it is immutable once made and counted, so that a
 * new state can be made beside the one in use. */
#pragma once

#include "vitrine/preview.h"
#include "vitrine/publication.h"

/* Parsed content. */
typedef struct VtServedContent {
    gatomicrefcount references;
    VtPortfolio *portfolio;
} VtServedContent;

/* One audience's site. */
typedef struct VtServedSite {
    gatomicrefcount references;
    VtServedContent *content;
    VtAudience audience; /* its settings; strings are the portfolio's, but for the name */
    char *name;
    bool everything; /* hides nothing */
    VtDate today;
    VtAtoms *atoms;
    VtEdition *edition;
    const VtTheme *theme;
    VtPublication *publication;
} VtServedSite;

/* What came of one build. Owned by whoever asked for it. */
typedef struct VtBuild {
    uint64_t number;
    VtDiagnostics *sink;
    VtServedContent *content; /* NULL: no usable settings */
    bool readable;            /* the content has no errors */
    GPtrArray *names;         /* of every audience that has settings: char * */
    GPtrArray *sites;         /* VtServedSite, for each name; NULL where something is wrong */
} VtBuild;

typedef struct VtBuildRequest {
    uint64_t number;
    const VtPreviewOptions *options;
    VtServedContent *old; /* to share what did not change; NULL: read all */
    GPtrArray *changed;   /* paths below the content folder; NULL: read all */
    void (*read)(
        void *data); /* called when the content was read without errors, from this thread; may be NULL */
    void *data;
} VtBuildRequest;

/* No name that an audience can have. */
#define VT_EVERYTHING "everything (private)"

VtBuild *vt_build_run(const VtBuildRequest *request);
void vt_build_free(VtBuild *build);

VtServedContent *vt_served_content_ref(VtServedContent *content);
void vt_served_content_unref(VtServedContent *content);
VtServedSite *vt_served_site_ref(VtServedSite *site);
void vt_served_site_unref(VtServedSite *site);

/* Produces every file of the sites and looks at them as `vitrine build` does: links, leaks. Stops early, with
 * what has been found so far, once `cancelled` is not 0. checks.c */
void vt_checks_run(GPtrArray *sites, const VtPreviewOptions *options, const gint *cancelled,
                   VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtBuild, vt_build_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtServedSite, vt_served_site_unref)
