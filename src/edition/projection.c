/* Copies what a visible entry says into the edition. Fields are copied by the table of keys, so that what
 * no key names stays behind; audience, draft and aliases tell of other readers and other times, and do too.
 */
#include "edition_build.h"

static const char *project_text(VtBuild *build, const char *text)
{
    return text ? vt_arena_string(build->arena, text) : NULL;
}

static VtStrings project_strings(VtBuild *build, VtStrings from)
{
    if (from.count == 0)
        return (VtStrings){0};
    const char **items = VT_ARENA_ARRAY(build->arena, const char *, from.count);
    for (size_t i = 0; i < from.count; i++)
        items[i] = project_text(build, from.items[i]);
    return (VtStrings){items, from.count};
}

static const VtNode *project_node(VtBuild *build, const VtNode *from);

static const VtNode *const *project_items(VtBuild *build, const VtNode *from)
{
    const VtNode **items = VT_ARENA_ARRAY(build->arena, const VtNode *, from->count);
    for (size_t i = 0; i < from->count; i++)
        items[i] = project_node(build, from->items[i]);
    return items;
}

static const VtNodePair *project_pairs(VtBuild *build, const VtNode *from)
{
    VtNodePair *pairs = VT_ARENA_ARRAY(build->arena, VtNodePair, from->count);
    for (size_t i = 0; i < from->count; i++)
        pairs[i] = (VtNodePair){project_node(build, from->pairs[i].key),
                                project_node(build, from->pairs[i].value)};
    return pairs;
}

/* Without its place: the source holds more than the edition may know. */
static const VtNode *project_node(VtBuild *build, const VtNode *from)
{
    if (!from)
        return NULL;
    VtNode *node = VT_ARENA_NEW(build->arena, VtNode);
    *node = *from;
    node->span = VT_NOWHERE;
    node->text = project_text(build, from->text);
    node->items = from->items ? project_items(build, from) : NULL;
    node->pairs = from->pairs ? project_pairs(build, from) : NULL;
    return node;
}

static void project_links(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtNamedLink *items = VT_ARENA_ARRAY(build->arena, VtNamedLink, from->links.count);
    for (size_t i = 0; i < from->links.count; i++)
        items[i] = (VtNamedLink){project_text(build, from->links.items[i].label),
                                 project_text(build, from->links.items[i].url)};
    to->links.items = items;
    to->links.count = from->links.count;
}

static void project_profiles(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtAccount *items = VT_ARENA_ARRAY(build->arena, VtAccount, from->profiles.count);
    for (size_t i = 0; i < from->profiles.count; i++)
        items[i] = (VtAccount){project_text(build, from->profiles.items[i].network),
                               project_text(build, from->profiles.items[i].username),
                               project_text(build, from->profiles.items[i].url)};
    to->profiles.items = items;
    to->profiles.count = from->profiles.count;
}

static void project_languages(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtLanguage *items = VT_ARENA_ARRAY(build->arena, VtLanguage, from->languages.count);
    for (size_t i = 0; i < from->languages.count; i++)
        items[i] = (VtLanguage){project_text(build, from->languages.items[i].language),
                                project_text(build, from->languages.items[i].fluency)};
    to->languages.items = items;
    to->languages.count = from->languages.count;
}

static void project_image(VtBuild *build, const VtFields *from, VtFields *to)
{
    to->image = (VtImage){project_text(build, from->image.src), project_text(build, from->image.alt)};
}

#define AT(fields, type, key) (*(type *)((char *)(fields) + (key)->offset))
#define AT_CONST(fields, type, key) (*(const type *)((const char *)(fields) + (key)->offset))

static void project_key(VtBuild *build, const VtKey *key, const VtFields *from, VtFields *to)
{
    switch (key->type) {
    case VT_KEY_STRING:
    case VT_KEY_MARKDOWN:
    case VT_KEY_ADDRESS:
    case VT_KEY_SLUG:
    case VT_KEY_TIME:
        AT(to, const char *, key) = project_text(build, AT_CONST(from, char *, key));
        break;
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
        AT(to, VtDate, key) = AT_CONST(from, VtDate, key);
        break;
    case VT_KEY_INTEGER:
        AT(to, int64_t, key) = AT_CONST(from, int64_t, key);
        break;
    case VT_KEY_STRINGS:
        AT(to, VtStrings, key) = project_strings(build, AT_CONST(from, VtStrings, key));
        break;
    case VT_KEY_LINKS:
        project_links(build, from, to);
        break;
    case VT_KEY_PROFILES:
        project_profiles(build, from, to);
        break;
    case VT_KEY_LANGUAGES:
        project_languages(build, from, to);
        break;
    case VT_KEY_IMAGE:
        project_image(build, from, to);
        break;
    case VT_KEY_FREE:
        to->extra = project_node(build, from->extra);
        break;
    case VT_KEY_BOOLEAN:
    case VT_KEY_AUDIENCE:
        break;
    }
}

static void project_fields(VtBuild *build, const VtFields *from, VtFields *to)
{
    for (size_t i = 0; i < vt_key_count; i++)
        if (vt_keys[i].offset != offsetof(VtFields, aliases))
            project_key(build, &vt_keys[i], from, to);
}

void vt_project_entry(VtBuild *build, const VtEntry *origin, VtEditionEntry *entry)
{
    static const VtDocument nothing = {0};
    entry->kind = origin->kind;
    entry->path = vt_arena_string(build->arena, origin->source.path);
    project_fields(build, &origin->fields, &entry->fields);
    entry->document = origin->document ? origin->document : &nothing;
}
