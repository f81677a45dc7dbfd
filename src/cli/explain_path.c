/* For each audience, whether and why. What holds for all alike is not repeated: only what decides is told. */
#include "explain_path.h"

/* One subject told of to one audience. */
typedef struct Telling {
    const VtSiteEditions *all;
    size_t audience;
    const VtEdition *edition; /* NULL: none could be made */
    bool color;
    VtBuffer *out;
} Telling;

static void tell_head(const Telling *telling, bool in, const char *address)
{
    const char *name = telling->all->audiences[telling->audience]->name;
    const char *colour = !telling->color ? "" : in ? "\033[32m" : "\033[31m";
    vt_buffer_append_format(telling->out, "\n%s: %s%s%s", name, colour, in ? "in" : "out",
                            telling->color ? "\033[m" : "");
    if (address != NULL)
        vt_buffer_append_format(telling->out, ", at %s", address);
    vt_buffer_append_char(telling->out, '\n');
}

static void tell_line(const Telling *telling, VtSpan span, const char *format, ...) G_GNUC_PRINTF(3, 4);

static void tell_line(const Telling *telling, VtSpan span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *place = vt_place_text(span);
    vt_buffer_append_format(telling->out, "  %s%s%s%s\n", text, *place != '\0' ? " (" : "", place,
                            *place != '\0' ? ")" : "");
}

static VtVisibilityReason reason_of(const Telling *telling, const VtEntry *entry)
{
    const VtSiteEditions *all = telling->all;
    return vt_visibility_reason(all->portfolio, all->audiences[telling->audience], &all->options, entry);
}

static const VtEditionEntry *find_in(VtEntryList entries, const char *path)
{
    for (size_t i = 0; i < entries.count; i++)
        if (strcmp(entries.items[i]->path, path) == 0)
            return entries.items[i];
    return NULL;
}

/* Of an entry that has a page, or is shown on one. */
static const char *address_of(const VtEdition *edition, const VtEntry *entry)
{
    if (edition == NULL)
        return NULL;
    const VtEditionEntry *found = find_in(edition->entries, entry->source.path);
    for (size_t i = 0; found == NULL && i < edition->section_count; i++)
        if (entry->is_index && strcmp(edition->sections[i].name, entry->section) == 0)
            return edition->sections[i].address;
    return found != NULL ? found->address : edition->base_path;
}

static bool is_on_line(VtSpan span, size_t line)
{
    if (span.source == NULL || span.offset == VT_WHOLE_FILE)
        return false;
    size_t end = span.offset + (span.length > 0 ? span.length - 1 : 0);
    return vt_source_position(span.source, span.offset).line <= line &&
           line <= vt_source_position(span.source, end).line;
}

/* ---- Marks -----------------------------------------------------------------------------------------------
 */

static const VtSurvey *survey_of(const VtEntry *entry, size_t index)
{
    return index == 0 ? entry->title_survey : entry->survey;
}

static char *mark_audiences(const VtMark *mark)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < mark->audience_count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", mark->audiences[i]);
    return g_strdup(names->str);
}

static VtSpan mark_span(const VtEntry *entry, const VtMark *mark)
{
    return (VtSpan){&entry->source, mark->open.start, mark->open.end - mark->open.start};
}

/* Hidden from the audience, while what is around it is not. */
static bool begins_hidden(const VtSurvey *survey, size_t mark, const char *audience)
{
    size_t parent = survey->marks[mark].parent;
    return !vt_mark_visible(survey, mark, audience) &&
           (parent == VT_NO_MARK || vt_mark_visible(survey, parent, audience));
}

/* The mark that keeps bytes [start, end) of the entry's text from the audience; NULL: none does. */
static const VtMark *hiding_mark(const VtEntry *entry, const char *audience, size_t start, size_t end)
{
    for (size_t k = 0; k < 2; k++) {
        const VtSurvey *survey = survey_of(entry, k);
        for (size_t i = 0; survey != NULL && i < survey->mark_count; i++) {
            VtPlace extent = survey->marks[i].extent;
            if (begins_hidden(survey, i, audience) && extent.start < end && start < extent.end)
                return &survey->marks[i];
        }
    }
    return NULL;
}

static void tell_mark(const Telling *telling, const VtEntry *entry, const VtMark *mark)
{
    size_t first = vt_source_position(&entry->source, mark->extent.start).line;
    size_t end = mark->extent.end > mark->extent.start ? mark->extent.end - 1 : mark->extent.end;
    size_t last = vt_source_position(&entry->source, end).line;
    g_autofree char *names = mark_audiences(mark);
    g_autofree char *lines = first == last ? g_strdup_printf("line %zu", first)
                                           : g_strdup_printf("lines %zu to %zu", first, last);
    tell_line(telling, mark_span(entry, mark), "%s%s left out: marked for %s",
              mark->form == VT_MARK_WORDS ? "words of " : "", lines, names);
}

static void tell_marks(const Telling *telling, const VtEntry *entry)
{
    const char *audience = telling->all->audiences[telling->audience]->name;
    for (size_t k = 0; k < 2; k++) {
        const VtSurvey *survey = survey_of(entry, k);
        for (size_t i = 0; survey != NULL && i < survey->mark_count; i++)
            if (begins_hidden(survey, i, audience))
                tell_mark(telling, entry, &survey->marks[i]);
    }
}

/* How many marks hide something in the text, as the audience would read it. */
static size_t hidden_in_text(const Telling *telling, const char *text, bool item)
{
    if (text == NULL || strstr(text, "<!--") == NULL)
        return 0;
    const char *audience = telling->all->audiences[telling->audience]->name;
    g_autoptr(VtMarkdown) markdown = vt_markdown_new();
    g_autoptr(VtArena) arena = vt_arena_new();
    size_t hidden = 0;
    vt_marks_project_value(markdown, text, item, audience, VT_PROJECT_PLAIN, arena, &hidden);
    return hidden;
}

/* Of a key of front matter; one that has wordings, in that which the audience reads. */
static size_t hidden_in_value(const Telling *telling, const VtEntry *entry, const VtKey *key)
{
    const void *member = (const char *)&entry->fields + key->offset;
    const char *audience = telling->all->audiences[telling->audience]->name;
    size_t hidden = 0;
    if (key->type == VT_KEY_STRINGS) {
        const VtStrings *items = member;
        for (size_t i = 0; i < items->count; i++)
            hidden += hidden_in_text(telling, items->items[i], true);
    } else if (key->type == VT_KEY_MARKDOWN || key->type == VT_KEY_STRING) {
        const VtWording *wording = vt_wording(entry, key, audience);
        hidden = hidden_in_text(telling, wording != NULL ? wording->text : *(const char *const *)member,
                                false);
    }
    return hidden;
}

/* `line` 0: of all of the front matter. False: no mark hides anything there. */
static bool tell_marked_values(const Telling *telling, const VtEntry *entry, size_t line)
{
    bool found = false;
    for (size_t i = 0; entry->marked_values && i < vt_key_count; i++) {
        VtSpan span = vt_entry_key_span(entry, &vt_keys[i]);
        size_t hidden = span.source == NULL || (line > 0 && !is_on_line(span, line))
                            ? 0
                            : hidden_in_value(telling, entry, &vt_keys[i]);
        if (hidden == 0)
            continue;
        if (line > 0 && !found)
            tell_head(telling, true, NULL);
        tell_line(telling, span, "%zu marked part%s of its %s left out", hidden, hidden == 1 ? "" : "s",
                  vt_keys[i].name);
        found = true;
    }
    return found;
}

/* ---- Entries ---------------------------------------------------------------------------------------------
 */

static bool same_key(const VtEntry *entry, size_t i)
{
    const VtWording *wordings = entry->fields.wordings.items;
    return i > 0 && wordings[i].key == wordings[i - 1].key;
}

static void tell_wordings(const Telling *telling, const VtEntry *entry)
{
    const char *audience = telling->all->audiences[telling->audience]->name;
    for (size_t i = 0; i < entry->fields.wordings.count; i++) {
        const VtKey *key = entry->fields.wordings.items[i].key;
        const VtWording *wording = vt_wording(entry, key, audience);
        if (same_key(entry, i))
            continue;
        if (wording == NULL)
            tell_line(telling, vt_entry_key_span(entry, key), "no %s: no wording is meant for it", key->name);
        else
            tell_line(telling, wording->span, "%s: %s wording", key->name,
                      wording->audience != NULL ? "its own" : "the default");
    }
}

static void tell_names(const Telling *telling, const VtEntry *entry)
{
    const VtEdition *edition = telling->edition;
    for (size_t i = 0; edition != NULL && i < edition->withheld.text_count; i++) {
        const VtWithheldText *text = &edition->withheld.texts[i];
        if (strcmp(text->path, entry->source.path) != 0)
            continue;
        if (text->replaced_names > 0)
            tell_line(telling, VT_NOWHERE, "%zu name%s replaced", text->replaced_names,
                      text->replaced_names == 1 ? " is" : "s are");
    }
}

static void tell_unlinked(const Telling *telling, const VtEntry *entry)
{
    const VtEdition *edition = telling->edition;
    for (size_t i = 0; edition != NULL && i < edition->withheld.unlinked; i++)
        if (edition->withheld.unlinked_places[i].source == &entry->source)
            tell_line(telling, edition->withheld.unlinked_places[i],
                      "a link to what it cannot see is plain text");
}

static void explain_entry(const Telling *telling, const VtSubject *subject)
{
    const VtEntry *entry = subject->entry;
    VtVisibilityReason reason = reason_of(telling, entry);
    g_autofree char *clause = vt_reason_clause(&reason, telling->all, telling->audience);
    bool in = reason.visibility == VT_SHOWN;
    tell_head(telling, in, in ? address_of(telling->edition, entry) : NULL);
    tell_line(telling, reason.rule == VT_RULE_PROFILE ? VT_NOWHERE : reason.span, "%s", clause);
    if (!in)
        return;
    tell_wordings(telling, entry);
    tell_marks(telling, entry);
    tell_marked_values(telling, entry, 0);
    tell_names(telling, entry);
    tell_unlinked(telling, entry);
}

/* ---- Lines
 * ------------------------------------------------------------------------------------------------- */

static void line_bounds(const VtSource *source, size_t line, size_t *start, size_t *end)
{
    const char *at = source->text;
    for (size_t i = 1; i < line && at != NULL; i++) {
        at = memchr(at, '\n', (size_t)(source->text + source->length - at));
        at = at != NULL ? at + 1 : NULL;
    }
    *start = at != NULL ? (size_t)(at - source->text) : source->length;
    // What was read has text: NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker)
    const char *newline = memchr(source->text + *start, '\n', source->length - *start);
    *end = newline != NULL ? (size_t)(newline - source->text) : source->length;
}

/* What this audience makes of a wording on the line. False: there is none. */
static bool explain_wording_line(const Telling *telling, const VtSubject *subject)
{
    const VtEntry *entry = subject->entry;
    const char *audience = telling->all->audiences[telling->audience]->name;
    bool found = false;
    for (size_t i = 0; i < entry->fields.wordings.count; i++) {
        const VtWording *wording = &entry->fields.wordings.items[i];
        if (!is_on_line(wording->span, subject->line))
            continue;
        bool in = vt_wording(entry, wording->key, audience) == wording;
        if (!found)
            tell_head(telling, in, NULL);
        tell_line(telling, wording->span, in ? "this is the %s it reads" : "this is not the %s it reads",
                  wording->key->name);
        found = true;
    }
    return found;
}

static void explain_line(const Telling *telling, const VtSubject *subject)
{
    VtVisibilityReason reason = reason_of(telling, subject->entry);
    if (reason.visibility != VT_SHOWN) {
        explain_entry(telling, subject);
        return;
    }
    if (explain_wording_line(telling, subject) || tell_marked_values(telling, subject->entry, subject->line))
        return;
    size_t start, end;
    const char *audience = telling->all->audiences[telling->audience]->name;
    line_bounds(&subject->entry->source, subject->line, &start, &end);
    const VtMark *mark = hiding_mark(subject->entry, audience, start, MAX(end, start + 1));
    if (mark != NULL) {
        tell_head(telling, mark->form == VT_MARK_WORDS, NULL);
        tell_mark(telling, subject->entry, mark);
        return;
    }
    g_autofree char *clause = vt_reason_clause(&reason, telling->all, telling->audience);
    tell_head(telling, true, address_of(telling->edition, subject->entry));
    tell_line(telling, VT_NOWHERE, "no mark hides the line");
    tell_line(telling, reason.rule == VT_RULE_PROFILE ? VT_NOWHERE : reason.span, "%s", clause);
}

/* ---- Files
 * ------------------------------------------------------------------------------------------------- */

static const VtAsset *written_asset(const VtEdition *edition, const VtAssetFile *file)
{
    for (size_t i = 0; edition != NULL && i < edition->asset_count; i++)
        if (strcmp(edition->assets[i].real_path, file->real_path) == 0)
            return &edition->assets[i];
    return NULL;
}

/* Of a reference in an entry that is in: what keeps it from the audience all the same. */
static void tell_reference(const Telling *telling, const VtReference *reference)
{
    const VtEntry *entry = reference->entry;
    const char *audience = telling->all->audiences[telling->audience]->name;
    size_t start = reference->span.offset;
    const VtMark *mark = start < entry->body ? NULL : hiding_mark(entry, audience, start, start + 1);
    g_autoptr(GPtrArray) others = vt_hidden_wordings(entry, audience);
    g_autofree char *from = vt_place_text(reference->span);
    for (guint i = 0; i < others->len; i++) {
        VtSpan span = ((const VtWording *)others->pdata[i])->span;
        if (span.offset <= start && start < span.offset + span.length) {
            tell_line(telling, VT_NOWHERE, "%s refers to it, in a wording for others", from);
            return;
        }
    }
    if (mark == NULL) {
        tell_line(telling, VT_NOWHERE, "%s refers to it", from);
        return;
    }
    g_autofree char *names = mark_audiences(mark);
    tell_line(telling, mark_span(entry, mark), "%s refers to it, in a part marked for %s", from, names);
}

static void explain_asset(const Telling *telling, const VtSubject *subject)
{
    g_autoptr(GArray) references = vt_references_to(telling->all->portfolio, subject->asset->path);
    const VtAsset *asset = written_asset(telling->edition, subject->asset);
    tell_head(telling, asset != NULL, asset != NULL ? asset->address : NULL);
    if (references->len == 0)
        tell_line(telling, VT_NOWHERE, "no entry refers to it");
    for (guint i = 0; i < references->len; i++) {
        const VtReference *reference = &g_array_index(references, VtReference, i);
        VtVisibilityReason reason = reason_of(telling, reference->entry);
        g_autofree char *clause = vt_reason_clause(&reason, telling->all, telling->audience);
        g_autofree char *from = vt_place_text(reference->span);
        if (reason.visibility == VT_SHOWN)
            tell_reference(telling, reference);
        else
            tell_line(telling, reason.span, "%s refers to it, but is out: %s", from, clause);
    }
}

/* ---- Sections
 * ---------------------------------------------------------------------------------------------- */

static void explain_section(const Telling *telling, const VtSubject *subject)
{
    const VtPortfolio *portfolio = telling->all->portfolio;
    const VtAudience *audience = telling->all->audiences[telling->audience];
    size_t all = 0, shown = 0;
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        if (strcmp(portfolio->entries[i]->section, subject->section) != 0)
            continue;
        all++;
        shown += reason_of(telling, portfolio->entries[i]).visibility == VT_SHOWN;
    }
    const VtSectionChoice *hidden = vt_hidden_section(audience, subject->section);
    const char *address = NULL;
    for (size_t i = 0; telling->edition != NULL && i < telling->edition->section_count; i++)
        if (strcmp(telling->edition->sections[i].name, subject->section) == 0)
            address = telling->edition->sections[i].address;
    tell_head(telling, address != NULL, address);
    if (hidden != NULL)
        tell_line(telling, hidden->span, "the settings of %s hide it", audience->name);
    tell_line(telling, VT_NOWHERE, "%zu of its %zu entries %s in", shown, all, shown == 1 ? "is" : "are");
}

/* ---- All
 * --------------------------------------------------------------------------------------------------- */

static void write_title(const VtSubject *subject, const VtSiteEditions *all, VtBuffer *out)
{
    if (subject->entry != NULL && subject->line > 0)
        vt_buffer_append_format(out, "%s, line %zu\n", subject->entry->source.path, subject->line);
    else if (subject->entry != NULL)
        vt_buffer_append_format(out, "%s, kind %s\n", subject->entry->source.path,
                                vt_kind_name(subject->entry->kind));
    else if (subject->asset != NULL)
        vt_buffer_append_format(out, "%s/%s, a file\n", all->content, subject->asset->path);
    else
        vt_buffer_append_format(out, "%s/%s/, a section without index.md\n", all->content, subject->section);
}

void vt_subject_explain(const VtSiteEditions *all, const VtSubject *subject, bool color, VtBuffer *out)
{
    write_title(subject, all, out);
    for (size_t i = 0; i < all->count; i++) {
        Telling telling = {all, i, all->editions[i], color, out};
        if (subject->asset != NULL)
            explain_asset(&telling, subject);
        else if (subject->section != NULL)
            explain_section(&telling, subject);
        else if (subject->line > 0)
            explain_line(&telling, subject);
        else
            explain_entry(&telling, subject);
    }
}
