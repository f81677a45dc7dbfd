/* resume_lint: what a recruiter would ask about, and what a hiring system would misread.
 *
 * Looks at an edition, for that is what a reader gets, and names places in the author's files, which it finds
 * in the portfolio. All are warnings or notes, none an error: a gap may be what a life was like. Each can be
 * silenced by its id: `check: {ignore: [resume-gap]}` in site.yaml.
 *
 *   warnings  resume-gap, resume-overlap, resume-present, resume-contact, resume-table
 *   notes     resume-heading, resume-dates, resume-points, resume-numbers, resume-image
 *
 * Roles are compared as far as their dates go: "2019" and "2019-05" neither overlap nor leave a gap, as in
 * some reading they do not. Education fills gaps; community work neither fills nor overlaps.
 *
 * Threads: reads only; one sink. */
#pragma once

#include "edition.h"

void vt_resume_lint(const VtPortfolio *portfolio, const VtEdition *edition, VtDiagnostics *sink);
