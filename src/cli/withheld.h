/* What an audience's site was made without. */
#pragma once

#include "site_editions.h"

/* "2 private, 1 draft"; "" when nothing was. */
char *vt_withheld_text(const VtEdition *edition);
/* Each entry, text and link with its place, a line each. */
void vt_tell_withheld(const VtSiteEditions *all, size_t audience, VtBuffer *out);
