/* Programs that belong to Vitrine and are run by it, so that it need not load what they need. */
#pragma once

#include <glib.h>

/* The path of such a program: beside this one, in the build folder, or where it was installed; only in the
 * folder that VITRINE_PROGRAMS names, if it is set. NULL: it is not there. */
char *vt_companion_path(const char *name);
/* All paths at which it is looked for, in that order, whether it is there or not; g_strfreev. */
char **vt_companion_places(const char *name);
