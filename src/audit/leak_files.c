/* Hidden files among those that were written, and what images tell. */
#include "leak_findings.h"

#include "vitrine/images.h"

/* What a file would be written as: as it is, and without its metadata. */
typedef struct Contents {
    bool readable;
    size_t raw_length, bare_length;
    uint64_t raw, bare;
} Contents;

static Contents contents_of(const char *path)
{
    Contents contents = {0};
    g_autofree char *data = NULL;
    gsize length;
    if (!g_file_get_contents(path, &data, &length, NULL))
        return contents;
    g_auto(VtBuffer) bare = {0};
    contents = (Contents){.readable = true, .raw_length = length, .raw = vt_leak_hash_bytes(data, length)};
    if (vt_image_strip(data, length, path, &bare, NULL) == VT_IMAGE_STRIPPED) {
        contents.bare_length = bare.length;
        contents.bare = vt_leak_hash_bytes(vt_buffer_string(&bare), bare.length);
    }
    return contents;
}

static bool is_same(const VtLeakBytes *written, const Contents *contents)
{
    return contents->readable &&
           ((written->length == contents->raw_length && written->hash == contents->raw) ||
            (written->length == contents->bare_length && written->hash == contents->bare));
}

/* By its size alone; an image may have become smaller. */
static bool may_be_written(const GArray *bytes, uint64_t size)
{
    for (guint i = 0; i < bytes->len; i++) {
        const VtLeakBytes *written = &g_array_index(bytes, VtLeakBytes, i);
        if (written->length == size || (written->is_image && written->length <= size))
            return true;
    }
    return false;
}

/* Is it also a file that a visible text refers to? */
static bool is_visible(const VtLeaks *leaks, const VtLeakBytes *written)
{
    const VtPortfolio *portfolio = leaks->view.portfolio;
    for (size_t i = 0; i < portfolio->asset_count; i++) {
        const VtAssetFile *asset = &portfolio->assets[i];
        bool may_be = asset->size == written->length || (written->is_image && asset->size >= written->length);
        if (leaks->view.assets[i] != NULL || !may_be ||
            asset->size > vt_limit(&leaks->view.portfolio->limits, VT_LIMIT_ASSET))
            continue;
        Contents contents = contents_of(asset->real_path);
        if (is_same(written, &contents))
            return true;
    }
    return false;
}

static gint compare_bytes(gconstpointer a, gconstpointer b)
{
    const VtLeakBytes *left = a, *right = b;
    return strcmp(left->path, right->path);
}

static void report_file(const VtLeaks *leaks, size_t number, VtDiagnostics *sink)
{
    const VtAssetFile *asset = &leaks->view.portfolio->assets[number];
    const GArray *bytes = leaks->workers[0].bytes;
    const VtLeakBytes *first = NULL;
    if (asset->size > vt_limit(&leaks->view.portfolio->limits, VT_LIMIT_ASSET))
        return;
    Contents contents = contents_of(asset->real_path);
    unsigned more = 0;
    for (guint i = 0; i < bytes->len; i++) {
        const VtLeakBytes *written = &g_array_index(bytes, VtLeakBytes, i);
        if (!is_same(written, &contents) || (first == NULL && is_visible(leaks, written)))
            continue;
        more += first != NULL;
        if (first == NULL)
            first = written;
    }
    if (first == NULL)
        return;
    VtDiagnostic *diagnostic = vt_diagnose_path(
        sink, VT_LEAK_FILE, asset->real_path,
        "the site for %s holds this file, though none of its texts refers to it", leaks->view.audience->name);
    vt_diagnostic_note(diagnostic, "it is, or stands inside, %s", first->path);
    if (more > 0)
        vt_diagnostic_note(diagnostic, "and in %u more file%s", more, more > 1 ? "s" : "");
    vt_diagnostic_note(
        diagnostic, "refer to it in a text that this audience reads; if nothing of yours puts it there, the "
                    "fault is Vitrine's: do not publish, and report it");
}

/* ---- Images ----------------------------------------------------------------------------------------------
 */

static gint compare_metadata(gconstpointer a, gconstpointer b)
{
    const VtLeakMetadata *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    if (order == 0)
        order = strcmp(left->what, right->what);
    return order != 0 ? order : strcmp(left->where, right->where);
}

/* One message for each image, with all that it tells. */
static void report_metadata(const GArray *rows, VtDiagnostics *sink)
{
    for (guint i = 0; i < rows->len;) {
        const VtLeakMetadata *first = &g_array_index(rows, VtLeakMetadata, i);
        VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_LEAK_METADATA,
                                                    first->from != NULL ? first->from : first->path,
                                                    "the image %s tells more than its picture", first->path);
        for (; i < rows->len; i++) {
            const VtLeakMetadata *row = &g_array_index(rows, VtLeakMetadata, i);
            if (strcmp(row->path, first->path) != 0)
                break;
            vt_diagnostic_note(diagnostic, "%s (%s)", row->what, row->where);
        }
        vt_diagnostic_note(
            diagnostic,
            "take it out with an image editor, or save the picture as JPEG, PNG or WebP, of which "
            "Vitrine takes it out itself");
    }
}

void vt_leaks_report_files(VtLeaks *leaks, VtDiagnostics *sink)
{
    VtLeakWorker *all = &leaks->workers[0];
    g_array_sort(all->metadata, compare_metadata);
    report_metadata(all->metadata, sink);
    g_array_sort(all->bytes, compare_bytes);
    for (size_t i = 0; all->bytes->len > 0 && i < leaks->view.portfolio->asset_count; i++)
        if (leaks->view.assets[i] != NULL &&
            may_be_written(all->bytes, leaks->view.portfolio->assets[i].size))
            report_file(leaks, i, sink);
}
