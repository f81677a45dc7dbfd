#include "exif.h"

#include <stdarg.h>

void vt_rewrite_put(VtRewrite *rewrite, const void *bytes, size_t length)
{
    if (rewrite->out)
        vt_buffer_append(rewrite->out, bytes, length);
}

void vt_rewrite_keep(VtRewrite *rewrite, size_t from, size_t length)
{
    vt_rewrite_put(rewrite, rewrite->data + from, length);
}

static bool told_already(const VtRewrite *rewrite, const char *what, const char *where)
{
    for (size_t i = 0; i < rewrite->drop_count; i++)
        if (strcmp(rewrite->drops[i].what, what) == 0 && strcmp(rewrite->drops[i].where, where) == 0)
            return true;
    return false;
}

void vt_rewrite_drop(VtRewrite *rewrite, const char *what, const char *where)
{
    if (!rewrite->found || told_already(rewrite, what, where))
        return;
    if (rewrite->drop_count < G_N_ELEMENTS(rewrite->drops))
        rewrite->drops[rewrite->drop_count++] = (VtRewriteDrop){what, where};
    rewrite->found(what, where, rewrite->user);
}

bool vt_rewrite_fail(VtRewrite *rewrite, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(rewrite->fault, sizeof rewrite->fault, format, arguments);
    va_end(arguments);
    return false;
}

bool vt_rewrite_run(VtRewrite *rewrite, VtImageType type)
{
    switch (type) {
    case VT_IMAGE_JPEG:
        return vt_jpeg_rewrite(rewrite);
    case VT_IMAGE_PNG:
        return vt_png_rewrite(rewrite);
    case VT_IMAGE_WEBP:
        return vt_webp_rewrite(rewrite);
    case VT_IMAGE_GIF:
        return vt_gif_rewrite(rewrite);
    case VT_IMAGE_SVG:
        return vt_svg_rewrite(rewrite);
    case VT_IMAGE_AVIF:
    case VT_IMAGE_UNKNOWN:
        break;
    }
    return false;
}

void vt_rewrite_report_only(VtRewrite *rewrite)
{
    if (vt_tiff_is(rewrite->data, rewrite->length))
        vt_exif_report(rewrite, rewrite->data, rewrite->length, "TIFF");
    else if (vt_heif_is(rewrite->data, rewrite->length, false) && !vt_heif_report(rewrite))
        vt_rewrite_drop(rewrite, "unreadable data", "HEIF");
}
