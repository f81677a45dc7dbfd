/* Each marks/NAME.md holds texts, each after a line "%%% WHAT IS SHOWN"; NAME.expect has the messages of
 * each, or what is left of it for the audiences a and b, for one that no mark names (z), and for one that
 * reads all, with its HTML. VITRINE_UPDATE=1 writes the expectations anew. */
#include <vitrine/marks.h>

static void append_projection(VtMarkdown *markdown, const VtSurvey *survey, const char *audience,
                              VtBuffer *out)
{
    g_auto(VtRevision) revision = {.source = survey->source};
    size_t hidden = vt_marks_project(survey, audience, VT_PROJECT_PLAIN, &revision);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_autoptr(VtDocument)
        document = vt_markdown_parse_revision(markdown, &revision, VT_MARKDOWN_ALL | VT_MARKDOWN_CUT, sink);
    vt_buffer_append_format(out, "--- %s, %zu hidden\n", audience ? audience : "all", hidden);
    vt_buffer_append_slice(out, (VtSlice){revision.text.data, revision.text.length});
    vt_buffer_append_string(out, "-- html\n");
    vt_buffer_append_slice(out, document->html);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, out);
}

static void append_runs(const VtSurvey *survey, VtBuffer *out)
{
    static const char *const kinds[] = {"text", "entity", "break", "alt", "code", "address", "title", "html"};
    vt_buffer_append_string(out, "--- runs\n");
    for (size_t i = 0; i < survey->run_count; i++) {
        const VtRun *run = &survey->runs[i];
        vt_buffer_append_format(out, "%u %s", run->block, kinds[run->kind]);
        if (run->link > 0)
            vt_buffer_append_format(out, " link %u", run->link);
        vt_buffer_append_format(out, " \"%.*s\"\n", (int)(run->end - run->start),
                                survey->source->text + run->start);
    }
}

static void append_case(VtMarkdown *markdown, const char *name, const char *text, size_t length,
                        VtBuffer *out)
{
    static const char *const audiences[] = {"a", "b", "z", NULL};
    g_autofree char *copy = g_strndup(text, length);
    VtSource source = {.path = "text.md", .text = copy, .length = length};
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    bool runs = g_str_has_prefix(name, "runs");
    const VtSurvey *survey = vt_markdown_survey(markdown, &source, 0, length,
                                                runs ? VT_SURVEY_RUNS : VT_SURVEY_TEXT, arena, sink);
    vt_buffer_append_format(out, "%%%%%% %s\n", name);
    vt_diagnostics_write(sink, VT_FORMAT_TEXT, false, out);
    if (runs)
        append_runs(survey, out);
    for (size_t i = 0; !survey->broken && !runs && i < G_N_ELEMENTS(audiences); i++)
        append_projection(markdown, survey, audiences[i], out);
}

static void append_cases(const char *text, VtBuffer *out)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    for (const char *at = strstr(text, "%%% "); at;) {
        const char *line = strchr(at, '\n');
        const char *next = strstr(line, "\n%%% ");
        const char *end = next ? next + 1 : at + strlen(at);
        g_autofree char *name = g_strndup(at + 4, (size_t)(line - at - 4));
        append_case(markdown, name, line + 1, (size_t)(end - line - 1), out);
        at = next ? next + 1 : NULL;
    }
}

static void check_file(gconstpointer data)
{
    const char *path = data;
    g_autofree char *text = NULL;
    g_autofree char *wanted = NULL;
    g_auto(VtBuffer) out = {0};
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    append_cases(text, &out);
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".md"));
    g_autofree char *expected = g_strconcat(stem, ".expect", NULL);
    if (g_getenv("VITRINE_UPDATE"))
        g_assert_true(g_file_set_contents(expected, out.data, (gssize)out.length, NULL));
    g_assert_true(g_file_get_contents(expected, &wanted, NULL, NULL));
    g_assert_cmpstr(vt_buffer_string(&out), ==, wanted);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "marks", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(dir);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        if (!g_str_has_suffix(name, ".md"))
            continue;
        g_autofree char *test = g_strconcat("/marks/", name, NULL);
        g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), check_file, g_free);
    }
    return g_test_run();
}
