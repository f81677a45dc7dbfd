/* site.yaml: checked by its table, then read value by value; what is wrong is left out. */
#include "content_private.h"

/* The reader of a file's values, and the map they are read from. */
typedef struct Settings {
    VtReader reader;
    VtSite *site;
    const VtNode *root;
    const char *remote; /* given on the command line; NULL: none */
} Settings;

/* The table has reported what is wrong; here a wrong value only counts as missing. */
static const char *text_of(const Settings *settings, const VtNode *map, const char *key)
{
    const VtNode *node = vt_node_get(map, key);
    bool text = node != NULL && (node->type == VT_NODE_STRING || node->type == VT_NODE_INTEGER ||
                                 node->type == VT_NODE_NUMBER);
    VtSlice slice = text ? vt_slice_trim(vt_slice(node->text)) : (VtSlice){0};
    return slice.length > 0 ? vt_arena_copy(settings->reader.arena, slice.data, slice.length) : NULL;
}

static const char *base_address(Settings *settings, const VtNode *map)
{
    const VtNode *node = vt_node_get(map, "url");
    const char *url = text_of(settings, map, "url");
    if (url == NULL)
        return NULL;
    if (!vt_is_http_address(url) || strpbrk(url, "?#") != NULL) {
        VtDiagnostic *diagnostic = vt_diagnose(
            settings->reader.sink, VT_SITE_ADDRESS, node->span,
            "\"url\" must be an address that begins with https://, but is \"%s\"", url);
        vt_diagnostic_note(diagnostic, "write the whole address of the site, with nothing after its path: "
                                       "https://robin.example/portfolio/");
        return NULL;
    }
    return g_str_has_suffix(url, "/") ? url : vt_arena_format(settings->reader.arena, "%s/", url);
}

/* Names become folders (public/NAME/) on every system. */
static bool is_folder_name(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < G_N_ELEMENTS(devices); i++)
        if (strcmp(name, devices[i]) == 0)
            return false;
    bool numbered = strlen(name) == 4 && (g_str_has_prefix(name, "com") || g_str_has_prefix(name, "lpt"));
    return strlen(name) <= 64 && !(numbered && g_ascii_isdigit(name[3]));
}

static bool check_audience_name(Settings *settings, const VtNode *key)
{
    g_autofree char *slug = vt_slugify(key->text);
    bool private = strcmp(key->text, "private") == 0;
    bool reserved = private || strcmp(key->text, VT_WORDING_DEFAULT) == 0;
    if (!reserved && *slug != '\0' && strcmp(slug, key->text) == 0 && is_folder_name(key->text))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_AUDIENCE_NAME, key->span,
                                           "\"%s\" cannot be the name of an audience", key->text);
    if (private)
        vt_diagnostic_note(diagnostic, "\"private\" already means what nobody may read");
    else if (reserved)
        vt_diagnostic_note(diagnostic, "\"default\" already means the wording for all others");
    else if (*slug != '\0' && is_folder_name(slug))
        vt_diagnostic_note(diagnostic, "write it as \"%s\": lower-case letters, digits and hyphens", slug);
    else
        vt_diagnostic_note(diagnostic, "it becomes a folder; choose lower-case letters, digits and hyphens");
    return false;
}

static void read_audience(Settings *settings, const VtNodePair *pair, VtAudience *audience)
{
    const VtNode *options = vt_node_get(pair->value, "options");
    const char *theme = text_of(settings, pair->value, "theme");
    const char *url = base_address(settings, pair->value);
    const VtNode *sections = vt_node_get(pair->value, "sections");
    *audience = (VtAudience){
        .name = pair->key->text,
        .theme = theme != NULL ? theme : "base",
        .title = text_of(settings, pair->value, "title"),
        .description = text_of(settings, pair->value, "description"),
        .url = url != NULL ? url : settings->site->url,
        .options = options != NULL && options->type == VT_NODE_MAP ? options : NULL,
        .span = pair->key->span,
    };
    vt_read_section_choices(&settings->reader, sections, audience);
}

static void check_audience_address(Settings *settings, size_t index)
{
    const VtAudience *audiences = settings->site->audiences;
    const VtAudience *audience = &audiences[index];
    if (audience->url == NULL) {
        VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_SITE_ADDRESS, audience->span,
                                               "the site of \"%s\" has no address", audience->name);
        vt_diagnostic_note(diagnostic,
                           "feeds and sitemaps need one: write url: https://robin.example/ at the top of "
                           "site.yaml, or here");
        return;
    }
    for (size_t i = 0; i < index; i++) {
        if (audiences[i].url == NULL || strcmp(audiences[i].url, audience->url) != 0)
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_AUDIENCE_ADDRESS, audience->span,
                                               "\"%s\" and \"%s\" have one address: %s", audiences[i].name,
                                               audience->name, audience->url);
        vt_diagnostic_place(diagnostic, audiences[i].span, "the other audience");
        vt_diagnostic_note(diagnostic,
                           "give one of them a url of its own, unless only one is ever published");
        return;
    }
}

static void read_audiences(Settings *settings)
{
    const VtNode *map = vt_node_get(settings->root, "audiences");
    VtDiagnostics *sink = settings->reader.sink;
    if (map == NULL || map->type != VT_NODE_MAP)
        return;
    if (map->count == 0) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_AUDIENCE_NONE, map->span, "there is no audience");
        vt_diagnostic_note(diagnostic,
                           "each audience gets a site; write audiences: {recruiter: {theme: recruiter}}");
        return;
    }
    VtAudience *audiences = VT_ARENA_ARRAY(settings->reader.arena, VtAudience, map->count);
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++)
        if (check_audience_name(settings, map->pairs[i].key))
            read_audience(settings, &map->pairs[i], &audiences[count++]);
    settings->site->audiences = audiences;
    settings->site->audience_count = count;
}

static void read_default_audience(Settings *settings)
{
    const VtNode *node = vt_node_get(settings->root, "default_audience");
    if (node == NULL) {
        VtDiagnostic *diagnostic = vt_diagnose(
            settings->reader.sink, VT_AUDIENCE_DEFAULT, VT_IN_FILE(&settings->site->source),
            "site.yaml does not say who may read entries that name no audience");
        vt_diagnostic_note(diagnostic, "nothing becomes public by accident, so this must be written down");
        vt_diagnostic_note(diagnostic, "write default_audience: [recruiter] with the audiences you want, "
                                       "or default_audience: private");
        return;
    }
    VtKey key = {.name = "default_audience", .type = VT_KEY_AUDIENCE};
    VtReader reader = settings->reader;
    reader.site = settings->site->audience_count > 0 ? settings->site : NULL;
    settings->site->default_audience_span = node->span;
    vt_read_value(&reader, &key, node, &settings->site->default_audience);
}

static void read_section_kind(Settings *settings, const VtNode *map, VtSectionSettings *section)
{
    const VtNode *node = vt_node_get(map, "kind");
    const char *name = text_of(settings, map, "kind");
    if (name == NULL)
        return;
    if (vt_kind_parse(name, &section->kind) && section->kind != VT_KIND_PROFILE) {
        section->has_kind = true;
        return;
    }
    const char *names[VT_KIND_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < VT_KIND_COUNT; i++)
        if (i != VT_KIND_PROFILE)
            names[count++] = vt_kind_name((VtKind)i);
    names[count] = NULL;
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_SECTION_KIND, node->span,
                                           "\"%s\" is not a kind that a folder's entries can have", name);
    vt_diagnostic_suggest(diagnostic, name, names, count);
    vt_diagnostic_note(diagnostic, "the kinds are: %s", list);
}

static void read_sections(Settings *settings)
{
    const VtNode *map = vt_node_get(settings->root, "sections");
    if (map == NULL || map->type != VT_NODE_MAP)
        return;
    VtSectionSettings *sections = VT_ARENA_ARRAY(settings->reader.arena, VtSectionSettings, map->count);
    for (size_t i = 0; i < map->count; i++) {
        const VtNode *weight = vt_node_get(map->pairs[i].value, "weight");
        sections[i] = (VtSectionSettings){
            .folder = map->pairs[i].key->text,
            .span = map->pairs[i].key->span,
            .title = text_of(settings, map->pairs[i].value, "title"),
            .weight = weight != NULL && weight->type == VT_NODE_INTEGER ? weight->integer : 0,
        };
        read_section_kind(settings, map->pairs[i].value, &sections[i]);
    }
    settings->site->sections = sections;
    settings->site->section_count = map->count;
}

/* Keys that must be audiences: those of names' `replace`, and of `publish`. */
static void check_audience_keys(Settings *settings, const VtNode *map)
{
    VtReader reader = settings->reader;
    reader.site = settings->site->audience_count > 0 ? settings->site : NULL;
    for (size_t i = 0; map != NULL && map->type == VT_NODE_MAP && i < map->count; i++) {
        const VtNode *key = map->pairs[i].key;
        if (strcmp(key->text, "private") == 0) {
            VtDiagnostic *diagnostic = vt_diagnose(reader.sink, VT_AUDIENCE_PRIVATE, key->span,
                                                   "\"private\" is not an audience that gets a site");
            vt_diagnostic_note(diagnostic, "write the name of an audience here");
            continue;
        }
        vt_check_audiences(&reader, key, (VtStrings){&key->text, 1});
    }
}

static char *fold(const char *text)
{
    g_autofree char *normal = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    return g_utf8_casefold(normal, -1);
}

static bool is_word_end(const char *text, const char *at)
{
    return at == text || !g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at)));
}

/* Does the text hold the words, not as a part of longer ones? */
static bool holds_words(const char *text, const char *words)
{
    size_t length = strlen(words);
    for (const char *at = strstr(text, words); length > 0 && at != NULL; at = strstr(at + 1, words))
        if (is_word_end(text, at) && !g_unichar_isalnum(g_utf8_get_char(at + length)))
            return true;
    return false;
}

static void check_replacement(Settings *settings, const char *name, const VtNode *text)
{
    g_autofree char *hidden = fold(name);
    g_autofree char *shown = fold(text->text);
    if (!holds_words(shown, hidden))
        return;
    VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_NAME_SHOWN, text->span,
                                           "\"%s\" is replaced by a text that holds it", name);
    vt_diagnostic_note(diagnostic, "write what the audience may read instead, such as \"a large bank\"");
}

static void check_replacements(Settings *settings, const VtName *name)
{
    if (name->replace == NULL)
        return;
    check_audience_keys(settings, name->replace);
    for (size_t i = 0; i < name->replace->count; i++) {
        const VtNode *text = name->replace->pairs[i].value;
        if (text->text == NULL)
            continue;
        check_replacement(settings, name->name, text);
        for (size_t j = 0; j < name->also.count; j++)
            if (g_ascii_strcasecmp(name->also.items[j], name->name) != 0)
                check_replacement(settings, name->also.items[j], text);
    }
}

static VtStrings texts_of(const Settings *settings, const VtNode *map, const char *key)
{
    const VtNode *node = vt_node_get(map, key);
    bool list = node != NULL && node->type == VT_NODE_LIST;
    size_t count = node == NULL ? 0 : list ? node->count : 1;
    const char **items = VT_ARENA_ARRAY(settings->reader.arena, const char *, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        const VtNode *item = list ? node->items[i] : node;
        VtSlice text = vt_slice_trim(vt_slice(item->text));
        if (text.length > 0)
            items[used++] = vt_arena_copy(settings->reader.arena, text.data, text.length);
    }
    return (VtStrings){items, used};
}

static bool read_name(Settings *settings, const VtNode *map, const VtName *names, size_t count, VtName *name)
{
    const VtNode *node = vt_node_get(map, "name");
    const VtNode *replace = vt_node_get(map, "replace");
    *name = (VtName){
        .name = text_of(settings, map, "name"),
        .also = texts_of(settings, map, "also"),
        .replace = replace != NULL && replace->type == VT_NODE_MAP ? replace : NULL,
        .span = map->span,
    };
    if (name->name == NULL)
        return false;
    name->span = node->span;
    check_replacements(settings, name);
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(names[i].name, name->name) != 0)
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(settings->reader.sink, VT_NAME_DUPLICATE, name->span,
                                               "the name \"%s\" stands here a second time", name->name);
        vt_diagnostic_place(diagnostic, names[i].span, "first here");
        return false;
    }
    return true;
}

static void read_names(Settings *settings)
{
    const VtNode *list = vt_node_get(settings->root, "names");
    if (list == NULL || list->type != VT_NODE_LIST)
        return;
    VtName *names = VT_ARENA_ARRAY(settings->reader.arena, VtName, list->count);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->type == VT_NODE_MAP)
            count += read_name(settings, list->items[i], names, count, &names[count]);
    settings->site->names = names;
    settings->site->name_count = count;
}

/* An alias leads to a skill, not to another alias. */
static void check_skill_alias(Settings *settings, const VtNode *map, const VtNodePair *pair)
{
    const char *to = pair->value->text;
    const VtNode *further = vt_node_get(map, to);
    bool itself = strcmp(pair->key->text, to) == 0;
    if (!itself && further == NULL)
        return;
    VtDiagnostic *diagnostic = vt_diagnose(
        settings->reader.sink, VT_SKILL_ALIAS, pair->value->span,
        itself ? "\"%s\" is an alias of itself" : "\"%s\" is itself an alias", to);
    if (further != NULL && !itself && further->text != NULL)
        vt_diagnostic_note(diagnostic, "write %s: %s", pair->key->text, further->text);
    else
        vt_diagnostic_note(diagnostic, "delete the line");
}

static void read_skills(Settings *settings)
{
    const VtNode *map = vt_node_get(vt_node_get(settings->root, "skills"), "aliases");
    if (map == NULL || map->type != VT_NODE_MAP)
        return;
    VtAlias *aliases = VT_ARENA_ARRAY(settings->reader.arena, VtAlias, map->count);
    size_t count = 0;
    for (size_t i = 0; i < map->count; i++) {
        if (map->pairs[i].value->type != VT_NODE_STRING)
            continue;
        check_skill_alias(settings, map, &map->pairs[i]);
        aliases[count++] = (VtAlias){map->pairs[i].key->text, map->pairs[i].value->text};
    }
    settings->site->skill_aliases = aliases;
    settings->site->skill_alias_count = count;
}

static void read_publishing(Settings *settings)
{
    check_audience_keys(settings, vt_node_get(settings->root, "publish"));
    vt_read_publishing(&settings->reader, settings->root, settings->remote, settings->site);
    const VtNode *url = vt_node_get(settings->root, "url");
    for (size_t i = 0; i < settings->site->audience_count; i++)
        if (settings->site->audiences[i].url != NULL || url == NULL)
            check_audience_address(settings, i);
}

static void read_dates(Settings *settings)
{
    const VtNode *node = vt_node_get(settings->root, "dates");
    const char *source = text_of(settings, settings->root, "dates");
    settings->site->dates_from_git = g_strcmp0(source, "git") == 0;
    if (source != NULL && !settings->site->dates_from_git)
        vt_report_type(settings->reader.sink, "dates", &(VtKeyTypeText){"dates", "git, or left out", "git"},
                       node);
}

static void read_site(Settings *settings)
{
    VtSite *site = settings->site;
    vt_check_setting(&settings->reader, vt_site_setting(), "site.yaml", settings->root);
    const VtNode *language = vt_node_get(settings->root, "language");
    site->title = text_of(settings, settings->root, "title");
    site->description = text_of(settings, settings->root, "description");
    site->url = base_address(settings, settings->root);
    site->language = text_of(settings, settings->root, "language");
    if (site->language == NULL || !vt_check_language(settings->reader.sink, "language", language))
        site->language = "en";
    read_audiences(settings);
    read_default_audience(settings);
    read_sections(settings);
    read_names(settings);
    read_skills(settings);
    read_publishing(settings);
    read_dates(settings);
    vt_read_check_settings(&settings->reader, settings->root, site);
}

static bool tree_has(const VtTree *tree, const char *path)
{
    for (size_t i = 0; i < tree->file_count; i++)
        if (strcmp(tree->files[i].path, path) == 0)
            return true;
    return false;
}

static bool report_missing(const char *path, const VtTree *tree, VtDiagnostics *sink)
{
    VtDiagnostic *diagnostic = vt_diagnose_path(sink, VT_SITE_MISSING, path, "there is no site.yaml");
    if (tree_has(tree, "site.yml")) {
        vt_diagnostic_note(diagnostic, "rename site.yml to site.yaml");
        return false;
    }
    vt_diagnostic_note(diagnostic, "it holds at least a title, a url, audiences and default_audience; "
                                   "\"vitrine explain site-missing\" shows one to start from");
    return false;
}

bool vt_site_read(const char *folder, const char *remote, const VtTree *tree, VtArena *arena,
                  VtDiagnostics *sink, VtSite *site)
{
    site->source.path = vt_arena_format(arena, "%s/site.yaml", folder);
    site->language = "en";
    if (!tree_has(tree, "site.yaml"))
        return report_missing(site->source.path, tree, sink);
    g_auto(VtBuffer) text = {0};
    if (!vt_text_file_read(site->source.path, &text, &site->source, sink))
        return false;
    site->source.text = vt_arena_copy(arena, text.data, text.length);
    const VtNode *root = vt_yaml_parse(arena, &site->source, 0, site->source.length, sink);
    if (root == NULL)
        return false;
    if (root->type != VT_NODE_MAP) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_SITE_FORM, root->span,
                                               "site.yaml must be a map, but is %s",
                                               vt_node_type_name(root->type));
        vt_diagnostic_note(diagnostic, "it is made of lines of \"key: value\": title: Robin Sample");
        return false;
    }
    vt_refuse_comments(sink, root);
    Settings settings = {{arena, sink, NULL, NULL}, site, root, remote};
    read_site(&settings);
    return true;
}

void vt_site_check_sections(const VtSite *site, const VtTree *tree, VtDiagnostics *sink)
{
    vt_check_section_choices(site, tree, sink);
    for (size_t i = 0; i < site->section_count; i++) {
        bool found = false;
        for (size_t j = 0; j < tree->folder_count && !found; j++)
            found = strcmp(tree->folders[j], site->sections[i].folder) == 0;
        if (found)
            continue;
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_SECTION_UNKNOWN, site->sections[i].span,
                                               "there is no folder \"%s\" for these settings",
                                               site->sections[i].folder);
        vt_diagnostic_suggest(diagnostic, site->sections[i].folder, tree->folders, tree->folder_count);
        vt_diagnostic_note(diagnostic, "delete the settings, or make the folder");
    }
}
