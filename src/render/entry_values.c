/* An entry as lists show it. Made once for each entry of the edition and shared by all pages. */
#include "view_model.h"

/* Many entries lead to few sections and skills: each link is made once. */
static void make_links(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    VtValue *sections = VT_ARENA_ARRAY(renderer->arena, VtValue, edition->section_count);
    VtValue *skills = VT_ARENA_ARRAY(renderer->arena, VtValue, edition->skill_count);
    for (size_t i = 0; i < edition->section_count; i++) {
        VtModelSectionLink link = {.title = vt_value_string(edition->sections[i].title),
                                   .address = vt_value_string(edition->sections[i].address)};
        sections[i] = vt_model_section_link(&renderer->shapes, renderer->arena, &link);
    }
    for (size_t i = 0; i < edition->skill_count; i++) {
        VtModelSkillLink link = {.name = vt_value_string(edition->skills[i].name),
                                 .address = vt_value_string(edition->skills[i].address)};
        skills[i] = vt_model_skill_link(&renderer->shapes, renderer->arena, &link);
    }
    renderer->section_links = sections;
    renderer->skill_links = skills;
}

static VtValue section_link(const VtRenderer *renderer, const VtEditionSection *section)
{
    return section ? renderer->section_links[section - renderer->edition->sections] : VT_NULL;
}

static VtValue stack_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    VtList *list = vt_list_new(arena, entry->skill_count);
    for (size_t i = 0; i < entry->skill_count; i++)
        vt_list_add(list, renderer->skill_links[entry->skills[i] - renderer->edition->skills]);
    return vt_value_list(list);
}

/* Only a full date has a time; a talk's time without one is shown beside it, not in it. */
static void set_dates(VtModelEntry *model, const VtRenderer *renderer, VtArena *arena,
                      const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    const VtWords *words = &renderer->words;
    const char *date = vt_words_date(words, fields->date, false, arena);
    model->date = vt_date_value(renderer, arena, fields->date);
    model->datetime = vt_value_string(vt_words_datetime(fields->date, fields->time, arena));
    model->dates = vt_dates_value(renderer, arena, fields->start, fields->end, entry->current, entry->months);
    model->updated = vt_date_value(renderer, arena, fields->updated);
    if (!date && model->dates.kind != VT_VALUE_NULL)
        date = vt_words_range(words, fields->start, fields->end, entry->current, arena);
    model->when = vt_value_string(date);
    model->current = vt_value_bool(entry->current);
    model->upcoming = vt_value_bool(entry->upcoming);
}

static void set_kind(VtModelEntry *model, VtKind kind)
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

static void set_texts(VtModelEntry *model, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    model->title = vt_value_string(entry->title.text);
    model->title_html = vt_value_html(vt_slice(entry->title.html));
    model->summary = vt_text_or_null(entry->summary.text);
    model->summary_html = vt_html_or_null(entry->summary.html);
    model->result = vt_text_or_null(entry->result.text);
    model->result_html = vt_html_or_null(entry->result.html);
    model->outcome = vt_text_or_null(entry->outcome.text);
    model->outcome_html = vt_html_or_null(entry->outcome.html);
    model->invite_html = vt_html_or_null(entry->invite.html);
    model->organization = vt_text_or_null(fields->organization);
    model->location = vt_text_or_null(fields->location);
    model->group = vt_text_or_null(fields->group);
    model->role = vt_text_or_null(fields->role);
    model->team = vt_text_or_null(fields->team);
    model->lead = vt_text_or_null(fields->lead);
    model->url = vt_text_or_null(fields->url);
    model->event = vt_text_or_null(fields->event);
    model->time = vt_text_or_null(fields->time);
    model->slides = vt_text_or_null(fields->slides);
    model->video = vt_text_or_null(fields->video);
    model->publisher = vt_text_or_null(fields->publisher);
    model->degree = vt_text_or_null(fields->degree);
    model->area = vt_text_or_null(fields->area);
    model->score = vt_text_or_null(fields->score);
}

static VtValue slice_html(VtSlice html)
{
    return html.length > 0 ? vt_value_html(html) : VT_NULL;
}

static VtRange opening_range(const VtDocument *document)
{
    bool cut;
    return vt_bullet_range(document->html, document->lead, &cut);
}

static int by_start(const void *a, const void *b)
{
    const VtRange *first = a, *second = b;
    return (first->start > second->start) - (first->start < second->start);
}

/* What lists show of the content: its first paragraph, and the first items of its first list. */
static void set_content(VtModelEntry *model, VtArena *arena, const VtEditionEntry *entry)
{
    const VtDocument *document = entry->document;
    size_t count = document ? MIN(document->item_count, VT_ENTRY_BULLETS) : 0;
    VtList *bullets = vt_list_new(arena, count);
    model->bullets = vt_value_list(bullets);
    model->words = vt_count(document ? document->words : 0);
    model->minutes = vt_count(document ? vt_reading_minutes(document->words) : 0);
    model->more = vt_value_bool(false);
    if (!document)
        return;
    VtRange shown[VT_ENTRY_BULLETS + 1] = {document->lead};
    bool any_cut = false;
    for (size_t i = 0; i < count; i++) {
        bool cut;
        VtRange bullet = vt_bullet_range(document->html, document->items[i], &cut);
        vt_list_add(bullets, vt_value_html(vt_document_html(entry, bullet, 0, true, arena)));
        any_cut |= cut;
        shown[i + 1] = document->items[i];
    }
    VtRange opening = opening_range(document);
    model->opening_html = slice_html(vt_document_html(entry, opening, 0, true, arena));
    qsort(shown, count + 1, sizeof *shown, by_start);
    bool opening_hidden = *entry->summary.text && opening.end > opening.start;
    model->more = vt_value_bool(any_cut || opening_hidden || vt_says_more(document->html, shown, count + 1));
}

static VtValue make_entry(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    VtModelEntry model = {
        .address = vt_value_string(entry->address),
        .canonical = vt_value_string(vt_absolute(renderer, arena, entry->address)),
        .description = vt_text_or_null(entry->description),
        .section = section_link(renderer, entry->section),
        .links = vt_links_value(renderer, arena, fields->links.items, fields->links.count),
        .image = vt_image_value(renderer, arena, entry),
        .stack = stack_value(renderer, arena, entry),
        .courses = vt_texts_value(arena, fields->courses),
    };
    set_kind(&model, entry->kind);
    set_texts(&model, entry);
    set_dates(&model, renderer, arena, entry);
    set_content(&model, arena, entry);
    return vt_model_entry(&renderer->shapes, arena, &model);
}

typedef struct EntryWork {
    const VtRenderer *renderer;
    VtValue *values;
} EntryWork;

static void make_one(size_t index, unsigned worker, void *data)
{
    const EntryWork *work = data;
    const VtRenderer *renderer = work->renderer;
    work->values[index] = make_entry(renderer, renderer->arenas[worker],
                                     renderer->edition->entries.items[index]);
}

void vt_entry_values_init(VtRenderer *renderer)
{
    const VtEntryList *entries = &renderer->edition->entries;
    make_links(renderer);
    renderer->entries = g_hash_table_new(NULL, NULL);
    EntryWork work = {renderer, VT_ARENA_ARRAY(renderer->arena, VtValue, entries->count)};
    vt_jobs_run(renderer->jobs, entries->count, make_one, &work);
    for (size_t i = 0; i < entries->count; i++)
        g_hash_table_insert(renderer->entries, (gpointer)entries->items[i], &work.values[i]);
}

VtValue vt_entry_value(const VtRenderer *renderer, const VtEditionEntry *entry)
{
    const VtValue *value = entry ? g_hash_table_lookup(renderer->entries, entry) : NULL;
    return value ? *value : VT_NULL;
}

VtValue vt_index_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *index)
{
    return index ? make_entry(renderer, arena, index) : VT_NULL;
}

VtValue vt_entries_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit)
{
    size_t count = MIN(entries.count, limit);
    VtList *list = vt_list_new(arena, count);
    for (size_t i = 0; i < count; i++)
        vt_list_add(list, vt_entry_value(renderer, entries.items[i]));
    return vt_value_list(list);
}

VtValue vt_embedded_value(const VtRenderer *renderer, VtArena *arena, const VtEditionEntry *entry)
{
    VtModelEmbedded model = {.entry = vt_entry_value(renderer, entry)};
    if (entry->document)
        model.html = slice_html(vt_document_html(entry, vt_document_all(entry->document), 2, true, arena));
    return vt_model_embedded(&renderer->shapes, arena, &model);
}
