#include "resume_sheet.h"

#include "absolute.h"

void vt_sheet_break(VtSheet *sheet)
{
    if (sheet->out->len > 0)
        g_string_append(sheet->out, "\n");
}

static bool is_given(const char *text)
{
    return text && *text;
}

/* ---- Dates ----------------------------------------------------------------------------------------------
 */

/* "Jun 2021" where the document is English; "2021-06" in any other language. */
static void append_date(const VtEdition *edition, VtDate date, GString *out)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[16];
    bool english = g_str_has_prefix(edition->language, "en");
    vt_date_format(date, text);
    if (!english || date.present || date.month == 0)
        g_string_append(out, text);
    else if (date.day == 0)
        g_string_append_printf(out, "%s %d", months[date.month - 1], date.year);
    else
        g_string_append_printf(out, "%d %s %d", date.day, months[date.month - 1], date.year);
}

static void append_dates(const VtEdition *edition, const VtEditionEntry *entry, GString *out)
{
    const VtFields *fields = &entry->fields;
    bool start = vt_date_is_set(fields->start), end = vt_date_is_set(fields->end);
    bool one = start && end && vt_date_compare(fields->start, fields->end) == 0;
    if (start && !one)
        append_date(edition, fields->start, out);
    if (start && !one)
        g_string_append(out, " – ");
    if (end || start)
        append_date(edition, end ? fields->end : (VtDate){.present = true}, out);
    else if (vt_date_is_set(fields->date))
        append_date(edition, fields->date, out);
}

static void append_fact(GString *out, const char *text)
{
    if (is_given(text))
        g_string_append_printf(out, "%s%s", out->len > 0 ? " · " : "", text);
}

/* ---- Entries at length ----------------------------------------------------------------------------------
 */

static void write_rich(VtSheet *sheet, const VtRichText *rich)
{
    if (!is_given(rich->html))
        return;
    g_autofree char *text = vt_prose_html(sheet->edition, vt_slice(rich->html), sheet->form->prose);
    vt_sheet_break(sheet);
    g_string_append_printf(sheet->out, "%s\n", text);
}

static void write_text(VtSheet *sheet, const VtEditionEntry *entry)
{
    g_autofree char *text = vt_prose(sheet->edition, entry, sheet->form->prose);
    if (!*text)
        return;
    vt_sheet_break(sheet);
    g_string_append_printf(sheet->out, "%s\n", text);
}

static void write_stack(VtSheet *sheet, const VtEditionEntry *entry)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < entry->skill_count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", entry->skills[i]->name);
    if (names->len > 0)
        sheet->form->labelled(sheet, "Stack", names->str);
}

static void write_facts(VtSheet *sheet, const VtEditionEntry *entry, const char *also, const char *with)
{
    g_autoptr(GString) facts = g_string_new(NULL);
    append_dates(sheet->edition, entry, facts);
    append_fact(facts, entry->fields.location);
    append_fact(facts, also);
    append_fact(facts, with);
    if (facts->len > 0)
        sheet->form->facts(sheet, facts->str);
}

/* Where title and organization are one, it is said once. */
static const char *organization_of(const VtEditionEntry *entry)
{
    const char *name = entry->fields.organization;
    return is_given(name) && strcmp(name, entry->title.text) != 0 ? name : NULL;
}

/* A programme goes by its own name; what one was there stands with its dates. */
static void write_role(VtSheet *sheet, const VtEditionEntry *entry)
{
    bool programme = entry->kind == VT_KIND_COMMUNITY;
    sheet->form->entry(sheet, entry->title.text, programme ? NULL : organization_of(entry));
    write_facts(sheet, entry, programme ? entry->fields.role : NULL,
                programme ? organization_of(entry) : NULL);
    write_rich(sheet, &entry->summary);
    write_rich(sheet, &entry->result);
    write_text(sheet, entry);
    write_rich(sheet, &entry->outcome);
    write_stack(sheet, entry);
}

static void write_degree(VtSheet *sheet, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    bool both = is_given(fields->degree) && is_given(fields->area);
    g_autofree char *title = both ? g_strdup_printf("%s %s", fields->degree, fields->area)
                                  : g_strdup(is_given(fields->degree) ? fields->degree
                                             : is_given(fields->area) ? fields->area
                                                                      : entry->title.text);
    sheet->form->entry(sheet, title,
                       g_strcmp0(title, fields->organization) == 0 ? NULL : fields->organization);
    write_facts(sheet, entry, fields->score, NULL);
    write_rich(sheet, &entry->summary);
    write_text(sheet, entry);
    g_autoptr(GString) courses = g_string_new(NULL);
    for (size_t i = 0; i < fields->courses.count; i++)
        g_string_append_printf(courses, "%s%s", i > 0 ? ", " : "", fields->courses.items[i]);
    if (courses->len > 0)
        sheet->form->labelled(sheet, "Courses", courses->str);
}

/* A project has a page of its own; here it is in short. */
static void write_project(VtSheet *sheet, const VtEditionEntry *entry)
{
    sheet->form->entry(sheet, entry->title.text, NULL);
    write_facts(sheet, entry, entry->fields.role, organization_of(entry));
    if (is_given(entry->summary.html))
        write_rich(sheet, &entry->summary);
    else if (is_given(entry->description))
        sheet->form->paragraph(sheet, entry->description);
    write_rich(sheet, &entry->result);
    write_stack(sheet, entry);
}

/* ---- Entries of a line ----------------------------------------------------------------------------------
 */

static void write_line(VtSheet *sheet, const VtEditionEntry *entry, bool first)
{
    const VtFields *fields = &entry->fields;
    g_autoptr(GString) text = g_string_new(entry->title.text);
    g_autoptr(GString) date = g_string_new(NULL);
    g_autofree char *address = vt_web_address(sheet->edition, fields->url);
    const char *where = is_given(fields->event)       ? fields->event
                        : is_given(fields->publisher) ? fields->publisher
                                                      : fields->organization;
    if (is_given(where))
        g_string_append_printf(text, ", %s", where);
    append_dates(sheet->edition, entry, date);
    if (date->len > 0)
        g_string_append_printf(text, ", %s", date->str);
    sheet->form->point(sheet, text->str, address, first);
}

/* ---- Sections -------------------------------------------------------------------------------------------
 */

typedef void WriteEntry(VtSheet *sheet, const VtEditionEntry *entry);

static void write_section(VtSheet *sheet, const VtEditionSection *section)
{
    static WriteEntry *const writers[VT_KIND_COUNT] = {
        [VT_KIND_ROLE] = write_role,
        [VT_KIND_PROJECT] = write_project,
        [VT_KIND_COMMUNITY] = write_role,
        [VT_KIND_EDUCATION] = write_degree,
    };
    if (section->kind == VT_KIND_PAGE || section->entries.count == 0)
        return;
    sheet->form->section(sheet, section->title);
    for (size_t i = 0; i < section->entries.count; i++) {
        const VtEditionEntry *entry = section->entries.items[i];
        WriteEntry *writer = writers[entry->kind];
        if (writer)
            writer(sheet, entry);
        else
            write_line(sheet, entry, i == 0);
    }
}

static void write_skills(VtSheet *sheet)
{
    const VtEdition *edition = sheet->edition;
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < edition->skill_count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", edition->skills[i].name);
    if (names->len == 0)
        return;
    sheet->form->section(sheet, "Skills");
    sheet->form->paragraph(sheet, names->str);
}

static void write_languages(VtSheet *sheet, const VtFields *person)
{
    if (person->languages.count > 0)
        sheet->form->section(sheet, "Languages");
    for (size_t i = 0; i < person->languages.count; i++) {
        const VtLanguage *language = &person->languages.items[i];
        bool known = is_given(language->fluency);
        g_autofree char *text = known ? g_strdup_printf("%s (%s)", language->language, language->fluency)
                                      : g_strdup(language->language);
        sheet->form->point(sheet, text, NULL, i == 0);
    }
}

static void write_interests(VtSheet *sheet, const VtFields *person)
{
    if (person->interests.count > 0)
        sheet->form->section(sheet, "Interests");
    for (size_t i = 0; i < person->interests.count; i++)
        sheet->form->point(sheet, person->interests.items[i], NULL, i == 0);
}

/* ---- The person -----------------------------------------------------------------------------------------
 */

static void write_contact(VtSheet *sheet, const VtFields *person)
{
    const VtEdition *edition = sheet->edition;
    g_autofree char *own = vt_web_address(edition, person->url);
    g_autofree char *home = vt_site_address(edition, "");
    const char *addresses[] = {person->email, own ? own : home};
    const char *facts[] = {person->label, person->location, person->phone};
    g_autoptr(GString) line = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++)
        append_fact(line, facts[i]);
    if (line->len > 0)
        sheet->form->paragraph(sheet, line->str);
    bool first = true;
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        if (!is_given(addresses[i]))
            continue;
        sheet->form->point(sheet, addresses[i], addresses[i], first);
        first = false;
    }
    for (size_t i = 0; i < person->profiles.count; i++) {
        const VtAccount *account = &person->profiles.items[i];
        g_autofree char *address = vt_web_address(edition, account->url);
        g_autofree char *text = is_given(account->username)
                                    ? g_strdup_printf("%s: %s", account->network, account->username)
                                    : g_strdup(account->network);
        sheet->form->point(sheet, text, address, false);
    }
    if (is_given(person->availability))
        sheet->form->labelled(sheet, "Available", person->availability);
}

static void write_document(VtSheet *sheet)
{
    const VtEdition *edition = sheet->edition;
    const VtEditionEntry *profile = edition->profile;
    sheet->form->name(sheet, vt_author_name(edition));
    if (profile) {
        write_contact(sheet, &profile->fields);
        write_rich(sheet, &profile->summary);
        if (!is_given(profile->summary.html))
            write_text(sheet, profile);
    }
    for (size_t i = 0; i < edition->section_count; i++)
        write_section(sheet, &edition->sections[i]);
    write_skills(sheet);
    if (profile) {
        write_languages(sheet, &profile->fields);
        write_interests(sheet, &profile->fields);
    }
}

void vt_resume_document(const VtEdition *edition, const VtSheetForm *form, VtBuffer *out)
{
    g_autoptr(GString) text = g_string_new(NULL);
    VtSheet sheet = {.form = form, .edition = edition, .out = text};
    write_document(&sheet);
    vt_buffer_append(out, text->str, text->len);
}
