/* How large the images are that pages show: read from their first bytes, so that a page keeps their room
 * while they load. */
#include "edition_build.h"

#include "vitrine/images.h"

#include <errno.h>
#include <stdio.h>

enum { HEAD = 64 * 1024, PICTURES_FOR_A_THREAD = 8 };

/* What threads share. */
typedef struct Reading {
    const VtAssetFile *assets;
    VtPicture *pictures;
    const size_t *indexes; /* of the assets to read */
    const VtLimits *limits;
    VtDiagnostics *sink;
} Reading;

static size_t read_head(FILE *file, VtBuffer *bytes, size_t most)
{
    vt_buffer_reserve(bytes, most);
    size_t got = fread(bytes->data + bytes->length, 1, most, file);
    bytes->length += got;
    return got;
}

/* Some headers lie behind much else: a JPEG's behind its colour profile, a WebP's EXIF at its end. */
static bool sniff(FILE *file, uint64_t size, const VtLimits *limits, VtImageInfo *info)
{
    g_auto(VtBuffer) bytes = {0};
    read_head(file, &bytes, HEAD);
    if (vt_image_sniff(bytes.data, bytes.length, info))
        return true;
    bool more = size > HEAD && size <= vt_limit(limits, VT_LIMIT_ASSET) &&
                vt_image_type(bytes.data, bytes.length) != VT_IMAGE_UNKNOWN;
    return more && read_head(file, &bytes, (size_t)size - HEAD) > 0 &&
           vt_image_sniff(bytes.data, bytes.length, info);
}

static VtPicture read_file(const VtAssetFile *asset, const VtLimits *limits, VtDiagnostics *sink)
{
    VtImageInfo info = {0};
    FILE *file = fopen(asset->real_path, "rbe");
    bool known = file && sniff(file, asset->size, limits, &info);
    if (!file || ferror(file))
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, asset->real_path, "cannot read this file: %s",
                         g_strerror(errno));
    if (file)
        fclose(file);
    return known ? (VtPicture){.width = info.width, .height = info.height} : (VtPicture){0};
}

VtPicture vt_read_picture(const VtBuild *build, const VtPicture *picture)
{
    return read_file(&build->portfolio->assets[picture - build->pictures], &build->portfolio->limits,
                     build->sink);
}

static void read_picture(size_t number, unsigned worker, void *data)
{
    (void)worker;
    const Reading *reading = data;
    size_t index = reading->indexes[number];
    reading->pictures[index] = read_file(&reading->assets[index], reading->limits, reading->sink);
}

void vt_build_pictures(VtBuild *build)
{
    size_t all = build->portfolio->asset_count, count = 0;
    g_autofree size_t *indexes = g_new(size_t, all + 1);
    for (size_t i = 0; i < all; i++)
        if (build->asset_pictured[i])
            indexes[count++] = i;
    if (count == 0)
        return;
    Reading reading = {build->portfolio->assets, build->pictures, indexes, &build->portfolio->limits,
                       build->sink};
    unsigned most = build->options->jobs > 0 ? build->options->jobs : vt_jobs_default();
    vt_jobs_run(CLAMP((unsigned)(count / PICTURES_FOR_A_THREAD), 1, most), count, read_picture, &reading);
}
