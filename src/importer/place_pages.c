/* Sections that stay whole: pages, private ones, and what could not be placed. */
#include "placing.h"

void vt_place_unplaced(VtPlacing *placing, VtRange range, const char *what, const char *why)
{
    VtRange bare = vt_range_trim(placing->input->text, range, false);
    if (vt_count_words(vt_input_slice(placing->input, bare)) == 0)
        return;
    VtPlanFile *file = vt_plan_unplaced(placing->plan);
    vt_plan_body(placing->input, file, range, 0);
    vt_plan_find_row(placing->plan, placing->input, bare, "unplaced", what, file, 0, why);
    VtDiagnostic *diagnostic = vt_diagnose(placing->sink, VT_IMPORT_UNPLACED,
                                           vt_input_span(placing->input, bare), "not placed: %s", what);
    vt_diagnostic_note(diagnostic, "%s", why);
}

VtRange vt_place_section_heading(VtPlacing *placing, const VtSectionRow *section, const char *folder,
                                 bool several)
{
    const VtUnit *unit = vt_unit(&placing->outline, section->first);
    if (!unit->has_heading)
        return (VtRange){0};
    g_autofree char *path = g_strdup_printf("%s/index.md", folder);
    if (several || vt_plan_find(placing->plan, path))
        return unit->text;
    VtPlanFile *index = vt_plan_file(placing->plan, path);
    VtLine line = {.range = unit->heading};
    vt_line_add(&line, "title", VT_FIELD_TEXT, unit->text, NULL);
    vt_plan_line(placing->input, index, &line, "extra.headings");
    return (VtRange){0};
}

static bool is_private(VtSectionKind kind)
{
    return kind >= VT_HEADING_WEAKNESSES && kind <= VT_HEADING_REFERENCES;
}

static void tell_private(VtPlacing *placing, const VtUnit *unit, const VtPlanFile *file)
{
    vt_diagnose(placing->sink, VT_IMPORT_PRIVATE, vt_input_span(placing->input, unit->text),
                "comes in as private: site-content/%s", file->path);
}

/* Sections inside a philosophy are pages of its folder; its own first page is the folder's index. */
static VtPlanFile *page_of(VtPlacing *placing, const VtSectionRow *section, const char *title)
{
    const VtSectionRow *parent = section->parent >= 0 ? vt_section(&placing->outline, (size_t)section->parent)
                                                      : NULL;
    bool inside = parent && parent->kind == VT_HEADING_PHILOSOPHY;
    bool holds_pages = section->kind == VT_HEADING_PHILOSOPHY;
    if (holds_pages && !vt_plan_find(placing->plan, "philosophy/index.md"))
        return vt_plan_file(placing->plan, "philosophy/index.md");
    return vt_plan_new_file(placing->plan, inside ? "philosophy" : "", title);
}

/* A last paragraph that only says that references can be had. */
static size_t without_reference_line(const VtInput *input, const VtUnit *unit)
{
    if (unit->last - unit->first < 2)
        return unit->last;
    const VtBlock *block = vt_block(&input->blocks, unit->last - 1);
    VtSlice text = vt_slice_trim(vt_input_slice(input, block->range));
    g_autofree char *lower = g_ascii_strdown(text.data, (gssize)text.length);
    bool says_so = block->type == VT_BLOCK_PARAGRAPH && text.length < 80 &&
                   g_str_has_prefix(lower, "references ") && strstr(lower, "request") != NULL;
    return says_so ? unit->last - 1 : unit->last;
}

void vt_place_page(VtPlacing *placing, const VtSectionRow *section)
{
    VtInput *input = placing->input;
    const VtUnit *unit = vt_unit(&placing->outline, section->first);
    const VtUnit *last = vt_unit(&placing->outline, section->last - 1);
    g_autofree char *title = vt_plain_text(vt_input_slice(input, unit->text));
    VtPlanFile *file = page_of(placing, section, title);
    VtLine line = {.range = vt_range_is_empty(unit->date_line)
                                ? unit->heading
                                : (VtRange){unit->date_line.start, unit->heading.end}};
    vt_line_add(&line, "title", VT_FIELD_TEXT, unit->text, NULL);
    vt_plan_line(input, file, &line, "extra.headings");
    vt_plan_set(file, "title", VT_FIELD_TEXT, *title ? title : "Page");
    if (is_private(section->kind))
        vt_plan_set(file, "audience", VT_FIELD_TEXT, "private");
    size_t end = without_reference_line(input, last);
    VtRange body = vt_blocks_range(input, unit->first, end);
    if (section->last - section->first == 1 && unit->first == end)
        body = (VtRange){0};
    vt_plan_body(input, file, body, 0);
    if (is_private(section->kind))
        tell_private(placing, unit, file);
    vt_plan_find_row(placing->plan, input, unit->text, is_private(section->kind) ? "private page" : "page",
                     title, file, MAX(section->sure, 60), NULL);
    if (end < last->last)
        vt_place_unplaced(placing, vt_blocks_range(input, end, last->last), "a line about references",
                          "a portfolio rarely needs it; delete it, or move it where you want it");
}
