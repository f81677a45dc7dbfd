#include "json_ld.h"

static const char *type_of(const VtEditionEntry *entry)
{
    if (entry->kind == VT_KIND_POST)
        return "BlogPosting";
    if (entry->kind == VT_KIND_PROJECT)
        return "Article";
    /* An event must have a day on which it is. */
    if (entry->kind == VT_KIND_TALK)
        return vt_date_is_set(entry->fields.date) ? "Event" : "CreativeWork";
    return "WebPage";
}

static bool is_online(const char *location)
{
    static const char *const words[] = {"online", "remote", "virtual"};
    g_autofree char *lower = g_ascii_strdown(location, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(lower, words[i]))
            return true;
    return false;
}

static void write_location(VtJson *json, const VtEdition *edition, const VtFields *talk)
{
    if (!talk->location || talk->location[0] == '\0')
        return;
    bool online = is_online(talk->location);
    vt_json_object(json, "location");
    vt_json_text(json, "@type", online ? "VirtualLocation" : "Place");
    vt_json_text(json, "name", talk->location);
    if (online)
        vt_json_address(json, "url", edition, talk->url ? talk->url : edition->base_path);
    else
        vt_json_text(json, "address", talk->location);
    vt_json_close(json);
}

static void write_start(VtJson *json, const VtFields *talk)
{
    char date[16];
    vt_date_format(talk->date, date);
    bool timed = talk->time && talk->time[0] && talk->date.day != 0;
    g_autofree char *start = timed ? g_strconcat(date, "T", talk->time, NULL) : g_strdup(date);
    vt_json_text(json, "startDate", start);
    vt_json_date(json, "endDate", talk->end);
}

static void write_talk(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const VtFields *talk = &entry->fields;
    vt_json_text(json, "name", entry->title.text);
    write_start(json, talk);
    write_location(json, edition, talk);
    vt_json_ld_author(json, "performer", edition);
    vt_json_ld_named(json, "superEvent", "Event", talk->event);
    vt_json_ld_named(json, "organizer", "Organization", talk->organization);
    vt_json_text(json, "description", entry->description);
}

static void write_article(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_text(json, "headline", entry->title.text);
    vt_json_date(json, "datePublished", entry->fields.date);
    vt_json_date(json, "dateModified", entry->fields.updated);
    vt_json_ld_author(json, "author", edition);
    vt_json_ld_named(json, "publisher", "Organization", entry->fields.publisher);
}

static void write_page(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_text(json, "name", entry->title.text);
    vt_json_date(json, "datePublished", entry->fields.date);
    vt_json_date(json, "dateModified", entry->fields.updated);
    vt_json_ld_author(json, "author", edition);
}

/* What the page's head says too (its description, its language) is not said again. Only an event's
 * description is asked for here. */
static void write_entry(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const char *type = type_of(entry);
    vt_json_object(json, NULL);
    vt_json_text(json, "@type", type);
    vt_json_address(json, "url", edition, entry->address);
    if (strcmp(type, "Event") == 0)
        write_talk(json, edition, entry);
    else if (entry->kind == VT_KIND_POST || entry->kind == VT_KIND_PROJECT)
        write_article(json, edition, entry);
    else
        write_page(json, edition, entry);
    vt_json_address(json, "image", edition, entry->image_address);
    vt_json_close(json);
}

static void write_crumb(VtJson *json, const VtEdition *edition, unsigned position, const char *name,
                        const char *address)
{
    vt_json_object(json, NULL);
    vt_json_text(json, "@type", "ListItem");
    vt_json_number(json, "position", position);
    vt_json_text(json, "name", name);
    if (address)
        vt_json_address(json, "item", edition, address);
    vt_json_close(json);
}

/* The page itself is told of only where the list would else be of one item, and needs no address then. */
static void write_breadcrumbs(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const VtEditionSection *section = entry->section;
    vt_json_object(json, NULL);
    vt_json_text(json, "@type", "BreadcrumbList");
    vt_json_array(json, "itemListElement");
    write_crumb(json, edition, 1, edition->title, edition->base_path);
    if (section && section->index != entry)
        write_crumb(json, edition, 2, section->title, section->address);
    else
        write_crumb(json, edition, 2, entry->title.text, NULL);
    vt_json_close(json);
    vt_json_close(json);
}

static void write_home(VtJson *json, const VtEdition *edition)
{
    vt_json_text(json, "@type", "ProfilePage");
    vt_json_address(json, "url", edition, edition->base_path);
    vt_json_text(json, "name", edition->title);
    vt_json_text(json, "description", edition->description);
    vt_json_text(json, "inLanguage", edition->language);
    if (edition->profile)
        vt_json_date(json, "dateModified", edition->profile->fields.updated);
    vt_json_object(json, "mainEntity");
    vt_json_ld_person(json, edition);
    vt_json_close(json);
}

/* Home is also the page of index.md at the root and of the profile. */
static bool is_home(const VtEdition *edition, const VtEditionEntry *entry)
{
    return !entry || entry == edition->home || entry == edition->profile;
}

bool vt_format_json_ld(const VtEdition *edition, const VtEditionEntry *entry, VtBuffer *out)
{
    VtJson json;
    vt_json_begin(&json, out, false);
    vt_json_text(&json, "@context", "https://schema.org");
    if (is_home(edition, entry)) {
        write_home(&json, edition);
    } else {
        vt_json_array(&json, "@graph");
        write_entry(&json, edition, entry);
        write_breadcrumbs(&json, edition, entry);
        vt_json_close(&json);
    }
    vt_json_end(&json);
    return true;
}
