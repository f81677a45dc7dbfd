#include "tokens.h"

/* Lives for one compilation; `text` and the arrays go over to the program at its end. */
typedef struct Compiler {
    VtTokens tokens;
    const VtTemplates *templates;
    VtTemplates *growing; /* the same set, where names may be interned and templates taken up; else NULL */
    GArray *code;         /* VtInstruction */
    GArray *places;       /* VtTagPlace */
    GArray *steps;        /* VtAtom */
    GArray *indents;      /* VtSlice */
    VtBuffer text;
    bool in_text;      /* the last instruction is text that more can be added to */
    bool line_pending; /* a line began, and nothing of it was put out yet */
} Compiler;

static VtInstruction *instruction_at(Compiler *compiler, size_t index)
{
    return &g_array_index(compiler->code, VtInstruction, index);
}

static VtAtom atom_of(Compiler *compiler, VtSlice name)
{
    return compiler->growing ? vt_atoms_intern(compiler->growing->atoms, name)
                             : vt_atoms_find(compiler->templates->atoms, name);
}

/* Text that has lines to indent inside is told apart from text that has none. */
static void end_text(Compiler *compiler)
{
    if (!compiler->in_text)
        return;
    compiler->in_text = false;
    VtInstruction *text = instruction_at(compiler, compiler->code->len - 1);
    text->b = (uint32_t)(compiler->text.length - text->a);
    bool inner = memchr(compiler->text.data + text->a, '\n', text->b - 1) != NULL;
    text->code = text->flag || inner ? VT_OP_LINES : VT_OP_TEXT;
}

static uint32_t add(Compiler *compiler, VtInstruction instruction, size_t token)
{
    end_text(compiler);
    const VtToken *from = vt_token(&compiler->tokens, token);
    VtTagPlace place = {from->start, from->end - from->start, 0, 0};
    g_array_append_val(compiler->code, instruction);
    g_array_append_val(compiler->places, place);
    return compiler->code->len - 1;
}

static void emit_text(Compiler *compiler, size_t index)
{
    const VtToken *token = vt_token(&compiler->tokens, index);
    if (token->start == token->end)
        return;
    if (!compiler->in_text) {
        add(compiler, (VtInstruction){.a = (uint32_t)compiler->text.length, .flag = compiler->line_pending},
            index);
        compiler->in_text = true;
    }
    vt_buffer_append(&compiler->text, compiler->tokens.source->text + token->start,
                     token->end - token->start);
    compiler->line_pending = false;
}

static void begin_line(Compiler *compiler, size_t index)
{
    if (vt_token(&compiler->tokens, index)->standalone)
        compiler->line_pending = false;
    if (!compiler->line_pending)
        return;
    add(compiler, (VtInstruction){.code = VT_OP_INDENT}, index);
    compiler->line_pending = false;
}

static VtSlice next_step(VtSlice *path)
{
    const char *dot = memchr(path->data, '.', path->length);
    size_t length = dot ? (size_t)(dot - path->data) : path->length;
    VtSlice step = {path->data, length};
    size_t passed = MIN(length + 1, path->length);
    *path = (VtSlice){path->data + passed, path->length - passed};
    return step;
}

/* A name that a lambda's result uses and nothing else knows becomes an atom that no object has. */
static VtAtom step_atom(Compiler *compiler, VtSlice *path)
{
    VtAtom atom = atom_of(compiler, next_step(path));
    return atom ? atom : UINT32_MAX;
}

static VtInstruction path_instruction(Compiler *compiler, VtOpcode code, VtSlice path)
{
    VtInstruction instruction = {.code = (uint8_t)code, .b = compiler->steps->len};
    if (vt_slice_is(path, "."))
        return instruction;
    instruction.a = step_atom(compiler, &path);
    while (path.length > 0) {
        VtAtom step = step_atom(compiler, &path);
        g_array_append_val(compiler->steps, step);
        instruction.rest++;
    }
    return instruction;
}

static uint32_t indent_index(Compiler *compiler, VtSlice indent)
{
    if (indent.length == 0)
        return 0;
    g_array_append_val(compiler->indents, indent);
    return compiler->indents->len - 1;
}

static void emit_range(Compiler *compiler, size_t first, size_t end);

/* The body of an opening tag up to its end, whose own line, if it has one, belongs to the body. */
static void emit_body(Compiler *compiler, size_t opening)
{
    size_t end = vt_token(&compiler->tokens, opening)->partner;
    emit_range(compiler, opening + 1, end);
    if (vt_token(&compiler->tokens, end)->line_start)
        compiler->line_pending = true;
    begin_line(compiler, end);
    end_text(compiler);
}

static size_t past_line(const Compiler *compiler, size_t at)
{
    const VtSource *source = compiler->tokens.source;
    const char *newline = memchr(source->text + at, '\n', source->length - at);
    return newline ? (size_t)(newline - source->text) + 1 : source->length;
}

/* The raw text leaves out what standing alone drops. */
static void note_raw_text(Compiler *compiler, uint32_t at, size_t opening)
{
    const VtToken *start = vt_token(&compiler->tokens, opening);
    const VtToken *end = vt_token(&compiler->tokens, start->partner);
    VtTagPlace *place = &g_array_index(compiler->places, VtTagPlace, at);
    place->raw_start = start->standalone ? past_line(compiler, start->end) : start->end;
    place->raw_end = MAX(place->raw_start, end->standalone ? end->start - end->indent.length : end->start);
    instruction_at(compiler, at)->flag = start->standalone;
}

static void emit_section(Compiler *compiler, size_t opening, VtOpcode code)
{
    uint32_t at = add(compiler, path_instruction(compiler, code, vt_token(&compiler->tokens, opening)->name),
                      opening);
    note_raw_text(compiler, at, opening);
    emit_body(compiler, opening);
    if (code == VT_OP_SECTION)
        add(compiler, (VtInstruction){.code = VT_OP_NEXT, .a = at + 1},
            vt_token(&compiler->tokens, opening)->partner);
    instruction_at(compiler, at)->c = compiler->code->len;
}

static void emit_block(Compiler *compiler, size_t opening)
{
    const VtToken *token = vt_token(&compiler->tokens, opening);
    VtInstruction block = {
        .code = VT_OP_BLOCK, .flag = !token->standalone, .a = atom_of(compiler, token->name)};
    block.b = indent_index(compiler, token->leads_line ? token->indent : (VtSlice){0});
    uint32_t at = add(compiler, block, opening);
    emit_body(compiler, opening);
    instruction_at(compiler, at)->c = compiler->code->len;
}

/* While others render, the loader is not asked for what may have been meant. */
static void report_unknown(Compiler *compiler, size_t index)
{
    VtSlice name = vt_token(&compiler->tokens, index)->name;
    VtSpan span = vt_token_span(&compiler->tokens, index);
    if (compiler->templates->allow_unknown || compiler->tokens.errors >= VT_TOLD_ERRORS)
        return;
    compiler->tokens.errors++;
    if (compiler->growing)
        vt_templates_report_unknown(compiler->templates, name, span, compiler->tokens.sink);
    else
        vt_diagnose(compiler->tokens.sink, VT_TEMPLATE_PARTIAL, span, "no template \"%.*s\"",
                    (int)name.length, name.data);
}

/* The atom of the called template; 0, after a diagnostic where that is an error, if there is none. */
static VtAtom called_template(Compiler *compiler, size_t index)
{
    VtAtom atom = atom_of(compiler, vt_token(&compiler->tokens, index)->name);
    bool known = compiler->growing ? vt_templates_take_up(compiler->growing, atom) != NULL
                                   : vt_templates_program(compiler->templates, atom) != NULL;
    if (!known)
        report_unknown(compiler, index);
    return known ? atom : 0;
}

/* Adds the call of a partial or parent. False when it comes to nothing. */
static bool emit_call(Compiler *compiler, size_t index, VtOpcode code)
{
    const VtToken *token = vt_token(&compiler->tokens, index);
    VtInstruction call = {.code = (uint8_t)code, .flag = token->standalone};
    if (token->dynamic) {
        add(compiler, path_instruction(compiler, VT_OP_DYNAMIC, token->name), index);
        if (compiler->growing)
            vt_templates_take_up_all(compiler->growing);
    } else {
        call.a = called_template(compiler, index);
        if (call.a == 0)
            return false;
    }
    call.b = indent_index(compiler, token->standalone ? token->indent : (VtSlice){0});
    add(compiler, call, index);
    return true;
}

static size_t next_argument(const Compiler *compiler, size_t index, size_t end)
{
    while (index < end && vt_token(&compiler->tokens, index)->kind != VT_TOKEN_BLOCK) {
        const VtToken *token = vt_token(&compiler->tokens, index);
        index = (vt_token_opens(token->kind) ? token->partner : index) + 1;
    }
    return index;
}

static void emit_argument(Compiler *compiler, size_t opening, uint32_t at)
{
    size_t end = vt_token(&compiler->tokens, opening)->partner;
    end_text(compiler);
    instruction_at(compiler, at)->b = compiler->code->len;
    compiler->line_pending = true;
    emit_range(compiler, opening + 1, end);
    add(compiler, (VtInstruction){.code = VT_OP_RETURN}, end);
}

static void emit_parent(Compiler *compiler, size_t opening)
{
    size_t end = vt_token(&compiler->tokens, opening)->partner;
    if (!emit_call(compiler, opening, VT_OP_PARENT))
        return;
    uint32_t first = compiler->code->len;
    for (size_t i = next_argument(compiler, opening + 1, end); i < end;) {
        const VtToken *token = vt_token(&compiler->tokens, i);
        add(compiler, (VtInstruction){.code = VT_OP_ARGUMENT, .a = atom_of(compiler, token->name)}, i);
        i = next_argument(compiler, token->partner + 1, end);
    }
    uint32_t argument = first, behind = compiler->code->len;
    for (size_t i = next_argument(compiler, opening + 1, end); i < end;) {
        emit_argument(compiler, i, argument++);
        i = next_argument(compiler, vt_token(&compiler->tokens, i)->partner + 1, end);
    }
    for (argument = first; argument < behind; argument++)
        instruction_at(compiler, argument)->c = compiler->code->len;
    compiler->line_pending = false;
}

static void emit_tag(Compiler *compiler, size_t index)
{
    const VtToken *token = vt_token(&compiler->tokens, index);
    switch (token->kind) {
    case VT_TOKEN_ESCAPED:
    case VT_TOKEN_UNESCAPED: {
        VtOpcode code = token->kind == VT_TOKEN_ESCAPED ? VT_OP_ESCAPED : VT_OP_UNESCAPED;
        add(compiler, path_instruction(compiler, code, token->name), index);
        break;
    }
    case VT_TOKEN_SECTION:
        emit_section(compiler, index, VT_OP_SECTION);
        break;
    case VT_TOKEN_INVERTED:
        emit_section(compiler, index, VT_OP_INVERTED);
        break;
    case VT_TOKEN_BLOCK:
        emit_block(compiler, index);
        break;
    case VT_TOKEN_PARENT:
        emit_parent(compiler, index);
        break;
    case VT_TOKEN_PARTIAL:
        emit_call(compiler, index, VT_OP_PARTIAL);
        break;
    case VT_TOKEN_TEXT:
    case VT_TOKEN_END:
    case VT_TOKEN_COMMENT:
    case VT_TOKEN_DELIMITERS:
        break;
    }
}

static void emit_range(Compiler *compiler, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const VtToken *token = vt_token(&compiler->tokens, i);
        VtTokenKind kind = token->kind;
        if (token->line_start)
            compiler->line_pending = true;
        if (kind == VT_TOKEN_TEXT) {
            emit_text(compiler, i);
        } else if (kind != VT_TOKEN_COMMENT && kind != VT_TOKEN_DELIMITERS) {
            begin_line(compiler, i);
            emit_tag(compiler, i);
        } else if (token->standalone) {
            compiler->line_pending = false;
        }
        if (vt_token_opens(kind))
            i = vt_token(&compiler->tokens, i)->partner;
    }
}

static VtProgram *finish_program(Compiler *compiler)
{
    VtProgram *program = g_new0(VtProgram, 1);
    VtInstruction end = {.code = VT_OP_RETURN};
    VtTagPlace place = {compiler->tokens.source->length, 0, 0, 0};
    end_text(compiler);
    g_array_append_val(compiler->code, end);
    g_array_append_val(compiler->places, place);
    program->templates = compiler->templates;
    program->source = compiler->tokens.source;
    program->count = compiler->code->len;
    program->delimiters_count = compiler->tokens.delimiters->len;
    program->code = (VtInstruction *)(void *)g_array_free(compiler->code, FALSE);
    program->places = (VtTagPlace *)(void *)g_array_free(compiler->places, FALSE);
    program->steps = (VtAtom *)(void *)g_array_free(compiler->steps, FALSE);
    program->indents = (VtSlice *)(void *)g_array_free(compiler->indents, FALSE);
    program->delimiters = (VtDelimiters *)g_memdup2(compiler->tokens.delimiters->data,
                                                    sizeof(VtDelimiters) * program->delimiters_count);
    vt_buffer_append(&compiler->text, (char[VT_TEXT_PADDING]){0}, VT_TEXT_PADDING);
    program->text = vt_buffer_steal(&compiler->text, NULL);
    return program;
}

static VtProgram *generate(Compiler *compiler)
{
    compiler->code = g_array_new(FALSE, TRUE, sizeof(VtInstruction));
    compiler->places = g_array_new(FALSE, TRUE, sizeof(VtTagPlace));
    compiler->steps = g_array_new(FALSE, TRUE, sizeof(VtAtom));
    compiler->indents = g_array_new(FALSE, TRUE, sizeof(VtSlice));
    g_array_set_size(compiler->indents, 1);
    vt_tokens_settle_lines(&compiler->tokens);
    emit_range(compiler, 0, compiler->tokens.tokens->len);
    VtProgram *program = finish_program(compiler);
    if (compiler->tokens.errors)
        g_clear_pointer(&program, vt_program_free);
    return program;
}

/* A template with errors gives no program; what it calls is looked at all the same, so that one run tells
 * all. */
static void take_up_calls(Compiler *compiler)
{
    for (size_t i = 0; i < compiler->tokens.tokens->len; i++) {
        const VtToken *token = vt_token(&compiler->tokens, i);
        bool calls = token->kind == VT_TOKEN_PARTIAL || token->kind == VT_TOKEN_PARENT;
        if (calls && !token->dynamic && !token->faulty)
            called_template(compiler, i);
    }
}

static VtProgram *compile(Compiler *compiler, const VtSource *source, VtSlice open, VtSlice close,
                          VtDiagnostics *sink)
{
    if (source->length > INT32_MAX) {
        vt_diagnose(sink, VT_TEMPLATE_SIZE, VT_IN_FILE(source), "the template is larger than 2 GiB");
        return NULL;
    }
    vt_tokens_init(&compiler->tokens, source, sink);
    vt_tokens_scan(&compiler->tokens, open, close);
    vt_tokens_nest(&compiler->tokens);
    VtProgram *program = NULL;
    if (compiler->tokens.errors)
        take_up_calls(compiler);
    else
        program = generate(compiler);
    vt_tokens_finish(&compiler->tokens);
    return program;
}

VtProgram *vt_compile(VtTemplates *templates, const VtSource *source, VtDiagnostics *sink)
{
    Compiler compiler = {.templates = templates, .growing = templates};
    return compile(&compiler, source, VT_SLICE("{{"), VT_SLICE("}}"), sink);
}

VtProgram *vt_compile_result(const VtTemplates *templates, const VtSource *source, VtSlice open,
                             VtSlice close, VtDiagnostics *sink)
{
    Compiler compiler = {.templates = templates};
    return compile(&compiler, source, open, close, sink);
}
