#include "rendering.h"

/* A lambda's result, for as long as it is rendered. */
typedef struct Result {
    VtBuffer text;
    VtBuffer rendered; /* where it has to be escaped afterwards */
    char *path;
    VtSource source;
    VtProgram *program;
} Result;

static void result_finish(Result *result)
{
    vt_program_free(result->program);
    vt_buffer_finish(&result->text);
    vt_buffer_finish(&result->rendered);
    g_free(result->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Result, result_finish)

static VtLambdaCall make_call(const VtRendering *rendering, const VtInstruction *instruction)
{
    VtLambdaCall call = {.open = VT_SLICE("{{"), .close = VT_SLICE("}}")};
    if (instruction->code != VT_OP_SECTION)
        return call;
    const VtProgram *program = rendering->program;
    const VtTagPlace *place = &program->places[instruction - program->code];
    const VtDelimiters *delimiters = vt_program_delimiters(program, instruction);
    call.section = true;
    call.text = (VtSlice){program->source->text + place->raw_start, place->raw_end - place->raw_start};
    call.open = delimiters->open;
    call.close = delimiters->close;
    return call;
}

static const char infix[] = ", result of ";

/* What the messages about a result give as its file: "base.mustache, result of wrap". */
static char *result_path(const VtRendering *rendering, const VtInstruction *instruction)
{
    g_auto(VtBuffer) path = {0};
    const char *template = rendering->program->source->path;
    const char *nested = strstr(template, infix);
    vt_buffer_append(&path, template, nested ? (size_t)(nested - template) : strlen(template));
    vt_buffer_append_string(&path, infix);
    vt_program_path(rendering->program, instruction, &path);
    return vt_buffer_steal(&path, NULL);
}

static bool compile_result(VtRendering *rendering, const VtInstruction *instruction, const VtLambdaCall *call,
                           Result *result)
{
    result->path = result_path(rendering, instruction);
    result->source = (VtSource){
        .path = result->path, .text = vt_buffer_string(&result->text), .length = result->text.length};
    result->program = vt_compile_result(rendering->templates, &result->source, call->open, call->close,
                                        rendering->sink);
    if (!result->program)
        vt_rendering_fault(rendering, instruction, VT_TEMPLATE_LAMBDA,
                           "what the lambda gave is not a template");
    return result->program != NULL;
}

/* A section's result stands where its text stood and is indented like it; a variable's is not. */
static bool run_result(VtRendering *rendering, const VtInstruction *instruction, const VtProgram *program)
{
    if (rendering->lambda_depth == VT_LAMBDA_DEPTH) {
        vt_rendering_fault(rendering, instruction, VT_TEMPLATE_DEPTH, "more than %d lambdas call one another",
                           VT_LAMBDA_DEPTH);
        return false;
    }
    if (!vt_rendering_enter(rendering, instruction, NULL))
        return false;
    if (instruction->code == VT_OP_SECTION)
        rendering->first_line_placed = rendering->first_line_placed || !instruction->flag;
    else
        rendering->indent_start = rendering->indent.length;
    rendering->lambda_depth++;
    rendering->program = program;
    vt_rendering_run(rendering, program->code);
    rendering->lambda_depth--;
    return !rendering->failed;
}

static bool run_escaped_result(VtRendering *rendering, const VtInstruction *instruction, Result *result)
{
    VtBuffer *out = rendering->out;
    size_t out_start = rendering->out_start;
    vt_rendering_flush(rendering);
    vt_rendering_write_to(rendering, &result->rendered);
    rendering->out_start = 0;
    bool done = run_result(rendering, instruction, result->program);
    vt_rendering_flush(rendering);
    vt_rendering_write_to(rendering, out);
    rendering->out_start = out_start;
    if (!done)
        return false;
    if (vt_rendering_escape(rendering, result->rendered.data, result->rendered.length))
        return true;
    vt_rendering_fault_output(rendering, instruction);
    return false;
}

bool vt_rendering_lambda(VtRendering *rendering, const VtInstruction *instruction, const VtLambda *lambda)
{
    g_auto(Result) result = {0};
    VtLambdaCall call = make_call(rendering, instruction);
    lambda->call(&call, &result.text, lambda->data);
    if (!compile_result(rendering, instruction, &call, &result))
        return false;
    if (instruction->code == VT_OP_ESCAPED)
        return run_escaped_result(rendering, instruction, &result);
    return run_result(rendering, instruction, result.program);
}
