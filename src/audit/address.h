/* Addresses as they stand in a file → files of the site. */
#pragma once

#include "vitrine/base.h"

/* What counts as inside; strings borrowed. */
typedef struct VtSiteBase {
    const char *origin;    /* "https://robin.example" */
    const char *base_path; /* "/portfolio/" */
} VtSiteBase;

typedef enum VtAddressPlace {
    VT_ADDRESS_OUTSIDE, /* another host, another site, mailto: … */
    VT_ADDRESS_INSIDE,
    VT_ADDRESS_INSIDE_ABSOLUTE,  /* written in full: "https://robin.example/projects/" */
    VT_ADDRESS_BELOW_BASE_MISSED /* from the host's root, but not below the base path */
} VtAddressPlace;

/* Resolves `address` as found in the file `path` (RFC 3986, section 5). INSIDE and INSIDE_ABSOLUTE: `target`
 * becomes the path below the base ("projects/dsp/", percent-decoded), with "#fragment" where there is one. */
VtAddressPlace vt_address_resolve(const VtSiteBase *base, const char *path, const char *address,
                                  VtBuffer *target);
