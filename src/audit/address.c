#include "address.h"

static bool is_scheme_character(char c)
{
    return g_ascii_isalnum(c) || c == '+' || c == '-' || c == '.';
}

static bool has_scheme(const char *address)
{
    const char *at = address;
    while (is_scheme_character(*at))
        at++;
    return at > address && *at == ':' && g_ascii_isalpha(address[0]);
}

/* Scheme and host are compared without case; what follows must be a path, or nothing. */
static const char *after_origin(const VtSiteBase *base, const char *address)
{
    size_t length = strlen(base->origin);
    if (g_ascii_strncasecmp(address, base->origin, length) != 0)
        return NULL;
    const char *rest = address + length;
    return *rest == '\0' || *rest == '/' || *rest == '#' || *rest == '?' ? rest : NULL;
}

/* Removes "." and ".." segments in place (RFC 3986, section 5.2.4); `path` begins with "/". */
static void remove_dot_segments(GString *path)
{
    g_auto(GStrv) segments = g_strsplit(path->str, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (char **segment = segments; *segment != NULL; segment++) {
        bool last = segment[1] == NULL;
        if (strcmp(*segment, "..") == 0 && kept->len > 1)
            g_ptr_array_set_size(kept, (int)kept->len - 1);
        else if (strcmp(*segment, ".") != 0 && strcmp(*segment, "..") != 0)
            g_ptr_array_add(kept, *segment);
        if (last && (strcmp(*segment, ".") == 0 || strcmp(*segment, "..") == 0))
            g_ptr_array_add(kept, (char *)"");
    }
    g_ptr_array_add(kept, NULL);
    g_autofree char *joined = g_strjoinv("/", (char **)kept->pdata);
    g_string_assign(path, joined);
}

/* The file's own address, as a base for relative ones: without its last segment. */
static void append_folder(GString *full, const VtSiteBase *base, const char *path)
{
    const char *slash = strrchr(path, '/');
    g_string_append(full, base->base_path);
    g_string_append_len(full, path, slash != NULL ? slash + 1 - path : 0);
}

static void append_decoded(VtBuffer *target, const char *path)
{
    g_autofree char *decoded = strchr(path, '%') != NULL ? g_uri_unescape_string(path, NULL) : NULL;
    vt_buffer_append_string(target, decoded != NULL ? decoded : path);
}

VtAddressPlace vt_address_resolve(const VtSiteBase *base, const char *path, const char *address,
                                  VtBuffer *target)
{
    const char *fragment = strchr(address, '#');
    const char *rest = after_origin(base, address);
    bool absolute = rest != NULL;
    if (!absolute && (has_scheme(address) || g_str_has_prefix(address, "//")))
        return VT_ADDRESS_OUTSIDE;
    if (!absolute)
        rest = address;
    size_t length = strcspn(rest, "?#");
    g_autoptr(GString) full = g_string_new(NULL);
    if (length == 0 && !absolute)
        g_string_append_printf(full, "%s%s", base->base_path, path);
    else if (length == 0)
        g_string_append_c(full, '/');
    else if (rest[0] != '/')
        append_folder(full, base, path);
    g_string_append_len(full, rest, (gssize)length);
    if (strstr(full->str, "/.") != NULL)
        remove_dot_segments(full);
    size_t base_length = strlen(base->base_path);
    bool is_base = strlen(full->str) + 1 == base_length && g_str_has_prefix(base->base_path, full->str);
    if (!is_base && !g_str_has_prefix(full->str, base->base_path))
        return absolute ? VT_ADDRESS_OUTSIDE : VT_ADDRESS_BELOW_BASE_MISSED;
    append_decoded(target, is_base ? "" : full->str + base_length);
    if (fragment != NULL && fragment[1] != '\0') {
        vt_buffer_append_char(target, '#');
        append_decoded(target, fragment + 1);
    }
    return absolute ? VT_ADDRESS_INSIDE_ABSOLUTE : VT_ADDRESS_INSIDE;
}
