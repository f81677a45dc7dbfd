/* Images in sizes that small screens need not scale down. */
#include "pictures_work.h"

#include "vitrine/images.h"

enum { LEAST_WIDTH = 480, IMAGES_FOR_A_THREAD = 2 };

static const unsigned widths[] = {480, 960, 1600};

/* What threads share. */
typedef struct Reading {
    const VtAsset *assets;
    VtSizes *sizes;
    const VtLimits *limits;
} Reading;

static bool is_drawn(VtImageType type)
{
    return type == VT_IMAGE_PNG || type == VT_IMAGE_JPEG || type == VT_IMAGE_WEBP || type == VT_IMAGE_AVIF;
}

static void read_image(size_t index, unsigned worker, void *data)
{
    (void)worker;
    const Reading *reading = data;
    VtSizes *sizes = &reading->sizes[index];
    const VtAsset *asset = &reading->assets[index];
    g_autofree char *bytes = NULL;
    gsize length = 0;
    sizes->asset = asset;
    if (!asset->picture || asset->picture->width == 0 || asset->size > vt_limit(reading->limits, VT_LIMIT_ASSET) ||
        !g_file_get_contents(asset->real_path, &bytes, &length, NULL))
        return;
    VtImageType type = vt_image_type(bytes, length);
    if (!is_drawn(type))
        return;
    g_autofree char *digest = g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)bytes, length);
    g_strlcpy(sizes->digest, digest, sizeof sizes->digest);
    sizes->is_jpeg = type == VT_IMAGE_JPEG;
}

/* Screenshots and drawings keep every pixel of their size; photos bear a loss that nobody sees. */
static void add_size(VtPicturesWork *work, const VtSizes *sizes, unsigned width, bool jpeg)
{
    const VtAsset *asset = sizes->asset;
    g_autofree char *number = g_strdup_printf("%u", width);
    g_autofree char *path = g_strdup_printf("%s.%u.%s", asset->path, width, jpeg ? "jpg" : "webp");
    g_autofree char *address = g_strdup_printf("%s.%u.%s", asset->address, width, jpeg ? "jpg" : "webp");
    bool exact = g_str_has_suffix(asset->path, ".png");
    const char *fields[] = {"size", asset->real_path, number,
                            jpeg    ? "jpeg"
                            : exact ? "webp-exact"
                                    : "webp",
                            NULL};
    vt_add_drawing(work, fields, sizes->digest, asset, path, address);
}

/* Up to the image's own width, which is one of them where it is no larger than the largest. */
static size_t add_widths(VtPicturesWork *work, const VtSizes *sizes, bool jpeg)
{
    unsigned own = sizes->asset->picture->width;
    size_t count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(widths) && widths[i] < own; i++, count++)
        add_size(work, sizes, widths[i], jpeg);
    if (own <= widths[G_N_ELEMENTS(widths) - 1] && !jpeg) {
        add_size(work, sizes, own, jpeg);
        count++;
    }
    return count;
}

VtSizes *vt_add_sizes(VtPicturesWork *work)
{
    const VtEdition *edition = work->edition;
    VtSizes *sizes = g_new0(VtSizes, edition->asset_count + 1);
    Reading reading = {edition->assets, sizes, &edition->limits};
    unsigned most = work->request->jobs > 0 ? work->request->jobs : vt_jobs_default();
    unsigned jobs = CLAMP((unsigned)(edition->asset_count / IMAGES_FOR_A_THREAD), 1, most);
    vt_jobs_run(jobs, edition->asset_count, read_image, &reading);
    for (size_t i = 0; i < edition->asset_count; i++) {
        if (sizes[i].digest[0] == '\0' || sizes[i].asset->picture->width <= LEAST_WIDTH)
            continue;
        sizes[i].first = work->drawings->len;
        sizes[i].webp_count = add_widths(work, &sizes[i], false);
        sizes[i].jpeg_count = sizes[i].is_jpeg ? add_widths(work, &sizes[i], true) : 0;
    }
    return sizes;
}

/* A comma would part it from what follows. */
static void append_candidate(VtBuffer *out, const char *address, const char *width)
{
    g_auto(GStrv) parts = g_strsplit(address, ",", -1);
    g_autofree char *whole = g_strjoinv("%2C", parts);
    vt_buffer_append_format(out, "%s%s %sw", out->length > 0 ? ", " : "", whole, width);
}

/* NULL where nothing is gained. A drawing that is no smaller than the image is dropped. */
static const char *set_of(const VtPicturesWork *work, const VtSizes *sizes, size_t first, size_t count,
                          bool jpeg)
{
    g_auto(VtBuffer) out = {0};
    for (size_t i = first; i < first + count; i++) {
        VtDrawing *drawing = &g_array_index(work->drawings, VtDrawing, i);
        if (drawing->size >= sizes->asset->size)
            drawing->size = 0;
        if (drawing->size > 0)
            append_candidate(&out, drawing->address, drawing->fields[2]);
    }
    if (out.length == 0)
        return NULL;
    unsigned own = sizes->asset->picture->width;
    if (jpeg && own <= widths[G_N_ELEMENTS(widths) - 1]) {
        g_autofree char *number = g_strdup_printf("%u", own);
        append_candidate(&out, sizes->asset->address, number);
    }
    return vt_arena_copy(work->edition->arena, out.data, out.length);
}

void vt_take_sizes(const VtPicturesWork *work, const VtSizes *sizes)
{
    for (size_t i = 0; i < work->edition->asset_count; i++) {
        const VtSizes *these = &sizes[i];
        if (these->webp_count == 0)
            continue;
        VtPicture *picture = these->asset->picture;
        picture->webp_set = set_of(work, these, these->first, these->webp_count, false);
        picture->jpeg_set = set_of(work, these, these->first + these->webp_count, these->jpeg_count, true);
    }
}
