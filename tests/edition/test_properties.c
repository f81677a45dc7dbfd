/* Random trees: what is hidden from an audience changes nothing of its edition and no word of it is there,
 * and the order in which files came to be does not matter. The seed is the tree's number, so a failure names
 * it. */
#include "edition_dump.h"

#include "../support/content_tree.h"

enum { TREES = 500, ORDERS = 60, MOST_ENTRIES = 14 };

static const char *const folders[] = {"experience", "projects", "diversity", "education", "awards",
                                      "talks",      "writing",  "notes",     ""};
static const char *const audiences[] = {"",       "", "recruiter", "community", "[recruiter, community]",
                                        "private"};
static const char *const skills[] = {"Python", "python", "C++", "Postgres", "PostgreSQL", "Spark", "Go"};
static const char *const organizations[] = {"Acme", "acme corp", "Acme Corp (AC)", "AC", "Globex"};
static const char *const headings[] = {"Impact", "Context", "What came of it"};

#define PICK(random, list) ((list)[g_rand_int_range((random), 0, G_N_ELEMENTS(list))])

/* `head` decides who sees it and stays; all else is made from the seed, but for wordings that are not for the
 * tree's reader: those from `others`. */
typedef struct Entry {
    const char *folder;
    char *path;
    char *head;
    guint32 seed;
    guint32 others;
} Entry;

typedef struct RandomTree {
    Entry entries[MOST_ENTRIES + G_N_ELEMENTS(folders)];
    size_t count;
    unsigned reader; /* 0: the recruiter, 1: the community */
} RandomTree;

static const char *const readers[] = {"recruiter", "community"};

static char *random_date(GRand *random)
{
    int year = g_rand_int_range(random, 2010, 2027);
    int month = g_rand_int_range(random, 1, 13);
    switch (g_rand_int_range(random, 0, 3)) {
    case 0:
        return g_strdup_printf("%d", year);
    case 1:
        return g_strdup_printf("%d-%02d", year, month);
    default:
        return g_strdup_printf("%d-%02d-%02d", year, month, g_rand_int_range(random, 1, 29));
    }
}

static void add_entry(RandomTree *tree, GRand *random, const char *folder, char *path, bool may_be_draft)
{
    const char *audience = PICK(random, audiences);
    g_autoptr(GString) head = g_string_new(NULL);
    if (audience[0])
        g_string_append_printf(head, "audience: %s\n", audience);
    if (may_be_draft && g_rand_int_range(random, 0, 8) == 0)
        g_string_append(head, "draft: true\n");
    if (strcmp(folder, "writing") == 0 && may_be_draft) {
        g_autofree char *date = random_date(random);
        g_string_append_printf(head, "date: %s\n", date);
    }
    tree->entries[tree->count++] = (Entry){folder, path, g_strdup(head->str), g_rand_int(random),
                                           g_rand_int(random)};
}

static void random_tree_init(RandomTree *tree, GRand *random, unsigned reader)
{
    tree->count = 0;
    tree->reader = reader;
    for (int i = g_rand_int_range(random, 1, MOST_ENTRIES); i > 0; i--) {
        const char *folder = PICK(random, folders);
        const char *slash = folder[0] ? "/" : "";
        const char *bundle = folder[0] && g_rand_int_range(random, 0, 4) == 0 ? "/index" : "";
        add_entry(tree, random, folder, g_strdup_printf("%s%se%d%s.md", folder, slash, i, bundle), true);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        const char *slash = folders[i][0] ? "/" : "";
        if (g_rand_int_range(random, 0, 5) == 0)
            add_entry(tree, random, folders[i], g_strdup_printf("%s%sindex.md", folders[i], slash), false);
    }
}

static void random_tree_finish(RandomTree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        g_free(tree->entries[i].path);
        g_free(tree->entries[i].head);
    }
}

/* A word that stands in this entry alone, for as long as it has this seed. */
static char *token(const Entry *entry)
{
    return g_strdup_printf("zq%08xqz", entry->seed);
}

/* A word that no text for the tree's reader holds. */
static char *others_token(const Entry *entry)
{
    return g_strdup_printf("zh%08xhz", entry->others);
}

/* What the reader sees of the key is always the same text, or nothing. */
static void put_worded(GString *text, const RandomTree *tree, const Entry *entry, const char *key,
                       const char *seen, int form)
{
    const char *reader = readers[tree->reader];
    const char *other = readers[1 - tree->reader];
    g_autofree char *word = others_token(entry);
    if (form == 0)
        g_string_append_printf(text, "%s: {%s: \"%s\", %s: U %s, private: V %s}\n", key, reader, seen, other,
                               word, word);
    else if (form == 1)
        g_string_append_printf(text, "%s: {%s: U %s, default: \"%s\"}\n", key, other, word, seen);
    else if (form == 2)
        g_string_append_printf(text, "%s: {default: \"U [x](/%s) %s\", %s: \"%s\"}\n", key,
                               tree->entries[0].path, word, reader, seen);
    else
        g_string_append_printf(text, "%s: \"%s\"\n", key, seen);
}

static void put_dates(GString *text, const Entry *entry, GRand *random)
{
    bool is_index = g_str_has_suffix(entry->path, "/index.md") &&
                    strchr(entry->path, '/') == strrchr(entry->path, '/');
    bool role = strcmp(entry->folder, "experience") == 0;
    if (is_index || g_str_has_prefix(entry->path, "index"))
        return;
    if (role || g_rand_boolean(random)) {
        int year = g_rand_int_range(random, 2010, 2024);
        g_string_append_printf(text, "start: %d-%02d\n", year, g_rand_int_range(random, 1, 13));
        if (g_rand_boolean(random))
            g_string_append_printf(text, "end: %d\n", year + g_rand_int_range(random, 1, 4));
    }
    if (strcmp(entry->folder, "writing") != 0 && g_rand_boolean(random)) {
        g_autofree char *date = random_date(random);
        g_string_append_printf(text, "date: %s\n", date);
    }
    if (role || g_rand_boolean(random))
        g_string_append_printf(text, "organization: %s\n", PICK(random, organizations));
    if (g_rand_boolean(random))
        g_string_append_printf(text, "slug: s%08x\naliases: [/old/%08x/]\n", entry->seed, entry->seed);
}

static void put_body(GString *text, const RandomTree *tree, const Entry *entry, GRand *random)
{
    g_autofree char *word = token(entry);
    g_string_append_printf(text, "A %s paragraph, from %s.\n\n", word, PICK(random, organizations));
    for (int i = g_rand_int_range(random, 0, 3); i > 0; i--)
        g_string_append_printf(text, "## %s\n\n%s\n\n", PICK(random, headings), word);
    for (int i = g_rand_int_range(random, 0, 5); i > 0; i--) {
        const Entry *other = &tree->entries[g_rand_int_range(random, 0, (gint32)tree->count)];
        g_string_append_printf(text, "See [it](/%s%s).\n", other->path,
                               g_rand_boolean(random) ? "#impact" : "");
    }
    if (g_rand_boolean(random))
        g_string_append_printf(text, "All [of them](/%s/).\n", entry->folder);
    if (g_rand_int_range(random, 0, 3) == 0)
        g_string_append_printf(text, "![drawn](/files/%d.png)\n", g_rand_int_range(random, 0, 4));
}

static char *entry_text(const RandomTree *tree, const Entry *entry)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(entry->seed);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *word = token(entry);
    g_autofree char *title = g_strdup_printf("T %s", word);
    g_autofree char *summary = g_strdup_printf("S %s [x](/%s)", word, tree->entries[0].path);
    g_string_append_printf(text, "---\n%s", entry->head);
    put_worded(text, tree, entry, "title", title, g_rand_int_range(random, 0, 6));
    if (g_rand_boolean(random))
        put_worded(text, tree, entry, "summary", summary, g_rand_int_range(random, 0, 6));
    if (g_rand_boolean(random))
        g_string_append_printf(text, "stack: [%s, %s, K%s]\n", PICK(random, skills), PICK(random, skills),
                               word);
    if (g_rand_boolean(random))
        g_string_append_printf(text, "weight: %d\n", g_rand_int_range(random, -1, 2));
    if (g_rand_int_range(random, 0, 3) == 0)
        g_string_append_printf(text, "extra: {key: %s}\n", word);
    put_dates(text, entry, random);
    g_string_append(text, "---\n");
    put_body(text, tree, entry, random);
    return g_strdup(text->str);
}

static void write_entry(const TestTree *folder, const RandomTree *tree, const Entry *entry)
{
    g_autofree char *text = entry_text(tree, entry);
    test_tree_put(folder, entry->path, text);
}

static void put_choices(GString *site, GRand *random, const char *audience, const char *rest)
{
    const char *hidden = folders[g_rand_int_range(random, 0, G_N_ELEMENTS(folders) - 1)];
    const char *first = folders[g_rand_int_range(random, 0, G_N_ELEMENTS(folders) - 1)];
    g_string_append_printf(site, "  %s: {%s, sections: {hide: [%s]", audience, rest, hidden);
    if (strcmp(first, hidden) != 0)
        g_string_append_printf(site, ", order: [%s], limit: {%s: %d}", first, first,
                               g_rand_int_range(random, 0, 3));
    g_string_append(site, "}}\n");
}

/* Sections that are hidden, put first and cut short at random. Every folder exists, so that each may be
 * named. */
static void write_site(const TestTree *folder, GRand *random)
{
    g_autoptr(GString) site = g_string_new("title: Robin Sample\nurl: https://robin.example/\naudiences:\n");
    put_choices(site, random, "recruiter", "theme: recruiter");
    put_choices(site, random, "community", "theme: community, url: \"https://robin.example/community/\"");
    g_string_append(site, "default_audience: [recruiter, community]\n");
    test_tree_put(folder, "site.yaml", site->str);
    for (size_t i = 0; i + 1 < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_strconcat(folders[i], "/kept.txt", NULL);
        test_tree_put(folder, path, "");
    }
}

static void write_files(const TestTree *folder)
{
    for (int i = 0; i < 4; i++) {
        g_autofree char *path = g_strdup_printf("files/%d.png", i);
        test_tree_put(folder, path, "PNG");
    }
}

/* The edition of the working folder's tree, as text. */
static char *dump(unsigned audience, unsigned jobs)
{
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtContentOptions content = {.jobs = jobs};
    VtEditionOptions options = {.today = {.year = 2024, .month = 6, .day = 15}, .jobs = jobs};
    g_autoptr(VtPortfolio) portfolio = vt_portfolio_load("site-content", &content, sink);
    g_assert_nonnull(portfolio);
    g_autoptr(VtEdition)
        edition = vt_edition_new(portfolio, &portfolio->site.audiences[audience], &options, sink);
    g_assert_nonnull(edition);
    VtBuffer out = {0};
    edition_dump(edition, &out);
    return vt_buffer_steal(&out, NULL);
}

static bool is_shown(const char *dumped, const Entry *entry)
{
    g_autofree char *line = g_strdup_printf("entry site-content/%s:", entry->path);
    return strstr(dumped, line) != NULL;
}

/* New text for all that is hidden, and one hidden entry more. Returns how many were hidden before. */
static size_t change_hidden(const TestTree *folder, RandomTree *tree, const char *dumped, GRand *random)
{
    size_t hidden = 0;
    for (size_t i = 0; i < tree->count; i++) {
        Entry *entry = &tree->entries[i];
        g_autofree char *others = others_token(entry);
        g_assert_null(strstr(dumped, others));
        entry->others = g_rand_int(random);
        if (is_shown(dumped, entry)) {
            write_entry(folder, tree, entry);
            continue;
        }
        g_autofree char *word = token(entry);
        g_test_message("%s is hidden", entry->path);
        g_assert_null(strstr(dumped, word));
        entry->seed = g_rand_int(random);
        write_entry(folder, tree, entry);
        hidden++;
    }
    g_autofree char *path = g_strdup_printf("%s/extra.md", PICK(random, folders));
    test_tree_put(folder, path[0] == '/' ? path + 1 : path,
                  "---\ntitle: Extra\naudience: private\nstart: 2011\norganization: Acme Corporation (AC)\n"
                  "stack: [Python, Rust]\n---\n[x](/files/0.png)\n");
    return hidden;
}

static void hidden_changes_nothing(void)
{
    size_t hidden = 0;
    for (guint32 number = 0; number < TREES; number++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(number);
        RandomTree tree;
        g_auto(TestTree) folder = {0};
        random_tree_init(&tree, random, number % 2);
        test_tree_init(&folder, "");
        write_site(&folder, random);
        write_files(&folder);
        for (size_t i = 0; i < tree.count; i++)
            write_entry(&folder, &tree, &tree.entries[i]);
        g_test_message("tree %u", number);
        g_autofree char *before = dump(number % 2, 1);
        hidden += change_hidden(&folder, &tree, before, random);
        g_autofree char *after = dump(number % 2, 1);
        g_assert_cmpstr(before, ==, after);
        random_tree_finish(&tree);
    }
    g_assert_cmpuint(hidden, >, TREES);
}

static void order_does_not_matter(void)
{
    for (guint32 number = 0; number < ORDERS; number++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(number + TREES);
        RandomTree tree;
        g_auto(TestTree) one = {0};
        g_auto(TestTree) other = {0};
        random_tree_init(&tree, random, number % 2);
        test_tree_init(&one, "");
        write_files(&one);
        for (size_t i = 0; i < tree.count; i++)
            write_entry(&one, &tree, &tree.entries[i]);
        g_autofree char *forward = dump(number % 2, 1);
        test_tree_init(&other, "");
        for (size_t i = tree.count; i > 0; i--)
            write_entry(&other, &tree, &tree.entries[i - 1]);
        write_files(&other);
        g_autofree char *backward = dump(number % 2, 4);
        g_assert_cmpstr(forward, ==, backward);
        test_tree_finish(&other);
        random_tree_finish(&tree);
    }
}

/* Enough entries for several threads. */
static void threads_do_not_matter(void)
{
    enum { MANY = 450 };
    g_auto(TestTree) folder = {0};
    test_tree_init(&folder, "");
    test_tree_put(&folder, "notes/plan.png", "PNG");
    for (int i = 0; i < MANY; i++) {
        g_autofree char *path = g_strdup_printf("notes/e%d.md", i);
        g_autofree char *text = g_strdup_printf(
            "---\ntitle: N%d\nsummary: Of [another](e%d.md)\nstack: [S%d, T%d]\n%s---\nSee [it](e%d.md) and "
            "![a plan](plan.png).\n",
            i, (i * 7) % MANY, i % 9, i % 31, i % 5 == 0 ? "audience: private\n" : "", (i * 11) % MANY);
        test_tree_put(&folder, path, text);
    }
    g_autofree char *alone = dump(0, 1);
    g_autofree char *together = dump(0, 4);
    g_assert_cmpstr(alone, ==, together);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edition/hidden-changes-nothing", hidden_changes_nothing);
    g_test_add_func("/edition/order-does-not-matter", order_does_not_matter);
    g_test_add_func("/edition/threads-do-not-matter", threads_do_not_matter);
    return g_test_run();
}
