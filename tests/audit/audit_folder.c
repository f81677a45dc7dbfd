/* audit_folder ORIGIN BASE_PATH FOLDER [NEIGHBOUR]: audits every file of a folder, and prints what is wrong.
 */
#include "vitrine/audit.h"

#include "../../src/publication/media_type.h"

#include <stdio.h>

static void collect(const char *folder, const char *below, GPtrArray *paths)
{
    g_autofree char *full = g_build_filename(folder, below, NULL);
    GDir *listing = g_dir_open(full, 0, NULL);
    if (listing == NULL) {
        g_ptr_array_add(paths, g_strdup(below));
        return;
    }
    for (const char *name; (name = g_dir_read_name(listing)) != NULL;) {
        g_autofree char *inner = *below == '\0' ? g_strdup(name) : g_strconcat(below, "/", name, NULL);
        collect(folder, inner, paths);
    }
    g_dir_close(listing);
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtAudit) audit = vt_audit_new(argv[1], argv[2], 1);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (argc > 4)
        vt_audit_add_neighbour(audit, argv[4]);
    collect(argv[3], "", paths);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *full = g_build_filename(argv[3], path, NULL);
        g_autofree char *text = NULL;
        gsize length = 0;
        if (g_file_get_contents(full, &text, &length, NULL))
            vt_audit_file(audit, 0, path, vt_media_type(path), NULL, text, length, sink);
    }
    bool good = vt_audit_finish(audit, sink);
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    fwrite(vt_buffer_string(&out), 1, out.length, stdout);
    return good ? 0 : 1;
}
