/* The steps from a document to files. */
#include "importer_private.h"

#include <string.h>

bool vt_import_format_parse(const char *name, VtImportFormat *format)
{
    static const char *const names[] = {"auto", "markdown", "jsonresume", "fresh"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0) {
            *format = (VtImportFormat)i;
            return true;
        }
    return false;
}

VtImport *vt_import_new(const VtImportOptions *options)
{
    VtImport *import = g_new0(VtImport, 1);
    import->options = *options;
    vt_plan_init(&import->plan);
    import->plan.allow_html = options->allow_html;
    import->files = g_array_new(FALSE, FALSE, sizeof(VtImportFile));
    import->listed = g_array_new(FALSE, FALSE, sizeof(VtImportFinding));
    return import;
}

void vt_import_free(VtImport *import)
{
    if (!import)
        return;
    vt_plan_finish(&import->plan);
    for (guint i = 0; i < import->files->len; i++)
        g_free((char *)g_array_index(import->files, VtImportFile, i).path);
    g_array_unref(import->files);
    g_array_unref(import->listed);
    g_free(import->name);
    g_free(import);
}

/* ---- One Markdown document ---- */

static const char *folder_of(VtSectionKind kind)
{
    static const char *const folders[VT_HEADING_COUNT] = {
        [VT_HEADING_EXPERIENCE] = "experience", [VT_HEADING_COMMUNITY] = "diversity",
        [VT_HEADING_EDUCATION] = "education",   [VT_HEADING_CERTIFICATES] = "education",
        [VT_HEADING_AWARDS] = "awards",         [VT_HEADING_PROJECTS] = "projects",
        [VT_HEADING_STORIES] = "projects",      [VT_HEADING_TALKS] = "talks",
        [VT_HEADING_WRITING] = "writing"};
    return folders[kind];
}

/* How many sections go to a folder: with more than one, their headings become groups. */
static bool has_several(const VtPlacing *placing, VtSectionKind kind)
{
    unsigned count = 0;
    for (guint i = 0; i < placing->outline.sections->len; i++) {
        const char *folder = folder_of(vt_section(&placing->outline, i)->kind);
        count += folder && strcmp(folder, folder_of(kind)) == 0;
    }
    return count > 1;
}

static void place_section(VtPlacing *placing, const VtSectionRow *section)
{
    switch (section->kind) {
    case VT_HEADING_EXPERIENCE:
        vt_place_roles(placing, section, has_several(placing, section->kind));
        break;
    case VT_HEADING_COMMUNITY:
    case VT_HEADING_EDUCATION:
    case VT_HEADING_CERTIFICATES:
    case VT_HEADING_AWARDS:
    case VT_HEADING_PROJECTS:
    case VT_HEADING_STORIES:
    case VT_HEADING_TALKS:
    case VT_HEADING_WRITING:
        vt_place_entries(placing, section, has_several(placing, section->kind));
        break;
    case VT_HEADING_SUMMARY:
        vt_place_summary(placing, section);
        break;
    case VT_HEADING_CONTACT:
        vt_place_contact(placing, section);
        break;
    case VT_HEADING_UNKNOWN:
    case VT_HEADING_SKILLS:
    case VT_HEADING_LANGUAGES:
    case VT_HEADING_INTERESTS:
    case VT_HEADING_PHILOSOPHY:
    case VT_HEADING_WEAKNESSES:
    case VT_HEADING_QUESTIONS:
    case VT_HEADING_REFERENCES:
    case VT_HEADING_TITLE:
    case VT_HEADING_COUNT:
        vt_place_page(placing, section);
        break;
    }
}

/* Another generator's front matter: its keys are not ours. */
static size_t foreign_front_matter(const VtInput *input)
{
    const char *close = NULL;
    if (input->length > 4 && memcmp(input->text, "---\n", 4) == 0)
        close = strstr(input->text + 3, "\n---\n");
    return close ? (size_t)(close - input->text) + 5 : 0;
}

static void place_foreign_front_matter(VtPlacing *placing, size_t end)
{
    VtInput *input = placing->input;
    VtRange range = {4, (uint32_t)end - 4};
    VtPlanFile *file = vt_plan_unplaced(placing->plan);
    vt_plan_body_text(
        input, file, range,
        g_strdup_printf("```yaml\n%.*s```\n", (int)(range.end - range.start), input->text + range.start));
    vt_plan_find_row(placing->plan, input, range, "unplaced", "front matter of another generator", file, 0,
                     "its keys are not Vitrine's; move what you need");
    vt_diagnose(placing->sink, VT_IMPORT_UNPLACED, vt_input_span(input, range),
                "not placed: front matter of another generator");
}

static void read_again_behind(VtInput *input, size_t start)
{
    memset(input->text, '\n', start);
    vt_blocks_finish(&input->blocks);
    vt_blocks_init(&input->blocks, input->text, input->length);
}

static void place_document(VtPlacing *placing)
{
    vt_outline_init(&placing->outline, placing->input);
    const char *excess = vt_outline_excess(&placing->outline, placing->input);
    if (excess) {
        vt_place_unplaced(placing, (VtRange){0, (uint32_t)placing->input->length}, excess,
                          "split it into several documents");
    } else if (!vt_place_narratives(placing)) {
        vt_place_profile(placing);
        for (guint i = 0; i < placing->outline.sections->len; i++)
            place_section(placing, vt_section(&placing->outline, i));
    }
    vt_outline_finish(&placing->outline);
}

static void keep_front_matter_text(VtInput *input, const char *front)
{
    memcpy(input->text, front, strlen(front));
}

static bool add_markdown(VtImport *import, VtInput *input, VtDiagnostics *sink)
{
    VtPlacing placing = {.plan = &import->plan, .input = input, .sink = sink};
    placing.profile = vt_plan_file(&import->plan, "profile.md");
    size_t front = foreign_front_matter(input);
    g_autofree char *text = g_strndup(input->text, front);
    if (front > 0) {
        place_foreign_front_matter(&placing, front);
        read_again_behind(input, front);
    }
    place_document(&placing);
    keep_front_matter_text(input, text);
    vt_plan_join(&import->plan);
    vt_plan_links(&import->plan, input);
    return true;
}

static bool looks_like_json(const VtInput *input)
{
    size_t at = 0;
    while (at < input->length && g_ascii_isspace(input->text[at]))
        at++;
    if (at == input->length || input->text[at] != '{')
        return false;
    for (at++; at < input->length && g_ascii_isspace(input->text[at]);)
        at++;
    bool named = g_str_has_suffix(input->source.path, ".json");
    return named || (at < input->length && (input->text[at] == '"' || input->text[at] == '}'));
}

static bool check_not_empty(const VtInput *input, VtDiagnostics *sink)
{
    size_t at = 0;
    VtRange word;
    if (vt_next_word(input->text, input->length, &at, &word))
        return true;
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_FORMAT, VT_IN_FILE(&input->source),
                                           "there are no words in this document");
    vt_diagnostic_note(diagnostic, "import reads résumés in Markdown, JSON Resume and FRESH");
    return false;
}

bool vt_import_add(VtImport *import, const char *path, const char *text, size_t length, VtDiagnostics *sink)
{
    VtImportFormat format = import->options.format;
    bool json = format == VT_IMPORT_JSON_RESUME || format == VT_IMPORT_FRESH;
    VtInput *input = vt_input_new(path, text, length, !import->options.keep_faults && !json, sink);
    if (!input)
        return false;
    g_ptr_array_add(import->plan.inputs, input);
    if (!check_not_empty(input, sink))
        return false;
    json |= format == VT_IMPORT_AUTO && looks_like_json(input);
    return json ? vt_import_json(import, input, sink) : add_markdown(import, input, sink);
}

bool vt_import_add_file(VtImport *import, const char *path, VtDiagnostics *sink)
{
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &text, &length, &error)) {
        g_autofree char *valid = g_utf8_make_valid(error->message, -1);
        vt_diagnose_path(sink, VT_FILE_UNREADABLE, path, "cannot be read: %s", valid);
        return false;
    }
    bool good = vt_import_add(import, path, text, length, sink);
    g_free(text);
    return good;
}

/* ---- The whole tree ---- */

static void complete_profile(VtImport *import, VtDiagnostics *sink)
{
    VtPlanFile *profile = vt_plan_file(&import->plan, "profile.md");
    if (vt_plan_has(profile, "name"))
        return;
    profile->default_only = !profile->has_source && profile->fields->len == 0;
    vt_plan_set(profile, "name", VT_FIELD_TEXT, "Your Name");
    const VtInput *input = import->plan.inputs->pdata[0];
    VtDiagnostic *diagnostic = vt_diagnose(sink, VT_IMPORT_NAME, VT_IN_FILE(&input->source),
                                           "no name of a person was found");
    vt_diagnostic_note(diagnostic, "write yours in site-content/profile.md: name: Robin Sample");
}

/* A build wants an entry beside the profile. */
static void complete_entries(VtImport *import)
{
    if (import->plan.files->len > 1)
        return;
    VtPlanFile *file = vt_plan_file(&import->plan, "next-steps.md");
    file->default_only = true;
    vt_plan_set(file, "title", VT_FIELD_TEXT, "Next steps");
    vt_plan_set(file, "audience", VT_FIELD_TEXT, "private");
    g_string_append(file->body,
                    "Write a role in `experience/`, or a project in `projects/`; then delete this file.\n");
}

static char *site_name(const VtImport *import)
{
    const VtPlanFile *profile = vt_plan_find(&import->plan, "profile.md");
    const char *name = vt_plan_value(profile, "name");
    if (strcmp(name, "Your Name") != 0) {
        g_autofree char *stem = vt_stem(name);
        if (*stem)
            return g_steal_pointer(&stem);
    }
    const VtInput *input = import->plan.inputs->pdata[0];
    g_autofree char *base = g_path_get_basename(input->source.path);
    char *dot = strrchr(base, '.');
    if (dot && dot > base)
        *dot = '\0';
    g_autofree char *stem = vt_stem(base);
    return *stem ? g_steal_pointer(&stem) : g_strdup("my-site");
}

static void add_file(VtImport *import, const VtPlanFile *file)
{
    VtImportFile row = {g_strconcat("site-content/", file->path, NULL), file->text, strlen(file->text),
                        file->default_only};
    g_array_append_val(import->files, row);
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    return strcmp(((const VtImportFile *)a)->path, ((const VtImportFile *)b)->path);
}

static int compare_findings(gconstpointer a, gconstpointer b)
{
    const VtImportFinding *first = a;
    const VtImportFinding *second = b;
    int order = strcmp(first->source, second->source);
    return order ? order : (first->line > second->line) - (first->line < second->line);
}

static void list_results(VtImport *import)
{
    for (guint i = 0; i < import->plan.files->len; i++)
        add_file(import, import->plan.files->pdata[i]);
    g_array_sort(import->files, compare_files);
    for (guint i = 0; i < import->plan.findings->len; i++)
        g_array_append_val(import->listed, g_array_index(import->plan.findings, VtFindingRow, i).finding);
    g_array_sort(import->listed, compare_findings);
}

/* What hides a tag may part a line, and make HTML of what was code: programs are looked for once more. */
static bool make_buildable(VtPlan *plan, VtDiagnostics *sink)
{
    if (!vt_plan_check_programs(plan, sink))
        return false;
    for (guint i = 0; i < plan->files->len; i++) {
        VtPlanFile *file = plan->files->pdata[i];
        if (!g_str_has_suffix(file->path, ".md"))
            continue;
        vt_plan_escape_tags(plan, file, sink);
        vt_plan_mute_links(plan, file, sink);
        vt_plan_rescue(file, sink);
    }
    return vt_plan_check_programs(plan, sink);
}

bool vt_import_finish(VtImport *import, VtDiagnostics *sink)
{
    VtPlan *plan = &import->plan;
    if (plan->inputs->len == 0 || vt_diagnostics_count(sink, VT_ERROR) > 0)
        return false;
    complete_profile(import, sink);
    complete_entries(import);
    vt_import_add_site_file(import);
    if (!make_buildable(plan, sink))
        return false;
    for (guint i = 0; i < plan->files->len; i++)
        vt_plan_write_file(plan->files->pdata[i]);
    if (!vt_plan_check_words(plan, sink))
        return false;
    import->name = site_name(import);
    list_results(import);
    return true;
}

const char *vt_import_name(const VtImport *import)
{
    return import->name;
}

const VtImportFile *vt_import_files(const VtImport *import, size_t *count)
{
    *count = import->files->len;
    return (const VtImportFile *)(void *)import->files->data;
}

const VtImportFinding *vt_import_findings(const VtImport *import, size_t *count)
{
    *count = import->listed->len;
    return (const VtImportFinding *)(void *)import->listed->data;
}

size_t vt_import_count(const VtImport *import, const char *what)
{
    size_t count = 0;
    for (guint i = 0; i < import->listed->len; i++)
        count += strcmp(g_array_index(import->listed, VtImportFinding, i).what, what) == 0;
    return count;
}
