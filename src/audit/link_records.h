/* What the link check keeps of a site: its files with their ids, and the addresses inside it that they
 * vt_link_refer to. Read by many threads, each in a worker of its own; joined at the end by one. */
#pragma once

#include "address.h"
#include "reading.h"

#include "vitrine/audit.h"

enum { MOST_RECENT = 512, LONGEST_RECENT = 71 };

/* The first reference of one use to a target, by the path of its file and its place there. */
typedef struct VtReferrer {
    const struct VtLinkPage *page; /* NULL: there is none */
    unsigned line;
    unsigned order; /* among the page's references */
    unsigned run;   /* the page's */
} VtReferrer;

/* An address inside the site that some file refers to: once for each worker. In its arena. */
typedef struct VtLinkTarget {
    const char *key;         /* as in the table */
    const char *path;        /* decoded, below the base path; "" is home */
    const char *fragment;    /* NULL: none */
    struct VtLinkPage *page; /* what it leads to, at the end; NULL: no such file */
    VtReferrer first[2];     /* by VtAddressUse; a hyperlink not written in full is required, too */
    guint files;             /* that vt_link_refer to it */
    const struct VtLinkPage *last;
} VtLinkTarget;

/* A file that was seen. In its worker's arena. */
typedef struct VtLinkPage {
    const char *path, *from;
    bool has_ids; /* HTML: fragments can be checked */
    unsigned references;
    unsigned run;    /* a worker's pages of one run were read in the order of their paths */
    const char *ids; /* each with its terminator, in the page's order */
    size_t ids_length;
    GHashTable *id_set; /* the same, once asked for; NULL: not yet, or too few to be worth it */
} VtLinkPage;

/* An address that was resolved before; the target is the table's. */
typedef struct VtRecentLink {
    char address[LONGEST_RECENT + 1]; /* "": a free place */
    VtLinkTarget *target;
    VtAddressPlace place;
} VtRecentLink;

/* A reference to a fragment of the page that is being read, until all its ids are known. */
typedef struct VtOwnFragment {
    size_t offset; /* of the address in the worker's own_addresses */
    unsigned line;
    VtAddressUse use;
    unsigned order;
} VtOwnFragment;

/* What one thread has seen. Threads share nothing while they read: a lock for each of a site's addresses
 * costs more than reading them. */
typedef struct VtLinkWorker {
    VtArena *arena;
    GPtrArray *pages; /* VtLinkPage */
    unsigned run;
    GHashTable *targets; /* "path#fragment" → VtLinkTarget */
    GPtrArray *suspects; /* VtLinkTarget: at the end, those that may lead nowhere */
    VtRecentLink recent[MOST_RECENT];
    GArray *ids; /* IdPlace: of the page being read */
    VtBuffer ids_text;
    GArray *own_fragments; /* VtOwnFragment: of the page being read */
    VtBuffer own_addresses;
    VtBuffer scratch;
} VtLinkWorker;

struct VtAudit {
    VtSiteBase base;
    char *origin, *base_path;
    GPtrArray *neighbours;
    VtLinkWorker *workers;
    unsigned worker_count;
    GHashTable *pages; /* path → VtLinkPage; at the end, borrowed from the workers */
    unsigned suggested;
    size_t ids_compared;
};

/* Is there such an id? "top" is every page's beginning (WHATWG HTML, section 7.4.6.4), and what is no HTML
 * may have any. */
bool vt_link_has_fragment(VtLinkPage *page, const char *fragment);
bool vt_referrer_comes_before(const VtReferrer *known, const VtLinkPage *page, unsigned order);
/* Counts the page among those that vt_link_refer to the target. */
void vt_link_refer(VtLinkTarget *target, const VtLinkPage *page, VtAddressUse use, unsigned line,
                   unsigned order);
