/* Old addresses of entries: "/old/page/" is written to old/page/index.html, "/old.html" as it is. That an
 * alias is an address and is given once, content/ has seen to. */
#include "edition_build.h"

static bool is_page_file(const char *path)
{
    return g_str_has_suffix(path, ".html") || g_str_has_suffix(path, ".htm");
}

/* NULL: no file can have that name. */
static const char *file_of(VtBuild *build, const char *alias)
{
    g_autofree char *path = g_uri_unescape_string(alias + (alias[0] == '/'), NULL);
    if (!path || path[0] == '\0' || !g_utf8_validate(path, -1, NULL))
        return NULL;
    if (is_page_file(path))
        return vt_arena_string(build->arena, path);
    return vt_arena_format(build->arena, "%s%sindex.html", path, g_str_has_suffix(path, "/") ? "" : "/");
}

static int compare_redirects(const void *a, const void *b)
{
    const VtRedirect *x = a;
    const VtRedirect *y = b;
    int order = strcmp(x->file, y->file);
    return order ? order : strcmp(x->entry->file, y->entry->file);
}

static size_t count_aliases(const VtBuild *build)
{
    size_t count = 0;
    for (size_t i = 0; i < build->shown_count; i++)
        count += build->origins[i]->fields.aliases.count;
    return count;
}

void vt_build_redirects(VtBuild *build)
{
    VtRedirect *redirects = VT_ARENA_ARRAY(build->arena, VtRedirect, count_aliases(build));
    size_t count = 0;
    for (size_t i = 0; i < build->shown_count; i++) {
        VtStrings aliases = build->origins[i]->fields.aliases;
        for (size_t k = 0; k < aliases.count; k++) {
            const char *file = file_of(build, aliases.items[k]);
            bool named = file && vt_names_hold(build, file, strlen(file));
            if (file && (!named || build->options->broken & VT_BREAK_NAMES_ALIASES))
                redirects[count++] = (VtRedirect){file, &build->shown[i]};
        }
    }
    qsort(redirects, count, sizeof(VtRedirect), compare_redirects);
    build->edition->redirects = redirects;
    build->edition->redirect_count = count;
}
