/* A theme's files, in the form of tests/theme/cases: a theme is refused exactly when something about it is an
 * error, and one that is not refused renders a page. */
#include "fuzz.h"

#include <vitrine/theme.h>

#include <glib/gstdio.h>
#include <unistd.h>

static const VtField item_fields[] = {{"name", VT_TEXT, "its name"}, {NULL, NULL, NULL}};
static const VtType item_type = VT_OBJECT_TYPE("Item", item_fields);
static const VtField page_fields[] = {
    {"title", VT_TEXT, "of the page"},
    {"language", VT_TEXT, "of the site"},
    {"items", VT_LIST_OF(item_type), "some"},
    {NULL, NULL, NULL},
};
static const VtType page_type = VT_OBJECT_TYPE("Page", page_fields);

static char *write_files(const char *folder, const char *text)
{
    char *request = NULL;
    g_auto(GStrv) parts = g_strsplit(text, "\n=== ", -1);
    for (size_t i = 1; parts[0] != NULL && parts[i] != NULL; i++) {
        char *body = parts[i] + strcspn(parts[i], "\n");
        if (*body == '\n')
            *body++ = '\0';
        if (strcmp(parts[i], "request") == 0 && request == NULL)
            request = g_strconcat(body, "\n", NULL);
        else if (strcmp(parts[i], "expect") != 0)
            fuzz_file_write(folder, parts[i], body, strlen(body));
    }
    return request != NULL ? request : g_strdup("theme: mine\n");
}

static void render_home(const VtTheme *theme, VtAtoms *atoms, VtDiagnostics *sink)
{
    const VtRenderLimits limits = {.depth = 20, .output = 200000, .steps = 10000};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_auto(VtBuffer) out = {0};
    VtObject *root = vt_object_new(arena, 8);
    VtObject *item = vt_object_new(arena, 1);
    VtList *items = vt_list_new(arena, 1);
    vt_object_set(item, vt_atoms_intern_string(atoms, "name"), vt_value_string("first"));
    vt_list_add(items, vt_value_object(item));
    vt_object_set(root, vt_atoms_intern_string(atoms, "title"), vt_value_string("Robin & Co"));
    vt_object_set(root, vt_atoms_intern_string(atoms, "language"), vt_value_string("en"));
    vt_object_set(root, vt_atoms_intern_string(atoms, "items"), vt_value_list(items));
    vt_theme_set_values(theme, "/base/", atoms, arena, root);
    vt_template_render(theme->pages[VT_PAGE_HOME], vt_value_object(root), &limits, &out, sink);
}

static void check_theme(const VtTheme *theme)
{
    for (size_t i = 0; i < VT_PAGE_COUNT; i++)
        g_assert_nonnull(theme->pages[i]);
    for (size_t i = 0; i < theme->label_count; i++)
        g_assert_true(vt_theme_label(theme, theme->labels[i].name) == theme->labels[i].text);
    for (size_t i = 0; i < theme->asset_count; i++)
        g_assert_true(g_str_has_prefix(theme->assets[i].path, "assets/"));
}

static void load(const char *text)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtSource source = {.path = "site.yaml", .text = text, .length = strlen(text)};
    const VtNode *settings = vt_yaml_parse(arena, &source, 0, source.length, sink);
    const VtNode *name = vt_node_get(settings, "theme");
    const VtNode *language = vt_node_get(settings, "language");
    const VtNode *options = vt_node_get(settings, "options");
    if (name == NULL || name->text == NULL)
        return;
    VtThemeContract contract = {.version = 1};
    for (size_t i = 0; i < VT_PAGE_COUNT; i++)
        contract.pages[i] = &page_type;
    VtThemeRequest request = {.name = name->text,
                              .place = name->span,
                              .site_folder = ".",
                              .language = language != NULL && language->text != NULL ? language->text : "en",
                              .options = options,
                              .contract = &contract,
                              .atoms = atoms,
                              .strict = vt_node_get(settings, "strict") != NULL};
    const VtTheme *theme = vt_theme_load(&request, sink);
    g_assert_true((theme == NULL) == (vt_diagnostics_count(sink, VT_ERROR) > 0));
    if (theme != NULL) {
        check_theme(theme);
        render_home(theme, atoms, sink);
    }
    fuzz_messages(sink);
    vt_theme_free(theme);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *before = g_get_current_dir();
    g_autofree char *text = fuzz_text(data, size);
    char *folder = fuzz_folder_new();
    g_autofree char *request = write_files(folder, text);
    g_setenv("VITRINE_THEMES", TEST_THEMES, TRUE);
    g_assert_cmpint(g_chdir(folder), ==, 0);
    load(request);
    g_assert_cmpint(g_chdir(before), ==, 0);
    fuzz_folder_remove(folder);
    return 0;
}
