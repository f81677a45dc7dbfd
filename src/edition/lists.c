/* The lists of an edition and of its sections, each a part of the edition's order. */
#include "edition_build.h"

static VtEntryList list_of(VtEditionEntry *const *items, size_t count)
{
    return (VtEntryList){(const VtEditionEntry *const *)items, count};
}

/* Ranked entries of one kind follow each other. */
static VtEntryList list_of_kind(const VtBuild *build, VtKind kind)
{
    size_t start = 0;
    while (start < build->listed_count && build->ranked[start]->kind != kind)
        start++;
    size_t end = start;
    while (end < build->listed_count && build->ranked[end]->kind == kind)
        end++;
    return list_of(build->ranked + start, end - start);
}

typedef struct Dated {
    VtDate date;
    uint32_t place; /* in the order of files */
} Dated;

static int compare_dated(const void *a, const void *b)
{
    const Dated *x = a;
    const Dated *y = b;
    int order = vt_date_compare(y->date, x->date);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static VtEntryList all_dated(VtBuild *build)
{
    g_autofree Dated *dated = g_new(Dated, build->listed_count);
    VtEditionEntry **items = VT_ARENA_ARRAY(build->arena, VtEditionEntry *, build->listed_count);
    size_t count = 0;
    for (size_t i = 0; i < build->listed_count; i++)
        if (vt_date_is_set(build->listed[i]->dated))
            dated[count++] = (Dated){build->listed[i]->dated, (uint32_t)i};
    if (count > 0)
        qsort(dated, count, sizeof(Dated), compare_dated);
    for (size_t i = 0; i < count; i++)
        items[i] = build->listed[dated[i].place];
    return list_of(items, count);
}

/* Gives each section its part of `from`, in the same order; at `offset` of VtEditionSection lies the list. */
static void deal(VtBuild *build, VtEntryList from, size_t offset)
{
    g_autofree size_t *counts = g_new0(size_t, build->section_count);
    g_autofree const VtEditionEntry ***items = g_new0(const VtEditionEntry **, build->section_count);
    for (size_t i = 0; i < from.count; i++)
        if (from.items[i]->section)
            counts[from.items[i]->section - build->sections]++;
    for (size_t i = 0; i < build->section_count; i++) {
        items[i] = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *, counts[i]);
        *(VtEntryList *)((char *)&build->sections[i] + offset) = (VtEntryList){items[i], counts[i]};
    }
    for (size_t i = 0; i < from.count; i++)
        if (from.items[i]->section)
            *items[from.items[i]->section - build->sections]++ = from.items[i];
}

static void link_neighbours(VtBuild *build)
{
    for (size_t i = 0; i < build->section_count; i++) {
        VtEntryList list = build->sections[i].entries;
        for (size_t k = 0; k < list.count; k++) {
            VtEditionEntry *entry = &build->shown[vt_shown_index(build, list.items[k])];
            entry->previous = k > 0 ? list.items[k - 1] : NULL;
            entry->next = k + 1 < list.count ? list.items[k + 1] : NULL;
        }
    }
}

static void list_front(VtBuild *build)
{
    for (size_t i = 0; i < build->shown_count; i++) {
        if (build->origins[i]->kind == VT_KIND_PROFILE)
            build->edition->profile = &build->shown[i];
        else if (vt_is_home(build->origins[i]))
            build->edition->home = &build->shown[i];
    }
}

static VtEntryList root_pages(VtBuild *build)
{
    VtEditionEntry **items = VT_ARENA_ARRAY(build->arena, VtEditionEntry *, build->listed_count);
    size_t count = 0;
    for (size_t i = 0; i < build->listed_count; i++)
        if (!build->ranked[i]->section)
            items[count++] = build->ranked[i];
    return list_of(items, count);
}

void vt_build_lists(VtBuild *build)
{
    VtEdition *edition = build->edition;
    list_front(build);
    edition->pages = root_pages(build);
    edition->entries = list_of(build->listed, build->listed_count);
    edition->roles = list_of_kind(build, VT_KIND_ROLE);
    edition->projects = list_of_kind(build, VT_KIND_PROJECT);
    edition->programmes = list_of_kind(build, VT_KIND_COMMUNITY);
    edition->education = list_of_kind(build, VT_KIND_EDUCATION);
    edition->awards = list_of_kind(build, VT_KIND_AWARD);
    edition->talks = list_of_kind(build, VT_KIND_TALK);
    edition->posts = list_of_kind(build, VT_KIND_POST);
    edition->dated = all_dated(build);
    deal(build, list_of(build->ranked, build->listed_count), offsetof(VtEditionSection, entries));
    deal(build, edition->dated, offsetof(VtEditionSection, dated));
    link_neighbours(build);
}
