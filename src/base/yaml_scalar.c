/* The core schema of YAML 1.2, section 10.3.2: which unquoted scalars are not strings. */
#include "yaml_compose.h"

#include <errno.h>
#include <math.h>

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool read_word(VtNode *node)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
    static const char *const trues[] = {"true", "True", "TRUE"};
    static const char *const falses[] = {"false", "False", "FALSE"};
    if (is_one_of(node->text, nulls, G_N_ELEMENTS(nulls))) {
        node->type = VT_NODE_NULL;
        return true;
    }
    bool yes = is_one_of(node->text, trues, G_N_ELEMENTS(trues));
    if (!yes && !is_one_of(node->text, falses, G_N_ELEMENTS(falses)))
        return false;
    node->type = VT_NODE_BOOLEAN;
    node->boolean = yes;
    return true;
}

static bool all_digits(const char *text, const char *digits)
{
    return *text != '\0' && text[strspn(text, digits)] == '\0';
}

/* [-+]?[0-9]+ | 0o[0-7]+ | 0x[0-9a-fA-F]+; what does not fit 64 bits is left to the floats. */
static bool read_integer(VtNode *node)
{
    const char *text = node->text;
    const char *digits = text + (*text == '-' || *text == '+');
    int base = 10;
    if (g_str_has_prefix(text, "0o") && all_digits(text + 2, "01234567")) {
        base = 8;
        text += 2;
    } else if (g_str_has_prefix(text, "0x") && all_digits(text + 2, "0123456789abcdefABCDEF")) {
        base = 16;
        text += 2;
    } else if (!all_digits(digits, "0123456789")) {
        return false;
    }
    errno = 0;
    gint64 value = g_ascii_strtoll(text, NULL, (guint)base);
    if (errno == ERANGE)
        return false;
    node->type = VT_NODE_INTEGER;
    node->integer = value;
    node->number = (double)value;
    return true;
}

/* [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? */
static bool is_float(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    text += whole;
    size_t fraction = 0;
    if (*text == '.') {
        fraction = strspn(text + 1, "0123456789");
        text += 1 + fraction;
    }
    if (whole == 0 && fraction == 0)
        return false;
    if (*text != 'e' && *text != 'E')
        return *text == '\0';
    text++;
    text += *text == '-' || *text == '+';
    return all_digits(text, "0123456789");
}

static bool read_number(VtNode *node)
{
    static const char *const infinities[] = {".inf", ".Inf", ".INF"};
    static const char *const nans[] = {".nan", ".NaN", ".NAN"};
    const char *text = node->text;
    const char *unsigned_text = text + (*text == '-' || *text == '+');
    if (is_one_of(unsigned_text, infinities, G_N_ELEMENTS(infinities)))
        node->number = *text == '-' ? -INFINITY : INFINITY;
    else if (is_one_of(text, nans, G_N_ELEMENTS(nans)))
        node->number = NAN;
    else if (is_float(text))
        node->number = g_ascii_strtod(text, NULL);
    else
        return false;
    node->type = VT_NODE_NUMBER;
    return true;
}

void vt_yaml_type_scalar(VtNode *node)
{
    node->type = VT_NODE_STRING;
    char first = node->text[0];
    bool numeric = g_ascii_isdigit(first) || first == '-' || first == '+' || first == '.';
    if (numeric) {
        if (!read_integer(node))
            read_number(node);
    } else {
        read_word(node);
    }
}

const char *vt_node_type_name(VtNodeType type)
{
    static const char *const names[] = {
        [VT_NODE_NULL] = "nothing",
        [VT_NODE_BOOLEAN] = "true or false",
        [VT_NODE_INTEGER] = "a whole number",
        [VT_NODE_NUMBER] = "a number",
        [VT_NODE_STRING] = "a text",
        [VT_NODE_LIST] = "a list",
        [VT_NODE_MAP] = "a map",
    };
    return names[type];
}

const VtNode *vt_node_get(const VtNode *map, const char *key)
{
    if (map == NULL || map->type != VT_NODE_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->pairs[i].key->text, key) == 0)
            return map->pairs[i].value;
    return NULL;
}
