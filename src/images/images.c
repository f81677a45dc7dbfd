#include "rewrite.h"

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"

VtImageType vt_image_type(const char *data, size_t length)
{
    const uint8_t *bytes = (const uint8_t *)data;
    if (VT_BYTES_START(bytes, length, PNG_SIGNATURE))
        return VT_IMAGE_PNG;
    if (VT_BYTES_START(bytes, length, "\xff\xd8\xff"))
        return VT_IMAGE_JPEG;
    if (VT_BYTES_START(bytes, length, "RIFF") && length >= 12 && memcmp(data + 8, "WEBP", 4) == 0)
        return VT_IMAGE_WEBP;
    if (VT_BYTES_START(bytes, length, "GIF87a") || VT_BYTES_START(bytes, length, "GIF89a"))
        return VT_IMAGE_GIF;
    if (vt_heif_is(bytes, length, true))
        return VT_IMAGE_AVIF;
    return vt_svg_is(bytes, length) ? VT_IMAGE_SVG : VT_IMAGE_UNKNOWN;
}

const char *vt_image_type_name(VtImageType type)
{
    static const char *const names[] = {"image", "PNG", "JPEG", "WebP", "GIF", "AVIF", "SVG"};
    return names[type];
}

typedef bool ImageSniffer(const uint8_t *data, size_t length, VtImageInfo *info);

static bool sniff_unknown(const uint8_t *data G_GNUC_UNUSED, size_t length G_GNUC_UNUSED,
                          VtImageInfo *info G_GNUC_UNUSED)
{
    return false;
}

/* Orientations 5 to 8 lay the picture on its side. */
static void turn(VtImageInfo *info)
{
    if (info->orientation >= 5 && (info->type == VT_IMAGE_JPEG || info->type == VT_IMAGE_WEBP)) {
        uint32_t width = info->width;
        info->width = info->height;
        info->height = width;
    }
}

bool vt_image_sniff(const char *data, size_t length, VtImageInfo *info)
{
    static ImageSniffer *const sniffers[] = {sniff_unknown, vt_png_sniff,  vt_jpeg_sniff, vt_webp_sniff,
                                             vt_gif_sniff,  vt_avif_sniff, vt_svg_sniff};
    *info = (VtImageInfo){.type = vt_image_type(data, length), .orientation = 1};
    if (!sniffers[info->type]((const uint8_t *)data, length, info)) {
        *info = (VtImageInfo){0};
        return false;
    }
    turn(info);
    return true;
}

static void report_failure(const VtRewrite *rewrite, VtImageType type, const char *path, VtDiagnostics *sink)
{
    if (!sink)
        return;
    if (rewrite->entities) {
        VtDiagnostic *entities = vt_diagnose_path(sink, VT_IMAGE_ENTITIES, path,
                                                  "the SVG declares entities in its DOCTYPE");
        vt_diagnostic_note(entities, "export it as a plain SVG, without editing data of its program");
        return;
    }
    VtDiagnostic *damaged = vt_diagnose_path(sink, VT_IMAGE_DAMAGED, path, "the %s is damaged: %s",
                                             vt_image_type_name(type), rewrite->fault);
    vt_diagnostic_note(damaged, "its metadata can't be taken out; copy or export it again from its original");
}

VtImageResult vt_image_strip(const char *data, size_t length, const char *path, VtBuffer *out,
                             VtDiagnostics *sink)
{
    VtImageType type = vt_image_type(data, length);
    if (type == VT_IMAGE_UNKNOWN || type == VT_IMAGE_AVIF)
        return VT_IMAGE_UNHANDLED;
    size_t before = out->length;
    vt_buffer_reserve(out, length);
    VtRewrite rewrite = {.data = (const uint8_t *)data, .length = length, .out = out};
    if (!vt_rewrite_run(&rewrite, type)) {
        out->length = before;
        report_failure(&rewrite, type, path, sink);
        return VT_IMAGE_FAILED;
    }
    bool same = out->length - before == length && memcmp(out->data + before, data, length) == 0;
    return same ? VT_IMAGE_CLEAN : VT_IMAGE_STRIPPED;
}

void vt_image_find_metadata(const char *data, size_t length, VtImageFound *found, void *user)
{
    VtRewrite rewrite = {.data = (const uint8_t *)data, .length = length, .found = found, .user = user};
    VtImageType type = vt_image_type(data, length);
    if (type == VT_IMAGE_UNKNOWN || type == VT_IMAGE_AVIF)
        vt_rewrite_report_only(&rewrite);
    else if (!vt_rewrite_run(&rewrite, type))
        vt_rewrite_drop(&rewrite, "unreadable data", vt_image_type_name(type));
}
