#include "edition_build.h"

static const VtSectionSettings *settings_of(const VtSite *site, const char *folder)
{
    for (size_t i = 0; i < site->section_count; i++)
        if (strcmp(site->sections[i].folder, folder) == 0)
            return &site->sections[i];
    return NULL;
}

static void add_section(VtBuild *build, const char *name)
{
    const VtSectionSettings *settings = settings_of(&build->portfolio->site, name);
    VtEditionSection *section = &build->sections[build->section_count++];
    section->name = vt_arena_string(build->arena, name);
    section->kind = settings && settings->has_kind ? settings->kind : vt_kind_of_folder(name);
}

/* Entries of one section follow each other: paths are sorted. */
static bool begins_section(const VtBuild *build, size_t i)
{
    const char *name = build->origins[i]->section;
    return name[0] != '\0' && (i == 0 || strcmp(build->origins[i - 1]->section, name) != 0);
}

void vt_build_sections(VtBuild *build)
{
    size_t count = 0;
    for (size_t i = 0; i < build->shown_count; i++)
        count += begins_section(build, i);
    build->sections = VT_ARENA_ARRAY(build->arena, VtEditionSection, count);
    for (size_t i = 0; i < build->shown_count; i++) {
        if (begins_section(build, i))
            add_section(build, build->origins[i]->section);
        if (build->origins[i]->section[0] == '\0')
            continue;
        VtEditionSection *section = &build->sections[build->section_count - 1];
        build->shown[i].section = section;
        if (vt_is_section_index(build->origins[i]))
            section->index = &build->shown[i];
    }
}

const VtEditionSection *vt_build_section(const VtBuild *build, const char *name)
{
    for (size_t i = 0; i < build->section_count; i++)
        if (strcmp(build->sections[i].name, name) == 0)
            return &build->sections[i];
    return NULL;
}

/* "open-source" → "Open source" */
static const char *humanized(VtBuild *build, const char *name)
{
    char *title = vt_arena_string(build->arena, name);
    for (char *p = title; *p; p++)
        if (*p == '-' || *p == '_')
            *p = ' ';
    gunichar first = g_utf8_get_char(title);
    char upper[7] = {0};
    g_unichar_to_utf8(g_unichar_toupper(first), upper);
    return vt_arena_format(build->arena, "%s%s", upper, g_utf8_next_char(title));
}

static const char *section_title(VtBuild *build, const VtEditionSection *section,
                                 const VtSectionSettings *settings)
{
    if (settings && settings->title)
        return vt_arena_string(build->arena, vt_names_text(build, settings->span, settings->title));
    if (section->index && section->index->title.text[0])
        return section->index->title.text;
    const char *known = vt_folder_title(section->name, build->edition->language);
    return vt_names_text(build, VT_NOWHERE, known ? known : humanized(build, section->name));
}

/* A section as the menu sorts it. */
typedef struct Placed {
    VtEditionSection section;
    size_t place; /* in the audience's own order; SIZE_MAX: not named there */
    int64_t weight;
} Placed;

static int compare_placed(const void *a, const void *b)
{
    const Placed *x = a;
    const Placed *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->section.kind != y->section.kind)
        return x->section.kind < y->section.kind ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    int titles = strcmp(x->section.title, y->section.title);
    return titles ? titles : strcmp(x->section.file, y->section.file);
}

static int64_t section_weight(const VtEditionSection *section, const VtSectionSettings *settings)
{
    if (settings && settings->weight != 0)
        return settings->weight;
    return section->index ? section->index->fields.weight : 0;
}

static const VtSectionChoice *find_choice(VtSectionChoices choices, const char *folder)
{
    for (size_t i = 0; i < choices.count; i++)
        if (strcmp(choices.items[i].folder, folder) == 0)
            return &choices.items[i];
    return NULL;
}

/* What the audience's settings say of the section. */
static void apply_choices(VtBuild *build, VtEditionSection *section, Placed *placed)
{
    const VtAudience *audience = build->audience;
    const VtSectionChoice *limit = find_choice(audience->section_limits, section->name);
    const VtSectionChoice *place = find_choice(audience->section_order, section->name);
    section->home_limit = limit ? (size_t)limit->limit : VT_NO_LIMIT;
    placed->place = place ? (size_t)(place - audience->section_order.items) : SIZE_MAX;
    build->edition->ordered_count += place != NULL;
}

void vt_build_section_order(VtBuild *build)
{
    size_t count = build->section_count;
    g_autofree Placed *placed = g_new0(Placed, count);
    g_autofree size_t *moved = g_new0(size_t, count);
    for (size_t i = 0; i < count; i++) {
        VtEditionSection *section = &build->sections[i];
        const VtSectionSettings *settings = settings_of(&build->portfolio->site, section->name);
        section->title = section_title(build, section, settings);
        apply_choices(build, section, &placed[i]);
        placed[i].section = *section;
        placed[i].weight = section_weight(section, settings);
    }
    if (count > 0)
        qsort(placed, count, sizeof(Placed), compare_placed);
    for (size_t i = 0; i < count; i++)
        moved[vt_build_section(build, placed[i].section.name) - build->sections] = i;
    for (size_t i = 0; i < build->shown_count; i++)
        if (build->shown[i].section)
            build->shown[i].section = &build->sections[moved[build->shown[i].section - build->sections]];
    for (size_t i = 0; i < count; i++) {
        build->sections[i] = placed[i].section;
        build->sections[i].name = vt_names_slug(build, placed[i].section.name);
    }
    build->edition->sections = build->sections;
    build->edition->section_count = count;
}
