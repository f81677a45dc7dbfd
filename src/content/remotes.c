/* What the address of a git repository tells: whether two are one, and where GitHub serves its site. */
#include "content_private.h"

/* "host:path" of ssh, which has no slash before its colon. */
static bool is_short_form(const char *text)
{
    const char *colon = strchr(text, ':');
    return colon != NULL && strchr(text, '/') != text && memchr(text, '/', (size_t)(colon - text)) == NULL;
}

bool vt_remote_is_address(const char *text)
{
    return strstr(text, "://") != NULL || strstr(text, "::") != NULL || is_short_form(text);
}

/* "host/path": user, scheme, port, ".git" and slashes at the end left out. Folders stay as they are. */
static char *plain(const char *address)
{
    const char *scheme = strstr(address, "://");
    const char *start = scheme != NULL ? scheme + 3 : address;
    bool is_host = scheme != NULL || is_short_form(address);
    const char *at = is_host ? memchr(start, '@', strcspn(start, "/")) : NULL;
    g_autofree char *text = g_strdup(at != NULL ? at + 1 : start);
    size_t host = strcspn(text, ":/");
    if (scheme != NULL && text[host] == ':')
        memmove(text + host, text + host + strcspn(text + host, "/"),
                strlen(text + host + strcspn(text + host, "/")) + 1);
    else if (is_host && text[host] == ':')
        text[host] = '/';
    size_t length = strlen(text);
    while (length > 1 && text[length - 1] == '/')
        text[--length] = '\0';
    if (g_str_has_suffix(text, ".git"))
        text[length - 4] = '\0';
    return is_host ? g_ascii_strdown(text, -1) : g_steal_pointer(&text);
}

bool vt_remote_same(const char *a, const char *b)
{
    g_autofree char *left = plain(a);
    g_autofree char *right = plain(b);
    return strcmp(left, right) == 0;
}

#define GITHUB_PAGES ".github.io"

/* ---- Remotes of GitHub ------------------------------------------------------------------------------------
 */

/* OWNER/REPOSITORY behind the forms of an address: git@github.com:…, ssh://git@github.com/…, https://…; NULL
 * when it is elsewhere. */
static const char *github_path(const char *remote)
{
    const char *scheme = strstr(remote, "://");
    const char *host = scheme != NULL ? scheme + 3 : remote;
    const char *at = memchr(host, '@', strcspn(host, "/:"));
    size_t length;
    if (at == NULL && scheme != NULL && (at = memchr(host, '@', strcspn(host, "/"))) == NULL)
        at = host - 1;
    host = at != NULL ? at + 1 : host;
    length = strcspn(host, "/:");
    VtSlice name = {host, length};
    bool github = (name.length == 10 && g_ascii_strncasecmp(host, "github.com", length) == 0) ||
                  (name.length == 14 && g_ascii_strncasecmp(host, "ssh.github.com", length) == 0);
    if (!github || host[length] == '\0')
        return NULL;
    const char *path = host + length;
    if (scheme != NULL)
        path += strcspn(path, "/");
    return *path != '\0' ? path + 1 + strspn(path + 1, "/") : NULL;
}

static char *github_address(const char *remote)
{
    const char *path = github_path(remote);
    if (path == NULL)
        return NULL;
    g_auto(GStrv) parts = g_strsplit(path, "/", 3);
    if (g_strv_length(parts) < 2 || *parts[0] == '\0' || *parts[1] == '\0')
        return NULL;
    if (g_str_has_suffix(parts[1], ".git"))
        parts[1][strlen(parts[1]) - 4] = '\0';
    g_autofree char *owner = g_ascii_strdown(parts[0], -1);
    g_autofree char *own_site = g_strconcat(owner, GITHUB_PAGES, NULL);
    if (g_ascii_strcasecmp(parts[1], own_site) == 0)
        return g_strdup_printf("https://%s/", own_site);
    return g_strdup_printf("https://%s/%s/", own_site, parts[1]);
}

char *vt_pages_address(const char *remote, const char *domain)
{
    if (domain != NULL)
        return g_strdup_printf("https://%s/", domain);
    return remote != NULL ? github_address(remote) : NULL;
}

/* ---- Agreement
 * --------------------------------------------------------------------------------------------- */

static const char *host_of(const char *url)
{
    const char *scheme = strstr(url, "://");
    return scheme != NULL ? scheme + 3 : url;
}

static bool same_host(const char *a, const char *b)
{
    size_t length = strcspn(a, "/");
    return strcspn(b, "/") == length && g_ascii_strncasecmp(a, b, length) == 0;
}

static const char *path_of(const char *host)
{
    const char *path = host + strcspn(host, "/");
    return *path != '\0' ? path : "/";
}

static bool is_pages_host(const char *host)
{
    size_t length = strcspn(host, "/"), ending = strlen(GITHUB_PAGES);
    return length > ending && g_ascii_strncasecmp(host + length - ending, GITHUB_PAGES, ending) == 0;
}

/* A domain that the owner has set on GitHub for all their sites stands in no remote: another host is
 * believed, but then the path must be one that GitHub would serve. */
bool vt_pages_address_fits(const char *url, const char *remote, const char *domain)
{
    g_autofree char *expected = vt_pages_address(remote, domain);
    if (expected == NULL)
        return true;
    const char *given = host_of(url), *wanted = host_of(expected);
    bool same_path = strcmp(path_of(given), path_of(wanted)) == 0;
    if (same_host(given, wanted))
        return same_path;
    return domain == NULL && !is_pages_host(given) && (same_path || strcmp(path_of(given), "/") == 0);
}
