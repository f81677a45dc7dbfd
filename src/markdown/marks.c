/* Surveys: what the other files of marks_* find, put together. */
#include "marks.h"

#include <stdarg.h>

/* ---- Lines ---- */

size_t vt_line_start(const VtSource *source, size_t floor, size_t at)
{
    const char *newline = at > floor ? memrchr(source->text + floor, '\n', at - floor) : NULL;
    return newline ? (size_t)(newline - source->text) + 1 : floor;
}

size_t vt_line_next(const VtSource *source, size_t ceiling, size_t at)
{
    const char *newline = at < ceiling ? memchr(source->text + at, '\n', ceiling - at) : NULL;
    return newline ? (size_t)(newline - source->text) + 1 : ceiling;
}

size_t vt_line_end(const VtSource *source, size_t ceiling, size_t at)
{
    size_t end = vt_line_next(source, ceiling, at);
    if (end > at && source->text[end - 1] == '\n')
        end--;
    return end > at && source->text[end - 1] == '\r' ? end - 1 : end;
}

bool vt_stands_first(const VtSource *source, size_t floor, size_t at)
{
    while (at > floor && source->text[at - 1] != '\n')
        if (!strchr(" \t>", source->text[--at]))
            return false;
    return true;
}

bool vt_stands_last(const VtSource *source, size_t ceiling, size_t at)
{
    for (; at < ceiling && source->text[at] != '\n'; at++)
        if (!strchr(" \t\r", source->text[at]))
            return false;
    return true;
}

/* ---- Messages ---- */

static VtSpan span_of(const VtSurveyor *s, size_t start, size_t end)
{
    if (!s->revision)
        return (VtSpan){s->source, start, end - start};
    size_t first = vt_revision_origin(s->revision, start), last = vt_revision_origin(s->revision, end);
    return (VtSpan){s->revision->source, first, last > first ? last - first : 0};
}

VtDiagnostic *vt_survey_report(VtSurveyor *s, VtDiagnosticId id, size_t start, size_t end, const char *format,
                               ...)
{
    s->broken = true;
    if (!s->sink)
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return vt_diagnose(s->sink, id, span_of(s, start, end), "%s", message);
}

void vt_survey_place(VtSurveyor *s, VtDiagnostic *diagnostic, size_t start, size_t end, const char *what)
{
    if (diagnostic)
        vt_diagnostic_place(diagnostic, span_of(s, start, end), "%s", what);
}

/* ---- What looks like a mark and was found nowhere ---- */

bool vt_marks_suspected(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        if (end - at >= 4 && memcmp(at, "<!--", 4) == 0)
            return true;
        at++;
    }
    return false;
}

static int compare_places(gconstpointer a, gconstpointer b)
{
    size_t first = ((const VtPlace *)a)->start, second = ((const VtPlace *)b)->start;
    return first < second ? -1 : first > second;
}

/* Where `<!-- audience` is known to be a mark, code, or text that is checked when it is parsed. */
static GArray *known_places(const VtSurveyor *s)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(VtPlace));
    for (size_t i = 0; i < s->comments->len; i++) {
        const VtMarkComment *comment = &g_array_index(s->comments, VtMarkComment, i);
        VtPlace place = {comment->start, comment->end};
        g_array_append_val(places, place);
    }
    for (size_t i = 0; i < s->runs->len; i++) {
        const VtRun *run = &g_array_index(s->runs, VtRun, i);
        VtPlace place = {run->start, run->end};
        if (run->kind == VT_RUN_CODE || run->kind == VT_RUN_TEXT)
            g_array_append_val(places, place);
    }
    g_array_sort(places, compare_places);
    return places;
}

static void check_strays(VtSurveyor *s)
{
    g_autoptr(GArray) known = known_places(s);
    const char *text = s->source->text, *end = text + s->end;
    size_t next = 0, covered = 0;
    for (const char *p = text + s->start; (p = memmem(p, (size_t)(end - p), "<!--", 4)) != NULL; p += 4) {
        size_t at = (size_t)(p - text);
        for (; next < known->len && g_array_index(known, VtPlace, next).start <= at; next++)
            covered = MAX(covered, g_array_index(known, VtPlace, next).end);
        if (at < covered || !vt_markdown_is_audience_mark(p + 4, end))
            continue;
        VtDiagnostic *diagnostic = vt_survey_report(s, VT_MARKDOWN_AUDIENCE_MARK, at, at + 4,
                                                    "an audience mark has no effect here");
        if (diagnostic)
            vt_diagnostic_note(
                diagnostic, "marks stand around blocks, or among the words of a paragraph, heading or cell");
    }
}

/* ---- The survey ---- */

static void surveyor_init(VtSurveyor *s)
{
    s->comments = g_array_new(FALSE, TRUE, sizeof(VtMarkComment));
    s->items = g_array_new(FALSE, TRUE, sizeof(VtMarkItem));
    s->runs = g_array_new(FALSE, TRUE, sizeof(VtRun));
    s->marks = g_array_new(FALSE, TRUE, sizeof(VtMark));
    s->owners = g_array_new(FALSE, TRUE, sizeof(unsigned));
    s->spans = g_array_new(FALSE, TRUE, sizeof(unsigned));
    s->open_links = g_array_new(FALSE, TRUE, sizeof(unsigned));
    s->last_end = s->start;
}

static void surveyor_finish(VtSurveyor *s)
{
    GArray *const arrays[] = {s->comments, s->items, s->runs, s->marks, s->owners, s->spans, s->open_links};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_free(arrays[i], TRUE);
}

static void *copy_array(VtArena *arena, const GArray *array, size_t size)
{
    char *copy = vt_arena_alloc(arena, size * array->len);
    if (array->len > 0)
        memcpy(copy, array->data, size * array->len);
    return copy;
}

static VtSurvey *make_survey(const VtSurveyor *s)
{
    VtSurvey *survey = VT_ARENA_NEW(s->arena, VtSurvey);
    *survey = (VtSurvey){
        .source = s->source,
        .start = s->start,
        .end = s->end,
        .marks = copy_array(s->arena, s->marks, sizeof(VtMark)),
        .mark_count = s->marks->len,
        .line = (s->flags & VT_SURVEY_LINE) != 0,
        .broken = s->broken,
    };
    if (s->flags & VT_SURVEY_RUNS) {
        survey->runs = copy_array(s->arena, s->runs, sizeof(VtRun));
        survey->run_count = s->runs->len;
    }
    return survey;
}

static VtSurvey *survey(VtSurveyor *s)
{
    surveyor_init(s);
    if (!vt_survey_read(s))
        s->broken = true; /* too large: parsing it says so */
    vt_survey_match(s);
    check_strays(s);
    vt_survey_extents(s);
    VtSurvey *made = make_survey(s);
    surveyor_finish(s);
    return made;
}

VtSurvey *vt_markdown_survey(VtMarkdown *markdown, const VtSource *source, size_t start, size_t end,
                             VtSurveyFlags flags, VtArena *arena, VtDiagnostics *sink)
{
    VtSurveyor s = {
        .md = markdown,
        .source = source,
        .start = start,
        .end = end,
        .flags = flags,
        .arena = arena,
        .sink = sink,
    };
    return survey(&s);
}

VtSurvey *vt_markdown_survey_revision(VtMarkdown *markdown, const VtRevision *revision, VtSurveyFlags flags,
                                      VtArena *arena, VtDiagnostics *sink)
{
    VtSource *source = VT_ARENA_NEW(arena, VtSource);
    *source = (VtSource){.path = revision->source->path,
                         .text = vt_arena_copy(arena, revision->text.data, revision->text.length),
                         .length = revision->text.length};
    VtSurveyor s = {
        .md = markdown,
        .source = source,
        .revision = revision,
        .end = source->length,
        .flags = flags,
        .arena = arena,
        .sink = sink,
    };
    return survey(&s);
}

/* ---- Who sees a mark ---- */

static bool names(const VtMark *mark, const char *audience)
{
    for (size_t i = 0; i < mark->audience_count; i++)
        if (strcmp(mark->audiences[i], audience) == 0)
            return true;
    return false;
}

bool vt_mark_visible(const VtSurvey *survey, size_t mark, const char *audience)
{
    for (; audience && mark != VT_NO_MARK; mark = survey->marks[mark].parent)
        if (names(&survey->marks[mark], "private") || !names(&survey->marks[mark], audience))
            return false;
    return true;
}

size_t vt_marks_project(const VtSurvey *survey, const char *audience, VtProjectFlags flags, VtRevision *out)
{
    VtDraft draft;
    vt_draft_init(&draft, survey->source);
    size_t hidden = vt_draft_make(survey, audience, flags, &draft);
    if (survey->line)
        vt_revision_copy(out, &draft.text, 0, draft.text.text.length);
    else
        vt_draft_tidy(&draft, out);
    vt_draft_finish(&draft);
    return hidden;
}

VtSurveyFlags vt_value_survey_flags(const char *text, bool item)
{
    VtSurveyFlags lines = strchr(text, '\n') ? VT_SURVEY_TEXT : VT_SURVEY_LINE;
    return lines | (item ? VT_SURVEY_ITEM : VT_SURVEY_TEXT);
}

const char *vt_marks_project_value(VtMarkdown *markdown, const char *text, bool item, const char *audience,
                                   VtProjectFlags flags, VtArena *arena, size_t *hidden)
{
    size_t length = strlen(text);
    if (!vt_marks_suspected(text, length))
        return text;
    VtSource *source = VT_ARENA_NEW(arena, VtSource);
    *source = (VtSource){.path = "", .text = text, .length = length};
    const VtSurvey *survey = vt_markdown_survey(markdown, source, 0, length,
                                                vt_value_survey_flags(text, item), arena, NULL);
    if (survey->broken)
        return "";
    g_auto(VtRevision) revision = {.source = source};
    size_t count = vt_marks_project(survey, audience, flags, &revision);
    if (hidden)
        *hidden += count;
    VtSlice left = vt_slice_trim((VtSlice){revision.text.data, revision.text.length});
    return vt_arena_copy(arena, left.data, left.length);
}
