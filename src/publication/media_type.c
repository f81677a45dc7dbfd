#include "media_type.h"

#include "vitrine/base.h"

/* Text types say their character set: hosts differ in what they add. */
static const struct {
    const char *ending, *type;
} media_types[] = {
    {"html", "text/html; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"json", "application/json"},
    {"xml", "application/xml"},
    {"webmanifest", "application/manifest+json"},
    {"txt", "text/plain; charset=utf-8"},
    {"md", "text/markdown; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"vcf", "text/vcard; charset=utf-8"},
    {"ics", "text/calendar; charset=utf-8"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"avif", "image/avif"},
    {"ico", "image/vnd.microsoft.icon"},
    {"pdf", "application/pdf"},
    {"mp4", "video/mp4"},
    {"webm", "video/webm"},
    {"mp3", "audio/mpeg"},
    {"ogg", "audio/ogg"},
    {"woff2", "font/woff2"},
    {"woff", "font/woff"},
    {"zip", "application/zip"},
    {"ipynb", "application/x-ipynb+json"},
};

const char *vt_media_type(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    for (size_t i = 0; dot != NULL && i < G_N_ELEMENTS(media_types); i++)
        if (g_ascii_strcasecmp(dot + 1, media_types[i].ending) == 0)
            return media_types[i].type;
    return "application/octet-stream";
}
