/* Runs the cases of tests/theme/cases. A case is a text file:
 *
 *   What it shows, in one line.
 *   === request                      theme, language, strict, options: as YAML
 *   theme: mine
 *   === themes/mine/theme.yaml       files, written to a fresh folder; "a -> b", with an empty line below, is
 * a symbolic link to b extends: plain
 *   === expect                       what loading tells, else what was loaded
 *
 * The theme "plain" beside the cases has a template for every kind of page. With VITRINE_UPDATE set in the
 * environment, what came out replaces what was expected. */
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

static VtThemeContract make_contract(void)
{
    VtThemeContract contract = {.version = 1};
    for (size_t i = 0; i < VT_PAGE_COUNT; i++)
        contract.pages[i] = &page_type;
    return contract;
}

typedef struct Case {
    char *path;
    char *text;
    char *folder; /* the site */
    char *request;
    char *expected;
} Case;

static void write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0777), ==, 0);
    char *target = strstr(path, " -> ");
    if (target == NULL) {
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
        return;
    }
    *target = '\0';
    g_assert_cmpint(symlink(target + strlen(" -> "), path), ==, 0);
}

static void read_case(Case *test)
{
    g_assert_true(g_file_get_contents(test->path, &test->text, NULL, NULL));
    g_auto(GStrv) parts = g_strsplit(test->text, "\n=== ", -1);
    for (char **part = parts + 1; *part; part++) {
        char *end = strchr(*part, '\n');
        g_assert_nonnull(end);
        *end = '\0';
        g_autofree char *body = g_strconcat(end + 1, "\n", NULL);
        if (strcmp(*part, "request") == 0)
            test->request = g_strdup(body);
        else if (strcmp(*part, "expect") == 0)
            test->expected = g_strdup(end + 1);
        else
            write_file(test->folder, *part, body);
    }
}

static void remove_tree(const char *path)
{
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_tree(below);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

static void write_option(const VtOption *option, VtBuffer *out)
{
    static const char *const types[] = {"boolean", "integer", "string", "choice", "color", "list"};
    vt_buffer_append_format(out, "option %s (%s) =", option->name, types[option->type]);
    if (option->type == VT_OPTION_BOOLEAN)
        vt_buffer_append_string(out, option->boolean ? " true" : " false");
    else if (option->type == VT_OPTION_INTEGER)
        vt_buffer_append_format(out, " %" G_GINT64_FORMAT, option->integer);
    else if (option->type != VT_OPTION_LIST)
        vt_buffer_append_format(out, " \"%s\"", option->string);
    for (size_t i = 0; option->type == VT_OPTION_LIST && i < option->list.count; i++)
        vt_buffer_append_format(out, " \"%s\"", option->list.items[i]);
    vt_buffer_append_char(out, '\n');
}

static void write_home(const VtTheme *theme, const char *language, VtAtoms *atoms, VtDiagnostics *sink,
                       VtBuffer *out)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtObject *root = vt_object_new(arena, 8);
    VtObject *item = vt_object_new(arena, 1);
    VtList *items = vt_list_new(arena, 1);
    vt_object_set(item, vt_atoms_intern_string(atoms, "name"), vt_value_string("first"));
    vt_list_add(items, vt_value_object(item));
    vt_object_set(root, vt_atoms_intern_string(atoms, "title"), vt_value_string("Robin & Co"));
    vt_object_set(root, vt_atoms_intern_string(atoms, "language"), vt_value_string(language));
    vt_object_set(root, vt_atoms_intern_string(atoms, "items"), vt_value_list(items));
    vt_theme_set_values(theme, "/base/", atoms, arena, root);
    vt_buffer_append_string(out, "home:\n");
    vt_template_render(theme->pages[VT_PAGE_HOME], vt_value_object(root), NULL, out, sink);
}

static void write_theme(const VtTheme *theme, const char *language, VtAtoms *atoms, VtDiagnostics *sink,
                        VtBuffer *out)
{
    for (size_t i = 0; i < theme->option_count; i++)
        write_option(&theme->options[i], out);
    for (size_t i = 0; i < theme->label_count; i++)
        vt_buffer_append_format(out, "label %s = %s\n", theme->labels[i].name,
                                vt_theme_label(theme, theme->labels[i].name));
    for (size_t i = 0; i < theme->asset_count; i++) {
        vt_buffer_append_format(out, "asset %s = %s\n", theme->assets[i].name, theme->assets[i].path);
        if (g_str_has_suffix(theme->assets[i].name, ".css"))
            vt_buffer_append_slice(out, theme->assets[i].bytes);
    }
    write_home(theme, language, atoms, sink, out);
}

static const char *text_of(const VtNode *map, const char *key, const char *otherwise)
{
    const VtNode *node = vt_node_get(map, key);
    return node ? node->text : otherwise;
}

static char *run_request(const Case *test)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtSource source = {.path = "site.yaml", .text = test->request, .length = strlen(test->request)};
    const VtNode *settings = vt_yaml_parse(arena, &source, 0, source.length, sink);
    g_assert_nonnull(settings);
    VtThemeContract contract = make_contract();
    const VtNode *name = vt_node_get(settings, "theme");
    VtThemeRequest request = {
        .name = name->text,
        .place = name->span,
        .site_folder = ".",
        .language = text_of(settings, "language", "en"),
        .options = vt_node_get(settings, "options"),
        .contract = &contract,
        .atoms = atoms,
        .strict = vt_node_get(settings, "strict") != NULL,
    };
    const VtTheme *theme = vt_theme_load(&request, sink);
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    /* A theme is refused exactly when something about it is an error. */
    g_assert_cmpint(theme == NULL, ==, vt_diagnostics_count(sink, VT_ERROR) > 0);
    if (theme)
        write_theme(theme, request.language, atoms, sink, &out);
    vt_theme_free(theme);
    return vt_buffer_steal(&out, NULL);
}

/* Where the tests lie is nobody's business. */
static char *without_places(const char *result)
{
    g_autoptr(GString) text = g_string_new(result);
    g_string_replace(text, g_getenv("VITRINE_THEMES"), "THEMES", 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void update_case(const Case *test, const char *result)
{
    const char *old = g_strrstr(test->text, "\n=== expect\n");
    g_autofree char *head = g_strndup(test->text, (gsize)(old - test->text));
    g_autofree char *text = g_strconcat(head, "\n=== expect\n", result, NULL);
    g_assert_true(g_file_set_contents(test->path, text, -1, NULL));
}

static void run_case(gconstpointer data)
{
    Case test = {.path = g_strdup(data), .folder = g_dir_make_tmp("vitrine-theme-XXXXXX", NULL)};
    g_autofree char *before = g_get_current_dir();
    read_case(&test);
    g_assert_cmpint(g_chdir(test.folder), ==, 0);
    g_autofree char *raw = run_request(&test);
    g_autofree char *result = without_places(raw);
    g_assert_cmpint(g_chdir(before), ==, 0);
    remove_tree(test.folder);
    if (g_getenv("VITRINE_UPDATE"))
        update_case(&test, result);
    else
        g_assert_cmpstr(result, ==, test.expected);
    g_free(test.path);
    g_free(test.text);
    g_free(test.folder);
    g_free(test.request);
    g_free(test.expected);
}

/* Every id of the group must be seen by some case, so that no message goes untried. */
static void every_id_is_expected(void)
{
    static const VtDiagnosticId ids[] = {
        VT_THEME_MISSING,       VT_THEME_CYCLE,    VT_THEME_FILE,   VT_THEME_KEY,    VT_THEME_TYPE,
        VT_THEME_CONTRACT,      VT_THEME_DEFAULT,  VT_THEME_OPTION, VT_THEME_LABEL,  VT_THEME_ASSET,
        VT_THEME_LABEL_MISSING, VT_THEME_TEMPLATE, VT_THEME_SELF,   VT_THEME_UNUSED,
    };
    const char *folder = g_getenv("VITRINE_THEME_CASES");
    g_autoptr(GString) all = g_string_new(NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        g_string_append(all, text);
    }
    g_dir_close(dir);
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autofree char *mark = g_strdup_printf("[%s]", vt_diagnostic_info(ids[i])->name);
        if (!strstr(all->str, mark))
            g_test_message("no case expects %s", mark);
        g_assert_nonnull(strstr(all->str, mark));
    }
}

static void names_are_listed(void)
{
    g_auto(GStrv) names = vt_theme_names(NULL);
    g_assert_true(g_strv_contains((const char *const *)names, "plain"));
    g_assert_true(g_strv_contains((const char *const *)names, "base"));
    for (size_t i = 1; names[i]; i++)
        g_assert_cmpstr(names[i - 1], <, names[i]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *folder = g_getenv("VITRINE_THEME_CASES");
    GDir *dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *stem = g_strndup(name, strcspn(name, "."));
        g_autofree char *path = g_strconcat("/theme/cases/", stem, NULL);
        g_test_add_data_func_full(path, g_build_filename(folder, name, NULL), run_case, g_free);
    }
    g_dir_close(dir);
    g_test_add_func("/theme/every-id-is-expected", every_id_is_expected);
    g_test_add_func("/theme/names-are-listed", names_are_listed);
    return g_test_run();
}
