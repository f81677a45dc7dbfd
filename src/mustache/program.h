/* Programs and the set that owns them, as compiler, interpreter, checker and disassembler see them. */
#pragma once

#include <vitrine/mustache.h>

typedef enum VtOpcode {
#define VT_OPCODE(code, name, operands, flag) VT_OP_##code,
#include "opcodes.def"
#undef VT_OPCODE
    VT_OPCODE_COUNT
} VtOpcode;

/* 16 bytes; opcodes.def tells what the operands mean for each code. */
typedef struct VtInstruction {
    uint8_t code;
    bool flag;
    uint16_t rest;
    uint32_t a;
    uint32_t b;
    uint32_t c;
} VtInstruction;

/* What a tag is made with, from `offset` of the source on. Slices of the source. */
typedef struct VtDelimiters {
    size_t offset;
    VtSlice open;
    VtSlice close;
} VtDelimiters;

/* Where an instruction comes from; for a section also its raw text, which lambdas are given. */
typedef struct VtTagPlace {
    size_t offset;
    size_t length;
    size_t raw_start;
    size_t raw_end;
} VtTagPlace;

/* Tags open in one another: far deeper than any page, and shallow enough for what recurses. */
enum { VT_DEEPEST_NESTING = 128 };

/* The interpreter copies text in pieces of this size, so as many bytes may be read behind a program's text.
 */
enum { VT_TEXT_PADDING = 16 };

/* Owned by its set, or by the interpreter for as long as a lambda's result is rendered. Immutable. */
struct VtProgram {
    const VtTemplates *templates;
    const VtSource *source;
    VtInstruction *code;
    VtTagPlace *places; /* one for each instruction */
    char *text;
    VtAtom *steps;
    VtSlice *indents; /* slices of the source; the first is empty */
    VtDelimiters *delimiters;
    size_t count;
    size_t delimiters_count;
};

/* One name of a set. No source: the loader has none. No program: not compiled yet, or in error. */
typedef struct VtTemplateEntry {
    const VtSource *source;
    VtProgram *program;
} VtTemplateEntry;

struct VtTemplates {
    VtAtoms *atoms;
    VtTemplateLoader loader;
    GPtrArray *entries;   /* VtTemplateEntry by atom, NULL where no template was asked for */
    GPtrArray *anonymous; /* VtProgram: of sources without a name */
    GPtrArray *queue;     /* VtTemplateEntry: taken up, to be compiled */
    bool allow_unknown;
    bool lists_all; /* all that the loader lists was taken up, for a dynamic name */
    bool failed;
};

/* Looks the name up, asking the loader once; NULL when there is no such template. Compiling only. */
VtTemplateEntry *vt_templates_take_up(VtTemplates *templates, VtAtom name);
/* Takes up all that the loader lists. */
void vt_templates_take_up_all(VtTemplates *templates);
/* Compiles all that was taken up. False when anything is in error. */
bool vt_templates_compile_queue(VtTemplates *templates, VtDiagnostics *sink);
/* The program of a name, as far as it is compiled; NULL otherwise. Any thread. */
const VtProgram *vt_templates_program(const VtTemplates *templates, VtAtom name);
/* Reports an unknown template at a place, with the nearest of the loader's names. */
void vt_templates_report_unknown(const VtTemplates *templates, VtSlice name, VtSpan span,
                                 VtDiagnostics *sink);

void vt_program_free(VtProgram *program);
VtSpan vt_program_span(const VtProgram *program, const VtInstruction *instruction);
/* The delimiters that hold for a tag. */
const VtDelimiters *vt_program_delimiters(const VtProgram *program, const VtInstruction *instruction);
/* "a.b.c", ".". */
void vt_program_path(const VtProgram *program, const VtInstruction *instruction, VtBuffer *out);

/* Compiles a source of a set. `templates` takes up the partials it names. NULL after diagnostics. */
VtProgram *vt_compile(VtTemplates *templates, const VtSource *source, VtDiagnostics *sink);
/* Compiles a lambda's result while others render: no name is interned, no template taken up. The delimiters
 * are copied. */
VtProgram *vt_compile_result(const VtTemplates *templates, const VtSource *source, VtSlice open,
                             VtSlice close, VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtProgram, vt_program_free)
