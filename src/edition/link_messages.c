/* What is said about links that lead nowhere, with the nearest thing that exists. */
#include "links.h"

void vt_report_outside(VtBuild *build, const VtLinkQuery *query)
{
    VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_LINK_OUTSIDE, vt_link_place(query),
                                           "\"%.*s\" leads out of the content folder",
                                           (int)query->written.length, query->written.data);
    vt_diagnostic_note(diagnostic, "a site holds only what lies in the content folder");
}

void vt_report_empty(VtBuild *build, const VtLinkQuery *query)
{
    VtDiagnosticId id = query->image ? VT_LINK_ASSET : VT_LINK_TARGET;
    vt_diagnose(build->sink, id, vt_link_place(query),
                query->image ? "an image without a file" : "a link without an address");
}

void vt_report_no_alt(VtBuild *build, const VtLinkQuery *query, bool front_matter)
{
    int length = (int)MIN(query->written.length, 200);
    const char *written = query->written.data;
    VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_IMAGE_ALT, vt_link_place(query),
                                           "the image \"%.*s\" has no alternative text", length, written);
    if (front_matter)
        vt_diagnostic_note(
            diagnostic,
            "say what it shows: image: {src: %.*s, alt: A map of the depots}; an image that only "
            "decorates has alt: \"\"",
            length, written);
    else
        vt_diagnostic_note(diagnostic,
                           "say what it shows: ![A map of the depots](%.*s); an image that only decorates is "
                           "written ![\"\"](%.*s)",
                           length, written, length, written);
}

void vt_report_not_image(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link)
{
    vt_diagnose(build->sink, VT_LINK_ASSET, vt_link_place(query), "%s is a page, not an image", link->path);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* `path` as a link in the file `from` would write it. */
static char *relative_to(const char *path, const char *from)
{
    size_t common = 0;
    for (size_t i = 0; path[i] && path[i] == from[i]; i++)
        if (path[i] == '/')
            common = i + 1;
    g_autoptr(GString) link = g_string_new(NULL);
    for (const char *p = from + common; *p; p++)
        if (*p == '/')
            g_string_append(link, "../");
    g_string_append(link, path + common);
    if (link->len == 0)
        g_string_append(link, "./");
    return g_strdup(link->str);
}

/* Is it a page that was meant, by the form of the path? */
static bool means_page(const VtLinkQuery *query, const VtLinkPath *link)
{
    const char *name = base_name(link->path);
    return !query->image && (link->folder || strchr(name, '.') == NULL || g_str_has_suffix(name, ".md") ||
                             g_str_has_suffix(name, ".markdown"));
}

/* Paths below a folder ("projects/", or "" for all), entries and assets as asked for. */
static GPtrArray *paths_below(const VtBuild *build, const char *folder, bool entries, bool assets)
{
    const VtPortfolio *portfolio = build->portfolio;
    GPtrArray *paths = g_ptr_array_new();
    for (size_t i = vt_entry_lower_bound(portfolio, folder); entries && i < portfolio->entry_count; i++) {
        if (!g_str_has_prefix(portfolio->entries[i]->path, folder))
            break;
        g_ptr_array_add(paths, (char *)portfolio->entries[i]->path);
    }
    for (size_t i = 0; assets && i < portfolio->asset_count; i++)
        if (g_str_has_prefix(portfolio->assets[i].path, folder))
            g_ptr_array_add(paths, (char *)portfolio->assets[i].path);
    return paths;
}

/* Is it called so: a file, with or without the ending of a page; a bundle, by its folder? */
static bool has_name(const char *path, const char *name)
{
    const char *own = base_name(path);
    size_t length = strlen(name);
    if (strcmp(own, "index.md") == 0 && (size_t)(own - path) > length + 1)
        return g_ascii_strncasecmp(own - 1 - length, name, length) == 0 && own[-2 - (ptrdiff_t)length] == '/';
    return g_ascii_strncasecmp(own, name, length) == 0 &&
           (own[length] == '\0' || strcmp(own + length, ".md") == 0);
}

static char *same_name_elsewhere(const VtBuild *build, const VtLinkPath *link, bool page)
{
    g_autoptr(GPtrArray) paths = paths_below(build, "", page, !page);
    for (guint i = 0; i < paths->len; i++)
        if (has_name(g_ptr_array_index(paths, i), base_name(link->path)))
            return g_strdup(g_ptr_array_index(paths, i));
    return NULL;
}

/* The nearest name among the files of the folder that the link names; names are compared without the folder,
 * which is right. */
static char *nearest_in_folder(const VtBuild *build, const VtLinkPath *link, bool page)
{
    const char *name = base_name(link->path);
    size_t prefix = (size_t)(name - link->path);
    g_autofree char *folder = g_strndup(link->path, prefix);
    g_autofree char *file = page && !strchr(name, '.') ? g_strconcat(name, ".md", NULL) : g_strdup(name);
    g_autoptr(GPtrArray) paths = paths_below(build, folder, true, true);
    for (guint i = 0; i < paths->len; i++)
        paths->pdata[i] = (char *)paths->pdata[i] + prefix;
    const char *nearest = vt_nearest(file, (const char *const *)paths->pdata, paths->len);
    return nearest ? g_strconcat(folder, nearest, NULL) : NULL;
}

static char *nearest_section(const VtBuild *build, const VtLinkPath *link)
{
    const VtPortfolio *portfolio = build->portfolio;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (strchr(link->path, '/'))
        return NULL;
    for (size_t i = 0; i < portfolio->entry_count; i++)
        if (i == 0 || strcmp(portfolio->entries[i]->section, portfolio->entries[i - 1]->section) != 0)
            g_ptr_array_add(names, (char *)portfolio->entries[i]->section);
    const char *nearest = vt_nearest(link->path, (const char *const *)names->pdata, names->len);
    return nearest ? g_strconcat(nearest, "/", NULL) : NULL;
}

/* "projects/dsp" for projects/dsp.md and projects/dsp/index.md alike: which of the two a page is, is easily
 * mistaken. */
static char *bare_path(const char *path)
{
    static const char *const endings[] = {"/index.md", ".md", ".markdown"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i]))
            return g_strndup(path, strlen(path) - strlen(endings[i]));
    return g_strdup(path);
}

/* The nearest among all, its folder being in doubt too. */
static char *nearest_anywhere(const VtBuild *build, const VtLinkPath *link, bool page)
{
    g_autofree char *wanted = bare_path(link->path);
    g_autoptr(GPtrArray) paths = paths_below(build, "", page, !page);
    g_autoptr(GPtrArray) bare = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < paths->len; i++)
        g_ptr_array_add(bare, bare_path(g_ptr_array_index(paths, i)));
    const char *nearest = vt_nearest(wanted, (const char *const *)bare->pdata, bare->len);
    guint index;
    if (!nearest || !g_ptr_array_find(bare, nearest, &index))
        return NULL;
    return g_strdup(g_ptr_array_index(paths, index));
}

static char *nearest_path(const VtBuild *build, const VtLinkPath *link, bool page)
{
    char *nearest = same_name_elsewhere(build, link, page);
    if (!nearest && link->folder)
        nearest = nearest_section(build, link);
    if (!nearest)
        nearest = nearest_in_folder(build, link, page);
    return nearest ? nearest : nearest_anywhere(build, link, page);
}

static void suggest(VtBuild *build, VtDiagnostic *diagnostic, const VtLinkQuery *query,
                    const VtLinkPath *link, bool page)
{
    g_autofree char *nearest = nearest_path(build, link, page);
    if (!nearest)
        return;
    g_autofree char *relative = relative_to(nearest, query->origin->path);
    g_autofree char *written = g_strdup_printf("%s%.*s", relative, (int)link->raw_fragment.length,
                                               link->raw_fragment.data);
    vt_diagnostic_suggest(diagnostic, written, (const char *const[]){written}, 1);
}

void vt_report_missing(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link)
{
    bool page = means_page(query, link);
    const char *slash = link->folder && link->path[0] ? "/" : "";
    VtDiagnostic *diagnostic = page ? vt_diagnose(build->sink, VT_LINK_TARGET, vt_link_place(query),
                                                  "no entry %s%s", link->path, slash)
                                    : vt_diagnose(build->sink, VT_LINK_ASSET, vt_link_place(query),
                                                  "no %s %s%s", query->image ? "image" : "file", link->path,
                                                  slash);
    suggest(build, diagnostic, query, link, page);
}

/* Each dead anchor is compared with every heading of its page: beyond so many comparisons in one entry, the
 * first ones have told enough. */
enum { MOST_COMPARED = 1000000 };

static const VtHeading *nearest_heading(VtBuild *build, const VtDocument *document, const char *id)
{
    if (build->headings_compared >= MOST_COMPARED)
        return NULL;
    build->headings_compared += document->heading_count;
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < document->heading_count; i++)
        g_ptr_array_add(ids, g_strndup(document->headings[i].id.data, document->headings[i].id.length));
    const char *nearest = vt_nearest(id, (const char *const *)ids->pdata, ids->len);
    return nearest ? vt_document_heading(document, vt_slice(nearest)) : NULL;
}

void vt_report_anchor(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link, const VtEntry *target)
{
    const char *where = target ? target->path : link->path;
    VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_LINK_ANCHOR, vt_link_place(query),
                                           "no heading \"%s\" in %s", link->fragment, where);
    if (!target)
        return;
    const VtHeading *heading = nearest_heading(build, target->document, link->fragment);
    if (!heading)
        return;
    VtPosition position = vt_diagnostics_position(build->sink, &target->source, heading->offset);
    vt_diagnostic_note(diagnostic, "did you mean \"#%.*s\" (line %zu)?", (int)heading->id.length,
                       heading->id.data, position.line);
}
