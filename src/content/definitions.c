/* Footnotes and links that are defined where an audience can't read it, and referred to where it can. */
#include "content_private.h"

/* A line "[label]: …" or "[^name]: …" inside of a mark. */
typedef struct Definition {
    VtPlace place; /* of its brackets */
    char *label;   /* in lower case, runs of white space as one space, with the brackets */
} Definition;

static void clear_definition(gpointer definition)
{
    g_free(((Definition *)definition)->label);
}

static char *fold(const char *text, size_t length)
{
    GString *folded = g_string_sized_new(length);
    bool space = false;
    for (size_t i = 0; i < length; i++) {
        if (g_ascii_isspace(text[i])) {
            space = true;
            continue;
        }
        if (space)
            g_string_append_c(folded, ' ');
        space = false;
        g_string_append_c(folded, g_ascii_tolower(text[i]));
    }
    return g_string_free(folded, FALSE);
}

/* What begins a definition on this line, with nothing but quote marks and spaces before it. */
static bool read_definition(const VtSource *source, size_t start, size_t end, Definition *definition)
{
    const char *text = source->text;
    while (start < end && strchr(" \t>", text[start]) != NULL)
        start++;
    const char *close = start < end && text[start] == '[' ? memchr(text + start, ']', end - start) : NULL;
    if (close == NULL || close + 1 >= text + end || close[1] != ':')
        return false;
    size_t stop = (size_t)(close - text) + 1;
    *definition = (Definition){{start, stop}, fold(text + start, stop - start)};
    return true;
}

static GArray *find_definitions(const VtEntry *entry)
{
    const VtSurvey *survey = entry->survey;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(Definition));
    g_array_set_clear_func(found, clear_definition);
    size_t done = survey->start;
    for (size_t i = 0; i < survey->mark_count; i++) {
        size_t at = MAX(survey->marks[i].extent.start, done);
        while (at < survey->marks[i].extent.end) {
            const char *newline = memchr(survey->source->text + at, '\n', survey->marks[i].extent.end - at);
            size_t end = newline != NULL ? (size_t)(newline - survey->source->text)
                                         : survey->marks[i].extent.end;
            Definition definition;
            if (read_definition(survey->source, at, end, &definition))
                g_array_append_val(found, definition);
            at = end + 1;
        }
        done = MAX(done, at);
    }
    return found;
}

static bool is_kept(const VtRevision *revision, size_t origin)
{
    for (size_t i = 0; i < revision->piece_count; i++) {
        const VtPiece *piece = &revision->pieces[i];
        size_t end = i + 1 < revision->piece_count ? piece[1].start : revision->text.length;
        if (piece->kept && piece->origin <= origin && origin < piece->origin + (end - piece->start))
            return true;
    }
    return false;
}

/* Does the label begin here? Returns where it ends, or 0. */
static size_t label_end(const VtSource *source, VtPlace run, const char *label)
{
    const char *start = source->text + run.start;
    const char *close = memchr(start, ']', run.end - run.start);
    if (close == NULL)
        return 0;
    g_autofree char *folded = fold(start, (size_t)(close - start) + 1);
    return strcmp(folded, label) == 0 ? (size_t)(close - source->text) + 1 : 0;
}

/* The label as it stands in the text of a run: so md4c found no definition. */
static bool find_label(const VtSurvey *survey, const char *label, VtPlace *place)
{
    const char *text = survey->source->text;
    for (size_t i = 0; i < survey->run_count; i++) {
        const VtRun *run = &survey->runs[i];
        for (size_t at = run->start; run->kind == VT_RUN_TEXT && at < run->end; at++) {
            size_t end = text[at] == '[' ? label_end(survey->source, (VtPlace){at, run->end}, label) : 0;
            if (end == 0)
                continue;
            *place = (VtPlace){at, end};
            return true;
        }
    }
    return false;
}

/* A footnote's reference stays text for md4c, defined or not. */
static bool is_defined_elsewhere(const VtRevision *revision, const char *label)
{
    if (revision->text.length == 0)
        return false;
    g_autofree char *text = g_ascii_strdown(revision->text.data, (gssize)revision->text.length);
    g_autofree char *definition = g_strconcat(label, ":", NULL);
    return label[1] == '^' && strstr(text, definition) != NULL;
}

static void report(VtMarkReader *marks, const VtEntry *entry, const VtRevision *revision, VtPlace place,
                   const Definition *definition, const char *audience)
{
    VtSpan span = {&entry->source, vt_revision_origin(revision, place.start), place.end - place.start};
    VtSpan there = {&entry->source, definition->place.start, definition->place.end - definition->place.start};
    VtDiagnostic *diagnostic = vt_diagnose(marks->reader->sink, VT_MARK_DEFINITION, span,
                                           "\"%s\" reads this reference, but not what %s stands for",
                                           audience, definition->label);
    vt_diagnostic_place(diagnostic, there, "defined here, inside of an audience mark");
    vt_diagnostic_note(diagnostic, "move the definition out of the mark, or the reference into it");
}

static void check_for(VtMarkReader *marks, const VtEntry *entry, const GArray *definitions,
                      const char *audience)
{
    g_auto(VtRevision) revision = {.source = &entry->source};
    vt_marks_project(entry->survey, audience, VT_PROJECT_PLAIN, &revision);
    g_autoptr(VtArena) arena = vt_arena_new();
    const VtSurvey *survey = NULL;
    for (size_t i = 0; i < definitions->len; i++) {
        const Definition *definition = &g_array_index(definitions, Definition, i);
        if (is_kept(&revision, definition->place.start) || is_defined_elsewhere(&revision, definition->label))
            continue;
        if (survey == NULL)
            survey = vt_markdown_survey_revision(marks->markdown, &revision, VT_SURVEY_RUNS, arena, NULL);
        VtPlace place;
        if (find_label(survey, definition->label, &place))
            report(marks, entry, &revision, place, definition, audience);
    }
}

void vt_check_definitions(VtMarkReader *marks, const VtEntry *entry)
{
    const VtSite *site = marks->reader->site;
    g_autoptr(GArray) definitions = find_definitions(entry);
    for (size_t i = 0; site != NULL && definitions->len > 0 && i < site->audience_count; i++)
        check_for(marks, entry, definitions, site->audiences[i].name);
}
