/* `<!--` outside of bodies. Bodies lose their comments when they are parsed; titles, summaries and settings
 * go to pages, feeds and data as they are, so what an author believes hidden there would be published: a
 * comment is refused. Audience marks are comments too: they may stand in texts that hold Markdown, and
 * nowhere else. */
#include "content_private.h"

static const char opening[] = "<!--";

/* Where the node's text has it: in the source as a rule, the whole value where an escape hides it. */
static VtSpan span_of_comment(const VtNode *node)
{
    const VtSource *source = node->span.source;
    const char *start = source->text + node->span.offset;
    const char *found = memmem(start, node->span.length, opening, strlen(opening));
    if (found == NULL)
        return node->span;
    return (VtSpan){source, (size_t)(found - source->text), strlen(opening)};
}

static void report_mark(VtDiagnostics *sink, VtSpan span)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_MARKDOWN_AUDIENCE_MARK, span,
                                           "an audience mark has no effect in this value");
    vt_diagnostic_note(diagnostic,
                       "marks may stand in titles, summaries, other texts of several sentences, and in "
                       "lists of texts such as \"stack\"");
    vt_diagnostic_note(diagnostic, "take it out, or give the whole entry an \"audience:\"");
}

static void report_comment(VtDiagnostics *sink, VtSpan span)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_COMMENT, span,
                                           "a value cannot hold an HTML comment: it would be published");
    vt_diagnostic_note(diagnostic, "write it as a comment of YAML, on a line that begins with \"#\"");
}

static bool holds_mark(const char *comment)
{
    const char *end = comment + strlen(comment);
    for (const char *p = comment; p != NULL; p = strstr(p + 1, opening))
        if (vt_markdown_is_audience_mark(p + strlen(opening), end))
            return true;
    return false;
}

static bool check_text(VtDiagnostics *sink, const VtNode *node)
{
    const char *comment = node->text != NULL ? strstr(node->text, opening) : NULL;
    if (comment == NULL)
        return true;
    if (holds_mark(comment))
        report_mark(sink, span_of_comment(node));
    else
        report_comment(sink, span_of_comment(node));
    return false;
}

bool vt_refuse_comments(VtDiagnostics *sink, const VtNode *node)
{
    bool fine = check_text(sink, node);
    for (size_t i = 0; i < node->count; i++) {
        if (node->type == VT_NODE_MAP)
            fine = check_text(sink, node->pairs[i].key) && fine;
        fine = vt_refuse_comments(sink, node->type == VT_NODE_MAP ? node->pairs[i].value : node->items[i]) &&
               fine;
    }
    return fine;
}

/* ---- Names in marks ---- */

static bool is_known(const VtSite *site, const char *name)
{
    for (size_t i = 0; i < site->audience_count; i++)
        if (strcmp(site->audiences[i].name, name) == 0)
            return true;
    return false;
}

static void report_unknown(const VtReader *reader, VtSpan span, const char *name)
{
    const VtSite *site = reader->site;
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_AUDIENCE_UNKNOWN, span, "no audience \"%s\"",
                                           name);
    g_autofree const char **names = g_new0(const char *, site->audience_count + 1);
    for (size_t i = 0; i < site->audience_count; i++)
        names[i] = site->audiences[i].name;
    const char *near = vt_diagnostic_suggest(diagnostic, name, names, site->audience_count);
    for (size_t i = 0; i < site->audience_count; i++)
        if (near != NULL && strcmp(near, names[i]) == 0 && site->audiences[i].span.source != NULL)
            vt_diagnostic_place(diagnostic, site->audiences[i].span, "\"%s\" is declared here", near);
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    vt_diagnostic_note(diagnostic, "site.yaml knows: %s; \"private\" is for nobody", list);
}

static void report_private(const VtReader *reader, VtSpan span)
{
    VtDiagnostic *diagnostic = vt_diagnose(reader->sink, VT_AUDIENCE_PRIVATE, span,
                                           "\"private\" stands together with other audiences");
    vt_diagnostic_note(diagnostic, "private means that nobody may read it; keep it alone, or delete it");
}

/* Places of the survey are those of the revision, if there is one. */
static VtSpan place_of(const VtSurvey *survey, const VtRevision *revision, VtPlace place)
{
    if (revision == NULL)
        return (VtSpan){survey->source, place.start, place.end - place.start};
    size_t start = vt_revision_origin(revision, place.start), end = vt_revision_origin(revision, place.end);
    return (VtSpan){revision->source, start, end > start ? end - start : 0};
}

static bool check_names(const VtReader *reader, const VtSurvey *survey, const VtRevision *revision)
{
    bool fine = true;
    for (size_t i = 0; i < survey->mark_count; i++) {
        const VtMark *mark = &survey->marks[i];
        for (size_t k = 0; k < mark->audience_count; k++) {
            VtSpan span = place_of(survey, revision, mark->audience_places[k]);
            bool private = strcmp(mark->audiences[k], "private") == 0;
            if (private ? mark->audience_count == 1
                        : reader->site == NULL || is_known(reader->site, mark->audiences[k]))
                continue;
            if (private)
                report_private(reader, span);
            else
                report_unknown(reader, span, mark->audiences[k]);
            fine = false;
        }
    }
    return fine;
}

/* ---- Marks in values ---- */

void vt_place_words(const VtNode *node, VtRevision *revision)
{
    const char *text = node->text;
    size_t at = node->span.offset, end = at + node->span.length;
    while (*text != '\0') {
        size_t space = strspn(text, " \t\n");
        vt_revision_insert(revision, at, (VtSlice){text, space});
        text += space;
        size_t length = strcspn(text, " \t\n");
        const char *found = length > 0 ? memmem(revision->source->text + at, end - at, text, length) : NULL;
        if (found != NULL) {
            at = (size_t)(found - revision->source->text);
            vt_revision_keep(revision, at, at + length);
            at += length;
        } else {
            vt_revision_insert(revision, at, (VtSlice){text, length});
        }
        text += length;
    }
}

static bool check_marked_text(VtMarkReader *marks, const VtNode *node, bool item)
{
    if (node->text == NULL || strstr(node->text, opening) == NULL)
        return true;
    if (!holds_mark(strstr(node->text, opening)))
        return check_text(marks->reader->sink, node);
    g_auto(VtRevision) revision = {.source = node->span.source};
    vt_place_words(node, &revision);
    const VtSurvey *survey = vt_markdown_survey_revision(marks->markdown, &revision,
                                                         vt_value_survey_flags(node->text, item),
                                                         marks->reader->arena, marks->reader->sink);
    marks->found = true;
    if (!check_names(marks->reader, survey, &revision) || survey->broken)
        return false;
    const char *all = vt_marks_project_value(marks->markdown, node->text, item, NULL, VT_PROJECT_PLAIN,
                                             marks->reader->arena, NULL);
    if (strstr(all, opening) == NULL)
        return true;
    report_comment(marks->reader->sink, span_of_comment(node));
    return false;
}

bool vt_takes_marks(const VtKey *key)
{
    return vt_key_holds_markdown(key) ||
           (key->type == VT_KEY_STRINGS && key->offset != offsetof(VtFields, aliases));
}

static bool check_value(VtMarkReader *marks, const VtKey *key, const VtNode *value)
{
    bool fine = true;
    if (key == NULL || !vt_takes_marks(key))
        return vt_refuse_comments(marks->reader->sink, value);
    vt_check_value_tags(marks, key, value);
    if (value->type == VT_NODE_LIST)
        for (size_t i = 0; i < value->count; i++)
            fine = check_marked_text(marks, value->items[i], key->type == VT_KEY_STRINGS) && fine;
    else if (value->type == VT_NODE_MAP)
        for (size_t i = 0; i < value->count; i++)
            fine = check_marked_text(marks, value->pairs[i].value, false) && fine;
    else
        fine = check_marked_text(marks, value, false);
    return fine;
}

bool vt_check_marks(VtMarkReader *marks, const VtNode *map, VtKind kind)
{
    bool fine = true;
    for (size_t i = 0; i < map->count; i++) {
        fine = check_text(marks->reader->sink, map->pairs[i].key) && fine;
        fine = check_value(marks, vt_key_find(kind, map->pairs[i].key->text), map->pairs[i].value) && fine;
    }
    return fine;
}

/* ---- Bodies, and headings that are titles ---- */

const VtSurvey *vt_survey_marks(VtMarkReader *marks, const VtSource *source, size_t start, size_t end,
                                VtSurveyFlags flags, bool *fine)
{
    *fine = true;
    if (!vt_marks_suspected(source->text + start, end - start))
        return NULL;
    const VtSurvey *survey = vt_markdown_survey(marks->markdown, source, start, end, flags,
                                                marks->reader->arena, marks->reader->sink);
    *fine = check_names(marks->reader, survey, NULL) && !survey->broken;
    return survey->mark_count > 0 && *fine ? survey : NULL;
}

bool vt_refuse_unclosed(VtDiagnostics *sink, const VtSource *source, VtSlice heading)
{
    const char *end = heading.data + heading.length;
    const char *p = heading.data;
    while (p < end && (p = memmem(p, (size_t)(end - p), opening, strlen(opening))) != NULL) {
        VtSpan span = {source, (size_t)(p - source->text), strlen(opening)};
        p += strlen(opening);
        if (memmem(p, (size_t)(end - p), "-->", 3) == NULL) {
            vt_diagnose(sink, VT_MARKDOWN_COMMENT, span,
                        "this comment does not end where it should, and could be published");
            return false;
        }
    }
    return true;
}
