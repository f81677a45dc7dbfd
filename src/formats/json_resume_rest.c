/* meta.x-vitrine: texts that summary and highlights cannot hold, keys that have no word in JSON Resume, and
 * pages, so that an import of our own export has them all. */
#include "json_resume.h"
#include "json_resume_kept.h"
#include "resume_prose.h"

static const VtProseStyle whole_text = {.markdown = true, .whole = true};

/* Has JSON Resume a word for it? */
static bool is_mapped(VtKind kind, const char *key)
{
#define JSON_RESUME_LIST(kind, list, folder)
#define JSON_RESUME_KEY(of, json_key, old, name, form) {VT_KIND_##of, name},
    static const struct {
        VtKind kind;
        const char *name;
    } rows[] = {
#include "json_resume_keys.def"
    };
#undef JSON_RESUME_LIST
#undef JSON_RESUME_KEY
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].kind == kind && strcmp(rows[i].name, key) == 0)
            return true;
    return false;
}

/* The fields hold Markdown as plain text; the marks are in the HTML beside them. */
static const VtRichText *rich_text_of(const VtEditionEntry *entry, const VtKey *key)
{
    const struct {
        size_t offset;
        const VtRichText *text;
    } rows[] = {
        {offsetof(VtFields, summary), &entry->summary},   {offsetof(VtFields, result), &entry->result},
        {offsetof(VtFields, outcome), &entry->outcome},   {offsetof(VtFields, bio_short), &entry->bio_short},
        {offsetof(VtFields, bio_long), &entry->bio_long}, {offsetof(VtFields, invite), &entry->invite},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].offset == key->offset)
            return rows[i].text;
    return NULL;
}

static void write_markdown(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry,
                           const VtKey *key)
{
    const VtRichText *rich = rich_text_of(entry, key);
    bool mapped = is_mapped(entry->kind, key->name);
    if (!rich || !rich->html || (mapped && !strpbrk(rich->html, "<*_`[\\")))
        return;
    g_autofree char *text = vt_prose_html(edition, vt_slice(rich->html), whole_text);
    vt_json_text(json, key->name, text);
}

static void write_links(VtJson *json, const VtEditionEntry *entry)
{
    vt_json_array(json, "links");
    for (size_t i = 0; i < entry->fields.links.count; i++) {
        vt_json_object(json, NULL);
        vt_json_text(json, "label", entry->fields.links.items[i].label);
        vt_json_text(json, "url", entry->fields.links.items[i].url);
        vt_json_close(json);
    }
    vt_json_close(json);
}

/* A reader of the file has no picture: `image` stays behind, as does what orders and addresses pages here. */
static void write_value(VtJson *json, const VtEditionEntry *entry, const VtKey *key)
{
    const char *at = (const char *)&entry->fields + key->offset;
    char date[16];
    if (key->type == VT_KEY_STRING || key->type == VT_KEY_ADDRESS || key->type == VT_KEY_TIME)
        vt_json_text(json, key->name, *(const char *const *)(const void *)at);
    else if (key->type == VT_KEY_STRINGS)
        vt_json_texts(json, key->name, *(const VtStrings *)(const void *)at);
    else if (key->type == VT_KEY_LINKS)
        write_links(json, entry);
    else if (key->type == VT_KEY_DATE || key->type == VT_KEY_END_DATE) {
        vt_date_format(*(const VtDate *)(const void *)at, date);
        vt_json_text(json, key->name, date);
    }
}

static bool ends_at_present(const VtEditionEntry *entry, const VtKey *key)
{
    return key->type == VT_KEY_END_DATE && entry->fields.end.present;
}

static void write_fields(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_object(json, "fields");
    for (size_t i = 0; i < vt_key_count; i++) {
        const VtKey *key = &vt_keys[i];
        bool own = (key->kinds & VT_KIND_BIT(entry->kind)) != 0;
        bool named = key->offset == offsetof(VtFields, title) && entry->kind == VT_KIND_PROFILE;
        if (!own || named || key->offset == offsetof(VtFields, aliases))
            continue;
        if (key->type == VT_KEY_MARKDOWN)
            write_markdown(json, edition, entry, key);
        else if (!is_mapped(entry->kind, key->name) || ends_at_present(entry, key))
            write_value(json, entry, key);
    }
    vt_json_close(json);
}

/* Where paragraphs are the summary and a list the highlights there is nothing more to tell. */
static void write_body(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    bool summary = entry->summary.text && *entry->summary.text;
    g_autofree char *lead = vt_prose_lead(edition, entry);
    bool points = entry->kind == VT_KIND_ROLE || entry->kind == VT_KIND_COMMUNITY ||
                  entry->kind == VT_KIND_PROJECT;
    bool listed = points || !entry->document || entry->document->item_count == 0;
    bool prose = entry->kind != VT_KIND_EDUCATION && !summary && vt_kept_of(edition->profile);
    if (listed && (*lead == '\0' || prose) && vt_prose_is_plain(edition, entry))
        return;
    g_autofree char *text = vt_prose(edition, entry, whole_text);
    vt_json_text(json, "body", text);
}

static void write_list(VtJson *json, const VtEdition *edition, const char *list)
{
    g_autoptr(GPtrArray) entries = vt_json_resume_entries(edition, list);
    for (guint i = 0; i < entries->len; i++) {
        const VtEditionEntry *entry = entries->pdata[i];
        vt_json_object(json, NULL);
        write_body(json, edition, entry);
        write_fields(json, edition, entry);
        if (vt_json_is_open(json)) {
            vt_json_text(json, "list", list);
            vt_json_number(json, "index", i);
        }
        vt_json_close(json);
    }
}

/* "projects/index.html" → "projects/index.md": the file it can be made again as. */
static void write_page(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    g_autofree char *text = vt_prose(edition, entry, whole_text);
    size_t length = strlen(entry->file) - (g_str_has_suffix(entry->file, "/index.html") ? 11 : 5);
    bool front = strchr(entry->file, '/') == NULL || entry->section == NULL ? false
                                                                            : entry->section->index == entry;
    g_autofree char *path = g_strdup_printf("%.*s%s.md", (int)length, entry->file, front ? "/index" : "");
    vt_json_object(json, NULL);
    vt_json_text(json, "path", path);
    vt_json_text(json, "body", text);
    write_fields(json, edition, entry);
    vt_json_close(json);
}

static void write_pages(VtJson *json, const VtEdition *edition)
{
    vt_json_array(json, "pages");
    if (edition->home)
        write_page(json, edition, edition->home);
    for (size_t i = 0; i < edition->pages.count; i++)
        write_page(json, edition, edition->pages.items[i]);
    for (size_t i = 0; i < edition->section_count; i++) {
        const VtEditionSection *section = &edition->sections[i];
        if (section->index)
            write_page(json, edition, section->index);
        for (size_t j = 0; j < section->entries.count; j++)
            if (section->entries.items[j]->kind == VT_KIND_PAGE)
                write_page(json, edition, section->entries.items[j]);
    }
    vt_json_close(json);
}

void vt_json_resume_write_rest(VtJson *json, const VtEdition *edition)
{
    static const char *const lists[] = {"work",   "volunteer",    "education",
                                        "awards", "publications", "projects"};
    vt_json_object(json, "x-vitrine");
    vt_json_number(json, "version", 1);
    if (edition->profile) {
        vt_json_object(json, "profile");
        write_body(json, edition, edition->profile);
        write_fields(json, edition, edition->profile);
        vt_json_close(json);
    }
    vt_json_array(json, "entries");
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        write_list(json, edition, lists[i]);
    vt_json_close(json);
    write_pages(json, edition);
    vt_json_close(json);
}
