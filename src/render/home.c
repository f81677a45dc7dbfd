/* The lists of the home page: how much of each section, and in which order they stand. */
#include "view_model.h"

/* While one page is made: what may still be shown of each section, by its place in the edition. */
typedef struct Home {
    const VtRenderer *renderer;
    VtArena *arena;
    size_t *left; /* VT_NO_LIMIT: the author set none */
} Home;

/* Entries, of which the first `shown` are. */
typedef struct Picked {
    VtEntryList entries;
    size_t shown;
} Picked;

/* A section with a limit has its own, all others share `common`. */
static bool spend(const Home *home, const VtEditionEntry *entry, size_t *common)
{
    size_t *left = common;
    if (entry->section && home->left[entry->section - home->renderer->edition->sections] != VT_NO_LIMIT)
        left = &home->left[entry->section - home->renderer->edition->sections];
    if (*left == 0)
        return false;
    --*left;
    return true;
}

/* Those that are shown come first; either part keeps its order. */
static Picked pick(const Home *home, VtEntryList entries, size_t common)
{
    const VtEditionEntry **items = VT_ARENA_ARRAY(home->arena, const VtEditionEntry *, entries.count);
    const VtEditionEntry **others = VT_ARENA_ARRAY(home->arena, const VtEditionEntry *, entries.count);
    size_t shown = 0;
    size_t rest = 0;
    for (size_t i = 0; i < entries.count; i++) {
        if (spend(home, entries.items[i], &common))
            items[shown++] = entries.items[i];
        else
            others[rest++] = entries.items[i];
    }
    if (rest > 0)
        memcpy(items + shown, others, rest * sizeof *others);
    return (Picked){{items, entries.count}, shown};
}

static VtValue listing(const Home *home, VtEntryList entries, size_t common)
{
    Picked picked = pick(home, entries, common);
    if (picked.shown == 0)
        return VT_NULL;
    return vt_listing_value(home->renderer, home->arena, picked.entries, picked.shown);
}

/* Moves what shows a kind from one band to another. Talks to come and past ones are of one kind. */
static bool move_kind(VtModelHomeBand *from, VtModelHomeBand *to, VtKind kind)
{
    static const size_t fields[VT_KIND_COUNT][2] = {
        [VT_KIND_ROLE] = {offsetof(VtModelHomeBand, roles), SIZE_MAX},
        [VT_KIND_PROJECT] = {offsetof(VtModelHomeBand, projects), SIZE_MAX},
        [VT_KIND_COMMUNITY] = {offsetof(VtModelHomeBand, programmes), SIZE_MAX},
        [VT_KIND_EDUCATION] = {offsetof(VtModelHomeBand, education), SIZE_MAX},
        [VT_KIND_AWARD] = {offsetof(VtModelHomeBand, awards), SIZE_MAX},
        [VT_KIND_TALK] = {offsetof(VtModelHomeBand, upcoming), offsetof(VtModelHomeBand, talks)},
        [VT_KIND_POST] = {offsetof(VtModelHomeBand, posts), SIZE_MAX},
        [VT_KIND_PAGE] = {SIZE_MAX, SIZE_MAX},
        [VT_KIND_PROFILE] = {SIZE_MAX, SIZE_MAX},
    };
    bool moved = false;
    for (size_t i = 0; i < 2 && fields[kind][i] != SIZE_MAX; i++) {
        VtValue *source = (VtValue *)(void *)((char *)from + fields[kind][i]);
        *(VtValue *)(void *)((char *)to + fields[kind][i]) = *source;
        moved |= source->kind != VT_VALUE_NULL;
        *source = VT_NULL;
    }
    return moved;
}

/* A band for each kind that the audience's settings put first, and one for all the rest, which the theme
 * orders. */
static VtValue bands_value(const Home *home, const VtModelHomeBand *all)
{
    const VtEdition *edition = home->renderer->edition;
    const VtShapes *shapes = &home->renderer->shapes;
    VtList *list = vt_list_new(home->arena, edition->ordered_count + 1);
    VtModelHomeBand rest = *all;
    rest.rest = vt_value_bool(true);
    for (size_t i = 0; i < edition->ordered_count; i++) {
        VtModelHomeBand band = {.rest = vt_value_bool(false)};
        if (move_kind(&rest, &band, edition->sections[i].kind))
            vt_list_add(list, vt_model_home_band(shapes, home->arena, &band));
    }
    vt_list_add(list, vt_model_home_band(shapes, home->arena, &rest));
    return vt_value_list(list);
}

void vt_fill_home(const VtRenderer *renderer, VtArena *arena, VtModelHomePage *model)
{
    const VtEdition *edition = renderer->edition;
    Home home = {renderer, arena, VT_ARENA_ARRAY(arena, size_t, edition->section_count)};
    for (size_t i = 0; i < edition->section_count; i++)
        home.left[i] = edition->sections[i].home_limit;
    Picked roles = pick(&home, edition->roles, VT_HOME_ROLES);
    VtModelHomeBand all = {
        .roles = roles.shown > 0 ? vt_listing_value(renderer, arena, roles.entries, roles.shown) : VT_NULL,
        .projects = listing(&home, edition->projects, VT_HOME_PROJECTS),
        .programmes = listing(&home, edition->programmes, VT_HOME_PROGRAMMES),
        .upcoming = listing(&home, vt_upcoming(arena, edition->talks), VT_HOME_TALKS),
        .posts = listing(&home, edition->posts, VT_HOME_POSTS),
        .education = listing(&home, edition->education, VT_HOME_EDUCATION),
        .awards = listing(&home, edition->awards, VT_HOME_AWARDS),
    };
    all.talks = listing(&home, vt_past(arena, edition->talks), VT_HOME_TALKS);
    model->organizations = vt_organizations_value(renderer, arena, roles.entries, roles.shown);
    model->roles = all.roles;
    model->projects = all.projects;
    model->programmes = all.programmes;
    model->upcoming = all.upcoming;
    model->talks = all.talks;
    model->posts = all.posts;
    model->education = all.education;
    model->awards = all.awards;
    model->bands = bands_value(&home, &all);
}
