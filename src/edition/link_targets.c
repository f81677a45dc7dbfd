#include "links.h"

typedef enum Lead { TO_NOTHING, TO_HIDDEN, TO_PAGE, TO_FILE } Lead;

/* What a path leads to. */
typedef struct Found {
    Lead lead;
    const char *address;   /* of a page or file */
    const VtEntry *holder; /* whose headings an anchor may name; NULL: none */
    bool open;             /* a file or a page without an author's text: any anchor will do */
} Found;

/* Pages and files that every site has, though no file of the author's makes them. */
static const char *const made_pages[] = {"resume", "skills"};
static const char *const made_files[] = {"feed.xml",    "rss.xml",    "feed.json",  "resume.json",
                                         "contact.vcf", "events.ics", "sitemap.xml"};

size_t vt_entry_lower_bound(const VtPortfolio *portfolio, const char *path)
{
    size_t low = 0;
    size_t high = portfolio->entry_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(portfolio->entries[middle]->path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t vt_entry_index(const VtBuild *build, const char *path)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(build->by_path, path)) - 1;
}

/* A section whose index.md is hidden still has a page; an anchor into that text has not. */
static Found find_entry(const VtBuild *build, size_t index, bool anchored)
{
    const VtEntry *origin = build->portfolio->entries[index];
    const VtEditionEntry *entry = build->by_origin[index];
    if (entry)
        return (Found){.lead = TO_PAGE, .address = entry->address, .holder = origin};
    const VtEditionSection *section = vt_is_section_index(origin) && !anchored
                                          ? vt_build_section(build, origin->section)
                                          : NULL;
    if (section)
        return (Found){.lead = TO_PAGE, .address = section->address};
    if (vt_is_home(origin) && !anchored)
        return (Found){.lead = TO_PAGE, .address = build->edition->base_path};
    return (Found){.lead = TO_HIDDEN};
}

static Found find_asset(VtBuild *build, const char *path)
{
    const VtAssetFile *asset = vt_portfolio_asset(build->portfolio, path);
    if (!asset)
        return (Found){0};
    build->asset_shown[asset - build->portfolio->assets] = true;
    return (Found){.lead = TO_FILE, .address = vt_build_address(build, path), .open = true};
}

static Found find_index(VtBuild *build, const char *path, bool anchored)
{
    static const char *const names[] = {"index.md", "index.markdown"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *index_path = g_strdup_printf("%s%s%s", path, path[0] ? "/" : "", names[i]);
        size_t index = vt_entry_index(build, index_path);
        if (index != SIZE_MAX)
            return find_entry(build, index, anchored);
    }
    return (Found){0};
}

/* A top folder without index.md. */
static Found find_section(const VtBuild *build, const char *path)
{
    const VtEditionSection *section = vt_build_section(build, path);
    if (section)
        return (Found){.lead = TO_PAGE, .address = section->address};
    g_autofree char *prefix = g_strconcat(path, "/", NULL);
    size_t index = vt_entry_lower_bound(build->portfolio, prefix);
    bool hidden = index < build->portfolio->entry_count && strchr(path, '/') == NULL &&
                  g_str_has_prefix(build->portfolio->entries[index]->path, prefix);
    return (Found){.lead = hidden ? TO_HIDDEN : TO_NOTHING};
}

static Found find_made(VtBuild *build, const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(made_pages); i++)
        if (strcmp(made_pages[i], path) == 0)
            return (Found){.lead = TO_PAGE,
                           .address = vt_build_address(build, i == 0 ? "resume/" : "skills/"),
                           .open = true};
    for (size_t i = 0; i < G_N_ELEMENTS(made_files); i++)
        if (strcmp(made_files[i], path) == 0)
            return (Found){.lead = TO_FILE, .address = vt_build_address(build, path), .open = true};
    return (Found){0};
}

static Found find(VtBuild *build, const VtLinkPath *link)
{
    bool anchored = link->fragment != NULL && link->fragment[0] != '\0';
    Found found = {0};
    if (!link->folder) {
        size_t index = vt_entry_index(build, link->path);
        found = index != SIZE_MAX ? find_entry(build, index, anchored) : find_asset(build, link->path);
    }
    if (found.lead == TO_NOTHING)
        found = find_index(build, link->path, anchored);
    if (found.lead == TO_NOTHING && link->path[0] == '\0')
        found = (Found){
            .lead = TO_PAGE, .address = build->edition->base_path, .holder = build->portfolio->profile};
    if (found.lead == TO_NOTHING)
        found = find_section(build, link->path);
    if (found.lead == TO_NOTHING)
        found = find_made(build, link->path);
    return found;
}

/* Footnotes, and ids in the author's own HTML. */
static bool has_other_id(const VtDocument *document, const char *id)
{
    g_autofree char *attribute = g_strdup_printf("id=\"%s\"", id);
    return document->html.length > 0 &&
           memmem(document->html.data, document->html.length, attribute, strlen(attribute)) != NULL;
}

/* A first heading that became the title is the top of the page. */
static bool is_title(const VtEntry *entry, const char *id)
{
    g_autofree char *slug = vt_slugify(entry->fields.title);
    return strcmp(slug, id) == 0;
}

typedef enum Anchor { ANCHOR_THERE, ANCHOR_TOP, ANCHOR_MISSING } Anchor;

static Anchor find_anchor(const Found *found, const char *id)
{
    if (found->open)
        return ANCHOR_THERE;
    if (!id || id[0] == '\0' || strcmp(id, "top") == 0)
        return ANCHOR_TOP;
    if (!found->holder)
        return ANCHOR_MISSING;
    if (vt_document_heading(found->holder->document, vt_slice(id)) ||
        has_other_id(found->holder->document, id))
        return ANCHOR_THERE;
    return is_title(found->holder, id) ? ANCHOR_TOP : ANCHOR_MISSING;
}

static VtLinkTarget replaced(VtBuild *build, const char *address, VtSlice query, VtSlice fragment)
{
    if (query.length == 0 && fragment.length == 0)
        return (VtLinkTarget){.action = VT_LINK_REPLACE, .address = vt_slice(address)};
    vt_buffer_reset(&build->scratch);
    vt_buffer_append_string(&build->scratch, address);
    vt_buffer_append_slice(&build->scratch, query);
    vt_buffer_append_slice(&build->scratch, fragment);
    const char *copy = vt_arena_copy(build->arena, build->scratch.data, build->scratch.length);
    return (VtLinkTarget){.action = VT_LINK_REPLACE, .address = {copy, build->scratch.length}};
}

static VtLinkTarget target_of(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link)
{
    static const VtLinkTarget kept = {.action = VT_LINK_KEEP};
    static const VtLinkTarget unlinked = {.action = VT_LINK_UNLINK};
    Found found = find(build, link);
    if (found.lead == TO_HIDDEN) {
        build->unlinked++;
        return unlinked;
    }
    if (found.lead == TO_NOTHING || (query->image && found.lead == TO_PAGE)) {
        if (found.lead == TO_NOTHING)
            vt_report_missing(build, query, link);
        else
            vt_report_not_image(build, query, link);
        return unlinked;
    }
    Anchor anchor = find_anchor(&found, link->fragment);
    if (anchor == ANCHOR_MISSING) {
        vt_report_anchor(build, query, link, found.holder);
        return unlinked;
    }
    if (anchor == ANCHOR_TOP && link->same_page && link->fragment)
        return kept;
    VtSlice fragment = anchor == ANCHOR_TOP ? (VtSlice){0} : link->raw_fragment;
    return replaced(build, found.address, link->query, fragment);
}

/* What has been reported is unlinked, so that the audit does not find it once more in the pages. */
VtLinkTarget vt_resolve_link(VtBuild *build, const VtLinkQuery *query)
{
    static const VtLinkTarget kept = {.action = VT_LINK_KEEP};
    if (vt_link_is_external(query->written))
        return kept;
    VtLinkPath *link = build->link_path;
    vt_link_path_read(link, query->written, query->origin->path);
    if (query->written.length > 0 && !link->outside)
        return target_of(build, query, link);
    if (link->outside)
        vt_report_outside(build, query);
    else
        vt_report_empty(build, query);
    return (VtLinkTarget){.action = VT_LINK_UNLINK};
}
