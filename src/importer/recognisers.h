/* The recognisers: small, independent, each says how sure it is and changes nothing. Private to the importer.
 *
 * Texts are slices of the input; ranges that come back are offsets into the slice. */
#pragma once

#include "document.h"

/* ---- Headings of sections: section_words.c ---- */

typedef enum VtSectionKind {
    VT_HEADING_UNKNOWN,
    VT_HEADING_EXPERIENCE,
    VT_HEADING_COMMUNITY,
    VT_HEADING_EDUCATION,
    VT_HEADING_CERTIFICATES,
    VT_HEADING_AWARDS,
    VT_HEADING_PROJECTS,
    VT_HEADING_STORIES,
    VT_HEADING_TALKS,
    VT_HEADING_WRITING,
    VT_HEADING_SKILLS,
    VT_HEADING_SUMMARY,
    VT_HEADING_CONTACT,
    VT_HEADING_LANGUAGES,
    VT_HEADING_INTERESTS,
    VT_HEADING_PHILOSOPHY,
    VT_HEADING_WEAKNESSES, /* private from here */
    VT_HEADING_QUESTIONS,
    VT_HEADING_REFERENCES,
    VT_HEADING_TITLE, /* "Curriculum vitae": names the document, not a section */
    VT_HEADING_COUNT
} VtSectionKind;

typedef struct VtSectionGuess {
    VtSectionKind kind;
    unsigned sure; /* 100: the heading is the word; less: the word is in it */
} VtSectionGuess;

VtSectionGuess vt_section_words(VtSlice heading);
const char *vt_section_kind_name(VtSectionKind kind);

/* ---- Dates: dates.c, date_ranges.c ---- */

typedef struct VtDateText {
    VtRange range;    /* of the text that says it */
    VtDate date;      /* not set: "???" */
    bool month_only;  /* "January" of "January - August 2008"; the year is the other's */
    bool two_digits;  /* a year of two digits */
    bool month_first; /* 05/22: may be other things outside a range */
} VtDateText;

/* The date that begins at `at`. */
bool vt_date_text(VtSlice text, size_t at, VtDateText *found);

typedef struct VtDateRange {
    VtRange range;                /* all of it, with brackets and a redundant "(2 years)" */
    VtRange start_text, end_text; /* empty where there is none */
    VtDate start, end;            /* end.present for "present" and "since" */
    bool single;                  /* one date, no range */
    bool reversed;                /* the author's end lies before the start */
    bool expected;                /* "(expected)" */
} VtDateRange;

/* The first range, else the first date standing alone that is no part of a sentence's number; false: none. */
bool vt_date_range(VtSlice text, VtDateRange *found);
/* Is nothing else in the text? */
bool vt_is_date_line(VtSlice text, VtDateRange *found);

/* ---- Roles: role_layout.c ---- */

typedef struct VtRoleLayout {
    VtRange role, organization, location; /* empty where not found */
    VtRange link;                         /* the address behind the organisation */
    unsigned sure;
} VtRoleLayout;

/* The parts of a line ("Role @ Org", "Org, Place", …) whose dates stand at `dates` (empty: none). */
VtRoleLayout vt_role_layout(VtSlice line, VtRange dates);
/* The same for a line that holds no role: "Org, Place". */
VtRoleLayout vt_organization_layout(VtSlice line, VtRange dates);
/* How much a text sounds like what somebody is (engineer, Leiterin), and like an organisation (GmbH,
 * University). */
unsigned vt_role_words(VtSlice text);
unsigned vt_organization_words(VtSlice text);

/* ---- Other lines ---- */

/* `Python | AWS`, "Tech used: Go, C". `items` gets a VtRange for each. */
bool vt_stack_line(VtSlice paragraph, VtRange *label, GArray *items);

typedef enum VtContactKind {
    VT_CONTACT_EMAIL,
    VT_CONTACT_WEB,
    VT_CONTACT_ACCOUNT,
    VT_CONTACT_PHONE
} VtContactKind;

typedef struct VtContact {
    VtContactKind kind;
    VtRange range;       /* of the value */
    const char *network; /* of an account: "GitHub" */
} VtContact;

/* All contact data of a line; `contacts` gets VtContact. */
void vt_contact_line(VtSlice line, GArray *contacts);
/* Does the line look like one of contact data? */
bool vt_is_contact_line(VtSlice line);

/* "_Org (what it is)_ -- text", "**Title**: text", "[Title](url) – text" */
typedef struct VtLeadLine {
    VtRange title, about, link; /* `about` and `link` may be empty */
    VtRange rest;
} VtLeadLine;

bool vt_lead_line(VtSlice item, VtLeadLine *lead);

typedef struct VtDegree {
    VtRange organization; /* empty: not found */
    VtRange degree, area; /* as in "BSc", "Computer Science"; may be empty */
} VtDegree;

/* A line about a degree; false when it names none. */
bool vt_degree_line(VtSlice line, VtDegree *degree);
/* "Grade: First Class", "**Grade** First Class", "GPA 3.9/4". */
bool vt_score_line(VtSlice line, VtRange *label, VtRange *score);

/* "John Smith", "John Smith – Data Engineer", "Résumé of John Smith". False when it does not look like a
 * person's. */
bool vt_person_name(VtSlice heading, VtRange *name, VtRange *label);

/* ---- Narratives and stories: questions.c ---- */

typedef struct VtNarrative {
    unsigned questions;     /* with answers */
    unsigned contributions; /* named in bold and told */
    unsigned failures;      /* fields of the story of a failure */
    unsigned summaries;
} VtNarrative;

VtNarrative vt_narrative(const VtBlocks *blocks, size_t first, size_t last);
/* How many of Context, Actions, Impact, Learnings … the text has as labels of list items or paragraphs. */
unsigned vt_story_labels(VtSlice text);
/* The client that a summary names; false when it is not clear. */
bool vt_summary_client(VtSlice summary, VtRange *client);
