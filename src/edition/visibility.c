#include "edition_build.h"

/* The nearest that says who it is for: the entry, its section's index.md, site.yaml. */
static VtVisibilityReason audience_rule(const VtSite *site, const VtEntry *entry, const VtEntry *index)
{
    if (entry->fields.audience.count > 0)
        return (VtVisibilityReason){.rule = VT_RULE_OWN_AUDIENCE,
                                    .audiences = entry->fields.audience,
                                    .span = vt_entry_span(entry, "audience")};
    if (index && index->fields.audience.count > 0)
        return (VtVisibilityReason){.rule = VT_RULE_SECTION_AUDIENCE,
                                    .audiences = index->fields.audience,
                                    .span = vt_entry_span(index, "audience")};
    return (VtVisibilityReason){.rule = VT_RULE_DEFAULT_AUDIENCE,
                                .audiences = site->default_audience,
                                .span = site->default_audience_span};
}

static bool lies_ahead(const VtEntry *entry, VtDate today)
{
    return entry->kind == VT_KIND_POST && vt_date_certainly_before(today, entry->fields.date);
}

const VtSectionChoice *vt_hidden_section(const VtAudience *audience, const char *section)
{
    for (size_t i = 0; i < audience->hidden_sections.count; i++)
        if (strcmp(audience->hidden_sections.items[i].folder, section) == 0)
            return &audience->hidden_sections.items[i];
    return NULL;
}

/* `private` beside other names still is private: what is unclear is hidden. */
VtVisibilityReason vt_decide_visibility(const VtSite *site, const VtAudience *audience,
                                        const VtEditionOptions *options, const VtEntry *entry,
                                        const VtEntry *index)
{
    if (entry->kind == VT_KIND_PROFILE)
        return (VtVisibilityReason){VT_SHOWN, VT_RULE_PROFILE, .span = VT_IN_FILE(&entry->source)};
    if (entry->fields.draft && !options->drafts)
        return (VtVisibilityReason){VT_HIDDEN_DRAFT, VT_RULE_DRAFT, .span = vt_entry_span(entry, "draft")};
    if (!options->drafts && lies_ahead(entry, options->today))
        return (VtVisibilityReason){VT_HIDDEN_FUTURE, VT_RULE_FUTURE, .span = vt_entry_span(entry, "date")};
    VtVisibilityReason reason = audience_rule(site, entry, index);
    const VtSectionChoice *hidden = vt_hidden_section(audience, entry->section ? entry->section : "");
    if (vt_strings_hold(reason.audiences, "private"))
        reason.visibility = VT_HIDDEN_PRIVATE;
    else if (!vt_strings_hold(reason.audiences, audience->name))
        reason.visibility = VT_HIDDEN_AUDIENCE;
    else if (hidden)
        return (VtVisibilityReason){VT_HIDDEN_SECTION, VT_RULE_HIDDEN_SECTION, .span = hidden->span};
    return reason;
}

const VtEntry *vt_section_index(const VtPortfolio *portfolio, const char *section)
{
    static const char *const names[] = {"index.md", "index.markdown"};
    for (size_t i = 0; section[0] != '\0' && i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("%s/%s", section, names[i]);
        const VtEntry *index = vt_portfolio_entry(portfolio, path);
        if (index)
            return index;
    }
    return NULL;
}

VtVisibilityReason vt_visibility_reason(const VtPortfolio *portfolio, const VtAudience *audience,
                                        const VtEditionOptions *options, const VtEntry *entry)
{
    return vt_decide_visibility(&portfolio->site, audience, options, entry,
                                vt_section_index(portfolio, entry->section));
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
    case VT_HIDDEN_SECTION:
        edition->withheld.hidden_section++;
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

/* What a test of the audit wants to see leak. */
static bool is_broken(const VtBuild *build, VtVisibility visibility)
{
    static const unsigned breaks[] = {
        [VT_HIDDEN_DRAFT] = VT_BREAK_DRAFTS,    [VT_HIDDEN_FUTURE] = VT_BREAK_FUTURE,
        [VT_HIDDEN_PRIVATE] = VT_BREAK_PRIVATE, [VT_HIDDEN_AUDIENCE] = VT_BREAK_ENTRIES,
        [VT_HIDDEN_SECTION] = VT_BREAK_ENTRIES,
    };
    return visibility != VT_SHOWN && (build->options->broken & breaks[visibility]) != 0;
}

static bool *decide(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    bool *shown = g_new0(bool, portfolio->entry_count);
    for (size_t start = 0, end; start < portfolio->entry_count; start = end) {
        end = run_end(portfolio, start);
        const VtEntry *index = run_index(portfolio, start, end);
        for (size_t i = start; i < end; i++) {
            VtVisibilityReason reason = vt_decide_visibility(&portfolio->site, build->audience,
                                                             build->options, portfolio->entries[i], index);
            count_withheld(build->edition, reason.visibility);
            shown[i] = reason.visibility == VT_SHOWN || is_broken(build, reason.visibility);
            build->shown_count += shown[i];
        }
    }
    return shown;
}

static void project_entry(size_t index, unsigned number, void *data)
{
    VtBuild *build = (VtBuild *)data + number;
    vt_project_entry(build, build->origins[index], &build->shown[index]);
}

/* The entries' fields, each by a thread with memory of its own. */
static void project_all(VtBuild *build)
{
    unsigned count = vt_build_jobs(build);
    g_autofree VtBuild *workers = g_new0(VtBuild, count);
    for (unsigned i = 0; i < count; i++)
        workers[i] = vt_build_worker(build);
    vt_jobs_run(count, build->shown_count, project_entry, workers);
    for (unsigned i = 0; i < count; i++)
        vt_build_join(build, &workers[i]);
}

void vt_build_shown(VtBuild *build)
{
    const VtPortfolio *portfolio = build->portfolio;
    g_autofree bool *shown = decide(build);
    build->shown = VT_ARENA_ARRAY(build->arena, VtEditionEntry, build->shown_count);
    build->origins = g_new0(const VtEntry *, build->shown_count);
    build->withheld = g_new0(VtWithheldText, build->shown_count);
    build->by_origin = g_new0(VtEditionEntry *, portfolio->entry_count);
    build->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    size_t count = 0;
    for (size_t i = 0; i < portfolio->entry_count; i++) {
        g_hash_table_insert(build->by_path, (char *)portfolio->entries[i]->path, GSIZE_TO_POINTER(i + 1));
        if (!shown[i])
            continue;
        build->origins[count] = portfolio->entries[i];
        build->by_origin[i] = &build->shown[count];
        count++;
    }
    project_all(build);
}

void vt_build_withheld(VtBuild *build)
{
    VtEdition *edition = build->edition;
    VtWithheldText *texts = VT_ARENA_ARRAY(build->arena, VtWithheldText, build->shown_count);
    size_t count = 0;
    for (size_t i = 0; i < build->shown_count; i++) {
        VtWithheldText text = build->withheld[i];
        if (text.hidden_blocks + text.replaced_names == 0)
            continue;
        text.path = build->shown[i].path;
        edition->withheld.hidden_blocks += text.hidden_blocks;
        edition->withheld.replaced_names += text.replaced_names;
        texts[count++] = text;
    }
    edition->withheld.texts = texts;
    edition->withheld.text_count = count;
}
