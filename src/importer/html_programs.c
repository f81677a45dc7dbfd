/* Scripts and event handlers are refused, unless they were asked for. They are looked for in what Markdown
 * makes of each file's text: only so it is sure what is code to be read and what is HTML. */
#include "plan.h"

#include "vitrine/html.h"

#include <string.h>

/* One file at work. */
typedef struct Search {
    VtPlan *plan;
    const VtPlanFile *file;
    VtDiagnostics *sink;
    size_t from; /* in the file's input: behind the last tag that was told */
    bool found;
} Search;

static bool runs_by_itself(const char *name)
{
    static const char *const names[] = {"script", "iframe", "object", "embed", "form"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool is_handler(VtSlice name)
{
    return name.length > 2 && g_ascii_strncasecmp(name.data, "on", 2) == 0 && g_ascii_isalpha(name.data[2]);
}

static bool is_program(VtSlice value, VtBuffer *scratch)
{
    static const char *const schemes[] = {"javascript:", "vbscript:", "data:text/html"};
    VtSlice address = vt_slice(vt_html_decode(value, scratch));
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (vt_address_begins(address, schemes[i]))
            return true;
    return false;
}

static bool runs_program(const VtHtmlTag *tag)
{
    g_auto(VtBuffer) scratch = {0};
    bool runs = runs_by_itself(tag->name);
    for (size_t i = 0; !runs && i < tag->attribute_count; i++)
        runs = is_handler(tag->attributes[i].name) || is_program(tag->attributes[i].value, &scratch);
    return runs;
}

/* Where the document has the tag, from the last one on if it can be; the whole of it where JSON writes it in
 * another way. */
static VtSpan place_of(Search *search, VtSlice tag)
{
    const VtInput *input = search->file->input;
    if (!input)
        input = search->plan->inputs->pdata[0];
    size_t from = MIN(search->from, input->length);
    const char *found = memmem(input->text + from, input->length - from, tag.data, tag.length);
    if (!found)
        found = memmem(input->text, input->length, tag.data, tag.length);
    if (!found)
        return VT_IN_FILE(&input->source);
    size_t start = (size_t)(found - input->text);
    search->from = start + tag.length;
    return vt_input_span(input, (VtRange){(uint32_t)start, (uint32_t)search->from});
}

static void report(Search *search, const char *name, VtSlice tag)
{
    VtSpan place = place_of(search, tag);
    VtDiagnostic *diagnostic = vt_diagnose(search->sink, VT_IMPORT_HTML, place,
                                           "<%s> could run a program in a reader's browser", name);
    if (place.length == 0)
        vt_diagnostic_note(diagnostic, "it would stand in site-content/%s", search->file->path);
    vt_diagnostic_note(diagnostic, "take it out, or say --allow-html when you know what it does");
    search->found = true;
}

static void search_html(Search *search, VtSlice html)
{
    VtHtmlTokens tokens;
    VtHtmlTag tag;
    vt_html_tokens_init(&tokens, html.data, html.length);
    while (vt_html_tokens_next(&tokens, &tag))
        if (!tag.is_end && runs_program(&tag))
            report(search, tag.name, (VtSlice){tokens.start, (size_t)(tokens.at - tokens.start)});
}

bool vt_plan_check_programs(VtPlan *plan, VtDiagnostics *sink)
{
    bool good = true;
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    for (guint i = 0; !plan->allow_html && i < plan->files->len; i++) {
        const VtPlanFile *file = plan->files->pdata[i];
        if (!strchr(file->body->str, '<'))
            continue;
        g_autoptr(VtDocument) document = vt_plan_document(file, markdown, NULL);
        Search search = {plan, file, sink, file->has_source ? file->first.start : 0, false};
        if (document)
            search_html(&search, document->html);
        good = good && !search.found;
    }
    return good;
}
