/* YAML nodes to the values of front matter and settings, one reader for each type of key. */
#include "content_private.h"

static bool begins_comment(const VtNode *node)
{
    const VtSource *source = node->span.source;
    size_t at = node->span.offset;
    while (at < source->length && strchr(" \t:", source->text[at]) != NULL && source->text[at] != '\0')
        at++;
    return at < source->length && source->text[at] == '#';
}

static void report_nothing(VtDiagnostics *sink, const char *key, const VtKeyTypeText *text,
                           const VtNode *node)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_KEY_TYPE, node->span, "\"%s\" has no value", key);
    if (begins_comment(node))
        vt_diagnostic_note(diagnostic, "\"#\" begins a comment; put text that begins with it in quotes");
    vt_diagnostic_note(diagnostic, "write %s: %s, or delete the line", key, text->example);
}

/* What an author means who writes a word of YAML 1.1, or NULL. */
static const char *meant_boolean(const VtNode *node)
{
    static const char *const words[][2] = {{"no", "false"},    {"off", "false"}, {"n", "false"},
                                           {"yes", "true"},    {"on", "true"},   {"y", "true"},
                                           {"false", "false"}, {"true", "true"}};
    for (size_t i = 0; node->text != NULL && i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(node->text, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

void vt_report_type(VtDiagnostics *sink, const char *key, const VtKeyTypeText *text, const VtNode *node)
{
    if (node->type == VT_NODE_NULL && !node->quoted) {
        report_nothing(sink, key, text, node);
        return;
    }
    bool empty = node->type == VT_NODE_STRING && *vt_slice_trim(vt_slice(node->text)).data == '\0';
    const char *found = empty ? "an empty text" : vt_node_type_name(node->type);
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_KEY_TYPE, node->span, "\"%s\" must be %s, but is %s", key,
                                           text->wanted, found);
    const char *meant = strcmp(text->wanted, "true or false") == 0 ? meant_boolean(node) : NULL;
    if (meant != NULL)
        vt_diagnostic_note(diagnostic, "write %s: %s", key, meant);
    else if (node->type == VT_NODE_BOOLEAN && strcmp(text->wanted, "text") == 0)
        vt_diagnostic_note(diagnostic, "if a word is meant, put it in quotes: %s: \"%s\"", key, node->text);
    else
        vt_diagnostic_note(diagnostic, "write %s: %s", key, text->example);
}

void vt_report_key_type(VtDiagnostics *sink, const VtKey *key, const VtNode *node)
{
    VtKeyTypeText text = *vt_key_type_text(key->type);
    text.example = vt_key_example(key);
    vt_report_type(sink, key->name, &text, node);
}

/* Text and numbers (a number as it was typed); anything else is no text. */
static bool is_text(const VtNode *node)
{
    return node->type == VT_NODE_STRING || node->type == VT_NODE_INTEGER || node->type == VT_NODE_NUMBER;
}

static bool is_empty(const VtNode *node)
{
    return vt_slice_trim(vt_slice(node->text)).length == 0;
}

/* Copies without space at the ends; line breaks become spaces in values of one line. */
static const char *copy_text(VtArena *arena, const VtNode *node, bool one_line)
{
    VtSlice text = vt_slice_trim(vt_slice(node->text));
    char *copy = vt_arena_copy(arena, text.data, text.length);
    for (char *c = copy; one_line && *c != '\0'; c++)
        if (*c == '\n' || *c == '\t')
            *c = ' ';
    return copy;
}

static bool read_text(VtReader *reader, const VtKey *key, const VtNode *node, bool one_line,
                      const char **text)
{
    if (!is_text(node) || is_empty(node)) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    *text = copy_text(reader->arena, node, one_line);
    return true;
}

static bool check_wording_audience(VtReader *reader, const VtNode *key)
{
    if (strcmp(key->text, VT_WORDING_DEFAULT) == 0 || strcmp(key->text, "private") == 0)
        return true;
    return vt_check_audiences(reader, key, (VtStrings){&key->text, 1});
}

/* One pair of `title: {recruiter: …, default: …}`. The default's text becomes the member. */
static bool read_wording(VtReader *reader, const VtKey *key, const VtNodePair *pair, const char **member)
{
    VtKey inner = {.name = pair->key->text, .type = key->type};
    VtWording wording = {
        .key = key, .audience = vt_arena_string(reader->arena, pair->key->text), .span = pair->value->span};
    bool fine = check_wording_audience(reader, pair->key);
    fine &= read_text(reader, &inner, pair->value, key->type == VT_KEY_STRING, &wording.text);
    if (!fine)
        return false;
    if (strcmp(wording.audience, VT_WORDING_DEFAULT) == 0) {
        wording.audience = NULL;
        *member = wording.text;
    }
    g_array_append_val(reader->wordings, wording);
    return true;
}

static bool read_wordings(VtReader *reader, const VtKey *key, const VtNode *node, const char **member)
{
    bool fine = true;
    for (size_t i = 0; i < node->count; i++)
        fine &= read_wording(reader, key, &node->pairs[i], member);
    return fine;
}

/* The only text that may be empty is an image's alt: it says something then. */
static bool read_string(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    const char **text = member;
    if (strcmp(key->name, "alt") == 0 && node->type == VT_NODE_STRING && is_empty(node)) {
        *text = "";
        return true;
    }
    return read_text(reader, key, node, true, text);
}

static bool read_markdown(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return read_text(reader, key, node, false, member);
}

static bool read_a_date(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return vt_read_date(reader, key, node, member);
}

static bool read_boolean(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    if (node->type != VT_NODE_BOOLEAN) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    *(bool *)member = node->boolean;
    return true;
}

static bool read_integer(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    if (node->type != VT_NODE_INTEGER) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    *(int64_t *)member = node->integer;
    return true;
}

static void report_item(VtReader *reader, const VtKey *key, const VtNode *node)
{
    bool nothing = node->type == VT_NODE_NULL || node->type == VT_NODE_STRING;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_KEY_TYPE, node->span,
                                           "\"%s\" must be a list of texts, but holds %s", key->name,
                                           nothing ? "an item without text" : vt_node_type_name(node->type));
    if (node->type == VT_NODE_MAP && node->count > 0 && strstr(node->pairs[0].key->text, "<!--") != NULL)
        vt_diagnostic_note(diagnostic, "put a text that holds an audience mark in quotes");
    vt_diagnostic_note(diagnostic, "write %s: %s", key->name, vt_key_example(key));
}

/* A list of texts, or one text. */
static bool read_text_list(VtReader *reader, const VtKey *key, const VtNode *node, VtStrings *strings)
{
    bool single = node->type != VT_NODE_LIST;
    size_t count = single ? 1 : node->count;
    const VtNode *const *nodes = single ? &node : node->items;
    const char **items = VT_ARENA_ARRAY(reader->arena, const char *, count);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        if (!single && !(is_text(nodes[i]) && !is_empty(nodes[i])))
            report_item(reader, key, nodes[i]);
        else
            used += read_text(reader, key, nodes[i], true, &items[used]);
    }
    if (used < count)
        return false;
    *strings = (VtStrings){items, used};
    return true;
}

static bool read_strings(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return read_text_list(reader, key, node, member);
}

static const char **audience_names(const VtSite *site)
{
    const char **names = g_new0(const char *, site->audience_count + 1);
    for (size_t i = 0; i < site->audience_count; i++)
        names[i] = site->audiences[i].name;
    return names;
}

static bool is_audience(const VtSite *site, const char *name)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (strcmp(site->audiences[i].name, name) == 0)
            return true;
    return false;
}

static void report_audience(VtReader *reader, VtSpan span, const char *name)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_AUDIENCE_UNKNOWN, span, "no audience \"%s\"",
                                           name);
    g_autofree const char **names = audience_names(reader->site);
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    vt_diagnostic_suggest(diagnostic, name, names, reader->site->audience_count);
    vt_diagnostic_note(diagnostic, "site.yaml knows: %s", list);
}

bool vt_check_audiences(VtReader *reader, const VtNode *node, VtStrings names)
{
    bool fine = true;
    for (size_t i = 0; i < names.count; i++) {
        VtSpan span = node->type == VT_NODE_LIST ? node->items[i]->span : node->span;
        if (strcmp(names.items[i], "private") == 0) {
            if (names.count == 1)
                continue;
            VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_AUDIENCE_PRIVATE, span,
                                                   "\"private\" stands together with other audiences");
            vt_diagnostic_note(diagnostic,
                               "private means that nobody may read it; keep it alone, or delete it");
            fine = false;
        } else if (reader->site != NULL && !is_audience(reader->site, names.items[i])) {
            report_audience(reader, span, names.items[i]);
            fine = false;
        }
    }
    return fine;
}

static bool read_audience(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    VtStrings names = {0};
    if (node->type == VT_NODE_LIST && node->count == 0) {
        VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_AUDIENCE_EMPTY, node->span,
                                               "\"%s\" names nobody", key->name);
        vt_diagnostic_note(diagnostic, "write %s: private to hide it from all", key->name);
        return false;
    }
    if (!read_text_list(reader, key, node, &names) || !vt_check_audiences(reader, node, names))
        return false;
    *(VtStrings *)member = names;
    return true;
}

static bool read_checked(VtReader *reader, const VtKey *key, const VtNode *node, const char **text,
                         bool check(VtDiagnostics *sink, const char *key, const VtNode *node))
{
    const char *read = NULL;
    if (!read_text(reader, key, node, true, &read) || !check(reader->sink, key->name, node))
        return false;
    *text = read;
    return true;
}

static bool read_address(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return read_checked(reader, key, node, member, vt_check_address);
}

static bool read_slug(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return read_checked(reader, key, node, member, vt_check_slug);
}

static bool read_time(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    return read_checked(reader, key, node, member, vt_check_time);
}

/* One item: a map by the table of its type, or the one text that may stand for it. */
static bool read_item(VtReader *reader, const VtKey *key, const VtItemShape *shape, const VtNode *node,
                      void *item)
{
    if (node->type == VT_NODE_MAP)
        return vt_read_map(reader, node, shape->keys, shape->key_count, VT_KIND_PAGE, key->name, item, NULL);
    for (size_t i = 0; i < shape->key_count && shape->scalar != NULL && is_text(node); i++) {
        VtKey scalar = shape->keys[i];
        if (strcmp(scalar.name, shape->scalar) != 0)
            continue;
        scalar.name = key->name;
        return vt_read_value(reader, &scalar, node, (char *)item + scalar.offset);
    }
    vt_report_key_type(reader->sink, key, node);
    return false;
}

/* A link without a label says its address, without what is the same in all. */
static void label_links(VtArena *arena, VtNamedLink *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (links[i].label != NULL || links[i].url == NULL)
            continue;
        const char *url = links[i].url;
        const char *separator = strstr(url, "://");
        const char *start = separator != NULL ? separator + 3 : url + 7 * g_str_has_prefix(url, "mailto:");
        size_t length = strlen(start);
        while (length > 1 && start[length - 1] == '/')
            length--;
        links[i].label = vt_arena_copy(arena, start, length);
    }
}

/* Lists of links, accounts and languages lie in VtFields as {items, count}, like VtStrings. */
static bool read_items(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    const VtItemShape *shape = vt_item_shape(key->type);
    if (node->type != VT_NODE_LIST) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    char *items = vt_arena_alloc(reader->arena, shape->size * node->count);
    bool fine = true;
    for (size_t i = 0; i < node->count; i++)
        fine &= read_item(reader, key, shape, node->items[i], items + i * shape->size);
    if (!fine)
        return false;
    if (key->type == VT_KEY_LINKS)
        label_links(reader->arena, (VtNamedLink *)(void *)items, node->count);
    struct {
        const void *items;
        size_t count;
    } list = {items, node->count};
    G_STATIC_ASSERT(sizeof list == sizeof(VtStrings));
    memcpy(member, &list, sizeof list);
    return true;
}

static bool read_image(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    VtImage image = {0};
    if (!read_item(reader, key, vt_item_shape(VT_KEY_IMAGE), node, &image))
        return false;
    *(VtImage *)member = image;
    return true;
}

static bool read_free(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    if (node->type != VT_NODE_MAP) {
        vt_report_key_type(reader->sink, key, node);
        return false;
    }
    *(const VtNode **)member = vt_node_copy(reader->arena, node);
    return true;
}

bool vt_read_value(VtReader *reader, const VtKey *key, const VtNode *node, void *member)
{
    if (key->worded && reader->wordings != NULL && node->type == VT_NODE_MAP && node->count > 0)
        return read_wordings(reader, key, node, member);
    static bool (*const readers[])(VtReader *, const VtKey *, const VtNode *, void *) = {
        [VT_KEY_STRING] = read_string,   [VT_KEY_MARKDOWN] = read_markdown, [VT_KEY_DATE] = read_a_date,
        [VT_KEY_END_DATE] = read_a_date, [VT_KEY_BOOLEAN] = read_boolean,   [VT_KEY_INTEGER] = read_integer,
        [VT_KEY_STRINGS] = read_strings, [VT_KEY_AUDIENCE] = read_audience, [VT_KEY_ADDRESS] = read_address,
        [VT_KEY_SLUG] = read_slug,       [VT_KEY_TIME] = read_time,         [VT_KEY_LINKS] = read_items,
        [VT_KEY_PROFILES] = read_items,  [VT_KEY_LANGUAGES] = read_items,   [VT_KEY_IMAGE] = read_image,
        [VT_KEY_FREE] = read_free,
    };
    return readers[key->type](reader, key, node, member);
}
