/* What the parts of preview/ share. A change goes: watcher.c notices it, preview.c has build.c make a new
 * state on a thread and puts it in place, events.c tells the browsers, server.c and answer.c serve what they
 * then ask for. */
#pragma once

#include "ports.h"
#include "state.h"
#include "watcher.h"

/* One audience's port. Lives as long as the preview, even when its audience is gone for a while. Owned by it.
 */
typedef struct VtSlot {
    VtPreview *preview;
    char *name; /* of the audience; NULL: nobody's yet, for want of settings */
    guint port;
    VtServedSite *site;   /* the last good one; NULL: none so far */
    GPtrArray *listeners; /* of VtListener */
} VtSlot;

/* A browser that waits for events. */
typedef struct VtListener {
    VtSlot *slot;
    SoupServerMessage *message;
    guint unwritten; /* events that it has not taken yet */
} VtListener;

struct VtPreview {
    VtPreviewOptions options;
    GMainLoop *loop;
    GResource *own_files; /* the bar's script and its worker; borrowed, for ever */
    SoupServer *server;
    VtPorts *ports;
    VtWatcher *watcher;
    GPtrArray *slots; /* of VtSlot, in the order of their ports */
    char *root;       /* "/-…": where the preview's own files are, random */
    char *token;      /* NULL: none needed */
    VtArena *scratch; /* of one answer */
    GQueue waiting;   /* of SoupServerMessage: they wait for the state that is being made */

    VtServedContent *content; /* the last that could be read */
    GHashTable *changed;      /* set of paths, for the next build */
    uint64_t number;          /* of the last build begun */
    uint64_t shown;           /* of the last whose change browsers were told of */
    bool building, rebuild, checking, told_early, stopped;
    gint cancel_checks;
    guint check_timer;
    VtBuild *last;     /* the last build that ended: what is wrong */
    VtBuffer problems; /* what browsers show: errors as text; empty: none */
    char *told;        /* what the terminal was told last */
    guint heartbeat;
};

/* ---- preview.c ---- */

void vt_preview_tell(const VtPreview *preview, VtPreviewStream stream, const char *text);

/* ---- slots.c ---- */

void vt_slot_free(gpointer slot);
/* A slot with a port for each of the build's audiences. False after telling what cannot be opened. */
bool vt_slots_open(VtPreview *preview, const VtBuild *build);
/* Puts the build's good sites in place. True when browsers have something new to see. */
bool vt_slots_put(VtPreview *preview, const VtBuild *build);

/* ---- problems.c ---- */

/* Tells what the last build said. `checks`: what the checks of its pages found; NULL while they are not done.
 */
void vt_problems_set(VtPreview *preview, VtDiagnostics *checks);
void vt_checks_later(VtPreview *preview);
/* Those that run end soon, and tell nothing. */
void vt_checks_stop(VtPreview *preview);

/* ---- server.c ---- */

void vt_preview_serve(VtPreview *preview);
/* Answers all that wait. */
void vt_preview_answer_waiting(VtPreview *preview);
/* Is it one of this machine's own names, or one that was asked for? Takes a Host header's value. */
bool vt_host_is_own(const VtPreview *preview, const char *host);

/* ---- answer.c ---- */

/* The slot's site answers for a path. */
void vt_answer_site(VtSlot *slot, SoupServerMessage *message);
void vt_answer_text(SoupServerMessage *message, guint status, const char *type, const char *text);
void vt_answer_own_file(const VtPreview *preview, SoupServerMessage *message, const char *name);

/* ---- events.c ---- */

void vt_events_open(VtSlot *slot, SoupServerMessage *message);
/* What is wrong now, and which build is shown. */
void vt_events_tell_state(VtPreview *preview);
/* Something changed: pages ask for themselves again. `images`: paths of changed files, real ones; may be
 * NULL. `navigate`: path of an author's file whose page to go to, or NULL. */
void vt_events_tell_change(VtPreview *preview, const GPtrArray *images, const char *navigate);
void vt_events_beat(VtPreview *preview);
void vt_listener_free(gpointer listener);

/* ---- page_facts.c ---- */

/* What the bar shows of a page, as JSON. */
void vt_write_page_facts(const VtSlot *slot, const char *path, const char *host_name, VtBuffer *out);
/* The number of the shown build, with what tells this run from another. */
char *vt_build_name(const VtPreview *preview);
/* The address of a slot's site, without token: "http://localhost:4000/portfolio/". */
char *vt_slot_address(const VtSlot *slot, const char *host_name);
