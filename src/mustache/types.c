#include "types.h"

const VtType vt_type_text = {.kind = VT_TYPE_TEXT};
const VtType vt_type_html = {.kind = VT_TYPE_HTML};
const VtType vt_type_boolean = {.kind = VT_TYPE_BOOLEAN};
const VtType vt_type_integer = {.kind = VT_TYPE_INTEGER};
const VtType vt_type_lambda = {.kind = VT_TYPE_LAMBDA};

void vt_type_describe(const VtType *type, VtBuffer *out)
{
    static const char *const names[] = {
        [VT_TYPE_TEXT] = "text",       [VT_TYPE_HTML] = "html",     [VT_TYPE_BOOLEAN] = "boolean",
        [VT_TYPE_INTEGER] = "integer", [VT_TYPE_LIST] = "list of ", [VT_TYPE_OBJECT] = "object",
        [VT_TYPE_LAMBDA] = "lambda",   [VT_TYPE_PARTIAL] = "text",
    };
    for (; type->kind == VT_TYPE_LIST; type = type->item)
        vt_buffer_append_string(out, names[VT_TYPE_LIST]);
    vt_buffer_append_string(out, type->kind == VT_TYPE_OBJECT && type->name ? type->name : names[type->kind]);
}

const VtType *vt_type_field(const VtType *type, const char *name)
{
    if (type->kind != VT_TYPE_OBJECT)
        return NULL;
    for (const VtField *field = type->fields; field->name; field++) {
        if (field->name[0] == name[0] && strcmp(field->name, name) == 0)
            return field->type;
    }
    return NULL;
}

const VtType *vt_scope_find(const VtScope *scope, const char *name)
{
    for (; scope; scope = scope->below) {
        const VtType *type = vt_type_field(scope->type, name);
        if (type)
            return type;
    }
    return NULL;
}

static bool is_hidden(const VtScope *top, const VtScope *scope)
{
    for (const VtScope *above = top; above != scope; above = above->below) {
        if (above->type == scope->type)
            return true;
    }
    return false;
}

void vt_scope_names(const VtScope *scope, GPtrArray *names)
{
    for (const VtScope *at = scope; at; at = at->below) {
        if (at->type->kind != VT_TYPE_OBJECT || is_hidden(scope, at))
            continue;
        for (const VtField *field = at->type->fields; field->name; field++)
            g_ptr_array_add(names, (char *)field->name);
    }
}

void vt_scope_key(const VtScope *scope, VtBuffer *key)
{
    for (const VtScope *at = scope; at; at = at->below) {
        bool counts = at == scope || (at->type->kind == VT_TYPE_OBJECT && !is_hidden(scope, at));
        if (counts)
            vt_buffer_append(key, (const char *)&at->type, sizeof at->type);
    }
}
