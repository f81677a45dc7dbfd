/* The file: the line "vitrine-stamp 3", a line with the MD5 of the rest, and a GVariant. */
#include "vitrine/stamp.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const char header[] = "vitrine-stamp 3\n";
enum { HEADER = sizeof header - 1, SUM = 32, HEAD = HEADER + SUM + 1 };

static char *sum_of(const char *data, size_t length)
{
    return g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)data, length);
}

static bool write_bytes(int file, const VtBuffer *bytes)
{
    size_t done = 0;
    while (done < bytes->length) {
        ssize_t written = write(file, bytes->data + done, bytes->length - done);
        if (written <= 0)
            return false;
        done += (size_t)written;
    }
    return true;
}

static bool put_in_place(const char *path, const VtBuffer *bytes)
{
    g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
    int file = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    bool whole = write_bytes(file, bytes);
    whole = close(file) == 0 && whole;
    if (whole && g_rename(temporary, path) == 0)
        return true;
    g_unlink(temporary);
    return false;
}

bool vt_stamp_prepare(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    return g_mkdir_with_parents(folder, 0700) == 0 && access(folder, W_OK | X_OK) == 0;
}

bool vt_stamp_save(const char *path, GVariant *value)
{
    g_autoptr(GVariant) owned = g_variant_ref_sink(value);
    if (!vt_stamp_prepare(path))
        return false;
    size_t length = g_variant_get_size(owned);
    g_autofree char *sum = sum_of(g_variant_get_data(owned), length);
    g_auto(VtBuffer) bytes = {0};
    vt_buffer_append_format(&bytes, "%s%s\n", header, sum);
    vt_buffer_append(&bytes, g_variant_get_data(owned), length);
    return put_in_place(path, &bytes);
}

GVariant *vt_stamp_load(const char *path, const GVariantType *type)
{
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, NULL) || length < HEAD || !g_str_has_prefix(text, header))
        return NULL;
    g_autofree char *sum = sum_of(text + HEAD, length - HEAD);
    if (strncmp(text + HEADER, sum, SUM) != 0 || text[HEADER + SUM] != '\n')
        return NULL;
    /* A copy of its own: the value must begin where its numbers are aligned. */
    g_autoptr(GBytes) bytes = g_bytes_new(text + HEAD, length - HEAD);
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_from_bytes(type, bytes, FALSE));
    return g_variant_is_normal_form(value) ? g_steal_pointer(&value) : NULL;
}
