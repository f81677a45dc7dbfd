/* Names in front matter, and in whatever else of the settings an edition shows. */
#include "links.h"
#include "names.h"

#define AT(fields, type, key) (*(type *)(void *)((char *)(fields) + (key)->offset))

/* One entry's fields at work; what they point to is the edition's own copy. */
typedef struct Work {
    VtBuild *build;
    VtFields *fields;
    VtSpan place; /* of the key */
    bool title_is_text;
} Work;

static void replace_text(const Work *work, const char **text)
{
    *text = vt_names_text(work->build, work->place, *text);
}

static void check_address(const Work *work, const char *address)
{
    VtSlice slice = vt_slice(address);
    if (slice.length > 0 && vt_link_is_external(slice))
        vt_names_check_address(work->build, vt_span_narrow(work->place, slice), slice, VT_WAY_FIELD);
}

static bool is_markdown(const Work *work, const VtKey *key)
{
    bool text = key->offset == offsetof(VtFields, title) && work->title_is_text;
    return vt_key_holds_markdown(key) && !text;
}

static void replace_string(const Work *work, const VtKey *key)
{
    const char **text = &AT(work->fields, const char *, key);
    if (key->offset == offsetof(VtFields, email))
        vt_names_check_address(work->build, work->place, vt_slice(*text), VT_WAY_FIELD);
    else if (is_markdown(work, key))
        *text = vt_names_markdown(work->build, work->place, *text);
    else
        replace_text(work, text);
}

static void replace_strings(const Work *work, VtStrings strings)
{
    const char **items = (const char **)strings.items;
    for (size_t i = 0; i < strings.count; i++)
        replace_text(work, &items[i]);
}

/* A link without a label is called by its address, which is looked at by itself. */
static void replace_links(const Work *work)
{
    VtNamedLink *items = (VtNamedLink *)work->fields->links.items;
    for (size_t i = 0; i < work->fields->links.count; i++) {
        check_address(work, items[i].url);
        if (g_strcmp0(items[i].label, items[i].url) != 0)
            replace_text(work, &items[i].label);
    }
}

static void replace_profiles(const Work *work)
{
    VtAccount *items = (VtAccount *)work->fields->profiles.items;
    for (size_t i = 0; i < work->fields->profiles.count; i++) {
        check_address(work, items[i].url);
        replace_text(work, &items[i].network);
        replace_text(work, &items[i].username);
    }
}

static void replace_languages(const Work *work)
{
    VtLanguage *items = (VtLanguage *)work->fields->languages.items;
    for (size_t i = 0; i < work->fields->languages.count; i++) {
        replace_text(work, &items[i].language);
        replace_text(work, &items[i].fluency);
    }
}

const VtNode *vt_names_node(VtBuild *build, VtSpan place, const VtNode *from)
{
    if (!build->names || !from)
        return from;
    VtNode *node = VT_ARENA_NEW(build->arena, VtNode);
    *node = *from;
    node->text = vt_names_text(build, place, from->text);
    if (from->items) {
        const VtNode **items = VT_ARENA_ARRAY(build->arena, const VtNode *, from->count);
        for (size_t i = 0; i < from->count; i++)
            items[i] = vt_names_node(build, place, from->items[i]);
        node->items = items;
    }
    if (from->pairs) {
        VtNodePair *pairs = VT_ARENA_ARRAY(build->arena, VtNodePair, from->count);
        for (size_t i = 0; i < from->count; i++)
            pairs[i] = (VtNodePair){from->pairs[i].key, vt_names_node(build, place, from->pairs[i].value)};
        node->pairs = pairs;
    }
    return node;
}

static void replace_key(const Work *work, const VtKey *key)
{
    VtFields *fields = work->fields;
    switch (key->type) {
    case VT_KEY_STRING:
    case VT_KEY_MARKDOWN:
        replace_string(work, key);
        break;
    case VT_KEY_ADDRESS:
        check_address(work, AT(fields, const char *, key));
        break;
    case VT_KEY_SLUG:
        AT(fields, const char *, key) = vt_names_slug(work->build, AT(fields, const char *, key));
        break;
    case VT_KEY_STRINGS:
        replace_strings(work, AT(fields, VtStrings, key));
        break;
    case VT_KEY_LINKS:
        replace_links(work);
        break;
    case VT_KEY_PROFILES:
        replace_profiles(work);
        break;
    case VT_KEY_LANGUAGES:
        replace_languages(work);
        break;
    case VT_KEY_IMAGE:
        check_address(work, fields->image.src);
        if (!(work->build->options->broken & VT_BREAK_NAMES_ALTS))
            replace_text(work, &fields->image.alt);
        break;
    case VT_KEY_FREE:
        fields->extra = vt_names_node(work->build, work->place, fields->extra);
        break;
    case VT_KEY_TIME:
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
    case VT_KEY_INTEGER:
    case VT_KEY_BOOLEAN:
    case VT_KEY_AUDIENCE:
        break;
    }
}

void vt_names_fields(VtBuild *build, const VtEntry *origin, VtFields *fields)
{
    if (!build->names || build->options->broken & VT_BREAK_NAMES_FIELDS)
        return;
    for (size_t i = 0; i < vt_key_count; i++) {
        VtSpan place = vt_field_span(origin, vt_keys[i].offset, build->audience->name);
        replace_key(&(Work){build, fields, place, origin->title_is_text}, &vt_keys[i]);
    }
}
