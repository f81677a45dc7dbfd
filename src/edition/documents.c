/* The documents of entries that hold marks or names that this audience must not read: made anew from the text
 * that is left. All others are shared with the portfolio. */
#include "edition_build.h"

enum { DOCUMENTS_FOR_A_THREAD = 8 };

static const VtDocument nothing;

/* What a thread makes. */
typedef struct Maker {
    VtBuild build;
    const size_t *entries; /* indexes in `shown` */
} Maker;

static bool is_affected(const VtBuild *build, const VtEntry *origin)
{
    return origin->survey || (build->names && vt_names_in_document(build, origin->document));
}

static size_t *find_entries(const VtBuild *build, size_t *count)
{
    size_t *entries = g_new(size_t, build->shown_count + 1);
    *count = 0;
    for (size_t i = 0; i < build->shown_count; i++)
        if (build->origins[i]->document && is_affected(build, build->origins[i]))
            entries[(*count)++] = i;
    return entries;
}

static VtDocument *parse(VtBuild *build, VtRevision *revision)
{
    return vt_markdown_parse_revision(build->markdown, revision, VT_MARKDOWN_SITE | VT_MARKDOWN_CUT,
                                      build->sink);
}

/* The author's text without what is marked for others. */
static void cut_marks(VtBuild *build, const VtEntry *origin, size_t index, VtRevision *revision)
{
    if (!origin->survey) {
        vt_revision_keep(revision, origin->body, origin->source.length);
        return;
    }
    VtProjectFlags flags = build->options->broken & VT_BREAK_BLOCKS ? VT_PROJECT_UNSAFE_KEEP
                                                                    : VT_PROJECT_PLAIN;
    build->withheld[index].hidden_blocks += vt_marks_project(origin->survey, build->audience->name, flags,
                                                             revision);
}

/* Anchors are written with names as they are, so the document before their replacing is kept for a while. */
static void make_document(size_t number, unsigned worker, void *data)
{
    Maker *maker = (Maker *)data + worker;
    VtBuild *build = &maker->build;
    size_t index = maker->entries[number];
    const VtEntry *origin = build->origins[index];
    g_auto(VtRevision) revision = {.source = &origin->source};
    cut_marks(build, origin, index, &revision);
    VtDocument *cut = origin->survey ? parse(build, &revision) : NULL;
    const VtDocument *read = cut ? cut : origin->survey ? &nothing : origin->document;
    build->shown[index].document = read;
    build->anchors[index] = read;
    build->made[2 * index] = cut;
    if (!build->names || !vt_names_in_document(build, read))
        return;
    size_t before = build->replaced;
    vt_names_revise(build, &revision);
    build->withheld[index].replaced_names += build->replaced - before;
    VtDocument *named = parse(build, &revision);
    build->made[2 * index + 1] = named;
    build->shown[index].document = named ? named : &nothing;
}

static Maker *start_makers(VtBuild *build, unsigned count, const size_t *entries)
{
    Maker *makers = g_new0(Maker, count);
    for (unsigned i = 0; i < count; i++)
        makers[i] = (Maker){.build = vt_build_worker(build), .entries = entries};
    return makers;
}

static void end_makers(VtBuild *build, Maker *makers, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        vt_build_join(build, &makers[i].build);
    g_free(makers);
}

void vt_build_documents(VtBuild *build)
{
    size_t count;
    g_autofree size_t *entries = find_entries(build, &count);
    build->anchors = g_new0(const VtDocument *, build->shown_count + 1);
    for (size_t i = 0; i < build->shown_count; i++)
        build->anchors[i] = build->shown[i].document;
    if (count == 0)
        return;
    build->made = g_new0(VtDocument *, 2 * build->shown_count);
    unsigned most = build->options->jobs > 0 ? build->options->jobs : vt_jobs_default();
    unsigned jobs = CLAMP((unsigned)(count / DOCUMENTS_FOR_A_THREAD), 1, most);
    Maker *makers = start_makers(build, jobs, entries);
    vt_jobs_run(jobs, count, make_document, makers);
    end_makers(build, makers, jobs);
    for (size_t i = 0; i < 2 * build->shown_count; i++)
        if (build->made[i])
            g_ptr_array_add(build->documents, build->made[i]);
    g_clear_pointer(&build->made, g_free);
}
