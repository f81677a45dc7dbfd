/* Where a site lies, from what the command line says. Paths stay as the author typed them. */
#pragma once

#include "vitrine/base.h"

/* The folder that holds site-content/; given site-content/ itself, the one around it. */
char *vt_site_folder(const char *given);
/* "." is left out of the paths that messages show. */
char *vt_site_path(const char *site, const char *name);
/* Is it the folder, or would it be in it? Neither has to exist; links are followed. */
bool vt_lies_within(const char *path, const char *folder);
