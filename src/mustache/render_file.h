/* A template file, a data file, a folder of partials: what `vitrine mustache` does. */
#pragma once

#include <vitrine/mustache.h>

/* Appends the rendered template. `data_path` may be NULL, for no data. {{>a/b}} is the file a/b.mustache in
 * `partials_folder`; NULL stands for the template's own folder. False after diagnostics. */
bool vt_mustache_render_file(const char *template_path, const char *data_path, const char *partials_folder,
                             VtDiagnostics *sink, VtBuffer *out);
