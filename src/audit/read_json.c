#include "reading.h"

#include <jansson.h>

enum { DEEPEST = 64 };

static void read_string(const VtReading *reading, const char *text)
{
    bool absolute = g_str_has_prefix(text, "https://") || g_str_has_prefix(text, "http://");
    bool rooted = text[0] == '/' && strpbrk(text, " \n") == NULL;
    if ((absolute && strpbrk(text, " \n") == NULL) || rooted)
        reading->address(text, VT_ADDRESS_REQUIRED, 1, reading->data);
    else if (text[0] == '<')
        vt_read_html(reading, text, strlen(text));
}

static void read_value(const VtReading *reading, json_t *value, unsigned depth)
{
    size_t index;
    const char *key;
    json_t *inner;
    if (depth > DEEPEST)
        return;
    if (json_is_string(value))
        read_string(reading, json_string_value(value));
    json_array_foreach(value, index, inner) read_value(reading, inner, depth + 1);
    json_object_foreach(value, key, inner) read_value(reading, inner, depth + 1);
}

void vt_read_json(const VtReading *reading, const char *data, size_t length)
{
    json_error_t error;
    json_t *root = json_loadb(data, length, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        vt_diagnose_path(reading->sink, VT_JSON_MALFORMED, reading->path, "line %d of this file: %s",
                         error.line, error.text);
        return;
    }
    read_value(reading, root, 0);
    json_decref(root);
}
