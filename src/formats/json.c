#include "json.h"

#include "absolute.h"

static void push(VtJson *json, const char *key, char closing)
{
    g_return_if_fail(json->depth < VT_JSON_DEPTH);
    json->levels[json->depth].key = key;
    json->levels[json->depth].closing = closing;
    json->levels[json->depth].filled = false;
    json->depth++;
}

static void break_line(VtJson *json, size_t depth)
{
    if (!json->indented)
        return;
    vt_buffer_append_char(json->out, '\n');
    for (size_t i = 0; i < depth; i++)
        vt_buffer_append(json->out, "  ", 2);
}

/* What comes before a value at the innermost level that is open. */
static void lead_in(VtJson *json, const char *key)
{
    bool *filled = &json->levels[json->opened - 1].filled;
    if (*filled)
        vt_buffer_append_char(json->out, ',');
    *filled = true;
    break_line(json, json->opened);
    if (!key)
        return;
    vt_buffer_append_char(json->out, '"');
    vt_buffer_append_string(json->out, key);
    vt_buffer_append_string(json->out, json->indented ? "\": " : "\":");
}

/* Levels are opened when something comes to stand in them. */
static void open_levels(VtJson *json)
{
    while (json->opened < json->depth) {
        lead_in(json, json->levels[json->opened].key);
        vt_buffer_append_char(json->out, json->levels[json->opened].closing == '}' ? '{' : '[');
        json->opened++;
    }
}

static void close_bracket(VtJson *json)
{
    json->opened--;
    break_line(json, json->opened);
    vt_buffer_append_char(json->out, json->levels[json->opened].closing);
}

void vt_json_begin(VtJson *json, VtBuffer *out, bool indented)
{
    *json = (VtJson){.out = out, .indented = indented};
    push(json, NULL, '}');
    vt_buffer_append_char(out, '{');
    json->opened = 1;
}

void vt_json_end(VtJson *json)
{
    close_bracket(json);
    json->depth = 0;
    if (json->indented)
        vt_buffer_append_char(json->out, '\n');
}

void vt_json_object(VtJson *json, const char *key)
{
    push(json, key, '}');
}

void vt_json_array(VtJson *json, const char *key)
{
    push(json, key, ']');
}

void vt_json_close(VtJson *json)
{
    if (json->opened == json->depth)
        close_bracket(json);
    json->depth--;
}

bool vt_json_is_open(const VtJson *json)
{
    return json->opened == json->depth;
}

void vt_json_slice(VtJson *json, const char *key, VtSlice text)
{
    if (text.length == 0)
        return;
    open_levels(json);
    lead_in(json, key);
    vt_buffer_append_json(json->out, text.data, text.length);
}

void vt_json_text(VtJson *json, const char *key, const char *text)
{
    vt_json_slice(json, key, vt_slice(text));
}

void vt_json_number(VtJson *json, const char *key, unsigned number)
{
    open_levels(json);
    lead_in(json, key);
    char room[VT_MOST_DIGITS];
    vt_buffer_append_slice(json->out, vt_digits(number, room));
}

void vt_json_texts(VtJson *json, const char *key, VtStrings texts)
{
    vt_json_array(json, key);
    for (size_t i = 0; i < texts.count; i++)
        vt_json_text(json, NULL, texts.items[i]);
    vt_json_close(json);
}

void vt_json_date(VtJson *json, const char *key, VtDate date)
{
    char text[16];
    if (date.present)
        return;
    vt_date_format(date, text);
    vt_json_text(json, key, text);
}

void vt_json_address(VtJson *json, const char *key, const VtEdition *edition, const char *address)
{
    g_autofree char *absolute = vt_absolute_address(edition, address);
    vt_json_text(json, key, absolute);
}

void vt_json_web_address(VtJson *json, const char *key, const VtEdition *edition, const char *address)
{
    g_autofree char *absolute = vt_web_address(edition, address);
    vt_json_text(json, key, absolute);
}

/* ---- Nodes ------------------------------------------------------------------------------------------ */

/* YAML writes some numbers as JSON does not: .inf, 0x1f, +1, 1. */
static bool is_json_number(const char *text)
{
    const char *p = *text == '-' ? text + 1 : text;
    size_t whole = strspn(p, "0123456789");
    if (whole == 0 || (*p == '0' && whole > 1))
        return false;
    p += whole;
    if (*p == '.') {
        size_t fraction = strspn(++p, "0123456789");
        if (fraction == 0)
            return false;
        p += fraction;
    }
    if (*p == 'e' || *p == 'E') {
        p += p[1] == '+' || p[1] == '-' ? 2 : 1;
        size_t exponent = strspn(p, "0123456789");
        if (exponent == 0)
            return false;
        p += exponent;
    }
    return *p == '\0';
}

static void write_scalar(VtJson *json, const VtNode *node)
{
    bool number = node->type == VT_NODE_INTEGER || node->type == VT_NODE_NUMBER;
    const char *text = node->text ? node->text : "";
    if (node->type == VT_NODE_NULL)
        vt_buffer_append_string(json->out, "null");
    else if (node->type == VT_NODE_BOOLEAN)
        vt_buffer_append_string(json->out, node->boolean ? "true" : "false");
    else if (number && is_json_number(text))
        vt_buffer_append_string(json->out, text);
    else
        vt_buffer_append_json(json->out, text, strlen(text));
}

/* Somebody's own, unlike all other keys. */
static void write_key(VtJson *json, const char *key)
{
    vt_buffer_append_json(json->out, key, strlen(key));
    vt_buffer_append_string(json->out, json->indented ? ": " : ":");
}

static void write_node(VtJson *json, const VtNode *node, size_t depth);

static void write_members(VtJson *json, const VtNode *node, size_t depth)
{
    bool map = node->type == VT_NODE_MAP;
    vt_buffer_append_char(json->out, map ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i > 0)
            vt_buffer_append_char(json->out, ',');
        break_line(json, depth + 1);
        if (map)
            write_key(json, node->pairs[i].key->text);
        write_node(json, map ? node->pairs[i].value : node->items[i], depth + 1);
    }
    if (node->count > 0)
        break_line(json, depth);
    vt_buffer_append_char(json->out, map ? '}' : ']');
}

static void write_node(VtJson *json, const VtNode *node, size_t depth)
{
    if (node->type == VT_NODE_MAP || node->type == VT_NODE_LIST)
        write_members(json, node, depth);
    else
        write_scalar(json, node);
}

void vt_json_node(VtJson *json, const char *key, const VtNode *node)
{
    open_levels(json);
    lead_in(json, NULL);
    if (key)
        write_key(json, key);
    write_node(json, node, json->opened);
}
