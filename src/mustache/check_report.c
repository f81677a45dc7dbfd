#include "checker.h"

/* As many calls are told as a reader wants to follow. */
enum { TOLD_CALLS = 8 };

static const char *relation(const VtCallSite *site)
{
    if (site->instruction->code == VT_OP_PARENT)
        return "inherited from here";
    return site->instruction->code == VT_OP_BLOCK ? "for the block here" : "included from here";
}

static VtDiagnostic *tell(const VtWalk *walk, VtDiagnosticId id, VtSpan span, const char *message)
{
    VtDiagnostic *diagnostic = vt_diagnose(walk->checker->sink, id, span, "%s", message);
    walk->checker->failed = true;
    unsigned told = 0;
    for (const VtCallSite *site = walk->site; site && told < TOLD_CALLS; site = site->outer, told++)
        vt_diagnostic_place(diagnostic, vt_program_span(site->program, site->instruction), "%s",
                            relation(site));
    return diagnostic;
}

VtDiagnostic *vt_check_report(const VtWalk *walk, const VtInstruction *instruction, VtDiagnosticId id,
                              const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return tell(walk, id, vt_program_span(walk->program, instruction), message);
}

static const char *step_text(const VtWalk *walk, const VtInstruction *instruction, size_t step)
{
    VtAtom atom = step == 0 ? instruction->a : walk->program->steps[instruction->b + step - 1];
    return vt_atoms_text(walk->program->templates->atoms, atom);
}

/* The place of one step of the path inside its tag. */
static VtSpan step_span(const VtWalk *walk, const VtInstruction *instruction, size_t step)
{
    VtSpan tag = vt_program_span(walk->program, instruction);
    g_auto(VtBuffer) path = {0};
    vt_program_path(walk->program, instruction, &path);
    const char *text = tag.source->text + tag.offset;
    const char *place = memmem(text, tag.length, path.data, path.length);
    if (!place)
        return tag;
    size_t before = 0;
    for (size_t i = 0; i < step; i++)
        before += strlen(step_text(walk, instruction, i)) + 1;
    size_t offset = tag.offset + (size_t)(place - text) + before;
    return (VtSpan){tag.source, offset, strlen(step_text(walk, instruction, step))};
}

static void report_unknown_name(const VtWalk *walk, const VtInstruction *instruction)
{
    const char *name = step_text(walk, instruction, 0);
    g_autofree char *message = g_strdup_printf("unknown name \"%s\"", name);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    vt_scope_names(walk->scope, names);
    VtDiagnostic *diagnostic = tell(walk, VT_TEMPLATE_NAME, step_span(walk, instruction, 0), message);
    vt_diagnostic_suggest(diagnostic, name, (const char *const *)names->pdata, names->len);
}

static void report_unknown_step(const VtWalk *walk, const VtInstruction *instruction, size_t step,
                                const VtType *type)
{
    const char *name = step_text(walk, instruction, step);
    g_auto(VtBuffer) described = {0};
    vt_type_describe(type, &described);
    const char *type_name = vt_buffer_string(&described);
    if (type->kind != VT_TYPE_OBJECT) {
        g_autofree char *message = g_strdup_printf("\"%s\" has no \"%s\": its type is %s",
                                                   step_text(walk, instruction, step - 1), name, type_name);
        VtDiagnostic *diagnostic = tell(walk, VT_TEMPLATE_TYPE, step_span(walk, instruction, step), message);
        if (type->kind == VT_TYPE_LIST)
            vt_diagnostic_note(diagnostic, "go through the list with a section, and use the name in it");
        return;
    }
    g_autofree char *message = g_strdup_printf("unknown name \"%s\" in %s", name, type_name);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    vt_scope_names(&(VtScope){type, NULL}, names);
    VtDiagnostic *diagnostic = tell(walk, VT_TEMPLATE_NAME, step_span(walk, instruction, step), message);
    vt_diagnostic_suggest(diagnostic, name, (const char *const *)names->pdata, names->len);
}

const VtType *vt_check_path(const VtWalk *walk, const VtInstruction *instruction)
{
    if (instruction->a == 0)
        return walk->scope->type;
    const VtType *type = vt_scope_find(walk->scope, step_text(walk, instruction, 0));
    if (!type) {
        report_unknown_name(walk, instruction);
        return NULL;
    }
    for (size_t step = 1; step <= instruction->rest; step++) {
        const VtType *next = vt_type_field(type, step_text(walk, instruction, step));
        if (!next) {
            report_unknown_step(walk, instruction, step, type);
            return NULL;
        }
        type = next;
    }
    return type;
}

static void report_not_text(const VtWalk *walk, const VtInstruction *instruction, const VtType *type,
                            const char *advice)
{
    g_auto(VtBuffer) path = {0}, described = {0};
    vt_program_path(walk->program, instruction, &path);
    vt_type_describe(type, &described);
    VtDiagnostic *diagnostic = vt_check_report(walk, instruction, VT_TEMPLATE_TYPE,
                                               "\"%s\" has no text: its type is %s", vt_buffer_string(&path),
                                               vt_buffer_string(&described));
    vt_diagnostic_note(diagnostic, "%s", advice);
}

static void report_unescaped(const VtWalk *walk, const VtInstruction *instruction)
{
    g_auto(VtBuffer) path = {0};
    vt_program_path(walk->program, instruction, &path);
    VtDiagnostic *diagnostic = vt_check_report(walk, instruction, VT_TEMPLATE_UNESCAPED,
                                               "\"%s\" is text and would not be escaped",
                                               vt_buffer_string(&path));
    vt_diagnostic_note(diagnostic, "write {{%s}}", vt_buffer_string(&path));
}

void vt_check_variable(const VtWalk *walk, const VtInstruction *instruction, const VtType *type)
{
    switch (type->kind) {
    case VT_TYPE_TEXT:
    case VT_TYPE_PARTIAL:
        if (instruction->code == VT_OP_UNESCAPED)
            report_unescaped(walk, instruction);
        break;
    case VT_TYPE_BOOLEAN:
        report_not_text(walk, instruction, type, "use it for a section: it decides what is shown");
        break;
    case VT_TYPE_LIST:
        report_not_text(walk, instruction, type, "go through it with a section");
        break;
    case VT_TYPE_OBJECT:
        report_not_text(walk, instruction, type, "name one of its fields, with a dot or in a section");
        break;
    case VT_TYPE_HTML:
    case VT_TYPE_INTEGER:
    case VT_TYPE_LAMBDA:
        break;
    }
}
