/* What cases in files cannot show: html values, limits to the byte, buffers, threads. */
#include "workbench.h"

static char *render(Workbench *bench, const VtProgram *program, VtValue data)
{
    VtBuffer out = {0};
    g_assert_true(vt_template_render(program, data, NULL, &out, bench->sink));
    return vt_buffer_steal(&out, NULL);
}

static void test_html(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "page",
                  "{{text}} {{html}} {{{html}}} {{&html}}{{#html}}{{.}}{{/html}}{{^empty}}none{{/empty}}");
    VtObject *page = workbench_object(bench, "text", "<b>", NULL);
    workbench_set(bench, page, "html", vt_value_html(VT_SLICE("<i>&amp;</i>")));
    workbench_set(bench, page, "empty", vt_value_html(VT_SLICE("")));
    g_autofree char *out = render(bench, workbench_compile(bench, "page"), vt_value_object(page));
    g_assert_cmpstr(out, ==, "&lt;b&gt; <i>&amp;</i> <i>&amp;</i> <i>&amp;</i><i>&amp;</i>none");
}

/* Sections in one another beyond what the stacks hold at first. */
static void test_deep_stacks(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 120; i++)
        g_string_append(text, "{{#a}}");
    g_string_append(text, "{{b}}{{>inner}}");
    for (int i = 0; i < 120; i++)
        g_string_append(text, "{{/a}}");
    workbench_add(bench, "page", text->str);
    workbench_add(bench, "inner", "{{#a}}{{#more}}{{>inner}}{{/more}}{{/a}}<{{b}}>");
    VtObject *page = workbench_object(bench, "b", "deep", NULL);
    VtObject *inmost = workbench_object(bench, "a", "x", NULL), *above = inmost;
    for (int i = 0; i < 100; i++) {
        VtObject *outer = workbench_object(bench, "a", "x", NULL);
        workbench_set(bench, outer, "more", vt_value_object(above));
        above = outer;
    }
    workbench_set(bench, inmost, "more", vt_value_bool(false));
    workbench_set(bench, page, "a", vt_value_object(above));
    VtRenderLimits limits = {.steps = 2000};
    g_auto(VtBuffer) out = {0};
    bool done = vt_template_render(workbench_compile(bench, "page"), vt_value_object(page), &limits, &out,
                                   bench->sink);
    g_assert_true(done);
    g_assert_true(g_str_has_prefix(vt_buffer_string(&out), "deep<deep>"));
}

static void test_output_is_appended(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "page", "{{a}}!");
    workbench_add(bench, "endless", "{{a}}{{>endless}}");
    VtValue data = vt_value_object(workbench_object(bench, "a", "text", NULL));
    g_auto(VtBuffer) out = {0};
    vt_buffer_append_string(&out, "before ");
    g_assert_true(vt_template_render(workbench_compile(bench, "page"), data, NULL, &out, bench->sink));
    g_assert_cmpstr(vt_buffer_string(&out), ==, "before text!");
    g_assert_false(vt_template_render(workbench_compile(bench, "endless"), data, NULL, &out, bench->sink));
    g_assert_cmpstr(vt_buffer_string(&out), ==, "before text!");
    g_assert_cmpuint(workbench_errors(bench), ==, 1);
}

/* A page of n bytes passes a limit of n and fails one of n - 1, whatever room the buffer has. */
static void test_output_limit(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "page", "<p>{{a}}</p>{{#b}}{{a}} and text, {{/b}}{{{a}}}");
    VtObject *page = workbench_object(bench, "a", "\"a\" text <of> thirty bytes & more\"", "b", "x", NULL);
    const VtProgram *program = workbench_compile(bench, "page");
    g_autofree char *whole = render(bench, program, vt_value_object(page));
    for (size_t room = 0; room < 4096; room += 1000) {
        VtRenderLimits enough = {.output = strlen(whole)}, short_of = {.output = strlen(whole) - 1};
        g_auto(VtBuffer) out = {0};
        vt_buffer_reserve(&out, room);
        g_assert_true(vt_template_render(program, vt_value_object(page), &enough, &out, bench->sink));
        g_assert_cmpstr(vt_buffer_string(&out), ==, whole);
        vt_buffer_reset(&out);
        g_assert_false(vt_template_render(program, vt_value_object(page), &short_of, &out, bench->sink));
        g_assert_cmpuint(out.length, ==, 0);
    }
}

static void test_each_compiled_once(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "a", "{{>c}}");
    workbench_add(bench, "b", "{{>c}}");
    workbench_add(bench, "c", "c");
    const VtProgram *c = workbench_compile(bench, "c");
    workbench_compile(bench, "a");
    workbench_compile(bench, "b");
    g_assert_true(workbench_compile(bench, "c") == c);
}

static void test_unknown_template(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "home", "x");
    g_assert_null(vt_templates_compile(bench->templates, "hmoe", bench->sink));
    g_auto(VtBuffer) said = {0};
    vt_diagnostics_write(bench->sink, VT_FORMAT_TEXT, false, &said);
    g_assert_cmpstr(vt_buffer_string(&said), ==,
                    "error: no template \"hmoe\" [template-partial]\n      = did you mean \"home\"?\n");
}

/* A template with an error gives no program, not even later and through another. */
static void test_failed_template(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "bad", "{{#x}}");
    workbench_add(bench, "page", "{{>bad}}");
    g_assert_null(vt_templates_compile(bench->templates, "bad", bench->sink));
    g_assert_null(vt_templates_compile(bench->templates, "page", bench->sink));
    g_assert_cmpuint(workbench_errors(bench), ==, 1);
}

static void test_too_large(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    VtSource source = {.path = "large.mustache", .text = "", .length = (size_t)INT32_MAX + 1};
    g_assert_null(vt_templates_compile_source(bench->templates, &source, bench->sink));
    g_auto(VtBuffer) said = {0};
    vt_diagnostics_write(bench->sink, VT_FORMAT_TEXT, false, &said);
    g_assert_cmpstr(vt_buffer_string(&said), ==,
                    "large.mustache: error: the template is larger than 2 GiB [template-size]\n");
}

/* Inputs that would take for ever if anything were quadratic: a run that ends shows that nothing is. */
static void test_pathological(void)
{
    static const char *const pieces[][2] = {
        {"{{{", "}}}"},         {"{{#a}}", ""},    {"{{/a}}", ""},       {"{{a\n", "}}"},
        {"{{!", "}}"},          {"{{=", "=}}"},    {"{{#a}}{{/a}}", ""}, {" ", "{{#a}}{{/a}}"},
        {"{{$a}}{{/a}}\n", ""}, {"{{>none}}", ""}, {"\n", "{{a}}"},      {"{{=| |=}}|={{ }}=|", ""}};
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(Workbench) bench = workbench_new();
        g_autoptr(GString) text = g_string_new(NULL);
        for (int times = 0; times < 20000; times++)
            g_string_append(text, pieces[i][0]);
        g_string_append(text, pieces[i][1]);
        workbench_add(bench, "page", text->str);
        const VtProgram *program = vt_templates_compile(bench->templates, "page", bench->sink);
        g_auto(VtBuffer) out = {0};
        VtValue data = vt_value_object(workbench_object(bench, "a", "text", NULL));
        g_assert_true((program != NULL) == (workbench_errors(bench) == 0));
        if (program)
            g_assert_true(vt_template_render(program, data, NULL, &out, bench->sink));
    }
}

/* Likewise: a delimiter whose beginning stands everywhere in the text. */
static void test_long_delimiter(void)
{
    enum { LONG = 5 << 20 };
    g_autoptr(Workbench) bench = workbench_new();
    g_autofree char *delimiter = g_strnfill(LONG, '<'), *text = g_strnfill(2 * LONG, '<');
    g_autofree char *page = g_strconcat("{{=", delimiter, "| >=}}", text, "\n", delimiter, "|a>", NULL);
    workbench_add(bench, "page", page);
    g_autofree char *out = render(bench, workbench_compile(bench, "page"),
                                  vt_value_object(workbench_object(bench, "a", "text", NULL)));
    g_autofree char *wanted = g_strconcat(text, "\ntext", NULL);
    g_assert_true(strcmp(out, wanted) == 0);
}

/* ---- Threads ---- */

typedef struct Crowd {
    Workbench *bench;
    const VtProgram *program;
    VtValue data;
    const char *expected;
    int wrong;
} Crowd;

static void render_in_crowd(G_GNUC_UNUSED size_t index, G_GNUC_UNUSED unsigned worker, void *data)
{
    Crowd *crowd = data;
    g_auto(VtBuffer) out = {0};
    bool done = vt_template_render(crowd->program, crowd->data, NULL, &out, crowd->bench->sink);
    if (!done || !g_str_equal(vt_buffer_string(&out), crowd->expected))
        g_atomic_int_inc(&crowd->wrong);
}

static void double_text(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_slice(out, call->text);
    vt_buffer_append_slice(out, call->text);
}

static void test_threads(void)
{
    static const VtLambda lambda = {double_text, NULL};
    g_autoptr(Workbench) bench = workbench_new();
    workbench_add(bench, "layout", "<main>\n  {{$main}}\n  {{/main}}\n</main>\n");
    workbench_add(bench, "item", "<li>{{title}}{{#twice}} {{n}}{{unknown}}{{>*card}}{{/twice}}</li>\n");
    workbench_add(bench, "card", "[{{title}}]");
    workbench_add(bench, "page",
                  "{{<layout}}\n{{$main}}\n{{#items}}\n  {{>item}}\n{{/items}}\n{{/main}}\n{{/layout}}\n");
    VtObject *page = workbench_object(bench, "card", "card", NULL);
    VtList *items = vt_list_new(bench->arena, 50);
    for (int i = 0; i < 50; i++) {
        VtObject *item = workbench_object(bench, "title", "A & B", NULL);
        workbench_set(bench, item, "n", vt_value_integer(i));
        vt_list_add(items, vt_value_object(item));
    }
    workbench_set(bench, page, "items", vt_value_list(items));
    workbench_set(bench, page, "twice", vt_value_lambda(&lambda));
    Crowd crowd = {
        .bench = bench, .program = workbench_compile(bench, "page"), .data = vt_value_object(page)};
    g_autofree char *expected = render(bench, crowd.program, crowd.data);
    g_assert_nonnull(strstr(expected, "  <li>A &amp; B 49[A &amp; B] 49[A &amp; B]</li>\n"));
    crowd.expected = expected;
    vt_jobs_run(8, 400, render_in_crowd, &crowd);
    g_assert_cmpint(crowd.wrong, ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mustache/rendering/html is not escaped", test_html);
    g_test_add_func("/mustache/rendering/deep stacks", test_deep_stacks);
    g_test_add_func("/mustache/rendering/output is appended", test_output_is_appended);
    g_test_add_func("/mustache/rendering/limit of the output", test_output_limit);
    g_test_add_func("/mustache/rendering/each compiled once", test_each_compiled_once);
    g_test_add_func("/mustache/rendering/unknown template", test_unknown_template);
    g_test_add_func("/mustache/rendering/failed template", test_failed_template);
    g_test_add_func("/mustache/rendering/too large a template", test_too_large);
    g_test_add_func("/mustache/rendering/pathological templates", test_pathological);
    g_test_add_func("/mustache/rendering/long delimiter", test_long_delimiter);
    g_test_add_func("/mustache/rendering/many threads", test_threads);
    return g_test_run();
}
