/* meta.x-vitrine of our own export; and the promise for JSON. */
#include "read_json.h"

#include <string.h>

void vt_json_expect(VtInput *input, const VtPlanFile *file, const json_t *value)
{
    const char *key;
    size_t index;
    json_t *member;
    if (json_is_string(value)) {
        g_ptr_array_add(input->expected, g_strdup(json_string_value(value)));
        g_ptr_array_add(input->expected_files, (gpointer)file);
    }
    if (json_is_array(value))
        json_array_foreach((json_t *)value, index, member) vt_json_expect(input, file, member);
    if (json_is_object(value))
        json_object_foreach((json_t *)value, key, member) vt_json_expect(input, file, member);
}

static VtFieldForm form_of(VtKeyType type)
{
    switch ((int)type) {
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
    case VT_KEY_INTEGER:
    case VT_KEY_BOOLEAN:
        return VT_FIELD_PLAIN;
    case VT_KEY_STRINGS:
    case VT_KEY_AUDIENCE:
        return VT_FIELD_LIST;
    case VT_KEY_MARKDOWN:
        return VT_FIELD_MARKDOWN;
    default:
        return VT_FIELD_TEXT;
    }
}

static void clear_field(VtPlanFile *file, const char *key)
{
    for (guint i = file->fields->len; i-- > 0;)
        if (strcmp(((VtPlanField *)file->fields->pdata[i])->key, key) == 0)
            g_ptr_array_remove_index(file->fields, i);
}

/* Only keys that the kind knows; a newer version's others are no reason to fail. */
static void apply_fields(VtPlanFile *file, VtKind kind, const json_t *fields)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)fields, name, value)
    {
        const VtKey *key = vt_key_find(kind, name);
        if (!key || !json_is_string(value) || *json_string_value(value) == '\0') {
            if (key && (json_is_array(value) || json_is_object(value)) && !vt_plan_has(file, name))
                vt_plan_set_node(file, name, json_deep_copy(value));
            continue;
        }
        clear_field(file, name);
        vt_plan_set(file, name, form_of(key->type), json_string_value(value));
    }
}

static void apply_body(VtPlanFile *file, const json_t *body)
{
    const char *text = json_string_value(body);
    if (!text || *text == '\0')
        return;
    g_string_assign(file->body, text);
    if (!g_str_has_suffix(text, "\n"))
        g_string_append_c(file->body, '\n');
}

static void apply(VtPlanFile *file, VtKind kind, const json_t *row)
{
    apply_body(file, json_object_get(row, "body"));
    apply_fields(file, kind, json_object_get(row, "fields"));
}

static VtKind kind_of(const VtPlanFile *file)
{
    g_autofree char *folder = g_strndup(file->path, strcspn(file->path, "/"));
    return vt_kind_of_folder(folder);
}

/* "projects/index.md" at most: nothing outside of the tree. */
static bool is_safe_path(const char *path)
{
    const char *slash = strchr(path, '/');
    return g_str_has_suffix(path, ".md") &&
           strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789-_/.") == strlen(path) && !strstr(path, "..") &&
           *path != '/' && *path != '.' && (!slash || (!strchr(slash + 1, '/') && slash[1] != '.'));
}

void vt_json_apply_rest(VtJsonReading *reading, const json_t *rest, GHashTable *entries)
{
    size_t index;
    json_t *row;
    json_array_foreach(json_object_get(rest, "entries"), index, row)
    {
        g_autofree char *name = g_strdup_printf("%s %" JSON_INTEGER_FORMAT,
                                                json_string_value(json_object_get(row, "list")),
                                                json_integer_value(json_object_get(row, "index")));
        VtPlanFile *file = g_hash_table_lookup(entries, name);
        if (file)
            apply(file, kind_of(file), row);
    }
    json_array_foreach(json_object_get(rest, "pages"), index, row)
    {
        const char *path = json_string_value(json_object_get(row, "path"));
        if (!path || !is_safe_path(path) || vt_plan_find(&reading->import->plan, path))
            continue;
        VtPlanFile *file = vt_plan_file(&reading->import->plan, path);
        apply(file, VT_KIND_PAGE, row);
        vt_plan_set(file, "title", VT_FIELD_TEXT, path);
        vt_json_expect(reading->input, file, json_object_get(row, "body"));
    }
    apply(reading->profile, VT_KIND_PROFILE, json_object_get(rest, "profile"));
}
