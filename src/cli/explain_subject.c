/* What the word after `explain` means: an entry, a file, a section, an address. */
#include "explain_path.h"

void vt_subject_finish(VtSubject *subject)
{
    g_clear_pointer(&subject->section, g_free);
}

/* Cuts ":40" or ":40:7" off; returns the line, 0 when there is none. */
static size_t cut_line(char *path)
{
    size_t line = 0;
    for (int numbers = 0; numbers < 2; numbers++) {
        char *colon = strrchr(path, ':');
        if (colon == NULL || colon == path || colon[1] == '\0' ||
            strspn(colon + 1, "0123456789") != strlen(colon + 1))
            break;
        guint64 number = 0;
        if (!g_ascii_string_to_unsigned(colon + 1, 10, 1, G_MAXINT32, &number, NULL))
            break;
        line = (size_t)number;
        *colon = '\0';
    }
    return line;
}

/* As the portfolio names it: without the way to site-content, "./" and "/" at the end. */
static char *content_path(const VtSiteEditions *all, const char *given)
{
    g_autofree char *full = g_canonicalize_filename(given, NULL);
    g_autofree char *content = g_canonicalize_filename(all->content, NULL);
    const char *path = given;
    if (g_str_has_prefix(full, content) && (full[strlen(content)] == '/' || full[strlen(content)] == '\0'))
        path = full + strlen(content);
    while (g_str_has_prefix(path, "./"))
        path += 2;
    if (g_str_has_prefix(path, "site-content/"))
        path += strlen("site-content/");
    char *copy = g_strdup(path + strspn(path, "/"));
    for (size_t length = strlen(copy); length > 0 && copy[length - 1] == '/'; length--)
        copy[length - 1] = '\0';
    return copy;
}

static const VtEntry *find_entry(const VtPortfolio *portfolio, const char *path)
{
    static const char *const endings[] = {"", ".md", ".markdown", "/index.md", "/index.markdown"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *full = g_strconcat(path, endings[i], NULL);
        const VtEntry *entry = vt_portfolio_entry(portfolio, full);
        if (entry != NULL)
            return entry;
    }
    return NULL;
}

static bool is_section(const VtPortfolio *portfolio, const char *path)
{
    for (size_t i = 0; i < portfolio->entry_count; i++)
        if (*path != '\0' && strcmp(portfolio->entries[i]->section, path) == 0)
            return true;
    return false;
}

static const VtEntry *entry_of_source(const VtPortfolio *portfolio, const char *path)
{
    for (size_t i = 0; i < portfolio->entry_count; i++)
        if (strcmp(portfolio->entries[i]->source.path, path) == 0)
            return portfolio->entries[i];
    return NULL;
}

static const char *without_prefix(const char *text, const char *prefix, size_t length)
{
    bool starts = strncmp(text, prefix, length) == 0 && (text[length] == '/' || text[length] == '\0');
    return starts ? text + length : text;
}

/* "projects/dsp" of an address in the site at `url`, whether it was given with its host, with index.html or
 * without a slash. */
static char *bare_address(const char *url, const char *given)
{
    const char *host = strstr(url, "://");
    size_t origin = host != NULL ? (size_t)(host - url) + 3 + strcspn(host + 3, "/") : 0;
    const char *path = without_prefix(given, url, origin);
    path = without_prefix(path, url + origin, strlen(url + origin) - (url[origin] != '\0'));
    path += strspn(path, "/");
    g_autofree char *plain = g_uri_unescape_string(path, NULL);
    char *bare = g_strdup(plain != NULL ? plain : path);
    bare[strcspn(bare, "?#")] = '\0';
    if (g_str_has_suffix(bare, "index.html"))
        bare[strlen(bare) - strlen("index.html")] = '\0';
    for (size_t length = strlen(bare); length > 0 && bare[length - 1] == '/'; length--)
        bare[length - 1] = '\0';
    return bare;
}

/* By the file to write, as addresses are percent-encoded. */
static bool is_at(const char *file, const char *bare)
{
    size_t length = strlen(bare);
    const char *rest = strncmp(file, bare, length) == 0 ? file + length : "?";
    return *rest == '\0' || strcmp(rest, "/index.html") == 0 ||
           (length == 0 && strcmp(rest, "index.html") == 0);
}

static bool find_address(const VtSiteEditions *all, const VtEdition *edition, const char *bare,
                         VtSubject *subject)
{
    for (size_t i = 0; i < edition->entries.count && subject->entry == NULL; i++)
        if (is_at(edition->entries.items[i]->file, bare))
            subject->entry = entry_of_source(all->portfolio, edition->entries.items[i]->path);
    for (size_t i = 0; i < edition->redirect_count && subject->entry == NULL; i++)
        if (is_at(edition->redirects[i].file, bare))
            subject->entry = entry_of_source(all->portfolio, edition->redirects[i].entry->path);
    if (subject->entry == NULL && *bare == '\0')
        subject->entry = all->portfolio->profile;
    for (size_t i = 0; i < edition->asset_count && subject->entry == NULL; i++)
        if (strcmp(edition->assets[i].path, bare) == 0)
            subject->asset = vt_portfolio_asset(all->portfolio, bare);
    return subject->entry != NULL || subject->asset != NULL;
}

/* Of an entry that no edition asked for has: where it would be. */
static bool find_slug(const VtPortfolio *portfolio, const char *bare, VtSubject *subject)
{
    for (size_t i = 0; i < portfolio->entry_count && subject->entry == NULL; i++) {
        const VtEntry *entry = portfolio->entries[i];
        g_autofree char *folder = vt_slugify(entry->section);
        g_autofree char *path = g_strconcat(folder, *folder != '\0' && *entry->slug != '\0' ? "/" : "",
                                            entry->slug, NULL);
        if (*path != '\0' && strcmp(path, bare) == 0)
            subject->entry = entry;
    }
    return subject->entry != NULL;
}

/* In the sites that were asked for as they are, in all others as they would be. */
static bool find_in_sites(const VtSiteEditions *all, const char *address, VtSubject *subject)
{
    const VtSite *site = &all->portfolio->site;
    for (size_t i = 0; i < all->count; i++) {
        if (all->editions[i] == NULL)
            continue;
        g_autofree char *bare = bare_address(all->audiences[i]->url, address);
        if (find_address(all, all->editions[i], bare, subject))
            return true;
    }
    for (size_t i = 0; i < site->audience_count; i++) {
        g_autofree char *bare = bare_address(site->audiences[i].url != NULL ? site->audiences[i].url : "",
                                             address);
        if (find_slug(all->portfolio, bare, subject))
            return true;
    }
    return false;
}

bool vt_subject_find(const VtSiteEditions *all, const char *given, VtSubject *subject)
{
    *subject = (VtSubject){0};
    g_autofree char *word = g_strdup(given);
    bool address = strstr(word, "://") != NULL;
    subject->line = address ? 0 : cut_line(word);
    g_autofree char *path = content_path(all, word);
    subject->entry = address ? NULL : find_entry(all->portfolio, path);
    if (subject->entry == NULL && !address)
        subject->asset = vt_portfolio_asset(all->portfolio, path);
    if (subject->entry != NULL || subject->asset != NULL)
        return true;
    if (!address && is_section(all->portfolio, path)) {
        subject->section = g_steal_pointer(&path);
        return true;
    }
    return find_in_sites(all, word, subject);
}

GPtrArray *vt_subject_candidates(const VtSiteEditions *all)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    const VtPortfolio *portfolio = all->portfolio;
    for (size_t i = 0; i < portfolio->entry_count; i++)
        g_ptr_array_add(names, g_strdup(portfolio->entries[i]->path));
    for (size_t i = 0; i < portfolio->asset_count; i++)
        g_ptr_array_add(names, g_strdup(portfolio->assets[i].path));
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; all->editions[i] != NULL && k < all->editions[i]->entries.count; k++)
            g_ptr_array_add(names, g_strdup(all->editions[i]->entries.items[k]->address));
    return names;
}
