/* JSON Resume, schema 1.x, as people with a `resume.json` expect it:
 *
 *   role → work · community → volunteer · education · award → awards · post → publications
 *   project → projects · talk → projects of type "talk", which the schema names for it
 *
 * There is no word for "present": endDate is left out. A role's stack goes to `keywords`, which the schema
 * lacks and allows. Inner bullets follow the one that holds them. */
#include "absolute.h"
#include "highlights.h"
#include "json.h"

typedef void WriteEntry(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry);

/* The schema's dates have years from 1000 to 2999. */
static void write_date(VtJson *json, const char *key, VtDate date)
{
    if (date.year >= 1000 && date.year <= 2999)
        vt_json_date(json, key, date);
}

static void write_dates(VtJson *json, const VtEditionEntry *entry)
{
    write_date(json, "startDate", entry->fields.start);
    write_date(json, "endDate", entry->fields.end);
}

static void write_skills(VtJson *json, const VtEditionEntry *entry)
{
    vt_json_array(json, "keywords");
    for (size_t i = 0; i < entry->skill_count; i++)
        vt_json_text(json, NULL, entry->skills[i]->name);
    vt_json_close(json);
}

static void write_highlights(VtJson *json, const VtEditionEntry *entry)
{
    g_autoptr(GPtrArray) highlights = vt_highlights(entry);
    vt_json_array(json, "highlights");
    vt_json_text(json, NULL, entry->result.text);
    for (guint i = 0; i < highlights->len; i++)
        vt_json_text(json, NULL, highlights->pdata[i]);
    vt_json_close(json);
}

/* Of an employer, a programme or a school: a page here would pass for theirs. */
static void write_their_url(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_web_address(json, "url", edition, entry->fields.url);
}

/* Of the author's own work: elsewhere if it has an address there, else its page here. */
static void write_own_url(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    g_autofree char *elsewhere = vt_web_address(edition, entry->fields.url);
    vt_json_address(json, "url", edition, elsewhere ? elsewhere : entry->address);
}

static const char *position(const VtEditionEntry *entry)
{
    const char *role = entry->fields.role;
    return role && role[0] ? role : entry->title.text;
}

static void write_role(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_text(json, "name", entry->fields.organization);
    vt_json_text(json, "position", entry->title.text);
    vt_json_text(json, "location", entry->fields.location);
    write_their_url(json, edition, entry);
    write_dates(json, entry);
    vt_json_text(json, "summary", entry->description);
    write_highlights(json, entry);
    write_skills(json, entry);
}

static void write_programme(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const char *organization = entry->fields.organization;
    vt_json_text(json, "organization", organization ? organization : entry->title.text);
    vt_json_text(json, "position", position(entry));
    write_their_url(json, edition, entry);
    write_dates(json, entry);
    vt_json_text(json, "summary", entry->description);
    write_highlights(json, entry);
}

static void write_education(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    bool named = fields->area || fields->degree;
    vt_json_text(json, "institution", fields->organization);
    write_their_url(json, edition, entry);
    vt_json_text(json, "area", named ? fields->area : entry->title.text);
    vt_json_text(json, "studyType", fields->degree);
    write_date(json, "startDate", fields->start);
    write_date(json, "endDate", vt_date_is_set(fields->end) ? fields->end : fields->date);
    vt_json_text(json, "score", fields->score);
    vt_json_texts(json, "courses", fields->courses);
}

static void write_award(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    (void)edition;
    vt_json_text(json, "title", entry->title.text);
    write_date(json, "date", entry->fields.date);
    vt_json_text(json, "awarder", entry->fields.organization);
    vt_json_text(json, "summary", entry->description);
}

static void write_post(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_text(json, "name", entry->title.text);
    vt_json_text(json, "publisher", entry->fields.publisher);
    write_date(json, "releaseDate", entry->fields.date);
    write_own_url(json, edition, entry);
    vt_json_text(json, "summary", entry->description);
}

static void write_own_role(VtJson *json, const VtEditionEntry *entry)
{
    vt_json_array(json, "roles");
    vt_json_text(json, NULL, entry->fields.role);
    vt_json_close(json);
}

static void write_project(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    vt_json_text(json, "name", entry->title.text);
    vt_json_text(json, "description", entry->description);
    write_highlights(json, entry);
    write_skills(json, entry);
    write_dates(json, entry);
    write_own_url(json, edition, entry);
    write_own_role(json, entry);
    vt_json_text(json, "entity", entry->fields.organization);
}

static void write_talk(VtJson *json, const VtEdition *edition, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    vt_json_text(json, "name", entry->title.text);
    vt_json_text(json, "description", entry->description);
    write_skills(json, entry);
    write_date(json, "startDate", fields->date);
    write_date(json, "endDate", vt_date_is_set(fields->end) ? fields->end : fields->date);
    write_own_url(json, edition, entry);
    write_own_role(json, entry);
    vt_json_text(json, "entity", fields->event ? fields->event : fields->organization);
    vt_json_text(json, "type", "talk");
}

static void write_entries(VtJson *json, const VtEdition *edition, VtEntryList entries, WriteEntry *write)
{
    for (size_t i = 0; i < entries.count; i++) {
        vt_json_object(json, NULL);
        write(json, edition, entries.items[i]);
        vt_json_close(json);
    }
}

static void write_list(VtJson *json, const char *key, const VtEdition *edition, VtEntryList entries,
                       WriteEntry *write)
{
    vt_json_array(json, key);
    write_entries(json, edition, entries, write);
    vt_json_close(json);
}

static void write_accounts(VtJson *json, const VtEdition *edition, const VtFields *person)
{
    vt_json_array(json, "profiles");
    for (size_t i = 0; i < person->profiles.count; i++) {
        const VtAccount *account = &person->profiles.items[i];
        vt_json_object(json, NULL);
        vt_json_text(json, "network", account->network);
        vt_json_text(json, "username", account->username);
        vt_json_web_address(json, "url", edition, account->url);
        vt_json_close(json);
    }
    vt_json_close(json);
}

static void write_basics(VtJson *json, const VtEdition *edition)
{
    static const VtEditionEntry nobody = {.description = "", .summary = {"", ""}};
    const VtEditionEntry *profile = edition->profile ? edition->profile : &nobody;
    const VtFields *person = &profile->fields;
    g_autofree char *home = vt_site_address(edition, "");
    g_autofree char *own = vt_web_address(edition, person->url);
    vt_json_object(json, "basics");
    vt_json_text(json, "name", vt_author_name(edition));
    vt_json_text(json, "label", person->label);
    vt_json_address(json, "image", edition, profile->image_address);
    vt_json_text(json, "email", person->email);
    vt_json_text(json, "phone", person->phone);
    vt_json_text(json, "url", own ? own : home);
    vt_json_text(json, "summary", profile->description);
    vt_json_object(json, "location");
    vt_json_text(json, "city", person->location);
    vt_json_close(json);
    write_accounts(json, edition, person);
    vt_json_close(json);
}

static void write_skill_list(VtJson *json, const VtEdition *edition)
{
    vt_json_array(json, "skills");
    for (size_t i = 0; i < edition->skill_count; i++) {
        vt_json_object(json, NULL);
        vt_json_text(json, "name", edition->skills[i].name);
        vt_json_close(json);
    }
    vt_json_close(json);
}

static void write_person_lists(VtJson *json, const VtFields *person)
{
    vt_json_array(json, "languages");
    for (size_t i = 0; i < person->languages.count; i++) {
        vt_json_object(json, NULL);
        vt_json_text(json, "language", person->languages.items[i].language);
        vt_json_text(json, "fluency", person->languages.items[i].fluency);
        vt_json_close(json);
    }
    vt_json_close(json);
    vt_json_array(json, "interests");
    for (size_t i = 0; i < person->interests.count; i++) {
        vt_json_object(json, NULL);
        vt_json_text(json, "name", person->interests.items[i]);
        vt_json_close(json);
    }
    vt_json_close(json);
}

static void write_meta(VtJson *json, const VtEdition *edition)
{
    g_autofree char *canonical = vt_site_address(edition, "resume.json");
    vt_json_object(json, "meta");
    vt_json_text(json, "canonical", canonical);
    vt_json_text(json, "version", "v1.0.0");
    vt_json_close(json);
}

bool vt_format_json_resume(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    VtJson json;
    vt_json_begin(&json, out, true);
    vt_json_text(&json, "$schema",
                 "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json");
    write_basics(&json, edition);
    write_list(&json, "work", edition, edition->roles, write_role);
    write_list(&json, "volunteer", edition, edition->programmes, write_programme);
    write_list(&json, "education", edition, edition->education, write_education);
    write_list(&json, "awards", edition, edition->awards, write_award);
    write_list(&json, "publications", edition, edition->posts, write_post);
    write_skill_list(&json, edition);
    if (edition->profile)
        write_person_lists(&json, &edition->profile->fields);
    vt_json_array(&json, "projects");
    write_entries(&json, edition, edition->projects, write_project);
    write_entries(&json, edition, edition->talks, write_talk);
    vt_json_close(&json);
    write_meta(&json, edition);
    vt_json_end(&json);
    return true;
}
