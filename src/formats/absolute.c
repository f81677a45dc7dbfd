#include "absolute.h"

/* RFC 3986: scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) */
static bool has_scheme(const char *address)
{
    if (!g_ascii_isalpha(*address))
        return false;
    while (g_ascii_isalnum(*address) || (*address != '\0' && strchr("+-.", *address) != NULL))
        address++;
    return *address == ':';
}

/* Authors write spaces, quotes and letters of any script; a URI has none of them. "%" is taken for the
 * author's own encoding. */
static void append_encoded(GString *uri, const char *address)
{
    for (const char *p = address; *p;) {
        size_t allowed = strspn(p, "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_"
                                   "abcdefghijklmnopqrstuvwxyz~");
        g_string_append_len(uri, p, (gssize)allowed);
        p += allowed;
        if (*p)
            g_string_append_printf(uri, "%%%02X", (unsigned char)*p++);
    }
}

char *vt_absolute_address(const VtEdition *edition, const char *address)
{
    if (!address || address[0] == '\0' || (address[0] != '/' && !has_scheme(address)))
        return NULL;
    GString *uri = g_string_new(NULL);
    if (g_str_has_prefix(address, "//"))
        g_string_append(uri, "https:");
    else if (address[0] == '/')
        g_string_append(uri, edition->origin);
    append_encoded(uri, address);
    return g_string_free(uri, FALSE);
}

char *vt_site_address(const VtEdition *edition, const char *path)
{
    return g_strconcat(edition->origin, edition->base_path, path, NULL);
}

char *vt_web_address(const VtEdition *edition, const char *address)
{
    bool web = address && (g_ascii_strncasecmp(address, "https://", 8) == 0 ||
                           g_ascii_strncasecmp(address, "http://", 7) == 0);
    return web ? vt_absolute_address(edition, address) : NULL;
}

const char *vt_author_name(const VtEdition *edition)
{
    const char *name = edition->profile ? edition->profile->fields.name : NULL;
    return name && name[0] ? name : edition->title;
}
