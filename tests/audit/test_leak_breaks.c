/* The edition is broken on purpose, in each of the ways it knows, and the audit finds every break. */
#include "leak_site.h"

static const char tree[] =
    "@@ site.yaml\n"
    "title: Robin Sample\n"
    "url: https://robin.example/\n"
    "audiences:\n"
    "  recruiter: {theme: recruiter, description: Looking for a role that pays better than the last one "
    "did}\n"
    "  community: {theme: community, description: A friendly group of people who teach each other how to "
    "measure, url: "
    "\"https://robin.example/community/\"}\n"
    "default_audience: [recruiter, community]\n"
    "names:\n"
    "  - name: Truist Financial\n"
    "    also: [Truist]\n"
    "    replace: {community: a large bank}\n"
    "@@ profile.md\n"
    "---\nname: Robin Sample\n---\nI build things for people and teach.\n"
    "@@ experience/truist-financial.md\n"
    "---\ntitle: Engineer at Truist\norganization: Truist Financial\nstart: 2020-01\naliases: "
    "[/old/truist/]\n"
    "summary: \"What I did<!-- audience: recruiter --> and how much they paid me for all of it<!-- /audience "
    "-->.\"\n---\n"
    "The ledger of Truist grew.\n\n![The team at Truist](truist-team.svg)\n\n"
    "<!-- audience: recruiter -->\n\nThe second ledger was already empty by then, as everybody in that room "
    "knew.\n\n"
    "<!-- /audience -->\n\n"
    "See [the merger](../projects/secret-merger-of-two-banks.md).\n"
    "@@ experience/truist-team.svg\n"
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9\"/></svg>\n"
    "@@ projects/secret-merger-of-two-banks.md\n"
    "---\ntitle: Secret merger of two banks\naudience: recruiter\n---\nNobody outside of the building heard "
    "about the merger "
    "before.\n"
    "@@ projects/draft.md\n"
    "---\ntitle: Half a thought\ndraft: true\n---\nThis thought is not ready and nobody should read it "
    "before it is.\n"
    "@@ projects/private.md\n"
    "---\ntitle: My own\naudience: private\n---\nThis is what I really think of all the people named above.\n"
    "@@ projects/loose.svg\n"
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"><path d=\"M0 0h7v7\"/></svg>\n"
    "@@ projects/worded.md\n"
    "---\ntitle:\n  recruiter: Saved nine million in the first year alone\n  default: A small "
    "saving\n---\nIt was a year.\n"
    "@@ writing/later.md\n"
    "---\ntitle: Later\ndate: 2027-01-01\n---\nIn the next year we will announce what has been kept quiet "
    "until now.\n";

static void set_broken(VtEditionOptions *options, unsigned bits)
{
    options->broken = bits;
}

static void expect_leak_of(const char *files, unsigned bits, const char *id)
{
    g_auto(LeakSite) site = {0};
    leak_site_init(&site, files, "community", set_broken, bits);
    g_autofree char *said = leak_site_audit(&site, 2);
    g_test_message("%s", said);
    if (id == NULL)
        g_assert_cmpstr(said, ==, "");
    else
        g_assert_nonnull(strstr(said, id));
}

static void expect_leak(unsigned bits, const char *id)
{
    expect_leak_of(tree, bits, id);
}

static void test_whole(void)
{
    expect_leak(0, NULL);
}

/* Where a mark may stand outside of bodies, each by itself. */
static void test_value(gconstpointer entry)
{
    g_autofree char *files = g_strconcat(
        "@@ site.yaml\ntitle: Robin Sample\nurl: https://robin.example/\n"
        "audiences: {recruiter: {theme: recruiter}, community: {theme: community}}\n"
        "default_audience: [recruiter, community]\n"
        "@@ profile.md\n---\nname: Robin Sample\n---\nText.\n@@ projects/one.md\n",
        entry, NULL);
    expect_leak_of(files, 0, NULL);
    expect_leak_of(files, VT_BREAK_VALUES, "[leak-text]");
}

#define HIDDEN "<!-- audience: recruiter --> and how much they paid me for all of it<!-- /audience -->"

static const struct {
    const char *name, *entry;
} values[] = {
    {"summary", "---\ntitle: One\nsummary: \"What I did" HIDDEN "\"\n---\nText.\n"},
    {"title", "---\ntitle: \"What I did" HIDDEN "\"\n---\nText.\n"},
    {"heading", "# What I did" HIDDEN "\n\nText.\n"},
    {"list", "---\ntitle: One\nstack: [Python, \"" HIDDEN "\"]\n---\nText.\n"},
    {"words of a list", "---\ntitle: One\nstack: [Python, \"SQL" HIDDEN "\"]\n---\nText.\n"},
};

static const struct {
    VtBreak bit;
    const char *name, *id;
} breaks[] = {
    {VT_BREAK_BLOCKS, "blocks", "[leak-text]"},
    {VT_BREAK_VALUES, "values", "[leak-text]"},
    {VT_BREAK_ENTRIES, "entries", "[leak-text]"},
    {VT_BREAK_DRAFTS, "drafts", "[leak-text]"},
    {VT_BREAK_FUTURE, "future", "[leak-text]"},
    {VT_BREAK_PRIVATE, "private", "[leak-text]"},
    {VT_BREAK_LINKS, "links", "[leak-address]"},
    {VT_BREAK_NAMES_BODIES, "names-bodies", "[leak-name]"},
    {VT_BREAK_NAMES_FIELDS, "names-fields", "[leak-name]"},
    {VT_BREAK_NAMES_ALTS, "names-alts", "[leak-name]"},
    {VT_BREAK_NAMES_ADDRESSES, "names-addresses", "[leak-name]"},
    {VT_BREAK_NAMES_FILES, "names-files", "[leak-name]"},
    {VT_BREAK_NAMES_ALIASES, "names-aliases", "[leak-name]"},
    {VT_BREAK_ASSETS, "assets", "[leak-file]"},
    {VT_BREAK_WORDINGS, "wordings", "[leak-text]"},
    {VT_BREAK_SETTINGS, "settings", "[leak-text]"},
};

static void test_break(gconstpointer data)
{
    size_t number = GPOINTER_TO_SIZE(data);
    expect_leak(breaks[number].bit, breaks[number].id);
}

/* A way to break it that is added to the edition must be added here. */
static void test_every_break(void)
{
    unsigned known = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(breaks); i++)
        known |= breaks[i].bit;
    g_assert_cmpuint(known, ==, (1u << VT_BREAK_COUNT) - 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/breaks/none", test_whole);
    g_test_add_func("/breaks/all-are-tried", test_every_break);
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *path = g_strdup_printf("/breaks/values/%s", values[i].name);
        g_test_add_data_func(path, values[i].entry, test_value);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(breaks); i++) {
        g_autofree char *path = g_strdup_printf("/breaks/%s", breaks[i].name);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_break);
    }
    return g_test_run();
}
