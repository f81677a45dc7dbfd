/* HTML comments in the texts of JSON Resume. Who writes one there means it for nobody, but a text of JSON
 * goes to values and bodies as what readers see. So comments are taken out before anything is placed, and
 * stand in unplaced.md, which is private, each behind the name of its place. */
#include "read_json.h"

#include <string.h>

typedef struct Taking {
    VtJsonReading *reading;
    GString *place; /* "work[0].summary" */
} Taking;

/* In the document's own text: as much of it as JSON writes without escapes. */
static VtRange find_comment(const VtInput *input, const char *comment, size_t whole)
{
    size_t length = MIN(whole, strcspn(comment, "\"\\/\b\f\n\r\t"));
    const char *found = memmem(input->text, input->length, comment, length);
    size_t start = found ? (size_t)(found - input->text) : 0;
    return (VtRange){(uint32_t)start, (uint32_t)(start + (found ? length : 0))};
}

/* No text takes control characters, but for those that are white space. */
static char *words_of(const char *comment, size_t length)
{
    char *words = g_strndup(comment, length);
    for (char *c = words; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = *c == '\n' ? '\n' : ' ';
    return g_strstrip(words);
}

static void keep_comment(Taking *taking, const char *comment, size_t length, const char *words)
{
    VtJsonReading *reading = taking->reading;
    VtPlanFile *file = vt_plan_unplaced(&reading->import->plan);
    g_autofree char *name = g_strdelimit(g_strdup(taking->place->str), "`\n\r", '\'');
    g_string_append_printf(file->body, "%s`%s`:\n", file->body->len > 0 ? "\n" : "", name);
    vt_json_append_prose(file->body, words);
    g_ptr_array_add(reading->input->expected, g_strdup(words));
    g_ptr_array_add(reading->input->expected_files, file);
    vt_diagnose(reading->sink, VT_IMPORT_PRIVATE,
                vt_input_span(reading->input, find_comment(reading->input, comment, length)),
                "the comment in %s comes in as private: site-content/%s", taking->place->str, file->path);
}

/* The blanks around a comment are one. */
static void join(GString *rest, const char *text, size_t length)
{
    bool doubled = rest->len > 0 && rest->str[rest->len - 1] == ' ' && length > 0 && text[0] == ' ';
    g_string_append_len(rest, text + doubled, (gssize)(length - doubled));
}

/* A comment that is not closed goes to the end, as in HTML. */
static void take_from_text(Taking *taking, json_t *string)
{
    const char *text = json_string_value(string), *open;
    g_autoptr(GString) rest = g_string_new(NULL);
    if (!strstr(text, "<!--"))
        return;
    while ((open = strstr(text, "<!--")) != NULL) {
        const char *close = strstr(open + 4, "-->");
        const char *end = close ? close : open + strlen(open);
        g_autofree char *words = words_of(open + 4, (size_t)(end - open) - 4);
        join(rest, text, (size_t)(open - text));
        text = close ? close + 3 : end;
        keep_comment(taking, open, (size_t)(text - open), words);
    }
    join(rest, text, strlen(text));
    while (rest->len > 0 && rest->str[rest->len - 1] == ' ')
        g_string_truncate(rest, rest->len - 1);
    json_string_set(string, rest->str);
}

static void take_from(Taking *taking, json_t *value)
{
    const char *key;
    size_t index, length = taking->place->len;
    json_t *member;
    if (json_is_string(value))
        take_from_text(taking, value);
    json_array_foreach(value, index, member)
    {
        g_string_append_printf(taking->place, "[%" G_GSIZE_FORMAT "]", index);
        take_from(taking, member);
        g_string_truncate(taking->place, length);
    }
    json_object_foreach(value, key, member)
    {
        g_string_append_printf(taking->place, "%s%s", length > 0 ? "." : "", key);
        if (strcmp(taking->place->str, "meta.x-vitrine") != 0)
            take_from(taking, member);
        g_string_truncate(taking->place, length);
    }
}

void vt_json_take_comments(VtJsonReading *reading, json_t *document)
{
    g_autoptr(GString) place = g_string_new(NULL);
    Taking taking = {.reading = reading, .place = place};
    take_from(&taking, document);
}
