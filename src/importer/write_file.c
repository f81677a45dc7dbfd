/* A planned file as its bytes: front matter through libyaml's emitter, then the body.
 *
 * content/ types scalars by YAML's core schema, so text that would be read as a number, a date or a word of
 * YAML is quoted. The keys come in the order of the reference, those under `extra` last. */
#include "plan.h"

#include "vitrine/kinds.h"
#include "yaml_values.h"

static yaml_event_t scalar_event(const char *text, bool plain)
{
    yaml_event_t event;
    bool quote = !plain && !vt_yaml_is_plain(text);
    yaml_scalar_style_t style = quote ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE;
    yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text, (int)strlen(text), 1, 1,
                                 style);
    return event;
}

bool vt_yaml_is_plain(const char *text)
{
    static const char *const words[] = {"true", "false", "null", "yes",     "no",  "on",
                                        "off",  "y",     "n",    "present", "inf", "nan"};
    bool letter = g_ascii_isalpha(text[0]) || (unsigned char)text[0] >= 0xc0;
    if (!letter || strstr(text, ": ") || strstr(text, " #") || g_str_has_suffix(text, ":") ||
        strpbrk(text, "\n\t\"\\<>{}[],&*`|"))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(text, words[i]) == 0)
            return false;
    return text[strlen(text) - 1] != ' ';
}

/* Front matter may hold no comment, for it would be published; opened by a blank it is none, and keeps its
 * words. */
static char *without_comments(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "<!--", -1);
    return g_strjoinv("< !--", parts);
}

void vt_yaml_scalar(yaml_emitter_t *emitter, const char *text, bool plain)
{
    g_autofree char *kept = strstr(text, "<!--") != NULL ? without_comments(text) : NULL;
    yaml_event_t event = scalar_event(kept != NULL ? kept : text, plain);
    yaml_emitter_emit(emitter, &event);
}

void vt_yaml_map(yaml_emitter_t *emitter, bool flow)
{
    yaml_event_t event;
    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
                                        flow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE);
    yaml_emitter_emit(emitter, &event);
}

void vt_yaml_map_end(yaml_emitter_t *emitter)
{
    yaml_event_t event;
    yaml_mapping_end_event_initialize(&event);
    yaml_emitter_emit(emitter, &event);
}

void vt_yaml_list(yaml_emitter_t *emitter, bool flow)
{
    yaml_event_t event;
    yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
                                         flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE);
    yaml_emitter_emit(emitter, &event);
}

void vt_yaml_list_end(yaml_emitter_t *emitter)
{
    yaml_event_t event;
    yaml_sequence_end_event_initialize(&event);
    yaml_emitter_emit(emitter, &event);
}

static void write_accounts(yaml_emitter_t *emitter, const GPtrArray *values)
{
    vt_yaml_list(emitter, false);
    for (guint i = 0; i + 1 < values->len; i += 2) {
        vt_yaml_map(emitter, true);
        vt_yaml_scalar(emitter, "network", true);
        vt_yaml_scalar(emitter, values->pdata[i], false);
        vt_yaml_scalar(emitter, "url", true);
        vt_yaml_scalar(emitter, values->pdata[i + 1], false);
        vt_yaml_map_end(emitter);
    }
    vt_yaml_list_end(emitter);
}

static void write_list(yaml_emitter_t *emitter, const GPtrArray *values)
{
    size_t length = 0;
    for (guint i = 0; i < values->len; i++)
        length += strlen(values->pdata[i]);
    vt_yaml_list(emitter, length < 300);
    for (guint i = 0; i < values->len; i++)
        vt_yaml_scalar(emitter, values->pdata[i], false);
    vt_yaml_list_end(emitter);
}

static bool reads_as_it_is(VtMarkdown *markdown, const char *text)
{
    g_auto(VtBuffer) plain = {0};
    vt_markdown_inline(markdown, vt_slice(text), NULL, &plain);
    return vt_slice_is((VtSlice){plain.data, plain.length}, text);
}

/* Markdown that reads as the text; the text itself where it does already. */
static char *text_as_markdown(const char *text)
{
    static const char marks[] = "\\`*_[]<&~";
    g_autoptr(VtMarkdown) markdown = strpbrk(text, marks) != NULL ? vt_markdown_new() : NULL;
    if (markdown == NULL || reads_as_it_is(markdown, text))
        return g_strdup(text);
    g_autoptr(GString) escaped = g_string_new(NULL);
    for (; *text != '\0'; text++) {
        if (strchr(marks, *text) != NULL)
            g_string_append_c(escaped, '\\');
        g_string_append_c(escaped, *text);
    }
    return g_string_free(g_steal_pointer(&escaped), FALSE);
}

static bool holds_markdown(const char *key)
{
    for (size_t i = 0; i < vt_key_count; i++)
        if (strcmp(vt_keys[i].name, key) == 0)
            return vt_key_holds_markdown(&vt_keys[i]);
    return false;
}

static void write_text(yaml_emitter_t *emitter, const VtPlanField *field)
{
    const char *text = field->values->pdata[0];
    bool escape = field->form == VT_FIELD_TEXT && holds_markdown(field->key);
    g_autofree char *escaped = escape ? text_as_markdown(text) : NULL;
    vt_yaml_scalar(emitter, escaped != NULL ? escaped : text, field->form == VT_FIELD_PLAIN);
}

static void write_value(yaml_emitter_t *emitter, const VtPlanField *field)
{
    bool one = field->values->len == 1 && g_str_has_prefix(field->key, "extra.");
    if (field->form == VT_FIELD_NODE)
        vt_yaml_json(emitter, field->node);
    else if (field->form == VT_FIELD_ACCOUNTS)
        write_accounts(emitter, field->values);
    else if (field->form == VT_FIELD_LIST && !one)
        write_list(emitter, field->values);
    else
        write_text(emitter, field);
}

static const VtPlanField *field_of(const VtPlanFile *file, const char *key)
{
    for (guint i = 0; i < file->fields->len; i++) {
        const VtPlanField *field = file->fields->pdata[i];
        if (strcmp(field->key, key) == 0)
            return field;
    }
    return NULL;
}

/* `name` before `title`, then the reference's order. */
static void write_known(yaml_emitter_t *emitter, const VtPlanFile *file)
{
    static const char *const first[] = {"name",   "label", "title", "role", "organization",
                                        "degree", "area",  "start", "end",  "date"};
    for (size_t i = 0; i < G_N_ELEMENTS(first) + vt_key_count; i++) {
        const char *key = i < G_N_ELEMENTS(first) ? first[i] : vt_keys[i - G_N_ELEMENTS(first)].name;
        bool again = false;
        for (size_t k = 0; i >= G_N_ELEMENTS(first) && k < G_N_ELEMENTS(first); k++)
            again |= strcmp(first[k], key) == 0;
        const VtPlanField *field = again ? NULL : field_of(file, key);
        if (!field)
            continue;
        vt_yaml_scalar(emitter, key, true);
        write_value(emitter, field);
    }
}

static void write_extra(yaml_emitter_t *emitter, const VtPlanFile *file)
{
    bool open = false;
    for (guint i = 0; i < file->fields->len; i++) {
        const VtPlanField *field = file->fields->pdata[i];
        if (!g_str_has_prefix(field->key, "extra."))
            continue;
        if (!open) {
            vt_yaml_scalar(emitter, "extra", true);
            vt_yaml_map(emitter, false);
        }
        open = true;
        vt_yaml_scalar(emitter, field->key + strlen("extra."), true);
        write_value(emitter, field);
    }
    if (open)
        vt_yaml_map_end(emitter);
}

static int append(void *data, unsigned char *buffer, size_t size)
{
    g_string_append_len(data, (const char *)buffer, (gssize)size);
    return 1;
}

static void write_front_matter(const VtPlanFile *file, GString *out)
{
    yaml_emitter_t emitter;
    yaml_event_t event;
    yaml_emitter_initialize(&emitter);
    yaml_emitter_set_output(&emitter, append, out);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    yaml_emitter_emit(&emitter, &event);
    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
    yaml_emitter_emit(&emitter, &event);
    vt_yaml_map(&emitter, false);
    write_known(&emitter, file);
    write_extra(&emitter, file);
    vt_yaml_map_end(&emitter);
    yaml_document_end_event_initialize(&event, 1);
    yaml_emitter_emit(&emitter, &event);
    yaml_stream_end_event_initialize(&event);
    yaml_emitter_emit(&emitter, &event);
    yaml_emitter_flush(&emitter);
    yaml_emitter_delete(&emitter);
}

void vt_plan_write_file(VtPlanFile *file)
{
    g_autoptr(GString) out = g_string_new(NULL);
    if (g_str_has_suffix(file->path, ".md")) {
        g_string_append(out, "---\n");
        if (file->fields->len > 0)
            write_front_matter(file, out);
        g_string_append(out, "---\n");
        if (file->body->len > 0)
            g_string_append_c(out, '\n');
    }
    g_string_append_len(out, file->body->str, (gssize)file->body->len);
    g_free(file->text);
    file->text = g_strdup(out->str);
}
