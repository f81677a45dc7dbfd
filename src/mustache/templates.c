#include "program.h"

static void entry_free(void *data)
{
    VtTemplateEntry *entry = data;
    if (!entry)
        return;
    vt_program_free(entry->program);
    g_free(entry);
}

static void program_free(void *data)
{
    vt_program_free(data);
}

VtTemplates *vt_templates_new(VtAtoms *atoms, const VtTemplateLoader *loader)
{
    VtTemplates *templates = g_new0(VtTemplates, 1);
    templates->atoms = atoms;
    templates->loader = *loader;
    templates->entries = g_ptr_array_new_with_free_func(entry_free);
    templates->anonymous = g_ptr_array_new_with_free_func(program_free);
    templates->queue = g_ptr_array_new();
    return templates;
}

void vt_templates_free(VtTemplates *templates)
{
    if (!templates)
        return;
    g_ptr_array_free(templates->entries, TRUE);
    g_ptr_array_free(templates->anonymous, TRUE);
    g_ptr_array_free(templates->queue, TRUE);
    g_free(templates);
}

void vt_templates_allow_unknown_partials(VtTemplates *templates)
{
    templates->allow_unknown = true;
}

static VtTemplateEntry *entry_of(const VtTemplates *templates, VtAtom name)
{
    return name < templates->entries->len ? g_ptr_array_index(templates->entries, name) : NULL;
}

VtTemplateEntry *vt_templates_take_up(VtTemplates *templates, VtAtom name)
{
    VtTemplateEntry *entry = entry_of(templates, name);
    if (!entry) {
        if (templates->entries->len <= name)
            g_ptr_array_set_size(templates->entries, (int)name + 1);
        entry = g_new0(VtTemplateEntry, 1);
        entry->source = templates->loader.load(vt_atoms_text(templates->atoms, name), templates->loader.data);
        g_ptr_array_index(templates->entries, name) = entry;
        if (entry->source)
            g_ptr_array_add(templates->queue, entry);
    }
    return entry->source ? entry : NULL;
}

static const char *const *names_of(const VtTemplates *templates, size_t *count)
{
    *count = 0;
    return templates->loader.names ? templates->loader.names(count, templates->loader.data) : NULL;
}

void vt_templates_take_up_all(VtTemplates *templates)
{
    if (templates->lists_all)
        return;
    templates->lists_all = true;
    size_t count;
    const char *const *names = names_of(templates, &count);
    for (size_t i = 0; i < count; i++)
        vt_templates_take_up(templates, vt_atoms_intern_string(templates->atoms, names[i]));
}

bool vt_templates_compile_queue(VtTemplates *templates, VtDiagnostics *sink)
{
    while (templates->queue->len > 0) {
        VtTemplateEntry *entry = g_ptr_array_steal_index(templates->queue, templates->queue->len - 1);
        entry->program = vt_compile(templates, entry->source, sink);
        templates->failed = templates->failed || !entry->program;
    }
    return !templates->failed;
}

const VtProgram *vt_templates_program(const VtTemplates *templates, VtAtom name)
{
    const VtTemplateEntry *entry = entry_of(templates, name);
    return entry ? entry->program : NULL;
}

void vt_templates_report_unknown(const VtTemplates *templates, VtSlice name, VtSpan span, VtDiagnostics *sink)
{
    size_t count;
    const char *const *names = names_of(templates, &count);
    g_autofree char *word = g_strndup(name.data, name.length);
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_TEMPLATE_PARTIAL, span, "no template \"%s\"", word);
    vt_diagnostic_suggest(diagnostic, word, names, count);
}

const VtProgram *vt_templates_compile(VtTemplates *templates, const char *name, VtDiagnostics *sink)
{
    VtAtom atom = vt_atoms_intern_string(templates->atoms, name);
    if (!vt_templates_take_up(templates, atom)) {
        vt_templates_report_unknown(templates, vt_slice(name), VT_NOWHERE, sink);
        return NULL;
    }
    return vt_templates_compile_queue(templates, sink) ? vt_templates_program(templates, atom) : NULL;
}

const VtProgram *vt_templates_compile_source(VtTemplates *templates, const VtSource *source,
                                             VtDiagnostics *sink)
{
    VtProgram *program = vt_compile(templates, source, sink);
    if (program)
        g_ptr_array_add(templates->anonymous, program);
    return vt_templates_compile_queue(templates, sink) ? program : NULL;
}
