/* FRESH (fresh-resume-schema 1.x) as JSON Resume: known keys get their names there, all else stays as it is
 * under "x-fresh" of the object it belongs to. */
#include "read_json.h"

typedef struct Rename {
    const char *from, *to;
} Rename;

static const Rename employment[] = {{"employer", "name"},
                                    {"position", "position"},
                                    {"url", "url"},
                                    {"start", "startDate"},
                                    {"end", "endDate"},
                                    {"summary", "summary"},
                                    {"highlights", "highlights"},
                                    {"keywords", "keywords"},
                                    {"location", "location"},
                                    {NULL, NULL}};
static const Rename service[] = {{"organization", "organization"},
                                 {"position", "position"},
                                 {"url", "url"},
                                 {"start", "startDate"},
                                 {"end", "endDate"},
                                 {"summary", "summary"},
                                 {"highlights", "highlights"},
                                 {NULL, NULL}};
static const Rename education[] = {{"institution", "institution"},
                                   {"url", "url"},
                                   {"start", "startDate"},
                                   {"end", "endDate"},
                                   {"grade", "score"},
                                   {"area", "area"},
                                   {"studyType", "studyType"},
                                   {"title", "studyType"},
                                   {"curriculum", "courses"},
                                   {NULL, NULL}};
static const Rename projects[] = {
    {"title", "name"},        {"description", "description"}, {"summary", "description"},
    {"url", "url"},           {"start", "startDate"},         {"end", "endDate"},
    {"keywords", "keywords"}, {"highlights", "highlights"},   {NULL, NULL}};
static const Rename recognition[] = {
    {"title", "title"}, {"from", "awarder"}, {"date", "date"}, {"summary", "summary"}, {NULL, NULL}};
static const Rename writing[] = {{"title", "name"}, {"publisher", "publisher"}, {"date", "releaseDate"},
                                 {"url", "url"},    {"summary", "summary"},     {NULL, NULL}};
static const Rename social[] = {{"network", "network"}, {"user", "username"}, {"url", "url"}, {NULL, NULL}};
static const Rename languages[] = {{"language", "language"}, {"level", "fluency"}, {NULL, NULL}};
static const Rename interests[] = {{"name", "name"}, {NULL, NULL}};
static const Rename references[] = {{"name", "name"}, {NULL, NULL}};

/* Moves members to their new names, where those are free; the rest stays under "x-fresh". */
static json_t *renamed(json_t *item, const Rename *rows)
{
    json_t *out = json_object();
    if (!json_is_object(item)) {
        json_object_set(out, "x-fresh", item);
        return out;
    }
    json_t *left = json_deep_copy(item);
    for (const Rename *row = rows; row->from; row++) {
        json_t *value = json_object_get(left, row->from);
        if (!value || json_object_get(out, row->to))
            continue;
        json_object_set(out, row->to, value);
        json_object_del(left, row->from);
    }
    if (json_object_size(left) > 0)
        json_object_set(out, "x-fresh", left);
    json_decref(left);
    return out;
}

static json_t *renamed_list(json_t *list, const Rename *rows)
{
    size_t index;
    json_t *item;
    json_t *out = json_array();
    json_array_foreach(list, index, item) json_array_append_new(out, renamed(item, rows));
    return out;
}

/* A list, or an object with its list under "history"; what the object says besides stays in `left`. */
static void move_list(json_t *left, const char *from, json_t *resume, const char *to, const Rename *rows)
{
    json_t *value = json_object_get(left, from);
    json_t *list = json_is_object(value) ? json_object_get(value, "history") : value;
    if (!json_is_array(list) || json_array_size(list) == 0)
        return;
    json_object_set_new(resume, to, renamed_list(list, rows));
    if (json_is_object(value))
        json_object_del(value, "history");
    if (!json_is_object(value) || json_object_size(value) == 0)
        json_object_del(left, from);
}

static void move_member(json_t *left, const char *holder, const char *from, json_t *basics, const char *to)
{
    json_t *object = holder ? json_object_get(left, holder) : left;
    json_t *value = json_object_get(object, from);
    if (!json_is_string(value) || json_object_get(basics, to))
        return;
    json_object_set(basics, to, value);
    json_object_del(object, from);
    if (holder && json_object_size(object) == 0)
        json_object_del(left, holder);
}

static json_t *basics_of(json_t *left)
{
    json_t *basics = json_object();
    json_t *location = json_object();
    move_member(left, NULL, "name", basics, "name");
    move_member(left, "info", "label", basics, "label");
    move_member(left, "info", "brief", basics, "summary");
    move_member(left, "contact", "email", basics, "email");
    move_member(left, "contact", "phone", basics, "phone");
    move_member(left, "contact", "website", basics, "url");
    move_member(left, "location", "city", location, "city");
    move_list(left, "social", basics, "profiles", social);
    if (json_object_size(location) > 0)
        json_object_set(basics, "location", location);
    json_decref(location);
    return basics;
}

json_t *vt_fresh_to_json_resume(const json_t *fresh)
{
    json_t *left = json_deep_copy(fresh);
    json_t *resume = json_object();
    json_object_set_new(resume, "basics", basics_of(left));
    move_list(left, "employment", resume, "work", employment);
    move_list(left, "service", resume, "volunteer", service);
    move_list(left, "education", resume, "education", education);
    move_list(left, "projects", resume, "projects", projects);
    move_list(left, "recognition", resume, "awards", recognition);
    move_list(left, "writing", resume, "publications", writing);
    move_list(left, "languages", resume, "languages", languages);
    move_list(left, "interests", resume, "interests", interests);
    move_list(left, "references", resume, "references", references);
    if (json_object_size(left) > 0)
        json_object_set(resume, "x-fresh", left);
    json_decref(left);
    return resume;
}
