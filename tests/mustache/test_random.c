/* Random templates over random data, with a fixed seed. Whatever they are: no step crashes, rendering ends
 * with output or a diagnostic, the same every time, and the text that no tag touches is there. */
#include "test_types.h"
#include "workbench.h"

enum { TEMPLATES = 4, ROUNDS = 1500 };

static const char *const names[] = {"a",     "b",          "c",       "a.b",        "b.c.a",
                                    ".",     "page_title", "entries", "navigation", "children",
                                    "title", "shout",      "card",    "heading"};
static const char *const templates[] = {"t0", "t1", "t2", "t3"};

static const char *any(GRand *random, const char *const *words, size_t count)
{
    return words[g_rand_int_range(random, 0, (int)count)];
}

#define ANY(random, words) any((random), (words), G_N_ELEMENTS(words))

static void append_template(GRand *random, GString *out, int depth);

static void append_section(GRand *random, GString *out, int depth)
{
    static const char *const sigils[] = {"#", "^", "$", "<"};
    const char *sigil = ANY(random, sigils);
    const char *name = sigil[0] == '<' ? ANY(random, templates) : ANY(random, names);
    g_string_append_printf(out, "{{%s%s}}", sigil, name);
    append_template(random, out, depth - 1);
    g_string_append_printf(out, "{{/%s}}", name);
}

static void append_piece(GRand *random, GString *out, int depth)
{
    static const char *const texts[] = {"\n",   "\n",           "\r\n", "  ", "\t",
                                        "text", "<b>\"&\"</b>", "{",    "}",  "é"};
    switch (g_rand_int_range(random, 0, depth > 0 ? 12 : 9)) {
    case 0:
        g_string_append_printf(out, "{{%s}}", ANY(random, names));
        break;
    case 1:
        g_string_append_printf(out, "{{{%s}}}", ANY(random, names));
        break;
    case 2:
        g_string_append_printf(out, "{{>%s}}", ANY(random, templates));
        break;
    case 3:
        g_string_append_printf(out, "{{>*%s}}", ANY(random, names));
        break;
    case 4:
        g_string_append(out, g_rand_boolean(random) ? "{{! remark }}" : "{{=<% %>=}}<%a%><%={{ }}=%>");
        break;
    case 5:
    case 6:
    case 7:
    case 8:
        g_string_append(out, ANY(random, texts));
        break;
    default:
        append_section(random, out, depth);
    }
}

static void append_template(GRand *random, GString *out, int depth)
{
    for (int pieces = g_rand_int_range(random, 0, 8); pieces > 0; pieces--)
        append_piece(random, out, depth);
}

/* Half of the templates get a wound: bytes cut out, or put in twice. */
static void wound(GRand *random, GString *text)
{
    if (text->len < 4 || g_rand_boolean(random))
        return;
    gssize at = g_rand_int_range(random, 0, (int)text->len - 3);
    if (g_rand_boolean(random))
        g_string_erase(text, at, g_rand_int_range(random, 1, 4));
    else
        g_string_insert_len(text, at, text->str, 3);
}

static void twice(const VtLambdaCall *call, VtBuffer *out, G_GNUC_UNUSED void *data)
{
    vt_buffer_append_slice(out, call->text);
    vt_buffer_append_slice(out, call->section ? call->text : VT_SLICE("{{a}}{{b.c}}{{>t1}}"));
}

static const VtLambda twice_lambda = {twice, NULL};

static VtValue random_value(GRand *random, Workbench *bench, int depth)
{
    static const char *const texts[] = {"",        "t0",  "t3",
                                        "nothing", "<&>", "a text of more than sixteen bytes & more"};
    switch (g_rand_int_range(random, 0, depth > 0 ? 8 : 6)) {
    case 0:
        return VT_NULL;
    case 1:
        return vt_value_bool(g_rand_boolean(random));
    case 2:
        return vt_value_integer(g_rand_int_range(random, -5, 5));
    case 3:
        return vt_value_string(ANY(random, texts));
    case 4:
        return vt_value_html(VT_SLICE("<i>html</i>"));
    case 5:
        return vt_value_lambda(&twice_lambda);
    case 6: {
        VtList *list = vt_list_new(bench->arena, 0);
        for (int items = g_rand_int_range(random, 0, 4); items > 0; items--)
            vt_list_add(list, random_value(random, bench, depth - 1));
        return vt_value_list(list);
    }
    default: {
        VtObject *object = vt_object_new(bench->arena, 0);
        for (int fields = g_rand_int_range(random, 0, 8); fields > 0; fields--)
            workbench_set(bench, object, ANY(random, names), random_value(random, bench, depth - 1));
        return vt_value_object(object);
    }
    }
}

static void render_twice(Workbench *bench, const VtProgram *program, VtValue data)
{
    VtRenderLimits limits = {.depth = 20, .output = 50000, .steps = 3000};
    g_auto(VtBuffer) first = {0}, second = {0};
    size_t before = workbench_errors(bench);
    bool done = vt_template_render(program, data, &limits, &first, bench->sink);
    bool failed = workbench_errors(bench) > before;
    g_assert_true(done == !failed);
    g_assert_true(vt_template_render(program, data, &limits, &second, bench->sink) == done);
    g_assert_cmpuint(first.length, ==, second.length);
    g_assert_true(first.length == 0 || memcmp(first.data, second.data, first.length) == 0);
}

static void run_round(GRand *random, unsigned *compiled)
{
    g_autoptr(Workbench) bench = workbench_new();
    if (g_rand_boolean(random))
        vt_templates_allow_unknown_partials(bench->templates);
    for (size_t i = 0; i < TEMPLATES; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        append_template(random, text, 5);
        wound(random, text);
        workbench_add(bench, templates[i], text->str);
    }
    g_auto(VtBuffer) said = {0}, assembly = {0};
    const VtProgram *program = vt_templates_compile(bench->templates, "t0", bench->sink);
    g_assert_true((program != NULL) == (workbench_errors(bench) == 0));
    VtValue data = random_value(random, bench, 5);
    if (program) {
        ++*compiled;
        vt_program_disassemble(program, &assembly);
        render_twice(bench, program, data);
        vt_template_check(program, &test_page_type, bench->sink);
    }
    vt_diagnostics_write(bench->sink, VT_FORMAT_TEXT, false, &said);
}

static void test_random(gconstpointer seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(GPOINTER_TO_UINT(seed));
    unsigned compiled = 0;
    for (int round = 0; round < ROUNDS; round++)
        run_round(random, &compiled);
    g_assert_cmpuint(compiled, >, ROUNDS / 20); /* else the templates show nothing */
}

/* Any bytes at all. */
static void test_noise(void)
{
    static const char *const pieces[] = {"{{",  "}}",  "{{{", "}}}",  "{{#", "{{/", "{{<", "{{$",
                                         "{{>", "{{=", "=}}", "{{!",  "a",   "b",   " ",   "\n",
                                         ".",   "*",   "|",   "\xff", "=",   "{",   "}"};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int round = 0; round < 4 * ROUNDS; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 30); i > 0; i--)
            g_string_append(text, ANY(random, pieces));
        g_autoptr(Workbench) bench = workbench_new();
        vt_templates_allow_unknown_partials(bench->templates);
        workbench_add(bench, "a", text->str);
        const VtProgram *program = vt_templates_compile(bench->templates, "a", bench->sink);
        g_assert_true((program != NULL) == (workbench_errors(bench) == 0));
        if (program)
            render_twice(bench, program, vt_value_object(workbench_object(bench, "a", "1", "b", "a", NULL)));
    }
}

/* Escaping, with its pieces and words, against the plain escaping of base/; and the limit, to the byte. */
static void test_escaping(void)
{
    g_autoptr(Workbench) bench = workbench_new();
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    workbench_add(bench, "page", "{{a}}");
    const VtProgram *program = workbench_compile(bench, "page");
    for (int round = 0; round < 20000; round++) {
        char text[80];
        size_t length = (size_t)g_rand_int_range(random, 1, (int)sizeof text);
        int sharp = g_rand_int_range(random, 1, 40);
        for (size_t i = 0; i < length; i++)
            text[i] = (char)(g_rand_int_range(random, 0, sharp) ? g_rand_int_range(random, 1, 256)
                                                                : "&<>\"'"[g_rand_int_range(random, 0, 5)]);
        VtObject *page = vt_object_new(bench->arena, 1);
        workbench_set(bench, page, "a", vt_value_text((VtSlice){text, length}));
        g_auto(VtBuffer) expected = {0}, out = {0};
        vt_buffer_append_html(&expected, text, length);
        VtRenderLimits limits = {.output = expected.length};
        g_assert_true(vt_template_render(program, vt_value_object(page), &limits, &out, bench->sink));
        g_assert_cmpuint(out.length, ==, expected.length);
        g_assert_true(memcmp(out.data, expected.data, out.length) == 0);
        limits.output--;
        g_assert_true(limits.output == 0 ||
                      !vt_template_render(program, vt_value_object(page), &limits, &out, bench->sink));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/mustache/random/templates 1", GUINT_TO_POINTER(1), test_random);
    g_test_add_data_func("/mustache/random/templates 2", GUINT_TO_POINTER(2), test_random);
    g_test_add_func("/mustache/random/escaping", test_escaping);
    g_test_add_func("/mustache/random/noise", test_noise);
    return g_test_run();
}
