#include "edition_build.h"

static bool names_include(VtStrings names, const char *name)
{
    for (size_t i = 0; i < names.count; i++)
        if (strcmp(names.items[i], name) == 0)
            return true;
    return false;
}

static VtStrings audience_of(const VtSite *site, const VtEntry *entry, const VtEntry *index)
{
    if (entry->fields.audience.count > 0)
        return entry->fields.audience;
    if (index && index->fields.audience.count > 0)
        return index->fields.audience;
    return site->default_audience;
}

static bool lies_ahead(const VtEntry *entry, VtDate today)
{
    return entry->kind == VT_KIND_POST && vt_date_certainly_before(today, entry->fields.date);
}

/* `private` beside other names still is private: what is unclear is hidden. */
VtVisibility vt_visibility(const VtSite *site, const char *audience, const VtEditionOptions *options,
                           const VtEntry *entry, const VtEntry *index)
{
    if (entry->kind == VT_KIND_PROFILE)
        return VT_SHOWN;
    if (entry->fields.draft && !options->drafts)
        return VT_HIDDEN_DRAFT;
    if (!options->drafts && lies_ahead(entry, options->today))
        return VT_HIDDEN_FUTURE;
    VtStrings names = audience_of(site, entry, index);
    if (names_include(names, "private"))
        return VT_HIDDEN_PRIVATE;
    return names_include(names, audience) ? VT_SHOWN : VT_HIDDEN_AUDIENCE;
}

static void count_withheld(VtEdition *edition, VtVisibility visibility)
{
    switch (visibility) {
    case VT_SHOWN:
        break;
    case VT_HIDDEN_DRAFT:
        edition->withheld.hidden_draft++;
        break;
    case VT_HIDDEN_FUTURE:
        edition->withheld.hidden_future++;
        break;
    case VT_HIDDEN_PRIVATE:
        edition->withheld.hidden_private++;
        break;
    case VT_HIDDEN_AUDIENCE:
        edition->withheld.hidden_audience++;
        break;
    }
}

/* The end of the run of entries of one section that starts at `start`: paths are sorted, so there is one. */
static size_t run_end(const VtPortfolio *portfolio, size_t start)
{
    size_t end = start + 1;
    while (end < portfolio->entry_count &&
           strcmp(portfolio->entries[end]->section, portfolio->entries[start]->section) == 0)
        end++;
    return end;
}

static const VtEntry *run_index(const VtPortfolio *portfolio, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (vt_is_section_index(portfolio->entries[i]))
            return portfolio->entries[i];
    return NULL;
}

static bool *decide(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    bool *shown = g_new0(bool, portfolio->entry_count);
    for (size_t start = 0, end; start < portfolio->entry_count; start = end) {
        end = run_end(portfolio, start);
        const VtEntry *index = run_index(portfolio, start, end);
        for (size_t i = start; i < end; i++) {
            VtVisibility visibility = vt_visibility(&portfolio->site, build->audience->name, build->options,
                                                    portfolio->entries[i], index);
            count_withheld(build->edition, visibility);
            shown[i] = visibility == VT_SHOWN;
            build->shown_count += shown[i];
        }
    }
    return shown;
}

void vt_build_shown(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    g_autofree bool *shown = decide(build);
    build->shown = VT_ARENA_ARRAY(build->arena, VtEditionEntry, build->shown_count);
    build->origins = g_new0(const VtEntry *, build->shown_count);
    build->by_origin = g_new0(VtEditionEntry *, portfolio->entry_count);
    build->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    size_t count = 0;
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        g_hash_table_insert(build->by_path, (char *)portfolio->entries[i]->path, GSIZE_TO_POINTER(i + 1));
        if (!shown[i])
            continue;
        build->origins[count] = portfolio->entries[i];
        build->by_origin[i] = &build->shown[count];
        vt_project_entry(build, portfolio->entries[i], &build->shown[count]);
        count++;
    }
}
