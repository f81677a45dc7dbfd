/* mustache: the template engine. Compile, check against a contract, render. Knows nothing of portfolios.
 *
 * The whole of the Mustache specification 1.4.2 with inheritance, dynamic names and lambdas. Three steps,
 * in this order:
 *
 *   compile  VtTemplates turns sources into flat programs. One thread. Errors are diagnostics with places.
 *   check    vt_template_check follows a program through a type, its contract: every name a template uses
 *            must exist, even where no page leads. One thread.
 *   render   vt_template_render runs a program over a value into a buffer. Any number of threads at once,
 *            over the same programs and the same values: nothing is written but the buffer.
 *
 * Names are atoms: small integers out of one VtAtoms, shared by templates and values. Intern every name
 * before the first rendering; afterwards the table is only read.
 *
 * Ownership: an arena owns values, VtTemplates owns programs, and both lend. Sources, atoms and lambdas are
 * lent to the engine and outlive what is made of them; texts in values are not copied. */
#pragma once

#include "base.h"
#include "diagnostics.h"

/* ---- Atoms ------------------------------------------------------------------------------------------ */

typedef uint32_t VtAtom; /* 0 is no name */
typedef struct VtAtoms VtAtoms;

VtAtoms *vt_atoms_new(void);
void vt_atoms_free(VtAtoms *atoms);
VtAtom vt_atoms_intern(VtAtoms *atoms, VtSlice name);
static inline VtAtom vt_atoms_intern_string(VtAtoms *atoms, const char *name)
{
    return vt_atoms_intern(atoms, vt_slice(name));
}
/* 0 when the name was never interned. */
VtAtom vt_atoms_find(const VtAtoms *atoms, VtSlice name);
/* Terminated, valid as long as the table. Atom 0 gives "". */
const char *vt_atoms_text(const VtAtoms *atoms, VtAtom atom);

/* ---- Values: built in an arena, then immutable ----------------------------------------------------- */

/* {{x}} escapes text and leaves html as it is. False in a section: null, false, 0, empty text or html, the
 * empty list. A zeroed VtValue is null. */
typedef enum VtValueKind {
    VT_VALUE_NULL,
    VT_VALUE_BOOL,
    VT_VALUE_INTEGER,
    VT_VALUE_TEXT,
    VT_VALUE_HTML,
    VT_VALUE_LIST,
    VT_VALUE_OBJECT,
    VT_VALUE_LAMBDA
} VtValueKind;

typedef struct VtList VtList;
typedef struct VtObject VtObject;
typedef struct VtLambda VtLambda;

/* 16 bytes, passed by value. */
typedef struct VtValue {
    uint64_t kind : 8;
    uint64_t length : 56; /* of text and html */
    union {
        int64_t integer; /* also a bool's 0 or 1 */
        const char *text;
        const VtList *list;
        const VtObject *object;
        const VtLambda *lambda;
    };
} VtValue;

#define VT_NULL ((VtValue){0})

static inline VtValue vt_value_bool(bool truth)
{
    return (VtValue){.kind = VT_VALUE_BOOL, .integer = truth};
}

static inline VtValue vt_value_integer(int64_t integer)
{
    return (VtValue){.kind = VT_VALUE_INTEGER, .integer = integer};
}

static inline VtValue vt_value_text(VtSlice text)
{
    return (VtValue){.kind = VT_VALUE_TEXT, .length = text.length & (UINT64_MAX >> 8), .text = text.data};
}

static inline VtValue vt_value_html(VtSlice html)
{
    return (VtValue){.kind = VT_VALUE_HTML, .length = html.length & (UINT64_MAX >> 8), .text = html.data};
}

/* Text; NULL gives null. */
static inline VtValue vt_value_string(const char *string)
{
    return string ? vt_value_text(vt_slice(string)) : VT_NULL;
}

/* NULL gives null, for these three. */
static inline VtValue vt_value_list(const VtList *list)
{
    return list ? (VtValue){.kind = VT_VALUE_LIST, .list = list} : VT_NULL;
}

static inline VtValue vt_value_object(const VtObject *object)
{
    return object ? (VtValue){.kind = VT_VALUE_OBJECT, .object = object} : VT_NULL;
}

static inline VtValue vt_value_lambda(const VtLambda *lambda)
{
    return lambda ? (VtValue){.kind = VT_VALUE_LAMBDA, .lambda = lambda} : VT_NULL;
}

/* The sizes are what is expected; both grow. */
VtList *vt_list_new(VtArena *arena, size_t items);
void vt_list_add(VtList *list, VtValue value);
size_t vt_list_count(const VtList *list);
VtValue vt_list_item(const VtList *list, size_t index);

VtObject *vt_object_new(VtArena *arena, size_t fields);
/* An object with the names of another, which it shares until it is given one more; that one must outlive it. All
 * values are null: set them by `values`, in the order of atoms. */
VtObject *vt_object_like(const VtObject *other, VtArena *arena, VtValue **values);
/* Replaces the value that the name had. Atom 0 is ignored. */
void vt_object_set(VtObject *object, VtAtom name, VtValue value);
/* Null when there is no such field. */
VtValue vt_object_get(const VtObject *object, VtAtom name);

/* What a lambda appends to `out` is parsed as a template and rendered in the current context: for a
 * section with the section's delimiters, for {{name}} with {{ and }}, and then escaped as text is. Called
 * once for each tag met, by the thread that renders. */
typedef struct VtLambdaCall {
    bool section;
    VtSlice text; /* of the section, as the template's author wrote it */
    VtSlice open; /* the delimiters that the result is parsed with */
    VtSlice close;
} VtLambdaCall;

struct VtLambda {
    void (*call)(const VtLambdaCall *call, VtBuffer *out, void *data);
    void *data;
};

/* ---- Compiling ---------------------------------------------------------------------------------------- */

typedef struct VtTemplates VtTemplates; /* a set of programs that call one another by name */
typedef struct VtProgram VtProgram;     /* one compiled template; immutable, owned by its set */

/* Where templates come from. `load` gives the source of a name, or NULL when there is none. `names`, which
 * may be NULL, lists all there are, for suggestions and for dynamic names. Only called while compiling and
 * checking; what they return lives as long as the set. */
typedef struct VtTemplateLoader {
    const VtSource *(*load)(const char *name, void *data);
    const char *const *(*names)(size_t *count, void *data);
    void *data;
} VtTemplateLoader;

VtTemplates *vt_templates_new(VtAtoms *atoms, const VtTemplateLoader *loader);
void vt_templates_free(VtTemplates *templates);
/* The specification renders an unknown partial as nothing; here it is an error, unless this is called. */
void vt_templates_allow_unknown_partials(VtTemplates *templates);
/* The template of that name with all it calls, each compiled once. A template with a dynamic name
 * ({{>*name}}) makes the set compile all that the loader lists. NULL when anything has an error, and from
 * then on: compiling goes on to find more errors, but a set with errors gives no programs. */
const VtProgram *vt_templates_compile(VtTemplates *templates, const char *name, VtDiagnostics *sink);
/* The same for a source that no other template can call. */
const VtProgram *vt_templates_compile_source(VtTemplates *templates, const VtSource *source,
                                             VtDiagnostics *sink);
/* One line for each instruction; for tests and for the curious. */
void vt_program_disassemble(const VtProgram *program, VtBuffer *out);

/* ---- The contract: types of data ------------------------------------------------------------------------
 */

/* Written as static const tables:
 *
 *   static const VtType link_type; // a type may be named before it is defined, so types can be recursive
 *   static const VtField link_fields[] = {
 *       {"title", VT_TEXT, "what the link says"},
 *       {"children", VT_LIST_OF(link_type), "the links below it"},
 *       {NULL, NULL, NULL},
 *   };
 *   static const VtType link_type = VT_OBJECT_TYPE("Link", link_fields);
 */
typedef enum VtTypeKind {
    VT_TYPE_TEXT,
    VT_TYPE_HTML,
    VT_TYPE_BOOLEAN,
    VT_TYPE_INTEGER,
    VT_TYPE_LIST,
    VT_TYPE_OBJECT,
    VT_TYPE_LAMBDA,
    VT_TYPE_PARTIAL /* text that names one of `partials`, for {{>*name}} */
} VtTypeKind;

typedef struct VtType VtType;

typedef struct VtField {
    const char *name; /* NULL ends the table */
    const VtType *type;
    const char *meaning; /* one line, for the reference page */
} VtField;

struct VtType {
    VtTypeKind kind;
    const char *name;            /* object: for messages and the reference page */
    const VtField *fields;       /* object */
    const VtType *item;          /* list */
    const char *const *partials; /* partial: ends with NULL */
};

#define VT_OBJECT_TYPE(type_name, type_fields)                                                               \
    {                                                                                                        \
        .kind = VT_TYPE_OBJECT, .name = (type_name), .fields = (type_fields)                                 \
    }
#define VT_LIST_OF(item_type) (&(const VtType){.kind = VT_TYPE_LIST, .item = &(item_type)})
#define VT_LIST_OF_TEXT (&(const VtType){.kind = VT_TYPE_LIST, .item = VT_TEXT})
#define VT_PARTIAL_OF(names) (&(const VtType){.kind = VT_TYPE_PARTIAL, .partials = (names)})
#define VT_TEXT (&vt_type_text)
#define VT_HTML (&vt_type_html)
#define VT_BOOLEAN (&vt_type_boolean)
#define VT_INTEGER (&vt_type_integer)
#define VT_LAMBDA (&vt_type_lambda)

extern const VtType vt_type_text, vt_type_html, vt_type_boolean, vt_type_integer, vt_type_lambda;

/* "text", "list of Link": for messages and the reference page. */
void vt_type_describe(const VtType *type, VtBuffer *out);
/* Follows the program, and all it calls, with data of type `root`, into every section. Errors are unknown
 * names, types put to a wrong use, text put out unescaped, and arguments that fill no block of the parent.
 * False when anything was reported. */
bool vt_template_check(const VtProgram *program, const VtType *root, VtDiagnostics *sink);

/* ---- Rendering --------------------------------------------------------------------------------------------
 */

/* 0 stands for the default. Whatever template and data, rendering ends with success or a diagnostic. */
typedef struct VtRenderLimits {
    size_t depth;  /* of partials, parents, blocks and lambdas in one another; 256 */
    size_t output; /* bytes; 256 MiB */
    size_t steps;  /* sections' items, calls and lambdas; 100 million */
    const char *output_advice, *steps_advice; /* how to raise them, for messages; may be NULL */
} VtRenderLimits;

/* Appends to `out`; on failure `out` is as before. `limits` may be NULL. */
bool vt_template_render(const VtProgram *program, VtValue data, const VtRenderLimits *limits, VtBuffer *out,
                        VtDiagnostics *sink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtAtoms, vt_atoms_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VtTemplates, vt_templates_free)
