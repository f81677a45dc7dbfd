#include "resume_lint.h"

#include <stdarg.h>

static bool is_ignored(const VtSite *site, VtDiagnosticId id)
{
    const char *name = vt_diagnostic_info(id)->name;
    for (size_t i = 0; i < site->ignored.count; i++)
        if (strcmp(site->ignored.items[i], name) == 0)
            return true;
    return false;
}

VtDiagnostic *vt_lint_report(const VtLint *lint, VtDiagnosticId id, VtSpan span, const char *format, ...)
{
    if (is_ignored(&lint->portfolio->site, id))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return vt_diagnose(lint->sink, id, span, "%s", text);
}

const VtEntry *vt_lint_origin(const VtLint *lint, const VtEditionEntry *entry)
{
    const VtPortfolio *portfolio = lint->portfolio;
    for (size_t i = 0; i < portfolio->entry_count; i++)
        if (strcmp(portfolio->entries[i]->source.path, entry->path) == 0)
            return portfolio->entries[i];
    return NULL;
}

VtSpan vt_lint_span(const VtLint *lint, const VtEditionEntry *entry, const char *key)
{
    const VtEntry *origin = vt_lint_origin(lint, entry);
    return origin != NULL ? vt_entry_span(origin, key) : VT_NOWHERE;
}

/* ---- The person -------------------------------------------------------------------------------------------
 */

static bool is_given(const char *text)
{
    return text != NULL && *text != '\0';
}

static bool has_account(const VtFields *person)
{
    for (size_t i = 0; i < person->profiles.count; i++)
        if (is_given(person->profiles.items[i].url))
            return true;
    return false;
}

static void check_contact(const VtLint *lint)
{
    const VtEditionEntry *profile = lint->edition->profile;
    if (profile == NULL || is_given(profile->fields.email) || is_given(profile->fields.phone) ||
        has_account(&profile->fields))
        return;
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_CONTACT, vt_lint_span(lint, profile, "name"),
                                              "the profile says no way to reach you");
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "add one: email: robin@robin.example");
}

/* ---- Titles of sections
 * ------------------------------------------------------------------------------------- */

/* The words by which hiring systems find the two parts that they fill forms from. */
static bool is_usual(VtKind kind, const char *title)
{
    static const char *const roles[] = {"experience", "employment", "work", "career",
                                        "positions",  "roles",      "jobs", NULL};
    static const char *const schools[] = {"education", "qualification", "academic",
                                          "training",  "studies",       NULL};
    g_autofree char *lower = g_utf8_strdown(title, -1);
    for (const char *const *word = kind == VT_KIND_ROLE ? roles : schools; *word != NULL; word++)
        if (strstr(lower, *word) != NULL)
            return true;
    return false;
}

static VtSpan title_of_section(const VtLint *lint, const VtEditionSection *section)
{
    const VtSite *site = &lint->portfolio->site;
    for (size_t i = 0; i < site->section_count; i++)
        if (strcmp(site->sections[i].folder, section->name) == 0 && site->sections[i].title != NULL)
            return site->sections[i].span;
    return section->index != NULL ? vt_lint_span(lint, section->index, "title") : VT_IN_FILE(&site->source);
}

static void check_section(const VtLint *lint, const VtEditionSection *section)
{
    bool read_by_systems = section->kind == VT_KIND_ROLE || section->kind == VT_KIND_EDUCATION;
    if (!read_by_systems || section->entries.count == 0 || is_usual(section->kind, section->title))
        return;
    const char *usual = section->kind == VT_KIND_ROLE ? "Experience" : "Education";
    VtDiagnostic *diagnostic = vt_lint_report(lint, VT_RESUME_HEADING, title_of_section(lint, section),
                                              "hiring systems may not know what \"%s\" holds",
                                              section->title);
    if (diagnostic != NULL)
        vt_diagnostic_note(diagnostic, "they look for words such as \"%s\"", usual);
}

void vt_resume_lint(const VtPortfolio *portfolio, const VtEdition *edition, VtDiagnostics *sink)
{
    VtLint lint = {portfolio, edition, sink};
    bool english = g_str_has_prefix(edition->language, "en");
    check_contact(&lint);
    for (size_t i = 0; english && i < edition->section_count; i++)
        check_section(&lint, &edition->sections[i]);
    vt_lint_dates(&lint);
    vt_lint_texts(&lint);
}
