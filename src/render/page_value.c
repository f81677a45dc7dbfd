/* The object `page`: what a page says of itself in its head, and where it is. */
#include "view_model.h"
#include "vitrine/formats.h"

/* What differs by kind, gathered before the object is made. */
typedef struct Subject {
    const char *title;
    const char *title_html;          /* NULL: the title has no markup */
    const char *description;         /* plain, of any length */
    const VtEditionSection *section; /* that it is in or of */
    const VtEditionEntry *entry;     /* that it is a page of */
    const VtEditionEntry *dated;     /* whose `updated` or `date` is the page's */
    bool below_skills;
} Subject;

static Subject home_subject(const VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    const VtEditionEntry *home = edition->home;
    const char *description = edition->description;
    if (!*description)
        description = *edition->profile->description ? edition->profile->description
                                                     : edition->profile->fields.label;
    return (Subject){
        .title = home ? home->title.text : vt_profile_name(edition),
        .title_html = home ? home->title.html : NULL,
        .description = description,
        .dated = home ? home : edition->profile,
    };
}

static Subject entry_subject(const VtEditionEntry *entry)
{
    return (Subject){
        .title = entry->title.text,
        .title_html = entry->title.html,
        .description = entry->description,
        .section = entry->section,
        .entry = entry,
        .dated = entry,
    };
}

/* A job or degree is known by its title and where it was: "Data engineer, Elliptic". */
static const char *organization_beside(const VtEditionEntry *entry)
{
    bool beside = entry->kind == VT_KIND_ROLE || entry->kind == VT_KIND_EDUCATION;
    const char *organization = entry->fields.organization;
    return beside && organization && *organization ? organization : NULL;
}

static void append_entry(VtBuffer *out, const VtEditionEntry *entry)
{
    const char *organization = organization_beside(entry);
    vt_buffer_append_string(out, entry->title.text);
    if (organization)
        vt_buffer_append_format(out, ", %s", organization);
}

/* "Projects: Forecasting; Billing; …": better than nothing where the author gives no summary. */
static const char *enumerate(VtArena *arena, const char *title, const char *with, VtEntryList a,
                             VtEntryList b)
{
    g_auto(VtBuffer) out = {0};
    vt_buffer_append_string(&out, title);
    if (with)
        vt_buffer_append_format(&out, " (%s)", with);
    size_t count = MIN(a.count + b.count, 12);
    for (size_t i = 0; i < count; i++) {
        vt_buffer_append_string(&out, i == 0 ? ": " : "; ");
        append_entry(&out, i < a.count ? a.items[i] : b.items[i - a.count]);
    }
    return vt_arena_copy(arena, out.data, out.length);
}

static const char *escaped(VtArena *arena, const char *text)
{
    g_auto(VtBuffer) out = {0};
    vt_buffer_append_html(&out, text, strlen(text));
    return vt_arena_copy(arena, out.data, out.length);
}

const char *vt_section_title_html(VtArena *arena, const VtEditionSection *section)
{
    const VtEditionEntry *index = section->index;
    bool same = index && strcmp(index->title.text, section->title) == 0;
    return same ? index->title.html : escaped(arena, section->title);
}

static Subject section_subject(const VtEditionSection *section, VtArena *arena)
{
    const VtEditionEntry *index = section->index;
    const char *description = index && *index->description ? index->description : NULL;
    if (!description)
        description = enumerate(arena, section->title, NULL, section->entries, (VtEntryList){0});
    return (Subject){
        .title = section->title,
        .title_html = vt_section_title_html(arena, section),
        .description = description,
        .section = section,
        .dated = index,
    };
}

static Subject skill_subject(const VtRenderer *renderer, const VtSkill *skill, VtArena *arena)
{
    const char *duration = vt_words_duration(&renderer->words, skill->months, arena);
    return (Subject){
        .title = skill->name,
        .description = enumerate(arena, skill->name, duration, skill->roles, skill->others),
        .below_skills = true,
    };
}

static const char *skills_description(const VtRenderer *renderer, VtArena *arena)
{
    const VtEdition *edition = renderer->edition;
    g_auto(VtBuffer) out = {0};
    for (size_t i = 0; i < MIN(edition->skill_count, 24); i++)
        vt_buffer_append_format(&out, "%s%s", i == 0 ? "" : ", ", edition->skills[i].name);
    return vt_arena_copy(arena, out.data, out.length);
}

static const char *resume_description(const VtRenderer *renderer, VtArena *arena)
{
    const char *name = vt_profile_name(renderer->edition);
    const char *label = renderer->edition->profile->fields.label;
    return label && *label ? vt_arena_format(arena, "%s, %s", name, label) : name;
}

static Subject subject_of(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    const char *const *words = renderer->words.text;
    if (page->kind == VT_PAGE_HOME)
        return home_subject(renderer);
    if (page->kind == VT_PAGE_SECTION)
        return section_subject(page->subject, arena);
    if (page->kind == VT_PAGE_SKILLS)
        return (Subject){.title = words[VT_WORD_PAGE_SKILLS],
                         .description = skills_description(renderer, arena)};
    if (page->kind == VT_PAGE_SKILL)
        return skill_subject(renderer, page->subject, arena);
    if (page->kind == VT_PAGE_RESUME)
        return (Subject){.title = words[VT_WORD_PAGE_RESUME],
                         .description = resume_description(renderer, arena)};
    if (page->kind == VT_PAGE_NOT_FOUND)
        return (Subject){.title = words[VT_WORD_PAGE_NOT_FOUND]};
    if (page->kind == VT_PAGE_REDIRECT) {
        const VtRedirect *redirect = page->subject;
        return (Subject){.title = redirect->entry->title.text, .title_html = redirect->entry->title.html};
    }
    return entry_subject(page->subject);
}

/* "DSP forecasting – Robin Sample", "Data engineer, Elliptic – Robin Sample"; home's says what the person is,
 * unless the site's title adds something to the page's. */
static const char *document_title(const VtRenderer *renderer, VtArena *arena, const VtPage *page,
                                  const Subject *subject)
{
    const char *site = renderer->edition->title;
    const char *label = renderer->edition->profile->fields.label;
    const char *organization = subject->entry ? organization_beside(subject->entry) : NULL;
    const char *second = site;
    if (strcmp(subject->title, site) == 0)
        second = page->kind == VT_PAGE_HOME && label && *label ? label : NULL;
    return vt_arena_format(arena, "%s%s%s%s%s", subject->title, organization ? ", " : "",
                           organization ? organization : "", second ? " – " : "", second ? second : "");
}

static void add_crumb(const VtRenderer *renderer, VtArena *arena, VtList *list, const char *title,
                      const char *address, bool last)
{
    VtModelCrumb crumb = {
        .title = vt_value_string(title),
        .address = vt_value_string(address),
        .last = vt_value_bool(last),
    };
    vt_list_add(list, vt_model_crumb(&renderer->shapes, arena, &crumb));
}

static VtValue breadcrumbs(const VtRenderer *renderer, VtArena *arena, const VtPage *page,
                           const Subject *subject)
{
    VtList *list = vt_list_new(arena, 3);
    if (page->kind == VT_PAGE_HOME || page->kind == VT_PAGE_NOT_FOUND || page->kind == VT_PAGE_REDIRECT)
        return vt_value_list(list);
    const char *const *words = renderer->words.text;
    add_crumb(renderer, arena, list, words[VT_WORD_PAGE_HOME], renderer->edition->base_path, false);
    if (subject->entry && subject->section)
        add_crumb(renderer, arena, list, subject->section->title, subject->section->address, false);
    if (subject->below_skills)
        add_crumb(renderer, arena, list, words[VT_WORD_PAGE_SKILLS],
                  vt_join(arena, renderer->edition->base_path, VT_SKILLS_FOLDER), false);
    add_crumb(renderer, arena, list, subject->title, page->address, true);
    return vt_value_list(list);
}

static VtValue alternates(const VtRenderer *renderer, VtPageKind kind, const VtEditionSection *section)
{
    const VtAlternates *of = section ? &renderer->section_alternates[section - renderer->edition->sections]
                                     : &renderer->site_alternates;
    return kind == VT_PAGE_HOME || kind == VT_PAGE_SECTION ? of->all : of->one;
}

static VtValue modified(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    if (!entry)
        return VT_NULL;
    bool updated = vt_date_is_set(entry->fields.updated);
    return vt_date_value(renderer, arena, updated ? entry->fields.updated : entry->fields.date);
}

static VtValue json_ld(const VtRenderer *renderer, VtArena *arena, const VtPage *page,
                       const VtEditionEntry *entry)
{
    if (!entry && page->kind != VT_PAGE_HOME)
        return VT_NULL;
    g_auto(VtBuffer) out = {0};
    if (!vt_format_json_ld(renderer->edition, entry, &out) || out.length == 0)
        return VT_NULL;
    return vt_value_html((VtSlice){vt_arena_copy(arena, out.data, out.length), out.length});
}

static const char *type_of(const VtPage *page, const Subject *subject)
{
    if (page->kind == VT_PAGE_HOME)
        return "profile";
    return subject->entry ? "article" : "website";
}

/* The page's own card, else the site's; NULL where it needs or has none. */
static const char *card_of(const VtEdition *edition, const VtPage *page, const Subject *subject)
{
    if (page->kind == VT_PAGE_NOT_FOUND || page->kind == VT_PAGE_REDIRECT)
        return NULL;
    if (subject->entry && vt_entry_shares_image(subject->entry))
        return NULL;
    const char *own = subject->entry ? subject->entry->card : NULL;
    if (page->kind == VT_PAGE_SECTION)
        own = subject->section->card;
    return own ? own : edition->card;
}

static VtValue shared_image(const VtRenderer *renderer, VtArena *arena, const Subject *subject,
                            const char *card)
{
    if (card)
        return vt_model_image(
            &renderer->shapes, arena,
            &(VtModelImage){.address = vt_value_string(card),
                            .canonical = vt_value_string(vt_absolute(renderer, arena, card)),
                            .alt = vt_value_string(subject->title),
                            .width = vt_value_integer(VT_CARD_WIDTH),
                            .height = vt_value_integer(VT_CARD_HEIGHT)});
    bool pictured = subject->entry && subject->entry->image_address;
    return pictured ? vt_image_value(renderer, arena, subject->entry) : renderer->profile_image;
}

VtValue vt_page_value(const VtRenderer *renderer, VtArena *arena, const VtPage *page)
{
    Subject subject = subject_of(renderer, arena, page);
    const char *title_html = subject.title_html ? subject.title_html : escaped(arena, subject.title);
    bool noindex = page->kind == VT_PAGE_NOT_FOUND || page->kind == VT_PAGE_REDIRECT;
    const char *card = card_of(renderer->edition, page, &subject);
    VtModelPage model = {
        .kind = vt_value_string(vt_page_kind_name(page->kind)),
        .is_home = vt_value_bool(page->kind == VT_PAGE_HOME),
        .is_entry = vt_value_bool(subject.entry != NULL),
        .title = vt_value_string(subject.title),
        .title_html = vt_value_html(vt_slice(title_html)),
        .document_title = vt_value_string(document_title(renderer, arena, page, &subject)),
        .description = vt_value_string(vt_description(arena, subject.description)),
        .address = vt_value_string(page->address),
        .canonical = noindex ? VT_NULL : vt_value_string(vt_absolute(renderer, arena, page->address)),
        .noindex = vt_value_bool(noindex),
        .type = vt_value_string(type_of(page, &subject)),
        .image = shared_image(renderer, arena, &subject, card),
        .has_card = vt_value_bool(card != NULL),
        .modified = modified(renderer, arena, subject.dated),
        .json_ld = json_ld(renderer, arena, page, subject.entry),
        .breadcrumbs = breadcrumbs(renderer, arena, page, &subject),
        .alternates = alternates(renderer, page->kind, subject.section),
    };
    return vt_model_page(&renderer->shapes, arena, &model);
}
