#include "workbench.h"

static const VtSource *load(const char *name, void *data)
{
    const Workbench *bench = data;
    return g_hash_table_lookup(bench->sources, name);
}

static const char *const *names(size_t *count, void *data)
{
    const Workbench *bench = data;
    *count = bench->names->len;
    return (const char *const *)bench->names->pdata;
}

Workbench *workbench_new(void)
{
    Workbench *bench = g_new0(Workbench, 1);
    VtTemplateLoader loader = {load, names, bench};
    bench->arena = vt_arena_new();
    bench->atoms = vt_atoms_new();
    bench->templates = vt_templates_new(bench->atoms, &loader);
    bench->sink = vt_diagnostics_new();
    bench->sources = g_hash_table_new(g_str_hash, g_str_equal);
    bench->names = g_ptr_array_new();
    return bench;
}

void workbench_free(Workbench *bench)
{
    if (!bench)
        return;
    vt_templates_free(bench->templates);
    vt_diagnostics_free(bench->sink);
    vt_atoms_free(bench->atoms);
    vt_arena_free(bench->arena);
    g_hash_table_destroy(bench->sources);
    g_ptr_array_free(bench->names, TRUE);
    g_free(bench);
}

void workbench_add(Workbench *bench, const char *name, const char *text)
{
    VtSource *source = VT_ARENA_NEW(bench->arena, VtSource);
    char *copy = vt_arena_string(bench->arena, name);
    *source = (VtSource){.path = copy, .text = vt_arena_string(bench->arena, text), .length = strlen(text)};
    g_hash_table_insert(bench->sources, copy, source);
    g_ptr_array_add(bench->names, copy);
}

const VtProgram *workbench_compile(Workbench *bench, const char *name)
{
    const VtProgram *program = vt_templates_compile(bench->templates, name, bench->sink);
    g_assert_nonnull(program);
    return program;
}

void workbench_set(Workbench *bench, VtObject *object, const char *name, VtValue value)
{
    vt_object_set(object, vt_atoms_intern_string(bench->atoms, name), value);
}

size_t workbench_errors(const Workbench *bench)
{
    return vt_diagnostics_count(bench->sink, VT_ERROR);
}

VtObject *workbench_object(Workbench *bench, const char *name, ...)
{
    VtObject *object = vt_object_new(bench->arena, 4);
    va_list arguments;
    va_start(arguments, name);
    for (; name; name = va_arg(arguments, const char *))
        workbench_set(bench, object, name, vt_value_string(va_arg(arguments, const char *)));
    va_end(arguments);
    return object;
}
