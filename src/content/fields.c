/* Front matter, checked and read by the table of keys. */
#include "content_private.h"

/* Keys that other generators and formats use, and what they are called here. */
static const struct {
    const char *theirs;
    const char *ours;
} other_names[] = {
    {"company", "organization"},
    {"employer", "organization"},
    {"client", "organization"},
    {"institution", "organization"},
    {"organisation", "organization"},
    {"school", "organization"},
    {"awarder", "organization"},
    {"issuer", "organization"},
    {"tags", "stack"},
    {"skills", "stack"},
    {"technologies", "stack"},
    {"tech", "stack"},
    {"tools", "stack"},
    {"keywords", "stack"},
    {"description", "summary"},
    {"excerpt", "summary"},
    {"abstract", "summary"},
    {"startDate", "start"},
    {"start_date", "start"},
    {"from", "start"},
    {"since", "start"},
    {"endDate", "end"},
    {"end_date", "end"},
    {"to", "end"},
    {"until", "end"},
    {"position", "title"},
    {"job_title", "title"},
    {"jobTitle", "title"},
    {"headline", "label"},
    {"website", "url"},
    {"link", "url"},
    {"homepage", "url"},
    {"photo", "image"},
    {"picture", "image"},
    {"cover", "image"},
    {"thumbnail", "image"},
    {"lastmod", "updated"},
    {"modified", "updated"},
    {"order", "weight"},
    {"permalink", "slug"},
    {"redirect_from", "aliases"},
    {"audiences", "audience"},
    {"visibility", "audience"},
    {"social", "profiles"},
    {"accounts", "profiles"},
    {"conference", "event"},
    {"place", "location"},
    {"city", "location"},
    {"studyType", "degree"},
    {"grade", "score"},
    {"gpa", "score"},
    {"mail", "email"},
    {"tel", "phone"},
    {"telephone", "phone"},
    {"hobbies", "interests"},
    {"bio", "bio_short"},
    {"about", "bio_long"},
};

static const VtKey *find_key(const VtKey *keys, size_t count, unsigned kinds, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if ((keys[i].kinds & kinds) != 0 && strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static const char *our_name(const VtKey *keys, size_t count, unsigned kinds, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(other_names); i++)
        if (g_ascii_strcasecmp(other_names[i].theirs, name) == 0 &&
            find_key(keys, count, kinds, other_names[i].ours) != NULL)
            return other_names[i].ours;
    return NULL;
}

static void note_other_kinds(VtDiagnostic *diagnostic, const VtKey *key)
{
    g_autoptr(GString) kinds = g_string_new(NULL);
    for (size_t i = 0; i < VT_KIND_COUNT; i++)
        if ((key->kinds & VT_KIND_BIT(i)) != 0)
            g_string_append_printf(kinds, "%s%s", kinds->len > 0 ? ", " : "", vt_kind_name((VtKind)i));
    vt_diagnostic_note(diagnostic, "\"%s\" is a key of: %s; a file's folder decides its kind", key->name,
                       kinds->str);
}

static void report_unknown(VtReader *reader, const VtNode *node, const VtKey *keys, size_t count, VtKind kind,
                           const char *what)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_KEY_UNKNOWN, node->span,
                                           "\"%s\" is not a key of \"%s\"", node->text, what);
    unsigned bit = VT_KIND_BIT(kind);
    const VtKey *elsewhere = keys == vt_keys ? find_key(keys, count, VT_ALL_KINDS, node->text) : NULL;
    const char *ours = our_name(keys, count, bit, node->text);
    if (g_str_has_prefix(node->text, "\xC2\xA0")) {
        vt_diagnostic_note(diagnostic, "the line begins with a non-breaking space; use ordinary spaces");
    } else if (elsewhere != NULL) {
        note_other_kinds(diagnostic, elsewhere);
    } else if (ours != NULL) {
        vt_diagnostic_note(diagnostic, "here it is called \"%s\"", ours);
    } else {
        g_autofree const char **names = g_new0(const char *, count);
        size_t known = 0;
        for (size_t i = 0; i < count; i++)
            if ((keys[i].kinds & bit) != 0)
                names[known++] = keys[i].name;
        vt_diagnostic_suggest(diagnostic, node->text, names, known);
    }
    if (keys == vt_keys)
        vt_diagnostic_note(diagnostic, "keys of your own go under \"extra:\"");
}

static bool check_required(VtReader *reader, const VtNode *map, const VtKey *keys, size_t count, VtKind kind,
                           const char *what)
{
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        if ((keys[i].required & VT_KIND_BIT(kind)) == 0 || vt_node_get(map, keys[i].name) != NULL)
            continue;
        VtSpan span = keys == vt_keys ? VT_IN_FILE(map->span.source) : map->span;
        VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_KEY_MISSING, span,
                                               "\"%s\" needs the key \"%s\"", what, keys[i].name);
        vt_diagnostic_note(diagnostic, "%s", keys[i].help);
        if (keys == vt_keys)
            vt_diagnostic_note(diagnostic, "write it between the \"---\" lines at the top: %s: %s",
                               keys[i].name, vt_key_example(&keys[i]));
        fine = false;
    }
    return fine;
}

bool vt_read_map(VtReader *reader, const VtNode *map, const VtKey *keys, size_t key_count, VtKind kind,
                 const char *what, void *base, VtSpan *spans)
{
    bool fine = check_required(reader, map, keys, key_count, kind, what);
    for (size_t i = 0; i < map->count; i++) {
        const VtNodePair *pair = &map->pairs[i];
        const VtKey *key = find_key(keys, key_count, VT_KIND_BIT(kind), pair->key->text);
        if (key == NULL) {
            report_unknown(reader, pair->key, keys, key_count, kind, what);
            fine = false;
            continue;
        }
        if (spans != NULL)
            spans[key - keys] = pair->value->span;
        fine &= vt_read_value(reader, key, pair->value, (char *)base + key->offset);
    }
    return fine;
}

static void check_order(VtReader *reader, const VtNode *map, const VtFields *fields)
{
    const VtNode *start = vt_node_get(map, "start");
    const VtNode *end = vt_node_get(map, "end");
    bool both = vt_date_is_set(fields->start) && vt_date_is_set(fields->end);
    if (!both || !vt_date_certainly_before(fields->end, fields->start))
        return;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_ORDER, end->span,
                                           "it ends (%s) before it starts (%s)", end->text, start->text);
    vt_diagnostic_place(diagnostic, start->span, "the start");
}

/* An alias is kept as "/old/page/", or as "/old/page.html" when its last part names a file. */
static const char *normal_alias(VtArena *arena, const char *alias)
{
    const char *last = strrchr(alias, '/');
    last = last != NULL ? last + 1 : alias;
    bool file = strchr(last, '.') != NULL;
    return vt_arena_format(arena, "%s%s%s", *alias == '/' ? "" : "/", alias,
                           file || *last == '\0' ? "" : "/");
}

static bool alias_part_is_fine(const char *part)
{
    for (const char *c = part; *c != '\0'; c++)
        if (g_ascii_iscntrl(*c))
            return false;
    return strcmp(part, ".") != 0 && strcmp(part, "..") != 0 && strchr(part, ':') == NULL &&
           strlen(part) <= VT_MOST_NAME_BYTES;
}

/* The list of its own files that every site folder has. */
#define MANIFEST_FILE ".vitrine-manifest"
enum { MOST_PATH_BYTES = 1000 };

/* Looked at with its percent-encoding undone: so it is written to the site folder. */
static bool alias_is_fine(const char *alias)
{
    const char *path = alias + (*alias == '/');
    if (*path == '\0' || strpbrk(path, "?#\\ \"<>") != NULL || strstr(path, "//") != NULL || *path == '/')
        return false;
    g_autofree char *plain = g_uri_unescape_string(path, "/\\");
    if (plain == NULL || strlen(plain) > MOST_PATH_BYTES || !g_utf8_validate(plain, -1, NULL))
        return false;
    g_auto(GStrv) parts = g_strsplit(plain, "/", -1);
    if (strcmp(parts[0], MANIFEST_FILE) == 0)
        return false;
    for (char **part = parts; *part != NULL; part++)
        if (!alias_part_is_fine(*part))
            return false;
    return true;
}

static void normalise_aliases(VtReader *reader, const VtNode *map, VtStrings *aliases)
{
    const VtNode *node = vt_node_get(map, "aliases");
    const char **items = VT_ARENA_ARRAY(reader->arena, const char *, aliases->count);
    size_t used = 0;
    for (size_t i = 0; i < aliases->count; i++) {
        const char *alias = aliases->items[i];
        if (alias_is_fine(alias)) {
            items[used++] = normal_alias(reader->arena, alias);
            continue;
        }
        VtSpan span = node->type == VT_NODE_LIST ? node->items[i]->span : node->span;
        VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_ALIAS, span,
                                               "\"%s\" is not an address of this site", alias);
        vt_diagnostic_note(diagnostic, "write the old address from the site's root: /blog/old-title/");
    }
    *aliases = (VtStrings){items, used};
}

static void check_index_slug(VtReader *reader, const VtNode *map, VtEntry *entry)
{
    const VtNode *slug = vt_node_get(map, "slug");
    if (!entry->is_index || slug == NULL)
        return;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_VALUE_SLUG, slug->span,
                                           "the index of a folder has no slug of its own");
    vt_diagnostic_note(diagnostic, "its address is the folder's; rename the folder, or delete the line");
    entry->fields.slug = NULL;
}

static void keep_wordings(VtArena *arena, const GArray *wordings, VtFields *fields)
{
    VtWording *items = VT_ARENA_ARRAY(arena, VtWording, wordings->len);
    if (wordings->len > 0)
        memcpy(items, wordings->data, sizeof(VtWording) * wordings->len);
    fields->wordings.items = items;
    fields->wordings.count = wordings->len;
}

static void keep_places(VtArena *arena, const VtSpan *spans, VtEntry *entry)
{
    size_t count = 0;
    for (size_t i = 0; i < vt_key_count; i++)
        count += spans[i].source != NULL;
    VtKeyPlace *places = VT_ARENA_ARRAY(arena, VtKeyPlace, count);
    for (size_t i = 0; i < vt_key_count; i++)
        if (spans[i].source != NULL)
            places[entry->place_count++] = (VtKeyPlace){&vt_keys[i], spans[i]};
    entry->places = places;
}

void vt_read_fields(VtReader *reader, VtMarkdown *markdown, const VtNode *map, VtEntry *entry)
{
    g_autoptr(GArray) wordings = g_array_new(false, false, sizeof(VtWording));
    reader->wordings = wordings;
    VtMarkReader marks = {reader, markdown, false};
    entry->marked_values = vt_check_marks(&marks, map, entry->kind) && marks.found;
    g_autofree VtSpan *spans = g_new0(VtSpan, vt_key_count);
    vt_read_map(reader, map, vt_keys, vt_key_count, entry->kind, vt_kind_name(entry->kind), &entry->fields,
                spans);
    keep_places(reader->arena, spans, entry);
    reader->wordings = NULL;
    keep_wordings(reader->arena, wordings, &entry->fields);
    check_order(reader, map, &entry->fields);
    check_index_slug(reader, map, entry);
    if (entry->fields.aliases.count > 0)
        normalise_aliases(reader, map, &entry->fields.aliases);
    if (entry->fields.email != NULL && !vt_check_email(reader->sink, "email", vt_node_get(map, "email")))
        entry->fields.email = NULL;
}
