/* Audience marks: what one audience reads depends on no word that is hidden from it, holds no mark, and comes
 * from places in the source. */
#include "fuzz.h"

#include <vitrine/marks.h>

static const char *const audiences[] = {"a", NULL}; /* NULL: all */

static void check_survey(const VtSurvey *survey, size_t length)
{
    for (size_t i = 0; i < survey->run_count; i++) {
        g_assert_cmpuint(survey->runs[i].start, <=, survey->runs[i].end);
        g_assert_cmpuint(survey->runs[i].end, <=, length);
    }
    for (size_t i = 0; !survey->broken && i < survey->mark_count; i++) {
        const VtMark *mark = &survey->marks[i];
        g_assert_cmpuint(mark->extent.start, <=, mark->open.start);
        g_assert_cmpuint(mark->open.start, <, mark->open.end);
        g_assert_cmpuint(mark->open.end, <=, mark->extent.end);
        g_assert_cmpuint(mark->extent.end, <=, length);
        g_assert_true(mark->parent == VT_NO_MARK || (mark->parent < survey->mark_count && mark->parent != i));
    }
}

/* A text that is good: its marks have an effect. */
static char *project(VtMarkdown *markdown, const char *text, const char *audience)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    VtSource source = {.path = "text.md", .text = text, .length = strlen(text)};
    const VtSurvey *survey = vt_markdown_survey(markdown, &source, 0, source.length, VT_SURVEY_RUNS, arena,
                                                NULL);
    if (survey->broken)
        return NULL;
    g_auto(VtRevision) revision = {.source = &source};
    vt_marks_project(survey, audience, VT_PROJECT_PLAIN, &revision);
    return g_strdup(vt_buffer_string(&revision.text));
}

/* Every letter of hidden text becomes another; what is no plain text stays, as it may bear on the structure.
 */
static char *with_other_words(const VtSurvey *survey, const char *text, const char *audience)
{
    char *other = g_strdup(text);
    for (size_t i = 0; i < survey->mark_count; i++) {
        if (vt_mark_visible(survey, i, audience))
            continue;
        for (size_t j = 0; j < survey->run_count; j++) {
            const VtRun *run = &survey->runs[j];
            bool inside = run->start >= survey->marks[i].extent.start &&
                          run->end <= survey->marks[i].extent.end;
            for (size_t at = run->start;
                 inside && run->kind == VT_RUN_TEXT && run->link == 0 && at < run->end; at++)
                if (g_ascii_isalpha(text[at]))
                    other[at] = 'q';
        }
    }
    return other;
}

static void check_hiding(VtMarkdown *markdown, const VtSurvey *survey, const char *text, const char *audience)
{
    g_autofree char *other = with_other_words(survey, text, audience);
    g_autofree char *first = project(markdown, text, audience);
    g_autofree char *second = project(markdown, other, audience);
    g_assert_nonnull(first);
    if (second != NULL && strcmp(first, second) != 0)
        fuzz_fail("\"%s\" reads:\n%s\nand with other hidden words:\n%s\nof:\n%s", audience, first, second,
                  other);
}

static void check_projection(VtMarkdown *markdown, const VtSurvey *survey, VtSurveyFlags flags,
                             const char *audience)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    g_auto(VtRevision) revision = {.source = survey->source};
    vt_marks_project(survey, audience, VT_PROJECT_PLAIN, &revision);
    for (size_t i = 0; i <= revision.text.length; i++)
        g_assert_cmpuint(vt_revision_origin(&revision, i), <=, survey->source->length);
    g_assert_true(vt_utf8_valid(revision.text.data, revision.text.length, NULL));
    const VtSurvey *again = vt_markdown_survey_revision(markdown, &revision, flags, arena, sink);
    check_survey(again, revision.text.length);
    g_autoptr(VtDiagnostics) heard = vt_diagnostics_new();
    g_autoptr(VtDocument)
        document = vt_markdown_parse_revision(markdown, &revision, VT_MARKDOWN_ALL | VT_MARKDOWN_CUT, heard);
    g_assert_true(document != NULL || vt_diagnostics_holds(heard, VT_MARKDOWN_TOO_LARGE));
    /* A cut can make a mark of what was none (<!-- audience<!-- audience: a -->: a -->): then there is an
     * error */
    if (!survey->broken && again->mark_count > 0 && vt_diagnostics_count(heard, VT_ERROR) == 0)
        fuzz_fail("a mark is left for \"%s\":\n%.*s", audience ? audience : "all", (int)revision.text.length,
                  revision.text.data);
}

static void check(VtMarkdown *markdown, const char *text, VtSurveyFlags flags)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtSource source = {.path = "text.md", .text = text, .length = strlen(text)};
    const VtSurvey *survey = vt_markdown_survey(markdown, &source, 0, source.length, flags, arena, sink);
    g_assert_true(survey->broken == (vt_diagnostics_count(sink, VT_ERROR) > 0));
    check_survey(survey, source.length);
    for (size_t i = 0; i < G_N_ELEMENTS(audiences); i++)
        check_projection(markdown, survey, flags, audiences[i]);
    if (flags == VT_SURVEY_RUNS && !survey->broken && survey->mark_count > 0)
        check_hiding(markdown, survey, text, "a");
    fuzz_messages(sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autofree char *text = fuzz_text(data, size);
    check(markdown, text, VT_SURVEY_RUNS);
    const char *value = vt_marks_project_value(markdown, text, size % 2 == 0, "a", VT_PROJECT_PLAIN, arena,
                                               NULL);
    g_assert_true(vt_utf8_valid(value, strlen(value), NULL));
    text[strcspn(text, "\r\n")] = '\0';
    check(markdown, text, VT_SURVEY_LINE | VT_SURVEY_RUNS);
    return 0;
}
