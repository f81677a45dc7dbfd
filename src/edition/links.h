/* Links as authors write them → where they lead in one edition. */
#pragma once

#include "edition_build.h"

/* ---- link_path.c: the text of a link, without knowing what exists ---- */

/* Read again and again, so that its memory is made once. A zeroed one is ready. */
typedef struct VtLinkPath {
    const char *path;                 /* below site-content, decoded, no "." or ".." left; "" is the root */
    const char *fragment;             /* decoded, without "#"; NULL: none */
    VtSlice query;                    /* as written, with "?" */
    VtSlice raw_fragment;             /* as written, with "#" */
    bool folder;                      /* ends in "/", or in a "." or ".." segment */
    bool same_page;                   /* nothing but a query or a fragment */
    bool outside;                     /* leads out of site-content */
    VtBuffer buffer, fragment_buffer; /* hold path and fragment */
} VtLinkPath;

/* Has a scheme, or begins with "//": not ours to resolve. */
bool vt_link_is_external(VtSlice written);
/* `from`: path of the file that holds the link, below site-content. */
void vt_link_path_read(VtLinkPath *link, VtSlice written, const char *from);
void vt_link_path_finish(VtLinkPath *link);
/* The place of an address within a key's value, if it stands there as it is; else the value's. */
VtSpan vt_span_narrow(VtSpan span, VtSlice written);

/* ---- link_targets.c ---- */

/* One link to resolve. */
typedef struct VtLinkQuery {
    const VtEntry *origin; /* whose file holds it */
    VtSlice written;       /* decoded from Markdown or YAML, not from percent-encoding */
    VtSpan span;
    bool in_value; /* `span` is that of the key's value which holds the link, not the link's own */
    bool image;
} VtLinkQuery;

/* Where the link stands, for messages. */
VtSpan vt_link_place(const VtLinkQuery *query);

/* Reports what leads nowhere, marks assets as shown, counts what is unlinked. */
VtLinkTarget vt_resolve_link(VtBuild *build, const VtLinkQuery *query);

/* The portfolio's index of the entry at that path; SIZE_MAX: none. */
size_t vt_entry_index(const VtBuild *build, const char *path);
/* The first entry whose path does not sort before `path`. */
size_t vt_entry_lower_bound(const VtPortfolio *portfolio, const char *path);

/* ---- link_messages.c ---- */

/* An image that says nothing to those who cannot see it. */
void vt_report_no_alt(VtBuild *build, const VtLinkQuery *query, bool front_matter);

void vt_report_empty(VtBuild *build, const VtLinkQuery *query);
void vt_report_not_image(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link);
void vt_report_outside(VtBuild *build, const VtLinkQuery *query);
void vt_report_missing(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link);
/* `target`: the entry whose headings were looked at; NULL: a section without an index. */
void vt_report_anchor(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link,
                      const VtEntry *target);

/* ---- rich_text.c ---- */

/* The addresses that inline Markdown holds, as the author means them; free with g_ptr_array_unref. */
GPtrArray *vt_rich_addresses(VtMarkdown *markdown, const char *text);
/* Text that holds no Markdown. */
VtRichText vt_rich_text_plain(VtBuild *build, const char *text);
/* Inline Markdown with its links resolved; the query says where it stands, but for `written`. */
VtRichText vt_rich_text(VtBuild *build, const VtLinkQuery *place, const char *markdown);
