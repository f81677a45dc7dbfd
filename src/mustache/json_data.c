#include "json_data.h"

#include <jansson.h>

typedef struct Builder {
    VtArena *arena;
    VtAtoms *atoms;
} Builder;

static VtValue build(const Builder *builder, const json_t *json);

static VtSlice copy(const Builder *builder, const char *text, size_t length)
{
    return (VtSlice){vt_arena_copy(builder->arena, text, length), length};
}

static VtValue build_real(const Builder *builder, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    static const char *const formats[] = {"%.15g", "%.16g", "%.17g"};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_ascii_formatd(text, sizeof text, formats[i], number);
        if (!(g_ascii_strtod(text, NULL) < number) && !(g_ascii_strtod(text, NULL) > number))
            break;
    }
    return vt_value_text(copy(builder, text, strlen(text)));
}

static VtValue build_list(const Builder *builder, const json_t *json)
{
    size_t count = json_array_size(json);
    VtList *list = vt_list_new(builder->arena, count);
    for (size_t i = 0; i < count; i++)
        vt_list_add(list, build(builder, json_array_get(json, i)));
    return vt_value_list(list);
}

static VtValue build_object(const Builder *builder, const json_t *json)
{
    VtObject *object = vt_object_new(builder->arena, json_object_size(json));
    const char *name;
    json_t *field;
    json_object_foreach((json_t *)json, name, field)
    {
        VtValue value = build(builder, field);
        vt_object_set(object, vt_atoms_intern_string(builder->atoms, name), value);
    }
    return vt_value_object(object);
}

/* As deep as jansson reads: 2,048. */
static VtValue build(const Builder *builder, const json_t *json)
{
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        return build_object(builder, json);
    case JSON_ARRAY:
        return build_list(builder, json);
    case JSON_STRING:
        return vt_value_text(copy(builder, json_string_value(json), json_string_length(json)));
    case JSON_INTEGER:
        return vt_value_integer(json_integer_value(json));
    case JSON_REAL:
        return build_real(builder, json_real_value(json));
    case JSON_TRUE:
    case JSON_FALSE:
        return vt_value_bool(json_is_true(json));
    case JSON_NULL:
        break;
    }
    return VT_NULL;
}

/* jansson says how far it read: that is just behind what it could not take. Its text may end with the word it
 * was near, which the place shows anyway. */
static void report(const VtSource *source, const json_error_t *error, VtDiagnostics *sink)
{
    size_t read = MIN(error->position > 0 ? (size_t)error->position : 0, source->length);
    size_t offset = read > 0 ? read - 1 : 0;
    const char *near = strstr(error->text, " near '");
    int length = near ? (int)(near - error->text) : (int)strlen(error->text);
    vt_diagnose(sink, VT_JSON_SYNTAX, (VtSpan){source, offset, MIN(1, source->length)}, "%.*s", length,
                error->text);
}

bool vt_json_data(VtArena *arena, VtAtoms *atoms, const VtSource *source, VtValue *value, VtDiagnostics *sink)
{
    json_error_t error;
    json_t *json = json_loadb(source->length ? source->text : "", source->length,
                              JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (!json) {
        report(source, &error, sink);
        return false;
    }
    *value = build(&(Builder){arena, atoms}, json);
    json_decref(json);
    return true;
}
