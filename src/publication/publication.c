#include "table.h"

#include "media_type.h"

#include "vitrine/images.h"

void vt_publication_add(VtPublication *publication, const char *path, const char *origin, VtProduce *produce,
                        const void *subject)
{
    VtRow row = {.file = {.path = path, .type = vt_media_type(path), .origin = origin},
                 .produce = produce,
                 .subject = subject};
    g_array_append_val(publication->rows, row);
}

static bool produce_page(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,
                         VtDiagnostics *sink)
{
    return vt_render_page(publication->renderer, row->subject, scratch, out, sink);
}

static bool produce_theme_asset(const VtPublication *publication, const VtRow *row, VtArena *scratch,
                                VtBuffer *out, VtDiagnostics *sink)
{
    (void)publication, (void)scratch, (void)sink;
    const VtThemeAsset *asset = row->subject;
    vt_buffer_append_slice(out, asset->bytes);
    return true;
}

/* Position, serial numbers and thumbnails of an image are nobody's business but its author's: it is published
 * without them, its pixels unchanged. What is no image that we know goes out as it is. */
static bool append_stripped(const VtAsset *asset, const VtBuffer *read, VtBuffer *out, VtDiagnostics *sink)
{
    VtImageResult result = vt_image_strip(read->data, read->length, asset->real_path, out, sink);
    if (result == VT_IMAGE_UNHANDLED)
        vt_buffer_append(out, read->data, read->length);
    return result != VT_IMAGE_FAILED;
}

static void report_size(const VtAsset *asset, const VtLimits *limits, VtDiagnostics *sink)
{
    bool small = asset->size >> 20 == 0; /* under a limit that somebody lowered */
    VtDiagnostic *diagnostic = vt_diagnose_path(
        sink, VT_ASSET_TOO_LARGE, asset->real_path,
        "a file of %" G_GUINT64_FORMAT " %s is more than a site may hold",
        small ? asset->size : asset->size >> 20, small ? "bytes" : "MiB");
    vt_diagnostic_note(diagnostic, "put it where large files are kept, and link to it there");
    vt_limit_note(diagnostic, limits, VT_LIMIT_ASSET, asset->size);
}

static bool produce_asset(const VtPublication *publication, const VtRow *row, VtArena *scratch, VtBuffer *out,
                          VtDiagnostics *sink)
{
    (void)scratch;
    const VtAsset *asset = row->subject;
    const VtLimits *limits = &publication->edition->limits;
    g_auto(VtBuffer) read = {0};
    if (asset->size > vt_limit(limits, VT_LIMIT_ASSET)) {
        report_size(asset, limits, sink);
        return false;
    }
    int error = vt_file_read(asset->real_path, vt_limit(limits, VT_LIMIT_ASSET), &read);
    if (error != 0) {
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, asset->real_path, "cannot read this file: %s",
                         vt_file_problem(error));
        return false;
    }
    if (g_str_has_prefix(row->file.type, "image/"))
        return append_stripped(asset, &read, out, sink);
    vt_buffer_append(out, read.data, read.length);
    return true;
}

static void add_pages(VtPublication *publication)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(publication->renderer, &count);
    for (size_t i = 0; i < count; i++) {
        vt_publication_add(publication, pages[i].file, pages[i].origin, produce_page, &pages[i]);
        VtRow *row = &g_array_index(publication->rows, VtRow, publication->rows->len - 1);
        row->redirect = pages[i].kind == VT_PAGE_REDIRECT;
        row->file.template = vt_page_kind_name(pages[i].kind);
    }
}

static void add_assets(VtPublication *publication, const VtTheme *theme)
{
    const VtEdition *edition = publication->edition;
    for (size_t i = 0; i < theme->asset_count; i++)
        vt_publication_add(publication, theme->assets[i].path, NULL, produce_theme_asset, &theme->assets[i]);
    for (size_t i = 0; i < edition->asset_count; i++)
        vt_publication_add(publication, edition->assets[i].path, edition->assets[i].real_path, produce_asset,
                           &edition->assets[i]);
    for (size_t i = 0; i < edition->made_count; i++)
        vt_publication_add(publication, edition->made[i].path, NULL, produce_asset, &edition->made[i]);
}

static gint compare_rows(gconstpointer a, gconstpointer b)
{
    const VtRow *left = a, *right = b;
    int order = strcmp(left->file.path, right->file.path);
    return order != 0 ? order : g_strcmp0(left->file.origin, right->file.origin);
}

static void show_files(VtPublication *publication)
{
    publication->files = VT_ARENA_ARRAY(publication->arena, VtFile, publication->rows->len);
    for (guint i = 0; i < publication->rows->len; i++)
        publication->files[i] = g_array_index(publication->rows, VtRow, i).file;
}

VtPublication *vt_publication_new(const VtEdition *edition, const VtTheme *theme, VtAtoms *atoms,
                                  unsigned jobs, VtDiagnostics *sink)
{
    g_autoptr(VtPublication) publication = g_new0(VtPublication, 1);
    publication->edition = edition;
    publication->arena = vt_arena_new();
    publication->rows = g_array_new(FALSE, FALSE, sizeof(VtRow));
    publication->renderer = vt_renderer_new(edition, theme, atoms, jobs);
    add_pages(publication);
    add_assets(publication, theme);
    vt_publication_add_formats(publication);
    g_array_sort(publication->rows, compare_rows);
    show_files(publication);
    if (!vt_publication_check_clashes(publication, sink))
        return NULL;
    return g_steal_pointer(&publication);
}

void vt_publication_free(VtPublication *publication)
{
    if (publication == NULL)
        return;
    vt_renderer_free(publication->renderer);
    g_array_unref(publication->rows);
    vt_arena_free(publication->arena);
    g_free(publication);
}

const VtFile *vt_publication_files(const VtPublication *publication, size_t *count)
{
    *count = publication->rows->len;
    return publication->files;
}

void vt_publication_print_with(VtPublication *publication, VtPrint *print)
{
    publication->print = print;
}

static gint compare_path(gconstpointer path, gconstpointer row)
{
    return strcmp(path, ((const VtFile *)row)->path);
}

const VtFile *vt_publication_find(const VtPublication *publication, const char *path)
{
    return bsearch(path, publication->files, publication->rows->len, sizeof(VtFile), compare_path);
}

bool vt_publication_produce(const VtPublication *publication, const VtFile *file, VtArena *scratch,
                            VtBuffer *out, VtDiagnostics *sink)
{
    const VtRow *row = &g_array_index(publication->rows, VtRow, (guint)(file - publication->files));
    return row->produce(publication, row, scratch, out, sink);
}
