/* Sections of experience: their candidates for roles, and what a role's head says. */
#include "placing.h"

/* What the lines of a head say, while it is read. */
typedef struct Role {
    VtPlacing *placing;
    const VtHead *head;
    VtDateRange dates;
    bool has_dates;
    VtRange title, organization, location, link;
    unsigned sure;
    bool guessed;       /* organisation and title are one text */
    bool self_employed; /* the title says that there is none */
    size_t used;        /* lines below that belong to the head */
} Role;

static VtSlice slice_of(const Role *role, VtRange range)
{
    return vt_input_slice(role->placing->input, range);
}

static VtRange moved(VtRange range, uint32_t by)
{
    return vt_range_is_empty(range) ? range : (VtRange){range.start + by, range.end + by};
}

static VtDateRange moved_dates(VtDateRange dates, uint32_t by)
{
    dates.range = moved(dates.range, by);
    dates.start_text = moved(dates.start_text, by);
    dates.end_text = moved(dates.end_text, by);
    return dates;
}

/* A date standing alone counts only at an end of the line, or in brackets. */
static bool find_dates(VtSlice line, VtDateRange *dates)
{
    if (!vt_date_range(line, dates))
        return false;
    VtRange before = vt_range_trim(line.data, (VtRange){0, dates->range.start}, true);
    VtRange behind = vt_range_trim(line.data, (VtRange){dates->range.end, (uint32_t)line.length}, true);
    return !dates->single || vt_range_is_empty(before) || vt_range_is_empty(behind);
}

static bool take_dates(Role *role, VtRange line, VtDateRange *here)
{
    *here = (VtDateRange){0};
    if (role->has_dates || !find_dates(slice_of(role, line), here)) {
        *here = (VtDateRange){0};
        return false;
    }
    role->dates = moved_dates(*here, line.start);
    role->has_dates = true;
    return true;
}

static void read_title_line(Role *role)
{
    VtRange line = role->head->text;
    VtDateRange here;
    take_dates(role, line, &here);
    VtRoleLayout layout = vt_role_layout(slice_of(role, line), here.range);
    role->title = moved(layout.role, line.start);
    role->organization = moved(layout.organization, line.start);
    role->location = moved(layout.location, line.start);
    role->link = moved(layout.link, line.start);
    role->sure = layout.sure;
}

static bool is_head_like(VtSlice line, VtDateRange here)
{
    enum { MOST_WORDS = 12, LONGEST = 140 };
    size_t words = vt_count_words(line) - vt_count_words(vt_range_slice(line.data, here.range));
    char last = line.length > 0 ? line.data[line.length - 1] : '.';
    const char *stop = memmem(line.data, line.length, ". ", 2);
    size_t at = stop ? (size_t)(stop - line.data) : 0;
    bool sentence = stop && !(at >= here.range.start && at < here.range.end);
    return line.length <= LONGEST && words <= MOST_WORDS && last != '.' && last != ':' &&
           line.data[0] != '-' && !sentence;
}

static bool is_emphasised(VtSlice line)
{
    return line.length > 2 && (line.data[0] == '*' || line.data[0] == '_') &&
           (line.data[line.length - 1] == '*' || line.data[line.length - 1] == '_');
}

/* A name rather than a sentence: nearly all of its words have capitals, or it says that it is an
 * organisation. */
static bool looks_like_name(const Role *role, VtRange line)
{
    VtSlice text = slice_of(role, line);
    VtRange label, address;
    g_autofree char *plain = vt_plain_text(text);
    g_auto(GStrv) words = g_strsplit_set(plain, " ", -1);
    unsigned small = 0;
    unsigned count = 0;
    for (char **word = words; *word; word++) {
        count += **word != '\0';
        small += g_ascii_islower(**word);
    }
    return vt_organization_words(text) > 0 ||
           vt_find_link(role->placing->input->text, line, &label, &address) ||
           (count <= 6 && small <= 1 && small < count);
}

/* The line below a heading: the organisation where the heading is the role, and the other way round. */
static bool read_line_below(Role *role, VtRange line)
{
    VtSlice text = slice_of(role, line);
    VtDateRange here;
    if (text.length == 0 || !is_head_like(text, (VtDateRange){0}))
        if (!find_dates(text, &here) || !is_head_like(text, here))
            return false;
    bool dated = take_dates(role, line, &here);
    VtRange rest = vt_range_trim(role->placing->input->text, line, true);
    if (dated && vt_is_date_line(text, &here))
        return true;
    if (!dated && !is_emphasised(text) &&
        (!(vt_range_is_empty(role->organization) || vt_range_is_empty(role->title)) ||
         !looks_like_name(role, line)))
        return false;
    VtRoleLayout layout = vt_role_layout(text, dated ? here.range : (VtRange){0});
    VtRoleLayout place = vt_organization_layout(text, dated ? here.range : (VtRange){0});
    bool title_here = vt_role_words(slice_of(role, rest)) > 0 && role->sure < 75 &&
                      vt_range_is_empty(role->title);
    if (vt_range_is_empty(role->title) && role->sure < 50 && !title_here &&
        vt_role_words(slice_of(role, role->organization)) == 0 && dated) {
        role->title = role->organization;
        role->organization = (VtRange){0};
        role->sure = 60;
    }
    if (vt_range_is_empty(role->title) && !vt_range_is_empty(layout.role)) {
        role->title = moved(layout.role, line.start);
        role->sure = MAX(role->sure, 80);
        if (!vt_range_is_empty(layout.organization))
            role->location = moved(layout.organization, line.start);
        return true;
    }
    if (!vt_range_is_empty(role->organization))
        return dated || is_emphasised(text);
    role->organization = moved(place.organization, line.start);
    if (dated && role->sure >= 75)
        role->sure = 90;
    role->location = vt_range_is_empty(role->location) ? moved(place.location, line.start) : role->location;
    role->link = moved(place.link, line.start);
    return true;
}

static bool is_stack(const Role *role, VtRange line)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    VtRange label;
    return vt_stack_line(slice_of(role, line), &label, items);
}

static void read_head(Role *role)
{
    const VtHead *head = role->head;
    VtDateRange here;
    if (!vt_range_is_empty(head->date_line))
        take_dates(role, head->date_line, &here);
    read_title_line(role);
    for (role->used = 0; role->used < head->below_count; role->used++) {
        VtRange line = vt_range_trim(role->placing->input->text, head->below[role->used], false);
        bool missing = !role->has_dates || vt_range_is_empty(role->organization) ||
                       vt_range_is_empty(role->title);
        bool short_date = find_dates(slice_of(role, line), &here) && is_head_like(slice_of(role, line), here);
        if ((!missing && !short_date) || is_stack(role, line) || !read_line_below(role, line))
            break;
    }
}

static bool holds_word(VtSlice text, const char *word)
{
    g_autofree char *lower = g_ascii_strdown(text.data, (gssize)text.length);
    return strstr(lower, word) != NULL;
}

/* What the head does not say, where it follows: the employer from the heading above, or from the words of the
 * title. */
static void complete(Role *role, const VtUnit *employer)
{
    if (vt_range_is_empty(role->organization) && employer) {
        role->organization = employer->text;
        role->sure = MAX(role->sure, 85);
    } else if (employer && vt_range_is_empty(role->title)) {
        role->title = role->organization;
        role->organization = employer->text;
        role->sure = 75;
    }
    if (vt_range_is_empty(role->organization) && !vt_range_is_empty(role->title)) {
        VtSlice title = slice_of(role, role->title);
        role->self_employed = holds_word(title, "freelance") || holds_word(title, "self-employed") ||
                              holds_word(title, "contractor") || holds_word(title, "independent");
    }
    if (vt_range_is_empty(role->title) && !vt_range_is_empty(role->organization)) {
        role->title = role->organization;
        role->guessed = true;
        role->sure = 40;
    }
}

/* Marks and tags alone are no words. */
static bool says_nothing(const Role *role, VtRange range)
{
    if (vt_range_is_empty(range))
        return true;
    g_autofree char *plain = vt_plain_text(slice_of(role, range));
    return *plain == '\0';
}

static const char *missing_part(const Role *role)
{
    if (!role->has_dates)
        return "no dates were found, and a role needs a start";
    if (!vt_date_is_set(role->dates.start) || role->dates.start.present || role->dates.start.year == 0)
        return "when it began is not known, and a role needs a start";
    if (says_nothing(role, role->organization) && !role->self_employed)
        return "no organisation was found";
    return says_nothing(role, role->title) ? "no title was found" : NULL;
}

/* ---- Writing it ---- */

static bool lies_in(VtRange part, VtRange whole)
{
    return !vt_range_is_empty(part) && part.start >= whole.start && part.end <= whole.end;
}

/* "2013-2015" is the two values themselves; other ways of writing dates are kept beside the values. */
static void add_dates(const Role *role, VtLine *line)
{
    char start[16], end[16];
    const VtDateRange *dates = &role->dates;
    vt_date_format(dates->start, start);
    vt_date_format(dates->end, end);
    VtSlice text = slice_of(role, dates->range);
    bool same = vt_slice_is(slice_of(role, dates->start_text), start) &&
                (dates->single || vt_slice_is(slice_of(role, dates->end_text), end)) && !dates->reversed &&
                vt_count_words(text) == vt_count_words(vt_slice(start)) + vt_count_words(vt_slice(end));
    if (same) {
        vt_line_add(line, "start", VT_FIELD_PLAIN, dates->start_text, g_strdup(start));
        vt_line_add(line, "end", VT_FIELD_PLAIN, dates->end_text, g_strdup(end));
    } else {
        VtRange bare = vt_range_trim(role->placing->input->text, dates->range, true);
        vt_line_add(line, "extra.dates", VT_FIELD_LIST, bare, NULL);
    }
}

static void add_address(const Role *role, VtLine *line)
{
    VtSlice address = slice_of(role, role->link);
    if (vt_is_web_address(address))
        vt_line_add(line, "url", VT_FIELD_TEXT, role->link, g_strndup(address.data, address.length));
}

static void take_line(const Role *role, VtPlanFile *file, VtRange range)
{
    VtLine line = {.range = range};
    if (lies_in(role->title, range))
        vt_line_add(&line, "title", VT_FIELD_TEXT, role->title, NULL);
    if (lies_in(role->organization, range) && !role->guessed)
        vt_line_add(&line, "organization", VT_FIELD_TEXT, role->organization, NULL);
    if (lies_in(role->location, range))
        vt_line_add(&line, "location", VT_FIELD_TEXT, role->location, NULL);
    if (lies_in(role->link, range))
        add_address(role, &line);
    if (role->has_dates && lies_in(role->dates.range, range))
        add_dates(role, &line);
    vt_plan_line(role->placing->input, file, &line, "extra.headings");
}

static void set_dates(const Role *role, VtPlanFile *file)
{
    char text[16];
    vt_date_format(role->dates.start, text);
    vt_plan_set(file, "start", VT_FIELD_PLAIN, text);
    vt_date_format(role->dates.end, text);
    if (!role->dates.reversed)
        vt_plan_set(file, "end", VT_FIELD_PLAIN, text);
    else if (!role->dates.end.present)
        vt_diagnose(role->placing->sink, VT_IMPORT_DATES,
                    vt_input_span(role->placing->input, role->dates.range), "the end lies before the start");
}

static void take_stack(const Role *role, VtPlanFile *file, VtRange range, VtRange label, const GArray *items)
{
    VtLine line = {.range = range};
    vt_line_add(&line, "extra.stack_label", VT_FIELD_LIST, moved(label, range.start), NULL);
    for (guint i = 0; i < items->len && line.count < G_N_ELEMENTS(line.pieces); i++)
        vt_line_add(&line, "stack", VT_FIELD_LIST, moved(g_array_index(items, VtRange, i), range.start),
                    NULL);
    if (items->len + 1 > G_N_ELEMENTS(line.pieces))
        line.count = 0;
    vt_plan_line(role->placing->input, file, &line, NULL);
}

/* Stack lines are taken wherever they stand in the body; all else is kept. */
static void take_body(const Role *role, VtPlanFile *file, VtRange body)
{
    VtInput *input = role->placing->input;
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    VtRange label;
    uint32_t at = body.start;
    if (role->head->indent > 0) {
        vt_plan_body(input, file, body, role->head->indent);
        return;
    }
    for (size_t i = vt_block_at(input, body.start); i < input->blocks.blocks->len; i++) {
        const VtBlock *block = vt_block(&input->blocks, i);
        if (block->range.end > body.end)
            break;
        if (block->range.start < body.start || block->type != VT_BLOCK_PARAGRAPH ||
            !vt_stack_line(vt_input_slice(input, block->range), &label, items))
            continue;
        vt_plan_body(input, file, (VtRange){at, block->range.start}, 0);
        take_stack(role, file, block->range, label, items);
        at = block->range.end;
    }
    vt_plan_body(input, file, (VtRange){at, body.end}, 0);
}

static VtPlanFile *new_role_file(const Role *role)
{
    char date[16];
    vt_date_format(role->dates.start, date);
    VtRange about = vt_range_is_empty(role->organization) ? role->title : role->organization;
    g_autofree char *name = vt_plain_text(slice_of(role, about));
    char *bracket = strchr(name, '(');
    if (bracket && bracket > name + 3)
        *bracket = '\0';
    g_autofree char *stem = g_strdup_printf("%s-%s", date, name);
    return vt_plan_new_file(role->placing->plan, "experience", stem);
}

static void report(const Role *role, const VtPlanFile *file)
{
    VtPlacing *placing = role->placing;
    const char *look_at = role->guessed ? "the title is the organisation's name; write what you were there"
                          : role->self_employed  ? "no organisation was named"
                          : role->dates.reversed ? "the end lies before the start; only the start was taken"
                          : role->sure < 70      ? "which is the title and which the organisation"
                                                 : NULL;
    g_autofree char *title = g_strdup_printf("%s, %s", vt_plan_value(file, "title"),
                                             vt_plan_value(file, "organization"));
    vt_plan_find_row(placing->plan, placing->input, role->head->line, "role", title, file, role->sure,
                     look_at);
    if (look_at && !role->dates.reversed) {
        VtDiagnostic *diagnostic = vt_diagnose(placing->sink, VT_IMPORT_UNCLEAR,
                                               vt_input_span(placing->input, role->head->text),
                                               "a role that is not clear: %s", look_at);
        vt_diagnostic_note(diagnostic, "look at site-content/%s", file->path);
    }
}

bool vt_place_role(VtPlacing *placing, const VtHead *head, const VtUnit *employer, VtRange group,
                   bool take_group)
{
    Role role = {.placing = placing, .head = head};
    VtInput *input = placing->input;
    read_head(&role);
    complete(&role, employer);
    if (missing_part(&role))
        return false;
    VtPlanFile *file = new_role_file(&role);
    if (take_group)
        vt_plan_heading(input, file, "group", VT_FIELD_TEXT, group);
    else if (!vt_range_is_empty(group)) {
        g_autofree char *text = vt_plain_text(vt_input_slice(input, group));
        vt_plan_set(file, "group", VT_FIELD_TEXT, text);
    }
    if (!vt_range_is_empty(head->date_line))
        take_line(&role, file, head->date_line);
    take_line(&role, file, head->line);
    for (size_t i = 0; i < role.used; i++)
        take_line(&role, file, head->below[i]);
    g_autofree char *title = vt_plain_text(vt_input_slice(input, role.title));
    g_autofree char *organization = vt_plain_text(vt_input_slice(input, role.organization));
    vt_plan_set(file, "title", VT_FIELD_TEXT, title);
    vt_plan_set(file, "organization", VT_FIELD_TEXT, role.self_employed ? "Freelance" : organization);
    set_dates(&role, file);
    size_t from = head->body_count > 0 ? head->body[0].start : 0;
    if (role.used > 0)
        from = head->below[role.used - 1].end;
    for (size_t i = 0; i < head->body_count; i++) {
        VtRange body = head->body[i];
        take_body(&role, file, i == 0 ? (VtRange){(uint32_t)from, body.end} : body);
    }
    report(&role, file);
    return true;
}
