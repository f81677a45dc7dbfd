/* Groups entries by organisation. One organisation may go by several names:
 *
 *   spelled in other case, or with other blanks        acme corp = Acme  Corp
 *   a name and its `also` forms in site.yaml           Truist = Truist Financial Corporation
 *   a long form that ends in its abbreviation          YUSU = Students' Union (YUSU) = Students' Union
 *
 * An abbreviation that two long forms claim joins neither. */
#include "edition_build.h"

enum { LONGEST_ABBREVIATION = 12 };

typedef struct Group {
    VtOrganization organization;
    size_t newest; /* rank of its first role, else beyond all */
    size_t number; /* in the order of their discovery */
    size_t role_count;
    size_t entry_count;
    VtCover cover;
} Group;

/* Lives for one vt_build_organizations. */
typedef struct Grouping {
    VtBuild *build;
    GHashTable *names;         /* folded form → folded name, of site.yaml */
    GHashTable *abbreviations; /* folded abbreviation → folded long form, "" when claimed twice */
    GHashTable *by_spelling;   /* as written → number + 1 */
    GHashTable *by_key;        /* folded → number + 1 */
    GArray *groups;            /* of Group */
    uint32_t *group_of;        /* by index in `shown`: number + 1 */
} Grouping;

/* Case folded, blanks collapsed. */
static char *fold_name(const char *name, size_t length)
{
    g_autofree char *text = g_strndup(name, length);
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
    g_autofree char *folded = g_utf8_casefold(composed ? composed : text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = folded; *p; p++) {
        if (!g_ascii_isspace(*p))
            g_string_append_c(out, *p);
        else if (out->len > 0 && p[1] && !g_ascii_isspace(p[1]))
            g_string_append_c(out, ' ');
    }
    return g_strdup(out->str);
}

/* "Students' Union (YUSU)": where "(" is, or NULL. At least two capitals, no blank, else it is a remark. */
static const char *abbreviation_start(const char *name)
{
    size_t length = strlen(name);
    const char *open = length > 0 && name[length - 1] == ')' ? strrchr(name, '(') : NULL;
    if (!open || open == name)
        return NULL;
    size_t inside = (size_t)(name + length - 1 - (open + 1));
    size_t capitals = 0;
    for (size_t i = 0; i < inside; i++) {
        if (g_ascii_isspace(open[1 + i]))
            return NULL;
        capitals += g_ascii_isupper(open[1 + i]);
    }
    return capitals >= 2 && inside <= LONGEST_ABBREVIATION ? open : NULL;
}

static void learn_names(Grouping *grouping)
{
    const VtSite *site = &grouping->build->portfolio->site;
    for (size_t i = 0; i < site->name_count; i++) {
        const VtName *name = &site->names[i];
        for (size_t k = 0; k <= name->also.count; k++) {
            const char *form = k < name->also.count ? name->also.items[k] : name->name;
            char *key = fold_name(form, strlen(form));
            if (g_hash_table_contains(grouping->names, key))
                g_free(key);
            else
                g_hash_table_insert(grouping->names, key, fold_name(name->name, strlen(name->name)));
        }
    }
}

static void learn_abbreviation(Grouping *grouping, const char *name)
{
    const char *open = abbreviation_start(name);
    if (!open)
        return;
    char *key = fold_name(open + 1, strlen(open) - 2);
    char *full = fold_name(name, (size_t)(open - name));
    const char *known = g_hash_table_lookup(grouping->abbreviations, key);
    if (known && strcmp(known, full) != 0) {
        g_free(full);
        full = g_strdup("");
    }
    g_hash_table_replace(grouping->abbreviations, key, full);
}

/* Once for each spelling: the same few names come again and again. */
static void learn_abbreviations(Grouping *grouping)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const VtBuild *build = grouping->build;
    for (size_t i = 0; i < build->listed_count; i++) {
        const char *name = build->listed[i]->fields.organization;
        if (name && g_hash_table_add(seen, (char *)name))
            learn_abbreviation(grouping, name);
    }
}

static char *named(const Grouping *grouping, char *key)
{
    const char *name = g_hash_table_lookup(grouping->names, key);
    if (!name)
        return key;
    g_free(key);
    return g_strdup(name);
}

static char *group_key(const Grouping *grouping, const char *name)
{
    char *key = fold_name(name, strlen(name));
    const char *open = abbreviation_start(name);
    if (open && !g_hash_table_contains(grouping->names, key)) {
        g_free(key);
        key = fold_name(name, (size_t)(open - name));
    }
    const char *full = g_hash_table_lookup(grouping->abbreviations, key);
    if (full && full[0] && !g_hash_table_contains(grouping->names, key)) {
        g_free(key);
        key = g_strdup(full);
    }
    return named(grouping, key);
}

static size_t number_of(Grouping *grouping, const char *name)
{
    size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(grouping->by_spelling, name));
    if (number > 0)
        return number;
    g_autofree char *key = group_key(grouping, name);
    if (key[0] == '\0')
        return 0;
    number = GPOINTER_TO_SIZE(g_hash_table_lookup(grouping->by_key, key));
    if (number == 0) {
        Group group = {.newest = SIZE_MAX, .number = grouping->groups->len};
        g_array_append_val(grouping->groups, group);
        number = grouping->groups->len;
        g_hash_table_insert(grouping->by_key, g_steal_pointer(&key), GSIZE_TO_POINTER(number));
    }
    g_hash_table_insert(grouping->by_spelling, (char *)name, GSIZE_TO_POINTER(number));
    return number;
}

/* In characters, without blanks. */
static size_t name_length(const char *name)
{
    size_t length = 0;
    for (const char *p = name; *p; p = g_utf8_next_char(p))
        length += !g_ascii_isspace(*p);
    return length;
}

/* Among forms of one length the newest entry's. */
static bool is_better_name(const char *name, const char *known)
{
    return !known || (name != known && name_length(name) > name_length(known));
}

static const char *tidy_name(VtBuild *build, const char *name)
{
    g_auto(GStrv) words = g_strsplit_set(name, " \t\n", -1);
    g_autoptr(GString) tidy = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(tidy, "%s%s", tidy->len > 0 ? " " : "", *word);
    return vt_arena_copy(build->arena, tidy->str, tidy->len);
}

static void count_role(Group *group, const VtEditionEntry *entry, size_t rank)
{
    VtOrganization *organization = &group->organization;
    VtDate start = entry->fields.start;
    VtDate end = entry->current ? (VtDate){.present = true} : entry->fields.end;
    group->role_count++;
    group->newest = MIN(group->newest, rank);
    if (vt_date_is_set(start) &&
        (!vt_date_is_set(organization->start) || vt_date_compare(start, organization->start) < 0))
        organization->start = start;
    if (vt_date_is_set(end) &&
        (!vt_date_is_set(organization->end) || vt_date_compare(end, organization->end) > 0))
        organization->end = end;
}

static void count_entries(Grouping *grouping)
{
    const VtBuild *build = grouping->build;
    for (size_t i = 0; i < build->listed_count; i++) {
        const VtEditionEntry *entry = build->ranked[i];
        const char *name = entry->fields.organization;
        size_t number = name ? number_of(grouping, name) : 0;
        grouping->group_of[vt_shown_index(build, entry)] = (uint32_t)number;
        if (number == 0)
            continue;
        Group *group = &g_array_index(grouping->groups, Group, number - 1);
        if (is_better_name(name, group->organization.name))
            group->organization.name = name;
        if (entry->kind == VT_KIND_ROLE)
            count_role(group, entry, i);
        else
            group->entry_count++;
    }
}

static void count_months(Grouping *grouping)
{
    const VtBuild *build = grouping->build;
    g_autoptr(GArray) by_start = vt_build_by_start(build);
    for (guint i = 0; i < by_start->len; i++) {
        uint32_t index = g_array_index(by_start, uint32_t, i);
        const VtEditionEntry *entry = &build->shown[index];
        if (entry->kind != VT_KIND_ROLE || grouping->group_of[index] == 0)
            continue;
        Group *group = &g_array_index(grouping->groups, Group, grouping->group_of[index] - 1);
        vt_cover_add(&group->cover, vt_entry_months(entry, build->options->today));
    }
}

static int compare_groups(const void *a, const void *b)
{
    const Group *x = a;
    const Group *y = b;
    if (x->newest != y->newest)
        return x->newest < y->newest ? -1 : 1;
    return strcmp(x->organization.name, y->organization.name);
}

static void fill_lists(const Grouping *grouping, VtOrganization *organizations, const uint32_t *place)
{
    const VtBuild *build = grouping->build;
    for (size_t i = 0; i < build->listed_count; i++) {
        VtEditionEntry *entry = build->ranked[i];
        uint32_t number = grouping->group_of[vt_shown_index(build, entry)];
        if (number == 0)
            continue;
        VtOrganization *organization = &organizations[place[number - 1]];
        VtEntryList *list = entry->kind == VT_KIND_ROLE ? &organization->roles : &organization->entries;
        ((const VtEditionEntry **)list->items)[list->count++] = entry;
        entry->organization = organization;
    }
}

static void make_organizations(Grouping *grouping)
{
    VtBuild *build = grouping->build;
    size_t count = grouping->groups->len;
    g_array_sort(grouping->groups, compare_groups);
    VtOrganization *organizations = VT_ARENA_ARRAY(build->arena, VtOrganization, count);
    g_autofree uint32_t *place = g_new0(uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        Group *group = &g_array_index(grouping->groups, Group, i);
        place[group->number] = (uint32_t)i;
        organizations[i] = group->organization;
        organizations[i].name = tidy_name(build, group->organization.name);
        organizations[i].months = group->cover.months;
        organizations[i].roles.items = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *,
                                                      group->role_count);
        organizations[i].entries.items = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *,
                                                        group->entry_count);
    }
    fill_lists(grouping, organizations, place);
    build->edition->organizations = organizations;
    build->edition->organization_count = count;
}

void vt_build_organizations(VtBuild *build)
{
    Grouping grouping = {
        .build = build,
        .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .abbreviations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .by_spelling = g_hash_table_new(g_str_hash, g_str_equal),
        .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .groups = g_array_new(FALSE, FALSE, sizeof(Group)),
        .group_of = g_new0(uint32_t, build->shown_count),
    };
    learn_names(&grouping);
    learn_abbreviations(&grouping);
    count_entries(&grouping);
    count_months(&grouping);
    make_organizations(&grouping);
    g_hash_table_unref(grouping.names);
    g_hash_table_unref(grouping.abbreviations);
    g_hash_table_unref(grouping.by_spelling);
    g_hash_table_unref(grouping.by_key);
    g_array_unref(grouping.groups);
    g_free(grouping.group_of);
}
