/* Skills, from the `stack` of entries. Two spellings are one skill when skills.aliases says so, or when they
 * differ only in case. */
#include "edition_build.h"

enum { LONGEST_SLUG = 100 }; /* in bytes */

typedef struct Form {
    const char *name;
    size_t uses;
} Form;

typedef struct Skill {
    VtSkill skill;
    size_t number; /* in the order of their discovery */
    GArray *forms; /* of Form: spellings in use; NULL when skills.aliases gives the name */
    size_t role_count;
    size_t other_count;
    VtCover cover;
    char *sort_key;
    uint32_t shown_by; /* index + 1 of the entry whose stack was read last and has it */
} Skill;

/* Lives for one vt_build_skills. */
typedef struct Naming {
    VtBuild *build;
    GHashTable *aliases;     /* folded → canonical name */
    GHashTable *by_spelling; /* as written → number + 1 */
    GHashTable *by_key;      /* folded → number + 1 */
    GArray *skills;          /* of Skill */
    GArray *shows;           /* uint32_t: each entry's numbers, one entry after the other */
    uint32_t *first_show;    /* by index in `shown`, and one more for the end */
} Naming;

static char *fold_skill(const char *name)
{
    g_autofree char *copy = g_strdup(name);
    return g_utf8_casefold(g_strstrip(copy), -1);
}

static void learn_aliases(Naming *naming)
{
    const VtSite *site = &naming->build->portfolio->site;
    for (size_t i = 0; i < site->skill_alias_count; i++) {
        const char *to = vt_names_text(naming->build, VT_NOWHERE, site->skill_aliases[i].to);
        g_hash_table_replace(naming->aliases, fold_skill(to), (char *)to);
    }
    for (size_t i = 0; i < site->skill_alias_count; i++) {
        const char *from = vt_names_text(naming->build, VT_NOWHERE, site->skill_aliases[i].from);
        const char *to = vt_names_text(naming->build, VT_NOWHERE, site->skill_aliases[i].to);
        g_hash_table_replace(naming->aliases, fold_skill(from), (char *)to);
    }
}

/* The name that skills.aliases gives, or NULL. */
static const char *canonical(const Naming *naming, const char *name)
{
    g_autofree char *key = fold_skill(name);
    return g_hash_table_lookup(naming->aliases, key);
}

static void count_form(Skill *skill, const char *name)
{
    if (!skill->forms)
        return;
    for (guint i = 0; i < skill->forms->len; i++) {
        Form *form = &g_array_index(skill->forms, Form, i);
        if (strcmp(form->name, name) == 0) {
            form->uses++;
            return;
        }
    }
    Form form = {name, 1};
    g_array_append_val(skill->forms, form);
}

static size_t add_skill(Naming *naming, const char *alias)
{
    Skill skill = {.number = naming->skills->len};
    skill.skill.name = alias;
    skill.forms = alias ? NULL : g_array_new(FALSE, FALSE, sizeof(Form));
    g_array_append_val(naming->skills, skill);
    return naming->skills->len;
}

/* 0: only blanks. */
static size_t number_of(Naming *naming, const char *name)
{
    size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(naming->by_spelling, name));
    if (number == 0) {
        const char *alias = canonical(naming, name);
        char *key = fold_skill(alias ? alias : name);
        number = GPOINTER_TO_SIZE(g_hash_table_lookup(naming->by_key, key));
        if (number == 0 && key[0] != '\0') {
            number = add_skill(naming, alias);
            g_hash_table_insert(naming->by_key, key, GSIZE_TO_POINTER(number));
        } else {
            g_free(key);
        }
        g_hash_table_insert(naming->by_spelling, (char *)name, GSIZE_TO_POINTER(number));
    }
    if (number > 0)
        count_form(&g_array_index(naming->skills, Skill, number - 1), name);
    return number;
}

static void show(Naming *naming, size_t entry, uint32_t number)
{
    Skill *skill = &g_array_index(naming->skills, Skill, number);
    if (skill->shown_by == entry + 1)
        return;
    skill->shown_by = (uint32_t)entry + 1;
    g_array_append_val(naming->shows, number);
}

static void read_stacks(Naming *naming)
{
    const VtBuild *build = naming->build;
    for (size_t i = 0; i < build->shown_count; i++) {
        VtStrings stack = build->shown[i].fields.stack;
        naming->first_show[i] = naming->shows->len;
        for (size_t k = 0; k < stack.count; k++) {
            size_t number = number_of(naming, stack.items[k]);
            if (number > 0)
                show(naming, i, (uint32_t)number - 1);
        }
    }
    naming->first_show[build->shown_count] = naming->shows->len;
}

/* The spelling used most, then the first in the order of bytes. */
static void choose_names(Naming *naming)
{
    for (guint i = 0; i < naming->skills->len; i++) {
        Skill *skill = &g_array_index(naming->skills, Skill, i);
        const Form *best = NULL;
        for (guint k = 0; skill->forms && k < skill->forms->len; k++) {
            const Form *form = &g_array_index(skill->forms, Form, k);
            if (!best || form->uses > best->uses ||
                (form->uses == best->uses && strcmp(form->name, best->name) < 0))
                best = form;
        }
        g_autofree char *name = g_strdup(best ? best->name : skill->skill.name);
        skill->skill.name = vt_arena_string(naming->build->arena, g_strstrip(name));
        skill->sort_key = fold_skill(name);
    }
}

static void widen(VtSkill *skill, VtDate first, VtDate last)
{
    if (vt_date_is_set(first) && (!vt_date_is_set(skill->first) || vt_date_compare(first, skill->first) < 0))
        skill->first = first;
    if (vt_date_is_set(last) && (!vt_date_is_set(skill->last) || vt_date_compare(last, skill->last) > 0))
        skill->last = last;
}

static void count_entry(Skill *skill, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    VtDate first = vt_date_is_set(fields->start) ? fields->start : fields->date;
    VtDate last = entry->current                ? (VtDate){.present = true}
                  : vt_date_is_set(fields->end) ? fields->end
                                                : first;
    widen(&skill->skill, first, last);
    if (entry->kind == VT_KIND_ROLE)
        skill->role_count++;
    else
        skill->other_count++;
}

static void count_entries(Naming *naming)
{
    const VtBuild *build = naming->build;
    for (size_t i = 0; i < build->listed_count; i++) {
        size_t index = vt_shown_index(build, build->listed[i]);
        for (uint32_t k = naming->first_show[index]; k < naming->first_show[index + 1]; k++) {
            uint32_t number = g_array_index(naming->shows, uint32_t, k);
            count_entry(&g_array_index(naming->skills, Skill, number), build->listed[i]);
        }
    }
    g_autoptr(GArray) by_start = vt_build_by_start(build);
    for (guint i = 0; i < by_start->len; i++) {
        uint32_t index = g_array_index(by_start, uint32_t, i);
        VtMonths months = vt_entry_months(&build->shown[index], build->options->today);
        for (uint32_t k = naming->first_show[index]; k < naming->first_show[index + 1]; k++) {
            uint32_t number = g_array_index(naming->shows, uint32_t, k);
            vt_cover_add(&g_array_index(naming->skills, Skill, number).cover, months);
        }
    }
}

/* A sentence in a stack makes no name that a file system refuses. The cut is between characters and leaves
 * no hyphen at the end. */
static size_t cut_length(const char *slug)
{
    size_t length = strlen(slug);
    if (length <= LONGEST_SLUG)
        return length;
    length = LONGEST_SLUG;
    while (length > 0 && ((slug[length] & 0xc0) == 0x80 || slug[length - 1] == '-'))
        length--;
    return length;
}

/* C, C++ and C# are three things: the signs that slugs drop are spelt out. */
static char *skill_slug(const char *name)
{
    g_autoptr(GString) spelt = g_string_new(NULL);
    for (const char *p = name; *p; p++) {
        if (*p == '+')
            g_string_append(spelt, " plus ");
        else if (*p == '#')
            g_string_append(spelt, " sharp ");
        else
            g_string_append_c(spelt, *p);
    }
    g_autofree char *slug = vt_slugify(spelt->str);
    if (slug[0] == '\0')
        return g_strdup("skill");
    return g_strndup(slug, cut_length(slug));
}

static int compare_names(const void *a, const void *b)
{
    const Skill *x = a;
    const Skill *y = b;
    int order = strcmp(x->sort_key, y->sort_key);
    return order ? order : strcmp(x->skill.name, y->skill.name);
}

static int compare_months(const void *a, const void *b)
{
    const Skill *x = a;
    const Skill *y = b;
    if (x->cover.months != y->cover.months)
        return x->cover.months > y->cover.months ? -1 : 1;
    return compare_names(a, b);
}

/* In the order of names, so that a number depends on the names alone. */
static void address_skills(Naming *naming)
{
    VtBuild *build = naming->build;
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal); /* → the last number tried */
    g_array_sort(naming->skills, compare_names);
    for (guint i = 0; i < naming->skills->len; i++) {
        VtSkill *skill = &g_array_index(naming->skills, Skill, i).skill;
        g_autofree char *slug = skill_slug(skill->name);
        const char *first = vt_arena_string(build->arena, slug);
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(taken, first));
        skill->slug = first;
        while (g_hash_table_contains(taken, skill->slug))
            skill->slug = vt_arena_format(build->arena, "%s-%u", first, ++number);
        g_hash_table_insert(taken, (char *)first, GUINT_TO_POINTER(MAX(number, 1)));
        g_hash_table_insert(taken, (char *)skill->slug, GUINT_TO_POINTER(1));
        skill->file = vt_arena_format(build->arena, "skills/%s/index.html", skill->slug);
        skill->address = vt_build_address(build, vt_arena_format(build->arena, "skills/%s/", skill->slug));
    }
}

/* The final array; `place` maps numbers to places in it. */
static VtSkill *settle(Naming *naming, uint32_t *place)
{
    VtBuild *build = naming->build;
    g_array_sort(naming->skills, compare_months);
    VtSkill *skills = VT_ARENA_ARRAY(build->arena, VtSkill, naming->skills->len);
    for (guint i = 0; i < naming->skills->len; i++) {
        const Skill *skill = &g_array_index(naming->skills, Skill, i);
        place[skill->number] = i;
        skills[i] = skill->skill;
        skills[i].months = skill->cover.months;
        skills[i].roles.items = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *, skill->role_count);
        skills[i].others.items = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *, skill->other_count);
    }
    build->edition->skills = skills;
    build->edition->skill_count = naming->skills->len;
    return skills;
}

static void link_skills(const Naming *naming, const VtSkill *skills, const uint32_t *place)
{
    const VtBuild *build = naming->build;
    for (size_t i = 0; i < build->shown_count; i++) {
        uint32_t from = naming->first_show[i];
        size_t count = naming->first_show[i + 1] - from;
        const VtSkill **items = VT_ARENA_ARRAY(build->arena, const VtSkill *, count);
        for (size_t k = 0; k < count; k++)
            items[k] = &skills[place[g_array_index(naming->shows, uint32_t, from + k)]];
        build->shown[i].skills = items;
        build->shown[i].skill_count = count;
    }
}

static void fill_lists(const VtBuild *build, VtSkill *skills)
{
    for (size_t i = 0; i < build->listed_count; i++) {
        const VtEditionEntry *entry = build->ranked[i];
        for (size_t k = 0; k < entry->skill_count; k++) {
            VtSkill *skill = &skills[entry->skills[k] - skills];
            VtEntryList *list = entry->kind == VT_KIND_ROLE ? &skill->roles : &skill->others;
            ((const VtEditionEntry **)list->items)[list->count++] = entry;
        }
    }
}

static void naming_finish(Naming *naming)
{
    for (guint i = 0; i < naming->skills->len; i++) {
        Skill *skill = &g_array_index(naming->skills, Skill, i);
        if (skill->forms)
            g_array_unref(skill->forms);
        g_free(skill->sort_key);
    }
    g_hash_table_unref(naming->aliases);
    g_hash_table_unref(naming->by_spelling);
    g_hash_table_unref(naming->by_key);
    g_array_unref(naming->skills);
    g_array_unref(naming->shows);
    g_free(naming->first_show);
}

void vt_build_skills(VtBuild *build)
{
    Naming naming = {
        .build = build,
        .aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .by_spelling = g_hash_table_new(g_str_hash, g_str_equal),
        .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .skills = g_array_new(FALSE, FALSE, sizeof(Skill)),
        .shows = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .first_show = g_new0(uint32_t, build->shown_count + 1),
    };
    learn_aliases(&naming);
    read_stacks(&naming);
    choose_names(&naming);
    count_entries(&naming);
    address_skills(&naming);
    g_autofree uint32_t *place = g_new0(uint32_t, naming.skills->len);
    VtSkill *skills = settle(&naming, place);
    link_skills(&naming, skills, place);
    fill_lists(build, skills);
    naming_finish(&naming);
}
