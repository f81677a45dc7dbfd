/* What the checker asks of types, and the names that a place of a template can see. */
#pragma once

#include "program.h"

/* The static counterpart of the context stack. Lives in the checker's arena. */
typedef struct VtScope {
    const VtType *type;
    const struct VtScope *below;
} VtScope;

/* NULL when the type is no object or has no such field. */
const VtType *vt_type_field(const VtType *type, const char *name);
/* The field that a name stands for: the innermost object that has it, as when rendering. NULL when none has.
 */
const VtType *vt_scope_find(const VtScope *scope, const char *name);
/* Adds the names of all fields that can be seen (char *, borrowed), innermost first. */
void vt_scope_names(const VtScope *scope, GPtrArray *names);
/* Appends what tells this scope from others: its own type, and below it the object types that are not hidden
 * by the same type further in. Of these there are finitely many, so recursive templates come to an end. */
void vt_scope_key(const VtScope *scope, VtBuffer *key);
