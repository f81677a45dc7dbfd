#include "json_ld.h"

enum { SKILL_LIMIT = 20 };

static void write_id(VtJson *json, const VtEdition *edition)
{
    g_autofree char *id = vt_site_address(edition, "#person");
    vt_json_text(json, "@id", id);
}

void vt_json_ld_named(VtJson *json, const char *key, const char *type, const char *name)
{
    if (!name || name[0] == '\0')
        return;
    vt_json_object(json, key);
    vt_json_text(json, "@type", type);
    vt_json_text(json, "name", name);
    vt_json_close(json);
}

void vt_json_ld_author(VtJson *json, const char *key, const VtEdition *edition)
{
    vt_json_object(json, key);
    vt_json_text(json, "@type", "Person");
    write_id(json, edition);
    vt_json_text(json, "name", vt_author_name(edition));
    vt_json_address(json, "url", edition, edition->base_path);
    vt_json_close(json);
}

/* The Role pattern: between the person and the organisation stands a role with the same property, and says
 * from when to when. */
static void write_roles(VtJson *json, const char *key, const char *type, VtEntryList entries)
{
    vt_json_array(json, key);
    for (size_t i = 0; i < entries.count; i++) {
        const VtEditionEntry *entry = entries.items[i];
        const char *role = entry->fields.role;
        if (!entry->fields.organization)
            continue;
        vt_json_object(json, NULL);
        vt_json_text(json, "@type", type);
        vt_json_text(json, "roleName", role && role[0] ? role : entry->title.text);
        vt_json_date(json, "startDate", entry->fields.start);
        vt_json_date(json, "endDate", entry->fields.end);
        vt_json_ld_named(json, key, "Organization", entry->fields.organization);
        vt_json_close(json);
    }
    vt_json_close(json);
}

static void write_schools(VtJson *json, const VtEdition *edition)
{
    vt_json_array(json, "alumniOf");
    for (size_t i = 0; i < edition->education.count; i++) {
        const char *school = edition->education.items[i]->fields.organization;
        bool repeated = false;
        for (size_t j = 0; j < i && !repeated; j++)
            repeated = g_strcmp0(school, edition->education.items[j]->fields.organization) == 0;
        if (!repeated)
            vt_json_ld_named(json, NULL, "EducationalOrganization", school);
    }
    vt_json_close(json);
}

static void write_lists(VtJson *json, const VtEdition *edition)
{
    vt_json_array(json, "knowsAbout");
    for (size_t i = 0; i < MIN(edition->skill_count, (size_t)SKILL_LIMIT); i++)
        vt_json_text(json, NULL, edition->skills[i].name);
    vt_json_close(json);
    write_roles(json, "worksFor", "EmployeeRole", edition->roles);
    write_roles(json, "memberOf", "OrganizationRole", edition->programmes);
    write_schools(json, edition);
    vt_json_array(json, "award");
    for (size_t i = 0; i < edition->awards.count; i++)
        vt_json_text(json, NULL, edition->awards.items[i]->title.text);
    vt_json_close(json);
}

static void write_same(VtJson *json, const VtEdition *edition, const VtFields *person)
{
    vt_json_array(json, "sameAs");
    vt_json_web_address(json, NULL, edition, person->url);
    for (size_t i = 0; i < person->profiles.count; i++)
        vt_json_web_address(json, NULL, edition, person->profiles.items[i].url);
    vt_json_close(json);
}

static void write_profile(VtJson *json, const VtEdition *edition, const VtEditionEntry *profile)
{
    const VtFields *person = &profile->fields;
    g_autofree char *mail = person->email ? g_strconcat("mailto:", person->email, NULL) : NULL;
    vt_json_text(json, "givenName", person->given_name);
    vt_json_text(json, "familyName", person->family_name);
    vt_json_text(json, "jobTitle", person->label);
    vt_json_text(json, "description", profile->description);
    vt_json_address(json, "image", edition, profile->image_address);
    vt_json_text(json, "email", mail);
    vt_json_text(json, "telephone", person->phone);
    vt_json_ld_named(json, "homeLocation", "Place", person->location);
    write_same(json, edition, person);
    vt_json_array(json, "knowsLanguage");
    for (size_t i = 0; i < person->languages.count; i++)
        vt_json_text(json, NULL, person->languages.items[i].language);
    vt_json_close(json);
}

void vt_json_ld_person(VtJson *json, const VtEdition *edition)
{
    vt_json_text(json, "@type", "Person");
    write_id(json, edition);
    vt_json_text(json, "name", vt_author_name(edition));
    vt_json_address(json, "url", edition, edition->base_path);
    if (edition->profile)
        write_profile(json, edition, edition->profile);
    write_lists(json, edition);
}
