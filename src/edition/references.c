/* Who refers to a file or an entry: every address that the portfolio holds, looked at as a link would be. */
#include "links.h"

/* What is looked for, and where it is looked for at the moment. */
typedef struct Search {
    const char *path; /* of an entry without "index.md": "projects/dsp" */
    VtLinkPath link;
    VtMarkdown *markdown;
    const VtEntry *entry;
    GArray *found;
} Search;

/* A folder's index.md is also meant by the folder. */
static char *bare(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    bool index = strcmp(name, "index.md") == 0 || strcmp(name, "index.markdown") == 0;
    return index ? g_strndup(path, slash ? (size_t)(slash - path) : 0) : g_strdup(path);
}

static void look_at(Search *search, VtSlice written, VtSpan span)
{
    if (written.length == 0 || vt_link_is_external(written))
        return;
    vt_link_path_read(&search->link, written, search->entry->path);
    if (search->link.outside || search->link.same_page)
        return;
    g_autofree char *path = bare(search->link.path);
    if (strcmp(path, search->path) != 0)
        return;
    VtReference reference = {search->entry, span};
    g_array_append_val(search->found, reference);
}

static void look_at_field(Search *search, const char *written, VtSpan span)
{
    if (written)
        look_at(search, vt_slice(written), vt_span_narrow(span, vt_slice(written)));
}

static void look_at_markdown(Search *search, const char *markdown, VtSpan span)
{
    if (!markdown || !strpbrk(markdown, "<[!"))
        return;
    g_autoptr(GPtrArray) addresses = vt_rich_addresses(search->markdown, markdown);
    for (guint i = 0; i < addresses->len; i++)
        look_at_field(search, addresses->pdata[i], span);
}

static void look_at_key(Search *search, const VtKey *key)
{
    const VtFields *fields = &search->entry->fields;
    VtSpan span = vt_entry_key_span(search->entry, key);
    const char *text = *(const char *const *)(const void *)((const char *)fields + key->offset);
    if (key->type == VT_KEY_ADDRESS)
        look_at_field(search, text, span);
    else if (key->type == VT_KEY_IMAGE)
        look_at_field(search, fields->image.src, span);
    else if ((key->type == VT_KEY_MARKDOWN || key->worded) && !vt_has_wordings(search->entry, key))
        look_at_markdown(search, text, span);
    for (size_t i = 0; key->type == VT_KEY_LINKS && i < fields->links.count; i++)
        look_at_field(search, fields->links.items[i].url, span);
    for (size_t i = 0; key->type == VT_KEY_PROFILES && i < fields->profiles.count; i++)
        look_at_field(search, fields->profiles.items[i].url, span);
}

static void look_at_entry(Search *search)
{
    const VtEntry *entry = search->entry;
    for (size_t i = 0; i < entry->place_count; i++)
        look_at_key(search, entry->places[i].key);
    for (size_t i = 0; i < entry->fields.wordings.count; i++)
        look_at_markdown(search, entry->fields.wordings.items[i].text, entry->fields.wordings.items[i].span);
    const VtDocument *document = entry->document;
    for (size_t i = 0; document && i < document->link_count; i++) {
        const VtLink *link = &document->links[i];
        if (link->kind != VT_LINK_AUTO)
            look_at(search, link->target, (VtSpan){&entry->source, link->offset, link->length});
    }
}

GArray *vt_references_to(const VtPortfolio *portfolio, const char *path)
{
    g_autofree char *wanted = bare(path);
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    Search search = {.path = wanted, .markdown = markdown};
    search.found = g_array_new(false, false, sizeof(VtReference));
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        search.entry = portfolio->entries[i];
        look_at_entry(&search);
    }
    vt_link_path_finish(&search.link);
    return search.found;
}
