/* Addresses as a reader elsewhere needs them, and who speaks. */
#pragma once

#include <vitrine/formats.h>

/* With the site's origin where it begins with "/"; what no URI may hold is percent-encoded. NULL for NULL, ""
 * and a relative address. */
char *vt_absolute_address(const VtEdition *edition, const char *address);
/* The same for an address of the web, by http or https; NULL for any other. */
char *vt_web_address(const VtEdition *edition, const char *address);
/* The site's own page or file at a path below its base: "" is home. */
char *vt_site_address(const VtEdition *edition, const char *path);
/* The person's name, or the site's title where there is no profile. */
const char *vt_author_name(const VtEdition *edition);
