/* Which of several wordings an audience reads. What names another audience is never looked at again once the
 * fields have been chosen: what follows knows only those. */
#include "edition_build.h"

bool vt_has_wordings(const VtEntry *entry, const VtKey *key)
{
    for (size_t i = 0; i < entry->fields.wordings.count; i++)
        if (entry->fields.wordings.items[i].key == key)
            return true;
    return false;
}

const VtWording *vt_wording(const VtEntry *entry, const VtKey *key, const char *audience)
{
    const VtWording *by_default = NULL;
    for (size_t i = 0; i < entry->fields.wordings.count; i++) {
        const VtWording *wording = &entry->fields.wordings.items[i];
        if (wording->key != key)
            continue;
        if (!wording->audience)
            by_default = wording;
        else if (strcmp(wording->audience, audience) == 0)
            return wording;
    }
    return by_default;
}

GPtrArray *vt_hidden_wordings(const VtEntry *entry, const char *audience)
{
    GPtrArray *hidden = g_ptr_array_new();
    for (size_t i = 0; i < entry->fields.wordings.count; i++) {
        const VtWording *wording = &entry->fields.wordings.items[i];
        if (vt_wording(entry, wording->key, audience) != wording)
            g_ptr_array_add(hidden, (gpointer)wording);
    }
    return hidden;
}

static void report_missing(VtBuild *build, const VtEntry *entry, const VtKey *key)
{
    const char *audience = build->audience->name;
    VtDiagnostic *diagnostic = vt_diagnose(build->sink, VT_WORDING_MISSING, vt_entry_key_span(entry, key),
                                           "no %s is meant for \"%s\", which sees this entry", key->name,
                                           audience);
    vt_diagnostic_note(diagnostic, "add \"%s:\" or \"%s:\" to the wordings", audience, VT_WORDING_DEFAULT);
    vt_diagnostic_note(diagnostic, "if \"%s\" should not see the entry, say so with \"audience:\"", audience);
}

/* What a test of the audit wants to see leak: another's wording. */
static const VtWording *wrong_wording(const VtEntry *entry, const VtKey *key, const VtWording *right)
{
    for (size_t i = 0; i < entry->fields.wordings.count; i++)
        if (entry->fields.wordings.items[i].key == key && &entry->fields.wordings.items[i] != right)
            return &entry->fields.wordings.items[i];
    return right;
}

/* A title that nobody gave this audience stays what can be told from the file's name. */
static void choose(VtBuild *build, const VtEntry *entry, const VtKey *key, VtFields *fields)
{
    const VtWording *wording = vt_wording(entry, key, build->audience->name);
    if (build->options->broken & VT_BREAK_WORDINGS)
        wording = wrong_wording(entry, key, wording);
    const char **member = (const char **)(void *)((char *)fields + key->offset);
    if (wording)
        *member = wording->text;
    else if (key->offset == offsetof(VtFields, title))
        report_missing(build, entry, key);
    else
        *member = NULL;
}

VtFields vt_worded_fields(VtBuild *build, const VtEntry *entry)
{
    VtFields fields = entry->fields;
    const VtKey *done = NULL;
    for (size_t i = 0; i < fields.wordings.count; i++) {
        const VtKey *key = fields.wordings.items[i].key;
        if (key != done)
            choose(build, entry, key, &fields);
        done = key;
    }
    fields.wordings.items = NULL;
    fields.wordings.count = 0;
    return fields;
}

VtSpan vt_field_span(const VtEntry *entry, size_t field, const char *audience)
{
    for (size_t i = 0; i < entry->place_count; i++) {
        if (entry->places[i].key->offset != field)
            continue;
        const VtWording *wording = vt_wording(entry, entry->places[i].key, audience);
        return wording ? wording->span : entry->places[i].span;
    }
    return VT_IN_FILE(&entry->source);
}
