/* stage FOLDER [--force] [--open-only] [PATH=TEXT]…: puts the files and commits, as a build does; for the
 * tests. */
#include "vitrine/output.h"

#include <stdio.h>

static bool put_all(VtStaging *staging, char **arguments, VtDiagnostics *sink)
{
    bool good = true;
    for (; *arguments != NULL; arguments++) {
        char *equals = strchr(*arguments, '=');
        if (equals == NULL)
            continue;
        g_autofree char *path = g_strndup(*arguments, (gsize)(equals - *arguments));
        good = vt_staging_put(staging, path, equals + 1, strlen(equals + 1), sink) && good;
    }
    return good;
}

int main(int argc, char **argv)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtOutputOptions options = {0};
    bool open_only = false;
    for (int i = 2; i < argc; i++) {
        options.force = options.force || strcmp(argv[i], "--force") == 0;
        open_only = open_only || strcmp(argv[i], "--open-only") == 0;
    }
    g_autoptr(VtStaging) staging = vt_staging_open(argv[1], &options, sink);
    VtOutputSummary summary = {0};
    bool good = staging != NULL;
    if (good && !open_only)
        good = put_all(staging, argv + 2, sink) && vt_staging_commit(staging, &summary, sink);
    g_auto(VtBuffer) text = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &text);
    fwrite(vt_buffer_string(&text), 1, text.length, stderr);
    printf("%zu %zu %zu\n", summary.written, summary.unchanged, summary.removed);
    return good ? 0 : 1;
}
