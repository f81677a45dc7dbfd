/* Smaller images, cards and icons of a site that is built. */
#pragma once

#include "site_run.h"

/* Completes the audience's edition. False where nothing was to be done: the site is not to be written, or
 * pictures are not wanted. */
bool vt_site_pictures(const VtSiteRun *run, VtAudienceRun *part);
