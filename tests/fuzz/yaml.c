/* YAML to nodes: every place lies in the text, no key stands twice, and what was read is read again alike. */
#include "fuzz.h"

#include <vitrine/yaml.h>

static void check_node(const VtSource *source, const VtNode *node)
{
    bool scalar = node->type != VT_NODE_LIST && node->type != VT_NODE_MAP;
    g_assert_true(scalar == (node->text != NULL));
    g_assert_true(node->span.source == source);
    g_assert_cmpuint(node->span.offset, <=, source->length);
    g_assert_cmpuint(node->span.length, <=, source->length - node->span.offset);
    g_assert_true(!scalar || vt_utf8_valid(node->text, strlen(node->text), NULL));
    g_assert_true(!node->quoted || node->type == VT_NODE_STRING);
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VT_NODE_LIST) {
            check_node(source, node->items[i]);
            continue;
        }
        g_assert_true(g_hash_table_add(keys, (char *)node->pairs[i].key->text));
        g_assert_true(vt_node_get(node, node->pairs[i].key->text) == node->pairs[i].value);
        check_node(source, node->pairs[i].key);
        check_node(source, node->pairs[i].value);
    }
}

static void print_node(const VtNode *node, VtBuffer *out)
{
    vt_buffer_append_format(out, "%d%d", (int)node->type, node->quoted);
    if (node->text != NULL)
        vt_buffer_append_json(out, node->text, strlen(node->text));
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VT_NODE_MAP)
            print_node(node->pairs[i].key, out);
        print_node(node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i], out);
    }
    vt_buffer_append_char(out, ';');
}

/* Behind other bytes, as front matter stands behind a BOM and a line, only the places differ. */
static void check_moved(const char *text, const VtNode *root)
{
    static const char before[] = "---\n";
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autofree char *longer = g_strconcat(before, text, "---\n", NULL);
    VtSource source = {.path = "site.yaml", .text = longer, .length = strlen(longer)};
    const VtNode *moved = vt_yaml_parse(arena, &source, strlen(before), strlen(text), sink);
    g_assert_true((moved == NULL) == (root == NULL));
    if (moved == NULL)
        return;
    g_auto(VtBuffer) here = {0};
    g_auto(VtBuffer) there = {0};
    check_node(&source, moved);
    print_node(root, &here);
    print_node(moved, &there);
    g_assert_cmpstr(vt_buffer_string(&here), ==, vt_buffer_string(&there));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autofree char *text = fuzz_text(data, size);
    VtSource source = {.path = "site.yaml", .text = text, .length = size};
    const VtNode *root = vt_yaml_parse(arena, &source, 0, size, sink);
    size_t errors = vt_diagnostics_count(sink, VT_ERROR);
    g_assert_true(root != NULL ? errors == 0 || vt_diagnostics_holds(sink, VT_YAML_DUPLICATE_KEY)
                               : errors > 0);
    if (root != NULL)
        check_node(&source, root);
    check_moved(text, root);
    fuzz_messages(sink);
    return 0;
}
