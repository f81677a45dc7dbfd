/* What an audience's site was made without. */
#pragma once

#include "site_editions.h"

/* One line on standard output, "  held back: 2 private, 1 draft"; nothing when nothing was. */
void vt_print_withheld(const VtEdition *edition);
/* Each entry, text and link with its place, on standard error. */
void vt_tell_withheld(const VtSiteEditions *all, size_t audience);
