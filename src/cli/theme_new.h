/* `vitrine theme new NAME`: the least that a theme of one's own needs, to be written over. */
#pragma once

#include "cli.h"

/* In the folder that holds site-content/. Writes nothing where a theme of that name is found. */
VtExit vt_theme_new(const VtCli *cli, const char *name);
