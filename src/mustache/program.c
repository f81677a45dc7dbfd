#include "program.h"

void vt_program_free(VtProgram *program)
{
    if (!program)
        return;
    g_free(program->code);
    g_free(program->places);
    g_free(program->text);
    g_free(program->steps);
    g_free(program->indents);
    g_free(program->delimiters);
    g_free(program);
}

VtSpan vt_program_span(const VtProgram *program, const VtInstruction *instruction)
{
    const VtTagPlace *place = &program->places[instruction - program->code];
    return (VtSpan){program->source, place->offset, place->length};
}

const VtDelimiters *vt_program_delimiters(const VtProgram *program, const VtInstruction *instruction)
{
    size_t offset = program->places[instruction - program->code].offset;
    size_t index = program->delimiters_count - 1;
    while (index > 0 && program->delimiters[index].offset > offset)
        index--;
    return &program->delimiters[index];
}

static void append_step(const VtProgram *program, VtAtom step, VtBuffer *out)
{
    vt_buffer_append_string(out, step == UINT32_MAX ? "?" : vt_atoms_text(program->templates->atoms, step));
}

void vt_program_path(const VtProgram *program, const VtInstruction *instruction, VtBuffer *out)
{
    if (instruction->a == 0) {
        vt_buffer_append_char(out, '.');
        return;
    }
    append_step(program, instruction->a, out);
    for (size_t i = 0; i < instruction->rest; i++) {
        vt_buffer_append_char(out, '.');
        append_step(program, program->steps[instruction->b + i], out);
    }
}
