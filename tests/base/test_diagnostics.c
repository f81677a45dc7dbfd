#include "diagnostics_cases.h"
#include "snapshot.h"

#include <jansson.h>

static char *write_all(bool reversed, VtDiagnosticFormat format, bool color, size_t *length)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    cases_add_all(sink, reversed);
    VtBuffer out = {0};
    vt_diagnostics_write(sink, format, color, &out);
    return vt_buffer_steal(&out, length);
}

static const struct Snapshot {
    const char *path;
    const char *file;
    const char *format;
    bool color;
} snapshots[] = {
    {"/diagnostics/text", "diagnostics-text.txt", "text", false},
    {"/diagnostics/color", "diagnostics-color.txt", "text", true},
    {"/diagnostics/json", "diagnostics-json.txt", "json", false},
    {"/diagnostics/github", "diagnostics-github.txt", "github", false},
    {"/diagnostics/sarif", "diagnostics-sarif.txt", "sarif", false},
};

/* Also: the order of adding is not seen, and every form is UTF-8. */
static void test_snapshot(gconstpointer data)
{
    const struct Snapshot *snapshot = data;
    VtDiagnosticFormat format;
    g_assert_true(vt_diagnostic_format_parse(snapshot->format, &format));
    size_t length = 0;
    g_autofree char *text = write_all(false, format, snapshot->color, &length);
    snapshot_check(snapshot->file, text, length);
    g_autofree char *reversed = write_all(true, format, snapshot->color, NULL);
    g_assert_cmpstr(reversed, ==, text);
    g_assert_true(vt_utf8_valid(text, length, NULL));
}

/* Nothing that a terminal obeys, but for line feeds and tabs. */
static void test_no_control_characters(void)
{
    static const VtDiagnosticFormat formats[] = {VT_FORMAT_TEXT, VT_FORMAT_JSON, VT_FORMAT_GITHUB,
                                                 VT_FORMAT_SARIF};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        g_autofree char *text = write_all(false, formats[i], false, NULL);
        for (const char *p = text; *p; p++)
            g_assert_true((unsigned char)*p >= 0x20 || *p == '\n' || *p == '\t');
        g_assert_null(strchr(text, 0x7f));
        if (formats[i] == VT_FORMAT_TEXT || formats[i] == VT_FORMAT_GITHUB)
            g_assert_null(strstr(text, "\xe2\x80\xae"));
    }
}

/* Without its colour sequences the coloured form is the plain one. */
static void test_color_adds_only_colors(void)
{
    g_autofree char *plain = write_all(false, VT_FORMAT_TEXT, false, NULL);
    g_autofree char *colored = write_all(false, VT_FORMAT_TEXT, true, NULL);
    g_autoptr(GRegex) sequence = g_regex_new("\033\\[[0-9;]*m", 0, 0, NULL);
    g_autofree char *stripped = g_regex_replace_literal(sequence, colored, -1, 0, "", 0, NULL);
    g_assert_cmpstr(stripped, ==, plain);
    g_assert_cmpstr(colored, !=, plain);
}

static json_t *parse(VtDiagnosticFormat format)
{
    size_t length = 0;
    g_autofree char *text = write_all(false, format, false, &length);
    json_error_t error;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        g_error("%d:%d: %s", error.line, error.column, error.text);
    return root;
}

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static json_int_t number_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static json_t *find_message(json_t *root, const char *message)
{
    size_t i;
    json_t *object;
    json_array_foreach(root, i,
                       object) if (g_strcmp0(text_of(object, "message"), message) == 0) return object;
    g_error("no diagnostic says: %s", message);
}

static void test_json_values(void)
{
    json_t *root = parse(VT_FORMAT_JSON);
    json_t *link = find_message(root, "no heading \"impacts\" in projects/gdpr-backend.md");
    g_assert_cmpstr(text_of(link, "severity"), ==, "error");
    g_assert_cmpstr(text_of(link, "id"), ==, "test-error");
    g_assert_cmpstr(text_of(link, "file"), ==, "projects/dsp.md");
    g_assert_cmpint(number_of(link, "line"), ==, 3);
    g_assert_cmpint(number_of(link, "column"), ==, 21);
    g_assert_cmpint(number_of(link, "endLine"), ==, 3);
    g_assert_cmpint(number_of(link, "endColumn"), ==, 44);
    g_assert_cmpstr(text_of(link, "suggestion"), ==, "#impact");
    json_t *hostile = find_message(root, "unknown key \"\x1b[2Jti\ntel\"");
    g_assert_cmpstr(text_of(hostile, "file"), ==, "hostile/\x1b]0;x\a.md");
    json_t *address = find_message(root, "two entries have the address /talks/graphs/");
    json_t *note = json_array_get(json_object_get(address, "notes"), 1);
    g_assert_cmpstr(text_of(note, "message"), ==, "first used here");
    g_assert_cmpstr(text_of(note, "file"), ==, "talks/one.md");
    g_assert_cmpint(number_of(note, "column"), ==, 7);
    json_t *nowhere = find_message(root, "nothing is for audience \"community\"");
    g_assert_null(json_object_get(nowhere, "file"));
    g_assert_null(json_object_get(nowhere, "line"));
    json_decref(root);
}

static void check_region(const json_t *location)
{
    const json_t *physical = json_object_get(location, "physicalLocation");
    const char *uri = text_of(json_object_get(physical, "artifactLocation"), "uri");
    g_assert_nonnull(uri);
    g_assert_true(g_uri_is_valid(uri, G_URI_FLAGS_NONE, NULL) || !strchr(uri, ':'));
    const json_t *region = json_object_get(physical, "region");
    if (!region)
        return;
    g_assert_cmpint(number_of(region, "startLine"), >=, 1);
    g_assert_cmpint(number_of(region, "startColumn"), >=, 1);
    if (!json_object_get(region, "endLine"))
        g_assert_cmpint(number_of(region, "endColumn"), >=, number_of(region, "startColumn"));
}

static void check_result(const json_t *result, const json_t *rules)
{
    const json_t *rule = json_array_get(rules, (size_t)number_of(result, "ruleIndex"));
    g_assert_cmpstr(text_of(rule, "id"), ==, text_of(result, "ruleId"));
    g_assert_cmpstr(text_of(json_object_get(rule, "defaultConfiguration"), "level"), ==,
                    text_of(result, "level"));
    g_assert_nonnull(text_of(json_object_get(result, "message"), "text"));
    size_t i;
    json_t *location;
    json_array_foreach(json_object_get(result, "locations"), i, location) check_region(location);
    json_array_foreach(json_object_get(result, "relatedLocations"), i, location) check_region(location);
}

static void test_sarif_values(void)
{
    json_t *root = parse(VT_FORMAT_SARIF);
    g_assert_cmpstr(text_of(root, "version"), ==, "2.1.0");
    const json_t *run = json_array_get(json_object_get(root, "runs"), 0);
    const json_t *driver = json_object_get(json_object_get(run, "tool"), "driver");
    g_assert_cmpstr(text_of(driver, "name"), ==, "Vitrine");
    const json_t *rules = json_object_get(driver, "rules");
    g_assert_cmpuint(json_array_size(rules), ==, 3);
    json_t *plain = parse(VT_FORMAT_JSON);
    json_t *results = json_object_get(run, "results");
    g_assert_cmpuint(json_array_size(results), ==, json_array_size(plain));
    size_t i;
    json_t *result;
    json_array_foreach(results, i, result) check_result(result, rules);
    json_decref(plain);
    json_decref(root);
}

static void test_empty(void)
{
    static const char *const names[] = {"text", "json", "github", "sarif"};
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        VtDiagnosticFormat format;
        g_assert_true(vt_diagnostic_format_parse(names[i], &format));
        g_auto(VtBuffer) out = {0};
        vt_diagnostics_write(sink, format, true, &out);
        if (format == VT_FORMAT_TEXT || format == VT_FORMAT_GITHUB) {
            g_assert_cmpuint(out.length, ==, 0);
            continue;
        }
        json_t *root = json_loadb(out.data, out.length, 0, NULL);
        g_assert_nonnull(root);
        json_decref(root);
    }
    VtDiagnosticFormat format;
    g_assert_false(vt_diagnostic_format_parse("xml", &format));
    g_assert_false(vt_diagnostic_format_parse("", &format));
}

static void test_counts(void)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    case_diagnose(sink, &case_error, VT_NOWHERE, "twice");
    case_diagnose(sink, &case_error, VT_NOWHERE, "twice");
    case_diagnose(sink, &case_warning, VT_NOWHERE, "once");
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR), ==, 2);
    g_assert_cmpuint(vt_diagnostics_shown(sink, VT_ERROR), ==, 1);
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_WARNING), ==, 1);
    g_assert_cmpuint(vt_diagnostics_shown(sink, VT_NOTE), ==, 0);
}

static void add_from_thread(size_t index, unsigned worker, void *data)
{
    (void)worker;
    g_autofree char *path = g_strdup_printf("page-%zu.md", index % 40);
    g_autofree char *text = g_strdup_printf("title: %zu\n", index);
    const VtSource source = {.path = path, .text = text, .length = strlen(text)};
    VtDiagnostic *diagnostic = case_diagnose(data, index % 3 ? &case_error : &case_warning,
                                             (VtSpan){&source, index % 7, 2}, "number %zu", index / 2);
    vt_diagnostic_note(diagnostic, "added with the number %zu", index);
    vt_diagnostic_place(diagnostic, (VtSpan){&source, 0, 5}, "the key");
}

static char *write_from_threads(unsigned jobs)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    vt_jobs_run(jobs, 2000, add_from_thread, sink);
    g_assert_cmpuint(vt_diagnostics_count(sink, VT_ERROR) + vt_diagnostics_count(sink, VT_WARNING), ==, 2000);
    VtBuffer out = {0};
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, &out);
    return vt_buffer_steal(&out, NULL);
}

static void test_threads(void)
{
    g_autofree char *alone = write_from_threads(1);
    g_autofree char *together = write_from_threads(8);
    g_assert_cmpstr(together, ==, alone);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(snapshots); i++)
        g_test_add_data_func(snapshots[i].path, &snapshots[i], test_snapshot);
    g_test_add_func("/diagnostics/no-control-characters", test_no_control_characters);
    g_test_add_func("/diagnostics/color-adds-only-colors", test_color_adds_only_colors);
    g_test_add_func("/diagnostics/json-values", test_json_values);
    g_test_add_func("/diagnostics/sarif-values", test_sarif_values);
    g_test_add_func("/diagnostics/empty", test_empty);
    g_test_add_func("/diagnostics/counts", test_counts);
    g_test_add_func("/diagnostics/threads", test_threads);
    return g_test_run();
}
