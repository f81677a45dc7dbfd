#include "diagnostics_record.h"

/* SARIF 2.1.0, one run. Rules are those that some result uses, in the order of their first use; each rule
 * and each result has a line of its own. */

static void write_string(VtBuffer *out, const char *before, const char *text)
{
    vt_buffer_append_string(out, before);
    vt_buffer_append_json(out, text, strlen(text));
}

static size_t rule_index(const GPtrArray *rules, const VtDiagnosticInfo *info)
{
    for (guint i = 0; i < rules->len; i++)
        if (g_ptr_array_index(rules, i) == info)
            return i;
    return rules->len;
}

static GPtrArray *collect_rules(const GPtrArray *diagnostics)
{
    GPtrArray *rules = g_ptr_array_new();
    for (guint i = 0; i < diagnostics->len; i++) {
        const VtDiagnostic *diagnostic = g_ptr_array_index(diagnostics, i);
        if (rule_index(rules, diagnostic->info) == rules->len)
            g_ptr_array_add(rules, (gpointer)diagnostic->info);
    }
    return rules;
}

static void write_rule(VtBuffer *out, const VtDiagnosticInfo *info)
{
    write_string(out, "{\"id\": ", info->name);
    write_string(out, ", \"shortDescription\": {\"text\": ", info->summary);
    write_string(out, "}, \"fullDescription\": {\"text\": ", info->explanation);
    write_string(out, ", \"markdown\": ", info->explanation);
    write_string(out, "}, \"defaultConfiguration\": {\"level\": ", vt_severity_name(info->severity));
    vt_buffer_append_string(out, "}}");
}

/* RFC 3986: a path's own characters stay, all other bytes are encoded. A colon is encoded too, for in a
 * relative reference it would end a scheme. */
static void write_uri(VtBuffer *out, const char *path)
{
    vt_buffer_append_string(out, *path == '/' ? "\"file://" : "\"");
    for (const char *p = path; *p; p++) {
        if (g_ascii_isalnum(*p) || strchr("/-._~!$&'()*+,;=@", *p))
            vt_buffer_append_char(out, *p);
        else
            vt_buffer_append_format(out, "%%%02X", (unsigned char)*p);
    }
    vt_buffer_append_char(out, '"');
}

static void write_region(VtBuffer *out, const VtPlace *place)
{
    vt_buffer_append_format(out, ", \"region\": {\"startLine\": %zu, \"startColumn\": %zu", place->start.line,
                            place->start.column);
    if (place->end.line != place->start.line)
        vt_buffer_append_format(out, ", \"endLine\": %zu", place->end.line);
    vt_buffer_append_format(out, ", \"endColumn\": %zu}", place->end.column);
}

static void write_location(VtBuffer *out, const VtPlace *place, const char *message)
{
    vt_buffer_append_string(out, "{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    write_uri(out, place->path);
    vt_buffer_append_char(out, '}');
    if (place->start.line > 0)
        write_region(out, place);
    vt_buffer_append_char(out, '}');
    if (message) {
        write_string(out, ", \"message\": {\"text\": ", message);
        vt_buffer_append_char(out, '}');
    }
    vt_buffer_append_char(out, '}');
}

/* The sentence, then a line for each note without a place and for the suggestion. */
static void write_message(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    g_auto(VtBuffer) text = {0};
    vt_buffer_append_string(&text, diagnostic->message);
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        if (!note->place.path)
            vt_buffer_append_format(&text, "\n%s", note->text);
    }
    if (diagnostic->suggestion)
        vt_buffer_append_format(&text, "\ndid you mean \"%s\"?", diagnostic->suggestion);
    write_string(out, ", \"message\": {\"text\": ", vt_buffer_string(&text));
    vt_buffer_append_char(out, '}');
}

static void write_related_locations(VtBuffer *out, const VtDiagnostic *diagnostic)
{
    bool first = true;
    for (size_t i = 0; i < vt_diagnostic_note_count(diagnostic); i++) {
        const VtPlacedNote *note = vt_diagnostic_note_at(diagnostic, i);
        if (!note->place.path)
            continue;
        vt_buffer_append_string(out, first ? ", \"relatedLocations\": [" : ", ");
        write_location(out, &note->place, note->text);
        first = false;
    }
    if (!first)
        vt_buffer_append_char(out, ']');
}

static void write_result(VtBuffer *out, const VtDiagnostic *diagnostic, const GPtrArray *rules)
{
    write_string(out, "{\"ruleId\": ", diagnostic->info->name);
    vt_buffer_append_format(out, ", \"ruleIndex\": %zu", rule_index(rules, diagnostic->info));
    write_string(out, ", \"level\": ", vt_severity_name(diagnostic->info->severity));
    write_message(out, diagnostic);
    vt_buffer_append_string(out, ", \"locations\": [");
    if (diagnostic->place.path)
        write_location(out, &diagnostic->place, NULL);
    vt_buffer_append_char(out, ']');
    write_related_locations(out, diagnostic);
    vt_buffer_append_char(out, '}');
}

static void write_tool(VtBuffer *out, const GPtrArray *rules)
{
    vt_buffer_append_string(out, "      \"tool\": {\n"
                                 "        \"driver\": {\n"
                                 "          \"name\": \"Vitrine\",\n"
                                 "          \"rules\": [");
    for (guint i = 0; i < rules->len; i++) {
        vt_buffer_append_string(out, i > 0 ? ",\n            " : "\n            ");
        write_rule(out, g_ptr_array_index(rules, i));
    }
    vt_buffer_append_string(out, rules->len > 0 ? "\n          ]\n" : "]\n");
    vt_buffer_append_string(out, "        }\n"
                                 "      },\n");
}

void vt_diagnostics_write_sarif(const GPtrArray *diagnostics, VtBuffer *out)
{
    g_autoptr(GPtrArray) rules = collect_rules(diagnostics);
    vt_buffer_append_string(out, "{\n"
                                 "  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
                                 "  \"version\": \"2.1.0\",\n"
                                 "  \"runs\": [\n"
                                 "    {\n");
    write_tool(out, rules);
    vt_buffer_append_string(out, "      \"columnKind\": \"unicodeCodePoints\",\n"
                                 "      \"results\": [");
    for (guint i = 0; i < diagnostics->len; i++) {
        vt_buffer_append_string(out, i > 0 ? ",\n        " : "\n        ");
        write_result(out, g_ptr_array_index(diagnostics, i), rules);
    }
    vt_buffer_append_string(out, diagnostics->len > 0 ? "\n      ]\n" : "]\n");
    vt_buffer_append_string(out, "    }\n"
                                 "  ]\n"
                                 "}\n");
}
