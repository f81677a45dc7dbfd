/* The contract itself: every name has a type and a meaning, and the page in docs/ is what the tables say. */
#include "contract.h"

static const VtType *object_of(const VtType *type)
{
    while (type->kind == VT_TYPE_LIST)
        type = type->item;
    return type->kind == VT_TYPE_OBJECT ? type : NULL;
}

static bool is_name(const char *name)
{
    return *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_") == strlen(name);
}

static void check_type(const VtType *type, GHashTable *seen)
{
    g_assert_nonnull(type->name);
    g_assert_cmpuint(type->name[0], !=, 0);
    for (const VtField *field = type->fields; field->name; field++) {
        g_assert_true(is_name(field->name));
        g_assert_nonnull(field->type);
        g_assert_cmpuint(field->meaning[0], !=, 0);
        g_assert_false(g_str_has_suffix(field->meaning, "."));
        g_assert_cmpint(g_str_has_suffix(field->name, "_html"), <=, field->type->kind == VT_TYPE_HTML);
        for (const VtField *other = type->fields; other < field; other++)
            g_assert_cmpstr(other->name, !=, field->name);
        const VtType *object = object_of(field->type);
        if (object && g_hash_table_add(seen, (gpointer)object))
            check_type(object, seen);
    }
}

static void test_tables(void)
{
    const VtThemeContract *contract = vt_render_contract();
    g_assert_cmpuint(contract->version, ==, 1);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        check_type(contract->pages[kind], seen);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer type;
    g_hash_table_iter_init(&iter, seen);
    while (g_hash_table_iter_next(&iter, &type, NULL))
        g_assert_true(g_hash_table_add(names, (gpointer)((const VtType *)type)->name));
}

/* The theme's own objects are added at the root: the contract may not take their names. */
static void test_theme_names(void)
{
    const VtThemeContract *contract = vt_render_contract();
    for (unsigned kind = 0; kind < VT_PAGE_COUNT; kind++)
        for (const VtField *field = contract->pages[kind]->fields; field->name; field++) {
            g_assert_cmpstr(field->name, !=, "labels");
            g_assert_cmpstr(field->name, !=, "options");
            g_assert_cmpstr(field->name, !=, "assets");
        }
}

static void test_labels(void)
{
    size_t count;
    const VtRenderLabel *labels = vt_render_labels(&count);
    for (size_t i = 0; i < count; i++) {
        g_assert_nonnull(labels[i].name);
        g_assert_cmpuint(labels[i].english[0], !=, 0);
        for (size_t other = 0; other < i; other++)
            g_assert_cmpstr(labels[other].name, !=, labels[i].name);
    }
}

static void same_lines(const char *page, const char *expected)
{
    g_auto(GStrv) actual_lines = g_strsplit(page, "\n", -1);
    g_auto(GStrv) lines = g_strsplit(expected, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        if (g_strcmp0(actual_lines[i], lines[i]) != 0)
            g_test_message("line %zu differs; VITRINE_UPDATE=1 accepts the new text", i + 1);
        g_assert_cmpstr(actual_lines[i], ==, lines[i]);
    }
    g_assert_cmpuint(g_strv_length(actual_lines), ==, g_strv_length(lines));
}

static void test_page_in_docs(void)
{
    g_auto(VtBuffer) out = {0};
    vt_render_write_contract(&out);
    const char *path = g_getenv("VITRINE_CONTRACT_PAGE");
    g_assert_nonnull(path);
    if (g_strcmp0(g_getenv("VITRINE_UPDATE"), "1") == 0)
        g_assert_true(g_file_set_contents(path, out.data, (gssize)out.length, NULL));
    g_autofree char *page = NULL;
    g_assert_true(g_file_get_contents(path, &page, NULL, NULL));
    same_lines(page, vt_buffer_string(&out));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/contract/tables", test_tables);
    g_test_add_func("/contract/theme-names", test_theme_names);
    g_test_add_func("/contract/labels", test_labels);
    g_test_add_func("/contract/page-in-docs", test_page_in_docs);
    return g_test_run();
}
