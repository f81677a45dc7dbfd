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

static VtSpan span_of(const VtEntry *origin, size_t field)
{
    for (size_t i = 0; i < vt_key_count; i++)
        if (vt_keys[i].offset == field && origin->spans && origin->spans[i].source)
            return origin->spans[i];
    return VT_IN_FILE(&origin->source);
}

static void resolve_document(const Work *work)
{
    const VtDocument *document = work->entry->document;
    VtLinkTarget *targets = VT_ARENA_ARRAY(work->build->arena, VtLinkTarget, document->link_count);
    for (size_t i = 0; i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        if (link->kind == VT_LINK_AUTO)
            continue;
        VtSpan span = {&work->origin->source, link->offset, link->length};
        VtLinkQuery query = {work->origin, link->target, span, link->kind == VT_LINK_IMAGE};
        targets[i] = vt_resolve_link(work->build, &query);
    }
    work->entry->targets = targets;
}

/* The fields keep the plain text: their Markdown may name what its links lead to, and that may be hidden. */
static void resolve_rich_texts(const Work *work)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rich_fields); i++) {
        const char **field = (const char **)((char *)&work->entry->fields + rich_fields[i].field);
        const char *markdown = *field;
        VtRichText *rich = (VtRichText *)((char *)work->entry + rich_fields[i].rich);
        VtLinkQuery place = {.origin = work->origin};
        if (markdown)
            place.span = span_of(work->origin, rich_fields[i].field);
        *rich = vt_rich_text(work->build, &place, markdown);
        if (markdown)
            *field = rich->text;
    }
}

/* The address to use; NULL when what it leads to is hidden. */
static const char *resolve_address(const Work *work, const char *written, size_t field, bool image)
{
    if (!written || vt_link_is_external(vt_slice(written)))
        return written;
    VtSpan span = vt_span_narrow(span_of(work->origin, field), written);
    VtLinkQuery query = {work->origin, vt_slice(written), span, image};
    VtLinkTarget target = vt_resolve_link(work->build, &query);
    switch (target.action) {
    case VT_LINK_KEEP:
        return written;
    case VT_LINK_REPLACE:
        return vt_arena_copy(work->build->arena, target.address.data, target.address.length);
    case VT_LINK_UNLINK:
        return NULL;
    }
    return NULL;
}

/* A link that was given no label is called by its address; a page's title says more, or a file's name. */
static const char *label_of(const Work *work, const VtNamedLink *link)
{
    if (!link->label || strcmp(link->label, link->url) != 0 || vt_link_is_external(vt_slice(link->url)))
        return link->label;
    VtBuild *build = work->build;
    vt_link_path_read(build->link_path, vt_slice(link->url), work->origin->path);
    const char *path = build->link_path->path;
    size_t index = vt_entry_index(build, path);
    if (index != SIZE_MAX && build->by_origin[index])
        return vt_arena_string(build->arena, build->portfolio->entries[index]->fields.title);
    const char *slash = strrchr(path, '/');
    return vt_arena_string(build->arena, slash ? slash + 1 : path);
}

static void resolve_named_links(const Work *work)
{
    VtFields *fields = &work->entry->fields;
    VtNamedLink *items = (VtNamedLink *)fields->links.items;
    size_t kept = 0;
    for (size_t i = 0; i < fields->links.count; i++) {
        const char *url = resolve_address(work, items[i].url, offsetof(VtFields, links), false);
        if (url)
            items[kept++] = (VtNamedLink){label_of(work, &items[i]), url};
    }
    fields->links.count = kept;
}

static void resolve_fields(const Work *work)
{
    VtFields *fields = &work->entry->fields;
    fields->url = resolve_address(work, fields->url, offsetof(VtFields, url), false);
    fields->slides = resolve_address(work, fields->slides, offsetof(VtFields, slides), false);
    fields->video = resolve_address(work, fields->video, offsetof(VtFields, video), false);
    resolve_named_links(work);
    VtAccount *accounts = (VtAccount *)fields->profiles.items;
    for (size_t i = 0; i < fields->profiles.count; i++)
        accounts[i].url = resolve_address(work, accounts[i].url, offsetof(VtFields, profiles), false);
    work->entry->image_address = resolve_address(work, fields->image.src, offsetof(VtFields, image), true);
    fields->image.src = work->entry->image_address;
    if (work->entry->image_address)
        work->entry->image_alt = fields->image.alt ? fields->image.alt : "";
}

static void describe(const Work *work)
{
    VtEditionEntry *entry = work->entry;
    VtSlice excerpt = entry->document->excerpt;
    entry->description = entry->summary.text[0]
                             ? entry->summary.text
                             : vt_arena_copy(work->build->arena, excerpt.data, excerpt.length);
}

/* A thread's own build: it shares what is only read, and has its own memory for all it makes. */
static VtBuild make_worker(const VtBuild *build)
{
    VtBuild worker = *build;
    worker.arena = vt_arena_new();
    worker.markdown = vt_markdown_new();
    worker.link_path = g_new0(VtLinkPath, 1);
    worker.asset_shown = g_new0(bool, build->portfolio->asset_count);
    worker.scratch = (VtBuffer){0};
    return worker;
}

/* Hands what the worker found to the build, its arena with it. */
static void join_worker(VtBuild *build, VtBuild *worker)
{
    for (size_t i = 0; i < build->portfolio->asset_count; i++)
        build->asset_shown[i] |= worker->asset_shown[i];
    build->edition->withheld.unlinked += worker->unlinked;
    g_ptr_array_add(build->arenas, worker->arena);
    vt_markdown_free(worker->markdown);
    vt_link_path_finish(worker->link_path);
    vt_buffer_finish(&worker->scratch);
    g_free(worker->link_path);
    g_free(worker->asset_shown);
}

static void resolve_entry(size_t index, unsigned number, void *data)
{
    VtBuild *build = (VtBuild *)data + number;
    Work work = {build, build->origins[index], &build->shown[index]};
    resolve_document(&work);
    resolve_rich_texts(&work);
    resolve_fields(&work);
    describe(&work);
}

void vt_build_links(VtBuild *build)
{
    unsigned count = vt_build_jobs(build);
    g_autofree VtBuild *workers = g_new0(VtBuild, count);
    build->asset_shown = g_new0(bool, build->portfolio->asset_count);
    for (unsigned i = 0; i < count; i++)
        workers[i] = make_worker(build);
    vt_jobs_run(count, build->shown_count, resolve_entry, workers);
    for (unsigned i = 0; i < count; i++)
        join_worker(build, &workers[i]);
}

void vt_build_assets(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    VtAsset *assets = VT_ARENA_ARRAY(build->arena, VtAsset, portfolio->asset_count);
    size_t count = 0;
    for (size_t i = 0; i < portfolio->asset_count; i++) {
        const VtAssetFile *file = &portfolio->assets[i];
        if (!build->asset_shown[i])
            continue;
        assets[count++] = (VtAsset){
            .real_path = vt_arena_string(build->arena, file->real_path),
            .path = vt_arena_string(build->arena, file->path),
            .address = vt_build_address(build, file->path),
            .size = file->size,
        };
    }
    build->edition->assets = assets;
    build->edition->asset_count = count;
}
