#include "view_model.h"

/* The newest of roles and others: roles are what a reader looks for first. */
static VtValue newest_value(const VtRenderer *renderer, VtArena *arena, const VtSkill *skill)
{
    VtList *list = vt_list_new(arena, VT_SKILL_NEWEST);
    size_t roles = MIN(skill->roles.count, VT_SKILL_NEWEST);
    for (size_t i = 0; i < roles; i++)
        vt_list_add(list, vt_entry_value(renderer, skill->roles.items[i]));
    for (size_t i = 0; i < MIN(skill->others.count, VT_SKILL_NEWEST - roles); i++)
        vt_list_add(list, vt_entry_value(renderer, skill->others.items[i]));
    return vt_value_list(list);
}

static bool any_current(VtEntryList entries)
{
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i]->current)
            return true;
    return false;
}

static VtValue make_skill(const VtRenderer *renderer, VtArena *arena, const VtSkill *skill)
{
    bool current = skill->last.present || any_current(skill->roles) || any_current(skill->others);
    const char *duration = vt_words_duration(&renderer->words, skill->months, arena);
    return vt_model_skill(
        &renderer->shapes, arena,
        &(VtModelSkill){
            .name = vt_value_string(skill->name),
            .slug = vt_value_string(skill->slug),
            .address = vt_value_string(skill->address),
            .months = skill->months > 0 ? vt_value_integer(skill->months) : VT_NULL,
            .duration = vt_value_string(duration),
            .years = vt_value_string(vt_words_years(skill->first, skill->last, current, arena)),
            .role_count = vt_count(skill->roles.count),
            .other_count = vt_count(skill->others.count),
            .newest = newest_value(renderer, arena, skill),
            .roles = vt_entries_value(renderer, arena, skill->roles, skill->roles.count),
            .others = vt_entries_value(renderer, arena, skill->others, skill->others.count),
        });
}

void vt_skill_values_init(VtRenderer *renderer)
{
    const VtEdition *edition = renderer->edition;
    VtValue *skills = VT_ARENA_ARRAY(renderer->arena, VtValue, edition->skill_count);
    for (size_t i = 0; i < edition->skill_count; i++)
        skills[i] = make_skill(renderer, renderer->arena, &edition->skills[i]);
    renderer->skills = skills;
}

VtValue vt_skills_value(const VtRenderer *renderer, VtArena *arena, size_t limit)
{
    size_t count = MIN(renderer->edition->skill_count, limit);
    VtList *list = vt_list_new(arena, count);
    for (size_t i = 0; i < count; i++)
        vt_list_add(list, renderer->skills[i]);
    return vt_value_list(list);
}

VtValue vt_skill_value(const VtRenderer *renderer, const VtSkill *skill)
{
    return renderer->skills[skill - renderer->edition->skills];
}
