/* One entry from its file: front matter by the tables, title, marks, body. The last byte of the input decides
 * where the file lies, and so of which kind it is. */
#include "fuzz.h"

#include "../../src/content/content_private.h"

static const char *const paths[] = {
    "profile.md",     "experience/a.md", "projects/2019-07-data_platform/index.md",
    "community/c.md", "education/d.md",  "awards/e.markdown",
    "talks/f.md",     "writing/g.md",    "index.md",
    "notes/index.md",
};

static const VtAudience audiences[] = {{.name = "recruiter"}, {.name = "community"}};
static const char *const everybody[] = {"recruiter", "community"};

static void check_entry(const VtEntry *entry, VtMarkdown *markdown, VtDiagnostics *sink)
{
    g_assert_nonnull(entry->document);
    g_assert_nonnull(entry->slug);
    g_assert_nonnull(entry->fields.title);
    g_assert_true(vt_utf8_valid(entry->fields.title, strlen(entry->fields.title), NULL));
    g_assert_cmpuint(entry->body, <=, entry->source.length);
    g_assert_true(entry->has_comments || entry->survey == NULL);
    for (size_t i = 0; i < entry->place_count; i++)
        g_assert_cmpuint(entry->places[i].span.offset + entry->places[i].span.length, <=, entry->source.length);
    if (entry->survey == NULL || vt_diagnostics_count(sink, VT_ERROR) > 0)
        return;
    g_auto(VtRevision) revision = {.source = &entry->source};
    vt_marks_project(entry->survey, "recruiter", VT_PROJECT_PLAIN, &revision);
    g_autoptr(VtDocument)
        document = vt_markdown_parse_revision(markdown, &revision, VT_MARKDOWN_SITE | VT_MARKDOWN_CUT, sink);
    g_assert_null(g_strstr_len(document->html.data, (gssize)document->html.length, "<!-- audience"));
}

static void load(const char *folder, const char *path)
{
    VtSite site = {.audiences = audiences,
                   .audience_count = G_N_ELEMENTS(audiences),
                   .default_audience = {everybody, G_N_ELEMENTS(everybody)},
                   .language = "en"};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtMarkdown) other = vt_markdown_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDiagnostics) all = vt_diagnostics_new();
    vt_markdown_keep_in(markdown, arena);
    VtLoader loader = {.arena = arena,
                       .nodes = vt_arena_new(),
                       .markdown = markdown,
                       .sink = sink,
                       .all = all,
                       .site = &site,
                       .site_usable = true,
                       .folder = folder};
    check_entry(vt_entry_load(&loader, path), other, sink);
    vt_buffer_finish(&loader.text);
    vt_arena_free(loader.nodes);
    fuzz_messages(sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = paths[size > 0 ? data[size - 1] % G_N_ELEMENTS(paths) : 0];
    char *folder = fuzz_folder_new();
    g_assert_true(fuzz_file_write(folder, path, (const char *)data, size));
    load(folder, path);
    fuzz_folder_remove(folder);
    return 0;
}
