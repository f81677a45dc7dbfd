/* HTML in texts that hold Markdown. A value is data, so its tags reach readers as they were typed: that is
 * what "Vec<T>" means, and not what is meant by "CO<sub>2</sub>". Who wrote an element of HTML is told. */
#include "content_private.h"

#include <string.h>

/* What authors write among words, and what does harm; in order. */
static const char *const elements[] = {
    "a",   "abbr", "b",     "big",  "br",     "center", "cite", "code",   "del",    "dfn",
    "div", "em",   "font",  "i",    "iframe", "img",    "ins",  "kbd",    "li",     "mark",
    "p",   "q",    "s",     "samp", "script", "small",  "span", "strike", "strong", "sub",
    "sup", "svg",  "table", "time", "tt",     "u",      "ul",   "var",
};

static int compare_names(const void *name, const void *element)
{
    return strcmp(name, *(const char *const *)element);
}

/* Of a tag "<name …" or "</name …"; false when HTML knows no such element. */
static bool is_element(const char *tag, size_t length)
{
    enum { LONGEST = 8 };
    char name[LONGEST + 1] = "";
    size_t count = 0;
    for (size_t i = 1 + (length > 1 && tag[1] == '/'); i < length && g_ascii_isalnum(tag[i]); i++) {
        if (count == LONGEST)
            return false;
        name[count++] = g_ascii_tolower(tag[i]);
    }
    return bsearch(name, elements, G_N_ELEMENTS(elements), sizeof elements[0], compare_names) != NULL;
}

/* The first tag is enough: the note speaks of all. */
static void report(VtDiagnostics *sink, VtSpan span, VtSlice tag)
{
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_VALUE_TAG, span,
                                           "the tag \"%.*s\" is shown to readers as it stands",
                                           (int)MIN(tag.length, 40), tag.data);
    vt_diagnostic_note(diagnostic, "values hold Markdown without HTML: **strong**, *emphasis*, `code`, "
                                   "[a link](about.md)");
    vt_diagnostic_note(diagnostic, "to show a tag, write it as code, or with a backslash: \\<");
}

static void check_text(VtMarkReader *marks, const VtNode *node)
{
    if (node->text == NULL || strchr(node->text, '<') == NULL)
        return;
    g_auto(VtRevision) revision = {.source = node->span.source};
    vt_place_words(node, &revision);
    const VtSurvey *survey = vt_markdown_survey_revision(
        marks->markdown, &revision, VT_SURVEY_RUNS | VT_SURVEY_LINE, marks->reader->arena, NULL);
    for (size_t i = 0; i < survey->run_count; i++) {
        const VtRun *run = &survey->runs[i];
        VtSlice tag = {survey->source->text + run->start, run->end - run->start};
        if (run->kind != VT_RUN_HTML || !is_element(tag.data, tag.length))
            continue;
        size_t start = vt_revision_origin(&revision, run->start),
               end = vt_revision_origin(&revision, run->end);
        report(marks->reader->sink, (VtSpan){revision.source, start, end > start ? end - start : 0}, tag);
        return;
    }
}

void vt_check_value_tags(VtMarkReader *marks, const VtKey *key, const VtNode *value)
{
    if (!vt_key_holds_markdown(key))
        return;
    check_text(marks, value);
    for (size_t i = 0; value->type == VT_NODE_MAP && i < value->count; i++)
        check_text(marks, value->pairs[i].value);
}
