/* Nanoseconds a tag, rendering from a prepared template: 200 items with 8 tags each, 1,600 tags a page.
 *
 * An item is what a list of roles on a page is made of: escaped texts of 5 to 45 bytes, an attribute, a
 * piece of HTML, a dotted name, a section and an inverted section. A tag counts when it runs, and an opening
 * with its end is one: of the template's nine, eight run for each item. Prints the median of many runs, and
 * the fastest. */
#include <vitrine/mustache.h>

#include <stdio.h>

enum { ITEMS = 200, TAGS_PER_ITEM = 8, RUNS = 2001 };

static const char template_text[] =
    "<ul class=\"roles\">\n"
    "{{#roles}}\n"
    "<li class=\"h-event\"><a class=\"u-url\" href=\"{{url}}\">{{title}}</a>\n"
    "  <span class=\"p-org\">{{organization.name}}</span>, <span>{{location}}</span>\n"
    "  {{#current}}<strong class=\"now\">since {{start}}</strong>{{/current}}\n"
    "  {{^current}}<em>{{period}}</em>{{/current}}\n"
    "  <div class=\"e-content\">{{{summary_html}}}</div>\n"
    "</li>\n"
    "{{/roles}}\n"
    "</ul>\n";

static const VtSource *load_nothing(G_GNUC_UNUSED const char *name, G_GNUC_UNUSED void *data)
{
    return NULL;
}

static VtObject *make_role(VtArena *arena, VtAtoms *atoms, int index)
{
    VtAtom name = vt_atoms_intern_string(atoms, "name");
    VtObject *organization = vt_object_new(arena, 2);
    vt_object_set(organization, name,
                  vt_value_string(vt_arena_format(arena, "Harbour %d Analytics & Partners", index)));
    vt_object_set(organization, vt_atoms_intern_string(atoms, "url"),
                  vt_value_string("https://harbour.example/"));
    VtObject *role = vt_object_new(arena, 10);
    struct {
        const char *name;
        VtValue value;
    } fields[] = {
        {"url",
         vt_value_string(vt_arena_format(arena, "/portfolio/experience/senior-data-engineer-%d/", index))},
        {"title", vt_value_string(vt_arena_format(arena, "Senior Data Engineer, platform team %d", index))},
        {"organization", vt_value_object(organization)},
        {"current", vt_value_bool(index % 2 == 0)},
        {"start", vt_value_string("April 2019")},
        {"period", vt_value_string("April 2016 – March 2019")},
        {"location", vt_value_string("Leeds")},
        {"weight", vt_value_integer(index)},
        {"summary_html",
         vt_value_html(VT_SLICE("<p>Moved <b>forty</b> pipelines to one scheduler, and halved "
                                "the time from order to report.</p>"))},
        {"stack", VT_NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        vt_object_set(role, vt_atoms_intern_string(atoms, fields[i].name), fields[i].value);
    return role;
}

static VtValue make_data(VtArena *arena, VtAtoms *atoms)
{
    VtList *roles = vt_list_new(arena, ITEMS);
    for (int i = 0; i < ITEMS; i++)
        vt_list_add(roles, vt_value_object(make_role(arena, atoms, i)));
    VtObject *page = vt_object_new(arena, 2);
    vt_object_set(page, vt_atoms_intern_string(atoms, "roles"), vt_value_list(roles));
    vt_object_set(page, vt_atoms_intern_string(atoms, "title"), vt_value_string("Experience"));
    return vt_value_object(page);
}

static int compare_times(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static bool measure(const VtProgram *program, VtValue data, VtDiagnostics *sink)
{
    static int64_t times[RUNS];
    g_auto(VtBuffer) out = {0};
    for (int run = 0; run < RUNS; run++) {
        vt_buffer_reset(&out);
        int64_t start = now();
        if (!vt_template_render(program, data, NULL, &out, sink))
            return false;
        times[run] = now() - start;
    }
    qsort(times, RUNS, sizeof times[0], compare_times);
    double tags = ITEMS * TAGS_PER_ITEM;
    printf("mustache: %.1f ns a tag (median of %d runs; fastest %.1f), %d tags, %zu bytes\n",
           (double)times[RUNS / 2] / tags, RUNS, (double)times[0] / tags, ITEMS * TAGS_PER_ITEM, out.length);
    return true;
}

int main(void)
{
    g_autoptr(VtArena) arena = vt_arena_new();
    g_autoptr(VtAtoms) atoms = vt_atoms_new();
    VtTemplateLoader loader = {load_nothing, NULL, NULL};
    g_autoptr(VtTemplates) templates = vt_templates_new(atoms, &loader);
    g_autoptr(VtDiagnostics) sink = vt_diagnostics_new();
    VtSource source = {.path = "roles.mustache", .text = template_text, .length = sizeof template_text - 1};
    VtValue data = make_data(arena, atoms);
    const VtProgram *program = vt_templates_compile_source(templates, &source, sink);
    return program && measure(program, data, sink) ? 0 : 1;
}
