#include "manifest.h"

#include "folder.h"

#include "vitrine/output.h"

#include <errno.h>

static const char header[] = "vitrine-manifest 1\n";

void vt_manifest_init(VtManifest *manifest)
{
    manifest->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void vt_manifest_finish(VtManifest *manifest)
{
    g_clear_pointer(&manifest->paths, g_hash_table_unref);
}

int vt_manifest_read(VtManifest *manifest, int folder)
{
    g_autofree char *text = NULL;
    size_t length = 0;
    int error = vt_folder_read(folder, VT_MANIFEST_NAME, &text, &length);
    if (error != 0)
        return error;
    if (!g_str_has_prefix(text, header) || strlen(text) != length)
        return EINVAL;
    g_auto(GStrv) lines = g_strsplit(text + strlen(header), "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            g_hash_table_add(manifest->paths, g_strdup(*line));
    return 0;
}

bool vt_manifest_has(const VtManifest *manifest, const char *path)
{
    return g_hash_table_contains(manifest->paths, path);
}

void vt_manifest_write(const GPtrArray *paths, VtBuffer *out)
{
    vt_buffer_append_string(out, header);
    for (guint i = 0; i < paths->len; i++) {
        vt_buffer_append_string(out, g_ptr_array_index(paths, i));
        vt_buffer_append_char(out, '\n');
    }
}

char *vt_manifest_place(const char *folder)
{
    return g_build_filename(folder, VT_MANIFEST_NAME, NULL);
}
