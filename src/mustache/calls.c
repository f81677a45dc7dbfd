#include "rendering.h"

static void grow_frames(VtRendering *rendering)
{
    bool is_inline = rendering->frames == rendering->inline_frames;
    rendering->frame_capacity *= 2;
    VtFrame *frames = g_renew(VtFrame, is_inline ? NULL : rendering->frames, rendering->frame_capacity);
    if (is_inline)
        memcpy(frames, rendering->inline_frames, sizeof rendering->inline_frames);
    rendering->frames = frames;
}

bool vt_rendering_enter(VtRendering *rendering, const VtInstruction *call, const VtInstruction *after)
{
    if (rendering->frame_count > rendering->limits.depth) {
        vt_rendering_fault(rendering, call, VT_TEMPLATE_DEPTH,
                           "more than %zu partials, blocks and lambdas call one another",
                           rendering->limits.depth);
        return false;
    }
    if (--rendering->steps_left == 0) {
        vt_rendering_fault_steps(rendering, call);
        return false;
    }
    if (rendering->frame_count == rendering->frame_capacity)
        grow_frames(rendering);
    rendering->frames[rendering->frame_count++] = (VtFrame){
        .program = rendering->program,
        .call = call,
        .after = after,
        .indent_start = rendering->indent_start,
        .indent_length = rendering->indent.length,
        .arguments = rendering->arguments,
    };
    return true;
}

const VtInstruction *vt_rendering_return(VtRendering *rendering)
{
    const VtFrame *frame = &rendering->frames[--rendering->frame_count];
    rendering->program = frame->program;
    rendering->indent_start = frame->indent_start;
    rendering->indent.length = frame->indent_length;
    rendering->arguments = frame->arguments;
    rendering->first_line_placed = false;
    return frame->after;
}

/* Adds the indentation of a tag that the current program has. */
static void indent_by(VtRendering *rendering, const VtInstruction *instruction)
{
    vt_buffer_append_slice(&rendering->indent, rendering->program->indents[instruction->b]);
}

const VtInstruction *vt_rendering_call(VtRendering *rendering, const VtInstruction *instruction)
{
    const VtProgram *called = instruction->a ? vt_templates_program(rendering->templates, instruction->a)
                                             : rendering->dynamic;
    if (!called)
        return instruction + 1;
    if (!vt_rendering_enter(rendering, instruction, instruction + 1))
        return NULL;
    if (instruction->flag)
        indent_by(rendering, instruction);
    else
        rendering->indent_start = rendering->indent.length;
    if (instruction[1].code == VT_OP_ARGUMENT && instruction->code == VT_OP_PARENT)
        rendering->arguments = (uint32_t)rendering->frame_count;
    rendering->program = called;
    return called->code;
}

/* The outermost argument in force, and the frame that offers it; NULL when the default is to be used. */
static const VtInstruction *find_argument(const VtRendering *rendering, VtAtom name, const VtFrame **offering)
{
    const VtInstruction *found = NULL;
    for (uint32_t number = rendering->arguments; number; number = rendering->frames[number - 1].arguments) {
        const VtFrame *frame = &rendering->frames[number - 1];
        for (const VtInstruction *argument = frame->call + 1; argument->code == VT_OP_ARGUMENT; argument++) {
            if (argument->a != name)
                continue;
            found = argument;
            *offering = frame;
            break;
        }
    }
    return found;
}

const VtInstruction *vt_rendering_block(VtRendering *rendering, const VtInstruction *instruction)
{
    const VtFrame *offering = NULL;
    const VtInstruction *argument = instruction->a ? find_argument(rendering, instruction->a, &offering)
                                                   : NULL;
    if (!argument)
        return instruction + 1;
    const VtProgram *program = offering->program;
    uint32_t outside = offering->arguments;
    if (!vt_rendering_enter(rendering, instruction, rendering->program->code + instruction->c))
        return NULL;
    indent_by(rendering, instruction);
    rendering->first_line_placed = rendering->first_line_placed || instruction->flag;
    rendering->arguments = outside;
    rendering->program = program;
    return program->code + argument->b;
}

const VtInstruction *vt_rendering_dynamic(VtRendering *rendering, const VtInstruction *instruction,
                                          const VtValue *name)
{
    rendering->dynamic = NULL;
    if (name->kind != VT_VALUE_TEXT || name->length == 0)
        return instruction + 1;
    VtSlice text = {name->text, name->length};
    VtAtom atom = vt_atoms_find(rendering->templates->atoms, text);
    if (atom)
        rendering->dynamic = vt_templates_program(rendering->templates, atom);
    if (!rendering->dynamic && !rendering->templates->allow_unknown)
        return vt_rendering_fault(rendering, instruction, VT_TEMPLATE_PARTIAL, "no template \"%.*s\"",
                                  (int)text.length, text.data);
    return instruction + 1;
}

bool vt_rendering_begin_line(VtRendering *rendering)
{
    bool placed = rendering->first_line_placed;
    rendering->first_line_placed = false;
    if (placed || rendering->indent.length == rendering->indent_start)
        return true;
    return vt_rendering_append(rendering, rendering->indent.data + rendering->indent_start,
                               rendering->indent.length - rendering->indent_start);
}

static bool is_empty_line(const char *text)
{
    return text[0] == '\n' || (text[0] == '\r' && text[1] == '\n');
}

/* Empty lines stay empty. */
static bool begin_text_line(VtRendering *rendering, const char *text)
{
    if (!is_empty_line(text))
        return vt_rendering_begin_line(rendering);
    rendering->first_line_placed = false;
    return true;
}

bool vt_rendering_lines(VtRendering *rendering, const VtInstruction *instruction)
{
    const char *text = rendering->program->text + instruction->a;
    const char *end = text + instruction->b;
    bool begins = instruction->flag;
    while (text < end) {
        if (begins && !begin_text_line(rendering, text))
            return false;
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *rest = newline ? newline + 1 : end;
        if (!vt_rendering_append(rendering, text, (size_t)(rest - text)))
            return false;
        text = rest;
        begins = true;
    }
    return true;
}
