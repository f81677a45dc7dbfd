/* The site and its menu, the same on every page but for what is current. */
#include "view_model.h"
#include "vitrine/formats.h"

/* Scripts that are read from right to left, by language and by script subtag. */
static bool reads_from_right(const char *language)
{
    static const char *const languages[] = {"ar", "arc", "ckb", "dv", "fa", "he", "nqo",
                                            "ps", "sd",  "syr", "ug", "ur", "yi"};
    static const char *const scripts[] = {"-arab", "-hebr", "-nkoo", "-syrc", "-thaa"};
    g_autofree char *lower = g_ascii_strdown(language, -1);
    if (strstr(lower, "-latn"))
        return false;
    size_t primary = strcspn(lower, "-");
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        if (strlen(languages[i]) == primary && memcmp(languages[i], lower, primary) == 0)
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++)
        if (strstr(lower, scripts[i]))
            return true;
    return false;
}

const char *vt_below_base(const VtRenderer *renderer, const char *path)
{
    return vt_join(renderer->arena, renderer->edition->base_path, path);
}

static VtValue address_if(const VtRenderer *renderer, bool exists, const char *path)
{
    return exists ? vt_value_string(vt_below_base(renderer, path)) : VT_NULL;
}

void vt_site_values_init(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    VtArena *arena = renderer->arena;
    bool has_feeds = edition->dated.count > 0;
    char *locale = g_strdelimit(vt_arena_string(arena, edition->language), "-", '_');
    renderer->site = vt_model_site(
        &renderer->shapes, arena,
        &(VtModelSite){
            .title = vt_value_string(edition->title),
            .description = vt_text_or_null(edition->description),
            .language = vt_value_string(edition->language),
            .direction = vt_value_string(reads_from_right(edition->language) ? "rtl" : "ltr"),
            .locale = vt_value_string(locale),
            .audience = vt_value_string(edition->audience),
            .generator = vt_value_string("Vitrine"),
            .base = vt_value_string(edition->base_path),
            .home = vt_value_string(edition->base_path),
            .canonical = vt_value_string(vt_absolute(renderer, arena, edition->base_path)),
            .skills = address_if(renderer, edition->skill_count > 0, VT_SKILLS_FOLDER),
            .resume = address_if(renderer, vt_has_resume(edition), VT_RESUME_FOLDER),
            .pdf = address_if(renderer, edition->pdf && vt_has_resume(edition), "resume.pdf"),
            .resume_json = address_if(renderer, true, "resume.json"),
            .vcard = address_if(renderer, true, "contact.vcf"),
            .calendar = address_if(renderer, vt_format_has_calendar(edition), "events.ics"),
            .manifest = address_if(renderer, true, "site.webmanifest"),
            .icon = address_if(renderer, true, "icon.svg"),
            .touch_icon = vt_text_or_null(edition->touch_icon),
            .feeds = has_feeds ? vt_feeds_value(renderer, arena, edition->base_path) : VT_NULL,
        });
}

/* `all`: RSS and JSON Feed too. */
static VtValue alternates_of(const VtRenderer *renderer, const char *title, const char *folder, bool all)
{
    static const char *const kinds[][2] = {
        {"feed.xml", "application/atom+xml"},
        {"rss.xml", "application/rss+xml"},
        {"feed.json", "application/feed+json"},
    };
    VtArena *arena = renderer->arena;
    size_t count = all ? G_N_ELEMENTS(kinds) : 1;
    VtList *list = vt_list_new(arena, count);
    for (size_t i = 0; i < count; i++) {
        VtModelAlternate alternate = {
            .title = vt_value_string(title),
            .type = vt_value_string(kinds[i][1]),
            .address = vt_value_string(vt_join(arena, folder, kinds[i][0])),
        };
        vt_list_add(list, vt_model_alternate(&renderer->shapes, arena, &alternate));
    }
    return vt_value_list(list);
}

/* Of the section's feeds, or of the site's where the section has none (or is NULL). */
static VtValue alternates_value(const VtRenderer *renderer, const VtEditionSection *section, bool all)
{
    const VtEdition *edition = renderer->edition;
    if (section && section->dated.count > 0)
        return alternates_of(renderer, section->title, section->address, all);
    if (edition->dated.count > 0)
        return alternates_of(renderer, edition->title, edition->base_path, all);
    return vt_value_list(vt_list_new(renderer->arena, 0));
}

static VtAlternates make_alternates(const VtRenderer *renderer, const VtEditionSection *section)
{
    return (VtAlternates){
        .all = alternates_value(renderer, section, true),
        .one = alternates_value(renderer, section, false),
    };
}

void vt_alternates_init(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    VtAlternates *lists = VT_ARENA_ARRAY(renderer->arena, VtAlternates, edition->section_count);
    for (size_t i = 0; i < edition->section_count; i++)
        lists[i] = make_alternates(renderer, &edition->sections[i]);
    renderer->section_alternates = lists;
    renderer->site_alternates = make_alternates(renderer, NULL);
}

static VtValue menu_item(const VtRenderer *renderer, VtArena *arena, VtValue title, VtValue address,
                         VtValue current)
{
    VtModelMenuItem item = {.title = title, .address = address, .current = current};
    return vt_model_menu_item(&renderer->shapes, arena, &item);
}

static void add_to_menu(VtRenderer *renderer, VtMenuEntry *entries, const char *title, const char *address)
{
    VtValue item = menu_item(renderer, renderer->arena, vt_value_string(title), vt_value_string(address),
                             VT_NULL);
    entries[renderer->menu_count++] = (VtMenuEntry){title, address, item};
}

void vt_menu_init(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    size_t most = edition->section_count + edition->pages.count + 2;
    VtMenuEntry *entries = VT_ARENA_ARRAY(renderer->arena, VtMenuEntry, most);
    for (size_t i = 0; i < edition->section_count; i++)
        add_to_menu(renderer, entries, edition->sections[i].title, edition->sections[i].address);
    for (size_t i = 0; i < edition->pages.count; i++)
        add_to_menu(renderer, entries, edition->pages.items[i]->title.text, edition->pages.items[i]->address);
    if (edition->skill_count > 0)
        add_to_menu(renderer, entries, renderer->words.text[VT_WORD_PAGE_SKILLS],
                    vt_below_base(renderer, VT_SKILLS_FOLDER));
    if (vt_has_resume(edition))
        add_to_menu(renderer, entries, renderer->words.text[VT_WORD_PAGE_RESUME],
                    vt_below_base(renderer, VT_RESUME_FOLDER));
    renderer->menu = entries;
}

/* A redirect or an error page is nowhere in the menu. */
static const char *current_for(const char *item, const VtPage *page)
{
    bool nowhere = page->kind == VT_PAGE_REDIRECT || page->kind == VT_PAGE_NOT_FOUND;
    if (nowhere || !g_str_has_prefix(page->address, item))
        return NULL;
    return strcmp(item, page->address) == 0 ? "page" : "true";
}

VtValue vt_menu_value(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    VtList *list = vt_list_new(arena, renderer->menu_count);
    for (size_t i = 0; i < renderer->menu_count; i++) {
        const VtMenuEntry *entry = &renderer->menu[i];
        const char *current = current_for(entry->address, page);
        VtValue item = entry->value;
        if (current)
            item = menu_item(renderer, arena, vt_value_string(entry->title), vt_value_string(entry->address),
                             vt_value_string(current));
        vt_list_add(list, item);
    }
    return vt_value_list(list);
}
