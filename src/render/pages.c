/* Every page that a site has. None is made for what is empty. */
#include "view_model.h"

const char *vt_profile_name(const VtEdition *edition)
{
    const char *name = edition->profile->fields.name;
    return name && *name ? name : edition->profile->title.text;
}

bool vt_has_resume(const VtEdition *edition)
{
    return edition->roles.count + edition->education.count + edition->projects.count +
               edition->programmes.count >
           0;
}

static void add_page(GArray *pages, VtPageKind kind, const char *file, const char *address,
                     const char *origin, const void *subject)
{
    g_array_append_val(pages, ((VtPage){kind, file, address, origin, subject}));
}

static void add_entries(GArray *pages, const VtEdition *edition)
{
    for (size_t i = 0; i < edition->entries.count; i++) {
        const VtEditionEntry *entry = edition->entries.items[i];
        if (entry->kind == VT_KIND_PROFILE || entry == edition->home ||
            (entry->section && entry->section->index == entry))
            continue;
        VtPageKind kind = (VtPageKind)(VT_PAGE_ENTRY_ROLE + (entry->kind - VT_KIND_ROLE));
        add_page(pages, kind, entry->file, entry->address, entry->path, entry);
    }
}

static void add_sections(GArray *pages, const VtEdition *edition)
{
    for (size_t i = 0; i < edition->section_count; i++) {
        const VtEditionSection *section = &edition->sections[i];
        const char *origin = section->index ? section->index->path : NULL;
        add_page(pages, VT_PAGE_SECTION, section->file, section->address, origin, section);
    }
}

static void add_skills(GArray *pages, const VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    if (edition->skill_count == 0)
        return;
    add_page(pages, VT_PAGE_SKILLS, VT_SKILLS_FOLDER "index.html", vt_below_base(renderer, VT_SKILLS_FOLDER),
             NULL, NULL);
    for (size_t i = 0; i < edition->skill_count; i++) {
        const VtSkill *skill = &edition->skills[i];
        add_page(pages, VT_PAGE_SKILL, skill->file, skill->address, NULL, skill);
    }
}

/* "old/address/index.html" is at "/old/address/". */
static const char *address_of_file(const VtRenderer *renderer, const char *file)
{
    static const char index[] = "index.html";
    size_t length = strlen(file);
    if (g_str_has_suffix(file, "/index.html"))
        length -= sizeof index - 1;
    return vt_below_base(renderer, vt_arena_copy(renderer->arena, file, length));
}

static void add_redirects(GArray *pages, const VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    for (size_t i = 0; i < edition->redirect_count; i++) {
        const VtRedirect *redirect = &edition->redirects[i];
        add_page(pages, VT_PAGE_REDIRECT, redirect->file, address_of_file(renderer, redirect->file),
                 redirect->entry->path, redirect);
    }
}

static int by_file(const void *a, const void *b)
{
    const VtPage *first = a, *second = b;
    int order = strcmp(first->file, second->file);
    return order ? order : (int)first->kind - (int)second->kind;
}

void vt_pages_init(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    g_autoptr(GArray) pages = g_array_new(false, true, sizeof(VtPage));
    const char *home_origin = (edition->home ? edition->home : edition->profile)->path;
    add_page(pages, VT_PAGE_HOME, "index.html", edition->base_path, home_origin, NULL);
    add_entries(pages, edition);
    add_sections(pages, edition);
    add_skills(pages, renderer);
    if (vt_has_resume(edition))
        add_page(pages, VT_PAGE_RESUME, VT_RESUME_FOLDER "index.html",
                 vt_below_base(renderer, VT_RESUME_FOLDER), NULL, NULL);
    add_page(pages, VT_PAGE_NOT_FOUND, "404.html", vt_below_base(renderer, "404.html"), NULL, NULL);
    add_redirects(pages, renderer);
    qsort(pages->data, pages->len, sizeof(VtPage), by_file);
    VtPage *kept = VT_ARENA_ARRAY(renderer->arena, VtPage, pages->len);
    memcpy(kept, pages->data, pages->len * sizeof(VtPage));
    renderer->pages = kept;
    renderer->page_count = pages->len;
}
