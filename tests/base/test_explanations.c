#include "snapshot.h"

#include <vitrine/diagnostics.h>

/* Every form that an explanation may hold. */
static const VtDiagnosticInfo sample = {
    "test-forms",
    VT_WARNING,
    "A link names a heading that its page does not have.",
    "A paragraph that is long enough to be wrapped more than once, so that one sees where the lines break, "
    "and "
    "that a `code span with spaces in it` stays whole even at the edge of the terminal.\n"
    "A second line of the same paragraph.\n"
    "\n"
    "    See the [GDPR work](gdpr-backend.md#impacts), in a line of code that is far too long for a "
    "terminal.\n"
    "      indented\n"
    "\n"
    "The way out is one of these:\n"
    "\n"
    "- write the heading's own anchor, which is its text in lower case with hyphens for spaces, as code "
    "hosts do\n"
    "- rename the heading\n"
    "\n"
    "1. first\n"
    "12. twelfth, which is long and will be wrapped below its own text and not below the number that it has\n"
    "\n"
    "```yaml\n"
    "title: x\n"
    "\n"
    "  - y\n"
    "```\n"
    "\n"
    "An unclosed ` mark, and 日本語 letters that are two cells wide: 日本語 日本語 日本語 日本語 日本語 "
    "日本語.",
};

static void test_explanation(void)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostic_write_explanation(&sample, &out);
    snapshot_check("explanation.txt", out.data, out.length);
}

static void check_name(const VtDiagnosticInfo *info)
{
    g_assert_true(g_regex_match_simple("^[a-z][a-z0-9]*(-[a-z0-9]+)+$", info->name, 0, 0));
    g_assert_true(vt_diagnostic_find(info->name) == info); /* else the name is declared twice */
}

/* A sentence: a capital or a code span first, a full stop last, one line. */
static void check_summary(const VtDiagnosticInfo *info)
{
    size_t length = strlen(info->summary);
    g_assert_cmpuint(length, >, 0);
    g_assert_true(g_ascii_isupper(info->summary[0]) || info->summary[0] == '`');
    g_assert_cmpint(info->summary[length - 1], ==, '.');
    g_assert_null(strchr(info->summary, '\n'));
}

static void check_explanation(const VtDiagnosticInfo *info)
{
    g_assert_cmpuint(strlen(info->explanation), >=, 40);
    g_auto(VtBuffer) out = {0};
    vt_diagnostic_write_explanation(info, &out);
    g_assert_true(g_str_has_prefix(vt_buffer_string(&out), info->name));
    g_assert_cmpint(out.data[out.length - 1], ==, '\n');
}

static void test_registry(void)
{
    static const char *const identifiers[] = {
#define VT_DIAGNOSTIC(id, name, severity, summary, explanation) #id,
#include <vitrine/diagnostics.def>
#undef VT_DIAGNOSTIC
    };
    for (unsigned id = 0; id < VT_DIAGNOSTIC_COUNT; id++) {
        const VtDiagnosticInfo *info = vt_diagnostic_info((VtDiagnosticId)id);
        g_test_message("%s", info->name);
        check_name(info);
        g_autofree char *identifier = g_strdelimit(g_ascii_strup(info->name, -1), "-", '_');
        g_assert_cmpstr(identifiers[id], ==, identifier);
        check_summary(info);
        check_explanation(info);
    }
    g_assert_null(vt_diagnostic_info(VT_DIAGNOSTIC_COUNT));
    g_assert_null(vt_diagnostic_find("no-such-id"));
    g_assert_null(vt_diagnostic_find(""));
}

static void test_reference(void)
{
    g_auto(VtBuffer) out = {0};
    vt_diagnostics_write_reference(&out);
    const char *page = vt_buffer_string(&out);
    g_assert_true(g_str_has_prefix(page, "# Diagnostics\n\n"));
    for (unsigned id = 0; id < VT_DIAGNOSTIC_COUNT; id++) {
        g_autofree char *heading = g_strdup_printf("\n## %s\n", vt_diagnostic_info((VtDiagnosticId)id)->name);
        g_assert_nonnull(strstr(page, heading));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/explanations/explanation", test_explanation);
    g_test_add_func("/explanations/registry", test_registry);
    g_test_add_func("/explanations/reference", test_reference);
    return g_test_run();
}
