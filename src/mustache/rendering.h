/* The state of one rendering, and the short functions that the interpreter is made of.
 *
 * Three stacks: contexts, which names are looked up in; frames, one for each program, block or lambda that
 * runs; and the indentation, a buffer of which the part from `indent_start` on holds now.
 *
 * Blocks: a frame whose call is a PARENT with ARGUMENTs after it offers these arguments. `arguments` is the
 * innermost such frame in force, and each frame keeps what was in force before it, so they form a chain. The
 * outermost argument of a name wins. While an argument's body runs, only the frames outside the one that
 * offers it are in force: the body belongs to the template that wrote it, and sees the blocks that its own
 * callers fill. */
#pragma once

#include "program.h"
#include "value.h"

/* One step of the context stack. For a list, `value` is the current item and `next` to `end` are those to
 * come. */
typedef struct VtContext {
    VtValue value;
    const VtValue *next;
    const VtValue *end;
} VtContext;

/* What goes on when the current program returns. */
typedef struct VtFrame {
    const VtProgram *program;   /* the caller; NULL for the outermost frame */
    const VtInstruction *call;  /* the instruction that called */
    const VtInstruction *after; /* NULL: the interpreter's loop ends */
    size_t indent_start;
    size_t indent_length;
    uint32_t arguments; /* of the chain, as a frame's number + 1; 0 is none */
} VtFrame;

enum { VT_INLINE_CONTEXTS = 24, VT_INLINE_FRAMES = 12, VT_HINTS = 256, VT_LAMBDA_DEPTH = 128 };

typedef struct VtRendering {
    char *at; /* the output: `at` to `end` may be written, and VT_TEXT_PADDING bytes behind `at` are always
                 there */
    char *end;
    VtContext *top;
    const VtProgram *program;
    const VtTemplates *templates;
    uint64_t steps_left;
    bool first_line_placed; /* the next line that begins is already indented */
    bool failed;
    uint32_t arguments;
    size_t indent_start;
    VtBuffer indent;
    const VtProgram *dynamic; /* found by DYNAMIC for the next call */
    VtContext *contexts;
    VtContext *contexts_end;
    VtFrame *frames;
    size_t frame_count;
    size_t frame_capacity;
    size_t lambda_depth;
    VtBuffer *out;
    size_t out_start;
    VtRenderLimits limits;
    VtDiagnostics *sink;
    uint16_t hints[VT_HINTS]; /* by a name's lowest bits: where in an object it was last found */
    VtContext inline_contexts[VT_INLINE_CONTEXTS];
    VtFrame inline_frames[VT_INLINE_FRAMES];
} VtRendering;

/* ---- interpreter.c ---- */

/* Runs from an instruction of the current program until the frame that was entered last returns. */
void vt_rendering_run(VtRendering *rendering, const VtInstruction *instruction);

/* ---- writing.c ---- */

/* Makes room for `more` bytes and the padding; false when that goes beyond the limit. */
bool vt_rendering_grow(VtRendering *rendering, size_t more);
/* Goes on writing to another buffer, behind what it holds. */
void vt_rendering_write_to(VtRendering *rendering, VtBuffer *out);
/* Sets the length of the buffer that is written to. */
void vt_rendering_flush(VtRendering *rendering);
bool vt_rendering_escape(VtRendering *rendering, const char *text, size_t length);
bool vt_rendering_integer(VtRendering *rendering, int64_t integer);

static inline bool vt_rendering_room(VtRendering *rendering, size_t more)
{
    return G_LIKELY((size_t)(rendering->end - rendering->at) >= more + VT_TEXT_PADDING) ||
           vt_rendering_grow(rendering, more);
}

static inline bool vt_rendering_append(VtRendering *rendering, const char *data, size_t length)
{
    if (length == 0)
        return true;
    if (!vt_rendering_room(rendering, length))
        return false;
    memcpy(rendering->at, data, length);
    rendering->at += length;
    return true;
}

/* ---- calls.c: each returns the instruction to go on with, or NULL when the loop ends ---- */

/* Enters a frame; false after a diagnostic when there are too many. */
bool vt_rendering_enter(VtRendering *rendering, const VtInstruction *call, const VtInstruction *after);
const VtInstruction *vt_rendering_return(VtRendering *rendering);
const VtInstruction *vt_rendering_call(VtRendering *rendering, const VtInstruction *instruction);
const VtInstruction *vt_rendering_block(VtRendering *rendering, const VtInstruction *instruction);
const VtInstruction *vt_rendering_dynamic(VtRendering *rendering, const VtInstruction *instruction,
                                          const VtValue *name);
/* Puts out what indents a line. */
bool vt_rendering_begin_line(VtRendering *rendering);
/* Text of several lines while there is an indentation. */
bool vt_rendering_lines(VtRendering *rendering, const VtInstruction *instruction);

/* ---- lambdas.c ---- */

bool vt_rendering_lambda(VtRendering *rendering, const VtInstruction *instruction, const VtLambda *lambda);

/* ---- faults.c: diagnostics with the chain of calls; all return NULL, for the loop ---- */

const VtInstruction *vt_rendering_fault(VtRendering *rendering, const VtInstruction *instruction,
                                        VtDiagnosticId id, const char *format, ...) G_GNUC_PRINTF(4, 5);
const VtInstruction *vt_rendering_fault_output(VtRendering *rendering, const VtInstruction *instruction);
const VtInstruction *vt_rendering_fault_steps(VtRendering *rendering, const VtInstruction *instruction);
