/* Every address that an entry holds: links and images of its document, of its fields, of its inline texts. */
#include "links.h"

typedef struct RichField {
    size_t field; /* in VtFields */
    size_t rich;  /* in VtEditionEntry */
} RichField;

static const RichField rich_fields[] = {
    {offsetof(VtFields, title), offsetof(VtEditionEntry, title)},
    {offsetof(VtFields, summary), offsetof(VtEditionEntry, summary)},
    {offsetof(VtFields, result), offsetof(VtEditionEntry, result)},
    {offsetof(VtFields, outcome), offsetof(VtEditionEntry, outcome)},
    {offsetof(VtFields, bio_short), offsetof(VtEditionEntry, bio_short)},
    {offsetof(VtFields, bio_long), offsetof(VtEditionEntry, bio_long)},
    {offsetof(VtFields, invite), offsetof(VtEditionEntry, invite)},
};

/* One entry at work. */
typedef struct Work {
    VtBuild *build;
    const VtEntry *origin;
    VtEditionEntry *entry;
} Work;

static void resolve_document(const Work *work)
{
    const VtDocument *document = work->entry->document;
    VtLinkTarget *targets = VT_ARENA_ARRAY(work->build->arena, VtLinkTarget, document->link_count);
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        if (link->kind == VT_LINK_AUTO)
            continue;
        VtSpan span = {&work->origin->source, link->offset, link->length};
        VtLinkQuery query = {work->origin, link->target, span, false, link->kind == VT_LINK_IMAGE};
        targets[i] = vt_resolve_link(work->build, &query);
        if (query.image && vt_slice_trim(link->text).length == 0)
            vt_report_no_alt(work->build, &query, false);
    }
    work->entry->targets = targets;
}

static VtRichText read_rich(const Work *work, const RichField *row, const char *text)
{
    if (work->origin->title_is_text && row->field == offsetof(VtFields, title))
        return vt_rich_text_plain(work->build, text);
    VtLinkQuery place = {.origin = work->origin};
    if (text)
        place.span = vt_field_span(work->origin, row->field, work->build->audience->name);
    return vt_rich_text(work->build, &place, text);
}

/* The fields keep the plain text: their Markdown may name what its links lead to, and that may be hidden. */
static void resolve_rich_texts(const Work *work)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rich_fields); i++) {
        const char **field = (const char **)((char *)&work->entry->fields + rich_fields[i].field);
        VtRichText *rich = (VtRichText *)((char *)work->entry + rich_fields[i].rich);
        *rich = read_rich(work, &rich_fields[i], *field);
        if (*field)
            *field = rich->text;
    }
}

static VtLinkQuery field_query(const Work *work, const char *written, size_t field)
{
    VtSpan place = vt_field_span(work->origin, field, work->build->audience->name);
    return (VtLinkQuery){work->origin, vt_slice(written), place, true, false};
}

/* The address to use; NULL when what it leads to is hidden. */
static const char *address_of(const Work *work, const char *written, const VtLinkTarget *target)
{
    switch (target->action) {
    case VT_LINK_KEEP:
        return written;
    case VT_LINK_REPLACE:
        return vt_arena_copy(work->build->arena, target->address.data, target->address.length);
    case VT_LINK_UNLINK:
        return NULL;
    }
    return NULL;
}

static const char *resolve_address(const Work *work, const char *written, size_t field)
{
    if (!written || vt_link_is_external(vt_slice(written)))
        return written;
    VtLinkQuery query = field_query(work, written, field);
    VtLinkTarget target = vt_resolve_link(work->build, &query);
    return address_of(work, written, &target);
}

/* A link whose label is the title of an entry, which another thread may still be making ready. */
typedef struct Unlabelled {
    VtNamedLink *link;
    const VtEditionEntry *target;
} Unlabelled;

/* A link that was given no label is called by its address; a page's title says more, or a file's name. */
static void label_link(const Work *work, const VtNamedLink *written, VtNamedLink *link)
{
    if (!written->label || strcmp(written->label, written->url) != 0 ||
        vt_link_is_external(vt_slice(written->url)))
        return;
    VtBuild *build = work->build;
    vt_link_path_read(build->link_path, vt_slice(written->url), work->origin->path);
    const char *path = build->link_path->path;
    size_t index = vt_entry_index(build, path);
    const char *slash = strrchr(path, '/');
    link->label = vt_arena_string(build->arena, vt_names_path(build, slash ? slash + 1 : path));
    Unlabelled unlabelled = {link, index != SIZE_MAX ? build->by_origin[index] : NULL};
    if (unlabelled.target)
        g_array_append_val(build->unlabelled, unlabelled);
}

static void resolve_named_links(const Work *work)
{
    VtFields *fields = &work->entry->fields;
    VtNamedLink *items = (VtNamedLink *)fields->links.items;
    size_t kept = 0;
    for (size_t i = 0; i < fields->links.count; i++) {
        VtNamedLink written = items[i];
        const char *url = resolve_address(work, written.url, offsetof(VtFields, links));
        if (!url)
            continue;
        items[kept] = (VtNamedLink){written.label, url};
        label_link(work, &written, &items[kept++]);
    }
    fields->links.count = kept;
}

/* A photo of the person is called by the person's name where the author says nothing else. */
static const char *alt_of(const Work *work, const VtLinkQuery *query)
{
    const VtFields *fields = &work->entry->fields;
    if (fields->image.alt)
        return fields->image.alt;
    if (work->entry->kind == VT_KIND_PROFILE && fields->name)
        return fields->name;
    vt_report_no_alt(work->build, query, true);
    return "";
}

static void resolve_image(const Work *work)
{
    VtEditionEntry *entry = work->entry;
    const char *written = entry->fields.image.src;
    if (!written)
        return;
    VtLinkQuery query = field_query(work, written, offsetof(VtFields, image));
    query.image = true;
    VtLinkTarget target = {.action = VT_LINK_KEEP};
    if (!vt_link_is_external(query.written))
        target = vt_resolve_link(work->build, &query);
    entry->image_address = address_of(work, written, &target);
    entry->fields.image.src = entry->image_address;
    entry->picture = target.picture;
    if (entry->image_address)
        entry->image_alt = alt_of(work, &query);
}

static void resolve_fields(const Work *work)
{
    VtFields *fields = &work->entry->fields;
    fields->url = resolve_address(work, fields->url, offsetof(VtFields, url));
    fields->slides = resolve_address(work, fields->slides, offsetof(VtFields, slides));
    fields->video = resolve_address(work, fields->video, offsetof(VtFields, video));
    resolve_named_links(work);
    VtAccount *accounts = (VtAccount *)fields->profiles.items;
    for (size_t i = 0; i < fields->profiles.count; i++)
        accounts[i].url = resolve_address(work, accounts[i].url, offsetof(VtFields, profiles));
    resolve_image(work);
}

static void describe(const Work *work)
{
    VtEditionEntry *entry = work->entry;
    VtSlice excerpt = entry->document->excerpt;
    entry->description = entry->summary.text[0]
                             ? entry->summary.text
                             : vt_arena_copy(work->build->arena, excerpt.data, excerpt.length);
}

static void unref_ids(gpointer ids)
{
    g_hash_table_unref(ids);
}

static VtBuild make_worker(const VtBuild *build)
{
    VtBuild worker = vt_build_worker(build);
    worker.link_path = g_new0(VtLinkPath, 1);
    worker.asset_shown = g_new0(bool, build->portfolio->asset_count);
    worker.asset_pictured = g_new0(bool, build->portfolio->asset_count);
    worker.unlinked = g_array_new(false, false, sizeof(VtSpan));
    worker.unlabelled = g_array_new(false, false, sizeof(Unlabelled));
    worker.ids = g_hash_table_new_full(NULL, NULL, NULL, unref_ids);
    return worker;
}

static void join_worker(VtBuild *build, VtBuild *worker)
{
    for (size_t i = 0; i < build->portfolio->asset_count; i++) {
        build->asset_shown[i] |= worker->asset_shown[i];
        build->asset_pictured[i] |= worker->asset_pictured[i];
    }
    for (guint i = 0; i < worker->unlabelled->len; i++) {
        const Unlabelled *unlabelled = &g_array_index(worker->unlabelled, Unlabelled, i);
        unlabelled->link->label = unlabelled->target->title.text;
    }
    g_array_append_vals(build->unlinked, worker->unlinked->data, worker->unlinked->len);
    g_array_unref(worker->unlinked);
    g_array_unref(worker->unlabelled);
    g_hash_table_unref(worker->ids);
    vt_build_join(build, worker);
    vt_link_path_finish(worker->link_path);
    g_free(worker->link_path);
    g_free(worker->asset_shown);
    g_free(worker->asset_pictured);
}

static void resolve_entry(size_t index, unsigned number, void *data)
{
    VtBuild *build = (VtBuild *)data + number;
    Work work = {build, build->origins[index], &build->shown[index]};
    build->headings_compared = 0;
    resolve_document(&work);
    resolve_rich_texts(&work);
    resolve_fields(&work);
    describe(&work);
}

static int compare_spans(const void *a, const void *b)
{
    const VtSpan *x = a;
    const VtSpan *y = b;
    int order = strcmp(x->source->path, y->source->path);
    return order ? order : (x->offset > y->offset) - (x->offset < y->offset);
}

/* In the order of files and places, whichever thread found them. */
static void keep_unlinked(VtBuild *build)
{
    size_t count = build->unlinked->len;
    VtSpan *places = VT_ARENA_ARRAY(build->edition->arena, VtSpan, count);
    if (count > 0) {
        memcpy(places, build->unlinked->data, sizeof(VtSpan) * count);
        qsort(places, count, sizeof(VtSpan), compare_spans);
    }
    build->edition->withheld.unlinked = count;
    build->edition->withheld.unlinked_places = places;
}

void vt_build_links(VtBuild *build)
{
    unsigned count = vt_build_jobs(build);
    g_autofree VtBuild *workers = g_new0(VtBuild, count);
    build->asset_shown = g_new0(bool, build->portfolio->asset_count);
    build->asset_pictured = g_new0(bool, build->portfolio->asset_count);
    build->pictures = VT_ARENA_ARRAY(build->edition->arena, VtPicture, build->portfolio->asset_count);
    build->unlinked = g_array_new(false, false, sizeof(VtSpan));
    for (unsigned i = 0; i < count; i++)
        workers[i] = make_worker(build);
    vt_jobs_run(count, build->shown_count, resolve_entry, workers);
    for (unsigned i = 0; i < count; i++)
        join_worker(build, &workers[i]);
    keep_unlinked(build);
    g_clear_pointer(&build->unlinked, g_array_unref);
}

/* Names that were replaced have changed the order of the portfolio. */
static int compare_assets(const void *a, const void *b)
{
    return strcmp(((const VtAsset *)a)->path, ((const VtAsset *)b)->path);
}

void vt_build_assets(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    VtAsset *assets = VT_ARENA_ARRAY(build->arena, VtAsset, portfolio->asset_count);
    size_t count = 0;
    for (size_t i = 0; i < portfolio->asset_count; i++) {
        const VtAssetFile *file = &portfolio->assets[i];
        if (!build->asset_shown[i] && !(build->options->broken & VT_BREAK_ASSETS))
            continue;
        assets[count++] = (VtAsset){
            .real_path = vt_arena_string(build->arena, file->real_path),
            .path = vt_arena_string(build->arena, vt_names_path(build, file->path)),
            .address = vt_build_address(build, vt_names_path(build, file->path)),
            .size = file->size,
            .picture = build->asset_pictured[i] ? &build->pictures[i] : NULL,
        };
    }
    if (build->names)
        qsort(assets, count, sizeof(VtAsset), compare_assets);
    build->edition->assets = assets;
    build->edition->asset_count = count;
}
