/* Related entries: those at the same organisation first, then those with most skills in common, then the
 * edition's order.
 *
 * Candidates come from the lists of the entry's organisation and skills. A long list (a skill that thousands
 * of entries show says little) lends only those nearest to the entry in its order, so that the work grows
 * with the number of entries and not with its square. */
#include "edition_build.h"

enum { MOST_RELATED = 5, NEAR = 16, SAME_ORGANIZATION = 1 << 16 };

/* Ranks of those in one list, in order. */
typedef struct Members {
    const uint32_t *ranks;
    size_t count;
} Members;

/* One thread's scratch memory; lives for one vt_build_related. */
typedef struct Relating {
    const VtBuild *build;
    const Members *by_skill;
    const Members *by_organization;
    const VtEditionEntry **items; /* MOST_RELATED for each rank; of all threads */
    uint32_t *scores;             /* by rank; zero between entries */
    uint32_t *touched;            /* ranks with a score */
    size_t touched_count;
} Relating;

/* Where `rank` is among the members, or would be. */
static size_t place_of(Members members, uint32_t rank)
{
    size_t low = 0;
    size_t high = members.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (members.ranks[middle] < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void score(Relating *relating, Members members, uint32_t own, uint32_t points)
{
    size_t from = 0;
    size_t to = members.count;
    if (members.count > 2 * NEAR + 1) {
        size_t place = place_of(members, own);
        from = MIN(place > NEAR ? place - NEAR : 0, members.count - 2 * NEAR - 1);
        to = from + 2 * NEAR + 1;
    }
    for (size_t i = from; i < to; i++) {
        uint32_t rank = members.ranks[i];
        if (relating->scores[rank] == 0)
            relating->touched[relating->touched_count++] = rank;
        relating->scores[rank] += points;
    }
}

static bool is_nearer(const Relating *relating, uint32_t a, uint32_t b)
{
    uint32_t x = relating->scores[a];
    uint32_t y = relating->scores[b];
    return x != y ? x > y : a < b;
}

static size_t choose(const Relating *relating, uint32_t own, uint32_t best[static MOST_RELATED])
{
    size_t count = 0;
    for (size_t i = 0; i < relating->touched_count; i++) {
        uint32_t rank = relating->touched[i];
        if (rank == own || (count == MOST_RELATED && !is_nearer(relating, rank, best[count - 1])))
            continue;
        size_t place = count < MOST_RELATED ? count++ : count - 1;
        for (; place > 0 && is_nearer(relating, rank, best[place - 1]); place--)
            best[place] = best[place - 1];
        best[place] = rank;
    }
    return count;
}

static void relate(size_t index, unsigned worker, void *data)
{
    Relating *relating = (Relating *)data + worker;
    uint32_t own = (uint32_t)index;
    const VtBuild *build = relating->build;
    const VtEdition *edition = build->edition;
    VtEditionEntry *entry = build->ranked[own];
    uint32_t best[MOST_RELATED];
    relating->touched_count = 0;
    if (entry->organization)
        score(relating, relating->by_organization[entry->organization - edition->organizations], own,
              SAME_ORGANIZATION);
    for (size_t i = 0; i < entry->skill_count; i++)
        score(relating, relating->by_skill[entry->skills[i] - edition->skills], own, 1);
    size_t count = choose(relating, own, best);
    const VtEditionEntry **items = relating->items + index * MOST_RELATED;
    for (size_t i = 0; i < count; i++)
        items[i] = build->ranked[best[i]];
    entry->related = (VtEntryList){items, count};
    for (size_t i = 0; i < relating->touched_count; i++)
        relating->scores[relating->touched[i]] = 0;
}

/* Both lists are in the edition's order already, and roles are what comes first in it; only the profile
 * lies before them, which is in no list. */
static Members members_of(const VtBuild *build, VtEntryList roles, VtEntryList others, uint32_t *ranks)
{
    for (size_t i = 0; i < roles.count; i++)
        ranks[i] = build->rank[vt_shown_index(build, roles.items[i])];
    for (size_t i = 0; i < others.count; i++)
        ranks[roles.count + i] = build->rank[vt_shown_index(build, others.items[i])];
    return (Members){ranks, roles.count + others.count};
}

static size_t count_members(const VtEdition *edition)
{
    size_t count = 0;
    for (size_t i = 0; i < edition->skill_count; i++)
        count += edition->skills[i].roles.count + edition->skills[i].others.count;
    for (size_t i = 0; i < edition->organization_count; i++)
        count += edition->organizations[i].roles.count + edition->organizations[i].entries.count;
    return count;
}

static void relate_all(const VtBuild *build, const Members *by_skill, const Members *by_organization)
{
    unsigned count = vt_build_jobs(build);
    size_t listed = build->listed_count;
    g_autofree Relating *workers = g_new0(Relating, count);
    g_autofree uint32_t *scores = g_new0(uint32_t, listed * count);
    g_autofree uint32_t *touched = g_new(uint32_t, listed * count);
    const VtEditionEntry **items = VT_ARENA_ARRAY(build->arena, const VtEditionEntry *, listed *MOST_RELATED);
    for (unsigned i = 0; i < count; i++)
        workers[i] = (Relating){
            build, by_skill, by_organization, items, scores + i * listed, touched + i * listed, 0};
    vt_jobs_run(count, listed, relate, workers);
}

void vt_build_related(VtBuild *build)
{
    const VtEdition *edition = build->edition;
    g_autofree uint32_t *ranks = g_new(uint32_t, count_members(edition));
    g_autofree Members *by_skill = g_new0(Members, edition->skill_count);
    g_autofree Members *by_organization = g_new0(Members, edition->organization_count);
    uint32_t *next = ranks;
    for (size_t i = 0; i < edition->skill_count; i++) {
        by_skill[i] = members_of(build, edition->skills[i].roles, edition->skills[i].others, next);
        next += by_skill[i].count;
    }
    for (size_t i = 0; i < edition->organization_count; i++) {
        const VtOrganization *organization = &edition->organizations[i];
        by_organization[i] = members_of(build, organization->roles, organization->entries, next);
        next += by_organization[i].count;
    }
    relate_all(build, by_skill, by_organization);
}
