/* The tables, and the reference and the schema made from them. */
#include <vitrine/content.h>

#include <jansson.h>

static void test_kinds(void)
{
    for (size_t i = 0; i < VT_KIND_COUNT; i++) {
        VtKind kind = VT_KIND_COUNT;
        g_assert_true(vt_kind_parse(vt_kind_name((VtKind)i), &kind));
        g_assert_cmpint(kind, ==, (VtKind)i);
    }
    VtKind kind = VT_KIND_PAGE;
    g_assert_false(vt_kind_parse("narrative", &kind));
    g_assert_cmpint(vt_kind_of_folder("experience"), ==, VT_KIND_ROLE);
    g_assert_cmpint(vt_kind_of_folder("narratives"), ==, VT_KIND_PROJECT);
    g_assert_cmpint(vt_kind_of_folder("community"), ==, VT_KIND_COMMUNITY);
    g_assert_cmpint(vt_kind_of_folder("writing"), ==, VT_KIND_POST);
    g_assert_cmpint(vt_kind_of_folder("philosophy"), ==, VT_KIND_PAGE);
}

static void test_keys(void)
{
    for (size_t i = 0; i < vt_key_count; i++) {
        const VtKey *key = &vt_keys[i];
        g_assert_cmpuint(key->kinds, !=, 0);
        g_assert_cmpuint(key->required & ~key->kinds, ==, 0);
        g_assert_cmpuint(key->offset, <, sizeof(VtFields));
        g_assert_true(g_str_has_suffix(key->help, "."));
        for (size_t j = 0; j < i; j++) {
            g_assert_cmpstr(key->name, !=, vt_keys[j].name);
            g_assert_cmpuint(key->offset, !=, vt_keys[j].offset);
        }
    }
    g_assert_nonnull(vt_key_find(VT_KIND_ROLE, "organization"));
    g_assert_null(vt_key_find(VT_KIND_ROLE, "degree"));
    g_assert_null(vt_key_find(VT_KIND_PROFILE, "audience"));
}

static void test_reference(void)
{
    g_auto(VtBuffer) out = {0};
    vt_content_write_reference(&out);
    const char *text = vt_buffer_string(&out);
    for (size_t i = 0; i < vt_key_count; i++) {
        g_autofree char *cell = g_strdup_printf("| `%s` |", vt_keys[i].name);
        g_assert_nonnull(strstr(text, cell));
    }
    g_assert_nonnull(strstr(text, "| `audiences.AUDIENCE.theme` |"));
    g_assert_nonnull(strstr(text, "| `names[].replace` |"));
    g_assert_nonnull(strstr(text, "| `organization` | text | yes |"));
    g_assert_nonnull(strstr(text, "Files in `projects/` or `narratives/`."));
}

static json_t *load_schema(void)
{
    g_auto(VtBuffer) out = {0};
    json_error_t error;
    vt_content_write_schema(&out);
    json_t *schema = json_loadb(out.data, out.length, JSON_REJECT_DUPLICATES, &error);
    if (schema == NULL)
        g_test_message("line %d: %s", error.line, error.text);
    g_assert_nonnull(schema);
    return schema;
}

static void test_schema(void)
{
    json_t *schema = load_schema();
    json_t *definitions = json_object_get(schema, "$defs");
    g_assert_cmpstr(json_string_value(json_object_get(schema, "$schema")), ==,
                    "https://json-schema.org/draft/2020-12/schema");
    for (size_t i = 0; i < VT_KIND_COUNT; i++) {
        json_t *kind = json_object_get(definitions, vt_kind_name((VtKind)i));
        json_t *properties = json_object_get(kind, "properties");
        size_t known = 0;
        for (size_t j = 0; j < vt_key_count; j++) {
            bool knows = (vt_keys[j].kinds & VT_KIND_BIT(i)) != 0;
            known += knows;
            g_assert_cmpint(json_object_get(properties, vt_keys[j].name) != NULL, ==, knows);
        }
        g_assert_cmpuint(json_object_size(properties), ==, known);
        g_assert_true(json_is_false(json_object_get(kind, "additionalProperties")));
    }
    json_t *site = json_object_get(definitions, "site");
    g_assert_nonnull(json_object_get(json_object_get(site, "properties"), "default_audience"));
    json_decref(schema);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/content/tables/kinds", test_kinds);
    g_test_add_func("/content/tables/keys", test_keys);
    g_test_add_func("/content/reference", test_reference);
    g_test_add_func("/content/schema", test_schema);
    return g_test_run();
}
