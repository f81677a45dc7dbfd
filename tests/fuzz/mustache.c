/* Templates, partials and data, in the form of tests/mustache (case_file.h): compiling, checking and
 * rendering end, twice alike, with success or a message. */
#include "fuzz.h"

#include "../../src/mustache/json_data.h"
#include "../mustache/test_types.h"

typedef struct Set {
    VtArena *arena;
    GHashTable *sources; /* VtSource by name */
    GPtrArray *names;
    const char *data;
    bool lenient;
} Set;

static const VtSource *load(const char *name, void *data)
{
    return g_hash_table_lookup(((const Set *)data)->sources, name);
}

static const char *const *list_names(size_t *count, void *data)
{
    const Set *set = data;
    *count = set->names->len;
    return (const char *const *)set->names->pdata;
}

static void add_template(Set *set, const char *name, const char *text)
{
    VtSource *source = VT_ARENA_NEW(set->arena, VtSource);
    char *copy = vt_arena_string(set->arena, name);
    *source = (VtSource){.path = copy, .text = vt_arena_string(set->arena, text), .length = strlen(text)};
    if (g_hash_table_insert(set->sources, copy, source))
        g_ptr_array_add(set->names, copy);
}

static void read_set(Set *set, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\n== ", -1);
    add_template(set, "test", parts[0] != NULL ? parts[0] : "");
    for (size_t i = 1; parts[0] != NULL && parts[i] != NULL; i++) {
        char *content = parts[i] + strcspn(parts[i], "\n");
        if (*content == '\n')
            *content++ = '\0';
        if (g_str_has_prefix(parts[i], "template"))
            add_template(set, "test", content);
        else if (g_str_has_prefix(parts[i], "partial "))
            add_template(set, parts[i] + strlen("partial "), content);
        else if (g_str_has_prefix(parts[i], "data"))
            set->data = vt_arena_string(set->arena, content);
        else if (g_str_has_prefix(parts[i], "lenient"))
            set->lenient = true;
    }
}

static void twice(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_slice(out, call->text);
    vt_buffer_append_slice(out, call->section ? call->text : VT_SLICE("{{a}}{{>test}}"));
}

static VtValue read_data(const Set *set, VtAtoms *atoms, VtDiagnostics *sink)
{
    static const VtLambda lambda = {twice, NULL};
    VtValue value = VT_NULL;
    if (set->data == NULL)
        return value;
    VtSource source = {.path = "data.json", .text = set->data, .length = strlen(set->data)};
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    bool read = vt_json_data(set->arena, atoms, &source, &value, sink);
    g_assert_true(read == (vt_diagnostics_count(sink, VT_ERROR) == before));
    if (read && value.kind == VT_VALUE_OBJECT)
        vt_object_set((VtObject *)value.object, vt_atoms_intern_string(atoms, "shout"),
                      vt_value_lambda(&lambda));
    return value;
}

static void render(const VtProgram *program, VtValue data, VtDiagnostics *sink)
{
    const VtRenderLimits limits = {.depth = 20, .output = 50000, .steps = 3000};
    g_auto(VtBuffer) first = {0};
    g_auto(VtBuffer) second = {0};
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    bool done = vt_template_render(program, data, &limits, &first, sink);
    g_assert_true(done == (vt_diagnostics_count(sink, VT_ERROR) == before));
    g_assert_true(vt_template_render(program, data, &limits, &second, sink) == done);
    g_assert_true(fuzz_same(&first, &second));
    g_assert_true(done || first.length == 0);
    g_assert_cmpuint(first.length, <=, limits.output);
}

/* Compiles, and appends the program as it is printed. NULL, and nothing, after errors. */
static VtTemplates *compile(Set *set, VtAtoms *atoms, VtDiagnostics *sink, const VtProgram **program,
                            VtBuffer *printed)
{
    const VtTemplateLoader loader = {load, list_names, set};
    VtTemplates *templates = vt_templates_new(atoms, &loader);
    size_t before = vt_diagnostics_count(sink, VT_ERROR);
    if (set->lenient)
        vt_templates_allow_unknown_partials(templates);
    *program = vt_templates_compile(templates, "test", sink);
    g_assert_true((*program != NULL) == (vt_diagnostics_count(sink, VT_ERROR) == before));
    if (*program != NULL)
        vt_program_disassemble(*program, printed);
    return templates;
}

static void run(Set *set)
{
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtBuffer) printed = {0};
    g_auto(VtBuffer) again = {0};
    const VtProgram *program;
    const VtProgram *other;
    G_GNUC_UNUSED g_autoptr(VtTemplates) templates = compile(set, atoms, sink, &program, &printed);
    G_GNUC_UNUSED g_autoptr(VtTemplates) more = compile(set, atoms, sink, &other, &again);
    g_assert_true(fuzz_same(&printed, &again));
    VtValue data = read_data(set, atoms, sink);
    if (program != NULL) {
        render(program, data, sink);
        vt_template_check(program, &test_page_type, sink);
    }
    fuzz_messages(sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autofree char *text = fuzz_text(data, size);
    Set set = {arena, g_hash_table_new(g_str_hash, g_str_equal), g_ptr_array_new(), NULL, false};
    read_set(&set, text);
    run(&set);
    g_hash_table_destroy(set.sources);
    g_ptr_array_free(set.names, TRUE);
    return 0;
}
