/* Sections whose parts are entries of one kind: a file for each heading or list item, where it is clear what
 * it is about. */
#include "placing.h"

/* What an entry of a section becomes. */
static const struct {
    VtSectionKind kind;
    const char *folder;
    const char *what;
    bool whole_line; /* an item is an entry even without a marked beginning */
} rows[] = {
    {VT_HEADING_COMMUNITY, "diversity", "community work", false},
    {VT_HEADING_EDUCATION, "education", "degree", true},
    {VT_HEADING_CERTIFICATES, "education", "certificate", true},
    {VT_HEADING_AWARDS, "awards", "award", true},
    {VT_HEADING_TALKS, "talks", "talk", true},
    {VT_HEADING_WRITING, "writing", "publication", true},
    {VT_HEADING_PROJECTS, "projects", "project", false},
    {VT_HEADING_STORIES, "projects", "story", false},
};

typedef struct Entries {
    VtPlacing *placing;
    const VtSectionRow *section;
    const char *folder, *what;
    bool whole_line;
    VtRange group;
    bool group_taken;
    VtPlanFile *last; /* the entry made last, for lines that complete it */
} Entries;

static VtSlice slice_of(const Entries *entries, VtRange range)
{
    return vt_input_slice(entries->placing->input, range);
}

static VtRange moved(VtRange range, uint32_t by)
{
    return vt_range_is_empty(range) ? range : (VtRange){range.start + by, range.end + by};
}

/* ---- Dates of an entry ---- */

static bool is_dated_kind(const Entries *entries)
{
    VtSectionKind kind = entries->section->kind;
    return kind == VT_HEADING_COMMUNITY || kind == VT_HEADING_PROJECTS || kind == VT_HEADING_EDUCATION;
}

/* Sets the values; the words stay where they are. */
static void set_dates(const Entries *entries, VtPlanFile *file, const VtDateRange *dates)
{
    char start[16], end[16];
    bool dateless = dates->start.year == 0;
    vt_date_format(dates->start, start);
    vt_date_format(dates->end, end);
    if (dates->single && !is_dated_kind(entries)) {
        vt_plan_set(file, "date", VT_FIELD_PLAIN, start);
    } else if (dates->single && entries->section->kind == VT_HEADING_EDUCATION) {
        vt_plan_set(file, "end", VT_FIELD_PLAIN, start);
    } else if (!dateless && !vt_plan_has(file, "start") && !vt_plan_has(file, "end")) {
        vt_plan_set(file, "start", VT_FIELD_PLAIN, start);
        if (!dates->reversed)
            vt_plan_set(file, "end", VT_FIELD_PLAIN, end);
    }
}

/* A range, or a date at an end of the line or in brackets. */
static bool find_dates(VtSlice line, VtDateRange *dates)
{
    if (line.length > 240 || !vt_date_range(line, dates))
        return false;
    VtRange before = vt_range_trim(line.data, (VtRange){0, dates->range.start}, true);
    VtRange behind = vt_range_trim(line.data, (VtRange){dates->range.end, (uint32_t)line.length}, true);
    bool bracketed = dates->range.start < line.length && line.data[dates->range.start] == '(';
    return !dates->single || bracketed || vt_range_is_empty(before) || vt_range_is_empty(behind);
}

/* ---- Titles ---- */

/* "Title (2014)", "Title, 2019": the date is cut off when it stands at the end. */
static VtRange title_without_dates(const Entries *entries, VtRange text, VtDateRange *dates, bool *dated)
{
    VtSlice line = slice_of(entries, text);
    *dated = find_dates(line, dates);
    if (!*dated)
        return text;
    VtRange before = vt_range_trim(line.data, (VtRange){0, dates->range.start}, true);
    VtRange behind = vt_range_trim(line.data, (VtRange){dates->range.end, (uint32_t)line.length}, true);
    if (vt_range_is_empty(before) == vt_range_is_empty(behind))
        return text;
    return moved(vt_range_is_empty(before) ? behind : before, text.start);
}

static VtPlanFile *new_entry(Entries *entries, VtRange title)
{
    VtInput *input = entries->placing->input;
    g_autofree char *plain = vt_plain_text(vt_input_slice(input, title));
    VtPlanFile *file = vt_plan_new_file(entries->placing->plan, entries->folder, plain);
    if (!vt_range_is_empty(entries->group)) {
        g_autofree char *group = vt_plain_text(vt_input_slice(input, entries->group));
        bool known = entries->section->kind != VT_HEADING_TALKS &&
                     entries->section->kind != VT_HEADING_WRITING;
        const char *key = known ? "group" : "extra.headings";
        if (!entries->group_taken)
            vt_plan_heading(input, file, key, known ? VT_FIELD_TEXT : VT_FIELD_LIST, entries->group);
        else if (known)
            vt_plan_set(file, key, VT_FIELD_TEXT, group);
        entries->group_taken = true;
    }
    entries->last = file;
    return file;
}

static void report(const Entries *entries, VtRange place, const VtPlanFile *file, unsigned sure)
{
    vt_plan_find_row(entries->placing->plan, entries->placing->input, place, entries->what,
                     vt_plan_value(file, "title"), file, sure, NULL);
}

static void set_text(const Entries *entries, VtPlanFile *file, const char *key, VtRange range)
{
    g_autofree char *text = vt_plain_text(slice_of(entries, range));
    vt_plan_set(file, key, VT_FIELD_TEXT, text);
}

static void set_degree(const Entries *entries, VtPlanFile *file, VtRange line)
{
    VtDegree degree;
    if (entries->section->kind != VT_HEADING_EDUCATION || !vt_degree_line(slice_of(entries, line), &degree))
        return;
    set_text(entries, file, "degree", moved(degree.degree, line.start));
    set_text(entries, file, "area", moved(degree.area, line.start));
    set_text(entries, file, "organization", moved(degree.organization, line.start));
}

static void take_date_line(const Entries *entries, VtPlanFile *file, VtRange range)
{
    VtDateRange dates;
    VtLine line = {.range = range};
    VtRange bare = vt_range_trim(entries->placing->input->text, range, true);
    if (vt_date_range(slice_of(entries, range), &dates))
        set_dates(entries, file, &dates);
    vt_line_add(&line, "extra.dates", VT_FIELD_LIST, bare, NULL);
    vt_plan_line(entries->placing->input, file, &line, "extra.headings");
}

/* "Mentor @ codebar" */
static void set_role(const Entries *entries, VtPlanFile *file, VtRange text, const VtDateRange *dates,
                     bool dated)
{
    VtRoleLayout layout = vt_role_layout(slice_of(entries, text), dated ? dates->range : (VtRange){0});
    if (entries->section->kind != VT_HEADING_COMMUNITY || layout.sure < 95)
        return;
    set_text(entries, file, "role", moved(layout.role, text.start));
    set_text(entries, file, "organization", moved(layout.organization, text.start));
}

/* The head's own line: title, dates, address. */
static VtPlanFile *take_title(Entries *entries, const VtHead *head)
{
    VtInput *input = entries->placing->input;
    VtDateRange dates;
    bool dated;
    VtRange label, address;
    VtRange title = title_without_dates(entries, head->text, &dates, &dated);
    bool linked = vt_find_link(input->text, head->text, &label, &address);
    VtPlanFile *file = new_entry(entries, title);
    VtLine line = {.range = head->line};
    vt_line_add(&line, "title", VT_FIELD_TEXT, title, NULL);
    if (dated && (dates.range.end + head->text.start <= title.start ||
                  dates.range.start + head->text.start >= title.end))
        vt_line_add(&line, "extra.dates", VT_FIELD_LIST,
                    vt_range_trim(input->text, moved(dates.range, head->text.start), true), NULL);
    if (linked && vt_is_web_address(vt_input_slice(input, address)))
        vt_line_add(&line, "url", VT_FIELD_TEXT, address,
                    g_strndup(input->text + address.start, address.end - address.start));
    if (!vt_range_is_empty(head->date_line))
        take_date_line(entries, file, head->date_line);
    vt_plan_line(input, file, &line, "extra.headings");
    set_degree(entries, file, head->text);
    set_role(entries, file, head->text, &dates, dated);
    if (dated)
        set_dates(entries, file, &dates);
    return file;
}

/* ---- Lines and blocks below the title ---- */

static bool is_stack(const Entries *entries, VtRange range, VtRange *label, GArray *items)
{
    return vt_stack_line(slice_of(entries, range), label, items) &&
           items->len + 1 < G_N_ELEMENTS(((VtLine *)NULL)->pieces);
}

static void take_stack(const Entries *entries, VtPlanFile *file, VtRange range, VtRange label,
                       const GArray *items)
{
    VtLine line = {.range = range};
    vt_line_add(&line, "extra.stack_label", VT_FIELD_LIST, moved(label, range.start), NULL);
    for (guint i = 0; i < items->len; i++)
        vt_line_add(&line, "stack", VT_FIELD_LIST, moved(g_array_index(items, VtRange, i), range.start),
                    NULL);
    vt_plan_line(entries->placing->input, file, &line, NULL);
}

static bool is_score(const Entries *entries, VtRange range, VtRange *label, VtRange *score)
{
    return entries->section->kind == VT_HEADING_EDUCATION &&
           vt_score_line(slice_of(entries, range), label, score);
}

static void take_score(const Entries *entries, VtPlanFile *file, VtRange range, VtRange label, VtRange score)
{
    VtLine line = {.range = range};
    vt_line_add(&line, "extra.score_label", VT_FIELD_LIST, moved(label, range.start), NULL);
    vt_line_add(&line, "score", VT_FIELD_TEXT, moved(score, range.start), NULL);
    vt_plan_line(entries->placing->input, file, &line, NULL);
}

/* Dates, stack and grade on lines of their own are values. What stands before them from `*at` on goes to the
 * body first, so that its words keep their order. */
static bool take_value(const Entries *entries, VtPlanFile *file, VtRange range, uint32_t *at)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    VtRange label, score;
    VtDateRange dates;
    bool stack = is_stack(entries, range, &label, items);
    bool graded = !stack && is_score(entries, range, &label, &score);
    bool dated = !stack && !graded && vt_is_date_line(vt_slice_trim(slice_of(entries, range)), &dates);
    if (!stack && !graded && !dated)
        return false;
    vt_plan_body(entries->placing->input, file, (VtRange){*at, range.start}, 0);
    if (stack)
        take_stack(entries, file, range, label, items);
    else if (graded)
        take_score(entries, file, range, label, score);
    else
        take_date_line(entries, file, range);
    *at = range.end;
    return true;
}

static void take_body(const Entries *entries, VtPlanFile *file, VtRange body)
{
    VtInput *input = entries->placing->input;
    uint32_t at = body.start;
    for (size_t i = vt_block_at(input, body.start); i < input->blocks.blocks->len; i++) {
        const VtBlock *block = vt_block(&input->blocks, i);
        if (block->range.end > body.end)
            break;
        if (block->range.start < body.start || block->type != VT_BLOCK_PARAGRAPH)
            continue;
        if (!take_value(entries, file, block->range, &at))
            set_degree(entries, file, block->range);
    }
    vt_plan_body(input, file, (VtRange){at, body.end}, 0);
}

/* ---- Entries below headings ---- */

static void place_heading(Entries *entries, size_t first, size_t last)
{
    VtHead head;
    vt_head_of_unit(entries->placing, first, last, &head);
    VtPlanFile *file = take_title(entries, &head);
    if (head.body_count > 0)
        take_body(entries, file, head.body[0]);
    unsigned sure = MAX(entries->section->sure, 70);
    if (entries->section->kind == VT_HEADING_STORIES)
        sure = head.body_count > 0 && vt_story_labels(slice_of(entries, head.body[0])) >= 2 ? 95 : 75;
    report(entries, head.text, file, sure);
}

static size_t end_of_unit(const Entries *entries, size_t index)
{
    const VtOutline *outline = &entries->placing->outline;
    size_t last = index + 1;
    while (last < entries->section->last && vt_unit(outline, last)->level > vt_unit(outline, index)->level)
        last++;
    return last;
}

/* A heading with nothing but deeper headings below it groups them. */
static void place_headings(Entries *entries)
{
    const VtOutline *outline = &entries->placing->outline;
    unsigned level = 99;
    for (size_t i = entries->section->first + 1; i < entries->section->last; i++)
        level = MIN(level, vt_unit(outline, i)->level);
    for (size_t i = entries->section->first + 1; i < entries->section->last;) {
        const VtUnit *unit = vt_unit(outline, i);
        size_t last = end_of_unit(entries, i);
        bool groups = unit->level == level && unit->first == unit->last && last > i + 2;
        if (groups) {
            VtRange group = entries->group;
            bool taken = entries->group_taken;
            entries->group = unit->text;
            entries->group_taken = false;
            for (size_t k = i + 1; k < last;) {
                size_t end = end_of_unit(entries, k);
                place_heading(entries, k, MIN(end, last));
                k = MIN(end, last);
            }
            entries->group = group;
            entries->group_taken = taken;
        } else {
            place_heading(entries, i, last);
        }
        i = last;
    }
}

/* ---- Entries in lists ---- */

static VtRange item_text(const VtItem *item)
{
    return (VtRange){item->text.start, MAX(item->text.end, item->rest.end)};
}

static bool is_short_line(const Entries *entries, const VtItem *item)
{
    enum { LONGEST = 240 };
    VtSlice text = slice_of(entries, item->text);
    return text.length > 0 && text.length <= LONGEST && vt_count_words(text) > 0 && text.data[0] != '#';
}

/* "1." and "12)" are words too: an ordered item's number is its weight. */
static void take_number(const Entries *entries, VtPlanFile *file, const VtItem *item)
{
    VtSlice marker = slice_of(entries, item->marker);
    if (marker.length < 2)
        return;
    g_autofree char *number = g_strndup(marker.data, marker.length - 1);
    vt_plan_take(entries->placing->input, file, "weight", VT_FIELD_PLAIN, item->marker, number);
}

static bool has_lead(const Entries *entries, const VtItem *item)
{
    VtLeadLine lead;
    return vt_lead_line(slice_of(entries, item_text(item)), &lead);
}

static void place_lead(Entries *entries, const VtItem *item)
{
    VtInput *input = entries->placing->input;
    VtLeadLine lead;
    VtRange text = item_text(item);
    vt_lead_line(slice_of(entries, text), &lead);
    VtPlanFile *file = new_entry(entries, moved(lead.title, text.start));
    take_number(entries, file, item);
    VtRange rest = {text.start + lead.rest.start, text.start + lead.rest.end};
    VtLine line = {.range = {text.start, rest.start}};
    VtRange address = moved(lead.link, text.start);
    vt_line_add(&line, "title", VT_FIELD_TEXT, moved(lead.title, text.start), NULL);
    vt_line_add(&line, "summary", VT_FIELD_TEXT, moved(lead.about, text.start), NULL);
    if (!vt_range_is_empty(address) && vt_is_web_address(vt_input_slice(input, address)))
        vt_line_add(&line, "url", VT_FIELD_TEXT, address,
                    g_strndup(input->text + address.start, address.end - address.start));
    vt_plan_line(input, file, &line, "extra.headings");
    VtRange plain = vt_range_trim(input->text, rest, false);
    VtRange beside = {plain.start, MIN(plain.end, item->text.end)};
    VtDateRange dates;
    if (!vt_range_is_empty(beside) && find_dates(slice_of(entries, beside), &dates))
        set_dates(entries, file, &dates);
    vt_plan_body(input, file, (VtRange){plain.start, rest.end}, item->indent);
    set_degree(entries, file, item->text);
    report(entries, item->range, file, 90);
}

static void place_line(Entries *entries, const VtItem *item)
{
    VtHead head;
    vt_head_of_item(entries->placing, item, &head);
    head.line.start = item->text.start;
    VtSlice text = slice_of(entries, head.text);
    while (text.length > 0 && text.data[text.length - 1] == '\\')
        text.length--;
    head.text.end = head.text.start + (uint32_t)text.length;
    VtPlanFile *file = take_title(entries, &head);
    take_number(entries, file, item);
    vt_plan_body(entries->placing->input, file, item->rest, item->indent);
    report(entries, item->range, file, 80);
}

/* Is each item of the list an entry? */
static bool is_entry_list(const Entries *entries, const VtBlock *block)
{
    if (block->type != VT_BLOCK_LIST)
        return false;
    enum { MOST_ITEMS = 500 };
    unsigned leads = 0;
    if (block->item_count > MOST_ITEMS)
        return false;
    for (uint32_t i = 0; i < block->item_count; i++) {
        const VtItem *item = vt_item(&entries->placing->input->blocks, block->first_item + i);
        bool lead = has_lead(entries, item);
        leads += lead;
        if (!lead && !(entries->whole_line && is_short_line(entries, item)))
            return false;
    }
    return block->item_count > 0 && (entries->whole_line || leads == block->item_count);
}

static void place_list(Entries *entries, const VtBlock *block)
{
    for (uint32_t i = 0; i < block->item_count; i++) {
        const VtItem *item = vt_item(&entries->placing->input->blocks, block->first_item + i);
        if (has_lead(entries, item))
            place_lead(entries, item);
        else
            place_line(entries, item);
    }
}

/* ---- Education in paragraphs ---- */

/* **School** _Degree_ (2010) _Degree_ (2013): each degree with its year is an entry. Returns how many. */
static size_t find_degrees(const Entries *entries, VtRange line, VtRange degrees[8])
{
    VtSlice text = slice_of(entries, line);
    size_t count = 0;
    for (size_t at = 0; at + 2 < text.length && count < 8; at++) {
        VtDegree degree;
        if (text.data[at] != '_' && text.data[at] != '*')
            continue;
        const char *close = memchr(text.data + at + 1, text.data[at], text.length - at - 1);
        if (!close || close == text.data + at + 1)
            continue;
        VtRange inside = {(uint32_t)at + 1, (uint32_t)(close - text.data)};
        VtSlice words = vt_range_slice(text.data, inside);
        bool doubled = *(close + 1) == text.data[at];
        if (!doubled && vt_degree_line(words, &degree) && !vt_range_is_empty(degree.degree))
            degrees[count++] = moved(inside, line.start);
        at = inside.end;
    }
    return count;
}

static void take_degree(Entries *entries, VtRange piece, VtRange degree, VtRange school, bool first)
{
    VtInput *input = entries->placing->input;
    VtPlanFile *file = new_entry(entries, degree);
    VtLine line = {.range = piece};
    VtDateRange dates = {0};
    uint32_t behind = degree.end;
    vt_line_add(&line, "title", VT_FIELD_TEXT, degree, NULL);
    if (first && school.end <= degree.start)
        vt_line_add(&line, "organization", VT_FIELD_TEXT, school, NULL);
    else
        set_text(entries, file, "organization", school);
    if (vt_date_range(slice_of(entries, (VtRange){behind, piece.end}), &dates)) {
        char text[16];
        vt_date_format(dates.start, text);
        VtRange source = moved(dates.start_text, behind);
        if (dates.single && vt_slice_is(slice_of(entries, source), text))
            vt_line_add(&line, "end", VT_FIELD_PLAIN, source, g_strdup(text));
        else
            vt_line_add(&line, "extra.dates", VT_FIELD_LIST,
                        vt_range_trim(input->text, moved(dates.range, behind), true), NULL);
    }
    vt_plan_line(input, file, &line, "extra.lines");
    set_degree(entries, file, degree);
    if (!dates.single || !vt_plan_has(file, "end"))
        set_dates(entries, file, &dates);
    report(entries, degree, file, 85);
}

static bool place_degree_line(Entries *entries, const VtBlock *block)
{
    VtRange degrees[8];
    VtDegree whole;
    VtRange line = vt_range_trim(entries->placing->input->text, block->range, false);
    if (block->type != VT_BLOCK_PARAGRAPH || !vt_degree_line(slice_of(entries, line), &whole))
        return false;
    size_t count = find_degrees(entries, line, degrees);
    VtRange school = moved(whole.organization, line.start);
    if (count == 0 || vt_range_is_empty(school))
        return false;
    for (size_t i = 0; i < count; i++) {
        VtRange piece = {i == 0 ? line.start : degrees[i].start - 1,
                         i + 1 < count ? degrees[i + 1].start - 1 : line.end};
        take_degree(entries, piece, degrees[i], school, i == 0);
    }
    return true;
}

/* A paragraph that names a degree is an entry; one with a grade or a date completes the entry before. */
static bool place_education_paragraph(Entries *entries, const VtBlock *block)
{
    VtDateRange dates;
    VtDegree degree;
    VtHead head;
    if (entries->section->kind != VT_HEADING_EDUCATION || block->type != VT_BLOCK_PARAGRAPH)
        return false;
    if (place_degree_line(entries, block))
        return true;
    uint32_t at = block->range.start;
    if (entries->last && take_value(entries, entries->last, block->range, &at))
        return true;
    vt_head_of_block(entries->placing, block, &head);
    if (head.text.end - head.text.start > 240 || !vt_degree_line(slice_of(entries, head.text), &degree))
        return false;
    VtPlanFile *file = take_title(entries, &head);
    if (head.body_count > 0) {
        if (find_dates(slice_of(entries, head.below[0]), &dates))
            set_dates(entries, file, &dates);
        set_degree(entries, file, head.body[0]);
        vt_plan_body(entries->placing->input, file, head.body[0], 0);
    }
    report(entries, head.text, file, vt_range_is_empty(degree.degree) ? 60 : 85);
    return true;
}

/* ---- The section ---- */

static bool is_entry_block(Entries *entries, const VtBlock *block)
{
    VtDegree degree;
    if (block->type == VT_BLOCK_LIST)
        return is_entry_list(entries, block);
    VtSlice text = slice_of(entries, block->range);
    text.length = MIN(text.length, (size_t)300);
    return entries->section->kind == VT_HEADING_EDUCATION && block->type == VT_BLOCK_PARAGRAPH &&
           vt_degree_line(text, &degree);
}

static bool has_entries(Entries *entries)
{
    const VtUnit *unit = vt_unit(&entries->placing->outline, entries->section->first);
    if (entries->section->last - entries->section->first > 1)
        return true;
    for (size_t i = unit->first; i < unit->last; i++)
        if (is_entry_block(entries, vt_block(&entries->placing->input->blocks, i)))
            return true;
    return false;
}

/* What is no entry belongs to the one before it, or introduces the section. */
static void place_other(Entries *entries, const VtBlock *block)
{
    g_autofree char *path = g_strdup_printf("%s/index.md", entries->folder);
    VtPlanFile *index = vt_plan_find(entries->placing->plan, path);
    VtPlanFile *file = entries->last ? entries->last : index;
    if (block->type == VT_BLOCK_RULE)
        return;
    if (file)
        vt_plan_body(entries->placing->input, file, block->range, 0);
    else
        vt_place_unplaced(entries->placing, block->range, "an introduction",
                          "its section shares a folder with another; write it into one of the entries");
}

void vt_place_entries(VtPlacing *placing, const VtSectionRow *section, bool several)
{
    Entries entries = {.placing = placing, .section = section};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].kind == section->kind) {
            entries.folder = rows[i].folder;
            entries.what = rows[i].what;
            entries.whole_line = rows[i].whole_line;
        }
    if (!has_entries(&entries)) {
        vt_place_page(placing, section);
        return;
    }
    entries.group = vt_place_section_heading(placing, section, entries.folder, several);
    const VtUnit *unit = vt_unit(&placing->outline, section->first);
    for (size_t i = unit->first; i < unit->last; i++) {
        const VtBlock *block = vt_block(&placing->input->blocks, i);
        if (is_entry_list(&entries, block))
            place_list(&entries, block);
        else if (!place_education_paragraph(&entries, block))
            place_other(&entries, block);
    }
    place_headings(&entries);
    if (!vt_range_is_empty(entries.group) && !entries.group_taken)
        vt_place_unplaced(placing, unit->heading, "a heading", "nothing was found below it");
}
