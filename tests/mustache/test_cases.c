/* Runs the cases of errors/, contract/, rendering/ and programs/. See case_file.h for their form. */
#include "../../src/mustache/json_data.h"
#include "case_file.h"
#include "test_types.h"

#include <stdio.h>

typedef struct Loaded {
    GHashTable *sources; /* VtSource by template name */
    GPtrArray *names;
    GPtrArray *paths;
} Loaded;

static const VtSource *load(const char *name, void *data)
{
    const Loaded *loaded = data;
    return g_hash_table_lookup(loaded->sources, name);
}

static const char *const *names(size_t *count, void *data)
{
    const Loaded *loaded = data;
    *count = loaded->names->len;
    return (const char *const *)loaded->names->pdata;
}

static void add_template(Loaded *loaded, const char *name, const CaseSection *section)
{
    VtSource *source = g_new0(VtSource, 1);
    char *path = g_strconcat(name, ".mustache", NULL);
    g_ptr_array_add(loaded->paths, path);
    *source = (VtSource){.path = path, .text = section->content, .length = section->length};
    g_hash_table_insert(loaded->sources, (char *)name, source);
    g_ptr_array_add(loaded->names, (char *)name);
}

static void add_templates(Loaded *loaded, const CaseFile *file)
{
    for (size_t i = 0; i < file->sections->len; i++) {
        const CaseSection *section = g_ptr_array_index(file->sections, i);
        if (g_str_has_prefix(section->header, "partial "))
            add_template(loaded, section->header + strlen("partial "), section);
        else if (g_str_equal(section->header, "template"))
            add_template(loaded, "test", section);
    }
}

/* Repeats the text in capitals. */
static void shout(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    if (!call->section)
        vt_buffer_append_string(out, "LOUD {{page_title}}");
    for (size_t i = 0; i < call->text.length; i++)
        vt_buffer_append_char(out, g_ascii_toupper(call->text.data[i]));
}

/* Calls itself for ever. */
static void echo(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "{{#echo}}again{{/echo}}");
}

/* Gives what is no template. */
static void broken(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "one {{#two}} three");
}

static void add_lambdas(VtAtoms *atoms, VtValue data)
{
    static const VtLambda lambdas[] = {{shout, NULL}, {echo, NULL}, {broken, NULL}};
    static const char *const lambda_names[] = {"shout", "echo", "broken"};
    for (size_t i = 0; data.kind == VT_VALUE_OBJECT && i < G_N_ELEMENTS(lambdas); i++) {
        VtAtom name = vt_atoms_intern_string(atoms, lambda_names[i]);
        if (vt_object_get(data.object, name).kind == VT_VALUE_NULL)
            vt_object_set((VtObject *)data.object, name, vt_value_lambda(&lambdas[i]));
    }
}

static VtRenderLimits read_limits(const CaseFile *file)
{
    VtRenderLimits limits = {0};
    for (size_t i = 0; i < file->sections->len; i++) {
        const CaseSection *section = g_ptr_array_index(file->sections, i);
        if (g_str_has_prefix(section->header, "limits "))
            g_assert_cmpint(
                sscanf(section->header, "limits %zu %zu %zu", &limits.depth, &limits.output, &limits.steps),
                ==, 3);
    }
    return limits;
}

static void render(const CaseFile *file, VtAtoms *atoms, const VtProgram *program, VtBuffer *out,
                   VtDiagnostics *sink)
{
    const CaseSection *json = case_file_section(file, "data");
    g_autoptr(VtArena) arena = vt_arena_new();
    VtValue data;
    VtSource source = {.path = "data.json", .text = json->content, .length = json->length};
    VtRenderLimits limits = read_limits(file);
    if (!vt_json_data(arena, atoms, &source, &data, sink) || !program)
        return;
    add_lambdas(atoms, data);
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    bool done = vt_template_render(program, data, &limits, out, sink);
    g_assert_cmpint(done, ==, vt_diagnostics_count(sink, VT_ERROR) == before);
}

static void expect_program(CaseFile *file, const VtProgram *program)
{
    if (!program || !case_file_section(file, "program"))
        return;
    g_auto(VtBuffer) text = {0};
    vt_program_disassemble(program, &text);
    case_file_expect(file, "program", text.data, text.length);
}

static void run_templates(CaseFile *file, Loaded *loaded)
{
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtTemplateLoader loader = {load, names, loaded};
    g_autoptr(VtTemplates) templates = vt_templates_new(atoms, &loader);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0}, said = {0};
    if (case_file_section(file, "lenient"))
        vt_templates_allow_unknown_partials(templates);
    const VtProgram *program = vt_templates_compile(templates, "test", sink);
    if (program && case_file_section(file, "contract")) {
        size_t before = vt_diagnostics_count(sink, VT_ERROR);
        bool right = vt_template_check(program, &test_page_type, sink);
        g_assert_cmpint(right, ==, vt_diagnostics_count(sink, VT_ERROR) == before);
    }
    if (case_file_section(file, "data"))
        render(file, atoms, program, &out, sink);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &said);
    expect_program(file, program);
    case_file_expect(file, "output", out.data, out.length);
    case_file_expect(file, "diagnostics", said.data, said.length);
}

static void run_case(gconstpointer data)
{
    g_autoptr(CaseFile) file = case_file_read(data);
    g_assert_nonnull(file);
    Loaded loaded = {g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free), g_ptr_array_new(),
                     g_ptr_array_new_with_free_func(g_free)};
    add_templates(&loaded, file);
    run_templates(file, &loaded);
    g_hash_table_destroy(loaded.sources);
    g_ptr_array_free(loaded.names, TRUE);
    g_ptr_array_free(loaded.paths, TRUE);
}

static void add_folder(const char *folder)
{
    g_autofree char *path = g_build_filename(g_getenv("VITRINE_TEST_DATA"), folder, NULL);
    g_autoptr(GPtrArray) paths = case_files_list(path, ".test");
    g_assert_cmpuint(paths->len, >, 0);
    for (size_t i = 0; i < paths->len; i++) {
        g_autofree char *base = g_path_get_basename(g_ptr_array_index(paths, i));
        g_autofree char *name = g_strdup_printf("/mustache/%s/%.*s", folder,
                                                (int)(strlen(base) - strlen(".test")), base);
        g_test_add_data_func_full(name, g_strdup(g_ptr_array_index(paths, i)), run_case, g_free);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    static const char *const folders[] = {"errors", "contract", "rendering", "programs"};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        add_folder(folders[i]);
    return g_test_run();
}
