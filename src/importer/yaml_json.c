#include "yaml_values.h"

static void write_number(yaml_emitter_t *emitter, const json_t *value)
{
    char text[64];
    if (json_is_integer(value))
        g_snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else {
        g_ascii_formatd(text, sizeof text, "%.17g", json_real_value(value));
        if (!strpbrk(text, ".e"))
            g_strlcat(text, ".0", sizeof text);
    }
    vt_yaml_scalar(emitter, text, true);
}

static void write_object(yaml_emitter_t *emitter, const json_t *value)
{
    const char *key;
    json_t *member;
    vt_yaml_map(emitter, json_object_size(value) == 0);
    json_object_foreach((json_t *)value, key, member)
    {
        vt_yaml_scalar(emitter, key, false);
        vt_yaml_json(emitter, member);
    }
    vt_yaml_map_end(emitter);
}

void vt_yaml_json(yaml_emitter_t *emitter, const json_t *value)
{
    size_t index;
    json_t *item;
    if (json_is_object(value)) {
        write_object(emitter, value);
    } else if (json_is_array(value)) {
        vt_yaml_list(emitter, json_array_size(value) == 0);
        json_array_foreach(value, index, item) vt_yaml_json(emitter, item);
        vt_yaml_list_end(emitter);
    } else if (json_is_string(value)) {
        vt_yaml_scalar(emitter, json_string_value(value), false);
    } else if (json_is_number(value)) {
        write_number(emitter, value);
    } else {
        vt_yaml_scalar(emitter, json_is_null(value) ? "null" : json_is_true(value) ? "true" : "false", true);
    }
}
