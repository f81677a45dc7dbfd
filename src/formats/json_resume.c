/* JSON Resume, schema 1.x, as people with a `resume.json` expect it; json_resume_keys.def is the table.
 *
 * There is no word for "present": endDate is left out. A role's stack goes to `keywords`, which the schema
 * lacks and allows. Inner bullets follow the one that holds them. What the import kept of a document is put
 * back where it was (json_resume_kept.h). */
#include "json_resume.h"

#include "absolute.h"
#include "highlights.h"
#include "json_resume_kept.h"
#include "resume_prose.h"

/* `imported`: the site came from JSON Resume, so nothing is derived that nobody wrote. */
typedef struct Resume {
    VtKept kept; /* of the document */
    VtJson json;
    const VtEdition *edition;
    const VtNode *unplaced;
    bool imported;
} Resume;

typedef void WriteEntry(Resume *resume, VtKept *item, const VtEditionEntry *entry);

static void write_dates(VtKept *item, const VtEditionEntry *entry)
{
    vt_kept_date(item, "startDate", entry->fields.start);
    vt_kept_date(item, "endDate", entry->fields.end);
}

/* Skills go by the name that all entries share; an imported document keeps its own spelling. */
static void write_keywords(const Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    g_autofree const char **names = g_new0(const char *, entry->skill_count + 1);
    for (size_t i = 0; i < entry->skill_count; i++)
        names[i] = entry->skills[i]->name;
    if (resume->imported)
        vt_kept_texts(item, "keywords", entry->fields.stack.items, entry->fields.stack.count);
    else
        vt_kept_texts(item, "keywords", names, entry->skill_count);
}

static void write_highlights(VtKept *item, const VtEditionEntry *entry)
{
    g_autoptr(GPtrArray) highlights = vt_highlights(entry);
    if (entry->result.text && *entry->result.text)
        g_ptr_array_insert(highlights, 0, g_strdup(entry->result.text));
    vt_kept_texts(item, "highlights", (const char *const *)highlights->pdata, highlights->len);
}

/* The summary, else the beginning of the text, but not its first bullet, which is a highlight. An imported
 * text begins with the whole summary. */
static void write_prose(const Resume *resume, VtKept *item, const char *key, const VtEditionEntry *entry)
{
    bool summary = entry->summary.text && *entry->summary.text;
    bool begins = entry->document && entry->document->lead.end > entry->document->lead.start;
    g_autofree char *lead = resume->imported && !summary ? vt_prose_lead(resume->edition, entry) : NULL;
    const char *instead = lead ? lead : begins ? entry->description : NULL;
    vt_kept_text(item, key, NULL, summary ? entry->summary.text : instead);
}

/* Of an employer, a programme or a school: a page here would pass for theirs. */
static void write_their_url(const Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    g_autofree char *address = vt_web_address(resume->edition, entry->fields.url);
    vt_kept_text(item, "url", "website", address);
}

/* Of the author's own work: elsewhere if it has an address there, else its page here. */
static void write_own_url(const Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    g_autofree char *elsewhere = vt_web_address(resume->edition, entry->fields.url);
    const char *here = resume->imported ? NULL : entry->address;
    vt_kept_address(item, "url", "website", resume->edition, elsewhere ? elsewhere : here);
}

static const char *derived(const Resume *resume, const char *text, const char *instead)
{
    return resume->imported || (text && *text) ? text : instead;
}

/* An imported role without a position is called after its organization. */
static void write_role(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    const char *title = entry->title.text;
    bool unnamed = resume->imported && g_strcmp0(title, entry->fields.organization) == 0;
    vt_kept_text(item, "name", "company", entry->fields.organization);
    vt_kept_text(item, "position", NULL, unnamed ? NULL : title);
    vt_kept_text(item, "location", NULL, entry->fields.location);
    write_their_url(resume, item, entry);
    write_dates(item, entry);
    write_prose(resume, item, "summary", entry);
    write_highlights(item, entry);
    write_keywords(resume, item, entry);
}

static void write_programme(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    const char *title = entry->title.text;
    vt_kept_text(item, "organization", NULL, derived(resume, entry->fields.organization, title));
    vt_kept_text(item, "position", NULL, derived(resume, entry->fields.role, title));
    write_their_url(resume, item, entry);
    write_dates(item, entry);
    write_prose(resume, item, "summary", entry);
    write_highlights(item, entry);
}

static void write_education(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    bool named = fields->area || fields->degree;
    vt_kept_text(item, "institution", NULL, fields->organization);
    write_their_url(resume, item, entry);
    vt_kept_text(item, "area", NULL, named ? fields->area : derived(resume, NULL, entry->title.text));
    vt_kept_text(item, "studyType", NULL, fields->degree);
    vt_kept_date(item, "startDate", fields->start);
    vt_kept_date(item, "endDate", vt_date_is_set(fields->end) ? fields->end : fields->date);
    vt_kept_text(item, "score", "gpa", fields->score);
    vt_kept_texts(item, "courses", fields->courses.items, fields->courses.count);
}

static void write_award(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    vt_kept_text(item, "title", NULL, entry->title.text);
    vt_kept_date(item, "date", entry->fields.date);
    vt_kept_text(item, "awarder", NULL, entry->fields.organization);
    write_prose(resume, item, "summary", entry);
}

static void write_post(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    vt_kept_text(item, "name", NULL, entry->title.text);
    vt_kept_text(item, "publisher", NULL, entry->fields.publisher);
    vt_kept_date(item, "releaseDate", entry->fields.date);
    write_own_url(resume, item, entry);
    write_prose(resume, item, "summary", entry);
}

static void write_own_role(VtKept *item, const VtEditionEntry *entry)
{
    const char *role = entry->fields.role;
    vt_kept_texts(item, "roles", &role, role && *role ? 1 : 0);
}

static void write_project(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    vt_kept_text(item, "name", NULL, entry->title.text);
    write_prose(resume, item, "description", entry);
    write_highlights(item, entry);
    write_keywords(resume, item, entry);
    write_dates(item, entry);
    write_own_url(resume, item, entry);
    write_own_role(item, entry);
    vt_kept_text(item, "entity", NULL, entry->fields.organization);
}

static void write_talk(Resume *resume, VtKept *item, const VtEditionEntry *entry)
{
    const VtFields *fields = &entry->fields;
    bool ends = vt_date_is_set(fields->end) || resume->imported;
    vt_kept_text(item, "name", NULL, entry->title.text);
    write_prose(resume, item, "description", entry);
    write_keywords(resume, item, entry);
    vt_kept_date(item, "startDate", fields->date);
    vt_kept_date(item, "endDate", ends ? fields->end : fields->date);
    write_own_url(resume, item, entry);
    write_own_role(item, entry);
    vt_kept_text(item, "entity", NULL, fields->event ? fields->event : fields->organization);
    vt_kept_text(item, "type", NULL, "talk");
}

/* ---- Lists ----------------------------------------------------------------------------------------------
 */

static WriteEntry *writer_of(VtKind kind)
{
    static WriteEntry *const writers[VT_KIND_COUNT] = {
        [VT_KIND_ROLE] = write_role,           [VT_KIND_PROJECT] = write_project,
        [VT_KIND_COMMUNITY] = write_programme, [VT_KIND_EDUCATION] = write_education,
        [VT_KIND_AWARD] = write_award,         [VT_KIND_TALK] = write_talk,
        [VT_KIND_POST] = write_post,
    };
    return writers[kind];
}

static void add_entries(GPtrArray *entries, VtEntryList list)
{
    for (size_t i = 0; i < list.count; i++)
        g_ptr_array_add(entries, (void *)(uintptr_t)list.items[i]);
}

static int compare_weights(const void *a, const void *b)
{
    const VtEditionEntry *const *x = a, *const *y = b;
    return ((*x)->fields.weight > (*y)->fields.weight) - ((*x)->fields.weight < (*y)->fields.weight);
}

GPtrArray *vt_json_resume_entries(const VtEdition *edition, const char *list)
{
    const struct {
        const char *name;
        VtEntryList entries;
    } lists[] = {
        {"work", edition->roles},     {"volunteer", edition->programmes}, {"education", edition->education},
        {"awards", edition->awards},  {"publications", edition->posts},   {"projects", edition->projects},
        {"projects", edition->talks},
    };
    GPtrArray *entries = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        if (strcmp(lists[i].name, list) == 0)
            add_entries(entries, lists[i].entries);
    if (vt_kept_of(edition->profile))
        g_ptr_array_sort(entries, compare_weights);
    return entries;
}

/* The item that the document had at this place, and that could not become an entry. */
static const VtNode *unplaced_at(const Resume *resume, const char *list, size_t index)
{
    const VtNode *all = resume->unplaced;
    for (size_t i = 0; all && all->type == VT_NODE_LIST && i < all->count; i++) {
        const VtNode *name = vt_node_get(all->items[i], "list");
        const VtNode *place = vt_node_get(all->items[i], "index");
        if (name && name->text && strcmp(name->text, list) == 0 && place && place->type == VT_NODE_INTEGER &&
            place->integer == (int64_t)index)
            return vt_node_get(all->items[i], "item");
    }
    return NULL;
}

static size_t write_unplaced(Resume *resume, const char *list, size_t index)
{
    for (const VtNode *item; (item = unplaced_at(resume, list, index)); index++)
        vt_json_node(&resume->json, NULL, item);
    return index;
}

static void write_entry(Resume *resume, const VtEditionEntry *entry)
{
    VtKept item;
    vt_json_object(&resume->json, NULL);
    vt_kept_init(&item, &resume->json, vt_kept_of(entry));
    writer_of(entry->kind)(resume, &item, entry);
    vt_kept_finish(&item);
    vt_json_close(&resume->json);
}

static void write_list(Resume *resume, const char *list)
{
    g_autoptr(GPtrArray) entries = vt_json_resume_entries(resume->edition, list);
    if (vt_kept_list(&resume->kept, list, entries->len))
        return;
    vt_kept_skip(&resume->kept, list);
    vt_json_array(&resume->json, list);
    size_t index = write_unplaced(resume, list, 0);
    for (guint i = 0; i < entries->len; i++) {
        write_entry(resume, entries->pdata[i]);
        index = write_unplaced(resume, list, index + 1);
    }
    vt_json_close(&resume->json);
}

/* ---- The person -----------------------------------------------------------------------------------------
 */

static void write_accounts(Resume *resume, VtKept *basics, const VtFields *person)
{
    size_t count = person->profiles.count;
    if (vt_kept_list(basics, "profiles", count))
        return;
    vt_json_array(&resume->json, "profiles");
    for (size_t i = 0; i < count; i++) {
        const VtAccount *account = &person->profiles.items[i];
        g_autofree char *address = vt_web_address(resume->edition, account->url);
        VtKept item;
        vt_json_object(&resume->json, NULL);
        vt_kept_init(&item, &resume->json, vt_kept_item(basics, "profiles", i, count));
        vt_kept_text(&item, "network", NULL, account->network);
        vt_kept_text(&item, "username", NULL, account->username);
        vt_kept_text(&item, "url", NULL, address);
        vt_kept_finish(&item);
        vt_json_close(&resume->json);
    }
    vt_json_close(&resume->json);
    vt_kept_skip(basics, "profiles");
}

static void write_basics(Resume *resume)
{
    static const VtEditionEntry nobody = {.description = "", .summary = {"", ""}};
    const VtEdition *edition = resume->edition;
    const VtEditionEntry *profile = edition->profile ? edition->profile : &nobody;
    const VtFields *person = &profile->fields;
    VtKept basics, location;
    g_autofree char *home = resume->imported ? NULL : vt_site_address(edition, "");
    g_autofree char *own = vt_web_address(edition, person->url);
    vt_kept_open(&resume->kept, "basics", &basics);
    vt_kept_text(&basics, "name", NULL, vt_author_name(edition));
    vt_kept_text(&basics, "label", NULL, person->label);
    vt_kept_address(&basics, "image", "picture", edition, profile->image_address);
    vt_kept_text(&basics, "email", NULL, person->email);
    vt_kept_text(&basics, "phone", NULL, person->phone);
    vt_kept_text(&basics, "url", "website", own ? own : home);
    write_prose(resume, &basics, "summary", profile);
    vt_kept_open(&basics, "location", &location);
    vt_kept_text(&location, "city", NULL, person->location);
    vt_kept_close(&basics, "location", &location);
    write_accounts(resume, &basics, person);
    vt_kept_close(&resume->kept, "basics", &basics);
}

/* A list of skills that somebody wrote is better than one made of stacks. */
static void write_skills(Resume *resume)
{
    const VtEdition *edition = resume->edition;
    if (resume->imported)
        return;
    vt_json_array(&resume->json, "skills");
    for (size_t i = 0; i < edition->skill_count; i++) {
        vt_json_object(&resume->json, NULL);
        vt_json_text(&resume->json, "name", edition->skills[i].name);
        vt_json_close(&resume->json);
    }
    vt_json_close(&resume->json);
}

static void write_languages(Resume *resume, const VtFields *person)
{
    size_t count = person->languages.count;
    if (vt_kept_list(&resume->kept, "languages", count))
        return;
    vt_json_array(&resume->json, "languages");
    for (size_t i = 0; i < count; i++) {
        VtKept item;
        vt_json_object(&resume->json, NULL);
        vt_kept_init(&item, &resume->json, vt_kept_item(&resume->kept, "languages", i, count));
        vt_kept_text(&item, "language", NULL, person->languages.items[i].language);
        vt_kept_text(&item, "fluency", NULL, person->languages.items[i].fluency);
        vt_kept_finish(&item);
        vt_json_close(&resume->json);
    }
    vt_json_close(&resume->json);
    vt_kept_skip(&resume->kept, "languages");
}

static void write_interests(Resume *resume, const VtFields *person)
{
    size_t count = person->interests.count;
    if (vt_kept_list(&resume->kept, "interests", count))
        return;
    vt_json_array(&resume->json, "interests");
    for (size_t i = 0; i < count; i++) {
        VtKept item;
        vt_json_object(&resume->json, NULL);
        vt_kept_init(&item, &resume->json, vt_kept_item(&resume->kept, "interests", i, count));
        vt_kept_text(&item, "name", NULL, person->interests.items[i]);
        vt_kept_finish(&item);
        vt_json_close(&resume->json);
    }
    vt_json_close(&resume->json);
    vt_kept_skip(&resume->kept, "interests");
}

static void write_meta(Resume *resume, bool whole)
{
    g_autofree char *canonical = vt_site_address(resume->edition, "resume.json");
    VtKept meta;
    vt_kept_open(&resume->kept, "meta", &meta);
    vt_kept_text(&meta, "canonical", NULL, derived(resume, NULL, canonical));
    vt_kept_text(&meta, "version", NULL, derived(resume, NULL, "v1.0.0"));
    if (whole)
        vt_json_resume_write_rest(&resume->json, resume->edition);
    vt_kept_close(&resume->kept, "meta", &meta);
}

/* ---- The document ---------------------------------------------------------------------------------------
 */

static void write_document(Resume *resume, bool whole)
{
    static const char schema[] =
        "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
    static const char *const before[] = {"work", "volunteer", "education", "awards", "publications"};
    static const VtFields nothing = {0};
    const VtEditionEntry *profile = resume->edition->profile;
    vt_kept_text(&resume->kept, "$schema", NULL, derived(resume, NULL, schema));
    write_basics(resume);
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++)
        write_list(resume, before[i]);
    write_skills(resume);
    write_languages(resume, profile ? &profile->fields : &nothing);
    write_interests(resume, profile ? &profile->fields : &nothing);
    write_list(resume, "projects");
    write_meta(resume, whole);
    vt_kept_skip(&resume->kept, "x-vitrine");
}

static bool write_resume(const VtEdition *edition, bool whole, VtBuffer *out)
{
    const VtNode *map = vt_kept_of(edition->profile);
    Resume resume = {.edition = edition,
                     .imported = map != NULL,
                     .unplaced = vt_node_get(vt_node_get(map, "x-vitrine"), "unplaced")};
    vt_json_begin(&resume.json, out, true);
    vt_kept_init(&resume.kept, &resume.json, map);
    write_document(&resume, whole);
    vt_kept_finish(&resume.kept);
    vt_json_end(&resume.json);
    return true;
}

bool vt_format_json_resume(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    return write_resume(edition, false, out);
}

bool vt_format_json_resume_whole(const VtEdition *edition, VtBuffer *out, VtDiagnostics *sink)
{
    (void)sink;
    return write_resume(edition, true, out);
}
