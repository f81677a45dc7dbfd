/* visibility: who sees an entry, and by which line of whose file.
 *
 * The rules that make an edition (edition.h states them), for those who explain or check one: `vitrine
 * explain`, `vitrine audiences`, the leak audit. There is no second set of rules: vt_edition_new asks the
 * same functions.
 *
 * Of several rules that hide an entry, the one told is the first of: draft, date, private, audience, hidden
 * section. So what is told to be hidden by a section's setting would be there without it.
 *
 * Wordings: an audience reads the wording that names it, else the key's `default`. What names another
 * audience, or `private`, is never chosen; a key that has neither is not there for this audience (a title
 * must be: wording-missing).
 *
 * Ownership: all that is returned borrows from the portfolio, arrays excepted. Threads: everything here only
 * reads, and may be called by many. */
#pragma once

#include "edition.h"

typedef enum VtVisibility {
    VT_SHOWN,
    VT_HIDDEN_DRAFT,
    VT_HIDDEN_FUTURE,
    VT_HIDDEN_PRIVATE,
    VT_HIDDEN_AUDIENCE,
    VT_HIDDEN_SECTION, /* the audience's settings hide its section */
} VtVisibility;

/* What decided. */
typedef enum VtVisibilityRule {
    VT_RULE_PROFILE, /* it is the profile, which everybody sees */
    VT_RULE_DRAFT,
    VT_RULE_FUTURE,
    VT_RULE_OWN_AUDIENCE,     /* `audience` of the entry */
    VT_RULE_SECTION_AUDIENCE, /* `audience` of its section's index.md */
    VT_RULE_DEFAULT_AUDIENCE, /* `default_audience` of site.yaml */
    VT_RULE_HIDDEN_SECTION,   /* `sections.hide` of the audience in site.yaml */
} VtVisibilityRule;

typedef struct VtVisibilityReason {
    VtVisibility visibility;
    VtVisibilityRule rule;
    VtStrings audiences; /* those that the rule names; of the three audience rules alone */
    VtSpan span;         /* of the value that decided; of the file where none stands there */
} VtVisibilityReason;

/* Of the options `today` and `drafts` count. */
VtVisibilityReason vt_visibility_reason(const VtPortfolio *portfolio, const VtAudience *audience,
                                        const VtEditionOptions *options, const VtEntry *entry);

/* The line of the audience's settings that hides the section ("writing"), or NULL. */
const VtSectionChoice *vt_hidden_section(const VtAudience *audience, const char *section);

/* The section's index.md, or NULL. "" is no section. */
const VtEntry *vt_section_index(const VtPortfolio *portfolio, const char *section);

/* This audience's wording of the key; NULL when the key has wordings, but none for it, or has none at all
 * (vt_has_wordings tells). */
const VtWording *vt_wording(const VtEntry *entry, const VtKey *key, const char *audience);
bool vt_has_wordings(const VtEntry *entry, const VtKey *key);
/* `const VtWording *` of all that this audience does not read, those that are `private` or a default that its
 * own takes the place of too. Free with g_ptr_array_unref. */
GPtrArray *vt_hidden_wordings(const VtEntry *entry, const char *audience);

/* ---- Who refers to a file or an entry ---------------------------------------------------------------- */

typedef struct VtReference {
    const VtEntry *entry; /* that holds the link, visible or not */
    VtSpan span;          /* of the link's address */
} VtReference;

/* Every link, image and address of the portfolio that leads to the path below site-content
 * ("projects/plan.png"), by file and place; anchors and queries are passed over. VtReference; free with
 * g_array_unref. */
GArray *vt_references_to(const VtPortfolio *portfolio, const char *path);
