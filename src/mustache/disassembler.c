#include "program.h"

/* A line for each instruction: its number, its name, its operands as opcodes.def declares them. Text is
 * quoted, with \n, \r, \t, \" and \\ as in C. */

typedef enum Operands { NONE, TEXT, PATH, PATH_JUMP, START, NAME, ENTRY, NAME_JUMP } Operands;

typedef struct OpcodeInfo {
    const char *name;
    Operands operands;
    const char *flag;
} OpcodeInfo;

static const OpcodeInfo opcodes[] = {
#define VT_OPCODE(code, name, operands, flag) {#name, operands, flag},
#include "opcodes.def"
#undef VT_OPCODE
};

static void append_quoted(VtBuffer *out, const char *text, size_t length)
{
    static const char letters[256] = {['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't', ['"'] = '"', ['\\'] = '\\'};
    vt_buffer_append_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        char letter = letters[(unsigned char)text[i]];
        if (letter)
            vt_buffer_append_char(out, '\\');
        vt_buffer_append_char(out, letter ? letter : text[i]);
    }
    vt_buffer_append_char(out, '"');
}

static void append_path(const VtProgram *program, const VtInstruction *instruction, VtBuffer *out)
{
    vt_buffer_append_char(out, ' ');
    vt_program_path(program, instruction, out);
}

static void append_jump(VtBuffer *out, uint32_t target)
{
    vt_buffer_append_format(out, " -> %u", target);
}

static void append_name(const VtProgram *program, const VtInstruction *instruction, VtBuffer *out)
{
    const char *name = instruction->a ? vt_atoms_text(program->templates->atoms, instruction->a) : "*";
    vt_buffer_append_format(out, " %s", name);
    VtSlice indent = program->indents[instruction->b];
    if (indent.length == 0)
        return;
    vt_buffer_append_string(out, " indented ");
    append_quoted(out, indent.data, indent.length);
}

static void append_operands(const VtProgram *program, const VtInstruction *instruction, VtBuffer *out)
{
    switch (opcodes[instruction->code].operands) {
    case NONE:
        break;
    case TEXT:
        vt_buffer_append_char(out, ' ');
        append_quoted(out, program->text + instruction->a, instruction->b);
        break;
    case PATH:
        append_path(program, instruction, out);
        break;
    case PATH_JUMP:
        append_path(program, instruction, out);
        append_jump(out, instruction->c);
        break;
    case START:
        append_jump(out, instruction->a);
        break;
    case NAME:
        append_name(program, instruction, out);
        break;
    case ENTRY:
        vt_buffer_append_format(out, " %s at %u", vt_atoms_text(program->templates->atoms, instruction->a),
                                instruction->b);
        append_jump(out, instruction->c);
        break;
    case NAME_JUMP:
        append_name(program, instruction, out);
        append_jump(out, instruction->c);
        break;
    }
}

void vt_program_disassemble(const VtProgram *program, VtBuffer *out)
{
    for (size_t i = 0; i < program->count; i++) {
        const VtInstruction *instruction = &program->code[i];
        vt_buffer_append_format(out, "%4zu  %-9s", i, opcodes[instruction->code].name);
        append_operands(program, instruction, out);
        if (instruction->flag)
            vt_buffer_append_format(out, " %s", opcodes[instruction->code].flag);
        vt_buffer_append_char(out, '\n');
    }
}
