#include "checker.h"

/* Checking is rendering with types for values: the same stack of contexts, the same chain of arguments, but
 * each section's body is walked once, whatever its value would be. A program is walked once for each scope
 * and set of arguments in force; the keys of both are finite in number, so recursion ends. */

/* So deep do only templates call one another that go wrong. */
enum { DEEPEST_CALLS = 200 };

static void walk_from(VtWalk *walk, const VtInstruction *instruction);

/* ---- Arguments ---- */

static size_t argument_count(const VtInstruction *first)
{
    size_t count = 0;
    while (first[count].code == VT_OP_ARGUMENT)
        count++;
    return count;
}

/* The outermost offer of a name. All that offer it are used. */
static const VtOffer *find_offer(const VtOffer *offers, VtAtom name, const VtInstruction **argument)
{
    const VtOffer *found = NULL;
    for (const VtOffer *offer = offers; offer; offer = offer->outer) {
        for (size_t i = 0; offer->first[i].code == VT_OP_ARGUMENT; i++) {
            if (offer->first[i].a != name)
                continue;
            offer->used[i] = true;
            found = offer;
            *argument = &offer->first[i];
            break;
        }
    }
    return found;
}

static bool is_offered(const VtOffer *offers, VtAtom name)
{
    for (const VtOffer *offer = offers; offer; offer = offer->outer) {
        for (const VtInstruction *argument = offer->first; argument->code == VT_OP_ARGUMENT; argument++) {
            if (argument->a == name)
                return true;
        }
    }
    return false;
}

static bool *uses_of(const VtChecker *checker, const VtInstruction *first)
{
    for (size_t i = 0; i < checker->offers->len; i++) {
        const VtOffer *offer = g_ptr_array_index(checker->offers, i);
        if (offer->first == first)
            return offer->used;
    }
    return NULL;
}

/* Arguments that are all taken by outer ones change nothing; leaving them out keeps the chain finite. */
static const VtOffer *add_offer(const VtWalk *walk, const VtInstruction *first)
{
    bool adds = false;
    for (const VtInstruction *argument = first; argument->code == VT_OP_ARGUMENT; argument++)
        adds = adds || !is_offered(walk->offers, argument->a);
    if (!adds)
        return walk->offers;
    VtOffer *offer = VT_ARENA_NEW(walk->checker->arena, VtOffer);
    *offer = (VtOffer){walk->program, first, uses_of(walk->checker, first), walk->site, walk->offers};
    if (!offer->used) {
        offer->used = VT_ARENA_ARRAY(walk->checker->arena, bool, argument_count(first));
        g_ptr_array_add(walk->checker->offers, offer);
    }
    return offer;
}

/* Only when all is walked is it known that no block takes an argument. */
static void report_unused(VtChecker *checker, const VtOffer *offer)
{
    const VtAtoms *atoms = offer->program->templates->atoms;
    VtWalk walk = {.checker = checker, .program = offer->program, .site = offer->site};
    for (size_t i = 0; offer->first[i].code == VT_OP_ARGUMENT; i++) {
        if (!offer->used[i])
            vt_check_report(&walk, &offer->first[i], VT_TEMPLATE_BLOCK, "the parent has no block \"%s\"",
                            vt_atoms_text(atoms, offer->first[i].a));
    }
}

/* ---- Calls ---- */

static GBytes *walk_key(const VtProgram *program, const VtScope *scope, const VtOffer *offers)
{
    VtBuffer key = {0};
    vt_buffer_append(&key, (const char *)&program, sizeof program);
    for (const VtOffer *offer = offers; offer; offer = offer->outer)
        vt_buffer_append(&key, (const char *)&offer->first, sizeof offer->first);
    vt_buffer_append(&key, (const char *)&(void *){NULL}, sizeof(void *));
    vt_scope_key(scope, &key);
    size_t length;
    char *data = vt_buffer_steal(&key, &length);
    return g_bytes_new_take(data, length);
}

static void walk_inner(const VtWalk *walk, const VtInstruction *call, const VtProgram *program,
                       const VtOffer *offers, const VtInstruction *start)
{
    VtChecker *checker = walk->checker;
    if (checker->depth == DEEPEST_CALLS) {
        vt_check_report(walk, call, VT_TEMPLATE_DEPTH, "templates call one another too deeply to be checked");
        return;
    }
    VtCallSite *site = VT_ARENA_NEW(checker->arena, VtCallSite);
    *site = (VtCallSite){walk->program, call, walk->site};
    VtWalk inner = {
        .checker = checker, .program = program, .scope = walk->scope, .offers = offers, .site = site};
    checker->depth++;
    walk_from(&inner, start);
    checker->depth--;
}

static void walk_call_of(const VtWalk *walk, const VtInstruction *call, const VtProgram *program)
{
    bool offering = call->code == VT_OP_PARENT && call[1].code == VT_OP_ARGUMENT;
    const VtOffer *offers = offering ? add_offer(walk, call + 1) : walk->offers;
    if (!g_hash_table_add(walk->checker->seen, walk_key(program, walk->scope, offers)))
        return;
    walk_inner(walk, call, program, offers, program->code);
}

/* A dynamic name of a type that lists templates calls each of them; other text is left to rendering. */
static void walk_dynamic_call(const VtWalk *walk, const VtInstruction *call)
{
    const VtTemplates *templates = walk->program->templates;
    const VtType *type = walk->dynamic;
    if (!type || type->kind != VT_TYPE_PARTIAL)
        return;
    for (size_t i = 0; type->partials[i]; i++) {
        VtAtom atom = vt_atoms_find(templates->atoms, vt_slice(type->partials[i]));
        const VtProgram *program = atom ? vt_templates_program(templates, atom) : NULL;
        if (program)
            walk_call_of(walk, call, program);
        else
            vt_check_report(walk, call, VT_TEMPLATE_PARTIAL, "no template \"%s\", which the name can be",
                            type->partials[i]);
    }
}

static void walk_call(const VtWalk *walk, const VtInstruction *call)
{
    const VtProgram *program = call->a ? vt_templates_program(walk->program->templates, call->a) : NULL;
    if (call->a == 0)
        walk_dynamic_call(walk, call);
    else if (program)
        walk_call_of(walk, call, program);
}

/* ---- Instructions ---- */

static const VtInstruction *walk_block(const VtWalk *walk, const VtInstruction *block)
{
    const VtInstruction *argument = NULL;
    const VtOffer *offer = find_offer(walk->offers, block->a, &argument);
    if (!offer)
        return block + 1;
    walk_inner(walk, block, offer->program, offer->outer, offer->program->code + argument->b);
    return walk->program->code + block->c;
}

/* What a section's body sees above what is around it: a lambda gets the body as text, and changes nothing. */
static const VtScope *section_scope(const VtWalk *walk, const VtType *type)
{
    if (type->kind == VT_TYPE_LAMBDA)
        return walk->scope;
    VtScope *scope = VT_ARENA_NEW(walk->checker->arena, VtScope);
    *scope = (VtScope){type->kind == VT_TYPE_LIST ? type->item : type, walk->scope};
    return scope;
}

static void walk_variable(const VtWalk *walk, const VtInstruction *instruction)
{
    const VtType *type = vt_check_path(walk, instruction);
    if (type)
        vt_check_variable(walk, instruction, type);
}

static void walk_dynamic(VtWalk *walk, const VtInstruction *instruction)
{
    walk->dynamic = vt_check_path(walk, instruction);
    if (!walk->dynamic || walk->dynamic->kind == VT_TYPE_PARTIAL || walk->dynamic->kind == VT_TYPE_TEXT)
        return;
    g_auto(VtBuffer) described = {0};
    vt_type_describe(walk->dynamic, &described);
    vt_check_report(walk, instruction, VT_TEMPLATE_TYPE,
                    "a template is named by text, and the type here is %s", vt_buffer_string(&described));
}

/* All that is neither a section nor its end. */
static const VtInstruction *walk_plain(VtWalk *walk, const VtInstruction *instruction)
{
    switch ((VtOpcode)instruction->code) {
    case VT_OP_ESCAPED:
    case VT_OP_UNESCAPED:
        walk_variable(walk, instruction);
        break;
    case VT_OP_INVERTED:
        vt_check_path(walk, instruction);
        break;
    case VT_OP_DYNAMIC:
        walk_dynamic(walk, instruction);
        break;
    case VT_OP_PARTIAL:
    case VT_OP_PARENT:
        walk_call(walk, instruction);
        break;
    case VT_OP_ARGUMENT:
        return walk->program->code + instruction->c;
    case VT_OP_BLOCK:
        return walk_block(walk, instruction);
    case VT_OP_TEXT:
    case VT_OP_LINES:
    case VT_OP_INDENT:
    case VT_OP_SECTION:
    case VT_OP_NEXT:
    case VT_OP_RETURN:
    case VT_OPCODE_COUNT:
        break;
    }
    return instruction + 1;
}

static void walk_from(VtWalk *walk, const VtInstruction *instruction)
{
    const VtScope *around[VT_DEEPEST_NESTING];
    size_t open = 0;
    while (instruction->code != VT_OP_RETURN) {
        if (instruction->code == VT_OP_NEXT) {
            // Each NEXT has its SECTION before it: NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign)
            walk->scope = around[--open];
            instruction++;
        } else if (instruction->code == VT_OP_SECTION) {
            const VtType *type = vt_check_path(walk, instruction);
            if (type) {
                around[open++] = walk->scope;
                walk->scope = section_scope(walk, type);
            }
            instruction = type ? instruction + 1 : walk->program->code + instruction->c;
        } else {
            instruction = walk_plain(walk, instruction);
        }
    }
}

static void bytes_free(void *bytes)
{
    g_bytes_unref(bytes);
}

bool vt_template_check(const VtProgram *program, const VtType *root, VtDiagnostics *sink)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, bytes_free, NULL);
    g_autoptr(GPtrArray) offers = g_ptr_array_new();
    VtChecker checker = {.arena = arena, .offers = offers, .seen = seen, .sink = sink};
    VtScope scope = {root, NULL};
    VtWalk walk = {.checker = &checker, .program = program, .scope = &scope};
    g_hash_table_add(seen, walk_key(program, &scope, NULL));
    walk_from(&walk, program->code);
    for (size_t i = 0; i < offers->len; i++)
        report_unused(&checker, g_ptr_array_index(offers, i));
    return !checker.failed;
}
