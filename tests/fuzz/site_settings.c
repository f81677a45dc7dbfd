/* site.yaml to settings: with no error, every name that is used is an audience, and addresses are whole. */
#include "fuzz.h"

#include "../../src/content/content_private.h"

static const VtTreeFile tree_files[] = {{.path = "profile.md", .markdown = true}, {.path = "site.yaml"}};
static const char *const tree_folders[] = {"experience", "projects", "writing"};

static bool is_audience(const VtSite *site, const char *name)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (strcmp(site->audiences[i].name, name) == 0)
            return true;
    return strcmp(name, "private") == 0;
}

static void check_site(const VtSite *site)
{
    g_assert_cmpuint(site->audience_count, >, 0);
    g_assert_nonnull(site->language);
    for (size_t i = 0; i < site->audience_count; i++) {
        g_assert_nonnull(site->audiences[i].url);
        g_assert_true(g_str_has_suffix(site->audiences[i].url, "/"));
    }
    for (size_t i = 0; i < site->default_audience.count; i++)
        g_assert_true(is_audience(site, site->default_audience.items[i]));
    for (size_t i = 0; i < site->name_count; i++)
        g_assert_nonnull(site->names[i].name);
}

static void read_site(const char *folder)
{
    const VtTree tree = {tree_files, G_N_ELEMENTS(tree_files), tree_folders, G_N_ELEMENTS(tree_folders)};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtSite site = {0};
    bool usable = vt_site_read(folder, NULL, &tree, arena, sink, &site);
    g_assert_true(usable || vt_diagnostics_count(sink, VT_ERROR) > 0);
    if (usable)
        vt_site_check_sections(&site, &tree, sink);
    if (vt_diagnostics_count(sink, VT_ERROR) == 0)
        check_site(&site);
    fuzz_messages(sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *folder = fuzz_folder_new();
    g_assert_true(fuzz_file_write(folder, "site.yaml", (const char *)data, size));
    read_site(folder);
    fuzz_folder_remove(folder);
    return 0;
}
