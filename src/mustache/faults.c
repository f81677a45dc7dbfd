#include "rendering.h"

/* So many calls are told from either end of a long chain. */
enum { TOLD_CALLS = 4 };

static const char *relation(const VtFrame *frame)
{
    switch (frame->call->code) {
    case VT_OP_PARENT:
        return "inherited from here";
    case VT_OP_BLOCK:
        return "for the block here";
    case VT_OP_PARTIAL:
        return "included from here";
    default:
        return "from the lambda called here";
    }
}

/* From the innermost call outwards. The outermost frame was called by nobody. */
static void tell_chain(const VtRendering *rendering, VtDiagnostic *diagnostic)
{
    size_t count = rendering->frame_count;
    for (size_t i = count; i-- > 1;) {
        const VtFrame *frame = &rendering->frames[i];
        size_t inner = count - 1 - i, outer = i - 1;
        if (inner < TOLD_CALLS || outer < TOLD_CALLS)
            vt_diagnostic_place(diagnostic, vt_program_span(frame->program, frame->call), "%s",
                                relation(frame));
        else if (inner == TOLD_CALLS)
            vt_diagnostic_note(diagnostic, "%zu calls in the middle are left out below",
                               count - 1 - 2 * TOLD_CALLS);
    }
}

const VtInstruction *vt_rendering_fault(VtRendering *rendering, const VtInstruction *instruction,
                                        VtDiagnosticId id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    VtSpan span = instruction ? vt_program_span(rendering->program, instruction) : VT_NOWHERE;
    VtDiagnostic *diagnostic = vt_diagnose(rendering->sink, id, span, "%s", message);
    tell_chain(rendering, diagnostic);
    rendering->failed = true;
    return NULL;
}

const VtInstruction *vt_rendering_fault_output(VtRendering *rendering, const VtInstruction *instruction)
{
    const char *advice = rendering->limits.output_advice;
    return vt_rendering_fault(rendering, instruction, VT_TEMPLATE_OUTPUT,
                              "the output is larger than %zu bytes%s%s", rendering->limits.output,
                              advice ? "; " : "", advice ? advice : "");
}

const VtInstruction *vt_rendering_fault_steps(VtRendering *rendering, const VtInstruction *instruction)
{
    const char *advice = rendering->limits.steps_advice;
    return vt_rendering_fault(rendering, instruction, VT_TEMPLATE_STEPS,
                              "rendering takes more than %zu steps%s%s", rendering->limits.steps,
                              advice ? "; " : "", advice ? advice : "");
}
