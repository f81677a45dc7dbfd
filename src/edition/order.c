#include "edition_build.h"

/* What an entry is sorted by, worked out once. Smaller keys come first. */
typedef struct Key {
    VtKind kind;
    int64_t weight;
    VtDate newest; /* unset: last */
    VtDate second;
    const char *title; /* of pages, folded */
    uint32_t place;    /* in the order of files */
} Key;

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Case and accents do not count: "Éclair" stands among the words in E. */
static char *folded(const char *text)
{
    if (is_ascii(text))
        return g_ascii_strdown(text, -1);
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
    g_autofree char *lower = g_utf8_casefold(apart ? apart : "", -1);
    g_autoptr(GString) letters = g_string_new(NULL);
    for (const char *p = lower; *p; p = g_utf8_next_char(p))
        if (!g_unichar_ismark(g_utf8_get_char(p)))
            g_string_append_unichar(letters, g_utf8_get_char(p));
    return g_strdup(letters->str);
}

static VtDate first_set(VtDate a, VtDate b)
{
    return vt_date_is_set(a) ? a : b;
}

static Key make_key(const VtEditionEntry *entry, size_t place)
{
    const VtFields *fields = &entry->fields;
    Key key = {.kind = entry->kind, .weight = fields->weight, .place = (uint32_t)place};
    switch (entry->kind) {
    case VT_KIND_AWARD:
    case VT_KIND_TALK:
    case VT_KIND_POST:
        key.newest = first_set(fields->date, fields->start);
        break;
    case VT_KIND_PAGE:
        key.title = folded(entry->title.text);
        break;
    case VT_KIND_PROFILE:
    case VT_KIND_ROLE:
    case VT_KIND_PROJECT:
    case VT_KIND_COMMUNITY:
    case VT_KIND_EDUCATION:
    case VT_KIND_COUNT:
        key.newest = entry->current ? (VtDate){.present = true} : first_set(fields->end, fields->date);
        key.second = first_set(fields->start, fields->date);
        key.newest = first_set(key.newest, key.second);
        break;
    }
    return key;
}

static int compare_newest_first(VtDate a, VtDate b)
{
    if (!vt_date_is_set(a) || !vt_date_is_set(b))
        return (int)vt_date_is_set(b) - (int)vt_date_is_set(a);
    return vt_date_compare(b, a);
}

static int compare_keys(const void *a, const void *b)
{
    const Key *x = a;
    const Key *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight < y->weight ? -1 : 1;
    int order = compare_newest_first(x->newest, y->newest);
    if (order == 0)
        order = compare_newest_first(x->second, y->second);
    if (order == 0 && x->title && y->title)
        order = strcmp(x->title, y->title);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* Never by the source's path: a name in it may be one that this audience must not read. */
static int compare_files(const void *a, const void *b)
{
    const VtEditionEntry *x = *(const VtEditionEntry *const *)a;
    const VtEditionEntry *y = *(const VtEditionEntry *const *)b;
    return strcmp(x->file, y->file);
}

static bool is_in_order(VtEditionEntry *const *entries, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_files(&entries[i - 1], &entries[i]) > 0)
            return false;
    return true;
}

static void list_entries(VtBuild *build)
{
    build->listed = VT_ARENA_ARRAY(build->arena, VtEditionEntry *, build->shown_count);
    for (size_t i = 0; i < build->shown_count; i++)
        if (!vt_is_front(build->origins[i]) && !vt_is_section_index(build->origins[i]))
            build->listed[build->listed_count++] = &build->shown[i];
    if (!is_in_order(build->listed, build->listed_count))
        qsort(build->listed, build->listed_count, sizeof(VtEditionEntry *), compare_files);
}

void vt_build_ranks(VtBuild *build)
{
    list_entries(build);
    g_autofree Key *keys = g_new(Key, build->listed_count);
    for (size_t i = 0; i < build->listed_count; i++)
        keys[i] = make_key(build->listed[i], i);
    if (build->listed_count > 0)
        qsort(keys, build->listed_count, sizeof(Key), compare_keys);
    build->ranked = VT_ARENA_ARRAY(build->arena, VtEditionEntry *, build->listed_count);
    build->rank = g_new0(uint32_t, build->shown_count);
    for (size_t i = 0; i < build->listed_count; i++) {
        build->ranked[i] = build->listed[keys[i].place];
        build->rank[vt_shown_index(build, build->ranked[i])] = (uint32_t)i;
        g_free((char *)keys[i].title);
    }
}
