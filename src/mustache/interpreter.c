#include "rendering.h"

/* Each instruction has a function run_NAME, which returns the next instruction. Those that every page runs
 * thousands of times are here; calls.c, lambdas.c and writing.c have the rest. */

typedef const VtInstruction *Next;

static const VtValue null_value;

/* ---- Looking names up ---- */

static const VtValue *search_field(VtRendering *rendering, const VtObject *object, VtAtom name)
{
    uint32_t place = vt_object_place(object, name);
    if (place == object->count || object->names[place] != name)
        return NULL;
    rendering->hints[name % VT_HINTS] = (uint16_t)place;
    return &object->values[place];
}

static inline const VtValue *field_of(VtRendering *rendering, const VtObject *object, VtAtom name)
{
    if (!(object->mask & vt_atom_bit(name)))
        return NULL;
    uint32_t hint = rendering->hints[name % VT_HINTS];
    if (hint < object->count && object->names[hint] == name)
        return &object->values[hint];
    return search_field(rendering, object, name);
}

static inline const VtValue *find_name(VtRendering *rendering, VtAtom name)
{
    for (const VtContext *context = rendering->top; context >= rendering->contexts; context--) {
        if (context->value.kind != VT_VALUE_OBJECT)
            continue;
        const VtValue *value = field_of(rendering, context->value.object, name);
        if (value)
            return value;
    }
    return &null_value;
}

static const VtValue *take_steps(VtRendering *rendering, Next instruction, const VtValue *value)
{
    const VtAtom *steps = rendering->program->steps + instruction->b;
    for (size_t i = 0; i < instruction->rest && value; i++)
        value = value->kind == VT_VALUE_OBJECT ? field_of(rendering, value->object, steps[i]) : NULL;
    return value ? value : &null_value;
}

static inline const VtValue *resolve(VtRendering *rendering, Next instruction)
{
    if (instruction->a == 0)
        return &rendering->top->value;
    const VtValue *value = find_name(rendering, instruction->a);
    return instruction->rest == 0 ? value : take_steps(rendering, instruction, value);
}

static inline bool is_true(const VtValue *value)
{
    switch ((VtValueKind)value->kind) {
    case VT_VALUE_NULL:
        return false;
    case VT_VALUE_BOOL:
    case VT_VALUE_INTEGER:
        return value->integer != 0;
    case VT_VALUE_TEXT:
    case VT_VALUE_HTML:
        return value->length != 0;
    case VT_VALUE_LIST:
        return value->list->count != 0;
    case VT_VALUE_OBJECT:
    case VT_VALUE_LAMBDA:
        return true;
    }
    return false;
}

/* ---- Text and variables ---- */

/* A program's text is padded, and so is the output: short text goes over in whole pieces. */
static inline bool append_text(VtRendering *rendering, const char *text, size_t length)
{
    if (!vt_rendering_room(rendering, length))
        return false;
    if (length <= 4 * VT_TEXT_PADDING) {
        for (size_t done = 0; done < length; done += VT_TEXT_PADDING)
            memcpy(rendering->at + done, text + done, VT_TEXT_PADDING);
    } else {
        memcpy(rendering->at, text, length);
    }
    rendering->at += length;
    return true;
}

static inline Next run_text(VtRendering *rendering, Next instruction)
{
    if (!append_text(rendering, rendering->program->text + instruction->a, instruction->b))
        return vt_rendering_fault_output(rendering, instruction);
    return instruction + 1;
}

static inline Next run_lines(VtRendering *rendering, Next instruction)
{
    if (rendering->indent.length > rendering->indent_start) {
        if (!vt_rendering_lines(rendering, instruction))
            return vt_rendering_fault_output(rendering, instruction);
        return instruction + 1;
    }
    rendering->first_line_placed = false;
    return run_text(rendering, instruction);
}

static inline Next run_indent(VtRendering *rendering, Next instruction)
{
    if (!vt_rendering_begin_line(rendering))
        return vt_rendering_fault_output(rendering, instruction);
    return instruction + 1;
}

static bool append_rare(VtRendering *rendering, const VtValue *value)
{
    if (value->kind == VT_VALUE_INTEGER)
        return vt_rendering_integer(rendering, value->integer);
    if (value->kind == VT_VALUE_BOOL)
        return vt_rendering_append(rendering, value->integer ? "true" : "false", value->integer ? 4 : 5);
    return true;
}

static Next run_lambda(VtRendering *rendering, Next instruction, const VtLambda *lambda, Next after)
{
    return vt_rendering_lambda(rendering, instruction, lambda) ? after : NULL;
}

static inline Next append_value(VtRendering *rendering, Next instruction, const VtValue *value, bool escape)
{
    bool fits;
    if (value->kind == VT_VALUE_TEXT && escape)
        fits = vt_rendering_escape(rendering, value->text, value->length);
    else if (value->kind == VT_VALUE_TEXT || value->kind == VT_VALUE_HTML)
        fits = vt_rendering_append(rendering, value->text, value->length);
    else if (value->kind == VT_VALUE_LAMBDA)
        return run_lambda(rendering, instruction, value->lambda, instruction + 1);
    else
        fits = append_rare(rendering, value);
    return G_LIKELY(fits) ? instruction + 1 : vt_rendering_fault_output(rendering, instruction);
}

static inline Next run_escaped(VtRendering *rendering, Next instruction)
{
    return append_value(rendering, instruction, resolve(rendering, instruction), true);
}

static inline Next run_unescaped(VtRendering *rendering, Next instruction)
{
    return append_value(rendering, instruction, resolve(rendering, instruction), false);
}

/* ---- Sections ---- */

static void grow_contexts(VtRendering *rendering)
{
    size_t count = (size_t)(rendering->contexts_end - rendering->contexts);
    size_t top = (size_t)(rendering->top - rendering->contexts);
    bool is_inline = rendering->contexts == rendering->inline_contexts;
    VtContext *contexts = g_renew(VtContext, is_inline ? NULL : rendering->contexts, count * 2);
    if (is_inline)
        memcpy(contexts, rendering->inline_contexts, sizeof rendering->inline_contexts);
    rendering->contexts = contexts;
    rendering->contexts_end = contexts + count * 2;
    rendering->top = contexts + top;
}

static inline void push_context(VtRendering *rendering, VtValue value, const VtValue *next,
                                const VtValue *end)
{
    if (G_UNLIKELY(rendering->top + 1 == rendering->contexts_end))
        grow_contexts(rendering);
    *++rendering->top = (VtContext){value, next, end};
}

static inline Next run_section(VtRendering *rendering, Next instruction)
{
    const VtValue *value = resolve(rendering, instruction);
    Next after = rendering->program->code + instruction->c;
    if (!is_true(value))
        return after;
    if (value->kind == VT_VALUE_LIST) {
        const VtValue *items = value->list->items;
        push_context(rendering, items[0], items + 1, items + value->list->count);
    } else if (value->kind == VT_VALUE_LAMBDA) {
        return run_lambda(rendering, instruction, value->lambda, after);
    } else {
        push_context(rendering, *value, NULL, NULL);
    }
    return instruction + 1;
}

static inline Next run_inverted(VtRendering *rendering, Next instruction)
{
    bool skip = is_true(resolve(rendering, instruction));
    return skip ? rendering->program->code + instruction->c : instruction + 1;
}

static inline Next run_next(VtRendering *rendering, Next instruction)
{
    VtContext *context = rendering->top;
    if (context->next == context->end) {
        rendering->top--;
        return instruction + 1;
    }
    if (G_UNLIKELY(--rendering->steps_left == 0))
        return vt_rendering_fault_steps(rendering, instruction);
    context->value = *context->next++;
    return rendering->program->code + instruction->a;
}

/* ---- Calls ---- */

static inline Next run_dynamic(VtRendering *rendering, Next instruction)
{
    return vt_rendering_dynamic(rendering, instruction, resolve(rendering, instruction));
}

static inline Next run_partial(VtRendering *rendering, Next instruction)
{
    return vt_rendering_call(rendering, instruction);
}

static inline Next run_parent(VtRendering *rendering, Next instruction)
{
    return vt_rendering_call(rendering, instruction);
}

static inline Next run_argument(VtRendering *rendering, Next instruction)
{
    return rendering->program->code + instruction->c;
}

static inline Next run_block(VtRendering *rendering, Next instruction)
{
    return vt_rendering_block(rendering, instruction);
}

static inline Next run_return(VtRendering *rendering, G_GNUC_UNUSED Next instruction)
{
    return vt_rendering_return(rendering);
}

/* ---- The loop ---- */

void vt_rendering_run(VtRendering *rendering, Next instruction)
{
    while (instruction) {
        switch ((VtOpcode)instruction->code) {
#define VT_OPCODE(code, name, operands, flag)                                                                \
    case VT_OP_##code:                                                                                       \
        instruction = run_##name(rendering, instruction);                                                    \
        break;
#include "opcodes.def"
#undef VT_OPCODE
        case VT_OPCODE_COUNT:
            return;
        }
    }
}

static void begin(VtRendering *rendering, const VtProgram *program, VtValue data,
                  const VtRenderLimits *limits)
{
    static const VtRenderLimits usual = {.depth = 256, .output = (size_t)256 << 20, .steps = 100000000};
    const VtRenderLimits *given = limits ? limits : &usual;
    rendering->limits.depth = given->depth ? given->depth : usual.depth;
    rendering->limits.output = given->output ? given->output : usual.output;
    rendering->limits.steps = given->steps ? given->steps : usual.steps;
    rendering->limits.output_advice = given->output_advice;
    rendering->limits.steps_advice = given->steps_advice;
    rendering->steps_left = rendering->limits.steps;
    rendering->templates = program->templates;
    rendering->contexts = rendering->top = rendering->inline_contexts;
    rendering->contexts_end = rendering->contexts + VT_INLINE_CONTEXTS;
    rendering->frames = rendering->inline_frames;
    rendering->frame_capacity = VT_INLINE_FRAMES;
    rendering->top[0] = (VtContext){data, NULL, NULL};
    memset(rendering->hints, 0, sizeof rendering->hints);
}

static void finish(VtRendering *rendering)
{
    if (rendering->contexts != rendering->inline_contexts)
        g_free(rendering->contexts);
    if (rendering->frames != rendering->inline_frames)
        g_free(rendering->frames);
    vt_buffer_finish(&rendering->indent);
}

bool vt_template_render(const VtProgram *program, VtValue data, const VtRenderLimits *limits, VtBuffer *out,
                        VtDiagnostics *sink)
{
    VtRendering rendering;
    memset(&rendering, 0, offsetof(VtRendering, hints));
    begin(&rendering, program, data, limits);
    rendering.sink = sink;
    rendering.out_start = out->length;
    vt_rendering_write_to(&rendering, out);
    if (vt_rendering_enter(&rendering, NULL, NULL)) {
        rendering.program = program;
        vt_rendering_run(&rendering, program->code);
    }
    vt_rendering_flush(&rendering);
    if (rendering.failed)
        out->length = rendering.out_start;
    finish(&rendering);
    return !rendering.failed;
}
