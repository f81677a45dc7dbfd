/* Who sees an entry: the rules of edition.h as a table. */
#include "edition_build.h"

typedef struct Row {
    const char *what;
    const char *audience; /* the reader */
    const char *own;      /* audience: of the entry, words; "": not given */
    const char *index;    /* audience: of the section's index.md; NULL: no such file */
    const char *by_default;
    VtKind kind;
    const char *date;
    bool draft;
    bool drafts;
    bool in_hidden_section;
    VtVisibility expected;
} Row;

#define PROJECT .kind = VT_KIND_PROJECT
#define POST .kind = VT_KIND_POST

static const Row rows[] = {
    {"named", "recruiter", "recruiter", NULL, "private", PROJECT, .expected = VT_SHOWN},
    {"named among others", "community", "recruiter community", NULL, "private", PROJECT,
     .expected = VT_SHOWN},
    {"others named", "community", "recruiter", NULL, "community", PROJECT, .expected = VT_HIDDEN_AUDIENCE},
    {"part of a name", "community", "communit communitys", NULL, "community", PROJECT,
     .expected = VT_HIDDEN_AUDIENCE},
    {"other case", "community", "Community", NULL, "community", PROJECT, .expected = VT_HIDDEN_AUDIENCE},
    {"unmarked, default names it", "recruiter", "", NULL, "recruiter community", PROJECT,
     .expected = VT_SHOWN},
    {"unmarked, default names others", "recruiter", "", NULL, "community", PROJECT,
     .expected = VT_HIDDEN_AUDIENCE},
    {"unmarked, default private", "recruiter", "", NULL, "private", PROJECT, .expected = VT_HIDDEN_PRIVATE},
    {"unmarked, no default", "recruiter", "", NULL, "", PROJECT, .expected = VT_HIDDEN_AUDIENCE},
    {"index names it", "recruiter", "", "recruiter", "private", PROJECT, .expected = VT_SHOWN},
    {"index names others", "recruiter", "", "community", "recruiter", PROJECT,
     .expected = VT_HIDDEN_AUDIENCE},
    {"index private", "recruiter", "", "private", "recruiter", PROJECT, .expected = VT_HIDDEN_PRIVATE},
    {"own before index", "recruiter", "recruiter", "private", "private", PROJECT, .expected = VT_SHOWN},
    {"index unmarked", "recruiter", "", "", "recruiter", PROJECT, .expected = VT_SHOWN},
    {"private", "recruiter", "private", NULL, "recruiter", PROJECT, .expected = VT_HIDDEN_PRIVATE},
    {"private with drafts", "recruiter", "private", NULL, "recruiter", PROJECT, .drafts = true,
     .expected = VT_HIDDEN_PRIVATE},
    {"private beside a name", "recruiter", "recruiter private", NULL, "recruiter", PROJECT,
     .expected = VT_HIDDEN_PRIVATE},
    {"draft", "recruiter", "recruiter", NULL, "recruiter", PROJECT, .draft = true,
     .expected = VT_HIDDEN_DRAFT},
    {"draft with drafts", "recruiter", "recruiter", NULL, "recruiter", PROJECT, .draft = true, .drafts = true,
     .expected = VT_SHOWN},
    {"draft for others", "community", "recruiter", NULL, "recruiter", PROJECT, .draft = true, .drafts = true,
     .expected = VT_HIDDEN_AUDIENCE},
    {"post of tomorrow", "recruiter", "", NULL, "recruiter", POST, "2024-06-16",
     .expected = VT_HIDDEN_FUTURE},
    {"post of tomorrow with drafts", "recruiter", "", NULL, "recruiter", POST, "2024-06-16", .drafts = true,
     .expected = VT_SHOWN},
    {"post of today", "recruiter", "", NULL, "recruiter", POST, "2024-06-15", .expected = VT_SHOWN},
    {"post of this month", "recruiter", "", NULL, "recruiter", POST, "2024-06", .expected = VT_SHOWN},
    {"post of this year", "recruiter", "", NULL, "recruiter", POST, "2024", .expected = VT_SHOWN},
    {"post of next month", "recruiter", "", NULL, "recruiter", POST, "2024-07", .expected = VT_HIDDEN_FUTURE},
    {"post of next year", "recruiter", "", NULL, "recruiter", POST, "2025", .expected = VT_HIDDEN_FUTURE},
    {"post without date", "recruiter", "", NULL, "recruiter", POST, .expected = VT_SHOWN},
    {"project of next year", "recruiter", "", NULL, "recruiter", PROJECT, "2025", .expected = VT_SHOWN},
    {"talk of next year", "recruiter", "", NULL, "recruiter", .kind = VT_KIND_TALK, .date = "2025",
     .expected = VT_SHOWN},
    {"hidden section", "recruiter", "", NULL, "recruiter", PROJECT, .in_hidden_section = true,
     .expected = VT_HIDDEN_SECTION},
    {"hidden section, named itself", "recruiter", "recruiter", "recruiter", "recruiter", PROJECT,
     .in_hidden_section = true, .expected = VT_HIDDEN_SECTION},
    {"hidden section, for others", "recruiter", "community", NULL, "recruiter", PROJECT,
     .in_hidden_section = true, .expected = VT_HIDDEN_AUDIENCE},
    {"hidden section, private", "recruiter", "private", NULL, "recruiter", PROJECT, .in_hidden_section = true,
     .expected = VT_HIDDEN_PRIVATE},
    {"hidden section, draft", "recruiter", "", NULL, "recruiter", PROJECT, .draft = true,
     .in_hidden_section = true, .expected = VT_HIDDEN_DRAFT},
    {"hidden section with drafts", "recruiter", "", NULL, "recruiter", PROJECT, .draft = true, .drafts = true,
     .in_hidden_section = true, .expected = VT_HIDDEN_SECTION},
    {"profile, default private", "recruiter", "", NULL, "private", .kind = VT_KIND_PROFILE,
     .expected = VT_SHOWN},
};

static VtStrings words(char **parts)
{
    return (VtStrings){(const char *const *)parts, g_strv_length(parts)};
}

static char **split(const char *text)
{
    return text && text[0] ? g_strsplit(text, " ", -1) : g_new0(char *, 1);
}

/* What must have decided, told from the row by its columns alone. */
static VtVisibilityRule rule_of(const Row *row)
{
    if (row->kind == VT_KIND_PROFILE)
        return VT_RULE_PROFILE;
    if (row->expected == VT_HIDDEN_DRAFT)
        return VT_RULE_DRAFT;
    if (row->expected == VT_HIDDEN_FUTURE)
        return VT_RULE_FUTURE;
    if (row->expected == VT_HIDDEN_SECTION)
        return VT_RULE_HIDDEN_SECTION;
    if (row->own[0])
        return VT_RULE_OWN_AUDIENCE;
    return row->index && row->index[0] ? VT_RULE_SECTION_AUDIENCE : VT_RULE_DEFAULT_AUDIENCE;
}

static void check_row(gconstpointer data)
{
    const Row *row = data;
    g_auto(GStrv) own = split(row->own);
    g_auto(GStrv) of_index = split(row->index);
    g_auto(GStrv) by_default = split(row->by_default);
    VtSite site = {.default_audience = words(by_default)};
    VtEntry index = {.kind = VT_KIND_PAGE, .is_index = true, .fields.audience = words(of_index)};
    VtSectionChoice hidden = {.folder = "secret"};
    VtEntry entry = {.kind = row->kind,
                     .section = row->in_hidden_section ? "secret" : "open",
                     .fields = {.audience = words(own), .draft = row->draft}};
    if (row->date)
        g_assert_cmpint(vt_date_parse(vt_slice(row->date), &entry.fields.date), ==, VT_DATE_OK);
    VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 15}, .drafts = row->drafts};
    VtAudience audience = {.name = row->audience, .hidden_sections = {&hidden, 1}};
    VtVisibilityReason found = vt_decide_visibility(&site, &audience, &options, &entry,
                                                    row->index ? &index : NULL);
    g_assert_cmpint(found.visibility, ==, row->expected);
    g_assert_cmpint(found.rule, ==, rule_of(row));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = g_strdup_printf("/edition/visibility/%s", rows[i].what);
        g_test_add_data_func(name, &rows[i], check_row);
    }
    return g_test_run();
}
