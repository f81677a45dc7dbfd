/* All that an audience may read: whatever of it a hidden text holds as well is no leak. */
#include "leak_view.h"

typedef struct Visible {
    const VtLeakView *view;
    const VtLeakReader *reader;
    VtPhrases *names;        /* those that this audience must not read; NULL: none */
    GPtrArray *replacements; /* by number */
} Visible;

/* ---- With names replaced ---------------------------------------------------------------------------------
 */

static void add_name(Visible *visible, const VtName *name, const char *replacement)
{
    unsigned number = visible->replacements->len;
    g_ptr_array_add(visible->replacements, (char *)(uintptr_t)replacement);
    vt_phrases_add(visible->names, name->name, number);
    for (size_t i = 0; i < name->also.count; i++)
        vt_phrases_add(visible->names, name->also.items[i], number);
}

static void collect_names(Visible *visible)
{
    const VtSite *site = &visible->view->portfolio->site;
    visible->replacements = g_ptr_array_new();
    visible->names = vt_phrases_new();
    for (size_t i = 0; i < site->name_count; i++) {
        const VtNode *text = vt_node_get(site->names[i].replace, visible->view->audience->name);
        if (text != NULL && text->text != NULL)
            add_name(visible, &site->names[i], text->text);
    }
    vt_phrases_ready(visible->names);
}

static void read_replaced(const VtLeakPiece *piece, const Visible *visible)
{
    VtPhraseMatch match;
    g_auto(VtBuffer) text = {0};
    size_t at = 0;
    while (vt_phrases_find(visible->names, piece->text, piece->length, at, &match)) {
        vt_buffer_append(&text, piece->text + at, match.start - at);
        vt_buffer_append_string(&text, g_ptr_array_index(visible->replacements, match.number));
        at = match.end;
    }
    if (at == 0)
        return;
    vt_buffer_append(&text, piece->text + at, piece->length - at);
    VtLeakPiece replaced = {.text = vt_buffer_string(&text), .length = text.length, .at = piece->text};
    visible->reader->take(&replaced, visible->reader->data);
}

static void take(const VtLeakPiece *piece, void *data)
{
    const Visible *visible = data;
    visible->reader->take(piece, visible->reader->data);
    if (!vt_phrases_is_empty(visible->names))
        read_replaced(piece, visible);
}

/* ---- Texts -----------------------------------------------------------------------------------------------
 */

static void read_text(Visible *visible, const char *text)
{
    VtLeakReader reader = {.take = take, .data = visible};
    if (text != NULL)
        vt_leak_read_text(&reader, text, strlen(text), text);
}

/* Pages put these side by side. */
static void read_pair(Visible *visible, const char *first, const char *second)
{
    if (first == NULL || second == NULL)
        return;
    g_autofree char *one = g_strconcat(first, " ", second, NULL);
    g_autofree char *other = g_strconcat(second, " ", first, NULL);
    read_text(visible, one);
    read_text(visible, other);
}

static void read_node(Visible *visible, const VtNode *node)
{
    if (node == NULL)
        return;
    read_text(visible, node->text);
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VT_NODE_MAP)
            read_text(visible, node->pairs[i].key->text);
        read_node(visible, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]);
    }
}

static void read_strings(Visible *visible, VtStrings strings)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < strings.count; i++) {
        g_autofree char *own = vt_leak_view_own_line(visible->view, strings.items[i]);
        g_string_append_printf(all, "%s ", own != NULL ? own : strings.items[i]);
    }
    read_text(visible, all->str);
}

static void read_inline(Visible *visible, const char *markdown)
{
    if (markdown == NULL)
        return;
    g_autofree char *own = vt_leak_view_own_line(visible->view, markdown);
    g_auto(VtBuffer) plain = {0};
    vt_markdown_inline(visible->view->markdown, vt_slice(own != NULL ? own : markdown), NULL, &plain);
    read_text(visible, vt_buffer_string(&plain));
}

#define AT(fields, type, key) (*(const type *)(const void *)((const char *)(fields) + (key)->offset))

static void read_key(Visible *visible, const VtFields *fields, const VtKey *key)
{
    if (key->offset == offsetof(VtFields, title))
        return; /* read_entry does */
    switch (key->type) {
    case VT_KEY_STRING:
    case VT_KEY_ADDRESS:
    case VT_KEY_SLUG:
    case VT_KEY_TIME:
        read_text(visible, AT(fields, char *, key));
        read_inline(visible, AT(fields, char *, key));
        break;
    case VT_KEY_MARKDOWN:
        read_inline(visible, AT(fields, char *, key));
        break;
    case VT_KEY_STRINGS:
        read_strings(visible, AT(fields, VtStrings, key));
        break;
    case VT_KEY_IMAGE:
        read_text(visible, fields->image.src);
        read_text(visible, fields->image.alt);
        break;
    case VT_KEY_FREE:
        read_node(visible, fields->extra);
        break;
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
    case VT_KEY_INTEGER:
    case VT_KEY_LINKS:
    case VT_KEY_PROFILES:
    case VT_KEY_LANGUAGES:
    case VT_KEY_BOOLEAN:
    case VT_KEY_AUDIENCE:
        break;
    }
}

static void read_lists(Visible *visible, const VtFields *fields)
{
    for (size_t i = 0; i < fields->links.count; i++)
        read_pair(visible, fields->links.items[i].label, fields->links.items[i].url);
    for (size_t i = 0; i < fields->profiles.count; i++) {
        read_pair(visible, fields->profiles.items[i].network, fields->profiles.items[i].username);
        read_text(visible, fields->profiles.items[i].url);
    }
    for (size_t i = 0; i < fields->languages.count; i++)
        read_pair(visible, fields->languages.items[i].language, fields->languages.items[i].fluency);
}

static void read_own_wordings(Visible *visible, const VtFields *fields)
{
    for (size_t i = 0; i < fields->wordings.count; i++)
        if (g_strcmp0(fields->wordings.items[i].audience, visible->view->audience->name) == 0)
            read_inline(visible, fields->wordings.items[i].text);
}

/* ---- Entries ---------------------------------------------------------------------------------------------
 */

/* An address that leads out of the site, or to a file, stands in the page as the author wrote it. One that
 * leads to another entry does not: it may be a hidden one's. */
static void read_links(Visible *visible, const VtDocument *document)
{
    for (size_t i = 0; i < document->link_count; i++) {
        VtSlice target = document->links[i].target;
        bool leads_out = memmem(target.data, target.length, "://", 3) != NULL;
        bool is_entry = memmem(target.data, target.length, ".md", 3) != NULL;
        if (!leads_out && (is_entry || memchr(target.data, '.', target.length) == NULL))
            continue;
        g_autofree char *text = g_strndup(target.data, target.length);
        read_text(visible, text);
    }
}

static void skip_relative(const VtLeakPiece *piece, void *data)
{
    bool is_path = memchr(piece->text, ' ', piece->length) == NULL &&
                   memchr(piece->text, '/', piece->length) != NULL;
    bool leads_out = memmem(piece->text, piece->length, "://", 3) != NULL;
    if (!is_path || leads_out)
        take(piece, data);
}

static void read_entry(Visible *visible, size_t number)
{
    const VtEntry *entry = visible->view->portfolio->entries[number];
    const VtFields *fields = &entry->fields;
    const VtDocument *own = visible->view->own[number];
    const VtDocument *document = own != NULL ? own : entry->document;
    for (size_t i = 0; i < vt_key_count; i++)
        read_key(visible, fields, &vt_keys[i]);
    g_autofree char *title = vt_leak_view_own_title(visible->view, entry);
    read_text(visible, title);
    read_inline(visible, title);
    read_own_wordings(visible, fields);
    read_lists(visible, fields);
    read_pair(visible, title, fields->organization);
    read_pair(visible, fields->role, fields->organization);
    read_pair(visible, title, fields->event);
    read_pair(visible, fields->degree, fields->area);
    g_autofree char *address = vt_leak_entry_address(entry);
    read_text(visible, address);
    for (size_t i = 0; i < fields->aliases.count; i++)
        read_text(visible, fields->aliases.items[i] + (fields->aliases.items[i][0] == '/'));
    if (document == NULL)
        return;
    VtLeakReader reader = {.take = skip_relative, .data = visible};
    vt_leak_read_markup(&reader, document->html.data, document->html.length);
    read_links(visible, document);
}

/* ---- The whole
 * --------------------------------------------------------------------------------------------- */

static void read_settings(Visible *visible)
{
    const VtSite *site = &visible->view->portfolio->site;
    const VtAudience *audience = visible->view->audience;
    read_text(visible, site->title);
    read_text(visible, site->description);
    read_text(visible, audience->title);
    read_text(visible, audience->description);
    read_node(visible, audience->options);
    for (size_t i = 0; i < site->section_count; i++)
        if (vt_leak_view_has_section(visible->view, site->sections[i].folder))
            read_text(visible, site->sections[i].title);
    for (size_t i = 0; i < site->skill_alias_count; i++)
        read_text(visible, site->skill_aliases[i].to);
    for (guint i = 0; i < visible->replacements->len; i++)
        read_text(visible, g_ptr_array_index(visible->replacements, i));
}

void vt_leak_view_read_visible(const VtLeakView *view, const VtLeakReader *reader)
{
    Visible visible = {.view = view, .reader = reader};
    collect_names(&visible);
    read_settings(&visible);
    for (size_t i = 0; i < view->portfolio->entry_count; i++)
        if (view->hidden[i] == NULL)
            read_entry(&visible, i);
    vt_phrases_free(visible.names);
    g_ptr_array_unref(visible.replacements);
}
