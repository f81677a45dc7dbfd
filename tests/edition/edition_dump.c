#include "edition_dump.h"

static void put_text(VtBuffer *out, const char *name, const char *text)
{
    if (text && text[0])
        vt_buffer_append_format(out, "  %s: %s\n", name, text);
}

static void put_date(VtBuffer *out, const char *name, VtDate date)
{
    char text[16];
    vt_date_format(date, text);
    put_text(out, name, text);
}

static void put_strings(VtBuffer *out, const char *name, VtStrings strings)
{
    for (size_t i = 0; i < strings.count; i++)
        vt_buffer_append_format(out, "  %s: %s\n", name, strings.items[i]);
}

static void put_list(VtBuffer *out, const char *name, VtEntryList list)
{
    if (list.count == 0)
        return;
    vt_buffer_append_format(out, "  %s:", name);
    for (size_t i = 0; i < list.count; i++)
        vt_buffer_append_format(out, " %s", list.items[i]->address);
    vt_buffer_append_char(out, '\n');
}

static void put_rich(VtBuffer *out, const char *name, VtRichText rich)
{
    if (rich.html[0] == '\0' && rich.text[0] == '\0')
        return;
    if (strcmp(rich.html, rich.text) == 0)
        put_text(out, name, rich.html);
    else
        vt_buffer_append_format(out, "  %s: %s | %s\n", name, rich.html, rich.text);
}

static void put_node(VtBuffer *out, const VtNode *node)
{
    if (node->text)
        vt_buffer_append_string(out, node->text);
    for (size_t i = 0; node->items && i < node->count; i++) {
        vt_buffer_append_string(out, i ? ", " : "[");
        put_node(out, node->items[i]);
    }
    for (size_t i = 0; node->pairs && i < node->count; i++) {
        vt_buffer_append_format(out, "%s%s: ", i ? ", " : "{", node->pairs[i].key->text);
        put_node(out, node->pairs[i].value);
    }
    if (!node->text)
        vt_buffer_append_char(out, node->items ? ']' : '}');
}

static void put_lists_of_records(VtBuffer *out, const VtFields *fields)
{
    for (size_t i = 0; i < fields->links.count; i++)
        vt_buffer_append_format(out, "  .links: %s <%s>\n",
                                fields->links.items[i].label ? fields->links.items[i].label : "-",
                                fields->links.items[i].url);
    for (size_t i = 0; i < fields->profiles.count; i++)
        vt_buffer_append_format(out, "  .profiles: %s %s <%s>\n", fields->profiles.items[i].network,
                                fields->profiles.items[i].username ? fields->profiles.items[i].username : "-",
                                fields->profiles.items[i].url ? fields->profiles.items[i].url : "");
    for (size_t i = 0; i < fields->languages.count; i++)
        vt_buffer_append_format(out, "  .languages: %s %s\n", fields->languages.items[i].language,
                                fields->languages.items[i].fluency ? fields->languages.items[i].fluency
                                                                   : "-");
    if (fields->image.src)
        vt_buffer_append_format(out, "  .image: %s | %s\n", fields->image.src,
                                fields->image.alt ? fields->image.alt : "-");
    if (!fields->extra)
        return;
    vt_buffer_append_string(out, "  .extra: ");
    put_node(out, fields->extra);
    vt_buffer_append_char(out, '\n');
}

static void put_key(VtBuffer *out, const VtKey *key, const VtFields *fields)
{
    const char *at = (const char *)fields + key->offset;
    g_autofree char *name = g_strconcat(".", key->name, NULL);
    switch (key->type) {
    case VT_KEY_STRING:
    case VT_KEY_MARKDOWN:
    case VT_KEY_ADDRESS:
    case VT_KEY_SLUG:
    case VT_KEY_TIME:
        put_text(out, name, *(const char *const *)(const void *)at);
        break;
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
        put_date(out, name, *(const VtDate *)(const void *)at);
        break;
    case VT_KEY_STRINGS:
    case VT_KEY_AUDIENCE:
        put_strings(out, name, *(const VtStrings *)(const void *)at);
        break;
    case VT_KEY_BOOLEAN:
        put_text(out, name, *(const bool *)at ? "true" : "");
        break;
    case VT_KEY_INTEGER:
        if (*(const int64_t *)(const void *)at != 0)
            vt_buffer_append_format(out, "  %s: %" G_GINT64_FORMAT "\n", name,
                                    *(const int64_t *)(const void *)at);
        break;
    case VT_KEY_LINKS:
    case VT_KEY_PROFILES:
    case VT_KEY_LANGUAGES:
    case VT_KEY_IMAGE:
    case VT_KEY_FREE:
        break;
    }
}

static void put_document(VtBuffer *out, const VtEditionEntry *entry)
{
    VtWriteOptions options = {.targets = entry->targets};
    g_auto(VtBuffer) html = {0};
    vt_document_write_html(entry->document, vt_document_all(entry->document), &options, &html);
    g_auto(GStrv) lines = g_strsplit(g_strchomp((char *)vt_buffer_string(&html)), "\n", -1);
    for (char **line = lines; *line; line++)
        vt_buffer_append_format(out, "  | %s\n", *line);
}

static void put_computed(VtBuffer *out, const VtEditionEntry *entry)
{
    put_date(out, "dated", entry->dated);
    if (entry->months)
        vt_buffer_append_format(out, "  months: %d\n", entry->months);
    put_text(out, "current", entry->current ? "yes" : "");
    put_text(out, "upcoming", entry->upcoming ? "yes" : "");
    put_text(out, "previous", entry->previous ? entry->previous->address : "");
    put_text(out, "next", entry->next ? entry->next->address : "");
    for (size_t i = 0; i < entry->skill_count; i++)
        put_text(out, "skill", entry->skills[i]->name);
    put_list(out, "related", entry->related);
    put_text(out, "organization", entry->organization ? entry->organization->name : "");
    put_text(out, "image", entry->image_address);
    put_text(out, "image alt", entry->image_alt);
    if (entry->picture)
        vt_buffer_append_format(out, "  picture: %u × %u\n", entry->picture->width, entry->picture->height);
}

static void put_entry(VtBuffer *out, const VtEditionEntry *entry)
{
    vt_buffer_append_format(out, "\nentry %s: %s %s → %s\n", entry->path, vt_kind_name(entry->kind),
                            entry->address, entry->file);
    put_text(out, "section", entry->section ? entry->section->name : "");
    put_rich(out, "title", entry->title);
    put_rich(out, "summary", entry->summary);
    put_rich(out, "result", entry->result);
    put_rich(out, "outcome", entry->outcome);
    put_rich(out, "bio_short", entry->bio_short);
    put_rich(out, "bio_long", entry->bio_long);
    put_rich(out, "invite", entry->invite);
    put_text(out, "description", entry->description);
    put_computed(out, entry);
    for (size_t i = 0; i < vt_key_count; i++)
        put_key(out, &vt_keys[i], &entry->fields);
    put_lists_of_records(out, &entry->fields);
    put_document(out, entry);
}

static void put_sections(VtBuffer *out, const VtEdition *edition)
{
    for (size_t i = 0; i < edition->section_count; i++) {
        const VtEditionSection *section = &edition->sections[i];
        vt_buffer_append_format(out, "\nsection %s: %s %s → %s\n", section->name, vt_kind_name(section->kind),
                                section->address, section->file);
        put_text(out, "title", section->title);
        if (section->home_limit != VT_NO_LIMIT)
            vt_buffer_append_format(out, "  home limit: %zu\n", section->home_limit);
        put_list(out, "entries", section->entries);
        put_list(out, "dated", section->dated);
        if (section->index)
            put_entry(out, section->index);
    }
}

static void put_organizations(VtBuffer *out, const VtEdition *edition)
{
    for (size_t i = 0; i < edition->organization_count; i++) {
        const VtOrganization *organization = &edition->organizations[i];
        vt_buffer_append_format(out, "\norganization %s: %d months\n", organization->name,
                                organization->months);
        put_date(out, "start", organization->start);
        put_date(out, "end", organization->end);
        put_list(out, "roles", organization->roles);
        put_list(out, "entries", organization->entries);
    }
}

static void put_skills(VtBuffer *out, const VtEdition *edition)
{
    for (size_t i = 0; i < edition->skill_count; i++) {
        const VtSkill *skill = &edition->skills[i];
        vt_buffer_append_format(out, "\nskill %s: %d months, %s → %s (%s)\n", skill->name, skill->months,
                                skill->address, skill->file, skill->slug);
        put_date(out, "first", skill->first);
        put_date(out, "last", skill->last);
        put_list(out, "roles", skill->roles);
        put_list(out, "others", skill->others);
    }
}

static void put_lists(VtBuffer *out, const VtEdition *edition)
{
    const struct {
        const char *name;
        VtEntryList list;
    } lists[] = {
        {"pages", edition->pages},           {"entries", edition->entries},
        {"roles", edition->roles},           {"projects", edition->projects},
        {"programmes", edition->programmes}, {"education", edition->education},
        {"awards", edition->awards},         {"talks", edition->talks},
        {"posts", edition->posts},           {"dated", edition->dated},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        put_list(out, lists[i].name, lists[i].list);
}

void edition_dump(const VtEdition *edition, VtBuffer *out)
{
    vt_buffer_append_format(out, "edition %s: %s %s%s\n", edition->audience, edition->theme, edition->origin,
                            edition->base_path);
    put_text(out, "title", edition->title);
    put_text(out, "description", edition->description);
    put_text(out, "language", edition->language);
    put_text(out, "domain", edition->domain);
    put_lists(out, edition);
    put_entry(out, edition->profile);
    if (edition->home)
        put_entry(out, edition->home);
    for (size_t i = 0; i < edition->entries.count; i++)
        put_entry(out, edition->entries.items[i]);
    put_sections(out, edition);
    put_organizations(out, edition);
    put_skills(out, edition);
    for (size_t i = 0; i < edition->asset_count; i++)
        vt_buffer_append_format(out, "\nasset %s: %s, %" G_GUINT64_FORMAT " bytes\n", edition->assets[i].path,
                                edition->assets[i].address, edition->assets[i].size);
    for (size_t i = 0; i < edition->redirect_count; i++)
        vt_buffer_append_format(out, "\nredirect %s → %s\n", edition->redirects[i].file,
                                edition->redirects[i].entry->address);
}

static void put_place(VtBuffer *out, VtSpan span)
{
    VtPosition position = {0};
    if (span.offset != VT_WHOLE_FILE)
        position = vt_source_position(span.source, span.offset);
    vt_buffer_append_format(out, "  %s:%zu:%zu\n", span.source->path, position.line, position.column);
}

void edition_dump_withheld(const VtEdition *edition, VtBuffer *out)
{
    vt_buffer_append_format(
        out, "\nwithheld: %zu audience, %zu private, %zu draft, %zu future, %zu section, %zu unlinked\n",
        edition->withheld.hidden_audience, edition->withheld.hidden_private, edition->withheld.hidden_draft,
        edition->withheld.hidden_future, edition->withheld.hidden_section, edition->withheld.unlinked);
    for (size_t i = 0; i < edition->withheld.unlinked; i++)
        put_place(out, edition->withheld.unlinked_places[i]);
    for (size_t i = 0; i < edition->withheld.text_count; i++) {
        const VtWithheldText *text = &edition->withheld.texts[i];
        vt_buffer_append_format(out, "  %s: %zu marked, %zu names\n", text->path, text->hidden_blocks,
                                text->replaced_names);
    }
}
