/* Every view-model of several trees holds what the contract declares, and nothing else. */
#include "conformance.h"
#include "site_fixture.h"

/* The three objects that only the theme knows. */
static VtType with_theme_objects(const VtType *root, GArray *fields)
{
    static const VtField none[] = {{NULL, NULL, NULL}};
    static const VtType theme_object = VT_OBJECT_TYPE("Theme", none);
    for (const VtField *field = root->fields; field->name; field++)
        g_array_append_val(fields, *field);
    const char *const names[] = {"labels", "options", "assets"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        g_array_append_val(fields, ((VtField){names[i], &theme_object, "the theme's"}));
    return (VtType){.kind = VT_TYPE_OBJECT, .name = root->name, .fields = (const VtField *)fields->data};
}

static void check_site(const Site *site)
{
    size_t count;
    const VtPage *pages = vt_renderer_pages(site->renderer, &count);
    g_autoptr(VtArena) arena = vt_arena_new();
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GArray) fields = g_array_new(true, true, sizeof(VtField));
        VtType type = with_theme_objects(vt_render_contract()->pages[pages[i].kind], fields);
        VtValue model = vt_page_model(site->renderer, arena, &pages[i]);
        check_conformance(site->atoms, model, &type, pages[i].file);
        vt_arena_reset(arena);
    }
}

static void check_tree(const char *folder)
{
    size_t audiences = site_audiences(folder);
    for (size_t audience = 0; audience < audiences; audience++) {
        Site site;
        site_init(&site, folder, audience);
        check_site(&site);
        site_finish(&site);
    }
}

static void test_own_tree(void)
{
    g_autofree char *folder = site_own_tree();
    check_tree(folder);
}

static void test_demo(void)
{
    g_autofree char *settings = g_build_filename(g_getenv("VITRINE_DEMO"), "site.yaml", NULL);
    if (!g_file_test(settings, G_FILE_TEST_EXISTS)) {
        g_test_skip("there is no demo portfolio");
        return;
    }
    check_tree(g_getenv("VITRINE_DEMO"));
}

static void test_shared(gconstpointer name)
{
    const char *shared = g_getenv("VITRINE_SHARED");
    g_autofree char *folder = g_build_filename(shared ? shared : "", "portfolios", name, "site-content",
                                               NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_test_skip("VITRINE_SHARED names no folder with portfolios");
        return;
    }
    check_tree(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/view-models/own-tree", test_own_tree);
    g_test_add_func("/view-models/demo", test_demo);
    g_test_add_data_func("/view-models/narratives", "narratives", test_shared);
    g_test_add_data_func("/view-models/resume", "resume", test_shared);
    g_test_add_data_func("/view-models/stories", "stories", test_shared);
    return g_test_run();
}
