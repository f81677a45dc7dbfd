#include "leak_view.h"

enum { LEAST_TITLE_WORDS = 4, LEAST_NAME_WORDS = 3 };

/* ---- Who sees an entry --------------------------------------------------------------------------------- */

bool vt_leak_view_is_named(const VtLeakView *view, const char *const *names, size_t count)
{
    bool named = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], "private") == 0)
            return false;
        named |= strcmp(names[i], view->audience->name) == 0;
    }
    return named;
}

/* The audience that a section's index.md gives to its entries. */
static const VtStrings *section_audience(const VtPortfolio *portfolio, const VtEntry *entry)
{
    for (size_t i = 0; entry->section[0] != '\0' && i < portfolio->entry_count; i++) {
        const VtEntry *other = portfolio->entries[i];
        if (other->is_index && strcmp(other->section, entry->section) == 0)
            return &other->fields.audience;
    }
    return NULL;
}

static char *names_of(VtLeakView *view, const VtStrings *names)
{
    g_autoptr(GString) text = g_string_new("this is for ");
    for (size_t i = 0; i < names->count; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : ", ", names->items[i]);
    if (names->count == 0)
        g_string_assign(text, "this is for nobody");
    return vt_arena_string(view->arena, text->str);
}

static bool is_section_hidden(const VtLeakView *view, const VtEntry *entry)
{
    const VtSectionChoices *hidden = &view->audience->hidden_sections;
    for (size_t i = 0; i < hidden->count; i++)
        if (strcmp(hidden->items[i].folder, entry->section) == 0)
            return true;
    return false;
}

static bool lies_ahead(const VtLeakView *view, const VtEntry *entry)
{
    return entry->kind == VT_KIND_POST && vt_date_certainly_before(view->today, entry->fields.date);
}

/* NULL: this audience sees it. `inherited`: what the section's index.md says, NULL when there is none. */
static const char *why_hidden(VtLeakView *view, const VtEntry *entry, const VtStrings *inherited)
{
    if (entry->kind == VT_KIND_PROFILE)
        return NULL;
    if (entry->fields.draft && !view->drafts)
        return "this entry is a draft";
    if (lies_ahead(view, entry) && !view->drafts)
        return "the date of this entry lies in the future";
    const VtStrings *names = &entry->fields.audience;
    if (names->count == 0 && inherited != NULL)
        names = inherited;
    if (names->count == 0)
        names = &view->portfolio->site.default_audience;
    if (is_section_hidden(view, entry))
        return "this section is hidden from that audience";
    if (vt_leak_view_is_named(view, names->items, names->count))
        return NULL;
    return names_of(view, names);
}

/* Entries are sorted by path, so those of a section follow each other. */
static void decide(VtLeakView *view)
{
    const VtPortfolio *portfolio = view->portfolio;
    const VtStrings *inherited = NULL;
    const char *section = NULL;
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        const VtEntry *entry = portfolio->entries[i];
        if (section == NULL || strcmp(section, entry->section) != 0)
            inherited = section_audience(portfolio, entry);
        section = entry->section;
        view->hidden[i] = why_hidden(view, entry, inherited);
    }
}

/* ---- Things, texts, items ------------------------------------------------------------------------------ */

VtLeakThing *vt_leak_view_thing(VtLeakView *view, VtSpan place, const char *reason)
{
    VtLeakThing *thing = VT_ARENA_NEW(view->arena, VtLeakThing);
    thing->place = place;
    thing->reason = reason;
    return thing;
}

void vt_leak_view_add_text(VtLeakView *view, const VtLeakThing *thing, const char *text, size_t length)
{
    if (text == NULL || length == 0)
        return;
    VtLeakText row = {.thing = thing, .text = text, .length = length};
    g_array_append_val(view->texts, row);
}

static void add_markup(VtLeakView *view, const VtLeakThing *thing, VtSlice html)
{
    VtLeakText row = {.thing = thing, .text = html.data, .length = html.length, .is_markup = true};
    if (html.length > 0)
        g_array_append_val(view->texts, row);
}

size_t vt_leak_count_words(const char *text)
{
    VtWordReader reader;
    VtWord word;
    size_t count = 0;
    vt_words_init(&reader, text, strlen(text));
    while (vt_words_next(&reader, &word))
        count++;
    return count;
}

void vt_leak_view_add_item(VtLeakView *view, VtLeakItemKind kind, const VtLeakThing *thing, const char *text)
{
    size_t words = text != NULL ? vt_leak_count_words(text) : 0;
    size_t least = kind == VT_ITEM_WORDS       ? LEAST_TITLE_WORDS
                   : kind == VT_ITEM_FILE_NAME ? LEAST_NAME_WORDS
                                               : 1;
    if (words < least)
        return;
    text = vt_arena_string(view->arena, text);
    VtLeakItem item = {.kind = kind, .thing = thing, .text = text, .form = text, .single = words == 1};
    g_array_append_val(view->items, item);
}

/* ---- Hidden entries ------------------------------------------------------------------------------------ */

static bool is_delimiter(const char *line, size_t length)
{
    VtSlice text = vt_slice_trim((VtSlice){line, length});
    return length >= 3 && g_ascii_isspace(line[0]) == 0 &&
           (vt_slice_is(text, "---") || vt_slice_is(text, "..."));
}

size_t vt_leak_body_start(const VtSource *source)
{
    const char *end = source->text + source->length;
    const char *at = source->text;
    if (source->length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    size_t start = (size_t)(at - source->text);
    for (bool first = true; at < end; first = false) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline != NULL ? newline : end;
        bool is_mark = is_delimiter(at, (size_t)(stop - at)) && (!first || *at == '-');
        if (first && !is_mark)
            return start;
        at = newline != NULL ? newline + 1 : end;
        if (!first && is_mark)
            return (size_t)(at - source->text);
    }
    return start;
}

char *vt_leak_entry_address(const VtEntry *entry)
{
    g_autofree char *folder = vt_slugify(entry->section);
    if (entry->is_index || entry->slug == NULL || entry->slug[0] == '\0')
        return g_steal_pointer(&folder);
    return folder[0] != '\0' ? g_strconcat(folder, "/", entry->slug, NULL) : g_strdup(entry->slug);
}

/* Inline Markdown is read as plain text too: a link's address stands in the middle of a sentence. */
static void add_plain(VtLeakView *view, const VtLeakThing *thing, const char *markdown)
{
    if (markdown == NULL || strpbrk(markdown, "[<*_`\\&") == NULL)
        return;
    g_auto(VtBuffer) plain = {0};
    vt_markdown_inline(view->markdown, vt_slice(markdown), NULL, &plain);
    const char *text = vt_arena_copy(view->arena, plain.data, plain.length);
    vt_leak_view_add_text(view, thing, text, plain.length);
}

static void add_addresses(VtLeakView *view, const VtLeakThing *thing, const VtEntry *entry)
{
    g_autofree char *address = vt_leak_entry_address(entry);
    g_autofree char *name = g_path_get_basename(entry->path);
    char *dot = strrchr(name, '.');
    if (dot != NULL)
        *dot = '\0';
    /* The page of a section is that of its visible entries too. */
    bool has_page = entry->is_index && vt_leak_view_has_section(view, entry->section);
    if (!has_page)
        vt_leak_view_add_item(view, VT_ITEM_ADDRESS, thing, address);
    vt_leak_view_add_item(view, VT_ITEM_FILE_NAME, thing, entry->slug);
    if (strcmp(name, entry->slug) != 0)
        vt_leak_view_add_item(view, VT_ITEM_FILE_NAME, thing, name);
    for (size_t i = 0; i < entry->fields.aliases.count; i++) {
        g_autofree char *alias = g_strdup(entry->fields.aliases.items[i]);
        size_t length = strlen(alias);
        if (length > 1 && alias[length - 1] == '/')
            alias[length - 1] = '\0';
        vt_leak_view_add_item(view, VT_ITEM_ADDRESS, thing, alias + (alias[0] == '/'));
    }
}

static void add_hidden_entry(VtLeakView *view, const VtEntry *entry, const char *reason)
{
    const VtFields *fields = &entry->fields;
    g_assert(entry->source.text != NULL); /* rather no site than a leak that nobody looked for */
    VtLeakThing *thing = vt_leak_view_thing(view, VT_IN_FILE(&entry->source), reason);
    size_t body = vt_leak_body_start(&entry->source);
    thing->source = &entry->source;
    thing->end = entry->source.length;
    vt_leak_view_add_text(view, thing, entry->source.text, body);
    if (entry->document != NULL)
        add_markup(view, thing, entry->document->html);
    const char *const markdown[] = {fields->title,     fields->summary,  fields->result, fields->outcome,
                                    fields->bio_short, fields->bio_long, fields->invite};
    for (size_t i = 0; i < G_N_ELEMENTS(markdown); i++)
        add_plain(view, thing, markdown[i]);
    vt_leak_view_add_item(view, VT_ITEM_WORDS, thing, fields->title);
    for (size_t i = 0; i < fields->wordings.count; i++)
        if (fields->wordings.items[i].key->offset == offsetof(VtFields, title))
            vt_leak_view_add_item(view, VT_ITEM_WORDS, thing, fields->wordings.items[i].text);
    add_addresses(view, thing, entry);
}

/* ---- Wordings of visible entries ------------------------------------------------------------------------
 */

static bool has_own_wording(const VtLeakView *view, const VtFields *fields, const VtKey *key)
{
    for (size_t i = 0; i < fields->wordings.count; i++) {
        const VtWording *wording = &fields->wordings.items[i];
        if (wording->key == key && g_strcmp0(wording->audience, view->audience->name) == 0)
            return true;
    }
    return false;
}

static void add_wordings(VtLeakView *view, const VtEntry *entry)
{
    const VtFields *fields = &entry->fields;
    for (size_t i = 0; i < fields->wordings.count; i++) {
        const VtWording *wording = &fields->wordings.items[i];
        bool is_read = wording->audience != NULL ? strcmp(wording->audience, view->audience->name) == 0
                                                 : !has_own_wording(view, fields, wording->key);
        if (is_read)
            continue;
        const char *whose = wording->audience != NULL ? wording->audience : "those without one of their own";
        VtLeakThing *thing = vt_leak_view_thing(
            view, wording->span, vt_arena_format(view->arena, "this wording is for %s", whose));
        vt_leak_view_add_text(view, thing, wording->text, strlen(wording->text));
        add_plain(view, thing, wording->text);
        vt_leak_view_add_item(view, VT_ITEM_WORDS, thing, wording->text);
    }
}

/* ---- Settings ------------------------------------------------------------------------------------------ */

static void add_setting(VtLeakView *view, const VtLeakThing *thing, const char *text, const char *otherwise)
{
    if (text == NULL || g_strcmp0(text, otherwise) == 0)
        return;
    vt_leak_view_add_text(view, thing, text, strlen(text));
    vt_leak_view_add_item(view, VT_ITEM_WORDS, thing, text);
}

static void add_node(VtLeakView *view, const VtLeakThing *thing, const VtNode *node)
{
    if (node == NULL)
        return;
    if (node->type == VT_NODE_STRING)
        add_setting(view, thing, node->text, NULL);
    for (size_t i = 0; i < node->count; i++)
        add_node(view, thing, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]);
}

/* Titles, descriptions and theme options of other audiences. */
static void add_settings(VtLeakView *view)
{
    const VtSite *site = &view->portfolio->site;
    for (size_t i = 0; i < site->audience_count; i++) {
        const VtAudience *other = &site->audiences[i];
        if (other == view->audience || strcmp(other->name, view->audience->name) == 0)
            continue;
        VtLeakThing *thing = vt_leak_view_thing(
            view, other->span, vt_arena_format(view->arena, "these are settings of %s", other->name));
        add_setting(view, thing, other->title, site->title);
        add_setting(view, thing, other->description, site->description);
        add_node(view, thing, other->options);
    }
}

bool vt_leak_view_has_section(const VtLeakView *view, const char *folder)
{
    for (size_t i = 0; i < view->portfolio->entry_count; i++)
        if (view->hidden[i] == NULL && strcmp(view->portfolio->entries[i]->section, folder) == 0)
            return true;
    return false;
}

static void add_section_titles(VtLeakView *view)
{
    const VtSite *site = &view->portfolio->site;
    for (size_t i = 0; i < site->section_count; i++) {
        const VtSectionSettings *section = &site->sections[i];
        if (section->title == NULL || vt_leak_view_has_section(view, section->folder))
            continue;
        VtLeakThing *thing = vt_leak_view_thing(view, section->span,
                                                "nothing in this section is for that audience");
        add_setting(view, thing, section->title, NULL);
    }
}

/* ---- The view ------------------------------------------------------------------------------------------ */

static void free_document(void *document)
{
    vt_document_free(document);
}

static void unref_table(void *table)
{
    g_hash_table_unref(table);
}

static void collect(VtLeakView *view)
{
    const VtPortfolio *portfolio = view->portfolio;
    vt_leak_view_add_names(view);
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        if (view->hidden[i] != NULL) {
            add_hidden_entry(view, portfolio->entries[i], view->hidden[i]);
        } else {
            add_wordings(view, portfolio->entries[i]);
            vt_leak_view_add_marks(view, i);
        }
    }
    add_settings(view);
    add_section_titles(view);
    vt_leak_view_add_assets(view);
}

void vt_leak_view_init(VtLeakView *view, const VtLeaksRequest *request)
{
    *view = (VtLeakView){.portfolio = request->portfolio,
                         .audience = request->audience,
                         .today = request->today,
                         .drafts = request->drafts,
                         .origin = g_strdup(request->origin),
                         .base_path = g_strdup(request->base_path)};
    view->arena = vt_arena_new();
    view->markdown = vt_markdown_new();
    view->unheard = vt_diagnostics_new();
    view->items = g_array_new(FALSE, FALSE, sizeof(VtLeakItem));
    view->texts = g_array_new(FALSE, FALSE, sizeof(VtLeakText));
    view->documents = g_ptr_array_new_with_free_func(free_document);
    view->sets = g_ptr_array_new_with_free_func(unref_table);
    view->hidden = VT_ARENA_ARRAY(view->arena, const char *, request->portfolio->entry_count);
    view->own = VT_ARENA_ARRAY(view->arena, const VtDocument *, request->portfolio->entry_count);
    view->assets = VT_ARENA_ARRAY(view->arena, const VtLeakThing *, request->portfolio->asset_count);
    decide(view);
    collect(view);
}

void vt_leak_view_finish(VtLeakView *view)
{
    g_free(view->origin);
    g_free(view->base_path);
    g_array_unref(view->items);
    g_array_unref(view->texts);
    g_ptr_array_unref(view->documents);
    g_ptr_array_unref(view->sets);
    vt_markdown_free(view->markdown);
    vt_diagnostics_free(view->unheard);
    vt_arena_free(view->arena);
}
