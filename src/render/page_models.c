/* The root object of each page kind's template. */
#include "view_model.h"

/* Adds what the theme gives. */
static VtValue finish(const VtRenderer *renderer, VtArena *arena, VtShapeId id, const VtValue *values)
{
    VtObject *root = vt_shape_object(&renderer->shapes.of[id], values, arena);
    for (size_t i = 0; i < G_N_ELEMENTS(renderer->theme_names); i++)
        vt_object_set(root, renderer->theme_names[i], renderer->theme_values[i]);
    return vt_value_object(root);
}

#define COMMON(renderer, arena, the_page)                                                                    \
    .page = vt_page_value(renderer, arena, the_page), .site = (renderer)->site,                              \
    .menu = vt_menu_value(renderer, arena, the_page), .profile = (renderer)->profile

static VtValue home_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const VtEdition *edition = renderer->edition;
    const VtEditionEntry *intro = edition->home ? edition->home : edition->profile;
    VtModelHomePage model = {
        COMMON(renderer, arena, page),
        .content = vt_content_value(renderer, arena, intro, !edition->profile->image_address),
        .career = vt_career_value(renderer, arena),
        .skills = vt_skills_value(renderer, arena, VT_HOME_SKILLS),
        .skill_count = vt_count(edition->skill_count),
        .skills_more = vt_value_bool(edition->skill_count > VT_HOME_SKILLS),
    };
    vt_fill_home(renderer, arena, &model);
    return finish(renderer, arena, VT_SHAPE_home_page, (const VtValue *)&model);
}

/* Does the text show this image? Then it need not stand above it too. */
static bool text_shows(const VtEditionEntry *entry, const char *address)
{
    const VtDocument *document = entry->document;
    for (size_t i = 0; document && entry->targets && i < document->link_count; i++)
        if (document->links[i].kind == VT_LINK_IMAGE && entry->targets[i].action == VT_LINK_REPLACE &&
            vt_slice_equal(entry->targets[i].address, vt_slice(address)))
            return true;
    return false;
}

static VtValue figure_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    const char *address = entry ? entry->image_address : NULL;
    if (!address || text_shows(entry, address))
        return VT_NULL;
    return vt_image_value(renderer, arena, entry);
}

static VtValue entry_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const VtEditionEntry *entry = page->subject;
    VtValue figure = figure_value(renderer, arena, entry);
    VtModelEntryPage model = {
        COMMON(renderer, arena, page),
        .entry = vt_entry_value(renderer, entry),
        .content = vt_content_value(renderer, arena, entry, figure.kind == VT_VALUE_NULL),
        .figure = figure,
        .previous = vt_entry_value(renderer, entry->previous),
        .next = vt_entry_value(renderer, entry->next),
        .related = vt_entries_value(renderer, arena, entry->related, entry->related.count),
    };
    return finish(renderer, arena, VT_SHAPE_entry_page, (const VtValue *)&model);
}

static void set_section_kind(VtModelSection *model, VtKind kind)
{
    model->kind = vt_value_string(vt_kind_name(kind));
    model->is_role = vt_value_bool(kind == VT_KIND_ROLE);
    model->is_project = vt_value_bool(kind == VT_KIND_PROJECT);
    model->is_community = vt_value_bool(kind == VT_KIND_COMMUNITY);
    model->is_education = vt_value_bool(kind == VT_KIND_EDUCATION);
    model->is_award = vt_value_bool(kind == VT_KIND_AWARD);
    model->is_talk = vt_value_bool(kind == VT_KIND_TALK);
    model->is_post = vt_value_bool(kind == VT_KIND_POST);
    model->is_page = vt_value_bool(kind == VT_KIND_PAGE);
}

static VtValue section_value(const VtRenderer *renderer, VtArena *arena, const VtEditionSection *section)
{
    bool has_feeds = section->dated.count > 0;
    VtEntryList all = section->entries;
    VtEntryList upcoming = vt_upcoming(arena, all), past = vt_past(arena, all);
    VtModelSection model = {
        .name = vt_value_string(section->name),
        .title = vt_value_string(section->title),
        .title_html = vt_value_html(vt_slice(vt_section_title_html(arena, section))),
        .address = vt_value_string(section->address),
        .summary_html = section->index ? vt_html_or_null(section->index->summary.html) : VT_NULL,
        .feeds = has_feeds ? vt_feeds_value(renderer, arena, section->address) : VT_NULL,
        .count = vt_count(all.count),
        .entries = vt_entries_value(renderer, arena, all, all.count),
        .groups = vt_groups_value(renderer, arena, all),
        .upcoming = vt_entries_value(renderer, arena, upcoming, upcoming.count),
        .past = vt_entries_value(renderer, arena, past, past.count),
    };
    set_section_kind(&model, section->kind);
    return vt_model_section(&renderer->shapes, arena, &model);
}

static VtValue section_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const VtEditionSection *section = page->subject;
    VtValue figure = figure_value(renderer, arena, section->index);
    VtModelSectionPage model = {
        COMMON(renderer, arena, page),
        .section = section_value(renderer, arena, section),
        .entry = vt_index_value(renderer, arena, section->index),
        .content = vt_content_value(renderer, arena, section->index, figure.kind == VT_VALUE_NULL),
        .figure = figure,
    };
    return finish(renderer, arena, VT_SHAPE_section_page, (const VtValue *)&model);
}

static VtValue skills_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    size_t count = renderer->edition->skill_count;
    VtModelSkillsPage model = {
        COMMON(renderer, arena, page),
        .skills = vt_skills_value(renderer, arena, count),
        .skill_count = vt_count(count),
    };
    return finish(renderer, arena, VT_SHAPE_skills_page, (const VtValue *)&model);
}

static VtValue skill_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    VtModelSkillPage model = {
        COMMON(renderer, arena, page),
        .skill = vt_skill_value(renderer, page->subject),
    };
    return finish(renderer, arena, VT_SHAPE_skill_page, (const VtValue *)&model);
}

static VtValue profile_html(const VtRenderer *renderer, VtArena *arena)
{
    const VtEditionEntry *profile = renderer->edition->profile;
    if (!profile->document)
        return VT_NULL;
    VtSlice html = vt_document_html(profile, vt_document_all(profile->document), 1, true, arena);
    return vt_slice_trim(html).length > 0 ? vt_value_html(html) : VT_NULL;
}

static VtValue embedded_list(const VtRenderer *renderer, VtArena *arena, VtEntryList entries)
{
    VtList *list = vt_list_new(arena, entries.count);
    for (size_t i = 0; i < entries.count; i++)
        vt_list_add(list, vt_embedded_value(renderer, arena, entries.items[i]));
    return vt_value_list(list);
}

static VtValue resume_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const VtEdition *edition = renderer->edition;
    VtModelResumePage model = {
        COMMON(renderer, arena, page),
        .profile_html = profile_html(renderer, arena),
        .organizations = vt_resume_organizations_value(renderer, arena, edition->roles),
        .projects = vt_entries_value(renderer, arena, edition->projects, VT_RESUME_PROJECTS),
        .programmes = vt_entries_value(renderer, arena, edition->programmes, edition->programmes.count),
        .education = embedded_list(renderer, arena, edition->education),
        .awards = vt_entries_value(renderer, arena, edition->awards, edition->awards.count),
        .talks = vt_entries_value(renderer, arena, edition->talks, edition->talks.count),
        .posts = vt_entries_value(renderer, arena, edition->posts, VT_RESUME_POSTS),
        .skills = vt_skills_value(renderer, arena, edition->skill_count),
    };
    return finish(renderer, arena, VT_SHAPE_resume_page, (const VtValue *)&model);
}

static VtValue not_found_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    VtModelNotFoundPage model = {COMMON(renderer, arena, page)};
    return finish(renderer, arena, VT_SHAPE_not_found_page, (const VtValue *)&model);
}

static VtValue redirect_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const VtEditionEntry *entry = ((const VtRedirect *)page->subject)->entry;
    VtModelRedirect redirect = {
        .title = vt_value_string(entry->title.text),
        .address = vt_value_string(entry->address),
        .canonical = vt_value_string(vt_absolute(renderer, arena, entry->address)),
    };
    VtModelRedirectPage model = {
        COMMON(renderer, arena, page),
        .redirect = vt_model_redirect(&renderer->shapes, arena, &redirect),
    };
    return finish(renderer, arena, VT_SHAPE_redirect_page, (const VtValue *)&model);
}

VtValue vt_page_model(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    typedef VtValue Model(const VtRenderer *, VtArena *, const VtPage *);
    static Model *const models[VT_PAGE_COUNT] = {
        [VT_PAGE_HOME] = home_model,         [VT_PAGE_SECTION] = section_model,
        [VT_PAGE_SKILLS] = skills_model,     [VT_PAGE_SKILL] = skill_model,
        [VT_PAGE_RESUME] = resume_model,     [VT_PAGE_NOT_FOUND] = not_found_model,
        [VT_PAGE_REDIRECT] = redirect_model,
    };
    Model *model = models[page->kind] ? models[page->kind] : entry_model;
    return model(renderer, arena, page);
}
