#include "document.h"

#include "site_run.h"

/* One document is for one reader: with several to choose from, the author says who it is. */
const VtAudience *vt_document_audience(const VtOptions *options, const VtSite *site)
{
    size_t given = options->audiences != NULL ? g_strv_length(options->audiences) : 0;
    if (given > 1)
        vt_complain("vitrine: a document is for one audience; name one\n");
    if (given > 1)
        return NULL;
    if (given == 0 && site->audience_count == 1)
        return &site->audiences[0];
    if (given == 1) {
        const VtAudience *audience = vt_site_audience(site, options->audiences[0]);
        if (audience == NULL)
            vt_complain_of_audience(site, options->audiences[0]);
        return audience;
    }
    vt_complain("vitrine: a document is for one audience; say which:\n");
    for (size_t i = 0; i < site->audience_count; i++)
        vt_complain("  --audience %s\n", site->audiences[i].name);
    return NULL;
}

static bool holds(const char *path, const VtBuffer *bytes)
{
    g_autofree char *there = NULL;
    gsize length = 0;
    bool read = g_file_get_contents(path, &there, &length, NULL);
    return read && length == bytes->length && memcmp(there, bytes->data, length) == 0;
}

VtExit vt_document_write(const char *path, const VtBuffer *bytes, bool replace)
{
    g_autoptr(GError) error = NULL;
    if (holds(path, bytes))
        return VT_EXIT_DONE;
    if (!replace && g_file_test(path, G_FILE_TEST_EXISTS)) {
        vt_complain("vitrine: %s is there already, and not the same; nothing was changed\n"
                    "Choose another file, or pass --force to have it overwritten.\n",
                    path);
        return VT_EXIT_USAGE;
    }
    if (g_file_set_contents(path, bytes->data, (gssize)bytes->length, &error))
        return VT_EXIT_DONE;
    /* GLib names a temporary file; its reason comes last. */
    const char *reason = strrchr(error->message, ':');
    vt_complain("vitrine: cannot write %s%s\n", path, reason != NULL ? reason : "");
    return VT_EXIT_MACHINE;
}
