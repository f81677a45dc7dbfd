/* Files of the author's that no visible text refers to. */
#include "leak_view.h"

typedef struct Referring {
    const VtLeakView *view;
    GHashTable *numbers; /* path below site-content → number of the asset + 1 */
    bool *referred;
    const char *from; /* the entry's path; "" for settings */
} Referring;

/* "../plan%201.png?x" from "projects/dsp.md" is "plan 1.png". */
static char *resolve(const char *from, const char *target, size_t length)
{
    g_autofree char *written = g_strndup(target,
                                         strcspn(target, "?#") < length ? strcspn(target, "?#") : length);
    g_autofree char *plain = g_uri_unescape_string(written, NULL);
    g_autofree char *folder = g_path_get_dirname(from);
    g_autofree char *root = g_strconcat("/", folder, NULL);
    g_autofree char *full = g_canonicalize_filename(plain != NULL ? plain : written, root);
    return g_strdup(full + 1);
}

static void refer(Referring *referring, const char *target, size_t length)
{
    if (target == NULL || length == 0 || length > 4096)
        return;
    g_autofree char *copy = g_strndup(target, length);
    g_autofree char *path = resolve(referring->from, copy, length);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(referring->numbers, path));
    if (number > 0)
        referring->referred[number - 1] = true;
}

static void refer_string(Referring *referring, const char *target)
{
    refer(referring, target, target != NULL ? strlen(target) : 0);
}

static void refer_piece(const VtLeakPiece *piece, void *data)
{
    refer(data, piece->text, piece->length);
}

/* Links in a line of Markdown. */
static void refer_inline(Referring *referring, const char *markdown)
{
    if (markdown == NULL || strstr(markdown, "](") == NULL)
        return;
    g_auto(VtBuffer) html = {0};
    VtLeakReader reader = {.take = refer_piece, .data = referring};
    vt_markdown_inline(referring->view->markdown, vt_slice(markdown), &html, NULL);
    vt_leak_read_markup(&reader, vt_buffer_string(&html), html.length);
}

static void refer_fields(Referring *referring, const VtEntry *entry)
{
    const VtFields *fields = &entry->fields;
    refer_string(referring, fields->image.src);
    for (size_t i = 0; i < fields->links.count; i++)
        refer_string(referring, fields->links.items[i].url);
    for (size_t i = 0; i < fields->profiles.count; i++)
        refer_string(referring, fields->profiles.items[i].url);
    for (size_t i = 0; i < fields->wordings.count; i++)
        refer_inline(referring, fields->wordings.items[i].text);
    for (size_t i = 0; i < vt_key_count; i++) {
        const char *at = (const char *)fields + vt_keys[i].offset;
        if (vt_keys[i].type == VT_KEY_ADDRESS)
            refer_string(referring, *(const char *const *)(const void *)at);
        else if (vt_keys[i].type == VT_KEY_MARKDOWN)
            refer_inline(referring, *(const char *const *)(const void *)at);
    }
}

static void refer_node(Referring *referring, const VtNode *node)
{
    if (node == NULL)
        return;
    if (node->type == VT_NODE_STRING)
        refer_string(referring, node->text);
    for (size_t i = 0; i < node->count; i++)
        refer_node(referring, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]);
}

static void refer_all(Referring *referring)
{
    const VtLeakView *view = referring->view;
    for (size_t i = 0; i < view->portfolio->entry_count; i++) {
        const VtEntry *entry = view->portfolio->entries[i];
        const VtDocument *document = view->own[i] != NULL ? view->own[i] : entry->document;
        if (view->hidden[i] != NULL)
            continue;
        referring->from = entry->path;
        refer_fields(referring, entry);
        for (size_t k = 0; document != NULL && k < document->link_count; k++)
            refer(referring, document->links[k].target.data, document->links[k].target.length);
    }
    referring->from = "site.yaml";
    refer_node(referring, view->audience->options);
}

static void add_hidden(VtLeakView *view, size_t number)
{
    const VtAssetFile *asset = &view->portfolio->assets[number];
    VtSource *source = VT_ARENA_NEW(view->arena, VtSource);
    source->path = asset->real_path;
    VtLeakThing *thing = vt_leak_view_thing(view, VT_IN_FILE(source),
                                            "no text of that audience refers to this file");
    view->assets[number] = thing;
    g_autofree char *name = g_path_get_basename(asset->path);
    char *dot = strrchr(name, '.');
    if (dot != NULL)
        *dot = '\0';
    vt_leak_view_add_item(view, VT_ITEM_FILE_NAME, thing, name);
}

void vt_leak_view_add_assets(VtLeakView *view)
{
    size_t count = view->portfolio->asset_count;
    if (count == 0)
        return;
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree bool *referred = g_new0(bool, count);
    for (size_t i = 0; i < count; i++)
        g_hash_table_insert(numbers, (char *)(uintptr_t)view->portfolio->assets[i].path,
                            GSIZE_TO_POINTER(i + 1));
    Referring referring = {.view = view, .numbers = numbers, .referred = referred, .from = ""};
    refer_all(&referring);
    for (size_t i = 0; i < count; i++)
        if (!referred[i])
            add_hidden(view, i);
}
