/* YAML text to a tree of nodes, from libyaml's events. Each compose_… function is called with the event
 * that begins its node, and leaves the parser after the event that ends it. */
#include "yaml_compose.h"

#define MAX_DEPTH 64u
#define MAX_BYTES ((size_t)1 << 20)
/* Fewer keys than this are compared one by one; more go through a hash table. */
#define FEW_KEYS 12u

typedef struct Composer {
    yaml_parser_t parser;
    VtYamlCursor cursor;
    VtArena *arena;
    VtDiagnostics *sink;
    unsigned depth;
} Composer;

static const VtNode *compose_node(Composer *composer, const yaml_event_t *event);

static bool is_lead_byte(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

size_t vt_yaml_byte(VtYamlCursor *cursor, size_t index)
{
    const char *text = cursor->source->text;
    while (cursor->index < index && cursor->byte < cursor->end) {
        do
            cursor->byte++;
        while (cursor->byte < cursor->end && !is_lead_byte(text[cursor->byte]));
        cursor->index++;
    }
    while (cursor->index > index && cursor->byte > cursor->base) {
        do
            cursor->byte--;
        while (cursor->byte > cursor->base && !is_lead_byte(text[cursor->byte]));
        cursor->index--;
    }
    return cursor->byte;
}

static size_t start_of(Composer *composer, const yaml_event_t *event)
{
    return vt_yaml_byte(&composer->cursor, event->start_mark.index);
}

/* `from`: a byte that was asked for when its event came, so that the cursor need not go back over a whole
 * map. */
static VtSpan span_up_to(Composer *composer, size_t from, yaml_mark_t end)
{
    const VtSource *source = composer->cursor.source;
    size_t to = vt_yaml_byte(&composer->cursor, end.index);
    while (to > from && strchr(" \t\r\n", source->text[to - 1]) != NULL)
        to--;
    return (VtSpan){source, from, to - from};
}

static VtSpan event_span(Composer *composer, const yaml_event_t *event)
{
    return span_up_to(composer, start_of(composer, event), event->end_mark);
}

static bool next_event(Composer *composer, yaml_event_t *event)
{
    if (yaml_parser_parse(&composer->parser, event))
        return true;
    vt_yaml_report(&composer->parser, &composer->cursor, composer->sink);
    return false;
}

static bool refuse_feature(Composer *composer, const yaml_event_t *event, const char *what, const char *mark)
{
    VtDiagnostic *diagnostic = vt_diagnose(composer->sink, VT_YAML_FEATURE, event_span(composer, event),
                                           "%s is not used in these files", what);
    vt_diagnostic_note(diagnostic, "if the text really begins with \"%s\", put it in quotes", mark);
    return false;
}

static bool refuse_properties(Composer *composer, const yaml_event_t *event, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor != NULL)
        return refuse_feature(composer, event, "an anchor (&name)", "&");
    if (tag != NULL)
        return refuse_feature(composer, event, "a tag (!type)", "!");
    return true;
}

/* C0 and C1 controls reach a scalar through escapes such as "\0"; no output format can hold them. */
static bool has_control_character(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
            return true;
        if (c == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0 &&
            (unsigned char)text[i + 1] != 0x85)
            return true;
    }
    return false;
}

static const VtNode *compose_scalar(Composer *composer, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    VtSpan span = event_span(composer, event);
    if (!refuse_properties(composer, event, event->data.scalar.anchor, event->data.scalar.tag))
        return NULL;
    if (has_control_character(text, length)) {
        VtDiagnostic *diagnostic = vt_diagnose(composer->sink, VT_YAML_CONTROL, span,
                                               "text that holds a control character");
        vt_diagnostic_note(diagnostic, "delete it, or the escape that stands for it");
        return NULL;
    }
    VtNode *node = VT_ARENA_NEW(composer->arena, VtNode);
    node->span = span;
    node->text = vt_arena_copy(composer->arena, text, length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    if (node->quoted)
        node->type = VT_NODE_STRING;
    else
        vt_yaml_type_scalar(node);
    return node;
}

static bool enter(Composer *composer, const yaml_event_t *event)
{
    if (++composer->depth <= MAX_DEPTH)
        return true;
    vt_diagnose(composer->sink, VT_YAML_LIMIT, event_span(composer, event),
                "lists and maps are nested more than %u deep", MAX_DEPTH);
    return false;
}

static bool append_items(Composer *composer, GPtrArray *items, yaml_mark_t *end)
{
    while (true) {
        yaml_event_t event;
        if (!next_event(composer, &event))
            return false;
        bool done = event.type == YAML_SEQUENCE_END_EVENT;
        const VtNode *item = done ? NULL : compose_node(composer, &event);
        *end = event.end_mark;
        yaml_event_delete(&event);
        if (done)
            return true;
        if (item == NULL)
            return false;
        g_ptr_array_add(items, (gpointer)item);
    }
}

static const VtNode *compose_list(Composer *composer, const yaml_event_t *event)
{
    if (!refuse_properties(composer, event, event->data.sequence_start.anchor,
                           event->data.sequence_start.tag) ||
        !enter(composer, event))
        return NULL;
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    size_t start = start_of(composer, event);
    yaml_mark_t end = event->end_mark;
    if (!append_items(composer, items, &end))
        return NULL;
    composer->depth--;
    VtNode *node = VT_ARENA_NEW(composer->arena, VtNode);
    const VtNode **copies = VT_ARENA_ARRAY(composer->arena, const VtNode *, items->len);
    for (guint i = 0; i < items->len; i++)
        copies[i] = g_ptr_array_index(items, i);
    node->type = VT_NODE_LIST;
    node->span = span_up_to(composer, start, end);
    node->items = copies;
    node->count = items->len;
    return node;
}

static const VtNode *find_key(GArray *pairs, GHashTable *seen, const char *key)
{
    if (pairs->len >= FEW_KEYS)
        return g_hash_table_lookup(seen, key);
    for (guint i = 0; i < pairs->len; i++) {
        const VtNode *other = g_array_index(pairs, VtNodePair, i).key;
        if (strcmp(other->text, key) == 0)
            return other;
    }
    return NULL;
}

static void remember_keys(GArray *pairs, GHashTable *seen)
{
    guint from = pairs->len == FEW_KEYS ? 0 : pairs->len - 1;
    if (pairs->len < FEW_KEYS)
        return;
    for (guint i = from; i < pairs->len; i++) {
        const VtNode *key = g_array_index(pairs, VtNodePair, i).key;
        g_hash_table_insert(seen, (gpointer)key->text, (gpointer)key);
    }
}

/* A duplicate is reported and left out; the rest of the map is still read. */
static void add_pair(Composer *composer, GArray *pairs, GHashTable *seen, VtNodePair pair)
{
    const VtNode *first = find_key(pairs, seen, pair.key->text);
    if (first != NULL) {
        VtDiagnostic *diagnostic = vt_diagnose(composer->sink, VT_YAML_DUPLICATE_KEY, pair.key->span,
                                               "the key \"%s\" stands here a second time", pair.key->text);
        vt_diagnostic_place(diagnostic, first->span, "first here");
        return;
    }
    g_array_append_val(pairs, pair);
    remember_keys(pairs, seen);
}

static const VtNode *compose_key(Composer *composer, const yaml_event_t *event)
{
    if (event->type == YAML_SCALAR_EVENT)
        return compose_scalar(composer, event);
    if (event->type == YAML_ALIAS_EVENT)
        return compose_node(composer, event);
    VtDiagnostic *diagnostic = vt_diagnose(composer->sink, VT_YAML_KEY, event_span(composer, event),
                                           "a key must be a plain word");
    vt_diagnostic_note(diagnostic, "text that begins with \"{\", \"[\" or \"?\" must be in quotes");
    return NULL;
}

static bool append_pairs(Composer *composer, GArray *pairs, GHashTable *seen, yaml_mark_t *end)
{
    while (true) {
        yaml_event_t event;
        if (!next_event(composer, &event))
            return false;
        bool done = event.type == YAML_MAPPING_END_EVENT;
        VtNodePair pair = {done ? NULL : compose_key(composer, &event), NULL};
        *end = event.end_mark;
        yaml_event_delete(&event);
        if (done)
            return true;
        if (pair.key == NULL || !next_event(composer, &event))
            return false;
        pair.value = compose_node(composer, &event);
        yaml_event_delete(&event);
        if (pair.value == NULL)
            return false;
        add_pair(composer, pairs, seen, pair);
    }
}

static const VtNode *compose_map(Composer *composer, const yaml_event_t *event)
{
    if (!refuse_properties(composer, event, event->data.mapping_start.anchor,
                           event->data.mapping_start.tag) ||
        !enter(composer, event))
        return NULL;
    g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(VtNodePair));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t start = start_of(composer, event);
    yaml_mark_t end = event->end_mark;
    if (!append_pairs(composer, pairs, seen, &end))
        return NULL;
    composer->depth--;
    VtNode *node = VT_ARENA_NEW(composer->arena, VtNode);
    VtNodePair *copies = VT_ARENA_ARRAY(composer->arena, VtNodePair, pairs->len);
    if (pairs->len > 0)
        memcpy(copies, pairs->data, pairs->len * sizeof(VtNodePair));
    node->type = VT_NODE_MAP;
    node->span = span_up_to(composer, start, end);
    node->pairs = copies;
    node->count = pairs->len;
    return node;
}

static const VtNode *compose_node(Composer *composer, const yaml_event_t *event)
{
    if (event->type == YAML_SCALAR_EVENT)
        return compose_scalar(composer, event);
    if (event->type == YAML_SEQUENCE_START_EVENT)
        return compose_list(composer, event);
    if (event->type == YAML_MAPPING_START_EVENT)
        return compose_map(composer, event);
    refuse_feature(composer, event, "an alias (*name)", "*");
    return NULL;
}

/* After the document: its end, then the end of the text. */
static bool expect_end(Composer *composer)
{
    for (int i = 0; i < 2; i++) {
        yaml_event_t event;
        if (!next_event(composer, &event))
            return false;
        bool second = event.type == YAML_DOCUMENT_START_EVENT;
        VtSpan span = event_span(composer, &event);
        yaml_event_delete(&event);
        if (second) {
            VtDiagnostic *diagnostic = vt_diagnose(composer->sink, VT_YAML_FEATURE, span,
                                                   "a second document begins here");
            vt_diagnostic_note(diagnostic, "a file of settings holds one; delete this line or what follows");
            return false;
        }
    }
    return true;
}

static const VtNode *empty_map(Composer *composer)
{
    VtNode *node = VT_ARENA_NEW(composer->arena, VtNode);
    node->type = VT_NODE_MAP;
    node->span = (VtSpan){composer->cursor.source, composer->cursor.base, 0};
    return node;
}

static bool refuse_directive(Composer *composer, const yaml_event_t *event)
{
    if (event->data.document_start.version_directive == NULL &&
        event->data.document_start.tag_directives.start == event->data.document_start.tag_directives.end)
        return true;
    return refuse_feature(composer, event, "a directive (%NAME)", "%");
}

static const VtNode *compose_document(Composer *composer)
{
    const VtNode *root = NULL;
    for (int step = 0; step < 3; step++) { /* the stream's start, the document's start, its node */
        yaml_event_t event;
        if (!next_event(composer, &event))
            return NULL;
        bool empty = event.type == YAML_STREAM_END_EVENT;
        bool fine = event.type != YAML_DOCUMENT_START_EVENT || refuse_directive(composer, &event);
        if (step == 2)
            root = compose_node(composer, &event);
        yaml_event_delete(&event);
        if (empty)
            return empty_map(composer);
        if (!fine)
            return NULL;
    }
    if (root == NULL || !expect_end(composer))
        return NULL;
    return root->type == VT_NODE_NULL && !root->quoted && *root->text == '\0' ? empty_map(composer) : root;
}

const VtNode *vt_yaml_parse(VtArena *arena, const VtSource *source, size_t offset, size_t length,
                            VtDiagnostics *sink)
{
    if (length >= 3 && memcmp(source->text + offset, "\xEF\xBB\xBF", 3) == 0) {
        offset += 3;
        length -= 3;
    }
    if (length > MAX_BYTES) {
        VtDiagnostic *diagnostic = vt_diagnose(sink, VT_YAML_LIMIT, (VtSpan){source, offset, 0},
                                               "more than 1 MiB of YAML");
        vt_diagnostic_note(
            diagnostic,
            "settings are lines that a person wrote; long texts go below the second \"---\" line");
        return NULL;
    }
    Composer composer = {
        .cursor = {source, offset, offset + length, 0, offset},
        .arena = arena,
        .sink = sink,
    };
    if (!yaml_parser_initialize(&composer.parser))
        g_error("out of memory");
    yaml_parser_set_encoding(&composer.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&composer.parser, (const unsigned char *)source->text + offset, length);
    const VtNode *root = compose_document(&composer);
    yaml_parser_delete(&composer.parser);
    return root;
}

static const VtNode *const *copy_items(VtArena *arena, const VtNode *node)
{
    const VtNode **items = VT_ARENA_ARRAY(arena, const VtNode *, node->count);
    for (size_t i = 0; i < node->count; i++)
        items[i] = vt_node_copy(arena, node->items[i]);
    return items;
}

static const VtNodePair *copy_pairs(VtArena *arena, const VtNode *node)
{
    VtNodePair *pairs = VT_ARENA_ARRAY(arena, VtNodePair, node->count);
    for (size_t i = 0; i < node->count; i++)
        pairs[i] = (VtNodePair){vt_node_copy(arena, node->pairs[i].key),
                                vt_node_copy(arena, node->pairs[i].value)};
    return pairs;
}

const VtNode *vt_node_copy(VtArena *arena, const VtNode *node)
{
    if (node == NULL)
        return NULL;
    VtNode *copy = VT_ARENA_NEW(arena, VtNode);
    *copy = *node;
    copy->span = VT_NOWHERE;
    copy->text = node->text != NULL ? vt_arena_string(arena, node->text) : NULL;
    copy->items = node->items != NULL ? copy_items(arena, node) : NULL;
    copy->pairs = node->pairs != NULL ? copy_pairs(arena, node) : NULL;
    return copy;
}
