/* What is made of several entries: listings, organisations, groups. */
#include "view_model.h"

/* All in one section: its page is where the rest of them is. */
static const VtEditionSection *shared_section(VtEntryList entries)
{
    const VtEditionSection *section = entries.items[0]->section;
    for (size_t i = 1; i < entries.count; i++)
        if (entries.items[i]->section != section)
            return NULL;
    return section;
}

VtValue vt_listing_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit)
{
    if (entries.count == 0)
        return VT_NULL;
    const VtEditionSection *section = shared_section(entries);
    return vt_model_listing(&renderer->shapes, arena,
                            &(VtModelListing){
                                .title = vt_value_string(section ? section->title : NULL),
                                .address = vt_value_string(section ? section->address : NULL),
                                .count = vt_count(entries.count),
                                .more = vt_value_bool(entries.count > limit),
                                .entries = vt_entries_value(renderer, arena, entries, limit),
                            });
}

static VtEntryList only(VtArena *arena, VtEntryList entries, bool upcoming)
{
    const VtEditionEntry **items = VT_ARENA_ARRAY(arena, const VtEditionEntry *, entries.count);
    size_t count = 0;
    for (size_t i = 0; i < entries.count; i++)
        if (entries.items[i]->upcoming == upcoming)
            items[count++] = entries.items[i];
    return (VtEntryList){items, count};
}

VtEntryList vt_upcoming(VtArena *arena, VtEntryList entries)
{
    VtEntryList newest_first = only(arena, entries, true);
    size_t count = newest_first.count;
    const VtEditionEntry **items = VT_ARENA_ARRAY(arena, const VtEditionEntry *, count);
    for (size_t i = 0; i < count; i++)
        items[i] = newest_first.items[count - 1 - i];
    return (VtEntryList){items, count};
}

VtEntryList vt_past(VtArena *arena, VtEntryList entries)
{
    return only(arena, entries, false);
}

/* Entries parted by a key, in the order in which the keys are met. */
typedef struct Parts {
    GHashTable *by_key; /* key → GPtrArray of `parts` */
    GPtrArray *parts;   /* of GPtrArray of VtEditionEntry */
    GPtrArray *keyless; /* the part that the last entry went to, if it had no key */
} Parts;

static void parts_init(Parts *parts, GHashFunc hash, GEqualFunc equal)
{
    parts->by_key = g_hash_table_new(hash, equal);
    parts->parts = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    parts->keyless = NULL;
}

static void parts_finish(Parts *parts)
{
    g_hash_table_unref(parts->by_key);
    g_ptr_array_unref(parts->parts);
}

/* Neighbours without a key are one part. */
static void parts_add(Parts *parts, const void *key, const VtEditionEntry *entry)
{
    GPtrArray *part = key ? g_hash_table_lookup(parts->by_key, key) : parts->keyless;
    if (!part) {
        part = g_ptr_array_new();
        g_ptr_array_add(parts->parts, part);
        if (key)
            g_hash_table_insert(parts->by_key, (gpointer)key, part);
    }
    parts->keyless = key ? NULL : part;
    g_ptr_array_add(part, (gpointer)entry);
}

static VtEntryList part_at(const Parts *parts, guint index)
{
    const GPtrArray *part = g_ptr_array_index(parts->parts, index);
    return (VtEntryList){(const VtEditionEntry *const *)part->pdata, part->len};
}

static void parts_by_organization(Parts *parts, VtEntryList entries, size_t limit)
{
    parts_init(parts, NULL, NULL);
    for (size_t i = 0; i < MIN(entries.count, limit); i++)
        parts_add(parts, entries.items[i]->organization, entries.items[i]);
}

static VtValue organization_dates(const VtRenderer *renderer, VtArena *arena,
                                  const VtOrganization *organization)
{
    if (!organization || organization->roles.count == 0)
        return VT_NULL;
    bool current = organization->end.present || organization->roles.items[0]->current;
    return vt_dates_value(renderer, arena, organization->start, organization->end, current,
                          organization->months);
}

VtValue vt_organizations_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries, size_t limit)
{
    Parts parts;
    parts_by_organization(&parts, entries, limit);
    VtList *list = vt_list_new(arena, parts.parts->len);
    for (guint i = 0; i < parts.parts->len; i++) {
        VtEntryList part = part_at(&parts, i);
        const VtOrganization *organization = part.items[0]->organization;
        VtModelOrganization model = {
            .name = vt_value_string(organization ? organization->name : NULL),
            .dates = organization_dates(renderer, arena, organization),
            .many = vt_value_bool(organization && part.count > 1),
            .entries = vt_entries_value(renderer, arena, part, part.count),
        };
        vt_list_add(list, vt_model_organization(&renderer->shapes, arena, &model));
    }
    parts_finish(&parts);
    return vt_value_list(list);
}

VtValue vt_resume_organizations_value(const VtRenderer *renderer, VtArena *arena, VtEntryList roles)
{
    Parts parts;
    parts_by_organization(&parts, roles, roles.count);
    VtList *list = vt_list_new(arena, parts.parts->len);
    for (guint i = 0; i < parts.parts->len; i++) {
        VtEntryList part = part_at(&parts, i);
        const VtOrganization *organization = part.items[0]->organization;
        VtList *embedded = vt_list_new(arena, part.count);
        for (size_t role = 0; role < part.count; role++)
            vt_list_add(embedded, vt_embedded_value(renderer, arena, part.items[role]));
        VtModelResumeOrganization model = {
            .name = vt_value_string(organization ? organization->name : NULL),
            .dates = organization_dates(renderer, arena, organization),
            .many = vt_value_bool(organization && part.count > 1),
            .roles = vt_value_list(embedded),
        };
        vt_list_add(list, vt_model_resume_organization(&renderer->shapes, arena, &model));
    }
    parts_finish(&parts);
    return vt_value_list(list);
}

VtValue vt_groups_value(const VtRenderer *renderer, VtArena *arena, VtEntryList entries)
{
    Parts parts;
    parts_init(&parts, g_str_hash, g_str_equal);
    for (size_t i = 0; i < entries.count; i++) {
        const char *group = entries.items[i]->fields.group;
        parts_add(&parts, group ? group : "", entries.items[i]);
    }
    VtList *list = vt_list_new(arena, parts.parts->len);
    for (guint i = 0; i < parts.parts->len; i++) {
        VtEntryList part = part_at(&parts, i);
        VtModelGroup model = {
            .title = vt_text_or_null(part.items[0]->fields.group),
            .entries = vt_entries_value(renderer, arena, part, part.count),
            .organizations = vt_organizations_value(renderer, arena, part, part.count),
        };
        vt_list_add(list, vt_model_group(&renderer->shapes, arena, &model));
    }
    parts_finish(&parts);
    return vt_value_list(list);
}
