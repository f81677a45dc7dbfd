/* Takes what a visible entry says into the edition. Fields are taken by the table of keys, so that what no
 * key names stays behind; audience, draft and aliases tell of other readers and other times, and do too.
 * Lists are copied, as later steps change them; texts never change, and stay the portfolio's. */
#include "edition_build.h"

/* A text that may hold marks; "" when nothing of it is for this audience. */
static const char *project_marked(VtBuild *build, const VtEntry *origin, const char *text, bool item,
                                  size_t *hidden)
{
    if (!text || !origin->marked_values)
        return text;
    VtProjectFlags flags = build->options->broken & VT_BREAK_VALUES ? VT_PROJECT_UNSAFE_KEEP
                                                                    : VT_PROJECT_PLAIN;
    return vt_marks_project_value(build->markdown, text, item, build->audience->name, flags, build->arena,
                                  hidden);
}

/* Of a list, what nothing is left of goes. */
static VtStrings project_items_of(VtBuild *build, const VtEntry *origin, VtStrings from, size_t *hidden)
{
    const char **items = VT_ARENA_ARRAY(build->arena, const char *, from.count);
    size_t count = 0;
    for (size_t i = 0; i < from.count; i++) {
        const char *item = project_marked(build, origin, from.items[i], true, hidden);
        if (item && item[0] != '\0')
            items[count++] = item;
    }
    return (VtStrings){items, count};
}

static VtStrings project_strings(VtBuild *build, VtStrings from)
{
    if (from.count == 0)
        return (VtStrings){0};
    const char **items = VT_ARENA_ARRAY(build->arena, const char *, from.count);
    memcpy(items, from.items, sizeof(const char *) * from.count);
    return (VtStrings){items, from.count};
}

static void project_links(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtNamedLink *items = VT_ARENA_ARRAY(build->arena, VtNamedLink, from->links.count);
    for (size_t i = 0; i < from->links.count; i++)
        items[i] = (VtNamedLink){from->links.items[i].label, from->links.items[i].url};
    to->links.items = items;
    to->links.count = from->links.count;
}

static void project_profiles(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtAccount *items = VT_ARENA_ARRAY(build->arena, VtAccount, from->profiles.count);
    for (size_t i = 0; i < from->profiles.count; i++)
        items[i] = (VtAccount){from->profiles.items[i].network, from->profiles.items[i].username,
                               from->profiles.items[i].url};
    to->profiles.items = items;
    to->profiles.count = from->profiles.count;
}

static void project_languages(VtBuild *build, const VtFields *from, VtFields *to)
{
    VtLanguage *items = VT_ARENA_ARRAY(build->arena, VtLanguage, from->languages.count);
    for (size_t i = 0; i < from->languages.count; i++)
        items[i] = (VtLanguage){from->languages.items[i].language, from->languages.items[i].fluency};
    to->languages.items = items;
    to->languages.count = from->languages.count;
}

#define AT(fields, type, key) (*(type *)((char *)(fields) + (key)->offset))
#define AT_CONST(fields, type, key) (*(const type *)((const char *)(fields) + (key)->offset))

static void project_key(VtBuild *build, const VtKey *key, const VtFields *from, VtFields *to)
{
    switch (key->type) {
    case VT_KEY_STRING:
    case VT_KEY_MARKDOWN:
    case VT_KEY_ADDRESS:
    case VT_KEY_SLUG:
    case VT_KEY_TIME:
        AT(to, const char *, key) = AT_CONST(from, char *, key);
        break;
    case VT_KEY_DATE:
    case VT_KEY_END_DATE:
        AT(to, VtDate, key) = AT_CONST(from, VtDate, key);
        break;
    case VT_KEY_INTEGER:
        AT(to, int64_t, key) = AT_CONST(from, int64_t, key);
        break;
    case VT_KEY_STRINGS:
        AT(to, VtStrings, key) = project_strings(build, AT_CONST(from, VtStrings, key));
        break;
    case VT_KEY_LINKS:
        project_links(build, from, to);
        break;
    case VT_KEY_PROFILES:
        project_profiles(build, from, to);
        break;
    case VT_KEY_LANGUAGES:
        project_languages(build, from, to);
        break;
    case VT_KEY_IMAGE:
        to->image = from->image;
        break;
    case VT_KEY_FREE:
        to->extra = from->extra;
        break;
    case VT_KEY_BOOLEAN:
    case VT_KEY_AUDIENCE:
        break;
    }
}

static void project_fields(VtBuild *build, const VtFields *from, VtFields *to)
{
    for (size_t i = 0; i < vt_key_count; i++)
        if (vt_keys[i].offset != offsetof(VtFields, aliases))
            project_key(build, &vt_keys[i], from, to);
}

/* ---- Marks in values ---- */

static void report_empty(VtBuild *build, VtSpan span, const char *name)
{
    VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_MARK_EMPTY, span,
                                           "\"%s\" reads nothing of this %s", build->audience->name, name);
    vt_diagnostic_note(diagnostic,
                       "leave some words outside of the marks, or say with \"audience:\" that \"%s\" does "
                       "not see the entry",
                       build->audience->name);
}

/* A text of which nothing is left is not there; where the entry needs one, that is an error. */
static void end_text(VtBuild *build, const VtEntry *origin, const VtKey *key, const char **text)
{
    if (!*text || (*text)[0] != '\0')
        return;
    bool title = key->offset == offsetof(VtFields, title);
    if (title || (key->required & VT_KIND_BIT(origin->kind)))
        report_empty(build, vt_field_span(origin, key->offset, build->audience->name), key->name);
    if (!title)
        *text = NULL;
}

static void project_marked_key(VtBuild *build, const VtEntry *origin, const VtKey *key, const VtFields *from,
                               VtFields *to, size_t *hidden)
{
    bool list = key->type == VT_KEY_STRINGS && key->offset != offsetof(VtFields, aliases);
    if (list) {
        VtStrings items = AT_CONST(from, VtStrings, key);
        AT(to, VtStrings, key) = project_items_of(build, origin, items, hidden);
        if (items.count > 0 && AT(to, VtStrings, key).count == 0 &&
            (key->required & VT_KIND_BIT(origin->kind)))
            report_empty(build, vt_field_span(origin, key->offset, build->audience->name), key->name);
    } else if (vt_key_holds_markdown(key)) {
        const char **text = &AT(to, const char *, key);
        *text = project_marked(build, origin, AT_CONST(from, char *, key), false, hidden);
        end_text(build, origin, key, text);
    }
}

/* ---- Titles that are headings ---- */

static const char *heading_title(VtBuild *build, const VtEntry *origin, size_t *hidden)
{
    const VtSurvey *survey = origin->title_survey;
    VtProjectFlags flags = build->options->broken & VT_BREAK_VALUES ? VT_PROJECT_UNSAFE_KEEP
                                                                    : VT_PROJECT_PLAIN;
    g_auto(VtRevision) revision = {.source = survey->source};
    g_auto(VtBuffer) plain = {0};
    *hidden += vt_marks_project(survey, build->audience->name, flags, &revision);
    vt_markdown_heading_text(build->markdown, (VtSlice){revision.text.data, revision.text.length}, &plain);
    VtSlice text = vt_slice_trim((VtSlice){plain.data, plain.length});
    return vt_arena_copy(build->arena, text.data, text.length);
}

const char *vt_projected_title(VtBuild *build, const VtEntry *origin)
{
    size_t hidden = 0;
    if (origin->title_survey)
        return heading_title(build, origin, &hidden);
    return project_marked(build, origin, vt_worded_fields(build, origin).title, false, &hidden);
}

static void project_heading(VtBuild *build, const VtEntry *origin, VtFields *to, size_t *hidden)
{
    if (!origin->title_survey)
        return;
    const VtSurvey *survey = origin->title_survey;
    to->title = heading_title(build, origin, hidden);
    if (to->title[0] == '\0')
        report_empty(build, (VtSpan){&origin->source, survey->start, survey->end - survey->start}, "title");
}

static void project_marks(VtBuild *build, const VtEntry *origin, const VtFields *from, VtEditionEntry *entry)
{
    size_t *hidden = &build->withheld[vt_shown_index(build, entry)].hidden_blocks;
    for (size_t i = 0; origin->marked_values && i < vt_key_count; i++)
        project_marked_key(build, origin, &vt_keys[i], from, &entry->fields, hidden);
    project_heading(build, origin, &entry->fields, hidden);
}

void vt_project_entry(VtBuild *build, const VtEntry *origin, VtEditionEntry *entry)
{
    static const VtDocument nothing = {0};
    entry->kind = origin->kind;
    entry->path = origin->source.path;
    VtFields worded = vt_worded_fields(build, origin);
    project_fields(build, &worded, &entry->fields);
    project_marks(build, origin, &worded, entry);
    size_t before = build->replaced;
    vt_names_fields(build, origin, &entry->fields);
    build->withheld[vt_shown_index(build, entry)].replaced_names += build->replaced - before;
    entry->document = origin->document ? origin->document : &nothing;
}
