/* Which parts of a section of experience are roles: headings first; else bold lines, list items, rows,
 * definitions. */
#include "placing.h"

typedef struct Jobs {
    VtPlacing *placing;
    const VtSectionRow *section;
    VtRange group;    /* the section's heading, when it becomes the roles' group */
    bool group_taken; /* its words stand in a role already */
    unsigned level;   /* of the headings that are roles */
    unsigned placed;
} Jobs;

static bool place(Jobs *jobs, const VtHead *head, const VtUnit *employer)
{
    bool take = !vt_range_is_empty(jobs->group) && !jobs->group_taken;
    if (!vt_place_role(jobs->placing, head, employer, jobs->group, take))
        return false;
    jobs->group_taken |= take;
    jobs->placed++;
    return true;
}

static bool unit_has_date(const VtPlacing *placing, const VtUnit *unit)
{
    VtDateRange dates;
    if (!vt_range_is_empty(unit->date_line) ||
        vt_date_range(vt_input_slice(placing->input, unit->text), &dates))
        return true;
    for (size_t i = unit->first; i < unit->last && i < unit->first + 3; i++) {
        const VtBlock *block = vt_block(&placing->input->blocks, i);
        VtSlice text = vt_input_slice(placing->input, block->range);
        text.length = MIN(text.length, (size_t)200);
        if ((block->type == VT_BLOCK_PARAGRAPH || block->type == VT_BLOCK_QUOTE) &&
            vt_date_range(text, &dates))
            return true;
    }
    return false;
}

/* The level that most headings with dates have, the shallowest of those that tie. */
static unsigned level_of_roles(const Jobs *jobs)
{
    unsigned counts[8] = {0};
    unsigned best = 0;
    for (size_t i = jobs->section->first + 1; i < jobs->section->last; i++) {
        const VtUnit *unit = vt_unit(&jobs->placing->outline, i);
        counts[unit->level & 7] += unit_has_date(jobs->placing, unit);
    }
    for (unsigned level = 1; level < 8; level++)
        if (counts[level] > counts[best])
            best = level;
    return best;
}

/* ---- Roles below headings ---- */

static void leave(Jobs *jobs, VtRange range, VtRange place)
{
    g_autofree char *title = vt_plain_text(vt_input_slice(jobs->placing->input, place));
    vt_place_unplaced(jobs->placing, range, title,
                      "no role could be made of it: a role needs a title, an organisation and a start; "
                      "write them in a file of site-content/experience/");
}

/* A heading above the roles' level, without a date: the employer of those below it. */
static size_t place_unit(Jobs *jobs, size_t index, const VtUnit **employer)
{
    const VtOutline *outline = &jobs->placing->outline;
    const VtUnit *unit = vt_unit(outline, index);
    size_t last = index + 1;
    VtHead head;
    if (unit->level < jobs->level && unit->first == unit->last && !unit_has_date(jobs->placing, unit)) {
        *employer = unit;
        return last;
    }
    *employer = unit->level < jobs->level ? NULL : *employer;
    while (last < jobs->section->last && vt_unit(outline, last)->level > unit->level)
        last++;
    if (unit->level < jobs->level)
        last = index + 1;
    vt_head_of_unit(jobs->placing, index, last, &head);
    if (!place(jobs, &head, *employer))
        leave(jobs, vt_units_range(jobs->placing->input, outline, index, last), unit->text);
    return last;
}

/* The words of the employer's own heading stand with the first of its roles. */
static void keep_employer(Jobs *jobs, const VtUnit *employer, guint first_file)
{
    VtPlanFile *file = jobs->placing->plan->files->pdata[first_file];
    VtLine line = {.range = employer->heading};
    vt_line_add(&line, "extra.headings", VT_FIELD_LIST, employer->text, NULL);
    vt_plan_line(jobs->placing->input, file, &line, "extra.headings");
}

static void place_headings(Jobs *jobs)
{
    const VtUnit *employer = NULL;
    bool kept = true;
    for (size_t i = jobs->section->first + 1; i < jobs->section->last;) {
        guint files = jobs->placing->plan->files->len;
        unsigned placed = jobs->placed;
        const VtUnit *before = employer;
        i = place_unit(jobs, i, &employer);
        if (employer != before && !kept)
            leave(jobs, before->heading, before->text);
        if (employer != before)
            kept = employer == NULL;
        if (!kept && jobs->placed > placed) {
            keep_employer(jobs, employer, files);
            kept = true;
        }
    }
    if (!kept)
        leave(jobs, employer->heading, employer->text);
}

/* ---- Roles in lists, tables, paragraphs ---- */

static bool has_range(const VtPlacing *placing, VtRange range)
{
    VtDateRange dates;
    VtSlice text = vt_input_slice(placing->input, range);
    text.length = MIN(text.length, (size_t)240);
    return vt_date_range(text, &dates) && (!dates.single || text.length < 120);
}

static bool item_begins_role(const VtPlacing *placing, const VtItem *item)
{
    VtHead head;
    vt_head_of_item(placing, item, &head);
    if (has_range(placing, head.text))
        return true;
    for (size_t i = 0; i < MIN(head.below_count, (size_t)2); i++)
        if (has_range(placing, head.below[i]))
            return true;
    return false;
}

static bool all_items_begin_roles(const VtPlacing *placing, const VtBlock *block)
{
    enum { MOST_ITEMS = 500 };
    if (block->item_count > MOST_ITEMS)
        return false;
    for (uint32_t i = 0; i < block->item_count; i++)
        if (!item_begins_role(placing, vt_item(&placing->input->blocks, block->first_item + i)))
            return false;
    return block->item_count > 0;
}

static bool begins_role(const VtPlacing *placing, const VtBlock *block)
{
    VtHead head;
    if (block->type != VT_BLOCK_PARAGRAPH && block->type != VT_BLOCK_DEFINITION)
        return false;
    vt_head_of_block(placing, block, &head);
    VtSlice line = vt_input_slice(placing->input, head.text);
    bool marked = line.length > 0 && (line.data[0] == '*' || line.data[0] == '_' || line.data[0] == '[');
    bool dated = has_range(placing, head.text);
    for (size_t i = 0; i < MIN(head.below_count, (size_t)2); i++)
        dated |= has_range(placing, head.below[i]);
    return dated && line.length < 160 &&
           (marked || block->type == VT_BLOCK_DEFINITION || head.below_count == 0) &&
           line.data[line.length - 1] != '.';
}

static void place_items(Jobs *jobs, const VtBlock *block)
{
    VtInput *input = jobs->placing->input;
    for (uint32_t i = 0; i < block->item_count; i++) {
        const VtItem *item = vt_item(&input->blocks, block->first_item + i);
        VtHead head;
        vt_head_of_item(jobs->placing, item, &head);
        if (!place(jobs, &head, NULL))
            leave(jobs, item->range, head.text);
    }
}

/* The row of titles and the line below it are kept with the first role. */
static void place_table(Jobs *jobs, const VtBlock *block)
{
    VtInput *input = jobs->placing->input;
    guint files = jobs->placing->plan->files->len;
    place_items(jobs, block);
    VtRange titles = {block->range.start, vt_item(&input->blocks, block->first_item)->range.start};
    VtPlanFile *file = files < jobs->placing->plan->files->len ? jobs->placing->plan->files->pdata[files]
                                                               : NULL;
    VtLine line = {.range = titles};
    if (file && jobs->placed > 0)
        vt_plan_line(input, file, &line, "extra.headings");
    else
        leave(jobs, titles, titles);
}

/* A role in a paragraph has what follows up to the next. */
static size_t place_paragraph(Jobs *jobs, size_t index, size_t last)
{
    const VtInput *input = jobs->placing->input;
    const VtBlock *block = vt_block(&input->blocks, index);
    VtHead head;
    size_t end = index + 1;
    vt_head_of_block(jobs->placing, block, &head);
    while (end < last && !begins_role(jobs->placing, vt_block(&input->blocks, end)))
        end++;
    VtRange behind = vt_blocks_range(input, index + 1, end);
    if (head.body_count > 0 && !vt_range_is_empty(behind))
        head.body[0].end = behind.end;
    else if (!vt_range_is_empty(behind))
        head.body[head.body_count++] = behind;
    if (!place(jobs, &head, NULL))
        leave(jobs, vt_blocks_range(input, index, end), head.text);
    return end;
}

static void place_blocks(Jobs *jobs, const VtUnit *unit)
{
    VtPlacing *placing = jobs->placing;
    for (size_t i = unit->first; i < unit->last;) {
        const VtBlock *block = vt_block(&placing->input->blocks, i);
        if (block->type == VT_BLOCK_LIST && all_items_begin_roles(placing, block)) {
            place_items(jobs, block);
        } else if (block->type == VT_BLOCK_TABLE && all_items_begin_roles(placing, block)) {
            place_table(jobs, block);
        } else if (begins_role(placing, block)) {
            i = place_paragraph(jobs, i, unit->last);
            continue;
        } else if (block->type == VT_BLOCK_RULE) {
            i++;
            continue;
        } else if (jobs->placed == 0 && vt_plan_find(placing->plan, "experience/index.md") &&
                   block->type != VT_BLOCK_CODE) {
            vt_plan_body(placing->input, vt_plan_find(placing->plan, "experience/index.md"), block->range, 0);
        } else {
            leave(jobs, block->range, vt_range_trim(placing->input->text, block->text, false));
        }
        i++;
    }
}

/* Is there anything in the section that looks like a role? */
static bool has_roles(const Jobs *jobs)
{
    const VtPlacing *placing = jobs->placing;
    const VtUnit *unit = vt_unit(&placing->outline, jobs->section->first);
    if (jobs->level > 0)
        return true;
    for (size_t i = unit->first; i < unit->last; i++) {
        const VtBlock *block = vt_block(&placing->input->blocks, i);
        bool list = block->type == VT_BLOCK_LIST || block->type == VT_BLOCK_TABLE;
        if (list ? all_items_begin_roles(placing, block) : begins_role(placing, block))
            return true;
    }
    return false;
}

void vt_place_roles(VtPlacing *placing, const VtSectionRow *section, bool several)
{
    Jobs jobs = {.placing = placing, .section = section};
    jobs.level = level_of_roles(&jobs);
    if (!has_roles(&jobs)) {
        vt_place_page(placing, section);
        return;
    }
    jobs.group = vt_place_section_heading(placing, section, "experience", several);
    const VtUnit *unit = vt_unit(&placing->outline, section->first);
    VtRange heading = unit->heading;
    place_blocks(&jobs, unit);
    place_headings(&jobs);
    if (!vt_range_is_empty(jobs.group) && !jobs.group_taken)
        leave(&jobs, heading, unit->text);
}
