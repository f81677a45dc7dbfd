/* Each recogniser on its own: cases/NAME.txt has a line for each case, "input => what it says". "\n" in an
 * input is a line break. VITRINE_UPDATE=1 writes what it says now. */
#include "recognisers.h"

typedef char *Describe(VtSlice text);

static char *piece(VtSlice text, VtRange range)
{
    return g_strndup(text.data + range.start, range.end > range.start ? range.end - range.start : 0);
}

static char *describe_date(VtSlice text)
{
    VtDateRange dates;
    char start[16], end[16];
    if (!vt_date_range(text, &dates))
        return g_strdup("none");
    vt_date_format(dates.start, start);
    vt_date_format(dates.end, end);
    g_autofree char *found = piece(text, dates.range);
    return g_strdup_printf("%s%s%s%s%s [%s]", start, dates.single ? "" : " .. ", end,
                           dates.reversed ? " reversed" : "", dates.expected ? " expected" : "", found);
}

static char *describe_section(VtSlice text)
{
    VtSectionGuess guess = vt_section_words(text);
    return guess.sure == 0 ? g_strdup("none")
                           : g_strdup_printf("%s %u", vt_section_kind_name(guess.kind), guess.sure);
}

static char *describe_role(VtSlice text)
{
    VtDateRange dates = {0};
    if (!vt_date_range(text, &dates))
        dates.range = (VtRange){0};
    VtRoleLayout layout = vt_role_layout(text, dates.range);
    g_autofree char *role = piece(text, layout.role);
    g_autofree char *organization = piece(text, layout.organization);
    g_autofree char *location = piece(text, layout.location);
    return g_strdup_printf("role=%s | org=%s | place=%s | %u", role, organization, location, layout.sure);
}

static char *describe_stack(VtSlice text)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(VtRange));
    VtRange label;
    if (!vt_stack_line(text, &label, items))
        return g_strdup("none");
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++) {
        g_autofree char *item = piece(text, g_array_index(items, VtRange, i));
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", item);
    }
    return g_string_free(out, FALSE);
}

static char *describe_contact(VtSlice text)
{
    static const char *const names[] = {"email", "web", "account", "phone"};
    g_autoptr(GArray) contacts = g_array_new(FALSE, FALSE, sizeof(VtContact));
    vt_contact_line(text, contacts);
    GString *out = g_string_new(vt_is_contact_line(text) ? "line:" : "no line:");
    for (guint i = 0; i < contacts->len; i++) {
        const VtContact *contact = &g_array_index(contacts, VtContact, i);
        g_autofree char *value = piece(text, contact->range);
        g_string_append_printf(out, " %s=%s", names[contact->kind], value);
    }
    return g_string_free(out, FALSE);
}

static char *describe_lead(VtSlice text)
{
    VtLeadLine lead;
    if (!vt_lead_line(text, &lead))
        return g_strdup("none");
    g_autofree char *title = piece(text, lead.title);
    g_autofree char *about = piece(text, lead.about);
    g_autofree char *link = piece(text, lead.link);
    return g_strdup_printf("title=%s | about=%s | link=%s", title, about, link);
}

static char *describe_degree(VtSlice text)
{
    VtDegree degree;
    if (!vt_degree_line(text, &degree))
        return g_strdup("none");
    g_autofree char *name = piece(text, degree.degree);
    g_autofree char *area = piece(text, degree.area);
    g_autofree char *organization = piece(text, degree.organization);
    return g_strdup_printf("degree=%s | area=%s | school=%s", name, area, organization);
}

static char *describe_score(VtSlice text)
{
    VtRange label, score;
    return vt_score_line(text, &label, &score) ? piece(text, score) : g_strdup("none");
}

static char *describe_name(VtSlice text)
{
    VtRange name, label;
    if (!vt_person_name(text, &name, &label))
        return g_strdup("none");
    g_autofree char *person = piece(text, name);
    g_autofree char *what = piece(text, label);
    return g_strdup_printf("%s | %s", person, what);
}

static char *describe_client(VtSlice text)
{
    VtRange client;
    return vt_summary_client(text, &client) ? piece(text, client) : g_strdup("none");
}

static char *describe_story(VtSlice text)
{
    return g_strdup_printf("%u", vt_story_labels(text));
}

static char *describe_plain(VtSlice text)
{
    return vt_plain_text(text);
}

static const struct {
    const char *name;
    Describe *describe;
} recognisers[] = {
    {"dates", describe_date},     {"sections", describe_section}, {"roles", describe_role},
    {"stacks", describe_stack},   {"contacts", describe_contact}, {"leads", describe_lead},
    {"degrees", describe_degree}, {"scores", describe_score},     {"names", describe_name},
    {"clients", describe_client}, {"stories", describe_story},    {"plain", describe_plain},
};

static char *read_breaks(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\\n", -1);
    return g_strjoinv("\n", lines);
}

static char *case_path(const char *name)
{
    return g_strdup_printf("%s/%s.txt", g_getenv("VITRINE_CASES"), name);
}

static void test_cases(gconstpointer data)
{
    size_t index = GPOINTER_TO_SIZE(data);
    g_autofree char *path = case_path(recognisers[index].name);
    g_autofree char *text = NULL;
    g_autoptr(GString) seen = g_string_new(NULL);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    bool update = g_getenv("VITRINE_UPDATE") != NULL;
    for (char **line = lines; *line; line++) {
        g_auto(GStrv) parts = g_strsplit(*line, " => ", 2);
        if (**line == '#' || !parts[0] || **line == '\0') {
            g_string_append_printf(seen, "%s\n", *line);
            continue;
        }
        g_autofree char *input = read_breaks(parts[0]);
        g_autofree char *says = recognisers[index].describe(vt_slice(input));
        g_strchomp(says);
        g_string_append_printf(seen, "%s => %s\n", parts[0], says);
        if (!update && g_strcmp0(parts[1] ? g_strchomp(parts[1]) : NULL, says) != 0) {
            g_test_message("%s: \"%s\" gives \"%s\", not \"%s\"", path, parts[0], says, parts[1]);
            g_test_fail();
        }
    }
    if (update)
        g_assert_true(g_file_set_contents(path, seen->str, -1, NULL));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(recognisers); i++) {
        g_autofree char *name = g_strdup_printf("/importer/%s", recognisers[i].name);
        g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_cases);
    }
    return g_test_run();
}
