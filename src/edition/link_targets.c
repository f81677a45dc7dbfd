#include "links.h"

typedef enum Lead { TO_NOTHING, TO_HIDDEN, TO_PAGE, TO_FILE } Lead;

/* What a path leads to. */
typedef struct Found {
    Lead lead;
    const char *address;      /* of a page or file */
    const VtEntry *holder;    /* whose headings an anchor may name; NULL: none */
    const VtAssetFile *asset; /* a file of the author's */
    bool open;                /* a file or a page without an author's text: any anchor will do */
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
    const char *address = vt_build_address(build, vt_names_path(build, path));
    return (Found){.lead = TO_FILE, .address = address, .asset = asset, .open = true};
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

/* A page may have ten thousand ids, and as many links to them: those of a long one are put in a table. */
enum { LONG_HTML_BYTES = 16384 };

static void add_heading_ids(const VtDocument *document, GHashTable *ids)
{
    for (size_t i = document->heading_count; i-- > 0;) {
        const VtHeading *heading = &document->headings[i];
        g_hash_table_insert(ids, g_strndup(heading->id.data, heading->id.length), (void *)heading);
    }
}

/* Of footnotes, and in the author's own HTML. */
static void add_other_ids(VtSlice html, GHashTable *ids)
{
    static const char mark[] = "id=\"";
    const char *end = html.data + html.length;
    const char *at = html.data;
    while ((at = memmem(at, (size_t)(end - at), mark, strlen(mark)))) {
        at += strlen(mark);
        const char *quote = memchr(at, '"', (size_t)(end - at));
        if (!quote)
            break;
        g_autofree char *id = g_strndup(at, (gsize)(quote - at));
        if (!g_hash_table_contains(ids, id))
            g_hash_table_insert(ids, g_steal_pointer(&id), NULL);
    }
}

static GHashTable *ids_of(VtBuild *build, const VtDocument *document)
{
    GHashTable *ids = g_hash_table_lookup(build->ids, document);
    if (ids)
        return ids;
    ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_heading_ids(document, ids);
    add_other_ids(document->html, ids);
    g_hash_table_insert(build->ids, (void *)document, ids);
    return ids;
}

static bool stands_in(VtSlice html, const char *id)
{
    if (strchr(id, '"'))
        return false;
    g_autofree char *attribute = g_strdup_printf("id=\"%s\"", id);
    return html.length > 0 && memmem(html.data, html.length, attribute, strlen(attribute)) != NULL;
}

/* Is there such an id? Of a heading, or (`heading` is then NULL) of something else. */
static bool has_id(VtBuild *build, const VtDocument *document, const char *id, const VtHeading **heading)
{
    if (document->html.length > LONG_HTML_BYTES) {
        gpointer found = NULL;
        bool there = g_hash_table_lookup_extended(ids_of(build, document), id, NULL, &found);
        *heading = found;
        return there;
    }
    *heading = vt_document_heading(document, vt_slice(id));
    return *heading || stands_in(document->html, id);
}

/* A first heading that became the title is the top of the page. */
static bool is_slug_of(const char *title, const char *id)
{
    g_autofree char *slug = vt_slugify(title);
    return strcmp(slug, id) == 0;
}

typedef enum AnchorKind { ANCHOR_THERE, ANCHOR_TOP, ANCHOR_HIDDEN, ANCHOR_MISSING } AnchorKind;

typedef struct Anchor {
    AnchorKind kind;
    VtSlice id; /* of a heading whose id became another when names were replaced; else empty */
} Anchor;

/* The heading's id since names were replaced: it is known by its place. */
static VtSlice new_id(const VtDocument *document, const VtHeading *heading)
{
    for (size_t i = 0; i < document->heading_count; i++)
        if (document->headings[i].offset == heading->offset)
            return document->headings[i].id;
    return heading->id;
}

/* Asked of what this audience can see, and only then of the rest: so what is hidden changes no address. */
static Anchor find_in_entry(VtBuild *build, const VtEntry *holder, const char *id)
{
    const VtEditionEntry *entry = build->by_origin[vt_entry_index(build, holder->path)];
    const VtDocument *seen = build->anchors[vt_shown_index(build, entry)];
    const VtHeading *heading;
    bool there = has_id(build, seen, id, &heading);
    if (heading && seen != entry->document)
        return (Anchor){ANCHOR_THERE, new_id(entry->document, heading)};
    if (there)
        return (Anchor){.kind = ANCHOR_THERE};
    if (is_slug_of(vt_projected_title(build, holder), id))
        return (Anchor){.kind = ANCHOR_TOP};
    bool hidden = has_id(build, holder->document, id, &heading) || is_slug_of(holder->fields.title, id);
    return (Anchor){.kind = hidden ? ANCHOR_HIDDEN : ANCHOR_MISSING};
}

static Anchor find_anchor(VtBuild *build, const Found *found, const char *id)
{
    if (found->open)
        return (Anchor){.kind = ANCHOR_THERE};
    if (!id || id[0] == '\0' || strcmp(id, "top") == 0)
        return (Anchor){.kind = ANCHOR_TOP};
    if (!found->holder)
        return (Anchor){.kind = ANCHOR_MISSING};
    return find_in_entry(build, found->holder, id);
}

/* "#id", as it stands in an address. */
static VtSlice fragment_of(VtBuild *build, const Anchor *anchor, const VtLinkPath *link)
{
    if (anchor->kind == ANCHOR_TOP)
        return (VtSlice){0};
    if (anchor->id.length == 0 || vt_slice_is(anchor->id, link->fragment))
        return link->raw_fragment;
    g_autofree char *id = g_strndup(anchor->id.data, anchor->id.length);
    g_autofree char *escaped = g_uri_escape_string(id, NULL, FALSE);
    return vt_slice(vt_arena_format(build->arena, "#%s", escaped));
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

/* What pages show as an image has a size, which is read when all is known that is shown. */
static const VtPicture *picture_of(VtBuild *build, const VtLinkQuery *query, const Found *found)
{
    if (!query->image || !found->asset)
        return NULL;
    ptrdiff_t index = found->asset - build->portfolio->assets;
    build->asset_pictured[index] = true;
    return &build->pictures[index];
}

static void keep_unlinked(VtBuild *build, const VtLinkQuery *query)
{
    VtSpan place = vt_link_place(query);
    g_array_append_val(build->unlinked, place);
}

static VtLinkTarget target_of(VtBuild *build, const VtLinkQuery *query, const VtLinkPath *link)
{
    static const VtLinkTarget kept = {.action = VT_LINK_KEEP};
    static const VtLinkTarget unlinked = {.action = VT_LINK_UNLINK};
    Found found = find(build, link);
    if (found.lead == TO_HIDDEN) {
        keep_unlinked(build, query);
        return build->options->broken & VT_BREAK_LINKS ? kept : unlinked;
    }
    if (found.lead == TO_NOTHING || (query->image && found.lead == TO_PAGE)) {
        if (found.lead == TO_NOTHING)
            vt_report_missing(build, query, link);
        else
            vt_report_not_image(build, query, link);
        return unlinked;
    }
    Anchor anchor = find_anchor(build, &found, link->fragment);
    if (anchor.kind == ANCHOR_HIDDEN) {
        keep_unlinked(build, query);
        return build->options->broken & VT_BREAK_LINKS ? kept : unlinked;
    }
    if (anchor.kind == ANCHOR_MISSING) {
        vt_report_anchor(build, query, link, found.holder);
        return unlinked;
    }
    if (anchor.kind == ANCHOR_TOP && link->same_page && link->fragment)
        return kept;
    VtLinkTarget target = replaced(build, found.address, link->query, fragment_of(build, &anchor, link));
    target.picture = picture_of(build, query, &found);
    return target;
}

/* What has been reported is unlinked, so that the audit does not find it once more in the pages. */
VtLinkTarget vt_resolve_link(VtBuild *build, const VtLinkQuery *query)
{
    static const VtLinkTarget kept = {.action = VT_LINK_KEEP};
    if (vt_link_is_external(query->written)) {
        if (build->names)
            vt_names_check_address(build, vt_link_place(query), query->written, VT_WAY_MARK);
        return kept;
    }
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
