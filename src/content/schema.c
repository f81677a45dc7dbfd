/* The tables as JSON Schema (draft 2020-12), for editors that check YAML while it is typed. */
#include "content_private.h"

#include <jansson.h>

#define DATE_PATTERN "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

static json_t *text_schema(void)
{
    return json_pack("{s:[s,s]}", "type", "string", "number");
}

/* A bare year is a number for YAML; so is "2020" for an editor. */
static json_t *date_schema(bool present)
{
    json_t *date = json_pack("{s:[{s:s,s:s},{s:s,s:i,s:i}]}", "anyOf", "type", "string", "pattern",
                             DATE_PATTERN, "type", "integer", "minimum", 1, "maximum", 9999);
    if (present)
        json_array_append_new(json_object_get(date, "anyOf"), json_pack("{s:s}", "const", "present"));
    return date;
}

static json_t *texts_schema(void)
{
    return json_pack("{s:[o,{s:s,s:o}]}", "anyOf", text_schema(), "type", "array", "items", text_schema());
}

static json_t *key_schema(const VtKey *key);

static json_t *object_schema(const VtKey *keys, size_t count, unsigned kinds)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    for (size_t i = 0; i < count; i++) {
        if ((keys[i].kinds & kinds) == 0)
            continue;
        json_object_set_new(properties, keys[i].name, key_schema(&keys[i]));
        if ((keys[i].required & kinds) != 0)
            json_array_append_new(required, json_string(keys[i].name));
    }
    json_t *schema = json_pack("{s:s,s:o,s:b}", "type", "object", "properties", properties,
                               "additionalProperties", 0);
    if (json_array_size(required) > 0)
        json_object_set_new(schema, "required", required);
    else
        json_decref(required);
    return schema;
}

static json_t *items_schema(VtKeyType type)
{
    const VtItemShape *shape = vt_item_shape(type);
    json_t *item = object_schema(shape->keys, shape->key_count, VT_ALL_KINDS);
    if (shape->scalar != NULL)
        item = json_pack("{s:[{s:s},o]}", "anyOf", "type", "string", item);
    return type == VT_KEY_IMAGE ? item : json_pack("{s:s,s:o}", "type", "array", "items", item);
}

static json_t *type_schema(VtKeyType type)
{
    switch (type) {
    case VT_KEY_STRING:
    case VT_KEY_MARKDOWN:
        return text_schema();
    case VT_KEY_ADDRESS:
        return json_pack("{s:s}", "type", "string");
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
        return date_schema(type == VT_KEY_END_DATE);
    case VT_KEY_BOOLEAN:
        return json_pack("{s:s}", "type", "boolean");
    case VT_KEY_INTEGER:
        return json_pack("{s:s}", "type", "integer");
    case VT_KEY_STRINGS:
    case VT_KEY_AUDIENCE:
        return texts_schema();
    case VT_KEY_SLUG:
        return json_pack("{s:[s,s]}", "type", "string", "integer");
    case VT_KEY_TIME:
        return json_pack("{s:s,s:s}", "type", "string", "pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$");
    case VT_KEY_LINKS:
    case VT_KEY_PROFILES:
    case VT_KEY_LANGUAGES:
    case VT_KEY_IMAGE:
        return items_schema(type);
    case VT_KEY_FREE:
        break;
    }
    return json_pack("{s:s}", "type", "object");
}

static json_t *described(json_t *schema, const char *help)
{
    json_object_set_new(schema, "description", json_string(help));
    return schema;
}

/* One text, or one for each audience. */
static json_t *worded_schema(const VtKey *key)
{
    return json_pack("{s:[o,{s:s,s:i,s:o}]}", "anyOf", type_schema(key->type), "type", "object",
                     "minProperties", 1, "additionalProperties", type_schema(key->type));
}

static json_t *key_schema(const VtKey *key)
{
    return described(key->worded ? worded_schema(key) : type_schema(key->type), key->help);
}

static json_t *setting_schema(const VtSetting *setting);

static json_t *settings_schema(const VtSetting *setting)
{
    json_t *properties = json_object();
    json_t *required = json_array();
    for (size_t i = 0; i < setting->child_count; i++) {
        json_object_set_new(properties, setting->children[i].name, setting_schema(&setting->children[i]));
        if (setting->children[i].required)
            json_array_append_new(required, json_string(setting->children[i].name));
    }
    json_t *schema = json_pack("{s:s,s:o,s:b}", "type", "object", "properties", properties,
                               "additionalProperties", 0);
    if (json_array_size(required) > 0)
        json_object_set_new(schema, "required", required);
    else
        json_decref(required);
    return schema;
}

static json_t *map_of_schema(const VtSetting *setting)
{
    json_t *value = settings_schema(setting);
    json_t *blank = json_pack("{s:[{s:s},o]}", "anyOf", "type", "null", value);
    return json_pack("{s:s,s:o}", "type", "object", "additionalProperties", blank);
}

static json_t *setting_schema(const VtSetting *setting)
{
    json_t *schema = NULL;
    switch (setting->shape) {
    case VT_SETTING_VALUE:
        schema = type_schema(setting->type);
        break;
    case VT_SETTING_MAP:
        schema = settings_schema(setting);
        break;
    case VT_SETTING_MAP_OF:
        schema = map_of_schema(setting);
        break;
    case VT_SETTING_LIST_OF:
        schema = json_pack("{s:s,s:o}", "type", "array", "items", settings_schema(setting));
        break;
    case VT_SETTING_TEXTS:
        schema = json_pack("{s:s,s:o}", "type", "object", "additionalProperties", text_schema());
        break;
    case VT_SETTING_NUMBERS:
        schema = json_pack("{s:s,s:{s:s,s:i}}", "type", "object", "additionalProperties", "type", "integer",
                           "minimum", 0);
        break;
    case VT_SETTING_FREE:
        schema = json_pack("{s:s}", "type", "object");
        break;
    }
    return described(schema, setting->help);
}

void vt_content_write_schema(VtBuffer *out)
{
    json_t *definitions = json_object();
    for (size_t i = 0; i < VT_KIND_COUNT; i++)
        json_object_set_new(definitions, vt_kind_name((VtKind)i),
                            object_schema(vt_keys, vt_key_count, VT_KIND_BIT(i)));
    json_object_set_new(definitions, "site", setting_schema(vt_site_setting()));
    json_t *schema = json_pack("{s:s,s:s,s:s,s:o}", "$schema", "https://json-schema.org/draft/2020-12/schema",
                               "title", "Vitrine's front matter, by kind, and site.yaml", "$ref",
                               "#/$defs/site", "$defs", definitions);
    char *text = json_dumps(schema, JSON_INDENT(2) | JSON_ENSURE_ASCII);
    if (text != NULL)
        vt_buffer_append_string(out, text);
    vt_buffer_append_char(out, '\n');
    free(text);
    json_decref(schema);
}
