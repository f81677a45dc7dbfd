/* Sections to files: one placer for each kind of section. Private to the importer. */
#pragma once

#include "outline.h"

/* One document on its way into the plan. */
typedef struct VtPlacing {
    VtPlan *plan;
    VtInput *input;
    VtOutline outline;
    VtPlanFile *profile;
    VtDiagnostics *sink;
    GHashTable *folders; /* folder → number of sections that went there; for headings */
} VtPlacing;

/* The head of an entry: its line, and short lines below that may belong to it. Then what is left for its
 * body. */
typedef struct VtHead {
    VtRange date_line; /* may be empty */
    VtRange line;      /* as it stands, marks included */
    VtRange text;      /* its words */
    VtRange below[8];  /* lines below it, or stack paragraphs */
    size_t below_count;
    VtRange body[3];
    size_t body_count;
    unsigned indent; /* of the body */
} VtHead;

void vt_place_profile(VtPlacing *placing);
void vt_place_summary(VtPlacing *placing, const VtSectionRow *section);
void vt_place_contact(VtPlacing *placing, const VtSectionRow *section);
void vt_place_roles(VtPlacing *placing, const VtSectionRow *section, bool several);
/* Community, education, awards, talks, writing, projects, stories. */
void vt_place_entries(VtPlacing *placing, const VtSectionRow *section, bool several);
/* The section as one page, its words as they are. */
void vt_place_page(VtPlacing *placing, const VtSectionRow *section);
/* Bytes that nothing is known of: unplaced.md. `why` is for the report. */
void vt_place_unplaced(VtPlacing *placing, VtRange range, const char *what, const char *why);
/* True when the document was one of narratives, and has been placed. */
bool vt_place_narratives(VtPlacing *placing);

/* The head of a unit, of a list item, of a table's row, of a definition, of a paragraph. */
void vt_head_of_unit(const VtPlacing *placing, size_t first, size_t last, VtHead *head);
void vt_head_of_item(const VtPlacing *placing, const VtItem *item, VtHead *head);
void vt_head_of_block(const VtPlacing *placing, const VtBlock *block, VtHead *head);
/* True when a role was made of it. */
bool vt_place_role(VtPlacing *placing, const VtHead *head, const VtUnit *employer, VtRange group,
                   bool take_group);

/* Where the section's heading goes: the index of its folder when it is the folder's only one (then NULL),
 * else a group. */
VtRange vt_place_section_heading(VtPlacing *placing, const VtSectionRow *section, const char *folder,
                                 bool several);
