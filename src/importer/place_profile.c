/* The person: name, label, contact data, and what stands above the first section. */
#include "placing.h"

static const char contact_path[] = "contact-lines.md";

static void set_profile_contact(VtPlacing *placing, const VtContact *contact, const char *value, VtLine *line)
{
    VtPlanFile *profile = placing->profile;
    if (contact->kind == VT_CONTACT_EMAIL && !vt_plan_has(profile, "email"))
        vt_line_add(line, "email", VT_FIELD_TEXT, contact->range, g_strdup(value));
    else if (contact->kind == VT_CONTACT_WEB && !vt_plan_has(profile, "url"))
        vt_line_add(line, "url", VT_FIELD_TEXT, contact->range, g_strdup(value));
    else if (contact->kind == VT_CONTACT_ACCOUNT && line->count < G_N_ELEMENTS(line->pieces)) {
        vt_line_add(line, "profiles", VT_FIELD_ACCOUNTS, contact->range, g_strdup(value));
        line->pieces[line->count - 1].network = contact->network;
    }
}

/* "Leeds, UK" between the values: a few words with capitals, no digits. */
static bool is_place(VtSlice text)
{
    g_autofree char *plain = vt_plain_text(text);
    g_auto(GStrv) words = g_strsplit_set(plain, " ,", -1);
    unsigned count = 0;
    for (char **word = words; *word; word++) {
        gunichar c = **word ? g_utf8_get_char_validated(*word, -1) : 0;
        count += c != 0;
        if (c != 0 && !(c < 0x110000 && g_unichar_isupper(c)))
            return false;
    }
    return count > 0 && count <= 4 && strpbrk(plain, "0123456789:@/.") == NULL && vt_role_words(text) == 0;
}

/* The one part of the line that is no value, if it is a place. */
static void add_place(VtPlacing *placing, VtLine *line)
{
    const char *text = placing->input->text;
    VtRange found = {0};
    for (size_t at = line->range.start; at < line->range.end;) {
        size_t end = at;
        while (end < line->range.end && !strchr("|\n", text[end]) && strncmp(text + end, "·", 2) != 0 &&
               strncmp(text + end, "•", 3) != 0)
            end++;
        VtRange part = vt_range_trim(text, (VtRange){(uint32_t)at, (uint32_t)end}, true);
        bool value = false;
        for (size_t i = 0; i < line->count; i++)
            value |= line->pieces[i].source.start < part.end && line->pieces[i].source.end > part.start;
        if (!value && !vt_range_is_empty(part)) {
            if (!vt_range_is_empty(found) || !is_place(vt_input_slice(placing->input, part)))
                return;
            found = part;
        }
        at = end + 1;
    }
    if (!vt_plan_has(placing->profile, "location"))
        vt_line_add(line, "location", VT_FIELD_TEXT, found, NULL);
}

/* An address as content/ wants it. */
static char *contact_value(const VtInput *input, const VtContact *contact)
{
    VtSlice text = vt_input_slice(input, contact->range);
    bool bare = contact->kind != VT_CONTACT_EMAIL && g_ascii_strncasecmp(text.data, "http", 4) != 0;
    return g_strdup_printf("%s%.*s", bare ? "https://" : "", (int)text.length, text.data);
}

/* Lines that hold more than values, or a phone number, stay whole in a private page. */
static void keep_contact_lines(VtPlacing *placing, VtRange range, unsigned indent)
{
    bool is_new = vt_plan_find(placing->plan, contact_path) == NULL;
    VtPlanFile *file = vt_plan_file(placing->plan, contact_path);
    vt_plan_set(file, "title", VT_FIELD_TEXT, "Contact data as it was");
    vt_plan_set(file, "audience", VT_FIELD_TEXT, "private");
    vt_plan_body(placing->input, file, range, indent);
    if (!is_new)
        return;
    vt_plan_find_row(
        placing->plan, placing->input, range, "contact", "contact lines", file, 90,
        "what is known of it is in profile.md; a phone number is not, unless you write it there as phone:");
    vt_diagnose(placing->sink, VT_IMPORT_PRIVATE, vt_input_span(placing->input, range),
                "comes in as private: site-content/%s", contact_path);
}

/* One line, or a whole block of raw HTML. True when it was placed. */
static bool place_contact(VtPlacing *placing, VtRange range, bool keep)
{
    VtInput *input = placing->input;
    g_autoptr(GArray) contacts = g_array_new(FALSE, FALSE, sizeof(VtContact));
    vt_contact_line(vt_input_slice(input, range), contacts);
    VtLine line = {.range = range};
    for (guint i = 0; i < contacts->len; i++) {
        VtContact contact = g_array_index(contacts, VtContact, i);
        contact.range = (VtRange){contact.range.start + range.start, contact.range.end + range.start};
        g_autofree char *value = contact_value(input, &contact);
        set_profile_contact(placing, &contact, value, &line);
    }
    if (!keep)
        add_place(placing, &line);
    return vt_plan_line_if_whole(input, placing->profile, &line, !keep);
}

static void place_name(VtPlacing *placing, VtRange whole, VtRange text, unsigned sure)
{
    VtRange name, label;
    VtInput *input = placing->input;
    if (!vt_person_name(vt_input_slice(input, text), &name, &label))
        return;
    VtLine line = {.range = whole};
    vt_line_add(&line, "name", VT_FIELD_TEXT, (VtRange){text.start + name.start, text.start + name.end},
                NULL);
    vt_line_add(&line, "label", VT_FIELD_TEXT, (VtRange){text.start + label.start, text.start + label.end},
                NULL);
    g_autofree char *title = vt_plain_text(
        vt_input_slice(input, (VtRange){text.start + name.start, text.start + name.end}));
    vt_plan_line(input, placing->profile, &line, "extra.headings");
    vt_plan_find_row(placing->plan, input, whole, "person", title, placing->profile, sure, NULL);
}

static bool is_label(VtSlice line)
{
    size_t words = vt_count_words(line);
    char last = line.length > 0 ? line.data[line.length - 1] : '.';
    return words > 0 && words <= 9 && last != '.' && last != ':' && vt_role_words(line) > 0 &&
           !vt_is_contact_line(line);
}

/* Lines of the paragraph below the name: what is known is taken, the rest is the profile's text. */
static void place_paragraph(VtPlacing *placing, VtRange range)
{
    VtInput *input = placing->input;
    for (size_t at = range.start; at < range.end;) {
        const char *newline = memchr(input->text + at, '\n', range.end - at);
        size_t end = newline ? (size_t)(newline - input->text) + 1 : range.end;
        VtRange line = {(uint32_t)at, (uint32_t)end};
        VtRange bare = vt_range_trim(input->text, line, false);
        VtRange name, label;
        at = end;
        if (!vt_plan_has(placing->profile, "name") &&
            vt_person_name(vt_input_slice(input, bare), &name, &label)) {
            place_name(placing, line, bare, 80);
        } else if (vt_is_contact_line(vt_input_slice(input, bare))) {
            if (!place_contact(placing, bare, false))
                keep_contact_lines(placing, line, 0);
        } else if (!vt_plan_has(placing->profile, "label") && is_label(vt_input_slice(input, bare))) {
            VtLine row = {.range = line};
            vt_line_add(&row, "label", VT_FIELD_TEXT, bare, NULL);
            vt_plan_line(input, placing->profile, &row, "extra.lines");
        } else {
            vt_plan_body(input, placing->profile, (VtRange){line.start, range.end}, 0);
            return;
        }
    }
}

static bool is_contact_list(const VtInput *input, const VtBlock *block)
{
    for (uint32_t i = 0; i < block->item_count; i++) {
        const VtItem *item = vt_item(&input->blocks, block->first_item + i);
        if (!vt_is_contact_line(vt_input_slice(input, item->text)))
            return false;
    }
    return block->item_count > 0;
}

static void place_block(VtPlacing *placing, const VtBlock *block)
{
    VtInput *input = placing->input;
    if (block->type == VT_BLOCK_PARAGRAPH || block->type == VT_BLOCK_QUOTE) {
        place_paragraph(placing, block->range);
    } else if (block->type == VT_BLOCK_LIST && is_contact_list(input, block)) {
        place_contact(placing, block->range, true);
        keep_contact_lines(placing, block->range, 0);
    } else if (block->type == VT_BLOCK_CODE) {
        vt_place_unplaced(placing, block->range, "text in a code block",
                          "nothing inside of code is read; take it out of the code block and import again, "
                          "or place it yourself");
    } else if (block->type != VT_BLOCK_RULE) {
        if (block->type == VT_BLOCK_HTML)
            place_contact(placing, block->range, true);
        vt_plan_body(input, placing->profile, block->range, 0);
    }
}

void vt_place_profile(VtPlacing *placing)
{
    for (size_t i = 0; i < placing->outline.preamble; i++) {
        const VtUnit *unit = vt_unit(&placing->outline, i);
        VtRange name, label;
        if (unit->has_heading && !vt_plan_has(placing->profile, "name") &&
            vt_person_name(vt_input_slice(placing->input, unit->text), &name, &label)) {
            place_name(placing, unit->heading, unit->text, 95);
        } else if (unit->has_heading) {
            VtLine line = {.range = unit->heading};
            vt_line_add(&line, "extra.headings", VT_FIELD_LIST, unit->text, NULL);
            vt_plan_line(placing->input, placing->profile, &line, "extra.headings");
        }
        for (size_t k = unit->first; k < unit->last; k++)
            place_block(placing, vt_block(&placing->input->blocks, k));
    }
}

void vt_place_summary(VtPlacing *placing, const VtSectionRow *section)
{
    const VtUnit *unit = vt_unit(&placing->outline, section->first);
    g_autofree char *title = vt_plain_text(vt_input_slice(placing->input, unit->text));
    vt_plan_body(placing->input, placing->profile,
                 vt_units_range(placing->input, &placing->outline, section->first, section->last), 0);
    vt_plan_find_row(placing->plan, placing->input, unit->text, "summary", title, placing->profile,
                     section->sure, NULL);
}

void vt_place_contact(VtPlacing *placing, const VtSectionRow *section)
{
    VtRange range = vt_units_range(placing->input, &placing->outline, section->first, section->last);
    place_contact(placing, range, true);
    keep_contact_lines(placing, range, 0);
}
