/* preview: the sites of all audiences on this machine, renewed in the browser at each save.
 *
 * Pages come from publications in memory and are rendered when asked for; nothing is written to disk. Each
 * audience has a port of its own (the first one asked for, the next …), so that its site stands at its own base
 * path, exactly as published. The bytes of a file are those that `vitrine build` would write; only a document
 * that a browser loads gets one script before </body>, which shows the preview bar and listens for changes.
 *
 * A save makes a new state beside the old one: content (only changed files are read again), then for each
 * audience an edition, a theme and a publication. It replaces the old state when it is whole, audience by
 * audience; where something is wrong the last good site stays, and the browser shows what the build says. The
 * finished pages are then checked as `vitrine build` does, a moment after the last save.
 *
 * Safety: files are served from the publications' tables only, by exact match of a path decoded once. GET and
 * HEAD; `Host` must be a name of this machine's own (421), so that no foreign name can be pointed here; no
 * header allows another origin anything; the stream of events lies at a random path of this run. Without
 * `host` only this machine can connect; with it every request needs the token that the printed addresses
 * hold. Requests that take too long, and connections beyond a limit, are ended.
 *
 * The semantics are those of GitHub Pages: /x leads to /x/ where that is a page, /x serves x.html, what is
 * missing gets 404.html.
 *
 * Threads: all functions are called from one thread, whose default main context runs the server. */
#pragma once

#include "diagnostics.h"
#include "limits.h"

typedef struct VtPreview VtPreview;

typedef enum VtPreviewStream {
    VT_PREVIEW_NEWS,    /* what happens, for standard output */
    VT_PREVIEW_PROBLEMS /* diagnostics, for standard error */
} VtPreviewStream;

/* `text` ends in a newline and may have several lines. */
typedef void VtPreviewTell(VtPreviewStream stream, const char *text, void *data);

/* Borrowed for the life of the preview. */
typedef struct VtPreviewOptions {
    const char *site;    /* the folder that holds site-content/, as the author would write it */
    const char *content; /* site-content/ itself */
    char **audiences;    /* NULL: all, also those that are added later */
    unsigned port;       /* of the first audience; 0: any that are free */
    const char *host;    /* address to listen on beside this machine's own; NULL: none */
    VtDate today;        /* not set: the day in UTC, at each build */
    VtLimits limits;
    unsigned jobs;       /* threads; 0: one for each processor */
    bool drafts;
    bool everything;  /* one more site, which hides nothing: private entries too. Not with `host` */
    bool navigate;    /* browsers go to the page that was edited */
    bool color;       /* in diagnostics that are told */
    bool quiet;       /* no news but the addresses */
    VtPreviewTell *tell;
    void *tell_data;
} VtPreviewOptions;

typedef enum VtPreviewFailure {
    VT_PREVIEW_FINE,
    VT_PREVIEW_USAGE,  /* no such audience */
    VT_PREVIEW_MACHINE /* a port is in use, an address is not this machine's */
} VtPreviewFailure;

/* Builds once and opens the ports. NULL after telling why, and `failure` says whose fault it is. Content with
 * errors is no failure: it is shown, and awaits its mending. */
VtPreview *vt_preview_new(const VtPreviewOptions *options, VtPreviewFailure *failure);
/* Serves until stopped. */
void vt_preview_run(VtPreview *preview);
/* May be called from a source of the main context: a signal. */
void vt_preview_stop(VtPreview *preview);
/* Does a thread still work on a build? Then freeing waits for it. */
bool vt_preview_busy(const VtPreview *preview);
void vt_preview_free(VtPreview *preview);

/* The audience of the index-th site; NULL beyond the last. */
char *vt_preview_name(const VtPreview *preview, size_t index);
/* The address of the index-th site, token included; NULL beyond the last. */
char *vt_preview_address(const VtPreview *preview, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtPreview, vt_preview_free)
