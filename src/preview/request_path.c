#include "request_path.h"

/* -1: not two hexadecimal digits. */
static int escaped_byte(const char *at)
{
    int high = g_ascii_xdigit_value(at[0]);
    int low = high >= 0 ? g_ascii_xdigit_value(at[1]) : -1;
    return low >= 0 ? high * 16 + low : -1;
}

static bool is_refused(int byte, bool escaped)
{
    return byte < 0x20 || byte == 0x7F || byte == '\\' || (escaped && byte == '/');
}

static bool has_dot_segment(const char *path)
{
    for (const char *slash = path; slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = strcspn(slash + 1, "/");
        if ((length == 1 && slash[1] == '.') || (length == 2 && slash[1] == '.' && slash[2] == '.'))
            return true;
    }
    return false;
}

char *vt_path_decode(const char *raw)
{
    g_autoptr(GString) path = g_string_new(NULL);
    if (*raw != '/')
        return NULL;
    for (const char *at = raw; *at != '\0'; at++) {
        bool escaped = *at == '%';
        int byte = escaped ? escaped_byte(at + 1) : (unsigned char)*at;
        if (byte < 0 || is_refused(byte, escaped))
            return NULL;
        g_string_append_c(path, (char)byte);
        at += escaped ? 2 : 0;
    }
    if (has_dot_segment(path->str) || !vt_utf8_valid(path->str, path->len, NULL))
        return NULL;
    return g_string_free(g_steal_pointer(&path), FALSE);
}

static const VtFile *find_with(const VtPublication *publication, const char *path, const char *ending)
{
    g_autofree char *whole = g_strconcat(path, ending, NULL);
    return vt_publication_find(publication, whole);
}

static VtTarget target_below(const VtPublication *publication, const char *path)
{
    const VtFile *file;
    bool folder = *path == '\0' || g_str_has_suffix(path, "/");
    if (folder)
        file = find_with(publication, path, "index.html");
    else if ((file = vt_publication_find(publication, path)) == NULL)
        file = find_with(publication, path, ".html");
    if (file != NULL)
        return (VtTarget){VT_TARGET_FILE, file};
    if (!folder && find_with(publication, path, "/index.html") != NULL)
        return (VtTarget){VT_TARGET_SLASH, NULL};
    return (VtTarget){VT_TARGET_MISSING, NULL};
}

VtTarget vt_target_find(const VtPublication *publication, const char *base_path, const char *raw)
{
    g_autofree char *path = vt_path_decode(raw);
    g_autofree char *base = vt_path_decode(base_path);
    if (path == NULL || base == NULL)
        return (VtTarget){VT_TARGET_MALFORMED, NULL};
    size_t length = strlen(base);
    if (strncmp(path, base, length) == 0)
        return target_below(publication, path + length);
    bool is_base = length > 1 && strlen(path) == length - 1 && strncmp(path, base, length - 1) == 0;
    return (VtTarget){is_base ? VT_TARGET_SLASH : VT_TARGET_OUTSIDE, NULL};
}
