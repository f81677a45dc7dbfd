/* Values of JSON Resume to keys of front matter and to bodies. */
#include "read_json.h"

#include "recognisers.h"

typedef enum Form { TEXT, DATE, ADDRESS, TEXTS, FIRST, PROSE, POINTS } Form;

typedef struct Row {
    VtKind kind;
    const char *key, *old, *field;
    Form form;
} Row;

#define JSON_RESUME_LIST(kind, list, folder)
#define JSON_RESUME_KEY(of, json_key, old_key, name, form) {VT_KIND_##of, json_key, old_key, name, form},
static const Row rows[] = {
#include "../formats/json_resume_keys.def"
};
#undef JSON_RESUME_LIST
#undef JSON_RESUME_KEY

bool vt_json_is_plain(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length <= 300 && !strpbrk(text, "*_`[]<>\\&~#|\n\t\r") &&
           !g_ascii_isspace(text[0]) && !g_ascii_isspace(text[length - 1]) && !strstr(text, "  ");
}

/* No front matter takes control characters. */
static bool has_control(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text < 0x20 && *text != '\n' && *text != '\t' && *text != '\r') || *text == 0x7f)
            return true;
    return false;
}

/* ---- Prose ---- */

/* What Markdown could take for something else, or drop. */
static bool needs_escapes(const char *text)
{
    return strpbrk(text, "<&\\[]#|`") != NULL;
}

static void append_line(GString *body, const char *line)
{
    bool escape = needs_escapes(line);
    size_t digits = strspn(line, "0123456789");
    bool marker = *line != '\0' && (strchr("-+>=~", *line) || (*line == '*' && line[1] == ' '));
    bool numbered = digits > 0 && (line[digits] == '.' || line[digits] == ')');
    if (marker)
        g_string_append_c(body, '\\');
    for (size_t i = 0; line[i]; i++) {
        bool special = (escape && strchr("<&\\[]#|`*_", line[i])) || (numbered && i == digits);
        if (special)
            g_string_append_c(body, '\\');
        g_string_append_c(body, line[i]);
    }
}

void vt_json_append_prose(GString *body, const char *text)
{
    g_auto(GStrv) lines = g_strsplit_set(text, "\n\r", -1);
    bool blank = true;
    if (body->len > 0)
        g_string_append_c(body, '\n');
    for (char **line = lines; *line; line++) {
        g_strstrip(*line);
        if (**line == '\0' && blank)
            continue;
        append_line(body, *line);
        g_string_append_c(body, '\n');
        blank = **line == '\0';
    }
}

/* Paragraphs that Markdown gives back as they are: nothing of Markdown's in them, a blank line between. */
static bool is_plain_prose(const char *text)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph; paragraph++) {
        const char *p = *paragraph;
        size_t length = strlen(p);
        bool clean = length > 0 && !strpbrk(p, "*_`[]<>\\&~#|\n\t\r") && !strstr(p, "  ") &&
                     !g_ascii_isspace(p[0]) && !g_ascii_isspace(p[length - 1]) &&
                     !strchr("-+=0123456789", p[0]);
        if (!clean)
            return false;
    }
    return true;
}

static bool put_prose(VtPlanFile *file, const char *text)
{
    if (vt_json_is_plain(text)) {
        vt_plan_set(file, "summary", VT_FIELD_TEXT, text);
        return true;
    }
    vt_json_append_prose(file->body, text);
    return is_plain_prose(text);
}

static bool all_strings(const json_t *list)
{
    size_t index;
    json_t *item;
    json_array_foreach(list, index,
                       item) if (!json_is_string(item) || has_control(json_string_value(item))) return false;
    return json_is_array(list) && json_array_size(list) > 0;
}

static bool put_points(VtPlanFile *file, const json_t *list)
{
    size_t index;
    json_t *item;
    bool exact = true;
    if (!all_strings(list))
        return false;
    if (file->body->len > 0)
        g_string_append_c(file->body, '\n');
    json_array_foreach(list, index, item)
    {
        g_autofree char *line = g_strdup(json_string_value(item));
        exact &= vt_json_is_plain(line) && !g_ascii_isdigit(*line) && !strchr("-+=", *line);
        for (char *c = line; *c; c++)
            *c = *c == '\n' || *c == '\t' || *c == '\r' ? ' ' : *c;
        g_strstrip(line);
        if (*line == '\0')
            continue;
        g_string_append(file->body, "- ");
        append_line(file->body, line);
        g_string_append_c(file->body, '\n');
    }
    return exact;
}

/* ---- Keys ---- */

static bool put_text(VtPlanFile *file, const Row *row, const char *text)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    for (char *c = bare; *c; c++)
        *c = *c == '\n' || *c == '\t' ? ' ' : *c;
    if (strcmp(row->field, "email") == 0) {
        const char *at = strchr(bare, '@');
        if (!at || at == bare || strchr(at + 1, '@') || !strchr(at, '.') || strpbrk(bare, " <>,;:\"") ||
            g_str_has_suffix(bare, ".") || at[1] == '.')
            return false;
    }
    if (*bare == '\0' || strstr(bare, "<!--"))
        return false;
    vt_plan_set(file, row->field, VT_FIELD_TEXT, bare);
    return vt_json_is_plain(text);
}

/* "2014-1", "Jan 2014": the same year and month as a date of ours. */
static bool loose_date(const char *text, VtDate *date)
{
    VtDateText found;
    int year, month;
    if (vt_date_parse(vt_slice(text), date) == VT_DATE_OK)
        return date->year >= 1000 && date->year <= 2999;
    if (sscanf(text, "%4d-%2d", &year, &month) == 2 && year >= 1000 && year <= 2999 && month >= 1 &&
        month <= 12) {
        *date = (VtDate){.year = (int16_t)year, .month = (uint8_t)month};
        return true;
    }
    *date = (VtDate){0};
    if (!vt_date_text(vt_slice(text), 0, &found) || found.range.end != strlen(text) || found.month_only ||
        found.date.day > 0)
        return false;
    *date = found.date;
    return vt_date_is_set(*date);
}

static bool put_date(VtPlanFile *file, const Row *row, const char *text)
{
    VtDate date, start;
    char form[16];
    const char *began = vt_plan_value(file, "start");
    if (!loose_date(text, &date) || (date.present && strcmp(row->field, "end") != 0))
        return false;
    bool reversed = strcmp(row->field, "end") == 0 && began && !date.present &&
                    vt_date_parse(vt_slice(began), &start) == VT_DATE_OK &&
                    vt_date_certainly_before(date, start);
    if (reversed)
        return false;
    vt_date_format(date, form);
    vt_plan_set(file, row->field, VT_FIELD_PLAIN, form);
    return strcmp(form, text) == 0 && !date.present;
}

static bool put_address(VtPlanFile *file, const Row *row, const char *text)
{
    if (!vt_is_web_address(vt_slice(text)))
        return false;
    vt_plan_set(file, row->field, VT_FIELD_TEXT, text);
    return true;
}

static bool put_texts(VtPlanFile *file, const Row *row, const json_t *list)
{
    size_t index;
    json_t *item;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    if (!all_strings(list))
        return false;
    json_array_foreach(list, index,
                       item) if (!vt_json_is_plain(json_string_value(item)) ||
                                 !g_hash_table_add(seen, (gpointer)json_string_value(item))) return false;
    json_array_foreach(list, index, item)
        vt_plan_set(file, row->field, VT_FIELD_LIST, json_string_value(item));
    return true;
}

static bool put_first(VtPlanFile *file, const Row *row, const json_t *list)
{
    if (!all_strings(list) || json_array_size(list) != 1)
        return false;
    return vt_json_is_plain(json_string_value(json_array_get(list, 0))) &&
           put_text(file, row, json_string_value(json_array_get(list, 0)));
}

/* True when the field gives the value back to the byte. */
static bool put(VtPlanFile *file, const Row *row, const json_t *value)
{
    if (row->form == POINTS)
        return put_points(file, value);
    if (row->form == TEXTS)
        return put_texts(file, row, value);
    if (row->form == FIRST)
        return put_first(file, row, value);
    const char *text = json_string_value(value);
    if (!text || *text == '\0' || has_control(text))
        return false;
    if (row->form == PROSE)
        return put_prose(file, text);
    if (row->form == DATE)
        return put_date(file, row, text);
    return row->form == ADDRESS ? put_address(file, row, text) : put_text(file, row, text);
}

void vt_json_take_fields(VtJsonReading *reading, VtPlanFile *file, VtKind kind, json_t *item)
{
    (void)reading;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Row *row = &rows[i];
        if (row->kind != kind)
            continue;
        const json_t *value = json_object_get(item, row->key);
        const json_t *old = row->old ? json_object_get(item, row->old) : NULL;
        if (!value && !old)
            continue;
        bool exact = put(file, row, value ? value : old);
        /* Beside its old name a key is kept too, or the export could not tell that both were there. */
        if (value && exact && !old)
            json_object_del(item, row->key);
    }
}

/* ---- Lists of the person ---- */

static bool has_text(const json_t *item, const char *key)
{
    const char *text = json_string_value(json_object_get(item, key));
    return text && *text && !has_control(text) && !strstr(text, "<!--");
}

static bool is_address(const json_t *item, const char *key)
{
    const char *text = json_string_value(json_object_get(item, key));
    return text && vt_is_web_address(vt_slice(text));
}

static bool list_fits(const json_t *list, const char *key)
{
    size_t index;
    json_t *item;
    json_array_foreach(
        list, index, item) if (!json_is_object(item) || !has_text(item, key) ||
                               !vt_json_is_plain(json_string_value(json_object_get(item, key)))) return false;
    return json_is_array(list) && json_array_size(list) > 0;
}

/* A list of maps for front matter, made of the items' members; what is left over stays in the items. */
static json_t *members(json_t *list, const char *const *keys)
{
    size_t index;
    json_t *item;
    json_t *out = json_array();
    json_array_foreach(list, index, item)
    {
        json_t *row = json_object();
        for (const char *const *key = keys; *key; key++) {
            bool address = strcmp(*key, "url") == 0;
            if (address ? !is_address(item, *key) : !has_text(item, *key))
                continue;
            if (!address && !vt_json_is_plain(json_string_value(json_object_get(item, *key))))
                continue;
            json_object_set(row, *key, json_object_get(item, *key));
            json_object_del(item, *key);
        }
        json_array_append_new(out, row);
    }
    return out;
}

static bool is_all_empty(const json_t *list)
{
    size_t index;
    json_t *item;
    json_array_foreach(list, index, item) if (json_object_size(item) > 0) return false;
    return true;
}

static void take_list(VtPlanFile *file, json_t *holder, const char *key, const char *const *keys)
{
    json_t *list = json_object_get(holder, key);
    if (!list_fits(list, keys[0]))
        return;
    vt_plan_set_node(file, key, members(list, keys));
    if (is_all_empty(list))
        json_object_del(holder, key);
}

static void take_interests(VtPlanFile *file, json_t *document)
{
    json_t *list = json_object_get(document, "interests");
    size_t index;
    json_t *item;
    if (!list_fits(list, "name"))
        return;
    json_array_foreach(list, index, item)
    {
        vt_plan_set(file, "interests", VT_FIELD_LIST, json_string_value(json_object_get(item, "name")));
        json_object_del(item, "name");
    }
    if (is_all_empty(list))
        json_object_del(document, "interests");
}

void vt_json_take_lists(VtJsonReading *reading, json_t *basics, json_t *document)
{
    static const char *const account[] = {"network", "username", "url", NULL};
    static const char *const language[] = {"language", "fluency", NULL};
    json_t *location = json_object_get(basics, "location");
    const char *city = json_string_value(json_object_get(location, "city"));
    take_list(reading->profile, basics, "profiles", account);
    take_list(reading->profile, document, "languages", language);
    take_interests(reading->profile, document);
    if (city && vt_json_is_plain(city)) {
        vt_plan_set(reading->profile, "location", VT_FIELD_TEXT, city);
        json_object_del(location, "city");
        if (json_object_size(location) == 0)
            json_object_del(basics, "location");
    }
}
